"""What a board is made of: fields with a sentence, a drawing and the same numbers as a table. Holds no name."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum

from sosialplan.model.record import Value
from sosialplan.views.maaltall import SMALLEST, sum_in_words

SHORTEST = 5
"""So many fill a bar at least: one alone is no long bar."""


FOR_OTHERS = "Vist i femmere. Under 5 vises ikke, heller ikke ingen."
"""What is said where the numbers are not those of the leadership."""


class Soylemerke(StrEnum):
    """How a piece of a bar is filled: told apart by its pattern too, never by its colour alone."""

    FORFALT = "forfalt"
    SNART = "snart"
    SENERE = "senere"
    GJORT = "gjort"


class Kolonne(Value, frozen=True):
    """A column of numbers; ``merke`` is the piece of the bar that it counts."""

    navn: str
    merke: Soylemerke | None = None


class Soylerad(Value, frozen=True):
    """A row: what it is called, its pieces in the order of the columns, and its numbers as texts.

    ``under`` is a sentence below it. One that is a ``tittel`` begins a group.
    """

    navn: str
    deler: tuple[tuple[Soylemerke, int], ...] = ()
    tall: tuple[str, ...] = ()
    under: str = ""
    tittel: bool = False


class Soyler(Value, frozen=True):
    """Bars. ``bredt`` sets each name over its bar; ``spalter`` is how many rows stand side by side; ``lengst`` is a full bar."""

    rader: tuple[Soylerad, ...]
    lengst: int
    bredt: bool = False
    spalter: int = 1


class Bue(Value, frozen=True):
    """A stretch of a ring's lane, in degrees with the clock from August at the top. ``bane`` is the lane from outside, of ``baner``."""

    fra: float
    til: float
    bane: int
    baner: int
    merke: Soylemerke


class Hjulbilde(Value, frozen=True):
    """The wheel: months by where each begins and ends, days off, rings from the outside in, and where the day is.

    ``forklaring`` says what each way of drawing means.
    """

    maaneder: tuple[tuple[str, float, float], ...]
    fri: tuple[tuple[float, float], ...]
    ringer: tuple[tuple[Bue, ...], ...]
    naa: float
    naa_ord: str
    forklaring: tuple[Kolonne, ...]


class Punktliste(Value, frozen=True):
    """What is told in words below a drawing: a heading and its points, and how many there are."""

    tittel: str
    punkter: tuple[str, ...]


class Tavlefelt(Value, frozen=True):
    """A field of the board: ``kode`` names it in the page; ``hode``, ``kolonner`` and ``tabell`` are all its numbers.

    Where there is nothing to draw, ``innledning`` says so.
    """

    kode: str
    tittel: str
    innledning: str
    beskrivelse: str
    tegning: Soyler | Hjulbilde | None
    hode: str = ""
    kolonner: tuple[Kolonne, ...] = ()
    tabell: tuple[tuple[str, ...], ...] = ()
    lister: tuple[Punktliste, ...] = ()
    merknad: str = ""


class Navnerad(Value, frozen=True):
    """One overdue thing with the names of those it is about: only where names were asked for."""

    sak: str
    elev: str
    klasse: str
    hva: str
    frist: str
    hvem: str


class Tavle(Value, frozen=True):
    """The whole board. ``ord`` are the page's own words in the school's form of Norwegian; ``navn`` is None without names."""

    tittel: str
    skole: str
    dag: str
    spraak: str
    spalter: tuple[tuple[Tavlefelt, ...], ...]
    ord: "Tavleord"
    varsler: tuple[str, ...] = ()
    navn: tuple[Navnerad, ...] | None = None


class Tavleord(Value, frozen=True):
    """What the page says of itself."""

    som_tabell: str
    navnetittel: str
    navnevarsel: str
    ingen_forfalt: str
    navnekolonner: tuple[str, ...]
    fot: str


def sums_for_all(
    sums: Iterable[tuple[str, int]],
    what: str,
    rest: tuple[str, str],
    si: Callable[[str], str],
) -> Iterator[Soylerad]:
    """Yield the sums that leave the leadership, and one row for all the others.

    ``rest`` is what the others are called where they are all, and where some have a row.
    Which they are is not told: a row of its own would say that there is one.
    """
    found = list(sums)
    told = [each for each in found if each[1] >= SMALLEST]
    yield from (Soylerad(name, under=sum_in_words(count, what, si)) for name, count in told)
    if len(told) < len(found):
        yield Soylerad(rest[bool(told)], under=sum_in_words(0, what, si))


def ramset(rader: Sequence[Soylerad], kolonner: Sequence[Kolonne]) -> str:
    """Return the numbers of bars as a sentence each, for one who cannot see them."""
    return " ".join(f"{each.navn}: {_numbers(each, kolonner)}." for each in rader)


def _numbers(rad: Soylerad, kolonner: Sequence[Kolonne]) -> str:
    named = (f"{kol.navn.lower()} {tall}" for kol, tall in zip(kolonner, rad.tall, strict=False))
    return "; ".join(each for each in (*named, rad.under.rstrip(".")) if each)
