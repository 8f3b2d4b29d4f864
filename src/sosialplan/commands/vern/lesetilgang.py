"""``tilgang vis|gi|ta|bekreft``: who reads what and why, beside the rules for a while, and whose a key is."""

from datetime import date, timedelta

from msgspec.structs import replace

from sosialplan.commands.personvernsyn import require_nobody_named
from sosialplan.commands.run import FINE, Run, case_number, no_such_case
from sosialplan.commands.skolen.skolefilen import the_person
from sosialplan.commands.skrivebordet.desk import Desk, case_message
from sosialplan.commands.skrivebordet.errand import Added, Errand, Followed, Put, carry_out
from sosialplan.commands.skrivebordet.forsegling import Forsegling
from sosialplan.commands.skrivebordet.tilgangsfil import access_errand, access_path, member
from sosialplan.commands.svar.ordsvar import asked_yes
from sosialplan.commands.vern.vernet_mappe import (
    MISSING,
    files_of,
    folder_read,
    key_state,
    open_folder,
    sealing_now,
    who_reads,
)
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.mappe import Mappe
from sosialplan.model.problems import path_to
from sosialplan.model.skrivemaate import alike, folded
from sosialplan.model.tilgang import Bekreftelse, Lesenoekkel, Navngitt, Tilgang
from sosialplan.output.tables import Column
from sosialplan.rules.ansvar import place_of
from sosialplan.rules.tillit.bekreftelse import confirmations, hvis
from sosialplan.rules.tillit.fullmakt import holds
from sosialplan.rules.tillit.lesere import NAVNGITT, readers_of
from sosialplan.rules.verv import named_person
from sosialplan.views.datoer import kort_dato

_READERS = (
    Column("Hvem", wraps=True),
    Column("Hvorfor", wraps=True),
    Column("Lesenøkkel", wraps=True),
)
_FILES = (Column("Fil"), Column("Hvorfor", wraps=True))


def vis(run: Run, hva: str) -> int:
    """Show who reads a case, or what a person reads, and why."""
    folder, mappe, how, _ = folder_read(run)
    if not folder.is_protected:
        run.terminal.note("Mappen er ikke vernet: foreløpig leser alle som har den, alt.")
    place = place_of(mappe.plan.skole, hva)
    if place is not None:
        return _of_person(run, mappe, how, mappe.plan.skole.personer[place].navn)
    if named_person(mappe.plan.skole, hva):
        return _of_person(run, mappe, how, the_person(mappe.plan.skole, hva).navn)
    number = case_number(hva)
    read = mappe.sak(number)
    if read is None:
        raise no_such_case(number)
    lesere = readers_of(read.value, mappe, how.tilgang, how.dag)
    run.terminal.table(
        _READERS,
        [
            (each.navn, _why(how, number, each.navn, each.hvorfor), key_state(how, each.navn))
            for each in lesere
        ],
    )
    return FINE


def _of_person(run: Run, mappe: Mappe, how: Forsegling, navn: str) -> int:
    rows = [
        (read.file, each.hvorfor)
        for read in files_of(mappe)
        for each in readers_of(read.value, mappe, how.tilgang, how.dag)
        if each.navn == navn
    ]
    run.terminal.line(f"{navn}: {key_state(how, navn)}")
    if rows:
        run.terminal.table(_FILES, rows)
    else:
        run.terminal.line("Lesberettiget ingen av filene du kan lese.")
    return FINE


def _why(how: Forsegling, number: str, navn: str, hvorfor: str) -> str:
    if hvorfor != NAVNGITT:
        return hvorfor
    given = (
        each for each in how.tilgang.navngitt if each.sak == number and alike(each.person, navn)
    )
    return next((f"navngitt til {kort_dato(each.til)}: {each.hvorfor}" for each in given), hvorfor)


def gi(run: Run, typed: str, person: str, *, hvorfor: str, til: date) -> int:
    """Let somebody read a case beside the rules, until a day, and seal it anew."""
    if til < run.i_dag:
        raise WrongUsage("Den siste dagen er passert.", "Velg en dag som kommer: --til DATO")
    require_nobody_named(run, run.planmappe(), (hvorfor,))

    def work(desk: Desk) -> Errand:
        read, how, navn = desk.case(typed).value, _sealed(desk), member(desk, person)
        new = Navngitt(id=run.new_id(), sak=read.sak, person=navn, hvorfor=hvorfor, til=til)
        after = replace(how.tilgang, navngitt=(*how.tilgang.navngitt, new))

        def then(followed: Followed) -> None:
            lesere = readers_of(read, followed.saved.mappe, after, run.i_dag)
            if not any(each.navn == navn for each in lesere):
                run.terminal.note(
                    "Saken gjelder den personen selv eller ledelsen, så den er likevel ikke vernet for den (§ 12-5)."
                )
            elif key_state(how, navn) == MISSING:
                run.terminal.note(
                    f"{navn} har ingen lesenøkkel som gjelder, og kan ikke lese før den er der: sosialplan nøkler ny"
                )

        change = Added(access_path(desk), path_to(Tilgang.navngitt), new)
        said = f"{navn} leser sak {read.sak} til og med {kort_dato(til)}."
        return access_errand(desk, [change], said, then, case_message(read.sak))

    return carry_out(run, work)


def _sealed(desk: Desk) -> Forsegling:
    """Return how the folder is sealed. Raises ExpectedFailure for one that is open."""
    if desk.how is None:
        raise open_folder()
    return desk.how


def ta(run: Run, typed: str, person: str) -> int:
    """End what was given beside the rules, from today, and seal the case anew."""

    def work(desk: Desk) -> Errand:
        sak, how, navn = desk.case(typed).value.sak, _sealed(desk), member(desk, person)
        ended = [
            place
            for place, each in enumerate(how.tilgang.navngitt)
            if each.sak == sak and alike(each.person, navn) and each.til >= run.i_dag
        ]
        if not ended:
            raise ExpectedFailure(
                f"{navn} er ikke navngitt som leser av sak {sak}.",
                f"Se hvem som leser den, og hvorfor: sosialplan tilgang vis {sak}",
            )
        day = (run.i_dag - timedelta(days=1)).isoformat()
        changes = [
            Put(access_path(desk), path_to(Tilgang.navngitt, place, Navngitt.til), day)
            for place in ended
        ]
        told = "En kopi som er hentet før, kan fortsatt leses av den som har den."
        return access_errand(
            desk,
            changes,
            f"{navn} leser ikke lenger sak {sak} herfra.",
            lambda _: run.terminal.note(told),
            case_message(sak),
        )

    return carry_out(run, work)


def bekreft(run: Run, typed: str) -> int:
    """Say, by one's own commit, that a key is its person's; a person is asked whether it was looked at there."""
    meant = typed
    if run.terminal.interactive:
        seen: list[Lesenoekkel] = []

        def look(desk: Desk) -> int:
            seen.append(_to_confirm(desk, typed)[1])
            return FINE

        carry_out(run, look)  # nobody else waits for the answer
        _require_compared(run, seen[0])
        meant = seen[0].id

    def work(desk: Desk) -> Errand:
        place, noekkel, me = _to_confirm(desk, meant)
        new = Bekreftelse(person=me, dato=run.i_dag)
        where = path_to(Tilgang.lesenoekler, place, Lesenoekkel.bekreftet)
        if not run.terminal.interactive:
            run.terminal.note(f"Nøkkelen: {noekkel.noekkel}")
        return access_errand(
            desk,
            [Added(access_path(desk), where, new)],
            f"Du har bekreftet at {noekkel.id} er nøkkelen til {_whose(noekkel)}.",
            lambda _: _tell_counts(desk, noekkel),
        )

    return carry_out(run, work)


def _whose(noekkel: Lesenoekkel) -> str:
    return noekkel.person or "skolen (nødnøkkel)"


def _to_confirm(desk: Desk, typed: str) -> tuple[int, Lesenoekkel, str]:
    """Return the key that is meant, its place, and who confirms it. Raises ExpectedFailure."""
    place, noekkel = _meant(_sealed(desk), typed)
    me = _who_confirms(desk)
    if noekkel.person == me:
        raise ExpectedFailure("Din egen nøkkel må andre bekrefte.", "Be to som leser, gjøre det.")
    if any(alike(each.person, me) for each in noekkel.bekreftet):
        raise ExpectedFailure("Du har bekreftet den før.", "Se: sosialplan tilgang")
    return place, noekkel, me


def _require_compared(run: Run, noekkel: Lesenoekkel) -> None:
    """Show a key, and ask whether it was held against the one on the person's own screen. Raises ExpectedFailure."""
    whose = _whose(noekkel)
    there = "skolens ark (nederst)" if noekkel.noed else f"skjermen til {whose} (sosialplan nøkler)"
    run.terminal.note(f"Nøkkelen som er lagt inn for {whose}, er:")
    run.terminal.note(f"  {noekkel.noekkel}")
    asked = f"Har du sammenlignet den med den på {there}, og er de like? (ja/nei)"
    if not asked_yes(run, asked):
        raise ExpectedFailure(
            "Ingenting er bekreftet.",
            "Sammenlign dem hos personen selv. Er de ulike, har en annen lagt den inn: "
            f"sosialplan tilgang fjern {noekkel.id}",
        )


def _who_confirms(desk: Desk) -> str:
    """Return who sits here, where that is one who reads. Raises ExpectedFailure."""
    me = who_reads(desk)
    if me is None:
        raise ExpectedFailure(
            "Bare en som selv leser, kan bekrefte.", "Be en som har en lesenøkkel som gjelder."
        )
    return me


def _tell_counts(desk: Desk, noekkel: Lesenoekkel) -> None:
    """Say whether a key counts now that one more has confirmed it."""
    how, run = sealing_now(desk) or _sealed(desk), desk.run
    if hvis(noekkel) in how.gjelder:
        run.terminal.line(
            "Den gjelder nå. Verne det den skal lese, for den også: sosialplan tilgang kontroller --rett"
        )
        _tell_of_older(run, how, noekkel)
    else:
        run.terminal.line(
            f"Den gjelder når {confirmations(how.tilgang, how.gjelder)} har bekreftet den."
        )


def _tell_of_older(run: Run, how: Forsegling, noekkel: Lesenoekkel) -> None:
    """Say that other keys of the same person open as before: a forgotten or lost one is not ended by itself."""
    for each in how.tilgang.lesenoekler:
        same = noekkel.person and alike(each.person or "", noekkel.person)
        if same and each.id != noekkel.id and holds(each, how.dag) and hvis(each) in how.gjelder:
            run.terminal.note(
                f"Den andre nøkkelen til {each.person} ({each.id}, fra {kort_dato(each.gjelder_fra)}) åpner fortsatt. "
                f"Er den glemt, borte eller byttet ut: sosialplan tilgang fjern {each.id}"
            )


def _meant(how: Forsegling, typed: str) -> tuple[int, Lesenoekkel]:
    """Return the key that is meant: by its id, or the one of a person that waits. Raises WrongUsage."""
    named, keys = typed.strip().lower(), [*enumerate(how.tilgang.lesenoekler)]
    part = folded(typed)
    found = [one for one in keys if named and one[1].id.startswith(named)]
    if len(found) != 1:
        found = [one for one in keys if named and alike(one[1].person or "", typed)] or found
    if not found:
        found = [one for one in keys if part and part in folded(one[1].person or "")]
    if len(found) > 1:
        waits = [one for one in found if holds(one[1], how.dag) and hvis(one[1]) not in how.gjelder]
        found = waits or found
    if len(found) != 1:
        raise WrongUsage(
            "Si hvilken nøkkel: " + ("ingen" if not found else "flere") + " har det navnet.",
            "Skriv nøkkelens id. Se dem: sosialplan tilgang",
        )
    return found[0]
