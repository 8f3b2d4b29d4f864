"""Checks of the days that a person sets: which way each looks is said where its field is declared."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, get_args, get_type_hints

from msgspec import Meta
from msgspec.structs import fields

from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.record import Record
from sosialplan.rules.kalender.skoleaar import years_on


def check_days(value: Record, file: str, i_dag: date) -> Iterator[Finding]:
    """Yield each day of a file that cannot be meant: a plan before its entry or years on, a fact ahead.

    What was corrected is let be.
    """
    for where, retning, day, on in _days(value, (), i_dag):
        key = str(where[-1])
        if retning == "hendt":
            if day > i_dag:
                yield Finding("K399", file, where, {"felt": key, "feil": "etter i dag"})
        elif years_on(day, on):
            yield Finding("K399", file, where, {"felt": key, "feil": "flere skoleår fram"})
        elif retning == "plan" and day < on:
            words = "før dagen den er skrevet for"
            yield Finding("K399", file, where, {"felt": key, "feil": words})


def _days(value: object, where: TreePath, on: date) -> Iterator[tuple[TreePath, str, date, date]]:
    """Yield where each such day stands, which way it looks, it, and the day of the entry it belongs to."""
    if isinstance(value, tuple):
        corrected = {getattr(each, "retter", None) for each in value}
        for place, each in enumerate(value):
            if getattr(each, "id", "") not in corrected:
                yield from _days(each, (*where, place), on)
    elif isinstance(value, Record):
        looks = _looks(type(value))
        on = next(
            (
                day
                for name in ("dato", "fra")
                if name not in looks and isinstance(day := getattr(value, name, None), date)
            ),
            on,
        )
        for each in fields(value):
            inner = getattr(value, each.name)
            if each.name in looks and inner is not None:
                yield (*where, each.encode_name), looks[each.name], inner, on
            else:
                yield from _days(inner, (*where, each.encode_name), on)


@lru_cache(maxsize=128)
def _looks(kind: type[Record]) -> Mapping[str, str]:
    """Return which way the days of a kind of record look, by the field."""
    hints = get_type_hints(kind, include_extras=True)
    found = {name: _said(hint) for name, hint in hints.items()}
    return {name: looks for name, looks in found.items() if looks is not None}


def _said(hint: Any) -> str | None:
    for each in get_args(hint):
        if isinstance(each, Meta) and each.extra and "dag" in each.extra:
            return str(each.extra["dag"])
        found = _said(each)
        if found is not None:
            return found
    return None
