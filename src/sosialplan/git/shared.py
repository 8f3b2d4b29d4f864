"""The copy that the school shares: any ordinary git remote, by the git program.

What is fetched is kept under a name of the program's own until it is known that the shared copy
only grew. Nothing is ever forced.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from sosialplan.depot import Depot
from sosialplan.git.program import ask, files_in, tell
from sosialplan.git.repository import hook_refusal
from sosialplan.git.rooms import room
from sosialplan.git.settings import Config
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.model.vernet import both_names, is_side
from sosialplan.tekster.nettord import network_failure

FETCHED = "refs/sosialplan/hentet"
PATIENT = ("-c", "http.lowSpeedLimit=1", "-c", "http.lowSpeedTime=30")
"""Half a minute without a byte is no network."""
_ALONE = "ssh -o BatchMode=yes -o ConnectTimeout=20"
"""Where nobody sits who can answer, ssh asks nothing."""
_MOVED_ON = (
    b"fetch first",
    b"non-fast-forward",
    b"stale info",
    b"cannot lock ref",
    b"failed to update ref",
)


class Shared(Value, frozen=True):
    """A branch here, and the branch of the shared copy that it follows."""

    branch: str
    remote: str
    ref: str

    @property
    def tracking(self) -> str:
        """Git's own name for where the shared copy stood."""
        return f"refs/remotes/{self.remote}/{self.ref.removeprefix('refs/heads/')}"

    @property
    def seen(self) -> str:
        """Where ``synk`` last saw it stand; no other command of git's moves this name."""
        return f"refs/sosialplan/sett/{self.remote}/{self.ref.removeprefix('refs/heads/')}"


class Ways(Value, frozen=True):
    """What is on the one side and not on the other since they parted: commits and files.

    ``gone`` are the files that they took away and that nobody has changed here.
    """

    ours: int
    theirs: int
    our_files: tuple[str, ...] = ()
    their_files: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def find_shared(depot: Depot, config: Config) -> Shared:
    """Return the shared copy that this branch follows. Raises ExpectedFailure without one."""
    named = tell(depot.root, "symbolic-ref", "HEAD").decode("utf-8").strip()
    head = named.removeprefix("refs/heads/")  # git's short name is another where a tag has the same
    remotes = tell(depot.root, "remote").decode("utf-8").split()
    if not remotes:
        raise ExpectedFailure(
            "Mappen har ingen felles kopi å synke med.",
            "Si hvor den er, én gang: git remote add origin ADRESSE",
        )
    chosen = config.all.get(f"branch.{head}.remote")
    if chosen not in remotes:
        chosen = "origin" if "origin" in remotes or len(remotes) > 1 else remotes[0]
    if chosen not in remotes:
        raise ExpectedFailure(
            "Mappen har flere felles kopier, og ingen av dem heter origin.",
            f"Se dem: git remote -v. Velg én: git config branch.{head}.remote NAVN",
        )
    return Shared(head, chosen, config.all.get(f"branch.{head}.merge", f"refs/heads/{head}"))


def network_settings(config: Config, *, somebody_answers: bool) -> Mapping[str, str]:
    """Return the environment in which git meets the network."""
    if somebody_answers:
        return {}
    chosen = "core.sshcommand" in config.all or {"GIT_SSH", "GIT_SSH_COMMAND"} & set(os.environ)
    return {"GIT_TERMINAL_PROMPT": "0", **({} if chosen else {"GIT_SSH_COMMAND": _ALONE})}


def fetch(depot: Depot, shared: Shared, network: Mapping[str, str]) -> str | None:
    """Fetch the branch and return its newest commit; None where the shared copy does not have it.

    Raises ExpectedFailure where it cannot be reached.
    """
    answer = ask(
        depot.root, *PATIENT, "fetch", "--quiet", "--no-tags", "--no-prune", "--refmap=",
        "--no-recurse-submodules", given=(shared.remote, f"+{shared.ref}:{FETCHED}"), extra_env=network, obeys=True,
    )  # fmt: skip
    if b"couldn't find remote ref" in answer.err:
        return None
    if answer.status != 0:
        raise network_failure(answer.err, "Ingenting er hentet.")
    return commit_of(depot, FETCHED)


@contextmanager
def looked_at(
    depot: Depot, shared: Shared, network: Mapping[str, str]
) -> Iterator[tuple[str | None, Mapping[str, str]]]:
    """Give the newest commit of the shared copy, and an environment in which git can see it.

    What is fetched lies in a room of its own and goes away: nothing is changed here.
    """
    with room(depot) as folder:
        objects = folder / "objects"
        (objects / "pack").mkdir(parents=True)
        own = (depot.common.resolve() / "objects").as_posix().replace('"', '\\"')
        beside = {
            "GIT_OBJECT_DIRECTORY": str(objects), "GIT_ALTERNATE_OBJECT_DIRECTORIES": f'"{own}"',
        }  # fmt: skip
        env = {**network, **beside}
        asked = (shared.remote, shared.ref)
        listed = ask(depot.root, *PATIENT, "ls-remote", given=asked, extra_env=env, obeys=True)
        if listed.status != 0:
            raise network_failure(listed.err, "Ingenting er hentet.")
        newest = listed.out.decode("ascii", "replace").split("\t")[0] or None
        if newest is not None:
            answer = ask(
                depot.root, *PATIENT, "fetch", "--quiet", "--no-tags", "--no-prune", "--refmap=",
                "--no-write-fetch-head", "--no-recurse-submodules", given=asked, extra_env=env,
                obeys=True,
            )  # fmt: skip
            if answer.status != 0:
                raise network_failure(answer.err, "Ingenting er hentet.")
        yield newest, beside


def commit_of(depot: Depot, name: str) -> str | None:
    """Return the commit that a name stands for; None where there is no such name."""
    answer = ask(depot.root, "rev-parse", "--verify", "--quiet", given=(f"{name}^{{commit}}",))
    return answer.out.decode("ascii", "replace").strip() if answer.status == 0 else None


def require_only_grown(
    depot: Depot, shared: Shared, newest: str | None, env: Mapping[str, str] | None = None
) -> None:
    """Raise ExpectedFailure where something that was seen in the shared copy is not there any more."""
    for name in (shared.tracking, shared.seen):
        known = commit_of(depot, name)
        if known is None:
            continue
        kept = newest is not None and _is_in(depot, known, newest, env)
        if not kept:
            raise ExpectedFailure(
                "Den felles kopien er skrevet om: noe som lå der sist, er borte. "
                "Ingenting er hentet, flettet eller sendt.",
                "Finn ut hvem som gjorde det, og hvorfor. Din egen kopi har alt som sto her. "
                "Skal dere gå videre fra det som ligger der nå, så hent en ny kopi med git clone.",
            )


def _is_in(depot: Depot, known: str, newest: str, env: Mapping[str, str] | None) -> bool:
    asked = ("merge-base", "--is-ancestor")
    answer = ask(depot.root, *asked, given=(known, newest), extra_env=env)
    return answer.status == 0


def parted(
    depot: Depot, ours: str, theirs: str | None, env: Mapping[str, str] | None = None
) -> Ways:
    """Return what is only here and only there; all is only here where nothing was shared yet.

    Raises ExpectedFailure without a common start.
    """
    root = depot.root
    if theirs is None:
        counted = int(tell(root, "rev-list", "--count", given=(ours,)))
        files = files_in(
            tell(root, "ls-tree", "-r", "-z", "--name-only", given=(ours,), files=(".",))
        )
        return Ways(counted, 0, tuple(files))
    base = _common_start(depot, ours, theirs, env)
    if base is None:
        raise ExpectedFailure(
            "Den felles kopien er en annen mappe: de to har ingen felles begynnelse. "
            "Ingenting er flettet eller sendt.",
            "Se adressen: git remote -v. Skal du ha skolens mappe, så hent den: git clone ADRESSE",
        )
    way = f"{ours}...{theirs}"
    asked = ("rev-list", "--left-right", "--count")
    counts = tell(root, *asked, given=(way,), extra_env=env).split()
    our_files, their_files = (_between(depot, base, each, env) for each in (ours, theirs))
    removed = _between(depot, base, theirs, env, "D")
    gone = tuple(each for each in removed if each not in our_files and not is_side(each))
    return Ways(int(counts[0]), int(counts[1]), our_files, their_files, gone)


def base_of(depot: Depot, newest: str, env: Mapping[str, str] | None = None) -> str:
    """Return where we and the others parted; what they have, where there is no such place."""
    return _common_start(depot, "HEAD", newest, env) or newest


def _common_start(
    depot: Depot, ours: str, theirs: str, env: Mapping[str, str] | None
) -> str | None:
    found = ask(depot.root, "merge-base", given=(ours, theirs), extra_env=env)
    return found.out.decode("ascii").split()[0] if found.status == 0 else None


def _between(
    depot: Depot, old: str, new: str, env: Mapping[str, str] | None, kinds: str = "ACDMRTUXB"
) -> tuple[str, ...]:
    """Return the files of the planmappe that differ between two commits, by git's letters for how."""
    out = tell(
        depot.root, "diff", "--name-only", "-z", "--no-renames", "--relative",
        f"--diff-filter={kinds}", given=(old, new), files=(".",), extra_env=env,
    )  # fmt: skip
    return tuple(files_in(out))


def is_shared(depot: Depot, shared: Shared, file: str) -> bool:
    """Tell whether a file was there the last time that we and the shared copy were alike."""
    for name in (shared.seen, shared.tracking):
        found = ask(depot.root, "merge-base", given=("HEAD", name))
        base = found.out.decode("ascii", "replace").split()
        for each in both_names([file]) if base else ():
            named = (f"{base[0]}:./{each}",)
            if ask(depot.root, "cat-file", "-e", given=named).status == 0:
                return True
    return False


def push(
    depot: Depot, shared: Shared, commit: str, newest: str | None, network: Mapping[str, str]
) -> bool:
    """Send a commit; False where the shared copy does not stand at ``newest`` any more. Never by force.

    A branch that was taken away or put back meanwhile would else be made again without a word: git's lease
    asks for just that, and of what builds on ``newest`` it forces nothing. Raises ExpectedFailure where it cannot be reached, or does not take it.
    """
    grows = newest is None or _is_in(depot, newest, commit, None)
    lease = (f"--force-with-lease={shared.ref}:{newest or ''}",) if grows else ()
    answer = ask(
        depot.root, *PATIENT, "push", "--porcelain", *lease, "--no-follow-tags",
        "--no-recurse-submodules", given=(shared.remote, f"{commit}:{shared.ref}"),
        extra_env=network, obeys=True,
    )  # fmt: skip
    if answer.status == 0:
        return True
    if any(said in answer.out + answer.err for said in _MOVED_ON):
        return False
    by_hand = f"git push {shared.remote} HEAD:{shared.ref}"
    if b"[remote rejected]" in answer.out:
        raise ExpectedFailure(
            "Den felles kopien tok ikke imot endringene. Alt er lagret her hos deg.",
            f"Se hva den sier: {by_hand}. Den kan være låst for deg, eller være en vanlig mappe i stedet "
            "for et bart depot (git init --bare). Spør den som har ansvaret for den.",
        )
    hook = hook_refusal(depot.root, ("pre-push",), by_hand)
    if hook is not None and b"error: failed to push some refs" in answer.err:
        raise ExpectedFailure(f"{hook[0]} Ingenting er sendt. Alt er lagret her hos deg.", hook[1])
    raise network_failure(answer.err, "Ingenting er sendt. Alt er lagret her hos deg.", by_hand)


def note_seen(depot: Depot, shared: Shared, commit: str) -> None:
    """Keep where the shared copy stands now."""
    for name in (shared.tracking, shared.seen):
        tell(depot.root, "update-ref", "-m", "sosialplan synk", given=(name, commit))


def follow(depot: Depot, shared: Shared, config: Config) -> None:
    """Let the branch follow the shared copy, where it follows none yet."""
    settings: Sequence[tuple[str, str]] = (
        (f"branch.{shared.branch}.remote", shared.remote),
        (f"branch.{shared.branch}.merge", shared.ref),
    )
    for name, value in settings:
        if name not in config.all:
            tell(depot.root, "config", "--local", given=(name, value))
