"""``fravær registrer KLASSE``: those who are away today are ticked off in the list of the class, and written as one change."""

from collections.abc import Sequence
from functools import partial

from sosialplan.commands.fravaer.fravaersbok import class_rows, with_pupils
from sosialplan.commands.run import FINE, ProblemsFoundError, Run, known_word
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Errand, carry_out
from sosialplan.files.filtolk import read_value
from sosialplan.files.klasselistene import list_of_class
from sosialplan.files.loader import load_plan
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.failure import WrongUsage
from sosialplan.model.fravaer import Elevfravaer, Klassefravaer, Meldt, Periode
from sosialplan.model.plan import Plan
from sosialplan.output.svarbok import Svarvalg
from sosialplan.rules.kalender.skolekalender import (
    days_between,
    kalender_of,
    running_year,
    school_year_of,
)
from sosialplan.rules.klasselister.elevnavn import Kandidat, meant_pupil, pupils_of
from sosialplan.views.datoer import en_eller_flere
from sosialplan.views.fravaer.fravaersbilde import uten_virkning

QUESTION = "Hvem er borte? (numre eller navn med komma mellom, tomt er ingen)"
_THERE = "ført fra før"


def kryss_av(run: Run, typed: str, periode: Periode) -> int:
    """Ask who of a class is away, show it, and write it in one change. Raises WrongUsage outside a terminal."""
    plan, problems = load_plan(run.planmappe())
    if plan is None:
        raise ProblemsFoundError(problems)
    klasse = known_word(typed, [each.klasse for each in plan.skole.klasser], "klassen")
    own = list_of_class(run.planmappe(), running_year(plan.skole, run.i_dag), klasse)
    if own is None:
        raise WrongUsage(
            f"{klasse} har ingen klasseliste du kan lese.",
            "Les den inn: sosialplan importer elever FIL. Én elev: --elev NAVN --klasse KLASSE",
        )
    if not run.terminal.interactive:
        raise WrongUsage(
            "En klasse krysses av i en terminal.",
            f"Én elev: sosialplan fravær registrer --elev NAVN --klasse {klasse}",
        )
    run.tell_if_open()
    listed = pupils_of((own,), klasse)
    already = _away(run.planmappe(), klasse, periode, listed)
    away = _asked(run, listed, already)
    new = [each for each in away if each.navn not in already]
    if len(new) < len(away):
        run.terminal.note(f"Ført fra før, og ikke endret: {len(away) - len(new)}.")
    if not new:
        run.terminal.note("Ingenting er endret.")
        return FINE
    run.terminal.wrapped(
        f"Borte {en_eller_flere(periode.fra, periode.til)}: {', '.join(each.navn for each in new)}."
    )
    told = "meldt" if periode.meldt is Meldt.JA else "ikke meldt"
    run.terminal.wrapped(f"{len(new)} av {len(listed)} i {klasse}, {periode.type.value}, {told}.")
    for words in uten_virkning(plan, periode, klasse):
        run.terminal.note(words)
    if _no_school(plan, periode):
        run.terminal.note("Det er ingen skoledag, så det teller ikke som fravær.")
    if not run.terminal.agrees("Skal det føres?"):
        run.terminal.note("Ingenting er endret.")
        return FINE
    return carry_out(run, partial(_errand, klasse=klasse, periode=periode, away=new))


def _no_school(plan: Plan, periode: Periode) -> bool:
    kalender = kalender_of(plan.ruter)
    return all(
        kalender.is_school_day(day) is False for day in days_between(periode.fra, periode.til)
    )


def _errand(desk: Desk, *, klasse: str, periode: Periode, away: Sequence[Kandidat]) -> Errand:
    entries = tuple(
        Elevfravaer(elev=each.navn, perioder=(periode.entry(desk.run.new_id(), desk.run.recorded),))
        for each in away
    )
    change = with_pupils(desk, klasse, school_year_of(periode.fra), entries)
    said = f"Fravær {en_eller_flere(periode.fra, periode.til)} er ført for {len(away)} i {klasse}."
    asks = partial(class_rows, desk.run, klasse)
    return Errand([change], f"Fravær {klasse}\n", said, asks)


def _away(
    folder: Planmappe, klasse: str, periode: Periode, listed: Sequence[Kandidat]
) -> frozenset[str]:
    """Return the pupils, as their names stand on the list, who have absence in these days already."""
    path = folder.absence_path(school_year_of(periode.fra), klasse)
    read = read_value(folder, path, Klassefravaer)[0] if folder.has(path) else None
    if read is None:
        return frozenset()
    asked, book = periode.entry("nnnnnnnn", ""), read.value
    found = set()
    for each in listed:
        place = book.position(each.navn, None)
        periods = book.elever[place].borte if place is not None else ()
        found |= {each.navn} if any(one.collides(asked) for one in periods) else set()
    return frozenset(found)


def _asked(run: Run, listed: Sequence[Kandidat], already: frozenset[str]) -> tuple[Kandidat, ...]:
    """Ask until every word is one pupil of the class."""
    choices = [Svarvalg(each.navn, _THERE if each.navn in already else "") for each in listed]
    while True:
        answer = run.terminal.choose(QUESTION, choices, several=True)
        words = [each.strip() for each in answer.split(",") if each.strip()]
        found = [meant_pupil(each, listed).hvem for each in words]
        unsure = [word for word, hvem in zip(words, found, strict=True) if len(hvem) != 1]
        if not unsure:
            return tuple(dict.fromkeys(hvem[0] for hvem in found))
        run.terminal.note(f"Dette er ingen i klassen, eller flere: {', '.join(unsure)}. Skriv alle på nytt.")  # fmt: skip
