"""What is known where a template is read: names and their types, a loop, a macro; and a field in the template's own words."""

from typing import Any

from jinja2 import nodes

from sosialplan.model.record import Value

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
