"""Signing with an ssh key, done by git: which public keys are here, and the settings git signs by.

Once they are put in place, what is saved by hand with git is signed as well. No private key is read.
"""

from collections.abc import Iterator
from pathlib import Path

from sosialplan.git.program import tell, version
from sosialplan.git.settings import Config
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.reading import read_bytes

_OURS = "sosialplan.signerer"
"""Says that it was this program that let git sign here, and may let it stop."""
_CHOSEN = "user.signingkey"
_SIGN = (("gpg.format", "ssh"), ("commit.gpgsign", "true"), (_OURS, "true"))
_FIRST = (2, 34)
"""The first git that signs with ssh keys."""
_LITERAL = ("ssh-", "sk-", "ecdsa-")


class OwnKey(Value, frozen=True):
    """A key that git here can be asked to sign with: how git is told of it, and its public half."""

    setting: str
    public: str


def was_signing(config: Config) -> bool:
    """Tell whether the program has let git sign here."""
    return _OURS in config.local


def own_keys(config: Config) -> Iterator[OwnKey]:
    """Yield the key that git is set to sign with, and those in the person's own folder of ssh keys."""
    chosen = config.all.get(_CHOSEN, "")
    public = _public_half(chosen)
    if public:
        yield OwnKey(chosen, public)
    for path in sorted((Path.home() / ".ssh").glob("*.pub")):
        yield OwnKey(str(path), _read(path))


def _public_half(chosen: str) -> str:
    """Return the public key that a setting of git's means, itself or a file; empty without one."""
    if chosen.startswith(("key::", *_LITERAL)):
        return chosen.removeprefix("key::")
    if not chosen:
        return ""
    path = Path(chosen).expanduser()
    return _read(path if path.suffix == ".pub" else path.with_name(f"{path.name}.pub"))


def _read(path: Path) -> str:
    try:
        return read_bytes(path.resolve()).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def start_signing(root: Path, config: Config, key: OwnKey) -> None:
    """Let git sign every commit here with a key. Raises ExpectedFailure where git is too old to."""
    if not was_signing(config):
        _require_new_enough()
    for name, value in _SIGN:
        if config.local.get(name) != value:
            tell(root, "config", "--local", given=(name, value))
    if config.all.get(_CHOSEN) != key.setting:
        tell(root, "config", "--local", given=(_CHOSEN, key.setting))


def _require_new_enough() -> None:
    """An older git refuses every command once it is told of ssh keys."""
    if (version() or ()) < _FIRST:
        raise ExpectedFailure(
            "Skolen signerer det som lagres, og git her er for gammelt til det. Ingenting er endret.",
            "Installer git 2.34 eller nyere (git-scm.com).",
        )


def stop_signing(root: Path, config: Config) -> None:
    """Take away again what let git sign; a key that is chosen stays chosen."""
    for name, value in _SIGN:
        if config.local.get(name) == value:
            tell(root, "config", "--local", "--unset", given=(name,))
