"""JSON Schema (draft 2020-12) of every kind of file, written from the one definition.

The same schema names every fault here and helps the person who writes in an editor.
"""

import json
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import msgspec

from sosialplan.model.aarshjul import Aarshjul
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.fravaerstrapp import Fravaerstrapp
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.importkart import Importkart
from sosialplan.model.klasseliste import Klasseliste
from sosialplan.model.melding import Innboksmelding
from sosialplan.model.moeter import Moetebok, Moeteplan
from sosialplan.model.oppslagsverk import Begreper, Maalliste, Navnebok, Partnere, VageOrd
from sosialplan.model.planpakke import Planpakke
from sosialplan.model.record import Record
from sosialplan.model.regel import Fristregler, Hjemler
from sosialplan.model.sak import Sak
from sosialplan.model.skole import Skole, Skolerute, Valgliste
from sosialplan.model.sletting import Slettede
from sosialplan.model.tilgang import Tilgang
from sosialplan.model.visninger import Visninger

KINDS: dict[str, type[Record]] = {
    "sak": Sak,
    "fravaer": Klassefravaer,
    "moetebok": Moetebok,
    "innboks": Innboksmelding,
    "klasseliste": Klasseliste,
    "skole": Skole,
    "valg": Valgliste,
    "handlingskjede": Handlingskjede,
    "fristregler": Fristregler,
    "hjemler": Hjemler,
    "fravaerstrapp": Fravaerstrapp,
    "aarshjul": Aarshjul,
    "moter": Moeteplan,
    "skolerute": Skolerute,
    "begreper": Begreper,
    "partnere": Partnere,
    "mal": Maalliste,
    "import": Importkart,
    "tilgang": Tilgang,
    "navn": Navnebok,
    "vage_ord": VageOrd,
    "visninger": Visninger,
    "slettet": Slettede,
    "pakke": Planpakke,
}
"""Every kind of file; ``plan/skjema/KIND.schema.json`` is its schema."""

_LAST = "konflikter"
"""The key that no one writes by hand, and that is named after the others."""


def json_schema(kind: type[Record]) -> dict[str, Any]:
    """Return the schema of one kind of file."""
    schema: dict[str, Any] = msgspec.json.schema(kind)
    for definition in schema["$defs"].values():
        definition.pop("description", None)  # the docstring of a class: for us, and in English
        if _LAST in definition.get("properties", {}):
            definition["properties"][_LAST] = definition["properties"].pop(_LAST)
    simplified: dict[str, Any] = _simplify(schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **simplified}


@cache
def schema_files() -> Mapping[str, str]:
    """Return what stands in ``plan/skjema/``: the name and the text of each file."""
    return MappingProxyType(
        {
            f"{name}.schema.json": json.dumps(json_schema(kind), ensure_ascii=False, indent=2)
            + "\n"
            for name, kind in KINDS.items()
        }
    )


def _simplify(node: Any) -> Any:
    """Say "a text or nothing" as a list of types, so that a fault is named where it is."""
    if isinstance(node, list):
        return [_simplify(item) for item in node]
    if not isinstance(node, dict):
        return node
    simple = {key: _simplify(value) for key, value in node.items()}
    options = simple.get("anyOf", [])
    if len(options) == 2 and {"type": "null"} in options:  # noqa: PLR2004 - the value or nothing
        other = next(option for option in options if option != {"type": "null"})
        if "type" in other:
            rest = {key: value for key, value in simple.items() if key != "anyOf"}
            return {**other, **rest, "type": [other["type"], "null"]}
    return simple
