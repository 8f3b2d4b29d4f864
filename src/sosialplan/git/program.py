"""The git program. The one door to it, and to subprocess.

Each call names its folder, inherits no ``GIT_*`` from the environment, and reads and
writes bytes; what is parsed is separated by NUL. Paths are always taken literally.
"""

import os
import re
import stat
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value

_KEPT = ("GIT_CONFIG_NOSYSTEM", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_ASKPASS")


_READ_BY_GIT = (".gitattributes", ".gitignore")


class Answer(Value, frozen=True):
    """What git said, and its exit status."""

    status: int
    out: bytes
    err: bytes


def ask(
    root: Path,
    *args: str,
    stdin: bytes = b"",
    extra_env: Mapping[str, str] | None = None,
) -> Answer:
    """Run git in a folder. Raises ExpectedFailure when the program is not there."""
    _require_plain(root)
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env |= {name: os.environ[name] for name in _KEPT if name in os.environ}
    env |= {"LC_ALL": "C", "GIT_LITERAL_PATHSPECS": "1", "GIT_OPTIONAL_LOCKS": "0"}
    command = ["git", "-C", str(root), *args]
    try:
        done = subprocess.run(  # noqa: S603 - a list of arguments, never a shell
            command, input=stdin, capture_output=True, check=False, env={**env, **(extra_env or {})}
        )
    except FileNotFoundError:
        raise ExpectedFailure(
            "Programmet git finnes ikke på maskinen.",
            "Installer git (git-scm.com) og prøv igjen.",
        ) from None
    return Answer(done.returncode, done.stdout, done.stderr)


def _require_plain(root: Path) -> None:
    """Refuse a folder where git would wait for ever: it reads its own files whatever they are."""
    for name in _READ_BY_GIT:
        try:
            mode = os.lstat(root / name).st_mode
        except OSError:
            continue
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_ISLNK(mode)):
            raise ExpectedFailure(
                f"{name} er ingen vanlig fil, og git ville ventet på den uten ende.",
                "Ta den bort. Kjør så: sosialplan sjekk --reparer",
            )


def tell(
    root: Path, *args: str, stdin: bytes = b"", extra_env: Mapping[str, str] | None = None
) -> bytes:
    """Run git and return what it prints. Raises ExpectedFailure when git refuses.

    What git itself says is not repeated: it may hold what a case holds.
    """
    answer = ask(root, *args, stdin=stdin, extra_env=extra_env)
    if answer.status != 0:
        raise git_refused(args[0], answer.status)
    return answer.out


def version() -> tuple[int, ...] | None:
    """Return git's version; None where the program is not there."""
    try:
        said = tell(Path.cwd(), "version").decode("utf-8", "replace")
    except ExpectedFailure:
        return None
    numbers = re.search(r"[0-9]+(?:\.[0-9]+)+", said)
    return tuple(int(part) for part in numbers[0].split(".")) if numbers else ()


def git_refused(verb: str, status: int) -> ExpectedFailure:
    """Say that git refused, and how to see why."""
    return ExpectedFailure(
        f"Git sa nei til «git {verb}» (kode {status}).",
        f"Kjør den for hånd i mappen for å se hvorfor: git {verb}",
    )


def fields(out: bytes) -> Sequence[str]:
    """Split NUL-separated output into texts."""
    return [part.decode("utf-8", "replace") for part in out.split(b"\0") if part]
