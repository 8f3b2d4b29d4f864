"""What helps to choose: the plan's examples of measures, and the partner that a step asks for."""

from sosialplan.commands.lesing import read_case
from sosialplan.commands.run import Run, known_word
from sosialplan.commands.sporsmaal import show_choices
from sosialplan.files.loader import load_reference
from sosialplan.model.failure import WrongUsage
from sosialplan.model.handlingskjede import Steg
from sosialplan.views.planen.lest_plan import kort_om_partnere, tiltaksforslag, valgt_tekst


def ask_for_measure(run: Run, typed: str, tiltak: str | None, rolle: str | None) -> tuple[str, str]:
    """Return the measure and who does it; a person is asked for what is missing.

    The plan's examples may be chosen by number, and own words are as good. Raises WrongUsage.
    """
    if not run.terminal.interactive:
        told = {"--tiltak": tiltak, "--ansvarlig": rolle}
        missing = [f"«{name}»" for name, value in told.items() if value is None]
        what = "Valget" if len(missing) == 1 else "Valgene"
        raise WrongUsage(
            f"{what} {' og '.join(missing)} mangler.", "Se hvordan: sosialplan tiltak ny --help"
        )
    folder, mappe, sak = read_case(run, typed)
    roles = [each.rolle for each in mappe.plan.skole.roller]
    if tiltak is None:
        reference, _ = load_reference(folder)
        examples = tiltaksforslag(sak.kjede, mappe.plan, reference) if reference else ()
        show_choices(run, examples)
        question = "Hvilket tiltak? (egne ord, eller et nummer fra listen)"
        while not (tiltak := valgt_tekst(run.terminal.ask(question), examples)):
            run.terminal.note("Dette må med.")
    while rolle is None:
        answer = run.terminal.ask("Hvem gjør det? (en rolle)")
        try:
            rolle = known_word(answer, roles, "rolle")
        except WrongUsage as wrong:
            run.terminal.note(str(wrong))
    return tiltak, rolle


def show_help(run: Run, step: Steg | None) -> None:
    """Show a person what helps to answer: the step's examples, and the partners it concerns."""
    if step is None:
        return
    if step.eksempler:
        run.terminal.note(f"Eksempler: {'; '.join(step.eksempler)}.")
    reference, _ = load_reference(run.planmappe())
    for line in kort_om_partnere(step, reference) if reference else ():
        run.terminal.note(line)
