"""What a template is given: every group as plain values."""

from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from enum import Enum

import msgspec

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
