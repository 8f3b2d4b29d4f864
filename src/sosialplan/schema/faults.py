"""Every fault in a tree's shape, from its JSON Schema. The one door to jsonschema-rs."""

from collections.abc import Iterator
from typing import Any

import jsonschema_rs

from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.record import Record
from sosialplan.schema.json_schema import json_schema
from sosialplan.model.nearest import advice

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
    kind = error.kind
    match kind.name:
        case "type":
            names = [_TYPES[name] for name in kind.types if name != "null"]
            return Finding("S203", file, where, {"ventet": " eller ".join(names)})
        case "enum":
            known = [str(option) for option in kind.options if option is not None]
            values = {"lovlige": ", ".join(known), "forslag": advice(str(error.instance), known)}
            return Finding("S204", file, where, values)
        case "format":
            return Finding("S205", file, where)
        case "pattern":
            return Finding("S206", file, where, {"ventet": kind.pattern})
        case "minLength" | "maxLength" | "minItems":
            return Finding("S207", file, where, {"ventet": f"grensen er {kind.limit}"})
        case "minimum" | "maximum":
            return Finding("S208", file, where, {"ventet": f"grensen er {kind.limit}"})
        case "const":
            return Finding(
                "S204", file, where, {"lovlige": str(kind.expected_value), "forslag": ""}
            )
    return Finding("S203", file, where, {"ventet": "noe annet"})


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
