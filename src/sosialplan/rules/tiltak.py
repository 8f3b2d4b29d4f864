"""A measure as it stood on a day, and whether it says who and what."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sosialplan.model.elev import Maalform
from sosialplan.model.oppslagsverk import VageOrd, VagtOrd
from sosialplan.model.sak import Evaluering, Gjennomfoert, Tiltak
from sosialplan.model.sakspapirer import Avslutning, Endring, Felt, RettetAvslutning
from sosialplan.model.skole import Rolle


@dataclass(frozen=True, slots=True)
class TiltakPaaDag:
    """One measure on one day. ``nummer`` counts from 1 in the order of the case file."""

    nummer: int
    tiltak: Tiltak
    felt: dict[Felt, str | None]
    evalueringer: tuple[Evaluering, ...]
    endringer: tuple[Endring, ...]
    avsluttet: Avslutning | RettetAvslutning | None

    def dato(self, felt: Felt) -> date | None:
        """Return a field as a date; None where it is empty or no date."""
        return as_date(self.felt[felt])

    @property
    def neste_evaluering(self) -> date | None:
        """The day agreed for the next evaluation; None when there is none to come."""
        planned = self.dato(Felt.EVALUERES)
        if self.avsluttet or not self.evalueringer:
            return None if self.avsluttet else planned
        last = self.evalueringer[-1]
        if last.neste:
            return last.neste
        return planned if planned and planned > last.dato else None


@dataclass(frozen=True, slots=True)
class SattInn:
    """That a measure was put in: the day, and what was written on that day or later that shows it."""

    dag: date
    vist_av: Evaluering | Endring | Tiltak


def satt_inn(each: TiltakPaaDag, day: date) -> SattInn | None:
    """Return what shows by ``day`` that a measure was put in; None where it was only planned.

    A planned start is no fact. An evaluation (``ja``, ``delvis``) shows it, and ``nei`` that it was not so far; else the
    measure itself does, written down on its first day or later, or a change of that day.
    """
    begun = each.dato(Felt.FRA) or each.tiltak.fra
    if begun > day:
        return None
    judged = [one for one in each.evalueringer if one.dato >= begun]
    if judged:
        done = next((one for one in judged if one.gjennomfoert is not Gjennomfoert.NEI), None)
        if done is None:
            return None
        return SattInn(begun if done is judged[0] else done.dato, done)
    moved = [one for one in each.endringer if one.felt is Felt.FRA and one.dato >= begun]
    if moved:
        return SattInn(begun, moved[-1])
    tiltak = each.tiltak
    written = (
        tiltak.registrert[:10] if tiltak.registrert else (tiltak.besluttet or date.min).isoformat()
    )
    return SattInn(begun, tiltak) if written >= begun.isoformat() else None


def ikke_gjennomfoert(each: TiltakPaaDag) -> Evaluering | None:
    """Return the last evaluation, where it says that the measure was not carried out."""
    last = each.evalueringer[-1] if each.evalueringer else None
    return last if last is not None and last.gjennomfoert is Gjennomfoert.NEI else None


def tiltak_paa_dag(alle: tuple[Tiltak, ...], day: date) -> tuple[TiltakPaaDag, ...]:
    """Return the measures that were in the plan on the day."""
    kept = [each for each in alle if each.besluttet is None or each.besluttet <= day]
    return tuple(_on(number, tiltak, day) for number, tiltak in enumerate(kept, 1))


def as_date(text: str | None) -> date | None:
    """Read ``ÅÅÅÅ-MM-DD``; None for anything else."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _on(number: int, tiltak: Tiltak, day: date) -> TiltakPaaDag:
    ended = tiltak.slutt
    evaluations = [each for each in tiltak.evaluert if each.dato <= day]
    return TiltakPaaDag(
        nummer=number,
        tiltak=tiltak,
        felt={felt: _value(tiltak, felt, day) for felt in Felt},
        evalueringer=tuple(sorted(evaluations, key=lambda each: each.dato)),
        endringer=tuple(each for each in tiltak.endret if each.dato <= day),
        avsluttet=ended if ended and ended.dato <= day else None,
    )


def changed_to(tiltak: Tiltak, felt: Felt, day: date = date.max) -> str | None:
    """Return what the changes that count have made of a field by a day; what stood first before them.

    Also what was corrected knows what stood first. Raises ValueError for a field that was never changed.
    """
    written = [each for each in tiltak.endringer if each.felt is felt]
    known = [each for each in tiltak.endret if each.felt is felt and each.dato <= day]
    if known:
        return max(enumerate(known), key=lambda each: (each[1].dato, each[0]))[1].til
    return min(written, key=lambda each: each.dato).fra


def _value(tiltak: Tiltak, felt: Felt, day: date) -> str | None:
    """Return a field as of the day: where it was changed later, what it was until then."""
    later = any(each.felt is felt and each.dato > day for each in tiltak.endret)
    return changed_to(tiltak, felt, day) if later else _now(tiltak, felt)


def _now(tiltak: Tiltak, felt: Felt) -> str | None:
    value = {
        Felt.TILTAK: tiltak.tiltak,
        Felt.NIVAA: tiltak.nivaa.value,
        Felt.ANSVARLIG: tiltak.ansvarlig,
        Felt.STEDFORTREDER: tiltak.stedfortreder,
        Felt.FRA: tiltak.fra,
        Felt.TIL: tiltak.til,
        Felt.EVALUERES: tiltak.evalueres,
    }[felt]
    return value.isoformat() if isinstance(value, date) else value


VAGE_ORD = "plan/vage_ord.yaml"


def vague_owner(rolle: Rolle, ordene: VageOrd, maalform: Maalform = Maalform.BOKMAAL) -> str | None:
    """Return what would be better than this role as the owner; None where one person has it."""
    for each in ordene.eiere:
        if any(word.casefold() in {rolle.rolle, rolle.navn.casefold()} for word in each.ord):
            return each.raad(maalform)
    if not rolle.gruppe:
        return None
    nynorsk = ordene.grupper_nynorsk if maalform is Maalform.NYNORSK else None
    return nynorsk or ordene.grupper


def vague_words(text: str, ordene: VageOrd) -> tuple[tuple[str, VagtOrd], ...]:
    """Return the vague words of a text as the list has them, each meaning once."""
    folded = text.casefold()
    found = ((_first(text, folded, each), each) for each in ordene.tiltak)
    return tuple((word, each) for word, each in found if word is not None)


def _first(text: str, folded: str, vagt: VagtOrd) -> str | None:
    """Return the first of the words that the text has; a pattern is made only where its first word may stand."""
    there = (word for word in vagt.ord if word.split()[0].casefold() in folded)
    return next((word for word in there if _pattern(word).search(text)), None)


@lru_cache(maxsize=512)
def _pattern(words: str) -> re.Pattern[str]:
    """Return what finds the words one after the other, whole, in any case and over line breaks."""
    parts = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<!\w){parts}(?!\w)", re.IGNORECASE)
