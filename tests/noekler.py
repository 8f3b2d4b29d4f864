"""Key pairs for the tests, made by ssh-keygen; the tests that need it are skipped without it."""

import shutil
import subprocess
from pathlib import Path

import pytest

SSH_KEYGEN = shutil.which("ssh-keygen")
needs_ssh_keygen = pytest.mark.skipif(
    SSH_KEYGEN is None,
    reason="git signs and judges with ssh-keygen: without it there is no signature to look at",
)


def key_pair(folder: Path, name: str, kind: str = "ed25519", password: str = "") -> Path:
    """Make a key pair, and return the file with the public half."""
    assert SSH_KEYGEN is not None
    folder.mkdir(parents=True, exist_ok=True)
    asked = ("-q", "-t", kind, "-N", password, "-C", "oppdiktet", "-f", str(folder / name))
    subprocess.run([SSH_KEYGEN, *asked], check=True, stdin=subprocess.DEVNULL)  # noqa: S603 - a test's own key
    return folder / f"{name}.pub"
