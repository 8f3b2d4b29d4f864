"""Reads a template without filling it, and holds each field it asks for against what it is given.

Every branch is read, also the ones that no case has reached yet. A macro is read with what it is
called with; one that nobody calls is read with anything.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError, nodes

from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import advice
from sosialplan.output.ordlyd import file_of, savnes
from sosialplan.output.template_files import NAME, UnreadableTemplate
from sosialplan.output.template_sandbox import (
    KEPT_FILTERS,
    WordlessTemplate,
    environment_of,
)
from sosialplan.views.maler.felttyper import element_of, field_of, fields_of, is_single, item_of

_FILTERS = frozenset({*KEPT_FILTERS, "join", "stor"})
_SAME = frozenset({"list", "rejectattr", "selectattr", "sort"})
_ONE_OF = frozenset({"first", "last"})
_BY_FIELD = frozenset({"rejectattr", "selectattr"})

_MOST_FETCHES = 1_000
"""So many times one document fetches a file at most."""


class Malfeil(Value, frozen=True):
    """A fault in a template: its file inside the folder, the line from 1, the code and its words."""

    file: str
    line: int
    code: str
    values: tuple[tuple[str, str], ...] = ()


Scope = dict[str, Any]


class Loekke(Value, frozen=True):
    """What jinja2 tells of a loop while it runs."""

    index: int
    index0: int
    revindex: int
    revindex0: int
    first: bool
    last: bool
    length: int
    depth: int
    depth0: int
    previtem: Any
    nextitem: Any
    changed: Any
    cycle: Any


class Makro(Value, frozen=True):
    """A macro: where it stands, its node, and the names that it sees there."""

    file: str
    node: Any
    around: dict[str, Any]


def faults_in(
    folder: Path, name: str, given: Mapping[str, Any], ellers: Path | None = None
) -> tuple[Malfeil, ...]:
    """Return every fault of a template and of what it fetches, by place and each once.

    What the folder lacks is read from ``ellers``, as when the template is filled.
    """
    target = NAME.fullmatch(name)
    folders = (folder,) if ellers is None else (folder, ellers)
    reader = _Reader(folders, target[1] if target else "md")
    reader.read(name, dict(given))
    reader.read_uncalled()
    return tuple(
        sorted(reader.found, key=lambda each: (each.file, each.line, each.code, each.values))
    )


class _Reader:
    """Walks a template; ``found`` are its faults."""

    def __init__(self, folders: tuple[Path, ...], target: str) -> None:
        self.found: set[Malfeil] = set()
        self._environment = environment_of(folders, target)
        self._folders = folders
        self._called: set[tuple[str, str, str]] = set()
        self._macros: dict[tuple[str, str], Makro] = {}
        self._within: tuple[str, ...] = ()
        self._left = _MOST_FETCHES

    def read(self, name: str, scope: Scope) -> Scope:
        """Read one file in a scope, and return the scope as it is after it."""
        file = file_of(self._folders, name)
        try:
            tree = self._tree(name)
        except WordlessTemplate as fault:
            for each in fault.missing:
                self._tell(file, each.line, "V716", frase=each.frase, hva=f" {savnes(each.frase)}.")
            tree = fault.tree
        except UnreadableTemplate as fault:
            self._tell(file_of(self._folders, fault.name or name), fault.lineno, fault.code)
            return scope
        except TemplateSyntaxError as fault:
            self._tell(file, fault.lineno, "V701")
            return scope
        around, self._within = self._within, (*self._within, name)
        self._body(tree.body, file, scope)
        self._within = around
        return scope

    def read_uncalled(self) -> None:
        """Read the macros that nothing has called, with anything; also those that stand in one of them."""
        called = {(file, name) for file, name, _ in self._called}
        while left := self._macros.keys() - called:
            for each in left:
                macro = self._macros[each]
                given = {arg.name: Any for arg in macro.node.args}
                self._body(macro.node.body, macro.file, {**macro.around, **given, "caller": Any})
            called |= left

    def _tree(self, name: str) -> nodes.Template:
        loader = self._environment.loader
        if loader is None:
            raise TemplateNotFound(name)
        source, _, _ = loader.get_source(self._environment, name)
        return self._environment.parse(source, name)

    def _tell(self, file: str, line: int, code: str, **values: str) -> None:
        self.found.add(Malfeil(file, line, code, tuple(values.items())))

    def _body(self, body: list[nodes.Node], file: str, scope: Scope) -> None:
        for node in body:
            self._statement(node, file, scope)

    def _statement(self, node: nodes.Node, file: str, scope: Scope) -> None:
        """Read a statement by its kind, as ``_read_for``; of other kinds each part."""
        kind = type(node).__name__.lower()
        getattr(self, f"_read_{kind}", self._read_rest)(node, file, scope)

    def _read_rest(self, node: nodes.Node, file: str, scope: Scope) -> None:
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Expr):
                self._type(child, file, scope)
            else:
                self._statement(child, file, scope)

    def _read_output(self, node: nodes.Output, file: str, scope: Scope) -> None:
        for each in node.nodes:
            if not isinstance(each, nodes.TemplateData):
                self._written(each, file, scope)

    def _read_for(self, node: nodes.For, file: str, scope: Scope) -> None:
        inner = {**scope, "loop": Loekke}
        inner |= targets(node.target, element_of(self._type(node.iter, file, scope)))
        if node.test is not None:
            self._type(node.test, file, inner)
        self._body(node.body, file, inner)
        self._body(node.else_, file, dict(scope))

    def _read_assign(self, node: nodes.Assign, file: str, scope: Scope) -> None:
        scope |= targets(node.target, self._type(node.node, file, scope))

    def _read_assignblock(self, node: nodes.AssignBlock, file: str, scope: Scope) -> None:
        self._body(node.body, file, dict(scope))
        scope |= targets(node.target, str)

    def _read_macro(self, node: nodes.Macro, file: str, scope: Scope) -> None:
        scope[node.name] = self._macros[file, node.name] = Makro(file, node, scope)

    def _read_callblock(self, node: nodes.CallBlock, file: str, scope: Scope) -> None:
        self._type(node.call, file, scope)
        self._body(node.body, file, {**scope, **{each.name: Any for each in node.args}})

    def _read_include(self, node: nodes.Include, file: str, scope: Scope) -> None:
        self._fetched(node, file, scope)

    def _read_fromimport(self, node: nodes.FromImport, file: str, scope: Scope) -> None:
        names = [each if isinstance(each, tuple) else (each, each) for each in node.names]
        module = self._fetched(node, file, {})
        scope |= {alias: module.get(name, Any) for name, alias in names}

    def _fetched(self, node: nodes.Include | nodes.FromImport, file: str, scope: Scope) -> Scope:
        asked = node.template.value if isinstance(node.template, nodes.Const) else ""
        name = self._environment.join_path(str(asked), self._within[-1])
        self._left -= 1
        if name in self._within or self._left < 0:
            self._tell(file, node.lineno, "V711")
            return {}
        try:
            return self.read(name, dict(scope))
        except TemplateNotFound:
            known = sorted(
                {
                    each.relative_to(folder).as_posix()
                    for folder in self._folders
                    for each in folder.rglob("*.j2")
                }
            )
            self._tell(
                file, node.lineno, "V704", navn=str(asked), forslag=advice(str(asked), known)
            )
            return {}

    def _written(self, node: nodes.Expr, file: str, scope: Scope) -> None:
        if isinstance(node, nodes.TemplateData):
            return
        kind = self._type(node, file, scope)
        if not isinstance(kind, Makro) and not is_single(kind):
            self._tell(file, node.lineno, "V705", felt=words_of(node))

    def _type(self, node: nodes.Node, file: str, scope: Scope) -> Any:
        """Return the type of an expression by its kind, and tell of what is wrong in it."""
        kind = type(node).__name__.lower()
        return getattr(self, f"_type_of_{kind}", self._type_of_rest)(node, file, scope)

    def _type_of_rest(self, node: nodes.Node, file: str, scope: Scope) -> Any:
        for child in node.iter_child_nodes():
            self._type(child, file, scope)
        return Any

    def _type_of_const(self, node: nodes.Const, _file: str, _scope: Scope) -> Any:
        return type(node.value)

    def _type_of_name(self, node: nodes.Name, file: str, scope: Scope) -> Any:
        if node.name not in scope and node.name not in {"loop", "caller"}:
            self._unknown(node, file, node.name, scope)
        return scope.get(node.name, Any)

    def _type_of_getitem(self, node: nodes.Getitem, file: str, scope: Scope) -> Any:
        kind = self._type(node.node, file, scope)
        self._type(node.arg, file, scope)
        return item_of(kind)

    def _type_of_condexpr(self, node: nodes.CondExpr, file: str, scope: Scope) -> Any:
        self._type(node.test, file, scope)
        kinds = [self._type(each, file, scope) for each in (node.expr1, node.expr2) if each]
        return kinds[0] if kinds.count(kinds[0]) == len(kinds) else Any

    def _type_of_getattr(self, node: nodes.Getattr, file: str, scope: Scope) -> Any:
        kind = self._type(node.node, file, scope)
        try:
            return field_of(kind, node.attr)
        except KeyError:
            self._unknown(node, file, words_of(node), fields_of(kind) or {})
            return Any

    def _unknown(self, node: nodes.Expr, file: str, words: str, known: Mapping[str, Any]) -> None:
        near = advice(words.rpartition(".")[2], known)
        self._tell(file, node.lineno, "V702", felt=words, forslag=near)

    def _type_of_filter(self, node: nodes.Filter, file: str, scope: Scope) -> Any:
        kind = self._type(node.node, file, scope) if node.node else Any
        for each in node.args:
            self._type(each, file, scope)
        if node.name not in _FILTERS:
            self._tell(file, node.lineno, "V703")
        if node.name in _BY_FIELD and node.args and isinstance(node.args[0], nodes.Const):
            name = str(node.args[0].value)
            known = fields_of(element_of(kind))
            if known is not None and name not in known:
                self._unknown(node, file, name, known)
        if node.name in _SAME:
            return kind
        if node.name in _ONE_OF:
            return element_of(kind)
        return kind if node.name == "default" and is_single(kind) else Any

    def _type_of_call(self, node: nodes.Call, file: str, scope: Scope) -> Any:
        target = self._type(node.node, file, scope)
        kinds = [self._type(each, file, scope) for each in node.args]
        named = {each.key: self._type(each.value, file, scope) for each in node.kwargs}
        if not isinstance(target, Makro):
            if target is not Any:
                self._tell(file, node.lineno, "V703")
            return Any
        macro = target.node
        words = [each.name for each in macro.args]
        inner = dict.fromkeys(words, Any) | dict(zip(words, kinds, strict=False)) | named
        mark = (target.file, macro.name, repr(sorted(inner.items(), key=lambda each: each[0])))
        if mark not in self._called:
            self._called.add(mark)
            self._body(macro.body, target.file, {**target.around, **inner, "caller": Any})
        return Any


def targets(target: nodes.Node, kind: Any) -> Scope:
    """Return the names that an assignment or a loop sets; of several, none is known."""
    if isinstance(target, nodes.Name):
        return {target.name: kind}
    return {each.name: Any for each in target.find_all(nodes.Name)}


def words_of(node: nodes.Node) -> str:
    """Return a field as the template writes it: ``plan.hode.elev``."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{words_of(node.node)}.{node.attr}"
        case nodes.Filter() if node.node is not None:
            return words_of(node.node)
        case _:
            return "…"
