"""The drawn wheel on a lying A4: twelve months from August at the top, a ring for each section.

Millimetres. Only places and texts: colours and line widths are the template's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sosialplan.model.aarshjul import Aarshjul, Aktivitetstid, Tidsromslag
from sosialplan.model.skole import Skolerute
from sosialplan.rules.kalender import datoord
from sosialplan.views.aarshjul.baner import (
    Baneinnslag,
    Prikk,
    Sirkel,
    Stil,
    Strek,
    Tekst,
    baner,
    grader,
    innslag,
    tall,
)

TOPP, BUNN = 5.0, 183.5
"""Where the list may stand, in millimetres from the top of the page."""

_HEADING = 1.75
"""A heading takes so many lines, with the space above it."""


@dataclass(frozen=True, slots=True)
class Linje:
    """An activity; ``ellers`` says what the wheel does not show, such as all the year."""

    nummer: str
    navn: str
    ellers: str
    y: str


@dataclass(frozen=True, slots=True)
class Gruppe:
    """A section of the list."""

    navn: str
    y: str
    linjer: tuple[Linje, ...]


@dataclass(frozen=True, slots=True)
class Tegneliste:
    """The whole list. ``bunn`` is where the next thing may stand."""

    grupper: tuple[Gruppe, ...]
    bunn: str


def liste(hjul: Aarshjul, by_section: dict[str, tuple[Aktivitetstid, ...]]) -> Tegneliste:
    """Spread the activities evenly over the height there is."""
    count = sum(map(len, by_section.values())) + _HEADING * len(hjul.seksjoner)
    step = (BUNN - TOPP) / max(1, count)
    groups: list[Gruppe] = []
    y = TOPP
    for seksjon in hjul.seksjoner:
        y += step * _HEADING
        heading = y
        lines: list[Linje] = []
        for tid in by_section[seksjon.seksjon]:
            y += step
            name = tid.aktivitet.kort or tid.aktivitet.navn
            lines.append(Linje(str(tid.nummer), name, _ellers(tid), tall(y)))
        groups.append(Gruppe(seksjon.navn, tall(heading), tuple(lines)))
    return Tegneliste(tuple(groups), tall(y))


def _ellers(tid: Aktivitetstid) -> str:
    words = dict.fromkeys(
        f"{rom.ord} (?)" if rom.uavklart else rom.ord
        for rom in tid.tidsrom
        if rom.utsnitt.slag in {Tidsromslag.GJENTAS, Tidsromslag.HELE_AARET}
    )
    return " · ".join(words)


SENTRUM = Sirkel(104, 105)
MAANEDER, UKER, FERIER, RINGER, MIDTEN = 98.0, 91.6, 87.2, 83.6, 23.5
"""Outer radius of each part, from the outside in."""

_DESCRIBED = (
    "{} for {}: tolv måneder med klokka fra august øverst, og en ring for "
    "hver av {} seksjoner med til sammen {} aktiviteter. "
    "Tallene viser til lista ved siden av hjulet."
)
_BETWEEN_RINGS = 0.9
_CHARACTER = 1.62
"""The width of a character in a sign's numbers, in a wide typeface."""

_HEAD_ENDS = 1.5
_OUTLINE, _DOT, _THICKEST = 0.6, 0.7, 3.2
_BETWEEN_LINES = 2.1
_THURSDAY = 3
_NAMED_FROM = 4
"""Days off that are fewer than this have no room for a name."""


@dataclass(frozen=True, slots=True)
class Tegnefelt:
    """A piece of a ring and what is written on it."""

    bane: str
    tekst: Tekst | None


@dataclass(frozen=True, slots=True)
class Tegn:
    """A stretch of a sign: ``kropp`` is its length, ``hode`` carries the numbers."""

    stil: Stil
    navn: str
    kropp: str
    hode: str
    prikk: Prikk | None
    frist: Strek | None
    tekster: tuple[Tekst, ...]


@dataclass(frozen=True, slots=True)
class Ring:
    """A section: ``radius`` and ``bredde`` draw its ground as one thick circle."""

    navn: Tekst
    radius: str
    bredde: str
    tegn: tuple[Tegn, ...]


@dataclass(frozen=True, slots=True)
class Tegning:
    """Everything the template draws. ``tykkelse`` is the width of a lane's signs.

    ``skravur`` are slanting lines over the whole wheel, to be cut out where school is off.
    """

    tittel: str
    skole: str
    skoleaar: str
    beskrivelse: str
    merknad: str
    uavklart: bool
    x: str
    y: str
    tykkelse: str
    innside: str
    midten: str
    maaneder: tuple[Tegnefelt, ...]
    maanedsstreker: tuple[Strek, ...]
    uker: tuple[Tekst, ...]
    ukestreker: tuple[Strek, ...]
    ferier: tuple[Tegnefelt, ...]
    skravur: str
    ringer: tuple[Ring, ...]
    liste: Tegneliste


@dataclass(frozen=True, slots=True)
class _Aar:
    first: date
    days: int

    def vinkel(self, day: date) -> float:
        return (day - self.first).days / self.days * 360


def tegning(
    hjul: Aarshjul,
    tider: tuple[Aktivitetstid, ...],
    *,
    skole: str,
    skoleaar: str,
    rute: Skolerute | None,
    si: Callable[[str], str] = str,
) -> Tegning:
    """Lay the wheel out, our words as ``si`` has them; ``tider`` are ``aarets_tider``. Without a calendar it has no signs."""
    first = date(int(skoleaar[:4]), 8, 1)
    aar = _Aar(first, (first.replace(year=first.year + 1) - first).days)
    by_section = {
        seksjon.seksjon: tuple(tid for tid in tider if tid.aktivitet.seksjon == seksjon.seksjon)
        for seksjon in hjul.seksjoner
    }
    rings, thickness = _ringer(hjul, by_section, aar, _summer(rute, first), si)
    months = [date(first.year + month // 12, month % 12 + 1, 1) for month in range(7, 19)]
    days = [first + timedelta(days=offset) for offset in range(aar.days)]
    off = rute.fri if rute else ()
    title = f"Årshjul {skoleaar.replace('-', '–')}"
    return Tegning(
        tittel=title,
        skole=skole,
        skoleaar=skoleaar.replace("-", "–"),
        beskrivelse=si(_DESCRIBED).format(title, skole, len(hjul.seksjoner), len(tider)),
        merknad=_merknad(tider, rute, si),
        uavklart=any(rom.uavklart for tid in tider for rom in tid.tidsrom),
        x=tall(SENTRUM.x),
        y=tall(SENTRUM.y),
        tykkelse=tall(thickness),
        innside=tall(thickness - _OUTLINE),
        midten=tall(MIDTEN + _BETWEEN_RINGS),
        maaneder=tuple(_maaned(month, aar) for month in months),
        maanedsstreker=tuple(
            SENTRUM.strek(MIDTEN, MAANEDER, aar.vinkel(month)) for month in months
        ),
        uker=tuple(_uke(day, aar) for day in days if day.weekday() == _THURSDAY),
        ukestreker=tuple(
            SENTRUM.strek(FERIER, UKER, aar.vinkel(day)) for day in days if day.weekday() == 0
        ),
        ferier=tuple(_ferie(period.navn, period.fra, period.til, aar) for period in off),
        skravur=_skravur() if off else "",
        ringer=rings,
        liste=liste(hjul, by_section),
    )


def _skravur() -> str:
    """Return lines at 45 degrees over the square around the wheel."""
    left, right = tall(SENTRUM.x - FERIER), tall(SENTRUM.x + FERIER)
    count = int(2 * FERIER / _BETWEEN_LINES)
    shifts = (number * _BETWEEN_LINES for number in range(-count, count + 1))
    return "".join(
        f"M{left} {tall(SENTRUM.y - FERIER + each)}L{right} {tall(SENTRUM.y + FERIER + each)}"
        for each in shifts
    )


def _ringer(
    hjul: Aarshjul,
    by_section: dict[str, tuple[Aktivitetstid, ...]],
    aar: _Aar,
    names: date,
    si: Callable[[str], str],
) -> tuple[tuple[Ring, ...], float]:
    """Share the room between the rings by their lanes, which are as many as a sign's head asks."""
    signs = [innslag(by_section[seksjon.seksjon], aar.vinkel, si) for seksjon in hjul.seksjoner]
    room = RINGER - MIDTEN - _BETWEEN_RINGS * len(signs)
    radii = [RINGER - (RINGER - MIDTEN) * (number + 1) / len(signs) for number in range(len(signs))]
    lanes = [baner(some, _hode(radius)) for some, radius in zip(signs, radii, strict=True)]
    pitch = room / max(1, sum(max(1, len(some)) for some in lanes))
    rings: list[Ring] = []
    outer = RINGER
    for seksjon, some in zip(hjul.seksjoner, lanes, strict=True):
        width = pitch * max(1, len(some))
        drawn = [
            sign
            for number, lane in enumerate(some)
            for one in lane
            for sign in _tegn(one, outer - pitch * (number + 0.5), pitch)
        ]
        middle = outer - width / 2
        name = SENTRUM.tekst(middle, aar.vinkel(names), seksjon.kort)
        rings.append(Ring(name, tall(middle), tall(width), tuple(drawn)))
        outer -= width + _BETWEEN_RINGS
    return tuple(rings), min(_THICKEST, pitch * 0.86)


def _summer(rute: Skolerute | None, first: date) -> date:
    """Return the middle of the summer, where no sign is drawn and the rings have their names."""
    if rute is None:
        return first - timedelta(days=15)
    before, after = rute.foerste_skoledag, rute.siste_skoledag
    free = (after - timedelta(days=365) - before).days
    return before + timedelta(days=free // 2)


def _hode(radius: float) -> Callable[[str], float]:
    return lambda text: grader(len(text) * _CHARACTER + _HEAD_ENDS, radius)


def _tegn(one: Baneinnslag, radius: float, pitch: float) -> tuple[Tegn, ...]:
    """Draw each stretch of a sign; round ends stay inside the days."""
    cap = grader(pitch * 0.43, radius)
    head = _hode(radius)(one.tekst)
    signs: list[Tegn] = []
    for (fra, til), has_head in zip(one.strekk, one.hoder(_hode(radius)), strict=True):
        day = one.stil is Stil.DAG
        text_at = til + head / 2 + grader(_DOT, radius) if day else fra + head / 2
        deadline = SENTRUM.strek(radius - pitch / 2, radius + pitch / 2, til)
        texts = SENTRUM.tekster(radius, text_at, one.tekster, _CHARACTER)
        has_body = not day and til - fra > (head if has_head else 2 * cap)
        signs.append(
            Tegn(
                stil=one.stil,
                navn="; ".join(one.navn),
                kropp=SENTRUM.bue(radius, fra + cap, til - cap) if has_body else "",
                hode=SENTRUM.bue(radius, fra + cap, fra + head - cap)
                if has_head and not day
                else "",
                prikk=SENTRUM.prikk(radius, (fra + til) / 2) if day else None,
                frist=deadline if one.frist else None,
                tekster=texts if has_head else (),
            )
        )
    return tuple(signs)


def _maaned(month: date, aar: _Aar) -> Tegnefelt:
    start, end = aar.vinkel(month), aar.vinkel((month + timedelta(days=31)).replace(day=1))
    path = SENTRUM.sektor(UKER, MAANEDER, start, end)
    name = datoord.maaned(month.month)
    return Tegnefelt(path, SENTRUM.tekst((MAANEDER + UKER) / 2, (start + end) / 2, name))


def _uke(thursday: date, aar: _Aar) -> Tekst:
    """Write the number where the week has its middle: a week belongs where its Thursday is."""
    middle = (aar.vinkel(thursday) + aar.vinkel(thursday + timedelta(days=1))) / 2
    return SENTRUM.tekst((UKER + FERIER) / 2, middle, str(thursday.isocalendar().week))


def _ferie(navn: str, first: date, last: date, aar: _Aar) -> Tegnefelt:
    start, end = aar.vinkel(first), aar.vinkel(last + timedelta(days=1))
    long_enough = (last - first).days + 1 >= _NAMED_FROM
    middle = (FERIER + RINGER) / 2
    name = SENTRUM.tekst(middle, (start + end) / 2, navn) if long_enough else None
    return Tegnefelt(SENTRUM.sektor(MIDTEN, FERIER, start, end), name)


def _merknad(
    tider: tuple[Aktivitetstid, ...], rute: Skolerute | None, si: Callable[[str], str]
) -> str:
    if rute is None:
        return next((why for tid in tider for why in tid.ukjent), "")
    said = "" if rute.kontrollert else si("Skoleruten for {kode} er ikke kontrollert.")
    return said.format(kode=rute.skoleaar)
