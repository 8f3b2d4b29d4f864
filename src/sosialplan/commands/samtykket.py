"""What is told of consent when an entry is written: to whom, by whom, and what it does not open."""

from collections.abc import Iterator

from sosialplan.commands.run import Run, known_word
from sosialplan.model.betydning import Betydning
from sosialplan.model.elev import Formaal
from sosialplan.model.failure import WrongUsage
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.mappe import Mappe
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Elev, Hendelse, Sak, Samtykke
from sosialplan.model.skole import Skole
from sosialplan.model.skrivemaate import fold, meant
from sosialplan.rules.facts import means, valid_entries, with_entry
from sosialplan.rules.medvirkning import (
    EGET,
    ELEV,
    FORESATTE,
    Alder,
    Spurt,
    alder,
    consent,
    may_be_15,
    only_in_words,
    purposes,
    scope,
    tells_of_consent,
)
from sosialplan.rules.moeter.saksliste import asked_of, recipient, recipients

_TIL_TEAMET = (
    Betydning.R_TEAM_MELDT,
    Betydning.R_TEAM_NY_VURDERING,
    Betydning.ENDRING_DROEFTET,
)
_ORD = {ELEV: "eleven selv", FORESATTE: "foresatte"}


def known_recipients(plan: Plan, typed: tuple[str, ...]) -> tuple[str, ...]:
    """Return the recipients that were typed. Raises WrongUsage for one there is no consent to."""
    return tuple(known_word(each, recipients(plan), "mottakeren av samtykke") for each in typed)


def known_givers(elev: Elev, typed: tuple[str, ...]) -> tuple[str, ...]:
    """Return who answered: the pupil, all guardians, or one by name or relation. Raises WrongUsage."""
    return tuple(_giver(elev, each) for each in typed)


def _giver(elev: Elev, typed: str) -> str:
    names = {each.navn: each.navn for each in elev.foresatte}
    called = {each.relasjon: each.navn for each in elev.foresatte if each.relasjon}
    known = {ELEV: ELEV, FORESATTE: FORESATTE, **called, **names}
    found = meant(typed, list(known))
    if len({known[each] for each in found}) != 1:
        raise WrongUsage(
            "Den som svarte, står ikke blant foresatte i saken.",
            f"Velg en av: {', '.join(known)}. Foresatte legges til med: sosialplan sak endre SAK --foresatt …",
        )
    return known[found[0]]


def require_answer(hendelse: Hendelse) -> None:
    """Refuse an entry that tells of consent and not what was answered. Raises WrongUsage."""
    if tells_of_consent(hendelse) and hendelse.samtykke is None:
        raise WrongUsage("Det står ikke hva svaret var.", "Legg til --samtykke ja eller nei.")


def tell_of_consent(
    run: Run, sak: Sak, hendelse: Hendelse, chain: Handlingskjede | None, plan: Plan
) -> None:
    """Say what a yes opens and does not open, and whose answer is lacking or does not count.

    ``sak`` is the case as it was before the entry.
    """
    if hendelse.samtykke not in {Samtykke.JA, Samtykke.NEI}:
        return
    known = valid_entries(with_entry(sak, hendelse), max(hendelse.dato, run.i_dag))
    if hendelse.samtykke is Samtykke.JA and not hendelse.samtykke_til:
        given = scope(hendelse, chain) or frozenset()
        own = {plan.moeter.raad} if given == EGET else given
        to = ", ".join(sorted(own))
        run.terminal.note(
            f"Samtykket gjelder bare {to}. Gjelder det andre, legg til --samtykke-til."
        )
    if hendelse.samtykke is Samtykke.JA:
        for note in _opened(hendelse):
            run.terminal.note(note)
    for note in dict.fromkeys(_not_counted(sak.elev, hendelse, plan.skole)):
        run.terminal.note(note)
    for each in hendelse.samtykke_til or (plan.moeter.raad,):
        left = consent(
            sak.elev, known, chain, _asked(plan, hendelse, each), max(hendelse.dato, run.i_dag)
        ).venter_paa
        if left and hendelse.samtykke is Samtykke.JA:
            who = " og ".join(_ORD.get(one, one) for one in left)
            run.terminal.note(f"{each}: det mangler svar fra {who}. Inntil da er saken anonym.")


def tell_of_refusal(run: Run, mappe: Mappe, sak: Sak, hendelse: Hendelse) -> None:
    """Say so where an entry brings a case to somebody who was refused to know whom it is about."""
    plan, chain = mappe.plan, mappe.plan.kjede(sak.kjede)
    known = valid_entries(with_entry(sak, hendelse), max(hendelse.dato, run.i_dag))
    for each in dict.fromkeys(_brought_to(plan, chain, hendelse)):
        stands = consent(sak.elev, known, chain, asked_of(plan, each), hendelse.dato)
        if stands.svar is Samtykke.NEI:
            run.terminal.note(
                f"Det er sagt nei til at {each} får vite hvem det gjelder. Der tas saken bare opp anonymt: uten "
                "navn, klasse og saksnummer. Ble det sagt hvem det gjelder, er taushetsplikten brutt "
                "(forvaltningsloven § 13). Skriv i så fall hva som skjedde, og si fra til rektor."
            )


def _brought_to(plan: Plan, chain: Handlingskjede | None, hendelse: Hendelse) -> Iterator[str]:
    """Yield the recipients of consent that an entry brings the case to: by its step, meeting and people."""
    step = chain.find(hendelse.steg) if chain else None
    if means(chain, hendelse.steg, *_TIL_TEAMET):
        yield plan.moeter.raad
    held = plan.moeter.moete(hendelse.moete or hendelse.steg)
    if held is not None:
        yield recipient(plan, held)
    people = (
        *(step.med if step else ()),
        *hendelse.med,
        *(fold(each) for each in hendelse.mottakere),
    )
    for each in people:
        yield from (one for one in recipients(plan) if each in {one, *_roles_of(plan, one)})


def _roles_of(plan: Plan, til: str) -> tuple[str, ...]:
    service = plan.skole.tjeneste(til)
    return service.roller if service else ()


def _asked(plan: Plan, hendelse: Hendelse, til: str) -> Spurt:
    """Return what is asked first of a recipient, of what the answer is to."""
    first = sorted(purposes(hendelse, til), key=tuple(Formaal).index)
    return asked_of(plan, til, first[0]) if first else asked_of(plan, til)


def _opened(hendelse: Hendelse) -> list[str]:
    """Return what is to be said of what a yes is to: what it opens, and that it opens nothing."""
    if only_in_words(hendelse):
        choose = f"Legg til --samtykke-formål: {', '.join(Formaal)}."
        return [f"Samtykket åpner ikke for noe ennå: det er bare sagt med egne ord. {choose}"]
    if not hendelse.samtykke_formaal:
        return []
    words = ", ".join(hendelse.samtykke_formaal)
    return [f"Samtykket gjelder bare {words}. Skal det brukes til noe annet, så spør om det først."]


def _not_counted(elev: Elev, hendelse: Hendelse, skole: Skole) -> list[str]:
    """Return why an answer does not count, or may not: the pupil is 15, is not, or nobody has said."""
    age, own = alder(elev, hendelse.dato), ELEV in hendelse.samtykke_av
    if age is Alder.OVER and not own:
        return [
            "Eleven har fylt 15 år og bestemmer selv (§ 24-5). Svaret fra foresatte teller ikke."
        ]
    if age is Alder.UNDER and set(hendelse.samtykke_av) == {ELEV}:
        return ["Eleven er under 15 år. Foresatte bestemmer, og eleven skal bli hørt."]
    if age is Alder.UKJENT and may_be_15(elev, skole):
        return [AGE_ASKED]
    return []


AGE_ASKED = (
    "Det står ikke om eleven har fylt 15 år. Fra da bestemmer eleven selv (§ 24-5). Skriv "
    "året (sosialplan sak endre SAK --fødselsår 2012)."
)
