"""What was handed over in a run: as a table, as CSV, as Markdown, and as plain values."""

from collections.abc import Iterator, Sequence
from datetime import date

from sosialplan.model.sakspapirer import Arkivert
from sosialplan.views.kopier.arkivpakke import Arkivpakke
from sosialplan.views.tabellcelle import tabellrad

FELT = ("sak", "pakke", "dokument", "dato", "versjon", "fil", "sjekksum", "mangler")
"""The columns of ``innhold.csv``. No name stands in it."""


def rader(pakker: Sequence[Arkivpakke]) -> Iterator[dict[str, object]]:
    """Yield a row for each document."""
    for pakke in pakker:
        for post in pakke.poster:
            about = post.arkivert
            yield {
                "sak": pakke.sak,
                "pakke": pakke.mappe,
                "dokument": about.dokument,
                "dato": post.dokumentdato.isoformat(),
                "versjon": about.versjon,
                "fil": post.fil,
                "sjekksum": post.sjekksum,
                "mangler": list(about.mangler),
            }


def som_markdown(pakker: Sequence[Arkivpakke], overskrift: str, today: date) -> str:
    """Return the list that lies with the packages, for those who file them."""
    packages = _so_many(len(pakker), "pakke", "pakker")
    documents = _so_many(sum(len(each.poster) for each in pakker), "dokument", "dokumenter")
    lines = [
        f"# {overskrift}",
        "",
        f"Laget {today.isoformat()}: {packages} med {documents}.",
        "",
        "| Sak | Mappe | Dokument | Dato | Mangler |",
        "| --- | --- | --- | --- | --- |",
        *(tabellrad(_cells(row)) for row in rader(pakker)),
    ]
    return "\n".join(lines) + "\n"


def _cells(row: dict[str, object]) -> tuple[str, ...]:
    lacks = row["mangler"]
    shown = ", ".join(lacks) if isinstance(lacks, list) else ""
    return (*(str(row[each]) for each in ("sak", "pakke", "fil", "dato")), shown or "–")


def dokumentord(arkivert: Arkivert) -> str:
    """Return what a document is called in a list: ``aktivitetsplan, versjon 2``."""
    version = f", versjon {arkivert.versjon}" if arkivert.versjon else ""
    day = f" {arkivert.dato.isoformat()}" if arkivert.dato else ""
    return f"{arkivert.dokument}{day}{version}"


def _so_many(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
