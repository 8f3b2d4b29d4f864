"""What a change did, a sentence each, from what the file held before and after.

A sentence tells ids, codes and days; of a name, a contact or a person's own words only that it
was changed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sosialplan.model.felter.planfelt import TILTAK
from sosialplan.model.klassetrinn import KODE_MED_TRINN
from sosialplan.model.vernet import VERNET
from sosialplan.rules.tillit.fullmakt import UKJENT, UTEN_VERV
from sosialplan.tekster.loggord import Filord, Ting
from sosialplan.views.datoer import kort_dato
from sosialplan.views.historikk.forskjell import Forskjell, Keys, forskjeller
from sosialplan.views.planen.planforskjell import planforskjell

_CODE = re.compile(
    rf"[0-9a-zæøå][0-9a-zæøå-]{{0,59}}\Z|[0-9]{{4}}-[0-9A-Z]{{5}}\Z|{KODE_MED_TRINN}\Z"
)
"""What may be told: a code or an id, the number of a case, a class. Never more than one word."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T|\Z)")
_DAYS = frozenset({"fra", "til", "evalueres"})
"""The fields of a measure that hold a day; of the others a change tells no value."""
_ENDRINGER = ("aktivitetsplan", "tiltak", "endringer")


@dataclass(frozen=True, slots=True)
class Setning:
    """A change in words, without the full stop, and what it is about.

    ``dato`` is when it happened, ``registrert`` when the entry itself says it was written down.
    ``borte`` tells that something is no longer there, ``rettelse`` that something else was written
    before. ``mappe`` is the sentence, with a place for
    the number, that the many files of a folder share. ``ukjent`` tells that it was so before too, in what is sealed
    for others: who wrote it, and when, this reader cannot know.
    """

    hva: str
    id: str | None = None
    sak: str | None = None
    steg: str | None = None
    av: str | None = None
    dato: date | None = None
    registrert: date | None = None
    borte: bool = False
    rettelse: bool = False
    mappe: str | None = None
    ukjent: bool = False


def file_changes(before: Any, after: Any, ord_: Filord) -> Iterator[Setning]:
    """Yield a sentence for each thing that changed; a tree is None where there was no file."""
    if after is None:
        yield Setning(ord_.borte, borte=True)
        return
    if before is None and ord_.aapnet:
        yield Setning(_filled(ord_.aapnet, [after]))
    yield from _told(_differences(before, after, ord_), ord_)


def merge_changes(sides: Sequence[Any], after: Any, ord_: Filord) -> Iterator[Setning]:
    """Yield what a merge itself did: what is as on no side, and things of a side that are gone.

    ``sides`` are the trees of all parents. What was changed on a side is told by its own commits.
    """
    seen = [list(_differences(side, after or {}, ord_)) for side in sides]
    own = [each for each in seen[0] if all(_same_end(each, side) for side in seen[1:])]
    yield from _told(own, ord_)
    for each in (one for side in seen for one in side):
        thing = ord_.ting.get(".".join(each.sted))
        gone = each.hel and each.etter is None and thing is not None and thing.fast
        if gone and thing is not None and not _same_end(each, own):
            said = f"Ikke med etter sammenslåing: {_filled(thing.navn, each.poster)}"
            yield _about(said, each, thing)


def _same_end(one: Forskjell, others: Iterable[Forskjell]) -> bool:
    """Tell whether the others have a difference that ends alike, wherever it began."""
    return any(
        (one.sted, one.poster, one.etter, one.hel)
        == (other.sted, other.poster, other.etter, other.hel)
        for other in others
    )


def _differences(before: Any, after: Any, ord_: Filord) -> Iterator[Forskjell]:
    """Yield what differs; of a file that was not there, only the parts that are told from the start."""
    things = [tuple(each.split(".")) for each in ord_.ting]
    for each in forskjeller(before, after, things):
        if before is not None or each.sted[0] in ord_.fra_start:
            yield each


def _told(differences: Iterable[Forskjell], ord_: Filord) -> Iterator[Setning]:
    """Yield the sentences; what is told together shares one."""
    found = list(differences)
    noted = {
        (id(each.poster[-2]), str(each.etter.get("felt")))
        for each in found
        if each.hel and each.sted == _ENDRINGER and each.etter is not None
    }
    groups: dict[object, list[Forskjell]] = {}
    for each in found:
        if each.hel or (id(_innermost(each)), each.sted[-1]) not in noted:
            groups.setdefault(_together(each, ord_), []).append(each)
    for group in groups.values():
        yield from _sentence(group, found, ord_)


def _innermost(each: Forskjell) -> Any:
    return each.poster[-1] if each.poster else None


def _together(each: Forskjell, ord_: Filord) -> object:
    """Return what the differences have in common that share a sentence."""
    around = None if each.hel else _around(each.sted, ord_)
    if around is not None and each.sted[len(around)] not in ord_.ting[".".join(around)].frie:
        return around, id(_innermost(each))
    part = ".".join(each.sted[:-1])
    if not each.hel and part in ord_.samlet and ".".join(each.sted) not in ord_.vises:
        return part, _verb(each)
    return id(each)


def _sentence(
    group: Sequence[Forskjell], found: Sequence[Forskjell], ord_: Filord
) -> Iterator[Setning]:
    first = group[0]
    part = ".".join(first.sted[:-1])
    if isinstance(_together(first, ord_), int):
        thing = ord_.ting.get(".".join(first.sted))
        inside = (each for each in found if first.poster == each.poster[: len(first.poster)])
        if not (first.hel and thing and thing.stille and sum(1 for _ in inside) > 1):
            yield _whole(first, thing, ord_) if first.hel else _field(first, ord_)
    elif part in ord_.samlet:
        words = [_word(each.sted, ord_) for each in group]
        name, verb = ord_.samlet[part], _verb(first)
        several = f"{verb} i {name}: {', '.join(words)}"
        yield _about(several if words[1:] else f"{verb} {words[0]} i {name}", first)
    else:
        yield _changed(group, ord_)


def _verb(each: Forskjell) -> str:
    if each.foer is None:
        return "Skrev"
    return "Tok bort" if each.etter is None else "Endret"


def _around(sted: Keys, ord_: Filord) -> Keys | None:
    """Return the place of the innermost thing around a field."""
    inside = (sted[:length] for length in range(len(sted) - 1, 0, -1))
    return next((each for each in inside if ".".join(each) in ord_.ting), None)


def _changed(group: Sequence[Forskjell], ord_: Filord) -> Setning:
    """Tell that fields of a thing were changed."""
    first = group[0]
    around = _around(first.sted, ord_) or ()
    thing = ord_.ting[".".join(around)]
    words = ", ".join(dict.fromkeys(_word(each.sted, ord_) for each in group))
    name = _filled(thing.navn, first.poster)
    said = f"ENDRET {name}, som sto fra før: {words}" if thing.fast else f"Endret {name}: {words}"
    return _about(said, first, thing)


def _word(sted: Keys, ord_: Filord) -> str:
    return ord_.felt.get(".".join(sted), "noe annet")


def _field(each: Forskjell, ord_: Filord) -> Setning:
    """Tell of a field that stands by itself, with its value where that may be told."""
    place = ".".join(each.sted)
    word = ord_.felt.get(place)
    if word is None:
        return _about(ord_.annet, each)
    if place not in ord_.vises:
        return _about(f"{_verb(each)} {word}", each)
    before, after = (_safe(value) or "ukjent" for value in (each.foer, each.etter))
    if each.foer is None:
        return _about(f"Satte {word} til {after}", each)
    if each.etter is None:
        return _about(f"Tok bort {word}, som var {before}", each)
    return _about(f"Endret {word} fra {before} til {after}", each)


def _whole(each: Forskjell, thing: Ting | None, ord_: Filord) -> Setning:
    if thing is None:
        return _about(ord_.annet, each)
    if each.etter is None:
        said = thing.borte or f"{'FJERNET' if thing.fast else 'Tok bort'} {thing.navn}"
        return _about(_filled(said, each.poster), each, thing)
    if each.etter.get("utgår") is True:
        return _about(f"Strøk {_filled(thing.navn, each.poster)}", each, thing)
    corrects = thing.rettelse and each.etter.get("retter") is not None
    said = _filled(thing.rettelse if corrects else thing.ny, each.poster)
    return _about(said + _entered(each.etter), each, thing)


def _entered(entry: Any) -> str:
    """Return who entered what another did, by role, and that it was done though something lacked."""
    by, who = _safe(entry.get("ført_av")), _safe(entry.get("av"))
    said = f", ført inn av {_LOOSE.get(by, by)}" if by else ""
    said += f" for {who}" if by and who else ""
    despite = entry.get("likevel")
    if isinstance(despite, str):  # a closing says why; an approval says what lacked, too
        return f"{said}, enda noe ikke var gjort"
    return f"{said}, enda planen manglet noe" if despite and who else said


def _about(said: str, each: Forskjell, thing: Ting | None = None) -> Setning:
    """Say what a sentence is about, from the things around it."""
    known = _known(each.poster)
    inner = each.poster[-1] if each.poster else {}
    return Setning(
        hva=said,
        id=known.get("id"),
        sak=known.get("sak"),
        steg=known.get("steg"),
        av=known.get("av"),
        dato=as_day(inner.get(thing.dag if thing else "dato")),
        registrert=as_day(inner.get("registrert")),
        borte=each.hel and each.etter is None,
        rettelse=inner.get("retter") is not None,
    )


def _filled(template: str, things: Sequence[Any]) -> str:
    """Fill a template with what may be told of the innermost thing and of those around it."""
    return template.format_map(_Words(_known(things)))


_LOOSE = {UKJENT: "en ukjent", UTEN_VERV: "en ansatt uten verv"}


class _Words(dict[str, str]):
    """Words for a template; what is not known is said to be so."""

    def __missing__(self, key: str) -> str:
        return "ukjent"


def _known(things: Sequence[Any]) -> Mapping[str, str]:
    """Return what may be told, by key; ``over`` is the id of the thing around the innermost."""
    known: dict[str, str] = {}
    for thing in things:
        known["over"] = known.get("id", "ukjent")
        known |= {key: said for key, value in thing.items() if (said := _safe(value))}
        if "felt" in thing:
            known |= _change(thing)
    return known


def _change(thing: Any) -> Mapping[str, str]:
    """Return the words of a change of a measure: the field, and from which day to which."""
    before, after = as_day(thing.get("fra")), as_day(thing.get("til"))
    felt = str(thing["felt"])
    moved = felt in _DAYS and after is not None
    since = f" fra {kort_dato(before)}" if before else ""
    return {
        "felt": TILTAK[felt].ord_ if felt in TILTAK else "noe annet",
        "flytting": f"{since} til {kort_dato(after)}" if moved and after else "",
    }


def _safe(value: Any) -> str:
    """Return a code, a number or a day as it is told; nothing for what may be someone's own words."""
    if isinstance(value, bool):
        return "ja" if value else "nei"
    day = as_day(value)
    if day is not None:
        return kort_dato(day)
    text = str(value) if isinstance(value, str | int) else ""
    return text if _CODE.match(text) else ""


def as_day(value: Any) -> date | None:
    """Return the day of a date or a moment."""
    if not isinstance(value, str) or not _DAY.match(value):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


_OURS = re.compile(r"(plan|maler)/[ -~æøåÆØÅ]+|\.[a-z]+")
"""Files whose names are ours; any other may be named after a person."""
_FOLDERS = frozenset({*VERNET, "plan", "maler"})
_LISTED = 3
"""So many files of a folder at most are told one by one."""


def plan_changes(file: str, before: Any, after: Any) -> Iterator[Setning]:
    """Yield what changed in a file of the plan, where it has parts that can be told by themselves."""
    for area in planforskjell({file: before}, {file: after}):
        yield from (Setning(f"{area.navn}: {said.removesuffix('.')}") for said in area.setninger)


def file_change(file: str, *, came: bool, went: bool) -> Setning:
    """Tell that a file came, went or changed."""
    verb = "La til" if came else "Tok bort" if went else "Endret"
    folder, _, _ = file.rpartition("/")
    if _OURS.fullmatch(file):
        return Setning(f"{verb} {file}", mappe=f"{verb} {{}} filer i {folder}/" if folder else None)
    top = file.split("/", maxsplit=1)[0] if folder else ""
    place = f"en fil i {top}/" if top in _FOLDERS else "en fil som ikke er planens"
    return Setning(f"{verb} {place}")


def counted(sentences: Sequence[Setning]) -> Iterator[Setning]:
    """Yield the sentences of one commit, with one for the many files of a folder."""
    files = Counter(each.mappe for each in sentences if each.mappe)
    told: set[str] = set()
    for each in sentences:
        if each.mappe is None or files[each.mappe] <= _LISTED:
            yield each
        elif each.mappe not in told:
            told.add(each.mappe)
            yield Setning(each.mappe.format(files[each.mappe]))
