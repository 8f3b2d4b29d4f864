"""Signing with an ssh key, done by git: the keys, the settings, and what git says of each commit's signature."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sosialplan.git.history import Commit
from sosialplan.git.program import as_options, ask, lines, person_text, tell, version
from sosialplan.git.settings import Config, read_config
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.reading import read_bytes
from sosialplan.rules.tillit.signaturkjede import Signatur, Signaturslag

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


_FORMAT = ("%H", "%P", "%cI", "%aI", "%e", "%an", "%ae")
_SAID = {
    "N": Signaturslag.INGEN,
    "G": Signaturslag.HEL,
    "U": Signaturslag.HEL,
    "B": Signaturslag.BRUTT,
}
_VERIFIERS = ("gpg.program", "gpg.openpgp.program", "gpg.x509.program", "gpg.ssh.program")
_NOBODY = Path(__file__).with_name("ingen_noekler.txt")
"""A list of nobody's keys: git wants one to look in. It comes with the program, so that none is made."""
_AT_ONCE = 25
"""So many commits a time: few enough to show that something happens."""
_CANNOT = (b"cannot run", b"cannot spawn", b"is needed for ssh signature verification")


class NotVerified(Exception):
    """Git could not ask ssh-keygen."""


def every_commit(
    root: Path, *tips: str, env: Mapping[str, str] | None = None
) -> tuple[Commit, ...]:
    """Return the commits that lead to the tips, each before its parents; without their files.

    A tip after ``^`` leaves out itself and what leads to it.
    """
    out = tell(
        root, "log", "-z", "--topo-order", "--no-show-signature", "--encoding=UTF-8", "--stdin",
        "--format=" + "%x00".join(_FORMAT),
        stdin=lines(tips), extra_env=env,
    )  # fmt: skip
    words = out.split(b"\0")
    size = len(_FORMAT)
    return tuple(_commit(words[at : at + size]) for at in range(0, len(words) - size + 1, size))


def _commit(words: Sequence[bytes]) -> Commit:
    name, parents, when, written = (each.decode("utf-8", "replace") for each in words[:4])
    who, email = (person_text(each, words[4]) for each in words[5:])
    return Commit(name, tuple(parents.split()), _moment(when), _moment(written), who, email, ())


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)


def signatures(
    root: Path, names: Sequence[str], done: Callable[[], None]
) -> Mapping[str, Signatur]:
    """Return the signature of each commit; ``done`` is called for each.

    Several are asked for at once: git starts ssh-keygen anew for each commit, and waits for it.
    Raises NotVerified where ssh-keygen cannot be asked.
    """
    found: dict[str, Signatur] = {}
    # The person's own choice of verifier holds; the folder's does not, for it could say anything.
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - only where many are judged

    config = read_config(root)
    own = tuple(f"{name}={config.own[name]}" for name in _VERIFIERS if name in config.own)
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        parts = [names[at : at + _AT_ONCE] for at in range(0, len(names), _AT_ONCE)]
        for part in pool.map(partial(_asked, root, own), parts):
            found |= part
            for _ in part:
                done()
    return found


def _asked(root: Path, own: Sequence[str], names: Sequence[str]) -> dict[str, Signatur]:
    settings = (f"gpg.ssh.allowedSignersFile={_NOBODY}", "gpg.ssh.revocationFile=", *own)
    answer = ask(
        root, *as_options(settings), "log", "--no-walk=unsorted", "--stdin",
        "--no-show-signature", "--format=%H %G? %GF",
        stdin=lines(names),
    )  # fmt: skip
    if answer.status != 0 or any(each in answer.err for each in _CANNOT):
        raise NotVerified
    found = {}
    for line in answer.out.decode("ascii", "replace").splitlines():
        name, said, made = (*line.split(" "), "")[:3]
        found[name] = Signatur(_SAID.get(said, Signaturslag.UKJENT), made)
    return found
