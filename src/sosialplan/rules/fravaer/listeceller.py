"""The cells of a list from another system: what each says, or what is wrong with it."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

import msgspec

from sosialplan.model.liste import Rad
from sosialplan.model.problems import Finding
from sosialplan.model.record import Value

T = TypeVar("T")
Columns = Mapping[str, Sequence[int]]
"""Where the columns stand that are read, by what they hold."""

_LONGEST = 300
_MOST_LESSONS = 12
_LOST = re.compile(r"[^\W\d_][?{|}\[\]\\]+(?:[^\W\d_]|$)|(?:^| )[{|}\[\]\\]+[^\W\d_]")
"""A letter that was lost in a name, or is one of the seven-bit ones: S?ther, S{ther, \\sten."""
_FORMULA = re.compile(r"\s*[=+\-@]")
_NORWEGIAN_DATE = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


class Fault(Value, frozen=True):
    """What is wrong with a cell: the code, and what fills its sentence."""

    code: str
    values: dict[str, str] = msgspec.field(default_factory=dict)


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet would take the cell for something to carry out."""
    return bool(_FORMULA.match(cell))


class Cells:
    """The cells of one row, read one by one; their faults are kept."""

    def __init__(self, fil: str, number: int, row: Rad, columns: Columns) -> None:
        self._fil, self._number, self._row, self._columns = fil, number, row, columns
        self.faults: list[Finding] = []
        self.formulas = False

    def read(self, key: str, reader: Callable[[str], T | Fault]) -> T | None:
        """Return what is said of something; None where it cannot be read, or has no column."""
        cells = [self._row.celler[place] for place in self._columns.get(key, ())]
        if any(is_formula(each) for each in cells):
            self.formulas = True
            return None
        found = reader(" ".join(cell.strip() for cell in cells)) if cells else None
        if isinstance(found, Fault):
            self.fault(key, found.code, **found.values)
            return None
        return found

    def fault(self, key: str, code: str, **values: str) -> None:
        """Keep a fault in the cell that says this."""
        self.faults.append(Finding(code, self._fil, (self._number, self.place(key)), values))

    def place(self, key: str) -> int:
        """Return where the cell stands in the row."""
        return self._columns[key][0]


def name_of(cell: str) -> str | Fault:
    """Return a name; ``Etternavn, Fornavn`` is turned, since no name has a comma."""
    last, comma, first = cell.partition(",")
    name = " ".join((f"{first} {last}" if comma else cell).split())
    if _LOST.search(name):
        return Fault("A630")
    fits = any(each.isalpha() for each in name) and len(name) <= _LONGEST
    return name if fits else Fault("A612")


def day_of(cell: str) -> date | Fault:
    """Return a day written 2026-10-12 or 12.10.2026."""
    iso, norwegian = _ISO_DATE.fullmatch(cell), _NORWEGIAN_DATE.fullmatch(cell)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if norwegian:
            return date(int(norwegian[3]), int(norwegian[2]), int(norwegian[1]))
    except ValueError:
        pass
    return Fault("A615")


def subject_of(cell: str) -> str | None:
    """Return a subject; an empty cell is none."""
    return " ".join(cell.split())[:_LONGEST] or None


def lessons_of(cell: str) -> int | Fault | None:
    """Return a number of lessons; an empty cell is the whole day."""
    if not cell:
        return None
    fits = cell.isascii() and cell.isdecimal() and 1 <= int(cell[:5]) <= _MOST_LESSONS
    return int(cell) if fits else Fault("A620")
