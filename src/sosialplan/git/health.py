"""Whether a repository's history is there, and whole, and what lies in it that is not git's."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sosialplan.depot import Depot
from sosialplan.git.program import ask, fields, tell
from sosialplan.git.settings import Config
from sosialplan.model.vernet import VERNET
from sosialplan.reading import LARGEST, read_bytes

CONFIG, HEAD, PACKED, INDEX = "config", "HEAD", "packed-refs", "index"
"""The files without which git does nothing here."""
BRANCHES = "refs/heads"
OBJECTS, REFS = "objects", "refs"
"""The folders without which it does not see that there is a repository."""
_HEX = r"(?:[0-9a-f]{40}|[0-9a-f]{64})"
_REF = re.compile(rf"(ref: refs/\S+|{_HEX})\s*\Z")
_PACKED = re.compile(rf"(#.*|\^{_HEX}|{_HEX} refs/\S+|)\Z")
_BAD_NAME = re.compile(r"[\x00-\x20~^:?*\[\\\x7f]|\.\.|@\{|^\.|\.$")
_NAMED = re.compile(rf"\b({_HEX})\b")
_LIES = re.compile(r"objects/([0-9a-f]{2})/([0-9a-f]{38}(?:[0-9a-f]{24})?)\b")
_SUMS = {20: hashlib.sha1, 32: hashlib.sha256}


def is_shallow(depot: Depot) -> bool:
    """Tell whether only the newest part of the history was fetched."""
    return (depot.common / "shallow").exists()


def is_partial(depot: Depot, config: Config) -> bool:
    """Tell whether contents were left out when the history was fetched, and are still not here."""
    promised = "extensions.partialclone" in config.local or any(
        name.startswith("remote.") and name.endswith((".promisor", ".partialclonefilter"))
        for name in config.local
    )
    if not promised:
        return False
    listed = ask(depot.root, "rev-list", "--objects", "--all", "--missing=print")
    return listed.status != 0 or b"\n?" in b"\n" + listed.out


def was_plain(depot: Depot) -> bool:
    """Tell whether something about pupils ever lay plain in what is here of the history, on any branch."""
    asked = (
        "log",
        "--all",
        "--full-history",
        "--format=",
        "--name-only",
        "-z",
        "--no-renames",
        "--relative",
    )
    listed = ask(depot.root, *asked, files=VERNET)
    return listed.status == 0 and any(each.strip().endswith(".yaml") for each in fields(listed.out))


def is_damaged(depot: Depot) -> bool:
    """Tell whether something that the history points at is gone, or is not what its name says."""
    return bool(damaged_objects(depot))


def damaged_objects(depot: Depot) -> tuple[str, ...]:
    """Return what of the saved is gone or is not what its name says, by git's names for it.

    Of what git does not name, the word ``ukjent``. Files among the references that are not git's are no damage.
    """
    listed = ask(depot.root, "for-each-ref", "--format=%(objectname)")
    if listed.status != 0:
        return ("ukjent",)
    tips = dict.fromkeys(listed.out.decode("ascii", "replace").split())
    checked = ask(
        depot.root,
        "fsck",
        "--full",
        "--no-dangling",
        "--no-progress",
        "--no-reflogs",
        given=tuple(tips),
    )
    if checked.status == 0:
        return ()
    said = (checked.out + checked.err).decode("utf-8", "replace").splitlines()
    return tuple(dict.fromkeys(name for line in said for name in _named(line))) or ("ukjent",)


def lying_indexes(depot: Depot) -> tuple[str, ...]:
    """Return those of git's own indexes that say something else than what is saved, or cannot be read.

    Git believes them, and so does whoever looks with git alone; of the first, ``logg`` too.
    """
    objects = depot.common / "objects"
    found = []
    graphs = (objects / "info" / "commit-graph", objects / "info" / "commit-graphs")
    if any(each.exists() for each in graphs):
        answer = ask(depot.root, "commit-graph", "verify", "--no-progress", graph=True)
        found += ["commit-graph"] if answer.status else []
    if (objects / "pack" / "multi-pack-index").exists():
        believed = ("-c", "core.multiPackIndex=true")
        answer = ask(depot.root, *believed, "multi-pack-index", "--no-progress", "verify")
        found += ["multi-pack-index"] if answer.status else []
    return tuple(found)


def _named(line: str) -> Sequence[str]:
    """Return what a line of git's names: where it lies, which is its name, before what it holds."""
    lies = ["".join(each) for each in _LIES.findall(line)]
    return lies or _NAMED.findall(line)


def files_of(depot: Depot, contents: Sequence[str]) -> Mapping[str, str]:
    """Return a file that held each content at some time, from the planmappe's root, where git can tell."""
    if not contents:
        return {}
    listed = ask(depot.root, "rev-list", "--objects", "--all", "--missing=print")
    lines = (line.partition(" ") for line in listed.out.decode("utf-8", "replace").splitlines())
    return {
        name: file.removeprefix(depot.prefix)
        for name, _, file in lines
        if file and name in contents
    }


def damaged_parts(git_folder: Path, common: Path) -> tuple[str, ...]:
    """Return those of git's own files that are so damaged that git does nothing here."""
    return tuple(_damaged(git_folder, common))


def _damaged(git_folder: Path, common: Path) -> Iterator[str]:
    config = (common / CONFIG).absolute()
    listed = ask(Path(config.anchor), "config", f"--file={config}", "--list")
    if config.exists() and listed.status != 0:
        yield CONFIG
    if not _REF.match(text_of(git_folder / HEAD)):
        yield HEAD
    branch = text_of(git_folder / HEAD).removeprefix("ref: ").strip()
    if branch.startswith(f"{BRANCHES}/") and (common / branch).is_file():
        yield from (branch,) if not _REF.match(text_of(common / branch)) else ()
    yield from (each for each in (OBJECTS, REFS) if not (common / each).is_dir())
    lines = text_of(common / PACKED).split("\n") if (common / PACKED).exists() else [""]
    if lines[-1] or not all(_PACKED.match(line) for line in lines):
        yield PACKED
    if _is_damaged_index(git_folder / INDEX):
        yield INDEX


def text_of(path: Path) -> str:
    """Return what one of git's own files says; nothing where it cannot be read."""
    try:
        return read_bytes(path, most=LARGEST).decode("utf-8", "replace")
    except OSError:
        return ""


def _is_damaged_index(path: Path) -> bool:
    """Tell whether the list of files is not what git wrote: it ends with the sum of all before."""
    try:
        held = read_bytes(path, most=LARGEST)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    ends = [(held[:-size], held[-size:], sum_of) for size, sum_of in _SUMS.items()]
    right = (not any(end[:20]) or sum_of(rest).digest() == end for rest, end, sum_of in ends)
    return not (held.startswith(b"DIRC") and any(right))


def foreign_references(depot: Depot) -> tuple[str, ...]:
    """Return the files among git's references that are not git's, as ``refs/heads/desktop.ini``."""
    places = ((depot.common, "refs"), (depot.git_folder, "refs"))
    found = {
        path.relative_to(folder).as_posix(): None
        for folder, below in places
        for path in sorted((folder / below).rglob("*"))
        if path.is_file() and path.suffix != ".lock" and _is_foreign(path)
    }
    return tuple(found)


def _is_foreign(path: Path) -> bool:
    return bool(_BAD_NAME.search(path.name)) or not _REF.match(text_of(path))


def unwatched(depot: Depot) -> tuple[str, ...]:
    """Return the files of which git was told not to look for changes, from the planmappe's root."""
    listed = fields(tell(depot.root, "ls-files", "-v", "-z", files=(".",)))
    return tuple(line[2:] for line in listed if line[0].islower() or line[0] == "S")
