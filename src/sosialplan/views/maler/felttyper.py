"""The declared types and fields of what a template is given."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

MAPPINGS = {dict, Mapping}
LISTS = {tuple, list, Sequence, Iterable}


def without_none(kind: Any) -> Any:
    """Return the type of a value that is there: ``X | None`` is X; several kinds are Any."""
    if get_origin(kind) in {Union, UnionType}:
        kinds = [each for each in get_args(kind) if each is not NoneType]
        return without_none(kinds[0]) if len(kinds) == 1 else Any
    return kind


def fields_of(kind: Any) -> Mapping[str, Any] | None:
    """Return the fields of a group and their types; None for what is no group."""
    kind = without_none(kind)
    if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, msgspec.Struct)):
        return _fields(kind)
    return None


@lru_cache(maxsize=256)
def _fields(kind: Any) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    names = (
        [each.name for each in fields(kind)] if is_dataclass(kind) else list(kind.__struct_fields__)
    )
    found = {name: hints[name] for name in names}
    for name, value in vars(kind).items():
        if isinstance(value, property) and value.fget and not name.startswith("_"):
            found[name] = get_type_hints(value.fget).get("return", Any)
    return found


def field_of(kind: Any, name: str) -> Any:
    """Return the type of a field. Raises KeyError where a value of this type has no such field."""
    kind = without_none(kind)
    if kind is Any:
        return Any
    if get_origin(kind) in MAPPINGS:
        return get_args(kind)[1]
    found = fields_of(kind)
    if found is None:
        raise KeyError(name)
    return found[name]


def element_of(kind: Any) -> Any:
    """Return the type of what a loop over it gives; Any where that is not declared."""
    kind = without_none(kind)
    if get_origin(kind) in LISTS:
        return get_args(kind)[0]
    return Any


def item_of(kind: Any) -> Any:
    """Return the type of ``x[…]``: an element of a list, or what a mapping holds."""
    kind = without_none(kind)
    if get_origin(kind) in MAPPINGS:
        return get_args(kind)[1]
    return element_of(kind)


def is_single(kind: Any) -> bool:
    """Tell whether it can be written as it is: neither a group nor a list."""
    kind = without_none(kind)
    many = get_origin(kind) in LISTS | MAPPINGS
    return not many and fields_of(kind) is None
