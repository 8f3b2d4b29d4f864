"""A list of absence, read by the plan's map: rows to values, and every fault with its cell."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from sosialplan.model.fravaer import Fravaerstype, Klassefravaer, Meldt, Periode, same_lessons
from sosialplan.model.importkart import Fravaerskart, Fravaerskode, Liste, Rad
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding
from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import advice, folded, pupil
from sosialplan.rules.fravaer.klassebytte import class_now
from sosialplan.rules.fravaer.listeceller import (
    SOME,
    Cells,
    Columns,
    Fault,
    columns_of,
    day_of,
    identity_columns,
    is_formula,
    is_sum,
    lessons_of,
    name_of,
    subject_of,
    whole_days_of,
)
from sosialplan.rules.kalender.skolekalender import days_between, kalender_of, school_year_of

Hvem = tuple[str, str]
"""Whom rows are about: the class, and the name as it is compared."""
_NUMBER = re.compile(r"\s*[+-]?[0-9 .,]*\s*")
"""A number with a sign, as in a column of telephones that is not read, is no formula."""


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


class Lestliste(Value, frozen=True):
    """What was read: the rows of absence, how many were something else, and what was found."""

    rader: tuple[Fravaersrad, ...]
    forbi: int
    funn: tuple[Finding, ...]


def read_rows(
    liste: Liste,
    kart: Fravaerskart,
    plan: Plan,
    i_dag: date,
    books: Sequence[Klassefravaer] = (),
) -> Lestliste:
    """Read every row; a row with a fault is left out, and all faults of all rows are told.

    By the ``books`` a pupil who has changed class is in the present one, whichever a row says.
    """
    columns, findings = columns_of(liste, kart)
    reader = _Reader(liste, columns, kart, plan, i_dag, books)
    found = [reader.row(number, row) for number, row in enumerate(liste.rader, start=1)]
    rows = tuple(each for each in found if each is not None)
    findings += [*_formulas(liste, columns), *reader.findings, *_namesakes(liste, rows)]
    rows, mixed = as_days(liste.fil, rows)
    findings += mixed
    if not any(each.code == "A629" for each in findings):
        findings += _double(liste.fil, rows)
    return Lestliste(rows, reader.passed_by, tuple(findings))


def _formulas(liste: Liste, columns: Columns) -> Iterator[Finding]:
    read = {place for places in columns.values() for place in places}
    rows = [liste.overskrift, *(row.celler for row in liste.rader)]
    for number, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            if is_formula(cell) and (place in read or not _NUMBER.fullmatch(cell)):
                yield Finding("A611", liste.fil, (number, place))


def _namesakes(liste: Liste, rows: Sequence[Fravaersrad]) -> Iterator[Finding]:
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
    first: dict[tuple[Hvem, date, str | None, bool], int] = {}
    begun: dict[int, set[str | None]] = {}
    made: list[Fravaersrad] = []
    findings = []
    for row in rows:
        key = (row.hvem, row.periode.fra, row.periode.fag, row.hel)
        place = first.get(key)
        lesson = row.start is not None and len(row.dager) == 1
        if place is None or not lesson or row.start in begun[place] | {None}:
            first.setdefault(key, len(made))
            begun[len(made)] = {row.start}
            made.append(row)
            continue
        begun[place].add(row.start)
        own, more = made[place].periode, row.periode
        if own.type is not more.type:
            findings.append(Finding("A631", fil, (row.rad, row.celle)))
        made[place] = replace(
            made[place],
            periode=replace(
                own,
                timer=None if row.hel else (own.timer or 1) + (more.timer or 1),
                type=max(own.type, more.type, key=_GRAVEST.index),
                meldt=max(own.meldt, more.meldt, key=[Meldt.JA, Meldt.NEI].index),
            ),
        )
    return tuple(made), findings


def _double(fil: str, rows: Sequence[Fravaersrad]) -> Iterator[Finding]:
    """Yield the rows that speak of a day of which an earlier row has spoken."""
    taken: dict[tuple[Hvem, date], list[Fravaersrad]] = {}
    for row in rows:
        earlier = [
            each
            for day in row.dager
            for each in taken.get((row.hvem, day), ())
            if same_lessons(each.periode.fag, row.periode.fag)
        ]
        if earlier:
            single = len(row.dager) == len(earlier[0].dager) == 1
            values = {"linje": str(earlier[0].linje)}
            yield Finding("A621" if single else "A622", fil, (row.rad, row.celle), values)
        for day in row.dager:
            taken.setdefault((row.hvem, day), []).append(row)


class _Reader:
    """Reads rows, and keeps what is found on the way."""

    def __init__(
        self,
        liste: Liste,
        columns: Columns,
        kart: Fravaerskart,
        plan: Plan,
        i_dag: date,
        books: Sequence[Klassefravaer],
    ) -> None:
        self._liste, self._columns, self._i_dag, self._books = liste, columns, i_dag, books
        self._codes = {folded(each.kode): each for each in kart.koder}
        self._others = {folded(each) for each in kart.ikke_fravaer}
        self._words = [*(each.kode for each in kart.koder), *kart.ikke_fravaer]
        self._classes = {folded(each.klasse): each.klasse for each in plan.skole.klasser}
        self._kalender = kalender_of(plan.ruter)
        self.findings: list[Finding] = []
        self.passed_by = 0

    def row(self, number: int, row: Rad) -> Fravaersrad | None:
        """Return what a row says; None where it has a fault, or is of no absence."""
        if is_sum(row, self._columns):
            self.passed_by += 1
            place = self._columns.get("elev", (0,))[0]
            self.findings.append(Finding("A628", self._liste.fil, (number, place)))
            return None
        width = len(self._liste.overskrift)
        if len(row.celler) < width or any(cell.strip() for cell in row.celler[width:]):
            values = {"antall": str(len(row.celler)), "ventet": str(width)}
            self.findings.append(Finding("A609", self._liste.fil, (number, 0), values))
            return None
        cells = Cells(self._liste.fil, number, row, self._columns)
        found = self._absence(cells, number, row.linje)
        self.findings += cells.faults
        return found

    def _absence(self, cells: Cells, number: int, linje: int) -> Fravaersrad | None:
        if cells.read("kode", self._is_other):
            self.passed_by += 1
            return None
        kode = cells.read("kode", self._code)
        elev, klasse = cells.read("elev", name_of), cells.read("klasse", self._class)
        fra, til = cells.read("fra", self._day), cells.read("til", self._last_day)
        fag, timer = cells.read("fag", subject_of), cells.read("timer", lessons_of)
        start, hele = cells.read("start", subject_of), cells.read("hel_dag", whole_days_of)
        if hele == 0 and fag is None and timer is None:
            cells.fault("hel_dag", "A644")
        if fra and til and til < fra:
            cells.fault("til", "A616")
        if cells.faults or cells.formulas or not (kode and elev and klasse and fra):
            return None
        days = self._school_days(cells, fra, til or fra)
        if not days:
            return None
        if hele and hele not in {SOME, len(days)}:
            values = {"sagt": str(hele), "dager": str(len(days))}
            self.findings.append(
                Finding("A645", self._liste.fil, (number, cells.place("hel_dag")), values)
            )
        start = start or fag if hele else start
        fag, timer = (None, None) if hele else (fag, timer)
        periode = Periode(fra, til or fra, kode.type, kode.meldt, fag, timer)
        now = class_now(self._books, klasse, school_year_of(fra), elev)
        return Fravaersrad(
            number, cells.place("fra"), linje, elev, now, periode, days, start, bool(hele)
        )

    def _school_days(self, cells: Cells, fra: date, til: date) -> tuple[date, ...]:
        """Return the school days of a stretch; none where it has none, or one is not known."""
        days = {day: self._kalender.is_school_day(day) for day in days_between(fra, til)}
        unknown = next((day for day, is_school in days.items() if is_school is None), None)
        if unknown is not None:
            cells.fault("til", "A618", skoleår=school_year_of(unknown))
            return ()
        found = tuple(day for day, is_school in days.items() if is_school)
        if not found:
            self.passed_by += 1
            cells.fault("fra", "A624")
        return found

    def _is_other(self, cell: str) -> bool:
        """Tell whether a code is one of no absence."""
        return folded(cell) in self._others

    def _code(self, cell: str) -> Fravaerskode | Fault:
        known = self._codes.get(folded(cell))
        return known or Fault("A619", {"forslag": advice(cell, self._words)})

    def _class(self, cell: str) -> str | Fault:
        typed = "".join(cell.split())
        if not typed:
            return Fault("A613")
        known = self._classes.get(folded(typed))
        return known or Fault("A614", {"forslag": advice(typed, self._classes.values())})

    def _day(self, cell: str) -> date | Fault:
        """Return a day that has come, of a year whose skolerute is known."""
        day = day_of(cell)
        if isinstance(day, Fault):
            return day
        if day > self._i_dag:
            return Fault("A617")
        year = school_year_of(day)
        return day if self._kalender.rute(year) else Fault("A618", {"skoleår": year})

    def _last_day(self, cell: str) -> date | Fault | None:
        return self._day(cell) if cell else None
