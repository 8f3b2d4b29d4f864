"""What git leaves out of a planmappe, and what the working tree does not show."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sosialplan.git.program import ask, fields
from sosialplan.model.record import Value
from sosialplan.reading import read_bytes

_NOT_LITERAL = {"GIT_LITERAL_PATHSPECS": "0"}
_FOUR = 4
_PROMISOR = re.compile(
    r'^\s*\[remote "([^"]*)"\][^\[]*^\s*promisor\s*=\s*true', re.IGNORECASE | re.MULTILINE
)
_SPARSE = re.compile(r"^\s*sparsecheckout\s*=\s*true", re.IGNORECASE | re.MULTILINE)


_CORE = re.compile(r"^[ \t]*\[core\][^\[]*", re.IGNORECASE | re.MULTILINE)
_BARE = re.compile(
    r"^[^#;\n]*\bbare[ \t]*(?:=[ \t]*\"?(?:true|yes|on|1)\b|$)", re.IGNORECASE | re.MULTILINE
)
_WORKTREE = re.compile(
    r"^[^#;\n]*\bworktree[ \t]*=[ \t]*\"?([^\"\n]*)", re.IGNORECASE | re.MULTILINE
)
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
    return {name.removeprefix("./"): f"{source}:{line}" for source, line, _, name in rows}


def hidden(git_folder: Path, root: Path, folders: Sequence[str]) -> Hidden:
    """Return what is saved and not laid out here. Git is asked only where its settings give cause."""
    settings = _settings(git_folder)
    promisor = _PROMISOR.search(settings)
    sparse = _SPARSE.search(settings) is not None
    count = 0
    if sparse:
        listed = fields(ask(root, "ls-files", "-t", "-z", files=folders).out)
        count = sum(each.startswith("S ") for each in listed)
    elsewhere = tuple(_elsewhere("\n".join(_CORE.findall(settings)), git_folder, root))
    return Hidden(count, promisor[1] if promisor else None, elsewhere)


def _elsewhere(core: str, git_folder: Path, root: Path) -> Iterator[str]:
    """Yield the settings that lead git away; a repository inside another's names its own folder."""
    if _BARE.search(core):
        yield "core.bare"
    said = _WORKTREE.search(core)
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
