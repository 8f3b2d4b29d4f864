"""What a template is given as plain values, and what is known where it is read: names, loops, macros."""

from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from typing import Any

import msgspec
from jinja2 import nodes

from sosialplan.model.record import Value
from sosialplan.views.maler.felttyper import fields_of


class Malgruppe:
    """The fields of a group, as attributes."""

    def __init__(self, fields: Mapping[str, object]) -> None:
        self.__dict__.update(fields)


def snapshot(value: object) -> object:
    """Return a value with every group in it as its fields and properties, lists as tuples."""
    match value:
        case Enum():
            return snapshot(value.value)
        case None | str() | int() | float() | date() | Malgruppe():
            return value
        case Mapping():
            return {key: snapshot(each) for key, each in value.items()}
        case list() | tuple() | set() | frozenset():
            return tuple(snapshot(each) for each in value)
    if is_dataclass(value) or isinstance(value, msgspec.Struct):
        names = fields_of(type(value)) or {}
        return Malgruppe({name: snapshot(getattr(value, name)) for name in names})
    raise TypeError(type(value).__name__)


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
