"""What is asked before an entry is written: what the step must answer, and whether it was meant."""

from datetime import date
from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from sosialplan.commands.lukking import ask_why, read_note
from sosialplan.commands.run import Run
from sosialplan.commands.saksaapning import ask_for_employee, asks_for_employee
from sosialplan.commands.svar.dagsvar import read_day_of
from sosialplan.commands.svar.ordsvar import (
    TEXT,
    Spoerring,
    asked_as,
    asked_roles,
    asked_text,
    asked_word,
    titled,
    words_of,
)
from sosialplan.commands.svarene import Svarene, missing, show_help
from sosialplan.model.elev import is_voice
from sosialplan.model.failure import WrongUsage
from sosialplan.model.felter.feltlinje import slag_av
from sosialplan.model.felter.hendelsesfelt import HENDELSE
from sosialplan.model.handlingskjede import Spoersmaal, Steg
from sosialplan.model.mappe import Mappe
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Grunn, Hendelse, Sak, Svar
from sosialplan.rules.explanation import letters


def asked(
    run: Run, mappe: Mappe, sak: Sak, of: tuple[str, Steg | None], svarene: Svarene
) -> Svarene:
    """Ask the person for the answers that a step wants, each until it can be used: its code, and what the chain says of it."""
    code, step = of
    chain = mappe.plan.kjede(sak.kjede)
    show_help(run, step)
    svarene = read_note(run, svarene, step, chain)
    told = svarene.utkast.svar is not None
    for each in missing(svarene, step, code):
        svarene = svarene.ogsaa(**{each.value: _answer_to(run, mappe.plan, each, step)})
    yes = svarene.utkast.svar is Svar.JA and not svarene.utkast.grunn
    if step is not None and not told and yes and step.bokstav_fra:
        svarene = letter_asked(run, mappe.plan, step.bokstav_fra, svarene)
    entry = replace(svarene.utkast, dato=svarene.dato or run.i_dag, steg=step.steg if step else "")
    if svarene.gjelder_ansatt is None and asks_for_employee(mappe.plan, sak, entry):
        svarene = replace(svarene, gjelder_ansatt=ask_for_employee(run, mappe.plan))
    if step is not None and svarene.utkast.likevel is None:
        svarene = svarene.ogsaa(likevel=ask_why(run, mappe, sak, entry))
    return svarene


def letter_asked(run: Run, plan: Plan, hjemmel: str, svarene: Svarene) -> Svarene:
    """Ask which letter of the law a yes rests on; it may be left open, and is then told of."""
    known = letters(plan, hjemmel, svarene.dato or run.i_dag)
    if not known:
        return svarene
    choices = titled({each.bokstav: each.hva for each in known})
    spurt = Spoerring("Hvilken bokstav? (kan være tom)", _LETTER, choices, tomt=True)
    answer = asked_word(run, spurt, "bokstaven")
    return svarene.ogsaa(grunn=Grunn(answer) if answer else None)


_LETTER = "Bokstaven er grunnen i loven som svaret bygger på. Er dere ikke sikre, la den stå tom."


def _answer_to(run: Run, plan: Plan, asked: Spoersmaal, step: Steg | None) -> Any:
    """Ask for what a step wants to know, until its field can hold it."""
    linje, kind = HENDELSE[asked.value], slag_av(Hendelse, asked.value).type
    hjelp = linje.valg.hjelp.format(alle="") if linje.valg else ""
    spurt = Spoerring(linje.spoersmaal, f"{step.hva if step else ''} {hjelp}".strip(), mest=TEXT)
    if asked is Spoersmaal.MED:
        likely = (*step.med, *step.ansvarlig) if step else ()
        return asked_roles(run, plan.skole, spurt, likely)
    if kind is date:
        return asked_as(
            run, spurt, lambda answer: read_day_of(run, answer, Hendelse, asked.value, linje)
        )
    if issubclass(kind, StrEnum):
        among = replace(spurt, valg=words_of(kind))
        return kind(asked_word(run, among, "svaret"))
    if asked is Spoersmaal.ELEVENS_STEMME:
        return asked_as(run, spurt, _voice)
    return asked_text(run, spurt)


def _voice(answer: str) -> str:
    if not is_voice(answer):
        raise WrongUsage(
            "Det er ikke elevens ord.", "Ville eleven ikke si noe, avbryt og bruk --takket-nei."
        )
    return answer
