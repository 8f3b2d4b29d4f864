"""A list of absence, read by the plan's map: rows to values, and every fault with its cell."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from sosialplan.model.fravaer import (
    Fravaerstype,
    Klassefravaer,
    Meldt,
    Periode,
    as_lessons,
)
from sosialplan.model.importkart import Fravaerskart, Fravaerskode, Liste, Rad
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding
from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import advice, folded
from sosialplan.rules.fravaer.klassebytte import class_now
from sosialplan.rules.fravaer.listeceller import (
    SOME,
    Cells,
    Fault,
    day_of,
    documented,
    is_formula,
    name_of,
    without_year,
)
from sosialplan.rules.fravaer.listehode import (
    Columns,
    Post,
    columns_of,
    form_of,
    is_heading,
    is_other_heading,
    is_sum,
    only_a_name,
    posts,
    with_names,
)
from sosialplan.rules.fravaer.listekart import meaning
from sosialplan.rules.fravaer.listerader import (
    Fravaersrad,
    as_days,
    extent_of,
    namesakes_in,
    of_unlike_length,
    told_twice,
)
from sosialplan.rules.kalender.skolekalender import (
    days_between,
    kalender_of,
    running_year,
    school_year_of,
)

_NUMBER = re.compile(r"\s*[+-]?[0-9 .,]*\s*")
"""A number with a sign, as in a column of telephones that is not read, is no formula."""


_TOLD = {"A645", "A663", "A673"}
"""What is told of a row that is read all the same."""


class Lestliste(Value, frozen=True):
    """What was read: the rows of absence, how many were something else, what was found, and the codes that were met."""

    rader: tuple[Fravaersrad, ...]
    forbi: int
    funn: tuple[Finding, ...]
    koder: tuple[Fravaerskode, ...] = ()


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
    rows = tuple(reader.read())
    findings += [*_formulas(liste, columns), *reader.findings, *namesakes_in(liste, rows)]
    rows, mixed = as_days(liste.fil, rows)
    findings += mixed
    if not any(each.code == "A629" for each in findings):
        findings += told_twice(liste.fil, rows)
    return Lestliste(rows, reader.passed_by, tuple(findings), tuple(reader.met.values()))


def _formulas(liste: Liste, columns: Columns) -> Iterator[Finding]:
    read = {place for places in columns.values() for place in places}
    rows = [liste.overskrift, *(row.celler for row in liste.rader)]
    for number, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            if is_formula(cell) and (place in read or not _NUMBER.fullmatch(cell)):
                yield Finding("A611", liste.fil, (number, place))


def _rows(number: int) -> str:
    return f"{number} {'rad' if number == 1 else 'rader'}"


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
        self._kart = kart
        self._form = form_of(liste, columns, running_year(plan.skole, i_dag))
        self._codes = {folded(each.kode): each for each in kart.koder}
        self._others = {folded(each) for each in kart.ikke_fravaer} - self._codes.keys()
        self._words = [*(each.kode for each in kart.koder), *kart.ikke_fravaer]
        self._skole = plan.skole
        self._kalender = kalender_of(plan.ruter)
        self.findings: list[Finding] = []
        self.passed_by = 0
        self.met: dict[str, Fravaerskode] = {}
        self._years = {self._form.skoleaar}
        self._lasts: dict[tuple[int, int], int] = {}

    def read(self) -> Iterator[Fravaersrad]:
        """Yield what every row says; nothing where it has a fault, or is of no absence."""
        told = [
            post
            for number, row in enumerate(self._liste.rader, start=1)
            for post in self._posts(number, row)
        ]
        if self._kart.tomt_navn_er_som_over:
            told = list(self._named(told))
        for post in told:
            cells = Cells(self._liste.fil, post.rad, post.felt)
            found = self._absence(cells, post)
            self.findings += cells.faults
            if found is not None:
                self._of_other_years(found)
                yield found
        self._yearless(told)
        self.findings += of_unlike_length(self._liste.fil, self._lasts)

    def _of_other_years(self, found: Fravaersrad) -> None:
        """Tell of the first row of each school year but the one that the classes are of."""
        year = school_year_of(found.dager[0])
        if year not in self._years:
            self._years.add(year)
            values = {"skoleår": year, "nå": self._form.skoleaar}
            self.findings.append(Finding("A666", self._liste.fil, (found.rad, found.celle), values))

    def _posts(self, number: int, row: Rad) -> Iterator[Post]:
        """Yield what a row tells; one that is no row of a pupil is passed by, or is a fault."""
        place = self._columns.get("elev", (0,))[0]
        if is_sum(row, self._columns) or is_heading(row, self._liste):
            self.passed_by += 1
            code = "A628" if is_sum(row, self._columns) else "A664"
            self.findings.append(Finding(code, self._liste.fil, (number, place)))
            return
        if is_other_heading(row, meaning):
            self.findings.append(Finding("A649", self._liste.fil, (number, 0)))
            return
        width = len(self._liste.overskrift)
        if len(row.celler) < width or any(cell.strip() for cell in row.celler[width:]):
            values = {"antall": str(len(row.celler)), "ventet": str(width)}
            self.findings.append(Finding("A609", self._liste.fil, (number, 0), values))
            return
        yield from posts(self._liste, self._kart, self._columns, number, row)

    def _named(self, told: Sequence[Post]) -> Iterator[Post]:
        """Yield what is told with the names that stand above; a row with a name alone is passed by where days stand below."""
        filled = list(with_names(told))
        blank = [post for post, was_blank in filled if was_blank]
        if blank:
            place = (blank[0].rad, blank[0].felt["elev"][1])
            self.findings.append(
                Finding("A661", self._liste.fil, place, {"antall": _rows(len(blank))})
            )
        for number, (post, _) in enumerate(filled):
            above = number + 1 < len(filled) and filled[number + 1][1]
            if above and only_a_name(post):
                continue
            yield post

    def _yearless(self, told: Sequence[Post]) -> None:
        """Tell how the days without a year were read."""
        found = [each for each in told if without_year(each.felt.get("fra", ("", 0))[0])]
        if found and not self._kart.ukerutenett:
            values = {"antall": _rows(len(found)), "skoleår": self._form.skoleaar}
            place = (found[0].rad, found[0].felt["fra"][1])
            self.findings.append(Finding("A662", self._liste.fil, place, values))

    def _absence(self, cells: Cells, post: Post) -> Fravaersrad | None:
        if cells.read("kode", self._is_other):
            self.passed_by += 1
            return None
        kode = self._kind(cells)
        elev, klasse = cells.read("elev", name_of), cells.read("klasse", self._class)
        fra, til = cells.read("fra", self._day), cells.read("til", self._last_day)
        if fra and til and til < fra:
            cells.fault("til", "A616")
        told = extent_of(cells, post.felt, kode)
        if told.varighet and not told.minutter:
            self._lasts[post.rad, cells.place("slutt")] = told.varighet
        if any(each.code not in _TOLD for each in cells.faults) or cells.formulas:
            return None
        if not (kode and elev and klasse and fra):
            return None
        days = self._school_days(cells, fra, til or fra)
        if not days:
            return None
        if told.hele and told.hele not in {SOME, len(days)}:
            cells.fault("hel_dag", "A645", sagt=str(told.hele), dager=str(len(days)))
        if told.timer and "hel_dag" in post.felt and len(days) > 1:
            cells.fault("timer", "A647")
            return None
        timer = None if told.timer is None else as_lessons(told.timer)
        periode = Periode(
            fra, til or fra, kode.type, kode.meldt, told.fag, timer, told.minutter, kode.forsent,
            kode.gikk,
        )  # fmt: skip
        now = class_now(self._books, klasse, school_year_of(fra), elev)
        place = cells.place("fra")
        return Fravaersrad(
            post.rad, place, post.linje, elev, now, periode, days, told.start, bool(told.hele)
        )

    def _kind(self, cells: Cells) -> Fravaerskode | None:
        """Return what kind of absence it is: by the code, and by what the list says of whether it is documented."""
        kode, ja = cells.read("kode", self._code), cells.read("dokumentert", documented)
        if ja is None or (kode is None and any(each.code == "A619" for each in cells.faults)):
            coded = self._kart.ukerutenett or self._kart.kolonner.kode
            if not coded and not cells.faults:
                cells.fault("dokumentert", "A665")
            return kode
        kind = Fravaerstype.GYLDIG if ja else Fravaerstype.UGYLDIG
        told = Meldt.JA if ja else Meldt.NEI
        if kode is None:
            return Fravaerskode(kode="", type=kind, meldt=told)
        if kode.forsent or kode.gikk or kode.type is Fravaerstype.PERMISJON or kode.type is kind:
            return kode
        cells.fault("dokumentert", "A663")
        return replace(kode, type=kind, meldt=told)

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
        if known:
            self.met.setdefault(folded(cell), known)
        return known or Fault("A619", {"forslag": advice(cell, self._words)})

    def _class(self, cell: str) -> str | Fault:
        typed = "".join(cell.split())
        if not typed:
            return Fault("A613")
        known = [each.klasse for each in self._skole.klasser]
        return self._skole.klasse_ment(typed) or Fault("A614", {"forslag": advice(typed, known)})

    def _day(self, cell: str) -> date | Fault:
        """Return a day that has come, of a year whose skolerute is known."""
        day = day_of(cell, self._form)
        if isinstance(day, Fault):
            return day
        if day > self._i_dag:
            return Fault("A617")
        year = school_year_of(day)
        return day if self._kalender.rute(year) else Fault("A618", {"skoleår": year})

    def _last_day(self, cell: str) -> date | Fault | None:
        return self._day(cell) if cell else None
