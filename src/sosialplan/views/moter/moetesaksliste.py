"""An agenda shaped for a reader: open points by case number, anonymous ones so that nobody is known."""

from collections.abc import Sequence
from datetime import date

from sosialplan.model.moter import Henter, Moete
from sosialplan.model.record import Value
from sosialplan.model.visible import markdown_line
from sosialplan.rules.lesninger import TEGN
from sosialplan.rules.moter.beslutninger import OF_THE_MEETING
from sosialplan.rules.moter.saksliste import Sakspunkt
from sosialplan.views.datoer import kort_dato
from sosialplan.views.tabellcelle import tabellrad

HEADERS = ("Sak", "Klasse", "Hva", "Dato")
_WITHOUT_DETAIL = {
    Henter.BESLUTNING: "En beslutning fra før følges opp",
    Henter.FRAVAER: "Fraværet har nådd et trinn i fraværstrappen",
    Henter.DROEFTING: "Skal drøftes i møtet",
}


class Punkt(Value, frozen=True):
    """A point as it is shown. An anonymous one has no number, no class, no date and no detail."""

    merke: str
    anonymt: bool
    henter: Henter
    hva: str
    klasse: str | None = None
    dato: date | None = None


class Saksliste(Value, frozen=True):
    """The agenda: what always stands on it, the points, and which case each mark hides."""

    moete: Moete
    per: date
    punkter: tuple[Punkt, ...]
    noekkel: tuple[tuple[str, str], ...]


def shown(moete: Moete, per: date, points: Sequence[Sakspunkt], *, anonymous: bool) -> Saksliste:
    """Return the agenda as it is shown; with ``anonymous`` no case is open."""
    marks: dict[str, str] = {}
    for each in points:
        if each.sak is not None and (anonymous or not each.aapen):
            marks.setdefault(each.sak, f"anonym {len(marks) + 1}")
    return Saksliste(
        moete,
        per,
        tuple(dict.fromkeys(_point(each, marks.get(each.sak or "")) for each in points)),
        tuple((mark, sak) for sak, mark in marks.items()),
    )


def _point(each: Sakspunkt, mark: str | None) -> Punkt:
    signed = f" {TEGN}" if each.uavklart else ""
    if mark is not None:
        return Punkt(
            mark,
            anonymt=True,
            henter=each.henter,
            hva=_WITHOUT_DETAIL.get(each.henter, each.hva) + signed,
        )
    return Punkt(
        each.sak or OF_THE_MEETING,
        anonymt=False,
        henter=each.henter,
        hva=each.hva + signed,
        klasse=each.klasse,
        dato=each.dato,
    )


def as_cells(punkt: Punkt) -> tuple[str, str, str, str]:
    """Return a point as the texts of ``HEADERS``."""
    day = kort_dato(punkt.dato) if punkt.dato else ""
    return (punkt.merke, punkt.klasse or "", punkt.hva, day)


def as_values(punkt: Punkt) -> dict[str, object]:
    """Return a point as plain values: the stable form of JSON."""
    return {
        "merke": punkt.merke,
        "anonymt": punkt.anonymt,
        "klasse": punkt.klasse,
        "slag": punkt.henter.value,
        "hva": punkt.hva,
        "dato": punkt.dato.isoformat() if punkt.dato else None,
    }


def as_markdown(liste: Saksliste) -> str:
    """Return the agenda as Markdown; it holds numbers, marks and our own words only."""
    lines = [f"# Saksliste: {markdown_line(liste.moete.navn)}, {kort_dato(liste.per)}", ""]
    lines += [
        f"{number}. {markdown_line(text)}"
        for number, text in enumerate(liste.moete.saksliste, start=1)
    ]
    if liste.punkter:
        lines += ["", "## Saker", "", tabellrad(HEADERS), tabellrad(("---",) * len(HEADERS))]
        lines += [tabellrad(as_cells(each)) for each in liste.punkter]
    return "\n".join(lines) + "\n"
