"""From whom a case about an employee is kept: opplæringslova § 12-5.

The employee must see nothing of it, nor rektor where it concerns the leadership; then the
leadership as a whole is left out, since one who works beside the accused is no stranger to it.
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from sosialplan.model.handlingskjede import Handlingskjede, Steg
from sosialplan.model.moter import Moete
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Sak
from sosialplan.rules.lesninger import meeting_as_read

REKTOR, LEDELSEN = "rektor", "ledelsen"


def shielded_for(sak: Sak, plan: Plan) -> frozenset[str]:
    """Return the roles that must know nothing: of the employees, and of groups they belong to.

    A role is kept out whole: the program does not know which of its holders is reading.
    """
    about = _employees(sak, plan)
    if not about:
        return frozenset()
    leaders = _leadership(plan)
    own = about | leaders if about & leaders else about
    return frozenset(own | {group for group, members in _groups(plan) if members & own})


def concerns_leadership(sak: Sak, plan: Plan) -> bool:
    """Tell whether one of the employees belongs to the leadership of the school."""
    return bool(_employees(sak, plan) & _leadership(plan))


def as_shielded(kjede: Handlingskjede, plan: Plan, skjermet_for: frozenset[str]) -> Handlingskjede:
    """Return the chain as it is told in a case that is kept from some.

    Where a step names one or another («ledelsen eller rådgiver»), the one who may know is left alone.
    """
    if not skjermet_for:
        return kjede
    return replace(kjede, steg=tuple(_told_to(each, plan, skjermet_for) for each in kjede.steg))


def _told_to(steg: Steg, plan: Plan, skjermet_for: frozenset[str]) -> Steg:
    named = {each.rolle: each.navn for each in plan.skole.roller if each.rolle in steg.med}
    hidden = [navn for rolle, navn in named.items() if rolle in skjermet_for]
    kept = [navn for rolle, navn in named.items() if rolle not in skjermet_for]
    if not hidden or not kept:
        return steg
    one, other = (f"({'|'.join(map(re.escape, each))})" for each in (hidden, kept))
    either = re.compile(rf"\b(?:{one} eller {other}|{other} eller {one})\b", re.IGNORECASE)
    return replace(
        steg,
        navn=either.sub(_the_kept, steg.navn),
        hva=either.sub(_the_kept, steg.hva),
        gjort=either.sub(_the_kept, steg.gjort) if steg.gjort else steg.gjort,
    )


def _the_kept(found: re.Match[str]) -> str:
    return found[2] or found[3]


def sits_in(moete: Moete) -> frozenset[str]:
    """Return the roles that belong to a meeting, always or on need."""
    people = (*moete.medlemmer, *moete.maa_vaere_med)
    return frozenset((*moete.ved_behov, *(rolle for each in people for rolle in each.en_av)))


def _employees(sak: Sak, plan: Plan) -> frozenset[str]:
    """Return the roles that the case names, and all roles of the persons whom it names."""
    about = sak.gjelder_ansatt
    if about is None:
        return frozenset()
    persons = (each for each in plan.skole.personer if each.navn in about.navn)
    return frozenset((*about.roller, *(verv.rolle for each in persons for verv in each.verv)))


def _leadership(plan: Plan) -> frozenset[str]:
    group = plan.rolle(LEDELSEN)
    return frozenset((REKTOR, LEDELSEN, *(group.omfatter if group else ())))


def _groups(plan: Plan) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each group with the roles in it; a team that is a meeting has those who sit there."""
    for rolle in plan.skole.roller:
        moete = plan.moter.moete(rolle.rolle)
        yield (
            rolle.rolle,
            frozenset(rolle.omfatter)
            | (sits_in(meeting_as_read(plan, moete)) if moete else frozenset()),
        )
