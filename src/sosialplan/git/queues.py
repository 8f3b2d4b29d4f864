"""Names on which git would wait for ever: looked for before it starts, and found too late while it runs."""

import os
import re
import shutil
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.vernet import VERNET
from sosialplan.reading import LARGEST, read_bytes

_READ_BY_GIT = (".gitattributes", ".gitignore")
_ON_THE_FLOOR = (*_READ_BY_GIT, ".mailmap", ".gitmodules")
_FOLDERS = (*VERNET, "plan", "maler")
_IN_GIT = {
    "": 0, "info": 1, "logs": 8, "refs": 8, "reftable": 0, "worktrees": 9, "rebase-merge": 0,
    "rebase-apply": 0, "sequencer": 0,
}  # fmt: skip
"""The folders in git's own folder that git reads, and how many folders deep there is something to read."""
_ALL_OF_GIT = {"": 12}
_OF_OBJECTS = ("", "info", "info/commit-graphs", "pack")
_BORROWED = 5
"""So far git follows those who borrow contents of others who borrow them."""
_INCLUDED = 10
"""So deep git follows settings that include others."""
_ROOT_OF_GIT = "%(prefix)"
_VALUE = re.compile(r"^[^#;\n=]*=(.*)$", re.MULTILINE)
_ENDLESS = (stat.S_ISFIFO, stat.S_ISCHR, stat.S_ISBLK)
_SETTINGS = ("config", "config.worktree")


def require_none(root: Path, *, everywhere: bool = False) -> None:
    """Raise ExpectedFailure where git would wait in this folder.

    ``everywhere`` is for a call in which git goes through every folder, known or not.
    """
    for path in _candidates(root, everywhere=everywhere):
        if waits(path):
            raise no_plain_file(path, root)


def deep_candidates(root: Path) -> Iterator[str]:
    """Yield what git could wait on, wherever it lies: slower than most of what git is asked.

    A shared copy that is a folder is read by the git that is started there.
    """
    yield from _candidates(root, everywhere=True, deep=True)
    places = (root, *root.parents)
    at = next((each for each in places if (each / ".git" / _SETTINGS[0]).is_file()), None)
    for value in _values(at / ".git" / _SETTINGS[0]) if at else ():
        named = Path(at or root, value.removeprefix("file://"))
        if value and any((named / each).exists() for each in ("objects", ".git")):
            yield from _candidates(named, everywhere=False, deep=True)


def no_plain_file(path: str, root: Path) -> ExpectedFailure:
    """Return the failure that names what git waits on."""
    return ExpectedFailure(
        f"{_named(path, root)} er ingen vanlig fil, og git ville ventet på den uten ende.",
        "Ta den bort. Kjør så: sosialplan sjekk --reparer",
    )


def waits(path: str | Path) -> bool:
    """Tell whether reading a name may never end: a queue or a device, also behind a link."""
    try:
        found = _stat(path)
    except (OSError, ValueError):
        return False
    if not any(kind(found.st_mode) for kind in _ENDLESS):
        return False
    return not os.path.samestat(found, _stat(os.devnull))


def _stat(path: str | Path) -> os.stat_result:
    """Ask of a name as it stands: forty are asked of before each call of git, and a Path costs more than the answer."""
    return os.stat(path)  # noqa: PTH116 - see above


def _named(path: str, root: Path) -> str:
    inside = Path(path).relative_to(root) if Path(path).is_relative_to(root) else Path(path)
    return inside.as_posix()


def _candidates(root: Path, *, everywhere: bool, deep: bool = False) -> Iterator[str]:
    top = str(root)
    for folder in (top, *_below(top)):
        names = _ON_THE_FLOOR if folder == top else _READ_BY_GIT
        yield from (f"{folder}/{name}" for name in names)
    if everywhere:
        yield from _rules_below(top)
    bare = (root / "HEAD").exists() and (root / "objects").is_dir()
    places = (each / ".git" for each in (root, *root.parents))
    at = root if bare else next((each for each in places if each.exists()), None)
    if at is None:
        return
    yield str(at)
    own = _led_to(at, "gitdir:")
    shared = _led_to(own / "commondir", "") if (own / "commondir").exists() else own
    for git_folder in dict.fromkeys((str(own), str(shared))):
        for name, below in (_ALL_OF_GIT if deep else _IN_GIT).items():
            yield from _odd(f"{git_folder}/{name}", below)
        for name in _SETTINGS:
            yield from _named_by(f"{git_folder}/{name}", (str(at.parent), git_folder))
    yield from _objects(str(shared / "objects"), _BORROWED, deep=deep)


def _below(top: str) -> Iterator[str]:
    """Yield the folders of a planmappe in which git looks for its own files, and those a step below."""
    for folder in (f"{top}/{each}" for each in _FOLDERS):
        try:
            with os.scandir(folder) as found:
                below = sorted(each.path for each in found if each.is_dir())
        except OSError:
            continue
        yield folder
        yield from below


def _rules_below(top: str) -> Iterator[str]:
    """Yield what bears the name of a file of git's in any folder, however deep."""
    waiting = [top]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as found:
                for each in found:
                    if each.name in _READ_BY_GIT:
                        yield each.path
                    elif each.name != ".git" and each.is_dir(follow_symlinks=False):
                        waiting.append(each.path)
        except OSError:
            continue


def _led_to(path: Path, word: str) -> Path:
    """Return the folder that a file of git's names after a word; the path itself where it is a folder."""
    if path.is_dir() or waits(path):
        return path
    said = _text(path).strip().removeprefix(word).strip()
    return path.parent / said if said else path


def _text(path: str | Path) -> str:
    try:
        return read_bytes(Path(path).resolve(), most=LARGEST).decode("utf-8", "surrogateescape")
    except (OSError, ValueError):
        return ""


def _odd(top: str, deep: int) -> Iterator[str]:
    """Yield what is neither a file nor a folder there: each name in git's own folder is git's to read."""
    waiting = [(top, deep)]
    while waiting:
        folder, left = waiting.pop()
        try:
            with os.scandir(folder) as found:
                for each in found:
                    if each.is_dir():
                        waiting += [(each.path, left - 1)] if left else []
                    elif not each.is_file():
                        yield each.path
        except (OSError, ValueError):
            continue


def _objects(folder: str, further: int, *, deep: bool) -> Iterator[str]:
    """Yield what is odd where contents lie, and where they are borrowed from; ``deep`` each content too."""
    for below in _OF_OBJECTS:
        yield from _odd(f"{folder}/{below}", 1 if deep and not below else 0)
    borrowed = Path(folder, "info", "alternates")
    if further and borrowed.is_file():
        for line in _text(borrowed).splitlines():
            named = str(Path(folder, line.strip().strip('"')))
            yield named
            yield from _objects(named, further - 1, deep=deep)


def _named_by(settings: str, places: Sequence[str]) -> Iterator[str]:
    """Yield the files that settings name, and those that the settings in them name.

    Any value may be a path, whatever the setting is called: of a newer git too.
    """
    seen: dict[str, int] = {settings: _INCLUDED}
    waiting = [settings]
    while waiting:
        path = waiting.pop()
        yield path
        if not seen[path] or not _is_file(path):
            continue
        around = (str(Path(path).parent), *places)
        for value in _values(path):
            for named in _meant(value, around):
                if named not in seen:
                    seen[named] = seen[path] - 1
                    waiting.append(named)


def _is_file(path: str) -> bool:
    try:
        return stat.S_ISREG(_stat(path).st_mode)
    except (OSError, ValueError):
        return False


def _values(settings: str | Path) -> Iterator[str]:
    yield from _values_in(_text(settings))


@lru_cache(maxsize=32)
def _values_in(text: str) -> tuple[str, ...]:
    """Return each value of settings; the same few files are read before each call of git."""
    return tuple(dict.fromkeys(map(_unquoted, _VALUE.findall(text.replace("\\\n", "")))))


def _unquoted(value: str) -> str:
    """Return a value as git takes it, near enough: without quotes and the remark behind it."""
    said = re.sub(r'\\(["\\])', r"\1", value.strip())
    return said.strip('"') if said.startswith('"') else re.split(r"\s[#;]", said)[0].strip()


def _meant(said: str, places: Sequence[str]) -> Iterator[str]:
    """Yield each thing that a value could be the path of, where there is something and it is no folder."""
    if said.startswith(_ROOT_OF_GIT):
        found = Path(shutil.which("git") or os.sep).resolve()
        said = f"{found.parent.parent}{said.removeprefix(_ROOT_OF_GIT)}"
    if "\0" in said:
        return  # no file is called so: what is read is no settings, but some file that they name
    if said.startswith("~"):
        said = os.path.expanduser(said)  # noqa: PTH111 - one of nobody's stays as it stands
    for place in places if said else ():
        named = os.path.join(place, said)  # noqa: PTH118 - as quick as _stat
        try:
            if not stat.S_ISDIR(_stat(named).st_mode):
                yield named
        except (OSError, ValueError):
            continue


PATIENCE = 0.5
"""Seconds before the first look: nearly all that git is asked takes less."""
SELDOM = 20.0
"""Never so many seconds between two looks, however long git takes."""


def stopped_where_it_waits(root: Path, stop: Callable[[], None]) -> str:
    """Look once at a git that takes its time: ``stop`` it where it waits on what is no plain file.

    Returns the name of that file; nothing where there is none.
    """
    with ExitStack() as held:
        found = tuple(_waited_on(root, held))
        if found:
            stop()
    return found[0] if found else ""


def _waited_on(root: Path, held: ExitStack) -> Iterator[str]:
    """Yield what somebody waits on now, kept from ending till git is stopped.

    Programs that git itself started end when what they wait on is let go: git's own death tells them nothing.
    """
    for path in dict.fromkeys(deep_candidates(root)):
        if waits(path) and _somebody_reads(path, held):
            yield path


def _somebody_reads(path: str, held: ExitStack) -> bool:
    """Tell whether a queue has a reader: one without cannot be opened to write. A device always gives more.

    Of one that may not be written nothing is known: it is taken as read.
    """
    try:
        if stat.S_ISFIFO(Path(path).stat().st_mode):
            held.callback(os.close, os.open(path, os.O_WRONLY | _AT_ONCE))
    except PermissionError:
        return True
    except OSError:
        return False
    return True


_AT_ONCE: int = getattr(os, "O_NONBLOCK", 0)
"""Windows has no queues among its files: there nothing is opened."""
