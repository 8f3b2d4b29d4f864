"""The plan's own short words for a time: ``mars–april``, ``hver 8. uke``, ``før uke 40``."""

from typing import assert_never

from sosialplan.model.aarshjul import (
    Dag,
    EtterPeriode,
    FoerFerie,
    FoerUke,
    GangerIAaret,
    HeleAaret,
    HverNteUke,
    IPeriode,
    Maaned,
    Maanedlig,
    Medio,
    Naar,
    NaarResultater,
    Periode,
    Ukentlig,
)
from sosialplan.rules.kalender.datoord import maaned


def tidsord(naar: Naar, perioder: tuple[Periode, ...]) -> str:
    """Say a time in the words of the plan, before any date is counted."""
    names = {periode.periode: periode.navn for periode in perioder}
    match naar:
        case IPeriode():
            words = names.get(naar.periode, naar.periode)
            if naar.til_og_med:
                words += f"/{names.get(naar.til_og_med, naar.til_og_med)}"
            if naar.alternativ:
                words += f", ellers {names.get(naar.alternativ, naar.alternativ)}"
        case EtterPeriode():
            words = f"etter {names.get(naar.periode, naar.periode)}"
        case NaarResultater():
            words = f"når resultatene foreligger, frist medio {maaned(naar.frist_medio)}"
        case FoerUke():
            words = f"før uke {naar.uke}"
        case FoerFerie():
            words = f"før {naar.ferie}"
        case Dag() | Maaned() | Medio():
            words = _calendar(naar)
        case _:
            words = _rhythm(naar)
    return words


def _calendar(naar: Dag | Maaned | Medio) -> str:
    words = maaned(naar.maaned)
    match naar:
        case Dag():
            words = f"{naar.dag}. {words}"
        case Medio():
            words = f"medio {words}"
        case Maaned():
            words += f"–{maaned(naar.til_maaned)}" if naar.til_maaned else ""
        case _:
            assert_never(naar)
    return words


def _rhythm(naar: GangerIAaret | Ukentlig | Maanedlig | HverNteUke | HeleAaret) -> str:
    match naar:
        case GangerIAaret():
            words = _times(naar)
        case Ukentlig():
            words = "hver uke"
        case Maanedlig():
            words = "hver måned"
        case HverNteUke():
            words = f"hver {naar.uker}. uke" if naar.uker > 1 else "hver uke"
        case HeleAaret():
            words = "hele året"
        case _:
            assert_never(naar)
    return words


def _times(naar: GangerIAaret) -> str:
    if naar.hoeyst is None:
        return f"minst {naar.minst} ganger i året"
    if naar.hoeyst <= naar.minst:
        return f"{naar.minst} ganger i året"
    return f"{naar.minst}–{naar.hoeyst} ganger i året"
