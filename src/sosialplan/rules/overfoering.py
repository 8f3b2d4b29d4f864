"""Who has a case: the chain's own first responsible, until another role has taken it over.

A transfer is two entries: one that offers the case, and the receiver's answer. Until the answer
is yes, the case stays where it was.
"""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from sosialplan.model.frist import Bortfall, Frist
from sosialplan.model.handlingskjede import Slag
from sosialplan.model.record import Value
from sosialplan.model.sak import Hendelse, Svar
from sosialplan.rules.explanation import apply_rule
from sosialplan.rules.facts import ids_of
from sosialplan.rules.saksgang import Saksgang

OVERFOERING = "overføring"
OVERFOERING_SVAR = "overføring-svar"
REGEL = "overføring-svar"


class Overfoering(Value, frozen=True):
    """A transfer: whom the case is offered to, and the answer when there is one."""

    id: str
    dato: date
    til: str
    svar: Svar | None
    svart: date | None
    svar_id: str = ""


def transfers(gang: Saksgang) -> tuple[Overfoering, ...]:
    """Return every transfer of a case in order; the first answer is the one that counts."""
    entries = gang.fakta.hendelser
    return tuple(
        _with_answer(each, entries, ids_of(gang.fakta.sak, each))
        for each in entries
        if each.steg == OVERFOERING and each.ansvarlig
    )


def _with_answer(
    offer: Hendelse, entries: tuple[Hendelse, ...], own: frozenset[str]
) -> Overfoering:
    answer = next(
        (each for each in entries if each.steg == OVERFOERING_SVAR and each.gjelder in own), None
    )
    return Overfoering(
        offer.id,
        offer.dato,
        offer.ansvarlig or "",
        answer.svar if answer else None,
        answer.dato if answer else None,
        answer.id if answer else "",
    )


def first_responsible(gang: Saksgang) -> str | None:
    """Return who has a case of this chain when it is opened."""
    opening = gang.kjede.find(gang.kjede.aapnes_med)
    roles = (*(opening.ansvarlig if opening else ()), *gang.kjede.eskalering)
    return roles[0] if roles else None


def responsible(gang: Saksgang) -> str | None:
    """Return the role that has the case: the latest that said yes, or the first."""
    taken = [each.til for each in transfers(gang) if each.svar is Svar.JA]
    return taken[-1] if taken else first_responsible(gang)


def pending(gang: Saksgang) -> Overfoering | None:
    """Return the latest transfer when it is not answered."""
    made = transfers(gang)
    return made[-1] if made and made[-1].svar is None else None


def transfer_deadlines(gang: Saksgang) -> Iterator[Frist]:
    """Yield a row for each transfer: the receiver's answer. A newer one takes an older's place."""
    made = transfers(gang)
    for place, each in enumerate(made, start=1):
        newer = made[place] if place < len(made) else None
        row = _row(gang, each)
        if each.svart is None and newer is not None:
            row = replace(row, bortfall=Bortfall(newer.dato, "Saken ble tilbudt på nytt."))
        yield row


def _row(gang: Saksgang, each: Overfoering) -> Frist:
    sak = gang.fakta.sak
    counted = apply_rule(gang.plan, gang.kalender, REGEL, each.dato, OVERFOERING)
    return Frist(
        id=f"{sak.sak}/{OVERFOERING_SVAR}/{each.id}",
        slag=Slag.FRIST,
        sak=sak.sak,
        kjede=gang.kjede.kjede,
        klasse=sak.elev.klasse,
        steg=OVERFOERING_SVAR,
        tiltak=None,
        runde=gang.round.nummer,
        tittel="Svar på om du tar over saken",
        frist=counted.telling.dato,
        gjort=each.svart,
        ansvarlig=(each.til,),
        eskalerer=True,
        forklaring=counted,
    )


def with_responsible(gang: Saksgang, frist: Frist) -> Frist:
    """Return an undone row with the role that has taken the case over in its first owner's place.

    A measure keeps the owner that its plan names.
    """
    if OVERFOERING not in gang.fakta.steg or frist.tiltak is not None or frist.gjort is not None:
        return frist
    first, now = first_responsible(gang), responsible(gang)
    takes = frist.steg != OVERFOERING_SVAR and frist.slag is not Slag.AAPNING
    if now is None or first not in frist.ansvarlig or not takes:
        return frist
    roles = dict.fromkeys(now if each == first else each for each in frist.ansvarlig)
    return replace(frist, ansvarlig=tuple(roles))
