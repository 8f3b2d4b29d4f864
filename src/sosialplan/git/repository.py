"""A planmappe's repository: is it there, is it clean, and one commit a change."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sosialplan.git.program import ask, fields, tell
from sosialplan.model.failure import ExpectedFailure

_SETTINGS = (
    ("core.autocrlf", "false"),
    ("core.eol", "lf"),
    ("diff.sosialplan.xfuncname", "^  - (id|steg): .*$"),
)
"""What git does not clone: line endings, and which entry a changed line belongs to."""


def create(root: Path) -> None:
    """Make a repository with the branch ``main``."""
    tell(root, "init", "--quiet", "--initial-branch=main")
    ensure_settings(root)


def ensure_settings(root: Path) -> None:
    """Put in place the settings that git does not clone; those that stand are left alone."""
    for name, value in _SETTINGS:
        if ask(root, "config", "--local", "--get", name).out.strip() != value.encode():
            tell(root, "config", "--local", name, value)


def use_invented_identity(root: Path) -> None:
    """Let the commits of an invented school bear an invented name, and need no one's own."""
    tell(root, "config", "--local", "user.name", "Oppdiktet Ansatt")
    tell(root, "config", "--local", "user.email", "oppdiktet@skole.invalid")


def require_repository(root: Path) -> Path:
    """Return git's own folder. Raises ExpectedFailure where the folder is in no repository."""
    answer = ask(root, "rev-parse", "--absolute-git-dir")
    if answer.status != 0:
        raise ExpectedFailure(
            "Mappen ligger ikke i git, så endringer kan ikke spores.",
            "Lag et depot: git init, og så: sosialplan lagre",
        )
    return Path(answer.out.decode("utf-8", "surrogateescape").rstrip("\r\n"))


def require_identity(root: Path) -> None:
    """Raise ExpectedFailure where git does not know who you are: the log needs a name."""
    if ask(root, "var", "GIT_AUTHOR_IDENT").status != 0 or not _has_email(root):
        raise ExpectedFailure(
            "Git vet ikke hvem du er, og loggen må vise hvem som skrev.",
            'Kjør: git config --global user.name "Navn Navnesen" '
            "og git config --global user.email deg@skolen.no",
        )


def _has_email(root: Path) -> bool:
    return bool(ask(root, "config", "--get", "user.email").out.strip())


def require_clean(root: Path, files: Sequence[str]) -> None:
    """Raise ExpectedFailure when a file about to be edited has changes that are not saved."""
    if changed_files(root, files):
        raise ExpectedFailure(
            "Filen har endringer som ikke er lagret i historikken. Ingenting er endret.",
            "Lagre dem først: sosialplan lagre",
        )


def changed_files(root: Path, files: Sequence[str] = (".",)) -> list[str]:
    """Return the files that differ from the last commit, or that git does not have.

    Paths are relative to the planmappe, with ``/``.
    """
    out = tell(
        root, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", *files
    )
    prefix = tell(root, "rev-parse", "--show-prefix").decode("utf-8", "replace").strip()
    return [entry[3:].removeprefix(prefix) for entry in fields(out)]


def commit(root: Path, files: Sequence[str], message: str, now: datetime | None = None) -> str:
    """Commit just these files and return the commit's short name.

    ``now`` sets both dates; only the demo, which tells a history, gives it.
    """
    env = {}
    if now is not None:
        stamp = now.isoformat(timespec="seconds")
        env = {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
    tell(root, "add", "--", *files)
    answer = ask(
        root, "commit", "--quiet", "--only", "--file=-", "--", *files,
        stdin=message.encode("utf-8"), extra_env=env,
    )  # fmt: skip
    if answer.status != 0:
        raise ExpectedFailure(
            "Endringen er skrevet i filen, men git kunne ikke lagre den i historikken.",
            "Se hva git sier med «git commit», rett det, og bruk: sosialplan lagre",
        )
    return tell(root, "rev-parse", "--short", "HEAD").decode("ascii").strip()
