"""``møte referat``: minutes. What is decided about a case becomes a deadline in the case."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from msgspec import structs

from sosialplan.commands.moeter.moetebok import (
    MESSAGE,
    Moetet,
    entry_of,
    in_book,
    minutes_path,
)
from sosialplan.commands.moeter.moetesvar import asked_meeting
from sosialplan.commands.moeter.vedtakene import (
    decided_in_book,
    discussed,
    in_case,
    known_owners,
    tell_minutes,
)
from sosialplan.commands.run import ProblemsFoundError, Run, case_number
from sosialplan.commands.saksleting import LEAST_OF_NAME, found_case
from sosialplan.commands.skrivebordet.desk import Desk, message_of
from sosialplan.commands.skrivebordet.errand import Added, Change, Errand, carry_out
from sosialplan.commands.svar.besvart import answered
from sosialplan.commands.svar.dagsvar import asked_deadline
from sosialplan.commands.svar.ordsvar import TEXT, Spoerring, asked_role, asked_text
from sosialplan.files.loader import load_plan
from sosialplan.model.failure import WrongUsage
from sosialplan.model.problems import path_to
from sosialplan.model.sak import Sak
from sosialplan.model.skole import Skole
from sosialplan.rules.kontrolltegn import normalise
from sosialplan.rules.moeter.beslutninger import OF_THE_MEETING, Moetevedtak
from sosialplan.views.datoer import kort_dato


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
    vedtak = [_with_case(run, each) for each in vedtak]
    if run.terminal.interactive:
        told, vedtak = _asked(run, told, vedtak)
    numbers = [case_number(each) for each in saker]
    numbers = list(dict.fromkeys([*numbers, *(each.sak for each in vedtak if each.sak)]))
    _require_owners(vedtak)

    def work(desk: Desk) -> Errand:
        held = entry_of(desk, told)
        decided = [(run.new_id(), each) for each in known_owners(desk, vedtak)]
        changes: list[Change] = [
            Added(desk.folder.case_path(number), path_to(Sak.hendelser), each)
            for number in numbers
            for each in in_case(desk, held, number, decided)
        ]
        held = structs.replace(
            held,
            saker=tuple(discussed(desk, held.moete, number) for number in numbers),
            beslutninger=tuple(decided_in_book(entry_id, each) for entry_id, each in decided),
        )
        changes.append(in_book(desk, minutes_path(desk, held), "holdt", held))
        said = f"Referat fra {held.moete} {kort_dato(held.dato)} er skrevet."
        then = partial(tell_minutes, run, held, decided)
        return Errand(changes, message_of(MESSAGE, numbers), said, then=then)

    return carry_out(run, work)


def _asked(
    run: Run, told: Moetet, vedtak: Sequence[Moetevedtak]
) -> tuple[Moetet, tuple[Moetevedtak, ...]]:
    """Ask a person for who was there, for decisions, and for what each decision lacks."""
    plan, problems = load_plan(run.planmappe())
    if plan is None:
        raise ProblemsFoundError(problems)
    told = asked_meeting(run, told)
    wanted = vedtak or _said(run)
    return told, answered(run, (_filled(run, plan.skole, each) for each in wanted))


def _said(run: Run) -> Iterator[Moetevedtak]:
    """Yield each decision that a person types, until an empty answer."""
    more = Spoerring(
        "Beslutning (elev: tekst). Tomt svar når dere er ferdige:", _ABOUT, tomt=True, mest=TEXT
    )
    while text := asked_text(run, more):
        yield _with_case(run, _decision(text, None, None, ()))


def _with_case(run: Run, vedtak: Moetevedtak) -> Moetevedtak:
    """Return a decision with the case that is named before its colon, by the pupil; which it is, is told.

    Raises WrongUsage where several fit.
    """
    before, colon, after = vedtak.tekst.partition(":")
    name = before.strip()
    if not colon or len(name) < LEAST_OF_NAME or name.casefold() == OF_THE_MEETING:
        return vedtak
    number = found_case(run, name, writes=True)
    return structs.replace(vedtak, tekst=after.strip(), sak=number) if number else vedtak


_ABOUT = (
    "Gjelder den en sak, begynn med elevens navn eller saksnummeret og kolon. Gjelder den ingen sak, skriv «møtet:» "
    "først. Du blir spurt om hvem som gjør det, og innen når."
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
