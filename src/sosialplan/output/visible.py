"""Text that cannot act on what shows it: no escape codes, no hidden turns of direction.

What could change how its surroundings look is replaced by U+FFFD, which is seen; marks
that show nothing and turn nothing are taken out.
"""

import re
import unicodedata

REPLACEMENT = "\ufffd"

_FIRST_THAT_COMBINES = "\u0300"
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ACTS = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # control characters, escape codes
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates of direction
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\ufffc"  # surrogates, private use, no characters
    "\U000f0000-\U0010ffff"  # private use, planes 15 and 16
    + "".join(chr(plane << 16 | low) for plane in range(15) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_SHOWS_NOTHING = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def visible(text: str) -> str:
    r"""Return the text with its line breaks as ``\n`` and nothing in it that acts unseen.

    >>> visible("a\u202eb\x1b[31m")
    'a�b�[31m'
    """
    if text.isprintable() and max(text, default="") < _FIRST_THAT_COMBINES:
        return text
    composed = unicodedata.normalize("NFC", _BREAKS.sub("\n", text))
    return _ACTS.sub(REPLACEMENT, _SHOWS_NOTHING.sub("", composed)).replace("\t", " ")


def paragraphs(text: str) -> tuple[tuple[str, ...], ...]:
    """Split into paragraphs of lines, all stripped; an empty text is one empty line."""
    found: list[list[str]] = [[]]
    for line in (line.strip() for line in visible(text).split("\n")):
        if line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return tuple(tuple(lines) for lines in found if lines) or (("",),)
