"""Read a tree with faults in its shape as far as it can be judged: the rest of its faults are told too.

What does not fit is set to nothing where nothing is allowed, else to something of the right shape.
Nobody but the checks may use what comes of it, and no finding about what was set is told of.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

import msgspec

from sosialplan.model.problems import TreePath, Tvil
from sosialplan.model.record import Record
from sosialplan.schema.decode import UNKNOWN_KEY, decode, in_one_piece
from sosialplan.schema.json_schema import json_schema

R = TypeVar("R", bound=Record)

MISSING_KEY = "S202"
_ROUNDS = 3
"""What was set in the first round may want more in the next; what still does not fit is given up."""
_ANY_DAY = "2026-01-01"
_SHAPES = (
    "ukjent",
    "00000000",
    "8A",
    "12:00",
    "2026-2027",
    "2026-00000",
    "2026-01-01T12:00+01:00",
    "U101",
    "1",
    "0" * 64,
)
"""A word of each form that some field asks for; a test holds that none is forgotten."""


def as_far(tree: object, kind: type[R], file: str) -> tuple[R | None, Tvil]:
    """Return the value as far as it can be judged, None where nothing can, and what is in doubt."""
    tree = in_one_piece(tree)
    schema = json_schema(kind)
    names = [part.removesuffix(".yaml") for part in reversed(file.split("/")[-2:])]
    places: dict[TreePath, frozenset[str]] = {}
    for _ in range(_ROUNDS):
        value, findings = decode(tree, kind, file)
        if value is not None:
            return value, Tvil(file, places)
        setter = _Setter(schema, names, tree)
        for finding in findings:
            if finding.code == UNKNOWN_KEY:
                tree = _changed(tree, finding.where, None, drop=True)
                continue
            key = (finding.values["nøkkel"],) if finding.code == MISSING_KEY else ()
            where = (*finding.where, *key)
            if not where:
                continue
            stand_in = setter.at(where)
            tree = _changed(tree, where, stand_in)
            leading = {step for step in where if isinstance(step, str)}
            places[where] = frozenset(leading | setter.inside(where))
    return None, Tvil(file, places)


def _changed(tree: Any, where: TreePath, value: object, *, drop: bool = False) -> Any:
    """Return the tree with another value at a place that was found in it, or without the place."""
    if not where:
        return value
    step, *rest = where
    if isinstance(tree, list) and isinstance(step, int):
        return [
            *tree[:step],
            _changed(tree[step], tuple(rest), value, drop=drop),
            *tree[step + 1 :],
        ]
    if rest:
        return {**tree, step: _changed(tree.get(step), tuple(rest), value, drop=drop)}
    kept = {key: each for key, each in tree.items() if key != step}
    return kept if drop else {**kept, step: value}


class _Setter:
    """Finds what can stand at a place of one tree."""

    def __init__(self, schema: Mapping[str, Any], names: list[str], tree: Any) -> None:
        self._schema = schema
        self._names = names
        self._tree = tree

    def at(self, where: TreePath) -> Any:
        """Return something of the shape that is wanted at a place."""
        wanted = self._wanted(where)
        return self._of(wanted[0], where) if wanted else None

    def inside(self, where: TreePath) -> set[str]:
        """Return every key that may have stood in what is wanted at a place."""
        found: set[str] = set()
        left = self._wanted(where)
        while left:
            for shape in self._shapes(left.pop()):
                new = {
                    key: each
                    for key, each in shape.get("properties", {}).items()
                    if key not in found
                }
                found |= new.keys()
                left += [*new.values(), *([shape["items"]] if "items" in shape else [])]
        return found

    def _wanted(self, where: TreePath) -> list[Mapping[str, Any]]:
        wanted = [self._schema]
        node = self._tree
        for step in where:
            wanted = [inner for each in wanted for inner in self._inside(each, step, node)]
            node = _step(node, step)
        return wanted

    def _shapes(self, schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        """Yield the plain shapes that a schema allows."""
        if "$ref" in schema:
            yield from self._shapes(self._schema["$defs"][schema["$ref"].rsplit("/", 1)[-1]])
        elif "anyOf" in schema:
            for each in schema["anyOf"]:
                yield from self._shapes(each)
        else:
            yield schema

    def _inside(
        self, schema: Mapping[str, Any], step: str | int, node: Any
    ) -> Iterator[Mapping[str, Any]]:
        """Yield what is wanted one step down, in the shape that the node says it has."""
        for shape in self._shapes(schema):
            if isinstance(step, int):
                yield from [shape["items"]] if "items" in shape else []
            elif step in shape.get("properties", {}) and _is_tagged(shape, node):
                yield shape["properties"][step]

    def _of(self, schema: Mapping[str, Any], where: TreePath) -> Any:
        shapes = list(self._shapes(schema))
        if any("null" in _types(shape) for shape in shapes):
            return None
        shape = shapes[0]
        match _types(shape)[0]:
            case "object":
                return {key: self._of(shape["properties"][key], where) for key in shape["required"]}
            case "array":
                return [self._of(shape["items"], where)] * shape.get("minItems", 0)
            case "integer":
                return shape.get("minimum", 1)
            case "boolean":
                return False
            case _:
                return self._word(shape, where)

    def _word(self, shape: Mapping[str, Any], where: TreePath) -> str:
        if "enum" in shape:
            first: str = shape["enum"][0]
            return first
        if shape.get("format") == "date":
            return nearest_day(self._tree, where)
        pattern = re.compile(shape.get("pattern", ""))
        return next(each for each in (*self._names, *_SHAPES) if pattern.search(each))


def _types(shape: Mapping[str, Any]) -> list[str]:
    named = shape.get("type", "string")
    return [named] if isinstance(named, str) else list(named)


def _is_tagged(shape: Mapping[str, Any], node: Any) -> bool:
    """Tell whether a group with this ``slag`` has this shape."""
    allowed = shape["properties"].get("slag", {}).get("enum")
    slag = node.get("slag") if isinstance(node, dict) else None
    return allowed is None or slag is None or slag in allowed


def _step(node: Any, step: str | int) -> Any:
    if isinstance(node, list) and isinstance(step, int):
        return node[step] if step < len(node) else None
    return node.get(step) if isinstance(node, dict) else None


def nearest_day(tree: object, where: TreePath) -> str:
    """Return the day that the entry before has at the same place, else the one after: entries stand by day."""
    lists = [(i, step) for i, step in enumerate(where) if isinstance(step, int)]
    if lists:
        i, own = lists[-1]
        days = [_at(entry, where[i + 1 :]) for entry in _at(tree, where[:i])]
        around = [*reversed(days[:own]), *days[own + 1 :]]
    else:
        around = list(_at(tree, where[:-1]).values())
    return next((each for each in around if _is_day(each)), _ANY_DAY)


def _at(tree: Any, where: TreePath) -> Any:
    for step in where:
        tree = _step(tree, step)
    return tree


def _is_day(value: object) -> bool:
    try:
        msgspec.convert(value, date)
    except msgspec.ValidationError:
        return False
    return True
