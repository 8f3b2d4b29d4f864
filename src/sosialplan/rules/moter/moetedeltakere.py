"""Who belongs to a meeting, and who was missing from one that was held."""

from collections.abc import Iterator, Sequence
from datetime import date

from sosialplan.model.moter import Deltaker, Holdt, Moete
from sosialplan.model.plan import Plan
from sosialplan.rules.lesninger import may_hold


def members(plan: Plan, moete: Moete, hos: str | None = None) -> tuple[Deltaker, ...]:
    """Return those who are called; of two readings both until the school has chosen."""
    return tuple(_of_reading(plan, moete.medlemmer, hos, None))


def missing_people(plan: Plan, moete: Moete, held: Holdt) -> tuple[str, ...]:
    """Return those who must always be there and were not, as ``rektor eller assisterende-rektor``."""
    present = set(held.til_stede)
    return tuple(
        " eller ".join(each.en_av)
        for each in _of_reading(plan, moete.maa_vaere_med, held.hos, held.dato)
        if not present.intersection(each.en_av)
    )


def _of_reading(
    plan: Plan, people: Sequence[Deltaker], hos: str | None, on: date | None
) -> Iterator[Deltaker]:
    for each in people:
        elsewhere = each.hos is not None and hos is not None and each.hos != hos
        if not elsewhere and may_hold(plan, each, on):
            yield each
