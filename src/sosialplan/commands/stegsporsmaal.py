"""Questions in a terminal for what a step that is written down must answer."""

from datetime import date
from typing import Any

import msgspec

from sosialplan.commands.lukking import ask_why, read_note
from sosialplan.commands.run import Run
from sosialplan.commands.saksaapning import asks_for_employee
from sosialplan.commands.sporsmaal import ask_for_employee
from sosialplan.commands.svarene import KINDS, QUESTIONS, Svarene, missing
from sosialplan.commands.tiltaksvalg import show_help
from sosialplan.model.handlingskjede import Spoersmaal, Steg
from sosialplan.model.mappe import Mappe
from sosialplan.model.nearest import find_word
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Grunn, Hendelse, Sak, Svar
from sosialplan.rules.in_force import letters


def asked(run: Run, mappe: Mappe, sak: Sak, step: Steg | None, svarene: Svarene) -> Svarene:
    """Ask the person for the answers that the step wants, each until it can be used."""
    chain = mappe.plan.kjede(sak.kjede)
    show_help(run, step)
    svarene = read_note(run, svarene, step, chain)
    roles = [each.rolle for each in mappe.plan.skole.roller]
    told = svarene.svar is not None
    for each in missing(svarene, step):
        while (answer := _read(each, run.terminal.ask(QUESTIONS[each][1]), roles)) is None:
            run.terminal.note("Det svaret passer ikke her.")
        svarene = msgspec.structs.replace(svarene, **{each.value: answer})
    lawful = step is not None and not told and svarene.svar is Svar.JA and not svarene.grunn
    if lawful and step is not None and step.bokstav_fra:
        svarene = letter_asked(run, mappe.plan, step.bokstav_fra, svarene)
    answered = Hendelse(
        id="",
        dato=date.min,
        steg=step.steg if step else "",
        svar=svarene.svar,
        utfall=svarene.utfall,
    )
    if svarene.gjelder_ansatt is None and asks_for_employee(mappe.plan, sak, answered):
        svarene = msgspec.structs.replace(svarene, gjelder_ansatt=ask_for_employee(run, mappe.plan))
    if step is not None and svarene.likevel is None:
        closing = msgspec.structs.replace(
            answered,
            dato=svarene.dato or run.i_dag,
            trygt=svarene.trygt,
            takket_nei=svarene.takket_nei,
            flyttet=svarene.flyttet,
        )
        svarene = msgspec.structs.replace(svarene, likevel=ask_why(run, mappe, sak, closing))
    return svarene


def letter_asked(run: Run, plan: Plan, hjemmel: str, svarene: Svarene) -> Svarene:
    """Ask which letter of the law a yes rests on; it may be left open, and is then told of."""
    known = letters(plan, hjemmel, svarene.dato or run.i_dag)
    if not known:
        return svarene
    for each in known:
        run.terminal.note(f"{each.bokstav}: {each.hva}")
    names = [each.bokstav for each in known]
    question = f"Hvilken bokstav? ({'/'.join(names)}, kan være tom)"
    while (answer := run.terminal.ask(question).strip().lower()) and answer not in names:
        run.terminal.note("Det svaret passer ikke her.")
    return msgspec.structs.replace(svarene, grunn=Grunn(answer) if answer else None)


def _read(asked: Spoersmaal, answer: str, roles: list[str]) -> Any:
    """Return an answer as its field wants it, or None."""
    if asked is Spoersmaal.MED:
        found = [find_word(each.strip(), roles) for each in answer.split(",") if each.strip()]
        return None if not found or None in found else tuple(found)
    kind = KINDS[asked]
    try:
        return msgspec.convert(answer if kind is str else answer.lower(), kind) or None
    except msgspec.ValidationError:
        return None
