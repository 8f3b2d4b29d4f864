"""The door to DuckDB (the extra ``parquet``): rows of plain values as a Parquet file, with typed columns."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sosialplan.model.failure import ExpectedFailure
from sosialplan.views.tabellcelle import Celleslag, Felter

_TYPES = {
    Celleslag.TEKST: "VARCHAR",
    Celleslag.DAG: "DATE",
    Celleslag.HELTALL: "BIGINT",
    Celleslag.TALL: "DOUBLE",
    Celleslag.JA_NEI: "BOOLEAN",
    Celleslag.LISTE: "VARCHAR[]",
}
_AT_A_TIME = 500
"""So many rows go in at once: one at a time takes ten times as long."""


def as_parquet(fields: Felter, rows: Sequence[Mapping[str, object]], _dag: date) -> bytes:
    """Return rows of plain values as a Parquet file. Raises ExpectedFailure where the extra is not installed.

    Called by ``bounded``: the library writes to a path alone, so the file is made in the worker's own room and read back.
    """
    try:
        import duckdb  # noqa: PLC0415 - an extra, and slow
    except ImportError:
        raise ExpectedFailure(
            "Parquet trenger et tillegg som ikke er installert.",
            "Gå til mappen du hentet programmet i, og skriv: python -m pip install '.[parquet]'",
        ) from None
    columns = ", ".join(f'"{name}" {_TYPES[felt.slag]}' for name, felt in fields.items())
    alone = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": "false",  # nothing is fetched from the net
            "autoload_known_extensions": "false",
            "threads": "1",  # few rows
        },
    )
    with TemporaryDirectory(dir=Path.cwd()) as room, alone as base:
        base.execute(f"CREATE TABLE liste ({columns})")
        one = f"({', '.join('?' * len(fields))})"
        for begun in range(0, len(rows), _AT_A_TIME):
            some = rows[begun : begun + _AT_A_TIME]
            values = [row[name] for row in some for name in fields]
            base.execute(f"INSERT INTO liste VALUES {', '.join([one] * len(some))}", values)  # noqa: S608 - only ? in it
        file = Path(room) / "liste.parquet"
        base.table("liste").write_parquet(str(file))
        return file.read_bytes()
