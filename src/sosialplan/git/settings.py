"""What git is set to, the settings it does not clone, the merge driver, and git's own files in a planmappe."""

import os
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from sosialplan.git.program import ask, fields, tell
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.mappeinnhold import DOCUMENT_ENDINGS, NO_DOCUMENTS, OWN_ENDINGS
from sosialplan.model.record import Value
from sosialplan.reading import is_there, read_bytes

_CALL = "flett %O %A %B %P"
"""The common start, ours (which is written), theirs, and the path; git quotes the last."""


_SHOWN = "sosialplan.cli.gitvisning"
"""What makes a sealed file text for git, which adds the name of a file that holds it."""


def driver_command() -> str:
    """Return what git runs to merge a file of ours; it reads a percent sign as the beginning of a word of its own."""
    if not sys.executable:
        return f"sosialplan {_CALL}"
    return f"{_python().replace('%', '%%')} -P -m sosialplan {_CALL}"


def shown_command() -> str:
    """Return what git runs to show a sealed file."""
    return f"{_python()} -P -m {_SHOWN}"


def _python() -> str:
    """Return this very interpreter as git's own shell takes it on every system: the program need not be on the path.

    ``-P`` has it leave alone what lies in the folder where it runs.
    """
    return shlex.quote(Path(sys.executable or "python3").as_posix())


def merge_as_git_does(base: Path, ours: Path, theirs: Path) -> bool:
    """Let git merge line by line into ``ours``; False where it left marks of a conflict in it."""
    names = ("-L", "vår", "-L", "felles", "-L", "deres")
    files = tuple(str(each.resolve()) for each in (ours, base, theirs))
    answer = ask(ours.parent, "merge-file", *names, given=files)
    return answer.status == 0


SETTINGS = (
    ("core.autocrlf", "false"),
    ("core.eol", "lf"),
    ("core.fsync", "all"),
    ("commit.verbose", "false"),
    *(
        (f"diff.{kind}.xfuncname", "^  - (id|steg): .*$")
        for kind in ("sosialplan", "sosialplan-vernet")
    ),
    ("diff.sosialplan-vernet.textconv", shown_command()),
    ("diff.sosialplan-vernet.cachetextconv", "false"),
    ("merge.renames", "false"),
    ("merge.sosialplan.name", "oppføring for oppføring"),
    ("merge.sosialplan.driver", driver_command()),
)
"""What git does not clone: line endings, that what is saved outlives a power cut, which entry a changed
line belongs to, that a case is never taken for another that resembles it, and who merges. What is sealed is
shown as text to those who read it, and git lays that text nowhere: not in its notes (``cachetextconv``), and not
in the message of a commit (``commit.verbose``)."""


class Setting(Value, frozen=True):
    """One setting: its name as git writes it, what it says, and the file that says so."""

    name: str
    value: str
    file: str


class Config(Value, frozen=True):
    """Git's settings here: the ones that count, those of this repository alone, and the person's own.

    The person is who git will say wrote it: ``user.name`` is what environment and ``author.name`` made it.

    ``brought`` are all that the repository says, also more than once, and in files that it includes.
    """

    all: Mapping[str, str]
    local: Mapping[str, str]
    own: Mapping[str, str] = {}
    brought: tuple[Setting, ...] = ()


_HERE = ("local", "worktree")
_AUTHOR = {"user.name": "GIT_AUTHOR_NAME", "user.email": "GIT_AUTHOR_EMAIL"}
"""Who writes, by git's usual settings, and what the environment may say instead."""
_IDENTS = ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT")


def read_config(root: Path) -> Config:
    """Read every setting in one call."""
    # It lists only, and as they are: what git is told for other calls is not among them.
    asked = ("config", "--list", "-z", "--show-scope", "--show-origin")
    listed = fields(tell(root, *asked, obeys=True))
    found: dict[str, str] = {}
    local: dict[str, str] = {}
    own: dict[str, str] = {}
    brought = []
    for scope, file, setting in zip(listed[::3], listed[1::3], listed[2::3], strict=True):
        name, _, value = setting.partition("\n")
        if scope in _HERE:
            brought.append(Setting(name, value, file.removeprefix("file:")))
        else:
            own[name] = value
        if scope == "local":
            local[name] = value
        found[name] = value
    for name in _AUTHOR:
        if own_name := found.get(name.replace("user.", "author.")):
            found[name] = own_name
    return Config({**found, **_said_aside(os.environ)}, local, own, tuple(brought))


def missing_settings(config: Config) -> Iterator[tuple[str, str]]:
    """Yield each setting that does not stand as it must."""
    for name, value in SETTINGS:
        if config.local.get(name) != value:
            yield name, value


def ensure_settings(root: Path, config: Config | None = None) -> None:
    """Put in place the settings that git does not clone; those that stand are left alone."""
    for name, value in missing_settings(config or read_config(root)):
        tell(root, "config", "--local", given=(name, value))


def has_identity(root: Path, config: Config) -> bool:
    """Tell whether git knows who you are: a name, also one the system gives, and an address."""
    if not config.all.get("user.email"):
        return False
    if config.all.get("user.name") and not _said_aside(os.environ):
        return True
    return all(ask(root, "var", given=(each,)).status == 0 for each in _IDENTS)


def _said_aside(environ: Mapping[str, str]) -> dict[str, str]:
    """Return what the environment says of who writes, which goes before every setting."""
    return {name: environ[said] for name, said in _AUTHOR.items() if environ.get(said)}


def author(root: Path) -> tuple[str, str]:
    """Return whom git will name as author of what is saved now: a name and an address."""
    return _name_and_address(
        ask(root, "var", "GIT_AUTHOR_IDENT").out.decode("utf-8", "replace").strip()
    )


def _name_and_address(said: str) -> tuple[str, str]:
    name, _, rest = said.rpartition(" <")
    return name, rest.partition(">")[0]


def author_of_new(root: Path, near: Path) -> tuple[str, str]:
    """Return whom git will name in a repository that is to be made: what one around it says is of that one alone.

    ``near`` is a folder that is there, where the new one's may not be.
    """
    own = f"--git-dir={(root / '.git').absolute()}"
    said = ask(near, own, "var", "GIT_AUTHOR_IDENT").out.decode("utf-8", "replace").strip()
    return _name_and_address(said)


def as_new(config: Config) -> Config:
    """Return the settings as they are in a repository that is to be made here: the person's own."""
    own = dict(config.own)
    for name in _AUTHOR:
        if own_name := own.get(name.replace("user.", "author.")):
            own[name] = own_name
    return Config({**own, **_said_aside(os.environ)}, {}, config.own)


def require_identity(root: Path, config: Config | None = None) -> None:
    """Raise ExpectedFailure where git does not know who you are: the log needs a name."""
    if not has_identity(root, config or read_config(root)):
        raise ExpectedFailure(
            "Git vet ikke hvem du er, og loggen må vise hvem som skrev.",
            'Kjør: git config --global user.name "Navn Navnesen" '
            "og git config --global user.email deg@skolen.no",
        )


def call_oneself(root: Path, navn: str, ask_for: Callable[[str], str]) -> None:
    """Let git call the one who writes here by this name; the address is asked for where git has none."""
    tell(root, "config", "--local", given=("user.name", navn))
    if not read_config(root).all.get("user.email"):
        e_post = ask_for("E-postadressen din på skolen:")
        tell(root, "config", "--local", given=("user.email", e_post))


OWN_FILES = {
    ".gitattributes": (
        "* text=auto eol=lf",
        "*.yaml text eol=lf diff=sosialplan merge=sosialplan",
        "*.yaml.age -text diff=sosialplan-vernet merge=sosialplan",
        "*.pdf binary",
        "*.png binary",
    ),
    ".gitignore": (
        "ut/",
        ".sosialplan-*.tmp",
        *(f"*{each}" for each in DOCUMENT_ENDINGS),
        *(f"!{name}" for name in NO_DOCUMENTS),
        *(f"!{folder}**/*{each}" for folder, ends in OWN_ENDINGS.items() for each in ends),
    ),
}
"""How git stores and shows the files, and what is never saved: documents, wherever they lie, and half-written files.

What follows a ``!`` is the school's own: its templates' pictures and words, and the editor's schemas.
"""


def text_of(file: str) -> str:
    """Return a file of git's as a new folder gets it."""
    return "".join(f"{line}\n" for line in OWN_FILES[file])


def missing_lines(root: Path, file: str) -> tuple[str, ...]:
    """Return the lines of a file of git's that are not there."""
    path = root / file
    try:
        there = read_bytes(path).decode("utf-8").splitlines() if is_there(path) else []
    except (OSError, UnicodeDecodeError):
        return OWN_FILES[file]
    return tuple(line for line in OWN_FILES[file] if line not in there)
