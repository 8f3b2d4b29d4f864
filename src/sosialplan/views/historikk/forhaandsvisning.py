"""What is about to be written, as the one who writes reads it before saying yes: every field with its value."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sosialplan.model.felter.delte_felt import I_FRAVAERET, I_MOETEBOKEN
from sosialplan.model.felter.meldingsfelt import I_INNBOKSEN
from sosialplan.model.felter.saksfelt import I_SAKEN
from sosialplan.model.plan import Plan
from sosialplan.rules.checks.case_checks import UTEN_SAK
from sosialplan.rules.kalender.datoord import ukedag_og_dato
from sosialplan.views.historikk.forskjell import Forskjell, forskjeller
from sosialplan.views.historikk.logglinje import i_ord
from sosialplan.views.historikk.loggsetninger import as_day

_STEDER = (I_SAKEN, I_FRAVAERET, I_MOETEBOKEN, I_INNBOKSEN)
_OF_THE_PROGRAM = frozenset(
    {"id", "registrert", "ført_av", "sak", "opprettet", "versjon", "format", "fingeravtrykk"}
)
"""What the program writes by itself, and in part anew each time: nobody is asked about it."""
_HEADINGS: Mapping[str, tuple[str, str]] = {
    "hendelser": ("", "steg"),
    "tiltak": ("Tiltak", "tiltak"),
    "holdt": ("Møte", "møte"),
    "utført": ("", "aktivitet"),
    "elever": ("Fravær", "elev"),
    "evalueringer": ("Evaluering", ""),
    "endringer": ("Endring", ""),
    "perioder": ("Borte", ""),
    "dager": ("Borte", ""),
    "godkjenninger": ("Godkjenning", ""),
    "utleveringer": ("Utlevering", "dokument"),
    "avklaringer": ("Avklaring", ""),
    "involverte": ("Involvert", "alias"),
    "foresatte": ("Foresatt", "navn"),
    "beslutninger": ("Beslutning", "tekst"),
}
"""What a thing of a list is called, and which of its fields tells it from the others."""
_DONE_ONCE = {"hendelser": "steg", "evalueringer": ""}
"""Where two may do the same thing at once, and which field says that it is the same; every evaluation of a measure is."""
_AROUND = ("tiltak", "elev")
"""What the thing that it belongs to is known by."""


def shown_before(before: Any, after: Any, plan: Plan) -> Iterator[str]:
    """Yield what a file will hold that it did not, a line each; a tree is None where there is no file."""
    words = _words(plan, (after or {}).get("kjede"))
    for each in forskjeller(before, after):
        if each.hel:
            yield _heading(each, words)
            yield from _done_before(each, after)
            yield from _inside(each, words)
        elif each.sted[-1] not in _OF_THE_PROGRAM:
            yield _field(each.sted, each.etter, words)


def _done_before(each: Forskjell, after: Any) -> Iterator[str]:
    """Yield that the same is written already, by how often and when last.

    It is seen before one says yes, and what another wrote meanwhile makes it another line: then it is shown anew.
    """
    place, entry = each.sted[-1], each.etter
    key = _DONE_ONCE.get(place)
    if key is None or entry is None or entry.get(key) in UTEN_SAK or entry.get("retter"):
        return
    around = each.poster[-2] if len(each.poster) > 1 else after
    same = [one for one in around[place] if one is not entry and one.get(key) == entry.get(key)]
    days = [day for one in same if (day := as_day(one.get("dato")))]
    if days:
        often = "" if len(days) == 1 else f"{len(days)} ganger "
        yield f"  NB: Dette er ført {often}før, sist {ukedag_og_dato(max(days))}"


def _words(plan: Plan, kjede: str | None) -> Mapping[str, str]:
    """Return what codes of the plan are called: its chains, the steps of this one, roles and categories."""
    chain = plan.kjede(kjede) if kjede else None
    return {
        **{each.kjede: each.navn for each in plan.kjeder},
        **{each.rolle: each.navn for each in plan.skole.roller},
        **{each.kategori: each.navn for each in plan.skole.kategorier},
        **{each.steg: each.gjort or each.navn for each in (chain.steg if chain else ())},
    }


def _heading(each: Forskjell, words: Mapping[str, str]) -> str:
    """Return what a thing is called, with its day; of one that goes, that it does."""
    thing = each.foer if each.etter is None else each.etter
    known = thing if isinstance(thing, dict) else {}
    what, key = _HEADINGS.get(each.sted[-1], (_label(each.sted), ""))
    named = str(known.get(key) or "")
    title, day = _said(named, words), as_day(known.get("dato"))
    head = f"{what}: {title}" if what and title else what or title
    if around := next(
        (str(one[key]) for one in each.poster[:-1] for key in _AROUND if one.get(key)), ""
    ):
        head = f"{head} av {around}"
    said = f"{head}, {ukedag_og_dato(day)}" if day else head
    said = said[:1].upper() + said[1:]
    return f"Tas bort: {said}" if each.etter is None else said


def _inside(each: Forskjell, words: Mapping[str, str]) -> Iterator[str]:
    if not isinstance(each.etter, dict):
        return
    _, told = _HEADINGS.get(each.sted[-1], ("", ""))
    for key, value in each.etter.items():
        hidden = key in _OF_THE_PROGRAM or key in {told, "dato"} or _is_list(value)
        if not hidden and value not in (None, {}, False):
            yield f"  {_field((*each.sted, key), value, words)}"


def _field(sted: Sequence[str], value: Any, words: Mapping[str, str]) -> str:
    said = _said(value, words)
    return f"{_label(sted)}: {said}"


def _label(sted: Sequence[str]) -> str:
    *over, key = sted
    found = (steder.get(".".join(over), {}).get(key) for steder in _STEDER)
    linje = next((each for each in found if each), None)
    word = linje.ord_ if linje is not None else key.replace("_", " ")
    return word[:1].upper() + word[1:]


def _said(value: Any, words: Mapping[str, str]) -> str:
    """Return a value as it is read: a day with its weekday, a code by what it is called."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(words.get(each, each) for each in value)
    day = as_day(value)
    if day is not None and value == day.isoformat():
        return ukedag_og_dato(day)
    return words.get(value) or i_ord(value) if isinstance(value, str) else i_ord(value)


def _is_list(value: Any) -> bool:
    """Tell whether a value is a list of things, which are shown one by one."""
    return isinstance(value, list) and (not value or isinstance(value[0], dict))
