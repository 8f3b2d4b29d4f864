"""A measure as it stood on a day: later changes undone, later evaluations left out."""

from dataclasses import dataclass
from datetime import date

from sosialplan.model.sak import Evaluering, Tiltak
from sosialplan.model.sakspapirer import Avslutning, Endring, Felt, RettetAvslutning


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
