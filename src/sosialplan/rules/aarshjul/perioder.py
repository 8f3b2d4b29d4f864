"""One school year whose calendar is known, what the wheel's words mean in it, and its short words for a time."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import assert_never

from sosialplan.model.aarshjul import (
    Dag,
    EtterPeriode,
    FoerFerie,
    FoerUke,
    FraRuten,
    Gang,
    GangerIAaret,
    HeleAaret,
    Holdepunkt,
    HverNteUke,
    IPeriode,
    Maaned,
    Maanedlig,
    Maanedsdel,
    Medio,
    Naar,
    NaarResultater,
    Periode,
    Rutedag,
    Spenn,
    Tidsromslag,
    Ukedag,
    Ukentlig,
    Utsnitt,
)
from sosialplan.model.moeter import Per
from sosialplan.model.record import Value
from sosialplan.model.skole import Skolerute
from sosialplan.rules.kalender import datoord
from sosialplan.rules.kalender.datoord import maaned
from sosialplan.rules.kalender.skolekalender import Skolekalender, school_weeks


def tidsord(naar: Naar, perioder: tuple[Periode, ...], si: Callable[[str], str] = str) -> str:
    """Say a time in the words of the plan, before any date is counted; ``si`` puts ours into the reader's form."""
    names = {periode.periode: periode.navn for periode in perioder}
    match naar:
        case IPeriode():
            words = names.get(naar.periode, naar.periode)
            if naar.til_og_med:
                words += f"/{names.get(naar.til_og_med, naar.til_og_med)}"
            if naar.alternativ:
                words += f", {si('ellers')} {names.get(naar.alternativ, naar.alternativ)}"
        case EtterPeriode():
            words = f"etter {names.get(naar.periode, naar.periode)}"
        case NaarResultater():
            words = f"{si('når resultatene foreligger')}, frist medio {maaned(naar.frist_medio)}"
        case FoerUke():
            words = f"før {si('uke')} {naar.uke}"
        case FoerFerie():
            words = f"før {naar.ferie}"
        case Dag() | Maaned() | Medio():
            words = _calendar(naar)
        case _:
            words = _rhythm(naar, si)
    return words


def _calendar(naar: Dag | Maaned | Medio) -> str:
    words = maaned(naar.maaned)
    match naar:
        case Dag():
            words = f"{naar.dag}. {words}"
        case Medio():
            words = f"medio {words}"
        case Maaned():
            words += f"–{maaned(naar.til_maaned)}" if naar.til_maaned else ""
        case _:
            assert_never(naar)
    return words


def _rhythm(
    naar: GangerIAaret | Ukentlig | Maanedlig | HverNteUke | HeleAaret, si: Callable[[str], str]
) -> str:
    match naar:
        case GangerIAaret():
            words = f"{_times(naar)} {si('ganger i året')}"
        case Ukentlig():
            words = si("hver uke")
        case Maanedlig():
            words = si("hver måned")
        case HverNteUke():
            words = si("hver {antall}. uke" if naar.uker > 1 else "hver uke").format(
                antall=naar.uker
            )
        case HeleAaret():
            words = si("hele året")
        case _:
            assert_never(naar)
    return words


def _times(naar: GangerIAaret) -> str:
    if naar.hoeyst is None:
        return f"minst {naar.minst}"
    if naar.hoeyst <= naar.minst:
        return f"{naar.minst}"
    return f"{naar.minst}–{naar.hoeyst}"


_FIRST_MONTH = 8


class IngenTid(Exception):
    """A time cannot be found in this year; the sentence says why. Caught where times are asked for.

    ``verdier`` are what stands in the sentence: names of the plan and the calendar, which are no words of ours.
    """

    def __init__(self, setning: str, **verdier: str | int) -> None:
        super().__init__(setning)
        self._setning, self._verdier = setning, verdier

    def hvorfor(self, si: Callable[[str], str] = str) -> str:
        """Return why; ``si`` puts our words into the reader's form."""
        return si(self._setning).format_map(self._verdier)


class Skoleaar(Value, frozen=True):
    """A known school year: ``dager`` holds its school days in order and is never empty."""

    rute: Skolerute
    dager: tuple[date, ...]
    kalender: Skolekalender
    perioder: tuple[Periode, ...]

    @property
    def kode(self) -> str:
        """The school year as ``2026-2027``."""
        return self.rute.skoleaar

    def dato(self, maaned: int, dag: int) -> date:
        """Return the date in this school year."""
        first = int(self.kode[:4])
        try:
            return date(first if maaned >= _FIRST_MONTH else first + 1, maaned, dag)
        except ValueError as error:
            name = f"{dag}. {datoord.maaned(maaned)}"
            raise IngenTid("{navn} finnes ikke i {kode}.", navn=name, kode=self.kode) from error

    def uke(self, uke: int) -> date:
        """Return the Monday of the ISO week that lies in this school year."""
        first = int(self.kode[:4])
        monday = date.fromisocalendar(first, 1, 1) + timedelta(weeks=uke - 1)
        if monday >= date(first, _FIRST_MONTH, 1):
            return monday
        return date.fromisocalendar(first + 1, 1, 1) + timedelta(weeks=uke - 1)

    def skoledager(self, fra: date, til: date, hvor: str, **verdier: str | int) -> tuple[date, ...]:
        """Return the school days from ``fra`` to ``til``, both included and at least one.

        ``hvor`` says where that is, should there be none, with ``verdier`` in it.
        """
        days = tuple(day for day in self.dager if fra <= day <= til)
        if not days:
            raise IngenTid(f"Det er ingen skoledager {hvor} i {{kode}}.", kode=self.kode, **verdier)
        return days

    def neste_skoledag(self, day: date) -> date:
        """Return the day itself if it is a school day, else the next one of the year."""
        found = next((school_day for school_day in self.dager if school_day >= day), None)
        if found is None:
            raise IngenTid(
                "Etter {dag} er det ingen skoledag i {kode}.", dag=datoord.dato(day), kode=self.kode
            )
        return found

    def spenn(self, kode: str) -> Spenn:
        """Return the word for a stretch."""
        for word in self.perioder:
            if word.periode == kode and isinstance(word, Spenn):
                return word
        raise _no_word(kode)

    def maanedsdel(self, kode: str) -> Maanedsdel:
        """Return the word for a part of a month."""
        for word in self.perioder:
            if word.periode == kode and isinstance(word, Maanedsdel):
                return word
        raise _no_word(kode)

    def dager_i(self, spenn: Spenn) -> tuple[date, ...]:
        """Return the school days of a stretch."""
        first, last = self._day(spenn.fra), self._day(spenn.til)
        return self.skoledager(first, last, "i perioden «{navn}»", navn=spenn.navn)

    def _day(self, point: Holdepunkt) -> date:
        offset = timedelta(days=point.dager)
        if isinstance(point, FraRuten):
            return self.dager[0 if point.dag is Rutedag.FOERSTE else -1] + offset
        day = self.dato(point.maaned, point.dag)
        if point.ukedag is not None:
            day += timedelta(days=list(Ukedag).index(point.ukedag) - day.weekday())
        return day + offset


def kjent_skoleaar(
    skoleaar: str, kalender: Skolekalender, perioder: tuple[Periode, ...]
) -> Skoleaar | None:
    """Return the school year, or None where its calendar is not known."""
    rute = kalender.rute(skoleaar)
    dager = kalender.school_days(skoleaar)
    return Skoleaar(rute, dager, kalender, perioder) if rute and dager else None


def _no_word(kode: str) -> IngenTid:
    return IngenTid("Ordet «{ord}» er ikke forklart under perioder i aarshjul.yaml.", ord=kode)


_WHOM = {
    Per.SKOLE: "skolen",
    Per.KLASSE: "hver klasse",
    Per.TRINN: "hvert trinn",
    Per.ELEV: "hver elev",
}
Gjentakelse = GangerIAaret | Ukentlig | Maanedlig | HverNteUke


def gjentas(naar: Gjentakelse, aar: Skoleaar) -> Utsnitt:
    """Return each time as a stretch of its own, in order and without overlap."""
    match naar:
        case GangerIAaret():
            return _repeated(parts(aar.dager, naar.minst), _why_times(naar))
        case Ukentlig():
            return _repeated(
                school_weeks(aar.dager, 1),
                "En gang i hver uke som har skoledager; planen sier ikke hvilken dag.",
            )
        case Maanedlig():
            months = groupby(aar.dager, key=lambda day: (day.year, day.month))
            return _repeated(
                tuple(tuple(days) for _, days in months),
                "En gang i hver måned som har skoledager; planen sier ikke hvilken dag.",
            )
        case HverNteUke():
            whom = _WHOM[naar.per]
            return _repeated(
                school_weeks(aar.dager, naar.uker),
                f"Skoleåret deles i bolker på {naar.uker} uker fra den første skoleuka, "
                f"og {whom} har sin gang i hver bolk; den siste er kortere.",
            )
        case _:
            assert_never(naar)


def _why_times(naar: GangerIAaret) -> str:
    at_most = (
        "" if naar.hoeyst is None or naar.hoeyst <= naar.minst else f", og høyst {naar.hoeyst}"
    )
    return (
        f"Skoleåret deles i {naar.minst} like lange deler med minst én gang i hver{at_most}"
        f"{' i alt' if at_most else ''}; planen sier ikke hvilken dag."
    )


def parts(dager: tuple[date, ...], count: int) -> tuple[tuple[date, ...], ...]:
    """Divide school days into so many parts of the same length; parts without a day are left out."""
    cuts = [len(dager) * part // count for part in range(count + 1)]
    found = (dager[first:last] for first, last in pairwise(cuts))
    return tuple(part for part in found if part)


def _repeated(runs: tuple[tuple[date, ...], ...], why: str) -> Utsnitt:
    times = tuple(Gang(number, run[0], run[-1]) for number, run in enumerate(runs, start=1))
    return Utsnitt(Tidsromslag.GJENTAS, times[0].fra, times[-1].til, why, times)
