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
from sosialplan.model.sak import Hendelse
from sosialplan.model.sakspapirer import Felt
from sosialplan.rules.ansattsak.skjerming import REKTOR, not_impartial
from sosialplan.rules.facts import carries_out, means
from sosialplan.rules.medvirkning import ELEV, FORESATTE
from sosialplan.rules.tiltak import ikke_gjennomfoert, satt_inn
from sosialplan.views.datoer import i_tall, kort_dato
from sosialplan.views.dokumentdeler.nedtegnelser import Skrevet, skrevet_ned
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.varsling import (
    VARSLER_SKOLEEIER,
    rektor_visste,
    skolen_visste,
)
from sosialplan.views.forklaring import GRUNNLAG

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
    BARE_PLANLAGT = "ikke registrert gjennomført"
    """In the plan, and nothing written on its day or later shows that it came to be."""
    UTEN_DEM = "ikke holdt"
    BORTFALT = "bortfalt"


@dataclass(frozen=True, slots=True)
class Pliktgang:
    """One time that a duty was to be met. ``hva`` is the measure, or the duty itself; ``sent`` is so many days after it that it was written down; ``hvorfor`` says why it is not kept.

    ``kilde`` is from where ``skrevet`` is, in words; nothing where the entry and the history say the same.
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
    kilde: str = ""

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
    return row.stand in _UNDONE


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
    done = _done(bilde, plikt) or (() if rows else _rektor_knew(bilde, plikt))
    judged = [(each, _barred(bilde, each)) for each in done]
    for each, barred in sorted(judged, key=lambda one: bool(one[1]))[:1]:
        written = skrevet_ned(bilde, each.dato, each)
        yield Pliktgang(
            plikt.navn, plikt.navn, each.dato, None, "", each.dato, written.dag, written.sent,
            Stand.UTEN_DEM if barred else Stand.UTEN_FRIST,
            av_skjermet(barred) if barred else "", kilde=written.kilde,
        )  # fmt: skip
    if not rows and not done and _asked(bilde, plikt):
        yield Pliktgang(
            plikt.navn, plikt.navn, None, None, "", None, None, None, Stand.IKKE_REGISTRERT
        )  # fmt: skip


def _barred(bilde: Saksbilde, entry: Hendelse) -> tuple[str, ...]:
    return not_impartial(entry, bilde.sak, bilde.kjede, bilde.skjermet_for)


def _done(bilde: Saksbilde, plikt: _Plikt) -> tuple[Hendelse, ...]:
    """Return the entries that met a duty: the school followed with from the first fact by which it knew."""
    if plikt.betyr != (Betydning.OPPDAGET,):
        return bilde.som(*plikt.betyr)
    known = skolen_visste(bilde)
    return (known,) if known else ()


def _rektor_knew(bilde: Saksbilde, plikt: _Plikt) -> tuple[Hendelse, ...]:
    """Return that by which rektor first knew, where nobody was left to tell."""
    known = rektor_visste(bilde) if plikt.betyr == (Betydning.REKTOR_VARSLET,) else None
    return (known,) if known else ()


def _row(bilde: Saksbilde, plikt: _Plikt, row: VurdertFrist) -> Pliktgang:
    frist = row.frist
    entries = _carrying_out(bilde, frist.steg)
    done = next((each for each in entries if each.dato == frist.gjort), None)
    if done is None and frist.ikke_holdt:
        done = next(reversed(entries), None)
    about = WHOLE_PLAN if plikt is _EVALUERE else plikt.navn
    if frist.tiltak:
        about = f"Tiltak {_number(bilde, frist.tiltak)}"
    written = skrevet_ned(bilde, done.dato, done) if done else _evaluated(bilde, row)
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
        kilde=written.kilde,
    )


def _carrying_out(bilde: Saksbilde, code: str) -> tuple[Hendelse, ...]:
    """Return the entries that count as the step, as its row counts them."""
    steg = bilde.kjede.find(code) if bilde.kjede else None
    if bilde.kjede is None or steg is None:
        return bilde.av_steg(code)
    return tuple(each for each in bilde.hendelser if carries_out(each, bilde.kjede, steg))


def _why(frist: Frist) -> str:
    """Return who was not there, or why it is asked for no more."""
    if frist.av_skjermet:
        return av_skjermet(frist.av_skjermet)
    if frist.uten:
        words = {ELEV: "eleven", FORESATTE: "foresatte"}
        return f"uten {' og '.join(words[each] for each in frist.uten)}"
    return i_tall(frist.bortfall.hvorfor) if frist.bortfall else ""


def av_skjermet(roles: Iterable[str]) -> str:
    """Return that those whom the case is kept from did it, as the end of a sentence."""
    return f"av eller sammen med {' og '.join(roles)}, som saken er skjermet for"


def _paragraph(law: str) -> str:
    """Return the paragraph of a reference, on one line; of another law than the school's with its name."""
    said = law[law.find("§") :] if law.startswith(SKOLELOVEN) else law
    return said.replace("§ ", "§\u00a0")


SKOLELOVEN = "opplæringslova"
"""The law that a paragraph is of where the review names none."""
_UNDONE = frozenset({Stand.IKKE_GJORT, Stand.UTEN_DEM, Stand.IKKE_REGISTRERT, Stand.BARE_PLANLAGT})
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
                return skrevet_ned(bilde, one.dato, one)
    return Skrevet()


def _measures(bilde: Saksbilde) -> Iterator[Pliktgang]:
    """Yield one row: from when the school knew to the first measure that is known to be put in."""
    known = skolen_visste(bilde)
    told = known.dato if known else None
    shown = [one for each in bilde.tiltak if (one := satt_inn(each, bilde.today))]
    if shown:
        first = min(shown, key=lambda one: one.dag)
        written = skrevet_ned(bilde, first.dag, first.vist_av)
        yield Pliktgang(
            _TILTAK.navn, _TILTAK.navn, told, None, SNAREST, first.dag, written.dag, written.sent,
            Stand.UTEN_FRIST, kilde=written.kilde,
        )  # fmt: skip
        return
    stand, why = _only_planned(bilde)
    yield Pliktgang(
        _TILTAK.navn, _TILTAK.navn, told, None, SNAREST, None, None, None, stand, why
    )  # fmt: skip


def _only_planned(bilde: Saksbilde) -> tuple[Stand, str]:
    """Return how the duty stands where no measure is known to be put in, and what the plan says of the first."""
    starts = [(each.dato(Felt.FRA) or each.tiltak.fra, each.nummer, each) for each in bilde.tiltak]
    if not starts:
        return Stand.IKKE_REGISTRERT, ""
    begun, _, first = min(starts)
    judged = ikke_gjennomfoert(first)
    if judged is not None:
        said = f"planlagt fra {kort_dato(begun)}, ikke gjennomført ved evalueringen {kort_dato(judged.dato)}"
        return Stand.IKKE_GJORT, said
    return Stand.BARE_PLANLAGT, f"planlagt fra {kort_dato(begun)}"
