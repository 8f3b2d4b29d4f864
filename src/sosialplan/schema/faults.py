"""Every fault in a tree's shape, from its JSON Schema. The one door to jsonschema-rs."""

from collections.abc import Iterator
from typing import Any

import jsonschema_rs

from sosialplan.model.nearest import advice
from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.record import Record
from sosialplan.schema.json_schema import json_schema

_TYPES = {
    "string": "en tekst",
    "integer": "et helt tall",
    "number": "et tall",
    "boolean": "true eller false",
    "array": "en liste (en linje for hver, med - foran)",
    "object": "en gruppe med nøkler",
    "null": "ingenting",
}


def faults_of(tree: object, kind: type[Record], file: str) -> tuple[Finding, ...]:
    """Return every fault, in the order of the file's tree."""
    schema = json_schema(kind)
    validator = jsonschema_rs.validator_for(schema, validate_formats=True)
    return tuple(
        finding
        for error in validator.iter_errors(tree)
        for finding in _findings(error, file, schema)
    )


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
            yield from _nearest_shape(kind.context, file, schema)
        case _:
            yield _of_value(error, file, where)


def _unknown_key(file: str, where: TreePath, key: str, known: tuple[str, ...]) -> Finding:
    values = {"forslag": advice(key, known), "lovlige": ", ".join(known)}
    return Finding("S201", file, (*where, key), values, on_key=True)


def _of_value(error: Any, file: str, where: TreePath) -> Finding:
    code, values = _value_fault(error)
    return Finding(code, file, where, values)


def _value_fault(error: Any) -> tuple[str, dict[str, str]]:
    """Return the code of a value that does not fit, and what fills its sentence."""
    kind = error.kind
    match kind.name:
        case "type":
            names = [_TYPES[name] for name in kind.types if name != "null"]
            fault = ("S203", {"ventet": " eller ".join(names)})
        case "enum" | "const":
            options = kind.options if kind.name == "enum" else [kind.expected_value]
            known = [str(option) for option in options if option is not None]
            word = str(error.instance)
            fault = ("S204", {"lovlige": ", ".join(known), "forslag": advice(word, known)})
        case "format":
            fault = ("S205", {})
        case "pattern":
            fault = ("S206", {"ventet": kind.pattern})
        case "minLength" | "maxLength" | "minItems":
            fault = ("S207", {"ventet": f"grensen er {kind.limit}"})
        case "minimum" | "maximum":
            fault = ("S208", {"ventet": f"grensen er {kind.limit}"})
        case _:
            fault = ("S203", {"ventet": "noe annet"})
    return fault


def _nearest_shape(
    context: list[list[Any]], file: str, schema: dict[str, Any]
) -> Iterator[Finding]:
    """Yield the faults of the alternative that the person most likely meant.

    That is the one whose ``slag`` fits, else the one with the fewest faults; an
    alternative that says "nothing" is never what a person meant.
    """
    shapes = [errors for errors in context if not _wants_nothing(errors)] or context
    fitting = [errors for errors in shapes if not any(_is_tag(error) for error in errors)]
    best = min(fitting or shapes, key=len)
    for error in best:
        yield from _findings(error, file, schema)


def _wants_nothing(errors: list[Any]) -> bool:
    return any(error.kind.name == "type" and error.kind.types == ["null"] for error in errors)


def _is_tag(error: Any) -> bool:
    return bool(error.instance_path) and error.instance_path[-1] == "slag"


def _properties(error: Any, schema: dict[str, Any]) -> tuple[str, ...]:
    """Return the keys that are known at the place of an unknown one."""
    node: Any = schema
    for step in error.schema_path[:-1]:
        node = node[step]
        if isinstance(node, dict) and "$ref" in node and "properties" not in node:
            node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    return tuple(node.get("properties", ()))
