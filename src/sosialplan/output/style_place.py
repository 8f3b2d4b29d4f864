"""Where ``stil.typ`` takes too much: its statements are tried one by one, each for a moment."""

import re
from pathlib import Path

from sosialplan.output.template_fault import TemplateFault
from sosialplan.output.worker import Job
from sosialplan.output.workshop import Stopped, do
from sosialplan.reading import read_bytes

STYLE = "stil.typ"
NAMES = ("dokument", "merknad", "opplysninger", "skille", "tabell")
"""What the style must define, and every document calls."""
NOT_SET = "dokumentet kan ikke settes"
ENDLESS = "stilen blir aldri ferdig, eller tar for mye minne"
STYLE_CURE = "Rett linjen, eller hent stil.typ fra en ny planmappe (sosialplan start)."
_STATEMENT = re.compile(r"^#", re.MULTILINE)
_MOST = 60
"""So many statements are tried at most."""


def place_in_style(maler: Path, seconds: float) -> TemplateFault:
    """Return the fault of a style that was stopped, with the line of the statement that does it."""
    return TemplateFault(maler, STYLE, _line(maler, seconds), ENDLESS, code="V712", cure=STYLE_CURE)


def _line(maler: Path, seconds: float) -> int:
    try:
        text = read_bytes(maler / STYLE).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return 1
    starts = [found.start() for found in _STATEMENT.finditer(text)]
    for begin, end in zip(starts[:_MOST], [*starts[1:], len(text)], strict=False):
        if _stops(maler, text[:end], "", seconds):
            return text.count("\n", 0, begin) + 1
    for name in NAMES:
        if _stops(maler, text, name, seconds):
            defined = re.search(rf"^#let {name}\b", text, re.MULTILINE)
            return text.count("\n", 0, defined.start()) + 1 if defined else 1
    return 1


def _stops(maler: Path, style: str, name: str, seconds: float) -> bool:
    """Tell whether a style that is used for one thing does not end. A fault of it is an end."""
    try:
        do(Job("sosialplan.output.pdf", "try_style", (maler, style, name), {}, seconds))
    except Stopped:
        return True
    return False
