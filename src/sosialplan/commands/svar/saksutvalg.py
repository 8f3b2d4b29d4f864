"""What of a case a person can choose in a terminal: the open cases, and a case's steps, entries and measures.

It is shown on the person's own screen, so a case has its pupil's name beside its number.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sosialplan.commands.lesing import all_rows, courses
from sosialplan.commands.run import Run
from sosialplan.files.loader import load, load_plan
from sosialplan.model.failure import WrongUsage
from sosialplan.model.handlingskjede import Handlingskjede, Slag
from sosialplan.model.mappe import Mappe
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Sak
from sosialplan.model.skrivemaate import meant
from sosialplan.output.svarbok import Svarvalg
from sosialplan.rules.checks.case_checks import FELLES_STEG, UTEN_SAK
from sosialplan.rules.facts import valid_entries
from sosialplan.rules.lovfrister import LOVSTEG
from sosialplan.rules.vurdering import is_open
from sosialplan.views.datoer import kort_dato
from sosialplan.views.fristrader import standing

if TYPE_CHECKING:
    from sosialplan.rules.saksutvalg import Saksutvalg


def cases_to_choose(run: Run, *, closed: bool = False) -> tuple[Svarvalg, ...]:
    """Return the open cases that the person can read, with class and pupil; with ``closed`` the closed ones too.

    What cannot be read is not there, and whoever lists the cases is told of it.
    """
    mappe = load(run.planmappe()).mappe
    return tuple(
        Svarvalg(
            gang.fakta.sak.sak,
            f"{gang.fakta.sak.elev.klasse:<3} {gang.fakta.sak.elev.navn}, {gang.kjede.kjede}",
        )
        for gang in (courses(mappe, run.i_dag) if mappe else ())
        if closed or gang.closed_on is None
    )


def is_a_step(run: Run, typed: str) -> bool:
    """Tell whether a word is a step of some chain, or one that every case takes."""
    plan, _ = load_plan(run.planmappe())
    chains = plan.kjeder if plan else ()
    titles = {each.steg: each.navn for chain in chains for each in chain.steg}
    return bool(meant(typed, (*titles, *FELLES_STEG), titles))


def steps_to_choose(run: Run, mappe: Mappe, sak: Sak) -> tuple[Svarvalg, ...]:
    """Return the steps that the case asks for now, first what is due first; then the rest that it takes."""
    chain = mappe.plan.kjede(sak.kjede)
    steps = {each.steg: each.navn for each in (chain.steg if chain else ())}
    waits = {
        row.frist.steg: standing(row)
        for row in reversed(all_rows(mappe, run.i_dag, undone=True))
        if row.frist.sak == sak.sak
        and is_open(row)
        and row.frist.slag is Slag.FRIST
        and row.frist.tiltak is None
    }
    first = [each for each in reversed(waits) if each in steps]
    rest = [each for each in steps if each not in waits]
    opened = {chain.aapnes_med} if chain else set[str]()
    return (
        *(Svarvalg(each, f"{steps[each]} ({waits[each]})") for each in first),
        *(Svarvalg(each, steps[each]) for each in rest if each not in opened),
        *(Svarvalg(each) for each in (*UTEN_SAK, *LOVSTEG) if each not in steps),
    )


def entries_to_choose(sak: Sak, chain: Handlingskjede | None = None) -> tuple[Svarvalg, ...]:
    """Return the entries that stand, the newest first, by what the chain calls the steps."""
    titles = {each.steg: each.navn for each in (chain.steg if chain else ())}
    return tuple(
        Svarvalg(each.id, f"{kort_dato(each.dato)} {titles.get(each.steg, each.steg)}")
        for each in reversed(valid_entries(sak))
    )


def measures_to_choose(sak: Sak) -> tuple[Svarvalg, ...]:
    """Return the measures of the plan, those that run first."""
    return tuple(_measures(sak))


def _measures(sak: Sak) -> Iterator[Svarvalg]:
    measures = sak.aktivitetsplan.tiltak if sak.aktivitetsplan else ()
    for each in sorted(measures, key=lambda one: one.slutt is not None):
        ended = f" (avsluttet {kort_dato(each.slutt.dato)})" if each.slutt else ""
        yield Svarvalg(each.id, f"{each.tiltak}{ended}")


def read_sentence(run: Run, plan: Plan, hvor: str, told: str) -> "Saksutvalg":
    """Return which cases a sentence means, and tell how it was read. Raises WrongUsage with the place in it."""
    from sosialplan.rules.saksutvalg import IkkeEtUtvalg, Spurtom, utvalg_av  # noqa: PLC0415 - the whole list asks for none

    try:
        read = utvalg_av(hvor, Spurtom(plan, run.i_dag))
    except IkkeEtUtvalg as error:
        raise WrongUsage(
            f"Valget {told}, tegn {error.ved}: {error}",
            "Skriv det som: klasse=8B og status=åpen og frist<14d",
        ) from None
    for each in read.lest:
        run.terminal.note(each)
    return read
