"""What git is set to: read all at once, and the settings that git does not clone put in place."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from sosialplan.git import merge_driver
from sosialplan.git.program import ask, fields, tell
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value

SETTINGS = (
    ("core.autocrlf", "false"),
    ("core.eol", "lf"),
    ("core.fsync", "all"),
    ("diff.sosialplan.xfuncname", "^  - (id|steg): .*$"),
    ("merge.renames", "false"),
    ("merge.sosialplan.name", "oppføring for oppføring"),
    ("merge.sosialplan.driver", merge_driver.command()),
)
"""What git does not clone: line endings, that what is saved outlives a power cut, which entry a changed
line belongs to, that a case is never taken for another that resembles it, and who merges."""


class Config(Value, frozen=True):
    """Git's settings here: the ones that count, and those of this repository alone."""

    all: Mapping[str, str]
    local: Mapping[str, str]


def read_config(root: Path) -> Config:
    """Read every setting in one call."""
    listed = fields(tell(root, "config", "--list", "-z", "--show-scope"))
    found: dict[str, str] = {}
    local: dict[str, str] = {}
    for scope, setting in zip(listed[::2], listed[1::2], strict=True):
        name, _, value = setting.partition("\n")
        found[name] = value
        if scope == "local":
            local[name] = value
    return Config(found, local)


def missing_settings(config: Config) -> Iterator[tuple[str, str]]:
    """Yield each setting that does not stand as it must."""
    for name, value in SETTINGS:
        if config.local.get(name) != value:
            yield name, value


def ensure_settings(root: Path, config: Config | None = None) -> None:
    """Put in place the settings that git does not clone; those that stand are left alone."""
    for name, value in missing_settings(config or read_config(root)):
        tell(root, "config", "--local", name, value)


def has_identity(root: Path, config: Config) -> bool:
    """Tell whether git knows who you are: a name, also one the system gives, and an address."""
    if config.all.get("user.name") and config.all.get("user.email"):
        return True
    return bool(config.all.get("user.email")) and ask(root, "var", "GIT_AUTHOR_IDENT").status == 0


def require_identity(root: Path, config: Config | None = None) -> None:
    """Raise ExpectedFailure where git does not know who you are: the log needs a name."""
    if not has_identity(root, config or read_config(root)):
        raise ExpectedFailure(
            "Git vet ikke hvem du er, og loggen må vise hvem som skrev.",
            'Kjør: git config --global user.name "Navn Navnesen" '
            "og git config --global user.email deg@skolen.no",
        )
