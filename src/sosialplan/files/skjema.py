"""The schemas in ``plan/skjema/`` by which an editor helps: written by the program, and held against it."""

from collections.abc import Mapping
from pathlib import Path

from sosialplan.files.disk import write_atomically
from sosialplan.reading import is_there, read_bytes
from sosialplan.schema.json_schema import schema_files

SKJEMA = "plan/skjema"


def stale_schemas(root: Path) -> Mapping[str, str]:
    """Return the text that each schema file should have and has not, by its path from the root."""
    wanted = {f"{SKJEMA}/{name}": text for name, text in schema_files().items()}
    return {file: text for file, text in wanted.items() if _held(root / file, root) != text}


def write_schemas(root: Path) -> None:
    """Write every schema file that is missing or of another version."""
    for file, text in stale_schemas(root).items():
        write_atomically(root / file, text)


def _held(path: Path, root: Path) -> str | None:
    """Return a file's text, however its lines end; None for what is missing or no text."""
    try:
        if not is_there(path):
            return None
        return read_bytes(path, root=root).decode("utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        return None
