"""The annual wheel in one school year: every activity with its dates, or why it has none.

Where the plan has two readings, both are counted and marked until the school has chosen;
afterwards only the chosen one. Without a calendar for the year nothing is guessed.
"""

from sosialplan.model.aarshjul import Aarshjul, Aktivitet
from sosialplan.model.aarshjul_naar import Naar
from sosialplan.model.skole import Valgliste
from sosialplan.model.tidsrom import Aktivitetstid, Tidsrom
from sosialplan.rules.aarshjul.ord import tidsord
from sosialplan.rules.aarshjul.perioder import IngenTid, Skoleaar, kjent_skoleaar
from sosialplan.rules.aarshjul.utsnitt import utsnitt
from sosialplan.rules.kalender.skolekalender import Skolekalender


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
        if not _gjelder(naar, valg):
            continue
        try:
            parts = utsnitt(naar, aar)
        except IngenTid as ingen:
            unknown.append(ingen.hvorfor)
            continue
        words, undecided = tidsord(naar, aar.perioder), er_uavklart(naar, valg)
        found += [Tidsrom(part, naar, words, uavklart=undecided) for part in parts]
    return Aktivitetstid(nummer, aktivitet, tuple(found), tuple(unknown))


def er_uavklart(naar: Naar, valg: Valgliste) -> bool:
    """Tell whether the time belongs to a reading that the school has yet to choose."""
    return naar.valg is not None and _chosen(naar.valg, valg) is None


def _gjelder(naar: Naar, valg: Valgliste) -> bool:
    return naar.valg is None or _chosen(naar.valg, valg) in {None, naar.lesning}


def _chosen(kode: str, valg: Valgliste) -> str | None:
    return next((ett.valgt for ett in valg.valg if ett.valg == kode), None)


def _no_calendar(skoleaar: str) -> str:
    return (
        f"Skoleruten for {skoleaar} er ikke kjent, så tidene er ikke regnet ut. "
        f"Legg den inn som plan/skoleruter/{skoleaar}.yaml."
    )
