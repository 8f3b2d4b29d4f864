"""From whom a case about an employee is kept, and who may do what in it: opplæringslova § 12-5."""

import re
from collections.abc import Collection, Iterator
from typing import Protocol

from msgspec.structs import replace

from sosialplan.model.betydning import Betydning
from sosialplan.model.handlingskjede import Aapningsspoersmaal, Handlingskjede, Steg
from sosialplan.model.moeter import Moete
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.rettelser import gjeldende
from sosialplan.model.sak import Evaluering, GjelderAnsatt, Hendelse, Sak
from sosialplan.model.sakspapirer import Felt
from sosialplan.rules.facts import means, valid_entries
from sosialplan.rules.lesninger import meeting_as_read

REKTOR, LEDELSEN = "rektor", "ledelsen"


class OmAnsatte(Protocol):
    """What may be about employees: a case, or a report."""

    @property
    def gjelder_ansatt(self) -> GjelderAnsatt | None:
        """Those from whom it is kept."""


def shielded_for(sak: OmAnsatte, plan: Plan) -> frozenset[str]:
    """Return the roles that must know nothing: of the employees, and of groups they belong to.

    A role is kept out whole: the program does not know which of its holders is reading.
    """
    about = _employees(sak, plan)
    if not about:
        return frozenset()
    leaders = _leadership(plan)
    own = about | leaders if about & leaders else about
    return frozenset(own | {group for group, members in _groups(plan) if members & own})


def concerns_leadership(sak: OmAnsatte, plan: Plan) -> bool:
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


def _employees(sak: OmAnsatte, plan: Plan) -> frozenset[str]:
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
        moete = plan.moeter.moete(rolle.rolle)
        yield (
            rolle.rolle,
            frozenset(rolle.omfatter)
            | (sits_in(meeting_as_read(plan, moete)) if moete else frozenset()),
        )


FORTALT = (
    Betydning.OPPDAGET,
    Betydning.REKTOR_VARSLET,
    Betydning.SKOLEEIER_VARSLET,
    Betydning.SKOLEEIER_VARSLET_DIREKTE,
    Betydning.TATT_OPP_MED_REKTOR,
)
"""What is done once the one who must know knows it."""
_EIERE = frozenset({Felt.ANSVARLIG, Felt.STEDFORTREDER})


class Satt(Value, frozen=True):
    """Somebody whom a case is kept from, and what they were given: where it stands, and the words."""

    sted: str
    hva: str
    hvem: str


def not_impartial(
    done: Hendelse | Evaluering,
    sak: Sak,
    kjede: Handlingskjede | None,
    skjermet_for: Collection[str],
) -> tuple[str, ...]:
    """Return those whom the case is kept from who did this, or were with the pupil when it was done.

    Nobody where it only says that the one who must know was told, and nobody of what was done before
    the case was about an employee.
    """
    if not skjermet_for or _before_it_was_known(done, sak, kjede):
        return ()
    named: tuple[str | None, ...] = (done.av,)
    if isinstance(done, Hendelse):
        if means(kjede, done.steg, *FORTALT):
            return ()
        named = (done.av, *done.med)
    return tuple(dict.fromkeys(each for each in named if each and each in skjermet_for))


def _before_it_was_known(
    done: Hendelse | Evaluering, sak: Sak, kjede: Handlingskjede | None
) -> bool:
    """Tell whether something was done before the case led to one about an employee.

    One that was opened as such, or from such a case, was never anything else.
    """
    from_the_start = kjede is not None and Aapningsspoersmaal.GJELDER_ANSATT in kjede.spoer_om
    if from_the_start or sak.fra_sak is not None:
        return False
    led_to = [each.dato for each in valid_entries(sak) if each.gjelder_sak]
    return bool(led_to) and done.dato < min(led_to)


def arranged_for(sak: Sak, plan: Plan) -> Iterator[Satt]:
    """Yield everything that a case sets somebody to, or sends somebody, from whom it is kept."""
    kept_from = shielded_for(sak, plan)
    if not kept_from:
        return
    for sted, hva, named in _arranged(sak):
        if named in kept_from:
            yield Satt(sted, hva, named)
    words = told_as(sak, plan)
    for sted, hva, text in _sent(sak):
        found = words.search(text)
        if found is not None:
            yield Satt(sted, hva, found[0])


def told_as(sak: Sak, plan: Plan) -> re.Pattern[str]:
    """Return what finds those from whom the case is kept in the words for a recipient."""
    kept_from = shielded_for(sak, plan)
    names = [each.navn for each in plan.skole.roller if each.rolle in kept_from]
    people = sak.gjelder_ansatt.navn if sak.gjelder_ansatt else ()
    last = (each.split()[-1] for each in people)
    words = {each.casefold() for each in (*kept_from, *names, *people, *last) if each}
    choices = "|".join(
        re.escape(each) for each in sorted(words, key=lambda each: (-len(each), each))
    )
    return re.compile(rf"(?<!\w)(?:{choices or '(?!)'})(?:en|et|n|e)?(?!\w)", re.IGNORECASE)


def _arranged(sak: Sak) -> Iterator[tuple[str, str, str | None]]:
    """Yield who is set to something: where it stands, what it is, and the role."""
    for each in valid_entries(sak):
        yield each.id, "ha ansvaret for det som er bestemt", each.ansvarlig
        if each.innkalling is not None:
            for one in each.med:
                yield each.id, "kalles inn til et møte om saken", one
    plan = sak.aktivitetsplan
    if plan is None:
        return
    yield "plan", "ha ansvaret i ledelsen", plan.ansvarlig_i_ledelsen
    yield "plan", "høre eleven", plan.elevens_stemme_hoert_av
    for tiltak in plan.tiltak:
        if tiltak.slutt is None:
            yield tiltak.id, "gjennomføre tiltaket", tiltak.ansvarlig
            yield tiltak.id, "være stedfortreder for tiltaket", tiltak.stedfortreder
        for change in tiltak.endret:
            if change.felt in _EIERE and tiltak.slutt is None:
                yield change.id, "gjennomføre tiltaket", change.til
    for approved in gjeldende(sak.godkjenninger):
        yield approved.id, "godkjenne planen", approved.av


def _sent(sak: Sak) -> Iterator[tuple[str, str, str]]:
    """Yield who got something: where it stands, what it was, and the words for who."""
    for each in valid_entries(sak):
        for one in each.mottakere:
            yield each.id, "få melding om saken", one
    for copy in gjeldende(sak.utleveringer):
        yield copy.id, "få et papir i saken", copy.til_hvem
