"""Decisions of meetings as deadlines, and who belongs to a meeting and was missing from it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sosialplan.model.frist import BESLUTNING, Frist
from sosialplan.model.handlingskjede import Slag
from sosialplan.model.moeter import FulgtOpp, Holdt, Moete, Moetebok, Vedtatt
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.rules.explanation import agreed_date
from sosialplan.rules.facts import ids_of
from sosialplan.rules.kalender.datoord import dag_og_maaned
from sosialplan.rules.kalender.skolekalender import Skolekalender
from sosialplan.rules.lesninger import may_hold
from sosialplan.rules.saksgang import Saksgang

BESLUTNING_UTFOERT = "beslutning-utført"
OF_THE_MEETING = "møtet"
"""What a decision is about that is about no case."""


class Moetevedtak(Value, frozen=True):
    """A decision as it was told; ``sak`` is None for one that concerns no case."""

    tekst: str
    ansvarlig: str | None = None
    frist: date | None = None
    sak: str | None = None


def decision_deadlines(gang: Saksgang) -> Iterator[Frist]:
    """Yield a row for each decision that has an owner and a date.

    It is done on the day of the first entry that says so of it, or of an entry that it corrects.
    """
    for hendelse in gang.fakta.hendelser:
        if hendelse.steg == BESLUTNING and hendelse.ansvarlig and hendelse.frist:
            yield _row(gang, hendelse)


def _row(gang: Saksgang, hendelse: Hendelse) -> Frist:
    sak = gang.fakta.sak
    moete = gang.plan.moeter.moete(hendelse.moete) if hendelse.moete else None
    where = moete.navn if moete else "møtet"
    done = carried_out(sak, gang.fakta.hendelser, hendelse)
    due = hendelse.frist or hendelse.dato
    return Frist(
        id=f"{sak.sak}/{BESLUTNING}/{hendelse.id}",
        slag=Slag.FRIST,
        sak=sak.sak,
        kjede=gang.kjede.kjede,
        klasse=sak.elev.klasse,
        steg=BESLUTNING,
        tiltak=None,
        runde=gang.round.nummer,
        tittel=carry_out_words(where, hendelse.dato),
        frist=due,
        gjort=done,
        ansvarlig=(hendelse.ansvarlig or "",),
        eskalerer=True,
        forklaring=agreed_date(
            gang.kalender,
            f"beslutning i {where}",
            hendelse.dato,
            due,
            None,
            "Dagen ble avtalt i møtet.",
        ),
    )


def carry_out_words(where: str, day: date) -> str:
    """Return what is asked for: of which meeting, since what was decided may tell of a pupil.

    >>> carry_out_words("R-team", date(2026, 12, 9))
    'Gjør det R-team 9. desember bestemte'
    """
    return f"Gjør det {where[:1].lower() if where[1:2].islower() else where[:1]}{where[1:]} {dag_og_maaned(day)} bestemte"


def carried_out(sak: Sak, entries: Iterable[Hendelse], decision: Hendelse) -> date | None:
    """Return the first day on which an entry that holds says that a decision was carried out."""
    own = ids_of(sak, decision)
    done = (each for each in entries if each.steg == BESLUTNING_UTFOERT and each.gjelder in own)
    return min((each.dato for each in done), default=None)


def of_the_meeting(
    books: Sequence[Moetebok], per: date | None = None
) -> Iterator[tuple[Holdt, Vedtatt]]:
    """Yield the decisions about no case, with the meeting that made each, by a day."""
    for book in books:
        for held in book.moeter:
            if per is None or held.dato <= per:
                yield from ((held, each) for each in held.beslutninger if each.sak is None)


def meeting_deadlines(
    plan: Plan, kalender: Skolekalender, books: Sequence[Moetebok], per: date
) -> Iterator[Frist]:
    """Yield a row for each decision about no case; it stands until a book says that it was done."""
    done = [each for book in books for each in book.fulgt if each.dato <= per]
    for held, decided in of_the_meeting(books, per):
        yield _of_meeting(plan, kalender, held, decided, done)


def _of_meeting(
    plan: Plan, kalender: Skolekalender, held: Holdt, decided: Vedtatt, done: Sequence[FulgtOpp]
) -> Frist:
    moete = plan.moeter.moete(held.moete)
    where = moete.navn if moete else "møtet"
    days = [each.dato for each in done if each.beslutning == decided.id]
    return Frist(
        id=f"{OF_THE_MEETING}/{BESLUTNING}/{decided.id}",
        slag=Slag.FRIST,
        sak=None,
        kjede=None,
        klasse=held.klasse,
        steg=BESLUTNING,
        tiltak=None,
        runde=1,
        tittel=carry_out_words(where, held.dato),
        frist=decided.frist,
        gjort=min(days, default=None),
        ansvarlig=(decided.ansvarlig,),
        eskalerer=False,
        forklaring=agreed_date(
            kalender,
            f"beslutning i {where}",
            held.dato,
            decided.frist,
            None,
            "Dagen ble avtalt i møtet.",
        ),
    )


def missing_people(plan: Plan, moete: Moete, held: Holdt) -> tuple[str, ...]:
    """Return those who must always be there and were not, as ``rektor eller assisterende-rektor``."""
    present = set(held.til_stede)
    return tuple(
        " eller ".join(each.en_av)
        for each in moete.maa_vaere_med
        if not (each.hos and held.hos and each.hos != held.hos)
        and may_hold(plan, each, held.dato)
        and not present.intersection(each.en_av)
    )
