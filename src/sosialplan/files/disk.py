"""The disk: read a file's text with the faults in it, and write it whole or not at all.

The one door through which a case's path becomes text and back.
"""

import os
from pathlib import Path

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value

MAX_BYTES = 1_000_000
_BOM = "\ufeff"


class FileText(Value, frozen=True):
    """What a file holds. ``text`` is None where it cannot be read; ``codes`` are its faults.

    A byte-order mark is taken off the text and kept in ``bom`` for writing.
    """

    text: str | None
    codes: tuple[str, ...] = ()
    bom: str = ""


def read_text(path: Path) -> FileText:
    """Read a file as strict UTF-8, with its line endings as they are."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return FileText(None, ("F102",))
        raw = path.read_bytes()
    except OSError:
        return FileText(None, ("F106",))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return FileText(None, ("F101",))
    bom = _BOM if text.startswith(_BOM) else ""
    text = text.removeprefix(_BOM)
    if not text.strip():
        return FileText(None, ("F103",))
    codes = ("F104",) * bool(bom) + ("F105",) * ("\r\n" in text)
    return FileText(text, codes, bom)


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write a file so that a crash leaves the old or the new content, never a mix.

    Raises ExpectedFailure where the disk says no.
    """
    import tempfile  # noqa: PLC0415 - slow, and only writers need it

    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".sosialplan-", suffix=".tmp")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(path.stat().st_mode if path.exists() else 0o644)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise ExpectedFailure(
            f"Kan ikke skrive filen ({error.strerror or 'ukjent feil'}). Ingenting er endret.",
            "Sjekk at disken ikke er full, og at du har lov til å skrive i mappen.",
        ) from error
