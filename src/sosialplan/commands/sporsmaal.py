"""Questions in a terminal for what was not said; elsewhere what is missing is named."""

from collections.abc import Mapping
from datetime import date

from sosialplan.commands.ny_sak import INVENTED_ONLY, Melding
from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.files.loader import load_plan
from sosialplan.model.failure import WrongUsage
from sosialplan.model.nearest import advice, find_word, fold

REQUIRED = ("kjede", "elev", "klasse", "oppdaget")
QUESTIONS = {
    "elev": "Elevens navn (oppdiktet):",
    "klasse": "Klasse:",
    "oppdaget": "Hvilken dag ble det oppdaget? (ÅÅÅÅ-MM-DD, tomt svar er i dag)",
    "beskrivelse": "Hva er sett og hørt? (kan være tomt)",
}


def ask_for_case(
    run: Run,
    told: Mapping[str, str | date | None],
    *,
    meldt_av: str | None,
    kategorier: tuple[str, ...],
    alvorlig: bool,
) -> Melding:
    """Return what is needed to open a case. Raises WrongUsage for what nobody can be asked about."""
    run.terminal.note(INVENTED_ONLY)
    answers = dict(told)
    missing = [key for key in REQUIRED if answers[key] in {None, ""}]
    if missing and not run.terminal.interactive:
        options = " og ".join(f"--{key}" for key in missing)
        raise WrongUsage(f"Mangler {options}.", "Se hvordan: sosialplan ny-sak --help")
    if missing:
        _ask(run, answers)
    day = answers["oppdaget"]
    return Melding(
        kjede=str(answers["kjede"]),
        elev=str(answers["elev"]),
        klasse=str(answers["klasse"]),
        oppdaget=day if isinstance(day, date) else run.i_dag,
        beskrivelse=str(answers["beskrivelse"]) if answers["beskrivelse"] else None,
        meldt_av=meldt_av,
        kategorier=kategorier,
        alvorlig=alvorlig,
    )


def _ask(run: Run, answers: dict[str, str | date | None]) -> None:
    """Ask for each thing that is missing until the answer can be used."""
    plan, problems = load_plan(run.planmappe())
    if plan is None:
        raise ProblemsFoundError(problems)
    chains = [each.kjede for each in plan.kjeder]
    if not answers["kjede"]:
        for each in plan.kjeder:
            run.terminal.note(f"  {each.kjede:<16} {each.navn}")
        answers["kjede"] = _one_of(run, "Hvilken kjede?", chains)
    if not answers["elev"]:
        answers["elev"] = _something(run, QUESTIONS["elev"])
    if not answers["klasse"]:
        classes = [each.klasse for each in plan.skole.klasser]
        answers["klasse"] = _one_of(run, QUESTIONS["klasse"], classes)
    if answers["oppdaget"] is None:
        answers["oppdaget"] = _day(run)
    if not answers["beskrivelse"]:
        answers["beskrivelse"] = run.terminal.ask(QUESTIONS["beskrivelse"])


def _something(run: Run, question: str) -> str:
    while not (answer := run.terminal.ask(question)):
        run.terminal.note("Dette må med.")
    return answer


def _one_of(run: Run, question: str, known: list[str]) -> str:
    while True:
        answer = run.terminal.ask(question)
        begins = [each for each in known if answer and fold(each).startswith(fold(answer))]
        found = find_word(answer, known) or (begins[0] if len(begins) == 1 else None)
        if found is not None:
            return found
        run.terminal.note(f"Velg en av: {', '.join(known)}.{advice(answer, known)}")


def _day(run: Run) -> date:
    while True:
        answer = run.terminal.ask(QUESTIONS["oppdaget"])
        if not answer:
            return run.i_dag
        try:
            return date.fromisoformat(answer)
        except ValueError:
            run.terminal.note("Skriv datoen som ÅÅÅÅ-MM-DD, for eksempel 2026-10-12.")
