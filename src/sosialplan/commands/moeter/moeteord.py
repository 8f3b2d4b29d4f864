"""A meeting as it is typed: of the plan, of a case, or just a meeting; by its code, its name, or the beginning of either."""

from datetime import date

from sosialplan.commands.run import known_word
from sosialplan.model.betydning import Betydning
from sosialplan.model.moeter import Moete
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Sak
from sosialplan.rules.lesninger import meeting_as_read

MOETE = "møte"
"""Any other meeting; a step of a chain that is one says so."""


_NONE = (
    "Skriv møtene i plan/moter.yaml, eller hent en plan som har dem: sosialplan plan pakke --help"
)


def known_meeting(plan: Plan, typed: str, on: date | None = None) -> Moete:
    """Return the meeting that was typed. Raises WrongUsage for one that the plan does not have."""
    codes = [each.moete for each in plan.moeter.moeter]
    titles = {each.moete: each.navn for each in plan.moeter.moeter}
    cure = f"Velg et av: {', '.join(codes)}" if codes else _NONE
    code = known_word(typed, codes, "møtet", titles=titles, cure=cure)
    found = next(each for each in plan.moeter.moeter if each.moete == code)
    return meeting_as_read(plan, found, on)


def meeting_of_case(plan: Plan, sak: Sak, typed: str) -> str:
    """Return the meeting that was typed: of the chain, of the plan, or just a meeting.

    Raises WrongUsage for another word.
    """
    titles = meetings_of_case(plan, sak)
    known = list(titles)
    return known_word(typed, known, "møtet", titles=titles, cure=f"Velg et av: {', '.join(known)}")


def meetings_of_case(plan: Plan, sak: Sak) -> dict[str, str]:
    """Return the meetings that a case can have, each with its title: those of its chain first."""
    kjede = plan.kjede(sak.kjede)
    own = {each.steg: each.navn for each in (kjede.meaning(Betydning.MOETE) if kjede else ())}
    others = {each.moete: each.navn for each in plan.moeter.moeter if each.moete not in own}
    return {**own, **others, MOETE: own.get(MOETE, "")}
