"""The cells of a list from another system: what each says, or its fault."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

import msgspec

from sosialplan.model.problems import Finding
from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import folded, no_name
from sosialplan.rules.kalender.datoord import MAANEDER

T = TypeVar("T")
Felt = Mapping[str, tuple[str, int]]
"""What a row says, by what it is of: the text, and the cell it stands in."""

_LONGEST = 300
_MOST_LESSONS = 12
_LOST = re.compile(r"[^\W\d_][?{|}\[\]\\]+(?:[^\W\d_]|$)|(?:^| )[{|}\[\]\\]+[^\W\d_]")
"""A letter that was lost in a name, or is one of the seven-bit ones: S?ther, S{ther, \\sten."""
_FORMULA = re.compile(r"\s*(?:[=+@]|-\s*\S)")
_TIME = (
    r"(?:[T ]\s*[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_ISO_DATE = re.compile(rf"([0-9]{{4}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}}){_TIME}")
_DAY_AND_MONTH = re.compile(
    rf"([0-9]{{1,2}})\s*([./-])\s*([0-9]{{1,2}})\.?(?:\s*([-./ ])\s*([0-9]{{4}}|'?[0-9]{{2}}))?{_TIME}"
)
_MONTH_IN_WORDS = re.compile(
    rf"([0-9]{{1,2}})\.?\s*([a-z]{{3,9}})\.?(?:\s*([0-9]{{4}}|'?[0-9]{{2}}))?{_TIME}"
)
_WEEKDAY = re.compile(
    r"(?:man(?:dag)?|m[åa]ndag|ma|ti(?:rs?|rsdag|rdag|sdag|s)?|ty(?:s|sdag)?|ons?(?:dag)?|to(?:rs?|rsdag)?|fre?(?:dag)?|"
    r"l[øa]u?r?(?:dag)?|s[øu]n?(?:dag)?)[.,]?\s+(?=[0-9])"
)
_MONTHS = tuple(each[:3] for each in MAANEDER)
_LESSONS = re.compile(r"([0-9]{1,2})(?:[.,]([0-9]{1,2}))?\s*(?:t|time|timer|timar|h)?\.?")
_MINUTES = re.compile(r"([0-9]{1,3})(?:[.,]0+)?\s*(?:m|min|minutt|minutter)?\.?")
_CLOCK = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.][0-9]{2})?")
_MOST_MINUTES = 600
_WITH_AMOUNT = re.compile(
    r"(?P<kode>[^0-9]*?)[\s(]*(?P<tall>[0-9]{1,3}(?:[.,][0-9]{1,2})?)\s*(?P<enhet>min\w*\.?|m|t|time|timer|timar|h)\)?"
)


class Fault(Value, frozen=True):
    """What is wrong with a cell: the code, and what fills its sentence."""

    code: str
    values: dict[str, str] = msgspec.field(default_factory=dict)


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet would take the cell for something to carry out."""
    return bool(_FORMULA.match(cell))


class Cells:
    """What one row says, read bit by bit; the faults are kept."""

    def __init__(self, fil: str, number: int, felt: Felt) -> None:
        self._fil, self._number, self._felt = fil, number, felt
        self.faults: list[Finding] = []
        self.formulas = False

    def read(self, key: str, reader: Callable[[str], T | Fault]) -> T | None:
        """Return what is said of something; None where it cannot be read, or has no column."""
        if key not in self._felt:
            return None
        text = self._felt[key][0]
        if is_formula(text):
            self.formulas = True
            return None
        found = reader(text)
        if isinstance(found, Fault):
            self.fault(key, found.code, **found.values)
            return None
        return found

    def fault(self, key: str, code: str, **values: str) -> None:
        """Keep a finding in the cell that says this."""
        self.faults.append(Finding(code, self._fil, (self._number, self.place(key)), values))

    def place(self, key: str) -> int:
        """Return where the cell stands in the row; for what has no cell, where the row begins."""
        return self._felt[key][1] if key in self._felt else 0


def name_of(cell: str) -> str | Fault:
    """Return a name; ``Etternavn, Fornavn`` is turned, since no name has a comma."""
    last, comma, first = cell.partition(",")
    name = " ".join((f"{first} {last}" if comma else cell).split())
    if _LOST.search(name):
        return Fault("A630")
    return Fault("A612") if no_name(name) else name


class Dagform(Value, frozen=True):
    """How the days of a list are read: the school year of one without its year, and whether 3/11/2026 has the day first.

    Where no day of the list tells, such a day could be two, and is never guessed.
    """

    skoleaar: str
    dag_foerst: bool = False

    def year_of(self, month: int) -> int:
        """Return the year of a month in the school year."""
        first = int(self.skoleaar[:4])
        return first if month >= _AUGUST else first + 1


_AUGUST = 8


def day_of(cell: str, form: Dagform | None = None) -> date | Fault:
    """Return a day as people and programs write it; without a form it has its year, and can be read in one way.

    >>> form = Dagform("2026-2027")
    >>> [str(day_of(each, form)) for each in ("2026-10-12 00:00:00", "12.10.26", "3/11-26", "man 16. nov. 2026", "16.11")]
    ['2026-10-12', '2026-10-12', '2026-11-03', '2026-11-16', '2026-11-16']
    """
    said = _WEEKDAY.sub("", folded(cell), count=1)
    iso = _ISO_DATE.fullmatch(said.upper())
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    found, worded = _DAY_AND_MONTH.fullmatch(said), _MONTH_IN_WORDS.fullmatch(said)
    if found:
        day, month, year = int(found[1]), int(found[3]), found[5]
        turned = found[2] == found[4] == "/" and day != month and day <= _MONTHS_A_YEAR
        if (turned and not (form and form.dag_foerst)) or (found[2] == "-" and not year):
            return Fault("A615")
    elif worded:
        day, month, year = int(worded[1]), _month(worded[2]), worded[3]
    else:
        return Fault("A615")
    if year is None and form is None:
        return Fault("A615")
    return _day(form.year_of(month) if year is None and form else _year(str(year)), month, day)


_MONTHS_A_YEAR = 12
_CENTURY = 100


def _month(word: str) -> int:
    for names in (_MONTHS, MAANEDER):
        if word in names:
            return names.index(word) + 1
    return _MONTHS.index("sep") + 1 if word == "sept" else 0


def _year(said: str) -> int:
    year = int(said.removeprefix("'"))
    return year if year >= _CENTURY else 2000 + year


def _day(year: int, month: int, day: int) -> date | Fault:
    try:
        return date(year, month, day)
    except ValueError:
        return Fault("A615")


def says_day_first(cells: Iterable[str]) -> bool:
    """Tell whether days with two strokes have the day first: one of them has a number that is no month, and none the other way."""
    found = [each for cell in cells if (each := _DAY_AND_MONTH.fullmatch(folded(cell)))]
    pairs = [(int(each[1]), int(each[3])) for each in found if each[2] == each[4] == "/"]
    first = any(day > _MONTHS_A_YEAR for day, _ in pairs)
    return first and not any(month > _MONTHS_A_YEAR for _, month in pairs)


def without_year(cell: str) -> bool:
    """Tell whether a day is written without its year."""
    said = _WEEKDAY.sub("", folded(cell), count=1)
    found, worded = _DAY_AND_MONTH.fullmatch(said), _MONTH_IN_WORDS.fullmatch(said)
    return bool((found and not found[5]) or (worded and not worded[3]))


def is_day_heading(cell: str) -> bool:
    """Tell whether a column is a day."""
    return isinstance(day_of(cell, Dagform("2026-2027", dag_foerst=True)), date)


def split_cell(cell: str) -> dict[str, str]:
    """Return what a cell of a week says: the code, and of how many lessons or minutes.

    >>> split_cell("IU 45 min"), split_cell("D")
    ({'kode': 'IU', 'minutter': '45'}, {'kode': 'D'})
    """
    found = _WITH_AMOUNT.fullmatch(cell.strip())
    if found is None:
        return {"kode": cell.strip()}
    unit = "minutter" if found["enhet"].startswith("m") else "timer"
    return {"kode": found["kode"].strip(" :,-("), unit: found["tall"]}


def minutes_of_clock(cell: str) -> int | None:
    """Return a time of day as minutes; None where it is none."""
    found = _CLOCK.fullmatch(cell.strip())
    return int(found[1]) * 60 + int(found[2]) if found else None


def documented(cell: str) -> bool | Fault | None:
    """Return whether absence is documented; an empty cell does not say."""
    said = folded(cell)
    if not said:
        return None
    return True if said in _YES else False if said in _NO else Fault("A665")


_YES = {"ja", "j", "x", "sann", "true", "1", "dokumentert", "gyldig"}
_NO = {
    "nei",
    "n",
    "-",
    "usann",
    "false",
    "0",
    "udokumentert",
    "ugyldig",
    "ikke dokumentert",
    "ikkje dokumentert",
}


def subject_of(cell: str) -> str | None:
    """Return a subject; an empty cell is none."""
    return " ".join(cell.split())[:_LONGEST] or None


def lessons_of(cell: str) -> float | Fault | None:
    """Return a number of lessons; an empty cell, and none, say nothing."""
    found = _LESSONS.fullmatch(folded(cell))
    if not cell or (found and float(f"{found[1]}.{found[2] or 0}") == 0):
        return None
    number = float(f"{found[1]}.{found[2] or 0}") if found else 0
    return number if 0 < number <= _MOST_LESSONS else Fault("A620")


def minutes_of(cell: str) -> int | Fault | None:
    """Return a number of minutes; an empty cell, and none, say nothing."""
    found = _MINUTES.fullmatch(folded(cell))
    if not cell or (found and int(found[1]) == 0):
        return None
    return int(found[1]) if found and int(found[1]) <= _MOST_MINUTES else Fault("A646")


_WHOLE = {
    "ja",
    "j",
    "x",
    "hel",
    "heil",
    "heldag",
    "hel dag",
    "heil dag",
    "hele dagen",
    "heile dagen",
    "true",
    "sann",
}
_PART = {"", "nei", "n", "-", "delvis", "enkelttimer", "false", "usann"}
_NUMBER_OF_DAYS = re.compile(r"[0-9]{1,3}(?:[.,]0{1,2})?")


def whole_days_of(cell: str) -> int | Fault:
    """Return how many whole days a list itself says that a row is; -1 where it says only that it is."""
    said = folded(cell)
    if said in _WHOLE or said in _PART:
        return SOME if said in _WHOLE else 0
    return int(float(said.replace(",", "."))) if _NUMBER_OF_DAYS.fullmatch(said) else Fault("A643")


SOME = -1
