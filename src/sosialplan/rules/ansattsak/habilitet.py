"""Who may do what in a case about an employee: nobody from whom it is kept (opplæringslova § 12-5).

One rule of two halves. What is arranged (an owner, a call, a recipient) is never arranged for them:
``arranged_for`` is what a writing command is stopped by. What they did is written as it was, since a
record holds what happened, and keeps no duty: ``not_impartial``. That somebody was told is a fact
whoever told it, so a duty to tell is kept by them too.
"""

import re
from collections.abc import Collection, Iterator

from sosialplan.model.betydning import Betydning
from sosialplan.model.handlingskjede import Aapningsspoersmaal, Handlingskjede
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.rettelser import gjeldende
from sosialplan.model.sak import Evaluering, Hendelse, Sak
from sosialplan.model.sakspapirer import Felt
from sosialplan.rules.ansattsak.skjerming import shielded_for
from sosialplan.rules.betydning import means
from sosialplan.rules.facts import valid_entries

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
