"""A case taken out of a whole history: what held it is found, written again without it, and forgotten.

Git-filter-repo writes anew, and only what holds the case or builds on it: what came before keeps its name
and its signature.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sosialplan.depot import Depot
from sosialplan.git.contents import every_content
from sosialplan.git.program import ask, fields, filter_history, lines, tell
from sosialplan.git.rooms import room, take_away
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.model.vernet import plain_name
from sosialplan.reading import LARGEST, read_bytes
from sosialplan.vern.laas import Laas, Opened, opened_text

_BUILT_ON = ("refs/heads/", "refs/tags/", "refs/notes/")
"""The names that stay. What was seen of a shared copy, and what git kept aside, goes."""
_ASIDE = ("ORIG_HEAD", "FETCH_HEAD", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "AUTO_MERGE")


class Spor(Value, frozen=True):
    """All that a history holds of a case.

    ``filer`` are the paths it has had as its own, ``innhold`` git's names for all that it said, also where
    a copy lay, and ``lagringer`` every commit that is written anew. ``rene`` are those that they build on. ``lukket`` counts the sealed contents that the person cannot open.
    """

    filer: tuple[str, ...]
    innhold: frozenset[str]
    lagringer: tuple[str, ...]
    rene: tuple[str, ...]
    alle: int
    lukket: int = 0


def traces(depot: Depot, numbers: Collection[str], laas: Laas | None = None) -> Spor:
    """Find all that any branch, tag or note leads to of a case, under each of its numbers.

    What is sealed is opened with ``laas`` to see whether it is a copy that lies under another name.
    """
    own, copies, shut = set[str](), dict[str, str](), 0
    said = _says(numbers)
    held = dict(_contents(depot))
    for name, file in held.items():
        if is_own_file(file.removeprefix(depot.prefix), numbers):
            own.add(file)
            copies[name] = file
    for name, data in every_content(depot.root, [each for each in held if each not in copies]):
        opened = opened_text(laas, data, None) if laas else Opened(data)
        shut += opened.code is not None
        if said.search(opened.data):
            copies[name] = held[name]
    every = frozenset((*copies, *_under(depot, own)))
    commits = _commits(depot)
    begun = _bringing(depot, every)
    affected: dict[str, None] = {}
    for name, parents in commits.items():
        if name in begun or any(each in affected for each in parents):
            affected[name] = None
    clean = {each for name in affected for each in commits[name] if each not in affected}
    return Spor(
        tuple(sorted(own)), every, tuple(affected), tuple(sorted(clean)), len(commits), shut
    )


def is_own_file(file: str, numbers: Collection[str]) -> bool:
    """Tell whether a path, from the planmappe, is that of a case, or of a report that became it: plain or protected."""
    name = plain_name(file).rsplit("/", 1)[-1].removesuffix(".yaml")
    return file.startswith(("saker/", "innboks/")) and name in numbers


def _says(numbers: Collection[str]) -> re.Pattern[bytes]:
    """Return what tells that a content is a case with one of the numbers, and not that it names one."""
    either = "|".join(map(re.escape, numbers))
    return re.compile(
        rf"""(?:^|\A\s*\{{\s*)["']?sak["']?[ \t]*:\s*["']?(?:{either})["']?\s*(?:[,}}#]|$)""".encode(),
        re.MULTILINE,
    )


def _contents(depot: Depot) -> Iterator[tuple[str, str]]:
    """Yield git's name for each content that any name leads to, and a path that it had."""
    listed = tell(depot.root, "rev-list", "--objects", "--all", "HEAD")
    for line in listed.decode("utf-8", "surrogateescape").splitlines():
        name, _, file = line.partition(" ")
        if file:
            yield name, file


def _under(depot: Depot, files: Iterable[str]) -> frozenset[str]:
    """Return all that ever lay under some paths: ``rev-list`` names a content by one path only."""
    wanted = tuple(files)
    return frozenset(after for _, after, file in _changes(depot) if file in wanted)


def _bringing(depot: Depot, contents: Collection[str]) -> frozenset[str]:
    """Return the commits in which one of the contents comes in, or goes out by being changed."""
    return frozenset(commit for commit, after, _ in _changes(depot) if after in contents)


def _changes(depot: Depot) -> Iterator[tuple[str, str, str]]:
    """Yield each change of each commit, against every parent: the commit, the content after it, the file."""
    out = tell(
        depot.top, "log", "--all", "HEAD", "-m", "--raw", "--no-abbrev", "--no-renames", "--root", "-z", "--format=%x01%H"
    )  # fmt: skip
    commit, parts = "", iter(out.decode("utf-8", "surrogateescape").split("\0"))
    for part in parts:
        said = part.lstrip("\n")
        while said.startswith("\x01"):
            commit, _, said = said[1:].partition("\n")
            said = said.lstrip("\n")
        if said.startswith(":"):
            yield commit, said.split(" ")[3], next(parts)


def _commits(depot: Depot) -> Mapping[str, tuple[str, ...]]:
    """Return every commit with its parents, each after them."""
    asked = ("rev-list", "--all", "HEAD", "--topo-order", "--reverse", "--parents")
    rows = (line.split(" ") for line in tell(depot.root, *asked).decode("ascii").splitlines())
    return {row[0]: tuple(row[1:]) for row in rows}


def require_whole(depot: Depot) -> None:
    """Raise ExpectedFailure where the history lies in more than this one folder, so that it cannot be forgotten."""
    stashed = ask(depot.root, "rev-parse", "--verify", "--quiet", "refs/stash").status == 0
    if stashed:
        raise ExpectedFailure(
            "Endringer er lagt til side her (git stash), og kan holde på saken. Ingenting er endret.",
            "Ta dem fram og lagre dem (git stash pop), eller kast dem (git stash drop).",
        )
    trees = tell(depot.root, "worktree", "list", "--porcelain").count(b"worktree ")
    if trees > 1 or (depot.common / "objects" / "info" / "alternates").exists():
        raise ExpectedFailure(
            "Historikken deles med en annen mappe på maskinen, så saken kan ikke tas helt ut herfra. Ingenting er endret.",
            "Fjern de andre arbeidsmappene (git worktree list, git worktree remove MAPPE), eller gjør det i en egen "
            "kopi: git clone ADRESSE",
        )


def write_anew(depot: Depot, spor: Spor) -> None:
    """Write anew what holds the case, in every branch and tag. Raises ExpectedFailure.

    The folder's files follow; nothing that is not saved may lie there.
    """
    _forget_copies(depot)
    if not spor.lagringer:
        return
    named = fields(tell(depot.root, "for-each-ref", "--format=%(refname)%00"))
    refs = [each.strip("\n") for each in named if each.strip("\n").startswith(_BUILT_ON)]
    changed = [each for each in refs if _reaches(depot, each, spor.lagringer)]
    with room(depot) as place:
        paths, blobs = place / "filer", place / "innhold"
        paths.write_bytes(
            b"".join(
                b"literal:" + each.encode("utf-8", "surrogateescape") + b"\n" for each in spor.filer
            )
        )
        blobs.write_text("".join(f"{each}\n" for each in sorted(spor.innhold)), encoding="ascii")
        chosen = ("--invert-paths", "--paths-from-file", str(paths)) if spor.filer else ()
        said = filter_history(
            depot.top, "--partial", "--force", "--quiet", *chosen,
            "--strip-blobs-with-ids", str(blobs), "--refs", *changed, *(f"^{each}" for each in spor.rene),
        )  # fmt: skip
    if said.status != 0:
        raise ExpectedFailure(
            "Historikken kunne ikke skrives på nytt. Saken er ikke slettet.",
            "Se om mappen er hel: sosialplan sjekk. Kjør så den samme kommandoen en gang til.",
        )
    _move_notes(depot)


def _reaches(depot: Depot, name: str, commits: Collection[str]) -> bool:
    """Tell whether a name leads to one of some commits, or to something that is no commit at all."""
    led = ask(depot.root, "rev-list", given=(name,))
    return led.status == 0 and not set(led.out.decode("ascii").split()).isdisjoint(commits)


def _forget_copies(depot: Depot) -> None:
    """Take away the names of what was seen elsewhere, which keep the old history here, and of what is no commit."""
    asked = ("for-each-ref", "--format=%(refname)%00%(objecttype)%00%(*objecttype)")
    rows = (
        line.split("\0")
        for line in tell(depot.root, *asked).decode("utf-8", "surrogateescape").splitlines()
    )
    gone = [
        name
        for name, kind, inner in rows
        if not name.startswith(_BUILT_ON) or (inner or kind) != "commit"
    ]
    asked_away = ("update-ref", "--no-deref", "--stdin")
    tell(depot.root, *asked_away, stdin=lines(f"delete {each}" for each in gone))


def _move_notes(depot: Depot) -> None:
    """Let each note follow its commit to the new name."""
    renamed = dict(_renamed(depot))
    for name in _all_notes(depot):
        listed = tell(depot.root, "notes", f"--ref={name}", "list").decode("ascii").splitlines()
        for old in (each.partition(" ")[2] for each in listed):
            new = renamed.get(old, old)
            if new == old:
                continue
            if set(new) != {"0"}:
                ask(depot.root, "notes", f"--ref={name}", "copy", "--force", given=(old, new))
            ask(depot.root, "notes", f"--ref={name}", "remove", "--ignore-missing", given=(old,))


def _all_notes(depot: Depot) -> Sequence[str]:
    return fields(
        tell(depot.root, "for-each-ref", "--format=%(refname)%00", "refs/notes/").replace(
            b"\n", b""
        )
    )


def _renamed(depot: Depot) -> Iterator[tuple[str, str]]:
    """Yield each commit that got another name, with it; nothing but noughts for one that is gone."""
    made = depot.common / "filter-repo" / "commit-map"
    if made.is_file():
        for line in read_bytes(made, most=LARGEST).decode("ascii").splitlines()[1:]:
            old, _, new = line.partition(" ")
            yield old.strip(), new.strip()


def forget(depot: Depot) -> None:
    """Let git forget all that no name leads to any more, and take away its own notes of what was. Raises OSError."""
    for folder in (depot.git_folder, depot.common):
        for name in _ASIDE:
            (folder / name).unlink(missing_ok=True)
    made = depot.common / "filter-repo"
    if made.is_dir():
        take_away(made)
    tell(depot.root, "reflog", "expire", "--expire=now", "--expire-unreachable=now", "--all")
    tell(depot.root, "gc", "--prune=now", "--quiet")


def left_in(root: Path, contents: Iterable[str]) -> frozenset[str]:
    """Return those of the contents that the repository still holds, led to by a name or not."""
    wanted = tuple(contents)
    out = tell(root, "cat-file", "--batch-check", stdin=lines(wanted))
    rows = (line.split(" ") for line in out.decode("ascii", "replace").splitlines())
    return frozenset(row[0] for row in rows if row[1] != "missing")


def held_by(
    depot: Depot, commit: str, contents: Collection[str], env: Mapping[str, str] | None = None
) -> frozenset[str]:
    """Return those of the contents that a commit leads to."""
    out = tell(
        depot.root, "cat-file", "--batch-check", stdin=lines(sorted(contents)), extra_env=env
    )
    rows = (line.split(" ") for line in out.decode("ascii", "replace").splitlines())
    here = {row[0] for row in rows if row[1] != "missing"}
    if not here:
        return frozenset()
    listed = tell(depot.root, "rev-list", "--objects", given=(commit,), extra_env=env)
    return frozenset(
        here & {line[:64].split(b" ")[0].decode("ascii") for line in listed.splitlines()}
    )


def led_to(depot: Depot, commit: str) -> frozenset[str]:
    """Return a commit and all that led to it; of one that is not here any more only itself."""
    led = ask(depot.root, "rev-list", given=(commit,))
    found = led.out.decode("ascii", "replace").split() if led.status == 0 else ()
    return frozenset((commit, *found))


def settle_files(depot: Depot) -> None:
    """Let the folder's files and git's list of them be those of the newest commit."""
    tell(depot.top, "reset", "--hard", "--quiet", obeys=depot.obeys)
