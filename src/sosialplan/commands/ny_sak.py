"""``ny-sak``: open a case, and say what must happen now."""

from collections.abc import Mapping, Sequence
from functools import partial

from msgspec.structs import replace

from sosialplan.commands.klasselister.elevvalg import Valgtelev, asked_if_near
from sosialplan.commands.lesing import course
from sosialplan.commands.meldingen import handled, report_in, require_shielded
from sosialplan.commands.run import Run, known_role, known_word
from sosialplan.commands.saksaapning import (
    Aapningsmelding,
    Lenket,
    following,
    kept_alike,
    known_employees,
    new_case,
    opened_from,
    opening_of,
    written_new,
)
from sosialplan.commands.saksleting import faults_of_cases
from sosialplan.commands.skrivebordet.desk import Desk, case_message
from sosialplan.commands.skrivebordet.errand import (
    Added,
    Change,
    Errand,
    Followed,
    carry_out,
    told_before,
)
from sosialplan.commands.skrivebordet.sagt import (
    open_rows,
    tell_linked,
    tell_rows,
    tell_shield,
)
from sosialplan.commands.svar.ordsvar import asked_yes
from sosialplan.files.loader import load
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.handlingskjede import Aapningsspoersmaal
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Problem, path_to
from sosialplan.model.sak import Hendelse, Sak, Samtykke
from sosialplan.model.skrivemaate import same_pupil
from sosialplan.rules.facts import valid_entries
from sosialplan.rules.navn.likhet import near
from sosialplan.rules.saksgang import FOERT_VIDERE
from sosialplan.rules.saksplikter import asks_for_repeated, same_before
from sosialplan.rules.ved_siden import LENKET

OPTIONS: Mapping[Aapningsspoersmaal, str] = {
    Aapningsspoersmaal.MELDT_AV: "--meldt-av",
    Aapningsspoersmaal.FRA_SAK: "--fra-sak",
    Aapningsspoersmaal.GJELDER_ANSATT: "--gjelder-ansatt",
}


def ny_sak(run: Run, melding: Aapningsmelding, *, format_: str) -> int:
    """Open a case and tell its number, what must happen now, and who must know."""
    if run.terminal.interactive:
        melding = _confirm(run, melding)
    return carry_out(run, lambda desk: _work(desk, melding, format_))


def told_of(run: Run, melding: Aapningsmelding) -> Run:
    """Tell what is doubted of a case before a person says yes to it; return the run that has told it."""
    return told_before(run, lambda desk: _work(desk, melding, "tabell"))


def _work(desk: Desk, melding: Aapningsmelding, format_: str) -> Errand:
    run, plan = desk.run, desk.mappe.plan
    melding = _known(plan, melding)
    _require_answers(plan, melding)
    if not run.terminal.interactive and not melding.fra_sak:
        _require_no_other(run, desk.mappe, melding)
        _tell_unread(run, desk.faults)
        found = _tell_of_open_cases(run, desk.mappe, melding.elev)
        _require_no_open(desk.mappe.plan, found, melding)
    sak, linked, changes = _opened(desk, melding)
    file = desk.folder.relative(desk.folder.case_path(sak.sak))
    values = {"sak": sak.sak, "fil": file, "lenket": [each.sak.sak for each in linked]}
    message, opens = case_message(sak.sak), partial(open_rows, run, number=sak.sak)
    if format_ == "json":
        return Errand(changes, message, opens=opens, then=lambda _: run.answer(values))
    said = f"Sak {sak.sak} er opprettet."
    if melding.fra_melding:
        said += f" Melding {melding.fra_melding} er behandlet."
    return Errand(changes, message, said, opens=opens, then=partial(_tell, run, sak, linked))


def _tell(run: Run, sak: Sak, linked: Sequence[Lenket], came: Followed) -> None:
    mappe = came.saved.mappe
    rows = list(open_rows(run, mappe, sak.sak))
    tell_rows(run, "Dette må skje", rows)
    for each in linked:
        rows += tell_linked(run, mappe, each.sak.sak, each.hvorfor)
    tell_shield(run, course(mappe, sak, run.i_dag))
    _tell_who(run, mappe.plan, rows)
    run.terminal.line()
    run.terminal.wrapped(f"Skriv ned det som skjer: sosialplan registrer {sak.sak} STEG")
    if sak.aktivitetsplan is not None:
        run.terminal.wrapped(
            f"Planen er et utkast til den er godkjent. Les den mot dokumentet: sosialplan vis {sak.sak}"
        )


def _known(plan: Plan, melding: Aapningsmelding) -> Aapningsmelding:
    """Return the message with the plan's own words. Raises WrongUsage for words it does not know."""
    chains = {each.kjede: each.navn for each in plan.kjeder}
    categories = {each.kategori: each.navn for each in plan.skole.kategorier}
    return replace(
        melding,
        kjede=known_word(melding.kjede, tuple(chains), "kjeden", titles=chains),
        elev=melding.elev.strip(),
        klasse=known_word(melding.klasse, [each.klasse for each in plan.skole.klasser], "klassen"),
        meldt_av=known_role(plan.skole, melding.meldt_av),
        kategorier=tuple(
            known_word(each, tuple(categories), "kategorien", titles=categories)
            for each in melding.kategorier
        ),
        gjelder_ansatt=known_employees(plan, melding.gjelder_ansatt),
    )


def _require_answers(plan: Plan, melding: Aapningsmelding) -> None:
    """Name what the chain asks for when it is opened and was not told. Raises WrongUsage."""
    chain = plan.kjede(melding.kjede)
    asked = chain.spoer_om if chain else ()
    missing = [OPTIONS[each] for each in asked if not getattr(melding, each.value)]
    if missing:
        raise WrongUsage(
            f"Kjeden {melding.kjede} må ha {' og '.join(missing)}.",
            "Se hvordan: sosialplan ny-sak --help",
        )


def _opened(desk: Desk, melding: Aapningsmelding) -> tuple[Sak, tuple[Lenket, ...], list[Change]]:
    """Return the case, what it opens beside itself, and what is written.

    The case that it follows from is told of it. Where that one is of the chain that would run
    beside it, that one does.
    """
    sak = new_case(desk, melding)
    origin = desk.case(melding.fra_sak) if melding.fra_sak else None
    if origin is not None:
        _tell_of_consent_left(desk, origin.value)
        sak = following(sak, origin.value)
    sak = _marked_repeated(desk, sak)
    running = origin.value.kjede if origin else None
    linked = opened_from(desk, sak, opening_of(sak), running=running)
    opened = (sak, *(each.sak for each in linked))
    changes: list[Change] = [written_new(desk, each) for each in opened]
    if origin is not None:
        changes += _told_of(desk, origin, sak)
    if melding.fra_melding is not None:
        report = report_in(desk.folder, melding.fra_melding)
        require_shielded(report.value, sak, desk.mappe.plan)
        changes.append(handled(desk, report, sak=sak.sak))
    return sak, linked, changes


def _tell_of_consent_left(desk: Desk, origin: Sak) -> None:
    """Say that a yes was given for the other case: it opens nothing in the new one."""
    if any(each.samtykke is Samtykke.JA for each in valid_entries(origin)):
        desk.run.terminal.note(
            f"Samtykket i sak {origin.sak} gjelder den saken, og følger ikke med. Spør på nytt."
        )


def _marked_repeated(desk: Desk, sak: Sak) -> Sak:
    """Return the case marked as repeated where the pupil had one before and the chain asks for it."""
    if not asks_for_repeated(desk.mappe.plan, sak.kjede):
        return sak
    before = same_before(sak, desk.mappe)
    if before:
        desk.run.terminal.note(
            f"Eleven har en sak om det samme fra før ({before[-1].sak}). Saken er merket «gjentatt»."
        )
    return replace(sak, gjentatt=bool(before))


def _told_of(desk: Desk, origin: Read[Sak], sak: Sak) -> Sequence[Change]:
    """Return the entry that names a new case in the one that it follows from."""
    chain = desk.mappe.plan.kjede(sak.kjede)
    carries_on = chain is not None and Aapningsspoersmaal.FRA_SAK in chain.spoer_om
    entry = Hendelse(
        id=desk.run.new_id(),
        dato=sak.opprettet,
        registrert=desk.run.recorded,
        steg=FOERT_VIDERE if carries_on else LENKET,
        gjelder_sak=sak.sak,
    )
    path = desk.folder.root / origin.file
    return (Added(path, path_to(Sak.hendelser), entry), *kept_alike(path, origin.value, sak))


def _require_no_other(run: Run, mappe: Mappe, melding: Aapningsmelding) -> Aapningsmelding:
    """Return the message once it is known whether a name that is like the pupil's is the same. Raises WrongUsage."""
    told = Valgtelev(melding.elev, melding.klasse, melding.ny_elev)
    valgt = asked_if_near(run, mappe, told)
    return replace(melding, elev=valgt.navn, klasse=valgt.klasse, ny_elev=valgt.ny)


def _confirm(run: Run, melding: Aapningsmelding) -> Aapningsmelding:
    """Ask the person whether to go on where the pupil has an open case. Raises ExpectedFailure.

    Asked before the planmappe is locked: others can write meanwhile. One who carries a case on
    knows of it.
    """
    loaded = None if melding.fra_sak else load(run.planmappe())
    mappe = loaded.mappe if loaded else None
    if loaded is not None and mappe is not None:
        _tell_unread(run, loaded.problems)
        melding = _require_no_other(run, mappe, melding)
    found = _tell_of_open_cases(run, mappe, melding.elev) if mappe else []
    if not found or melding.likevel:
        return melding
    if not asked_yes(run, "Vil du likevel opprette en ny sak? (ja/nei)", otherwise=False):
        raise ExpectedFailure(
            "Ingen sak er opprettet.", f"Skriv i den som finnes: sosialplan vis {found[0].sak}"
        )
    return melding


def _require_no_open(plan: Plan, found: Sequence[Sak], melding: Aapningsmelding) -> None:
    """Refuse a second case where nobody can be asked and nobody has said that it is meant. Raises ExpectedFailure."""
    said = melding.likevel or melding.ny_elev or melding.gjelder_ansatt is not None
    said = said or asks_for_repeated(
        plan, melding.kjede
    )  # each time it happens is a case of its own
    follows = "" if melding.utkast else "Følger den nye av den, så legg til --fra-sak {}. "
    for sak in () if said else found:
        if same_pupil(sak.elev.navn, melding.elev) and sak.elev.klasse == melding.klasse:
            raise ExpectedFailure(
                "Ingen sak er opprettet.",
                f"Skriv i den som finnes: sosialplan vis {sak.sak}\n    {follows.format(sak.sak)}"
                "Er det noe annet, så legg til --likevel.",
            )


def _tell_unread(run: Run, problems: Sequence[Problem]) -> None:
    """Tell of cases that cannot be read: one of them may be the pupil's. A new one is never stopped by that."""
    files = len({each.location.path for each in faults_of_cases(problems)})
    if files:
        run.terminal.note(
            f"{files} av sakene kan ikke leses, og er ikke sett etter. Eleven kan ha en åpen sak der. Rett det: sosialplan valider"
        )


def _tell_of_open_cases(run: Run, mappe: Mappe, elev: str) -> list[Sak]:
    """Tell of open cases for the same pupil, and return them.

    Not of one that is kept from somebody: that person may be the one who sits here.
    """
    chains = {each.kjede for each in mappe.plan.kjeder}
    found = [
        each.value
        for each in mappe.saker
        if each.hode.kjede in chains
        and each.hode.gjelder_ansatt is None
        and (same_pupil(each.hode.elev.navn, elev) or any(near(elev, [each.hode.elev.navn])))
        and course(mappe, each.value, run.i_dag).followed
    ]
    for sak in found:
        known = same_pupil(sak.elev.navn, elev)
        who = "Eleven" if known else "En elev med et navn som ligner,"
        run.terminal.note(f"{who} har en åpen sak fra før: {sak.sak} ({sak.kjede}).")
    return found


def _tell_who(run: Run, plan: Plan, rows: Sequence[VurdertFrist]) -> None:
    """Name those who answer for something, and those who must be told at once."""
    people = dict.fromkeys(rolle for row in rows for rolle in row.frist.ansvarlig)
    for row in rows:
        chain = plan.kjede(row.frist.kjede or "")
        step = chain.find(row.frist.steg) if chain else None
        at_once = row.frist.frist == row.frist.forklaring.fra_dato
        if step is not None and at_once:
            kept_from = row.frist.skjermet_for
            people |= dict.fromkeys(each for each in step.med if each not in kept_from)
    if people:
        run.terminal.line()
        run.terminal.wrapped(f"Disse må vite om saken nå: {', '.join(people)}.")
