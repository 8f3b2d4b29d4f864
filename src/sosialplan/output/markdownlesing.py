"""What a text in Markdown from elsewhere says, part by part with its line; what is struck or a picture is told."""

import re
from collections.abc import Iterator

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.lestdokument import Lestdokument, Tabell, Tekstavsnitt
from sosialplan.model.visible import without_unseen
from sosialplan.output.markdown import Node, TooDeepError, parse

MOST_TEXT = 2_000_000
"""Characters: a long plan has a hundredth of it, and what is larger would be read for many seconds."""
MOST_NESTED = 14
"""Lists and quotes inside each other: what stands much deeper, the reader of Markdown leaves out."""
_REFERENCE = re.compile(r" {0,3}\[[^\]]+\]:\s*\S")
STRUCK = "gjennomstreket tekst er ikke tatt med."
_STRUCK_MD = re.compile(r" ?~~(?=\S)(.+?)(?<=\S)~~", re.DOTALL)


def too_much() -> ExpectedFailure:
    """Return the refusal of what is larger or deeper than any plan."""
    return ExpectedFailure(
        "Dokumentet er mye større eller annerledes bygd enn noen plan, så det er ikke lest.",
        "Kopier teksten over i et nytt dokument, og prøv igjen.",
    )


def markdown_lest(text: str) -> Lestdokument:
    """Read a text in Markdown. Raises ExpectedFailure."""
    if len(text) > MOST_TEXT:
        raise too_much()
    lines = text.replace("\r\n", "\n")
    try:
        blocks = parse(lines)
    except TooDeepError:
        raise too_much() from None
    reader = _Markdown()
    parts = tuple(part for node in blocks for part in reader.parts(node))
    numbered = enumerate(lines.split("\n"), 1)
    referred = [Tekstavsnitt(f"linje {n}", without_unseen(e.strip())) for n, e in numbered if _REFERENCE.match(e)]  # fmt: skip
    return Lestdokument(parts, tuple(referred), tuple(dict.fromkeys(reader.told)))


class _Markdown:
    """Reads the blocks of a Markdown text, each with its line."""

    def __init__(self) -> None:
        self.told = list[str]()
        self._line = 1

    def parts(self, node: Node, *, punkt: bool = False, depth: int = 0) -> Iterator[Tekstavsnitt | Tabell]:  # fmt: skip
        if depth > MOST_NESTED:
            raise too_much()
        self._line = node.line or self._line
        if node.kind == "table":
            yield Tabell(tuple(map(self._row, node.children)))
        elif node.kind in {"list", "list_item", "blockquote"}:
            inside = punkt or node.kind == "list_item"
            for child in node.children:
                yield from self.parts(child, punkt=inside, depth=depth + 1)
        elif said := self._unstruck(node):
            level = node.level if node.kind == "heading" else 0
            yield Tekstavsnitt(f"linje {self._line}", said, level, punkt=punkt)

    def _row(self, row: Node) -> tuple[Tekstavsnitt, ...]:
        self._line = row.line or self._line
        return tuple(
            Tekstavsnitt(f"linje {self._line}, kolonne {place}", self._unstruck(cell))
            for place, cell in enumerate(row.children, 1)
        )

    def _unstruck(self, node: Node) -> str:
        """Return what a block says; what is struck through is told, and left out."""
        said = self._said(node)
        kept = said if node.kind == "code" else _STRUCK_MD.sub("", said)
        if kept != said:
            self.told.append(f"Linje {self._line}: {STRUCK}")
        return kept.strip()

    def _said(self, node: Node) -> str:
        if node.kind in {"softbreak", "hardbreak"}:
            return "\n"
        if node.kind == "image":
            self.told.append(f"Linje {self._line}: et bilde er ikke lest.")
            return node.text
        inside = node.text + "".join(map(self._said, node.children))
        target = f" ({node.target})" if node.kind == "link" and node.target not in inside else ""
        return without_unseen(inside) + target
