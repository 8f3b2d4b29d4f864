"""Every commit of the history, and what git says of their signatures.

Git and ssh tell whether a signature is whole and which key made it. Whose the key is, and whether it
counted, is decided by the rules: so git is given no list of keys.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sosialplan.git.history import Commit
from sosialplan.git.program import as_options, ask, lines, person_text, tell
from sosialplan.git.settings import read_config
from sosialplan.rules.tillit.signaturkjede import Signatur, Slag

_FORMAT = ("%H", "%P", "%cI", "%aI", "%e", "%an", "%ae")
_SAID = {"N": Slag.INGEN, "G": Slag.HEL, "U": Slag.HEL, "B": Slag.BRUTT}
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
        found[name] = Signatur(_SAID.get(said, Slag.UKJENT), made)
    return found
