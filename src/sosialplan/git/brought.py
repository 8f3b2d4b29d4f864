"""What a repository brings with it that git would obey: settings that name programs or places, and hooks.

A folder that was copied has its own ``.git/config``, and it is not the person's. What is known to run
nothing and to lead nowhere is left alone; all else is told, also what no git knows yet.
"""

import hashlib
import os
import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from sosialplan.depot import Depot
from sosialplan.git.hooks import is_own_hook
from sosialplan.git.queues import require_none
from sosialplan.git.settings import SETTINGS, Config, Setting, read_config
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.reading import LARGEST, NotRead, read_bytes

_HARMLESS = frozenset((
    "commit.gpgsign", "commit.verbose", "core.abbrev", "core.autocrlf", "core.bare",
    "core.bigfilethreshold", "core.checkstat", "core.commitgraph", "core.compression", "core.eol",
    "core.filemode", "core.fscache", "core.fsync", "core.fsyncmethod", "core.fsyncobjectfiles",
    "core.hidedotfiles", "core.ignorecase", "core.logallrefupdates", "core.longpaths",
    "core.multipackindex", "core.packedgitlimit", "core.packedgitwindowsize",
    "core.precomposeunicode", "core.preloadindex", "core.quotepath", "core.repositoryformatversion",
    "core.safecrlf", "core.sharedrepository", "core.sparsecheckout", "core.sparsecheckoutcone",
    "core.symlinks", "core.trustctime", "core.untrackedcache", "core.whitespace", "diff.algorithm",
    "diff.colormoved", "diff.renames", "extensions.compatobjectformat", "extensions.noop",
    "extensions.objectformat", "extensions.partialclone", "extensions.preciousobjects",
    "extensions.refstorage", "extensions.worktreeconfig", "fetch.prune", "fetch.prunetags",
    "gc.auto", "gc.autodetach", "gc.autopacklimit", "gc.pruneexpire", "gc.reflogexpire",
    "gc.reflogexpireunreachable", "gpg.format", "gui.geometry", "gui.wmstate", "http.postbuffer",
    "init.defaultbranch", "lfs.repositoryformatversion", "merge.conflictstyle", "merge.ff",
    "merge.renames", "merge.sosialplan.recursive", "pull.ff", "pull.rebase", "push.autosetupremote",
    "push.default", "push.followtags", "push.gpgsign", "rebase.autosquash", "rebase.autostash",
    "receive.denycurrentbranch", "receive.denydeletecurrent", "receive.denydeletes",
    "receive.denynonfastforwards", "receive.fsckobjects", "remote.pushdefault", "submodule.active",
    "tag.gpgsign", "transfer.fsckobjects",
))  # fmt: skip
"""Settings of a repository that run nothing, lead nowhere and hide nothing. Names as git lists them."""
_HARMLESS_SECTIONS = frozenset((
    "advice", "author", "checkout", "color", "column", "committer", "feature", "i18n", "index",
    "log", "maintenance", "pack", "rerere", "sosialplan", "status", "user",
))  # fmt: skip
_HARMLESS_KEYS = frozenset((
    "branch.*.description", "branch.*.gh-merge-base", "branch.*.merge", "branch.*.rebase",
    "branch.*.remote", "branch.*.vscode-merge-base", "remote.*.fetch", "remote.*.gh-resolved",
    "remote.*.partialclonefilter", "remote.*.promisor", "remote.*.prune", "remote.*.prunetags",
    "remote.*.push", "remote.*.tagopt", "submodule.*.active",
))  # fmt: skip
"""The same of sections with names of their own between: a branch's, a shared copy's."""
_URL = "remote.*.url"
_MEANT = dict(SETTINGS)
_HELPER = r"[A-Za-z0-9+.-]+::"
"""An address whose way is a program: ``ext::``, ``fd::`` and the like."""
_HIDDEN = r"(?<=://)[^/@]+@"
_SECRET = ("extraheader", "password", "token")
_FILTER = "filter."
_FILTER_PARTS = (("clean", ""), ("smudge", ""), ("process", ""), ("required", "false"))
_LONGEST = 160
_BORROWED = "objects/info/alternates"
"""Where git is told of other folders to take contents from."""


class Brought(Value, frozen=True):
    """Something that git would obey: its name, what it says, and the print of that and of its files."""

    name: str
    says: str
    mark: str


def brought(depot: Depot, config: Config) -> tuple[Brought, ...]:
    """Return all that a repository brings, and what a shared copy that is a folder here brings."""
    found = [*_of(depot.root, depot.common, config, depot.prefix)]
    for each in config.brought:
        place = _folder(depot, each) if _kind(each.name) == _URL else None
        if place is not None:
            found += _of_shared(place)
    return tuple(dict.fromkeys(found))


def _of(root: Path, common: Path, config: Config, prefix: str = "") -> Iterator[Brought]:
    for each in config.brought:
        if not _is_known(each, config):
            yield Brought(each.name, shown(each), _mark(each, root))
    borrowed = common / _BORROWED
    if borrowed.is_file() and (says := _borrowed(borrowed)):
        yield Brought(_BORROWED, says, _digest(_BORROWED, _content(borrowed)))
    named = config.all.get("core.hookspath")
    hooks = common / "hooks" if named is None else root / Path(named).expanduser()
    if named is None or named != config.own.get("core.hookspath"):
        for path in (each for each in _hooks(hooks) if not is_own_hook(each, prefix)):
            says = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
            yield Brought(f"kroken {path.stem}", says, _digest(path.name, _content(path)))


def _borrowed(path: Path) -> str:
    """Return the folders that contents are taken from, as they are shown."""
    try:
        said = read_bytes(path.resolve()).decode("utf-8", "replace").split("\n")
    except OSError:
        return "(kan ikke leses)"
    return ", ".join(each for each in said if each.strip())[:_LONGEST]


def _of_shared(place: Path) -> Iterator[Brought]:
    """Yield what sending to a folder would run there: its hooks, and what its settings name."""
    git_folder = place / ".git" if (place / ".git").is_dir() else place
    if not (git_folder / "objects").is_dir():
        return
    require_none(git_folder)
    try:
        config = read_config(git_folder)
    except ExpectedFailure:
        return
    for each in _of(git_folder, git_folder, config):
        says = each.says if Path(each.says).is_absolute() else f"{place.name}: {each.says}"
        yield Brought(f"{each.name} i den felles kopien", says, each.mark)


def _is_known(setting: Setting, config: Config) -> bool:
    if setting.name in _MEANT:
        return _is_set_by_us(setting, config)
    kind = _kind(setting.name)
    if kind == _URL:
        return not (re.match(_HELPER, setting.value) or setting.value.startswith("-"))
    section = setting.name.partition(".")[0]
    return setting.name in _HARMLESS or kind in _HARMLESS_KEYS or section in _HARMLESS_SECTIONS


def _kind(name: str) -> str:
    """Return the name of a setting with a star for what stands between section and key."""
    section, _, rest = name.partition(".")
    between, _, key = rest.rpartition(".")
    return f"{section}.*.{key}" if between else name


def _is_set_by_us(setting: Setting, config: Config) -> bool:
    """Tell whether a setting of the program's own is right, or is put right before anything is written."""
    others = [each for each in config.brought if each.name == setting.name]
    main = Path(setting.file).name == "config" and len(others) == 1
    return main or setting.value == _MEANT[setting.name]


def shown(setting: Setting) -> str:
    """Return what a setting says, without a password in it."""
    if any(each in setting.name for each in _SECRET):
        return "(vises ikke)"
    text = re.sub(_HIDDEN, "…@", setting.value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _folder(depot: Depot, setting: Setting) -> Path | None:
    """Return the folder that an address is, where it is one on this machine."""
    address = setting.value
    if address.startswith("file://"):
        address = unquote(address.removeprefix("file://"))
    try:
        place = (depot.top / address).resolve()
        return place if place.is_dir() else None
    except (OSError, ValueError):
        return None


def _hooks(folder: Path) -> Iterator[Path]:
    """Yield the hooks that git would run: on Windows whether they may be run or not."""
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return
    for path in found:
        name = path.name.removesuffix(".exe")
        if "." not in name and path.is_file() and (os.name == "nt" or os.access(path, os.X_OK)):
            yield path


def _mark(setting: Setting, root: Path) -> str:
    """Return the print of a setting, and of the files it names: their content is what would be run."""
    try:
        words = shlex.split(setting.value.lstrip("!"), posix=os.name != "nt")
    except ValueError:
        words = []
    return _digest(setting.name, setting.value, *(_content(root / each) for each in words))


def _content(path: Path) -> str:
    try:
        return hashlib.sha256(read_bytes(path.resolve(), most=LARGEST)).hexdigest()
    except FileNotFoundError:
        return ""
    except NotRead as error:
        return error.code
    except (OSError, ValueError):
        return ""


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def without_filters(config: Config) -> Mapping[str, str]:
    """Return the environment in which no filter of the repository's own runs, for a call that reads files.

    One of the person's own that bears the same name is what it was. Not as options: a name may hold ``=``.
    """
    kinds = {
        each.name.rpartition(".")[0] for each in config.brought if each.name.startswith(_FILTER)
    }
    said = [
        (f"{kind}.{part}", config.own.get(f"{kind}.{part}", otherwise))
        for kind in sorted(kinds)
        for part, otherwise in _FILTER_PARTS
    ]
    before = os.environ.get("GIT_CONFIG_COUNT", "")
    first = int(before) if before.isdigit() else 0
    env = {"GIT_CONFIG_COUNT": str(first + len(said))} if said else {}
    for place, (name, value) in enumerate(said, first):
        env |= {f"GIT_CONFIG_KEY_{place}": name, f"GIT_CONFIG_VALUE_{place}": value}
    return env
