"""How a repository stands: which files differ or are left out, on which branch, and what is under way in it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from sosialplan.depot import Depot
from sosialplan.git.beginning import look
from sosialplan.git.brought import without_filters
from sosialplan.git.contents import raw_contents
from sosialplan.git.program import ask, fields, tell
from sosialplan.git.settings import read_config
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.model.vernet import both_names, plain_name
from sosialplan.reading import decoded, read_bytes
from sosialplan.tekster.gitord import git_refused

_UNDER_WAY = (
    ("MERGE_HEAD", "en fletting (merge)", "git merge --abort"),
    ("rebase-merge", "en omskriving (rebase)", "git rebase --abort"),
    ("rebase-apply", "en omskriving (rebase)", "git rebase --abort"),
    ("CHERRY_PICK_HEAD", "et plukk (cherry-pick)", "git cherry-pick --abort"),
    ("REVERT_HEAD", "en tilbakeføring (revert)", "git revert --abort"),
    ("BISECT_LOG", "et søk (bisect)", "git bisect reset"),
)
"""What git leaves in its folder while something is under way, what it is, and how it is left."""


class UnderWay(Value, frozen=True):
    """Something of git's that is begun and not ended, and the command that leaves it."""

    name: str
    leave: str


class FileState(Value, frozen=True):
    """The files that differ from the last commit, from the planmappe's root with ``/``.

    Some of them may be ``unmerged``, and some ``new``: git does not have them. Those that are
    ``alike`` are not among them: git sees a difference that would not be stored. ``lies`` says what git
    calls each: a sealed file by its own name, also where it is gone.
    """

    changed: tuple[str, ...]
    unmerged: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    lies: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def file_state(depot: Depot, files: Sequence[str] = (".",)) -> FileState:
    """Return which of these files differ from the last commit, or are not in it.

    Git takes a file of another length for a changed one. One that would be stored as it is stored
    already, as one with other line endings, is ``alike`` and not changed.
    """
    env = {} if depot.obeys else without_filters(read_config(depot.root))
    out = tell(
        depot.root, "status", "--porcelain=v2", "-z", "--untracked-files=all", "--no-renames",
        "--ignore-submodules=all", files=tuple(both_names(files)), extra_env=env, obeys=depot.obeys,
    )  # fmt: skip
    lines = fields(out)
    alike = _alike(depot, _maybe_alike(lines), env)
    kinds: dict[str, list[str]] = {"u": [], "?": []}
    named: dict[str, tuple[str, ...]] = {}
    for line in lines:
        lies = _name(line).removeprefix(depot.prefix)
        if lies not in alike:
            name = plain_name(lies)
            named[name] = (*named.get(name, ()), lies)
            kinds.setdefault(line[0], []).append(name)
    return FileState(tuple(named), tuple(kinds["u"]), tuple(kinds["?"]), tuple(alike), named)


def _maybe_alike(lines: Sequence[str]) -> Mapping[str, str]:
    """Return the files that may be stored as they are, from the top, each with git's name for what is stored.

    They were edited and nothing of it staged, or taken out of git's list and are there all the same.
    """
    untracked = {_name(each) for each in lines if each.startswith("?")}
    rows = [each.split(" ", 8) for each in lines if each.startswith("1 ")]
    edited = {row[8]: row[7] for row in rows if row[1] == ".M" and row[4] == row[5]}
    dropped = {row[8]: row[6] for row in rows if row[1] == "D." and row[8] in untracked}
    return {**edited, **dropped}


def _alike(depot: Depot, wanted: Mapping[str, str], env: Mapping[str, str]) -> Sequence[str]:
    """Return those of the files that git would store as they are stored already."""
    stored = {
        name: held
        for name, held in wanted.items()
        if "\n" not in name and (depot.top / name).is_file() and not (depot.top / name).is_symlink()
    }
    if not stored:
        return ()
    asked = "".join(f"{name}\n" for name in stored).encode("utf-8", "surrogateescape")
    said = ask(
        depot.top, "hash-object", "--stdin-paths", stdin=asked, extra_env=env, obeys=depot.obeys
    )
    now = said.out.decode("ascii", "replace").split() if said.status == 0 else []
    pairs = zip(stored.items(), now, strict=False)
    return [name.removeprefix(depot.prefix) for (name, held), made in pairs if held == made]


def refresh(depot: Depot, files: Sequence[str]) -> None:
    """Let git see that files which are stored as they are, are no change."""
    asked = b"".join(each.encode("utf-8", "surrogateescape") + b"\0" for each in files)
    if files:
        command = ("add", "--pathspec-from-file=-", "--pathspec-file-nul")
        tell(depot.root, *command, stdin=asked, obeys=depot.obeys)


def _name(line: str) -> str:
    """Return the path of a line of ``git status``: what follows the columns of its kind."""
    columns = {"1": 8, "u": 10}.get(line[0], 1)
    return line.split(" ", columns)[columns]


def changed_files(depot: Depot, files: Sequence[str] = (".",)) -> tuple[str, ...]:
    """Return the files that differ from the last commit, or that git does not have."""
    return file_state(depot, files).changed


def under_way(depot: Depot) -> UnderWay | None:
    """Return what is begun in git and not ended."""
    for mark, name, leave in _UNDER_WAY:
        if (depot.git_folder / mark).exists():
            return UnderWay(name, leave)
    return None


def is_detached(depot: Depot) -> bool:
    """Tell whether what is saved now would belong to no branch."""
    try:
        head = read_bytes(depot.git_folder / "HEAD").decode("utf-8", "replace")
    except OSError:
        head = ""
    if head.startswith("ref: refs/heads/") and not head.startswith("ref: refs/heads/.invalid"):
        return False
    said = ask(depot.root, "symbolic-ref", "--quiet", "HEAD")
    if said.status not in {0, 1}:
        raise git_refused("symbolic-ref", said.status, said.err)
    return said.status == 1


def school_branch(depot: Depot) -> str:
    """Return the branch to go back to: the usual one, or the only one there is."""
    listed = tell(depot.root, "for-each-ref", "--format=%(refname:short)", given=("refs/heads",))
    found = listed.decode("utf-8", "replace").split()
    usual = [each for each in ("main", "master") if each in found]
    return (usual or found or ["main"])[0]


def require_ready(depot: Depot) -> None:
    """Raise ExpectedFailure where a change cannot be saved on top of what stands."""
    begun = under_way(depot)
    if begun is not None:
        raise ExpectedFailure(
            f"I git er det begynt på {begun.name} som ikke er ferdig. Ingenting er endret.",
            f"Gjør den ferdig (se: git status), eller gå ut av den: {begun.leave}",
        )
    if is_detached(depot):
        raise ExpectedFailure(
            "Mappen står på et løst punkt i historikken (detached HEAD), så det du skriver nå, "
            "ville ligge utenfor den. Ingenting er endret.",
            f"Gå tilbake til skolens gren: git switch {school_branch(depot)}",
        )


def require_clean(depot: Depot, files: Sequence[str]) -> None:
    """Raise ExpectedFailure when a file about to be edited has changes that are not saved."""
    state = file_state(depot, files)
    refresh(depot, state.alike)
    if state.unmerged:
        raise ExpectedFailure(
            "Filen har en konflikt som ikke er løst. Ingenting er endret.",
            "Rett filen, og kjør: sosialplan lagre",
        )
    if state.changed:
        look(depot.root)  # where what was saved is lost, every file looks new
        raise ExpectedFailure(
            "Filen har endringer som ikke er lagret i historikken. Ingenting er endret.",
            "Lagre dem først: sosialplan lagre",
        )


_NOT_LITERAL = {"GIT_LITERAL_PATHSPECS": "0"}
_FOUR = 4
_PROMISOR = r'(?im)^\s*\[remote "([^"]*)"\][^\[]*^\s*promisor\s*=\s*true'
_SPARSE = r"(?im)^\s*sparsecheckout\s*=\s*true"


_CORE = r"(?im)^[ \t]*\[core\][^\[]*"
_BARE = r"(?im)^[^#;\n]*\bbare[ \t]*(?:=[ \t]*\"?(?:true|yes|on|1)\b|$)"
_WORKTREE = r"(?im)^[^#;\n]*\bworktree[ \t]*=[ \t]*\"?([^\"\n]*)"
"""By these git has no files of its own, or has them in another folder than where one stands."""


class Hidden(Value, frozen=True):
    """What a checkout does not show: how many files, and the remote that the rest is fetched from.

    ``elsewhere`` are the settings by which git looks for the files in another place, or has none.
    """

    files: int = 0
    promisor: str | None = None
    elsewhere: tuple[str, ...] = ()


def ignored(root: Path, folders: Sequence[str]) -> Mapping[str, str]:
    """Return each file in the folders that git is told to leave out, and what tells it: ``file:line``."""
    asked = ("ls-files", "--others", "--ignored", "--exclude-standard", "-z")
    names = fields(ask(root, *asked, files=folders).out)
    if not names:
        return {}
    return _rules(root, names)


def tracked(root: Path) -> frozenset[str]:
    """Return the files that git has, from the planmappe's root."""
    return frozenset(fields(tell(root, "ls-files", "-z", files=(".",))))


def missing(root: Path, folders: Sequence[str]) -> frozenset[str]:
    """Return the files of some folders that git has and that are not there, from the planmappe's root."""
    return frozenset(fields(tell(root, "ls-files", "--deleted", "-z", files=folders)))


def staged(root: Path, index: Path | None) -> Iterator[tuple[str, str | None]]:
    """Yield each file that is about to be saved, from the planmappe's root, with its text: None for what is none.

    ``index`` is the list that counts, where git has one beside its own.
    """
    env = {"GIT_INDEX_FILE": str(index)} if index else {}
    asked = ("diff", "--cached", "--raw", "-z", "--no-renames", "--diff-filter=d", "--relative",
             "--no-abbrev", "--no-ext-diff", "--ignore-submodules=all")  # fmt: skip
    said = fields(tell(root, *asked, extra_env=env))
    new = {file: about.split(" ")[3] for about, file in zip(said[::2], said[1::2], strict=True)}
    held = raw_contents(
        root, new.values()
    )  # what is sealed is none: it is looked through by its name
    yield from ((file, decoded(held[content] or b"\xff")) for file, content in new.items())


def rules_against(root: Path, names: Sequence[str]) -> Mapping[str, str]:
    """Return each of these names that git would leave out if it did not have it yet: ``file:line``."""
    return _rules(root, names, "--no-index")


def _rules(root: Path, names: Sequence[str], *how: str) -> Mapping[str, str]:
    """Ask git for the rules. It takes no literal paths here, so each begins with a folder."""
    stdin = b"".join(b"./" + name.encode("utf-8", "surrogateescape") + b"\0" for name in names)
    asked = ("check-ignore", "--verbose", *how, "-z", "--stdin")
    said = ask(root, *asked, stdin=stdin, extra_env=_NOT_LITERAL).out.split(b"\0")
    words = [part.decode("utf-8", "replace") for part in said]
    rows = (words[at : at + _FOUR] for at in range(0, len(words) - _FOUR + 1, _FOUR))
    return {
        plain_name(name.removeprefix("./")): f"{source}:{line}"
        for source, line, pattern, name in rows
        if not pattern.startswith("!")  # git names the rule that lets a file in, too
    }


def hidden(git_folder: Path, root: Path, folders: Sequence[str]) -> Hidden:
    """Return what is saved and not laid out here. Git is asked only where its settings give cause."""
    settings = _settings(git_folder)
    promisor = re.search(_PROMISOR, settings)
    sparse = re.search(_SPARSE, settings) is not None
    count = 0
    if sparse:
        listed = fields(ask(root, "ls-files", "-t", "-z", files=folders).out)
        count = sum(each.startswith("S ") for each in listed)
    elsewhere = tuple(_elsewhere("\n".join(re.findall(_CORE, settings)), git_folder, root))
    return Hidden(count, promisor[1] if promisor else None, elsewhere)


def _elsewhere(core: str, git_folder: Path, root: Path) -> Iterator[str]:
    """Yield the settings that lead git away; a repository inside another's names its own folder."""
    if re.search(_BARE, core):
        yield "core.bare"
    said = re.search(_WORKTREE, core)
    if said is not None:
        there, here = (git_folder / said[1].strip()).resolve(), root.resolve()
        if there not in (here, *here.parents):
            yield "core.worktree"


def _settings(git_folder: Path) -> str:
    said = []
    for name in ("config", "config.worktree"):
        try:
            said.append(read_bytes(git_folder / name).decode("utf-8", "replace"))
        except OSError:
            continue
    return "\n".join(said)
