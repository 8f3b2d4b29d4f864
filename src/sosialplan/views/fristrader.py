"""Deadlines shaped for a reader: chosen, as table cells, as rows of plain values."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from sosialplan.model.frist import BESLUTNING, MELDER, Frist, Status, VurdertFrist
from sosialplan.model.handlingskjede import Slag
from sosialplan.model.record import Value
from sosialplan.model.skole import Person, Skole, has_role, leads
from sosialplan.model.skrivemaate import fold
from sosialplan.rules.vurdering import TRINN, is_open
from sosialplan.views.datoer import kort_dato
from sosialplan.views.tabellcelle import Celleslag, fields, tabellrad


class Utvalg(Value, frozen=True):
    """Which rows a reader wants; None and empty mean all. ``person`` wants what her posts answer for.

    ``eskalert`` wants what went up because nobody did it, and of a role what went up to it.
    """

    rolle: str | None = None
    klasse: str | None = None
    kjede: str | None = None
    innen: timedelta | None = None
    status: tuple[Status, ...] = ()
    alle: bool = False
    person: Person | None = None
    eskalert: bool = False

    @property
    def only_open(self) -> bool:
        """Whether what is done is of no interest."""
        return not self.status and not self.alle


def choose(
    rows: Iterable[VurdertFrist], utvalg: Utvalg, i_dag: date, skole: Skole
) -> tuple[VurdertFrist, ...]:
    """Return the rows that are wanted; without a wish for a status, those that still ask something.

    A way that is open comes after all that must be done: it stands there for ever.
    """
    found = [row for row in rows if _wanted(row, utvalg, i_dag, skole)]
    return tuple(sorted(found, key=lambda row: row.frist.slag is Slag.AAPNING))


def _wanted(row: VurdertFrist, utvalg: Utvalg, i_dag: date, skole: Skole) -> bool:
    frist = row.frist
    near = utvalg.innen is None or (frist.frist is not None and frist.frist <= i_dag + utvalg.innen)
    stands = row.status in utvalg.status if utvalg.status else utvalg.alle or is_open(row)
    return (
        stands
        and near
        and (not utvalg.eskalert or bool(row.eskalert_til))
        and (utvalg.rolle is None or _is_of_role(utvalg, row, skole))
        and (utvalg.klasse is None or fold(utvalg.klasse) == fold(frist.klasse or ""))
        and (utvalg.kjede is None or fold(utvalg.kjede) == fold(frist.kjede or ""))
        and (utvalg.person is None or _is_of(utvalg.person, row, skole))
    )


def _is_of_role(utvalg: Utvalg, row: VurdertFrist, skole: Skole) -> bool:
    owners = () if utvalg.eskalert else row.frist.ansvarlig
    people = {fold(each) for each in (*owners, *row.eskalert_til)}
    return not people.isdisjoint(_with_groups(utvalg.rolle or "", skole))


def _with_groups(rolle: str, skole: Skole) -> frozenset[str]:
    """Return a role and the groups that it belongs to, folded: what the leadership must do, each of them must."""
    wanted = fold(rolle)
    groups = (each.rolle for each in skole.roller if wanted in map(fold, each.omfatter))
    return frozenset({wanted, *map(fold, groups)})


def is_raised_to(person: Person, row: VurdertFrist, skole: Skole) -> bool:
    """Tell whether a row is a person's only because it went up to one of her roles."""

    def among(roles: Iterable[str]) -> bool:
        return any(has_role(person, rolle, skole, row.frist.klasse) for rolle in roles)

    came_up = among(row.eskalert_til) or leads(person)
    return came_up and not among(row.frist.ansvarlig)


def _is_of(person: Person, row: VurdertFrist, skole: Skole) -> bool:
    """Tell whether a row is one person's: of a role held for its class, or of a group that the role belongs to.

    What is asked of a role that nobody has is the leadership's from the first day, or it would be nobody's.
    """
    named = (*row.frist.ansvarlig, *row.eskalert_til)
    if any(has_role(person, rolle, skole, row.frist.klasse) for rolle in named):
        return True
    return leads(person) and _is_vacant(row.frist.ansvarlig, row.frist.klasse, skole)


def _is_vacant(named: Sequence[str], klasse: str | None, skole: Skole) -> bool:
    """Tell whether roles are those of persons at the school, and nobody has any of them for the class."""
    own = [each for each in skole.roller if each.rolle in named]
    if not own or any(each.gruppe or each.omfatter or not each.ved_skolen for each in own):
        return False
    wanted = {each.rolle for each in own}
    held = (verv for person in skole.personer for verv in person.verv if verv.rolle in wanted)
    return not any(klasse is None or skole.covers(verv, klasse) for verv in held)


TEKST, DAG, HELTALL, LISTE = Celleslag.TEKST, Celleslag.DAG, Celleslag.HELTALL, Celleslag.LISTE
FIELDS = fields(
    id=TEKST, slag=TEKST, sak=(TEKST, None), kjede=(TEKST, None), klasse=(TEKST, None), steg=(TEKST, None),
    tiltak=(TEKST, None), tittel=TEKST, frist=(DAG, None), status=TEKST, dager=(HELTALL, None), ansvarlig=LISTE,
    eskalert_til=LISTE, grunnlag=TEKST, hjemmel=(TEKST, None), forklaring=TEKST, uten=LISTE, av_skjermet=LISTE,
    bortfall=(TEKST, None),
)  # fmt: skip
"""The keys of ``as_values``, for a table that has no rows too."""


def as_values(row: VurdertFrist) -> dict[str, object]:
    """Return a row as plain values: the stable form of JSON and CSV. No personal data."""
    from sosialplan.views.forklaring import sentence  # noqa: PLC0415 - not for a table

    frist = row.frist
    return {
        "id": frist.id,
        "slag": frist.slag.value,
        "sak": frist.sak,
        "kjede": frist.kjede,
        "klasse": frist.klasse,
        "steg": frist.steg,
        "tiltak": frist.tiltak,
        "tittel": frist.tittel,
        "frist": frist.frist.isoformat() if frist.frist else None,
        "status": row.status.value,
        "dager": row.dager,
        "ansvarlig": list(frist.ansvarlig),
        "eskalert_til": list(row.eskalert_til),
        "grunnlag": frist.forklaring.grunnlag.value,
        "hjemmel": frist.forklaring.hjemmel,
        "forklaring": sentence(frist.forklaring),
        "uten": list(frist.uten),
        "av_skjermet": list(frist.av_skjermet),
        "bortfall": frist.bortfall.hvorfor if frist.bortfall else None,
    }


def without_day(rows: Iterable[VurdertFrist]) -> str:
    """Say how many rows have no day, and so stand in no calendar; empty where all have one."""
    many = sum(row.frist.frist is None for row in rows)
    if many == 0:
        return ""
    what = "1 frist har" if many == 1 else f"{many} frister har"
    return f"{what} ingen dag, for skoleruten er ikke kjent: sosialplan frister"


HEADERS = ("Frist", "Status", "Sak", "Hva", "Hvem", "Grunnlag")


def as_cells(row: VurdertFrist, *, detaljer: bool = False) -> tuple[str, str, str, str, str, str]:
    """Return a row as the texts of ``HEADERS``; with the details which decision of a meeting it is, by its id."""
    frist = row.frist
    decided = f" ({frist.id.rsplit('/', 1)[-1]})" if detaljer and frist.steg == BESLUTNING else ""
    return (
        kort_dato(frist.frist) if frist.frist else "ukjent",
        standing(row),
        frist.sak or frist.klasse or "",
        f"{_what(frist)}{decided}",
        who(row),
        frist.forklaring.grunnlag.value,
    )


_MANY = 3
"""So many classes at least that lack the same are one row."""


def gathered(rows: Iterable[VurdertFrist]) -> tuple[tuple[VurdertFrist, ...], ...]:
    """Return the rows, those of a duty that many classes lack alike together, where the first of them stands.

    A row of a case is always alone.
    """
    known = tuple(rows)
    groups: dict[tuple[str, str, str], list[VurdertFrist]] = {}
    for row in known:
        if (duty := _duty(row)) is not None:
            groups.setdefault(duty, []).append(row)
    return tuple(_parts(known, groups))


def _duty(row: VurdertFrist) -> tuple[str, str, str] | None:
    """Return what rows of one duty have in common; None for every other row."""
    frist = row.frist
    if frist.slag is not Slag.PLIKT or frist.klasse is None:
        return None
    return frist.steg, frist.tittel, row.status.value


def _parts(
    rows: Iterable[VurdertFrist], groups: Mapping[tuple[str, str, str], Sequence[VurdertFrist]]
) -> Iterator[tuple[VurdertFrist, ...]]:
    for row in rows:
        duty = _duty(row)
        group = (row,) if duty is None else groups[duty]
        if len(group) < _MANY:
            yield (row,)
        elif row is group[0]:
            yield tuple(group)


def as_gathered(
    rows: tuple[VurdertFrist, ...], *, detaljer: bool = False
) -> tuple[str, str, str, str, str, str]:
    """Return rows that belong together as the texts of ``HEADERS``: the first of them, and how many classes."""
    day, stands, of, what, people, ground = as_cells(rows[0], detaljer=detaljer)
    return day, stands, f"{len(rows)} klasser" if len(rows) > 1 else of, what, people, ground


def not_kept(frist: Frist) -> str:
    """Return how a row was done that is not kept by it; nothing for any other."""
    if frist.av_skjermet:
        return (
            f"gjort av eller sammen med {' og '.join(frist.av_skjermet)}, som saken er skjermet for"
        )
    return f"gjort uten {' og '.join(frist.uten)}" if frist.uten else ""


def _what(frist: Frist) -> str:
    """Return what is due, who was not there when it was done, and why nobody asks for it any more."""
    without = f" ({done})" if (done := not_kept(frist)) else ""
    why = f". {frist.bortfall.hvorfor}" if frist.bortfall else ""
    return f"{frist.tittel}{without}{why}"


def standing(row: VurdertFrist) -> str:
    """Return status and days in a few characters, as ``forfalt 12 d``."""
    return _stands(row.status, None if row.frist.steg == TRINN else row.dager)


@lru_cache(maxsize=1024)
def _stands(status: Status, days: int | None) -> str:
    if days is None or status not in {Status.KOMMENDE, Status.SNART, Status.FORFALT}:
        return status.value.replace("-", " ")
    return f"{'om' if status is Status.KOMMENDE else status.value} {abs(days)} d"


UTEN_NAVN = {MELDER: "den som fikk vite det"}
"""Who came to know it, where the case does not say who that was."""


def who(row: VurdertFrist) -> str:
    """Return the responsible, and whom it has gone up to."""
    return _in_words(row.frist.ansvarlig, row.eskalert_til)


@lru_cache(maxsize=256)
def _in_words(ansvarlig: tuple[str, ...], gone_up: tuple[str, ...]) -> str:
    people = ", ".join(UTEN_NAVN.get(each, each) for each in ansvarlig)
    return f"{people} → {', '.join(gone_up)}" if gone_up else people


def as_markdown(rows: Iterable[tuple[VurdertFrist, ...]], i_dag: date) -> str:
    """Return the rows, some of them together, as a Markdown table; they hold codes and our own words only."""
    lines = [
        f"# Frister per {kort_dato(i_dag)}",
        "",
        tabellrad(HEADERS),
        tabellrad(("---",) * len(HEADERS)),
        *(tabellrad(as_gathered(row)) for row in rows),
    ]
    return "\n".join(lines) + "\n"
