"""Trees of every kind of file, made from its JSON Schema. Every text in them is invented."""

import re
from collections.abc import Iterator
from typing import Any

from sosialplan.model.problems import TreePath

PLAIN = "Oppdiktet tekst"
_EXAMPLES = (
    "0123456789abcdef" * 4,
    "oppdiktet",
    "abcd2345",
    "2026-7KQ2H",
    "8B",
    "post@eksempel.no",
    "offl. § 13",
    "2026/1234",
    "logo.png",
    "000 000 000",
    "23 05 00 00",
    "2026-2027",
    "8-10",
    "2026-10-12T14:05Z",
    "1435",
    "U101",
    "14:30",
)
"""One for each form that a text can have."""


def full_tree(schema: dict[str, Any], text: str = PLAIN) -> Any:
    """Return a tree with every key of its kind, one item in each list, and ``text`` for texts."""
    return _tree(schema, schema, text)


def _tree(node: dict[str, Any], schema: dict[str, Any], text: str) -> Any:
    """Return what fits a part of the schema."""
    node = _resolved(node, schema)
    if "enum" in node:
        return node["enum"][0]
    kind = node.get("type", "string")  # without a type anything at all
    match kind if isinstance(kind, str) else kind[0]:
        case "object":
            return {key: _tree(each, schema, text) for key, each in node["properties"].items()}
        case "array":
            return [_tree(node["items"], schema, text)]
        case "string":
            return _string(node, text)
        case "integer":
            return node.get("minimum", 1)
        case _:
            return True


def _resolved(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Return the shape itself, of several the first."""
    while "anyOf" in node or "$ref" in node:
        if "anyOf" in node:
            node = node["anyOf"][0]
        else:
            node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    return node


def _string(node: dict[str, Any], text: str) -> str:
    if node.get("format") == "date":
        return "2026-10-12"
    if "pattern" in node:
        return next(each for each in _EXAMPLES if re.search(node["pattern"], each))
    return text


def paths(tree: Any, path: TreePath = ()) -> Iterator[TreePath]:
    """Yield the way to every node of a tree, the root first."""
    yield path
    if isinstance(tree, dict):
        for key, node in tree.items():
            yield from paths(node, (*path, key))
    elif isinstance(tree, list):
        for position, node in enumerate(tree):
            yield from paths(node, (*path, position))


def at(tree: Any, path: TreePath) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def with_value(tree: Any, path: TreePath, value: Any) -> Any:
    """Return the tree with another value at the path; what is not on the way there is shared."""
    if not path:
        return value
    return _other(tree, path[0], with_value(tree[path[0]] if path[1:] else None, path[1:], value))


def _other(tree: Any, step: str | int, node: Any) -> Any:
    """Return a tree with one node put in the place of another; the rest is shared."""
    copy = tree.copy()
    copy[step] = node
    return copy


def without(tree: Any, path: TreePath) -> Any:
    """Return the tree without the node at the path, which is not the root."""
    if path[1:]:
        return _other(tree, path[0], without(tree[path[0]], path[1:]))
    copy = tree.copy()
    del copy[path[0]]
    return copy
