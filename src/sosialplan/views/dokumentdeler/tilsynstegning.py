"""The duties of a case drawn as a time line: a row a duty, a bar from when it arose to its deadline.

Millimetres, days from left to right. Only places, signs and texts: colours are the template's, and
no sign is told from another by its colour alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from sosialplan.rules.kalender.datoord import MAANEDER
from sosialplan.views.datoer import kort_dato
from sosialplan.views.dokumentdeler.aktivitetsplikten import Pliktgang, Stand

BREDDE = 160.0
_LEFT, _RIGHT, _TOP, _ROW, _FOOT = 40.0, 154.0, 12.0, 7.2, 19.0
_LABEL, _NARROWEST = 13.0, 1.6
"""Room for a day's text, and the least width of a bar, so that one of no days is seen."""
_MOST = 24
"""So many rows go on a page."""
_WEEKS_UNTIL = 70
"""So many days are marked week by week; more are marked by months."""


class Tegnemerke(StrEnum):
    """What is drawn on the day: a sign of its own for each way that the table tells it."""

    HOLDT = "holdt"
    FOR_SENT = "for-sent"
    IKKE_GJORT = "ikke-gjort"
    UTEN_DEM = "uten-dem"
    BORTFALT = "bortfalt"
    UREGISTRERT = "uregistrert"
    VENTER = "venter"


_MERKE = {
    Stand.HOLDT: Tegnemerke.HOLDT,
    Stand.UTEN_FRIST: Tegnemerke.HOLDT,
    Stand.FOR_SENT: Tegnemerke.FOR_SENT,
    Stand.IKKE_GJORT: Tegnemerke.IKKE_GJORT,
    Stand.UTEN_DEM: Tegnemerke.UTEN_DEM,
    Stand.BORTFALT: Tegnemerke.BORTFALT,
    Stand.IKKE_REGISTRERT: Tegnemerke.UREGISTRERT,
    Stand.BARE_PLANLAGT: Tegnemerke.UREGISTRERT,
    Stand.VENTER: Tegnemerke.VENTER,
}


@dataclass(frozen=True, slots=True)
class Tegnestrek:
    """A mark on the scale."""

    x: float
    tekst: str


@dataclass(frozen=True, slots=True)
class Tegnerad:
    """A row's name and where it stands; one that is ``under`` is a measure of the duty above."""

    y: float
    tekst: str
    under: bool = False


@dataclass(frozen=True, slots=True)
class Tidstegn:
    """One time of a duty: its bar, where there is a deadline, its sign, and the day in words."""

    y: float
    fra: float | None
    bredde: float
    x: float
    merke: Tegnemerke
    tekst_x: float
    anker: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Plikttegning:
    """The drawing. ``rader`` are the duties' names and where their rows stand."""

    bredde: float
    hoeyde: float
    tittel: str
    beskrivelse: str
    venstre: float
    hoeyre: float
    topp: float
    bunn: float
    rader: tuple[Tegnerad, ...]
    streker: tuple[Tegnestrek, ...]
    tegn: tuple[Tidstegn, ...]
    i_dag: float


def plikttegning(rows: Sequence[Pliktgang], today: date, tittel: str) -> Plikttegning:
    """Place everything. The description tells in words what is seen."""
    days = [day for row in rows for day in (row.oppsto, row.frist, row.gjort) if day]
    first, last = min([*days, today]), max([*days, today])
    scale = _Scale(first, max((last - first).days, 7))
    names, signs, y = [], [], _TOP
    for name, about, lane in _fitting(rows, scale):
        if name:
            names.append(Tegnerad(y + _ROW / 2, name))
        if about:
            names.append(Tegnerad(y + _ROW / 2, about, under=True))
        signs += [_sign(row, y + _ROW / 2, scale) for row in lane]
        y += _ROW
    return Plikttegning(
        bredde=BREDDE,
        hoeyde=y + _FOOT,
        tittel=tittel,
        beskrivelse=" ".join(_told(rows)),
        venstre=_LEFT,
        hoeyre=_RIGHT,
        topp=_TOP,
        bunn=y,
        rader=tuple(names),
        streker=tuple(_marks(scale)),
        tegn=tuple(signs),
        i_dag=scale.x(today),
    )


_Lane = tuple[str, str, list[Pliktgang]]
"""The duty and the measure that are named at a row, where they are, and what is drawn in it."""


def _fitting(rows: Sequence[Pliktgang], scale: "_Scale") -> list[_Lane]:
    """Return the rows of the drawing; one row a duty, without the measures, where they are too many."""
    lanes = list(_named(rows, scale))
    if len(lanes) <= _MOST:
        return lanes
    duties = groupby(rows, key=lambda row: row.plikt)
    return [(name, "", [row for row in each if not row.om_tiltak]) for name, each in duties]


def _named(rows: Sequence[Pliktgang], scale: "_Scale") -> Iterator[_Lane]:
    for name, duty in groupby(rows, key=lambda row: row.plikt):
        named = name
        for about, each in groupby(sorted(duty, key=lambda row: row.hva), key=lambda row: row.hva):
            measure = about if about != name else ""
            for lane in _lanes(list(each), scale):
                yield named, measure, lane
                named = measure = ""


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    days: int

    def x(self, day: date) -> float:
        """Return where a day stands."""
        return round(_LEFT + (day - self.first).days / self.days * (_RIGHT - _LEFT), 2)


def _lanes(rows: list[Pliktgang], scale: _Scale) -> Iterator[list[Pliktgang]]:
    """Put rows of one duty beside each other where their signs and texts do not meet."""
    lanes: list[tuple[float, list[Pliktgang]]] = []
    for row in sorted(rows, key=lambda each: (_start(each), _shown(each) or date.max)):
        begins = scale.x(_start(row)) - _NARROWEST
        ends = _ends(row, scale)
        for number, (free, lane) in enumerate(lanes):
            if free <= begins:
                lane.append(row)
                lanes[number] = (ends, lane)
                break
        else:
            lanes.append((ends, [row]))
    yield from (lane for _, lane in lanes)


def _start(row: Pliktgang) -> date:
    return row.oppsto or row.gjort or row.frist or date.max


def _shown(row: Pliktgang) -> date | None:
    """Return the day whose sign is drawn: when it was done, else its deadline."""
    return row.gjort or row.frist


def _ends(row: Pliktgang, scale: _Scale) -> float:
    shown = scale.x(_shown(row) or _start(row)) + _LABEL
    return max(shown, scale.x(row.frist) if row.frist else 0) + _NARROWEST


def _sign(row: Pliktgang, y: float, scale: _Scale) -> Tidstegn:
    day = _shown(row) or _start(row)
    begins = scale.x(_start(row))
    until = scale.x(row.frist) if row.frist else None
    beyond = scale.x(day) + _LABEL > BREDDE
    at = min(scale.x(day), begins) - 2.2 if beyond else scale.x(day) + 2.2
    return Tidstegn(
        y=y,
        fra=begins if until is not None else None,
        bredde=max(round((until or 0) - begins, 2), _NARROWEST),
        x=scale.x(day),
        merke=_MERKE[row.stand],
        tekst_x=round(at, 2),
        anker="end" if beyond else "start",
        tekst=f"{day.day}.{day.month}.",
    )


def _marks(scale: _Scale) -> Iterator[Tegnestrek]:
    every = [scale.first + timedelta(days=number) for number in range(scale.days + 1)]
    if scale.days <= _WEEKS_UNTIL:
        for day in every:
            if day.weekday() == 0:
                yield Tegnestrek(scale.x(day), f"uke {day.isocalendar().week}")
        return
    for day in every:
        if day.day == 1:
            yield Tegnestrek(scale.x(day), MAANEDER[day.month - 1][:3])


def _told(rows: Sequence[Pliktgang]) -> Iterator[str]:
    yield "Tidslinje over pliktene i saken."
    for row in rows:
        due = f", frist {kort_dato(row.frist)}" if row.frist else ""
        done = f", {kort_dato(row.gjort)}" if row.gjort else ""
        yield f"{row.plikt}{due}: {row.stand.value}{done}."
