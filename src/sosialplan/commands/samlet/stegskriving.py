"""What writes steps in a case: each entry judged with those before it, and told of when all of them are saved."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import asdict, replace

from sosialplan.commands.hendelsen import about_decision, known_words
from sosialplan.commands.lukking import read_note, require_open, tell_of_move
from sosialplan.commands.run import Run
from sosialplan.commands.saksaapning import Lenket, known_employees, written_with
from sosialplan.commands.samlet.stegene import Fortalt, require_answers
from sosialplan.commands.samtykket import require_answer, tell_of_consent, tell_of_refusal
from sosialplan.commands.skrivebordet.den_som_skriver import tell_of_shielded
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Change, Followed
from sosialplan.commands.skrivebordet.foering import foert_av
from sosialplan.commands.skrivebordet.sagt import tell_linked, tell_of_same_step
from sosialplan.commands.svarene import (
    Svarene,
    offer_closing,
    offer_continuation,
    tell_of_absent,
)
from sosialplan.model.betydning import Betydning
from sosialplan.model.failure import WrongUsage
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.handlingskjede import Handlingskjede, Slag
from sosialplan.model.mappe import Read
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.rules.checks.case_checks import UTEN_SAK
from sosialplan.rules.explanation import number
from sosialplan.rules.facts import code_for, valid_entries, with_entry
from sosialplan.rules.lovfrister import (
    INNSYN_AVSLAATT,
    INNSYN_BESVART,
    INNSYN_MOTTATT,
    KLAGE_MOTTATT,
    complained_of,
)
from sosialplan.rules.moeter.beslutninger import BESLUTNING_UTFOERT
from sosialplan.tekster.maalform import talt
from sosialplan.views.datoer import kort_dato
from sosialplan.views.dokumentdeler.nedtegnelser import SENT_SKREVET

_NOT_FACTS = frozenset({"id", "registrert", "foert_av", "notat", "retter", "utgaar"})


def written_same(sak: Sak, hendelse: Hendelse) -> Hendelse | None:
    """Return the entry that says the same already, the same step, day and answers; None where there is none.

    Two evaluations would be two rounds. What no deadline counts (a note, a talk) may stand twice. What did
    happen twice is told apart by a note of its own. Whoever runs a command again has what they asked for.
    """
    if hendelse.steg in UTEN_SAK:
        return None
    for each in valid_entries(sak):
        if _facts(each) == _facts(hendelse) and hendelse.notat in {None, each.notat}:
            return each
    return None


def tell_written(run: Run, sak: Sak, stands: Hendelse) -> None:
    """Say that an entry is not written again."""
    run.terminal.note(
        f"Det samme er alt skrevet: {stands.steg}, {kort_dato(stands.dato)}, id {stands.id}. "
        "Ingenting er skrevet på nytt."
    )
    run.terminal.note(
        f"Var noe feil, så rett det: sosialplan rett {sak.sak} {stands.id} … "
        "Skjedde det to ganger den dagen, så skriv hva som skiller dem: --notat"
    )


def _facts(hendelse: Hendelse) -> dict[str, object]:
    return {name: value for name, value in asdict(hendelse).items() if name not in _NOT_FACTS}


def require_decision(sak: Sak, hendelse: Hendelse, chain: Handlingskjede | None) -> None:
    """Refuse a complaint where there is no decision to complain of, and show the way. Raises WrongUsage."""
    if hendelse.steg != KLAGE_MOTTATT or complained_of(valid_entries(sak), hendelse) is not None:
        return
    raised = code_for(chain, Betydning.TATT_OPP_MED_REKTOR)
    how = f" (skriv det: sosialplan registrer {sak.sak} {raised})" if raised else ""
    raise WrongUsage(
        "Hvilket vedtak gjelder klagen? Saken har ikke noe enkeltvedtak eller avslag på innsyn fra før den dagen.",
        f"Er det et vedtak, så skriv det først: sosialplan vedtak {sak.sak} … Gjelder klagen planen eller det "
        f"skolen gjør, er det ikke klage på et vedtak. Da tas den opp med rektor{how}, og kan meldes til "
        f"Statsforvalteren (§ 12-6): sosialplan lag rettigheter {sak.sak}",
    )


def tell_unasked(run: Run, sak: Sak, hendelse: Hendelse) -> None:
    """Say so where access is answered that nobody wrote was asked for: no deadline has run."""
    asked = any(each.steg == INNSYN_MOTTATT for each in valid_entries(sak, hendelse.dato))
    if hendelse.steg in {INNSYN_BESVART, INNSYN_AVSLAATT} and not asked:
        run.terminal.note(
            "Det står ikke når det ble bedt om innsyn. Fristen regnes fra den dagen. "
            f"Skriv den: sosialplan registrer {sak.sak} {INNSYN_MOTTATT} --dato ÅÅÅÅ-MM-DD"
        )


def tell_late(
    run: Run,
    plan: Plan,
    sak: str,
    hendelse: Hendelse,
    was: Iterable[VurdertFrist],
    after: Iterable[VurdertFrist],
    *,
    named: bool = False,
) -> None:
    """Say how late something was done, and that a day lies far back; it is written down all the same.

    It is ``named`` which step it was where several were written.
    """
    of = f"{hendelse.steg}: " if named else ""
    left = {row.frist.id for row in after}
    for row in was:
        due = row.frist.frist
        kept = row.frist.slag is Slag.FRIST and row.frist.id not in left
        if kept and due and due < hendelse.dato and row.frist.steg == hendelse.steg:
            days = (hendelse.dato - due).days
            unit = "dag" if days == 1 else "dager"
            run.terminal.note(
                f"{of}Fristen var {kort_dato(due)}. Det er gjort {days} {unit} for sent."
            )
    back = (run.i_dag - hendelse.dato).days
    if back > number(plan, SENT_SKREVET, hendelse.dato):
        run.terminal.note(
            f"{of}Dagen ligger {talt(back, 'dag', 'dager')} tilbake ({kort_dato(hendelse.dato)}). Er den feil, så rett den: "
            f"sosialplan rett {sak} {hendelse.id} --dato ÅÅÅÅ-MM-DD"
        )


class Skrevetsteg(Value, frozen=True):
    """An entry that is written, the case as it was before it, and the cases that it opens."""

    foer: Sak
    hendelse: Hendelse
    lenket: tuple[Lenket, ...] = ()


def written_steps(
    desk: Desk, read: Read[Sak], told: Fortalt
) -> tuple[list[Change], list[Skrevetsteg]]:
    """Return the changes that write the steps that are told of; none where all of it is written already, which is said.

    Raises WrongUsage for what is missing of any of them, or where only some of them are written already.
    """
    run, sak = desk.run, read.value
    chain = desk.mappe.plan.kjede(sak.kjede)
    told = {
        code: read_note(run, each, chain.find(code) if chain else None, chain)
        for code, each in told.items()
    }
    require_answers(told, chain)
    for code in told:
        require_open(desk, sak, code)
    entries = _entries(desk, sak, told)
    changes, written = list[Change](), list[Skrevetsteg]()
    if _stands(run, sak, entries):
        return changes, written
    for code, hendelse in entries.items():
        one = _complete(sak, hendelse, told[code], chain)
        about = known_employees(desk.mappe.plan, told[code].gjelder_ansatt)
        added, linked = written_with(desk, Read(read.file, sak), one, about)
        changes += added
        written.append(Skrevetsteg(sak, one, linked))
        sak = with_entry(sak, one)
    return changes, written


def _entries(desk: Desk, sak: Sak, told: Fortalt) -> dict[str, Hendelse]:
    """Return the entry of each step, with the words that the planmappe has for what was told of it."""
    known = {code: known_words(desk, sak, code, each) for code, each in told.items()}
    by = next((each["av"] for each in known.values() if "av" in each), None)
    entered = foert_av(desk, by, sak.elev.klasse)
    return {
        code: replace(
            told[code].utkast,
            **words,
            id=desk.run.new_id(),
            dato=told[code].dato or desk.run.i_dag,
            registrert=desk.run.recorded,
            steg=code,
            foert_av=entered,
        )
        for code, words in known.items()
    }


def _stands(run: Run, sak: Sak, entries: Mapping[str, Hendelse]) -> bool:
    """Tell whether all is written already, and say so.

    Raises WrongUsage where some is: half of what was asked for is not what was asked for.
    """
    same = {code: found for code, each in entries.items() if (found := written_same(sak, each))}
    if not same:
        return False
    if len(same) < len(entries):
        stands = " og ".join(f"{code} ({kort_dato(each.dato)}, id {each.id})" for code, each in same.items())  # fmt: skip
        left = " ".join(code for code in entries if code not in same)
        raise WrongUsage(
            f"Dette er alt skrevet: {stands}. Ingenting er skrevet på nytt, heller ikke resten.",
            f"Skriv bare det som mangler: sosialplan registrer {sak.sak} {left} …",
        )
    for each in same.values():
        tell_written(run, sak, each)
    return True


def _complete(
    sak: Sak, hendelse: Hendelse, svarene: Svarene, chain: Handlingskjede | None
) -> Hendelse:
    """Return an entry that can be written in the case as it is with those before it. Raises WrongUsage."""
    require_answer(hendelse)
    require_decision(sak, hendelse, chain)
    if hendelse.steg == BESLUTNING_UTFOERT:
        return about_decision(hendelse, sak, svarene.utkast.gjelder)
    return hendelse


def tell_steps(run: Run, written: Sequence[Skrevetsteg], came: Followed) -> None:
    """Tell what each entry means besides the rows that they bring; each case is as it was before its entry."""
    for each in written:
        _tell_of(run, each, came, several=len(written) > 1)


def _tell_of(run: Run, one: Skrevetsteg, came: Followed, *, several: bool) -> None:
    mappe, sak, hendelse = came.saved.mappe, one.foer, one.hendelse
    chain = mappe.plan.kjede(sak.kjede)
    tell_late(run, mappe.plan, sak.sak, hendelse, came.was, came.after, named=several)
    tell_unasked(run, sak, hendelse)
    for each in one.lenket:
        tell_linked(run, mappe, each.sak.sak, each.hvorfor)
    tell_of_same_step(run, mappe, sak, hendelse.steg)
    tell_of_absent(run, sak, hendelse, chain)
    tell_of_consent(run, sak, hendelse, chain, mappe.plan)
    tell_of_shielded(run, mappe, sak, hendelse)
    tell_of_refusal(run, mappe, sak, hendelse)
    tell_of_move(run, hendelse)
    offer_closing(run, hendelse, chain, sak.sak)
    offer_continuation(run, hendelse, mappe.plan, sak)
