"""Which readings of the source hold: the one place where the school's choices are asked.

The source says some things twice, and the school chooses in ``valg.yaml``. What belongs to a
reading holds, is not chosen yet, or is chosen away. What is not chosen carries a sign wherever it
is shown; what is chosen away is not shown.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from msgspec.structs import replace

from sosialplan.model.moeter import Moete
from sosialplan.model.plan import Plan
from sosialplan.model.record import Lest, Record, Tillegg, Vilkaar
from sosialplan.model.skole import Valg, Valgliste

_NUMBERS = MappingProxyType({2: "to", 3: "tre", 4: "fire"})
TEGN = "(ikke valgt)"
"""The sign of what is shown by a reading that the school has not chosen."""


class Stilling(StrEnum):
    """How it stands with what belongs to a reading."""

    GJELDER = "gjelder"
    IKKE_VALGT = "ikke-valgt"
    VALGT_BORT = "valgt-bort"


def chosen(choice: Valg, on: date | None = None) -> str | None:
    """Return the reading that the school has chosen; None while it has not.

    With ``on`` a choice counts from the day it was made for; without it, as it stands.
    """
    begun = on is None or choice.gjelder_fra is None or choice.gjelder_fra <= on
    return choice.valgt if begun else None


def standing(valg: Valgliste, lest: Lest, on: date | None = None) -> Stilling:
    """Tell how it stands with something: it holds when every reading it belongs to does.

    A choice that is not in the list is not made.
    """
    every = {_of_one(valg, each, on) for each in _conditions(lest)}
    for worst in (Stilling.VALGT_BORT, Stilling.IKKE_VALGT):
        if worst in every:
            return worst
    return Stilling.GJELDER


def _conditions(lest: Lest) -> tuple[Lest | Vilkaar, ...]:
    return (lest, *lest.ogsaa)


def _of_one(valg: Valgliste, each: Lest | Vilkaar, on: date | None) -> Stilling:
    if each.valg is None:
        return Stilling.GJELDER
    choice = valg.find(each.valg)
    reading = chosen(choice, on) if choice else None
    if reading is None:
        return Stilling.IKKE_VALGT
    return Stilling.GJELDER if reading == each.lesning else Stilling.VALGT_BORT


def reading_holds(plan: Plan, lest: Lest, *, on: date | None = None) -> bool:
    """Tell whether something is counted by: its reading is chosen, or is what holds until then."""
    return counted_by(plan.valg, lest, on)


def counted_by(valg: Valgliste, lest: Lest, on: date | None = None) -> bool:
    """Tell the same as ``reading_holds`` of a list of choices."""
    for each in _conditions(lest):
        one = _of_one(valg, each, on)
        if one is Stilling.VALGT_BORT or (one is Stilling.IKKE_VALGT and not each.inntil_valgt):
            return False
    return True


def may_hold(plan: Plan, lest: Lest, on: date | None = None) -> bool:
    """Tell whether something holds, or may come to hold once the school has chosen."""
    return standing(plan.valg, lest, on) is not Stilling.VALGT_BORT


def undecided(valg: Valgliste, lest: Lest, on: date | None = None) -> tuple[str, ...]:
    """Return the choices that something waits for."""
    return tuple(
        each.valg
        for each in _conditions(lest)
        if each.valg and _of_one(valg, each, on) is Stilling.IKKE_VALGT
    )


def chosen_away(valg: Valgliste, lest: Lest, on: date | None = None) -> Valg | None:
    """Return the choice by which something that held until then no longer does; None where none did."""
    if not all(each.inntil_valgt for each in _conditions(lest)):
        return None
    left = (each for each in _conditions(lest) if _of_one(valg, each, on) is Stilling.VALGT_BORT)
    return next((valg.find(each.valg) for each in left if each.valg), None)


def sign(valg: Valgliste, lest: Lest, on: date | None = None) -> str:
    """Return the sign that follows what the school has not chosen, or nothing."""
    return f" {TEGN}" if undecided(valg, lest, on) else ""


def questions(valg: Valgliste, codes: Iterable[str]) -> Iterator[str]:
    """Yield what the school must choose, a question each."""
    for code in dict.fromkeys(codes):
        choice = valg.find(code)
        if choice is not None:
            yield f"Skolen må velge: {choice.spoersmaal}"


def to_choose(plan: Plan, codes: Iterable[str], si: Callable[[str], str] = str) -> Iterator[str]:
    """Yield each choice that is not made, to the one who can make it: what, and what holds till then.

    ``si`` puts our words into the reader's form.
    """
    for code in dict.fromkeys(codes):
        choice = plan.valget(code)
        if choice is not None:
            yield si(
                "Skolens plan sier {antall} ting om dette. Skolen må velge: {valg} Inntil da: {inntil}"
            ).format(
                antall=si(count_words(choice)),
                valg=choice.spoersmaal,
                inntil=choice.inntil_valgt.strip(),
            )


def count_words(choice: Valg) -> str:
    """Return how many things the source says, in a word."""
    return _NUMBERS.get(len(choice.lesninger), "flere")


T = TypeVar("T", bound=Record)


def as_read(valg: Valgliste, record: T, on: date | None = None, *, people: str = "ansvarlig") -> T:
    """Return a record with what the readings that hold add to it, and the people they name.

    Of a choice not made it is what holds until then, or else all of it, and the sentences are
    signed. What the record still has under ``etter_valg`` is what was not chosen.
    """
    if not _besides(record):
        return record
    held = _standing_so(valg, record, Stilling.GJELDER, on)
    waiting = _standing_so(valg, record, Stilling.IKKE_VALGT, on)
    first = {each.valg for each in waiting if each.inntil_valgt}
    until = tuple(each for each in waiting if each.inntil_valgt or each.valg not in first)
    told = [each.hva.strip() for each in held if each.hva]
    told += [f"{each.hva.strip().rstrip('.')} {TEGN}." for each in until if each.hva]
    changes: dict[str, object] = {"etter_valg": tuple(replace(each, hva=None) for each in waiting)}
    if told:
        changes["hva"] = " ".join([str(getattr(record, "hva", "")).strip(), *told])
    for field, key in ((people, "ansvarlig"), ("med", "med")):
        named = [who for each in (*held, *until) for who in getattr(each, key)]
        if named:
            changes[field] = tuple(dict.fromkeys(named))
    return replace(record, **changes)


def _besides(record: Record) -> tuple[Tillegg, ...]:
    """Return what a record of a kind that can say more says besides."""
    found: tuple[Tillegg, ...] = getattr(record, "etter_valg", ())
    return found


def _standing_so(
    valg: Valgliste, record: Record, wanted: Stilling, on: date | None
) -> tuple[Tillegg, ...]:
    return tuple(each for each in _besides(record) if standing(valg, each, on) is wanted)


def waits_for(valg: Valgliste, record: Record, on: date | None = None) -> tuple[str, ...]:
    """Return the choices on which it depends who has to do with a record."""
    return tuple(
        dict.fromkeys(
            code
            for each in _besides(record)
            if each.ansvarlig or each.med
            for code in undecided(valg, each, on)
        )
    )


def meeting_as_read(plan: Plan, moete: Moete, on: date | None = None) -> Moete:
    """Return a meeting without what the school has chosen away.

    Under ``henter_etter_valg`` is left what is gathered by a reading that is not chosen.
    """
    gathers = [each for each in moete.henter_etter_valg if may_hold(plan, each, on)]
    return replace(
        moete,
        medlemmer=tuple(each for each in moete.medlemmer if may_hold(plan, each, on)),
        maa_vaere_med=tuple(each for each in moete.maa_vaere_med if may_hold(plan, each, on)),
        hyppighet=tuple(each for each in moete.hyppighet if may_hold(plan, each, on)),
        henter=tuple(dict.fromkeys((*moete.henter, *(each.henter for each in gathers)))),
        henter_etter_valg=tuple(each for each in gathers if undecided(plan.valg, each, on)),
    )
