"""The public half of an ssh key, as it stands in a ``.pub`` file: which kind it is, and its fingerprint.

One line: the kind, the key in base64, and a remark that says nothing. The key itself begins with the
name of its kind and its parts, each after its length in four bytes (RFC 4253, section 6.6).
"""

import binascii
from base64 import b64decode, b64encode
from collections.abc import Iterator
from hashlib import sha256

from sosialplan.model.record import Value

ED25519 = "ssh-ed25519"
_RSA = "ssh-rsa"
TRYGGE = frozenset(
    {
        ED25519, _RSA, "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
        "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
    }
)  # fmt: skip
"""The kinds that ssh signs with and that nobody can forge today."""
_SHORTEST_RSA = 2048
"""Bits."""
_SECRET = ("PRIVATE KEY", "PuTTY-User-Key-File")
_LENGTH = 4


class Offentlig(Value, frozen=True):
    """A public key. ``tekst`` is the kind and the key, without the remark."""

    slag: str
    fingeravtrykk: str
    tekst: str
    trygg: bool


def is_private(text: str) -> bool:
    """Tell whether a text is, or holds, a key that nobody else may have."""
    return any(each in text for each in _SECRET)


def read_key(text: str) -> Offentlig | None:
    """Return the key that a text holds; None where it is not one whole public key."""
    words = text.split()
    lines = text.strip().splitlines()
    if len(lines) != 1 or len(words) < 2:  # noqa: PLR2004 - the kind and the key
        return None
    try:
        raw = b64decode(words[1], validate=True)
        parts = list(_parts(raw))
    except (ValueError, binascii.Error):
        return None
    if len(parts) < 2 or parts[0] != words[0].encode("utf-8"):  # noqa: PLR2004 - the kind, and what it is
        return None
    marked = b64encode(sha256(raw).digest()).decode("ascii").rstrip("=")
    return Offentlig(words[0], f"SHA256:{marked}", " ".join(words[:2]), _is_safe(parts))


def _parts(raw: bytes) -> Iterator[bytes]:
    """Yield the parts of a key. Raises ValueError where one is cut short."""
    at = 0
    while at < len(raw):
        end = at + _LENGTH + int.from_bytes(raw[at : at + _LENGTH], "big")
        if end > len(raw):
            raise ValueError
        yield raw[at + _LENGTH : end]
        at = end


def _is_safe(parts: list[bytes]) -> bool:
    kind = parts[0].decode("ascii", "replace")
    long_enough = kind != _RSA or int.from_bytes(parts[-1], "big").bit_length() >= _SHORTEST_RSA
    return kind in TRYGGE and long_enough
