"""What a change did, in words, from what the file held before and after. No names, no texts."""

from collections.abc import Iterator, Sequence
from datetime import date

from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.sak import Aktivitetsplan, Hendelse, Sak, Tiltak
from sosialplan.views.datoer import kort_dato

_LATE = 3
"""Calendar days from the event until it was written down, after which the log says so."""

_PLAN_TEXTS = {
    "problem": "problemet",
    "maal": "målet",
    "elevens_stemme": "elevens stemme",
    "elevens_stemme_om_tiltakene": "elevens stemme om tiltakene",
    "elevens_stemme_dato": "dagen eleven ble hørt",
    "elevens_stemme_hoert_av": "hvem som hørte eleven",
    "foresattes_syn": "foresattes syn",
    "barnets_beste": "vurderingen av barnets beste",
    "ansvarlig_i_ledelsen": "ansvarlig i ledelsen",
}
_HEAD = {
    "elev": "opplysningene om eleven",
    "kategorier": "kategoriene",
    "beskrivelse": "beskrivelsen",
    "meldt_av": "hvem som meldte",
    "alvorlig": "om saken er alvorlig",
    "involverte": "de involverte",
    "kjede": "kjeden",
    "opprettet": "datoen saken ble opprettet",
    "fra_sak": "saken den følger av",
    "gjelder_ansatt": "hvilken ansatt saken gjelder",
}


def case_changes(before: Sak | None, after: Sak | None) -> Iterator[str]:
    """Yield a sentence for each thing that changed in a case."""
    if after is None:
        yield "Saken er tatt bort fra mappen."
        return
    if before is None:
        yield f"Åpnet saken i kjeden {after.kjede}."
    else:
        yield from (
            f"Endret {words}."
            for field, words in _HEAD.items()
            if getattr(before, field) != getattr(after, field)
        )
    yield from _entries(before.hendelser if before else (), after.hendelser)
    old_plan = (before.aktivitetsplan if before else None) or Aktivitetsplan()
    yield from _plan_changes(old_plan, after.aktivitetsplan or Aktivitetsplan())


def _entries(before: Sequence[Hendelse], after: Sequence[Hendelse]) -> Iterator[str]:
    known = {each.id: each for each in before}
    for each in after:
        old = known.pop(each.id, None)
        if old is None:
            kind = "Rettet" if each.retter else "Registrerte"
            yield f"{kind} {each.steg}, {kort_dato(each.dato)}{late(each.dato, each.registrert)}."
        elif old != each:
            yield f"ENDRET en oppføring som sto fra før: {each.steg}, {kort_dato(each.dato)}."
    for gone in known.values():
        yield f"FJERNET en oppføring: {gone.steg}, {kort_dato(gone.dato)}."


def late(day: date, registrert: str | None) -> str:
    """Return a mark where something was written down more than three days after it happened."""
    if registrert is None:
        return ""
    days = (date.fromisoformat(registrert[:10]) - day).days
    return f" (skrevet ned {days} dager etter)" if days > _LATE else ""


def _plan_changes(before: Aktivitetsplan, after: Aktivitetsplan) -> Iterator[str]:
    for field, words in _PLAN_TEXTS.items():
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            yield f"{'Skrev' if old is None else 'Endret'} {words} i planen."
    known = {each.id: each for each in before.tiltak}
    for each in after.tiltak:
        old = known.pop(each.id, None)
        if old is None:
            yield f"La til tiltak {each.id}."
        yield from _measure_changes(old, each)
    for gone in known.values():
        yield f"FJERNET tiltak {gone.id}."


def _measure_changes(before: Tiltak | None, after: Tiltak) -> Iterator[str]:
    old = {each.id for each in (before.endringer if before else ())}
    for change in after.endringer:
        if change.id not in old:
            moved = ""
            if change.felt.value in {"fra", "til", "evalueres"}:
                moved = f" fra {change.fra or 'ingen dag'} til {change.til}"
            yield f"Endret {change.felt.value} for tiltak {after.id}{moved}."
    old = {each.id for each in (before.evalueringer if before else ())}
    for evaluation in after.evalueringer:
        if evaluation.id not in old:
            when = kort_dato(evaluation.dato) + late(evaluation.dato, evaluation.registrert)
            yield f"Evaluerte tiltak {after.id}, utfall {evaluation.utfall.value}, {when}."
    if after.avsluttet and not (before and before.avsluttet):
        yield f"Avsluttet tiltak {after.id}, {kort_dato(after.avsluttet.dato)}."


def absence_changes(
    before: Klassefravaer | None, after: Klassefravaer | None, sak: str | None
) -> Iterator[str]:
    """Yield a sentence for each new or changed stretch of absence, of one case or of all."""
    old = _periods(before, sak)
    new = _periods(after, sak)
    for entry_id, (number, text) in new.items():
        if entry_id not in old:
            yield f"Skrev fravær {text}{number}."
        elif old[entry_id] != (number, text):
            yield f"ENDRET fravær som sto fra før{number}."
    for entry_id in old.keys() - new.keys():
        yield f"FJERNET fravær {old[entry_id][1]}{old[entry_id][0]}."


def _periods(book: Klassefravaer | None, sak: str | None) -> dict[str, tuple[str, str]]:
    return {
        each.id: (
            f" i {pupil.sak}" if pupil.sak else "",
            f"{kort_dato(each.fra)}–{kort_dato(each.til)} ({each.type.value})",
        )
        for pupil in (book.elever if book else ())
        if sak is None or pupil.sak == sak
        for each in pupil.perioder
    }
