"""Decisions of meetings as deadlines in the case they are about."""

from collections.abc import Iterator

from sosialplan.model.frist import Frist
from sosialplan.model.handlingskjede import Slag
from sosialplan.model.sak import Hendelse
from sosialplan.rules.explanation import agreed_date
from sosialplan.rules.saksgang import Saksgang

BESLUTNING = "beslutning"
BESLUTNING_UTFOERT = "beslutning-utført"


def decision_deadlines(gang: Saksgang) -> Iterator[Frist]:
    """Yield a row for each decision that has an owner and a date.

    It is done on the day of the first entry that says so of it, or of the entry it corrects.
    """
    for hendelse in gang.fakta.hendelser:
        if hendelse.steg == BESLUTNING and hendelse.ansvarlig and hendelse.frist:
            yield _row(gang, hendelse)


def _row(gang: Saksgang, hendelse: Hendelse) -> Frist:
    sak = gang.fakta.sak
    moete = gang.plan.moter.moete(hendelse.moete) if hendelse.moete else None
    where = moete.navn if moete else "møtet"
    own = {hendelse.id, hendelse.retter}
    done = [
        each.dato
        for each in gang.fakta.hendelser
        if each.steg == BESLUTNING_UTFOERT and each.gjelder in own
    ]
    due = hendelse.frist or hendelse.dato
    return Frist(
        id=f"{sak.sak}/{BESLUTNING}/{hendelse.id}",
        slag=Slag.FRIST,
        sak=sak.sak,
        kjede=gang.kjede.kjede,
        klasse=sak.elev.klasse,
        steg=BESLUTNING,
        tiltak=None,
        runde=gang.round.nummer,
        tittel=f"Utfør beslutning {hendelse.id} fra {where}",
        frist=due,
        gjort=min(done, default=None),
        ansvarlig=(hendelse.ansvarlig or "",),
        eskalerer=True,
        forklaring=agreed_date(
            gang.kalender,
            f"beslutning i {where}",
            hendelse.dato,
            due,
            None,
            "Dagen ble avtalt i møtet.",
        ),
    )
