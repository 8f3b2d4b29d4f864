"""The git program. The one door to it.

Each call names its folder, inherits of ``GIT_*`` only what is the person's own, and reads and
writes bytes; what is parsed is separated by NUL. Paths are always taken literally.

A folder may be somebody else's, and its settings name programs. So git is asked as if they did not:
only a call that ``obeys`` lets them, and whoever makes it has asked the person first
(``commands/skrivebordet/medbrakt``). No call lets a replaced or grafted history answer.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO

from sosialplan.git.queues import (
    PATIENCE,
    SELDOM,
    no_plain_file,
    require_none,
    stopped_where_it_waits,
)
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.model.vernet import plain_name
from sosialplan.tekster.gitord import git_refused

_OWN = re.compile(
    r"GIT_((AUTHOR|COMMITTER)_(NAME|EMAIL|DATE)|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)"
    r"|SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|TERMINAL_PROMPT|SSL_\w+|HTTP_\w+|PROXY_\w+|ALLOW_PROTOCOL"
    r"|EXEC_PATH|TEMPLATE_DIR|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)"
)
"""What of the environment says who the person is and how the net is reached, and never which repository."""
_HONEST = {
    "LC_ALL": "C",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": "/dev/null/ingen",
    "NoDefaultCurrentDirectoryInExePath": "1",
    "SOSIALPLAN_SKRIVER": "1",
}
"""One history, as it was saved: a list of grafts that is not there says nothing. And Windows does not look
for programs in the folder where one stands. The program's own hooks (``git/hooks``) let pass what it saves itself."""
_SAID = (
    "i18n.commitEncoding=UTF-8", "i18n.logOutputEncoding=UTF-8", "core.multiPackIndex=false",
    "pack.useBitmaps=false",
)  # fmt: skip
"""Names are UTF-8, and what only says where contents lie, or what leads where, is not believed."""
_NO_INDEX = ("core.commitGraph=false",)
"""Git believes what its index of the commits says of dates, of what builds on what and of what each holds."""
_UNHEEDED = (
    "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.pager=cat", "core.editor=false",
    "core.sshCommand=false", "core.askPass=", "core.alternateRefsCommand=", "gpg.program=gpg",
    "gpg.openpgp.program=gpg", "gpg.x509.program=gpgsm", "gpg.ssh.program=ssh-keygen",
    "gpg.ssh.defaultKeyCommand=", "credential.helper=", "gc.auto=0", "maintenance.auto=false",
    "log.showSignature=false", "submodule.recurse=false", "core.useReplaceRefs=false",
)  # fmt: skip
"""What a folder's settings could have git run in a command that only looks, said otherwise.

Filters have names of their own: ``git/brought`` knows them. Nor is anything fetched that is lacking here.
"""
_OFF_LINE = {
    "GIT_ALLOW_PROTOCOL": "ingen",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
}
_WALKS = frozenset({"status", "ls-files", "check-ignore", "add"})
"""The commands in which git goes through every folder, also one that is not the planmappe's."""
_NO_END = frozenset({"bundle", "config", "remote", "symbolic-ref", "var"})
"""Commands that some git does not let one tell where the options end: there a dash is refused alone."""


class Answer(Value, frozen=True):
    """What git said, and its exit status."""

    status: int
    out: bytes
    err: bytes


def ask(
    root: Path,
    *args: str,
    given: Sequence[str] = (),
    files: Sequence[str] | None = None,
    stdin: bytes = b"",
    extra_env: Mapping[str, str] | None = None,
    obeys: bool = False,
    graph: bool = False,
) -> Answer:
    """Run git in a folder. Raises ExpectedFailure when the program is not there.

    ``args`` are the program's own words. What comes from a file, a person or git itself is ``given``, and
    can be no option; ``files`` are taken literally. Where the call ``obeys``, the folder's own settings hold,
    with every program that they name. Only a call that takes ``graph`` uses git's index of the commits, which
    nobody has held against them.
    """
    require_none(root, everywhere=_verb(args) in _WALKS)
    env = {**own_environment(os.environ), **_HONEST, **({} if obeys else _OFF_LINE)}
    said = (*_SAID, *(() if graph else _NO_INDEX), *(() if obeys else _UNHEEDED))
    command = [_git(), *as_options(said), "-C", str(root), *args, *_closed(args, given, files)]
    try:
        return _run(root, command, stdin, {**env, **(extra_env or {})})
    except FileNotFoundError:
        raise ExpectedFailure(
            "Programmet git finnes ikke på maskinen.",
            "Installer git (git-scm.com) og prøv igjen.",
        ) from None


def filter_history(root: Path, *args: str) -> Answer:
    """Run git-filter-repo in a repository, as if the folder's own settings named no program.

    It is a program of its own that asks git: what ``ask`` tells git before a command, it is told here by the
    environment.
    """
    require_none(root, everywhere=True)
    said = [each.partition("=") for each in (*_SAID, *_NO_INDEX, *_UNHEEDED)]
    env = {**own_environment(os.environ), **_HONEST, **_OFF_LINE}
    first = int(env.get("GIT_CONFIG_COUNT") or 0)
    env["GIT_CONFIG_COUNT"] = str(first + len(said))
    for number, (name, _, value) in enumerate(said, first):
        env[f"GIT_CONFIG_KEY_{number}"], env[f"GIT_CONFIG_VALUE_{number}"] = name, value
    return _run(root, [sys.executable, "-P", "-m", "git_filter_repo", *args], b"", env, cwd=root)


def _run(
    root: Path,
    command: Sequence[str],
    stdin: bytes,
    env: Mapping[str, str],
    cwd: Path | None = None,
) -> Answer:
    """Run git to its end, or till it is found to wait on what never ends. Raises ExpectedFailure."""
    pipe = subprocess.PIPE
    patience, found = PATIENCE, ""
    with subprocess.Popen(  # noqa: S603 - a list of arguments, never a shell
        command,
        stdin=pipe if stdin else subprocess.DEVNULL,
        stdout=pipe,
        stderr=pipe,
        env=env,
        cwd=cwd,
    ) as git:
        try:
            _give(git, stdin)
            while True:
                try:
                    out, err = git.communicate(timeout=patience)
                    break
                except subprocess.TimeoutExpired:
                    waited_on = stopped_where_it_waits(root, git.kill)
                    patience = PATIENCE if waited_on else min(2 * patience, SELDOM)
                    found = found or waited_on
        except BaseException:
            git.kill()
            raise
    if found:
        raise no_plain_file(found, root)
    return Answer(git.returncode, out, err)


def _give(git: "subprocess.Popen[bytes]", stdin: bytes) -> None:
    """Let git read what it is given while it is waited for.

    What is given by ``communicate`` is lost where the first wait runs out before all of it is taken: then git, on a
    slow machine, waits for ever.
    """
    if git.stdin is not None:
        Thread(target=_write, args=(git.stdin, stdin), daemon=True).start()
        git.stdin = None


def _write(pipe: IO[bytes], stdin: bytes) -> None:
    with suppress(OSError), pipe:  # git ended before it had read all of it
        pipe.write(stdin)


def _closed(
    args: Sequence[str], given: Sequence[str], files: Sequence[str] | None
) -> Iterator[str]:
    """Yield values where git takes none of them for an option. Raises ExpectedFailure."""
    _require_values(given)
    if given and _verb(args) not in _NO_END:
        yield "--end-of-options"
    yield from given
    if files is not None:
        _require_whole(files)
        yield "--"
        yield from files


def lines(values: Iterable[str]) -> bytes:
    """Return values for a git that reads them from its input, one a line: there too a dash is an option.

    Raises ExpectedFailure.
    """
    found = tuple(values)
    _require_values(found)
    return "".join(f"{each}\n" for each in found).encode("utf-8", "surrogateescape")


def _require_values(values: Sequence[str]) -> None:
    _require_whole(values)
    if any(each.startswith("-") or "\n" in each for each in values):
        raise ExpectedFailure(
            "Et navn som skulle til git, begynner med strek eller er på flere linjer, og kunne virket som et valg.",
            "Se hvilke grener, felles kopier og innstillinger mappen har: git branch --all, git remote -v, "
            "git config --list",
        )


def _require_whole(values: Sequence[str]) -> None:
    if any("\0" in each for each in values):
        raise ExpectedFailure(
            "Et navn som skulle til git, har et tegn som ingen fil kan ha (NUL).", "Rett navnet."
        )


def own_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without what would lead git to another repository."""
    return {
        name: value
        for name, value in environ.items()
        if not name.upper().startswith("GIT_") or _OWN.fullmatch(name.upper())
    }


def as_options(settings: Iterable[str]) -> Iterator[str]:
    """Yield settings as git takes them before a command."""
    for each in settings:
        yield from ("-c", each)


if sys.platform == "win32":

    def _git() -> str:
        """Find git on the path: Windows itself would look in the folder where one stands first."""
        folders = [
            each for each in os.environ.get("PATH", "").split(";") if Path(each).is_absolute()
        ]
        found = (shutil.which(str(Path(each) / "git")) for each in folders)
        return next((each for each in found if each), "git.exe.finnes-ikke")

else:

    def _git() -> str:
        """Git is what the path says."""
        return "git"


def tell(
    root: Path,
    *args: str,
    given: Sequence[str] = (),
    files: Sequence[str] | None = None,
    stdin: bytes = b"",
    extra_env: Mapping[str, str] | None = None,
    obeys: bool = False,
    graph: bool = False,
) -> bytes:
    """Run git and return what it prints. Raises ExpectedFailure when git refuses.

    What git itself says is not repeated: it may hold what a case holds.
    """
    answer = ask(
        root, *args, given=given, files=files, stdin=stdin, extra_env=extra_env, obeys=obeys, graph=graph
    )  # fmt: skip
    if answer.status != 0:
        raise git_refused(_verb(args), answer.status, answer.err)
    return answer.out


def _verb(args: Sequence[str]) -> str:
    """Return the command among git's arguments: what does not follow ``-c`` or begin with a dash."""
    pairs = zip(("", *args), args, strict=False)
    return next(each for before, each in pairs if before != "-c" and not each.startswith("-"))


def version() -> tuple[int, ...] | None:
    """Return git's version; None where the program is not there."""
    try:
        said = tell(Path(__file__).parent, "version").decode("utf-8", "replace")
    except ExpectedFailure:
        return None
    numbers = re.search(r"[0-9]+(?:\.[0-9]+)+", said)
    return tuple(int(part) for part in numbers[0].split(".")) if numbers else ()


def person_text(raw: bytes, declared: bytes) -> str:
    """Return a name as it was typed, of a commit that says which encoding it is in.

    It may say another and hold the UTF-8 of git's settings all the same: git has then read UTF-8 as if
    it were that, which is undone.
    """
    encoding = declared.decode("ascii", "replace") or "cp1252"
    try:
        text = raw.decode("utf-8")
        return text.encode(encoding).decode("utf-8") if declared else text
    except (UnicodeError, LookupError):
        pass
    for each in ("utf-8", encoding):
        try:
            return raw.decode(each)
        except (UnicodeError, LookupError):
            continue
    return raw.decode("cp1252", "replace")


def fields(out: bytes) -> Sequence[str]:
    """Split NUL-separated output into texts."""
    return [part.decode("utf-8", "replace") for part in out.split(b"\0") if part]


def files_in(out: bytes) -> Sequence[str]:
    """Return the files of a NUL-separated output by their plain names: sealed or not is git's own matter."""
    return [plain_name(each) for each in fields(out)]
