"""A text as its reader reads it: words as they are compared, where they stand, and what is between them."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterable
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from sosialplan.model.lekkasje import Sted
from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import as_latin

HIDDEN = "\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
"""Signs that are not seen, as a range of a pattern; a document is filled without them."""
MARKS = "\u0300-\u036f"
"""Accents that stand by themselves after their letter, as a range of a pattern."""
WORD = re.compile(rf"[^\W_]+(?:[{HIDDEN}{MARKS}]+[^\W_]+)*[{MARKS}]*")
"""A word: letters and digits, the marks on them, and signs within it that are not seen."""

_SPELLED = {
    "å": "aa", "ø": "oe", "ö": "oe", "æ": "ae", "ä": "ae", "ß": "ss",
    "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
}  # fmt: skip
_LETTERS_AS_TWO = frozenset(each for each in _SPELLED.values() if len(each) > 1)
_AS_TWO = str.maketrans(_SPELLED)
_AS_ONE = str.maketrans(_SPELLED | {"å": "a", "ø": "o", "ö": "o", "ä": "a"})


@lru_cache(maxsize=8192)
def folded_word(word: str) -> str:
    """Return a word as it is compared.

    >>> folded_word("Åse"), folded_word("AASE"), folded_word("André")
    ('aase', 'aase', 'andre')
    """
    plain = word.isascii() and word.isalnum()
    return word.lower() if plain else _folded(word, _AS_TWO)


def spellings(word: str) -> frozenset[str]:
    """Return the ways in which a word of a name is typed: with ``aa``, and on a foreign keyboard.

    >>> sorted(spellings("Bjørn"))
    ['bjoern', 'bjorn']
    """
    form = folded_word(word)
    return frozenset((form,)) if word.isascii() else frozenset((form, _folded(word, _AS_ONE)))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in their order, as they are written."""
    return tuple(WORD.findall(text))


def stems(folded: str) -> tuple[str, ...]:
    """Return what a word may be a form of: itself, and without the ``s`` of the genitive."""
    if folded.endswith("s") and len(folded) > 2:  # noqa: PLR2004 - a stem has two letters
        return folded, folded[:-1]
    return (folded,)


def any_of(folded: str, words: frozenset[str]) -> bool:
    """Tell whether a word, or what it is a form of, is one of some words."""
    return any(stem in words for stem in stems(folded))


def one_letter(folded: str) -> bool:
    """Tell whether a word is a single letter: ``å`` is ``aa`` as it is compared, and one letter still."""
    return len(folded) == 1 or folded in _LETTERS_AS_TWO


def _folded(word: str, letters: dict[int, str]) -> str:
    """Compose, so that a letter and its mark are one; then spell out, and drop what is no letter."""
    composed = unicodedata.normalize("NFKC", as_latin(word)).casefold().translate(letters)
    return "".join(c for c in unicodedata.normalize("NFKD", composed) if c.isalnum())


_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_SIGNS = str.maketrans("\uff20\ufe6b\uff0e\u3002\uff0b", "@@..+")
"""Wide and small forms of the signs of an address."""
_BREAKS = str.maketrans("\n\f\r", "   ")
_CHANGED = re.compile(rf"[{HIDDEN}]+|[\s|>*_`~\\]+|[^\x00-\x7f]")
_LIKE_FIGURES = re.compile(
    r"(?<=\d)[oO](?=[ \d]|$)|(?<![^\W\d_])[oO](?=\d)|(?<=\d)[lI](?=[ \d]|$)|(?<![^\W\d_])[lI](?=\d)"
)


def som_lest(text: str) -> str:
    r"""Return a text as it is read, with its line breaks.

    >>> som_lest("emma\\@x.no og mailto:a%40b.no &#64;")
    'emma@x.no og mailto:a@b.no @'
    """
    read = _ESCAPED.sub(r"\1", text) if "\\" in text else text
    if "&" in read:
        read = _ENTITY.sub(lambda found: unescape(found[0]).translate(_BREAKS), read)
    if "%" in read:
        read = _PERCENT.sub(lambda found: unquote(found[0]).translate(_BREAKS), read)
    return read.translate(_SIGNS)


class Tallrekke(Value, frozen=True):
    """A text in one line for whoever looks for numbers.

    Line breaks, cells and marks are a space each, figures of every script are ``0`` to ``9``, and
    letters that stand for figures are figures. ``fra`` and ``til`` tie its places to the text's.
    """

    tekst: str
    fra: tuple[int, ...]
    til: tuple[int, ...]

    def sted(self, place: int) -> int:
        """Return where a place stands in the text that it was made of."""
        number = bisect_right(self.fra, place) - 1
        return self.til[number] + place - self.fra[number]


def tallrekke(text: str) -> Tallrekke:
    """Return a text in which numbers stand as they are read, also over lines and cells."""
    parts: list[str] = []
    here, there = [0], [0]
    done = length = 0
    for found in _CHANGED.finditer(text):
        put = _read_as(found[0])
        parts += [text[done : found.start()], put]
        length += found.start() - done + len(put)
        done = found.end()
        if len(put) != len(found[0]):
            here.append(length)
            there.append(done)
    parts.append(text[done:])
    line = _LIKE_FIGURES.sub(lambda found: "0" if found[0] in "oO" else "1", "".join(parts))
    return Tallrekke(line, tuple(here), tuple(there))


def _read_as(sign: str) -> str:
    if len(sign) == 1 and not sign.isascii():
        figure = unicodedata.decimal(sign, None)
        if figure is not None:
            return str(figure)
        if not sign.isspace():
            return "" if _IS_HIDDEN.fullmatch(sign) else sign
    return "" if _IS_HIDDEN.fullmatch(sign) else " "


_IS_HIDDEN = re.compile(f"[{HIDDEN}]+")


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


class Tekststeder(Value, frozen=True):
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


def steder(text: str, overskrifter: Collection[str] = ()) -> Tekststeder:
    """Return the places of a text. Pages end with a form feed.

    Only the headings that are named are told: the others may hold what people wrote.
    """
    told = ((each.start(), each[1].strip()) for each in _HEADING.finditer(text))
    return Tekststeder(
        linjer=_after(text, "\n"),
        sider=_after(text, "\f"),
        overskrifter=tuple(
            (start, heading if heading in overskrifter else "") for start, heading in told
        ),
    )


def _after(text: str, sign: str) -> tuple[int, ...]:
    return tuple(each.end() for each in re.finditer(sign, text))
