"""Every fault in a tree's shape, from its JSON Schema. The one door to jsonschema-rs."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

import jsonschema_rs
import msgspec

from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.record import Record
from sosialplan.model.skrivemaate import advice
from sosialplan.schema.json_schema import json_schema

_TYPES = {
    "string": "en tekst",
    "integer": "et helt tall",
    "boolean": "true eller false",
    "array": "en liste (en linje for hver, med - foran)",
    "object": "en gruppe med nøkler",
}
_LIMITS = {
    "minLength": ("S207", "minst {} tegn"),
    "maxLength": ("S207", "høyst {} tegn"),
    "minItems": ("S207", "minst {} i listen"),
    "minimum": ("S208", "minst {}"),
    "maximum": ("S208", "høyst {}"),
}
MOST_TOLD = 50
"""So many faults of one file are told of."""
_NO_WHOLE_NUMBER = 0.5
_TAG = "slag"


def faults_of(tree: object, kind: type[Record], file: str) -> tuple[Finding, ...]:
    """Return the faults in the tree, in no order; of very many the first, and that there are more."""
    schema, validator = _judge_of(kind)
    every = (
        finding
        for error in validator.iter_errors(_with_plain_floats(tree))
        for finding in _findings(error, file, schema)
    )
    found = tuple(islice(every, MOST_TOLD + 1))
    if len(found) <= MOST_TOLD:
        return found
    return (*found[:MOST_TOLD], Finding("S209", file, (), {"antall": str(MOST_TOLD)}))


@cache
def _judge_of(kind: type[Record]) -> tuple[dict[str, Any], Any]:
    """Return the schema of a kind of file, and what holds trees against it."""
    schema = json_schema(kind)
    formats = {"date": _is_date}
    return schema, jsonschema_rs.validator_for(schema, validate_formats=True, formats=formats)


def _is_date(text: str) -> bool:
    """Judge a date as the reading does, which knows no year 0."""
    try:
        msgspec.convert(text, date)
    except msgspec.ValidationError:
        return False
    return True


def _with_plain_floats(tree: Any) -> Any:
    """Return the tree with each float as one that JSON has and that is no whole number.

    JSON Schema takes 1.0 for an integer and the reading does not; no field holds a float.
    """
    if isinstance(tree, dict):
        return {key: _with_plain_floats(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_with_plain_floats(value) for value in tree]
    return _NO_WHOLE_NUMBER if isinstance(tree, float) else tree


def _findings(error: Any, file: str, schema: dict[str, Any]) -> Iterator[Finding]:
    """Name one error; where one of several shapes was wanted, those of the nearest shape."""
    where: TreePath = tuple(error.instance_path)
    kind = error.kind
    match kind.name:
        case "additionalProperties":
            for key in kind.unexpected:
                yield _unknown_key(file, where, key, _properties(error, schema))
        case "required":
            yield Finding("S202", file, where, {"nøkkel": kind.property})
        case "anyOf":
            yield from _nearest_shape(where, kind.context, file, schema)
        case "minimum" | "maximum" if isinstance(error.instance, float):
            pass  # its type is a fault already
        case _:
            code, values = _value_fault(error, schema)
            yield Finding(code, file, where, values)


def _unknown_key(file: str, where: TreePath, key: str, known: tuple[str, ...]) -> Finding:
    values = {"forslag": advice(key, known), "lovlige": ", ".join(known)}
    return Finding("S201", file, (*where, key), values, on_key=True)


def _value_fault(error: Any, schema: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """Return the code of a value that does not fit, and what fills its sentence."""
    kind = error.kind
    match kind.name:
        case "type":
            return "S203", {"ventet": _wanted(kind.types)}
        case "enum":
            return "S204", _choice(error.instance, kind.options)
        case "format":
            return "S205", {}
        case "pattern":
            return "S206", {"ventet": _form(error, schema)}
        case _:
            code, words = _LIMITS[kind.name]
            return code, {"ventet": words.format(kind.limit)}


def _wanted(types: list[str]) -> str:
    return " eller ".join(_TYPES[name] for name in types if name != "null")


def _choice(word: object, options: list[str]) -> dict[str, str]:
    near = advice(word, options) if isinstance(word, str) else ""
    return {"lovlige": ", ".join(options), "forslag": near}


def _nearest_shape(
    where: TreePath, context: list[list[Any]], file: str, schema: dict[str, Any]
) -> Iterator[Finding]:
    """Yield the faults of the alternative that the person most likely meant.

    That is the one whose ``slag`` fits; without any, what is wrong is ``slag`` itself or the
    type of the value. "Nothing" is never what a person meant to write.
    """
    shapes = [errors for errors in context if _types(errors, where) != ["null"]]
    right_type = [errors for errors in shapes if not _types(errors, where)]
    if not right_type:
        types = dict.fromkeys(name for errors in shapes for name in _types(errors, where))
        yield Finding("S203", file, where, {"ventet": _wanted(list(types))})
        return
    tags = [error for errors in right_type for error in errors if _is_about_tag(error, where)]
    if len(tags) == len(right_type):
        yield _tag_fault(tags, file, where)
        return
    fitting = [errors for errors in right_type if not any(error in tags for error in errors)]
    for error in fitting[0]:
        yield from _findings(error, file, schema)


def _types(errors: list[Any], where: TreePath) -> list[str]:
    """Return the types that a shape wanted of the value itself, where it is of another."""
    return [
        name
        for error in errors
        if error.kind.name == "type" and tuple(error.instance_path) == where
        for name in error.kind.types
    ]


def _is_about_tag(error: Any, where: TreePath) -> bool:
    missing = error.kind.name == "required" and error.kind.property == _TAG
    return missing or tuple(error.instance_path) == (*where, _TAG)


def _tag_fault(tags: list[Any], file: str, where: TreePath) -> Finding:
    """Say that ``slag`` is missing, or which ones there are to choose from."""
    if tags[0].kind.name == "required":
        return Finding("S202", file, where, {"nøkkel": _TAG})
    options = [option for error in tags for option in error.kind.options]
    return Finding("S204", file, (*where, _TAG), _choice(tags[0].instance, options))


def _properties(error: Any, schema: dict[str, Any]) -> tuple[str, ...]:
    """Return the keys that are known at the place of an unknown one."""
    return tuple(_schema_at(error, schema)["properties"])


def _form(error: Any, schema: dict[str, Any]) -> str:
    """Return the sentence about the form that was wanted; editors show it too."""
    wanted: str = _schema_at(error, schema)["patternErrorMessage"]
    return wanted


def _schema_at(error: Any, schema: dict[str, Any]) -> Any:
    """Return the part of the schema that an error speaks of."""
    node: Any = schema
    for step in error.schema_path[:-1]:
        node = node[step]
    return node
