"""What a meeting decided and discussed: in the cases it is about, in the meeting's book, and as it is told afterwards."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from msgspec import structs

from sosialplan.commands.lesing import all_rows, course
from sosialplan.commands.moeter.moetebok import require_may_discuss
from sosialplan.commands.moeter.moeteord import MOETE, known_meeting
from sosialplan.commands.run import Run, known_role
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Followed
from sosialplan.commands.skrivebordet.sagt import tell_of_day
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.frist import BESLUTNING
from sosialplan.model.moeter import Droeftet, Holdt, Vedtatt
from sosialplan.model.sak import Hendelse
from sosialplan.rules.moeter.beslutninger import Moetevedtak
from sosialplan.rules.moeter.saksliste import is_anonymous, recipient, step_discussed
from sosialplan.rules.saksgang import Saksgang
from sosialplan.views.datoer import kort_dato


def known_owners(desk: Desk, vedtak: Sequence[Moetevedtak]) -> Iterator[Moetevedtak]:
    """Yield the decisions with the roles that the school has. Raises WrongUsage."""
    for each in vedtak:
        owner = known_role(desk.mappe.plan.skole, each.ansvarlig or "")
        yield structs.replace(each, ansvarlig=owner)


def in_case(
    desk: Desk,
    held: Holdt,
    number: str,
    decided: Sequence[tuple[str, Moetevedtak]],
    remark: str | None = None,
) -> Iterator[Hendelse]:
    """Yield the entries of a case: that it was discussed, and each decision about it."""
    sak = desk.case(number).value
    require_may_discuss(desk, held, sak)
    gang = course(desk.mappe, sak, held.dato)
    rows = all_rows(desk.mappe, held.dato, undone=True)
    step = step_discussed(known_meeting(desk.mappe.plan, held.moete), gang, rows) or MOETE
    common = {"dato": held.dato, "registrert": desk.run.recorded, "moete": held.moete}
    yield structs.replace(_bare(desk.run.new_id(), step), notat=remark, **common)
    for entry_id, each in decided:
        if each.sak == number:
            require_may_own(gang, each)
            yield decision_of(entry_id, each, **common)


def require_may_own(gang: Saksgang, each: Moetevedtak) -> None:
    """Refuse a decision whose owner the case is kept from. Raises ExpectedFailure."""
    if each.ansvarlig in gang.skjermet_for:
        raise ExpectedFailure(
            f"Sak {gang.fakta.sak.sak} er skjermet for {each.ansvarlig}, som ikke kan ha ansvaret.",
            "Gi beslutningen til en annen rolle. Ingenting er skrevet.",
        )


def decision_of(entry_id: str, each: Moetevedtak, **common: Any) -> Hendelse:
    """Return a decision as an entry of its case."""
    return structs.replace(
        _bare(entry_id, BESLUTNING),
        notat=each.tekst,
        ansvarlig=each.ansvarlig,
        frist=each.frist,
        **common,
    )


def _bare(entry_id: str, steg: str) -> Hendelse:
    return Hendelse(id=entry_id, dato=date.min, steg=steg)


def discussed(desk: Desk, moete: str, number: str) -> Droeftet:
    """Return what the book says of a case that was discussed."""
    gang = course(desk.mappe, desk.case(number).value, desk.run.i_dag)
    fakta, to = gang.fakta, recipient(gang.plan, known_meeting(gang.plan, moete))
    return Droeftet(
        sak=number, anonymt=is_anonymous(gang.plan, fakta.sak, fakta.hendelser, fakta.per, to)
    )


def decided_in_book(entry_id: str, each: Moetevedtak) -> Vedtatt:
    """The text of a decision about a case stands in the case only."""
    return Vedtatt(
        id=entry_id,
        sak=each.sak,
        beslutning=None if each.sak else each.tekst,
        ansvarlig=each.ansvarlig or "",
        frist=each.frist or date.max,
    )


def tell_minutes(
    run: Run, held: Holdt, decided: Sequence[tuple[str, Moetevedtak]], came: Followed
) -> None:
    """Tell what was decided, and what should be known of the days of it."""
    tell_decisions(run, decided)
    tell_of_day(run, came.saved.mappe.plan, "Neste møte", held.neste)
    for _, each in decided:
        tell_of_day(run, came.saved.mappe.plan, "Fristen for beslutningen", each.frist)


def tell_decisions(run: Run, decided: Sequence[tuple[str, Moetevedtak]]) -> None:
    """Tell which deadlines the decisions are, and how each is written as done."""
    for entry_id, each in decided:
        due = kort_dato(each.frist) if each.frist else ""
        if each.sak:
            run.terminal.line(f"Ny frist i {each.sak}: {due}, {each.ansvarlig}.")
            done = f"sosialplan registrer {each.sak} beslutning-utført --gjelder {entry_id}"
            run.terminal.line(f"  Når det er gjort: {done}")
        else:
            run.terminal.line(f"Beslutning for møtet: {due}, {each.ansvarlig}.")
            run.terminal.line(f"  Når det er gjort: sosialplan møte utført {entry_id}")
