"""How hard a text is to read: LIX, the mean words of a sentence plus the percentage of long words.

Under 30 is a children's book, 40 is a newspaper, over 50 is the law. Made by Björnsson (1968). A long
word has more than six letters. A paragraph and a list item each end a sentence. Headings do not count:
so short, they would make any text look easy. Of a table only cells with as many words as a sentence
count: a name and a date are no reading.
"""

import re
from collections.abc import Iterator

from sosialplan.model.record import Value

_LONG = 6
_CELL = 6
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_END = re.compile(r"(?<=[.!?:])[\s»]+(?=[«–]?[A-ZÆØÅ])")
_MARKS = re.compile(r"^\s*(?:>+|[-*]|\d+\.)\s+|\*\*?|\\(?=\W)|`")
_RULE = re.compile(r"^[|:\s-]+$")


class Setning(Value, frozen=True):
    """A sentence, its words, and how many of them are long."""

    tekst: str
    ord: int
    lange: int

    @property
    def lix(self) -> float:
        """The number for the sentence alone."""
        return self.ord + 100 * self.lange / self.ord


class Lesbarhet(Value, frozen=True):
    """What a text is made of, in the order of its sentences."""

    setninger: tuple[Setning, ...]

    @property
    def lix(self) -> float:
        """The number for the text; 0 where it has no words."""
        words = sum(each.ord for each in self.setninger)
        if not words:
            return 0.0
        long = sum(each.lange for each in self.setninger)
        return words / len(self.setninger) + 100 * long / words

    @property
    def verst(self) -> Setning | None:
        """The whole sentence that is hardest to read; None where there is none."""
        whole = [each for each in self.setninger if each.ord >= _CELL]
        return max(whole, key=lambda each: each.lix, default=None)


def lesbarhet(markdown: str) -> Lesbarhet:
    """Measure a document's finished text."""
    return Lesbarhet(tuple(_measured(markdown)))


def _measured(markdown: str) -> Iterator[Setning]:
    for line in markdown.splitlines():
        if line.startswith("#"):
            continue
        for part in _cells(line) if line.startswith("|") else (line,):
            for text in _END.split(_MARKS.sub("", part).strip()):
                words = _WORD.findall(text)
                if words:
                    yield Setning(text, len(words), sum(len(word) > _LONG for word in words))


def _cells(row: str) -> Iterator[str]:
    """Yield the cells of a table's row that are read as sentences."""
    if _RULE.match(row):
        return
    for cell in row.strip("|").split(" | "):
        if len(_WORD.findall(cell)) >= _CELL:
            yield cell.replace("<br>", ". ")
