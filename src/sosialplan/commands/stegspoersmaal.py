"""What is asked before an entry is written: what the step must answer, and whether it was meant."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec.structs import asdict, replace

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
from sosialplan.model.betydning import Betydning
from sosialplan.model.elev import is_voice
from sosialplan.model.failure import WrongUsage
from sosialplan.model.felter.feltlinje import slag_av
from sosialplan.model.felter.hendelsesfelt import HENDELSE
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.handlingskjede import Handlingskjede, Slag, Spoersmaal, Steg
from sosialplan.model.mappe import Mappe
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Grunn, Hendelse, Sak, Svar
from sosialplan.rules.checks.case_checks import UTEN_SAK
from sosialplan.rules.explanation import letters, number
from sosialplan.rules.facts import code_for, valid_entries
from sosialplan.rules.lovfrister import (
    INNSYN_AVSLAATT,
    INNSYN_BESVART,
    INNSYN_MOTTATT,
    KLAGE_MOTTATT,
    complained_of,
)
from sosialplan.views.datoer import kort_dato
from sosialplan.views.dokumentdeler.nedtegnelser import SENT_SKREVET

_NOT_FACTS = frozenset({"id", "registrert", "foert_av", "notat", "retter", "utgaar"})


def written_same(sak: Sak, hendelse: Hendelse) -> Hendelse | None:
    """Return the entry that says the same already, the same step, day and answers; None where there is none.

    Two evaluations would be two rounds. What no deadline counts (a note, a talk) may stand twice. What did
    happen twice is told apart by a note of its own. Whoever runs a command again has what they asked for.
    """
    if hendelse.steg in UTEN_SAK:
        return None
    for each in valid_entries(sak):
        if _facts(each) == _facts(hendelse) and hendelse.notat in {None, each.notat}:
            return each
    return None


def tell_written(run: Run, sak: Sak, stands: Hendelse) -> None:
    """Say that an entry is not written again."""
    run.terminal.note(
        f"Det samme er alt skrevet: {stands.steg}, {kort_dato(stands.dato)}, id {stands.id}. "
        "Ingenting er skrevet på nytt."
    )
    run.terminal.note(
        f"Var noe feil, så rett det: sosialplan rett {sak.sak} {stands.id} … "
        "Skjedde det to ganger den dagen, så skriv hva som skiller dem: --notat"
    )


def _facts(hendelse: Hendelse) -> dict[str, object]:
    return {name: value for name, value in asdict(hendelse).items() if name not in _NOT_FACTS}


def require_decision(sak: Sak, hendelse: Hendelse, chain: Handlingskjede | None) -> None:
    """Refuse a complaint where there is no decision to complain of, and show the way. Raises WrongUsage."""
    if hendelse.steg != KLAGE_MOTTATT or complained_of(valid_entries(sak), hendelse) is not None:
        return
    raised = code_for(chain, Betydning.TATT_OPP_MED_REKTOR)
    how = f" (skriv det: sosialplan registrer {sak.sak} {raised})" if raised else ""
    raise WrongUsage(
        "Hvilket vedtak gjelder klagen? Saken har ikke noe enkeltvedtak eller avslag på innsyn fra før den dagen.",
        f"Er det et vedtak, så skriv det først: sosialplan vedtak {sak.sak} … Gjelder klagen planen eller det "
        f"skolen gjør, er det ikke klage på et vedtak. Da tas den opp med rektor{how}, og kan meldes til "
        f"Statsforvalteren (§ 12-6): sosialplan lag rettigheter {sak.sak}",
    )


def tell_unasked(run: Run, sak: Sak, hendelse: Hendelse) -> None:
    """Say so where access is answered that nobody wrote was asked for: no deadline has run."""
    asked = any(each.steg == INNSYN_MOTTATT for each in valid_entries(sak, hendelse.dato))
    if hendelse.steg in {INNSYN_BESVART, INNSYN_AVSLAATT} and not asked:
        run.terminal.note(
            "Det står ikke når det ble bedt om innsyn. Fristen regnes fra den dagen. "
            f"Skriv den: sosialplan registrer {sak.sak} {INNSYN_MOTTATT} --dato ÅÅÅÅ-MM-DD"
        )


def tell_late(
    run: Run,
    plan: Plan,
    sak: str,
    hendelse: Hendelse,
    was: Iterable[VurdertFrist],
    after: Iterable[VurdertFrist],
    *,
    named: bool = False,
) -> None:
    """Say how late something was done, and that a day lies far back; it is written down all the same.

    It is ``named`` which step it was where several were written.
    """
    of = f"{hendelse.steg}: " if named else ""
    left = {row.frist.id for row in after}
    for row in was:
        due = row.frist.frist
        kept = row.frist.slag is Slag.FRIST and row.frist.id not in left
        if kept and due and due < hendelse.dato and row.frist.steg == hendelse.steg:
            days = (hendelse.dato - due).days
            unit = "dag" if days == 1 else "dager"
            run.terminal.note(
                f"{of}Fristen var {kort_dato(due)}. Det er gjort {days} {unit} for sent."
            )
    back = (run.i_dag - hendelse.dato).days
    if back > number(plan, SENT_SKREVET, hendelse.dato):
        run.terminal.note(
            f"{of}Dagen ligger {back} dager tilbake ({kort_dato(hendelse.dato)}). Er den feil, så rett den: "
            f"sosialplan rett {sak} {hendelse.id} --dato ÅÅÅÅ-MM-DD"
        )


def asked(run: Run, mappe: Mappe, sak: Sak, step: Steg | None, svarene: Svarene) -> Svarene:
    """Ask the person for the answers that the step wants, each until it can be used."""
    chain = mappe.plan.kjede(sak.kjede)
    show_help(run, step)
    svarene = read_note(run, svarene, step, chain)
    told = svarene.utkast.svar is not None
    for each in missing(svarene, step):
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
