"""Times that come again and again: so many a year, each week, each month, every n weeks."""

from datetime import date
from itertools import groupby, pairwise
from typing import assert_never

from sosialplan.model.aarshjul_naar import GangerIAaret, HverNteUke, Maanedlig, Ukentlig
from sosialplan.model.moter import Per
from sosialplan.model.tidsrom import Gang, Tidsromslag, Utsnitt
from sosialplan.rules.aarshjul.perioder import Skoleaar
from sosialplan.rules.kalender.skolekalender import school_weeks

_WHOM = {
    Per.SKOLE: "skolen",
    Per.KLASSE: "hver klasse",
    Per.TRINN: "hvert trinn",
    Per.ELEV: "hver elev",
}
Gjentakelse = GangerIAaret | Ukentlig | Maanedlig | HverNteUke


def gjentas(naar: Gjentakelse, aar: Skoleaar) -> Utsnitt:
    """Return each time as a stretch of its own, in order and without overlap."""
    match naar:
        case GangerIAaret():
            return _repeated(parts(aar.dager, naar.minst), _why_times(naar))
        case Ukentlig():
            return _repeated(
                school_weeks(aar.dager, 1),
                "En gang i hver uke som har skoledager; planen sier ikke hvilken dag.",
            )
        case Maanedlig():
            months = groupby(aar.dager, key=lambda day: (day.year, day.month))
            return _repeated(
                tuple(tuple(days) for _, days in months),
                "En gang i hver måned som har skoledager; planen sier ikke hvilken dag.",
            )
        case HverNteUke():
            whom = _WHOM[naar.per]
            return _repeated(
                school_weeks(aar.dager, naar.uker),
                f"Skoleåret deles i bolker på {naar.uker} uker fra den første skoleuka, "
                f"og {whom} har sin gang i hver bolk; den siste er kortere.",
            )
        case _:
            assert_never(naar)


def _why_times(naar: GangerIAaret) -> str:
    at_most = (
        "" if naar.hoeyst is None or naar.hoeyst <= naar.minst else f", og høyst {naar.hoeyst}"
    )
    return (
        f"Skoleåret deles i {naar.minst} like lange deler med minst én gang i hver{at_most}"
        f"{' i alt' if at_most else ''}; planen sier ikke hvilken dag."
    )


def parts(dager: tuple[date, ...], count: int) -> tuple[tuple[date, ...], ...]:
    """Divide school days into so many parts of the same length; parts without a day are left out."""
    cuts = [len(dager) * part // count for part in range(count + 1)]
    found = (dager[first:last] for first, last in pairwise(cuts))
    return tuple(part for part in found if part)


def _repeated(runs: tuple[tuple[date, ...], ...], why: str) -> Utsnitt:
    times = tuple(Gang(number, run[0], run[-1]) for number, run in enumerate(runs, start=1))
    return Utsnitt(Tidsromslag.GJENTAS, times[0].fra, times[-1].til, why, times)
