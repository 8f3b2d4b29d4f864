"""A row of absence as a list tells it: how much of a day it is, and what the rows are together."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from sosialplan.model.fravaer import Fravaerstype, Meldt, Periode, as_lessons, same_stretch
from sosialplan.model.importkart import Fravaerskode, Liste
from sosialplan.model.problems import Finding
from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import pupil
from sosialplan.rules.fravaer.listeceller import (
    Cells,
    Felt,
    lessons_of,
    minutes_of,
    minutes_of_clock,
    subject_of,
    whole_days_of,
)
from sosialplan.rules.fravaer.listehode import identity_columns

Hvem = tuple[str, str]
"""Whom rows are about: the class, and the name as it is compared."""
_GRAVEST = [Fravaerstype.PERMISJON, Fravaerstype.GYLDIG, Fravaerstype.UGYLDIG]


class Fravaersrad(Value, frozen=True):
    """A row of absence: whom it is about, its stretch, and the school days in it.

    ``rad`` and ``celle`` are the place of its day in the list, ``linje`` its line in the file.
    ``start`` is when a lesson begins, where the list says it; ``hel`` is that the list itself says whole days.
    """

    rad: int
    celle: int
    linje: int
    elev: str
    klasse: str
    periode: Periode
    dager: tuple[date, ...]
    start: str | None = None
    hel: bool = False

    @property
    def hvem(self) -> Hvem:
        """The pupil, as rows are told apart."""
        return self.klasse, pupil(self.elev)


class Utstrekning(Value, frozen=True):
    """How much of a day absence is, as a row says it: whole days, lessons of a subject, or minutes."""

    hele: int
    fag: str | None
    timer: float | None
    minutter: int | None
    start: str | None
    varighet: int = 0
    """Minutes from the lesson's beginning to its end, where the list says both."""


def extent_of(cells: Cells, felt: Felt, kode: Fravaerskode | None) -> Utstrekning:
    """Return how much a row is of. A row with a time of day or a subject is a lesson, and fewer minutes than it lasts a part of it.

    Of a pupil who left the school it is the lessons after, where the row has any; never whole days.
    """
    fag, timer = cells.read("fag", subject_of), cells.read("timer", lessons_of)
    start, minutter = cells.read("start", subject_of), cells.read("minutter", minutes_of)
    hele = cells.read("hel_dag", whole_days_of)
    left = kode is not None and kode.gikk
    if kode is not None and kode.forsent:
        return Utstrekning(0, fag, None, minutter, start)
    if hele and timer and "hel_dag" in felt:
        cells.fault("timer", "A647")
    if hele and not left:
        return Utstrekning(hele, None, None, None, start or fag)
    lesson = bool(fag or start)
    begins, ends = (minutes_of_clock(felt.get(key, ("", 0))[0]) for key in ("start", "slutt"))
    lasts = 0 if begins is None or ends is None else max(ends - begins, 0)
    if begins is not None and ends is not None and ends <= begins:
        cells.fault("slutt", "A675")
    if lesson and minutter and (begins is None or ends is None):
        cells.fault("minutter", "A673")
    if lesson and (begins is None or ends is None or (minutter or 0) >= ends - begins):
        minutter = None
    if hele == 0 and not (lesson or timer or minutter or left):
        cells.fault("hel_dag", "A644")
    if lesson and not timer and not minutter and (left or not fag):
        timer = 1
    return Utstrekning(0, fag, timer, minutter, start, 0 if timer else lasts)


def of_unlike_length(fil: str, lasts: Mapping[tuple[int, int], int]) -> Iterator[Finding]:
    """Tell of the first row that lasts as long as two of the shortest: each row is one lesson. ``lasts`` are minutes by place."""
    shortest = min(lasts.values(), default=0)
    for place, minutes in lasts.items():
        if minutes >= 2 * shortest:
            yield Finding("A674", fil, place, {"minutter": str(minutes), "kortest": str(shortest)})
            return


def namesakes_in(liste: Liste, rows: Sequence[Fravaersrad]) -> Iterator[Finding]:
    """Yield the first row of a second pupil of one name and class, where the list tells them apart.

    Only whether two values differ is looked at: they are never kept or told.
    """
    for place in identity_columns(liste):
        seen: dict[Hvem, str] = {}
        told: set[Hvem] = set()
        for row in rows:
            cells = liste.rader[row.rad - 1].celler
            said = cells[place].strip()
            if said and seen.setdefault(row.hvem, said) != said and row.hvem not in told:
                told.add(row.hvem)
                yield Finding("A632", liste.fil, (row.rad, place))


def as_days(fil: str, rows: Sequence[Fravaersrad]) -> tuple[tuple[Fravaersrad, ...], list[Finding]]:
    """Return rows in which the lessons of one subject on one day are one, with how many they are.

    Lessons that begin at the same time are the same, and told of as double. Of several kinds the
    gravest is kept, and that is told.
    """
    first: dict[tuple[Hvem, date, str | None, tuple[bool, bool, bool]], int] = {}
    begun: dict[int, set[str | None]] = {}
    made: list[Fravaersrad] = []
    findings = []
    for row in rows:
        told = row.periode
        key = (row.hvem, told.fra, told.fag, (row.hel, told.forsent, told.gikk))
        place = first.get(key)
        lesson = row.start is not None and len(row.dager) == 1 and not told.forsent
        if place is None or not lesson or row.start in begun[place] | {None}:
            first.setdefault(key, len(made))
            begun[len(made)] = {row.start}
            made.append(row)
            continue
        begun[place].add(row.start)
        own, more = made[place].periode, row.periode
        if own.type is not more.type:
            findings.append(Finding("A631", fil, (row.rad, row.celle)))
        timer = 0 if row.hel else own.antall_timer + more.antall_timer
        made[place] = replace(
            made[place],
            periode=replace(
                own,
                timer=as_lessons(timer) if timer else None,
                minutter=(own.minutter or 0) + (more.minutter or 0) or None,
                type=max(own.type, more.type, key=_GRAVEST.index),
                meldt=max(own.meldt, more.meldt, key=[Meldt.JA, Meldt.NEI].index),
            ),
        )
    return tuple(made), findings


def told_twice(fil: str, rows: Sequence[Fravaersrad]) -> Iterator[Finding]:
    """Yield the rows that speak of a day of which an earlier row has spoken."""
    taken: dict[tuple[Hvem, date], list[Fravaersrad]] = {}
    for row in rows:
        earlier = [
            each
            for day in row.dager
            for each in taken.get((row.hvem, day), ())
            if same_stretch(each.periode, row.periode)
        ]
        if earlier:
            single = len(row.dager) == len(earlier[0].dager) == 1
            values = {"linje": str(earlier[0].linje)}
            yield Finding("A621" if single else "A622", fil, (row.rad, row.celle), values)
        for day in row.dager:
            taken.setdefault((row.hvem, day), []).append(row)
