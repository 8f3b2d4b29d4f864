"""``registrer``: write down that steps were carried out, one or several of a case at once."""

from collections.abc import Sequence
from functools import partial

import msgspec

from sosialplan.commands.lesing import read_case
from sosialplan.commands.run import FINE, Run
from sosialplan.commands.samlet.stegene import (
    Fortalt,
    known_steps,
    shared_out,
)
from sosialplan.commands.samlet.stegskriving import tell_steps, written_steps
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Errand, carry_out, of_case
from sosialplan.commands.stegspoersmaal import (
    asked,
)
from sosialplan.commands.svarene import (
    Svarene,
)
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.mappe import Mappe
from sosialplan.model.sak import Sak
from sosialplan.rules.facts import with_entry
from sosialplan.views.datoer import kort_dato


def registrer(run: Run, typed: str, steg: tuple[str, ...], svarene: Svarene) -> int:
    """Add an entry to a case for each step, in one commit, and tell what they set off.

    A person is asked before the planmappe is locked: others can write meanwhile.
    """
    by_person: Fortalt | None = None
    if run.terminal.interactive:
        _, mappe, sak = read_case(run, typed)
        by_person = _asked_of_each(run, mappe, sak, _told(mappe, sak, steg, svarene))
    return carry_out(run, lambda desk: _work(desk, typed, steg, svarene, by_person), case=typed)


def _told(mappe: Mappe, sak: Sak, steg: Sequence[str], svarene: Svarene) -> Fortalt:
    codes = known_steps(steg, mappe.plan.kjede(sak.kjede), sak.sak)
    return shared_out(mappe.plan, codes, sak.kjede, svarene)


def _asked_of_each(run: Run, mappe: Mappe, sak: Sak, told: Fortalt) -> Fortalt:
    """Ask a person for what each step wants; where there are several, each question says of which."""
    chain, found = mappe.plan.kjede(sak.kjede), dict[str, Svarene]()
    for code, svarene in told.items():
        step = chain.find(code) if chain else None
        one = run
        if len(told) > 1:
            one = msgspec.structs.replace(
                run, terminal=run.terminal.about(step.navn if step else code)
            )
        found[code] = asked(one, mappe, sak, (code, step), svarene)
        written = msgspec.structs.replace(
            found[code].utkast, steg=code, dato=svarene.dato or run.i_dag
        )
        sak = with_entry(sak, written)
    return found


def _work(
    desk: Desk, typed: str, steg: Sequence[str], svarene: Svarene, by_person: Fortalt | None
) -> Errand | int:
    read = desk.case(typed)
    told = by_person or _told(desk.mappe, read.value, steg, svarene)
    changes, written = written_steps(desk, read, told)
    if not written:
        return FINE
    sak, day = read.value.sak, kort_dato(written[0].hendelse.dato)
    chain = desk.mappe.plan.kjede(read.value.kjede)
    titles = ", ".join(_title(chain, each) for each in told)
    said = f"Ført i {sak}: {', '.join(told)}, {day}."
    errand = of_case(desk, sak, changes, said, partial(tell_steps, desk.run, written))
    return msgspec.structs.replace(errand, seen=f"Ført i {sak}: {titles}, {day}.")


def _title(chain: Handlingskjede | None, code: str) -> str:
    """Return what a step is called on the screen."""
    step = chain.find(code) if chain else None
    return step.navn if step else code
