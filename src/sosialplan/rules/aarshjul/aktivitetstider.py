"""The annual wheel in one school year: every activity with its dates, or why it has none.

Where the plan has two readings, both are counted and marked until the school has chosen;
afterwards only the chosen one. Without a calendar for the year nothing is guessed.
"""

from sosialplan.model.aarshjul import Aarshjul, Aktivitet
from sosialplan.model.skole import Valgliste
from sosialplan.model.tidsrom import Aktivitetstid, Tidsrom
from sosialplan.rules.aarshjul.ord import tidsord
from sosialplan.rules.aarshjul.perioder import IngenTid, Skoleaar, kjent_skoleaar
from sosialplan.rules.aarshjul.utsnitt import utsnitt
from sosialplan.rules.kalender.skolekalender import Skolekalender
from sosialplan.rules.lesninger import Stilling, standing


def aarets_tider(
    hjul: Aarshjul, skoleaar: str, kalender: Skolekalender, valg: Valgliste
) -> tuple[Aktivitetstid, ...]:
    """Return the times of every activity of the wheel in a school year, in the wheel's order."""
    aar = kjent_skoleaar(skoleaar, kalender, hjul.perioder)
    return tuple(
        aktivitetstid(nummer, aktivitet, aar, valg)
        if aar
        else Aktivitetstid(nummer, aktivitet, (), (_no_calendar(skoleaar),))
        for nummer, aktivitet in enumerate(hjul.aktiviteter, start=1)
    )


def aktivitetstid(
    nummer: int, aktivitet: Aktivitet, aar: Skoleaar, valg: Valgliste
) -> Aktivitetstid:
    """Return the times of one activity, ordered as the plan names them."""
    found: list[Tidsrom] = []
    unknown: list[str] = []
    for naar in aktivitet.naar:
        try:
            parts = utsnitt(naar, aar)
        except IngenTid as ingen:
            if standing(valg, naar) is not Stilling.VALGT_BORT:
                unknown.append(ingen.hvorfor)
            continue
        words = tidsord(naar, aar.perioder)
        for part in parts:
            how = standing(valg, naar, part.fra)
            if how is not Stilling.VALGT_BORT:
                found.append(Tidsrom(part, naar, words, uavklart=how is Stilling.IKKE_VALGT))
    return Aktivitetstid(nummer, aktivitet, tuple(found), tuple(unknown))


def _no_calendar(skoleaar: str) -> str:
    return (
        f"Skoleruten for {skoleaar} er ikke kjent, så tidene er ikke regnet ut. "
        f"Legg den inn som plan/skoleruter/{skoleaar}.yaml."
    )
