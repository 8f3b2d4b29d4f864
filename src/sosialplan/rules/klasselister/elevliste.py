"""A class list from another system: rows to pupils, and every fault with its cell."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from sosialplan.model.elev import Foresatt
from sosialplan.model.importkart import Liste, Rad
from sosialplan.model.klassetrinn import class_order, rank
from sosialplan.model.problems import Finding
from sosialplan.model.record import Value
from sosialplan.model.skole import Skole
from sosialplan.model.skrivemaate import advice, pupil
from sosialplan.rules.fravaer.listeceller import Fault, day_of, name_of
from sosialplan.rules.klasselister.kolonner import (
    EPOST,
    ETTERNAVN,
    FOEDT,
    FORNAVN,
    KLASSE,
    MELLOMNAVN,
    NAVN,
    RELASJON,
    TELEFON,
    TRINN,
    Foresattkolonner,
    Listekolonner,
    columns_of,
)
from sosialplan.rules.kontrolltegn import identity_numbers
from sosialplan.rules.navn.likhet import near_one_before

T = TypeVar("T")
_SUM = re.compile(r"(sum|summer|totalt?|i alt|til sammen|tilsammen|antall|delsum)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LETTER = re.compile(r"[A-ZÆØÅ]")
_CLASS = re.compile(
    r"([0-9]{1,2})\s*(?:\.?\s*(?:trinn|klasse)?\s*([A-Z]{1,3})|\s*[.-]\s*([A-Z0-9]{1,3}))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[;/]\s*|\s+og\s+|\s+&\s+")
_NOTHING = frozenset({"", "-", "–", "ingen", "ukjent", "mangler"})
_PHONE = re.compile(r"\+?[0-9 ()./-]{5,25}")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_ACTS = re.compile(r"\s*[=@]|\s*[+-](?![0-9 (+])")
"""How a cell begins that a spreadsheet would carry out; a telephone may begin with a plus."""
_LONGEST = 100


class Elevrad(Value, frozen=True):
    """A row of the list: the pupil, and its line in the file. ``rad`` is its place in the list."""

    rad: int
    linje: int
    navn: str
    klasse: str
    foedselsaar: int | None
    foresatte: tuple[Foresatt, ...]


class Elevliste(Value, frozen=True):
    """What was read: the pupils, whether the list says anything of years of birth and guardians, and what was found."""

    rader: tuple[Elevrad, ...]
    har_aar: bool
    har_foresatte: bool
    forbi: int
    funn: tuple[Finding, ...]


def read_pupils(
    liste: Liste, skole: Skole, born: Callable[[int], range] | None = None
) -> Elevliste:
    """Read every row; a row with a fault is left out, and all faults of all rows are told.

    ``born`` tells in which years pupils of a grade are born.
    """
    columns, findings = columns_of(liste)
    if any(each.code in {"A650", "A607"} for each in findings):
        return Elevliste((), har_aar=False, har_foresatte=False, forbi=0, funn=findings)
    rows: list[Elevrad] = []
    told = list(findings)
    passed = 0
    for number, row in enumerate(liste.rader[columns.under :], start=1 + columns.under):
        reader = _Row(liste.fil, number, row, columns, skole)
        if reader.is_sum():
            passed += 1
            told.append(Finding("A628", liste.fil, (number, 0)))
            continue
        found = reader.pupil()
        told += reader.findings
        rows += [found] if found else []
    told += _of_other_ages(liste.fil, rows, skole, born) if born else ()
    told += [*_twice(liste.fil, rows), *_near(liste.fil, rows)]
    return Elevliste(
        tuple(rows),
        har_aar=FOEDT in columns.elev,
        har_foresatte=bool(columns.foresatte),
        forbi=passed,
        funn=tuple(told),
    )


class _Row:
    """One row, read cell by cell; its faults are kept."""

    def __init__(self, fil: str, number: int, row: Rad, columns: Listekolonner, skole: Skole) -> None:  # fmt: skip
        self._fil, self._number, self._row = fil, number, row
        self._columns, self._skole = columns, skole
        self.findings: list[Finding] = []

    def is_sum(self) -> bool:
        """Tell whether the row is a sum: it names no class, and says so."""
        cell = self._cell(KLASSE)
        named = _CLASS.fullmatch(cell) or _LETTER.fullmatch(cell) or self._skole.klasse_ment(cell)
        return not named and any(_SUM.match(each.strip()) for each in self._row.celler)

    def pupil(self) -> Elevrad | None:
        """Return the pupil of the row; None where there is a fault in it."""
        wanted, there = len(self._columns.overskrift), len(self._row.celler)
        if there != wanted and any(each.strip() for each in self._row.celler[wanted:]):
            self._fault(min(there, wanted) - 1, Fault("A609", {"antall": str(there), "ventet": str(wanted)}))  # fmt: skip
            return None
        names = (NAVN,) if NAVN in self._columns.elev else (FORNAVN, MELLOMNAVN, ETTERNAVN)
        parts = [each for each in (FORNAVN, ETTERNAVN) if each in self._columns.elev]
        empty = [each for each in parts if not self._cell(each)]
        if NAVN not in names and empty and len(empty) < len(parts):
            self._fault(self._place(empty[0]), Fault("A659"))
        navn = self._read(names, name_of)
        klasse = self._read((KLASSE,), self._class_of)
        aar = self._read((FOEDT,), _year_of) if FOEDT in self._columns.elev else None
        foresatte = [each for whom, own in self._columns.foresatte for each in self._guardians(whom, own)]  # fmt: skip
        if (
            navn is None
            or klasse is None
            or any(each.code not in {"A654", "A659"} for each in self.findings)
        ):
            return None
        return Elevrad(self._number, self._row.linje, navn, klasse, aar, tuple(foresatte))

    def _place(self, key: str) -> int:
        return self._columns.elev[key][0]

    def _at(self, place: int) -> str:
        return self._row.celler[place].strip() if place < len(self._row.celler) else ""

    def _cell(self, key: str) -> str:
        return self._at(self._place(key)) if key in self._columns.elev else ""

    def _fault(self, place: int, fault: Fault) -> None:
        self.findings.append(Finding(fault.code, self._fil, (self._number, max(place, 0)), fault.values))  # fmt: skip

    def _read(self, keys: Sequence[str], reader: Callable[[str], T | Fault]) -> T | None:
        keys = [each for each in keys if each in self._columns.elev]
        text = " ".join(each for each in map(self._cell, keys) if each)
        return self._told(self._place(keys[0]), text, reader)

    def _told(self, place: int, text: str, reader: Callable[[str], T | Fault]) -> T | None:
        """Return what a text says; None where it cannot be taken."""
        found: T | Fault
        if _ACTS.match(text):
            found = Fault("A611")
        elif any(True for _ in identity_numbers(text)):
            found = Fault("A653")
        else:
            found = reader(text)
        if isinstance(found, Fault):
            self._fault(place, found)
            return None
        return found

    def _class_of(self, cell: str) -> str | Fault:
        """Return the class; a letter alone stands beside a column of grades."""
        if not cell:
            return Fault("A613")
        grade = re.sub(r"[^0-9]", "", self._cell(TRINN))
        typed = f"{grade}{cell}" if grade and _LETTER.fullmatch(cell.upper()) else cell
        found = _CLASS.fullmatch(typed)
        parts = (found[2] or f"-{found[3]}") if found else ""
        word = f"{found[1]}{parts}".upper() if found else typed
        known = [each.klasse for each in self._skole.klasser]
        return self._skole.klasse_ment(word) or Fault("A614", {"forslag": advice(word, known)})

    def _guardians(self, whom: str, own: Foresattkolonner) -> Iterator[Foresatt]:
        """Yield the guardians of one group of columns: one, or several names in one cell without more."""
        cells = {what: " ".join(filter(None, map(self._at, places))) for what, places in own.items()}  # fmt: skip
        said = {what: cell for what, cell in cells.items() if cell.casefold() not in _NOTHING}
        place = next(iter(own.values()))[0]
        name = said.get(NAVN) or " ".join(said[key] for key in (FORNAVN, ETTERNAVN) if key in said)
        reached = [said[key] for key in (TELEFON, EPOST) if key in said]
        if not name:
            if reached:
                self._fault(place, Fault("A658"))
            return
        for text in reached:
            self._told(place, text, str)
        right = {TELEFON: _PHONE, EPOST: _MAIL}
        if any(not right[key].fullmatch(said[key]) for key in right if key in said):
            self._fault(place, Fault("A654"))
        names = [name] if reached else _BETWEEN.split(name)
        for each in names:
            navn = self._told(place, each, name_of)
            if navn is not None:
                related = said.get(RELASJON) or (whom if not whom.startswith("foresatt") else None)
                yield Foresatt(navn=navn, relasjon=related, kontakt=", ".join(each[:_LONGEST] for each in reached) or None)  # fmt: skip


def _year_of(cell: str) -> int | Fault | None:
    """Return a year of birth, of a year or a day; an empty cell is none."""
    if not cell:
        return None
    day = None if _YEAR.fullmatch(cell) else day_of(cell)
    if isinstance(day, Fault):
        return Fault("A653")
    year = int(cell) if day is None else day.year
    return year if 1990 <= year <= 2100 else Fault("A653")  # noqa: PLR2004 - what the field can hold


def _of_other_ages(
    fil: str, rows: Sequence[Elevrad], skole: Skole, born: Callable[[int], range]
) -> Iterator[Finding]:
    """Yield each pupil who is born in another year than those of the grade: one after school has begun cannot be."""
    for row in rows:
        usual = [year for each in skole.trinn_i(row.klasse) for year in born(rank(each))]
        if row.foedselsaar is None or not usual or min(usual) <= row.foedselsaar <= max(usual):
            continue
        youngest = born(1)[-1]
        if row.foedselsaar > youngest:
            yield Finding("A653", fil, (row.rad, 0))
        else:
            yield Finding("A670", fil, (row.rad, 0), {"klasse": row.klasse, "fra": str(min(usual)), "til": str(max(usual))})  # fmt: skip


def _twice(fil: str, rows: Sequence[Elevrad]) -> Iterator[Finding]:
    """Yield the names that stand twice: one of a name in a class, with every line of it, and each row of another class."""
    named: dict[str, list[Elevrad]] = {}
    for row in rows:
        named.setdefault(pupil(row.navn), []).append(row)
    for own in (each for each in named.values() if len(each) > 1):
        before: list[Elevrad] = []
        for here in _of_classes(own):
            same = [row for row in here if any(_may_be_one(row, each) for each in here if each is not row)]  # fmt: skip
            if same:
                first, at, *more = same
                lines = [str(each.linje) for each in (first, *more)]
                told = f"{', '.join(lines[:-1])} og {lines[-1]}" if more else lines[0]
                yield Finding("A655", fil, (at.rad, 0), {"linje": told})
            for row in here:
                away = next((each for each in before if _may_be_one(row, each)), None)
                if away is not None:
                    values = {"linje": str(away.linje), "klasse": away.klasse}
                    yield Finding("A656", fil, (row.rad, 0), values)
            before += here


def _of_classes(rows: Sequence[Elevrad]) -> Iterator[Sequence[Elevrad]]:
    for klasse in dict.fromkeys(row.klasse for row in rows):
        yield [row for row in rows if row.klasse == klasse]


def _may_be_one(row: Elevrad, other: Elevrad) -> bool:
    return None in {row.foedselsaar, other.foedselsaar} or row.foedselsaar == other.foedselsaar


def _near(fil: str, rows: Sequence[Elevrad]) -> Iterator[Finding]:
    """Yield the pupils whose names are nearly another's in the class."""
    by_class: dict[str, dict[str, Elevrad]] = {}
    for row in rows:
        by_class.setdefault(row.klasse, {}).setdefault(pupil(row.navn), row)
    for named in by_class.values():
        for each in near_one_before((), named):
            yield Finding("A633", fil, (named[each].rad, 0))


def by_class(rows: Sequence[Elevrad]) -> Mapping[str, Sequence[Elevrad]]:
    """Return the rows by class, the grades in their order."""
    found: dict[str, list[Elevrad]] = {}
    for row in sorted(rows, key=lambda each: (class_order(each.klasse), each.rad)):
        found.setdefault(row.klasse, []).append(row)
    return found
