"""The wheel of the board: small, without numbers, with the day it is, and in words what is missing and what is to be held now."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sosialplan.model.aarshjul import Aarshjul, Aktivitetstid
from sosialplan.model.skole import Skolerute
from sosialplan.rules.aarshjul_status import Tilstand
from sosialplan.rules.kalender import datoord
from sosialplan.rules.lesninger import TEGN
from sosialplan.views.aarshjul.baner import Baneinnslag, baner, innslag
from sosialplan.views.aarshjul.status import Statusrad, as_cells, in_group, totals
from sosialplan.views.datoer import kort_dato
from sosialplan.views.tavle.tavlefelt import (
    Bue,
    Hjulbilde,
    Kolonne,
    Punktliste,
    Soylemerke,
    Tavlefelt,
)

_NAMED = 4
"""So many activities at most are named below the wheel; the table has all of them."""
_NARROW = 4.0
"""Degrees that a sign takes at least: one day is seen too."""
_HELD = frozenset({Tilstand.GJORT, Tilstand.I_RUTE})


@dataclass(frozen=True, slots=True)
class Hjulgrunnlag:
    """What the wheel is drawn of: its year, its times and how each part stands on the day ``per``."""

    hjul: Aarshjul
    skoleaar: str
    rute: Skolerute
    tider: tuple[Aktivitetstid, ...]
    rader: tuple[Statusrad, ...]
    per: date
    rollenavn: Mapping[str, str]


def hjulfelt(grunnlag: Hjulgrunnlag, si: Callable[[str], str]) -> Tavlefelt:
    """Return the wheel as a field; a part whose numbers are kept back is neither missing nor held."""

    def words(text: str) -> str:
        return text.replace(TEGN, si(TEGN))

    groups = {
        si(title): in_group(grunnlag.rader, (state,), grunnlag.per)
        for title, state in (("Mangler", Tilstand.MANGLER), ("Skal holdes nå", Tilstand.NAA))
    }
    lists = tuple(
        Punktliste(f"{title} ({len(rows)})", _first([words(each.tittel) for each in rows], si))
        for title, rows in groups.items()
        if rows
    )
    tabell = tuple(
        (words(title_), stands, *map(words, _cells(each, grunnlag, si)))
        for stands, rows in groups.items()
        for each in rows
        for title_ in (each.tittel,)
    )
    picture = _bilde(grunnlag, si)
    asked, held = totals(grunnlag.rader)
    said = si("{holdt} av {ventet} er holdt.").format(holdt=held, ventet=asked)
    described = si("Tolv måneder med klokka fra august øverst. Viseren står på {dag}. {dekning}")
    return Tavlefelt(
        kode="aarshjul",
        tittel=f"{si('Årshjulet')} {grunnlag.skoleaar.replace('-', '–')}",
        innledning=said,
        beskrivelse=" ".join(
            (
                described.format(dag=kort_dato(grunnlag.per), dekning=said),
                *(f"{each.tittel}: {', '.join(each.punkter)}." for each in lists),
            )
        ),
        tegning=picture,
        hode=si("Aktivitet"),
        kolonner=tuple(Kolonne(si(each)) for each in ("Hvordan", "Når", "Hvem")),
        tabell=tabell,
        lister=lists,
        merknad=f"{si('Ringene utenfra og inn')}: {', '.join(each.kort for each in grunnlag.hjul.seksjoner)}.",
    )


def _cells(rad: Statusrad, grunnlag: Hjulgrunnlag, si: Callable[[str], str]) -> tuple[str, str]:
    _, _, when, _, who = as_cells(rad, grunnlag.per, grunnlag.rollenavn, si)
    return when, who


def _first(names: Sequence[str], si: Callable[[str], str]) -> tuple[str, ...]:
    more = len(names) - _NAMED
    rest = (si("{antall} til").format(antall=more),) if more > 0 else ()
    return (*names[:_NAMED], *rest)


def _bilde(grunnlag: Hjulgrunnlag, si: Callable[[str], str]) -> Hjulbilde:
    first = date(int(grunnlag.skoleaar[:4]), 8, 1)
    days = (first.replace(year=first.year + 1) - first).days

    def vinkel(day: date) -> float:
        return (day - first).days / days * 360

    starts = [date(first.year + month // 12, month % 12 + 1, 1) for month in range(7, 19)]
    ends = [*starts[1:], first.replace(year=first.year + 1)]
    states: dict[str, set[Tilstand]] = {}
    for row in grunnlag.rader:
        if not row.skjermet:
            states.setdefault(str(row.del_.nummer), set()).add(row.del_.tilstand)
    naa = vinkel(grunnlag.per)
    return Hjulbilde(
        maaneder=tuple(
            (datoord.maaned(start.month)[:3], vinkel(start), vinkel(end))
            for start, end in zip(starts, ends, strict=True)
        ),
        fri=tuple(
            (vinkel(each.fra), vinkel(each.til + timedelta(days=1))) for each in grunnlag.rute.fri
        ),
        ringer=tuple(
            _buer(innslag(_of(grunnlag, each.seksjon), vinkel, si), states, naa)
            for each in grunnlag.hjul.seksjoner
        ),
        naa=naa,
        naa_ord=si("nå"),
        forklaring=(
            Kolonne(si("mangler"), Soylemerke.FORFALT),
            Kolonne(si("skal holdes nå"), Soylemerke.SNART),
            Kolonne(si("kommer"), Soylemerke.SENERE),
            Kolonne(si("holdt eller forbi"), Soylemerke.GJORT),
        ),
    )


def _of(grunnlag: Hjulgrunnlag, seksjon: str) -> tuple[Aktivitetstid, ...]:
    return tuple(each for each in grunnlag.tider if each.aktivitet.seksjon == seksjon)


def _buer(
    signs: tuple[Baneinnslag, ...], states: Mapping[str, Iterable[Tilstand]], naa: float
) -> tuple[Bue, ...]:
    lanes = baner(signs, lambda _: _NARROW)
    return tuple(
        Bue(
            fra, max(til, fra + _NARROW / 2), number, len(lanes), _merke(one, fra, til, states, naa)
        )
        for number, lane in enumerate(lanes)
        for one in lane
        for fra, til in one.strekk
    )


def _merke(
    one: Baneinnslag,
    fra: float,
    til: float,
    states: Mapping[str, Iterable[Tilstand]],
    naa: float,
) -> Soylemerke:
    """Return how a stretch is drawn: what is ahead as that, what is past as missing only where it is."""
    if fra > naa:
        return Soylemerke.SENERE
    stands = {state for number in one.numre for state in states.get(number.rstrip("?"), ())}
    if til <= naa:
        return Soylemerke.FORFALT if Tilstand.MANGLER in stands else Soylemerke.GJORT
    return Soylemerke.GJORT if stands and stands <= _HELD else Soylemerke.SNART
