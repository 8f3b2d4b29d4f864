"""``møte referat``: minutes. What is decided about a case becomes a deadline in the case."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from msgspec import structs

from sosialplan.commands.lesing import all_rows, course
from sosialplan.commands.moeter.moetebok import (
    MESSAGE,
    MOETE,
    Moetet,
    entry_of,
    in_book,
    known_meeting,
    minutes_path,
    require_may_discuss,
)
from sosialplan.commands.moeter.moetesvar import asked_meeting
from sosialplan.commands.run import ProblemsFoundError, Run, case_number, known_role
from sosialplan.commands.skrivebordet.desk import Desk, message_of
from sosialplan.commands.skrivebordet.errand import Added, Change, Errand, Followed, carry_out
from sosialplan.commands.skrivebordet.sagt import tell_of_day
from sosialplan.commands.svar.dagsvar import asked_deadline
from sosialplan.commands.svar.ordsvar import TEXT, Spoerring, asked_role, asked_text
from sosialplan.files.loader import load_plan
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.moeter import Droeftet, Holdt, Vedtatt
from sosialplan.model.problems import path_to
from sosialplan.model.record import Value
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.model.skole import Skole
from sosialplan.rules.kontrolltegn import normalise
from sosialplan.rules.moeter.beslutninger import BESLUTNING, OF_THE_MEETING
from sosialplan.rules.moeter.saksliste import is_anonymous, recipient, step_discussed
from sosialplan.views.datoer import kort_dato


class Moetevedtak(Value, frozen=True):
    """A decision as it was told; ``sak`` is None for one that concerns no case."""

    tekst: str
    ansvarlig: str | None = None
    frist: date | None = None
    sak: str | None = None


def decisions_of(
    texts: Sequence[str], owners: Sequence[str], days: Sequence[date], cases: Sequence[str]
) -> tuple[Moetevedtak, ...]:
    """Pair each decision with the owner and the day that stand in the same place.

    ``2026-YHP9E: Ring hjem`` is about that case, ``møtet: …`` about none; without either it
    is about the only case there is. Raises WrongUsage where there are owners or days too many.
    """
    if len(owners) > len(texts) or len(days) > len(texts):
        raise WrongUsage(
            "Det er flere --ansvarlig eller --frist enn --beslutning.",
            "Gi hver beslutning sin --ansvarlig og sin --frist, i samme rekkefølge.",
        )
    return tuple(
        _decision(
            text,
            owners[i] if i < len(owners) else None,
            days[i] if i < len(days) else None,
            cases,
        )
        for i, text in enumerate(texts)
    )


def _decision(text: str, owner: str | None, day: date | None, cases: Sequence[str]) -> Moetevedtak:
    before, colon, after = text.partition(":")
    number = normalise(before.strip()) if colon else None
    if number is not None:
        return Moetevedtak(after.strip(), owner, day, number)
    if colon and before.strip().lower() == OF_THE_MEETING:
        return Moetevedtak(after.strip(), owner, day)
    return Moetevedtak(text.strip(), owner, day, cases[0] if len(cases) == 1 else None)


def referat(run: Run, told: Moetet, saker: Sequence[str], vedtak: Sequence[Moetevedtak]) -> int:
    """Write the minutes, and in each case that it was discussed and what was decided; one commit.

    Raises WrongUsage for a decision without owner or date. In a terminal it is asked for.
    """
    if run.terminal.interactive:
        told, vedtak = _asked(run, told, vedtak)
    numbers = [case_number(each) for each in saker]
    numbers = list(dict.fromkeys([*numbers, *(each.sak for each in vedtak if each.sak)]))
    _require_owners(vedtak)

    def work(desk: Desk) -> Errand:
        held = entry_of(desk, told)
        decided = [(run.new_id(), each) for each in _known(desk, vedtak)]
        changes: list[Change] = [
            Added(desk.folder.case_path(number), path_to(Sak.hendelser), each)
            for number in numbers
            for each in _in_case(desk, held, number, decided)
        ]
        held = structs.replace(
            held,
            saker=tuple(_discussed(desk, held.moete, number) for number in numbers),
            beslutninger=tuple(_in_book(entry_id, each) for entry_id, each in decided),
        )
        changes.append(in_book(desk, minutes_path(desk, held), "holdt", held))
        said = f"Referat fra {held.moete} {kort_dato(held.dato)} er skrevet."
        then = partial(_tell, run, held, decided)
        return Errand(changes, message_of(MESSAGE, numbers), said, then=then)

    return carry_out(run, work)


def _tell(
    run: Run, held: Holdt, decided: Sequence[tuple[str, Moetevedtak]], came: Followed
) -> None:
    _tell_decisions(run, decided)
    tell_of_day(run, came.saved.mappe.plan, "Neste møte", held.neste)
    for _, each in decided:
        tell_of_day(run, came.saved.mappe.plan, "Fristen for beslutningen", each.frist)


def _asked(
    run: Run, told: Moetet, vedtak: Sequence[Moetevedtak]
) -> tuple[Moetet, tuple[Moetevedtak, ...]]:
    """Ask a person for who was there, for decisions, and for what each decision lacks."""
    plan, problems = load_plan(run.planmappe())
    if plan is None:
        raise ProblemsFoundError(problems)
    told = asked_meeting(run, told)
    found = list(vedtak)
    more = Spoerring(
        "Beslutning (saksnummer: tekst). Tomt svar når dere er ferdige:",
        _ABOUT,
        tomt=True,
        mest=TEXT,
    )
    while not vedtak and (text := asked_text(run, more)):
        found.append(_decision(text, None, None, ()))
    return told, tuple(_filled(run, plan.skole, each) for each in found)


_ABOUT = (
    "Gjelder den en sak, begynn med saksnummeret og kolon. Gjelder den ingen sak, skriv «møtet:» først. "
    "Du blir spurt om hvem som gjør det, og innen når."
)


def _filled(run: Run, skole: Skole, each: Moetevedtak) -> Moetevedtak:
    owner, day = each.ansvarlig, each.frist
    if not owner:
        owner = asked_role(run, skole, Spoerring(f"Hvem gjør det? (rolle): {each.tekst}"))
    if day is None:
        day = asked_deadline(run, "Innen hvilken dag? (som 23.11.2026 eller fredag)")
    return structs.replace(each, ansvarlig=owner, frist=day)


def _require_owners(vedtak: Sequence[Moetevedtak]) -> None:
    for number, each in enumerate(vedtak, start=1):
        missing = [
            name
            for name, value in (("--ansvarlig", each.ansvarlig), ("--frist", each.frist))
            if value is None
        ]
        if missing:
            raise WrongUsage(
                f"Beslutning {number} mangler {' og '.join(missing)}. Ingenting er skrevet.",
                "Gi hver beslutning sin --ansvarlig ROLLE og sin --frist ÅÅÅÅ-MM-DD, i samme rekkefølge.",
            )


def _known(desk: Desk, vedtak: Sequence[Moetevedtak]) -> Iterator[Moetevedtak]:
    for each in vedtak:
        owner = known_role(desk.mappe.plan.skole, each.ansvarlig or "")
        yield structs.replace(each, ansvarlig=owner)


def _in_case(
    desk: Desk, held: Holdt, number: str, decided: Sequence[tuple[str, Moetevedtak]]
) -> Iterator[Hendelse]:
    """Yield the entries of a case: that it was discussed, and each decision about it."""
    sak = desk.case(number).value
    require_may_discuss(desk, held, sak)
    gang = course(desk.mappe, sak, held.dato)
    rows = all_rows(desk.mappe, held.dato, undone=True)
    step = step_discussed(known_meeting(desk.mappe.plan, held.moete), gang, rows) or MOETE
    common = {"dato": held.dato, "registrert": desk.run.recorded, "moete": held.moete}
    yield structs.replace(_bare(desk.run.new_id(), step), **common)
    for entry_id, each in decided:
        if each.sak == number and each.ansvarlig in gang.skjermet_for:
            raise ExpectedFailure(
                f"Sak {number} er skjermet for {each.ansvarlig}, som ikke kan ha ansvaret.",
                "Gi beslutningen til en annen rolle. Ingenting er skrevet.",
            )
        if each.sak == number:
            yield structs.replace(
                _bare(entry_id, BESLUTNING),
                notat=each.tekst,
                ansvarlig=each.ansvarlig,
                frist=each.frist,
                **common,
            )


def _bare(entry_id: str, steg: str) -> Hendelse:
    return Hendelse(id=entry_id, dato=date.min, steg=steg)


def _discussed(desk: Desk, moete: str, number: str) -> Droeftet:
    gang = course(desk.mappe, desk.case(number).value, desk.run.i_dag)
    fakta, to = gang.fakta, recipient(gang.plan, known_meeting(gang.plan, moete))
    return Droeftet(
        sak=number, anonymt=is_anonymous(gang.plan, fakta.sak, fakta.hendelser, fakta.per, to)
    )


def _in_book(entry_id: str, each: Moetevedtak) -> Vedtatt:
    """The text of a decision about a case stands in the case only."""
    return Vedtatt(
        id=entry_id,
        sak=each.sak,
        beslutning=None if each.sak else each.tekst,
        ansvarlig=each.ansvarlig or "",
        frist=each.frist or date.max,
    )


def _tell_decisions(run: Run, decided: Sequence[tuple[str, Moetevedtak]]) -> None:
    for entry_id, each in decided:
        due = kort_dato(each.frist) if each.frist else ""
        if each.sak:
            run.terminal.line(f"Ny frist i {each.sak}: {due}, {each.ansvarlig}.")
            done = f"sosialplan registrer {each.sak} beslutning-utført --gjelder {entry_id}"
            run.terminal.line(f"  Når det er gjort: {done}")
        else:
            run.terminal.line(f"Beslutning for møtet: {due}, {each.ansvarlig}.")
            run.terminal.line(f"  Når det er gjort: sosialplan møte utført {entry_id}")
