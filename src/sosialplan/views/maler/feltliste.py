"""Every field that a template may use, made from the documents' own declarations."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, get_args, get_origin

from sosialplan.views.maler.felttyper import LISTS, MAPPINGS, fields_of, without_none

_WORDS = {str: "tekst", bool: "ja eller nei", int: "tall", float: "tall", date: "dato"}


def feltliste(maler: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the page of all templates as Markdown: of each its variables and their groups."""
    return "\n".join(_lines(maler)).rstrip() + "\n"


def _lines(maler: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield "# Felter i malene"
    yield ""
    yield "Siden er laget av programmet selv: `sosialplan lag DOKUMENT --felter` viser ett dokument."
    yield "Et felt skrives `{{ plan.hode.elev }}`. En liste gjentas:"
    yield "`{% for tiltak in plan.tiltak %}{{ tiltak.tittel }}{% endfor %}`."
    yield "Et felt som kan mangle, er tomt når det mangler."
    yield ""
    for name, given in maler.items():
        yield f"## {name}"
        yield ""
        yield from _table(given)
        for group in _groups(given.values()):
            yield f"### {group.__name__}"
            yield ""
            yield from _table(fields_of(group) or {})


def _table(rows: Mapping[str, Any]) -> Iterator[str]:
    yield "| felt | hva |"
    yield "| --- | --- |"
    yield from (f"| `{name}` | {_kind(kind)} |" for name, kind in rows.items())
    yield ""


def _groups(kinds: Any) -> Iterator[Any]:
    """Yield each group that can be reached, once, in the order in which it is met."""
    seen: list[Any] = []
    waiting = list(kinds)
    while waiting:
        kind = without_none(waiting.pop(0))
        if get_origin(kind) in LISTS | MAPPINGS:
            waiting = [*get_args(kind), *waiting]
        found = fields_of(kind)
        if found is not None and kind not in seen:
            seen.append(kind)
            yield kind
            waiting = [*found.values(), *waiting]


def _kind(kind: Any) -> str:
    there = without_none(kind)
    may_miss = "" if there is kind else ", kan mangle"
    return _named(there) + may_miss


def _named(kind: Any) -> str:
    if get_origin(kind) in LISTS:
        return f"liste av {_named(without_none(get_args(kind)[0]))}"
    if get_origin(kind) in MAPPINGS:
        return f"oppslag med {_named(without_none(get_args(kind)[1]))}"
    if fields_of(kind) is not None:
        return f"gruppen {kind.__name__}"
    for known, word in _WORDS.items():
        if isinstance(kind, type) and issubclass(kind, known):
            return word
    return "verdi"
