"""Proposed meetings, and what is not reached, shaped for a reader."""

from collections.abc import Collection, Sequence

from sosialplan.rules.dekning import Dekning
from sosialplan.rules.lesninger import TEGN
from sosialplan.rules.moter.moteplan import Forslag, Hull
from sosialplan.views.datoer import kort_dato

HEADERS = ("Dato", "Uke", "Møte", "For", "Hos", "Lesning")


def as_cells(each: Forslag, waits: Collection[str] = ()) -> tuple[str, ...]:
    """Return a proposal as the texts of ``HEADERS``; ``waits`` are the readings not chosen."""
    return (
        kort_dato(each.dato),
        str(each.dato.isocalendar().week),
        each.moete,
        each.for_hva or "",
        each.hos or "",
        _reading(each, waits),
    )


def gap_words(each: Hull, waits: Collection[str] = ()) -> str:
    """Say what cannot be reached, and where."""
    return f"{_who(each, waits)}, {each.mangler} møte for lite {kort_dato(each.fra)}–{kort_dato(each.til)}."


def missing_words(each: Dekning, waits: Collection[str] = ()) -> str:
    """Say what was not held, and how much was."""
    first = each.mangler[0]
    return (
        f"{_who(each, waits)}, {each.holdt} av {each.ventet} er ført ({each.prosent} %). "
        f"Det første som mangler: {kort_dato(first.fra)}–{kort_dato(first.til)}."
    )


def _reading(each: Forslag | Hull | Dekning, waits: Collection[str]) -> str:
    name = each.lesning or ""
    return f"{name} {TEGN}" if name in waits else name


def _who(each: Hull | Dekning, waits: Collection[str]) -> str:
    reading = f" ({_reading(each, waits).replace(f' {TEGN}', ', ikke valgt')})" * bool(each.lesning)
    parts = (each.moete + reading, each.for_hva, f"hos {each.hos}" if each.hos else None)
    return " ".join(part for part in parts if part)


def plan_values(
    dates: Sequence[Forslag],
    gaps: Sequence[Hull],
    behind: Sequence[Dekning],
    waits: Collection[str] = (),
) -> dict[str, object]:
    """Return it all as plain values: the stable form of JSON."""
    return {
        "forslag": [
            {**_key(each), "uavklart": each.lesning in waits, "dato": each.dato.isoformat()}
            for each in dates
        ],
        "kan_ikke_nås": [
            {
                **_key(each),
                "fra": each.fra.isoformat(),
                "til": each.til.isoformat(),
                "mangler": each.mangler,
            }
            for each in gaps
        ],
        "ikke_nådd": [coverage_values(each) for each in behind],
    }


def coverage_values(each: Dekning) -> dict[str, object]:
    """Return a coverage as plain values."""
    return {
        **_key(each),
        "ventet": each.ventet,
        "holdt": each.holdt,
        "prosent": each.prosent,
        "mangler": [
            {"fra": part.fra.isoformat(), "til": part.til.isoformat()} for part in each.mangler
        ],
    }


def _key(each: Forslag | Hull | Dekning) -> dict[str, object]:
    return {
        "møte": each.moete,
        "lesning": each.lesning,
        "hos": each.hos,
        "for": each.for_hva,
    }
