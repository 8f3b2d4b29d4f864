"""Whether a case may be discussed in a meeting at all, and then openly or so that nobody is known."""

from collections.abc import Iterable
from datetime import date

from sosialplan.model.moter import Moete
from sosialplan.model.plan import Plan
from sosialplan.model.record import Lest
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.rules.ansattsak.skjerming import sits_in
from sosialplan.rules.lesninger import reading_holds
from sosialplan.rules.mottakere import MOTTAKERE
from sosialplan.rules.samtykke import BARNEVERN, NY_SKOLE, R_TEAM, Spurt, consent

INFORMERT = Lest(valg="r-team-samtykke", lesning="informert")
"""The reading by which guardians are told, and not asked."""
SERVICES = tuple(each.kode for each in MOTTAKERE if each.samtykke)
"""Services of their own, also where one who belongs to it works at the school."""


def may_be_discussed(
    moete: Moete, skjermet_for: frozenset[str], til_stede: Iterable[str] = ()
) -> bool:
    """Tell whether nobody belongs to the meeting, or was there, from whom the case is kept.

    Leaving out names is not enough: one who knows of the matter knows which case it is.
    """
    return skjermet_for.isdisjoint((*sits_in(moete), *til_stede))


def recipient(plan: Plan, moete: Moete) -> str:
    """Return to whom consent is asked before a meeting talks of a case by its number.

    A meeting where others than the school's own sit asks for itself. Where only the school's own sit,
    it is enough that the R-team may know, where others sit too. A group of no roles, as the pupils'
    council, is not the school's own.
    """
    return R_TEAM if sits_in(moete) <= _own_roles(plan) else moete.moete


def _own_roles(plan: Plan) -> set[str]:
    staff = (each for each in plan.skole.roller if each.ved_skolen)
    return {each.rolle for each in staff if each.omfatter or not each.gruppe} - set(SERVICES)


def informed_is_enough(plan: Plan, on: date) -> bool:
    """Tell whether the R-team may know whom it is about where guardians are told, and not asked.

    That is the school's reading, and only its own people sit there: a service that is another has no
    right to know without consent (forvaltningsloven § 13).
    """
    team = plan.moter.moete(R_TEAM)
    among_own = team is not None and sits_in(team) <= _own_roles(plan)
    return among_own and reading_holds(plan, INFORMERT, on=on)


def recipients(plan: Plan) -> tuple[str, ...]:
    """Return everybody to whom consent can be given: services, and meetings where others sit."""
    meetings = (recipient(plan, each) for each in plan.moter.moeter)
    return tuple(dict.fromkeys((R_TEAM, *SERVICES, *meetings, BARNEVERN, NY_SKOLE)))


def is_anonymous(
    plan: Plan, sak: Sak, hendelser: Iterable[Hendelse], on: date, til: str = R_TEAM
) -> bool:
    """Tell by the consent to discuss it with ``til`` on a day: yes is open, no is anonymous.

    Not asked is anonymous too, unless the school has chosen the reading of the plan by which
    guardians are informed, and no other service sits there. It is of the R-team, and opens no other meeting.
    """
    stands = consent(sak.elev, hendelser, plan.kjede(sak.kjede), Spurt(til), on)
    if stands.svar is not None or stands.gitt:
        return not stands.is_given
    return til != R_TEAM or not informed_is_enough(plan, on)
