"""The day's desk, what it shows: who sits here, what waits for them, and a case as a list of what can be done in it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from sosialplan.commands.lesing import Oversikt
from sosialplan.commands.oversikt import oversikt
from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.commands.saksleting import cases_meant
from sosialplan.commands.skrivebordet.den_som_skriver import person_at
from sosialplan.commands.svar.ordsvar import Spoerring, asked_as
from sosialplan.commands.svar.saksutvalg import cases_to_choose
from sosialplan.files.loader import load_plan
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.settings import call_oneself
from sosialplan.model.failure import WrongUsage
from sosialplan.model.problems import Problem
from sosialplan.model.record import Value
from sosialplan.model.skole import Person, Skole
from sosialplan.output.svarbok import Svarvalg
from sosialplan.rules.ansattsak.skjermet_sak import SKOLE
from sosialplan.rules.explanation import flag
from sosialplan.rules.ventende import of_person
from sosialplan.rules.verv import named_person
from sosialplan.views.dagen import Arbeidsdag, Dagspost, Haster, dagen, named
from sosialplan.views.dokumentliste import DOKUMENTER
from sosialplan.views.fristrader import Utvalg, choose, is_raised_to
from sosialplan.views.roller import posts_in_words

NAVN_PAA_SKJERMEN = "navn-på-skjermen"
"""The setting: whether the desk shows pupils by name."""
_NOBODY = "ingen av dem"
_SAK = "SAK"
_IN_A_CASE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("et annet steg", "noe annet som er gjort", ("registrer", _SAK)),
    ("nytt tiltak", "legg et tiltak til i planen", ("tiltak", "ny", _SAK)),
    ("planen", "problem, mål og stemmer", ("tiltak", "plan", _SAK)),
    ("evaluer", "alle tiltakene i planen", ("tiltak", "evaluer", _SAK)),
    ("godkjenn", "si ja til planen", ("godkjenn", _SAK)),
    ("kall inn", "til et møte om saken", ("innkall", _SAK)),
    ("saken", "navn, klasse, foresatte", ("sak", "endre", _SAK)),
    ("andre elever", "hvem andre er med, ved alias", ("sak", "involver", _SAK)),
    ("rett", "rett noe som er skrevet feil", ("rett", _SAK)),
    ("rett tiltak", "rett en evaluering eller en endring", ("tiltak", "rett", _SAK)),
    ("overfør", "la en annen ta saken", ("overfør", _SAK)),
    ("arkiver", "lever det siste til elevmappen", ("arkiver", _SAK)),
)
"""What can be done in any case: what it is called, what it is, and the command."""


class Gjoeremaal(Value, frozen=True):
    """Something that can be done: what it is called, what stands beside it, the command, and whether it is late."""

    navn: str
    tekst: str
    kommando: tuple[str, ...]
    forfalt: bool = False


class Dagsbilde(Value, frozen=True):
    """What the desk shows: the school, who sits here (None where the school does not know), and the day."""

    skole: str
    i_dag: date
    person: Person | None
    verv: str
    dag: Arbeidsdag
    alt: bool
    saker: Oversikt
    """What it was made of: the cases of what is shown are read when it is shown."""


def first_day(run: Run) -> Dagsbilde:
    """Return the desk of the one who sits here; the folder is read once for both."""
    seen = oversikt(run)
    person = _who_sits_here(run, seen.folder, seen.plan.skole)
    return _put_together(run, seen, person, alt=person is None)


def _who_sits_here(run: Run, folder: Planmappe, skole: Skole) -> Person | None:
    """Return the member of staff who sits here, asked where git's name is none that the school knows.

    The answer is kept as git's name in this folder, which is who wrote what is saved.
    """
    known = person_at(folder.root, folder, skole, run.now.date())
    if known is not None or not skole.personer:
        return known
    run.terminal.line("Skolen kjenner ikke navnet ditt ennå.")
    people = [Svarvalg(each.navn, posts_in_words(skole, each.verv)) for each in skole.personer]
    spurt = Spoerring(
        "Hvem er du?",
        "Svaret brukes som navnet ditt når noe lagres i denne mappen. Det spørres om én gang.",
        (*people, Svarvalg(_NOBODY, "vis alle sine saker")),
        tomt=True,
        ingenting="velger når du har valgt en",
    )
    named = asked_as(run, spurt, lambda answer: _named(skole, answer))
    if named is None:
        run.terminal.note(
            'Står du ikke blant skolens folk, så legg deg inn: sosialplan skole person ny "NAVN" ROLLE'
        )
    else:
        call_oneself(folder.root, named.navn, run.terminal.ask)
    return named


def _named(skole: Skole, answer: str) -> Person | None:
    """Return whom a name means, None for nobody. Raises WrongUsage where it fits nobody, or several."""
    if answer.casefold() == _NOBODY:
        return None
    found = named_person(skole, answer) if answer else ()
    if len(found) != 1:
        raise WrongUsage("Velg et nummer fra listen, eller skriv mer av navnet.")
    return found[0]


def day_of(run: Run, person: Person | None, *, alt: bool = False) -> Dagsbilde:
    """Return the desk of a person, or of everybody where nobody is known; ``alt`` wants all rows, whoever has them."""
    return _put_together(run, oversikt(run), person, alt=alt or person is None)


def _put_together(run: Run, seen: Oversikt, person: Person | None, *, alt: bool) -> Dagsbilde:
    skole = seen.plan.skole
    utvalg = Utvalg(person=None if alt else person)
    rows = choose(seen.rader, utvalg, run.i_dag, skole)
    waiting = of_person(seen.venter, person, skole) if person else ()
    raised = frozenset(
        each.frist.id for each in rows if person and is_raised_to(person, each, skole)
    )
    return Dagsbilde(
        skole=skole.navn,
        i_dag=run.i_dag,
        person=person,
        verv=posts_in_words(skole, person.verv) if person else "",
        dag=dagen(rows, waiting, run.i_dag, raised),
        alt=alt,
        saker=seen,
    )


def with_names(bilde: Dagsbilde, poster: Sequence[Dagspost]) -> tuple[Dagspost, ...]:
    """Return things as the screen shows them; the cases that they are about are read, and no others."""
    seen = bilde.saker
    by_name = flag(seen.plan, NAVN_PAA_SKJERMEN, bilde.i_dag, default=True)
    asked = {each.sak for each in poster if each.sak and (by_name or each.tiltak)}
    saker = {number: sak for number in asked if (sak := seen.sak(number)) is not None}
    return named(poster, saker, by_name=by_name)


def can_be_done(bilde: Dagsbilde, sak: str) -> Iterator[Gjoeremaal]:
    """Yield what can be done in a case, each by a name of its own: what it asks for first, then the rest."""
    own = (each for each in (*bilde.dag.poster, *bilde.dag.senere) if each.sak == sak)
    asked = with_names(bilde, [each for each in own if each.kommando])
    times = Counter[str]()
    for each in asked:
        times[each.hva] += 1
        again = f" ({times[each.hva]})" if times[each.hva] > 1 else ""
        late = each.haster is Haster.FORFALT
        yield Gjoeremaal(f"{each.hva}{again}", each.naar, each.kommando, late)
    found = bilde.saker.sak(sak)
    chain = bilde.saker.plan.kjede(found.kjede) if found is not None else None
    if chain is not None and chain.avsluttes_med:
        yield Gjoeremaal("avslutt", "saken er ferdig", ("registrer", sak, chain.avsluttes_med))
    for label, what, words in _IN_A_CASE:
        yield Gjoeremaal(label, what, tuple(sak if word == _SAK else word for word in words))


def cases_of(run: Run, typed: str) -> tuple[tuple[Svarvalg, ...], str]:
    """Return the cases that may be meant, each with what tells it from the others, and what is to be said of them.

    Where some cannot be read, the pupil may have one of them, and what is written next goes into the other.
    """
    unread = list[Problem]()
    found = cases_meant(run, typed, unread=unread)
    files = len({each.location.path for each in unread}) if any(found.values()) else 0
    said = f"{files} av sakene kan ikke leses, og eleven kan ha en av dem. Se at det er rett sak før du skriver."
    known = {each.ord: each for each in cases_to_choose(run, closed=True)} if len(found) > 1 else {}
    cases = (known.get(each) or Svarvalg(each, klasse) for each, klasse in sorted(found.items()))
    return tuple(cases), said if files else ""


def recipients(run: Run, kode: str) -> tuple[Svarvalg, ...]:
    """Return who may have a copy of a document. Raises ProblemsFoundError where the plan cannot be read."""
    plan, problems = load_plan(run.planmappe())
    if plan is None:
        raise ProblemsFoundError(problems)
    slag = next(each for each in DOKUMENTER if each.kode == kode)
    return tuple(Svarvalg(each.kode) for each in slag.til(plan) if each != SKOLE)


def documents() -> tuple[Svarvalg, ...]:
    """Return the documents of a case; ``lag`` says where one is not made of this case."""
    return tuple(Svarvalg(each.kode, each.navn) for each in DOKUMENTER)
