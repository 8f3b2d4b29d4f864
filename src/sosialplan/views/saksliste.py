"""Cases shaped for a list: number, chain, class, round, status and the next deadline."""

from collections.abc import Sequence
from datetime import date

from sosialplan.model.frist import VurdertFrist
from sosialplan.model.record import Value
from sosialplan.rules.sakspost import Sakslinje
from sosialplan.rules.vurdering import is_open, is_overdue
from sosialplan.views.fristrader import standing
from sosialplan.views.tabellcelle import Celleslag, fields

TEKST, DAG, HELTALL = Celleslag.TEKST, Celleslag.DAG, Celleslag.HELTALL


class Saksrad(Value, frozen=True):
    """One case in a list. Holds no name."""

    sak: str
    kjede: str
    klasse: str
    opprettet: date
    avsluttet: date | None
    runde: int
    neste: VurdertFrist | None
    forfalt: int
    overlevert: bool = False

    @property
    def status(self) -> str:
        """``åpen``, ``avsluttet``, or ``til-overlevering`` where the pupil leaves the school."""
        if self.avsluttet:
            return "avsluttet"
        return "til-overlevering" if self.overlevert else "åpen"


def row_of(linje: Sakslinje, rows: Sequence[VurdertFrist]) -> Saksrad:
    """Return the list row of a case; ``rows`` are those of the case."""
    asked = [row for row in rows if is_open(row) and row.frist.slag.value == "frist"]
    return Saksrad(
        sak=linje.sak,
        kjede=linje.kjede,
        klasse=linje.klasse,
        opprettet=linje.opprettet,
        avsluttet=linje.avsluttet,
        runde=linje.runde,
        neste=asked[0] if asked else None,
        forfalt=sum(map(is_overdue, rows)),
        overlevert=linje.overlevert,
    )


HEADERS = ("Sak", "Kjede", "Klasse", "Status", "Runde", "Forfalt", "Neste")


def as_cells(row: Saksrad) -> tuple[str, ...]:
    """Return a case as the texts of ``HEADERS``."""
    following = row.neste
    ahead = f"{following.frist.tittel} ({standing(following)})" if following else "–"
    return (
        row.sak, row.kjede, row.klasse, row.status.replace("-", " "), str(row.runde), str(row.forfalt), ahead,
    )  # fmt: skip


FIELDS = fields(
    sak=TEKST, kjede=TEKST, klasse=TEKST, opprettet=DAG, status=TEKST, avsluttet=(DAG, None), runde=HELTALL, forfalt=HELTALL,
    neste_steg=(TEKST, None), neste_frist=(DAG, None),
)  # fmt: skip
"""The keys of ``as_values``, for a table that has no rows too."""


def as_values(row: Saksrad) -> dict[str, object]:
    """Return a case as plain values, without names."""
    return {
        "sak": row.sak,
        "kjede": row.kjede,
        "klasse": row.klasse,
        "opprettet": row.opprettet.isoformat(),
        "status": row.status,
        "avsluttet": row.avsluttet.isoformat() if row.avsluttet else None,
        "runde": row.runde,
        "forfalt": row.forfalt,
        "neste_steg": row.neste.frist.steg if row.neste else None,
        "neste_frist": row.neste.frist.frist.isoformat()
        if row.neste and row.neste.frist.frist
        else None,
    }
