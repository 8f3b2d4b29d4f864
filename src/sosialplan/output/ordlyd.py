"""Both written forms from one template: what is written in bokmål is put into nynorsk, phrase by phrase."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from sosialplan.model import mappeinnhold
from sosialplan.model.elev import Maalform
from sosialplan.model.record import Value
from sosialplan.reading import is_there

NYNORSK = "nn/"
"""How the name of a template begins that is asked for in nynorsk."""
ORDLYD = mappeinnhold.ORDLYD.removeprefix("maler/")
"""The file of phrases, inside the folder of the templates."""

_CELL = re.compile(r"(\n|\|)")
_BEFORE = re.compile(r"(?:<[^<>]*>|[^\w§«])*")
_AFTER = re.compile(r"(?:<[^<>]*>|[\s*_#>(,;:-])*\Z")
_JINJA = re.compile(r"\{[{%#]|[}%#]\}")


def template_in(maalform: Maalform, name: str) -> str:
    """Return the name that a template is asked for by in a form of Norwegian."""
    return f"{NYNORSK}{name}" if maalform is Maalform.NYNORSK else name


def file_of(folders: Iterable[Path], name: str) -> str:
    """Return the file that a template is read from: in nynorsk one of its own, or else the common one."""
    return name if any(is_there(each / name) for each in folders) else name.removeprefix(NYNORSK)


def savnes(frase: str) -> str:
    """Return what is said of a phrase that has no nynorsk."""
    return f"«{frase}» står ikke i {ORDLYD}"


class Ordfeil(Value, frozen=True):
    """A line of the file of phrases that cannot be used, from 1, and what is wrong with it."""

    line: int
    hva: str


class Ordlyd(Value, frozen=True):
    """The phrases of a file by their bokmål, the line of each, and what is wrong in the file."""

    fraser: Mapping[str, str]
    linjer: Mapping[str, int]
    feil: tuple[Ordfeil, ...] = ()


@lru_cache(maxsize=8)
def ordlyd_of(text: str) -> Ordlyd:
    """Read a file of phrases: bokmål at the margin, and its nynorsk indented on the next line.

    ``=`` before a phrase says that it is the same in both; ``#`` begins a note. Each template that is put into
    nynorsk asks for the same few files.
    """
    feil: list[Ordfeil] = []
    fraser: dict[str, str] = {}
    linjer: dict[str, int] = {}
    for line, frase, nynorsk in _pairs(text, feil):
        if frase in fraser:
            feil.append(Ordfeil(line, f"«{frase}» står også på linje {linjer[frase]}."))
        fraser.setdefault(frase, nynorsk)
        linjer.setdefault(frase, line)
    return Ordlyd(fraser, linjer, tuple(feil))


def _pairs(text: str, feil: list[Ordfeil]) -> Iterator[tuple[int, str, str]]:
    """Yield the line of each phrase, its bokmål and its nynorsk; note what is none."""
    alone: tuple[int, str] | None = None
    for line, raw in enumerate([*text.splitlines(), "="], start=1):
        words = " ".join(raw.split())
        if not words or raw.startswith("#"):
            continue
        if raw[0].isspace():
            if _JINJA.search(words):
                feil.append(Ordfeil(line, "En frase er bare tekst, uten {{ }} og {% %}."))
            elif alone is None:
                feil.append(Ordfeil(line, "Linjen over er ingen frase på bokmål."))
            else:
                yield *alone, words
            alone = None
            continue
        if alone is not None:
            feil.append(Ordfeil(alone[0], f"«{alone[1]}» har ingen linje med innrykk under."))
        same = words[1:].strip() if raw.startswith("=") else ""
        alone = None if raw.startswith("=") else (line, words)
        if same:
            yield line, same, same


def fraser_i(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Yield each phrase of a text: lines before it, where it begins and ends, and its words."""
    line, at = 0, 0
    for cell in _CELL.split(text):
        before = _BEFORE.match(cell)
        first = before.end() if before else 0
        after = _AFTER.search(cell, first)
        last = after.start() if after else len(cell)
        words = " ".join(cell[first:last].split())
        if any(each.isalpha() for each in words):
            yield line, at + first, at + last, words
        at += len(cell)
        line += cell == "\n"


FORM = "nynorsk"
"""What a template asks by, where more than the words differs: ``{% if nynorsk %}``."""
_NO_WORDS = frozenset({"rejectattr", "selectattr", "sort"})
"""Filters that take names of fields, and no words that are printed."""
_NAMES = (nodes.Compare, nodes.Test, nodes.Getitem, nodes.Include, nodes.Import, nodes.FromImport,
          nodes.Extends)  # fmt: skip


class Savn(Value, frozen=True):
    """A phrase that has no nynorsk: the line of the template where it stands, from 1, and the words."""

    line: int
    frase: str


class Ordsetting(NodeTransformer):
    """Puts a template into one form: what belongs to the other goes, and phrases are looked up by ``frase``.

    ``frase`` is None where the text stands as it is written. ``savnet`` are the phrases that it has none for.
    """

    def __init__(self, frase: Callable[[str], str | None] | None, *, nynorsk: bool) -> None:
        self.savnet: list[Savn] = []
        self._frase, self._nynorsk = frase, nynorsk

    def visit_If(self, node: nodes.If) -> Any:  # noqa: N802 - jinja2's own name
        """Keep what is written for this form, as it is written; read on in every other choice."""
        asked = _asks(node.test)
        if asked is None:
            return self.generic_visit(node)
        if asked is self._nynorsk:
            return self._as_written(node.body)
        if not node.elif_:
            return self._as_written(node.else_)
        first, *rest = node.elif_
        return self.visit(nodes.If(first.test, first.body, rest, node.else_, lineno=first.lineno))

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Node:  # noqa: N802 - jinja2's own name
        """Keep what is written for this form; read on in every other choice."""
        asked = _asks(node.test)
        if asked is None or node.expr2 is None:
            return self.generic_visit(node)
        chosen = node.expr1 if asked is self._nynorsk else node.expr2
        return self._quiet().visit(chosen)  # type: ignore[no-any-return]  # jinja2 types no visit

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802 - jinja2's own name
        """Answer which form it is."""
        known = node.name == FORM and node.ctx == "load"
        return nodes.Const(self._nynorsk, lineno=node.lineno) if known else node

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.Node:  # noqa: N802 - jinja2's own name
        """Look up the phrases of a text."""
        node.data = self._put(node.data, node.lineno)
        return node

    def visit_Const(self, node: nodes.Const) -> nodes.Node:  # noqa: N802 - jinja2's own name
        """Look up the phrase of a text that an expression writes."""
        if isinstance(node.value, str):
            node.value = self._put(node.value, node.lineno)
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802 - jinja2's own name
        """Look up what a filter writes, and no name of a field that it takes."""
        if node.name not in _NO_WORDS:
            return self.generic_visit(node)
        if node.node is not None:
            node.node = self.visit(node.node)
        return node

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> nodes.Node:
        """Read on in the parts; where texts are compared or name something, none of them is printed."""
        if isinstance(node, _NAMES) and self._frase is not None:
            return self._quiet().generic_visit(node)
        return super().generic_visit(node, *args, **kwargs)

    def _as_written(self, body: list[nodes.Node]) -> list[nodes.Node]:
        return [self._quiet().visit(each) for each in body]

    def _quiet(self) -> "Ordsetting":
        return Ordsetting(None, nynorsk=self._nynorsk)

    def _put(self, text: str, line: int) -> str:
        if self._frase is None:
            return text
        made, at = "", 0
        for after, first, last, words in fraser_i(text):
            found = self._frase(words)
            if found is None:
                self.savnet.append(Savn(line + after, words))
            made += text[at:first] + (words if found is None else found)
            at = last
        return made + text[at:]


def _asks(test: nodes.Node) -> bool | None:
    """Return the form that a choice asks for: True for nynorsk; None where it asks for something else."""
    if isinstance(test, nodes.Not):
        asked = _asks(test.node)
        return None if asked is None else not asked
    return True if isinstance(test, nodes.Name) and test.name == FORM else None
