"""From a tree to a frozen value, or to every fault in its shape."""

from collections.abc import Collection
from typing import Any, TypeVar
from unicodedata import is_normalized

import msgspec

from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.record import Record
from sosialplan.model.skrivemaate import composed

R = TypeVar("R", bound=Record)


def in_one_piece(tree: Any) -> Any:
    """Return a tree with the letters of its keys and words composed, as those of fixed lists are.

    A map that would lose a key by it is left as it is: then one of the keys is told of as unknown.
    """
    if isinstance(tree, str):
        return composed(tree)
    if isinstance(tree, list):
        return [in_one_piece(each) for each in tree]
    if isinstance(tree, dict):
        whole = {composed(key): in_one_piece(value) for key, value in tree.items()}
        return whole if len(whole) == len(tree) else tree
    return tree


def _is_in_one_piece(tree: object) -> bool:
    """Tell at a glance what holds of nearly every tree: that no letter in it is in two pieces."""
    return is_normalized("NFC", msgspec.json.encode(tree).decode("utf-8"))


def decode(tree: object, kind: type[R], file: str) -> tuple[R | None, tuple[Finding, ...]]:
    """Return the value, or None and the findings."""
    try:
        return msgspec.convert(tree, kind), ()
    except msgspec.ValidationError:
        whole = tree if _is_in_one_piece(tree) else in_one_piece(tree)
        if whole is not tree and whole != tree:
            return decode(whole, kind, file)
        from sosialplan.schema.faults import faults_of  # noqa: PLC0415 - only where it is needed

        return None, faults_of(tree, kind, file)


UNKNOWN_KEY = "S201"


def decode_known(tree: object, kind: type[R], file: str) -> tuple[R | None, tuple[Finding, ...]]:
    """Return the value and the findings; keys that are not known are told of, and read past.

    One word too much must not take the rest away from those who look for what is due.
    """
    value, findings = decode(tree, kind, file)
    if value is not None or {each.code for each in findings} != {UNKNOWN_KEY}:
        return value, findings
    known = _without(tree, {each.where for each in findings}, ())
    value, more = decode(known, kind, file)
    return (value, findings) if not more else (None, findings)


def _without(tree: object, keys: Collection[TreePath], at: TreePath) -> object:
    """Return the tree without the keys at these places."""
    if isinstance(tree, dict):
        own = {key: node for key, node in tree.items() if (*at, key) not in keys}
        return {key: _without(node, keys, (*at, key)) for key, node in own.items()}
    if isinstance(tree, list):
        return [_without(node, keys, (*at, place)) for place, node in enumerate(tree)]
    return tree
