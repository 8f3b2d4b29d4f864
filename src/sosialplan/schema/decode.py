"""From a tree to a frozen value, or to every fault in its shape.

The quick way first: a tree that fits becomes a value at once. Only one that does not is
held against the JSON Schema, which names all the faults and not just the first.
"""

from typing import TypeVar

import msgspec

from sosialplan.model.problems import Finding
from sosialplan.model.record import Record

R = TypeVar("R", bound=Record)


def decode(tree: object, kind: type[R], file: str) -> tuple[R | None, tuple[Finding, ...]]:
    """Return the value, or None and the findings."""
    try:
        return msgspec.convert(tree, kind), ()
    except msgspec.ValidationError:
        from sosialplan.schema.faults import faults_of  # noqa: PLC0415 - only where it is needed

        return None, faults_of(tree, kind, file)
