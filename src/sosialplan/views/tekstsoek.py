"""Where words stand in the texts of a planmappe: of cases, absence, minutes and reports.

What a text said before it was corrected is not found: the correction is what counts.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sosialplan.model.felter.delte_felt import I_FRAVAERET, I_MOETEBOKEN
from sosialplan.model.felter.feltlinje import attribute, felt_ved
from sosialplan.model.felter.meldingsfelt import I_INNBOKSEN
from sosialplan.model.felter.saksfelt import I_SAKEN
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.problems import TreePath
from sosialplan.model.record import Fil, Record, Value
from sosialplan.model.sak import Sak
from sosialplan.model.skrivemaate import composed
from sosialplan.rules.checks.privacy_checks import free_texts
from sosialplan.tekster.konfliktord import kort_navn

_TABELLER = (I_SAKEN, I_FRAVAERET, I_MOETEBOKEN, I_INNBOKSEN)
_BEFORE, _AFTER = 40, 80
"""Characters of a text that are shown around the word."""


class Tekstfunn(Value, frozen=True):
    """A text with the words in it: whose, which class, of what day, what it is, and the text around the first of them."""

    hvor: str
    klasse: str
    dato: date | None
    felt: str
    utsnitt: str


def texts_with(mappe: Mappe, words: Sequence[str]) -> Iterator[Tekstfunn]:
    """Yield each text that holds all of the words, however they are cased; each may be the middle of a word."""
    patterns = [re.compile(re.escape(composed(each)), re.IGNORECASE) for each in words]
    every: Iterable[Read[Fil]] = (*mappe.saker, *mappe.fravaer, *mappe.moeter, *mappe.innboks)
    for read in every:
        for text, where in free_texts(read.value):
            said = " ".join(composed(text).split())
            found = [each.search(said) for each in patterns]
            if all(found):
                first = min(each.start() for each in found if each)
                yield _found(read, where, _around(said, first))


def _found(read: Read[Fil], where: TreePath, around: str) -> Tekstfunn:
    value = read.value
    day, step = _day_and_step(value, where)
    line = next(filter(None, (felt_ved(each, [*map(str, where)]) for each in _TABELLER)), None)
    called = line.ord_ if line else ""
    return Tekstfunn(
        hvor=kort_navn(read.file),
        klasse=value.elev.klasse if isinstance(value, Sak) else "",
        dato=day,
        felt=": ".join(filter(None, (step, called))),
        utsnitt=around,
    )


def _day_and_step(value: Record, where: TreePath) -> tuple[date | None, str]:
    """Return the day and the step of the innermost entry that a text stands in."""
    there: object = value
    day: date | None = None
    step = ""
    for each in where:
        if isinstance(there, Record):
            there = getattr(there, attribute(type(there), str(each)))
        elif isinstance(there, tuple):
            there = there[int(each)]
        day = getattr(there, "dato", day)
        step = getattr(there, "steg", step)
    return day, step


def _around(text: str, at: int) -> str:
    first, last = max(0, at - _BEFORE), min(len(text), at + _AFTER)
    return f"{'…' if first else ''}{text[first:last].strip()}{'…' if last < len(text) else ''}"
