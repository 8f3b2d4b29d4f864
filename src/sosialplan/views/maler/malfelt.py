"""What each template is given, and the list of all of it for those who write one."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from sosialplan.tekster.maalform import Maalform
from sosialplan.views.aarshjul.aarsvisning import Aarsvisning
from sosialplan.views.aarshjul.tegning import Tegning
from sosialplan.views.dokumentdeler.tilsynstegning import Plikttegning
from sosialplan.views.dokumenter.innsyn import Innsyn
from sosialplan.views.dokumenter.tilsyn import Tilsyn
from sosialplan.views.dokumentliste import DOKUMENTER, Dokumentslag
from sosialplan.views.kjeder.kjedebilde import Kjedebilde
from sosialplan.views.maler.felttyper import LISTS, MAPPINGS, fields_of, without_none
from sosialplan.views.planen.handlingsplan import Handlingsplan

Kontekst = Mapping[str, Any]
"""A template's variables by name: the type of each."""

_PICTURE = Mapping[str, str]
PLANENS = ("handlingsplan.md.j2", "aarshjul.md.j2", "aarshjul.svg.j2", "kjede.svg.j2")
"""The templates of the plan itself, which a school has in its own form of Norwegian."""


def maler() -> Mapping[str, Kontekst]:
    """Return every template by its file's name, with what it is given."""
    found: dict[str, Kontekst] = {
        "aarshjul.md.j2": {"aar": Aarsvisning, "bilde": _PICTURE | None},
        "aarshjul.svg.j2": {"hjul": Tegning},
        "handlingsplan.md.j2": {
            "hp": Handlingsplan,
            "bilder": bool,
            "tegninger": Mapping[str, Any],
            "deler": Mapping[str, tuple[_PICTURE, ...]],
            "hjul": Aarsvisning | None,
            "hjul_bilde": _PICTURE | None,
        },
        "kjede.svg.j2": {"bilde": Kjedebilde},
        "tilsyn.md.j2": {"dok": Tilsyn, "bilder": bool, "tegning": str},
        "tilsyn.svg.j2": {"bilde": Plikttegning},
        "innsyn.md.j2": {"dok": Innsyn},
        "nn/innsyn.md.j2": {"dok": Innsyn},
    }
    found |= {f"nn/{name}": found[name] for name in PLANENS}
    for slag in DOKUMENTER:
        found[slag.malfil()] = {slag.variabel: type_of(slag)}
        if slag.nynorsk:
            found[slag.malfil(Maalform.NYNORSK)] = {slag.variabel: type_of(slag)}
    return found


def type_of(slag: Dokumentslag) -> Any:
    """Return what shapes a document returns, by its own declaration."""
    return get_type_hints(slag.lag)["return"]


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
    yield "Et felt som kan mangle, er tomt når det mangler. Feltene er de samme på bokmål og nynorsk."
    yield ""
    for name, given in maler.items():
        if name.startswith("nn/") and name.removeprefix("nn/") in maler:
            continue  # the same fields, told once
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
    may_miss = ", kan mangle" if NoneType in get_args(kind) else ""
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
