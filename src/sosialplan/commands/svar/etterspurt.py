"""What can be answered where a command lacks something: by its kind, as the help shows it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sosialplan.commands.lesing import read_case
from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.commands.svar.ordsvar import (
    TEXT,
    Spoerring,
    asked_as,
    asked_many,
    classes_of,
    roles_of,
    titled,
    words,
)
from sosialplan.commands.svar.saksutvalg import (
    cases_to_choose,
    entries_to_choose,
    measures_to_choose,
    steps_to_choose,
)
from sosialplan.files.loader import load, load_plan
from sosialplan.model.moeter import Moetebok
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.output.svarbok import Svarvalg
from sosialplan.rules.ansattsak.skjermet_sak import SKOLE
from sosialplan.views.datoer import kort_dato, periode


class Etterspurt(Value, frozen=True):
    """What is asked for: what the help calls it and says of it, in which command, and what is known by now."""

    navn: str
    slag: str
    hjelp: str
    kommando: str
    gitt: Mapping[str, Any]


def asked_for(
    run: Run,
    navn: str,
    slag: str,
    hjelp: str,
    *,
    kommando: str,
    gitt: Mapping[str, Any],
    ordene: Sequence[str],
    les: Callable[[str], Any],
    flere: bool,
) -> tuple[Any, ...]:
    """Ask for what is missing until ``les`` takes it; return one value, or with ``flere`` some."""
    mangel = Etterspurt(navn, slag.strip("…"), hjelp, kommando, gitt)
    choices = words(ordene) or tuple(_choices(run, mangel))
    named = dict[str, str]()
    if mangel.slag in _BY_TITLE and not run.terminal.detaljer:
        hjelp, named = _BY_TITLE[mangel.slag], _by_title(choices)
        choices = words(named)
    by_itself = f"{navn.lstrip('-').capitalize()}?"
    question = OPTIONS.get(navn) or QUESTIONS.get(mangel.slag, by_itself)
    spurt = Spoerring(question, hjelp, choices, mest=TEXT)

    def read(answer: str) -> Any:
        return les(named.get(answer, answer))

    return asked_many(run, spurt, read) if flere else (asked_as(run, spurt, read),)


_NUMBERED = "Velg med nummeret foran. Det nyeste står først."
_BY_TITLE = {"HENDELSE": _NUMBERED, "TILTAK": "Velg med nummeret foran.", "ID": _NUMBERED}
"""Kinds whose words are ids: a person picks by what it is, and what «?» tells then."""


def _by_title(choices: Sequence[Svarvalg]) -> dict[str, str]:
    """Return the ids by what they are called, each of its own name."""
    found = dict[str, str]()
    for each in choices:
        title = each.tekst.replace(",", " ") or each.ord
        alike = sum(name.partition(" (nr. ")[0] == title for name in found)
        found[f"{title} (nr. {alike + 1})" if alike else title] = each.ord
    return found


QUESTIONS = {
    "SAK": "Hvilken sak? (nummer, slutten av det, eller elevens navn)",
    "STEG": "Hvilket steg?",
    "HENDELSE": "Hvilken hendelse?",
    "TILTAK": "Hvilket tiltak?",
    "DOKUMENT": "Hvilket dokument?",
    "MØTE": "Hvilket møte?",
    "KLASSE": "Hvilken klasse?",
    "ROLLE": "Hvilken rolle?",
    "PERSON": "Hvem?",
    "NAVN": "Hvem? (navnet)",
    "HVEM": "Hvem?",
    "DATO": "Hvilken dag? (som 23.11.2026, 23.11 eller «i går»)",
    "FIL": "Hvilken fil?",
    "MAPPE": "Hvilken mappe?",
    "NØKKEL|PERSON": "Hvem sin nøkkel?",
}
"""The question for each kind; of another kind it is what the parameter is called."""


OPTIONS = {
    "--hvorfor": "Hvorfor?",
    "--mottaker": "Hvem er det til?",
    "--kanal": "Hvordan gis kopien?",
    "--for": "Hvem gjelder avgjørelsen for?",
    "--fra": "Fra hvilken dag? (som 23.11.2026, 23.11 eller «i går»)",
    "--til": "Hvem eller hva er det til?",
    "--elev": "Hvilken elev? (navnet)",
    "--fra-klasse": "Hvilken klasse gikk eleven i?",
    "--til-klasse": "Hvilken klasse går eleven i nå?",
}
"""The question for an option that has one of its own."""


def _choices(run: Run, mangel: Etterspurt) -> Iterator[Svarvalg]:
    """Yield what can be chosen; nothing where it is a text, a day or a file."""
    own = _OF_COMMAND.get((mangel.kommando, mangel.slag))
    if own is not None:
        yield from own(run)
        return
    kind, sak = mangel.slag, mangel.gitt.get("SAK")
    if kind.split("|")[0] == "SAK":
        yield from cases_to_choose(run, closed=mangel.kommando in _CLOSED)
    elif kind in _OF_CASE and sak is not None:
        _, mappe, read = read_case(run, str(sak))
        if kind == "STEG":
            yield from steps_to_choose(run, mappe, read)
        elif kind == "HENDELSE":
            yield from entries_to_choose(read, mappe.plan.kjede(read.kjede))
        else:
            yield from _OF_CASE[kind](read)
    elif mangel.navn == "--mottaker":
        yield from _recipients(run, str(mangel.gitt.get("DOKUMENT", "")))
    elif kind in _OF_PLAN:
        yield from _OF_PLAN[kind](_plan(run))


_CLOSED = frozenset({"vis", "forklar", "rett", "tilsyn", "innsyn", "utlever", "rediger"})
"""Commands that are as often about a case that is closed."""


def _plan(run: Run) -> Plan:
    plan, problems = load_plan(run.planmappe())
    if plan is None:
        raise ProblemsFoundError(problems)
    return plan


def _evaluations(sak: Sak) -> Iterator[Svarvalg]:
    for tiltak in sak.aktivitetsplan.tiltak if sak.aktivitetsplan else ():
        for one in tiltak.evalueringer:
            yield Svarvalg(one.id, f"{kort_dato(one.dato)} evaluert: {tiltak.tiltak}")
        for each in tiltak.endringer:
            yield Svarvalg(each.id, f"{kort_dato(each.dato)} endret: {tiltak.tiltak}")
        if tiltak.slutt is not None:
            yield Svarvalg(tiltak.id, f"{kort_dato(tiltak.slutt.dato)} avsluttet: {tiltak.tiltak}")


def _handed_out(plan: Plan) -> Iterator[Svarvalg]:  # noqa: ARG001 - as the others of the plan
    from sosialplan.views.dokumentliste import DOKUMENTER  # noqa: PLC0415 - as costly as a command

    yield from titled({each.kode: each.navn for each in DOKUMENTER})


def _recipients(run: Run, document: str) -> Iterator[Svarvalg]:
    """Yield those whom a document is made for, where it is known which it is."""
    from sosialplan.views.dokumentliste import find_slag  # noqa: PLC0415 - as costly as a command

    slag = find_slag(document)
    known = slag.til(_plan(run)) if slag else ()
    yield from words(each.kode for each in known if each != SKOLE)


def _of_absence(plan: Plan) -> Iterator[Svarvalg]:
    """Yield the steps that can be done of a pupil who has no case."""
    chain = plan.kjede(plan.trapp.kjede)
    for each in chain.steg if chain else ():
        if each.utloeses_av_trinn and not each.spoer_om:
            yield Svarvalg(each.steg, each.navn)


_OF_CASE: Mapping[str, Callable[[Sak], Any]] = {
    "STEG": entries_to_choose,
    "HENDELSE": entries_to_choose,
    "TILTAK": measures_to_choose,
    "ID": _evaluations,
}
_OF_PLAN: Mapping[str, Callable[[Plan], Any]] = {
    "DOKUMENT": _handed_out,
    "MØTE": lambda plan: titled({each.moete: each.navn for each in plan.moeter.moeter}),
    "ROLLE": lambda plan: roles_of(plan.skole),
    "KLASSE": lambda plan: classes_of(plan.skole),
    "PERSON": lambda plan: words(each.navn for each in plan.skole.personer),
    "STEG": _of_absence,
}


def _books(run: Run) -> tuple[Moetebok, ...]:
    mappe = load(run.planmappe()).mappe
    return tuple(each.value for each in mappe.moeter) if mappe else ()


def _meetings(run: Run) -> Iterator[Svarvalg]:
    held = [each for book in _books(run) for each in book.holdt]
    for one in sorted(held, key=lambda each: each.dato, reverse=True):
        yield Svarvalg(one.id, f"{kort_dato(one.dato)} {one.moete} {one.klasse or ''}".rstrip())


def _decisions(run: Run) -> Iterator[Svarvalg]:
    from sosialplan.rules.moeter.beslutninger import of_the_meeting  # noqa: PLC0415 - as its command

    books = _books(run)
    done = {each.beslutning for book in books for each in book.fulgt}
    for held, each in of_the_meeting(books):
        if each.id not in done:
            yield Svarvalg(
                each.id, f"{held.moete} {kort_dato(held.dato)}: {each.beslutning or each.id}"
            )


def _absence(run: Run) -> Iterator[Svarvalg]:
    mappe = load(run.planmappe()).mappe
    for read in mappe.fravaer if mappe else ():
        for pupil in read.value.elever:
            for each in pupil.perioder:
                yield Svarvalg(
                    each.id, f"{read.value.klasse} {pupil.elev}, {periode(each.fra, each.til)}"
                )


def _staff(run: Run) -> Iterator[Svarvalg]:
    yield from words(each.navn for each in _plan(run).skole.personer)


_OF_COMMAND: Mapping[tuple[str, str], Callable[[Run], Iterator[Svarvalg]]] = {
    ("møte rett", "ID"): _meetings,
    ("møte utført", "ID"): _decisions,
    ("fravær rett", "ID"): _absence,
    ("skole person endre", "NAVN"): _staff,
    ("skole person slutt", "NAVN"): _staff,
}
"""Where a kind means another thing in one command than in others."""
