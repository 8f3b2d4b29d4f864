"""How the plan has changed since it was made: the log, and the version counted from it."""

from dataclasses import dataclass
from datetime import date

from sosialplan.model.sak import Endring, Felt, Nivaa
from sosialplan.model.skole import Skole
from sosialplan.views.datoer import kort_dato
from sosialplan.views.roller import rolle
from sosialplan.views.tiltak_paa_dag import TiltakPaaDag, as_date

NIVAA_ORD = {
    Nivaa.ELEV: "eleven",
    Nivaa.GRUPPE: "gruppen",
    Nivaa.KLASSE: "klassen",
    Nivaa.SKOLE: "hele skolen",
}
_FELT_ORD = {
    Felt.TILTAK: "hva vi gjør",
    Felt.NIVAA: "hvem tiltaket gjelder",
    Felt.ANSVARLIG: "ansvarlig",
    Felt.STEDFORTREDER: "stedfortreder",
    Felt.FRA: "første dag",
    Felt.TIL: "siste dag",
    Felt.EVALUERES: "evalueringsdato",
}


@dataclass(frozen=True, slots=True)
class Planendring:
    """One row of the log; ``fra`` and ``til`` are empty when a measure came or ended."""

    dato: str
    hva: str
    fra: str = ""
    til: str = ""
    hvorfor: str = ""


def planendringer(
    tiltak: tuple[TiltakPaaDag, ...], laget: date | None, skole: Skole
) -> tuple[Planendring, ...]:
    """Return the log in order of date; measures decided with the plan are no change."""
    rows: list[tuple[date, int, Planendring]] = []
    for each in tiltak:
        number = each.nummer
        name = f"Tiltak {number}"
        added = each.tiltak.besluttet
        if added and laget and added > laget:
            rows.append((added, number, Planendring(kort_dato(added), f"{name}: nytt tiltak")))
        rows += [(change.dato, number, _changed(change, name, skole)) for change in each.endringer]
        if ended := each.avsluttet:
            row = Planendring(kort_dato(ended.dato), f"{name}: avsluttet", hvorfor=ended.hvorfor)
            rows.append((ended.dato, number, row))
    return tuple(row for _, _, row in sorted(rows, key=lambda row: row[:2]))


def versjonsdager(tiltak: tuple[TiltakPaaDag, ...], laget: date | None) -> tuple[date, ...]:
    """Return the distinct days after the plan was made on which its content changed.

    Where it is not known when the plan was made, the first day of any measure stands in.
    """
    added = [each.tiltak.besluttet for each in tiltak if each.tiltak.besluttet]
    changed = [change.dato for each in tiltak for change in each.endringer]
    ended = [each.avsluttet.dato for each in tiltak if each.avsluttet]
    days = sorted({*added, *changed, *ended})
    first = laget or next(iter(days), None)
    return tuple(day for day in days if first and day > first)


def feltverdi(felt: Felt, value: str | None, skole: Skole) -> str:
    """Return a field's value in words: a role, a level or a date; empty where it was empty."""
    if not value:
        return ""
    if felt in {Felt.ANSVARLIG, Felt.STEDFORTREDER}:
        return rolle(skole, value)
    if felt is Felt.NIVAA:
        return NIVAA_ORD[Nivaa(value)] if value in set(Nivaa) else value
    day = as_date(value) if felt in {Felt.FRA, Felt.TIL, Felt.EVALUERES} else None
    return kort_dato(day) if day else value


def _changed(change: Endring, name: str, skole: Skole) -> Planendring:
    return Planendring(
        dato=kort_dato(change.dato),
        hva=f"{name}: {_FELT_ORD[change.felt]}",
        fra=feltverdi(change.felt, change.fra, skole),
        til=feltverdi(change.felt, change.til, skole),
        hvorfor=change.hvorfor,
    )
