"""One's turn to write in a planmappe, and a change of several files that becomes one commit."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from sosialplan.commands.run import Run
from sosialplan.commands.skrivebordet.medbrakt import obeyed
from sosialplan.depot import Depot
from sosialplan.files.intent import Intent, note_of, remove_intent
from sosialplan.files.lock import Holder, Turn, locked, this_process
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.replacing import Change, changed_since, prepare, replace
from sosialplan.git.graph import ensure_graph
from sosialplan.git.repository import commit, find_depot
from sosialplan.git.settings import Config, ensure_settings, read_config, require_identity
from sosialplan.git.signing import was_signing
from sosialplan.git.state import require_ready
from sosialplan.model.failure import ExpectedFailure
from sosialplan.reading import read_bytes


@contextmanager
def turn_to_write(run: Run, folder: Planmappe, *, signs: bool = True) -> Iterator[Depot]:
    """Be the only one who writes, in a repository where a change can be saved.

    Raises ExpectedFailure: no git, no identity, settings that nobody has said yes to, another writer,
    something half done in git. A
    change that was cut off is finished first, and then this command stops too. What is saved is
    signed where the school wants it, unless the command seldom makes a commit (``signs``).
    """
    depot = find_depot(folder.root)
    config = read_config(folder.root)
    require_identity(folder.root, config)
    depot = obeyed(run, depot, config)
    holder = this_process(run.command, run.moment)
    with locked(depot.git_folder, holder, waiting_note(run)) as killed:
        if killed is not None:
            _clear_up(run, depot, killed)
        require_ready(depot)
        ensure_settings(folder.root, config)
        ensure_graph(folder.root, config)
        if signs and _may_sign(folder, config):
            _sign(run, folder, depot, config)
        if note_of(depot).exists():
            _finish(run, depot)
        yield depot


def _may_sign(folder: Planmappe, config: Config) -> bool:
    """Tell whether signing may be on, without reading the file as what it is.

    A file that is gone turns nothing off: what it said last is asked for.
    """
    try:
        said = read_bytes(folder.root / "plan" / "tilgang.yaml", root=folder.root).lower()
    except OSError:
        return True  # neither is what cannot be read taken for no file
    return b"true" in said or was_signing(config)


def _sign(run: Run, folder: Planmappe, depot: Depot, config: Config) -> None:
    from sosialplan.commands.skrivebordet.signering import sign_as_needed  # noqa: PLC0415 - seldom needed

    sign_as_needed(run, folder, depot, config)


def _clear_up(run: Run, depot: Depot, killed: Turn) -> None:
    from sosialplan.commands.skrivebordet.avbrutt import clear_git_locks  # noqa: PLC0415 - seldom needed

    clear_git_locks(run, depot, killed)


def _finish(run: Run, depot: Depot) -> None:
    from sosialplan.commands.skrivebordet.avbrutt import finish_interrupted  # noqa: PLC0415 - seldom needed

    finish_interrupted(run, depot)


def waiting_note(run: Run) -> Callable[[Holder | None], None]:
    """Return what tells a person whom the program waits for."""

    def tell(holder: Holder | None) -> None:
        run.terminal.note(f"Venter: {holder or 'noen'} skriver i mappen …")

    return tell


def write_and_commit(run: Run, depot: Depot, changes: Sequence[Change], message: str) -> str:
    """Write the changes and commit them; return the commit's short name.

    Raises ExpectedFailure. Then nothing is written, or it says that the files hold the change.
    """
    intent = Intent(
        files=tuple(each.planned(depot.top) for each in changes),
        message=message,
        command=run.command,
        begun=run.moment,
        when=run.moment if run.commit_dates else None,
    )
    prepare(run.disk, depot, changes, intent)
    try:
        replace(run.disk, depot, changes)
        short = _committed(run, depot, changes, message)
        run.terminal.saved.append(short)
        _done(run, depot)
    except ExpectedFailure:
        _done(run, depot)
        raise
    except KeyboardInterrupt:
        raise ExpectedFailure(
            "Avbrutt mens endringen ble skrevet.", "Gjør den ferdig: sosialplan sjekk --reparer"
        ) from None
    return short


def _committed(run: Run, depot: Depot, changes: Sequence[Change], message: str) -> str:
    """Commit what was written. An editor that saves its old text meanwhile is not let win unseen."""
    names = [each.path.relative_to(depot.root).as_posix() for each in changes]
    new = [name for name, each in zip(names, changes, strict=True) if each.before is None]
    _require_kept(list(changed_since(changes)))
    when = run.now if run.commit_dates else None
    short = commit(depot.root, names, message, when, new=new)
    overwritten = list(changed_since(changes))
    if overwritten:
        from sosialplan.git.history import contents  # noqa: PLC0415 - seldom needed

        asked = [("HEAD", each.path.relative_to(depot.root).as_posix()) for each in overwritten]
        saved = contents(depot.root, asked).values()
        pairs = zip(overwritten, saved, strict=True)
        _require_kept([each for each, text in pairs if text != each.text])
    return short


def _require_kept(overwritten: Sequence[Change]) -> None:
    if overwritten:
        raise ExpectedFailure(
            "Et annet program skrev over filen i samme øyeblikk, så det nye er ikke lagret.",
            "Se over filen, kjør «sosialplan lagre», og kjør kommandoen på nytt.",
        )


def _done(run: Run, depot: Depot) -> None:
    """Take the note away: the files are as they shall be. One that stays is seen to by the next."""
    with suppress(OSError):
        remove_intent(run.disk, depot)
