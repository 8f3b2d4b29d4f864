"""A finished text as words that know where they stand and what is between them."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable

from sosialplan.model.lekkasje import Sted
from sosialplan.model.record import Value
from sosialplan.rules.navn.navneord import MARKS, WORD, folded_word, one_letter

_SIGN = r"[\u00ad\u200b\u2010\u2011-]"
_WITHIN = rf"(?<=[\w{MARKS}])(?:{{}})(?=\w)"
_SPLIT = re.compile(_WITHIN.format(rf"{_SIGN}\\?\s+"))
"""Where a word is split at the end of a line, also as a PDF or Markdown marks it."""
_HYPHEN = re.compile(_WITHIN.format(rf"{_SIGN}\\?\s*"))
"""The same, and every hyphen within a word."""
_BARE = re.compile(_WITHIN.format(rf"{_SIGN}\\?\s+|[ \t]*\\?\n\s*"))
"""Where a word may be split, also with nothing to tell of it."""
_MAY_SPLIT = re.compile(rf"{_SIGN}|\n")
"""Without any of these a text has one reading."""
_SENTENCE_ENDS = re.compile(r"[.!?:;]\s|\n\s*\n|\f")
_BEGINS = re.compile(r"(?:[.!?:|#>*\u2022\u2013\u00ab\"]|\n\s*\n)\W*$")
_HEADING = re.compile(r"^#{1,6} +(.+)$", re.MULTILINE)


class Ordrekke(Value, frozen=True):
    """The words of a text: as they are compared, and where they stand in it, as slices.

    ``ulike`` holds each word once.
    """

    text: str
    forms: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    ulike: frozenset[str]

    def start(self, place: int) -> int:
        """Return where a word begins in the text."""
        return self.spans[place][0]

    def between(self, place: int) -> str:
        """Return what stands before a word and after the one before it."""
        return self.text[self.spans[place - 1][1] if place else 0 : self.spans[place][0]]

    def capital(self, place: int) -> bool:
        """Tell whether a word begins with a capital letter."""
        return self.text[self.spans[place][0]].isupper()

    def letter(self, place: int) -> bool:
        """Tell whether a word is the first letter of a name: one letter, and a capital one."""
        form = self.forms[place]
        return one_letter(form) and form.isalpha() and self.capital(place)

    def apart(self, place: int) -> bool:
        """Tell whether a word belongs to another sentence than the one before it."""
        if not place:
            return True
        return not self.letter(place - 1) and bool(_SENTENCE_ENDS.search(self.between(place)))

    def first(self, place: int) -> bool:
        """Tell whether a word stands first in a sentence, so that a capital says nothing."""
        return not place or bool(_BEGINS.search(self.between(place)))


def lesninger(text: str) -> tuple[Ordrekke, ...]:
    """Return the words of a text, in up to four readings.

    As it stands; with words that are split at the end of a line put together; with every hyphen read
    as nothing, where ``Anne-Marie`` is ``annemarie``; and with every line break read as nothing.
    """
    plain = ordrekke(text)
    if not _MAY_SPLIT.search(text):
        return (plain,)
    return (plain, *(each for sign in (_SPLIT, _HYPHEN, _BARE) if (each := _joined(plain, sign))))


class Verdiord(Value, frozen=True):
    """The words of what was filled in: all of them, and those that stand there with a capital."""

    alle: frozenset[str]
    med_stor: frozenset[str]


def verdiord(texts: Iterable[str]) -> Verdiord:
    """Return every word of some texts, in every reading."""
    every, capital = set[str](), set[str]()
    for rekke in (each for text in texts for each in lesninger(text)):
        every.update(rekke.forms)
        capital.update(form for place, form in enumerate(rekke.forms) if rekke.capital(place))
    return Verdiord(frozenset(every), frozenset(capital))


def ordrekke(text: str) -> Ordrekke:
    """Return the words of a text as it stands."""
    return _words(text, (each.span() for each in WORD.finditer(text)))


def _joined(rekke: Ordrekke, sign: re.Pattern[str]) -> Ordrekke | None:
    """Return the words with such signs read as nothing, or None where there are none."""
    joints = {each.start() for each in sign.finditer(rekke.text)}
    if not joints:
        return None
    spans: list[tuple[int, int]] = []
    for start, stop in rekke.spans:
        if spans and spans[-1][1] in joints:
            spans[-1] = (spans[-1][0], stop)
        else:
            spans.append((start, stop))
    return _words(rekke.text, spans)


def _words(text: str, spans: Iterable[tuple[int, int]]) -> Ordrekke:
    spans = tuple(spans)
    written = [text[start:stop] for start, stop in spans]
    forms = tuple(map(folded_word, written))
    return Ordrekke(text, forms, spans, frozenset(forms))


class Steder(Value, frozen=True):
    """Where the lines, pages and headings of a text begin."""

    linjer: tuple[int, ...]
    sider: tuple[int, ...]
    overskrifter: tuple[tuple[int, str], ...]

    def sted(self, position: int) -> Sted:
        """Return the place of a position; lines count from 1 on each page."""
        side = bisect_right(self.sider, position)
        above = bisect_right(self.linjer, self.sider[side - 1]) if side else 0
        number = bisect_right(self.overskrifter, position, key=lambda each: each[0])
        return Sted(
            side=side + 1,
            linje=bisect_right(self.linjer, position) - above + 1,
            overskrift=self.overskrifter[number - 1][1] if number else "",
        )


def steder(text: str, overskrifter: Collection[str] = ()) -> Steder:
    """Return the places of a text. Pages end with a form feed.

    Only the headings that are named are told: the others may hold what people wrote.
    """
    told = ((each.start(), each[1].strip()) for each in _HEADING.finditer(text))
    return Steder(
        linjer=_after(text, "\n"),
        sider=_after(text, "\f"),
        overskrifter=tuple(
            (start, heading if heading in overskrifter else "") for start, heading in told
        ),
    )


def _after(text: str, sign: str) -> tuple[int, ...]:
    return tuple(each.end() for each in re.finditer(sign, text))
