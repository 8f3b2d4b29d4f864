"""The duties of law that come with the program."""

from functools import cache
from pathlib import Path

from sosialplan.files.yaml_reader import parse
from sosialplan.model.lovplikt import Lovplikt, Lovplikter
from sosialplan.reading import read_bytes
from sosialplan.schema.decode import decode

PLIKTER = Path(__file__).resolve().parent.parent / "lov" / "plikter.yaml"


@cache
def lovplikter() -> tuple[Lovplikt, ...]:
    """Return every duty. Raises ValueError where the program's own file is not in order: our fault."""
    value, findings = decode(
        parse(read_bytes(PLIKTER).decode("utf-8")).tree, Lovplikter, PLIKTER.name
    )
    if value is None:
        raise ValueError(findings)
    return value.plikter
