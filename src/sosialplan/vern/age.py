"""The age format: the one door to pyrage. Bytes in, bytes out; nothing is read or laid out here.

What is sealed is an age file as the format's description says (age-encryption.org/v1, C2SP), so that the
ordinary ``age`` program opens it, and the other way round. Keys are X25519 pairs; an ssh-ed25519 pair counts
too. ssh-rsa does not: a thousand files cost twelve seconds.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from sosialplan.model.record import Value

if TYPE_CHECKING:
    from pyrage import ssh, x25519

    Identity: TypeAlias = x25519.Identity | ssh.Identity
    Recipient: TypeAlias = x25519.Recipient | ssh.Recipient

BINARY, ARMOUR = b"age-encryption.org/v1\n", b"-----BEGIN AGE ENCRYPTED FILE-----"
"""How what is sealed begins."""
MOST_RECIPIENTS = 100
"""A file for more than these was not written by a school: it is not opened, since each costs time."""
_LONGEST_HEADER = 60_000
_BY_WORDS = rb"\n-> scrypt [A-Za-z0-9+/]+ (?:1[0-9]|2[0-2]|[1-9])\n"
"""A key under a passphrase, with no more work than a person waits for; beyond, it is not ours, and not tried."""
_NOT_FOR_ME = "No matching keys found"
_SSH = "ssh-ed25519 "


class NotForMeError(Exception):
    """None of the keys opens it."""


class DamagedError(Exception):
    """It is no whole age file: changed, cut off, or with more recipients than any school has."""


class BadKeyError(Exception):
    """It is no key that counts. ``rsa`` where it is one of ssh's that is too slow."""

    def __init__(self, *, rsa: bool = False) -> None:
        super().__init__("no key")
        self.rsa = rsa


class Pair(Value, frozen=True):
    """A new key: the secret half, which is nobody else's, and the public one."""

    secret: str
    public: str


def is_sealed(raw: bytes) -> bool:
    """Tell whether bytes are an age file, whatever the file is called."""
    return raw.startswith((BINARY, ARMOUR))


def new_pair() -> Pair:
    """Draw a key."""
    from pyrage import x25519  # noqa: PLC0415 - only where something is protected

    identity = x25519.Identity.generate()
    return Pair(str(identity), str(identity.to_public()))


def identity_of(text: str) -> "Identity":
    """Return a secret key: a line that begins ``AGE-SECRET-KEY-``, or a file of ssh's. Raises BadKeyError."""
    from pyrage import IdentityError, ssh, x25519  # noqa: PLC0415 - only where something is protected

    try:
        for line in text.splitlines():
            if line.strip().startswith("AGE-SECRET-KEY-"):
                return x25519.Identity.from_str(line.strip())
        return ssh.Identity.from_buffer(text.encode("utf-8"))
    except (IdentityError, ValueError) as error:
        raise BadKeyError from error


def public_of(identity: "Identity") -> str | None:
    """Return the public half; None for a key of ssh's, whose public half lies beside it."""
    from pyrage import x25519  # noqa: PLC0415 - only where something is protected

    return str(identity.to_public()) if isinstance(identity, x25519.Identity) else None


def recipient_of(text: str) -> "Recipient":
    """Return a public key. Raises BadKeyError."""
    from pyrage import RecipientError, ssh, x25519  # noqa: PLC0415 - only where something is protected

    line = text.strip()
    if line.startswith("ssh-rsa "):
        raise BadKeyError(rsa=True)
    try:
        if line.startswith(_SSH):
            return ssh.Recipient.from_str(line)
        return x25519.Recipient.from_str(line)
    except (RecipientError, ValueError) as error:
        raise BadKeyError from error


def seal(data: bytes, to: Iterable[str]) -> bytes:
    """Seal bytes for these public keys. Raises BadKeyError; for nobody nothing is sealed."""
    import pyrage  # noqa: PLC0415 - only where something is protected

    return pyrage.encrypt(data, [recipient_of(each) for each in to])


def unseal(raw: bytes, identities: "Sequence[Identity]") -> bytes:
    """Return what is sealed. Raises NotForMeError or DamagedError."""
    import pyrage  # noqa: PLC0415 - only where something is protected

    if raw.startswith(BINARY) and recipients_in(raw) > MOST_RECIPIENTS:
        raise DamagedError
    try:
        return pyrage.decrypt(raw, identities)
    except pyrage.DecryptError as error:
        raise (NotForMeError if str(error) == _NOT_FOR_ME else DamagedError) from error


def recipients_in(raw: bytes) -> int:
    """Return for how many keys an age file says it is sealed: they themselves stand nowhere in it.

    The format lets a writer put in a line that is no key (``grease``), so that readers learn to pass it by.
    """
    header = raw[:_LONGEST_HEADER].partition(b"\n---")[0]
    if len(header) == _LONGEST_HEADER:
        return MOST_RECIPIENTS + 1
    kinds = (line.split(b" ")[1] for line in header.split(b"\n") if line.startswith(b"-> "))
    return sum(not each.endswith(b"-grease") for each in kinds)


def wrap(secret: str, passphrase: str) -> bytes:
    """Seal a secret key with a passphrase (age's scrypt form). It takes a second or two, on purpose."""
    from pyrage import passphrase as by_words  # noqa: PLC0415 - only where something is protected

    return by_words.encrypt(secret.encode("utf-8"), passphrase)


def unwrap(raw: bytes, passphrase: str) -> str:
    """Return a secret key. Raises NotForMeError for a wrong passphrase, DamagedError for what is no such file."""
    import pyrage  # noqa: PLC0415 - only where something is protected

    try:
        found = pyrage.passphrase.decrypt(raw, passphrase)
        return found.decode("utf-8")
    except pyrage.DecryptError as error:
        wrong = is_sealed(raw) and re.search(_BY_WORDS, raw[:200]) is not None
        raise (NotForMeError if wrong else DamagedError) from error
    except UnicodeDecodeError as error:
        raise DamagedError from error
