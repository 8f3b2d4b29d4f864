"""The school's own file as commands change it: who is meant, and what is told of a change of its people."""

from collections.abc import Container, Sequence
from functools import partial
from pathlib import Path

from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.commands.skrivebordet.den_som_skriver import person_at
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Change, Errand, Followed
from sosialplan.files.loader import load_plan, load_with_lists
from sosialplan.files.yaml_edit import renamed_in_place
from sosialplan.git.settings import author
from sosialplan.model.failure import WrongUsage
from sosialplan.model.filslag import slag_av
from sosialplan.model.lekkasje import Hvem, Kjent
from sosialplan.model.plan import Plan
from sosialplan.model.problems import TreePath
from sosialplan.model.record import keys_of
from sosialplan.model.skole import Person, Skole
from sosialplan.model.skrivemaate import look_alike
from sosialplan.rules.checks.plan_checks import SKOLE
from sosialplan.rules.kontrolltegn import identity_numbers
from sosialplan.rules.navn.aliaser import called_alike, everyone, listed
from sosialplan.rules.verv import named_person
from sosialplan.vern.laas import NOT_FOR_ME
from sosialplan.views.roller import posts_in_words


def school_path(desk: Desk) -> Path:
    """Return where the file is."""
    return desk.folder.root / SKOLE


def plan_of(run: Run) -> Plan:
    """Return the plan as the files say it, to show and to ask by. Raises ProblemsFoundError."""
    plan, problems = load_plan(run.planmappe())
    if plan is None:
        raise ProblemsFoundError(problems)
    return plan


def school_of(run: Run) -> Skole:
    """Return the school as its file says it. Raises ProblemsFoundError."""
    return plan_of(run).skole


def the_person(skole: Skole, typed: str) -> Person:
    """Return the member of staff who is meant by a name or a part of it. Raises WrongUsage with those there are."""
    found = named_person(skole, typed)
    if len(found) != 1:
        raise WrongUsage(
            "Flere ved skolen kan være ment." if found else "Skolen har ingen med det navnet.",
            f"De som finnes: {', '.join(each.navn for each in found or skole.personer) or 'ingen ennå'}.",
        )
    return found[0]


def people_errand(
    desk: Desk,
    changes: Sequence[Change],
    said: str,
    given: Sequence[Person],
    left: Sequence[str] = (),
) -> Errand:
    """Return what changes the school's people: what it leaves behind, and what one gave oneself, is told.

    Raises WrongUsage for a name with an identity number in it: the file is open to all.
    """
    if any(any(True for _ in identity_numbers(each.navn)) for each in given):
        raise WrongUsage(
            "I navnet står det et fødselsnummer. Ingenting er endret.",
            "Skriv navnet alene: plan/skole.yaml er åpen for alle som har mappen.",
        )
    before = desk.mappe.plan.skole

    def then(_: Followed) -> None:
        for each in left:
            desk.run.terminal.note(each)
        _tell_if_own(desk, before, given)
        _tell_if_a_pupils(desk, given)
        _tell_who_reads(desk)

    return Errand(changes, "Skolens folk\n", said, then=then)


def _tell_if_own(desk: Desk, before: Skole, given: Sequence[Person]) -> None:
    """Say so where somebody gave a role to himself: another must be able to see it."""
    sits = person_at(desk.folder.root, desk.folder, before, desk.run.now.date())
    navn = sits.navn if sits else author(desk.folder.root)[0]
    mine = next((each for each in given if each.verv and look_alike(each.navn, navn)), None)
    if mine is not None:
        desk.run.terminal.note(
            f"Du ga deg selv rollen {posts_in_words(before, mine.verv)}. La en i ledelsen se at det stemmer: det du "
            "godkjenner i den, sier kontrollen fra om (T753). Se: sosialplan logg --kontroller"
        )


def _tell_if_a_pupils(desk: Desk, given: Sequence[Person]) -> None:
    """Say so where a pupil has the name too: whom a text means by it, the program cannot tell."""
    loaded = load_with_lists(desk.folder)
    if loaded.mappe is None:
        return
    lister = [each.value for each in loaded.mappe.klasselister]
    staff = (Kjent(each.navn, Hvem.ANSATT) for each in given)
    if called_alike(staff, (*everyone(loaded.mappe), *listed(lister))):
        desk.run.terminal.note(
            "En elev har det samme navnet. Der det står i et dokument til noen, blir du spurt hvem som er ment. "
            "Er det eleven som er skrevet her, så ta det bort: sosialplan angre"
        )


def _tell_who_reads(desk: Desk) -> None:
    """Say so where files that this person cannot open must be sealed anew by somebody who can."""
    if any(each.code == NOT_FOR_ME for each in desk.faults):
        desk.run.terminal.note(
            "Hvem som leser hva, er endret, og noen filer kan du ikke åpne. "
            "La en som leser dem, kjøre: sosialplan tilgang kontroller --rett"
        )


ROLLE, _MOETE = "rolle", "møte"
"""What the types of the plan's files call a role, and the meeting of a team that is one."""


def role_renamed(file: str, text: str, old: str, new: str) -> tuple[str, int]:
    """Return the text of a file of the plan in which a role has another word, and in how many places it stood."""
    return renamed_in_place(text, partial(_becomes, places_in(file), old, new))


def places_in(file: str) -> frozenset[str]:
    """Return the keys of a file of the plan under which a word is a role, or the meeting of a team that is one."""
    kind = slag_av(file)
    return keys_of(kind, ROLLE) | keys_of(kind, _MOETE) if kind else frozenset()


def _becomes(keys: Container[str], old: str, new: str, where: TreePath, said: str) -> str | None:
    """Return what a text of the plan becomes; None where it is no role, or another."""
    key = next((each for each in reversed(where) if isinstance(each, str)), "")
    if key in keys:
        return new if said == old else None
    parts = [each.strip() for each in said.split(",")]
    if where[0] == "innstillinger" and key in {"standard", "verdi"} and old in parts:
        return ", ".join(new if each == old else each for each in parts)
    return None
