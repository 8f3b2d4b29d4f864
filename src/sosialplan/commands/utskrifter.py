"""The finished documents of the planmappe: remembered when they are made, and found when they are old."""

from collections.abc import Iterable
from pathlib import Path

from sosialplan.commands.run import Run
from sosialplan.files import utskrifter
from sosialplan.files.loader import load_plan
from sosialplan.files.merke import user_folder
from sosialplan.files.planmappe import CONTENT, Planmappe
from sosialplan.git.state import tracked
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.mappeinnhold import DOCUMENT_ENDINGS
from sosialplan.model.omgivelser import Utskrift, Utskriftsbilde
from sosialplan.rules.explanation import number

DAGER = "utskrift-dager"
"""The school's own number of days; in a plan that does not have it, none."""


def remember(run: Run, root: Path, paths: Iterable[Path]) -> None:
    """Remember documents as the program's own, so that ``rydd`` may delete them. Tells where it cannot."""
    try:
        utskrifter.remember(_marks(run), root, paths, run.disk)
    except OSError:
        run.terminal.note("Dokumentet er laget, men rydd kommer ikke til å kjenne det igjen.")


def require_free(
    run: Run, root: Path | None, target: Path, content: str | bytes | None = None
) -> None:
    """Raise ExpectedFailure where another's file has that name, or one that was written in since it was made.

    A file that holds the ``content`` already is what a run that was killed left before it was remembered.
    """
    if utskrifter.is_anothers(_marks(run), root or target.parent, target, content):
        raise ExpectedFailure(
            f"{target.name} finnes fra før, og er ikke slik programmet laget den. Ingenting er skrevet.",
            "Velg et annet navn på filen, eller flytt eller slett den som er der.",
        )


def forget(run: Run, root: Path) -> None:
    """Forget the documents that are gone. Raises OSError."""
    utskrifter.forget(_marks(run), root, run.disk)


def documents(run: Run, folder: Planmappe) -> tuple[Utskrift, ...]:
    """Return each file under ``ut/``."""
    now = run.now.timestamp()
    return tuple(utskrifter.in_ut(_marks(run), folder.root, now, held_by_git(folder.root)))


def most_days(run: Run, folder: Planmappe) -> int:
    """Return how many days a finished document may lie there, by the school's plan; 0 where it does not say."""
    plan, _ = load_plan(folder)
    return number(plan, DAGER, run.i_dag) if plan is not None else 0


def old_documents(run: Run, folder: Planmappe) -> Utskriftsbilde:
    """Return which finished documents are older than that, and which git has."""
    root, most, held = folder.root, most_days(run, folder), held_by_git(folder.root)
    now, leave = run.now.timestamp(), (*CONTENT, ".git")
    beside = list(utskrifter.outside(root, now, DOCUMENT_ENDINGS, leave))
    inside = documents(run, folder)
    return Utskriftsbilde(
        dager=most,
        i_ut=tuple(each.fil for each in inside if each.dager > most),
        utenfor=tuple(each.fil for each in beside if each.dager > most and each.fil not in held),
        sporet=tuple(each.fil for each in (*inside, *beside) if each.fil in held),
    )


def _marks(run: Run) -> Path:
    return run.marks or user_folder()


def held_by_git(root: Path) -> frozenset[str]:
    """Return what git has; nothing where there is no git that answers."""
    try:
        return tracked(root)
    except ExpectedFailure:
        return frozenset()
