"""Text that cannot act on what shows it: no escape codes, no hidden turns of direction.

What could change how its surroundings look is replaced by U+FFFD, which is seen; marks
that show nothing and turn nothing are taken out.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

REPLACEMENT = "\ufffd"
MOST_OF_TEXT = 20_000
"""Characters: no text of a case or a plan is longer."""

_FIRST_THAT_COMBINES = "\u0300"
_OUR_OWN = {ord(each): None for each in "→–—…«»"}
"""Signs of our own sentences that stand alone wherever they stand."""
_BREAKS = "\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"
_ACTING = (
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # control characters, escape codes
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates of direction
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\ufffc"  # surrogates, private use, no characters
    "\U000f0000-\U0010ffff"  # private use, planes 15 and 16
    + "".join(chr(plane << 16 | low) for plane in range(15) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_OTHER_BREAKS = "\r(?!\n)|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"
"""What breaks a line besides the line breaks that a finished text has."""
_IN_JSON = f"{_ACTING}|[\x7f\x85\u2028\u2029\u00ad\u200b-\u200f\u2060-\u206f\ufeff]"
_SHOWS_NOTHING = (
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


@lru_cache(maxsize=8)
def _signs(which: str) -> re.Pattern[str]:
    """Return some signs as they are searched for: most runs meet no text that must be searched, and these are slow to make."""
    return re.compile(which)


def _is_plain(text: str) -> bool:
    """Tell at a glance what holds of nearly every text: all its signs can be seen, apart from line breaks and tabs."""
    return text.replace("\n", "").replace("\t", "").isprintable() and "\ufffc" not in text


MARKDOWN_ACTS = r"(?i)[\\`*_\[\]<>#|~&$@]|:(?=//)|(?<=www)\."
"""What acts in Markdown wherever it stands in a line."""


def no_character(text: str) -> str | None:
    r"""Return what in a text is no character or acts unseen, in words; None where all of it can be kept.

    A byte that is not UTF-8 comes from the command line as half of a pair.

    >>> no_character("a\udc9bb"), no_character("a\x1b[2J")
    ('tegn nummer 2 (byten 9B, som ikke er UTF-8)', 'tegn nummer 2 (U+001B, som ikke synes)')
    """
    at = acts_at(text)
    if at is None:
        return None
    sign = text[at]
    half = "\udc00" <= sign <= "\udcff"
    what = f"byten {ord(sign) - 0xDC00:02X}, som ikke er UTF-8" if half else f"U+{ord(sign):04X}, som ikke synes"  # fmt: skip
    return f"tegn nummer {at + 1} ({what})"


def acts_at(text: str) -> int | None:
    """Return where the first sign stands that acts unseen."""
    found = None if _is_plain(text) else _signs(_ACTING).search(text)
    return found.start() if found else None


def without_unseen(text: str) -> str:
    r"""Return a text that somebody gives the program without the marks in it that show nothing and turn nothing.

    They come along when text is pasted from a page or a document, and two names that differ by one look the same.

    A word that a soft hyphen parts over two lines is one word.

    >>> without_unseen("Sam\u00adtale\u200b"), without_unseen("Sam\u00ad\n tale")
    ('Samtale', 'Samtale')
    """
    return text if text.isascii() else _signs(_SHOWS_NOTHING).sub("", _signs(_PARTED).sub("", text))


_PARTED = "\u00ad[ \t]*\r?\n[ \t]*"


def texts_of(tree: object) -> Iterator[str]:
    """Yield every text of a tree, of its maps the values."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict | list):
        for each in tree.values() if isinstance(tree, dict) else tree:
            yield from texts_of(each)


def markdown_line(text: str) -> str:
    r"""Return the text as one line of Markdown that shows it and does nothing.

    >>> markdown_line("a | [b](http://x)\nc")
    'a \\| \\[b\\](http\\://x) c'
    """
    return re.sub(MARKDOWN_ACTS, lambda found: f"\\{found[0]}", " ".join(visible(text).split()))


def without_acts(text: str) -> str:
    """Return a finished text, with its own line breaks and tabs, in which nothing acts unseen."""
    if _is_plain(text):
        return text
    return _signs(_ACTING).sub(REPLACEMENT, _signs(_OTHER_BREAKS).sub("\n", text))


def one_line(text: str) -> str:
    """Return a name of the disk as messages show it: what is not seen, or breaks a line, is replaced."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else REPLACEMENT for each in text)


def as_json_text(written: str) -> str:
    r"""Return JSON in which what acts unseen, or breaks a line, is written as ``\uXXXX``.

    >>> as_json_text('"a\x9b"')
    '"a\\u009b"'
    """
    return _signs(_IN_JSON).sub(_escaped, written)


def _escaped(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def visible(text: str) -> str:
    r"""Return the text with its line breaks as ``\n`` and nothing in it that acts unseen.

    >>> visible("a\u202eb\x1b[31m")
    'a�b�[31m'
    """
    if text.isprintable() and (
        text.isascii() or max(text.translate(_OUR_OWN), default="") < _FIRST_THAT_COMBINES
    ):
        return text
    composed = unicodedata.normalize("NFC", _signs(_BREAKS).sub("\n", text))
    return (
        _signs(_ACTING)
        .sub(REPLACEMENT, _signs(_SHOWS_NOTHING).sub("", composed))
        .replace("\t", " ")
    )


def paragraphs(text: str) -> tuple[tuple[str, ...], ...]:
    """Split into paragraphs of lines, all stripped; an empty text is one empty line."""
    found: list[list[str]] = [[]]
    for line in (line.strip() for line in visible(text).split("\n")):
        if line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return tuple(tuple(lines) for lines in found if lines) or (("",),)
