"""Questions in a terminal for what was not said; elsewhere what is missing is named."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sosialplan.commands.klasselister.elevvalg import has_lists, picked
from sosialplan.commands.lesing import read_case
from sosialplan.commands.meldingen import report_in, told
from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.commands.saksaapning import Aapningsmelding, ask_for_employee
from sosialplan.commands.saksleting import case_of
from sosialplan.commands.svar.dagsvar import asked_day
from sosialplan.commands.svar.ordsvar import (
    TEXT,
    Spoerring,
    asked_as,
    asked_role,
    asked_text,
    asked_word,
    asked_words,
    classes_of,
    titled,
)
from sosialplan.commands.svar.saksutvalg import cases_to_choose
from sosialplan.commands.svarene import show_choices
from sosialplan.files.loader import load_plan, load_reference
from sosialplan.model.failure import WrongUsage
from sosialplan.model.handlingskjede import Aapningsspoersmaal
from sosialplan.model.plan import Plan
from sosialplan.model.skrivemaate import meant, same_pupil
from sosialplan.views.datoer import kort_dato

REQUIRED = ("kjede", "elev", "klasse", "oppdaget")
QUESTIONS = {
    "elev": "Elevens navn:",
    "klasse": "Klasse:",
    "oppdaget": "Hvilken dag ble det oppdaget? (som 23.11.2026, tomt svar er i dag)",
    "beskrivelse": "Hva er sett og hørt? (kan være tomt)",
    "beskrivelse_med_forslag": "Hva er sett og hørt? (egne ord, numre fra listen, eller tomt)",
    "kategorier": "Hva handler det om? (flere med komma, kan være tomt)",
    "fra_sak": "Hvilken sak følger den av? (saksnummeret)",
    "meldt_av": "Hvem så det eller gjorde det? (en rolle)",
}
_CHAINS = (
    "Kjeden sier hva som må gjøres, i hvilken rekkefølge og innen når. Velg den som passer det som er sett. "
    "Se stegene i en kjede: sosialplan kjeder KJEDE"
)
_SEEN = "Bare det som er sett og hørt, ikke hva noen tror. Bruk ikke navn på andre elever."
Answers = dict[str, Any]
"""What is told of a new case, by the name of the field."""


def ask_for_case(
    run: Run,
    given: Mapping[str, Any],
    *,
    kategorier: tuple[str, ...],
    alvorlig: bool,
    ny_elev: bool = False,
) -> Aapningsmelding:
    """Return what is needed to open a case. Raises WrongUsage for what nobody can be asked about."""
    run.tell_if_open()
    answers = dict(given)
    if answers["fra_sak"]:
        _take_pupil(run, answers)
    if answers.get("fra_melding"):
        _take_report(run, answers)
    if answers["elev"] and not answers["fra_sak"]:
        _pick(run, answers, ny=ny_elev)
    missing = [key for key in REQUIRED if answers[key] in {None, ""}]
    if missing and not run.terminal.interactive:
        options = " og ".join(f"--{key}" for key in missing)
        raise WrongUsage(f"Mangler {options}.", "Se hvordan: sosialplan ny-sak --help")
    if run.terminal.interactive:
        plan, problems = load_plan(run.planmappe())
        if plan is None:
            raise ProblemsFoundError(problems)
        if missing:
            kategorier = _ask(run, plan, answers, kategorier)
        _ask_opening(run, plan, answers)
    day = answers["oppdaget"]
    return Aapningsmelding(
        kjede=str(answers["kjede"]),
        elev=str(answers["elev"]),
        klasse=str(answers["klasse"]),
        oppdaget=day if isinstance(day, date) else run.i_dag,
        beskrivelse=str(answers["beskrivelse"]) if answers["beskrivelse"] else None,
        meldt_av=str(answers["meldt_av"]) if answers["meldt_av"] else None,
        kategorier=kategorier,
        alvorlig=alvorlig,
        fra_sak=str(answers["fra_sak"]) if answers["fra_sak"] else None,
        gjelder_ansatt=answers["gjelder_ansatt"],
        foedselsaar=answers.get("fødselsår"),
        fra_melding=answers.get("fra_melding"),
        notat=answers.get("notat"),
        ny_elev=ny_elev,
    )


def _pick(run: Run, answers: Answers, *, ny: bool = False) -> None:
    """Put in the pupil whom the class lists know, and the class."""
    valgt = picked(run, answers["elev"], answers["klasse"], ny=ny)
    if valgt is not None:
        answers.update(elev=valgt.navn, klasse=valgt.klasse)


def _take_pupil(run: Run, answers: Answers) -> None:
    """Take the pupil from the case that is carried on. Raises WrongUsage for another pupil."""
    _, _, origin = read_case(run, str(answers["fra_sak"]))
    if answers["elev"] and not same_pupil(origin.elev.navn, str(answers["elev"])):
        raise WrongUsage(
            "Saken den følger av, gjelder en annen elev.",
            "Sjekk saksnummeret. Med --fra-sak trengs ikke --elev og --klasse.",
        )
    answers.update(fra_sak=origin.sak, elev=origin.elev.navn, klasse=origin.elev.klasse)


def _take_report(run: Run, answers: Answers) -> None:
    """Take what was told in a report. Its day is the day the school was told: deadlines count from it."""
    innboks = report_in(run.planmappe(), str(answers["fra_melding"])).value
    melding = innboks.melding
    if answers["oppdaget"] not in {None, melding.dato}:
        raise WrongUsage(
            f"Saken regnes fra dagen det ble meldt, {kort_dato(melding.dato)}.",
            "La --oppdaget være. Dagen det ble sett, står i meldingen og blir med i saken.",
        )
    answers.update(
        fra_melding=melding.id,
        elev=answers["elev"] or melding.elev.navn,
        klasse=answers["klasse"] or melding.elev.klasse,
        oppdaget=melding.dato,
        beskrivelse=answers["beskrivelse"] or melding.hva,
        meldt_av=answers["meldt_av"] or melding.rolle,
        gjelder_ansatt=answers["gjelder_ansatt"] or innboks.gjelder_ansatt,
        notat=told(melding),
    )


def _ask_opening(run: Run, plan: Plan, answers: Answers) -> None:
    """Ask for what the chain wants to know from the first day, each until it can be used."""
    chain = plan.kjede(next(iter(meant(str(answers["kjede"]), [e.kjede for e in plan.kjeder])), ""))
    for asked in chain.spoer_om if chain else ():
        if asked is Aapningsspoersmaal.GJELDER_ANSATT and not answers[asked.value]:
            answers[asked.value] = ask_for_employee(run, plan)
        if asked is Aapningsspoersmaal.FRA_SAK and not answers[asked.value]:
            _ask_origin(run, answers)
        elif not answers[asked.value]:
            spurt = Spoerring(QUESTIONS[asked.value])
            answers[asked.value] = asked_role(run, plan.skole, spurt)


def _ask_origin(run: Run, answers: Answers) -> None:
    """Ask which case it follows from, until it is one that this pupil's can."""

    def read(answer: str) -> None:
        taken = {**answers, "fra_sak": case_of(run, answer)}
        _take_pupil(run, taken)
        answers.update(taken)

    asked_as(run, Spoerring(QUESTIONS["fra_sak"], valg=cases_to_choose(run)), read)


def _ask(run: Run, plan: Plan, answers: Answers, kategorier: tuple[str, ...]) -> tuple[str, ...]:
    """Ask for each thing that is missing until the answer can be used; return the categories."""
    if not answers["kjede"]:
        chains = titled({each.kjede: each.navn for each in plan.kjeder})
        answers["kjede"] = asked_word(run, Spoerring("Hvilken kjede?", _CHAINS, chains), "kjeden")
    _ask_opening(run, plan, answers)
    if not answers["elev"] and has_lists(run):
        _pick(run, answers)
    if not answers["elev"]:
        answers["elev"] = asked_text(run, Spoerring(QUESTIONS["elev"]))
    if not answers["klasse"]:
        spurt = Spoerring(QUESTIONS["klasse"], valg=classes_of(plan.skole))
        answers["klasse"] = asked_word(run, spurt, "klassen")
    if answers["oppdaget"] is None:
        answers["oppdaget"] = asked_day(run, QUESTIONS["oppdaget"])
    if not answers["beskrivelse"]:
        answers["beskrivelse"] = _description(run, str(answers["kjede"]), plan)
    return kategorier or _categories(run, plan)


def _description(run: Run, kjede: str, plan: Plan) -> str:
    """Ask what was seen; the chain's own examples may be chosen by their numbers."""
    from sosialplan.views.planen.lest_plan import atferdsforslag, valgt_tekst  # noqa: PLC0415 - only a person

    examples = atferdsforslag(kjede, plan)
    question = "beskrivelse_med_forslag" if examples else "beskrivelse"
    spurt = Spoerring(QUESTIONS[question], _SEEN, tomt=True, mest=TEXT)
    show_choices(run, examples)
    return valgt_tekst(asked_text(run, spurt), examples)


def _categories(run: Run, plan: Plan) -> tuple[str, ...]:
    """Ask what the case is about, with what the plan means by each word that it defines."""
    from sosialplan.views.planen.lest_plan import kort_forklart  # noqa: PLC0415 - only a person is asked

    reference, _ = load_reference(run.planmappe())
    terms = {each.begrep: each for each in reference.begreper.begreper} if reference else {}
    means = {
        each.kategori: kort_forklart(terms[each.kategori], plan, run.i_dag)
        if each.kategori in terms
        else each.navn
        for each in plan.skole.kategorier
    }
    whole = "\n".join(f"{word}: {said}" for word, said in means.items())
    spurt = Spoerring(QUESTIONS["kategorier"], whole, titled(means), tomt=True)
    return asked_words(run, spurt, "kategorien")
