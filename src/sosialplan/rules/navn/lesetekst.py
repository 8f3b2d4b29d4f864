r"""A text as its reader reads it: without the signs that only tell a program how to show it.

Markdown writes ``emma\@x.no`` and an address of a link ``emma%40x.no``; whoever reads the paper
sees ``emma@x.no``. Line breaks stay where they are, so that lines count as in the file.
"""

import re
import unicodedata
from bisect import bisect_right
from html import unescape
from urllib.parse import unquote

from sosialplan.model.record import Value
from sosialplan.rules.navn.navneord import HIDDEN

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
