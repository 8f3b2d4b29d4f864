"""Warnings: silence in an open case, and a rung of the absence ladder one day ahead."""

from collections.abc import Iterator
from datetime import date

from sosialplan.model.frist import Forklaring, Frist
from sosialplan.model.handlingskjede import Slag
from sosialplan.model.regel import Enhet, Grunnlag
from sosialplan.rules.fravaerstrapp import counting_words, rungs_ahead
from sosialplan.rules.in_force import number
from sosialplan.rules.kalender.day_counting import count
from sosialplan.rules.saksgang import Saksgang

STILLHET = "stillhet"
TRINN = "neste-trinn"


def warnings(gang: Saksgang) -> Iterator[Frist]:
    """Yield the warnings of a case that is followed."""
    if not gang.followed:
        return
    yield _silence(gang)
    yield from rung_warnings(gang)


def rung_warnings(gang: Saksgang) -> Iterator[Frist]:
    """Yield a warning for each rung that one more day of absence would reach."""
    for rung in rungs_ahead(gang.fravaersdager, gang.plan, gang.kalender, gang.fakta.per):
        last = gang.fravaersdager[-1].dato
        following = count(last, 1, Enhet.SKOLEDAGER, gang.kalender)
        words = counting_words(gang.plan, rung, last) or ""
        yield _row(
            gang, f"{TRINN}/{rung.trinn}", TRINN, f"Én fraværsdag til gir: {rung.navn}",
            Forklaring(
                "siste fraværsdag", last, 1, Enhet.SKOLEDAGER, None, None, Grunnlag.PLAN, None,
                "skolens plan, fraværstrappen", following,
                f"{rung.grunnlag_for_tellingen} {words}".strip(),
            ),
            rung.hvem,
        )  # fmt: skip


def _silence(gang: Saksgang) -> Frist:
    """Count from the last entry of any kind, or from the day the case was opened.

    A case that stays silent is told of further and further up the ladder of its chain.
    """
    last = _last_entry(gang)
    days = number(gang.plan, "stillhet-skoledager", last)
    telling = count(last, days, Enhet.SKOLEDAGER, gang.kalender)
    return _row(
        gang, STILLHET, STILLHET, "Ingen ny oppføring i saken",
        Forklaring(
            "siste oppføring", last, days, Enhet.SKOLEDAGER, None, None, Grunnlag.EGEN, None,
            "skolens eget valg", telling, "En åpen sak skal ikke ligge stille.",
        ),
        gang.kjede.eskalering[:1],
        eskalerer=True,
    )  # fmt: skip


def _last_entry(gang: Saksgang) -> date:
    plan = gang.fakta.sak.aktivitetsplan
    per = gang.fakta.per
    days = [each.dato for each in gang.fakta.hendelser]
    days += [day.dato for day in gang.fravaersdager]
    for tiltak in plan.tiltak if plan else ():
        days += [each.dato for each in tiltak.evaluert if each.dato <= per]
        days += [each.dato for each in tiltak.endret if each.dato <= per]
        once = [tiltak.besluttet, tiltak.slutt.dato if tiltak.slutt else None]
        days += [day for day in once if day is not None and day <= per]
    return max(days, default=min(gang.fakta.sak.opprettet, per))


def _row(
    gang: Saksgang,
    row_id: str,
    steg: str,
    tittel: str,
    forklaring: Forklaring,
    ansvarlig: tuple[str, ...],
    *,
    eskalerer: bool = False,
) -> Frist:
    sak = gang.fakta.sak
    return Frist(
        id=f"{sak.sak}/{row_id}",
        slag=Slag.VARSEL,
        sak=sak.sak,
        kjede=gang.kjede.kjede,
        klasse=sak.elev.klasse,
        steg=steg,
        tiltak=None,
        runde=gang.round.nummer,
        tittel=tittel,
        frist=forklaring.telling.dato,
        gjort=None,
        ansvarlig=ansvarlig,
        eskalerer=eskalerer,
        forklaring=forklaring,
    )
