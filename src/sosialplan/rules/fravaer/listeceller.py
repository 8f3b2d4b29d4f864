"""Heading and cells of a list from another system: which columns are read, what each cell says, or its fault."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

import msgspec

from sosialplan.model.importkart import Fravaerskart, Liste, Rad
from sosialplan.model.problems import Finding
from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import folded

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
MAX_COLUMNS = 30
_MINUTES = re.compile(r"\bmin(utt\w*)?\b")
_LESSONS = re.compile(
    r"\b(fag|faggruppe|undervisningsgruppe|gruppe|(\w*)timer?|timenr|økt|start(tid)?|slutt(tid)?|kl|"
    r"klokkeslett|min|minutt\w*|varighet)\b"
)
"""Headings of lists in which a row is a lesson, and no day."""
_IDENTITY = re.compile(
    r"\b(fødsels\w*|født|fnr|personnr|personnummer|elevnr|elevnummer|elevid|elev-id)\b"
)
"""Headings of what tells two pupils of one name apart."""
_SUM = re.compile(r"(sum|summer|totalt?|i alt|til sammen|tilsammen|antall|delsum)\b")


def headings(kart: Fravaerskart) -> dict[str, tuple[str, ...]]:
    """Return the headings that are looked for, by what their columns hold."""
    each = kart.kolonner
    single = {
        "klasse": each.klasse, "fra": each.fra, "til": each.til, "kode": each.kode,
        "fag": each.fag, "timer": each.timer, "start": each.start,
        "hel_dag": each.hel_dag,
    }  # fmt: skip
    return {"elev": each.elev, **{key: (word,) for key, word in single.items() if word}}


def columns_of(liste: Liste, kart: Fravaerskart) -> tuple[Columns, list[Finding]]:
    """Return where the columns stand that are read, and what there is to say of the heading."""
    standing: dict[str, list[int]] = {}
    for place, cell in enumerate(liste.overskrift):
        standing.setdefault(folded(cell), []).append(place)
    findings = []
    if len(liste.overskrift) > MAX_COLUMNS:
        values = {"antall": str(len(liste.overskrift)), "høyst": str(MAX_COLUMNS)}
        findings.append(Finding("A605", liste.fil, (0, MAX_COLUMNS), values))
    columns = {}
    for key, words in headings(kart).items():
        places = [standing.get(folded(word), []) for word in words]
        for word, found in zip(words, places, strict=True):
            if not found:
                findings.append(Finding("A606", liste.fil, (0, 0), {"kolonne": word}))
            elif len(found) > 1:
                findings.append(Finding("A607", liste.fil, (0, found[1]), {"kolonne": word}))
        if all(places):
            columns[key] = [found[0] for found in places]
    return columns, [*findings, *_minutes(liste, columns), *_unread(liste, kart, columns)]


def _minutes(liste: Liste, columns: Mapping[str, list[int]]) -> Iterator[Finding]:
    """Yield where minutes would be read as lessons."""
    for place in columns.get("timer", ()):
        if _MINUTES.search(folded(liste.overskrift[place])):
            yield Finding("A627", liste.fil, (0, place))


def _unread(
    liste: Liste, kart: Fravaerskart, columns: Mapping[str, list[int]]
) -> Iterator[Finding]:
    """Yield the columns that are not read; one of lessons is a fault where rows would be whole days."""
    wanted = {folded(word) for words in headings(kart).values() for word in words}
    unread = [i for i, cell in enumerate(liste.overskrift) if folded(cell) not in wanted]
    if not unread or not columns or len(liste.overskrift) > MAX_COLUMNS:
        return
    names = (liste.overskrift[place].strip() or f"nummer {place + 1}" for place in unread)
    values = {"kolonner": ", ".join(f"«{name}»" for name in list(names)[:MAX_COLUMNS])}
    yield Finding("A626", liste.fil, (0, unread[0]), values)
    lessons = [place for place in unread if _LESSONS.search(folded(liste.overskrift[place]))]
    said = (kart.kolonner.fag, kart.kolonner.timer, kart.kolonner.hel_dag)
    if lessons and said == (None, None, None):
        word = {"kolonne": liste.overskrift[lessons[0]].strip()}
        yield Finding("A629", liste.fil, (0, lessons[0]), word)


def identity_columns(liste: Liste) -> list[int]:
    """Return the columns of what tells two pupils of one name apart."""
    return [i for i, cell in enumerate(liste.overskrift) if _IDENTITY.search(folded(cell))]


def is_sum(row: Rad, columns: Columns) -> bool:
    """Tell whether a row is a sum: it has no day, and says so in a cell."""
    days = [row.celler[place] for place in columns.get("fra", ()) if place < len(row.celler)]
    return not any(cell.strip() for cell in days) and any(
        _SUM.match(folded(cell)) for cell in row.celler
    )
