"""What can be looked up in the plan: one shape for terms, partners, goals, law, roles and the rest."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sosialplan.model.record import SourceLines
from sosialplan.model.skrivemaate import fold
from sosialplan.views.forklaring import linjeord


@dataclass(frozen=True, slots=True)
class Ordbetydning:
    """What a word means, and where that comes from.

    ``lesning`` names the reading where the source has several; ``valgt`` tells whether the
    school has chosen it, and is None where there is nothing to choose or no choice is made.
    """

    tekst: str
    kilde: str
    lesning: str = ""
    valgt: bool | None = None


@dataclass(frozen=True, slots=True)
class Punkter:
    """A heading and what stands under it."""

    navn: str
    tekster: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Oppslag:
    """A word of the plan and all that is said of it. ``ogsaa`` are other words it answers to."""

    ord: str
    slag: str
    navn: str
    betydninger: tuple[Ordbetydning, ...] = ()
    punkter: tuple[Punkter, ...] = ()
    merknad: str = ""
    kilde: str = ""
    ogsaa: tuple[str, ...] = field(default=())

    @property
    def kilder(self) -> str:
        """Where the word stands, in one line."""
        return self.kilde or "; ".join(dict.fromkeys(each.kilde for each in self.betydninger))


def kildeord(kilde: str | None, linjer: SourceLines | None) -> str:
    """Return a source and its lines as they are printed.

    >>> kildeord("planen", 140)
    'planen, linje 140'
    """
    lines = linjeord(linjer) if linjer else ""
    return ", ".join(part for part in (kilde or "", lines) if part)


_LINES = re.compile(r",? *\blinjer? \d[\d–, -]*")


def uten_linjer(kilde: str) -> str:
    """Return a source without its lines: one who reads the plan on paper does not have the text.

    >>> uten_linjer("planen, linje 298-307, 1243")
    'planen'
    """
    return _LINES.sub("", kilde).strip(" ,")


def find(word: str, entries: Sequence[Oppslag]) -> tuple[Oppslag, ...]:
    """Return what the word names; else all of the kind it names; else what has it in its name.

    Else what says it anywhere. None found: empty. A paragraph is looked up whole: § 2-4 is not in § 12-4.
    """
    paragraf = _paragraf(word)
    if paragraf is not None:
        return _of_paragraph(paragraf, entries)
    typed = _plain(word)
    exact = tuple(each for each in entries if typed in map(_plain, _names(each)))
    exact = exact or tuple(each for each in entries if typed == _plain(each.slag))
    if exact or len(typed) < len("ppt"):
        return exact
    named = tuple(each for each in entries if any(typed in _plain(name) for name in _names(each)))
    return named or tuple(each for each in entries if typed in _plain(_said(each)))


_ETT = r"(\d+) ?([a-z])?(?: ?- ?(\d+))?(?: ?([a-h]))?"
_TYPED = re.compile(rf"(?P<tegn>§{{1,2}} ?|paragraf )?{_ETT}")
_SAID = re.compile(rf"(?<![\w-]){_ETT}(?![\w-])")


def _paragraf(word: str) -> str | None:
    """Return a paragraph or a chapter of law as it is compared, ``9a-3``; None for another word.

    >>> _paragraf("§9A"), _paragraf("§ 9 A-3"), _paragraf("12-4"), _paragraf("10"), _paragraf("ppt")
    ('9a', '9a-3', '12-4', None, None)
    """
    found = _TYPED.fullmatch(" ".join(word.lower().split()))
    if found is None or not (found["tegn"] or "-" in word):
        return None
    return _canonical(found.groups()[1:])


def _canonical(parts: Sequence[str | None]) -> str:
    chapter, letter, number, small = (each or "" for each in parts)
    return f"{chapter}{letter}{f'-{number}' if number else ''}{small}"


def _of_paragraph(paragraf: str, entries: Sequence[Oppslag]) -> tuple[Oppslag, ...]:
    """Return what has this paragraph among its names, or one of this chapter; else what says it."""
    named = tuple(
        each
        for each in entries
        if any(_has(paragraf, name) for name in (each.ord, *each.ogsaa) if name[0] in "§0123456789")
    )
    if named or "-" not in paragraf:
        return named
    return tuple(each for each in entries if _has(paragraf, _said(each)))


def _has(paragraf: str, text: str) -> bool:
    said = (_canonical(each.groups()) for each in _SAID.finditer(text.lower()))
    return any(each == paragraf or each.startswith(f"{paragraf}-") for each in said)


def words(entries: Iterable[Oppslag]) -> tuple[str, ...]:
    """Return every word that can be looked up, each once."""
    return tuple(dict.fromkeys(name for each in entries for name in _names(each)))


def _names(entry: Oppslag) -> tuple[str, ...]:
    return (entry.ord, entry.navn, *entry.ogsaa)


def _said(entry: Oppslag) -> str:
    """Return all that is said of an entry."""
    texts = [each.tekst for each in entry.betydninger]
    texts += [text for part in entry.punkter for text in (part.navn, *part.tekster)]
    return " ".join((*texts, entry.merknad))


def _plain(word: str) -> str:
    return fold(word.strip()).replace(" ", "-").replace("§-", "")


def as_values(entry: Oppslag) -> dict[str, object]:
    """Return an entry as plain values."""
    return {
        "ord": entry.ord,
        "slag": entry.slag,
        "navn": entry.navn,
        "kilde": entry.kilder,
        "betydninger": [
            {
                "tekst": each.tekst,
                "kilde": each.kilde,
                "lesning": each.lesning or None,
                "valgt": each.valgt,
                "uavklart": bool(each.lesning) and each.valgt is None,
            }
            for each in entry.betydninger
        ],
        "punkter": [{"navn": each.navn, "tekster": list(each.tekster)} for each in entry.punkter],
        "merknad": entry.merknad or None,
    }
