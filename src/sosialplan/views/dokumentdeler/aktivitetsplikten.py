"""Every duty of § 12-4 in a case: when it arose, by when and on what ground, when it was done.

A row for each time. What has no number of days in law has a deadline of practice or of the school's
own, and says so. ``skrevet`` is the day it was written down: writing late is told, and is no fault.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sosialplan.model.betydning import Betydning
from sosialplan.model.frist import Frist, Status, VurdertFrist
from sosialplan.model.handlingskjede import Slag
from sosialplan.model.sak import Evaluering, Hendelse, Tiltak
from sosialplan.rules.betydning import means
from sosialplan.rules.deltakelse import ELEV, FORESATTE
from sosialplan.rules.habilitet import not_impartial
from sosialplan.rules.in_force import number
from sosialplan.rules.skjerming import REKTOR
from sosialplan.views.datoer import kort_dato
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.varsling import VARSLER_SKOLEEIER, rektor_visste
from sosialplan.views.fristord import GRUNNLAG

SENT_SKREVET = "sent-skrevet-dager"
"""The setting: what is written down more calendar days after it happened is marked."""
IN_PLAN = "dagen er satt i planen"
WHOLE_PLAN = "Hele planen"
SNAREST = "lov: snarest, uten en bestemt dag"


class Stand(StrEnum):
    """How a duty stands."""

    HOLDT = "holdt"
    FOR_SENT = "gjort for sent"
    IKKE_GJORT = "ikke gjort"
    VENTER = "ikke forfalt"
    UTEN_FRIST = "gjort"
    IKKE_REGISTRERT = "ikke registrert"
    """Not written down, of what has no day to be late by."""
    UTEN_DEM = "ikke holdt"
    BORTFALT = "bortfalt"


@dataclass(frozen=True, slots=True)
class Skrevet:
    """When something was written down, how many days late, and whether only history knows it."""

    dag: date | None = None
    sent: int | None = None
    senere: bool = False


@dataclass(frozen=True, slots=True)
class Pliktgang:
    """One time that a duty was to be met. ``hva`` is the measure, or the duty itself; ``sent`` is so many days after it that it was written down; ``hvorfor`` says why it is not kept.

    ``senere`` tells that ``skrevet`` is when it came into the history, later than the entry says.
    """

    plikt: str
    hva: str
    oppsto: date | None
    frist: date | None
    grunnlag: str
    gjort: date | None
    skrevet: date | None
    sent: int | None
    stand: Stand
    hvorfor: str = ""
    senere: bool = False

    @property
    def om_tiltak(self) -> bool:
        """Whether it is about one measure."""
        return self.hva not in {self.plikt, WHOLE_PLAN}


@dataclass(frozen=True, slots=True)
class _Plikt:
    """A duty, and what the steps that meet it mean. ``ikke`` says openly that nothing is written down."""

    navn: str
    betyr: tuple[Betydning, ...]
    ikke: str


PLIKTER = (
    _Plikt("Følge med", (Betydning.OPPDAGET,), "skolen oppdaget det eller fikk vite det"),
    _Plikt("Gripe inn", (Betydning.GREPET_INN,), "skolen grep inn"),
    _Plikt("Varsle rektor", (Betydning.REKTOR_VARSLET,), "rektor ble varslet"),
    _Plikt("Varsle skoleeier", VARSLER_SKOLEEIER, "skoleeier ble varslet"),
    _Plikt("Høre eleven", (Betydning.ELEVEN_HOERT,), "eleven ble hørt"),
    _Plikt("Undersøke", (Betydning.UNDERSOEKT,), "skolen undersøkte saken"),
    _Plikt("Lage skriftlig plan", (Betydning.SKRIFTLIG_PLAN,), "skolen laget en skriftlig plan"),
    _Plikt("Sette inn tiltak", (), "skolen satte inn tiltak"),
    _Plikt("Evaluere", (Betydning.EVALUERT,), "tiltakene ble evaluert"),
)
"""In the order in which they arise (opplæringslova § 12-4, and § 10-2 on being heard)."""
_TILTAK, _EVALUERE = PLIKTER[7], PLIKTER[8]


def pliktganger(bilde: Saksbilde) -> tuple[Pliktgang, ...]:
    """Return the rows, duty by duty, and of each in order of time."""
    return tuple(row for plikt in PLIKTER for row in _of_duty(bilde, plikt))


def ikke_registrert(bilde: Saksbilde) -> Iterator[str]:
    """Yield what the case does not say, as ends of a sentence: «rektor ble varslet»."""
    for plikt in PLIKTER:
        rows = tuple(_of_duty(bilde, plikt))
        asked = _asked(bilde, plikt) if not rows else any(_overdue(row) for row in rows)
        if asked and not any(row.gjort for row in rows):
            yield plikt.ikke


def _overdue(row: Pliktgang) -> bool:
    return row.stand in {Stand.IKKE_GJORT, Stand.UTEN_DEM, Stand.IKKE_REGISTRERT}


def _asked(bilde: Saksbilde, plikt: _Plikt) -> bool:
    """Tell whether a duty is one of this case's: the school owner's only where it is serious."""
    if plikt.betyr == VARSLER_SKOLEEIER:
        return bilde.sak.alvorlig or REKTOR in bilde.skjermet_for
    hidden = plikt.betyr == (Betydning.REKTOR_VARSLET,) and REKTOR in bilde.skjermet_for
    hidden = hidden or (plikt is _EVALUERE and not bilde.tiltak)
    return not hidden and (plikt is _TILTAK or bilde.har(*plikt.betyr))


def _of_duty(bilde: Saksbilde, plikt: _Plikt) -> Iterator[Pliktgang]:
    if plikt is _TILTAK:
        yield from _measures(bilde)
        return
    rows = [
        row
        for row in bilde.grunnlag.rader
        if means(bilde.kjede, row.frist.steg, *plikt.betyr)
        and row.frist.slag is Slag.FRIST
        and (plikt is _EVALUERE or row.frist.tiltak is None)
    ]
    yield from (_row(bilde, plikt, row) for row in rows)
    if any(row.frist.gjort or row.frist.ikke_holdt for row in rows):
        return
    done = bilde.som(*plikt.betyr) or (() if rows else _rektor_knew(bilde, plikt))
    judged = [(each, _barred(bilde, each)) for each in done]
    for each, barred in sorted(judged, key=lambda one: bool(one[1]))[:1]:
        written = _written(bilde, each)
        yield Pliktgang(
            plikt.navn, plikt.navn, each.dato, None, "", each.dato, written.dag, written.sent,
            Stand.UTEN_DEM if barred else Stand.UTEN_FRIST,
            av_skjermet(barred) if barred else "", senere=written.senere,
        )  # fmt: skip
    if not rows and not done and _asked(bilde, plikt):
        yield Pliktgang(
            plikt.navn, plikt.navn, None, None, "", None, None, None, Stand.IKKE_REGISTRERT
        )  # fmt: skip


def _barred(bilde: Saksbilde, entry: Hendelse) -> tuple[str, ...]:
    return not_impartial(entry, bilde.sak, bilde.kjede, bilde.skjermet_for)


def _rektor_knew(bilde: Saksbilde, plikt: _Plikt) -> tuple[Hendelse, ...]:
    """Return what opened the case where rektor discovered it: nobody was left to tell."""
    if plikt.betyr != (Betydning.REKTOR_VARSLET,) or rektor_visste(bilde) is None:
        return ()
    return bilde.som(Betydning.OPPDAGET)


def _row(bilde: Saksbilde, plikt: _Plikt, row: VurdertFrist) -> Pliktgang:
    frist = row.frist
    entries = bilde.av_steg(frist.steg)
    done = next((each for each in entries if each.dato == frist.gjort), None)
    if done is None and frist.ikke_holdt:
        done = next(reversed(entries), None)
    about = WHOLE_PLAN if plikt is _EVALUERE else plikt.navn
    if frist.tiltak:
        about = f"Tiltak {_number(bilde, frist.tiltak)}"
    written = _written(bilde, done) if done else _evaluated(bilde, row)
    ground = IN_PLAN if frist.tiltak else GRUNNLAG[frist.forklaring.grunnlag]
    law = frist.forklaring.hjemmel
    return Pliktgang(
        plikt=plikt.navn,
        hva=about,
        oppsto=frist.forklaring.fra_dato,
        frist=frist.frist,
        grunnlag=f"{ground} ({_paragraph(law)})" if law else ground,
        gjort=frist.gjort or (done.dato if done else None),
        skrevet=written.dag,
        sent=written.sent,
        stand=Stand.UTEN_DEM if frist.ikke_holdt else _STAND.get(row.status, Stand.VENTER),
        hvorfor=_why(frist),
        senere=written.senere,
    )


def _why(frist: Frist) -> str:
    """Return who was not there, or why it is asked for no more."""
    if frist.av_skjermet:
        return av_skjermet(frist.av_skjermet)
    if frist.uten:
        words = {ELEV: "eleven", FORESATTE: "foresatte"}
        return f"uten {' og '.join(words[each] for each in frist.uten)}"
    return frist.bortfall.hvorfor if frist.bortfall else ""


def av_skjermet(roles: Iterable[str]) -> str:
    """Return that those whom the case is kept from did it, as the end of a sentence."""
    return f"av eller sammen med {' og '.join(roles)}, som saken er skjermet for"


def _paragraph(law: str) -> str:
    """Return the paragraph of a reference, on one line; of another law than the school's with its name."""
    said = law[law.find("§") :] if law.startswith(SKOLELOVEN) else law
    return said.replace("§ ", "§\u00a0")


SKOLELOVEN = "opplæringslova"
"""The law that a paragraph is of where the review names none."""
_STAND = {
    Status.OVERHOLDT: Stand.HOLDT,
    Status.FOR_SENT: Stand.FOR_SENT,
    Status.FORFALT: Stand.IKKE_GJORT,
    Status.IKKE_GJORT: Stand.IKKE_GJORT,
    Status.BORTFALT: Stand.BORTFALT,
}


def _number(bilde: Saksbilde, tiltak: str) -> int:
    return next(each.nummer for each in bilde.tiltak if each.tiltak.id == tiltak)


def _evaluated(bilde: Saksbilde, row: VurdertFrist) -> Skrevet:
    """Return when a measure's evaluation was written down."""
    for each in bilde.tiltak:
        for one in each.evalueringer:
            if each.tiltak.id == row.frist.tiltak and one.dato == row.frist.gjort:
                return _day_of(bilde, one.dato, one)
    return Skrevet()


def _measures(bilde: Saksbilde) -> Iterator[Pliktgang]:
    """Yield one row: from when the school knew to the first measure that is known to be put in.

    A start that was planned is no fact: what was written before it says nothing of whether it came to be.
    """
    knew = [rektor_visste(bilde), bilde.dag(Betydning.OPPDAGET)]
    told = min((each for each in knew if each), default=None)
    found = sorted((each.tiltak for each in bilde.tiltak), key=lambda tiltak: tiltak.fra)
    begun = [each for each in found if each.fra <= bilde.today and _put_in(each)]
    if not begun:
        planned = f"planlagt fra {kort_dato(found[0].fra)}" if found else ""
        yield Pliktgang(
            _TILTAK.navn, _TILTAK.navn, told, None, SNAREST, None, None, None,
            Stand.IKKE_REGISTRERT, planned,
        )  # fmt: skip
    for tiltak in begun[:1]:
        written = _day_of(bilde, tiltak.besluttet or tiltak.fra, tiltak)
        yield Pliktgang(
            _TILTAK.navn, _TILTAK.navn, told, None, SNAREST, tiltak.fra, written.dag, written.sent,
            Stand.UTEN_FRIST, senere=written.senere,
        )  # fmt: skip


def _put_in(tiltak: Tiltak) -> bool:
    """Tell whether it is written that a measure was put in: on its day or later, or by what came of it."""
    if tiltak.registrert is None or tiltak.registrert[:10] >= tiltak.fra.isoformat():
        return True
    days = [*(each.dato for each in tiltak.evaluert), *(each.dato for each in tiltak.endret)]
    return any(day >= tiltak.fra for day in days)


def _written(bilde: Saksbilde, entry: Hendelse) -> Skrevet:
    return _day_of(bilde, entry.dato, entry)


def _day_of(bilde: Saksbilde, happened: date, entry: Hendelse | Evaluering | Tiltak) -> Skrevet:
    """Return the day something was written down: the later of what it says and what history knows."""
    if entry.registrert is None:
        return Skrevet()
    known = bilde.grunnlag.lagret.get(entry.id)
    written = known or date.fromisoformat(entry.registrert[:10])
    days = (written - happened).days
    late = days if days > number(bilde.plan, SENT_SKREVET, happened) else None
    return Skrevet(written, late, known is not None)
