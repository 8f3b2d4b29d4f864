"""One school year whose calendar is known, and what the wheel's words mean in it.

A stretch is always trimmed to the school days inside it; one without any is no stretch.
"""

from datetime import date, timedelta

from sosialplan.model.aarshjul_periode import (
    FraRuten,
    Holdepunkt,
    Maanedsdel,
    Periode,
    Rutedag,
    Spenn,
    Ukedag,
)
from sosialplan.model.record import Value
from sosialplan.model.skolerute import Skolerute
from sosialplan.rules.kalender import datoord
from sosialplan.rules.kalender.skolekalender import Skolekalender

_FIRST_MONTH = 8


class IngenTid(Exception):
    """A time cannot be found in this year; the sentence says why. Caught where times are asked for."""

    def __init__(self, hvorfor: str) -> None:
        super().__init__(hvorfor)
        self.hvorfor = hvorfor


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
            raise IngenTid(f"{name} finnes ikke i {self.kode}.") from error

    def uke(self, uke: int) -> date:
        """Return the Monday of the ISO week that lies in this school year."""
        first = int(self.kode[:4])
        monday = date.fromisocalendar(first, 1, 1) + timedelta(weeks=uke - 1)
        if monday >= date(first, _FIRST_MONTH, 1):
            return monday
        return date.fromisocalendar(first + 1, 1, 1) + timedelta(weeks=uke - 1)

    def skoledager(self, fra: date, til: date, hvor: str) -> tuple[date, ...]:
        """Return the school days from ``fra`` to ``til``, both included and at least one.

        ``hvor`` says where that is, should there be none.
        """
        days = tuple(day for day in self.dager if fra <= day <= til)
        if not days:
            raise IngenTid(f"Det er ingen skoledager {hvor} i {self.kode}.")
        return days

    def neste_skoledag(self, day: date) -> date:
        """Return the day itself if it is a school day, else the next one of the year."""
        found = next((school_day for school_day in self.dager if school_day >= day), None)
        if found is None:
            raise IngenTid(f"Etter {datoord.dato(day)} er det ingen skoledag i {self.kode}.")
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
        where = f"i perioden «{spenn.navn}»"
        return self.skoledager(self._day(spenn.fra), self._day(spenn.til), where)

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
    return IngenTid(f"Ordet «{kode}» er ikke forklart under perioder i aarshjul.yaml.")
