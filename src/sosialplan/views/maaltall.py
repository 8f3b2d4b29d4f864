"""The goals with their numbers, for a table and as plain values. Small numbers are kept back.

Under five of anything, or of what is left when it is taken from the whole, can point at single
pupils: such a figure is shown to the leadership only, and then nothing of it is shown.

Two figures can point at one pupil too, where one is taken from the other: those of yesterday and today, or of two goals.
So numbers of pupils leave the leadership in fives (10–14): what is told of two tables never differs by fewer than five.

None is told as few are: else the day on which a row appears would say that there is a case.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from statistics import median

from msgspec.structs import replace

from sosialplan.model.oppslagsverk import Maal, Maaleenhet, Retning, Teller
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.skole import Valgliste
from sosialplan.rules.explanation import in_force, number
from sosialplan.rules.lesninger import TEGN, as_read
from sosialplan.rules.maaltelling import Aar, Maalantall, count_goal
from sosialplan.tekster.maalform import talt
from sosialplan.views.tabellcelle import Celleslag, fields


def goal_as_read(valg: Valgliste, maal: Maal, on: date) -> Maal:
    """Return a goal as the school's choices have it, signed where one is not made."""
    read = as_read(valg, maal, on)
    return replace(read, navn=f"{maal.navn} {TEGN}") if read.etter_valg else read


def maaltall(maal: Maal, plan: Plan, today: date) -> int | None:
    """Return the number a goal should come to; None where its rule is not in force."""
    if maal.maal.tall is not None:
        return maal.maal.tall
    rule = plan.regel(maal.maal.regel or "")
    version = in_force(rule.versjoner, today) if rule else None
    if version is None:
        return None
    return number(plan, version.innstilling, today) if version.innstilling else version.antall


def maal_i_ord(maal: Maal, plan: Plan, today: date, si: Callable[[str], str] = str) -> str:
    """Return the goal as ``minst 100 prosent``; ``si`` puts our words into the reader's form."""
    count = maaltall(maal, plan, today)
    unit = maal.maal.enhet
    days = unit is Maaleenhet.VIRKEDAGER
    said = f" ({si('mandag–fredag, ikke helligdager')})" if days else ""
    if count is None:
        return si("ikke fastsatt")
    word = si(ENTALL[unit] if count == 1 else unit.value)
    return f"ingen {word}" if count == 0 else f"{si(maal.maal.retning.value)} {count} {word}{said}"


ENTALL = {
    Maaleenhet.PROSENT: "prosent",
    Maaleenhet.SAKER: "sak",
    Maaleenhet.ELEVER: "elev",
    Maaleenhet.VIRKEDAGER: "virkedag",
}
"""What one of each is called."""
SMALLEST = 5
"""The smallest number of pupils or cases that leaves the leadership."""
FOR_FAA = "for få til å vises"
UNDER_FEM = "under 5 (også ingen)"
"""What stands for a sum that is kept back, none among them."""


class Maaltall(Value, frozen=True):
    """A goal, its number, and its limit; ``skjermet`` where the number is kept back."""

    maal: Maal
    antall: Maalantall | None
    grense: int | None
    skjermet: bool
    ukjent: bool = False
    """Whether something was left out that may count: then nobody can tell whether it is reached."""
    avrundet: bool = False
    """Whether the numbers are told in fives."""

    @property
    def prosent(self) -> int | None:
        """Whole per cent rounded down, so that only all is 100; None where the fives do not tell it."""
        if self.antall is None or not self.antall.nevner:
            return None
        each = self._percents()
        return min(each) if min(each) == max(each) else None

    def _percents(self) -> tuple[int, ...]:
        """Return every per cent that what is told can stand for."""
        antall = self.antall
        if antall is None or not antall.nevner:
            return ()
        if not self.avrundet:
            return (antall.teller * 100 // antall.nevner,)
        return tuple(
            teller * 100 // nevner
            for teller in in_five(antall.teller)
            for nevner in in_five(antall.nevner)
            if teller == nevner or nevner - teller >= SMALLEST
        )

    @property
    def prosent_i_ord(self) -> str:
        """The per cent, or from which to which it is."""
        each = self._percents()
        return f"{min(each)}" if min(each) == max(each) else f"{min(each)}–{max(each)}"

    @property
    def median(self) -> float | None:
        """The middle number of days; whole days where numbers are told in fives."""
        found = median(self.antall.dager) if self.antall and self.antall.dager else None
        return int(found) if found is not None and self.avrundet else found

    @property
    def naadd(self) -> bool | None:
        """Whether the goal is reached; None where it cannot be told of what is told."""
        if self.grense is None or self.ukjent:
            return None
        minst = self.maal.maal.retning is Retning.MINST
        grense = self.grense
        said = {each >= grense if minst else each <= grense for each in self.measured()}
        return said.pop() if len(said) == 1 else None

    def measured(self) -> Sequence[float]:
        """Return what may be the number that is held against the limit: one, several that are told as one, or none."""
        antall = self.antall
        match self.maal.maal.enhet:
            case Maaleenhet.PROSENT:
                return self._percents()
            case Maaleenhet.VIRKEDAGER:
                return antall.dager[-1:] if antall else ()
            case _ if antall is None:
                return ()
            case _:
                return in_five(antall.teller) if self.avrundet else (antall.teller,)


class Trend(StrEnum):
    """How a number stands against the same day of the year before."""

    OPP = "høyere enn i fjor"
    NED = "lavere enn i fjor"
    LIKT = "som i fjor"


def trend(now: Maaltall, before: Maaltall | None) -> Trend | None:
    """Return how a goal has moved; None where that cannot be told of what is told of both."""
    if before is None or any(each.skjermet or each.ukjent for each in (now, before)):
        return None
    here, then = now.measured(), before.measured()
    if not (here and then):
        return None
    if min(here) > max(then):
        return Trend.OPP
    if max(here) < min(then):
        return Trend.NED
    return Trend.LIKT if len({*here, *then}) == 1 else None


def figures(
    maal: tuple[Maal, ...], aar: Aar, *, ledelsen: bool, ukjent: bool = False
) -> Iterator[Maaltall]:
    """Yield every goal with its number; with ``ukjent`` something could not be read that may count."""
    for each in (goal_as_read(aar.plan.valg, goal, aar.per) for goal in maal):
        elever = each.maal.enhet is Maaleenhet.ELEVER
        antall = count_goal(each.teller, aar, elever=elever) if each.teller else None
        made = shown(each, antall, _limit(each, aar), ledelsen=ledelsen)
        yield replace(made, ukjent=ukjent and antall is not None)


def shown(maal: Maal, antall: Maalantall | None, grense: int | None, *, ledelsen: bool) -> Maaltall:
    """Return a goal with its number, kept back where it must be: one of meetings points at no pupil."""
    of_pupils = not ledelsen and maal.teller is not Teller.KLASSEMOETER
    kept_back = of_pupils and antall is not None and is_small(antall)
    return Maaltall(maal, antall, grense, kept_back, avrundet=of_pupils)


def in_five(number: int) -> range:
    """Return the numbers that are told as one.

    >>> in_five(13)
    range(10, 15)
    """
    first = number - number % SMALLEST
    return range(first, first + SMALLEST)


def five_in_words(number: int) -> str:
    """Return a number of pupils as it leaves the leadership.

    >>> five_in_words(13)
    '10–14'
    """
    each = in_five(number)
    return f"{each[0]}–{each[-1]}"


def is_small(antall: Maalantall) -> bool:
    """Tell whether a figure could point at single pupils; nothing at all is told as such a figure is."""
    left = antall.nevner - antall.teller if antall.nevner is not None else 0
    numbers = [antall.teller, antall.nevner or antall.teller]
    numbers += [len(antall.dager)] if antall.dager else []
    return min(numbers) < SMALLEST or 0 < left < SMALLEST


def sum_in_words(count: int, what: str, si: Callable[[str], str] = str) -> str:
    """Return a sum as it leaves the leadership: in fives, and not at all where it is small.

    >>> sum_in_words(11, "elever"), sum_in_words(4, "elever"), sum_in_words(0, "elever")
    ('10–14 elever', 'under 5 (også ingen)', 'under 5 (også ingen)')
    """
    return si(UNDER_FEM) if count < SMALLEST else f"{five_in_words(count)} {si(what)}"


def _limit(maal: Maal, aar: Aar) -> int | None:
    """Return the goal's own number, or that of the deadline rule as it is on the day."""
    if maal.maal.tall is not None:
        return maal.maal.tall
    rule = aar.plan.regel(maal.maal.regel or "")
    version = in_force(rule.versjoner, aar.per) if rule else None
    if version is None:
        return None
    return number(aar.plan, version.innstilling, aar.per) if version.innstilling else version.antall


HEADERS = ("Mål", "Nå", "Skal være", "Nådd", "Grunnlag")


def as_cells(tall: Maaltall, *, ledelsen: bool, si: Callable[[str], str] = str) -> tuple[str, ...]:
    """Return a goal as the texts of ``HEADERS``; ``si`` puts our words into the reader's form of Norwegian."""
    reached = {True: "ja", False: "nei", None: "–"}[None if tall.skjermet else tall.naadd]
    reached = "ukjent" if tall.ukjent else reached
    return (
        tall.maal.navn,
        _now(tall, si, ledelsen=ledelsen),
        _wanted(tall, si),
        reached,
        tall.maal.grunnlag.value,
    )


def _now(tall: Maaltall, si: Callable[[str], str], *, ledelsen: bool) -> str:
    antall = tall.antall
    if antall is None:
        return si("telles ikke")
    if tall.skjermet:
        return si(FOR_FAA)
    if antall.nevner == 0:
        return si("ingenting å telle ennå")
    said = five_in_words if tall.avrundet else str
    teller, nevner = said(antall.teller), said(antall.nevner or 0)
    if tall.median is not None:
        worst = f", {si('lengst')} {antall.dager[-1]}" if ledelsen else ""
        of_days = Maaleenhet.VIRKEDAGER
        days = f"{talt(tall.median, si(ENTALL[of_days]), si(of_days.value))} (median{worst})"
        return f"{days}, {teller} av {nevner} i tide"
    if antall.nevner is None:
        unit = tall.maal.maal.enhet
        return f"{teller} {si(ENTALL[unit] if teller == '1' else unit.value)}"
    return f"{tall.prosent_i_ord} % ({teller} av {nevner})"


def _wanted(tall: Maaltall, si: Callable[[str], str]) -> str:
    unit = tall.maal.maal.enhet
    word = (
        "%" if unit is Maaleenhet.PROSENT else si(ENTALL[unit] if tall.grense == 1 else unit.value)
    )
    if tall.grense == 0:
        return f"ingen {word}"
    return (
        "–" if tall.grense is None else f"{si(tall.maal.maal.retning.value)} {tall.grense} {word}"
    )


TEKST, HELTALL, TALL, JA_NEI = Celleslag.TEKST, Celleslag.HELTALL, Celleslag.TALL, Celleslag.JA_NEI
FIELDS = fields(
    kode=TEKST, navn=TEKST, teller=(HELTALL, None), nevner=(HELTALL, None), prosent=(HELTALL, None), median=(TALL, None),
    lengst=(HELTALL, None), enhet=TEKST, retning=TEKST, grense=(HELTALL, None), nådd=(JA_NEI, None), skjermet=JA_NEI,
    ukjent=JA_NEI, saker=(Celleslag.LISTE, None), telles=JA_NEI, grunnlag=TEKST, avrundet=JA_NEI,
)  # fmt: skip
"""The keys of ``as_values``."""


def as_values(tall: Maaltall, *, ledelsen: bool) -> dict[str, object]:
    """Return a goal as plain values; what is kept back is null, and a number in fives the first of them."""
    shown = None if tall.skjermet else tall.antall
    said = (lambda number: in_five(number)[0]) if tall.avrundet else int
    return {
        "kode": tall.maal.kode,
        "navn": tall.maal.navn,
        "teller": said(shown.teller) if shown else None,
        "nevner": said(shown.nevner) if shown and shown.nevner is not None else None,
        "prosent": tall.prosent if shown else None,
        "median": tall.median if shown else None,
        "lengst": shown.dager[-1] if shown and shown.dager and ledelsen else None,
        "enhet": tall.maal.maal.enhet.value,
        "retning": tall.maal.maal.retning.value,
        "grense": tall.grense,
        "nådd": tall.naadd if shown else None,
        "skjermet": tall.skjermet,
        "ukjent": tall.ukjent,
        "saker": list(shown.saker) if shown and ledelsen else None,
        "telles": tall.antall is not None,
        "grunnlag": tall.maal.grunnlag.value,
        "avrundet": tall.avrundet and shown is not None,
    }
