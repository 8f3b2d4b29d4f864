"""A planmappe's repository: find it or make it, and one commit a change."""

import os
import re
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sosialplan.depot import Depot
from sosialplan.git.beginning import is_outside, unusable
from sosialplan.git.hooks import is_own_hook
from sosialplan.git.program import Answer, ask, tell
from sosialplan.git.settings import author, ensure_settings, read_config
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.reading import read_bytes
from sosialplan.tekster.gitord import refused
from sosialplan.vern.laas import Laas, without_keys

_COMMITTED = rb"\[(?:\S+|detached HEAD)(?: \(root-commit\))? ([0-9a-f]{4,64})\] "
"""The first line of what ``git commit`` prints: the branch, and the commit's short name."""
_HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg", "reference-transaction")
_TRIES, _PAUSE = 30, 0.1
"""Another git program may hold the index: it is waited for, three seconds in all."""
_FROM_STDIN = ("--pathspec-from-file=-", "--pathspec-file-nul")
_HELD = b"index.lock': File exists"
_IN_FILE = "Endringen står i filen, men er ikke lagret i historikken."


class NoDepot(ExpectedFailure):
    """The folder is in no repository."""


def create(root: Path) -> None:
    """Make a repository with the branch ``main``."""
    tell(root, "init", "--quiet", "--initial-branch=main")
    ensure_settings(root)


def use_invented_identity(root: Path) -> None:
    """Let the commits of an invented school bear an invented name, and need no one's own."""
    tell(root, "config", "--local", "user.name", "Oppdiktet Ansatt")
    tell(root, "config", "--local", "user.email", "oppdiktet@skole.invalid")


def content_names(root: Path, files: Sequence[Path]) -> tuple[str, ...]:
    """Return git's names for what files hold, as it would keep them byte for byte."""
    told = tell(root, "hash-object", "--no-filters", files=[str(each) for each in files])
    return tuple(told.decode("ascii").split())


def find_depot(root: Path, laas: Laas | None = None) -> Depot:
    """Return the repository a folder is in, with what opens its sealed contents. Raises NoDepot, or ExpectedFailure where git refuses."""
    laas = laas or without_keys()
    if _is_plain(root / ".git"):
        return Depot(root, root / ".git", root / ".git", laas=laas)
    answer = ask(root, "rev-parse", "--absolute-git-dir", "--git-common-dir", "--show-prefix")
    if answer.status != 0:
        if not is_outside(root):
            raise unusable(answer)
        raise NoDepot(
            "Mappen ligger ikke i git, så endringer kan ikke spores.",
            "Lag et depot: git init, og så: sosialplan lagre",
        )
    git_folder, common, prefix = answer.out.decode("utf-8", "surrogateescape").split("\n")[:3]
    return Depot(root, Path(git_folder), root / common, prefix, laas=laas)


def _is_plain(folder: Path) -> bool:
    """Tell whether this is git's folder, and ours, so that git need not be asked where it is."""
    try:
        owners = {folder.stat().st_uid, folder.parent.stat().st_uid}
        mine = sys.platform != "win32" and owners == {os.geteuid()}
        on_branch = read_bytes(folder / "HEAD").startswith(b"ref: refs/")
    except OSError:
        return False
    return mine and on_branch and all((folder / each).is_dir() for each in ("objects", "refs"))


def commit(
    root: Path,
    files: Sequence[str],
    message: str,
    now: datetime | None = None,
    *,
    new: Sequence[str] | None = None,
) -> str:
    """Commit just these files and return the commit's short name.

    ``now`` sets both dates; only the demo, which tells a history, gives it. ``new`` names the
    files that git does not have yet, where that is known. Raises ExpectedFailure: then the files
    stand as they were written.
    """
    env = {}
    if now is not None:
        stamp = now.isoformat(timespec="seconds")
        env = {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
    added = files if new is None else new
    if added:
        answer = _in_turn(root, "add", "--force", stdin=_paths(added))
        if answer.status != 0:
            raise refused(answer.err, _IN_FILE, _unknown(answer, "add"))
    answer = _in_turn(
        root, "commit", "--only", f"--message={message}", stdin=_paths(files), extra_env=env
    )
    if answer.status != 0:
        if _HELD not in answer.err:
            # So that a plain ``git commit`` shows the person what stood in the way.
            ask(root, "add", *_FROM_STDIN, stdin=_paths(files), obeys=True)
        raise refused(answer.err, _IN_FILE, _hook(root) or _unknown(answer, "commit"))
    told = re.match(_COMMITTED, answer.out)
    return told[1].decode("ascii") if told else short_head(root)


class SavedOnce(Value, frozen=True):
    """A file as it was saved once: its path from the root, its text, the commit's message, and when."""

    file: str
    text: str
    message: str
    when: datetime


def retell(root: Path, history: Iterable[SavedOnce]) -> None:
    """Add a dated commit of each, in order, to the branch that is worked on: all in one call.

    The files themselves stand already as they end. For a history that is told, as the demo's is: nothing is
    signed, and no hook is asked.
    """
    branch = tell(root, "symbolic-ref", "HEAD").strip()
    name, address = author(root)
    told = [
        b"".join(
            (
                b"commit %s\n" % branch,
                f"committer {name} <{address}> {_as_git_dates(each.when)}\n".encode(),
                _counted(each.message),
                b"" if position else b"from %s^0\n" % branch,
                f"M 100644 inline {each.file}\n".encode(),
                _counted(each.text),
            )
        )
        for position, each in enumerate(history)
    ]
    tell(root, "fast-import", "--quiet", stdin=b"".join(told))
    tell(root, "read-tree", "HEAD")
    tell(root, "update-index", "-q", "--refresh")


def _as_git_dates(when: datetime) -> str:
    return f"{int(when.timestamp())} {when:%z}"


def _counted(text: str) -> bytes:
    data = text.encode("utf-8")
    return b"data %d\n%s\n" % (len(data), data)


def short_head(root: Path) -> str:
    """Return the short name of the last commit."""
    return tell(root, "rev-parse", "--short", "HEAD").decode("ascii").strip()


def _paths(files: Sequence[str]) -> bytes:
    return b"".join(file.encode("utf-8", "surrogateescape") + b"\0" for file in files)


def _in_turn(
    root: Path, *args: str, stdin: bytes, extra_env: Mapping[str, str] | None = None
) -> Answer:
    """Run git on the paths of ``stdin``; while another git program holds the index, wait for it."""
    command = (*args, *_FROM_STDIN)
    answer = ask(root, *command, stdin=stdin, extra_env=extra_env, obeys=True, graph=True)
    for _ in range(_TRIES):
        if answer.status == 0 or _HELD not in answer.err:
            break
        time.sleep(_PAUSE)
        answer = ask(root, *command, stdin=stdin, extra_env=extra_env, obeys=True, graph=True)
    return answer


def hook_refusal(root: Path, names: Sequence[str], by_hand: str) -> tuple[str, str] | None:
    """Name the hook where there is one of the ``names``, and whose it is: when git is silent, it said no.

    ``by_hand`` is the command that lets a person see what the hook says.
    """
    said = tell(root, "rev-parse", "--git-path", "hooks", obeys=True)
    folder = root / said.decode("utf-8", "surrogateescape").strip()
    found = [name for name in names if (folder / name).exists() and not is_own_hook(folder / name)]
    if not found:
        return None
    own = "core.hookspath" in read_config(root).own
    whose = (
        "er dine egne på denne maskinen (core.hooksPath)" if own else "er satt opp i denne mappen"
    )
    return (
        f"En kontroll i git ({', '.join(found)}) sa nei. Kontrollene ligger i {folder}, og {whose}.",
        f"Se hva den sier: {by_hand}. Rett det.",
    )


def _hook(root: Path) -> tuple[str, str] | None:
    found = hook_refusal(root, _HOOKS, "git commit")
    return found and (found[0], f"{found[1][:-1]}, og kjør: sosialplan lagre")


def _unknown(answer: Answer, command: str) -> tuple[str, str]:
    by_hand = "git add --all" if command == "add" else "git commit"
    return (
        f"Git sa nei til «git {command}» (kode {answer.status}).",
        f"Se hva git sier: {by_hand}. Rett det, og kjør: sosialplan lagre",
    )
