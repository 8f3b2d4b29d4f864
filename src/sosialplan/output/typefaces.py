"""Which signs the typefaces inside typst have, and what stands for those that they lack.

A sign is a base and the marks that follow it: a typeface may have a digit and have no digit in a box.
"""

import re
from collections.abc import Mapping
from datetime import date

from sosialplan.model.visible import REPLACEMENT
from sosialplan.output.typeset import TypesetError, typeset
from sosialplan.output.typst_markup import exact

_ORDINARY = "\x20-\x7e\n\u00a0-\u00ac\u00ae-\u024f\u2010-\u2026\ufffd"
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0903"
    "\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff"
    "\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef"
)
_UNUSUAL = re.compile(f"[^{_MARKS}][{_MARKS}]+|[^{_ORDINARY}]")
_LINE = re.compile(r"[/ ]main:(\d+):")
_BEFORE = 3
"""The line of the first sign that is tried."""


def not_printable(text: str) -> frozenset[str]:
    """Return the signs that no typeface inside typst has; ordinary text costs nothing."""
    return frozenset(_replacements(text))


def printable(text: str) -> str:
    """Return the text with U+FFFD for each sign that cannot be printed; the base of one that can, stays."""
    instead = _replacements(text)
    return _UNUSUAL.sub(lambda found: instead.get(found[0], found[0]), text) if instead else text


def plain(text: str) -> str:
    """Return the text with U+FFFD for every sign that is not ordinary: what always can be printed."""
    return re.sub(f"[^{_ORDINARY}]", REPLACEMENT, text)


def _replacements(text: str) -> Mapping[str, str]:
    signs = sorted(set(_UNUSUAL.findall(text)))
    if not signs:
        return {}
    tried = sorted({*signs, *(sign[0] for sign in signs)})
    lacking = _lacking(tried)
    return {
        sign: REPLACEMENT if len(sign) == 1 or sign[0] in lacking else sign[0] + REPLACEMENT
        for sign in signs
        if sign in lacking
    }


def _lacking(signs: list[str]) -> frozenset[str]:
    """Set each sign on a page that grows with them, and return those that typst complains of."""
    lines = "".join(f"#{exact(sign)}\n\n" for sign in signs)
    probe = f'#set document(title: "Prøve")\n#set page(height: auto)\n{lines}'
    try:
        typeset({"main": probe.encode()}, date(2000, 1, 1))
    except TypesetError as fault:
        found = {int(number) for number in _LINE.findall(fault.diagnostic)}
        return frozenset(signs[(line - _BEFORE) // 2] for line in found)
    return frozenset()
