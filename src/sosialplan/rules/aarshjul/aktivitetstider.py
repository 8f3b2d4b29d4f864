"""The annual wheel in one school year: from when each activity belongs, its dates, or why it has none."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import assert_never

from sosialplan.model.aarshjul import (
    Aarshjul,
    Aktivitet,
    Aktivitetstid,
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
    Tidsrom,
    Tidsromslag,
    Ukentlig,
    Utsnitt,
)
from sosialplan.model.skole import Valgliste
from sosialplan.rules.aarshjul.perioder import IngenTid, Skoleaar, gjentas, kjent_skoleaar, tidsord
from sosialplan.rules.kalender import datoord
from sosialplan.rules.kalender.skolekalender import Skolekalender
from sosialplan.rules.lesninger import Stilling, standing

MEDIO = "medio"
RESULTATENE_FORELIGGER = "resultatene-foreligger"
_NO_CALENDAR = (
    "Skoleruten for {kode} er ikke kjent, så tidene er ikke regnet ut. "
    "Legg den inn som plan/skoleruter/{kode}.yaml."
)


def utsnitt(naar: Naar, aar: Skoleaar) -> tuple[Utsnitt, ...]:
    """Return the parts of the year that a time means: one, or two where there is an alternative.

    Raises IngenTid where the year does not hold the time.
    """
    match naar:
        case IPeriode():
            return _i_periode(naar, aar)
        case Dag():
            return (_dag(naar, aar),)
        case HeleAaret():
            why = "Gjennom hele skoleåret, fra første til siste skoledag."
            return (Utsnitt(Tidsromslag.HELE_AARET, aar.dager[0], aar.dager[-1], why),)
        case GangerIAaret() | Ukentlig() | Maanedlig() | HverNteUke():
            return (gjentas(naar, aar),)
        case NaarResultater():
            return (_naar_resultater(naar, aar),)
        case _:
            days, why = _window(naar, aar)
            return (Utsnitt(Tidsromslag.VINDU, days[0], days[-1], why),)


def _window(
    naar: Maaned | EtterPeriode | Medio | FoerUke | FoerFerie, aar: Skoleaar
) -> tuple[tuple[date, ...], str]:
    match naar:
        case Maaned():
            found = _maaned(naar, aar)
        case EtterPeriode():
            found = _etter_periode(naar, aar)
        case Medio():
            found = _medio(naar, aar)
        case FoerUke():
            found = _foer_uke(naar, aar)
        case FoerFerie():
            found = _foer_ferie(naar, aar)
        case _:
            assert_never(naar)
    return found


def _dag(naar: Dag, aar: Skoleaar) -> Utsnitt:
    day = aar.dato(naar.maaned, naar.dag)
    moved = aar.neste_skoledag(day)
    if moved == day:
        why = f"Kilden setter dagen, og {datoord.ukedag_og_dato(day)} er en skoledag"
    else:
        why = (
            f"{datoord.dag_og_maaned(day)} er fri ({aar.kalender.free_because(day)}), så dagen "
            f"flyttes til neste skoledag, {datoord.ukedag_og_dato(moved)}"
        )
    return Utsnitt(Tidsromslag.DAG, moved, moved, f"{why}{_perhaps_free(moved, aar)}.")


def _maaned(naar: Maaned, aar: Skoleaar) -> tuple[tuple[date, ...], str]:
    last = naar.til_maaned or naar.maaned
    name = datoord.maaned(naar.maaned)
    name += f"–{datoord.maaned(last)}" if last != naar.maaned else ""
    end = (aar.dato(last, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    days = aar.skoledager(aar.dato(naar.maaned, 1), end, "i {navn}", navn=name)
    return days, f"Skolens plan sier {name}, som regnes fra første til siste skoledag der."


def _i_periode(naar: IPeriode, aar: Skoleaar) -> tuple[Utsnitt, ...]:
    first, last = aar.spenn(naar.periode), aar.spenn(naar.til_og_med or naar.periode)
    said = f"«{first.navn}», som skolen regner {first.slik}"
    if first != last:
        said += f", og «{last.navn}», {last.slik}"
    start, end = aar.dager_i(first)[0], aar.dager_i(last)[-1]
    found = Utsnitt(Tidsromslag.VINDU, start, end, f"Skolens plan sier {said}.")
    if naar.alternativ is None:
        return (found,)
    other = aar.spenn(naar.alternativ)
    days = aar.dager_i(other)
    why = f"Skolens plan sier alternativt «{other.navn}», som skolen regner {other.slik}."
    return found, Utsnitt(Tidsromslag.VINDU, days[0], days[-1], why, alternativ=True)


def _etter_periode(naar: EtterPeriode, aar: Skoleaar) -> tuple[tuple[date, ...], str]:
    before, end = aar.spenn(naar.periode), aar.spenn(naar.til_slutten_av)
    start = aar.dager_i(before)[-1] + timedelta(days=1)
    days = aar.skoledager(start, aar.dager_i(end)[-1], "etter {navn}", navn=before.navn)
    return days, (
        f"Starter etter {before.navn}, som skolen regner {before.slik}, "
        f"og varer ut perioden «{end.navn}»."
    )


def _medio(naar: Medio, aar: Skoleaar) -> tuple[tuple[date, ...], str]:
    part = aar.maanedsdel(MEDIO)
    name = f"medio {datoord.maaned(naar.maaned)}"
    first, last = aar.dato(naar.maaned, part.fra_dag), aar.dato(naar.maaned, part.til_dag)
    days = aar.skoledager(first, last, "{navn}", navn=name)
    return days, f"Skolens plan sier {name}, og skolen regner «{part.navn}» {part.slik}."


def _foer_uke(naar: FoerUke, aar: Skoleaar) -> tuple[tuple[date, ...], str]:
    monday = aar.uke(naar.uke)
    days = aar.skoledager(aar.dager[0], monday - timedelta(days=1), "før uke {uke}", uke=naar.uke)
    return days, (
        f"Skolens plan sier før uke {naar.uke}, som regnes fra første skoledag til siste skoledag "
        f"før {datoord.ukedag_og_dato(monday)}."
    )


def _foer_ferie(naar: FoerFerie, aar: Skoleaar) -> tuple[tuple[date, ...], str]:
    off = next((period for period in aar.rute.fri if period.navn == naar.ferie), None)
    if off is None:
        raise IngenTid(
            "Skoleruten for {kode} har ingen friperiode som heter «{navn}».",
            kode=aar.kode,
            navn=naar.ferie,
        )
    found = aar.skoledager(aar.dager[0], off.fra, "før {navn}", navn=naar.ferie)
    days = found[-naar.skoledager :]
    return days, f"Regnet som de {naar.skoledager} siste skoledagene før {naar.ferie}."


def _naar_resultater(naar: NaarResultater, aar: Skoleaar) -> Utsnitt:
    word, part = aar.spenn(RESULTATENE_FORELIGGER), aar.maanedsdel(MEDIO)
    due = aar.dato(naar.frist_medio, part.frist_dag)
    deadline = aar.neste_skoledag(due)
    month = f"medio {datoord.maaned(naar.frist_medio)}"
    where = "fra resultatene kommer til {navn}"
    days = aar.skoledager(aar.dager_i(word)[0], deadline, where, navn=month)
    moved = "" if deadline == due else f" (flyttet fra {datoord.ukedag_og_dato(due)}, som er fri)"
    why = (
        f"Resultatene regnes som klare {word.slik}, og fristen {month} "
        f"regnes som {datoord.dato(deadline)}{moved}."
    )
    return Utsnitt(Tidsromslag.VINDU, days[0], deadline, why, frist=deadline)


def _perhaps_free(day: date, aar: Skoleaar) -> str:
    periods = aar.rute.kanskje_fri
    name = next((period.navn for period in periods if period.fra <= day <= period.til), None)
    return f", men skoleruten er usikker på den ({name})" if name else ""


def aarets_tider(
    hjul: Aarshjul,
    skoleaar: str,
    kalender: Skolekalender,
    valg: Valgliste,
    si: Callable[[str], str] = str,
) -> tuple[Aktivitetstid, ...]:
    """Return the times of every activity of the wheel in a school year, in the wheel's order.

    ``si`` puts our words into the reader's form.
    """
    aar = kjent_skoleaar(skoleaar, kalender, hjul.perioder)
    return tuple(
        aktivitetstid(nummer, aktivitet, aar, valg, si)
        if aar
        else Aktivitetstid(nummer, aktivitet, (), (si(_NO_CALENDAR).format(kode=skoleaar),))
        for nummer, aktivitet in enumerate(hjul.aktiviteter, start=1)
    )


def aktivitetstid(
    nummer: int,
    aktivitet: Aktivitet,
    aar: Skoleaar,
    valg: Valgliste,
    si: Callable[[str], str] = str,
) -> Aktivitetstid:
    """Return the times of one activity, ordered as the plan names them."""
    found: list[Tidsrom] = []
    unknown: list[str] = []
    for naar in aktivitet.naar:
        try:
            parts = utsnitt(naar, aar)
        except IngenTid as ingen:
            if standing(valg, naar) is not Stilling.VALGT_BORT:
                unknown.append(ingen.hvorfor(si))
            continue
        words = tidsord(naar, aar.perioder, si)
        for part in parts:
            how = standing(valg, naar, part.fra)
            if how is not Stilling.VALGT_BORT:
                found.append(Tidsrom(part, naar, words, uavklart=how is Stilling.IKKE_VALGT))
    return Aktivitetstid(nummer, aktivitet, tuple(found), tuple(unknown))
