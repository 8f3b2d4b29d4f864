"""What a command that was cut off left half done: finished where that is safe, or taken back."""

from datetime import datetime

from sosialplan.commands.run import Run
from sosialplan.depot import Depot
from sosialplan.files.disk import ChangedMeanwhile, refused
from sosialplan.files.lock import Turn
from sosialplan.files.replacing import (
    Intent,
    Outlook,
    UnreadableIntent,
    carry_on,
    forget,
    outlook,
    read_intent,
    take_back,
)
from sosialplan.git.contents import raw_contents
from sosialplan.git.mending import left_locks
from sosialplan.git.repository import commit, short_head
from sosialplan.git.rooms import arrive, is_behind
from sosialplan.git.shared import commit_of
from sosialplan.git.state import changed_files
from sosialplan.model.failure import ExpectedFailure

REPAIR = "sosialplan sjekk --reparer"


def clear_git_locks(run: Run, depot: Depot, killed: Turn | None) -> int:
    """Remove the locks that a killed git left, and return how many. Raises ExpectedFailure."""
    left = left_locks(depot, run.now, killed.since if killed else None)
    try:
        for each in left:
            run.disk.remove(each.path)
    except OSError as error:
        raise refused(error) from error
    return len(left)


def finish_interrupted(run: Run, depot: Depot) -> None:
    """Finish a change that was cut off, and stop: it may be the very one that is asked for now.

    Raises ExpectedFailure when there was one.
    """
    try:
        intent = read_intent(depot)
    except UnreadableIntent:
        raise ExpectedFailure(
            "En skriving ble avbrutt, og merket etter den kan ikke leses. Ingenting er endret.",
            f"Rydd opp: {REPAIR}",
        ) from None
    if intent is None:
        return
    if _outlook(depot, intent) is not Outlook.FINISH:
        raise ExpectedFailure(
            f"{_which(intent)}, og filene er endret etterpå. Ingenting er endret.",
            f"Se hva som gjelder: sosialplan sjekk. Rydd opp: {REPAIR}",
        )
    told = mend(run, depot, intent)
    raise ExpectedFailure(
        f"{told} Kommandoen du kjørte nå, er ikke utført.",
        "Se om den fortsatt trengs (sosialplan logg --siste 3), og kjør den i så fall på nytt.",
    )


def mend(run: Run, depot: Depot, intent: Intent) -> str:
    """Finish the change or take it back, and tell what was done. Raises ExpectedFailure."""
    files = [each.file for each in intent.files]
    disk, whole = run.disk, depot.at_top()
    look = _outlook(depot, intent)
    try:
        match look:
            case Outlook.FINISH:
                carry_on(disk, depot, intent)
                told = f"er gjort ferdig og {run.terminal.lagret(_saved(whole, intent))}."
            case Outlook.TAKE_BACK:
                saved = raw_contents(whole.root, [f"HEAD:./{file}" for file in files])
                take_back(disk, depot, intent, dict(zip(files, saved.values(), strict=True)))
                told = "er tatt tilbake. Det som er endret etterpå, står."
            case Outlook.LEAVE if intent.commit is not None:
                carry_on(disk, depot, intent)
                told = (
                    f"er gjort ferdig og {run.terminal.lagret(_saved(whole, intent))}. Det som er endret i filene "
                    "etterpå, er ikke lagret. Se over det: sosialplan lagre."
                )
            case Outlook.LEAVE:
                carry_on(disk, depot, intent)
                told = "står i filene, som er endret etterpå. Se over dem: sosialplan lagre."
        forget(disk, depot, intent)
    except ChangedMeanwhile:
        raise ExpectedFailure(
            "Filene endres akkurat nå.", f"Lagre i editoren, og prøv igjen: {REPAIR}"
        ) from None
    except OSError as error:
        raise refused(error) from error
    return f"{_which(intent)}. Den {told}"


def _outlook(depot: Depot, intent: Intent) -> Outlook:
    """Tell what can be done; a branch is never moved away from what was saved since."""
    if intent.commit is None:
        return outlook(depot, intent)
    head = commit_of(depot, "HEAD") or ""
    grown = is_behind(depot, head, intent.commit)
    return outlook(depot, intent) if grown else Outlook.TAKE_BACK


def _saved(whole: Depot, intent: Intent) -> str:
    """Commit the change, or move the branch to the commit that is it; return that commit's short name."""
    if intent.commit is None:
        return _committed(whole, intent)
    arrive(whole, commit_of(whole, "HEAD") or "", intent.commit)
    return short_head(whole.root)


def _committed(whole: Depot, intent: Intent) -> str:
    """Commit the change, unless its git came to an end by itself; return the commit's short name."""
    files = [each.file for each in intent.files]
    if changed_files(whole, files):
        when = datetime.fromisoformat(intent.when) if intent.when else None
        try:
            return commit(whole.root, files, intent.message, when)
        except ExpectedFailure:
            if changed_files(whole, files):
                raise
    return short_head(whole.root)


def _which(intent: Intent) -> str:
    return f"En skriving ble avbrutt ({intent.command}, {intent.begun[11:16]})"
