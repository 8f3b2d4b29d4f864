"""Who sits at the keyboard, and what stops them in a case about an employee (§ 12-5)."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.run import Run
from sosialplan.files.loader import load_access
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.settings import author, read_config
from sosialplan.git.signing import own_keys
from sosialplan.model.betydning import Betydning
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.mappe import Mappe
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.model.skole import Person, Skole
from sosialplan.model.tilgang import Tilgang
from sosialplan.rules.ansattsak.skjerming import arranged_for, not_impartial, shielded_for, sits_in
from sosialplan.rules.facts import means
from sosialplan.rules.tillit.fullmakt import Forfatter, read_key, writer
from sosialplan.views.roller import uten_grupper


def person_at(root: Path, folder: Planmappe, skole: Skole, today: date) -> Person | None:
    """Return the member of staff who sits here; None where the school does not know the person."""
    tilgang = load_access(folder)[0] or Tilgang()
    keys = (
        (read_key(each.public) for each in own_keys(read_config(root))) if tilgang.noekler else ()
    )
    prints = (each.fingeravtrykk for each in keys if each)
    navn, e_post = author(root)
    return writer(skole, tilgang.noekler, Forfatter(navn, e_post), prints, today)


def tell_the_shielded(run: Run, folder: Planmappe, plan: Plan, sak: Sak) -> None:
    """Say so where the one who reads or writes is one from whom the case is kept.

    The folder is text, and the program hides nothing in it: it tells, and who has the case instead.
    """
    kept_from = shielded_for(sak, plan)
    if not kept_from:
        return
    person = person_at(folder.root, folder, plan.skole, run.now.date())
    roles = (
        [each.rolle for each in person.verv if plan.skole.covers(each, sak.elev.klasse)]
        if person
        else []
    )
    mine = [each for each in roles if each in kept_from]
    if mine:
        chain = plan.kjede(sak.kjede)
        others = [each for each in (chain.eskalering if chain else ()) if each not in kept_from]
        who = others[0] if others else "skoleeier"
        run.terminal.note(
            f"Sak {sak.sak} er skjermet for deg ({', '.join(mine)}). Du skal verken lese eller føre den. "
            f"Si fra til {who}, som må få en annen til å ha den (§ 12-5)."
        )


def require_impartial(before: Mappe, after: Mappe, files: Collection[str]) -> None:
    """Stop a change that sets somebody from whom a case is kept to something, or sends them something.

    What stood there before the case was about an employee is not asked about again. Raises ExpectedFailure.
    """
    known = {each.file: each for each in before.saker if each.file in files}
    for read in after.saker:
        if read.file not in files or read.value.gjelder_ansatt is None:
            continue
        stands, sak = known.get(read.file), read.value
        was = stands.value if stands else None
        alike = replace(was, gjelder_ansatt=sak.gjelder_ansatt) if was else None
        stood = set(arranged_for(alike, after.plan)) if alike else set()
        new = next((each for each in arranged_for(sak, after.plan) if each not in stood), None)
        if new is not None:
            raise ExpectedFailure(
                f"Saken er skjermet for {new.hvem}, som ikke kan {new.hva} (§ 12-5).",
                "Velg en annen. Ingenting er skrevet. Har det alt skjedd, så skriv hva som skjedde i et "
                f'notat: sosialplan registrer {sak.sak} notat --notat "…"',
            )


def tell_of_shielded(run: Run, mappe: Mappe, sak: Sak, hendelse: Hendelse) -> None:
    """Say so where an entry names someone from whom the case is kept, and that it keeps no duty."""
    plan, chain = mappe.plan, mappe.plan.kjede(sak.kjede)
    kept_from = shielded_for(sak, plan)
    if not kept_from:
        return
    step = chain.find(hendelse.steg) if chain else None
    to_team = means(chain, hendelse.steg, Betydning.R_TEAM_MELDT)
    meetings = plan.moeter
    meeting = meetings.raadsteam if to_team else meetings.moete(hendelse.moete or hendelse.steg)
    there = kept_from & sits_in(meeting) if meeting else frozenset()
    named = kept_from & {each for each in (hendelse.av, *hendelse.med) if each}
    if named:
        people = ", ".join(sorted(named))
        run.terminal.note(f"Saken er skjermet for {people}. Sjekk hvem som vet om den.")
    if barred := not_impartial(hendelse, sak, chain, kept_from):
        run.terminal.note(
            f"Det er skrevet som det var, men gjort av eller sammen med {', '.join(barred)}, som saken er "
            "skjermet for. Plikten er ikke holdt: en annen må gjøre det på nytt (§ 12-5)."
        )
    if there:
        people = ", ".join(uten_grupper(plan.skole, there))
        run.terminal.note(
            f"I møtet sitter {people}, som saken er skjermet for. Den tas ikke opp der, heller ikke anonymt."
        )
    elif step is not None and step.med and kept_from.issuperset(step.med):
        people = ", ".join(uten_grupper(plan.skole, kept_from & {*step.med}))
        run.terminal.note(f"Steget bringer saken til {people}, som den er skjermet for.")
