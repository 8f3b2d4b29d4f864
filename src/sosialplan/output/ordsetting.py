"""Both written forms from one template: what is written in bokmål is put into nynorsk, phrase by phrase."""

from collections.abc import Callable
from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from sosialplan.model.record import Value
from sosialplan.output.ordlyd import fraser_i

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
