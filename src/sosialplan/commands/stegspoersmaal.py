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
    asked_many,
    asked_role,
    asked_roles,
    asked_text,
    asked_word,
    asked_words,
    titled,
    words_of,
)
from sosialplan.commands.svarene import Svarene, missing, show_help
from sosialplan.model.elev import is_voice
from sosialplan.model.failure import WrongUsage
from sosialplan.model.felter.feltlinje import Leses, slag_av
from sosialplan.model.felter.hendelsesfelt import HENDELSE
from sosialplan.model.handlingskjede import Spoersmaal, Steg
from sosialplan.model.mappe import Mappe
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Grunn, Hendelse, Sak, Svar
from sosialplan.rules.explanation import letters
from sosialplan.rules.medvirkning import absent_from


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
        svarene = svarene.ogsaa(**{each.value: answer_of(run, mappe.plan, each.value, step)})
    if chain is not None and not svarene.utkast.med:
        drawn_up = replace(svarene.utkast, dato=svarene.dato or run.i_dag, steg=code)
        if absent_from(drawn_up, sak, chain):
            svarene = svarene.ogsaa(med=_who_was_there(run, mappe.plan, step))
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


def _who_was_there(run: Run, plan: Plan, step: Steg | None) -> tuple[str, ...]:
    """Ask who took part where the duty is not kept without pupil and guardians; nobody is an answer too."""
    spurt = Spoerring("Hvem var med? (roller med komma, tomt: ingen av dem)", _TOGETHER, tomt=True)
    return asked_roles(run, plan.skole, spurt, step.med if step else ())


_TOGETHER = "Eleven og de foresatte skal være med. Var de ikke det, er plikten ikke holdt ennå."


def answer_of(run: Run, plan: Plan, key: str, step: Steg | None = None) -> Any:
    """Ask for a field of an entry, by its key in the file, until the field can hold the answer."""
    linje, slag = HENDELSE[key], slag_av(Hendelse, key)
    valg, kind = linje.valg, slag.type
    hjelp = valg.hjelp.format(alle="") if valg else ""
    question = linje.spoersmaal or f"{linje.ord_[:1].upper()}{linje.ord_[1:]}:"
    spurt = Spoerring(question, f"{step.hva if step else ''} {hjelp}".strip(), mest=TEXT)
    likely = (*step.med, *step.ansvarlig) if step else ()
    if key == Spoersmaal.MED or (valg is not None and valg.leses is Leses.ROLLE):
        ask = asked_roles if slag.mange else asked_role
        return ask(run, plan.skole, spurt, likely)
    if kind is date:
        return asked_as(run, spurt, lambda answer: read_day_of(run, answer, Hendelse, key, linje))
    if issubclass(kind, StrEnum):
        among = replace(spurt, valg=words_of(kind))
        if slag.mange:
            return tuple(kind(each) for each in asked_words(run, among, "svaret"))
        return kind(asked_word(run, among, "svaret"))
    if key == Spoersmaal.ELEVENS_STEMME:
        return asked_as(run, spurt, _voice)
    return asked_many(run, spurt, str) if slag.mange else asked_text(run, spurt)


def _voice(answer: str) -> str:
    if not is_voice(answer):
        raise WrongUsage(
            "Det er ikke elevens ord.", "Ville eleven ikke si noe, avbryt og bruk --takket-nei."
        )
    return answer
