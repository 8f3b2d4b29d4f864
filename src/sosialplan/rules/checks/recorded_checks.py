"""Checks of when something was written down: never ahead of the day, and never before it had happened."""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import fields

from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.record import Record


def check_recorded(value: Record, file: str, i_dag: date) -> Iterator[Finding]:
    """Yield each entry of a file that says that it was written down at a time when it cannot have been.

    The program writes the time itself. One that is set by hand makes what came late look as if it was
    in time, or hides it from those who look for what is new.
    """
    for where, recorded, day in _entries(value, ()):
        happened = day is None or day <= i_dag
        if happened and recorded > i_dag:
            yield Finding("K407", file, where, {"når": "etter i dag"})
        elif day is not None and recorded < day <= i_dag:
            yield Finding("K407", file, where, {"når": "før dagen det gjelder"})


def _entries(value: object, where: TreePath) -> Iterator[tuple[TreePath, date, date | None]]:
    """Yield where each time stands, its day, and the day that its entry is about; what was corrected is let be."""
    if isinstance(value, tuple):
        corrected = {getattr(each, "retter", None) for each in value}
        for place, each in enumerate(value):
            if getattr(each, "id", "") not in corrected:
                yield from _entries(each, (*where, place))
    elif isinstance(value, Record):
        recorded = getattr(value, "registrert", None)
        if isinstance(recorded, str):
            day = getattr(value, "dato", None)
            yield (*where, "registrert"), date.fromisoformat(recorded[:10]), day
        for each in fields(value):
            yield from _entries(getattr(value, each.name), (*where, each.encode_name))
