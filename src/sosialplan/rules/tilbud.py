"""A pupil who declined to speak is offered it again: the right stands, and it is no duty (§ 10-2)."""

from collections.abc import Iterator

from sosialplan.model.frist import Frist
from sosialplan.model.handlingskjede import Slag
from sosialplan.model.sak import Hendelse
from sosialplan.rules.deltakelse import is_heard
from sosialplan.rules.explanation import agreed_date, apply_rule
from sosialplan.rules.saksgang import Saksgang

NYTT_TILBUD = "nytt-tilbud"
"""The row, and the rule for where no day was agreed."""


def offer_deadlines(gang: Saksgang) -> Iterator[Frist]:
    """Yield a row for each time the pupil declined: the next offer, by the day that was agreed.

    It is met on the first later day on which the pupil speaks, or declines once more.
    """
    for hendelse in gang.fakta.hendelser:
        if hendelse.takket_nei:
            yield _row(gang, hendelse)


def _row(gang: Saksgang, hendelse: Hendelse) -> Frist:
    sak, agreed = gang.fakta.sak, hendelse.tilbys_igjen
    again = (
        each.dato for each in gang.fakta.hendelser if each.dato > hendelse.dato and is_heard(each)
    )
    counted = apply_rule(gang.plan, gang.kalender, NYTT_TILBUD, hendelse.dato, hendelse.steg)
    if agreed is not None:
        why = "Dagen ble avtalt da eleven ikke ville si noe."
        counted = agreed_date(
            gang.kalender, hendelse.steg, hendelse.dato, agreed, counted.hjemmel, why
        )
    step = gang.kjede.find(hendelse.steg)
    return Frist(
        id=f"{sak.sak}/{NYTT_TILBUD}/{hendelse.id}",
        slag=Slag.FRIST,
        sak=sak.sak,
        kjede=gang.kjede.kjede,
        klasse=sak.elev.klasse,
        steg=NYTT_TILBUD,
        tiltak=None,
        runde=gang.round.nummer,
        tittel="Tilby eleven å si noe på nytt",
        frist=counted.telling.dato,
        gjort=next(again, None),
        ansvarlig=(hendelse.av,) if hendelse.av else (step.ansvarlig if step else ()),
        eskalerer=True,
        forklaring=counted,
    )
