"""A handling chain drawn: a band for each thing that sets steps off, a box for each step.

Millimetres. Arrows go down to the left of the bands; what goes back for another round goes
up, broken, to the right. Only places and texts: colours and line widths are the template's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from math import ceil
from textwrap import wrap

from sosialplan.model.handlingskjede import Handlingskjede, Slag, Steg
from sosialplan.model.plan import Plan
from sosialplan.model.skole import Skole
from sosialplan.views.forklaring import Fristord, fristord
from sosialplan.views.kjeder.kjedetegning import Ledd, hopp, ledd_av
from sosialplan.views.roller import rolle

BREDDE, HOEYEST = 160.0, 245.0
"""The width of a page's text, and the most that goes on one page."""

_EDGE, _LANE, _PAD, _GAP = 3.0, 2.2, 1.8, 2.2
_BETWEEN, _HEAD, _LINE, _NOTE = 3.4, 3.4, 3.4, 3.3
_COLUMNS, _BESIDE = 3, 0.34
"""The most boxes in a row, and the share of a band that its head takes beside a lone one."""
_WIDE, _NARROW, _SLANTED = 1.52, 1.37, 1.35
"""The width of a letter in a step's name, in what stands below it, and in a band's head."""


@dataclass(frozen=True, slots=True)
class Kjedelinje:
    """A line of text and where it stands."""

    x: float
    y: float
    tekst: str


@dataclass(frozen=True, slots=True)
class Boks:
    """A step."""

    x: float
    y: float
    bredde: float
    hoeyde: float
    nummer: int
    navn: tuple[Kjedelinje, ...]
    under: tuple[Kjedelinje, ...]
    aapning: bool


@dataclass(frozen=True, slots=True)
class Baand:
    """Steps that are set off together."""

    x: float
    y: float
    bredde: float
    hoeyde: float
    hode: tuple[Kjedelinje, ...]
    bokser: tuple[Boks, ...]
    noter: tuple[Kjedelinje, ...]


@dataclass(frozen=True, slots=True)
class Pil:
    """An arrow: its line, its head, and what is said along it."""

    bane: str
    spiss: str
    tilbake: bool


@dataclass(frozen=True, slots=True)
class Kjedebilde:
    """The drawing. ``x`` lets a tall one stand narrower on its page; ``topp`` is where a piece of one begins."""

    tittel: str
    beskrivelse: str
    x: float
    bredde: float
    hoeyde: float
    baand: tuple[Baand, ...]
    piler: tuple[Pil, ...]
    fot: float
    topp: float = 0.0


def deler(bilde: Kjedebilde, si: Callable[[str], str] = str) -> tuple[Kjedebilde, ...]:
    """Return a drawing in pieces that each go on a page at their own size: a tall one is cut between bands."""
    whole = ceil(bilde.hoeyde / HOEYEST)
    if whole == 1:
        return (bilde,)
    cuts = [0.0]
    for baand in bilde.baand:
        ends = baand.y + baand.hoeyde + _BETWEEN / 2
        before = baand.y - _BETWEEN / 2
        most = min(HOEYEST, bilde.hoeyde / whole * _UNEVEN)
        if ends - cuts[-1] > most and before > cuts[-1]:
            cuts.append(before)
    ends_at = [*cuts[1:], bilde.hoeyde]
    return tuple(
        replace(
            bilde,
            beskrivelse=f"{bilde.beskrivelse} {si('Del {nr} av {antall}.').format(nr=nr, antall=len(cuts))}",
            x=0.0,
            bredde=BREDDE,
            topp=start,
            hoeyde=end - start,
            baand=tuple(each for each in bilde.baand if start <= each.y < end),
        )
        for nr, (start, end) in enumerate(zip(cuts, ends_at, strict=True), start=1)
    )


_UNEVEN = 1.15
"""The pieces may be so unlike in height, since bands are not cut."""


def kjedebilde(
    kjede: Handlingskjede, plan: Plan, today: date, si: Callable[[str], str] = str
) -> Kjedebilde:
    """Lay the chain out; ``si`` puts our words into the reader's form of Norwegian."""
    ledd = ledd_av(kjede, plan, si)
    jumps = hopp(kjede, ledd)
    down = _lanes([(i, j) for i, j in jumps if j > i + 1])
    back = _lanes([(j, i) for i, j in jumps if j < i])
    left = _EDGE + _LANE * (max(down.values(), default=-1) + 1)
    right = _EDGE + _LANE * (max(back.values(), default=-1) + 1)
    maker = _Maker(
        kjede, partial(fristord, plan, on=today, si=si), plan.skole, left, BREDDE - left - right
    )
    baand, y = [], 1.0
    for each in ledd:
        made = maker.band(each, y)
        baand.append(made)
        y += made.hoeyde + _BETWEEN
    height = y + 1.0
    width = max(BREDDE, height * BREDDE / HOEYEST)
    return Kjedebilde(
        tittel=kjede.navn,
        beskrivelse=beskrivelse(kjede, ledd, si),
        x=(BREDDE - width) / 2,
        bredde=width,
        hoeyde=height,
        baand=tuple(baand),
        piler=tuple(_arrow(i, j, baand, down, back) for i, j in jumps),
        fot=height - 2.0,
    )


def beskrivelse(kjede: Handlingskjede, ledd: Sequence[Ledd], si: Callable[[str], str] = str) -> str:
    """Return the drawing in words, for one who cannot see it."""
    numbers = {steg.steg: number for number, steg in enumerate(kjede.steg, start=1)}
    parts = (
        f"{each.hode}: {', '.join(f'{numbers[steg.steg]} {steg.navn}' for steg in each.steg)}."
        for each in ledd
    )
    return f"{si('Flytskjema for kjeden')} «{kjede.navn}». {' '.join(parts)}"


def _lanes(stretches: Sequence[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """Give each stretch a lane that no other in the same lane overlaps; short ones innermost."""
    taken: list[list[tuple[int, int]]] = []
    found = {}
    for first, last in sorted(set(stretches), key=lambda each: (each[1] - each[0], each)):
        lane = next(
            (n for n, lane in enumerate(taken) if all(b < first or last < a for a, b in lane)),
            len(taken),
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append((first, last))
        found[first, last] = lane
    return found


def _arrow(
    i: int,
    j: int,
    baand: Sequence[Baand],
    down: dict[tuple[int, int], int],
    back: dict[tuple[int, int], int],
) -> Pil:
    source, target = baand[i], baand[j]
    if j == i + 1:
        x, start, end = source.x + 12, source.y + source.hoeyde, target.y
        return Pil(f"M{x} {start:.2f}V{end - 1.2:.2f}", _head_down(x, end), tilbake=False)
    if j > i:
        lane, start, end = source.x - 1.8 - _LANE * down[i, j], source.y + 6, target.y + 3
        x = source.x
        line = f"M{x:.2f} {start:.2f}H{lane:.2f}V{end:.2f}H{x - 1.2:.2f}"
        return Pil(line, f"M{x:.2f} {end:.2f}l-2 -1.1v2.2z", tilbake=False)
    x = source.x + source.bredde
    lane, start, end = x + 1.8 + _LANE * back[j, i], source.y + 6, target.y + 3
    line = f"M{x:.2f} {start:.2f}H{lane:.2f}V{end:.2f}H{x + 1.2:.2f}"
    return Pil(line, f"M{x:.2f} {end:.2f}l2 -1.1v2.2z", tilbake=True)


def _head_down(x: float, y: float) -> str:
    return f"M{x:.2f} {y:.2f}l-1.1 -2h2.2z"


class _Maker:
    """Makes bands and boxes of one chain."""

    def __init__(
        self,
        kjede: Handlingskjede,
        due: Callable[[str | None], Fristord | None],
        skole: Skole,
        x: float,
        width: float,
    ) -> None:
        self._due, self._skole, self._x, self._width = due, skole, x, width
        self._numbers = {steg.steg: n for n, steg in enumerate(kjede.steg, start=1)}

    def band(self, ledd: Ledd, y: float) -> Baand:
        """Return a band that begins at ``y``: its head above its boxes, or beside a lone one."""
        alone = len(ledd.steg) == 1
        room = self._width - 2 * _PAD
        beside = room * _BESIDE if alone else 0.0
        head = wrap(ledd.hode, int(((beside or room) - _GAP) / _SLANTED))
        first = y + _PAD
        top = first if alone else first + len(head) * _HEAD
        columns = min(_COLUMNS, len(ledd.steg))
        width = (room - beside - _GAP * (columns - 1)) / columns
        boxes: list[Boks] = []
        for start in range(0, len(ledd.steg), columns):
            row = ledd.steg[start : start + columns]
            height = max(self._height(steg, width) for steg in row)
            boxes += [
                self._box(steg, self._x + _PAD + beside + n * (width + _GAP), top, width, height)
                for n, steg in enumerate(row)
            ]
            top += height + _PAD
        top = max(top, first + len(head) * _HEAD + 0.4)
        notes = [line for note in ledd.noter for line in wrap(note, int(room / _SLANTED))]
        end = top + len(notes) * _HEAD + (0.4 if notes else 0)
        return Baand(
            self._x,
            y,
            self._width,
            end - y,
            _lines(head, self._x + _PAD, first + 2.2, _HEAD),
            tuple(boxes),
            _lines(notes, self._x + _PAD, top + 1.8, _HEAD),
        )

    def _texts(self, steg: Steg, width: float) -> tuple[list[str], list[str]]:
        """Return the name and what is told of the step, in lines that fit the box."""
        room = (width - 9.5) / (2 if _lone(width) else 1)
        names = wrap(steg.navn, int(room / _WIDE))
        due = self._due(steg.regel)
        who = ", ".join(rolle(self._skole, each) for each in steg.ansvarlig)
        told = [who, f"{due.kort} ({due.grunnlag})" if due else ""]
        below = [line for text in told if text for line in wrap(text, int(room / _NARROW))]
        return names, below

    def _height(self, steg: Steg, width: float) -> float:
        names, below = self._texts(steg, width)
        name, rest = len(names) * _LINE, len(below) * _NOTE
        return 3.4 + (max(name, rest) if _lone(width) else name + rest)

    def _box(self, steg: Steg, x: float, y: float, width: float, height: float) -> Boks:
        names, below = self._texts(steg, width)
        beside = _lone(width)
        under_x = x + (width / 2 if beside else 7.6)
        under_y = y + (4.2 if beside else 3.9 + len(names) * _LINE)
        return Boks(
            x,
            y,
            width,
            height,
            self._numbers[steg.steg],
            _lines(names, x + 7.6, y + 4.3, _LINE),
            _lines(below, under_x, under_y, _NOTE),
            steg.slag is Slag.AAPNING,
        )


def _lone(width: float) -> bool:
    """Tell whether a box has its row to itself: then name and the rest stand side by side."""
    return width > BREDDE / 2


def _lines(texts: Sequence[str], x: float, y: float, step: float) -> tuple[Kjedelinje, ...]:
    return tuple(Kjedelinje(x, y + n * step, text) for n, text in enumerate(texts))
