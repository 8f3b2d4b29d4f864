"""The person's own secret key: where it lies, sealed with a passphrase, and where it is open for a while.

It lies outside every planmappe, in the platform's folder for a person's data, readable by its owner alone.
Opened, it is kept by the system's key store where there is one; else in a file in memory that goes when the
machine is turned off, and that counts until a time. ``SOSIALPLAN_NOKKEL`` names a key file for scripts.
"""

import os
import stat
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sosialplan.files.aapnet import NAME, Aapnet
from sosialplan.files.disk import DISK, Disk, beside, refused
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.reading import NotRead, is_there, read_bytes
from sosialplan.vern.age import BadKeyError, DamagedError, NotForMeError, identity_of, unwrap, wrap

if TYPE_CHECKING:
    from sosialplan.vern.age import Identity

BY_NAME = "SOSIALPLAN_NOKKEL"
_WRAPPED, _OPEN = "lesenøkkel.age", "sosialplan-nøkkel.json"
_OTHERS = 0o077
NEW = "Lag en: sosialplan nøkler ny"


class Noekkelplass(Value, frozen=True):
    """Where a person's key lies on a machine, and where it is while it is open."""

    data: Path
    minne: Path | None

    @property
    def lukket(self) -> Path:
        """The key, sealed with the passphrase."""
        return self.data / _WRAPPED

    @property
    def aapen(self) -> Path | None:
        """The key while it is open; None on a machine without storage in memory."""
        return self.minne / _OPEN if self.minne else None

    @property
    def forraad(self) -> Aapnet | None:
        """Where what was opened is kept meanwhile."""
        return Aapnet(self.minne / NAME) if self.minne else None


class Aapen(Value, frozen=True):
    """An open key, and the moment until which it counts."""

    noekkel: str
    til: str


def place_of(environ: Mapping[str, str], platform: str, home: Path) -> Noekkelplass:
    """Return the places of a system, by its own customs."""
    if platform == "win32":
        base = Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
        return Noekkelplass(base / "sosialplan", None)
    if platform == "darwin":
        return Noekkelplass(home / "Library" / "Application Support" / "sosialplan", None)
    base = Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    said = environ.get("XDG_RUNTIME_DIR")
    return Noekkelplass(base / "sosialplan", Path(said) if said else _in_memory())


def _in_memory() -> Path | None:
    """Return a folder of one's own in memory, made where it is lacking; None where another has the name."""
    shared = Path("/dev/shm")  # noqa: S108 - a folder of one's own in it, looked at before it is used
    user = getattr(os, "geteuid", lambda: 0)()
    own = shared / f"sosialplan-{user}"
    try:
        own.mkdir(mode=0o700, exist_ok=True)
        found = own.lstat()
    except OSError:
        return None
    mine = stat.S_ISDIR(found.st_mode) and found.st_uid == user
    return own if mine and not found.st_mode & _OTHERS else None


def here() -> Noekkelplass:
    """Return the places of this machine and person."""
    return place_of(os.environ, sys.platform, Path.home())


def identities(
    sted: Noekkelplass, environ: Mapping[str, str], now: datetime
) -> "Sequence[Identity]":
    """Return the keys that open what is sealed. Raises ExpectedFailure where none is open."""
    named = environ.get(BY_NAME)
    if named:
        return [_named(Path(named))]
    secret = _open_now(sted, now) or _from_store(sted)
    if secret is None:
        raise locked(sted)
    return [identity_of(secret)]


class NoKeyHere(ExpectedFailure):
    """There is no key on the machine at all: so nothing sealed was ever read from here."""


class WrongPassphrase(ExpectedFailure):
    """The passphrase is not the one that the key is sealed with."""


def locked(sted: Noekkelplass) -> ExpectedFailure:
    """Say that no key is open, and what to do."""
    if sted.lukket.exists():
        return ExpectedFailure(
            "Mappen er vernet, og nøkkelen din er låst.", "Lås den opp: sosialplan nøkler åpne"
        )
    return NoKeyHere(
        "Mappen er vernet, og du har ingen lesenøkkel på denne maskinen.",
        f"{NEW}. Har du en på en annen maskin: lag en her også, og la kolleger bekrefte den (docs/bruk/vern.md).",
    )


def _named(path: Path) -> "Identity":
    try:
        return identity_of(read_bytes(path).decode("utf-8"))
    except (OSError, UnicodeDecodeError, BadKeyError) as error:
        raise ExpectedFailure(
            f"Filen som {BY_NAME} nevner, har ingen nøkkel som kan brukes.",
            "Den har en linje som begynner med AGE-SECRET-KEY-, eller er en ssh-ed25519-nøkkel uten passord.",
        ) from error


def _open_now(sted: Noekkelplass, now: datetime) -> str | None:
    if sted.aapen is None:
        return None
    try:
        kept = msgspec.json.decode(read_bytes(sted.aapen), type=Aapen)
        until = datetime.fromisoformat(kept.til)
    except (OSError, msgspec.DecodeError, ValueError):
        return None
    return kept.noekkel if now < until else None


_SERVICE = "sosialplan"


def _from_store(sted: Noekkelplass) -> str | None:
    """Return the key from the system's key store; None where there is none, or it holds none."""
    if sted.aapen is not None or not sted.lukket.exists():
        return None
    try:
        import keyring  # noqa: PLC0415 - slow, and only where the key is not in memory

        return keyring.get_password(_SERVICE, str(sted.lukket))
    except Exception:  # noqa: BLE001 - each system's store has faults of its own: no key then
        return None


def keep_open(sted: Noekkelplass, secret: str, until: datetime, disk: Disk = DISK) -> None:
    """Keep a key open until a moment. Raises ExpectedFailure where no place is safe enough."""
    if sted.aapen is not None:
        kept = Aapen(secret, until.isoformat(timespec="seconds"))
        _write_secret(sted.aapen, msgspec.json.encode(kept), disk)
        return
    try:
        import keyring  # noqa: PLC0415 - slow, and only where the key is not in memory

        keyring.set_password(_SERVICE, str(sted.lukket), secret)
    except Exception as error:
        raise ExpectedFailure(
            "Maskinen har ikke noe trygt sted å ha nøkkelen åpen (nøkkelringen svarer ikke).",
            f"Sett {BY_NAME} til en nøkkelfil som bare du kan lese.",
        ) from error


def let_go(sted: Noekkelplass, disk: Disk = DISK) -> bool:
    """Take the open key away; False where none was open."""
    if sted.forraad is not None:
        disk.remove(sted.forraad.place)
    if sted.aapen is not None:
        was = sted.aapen.exists()
        disk.remove(sted.aapen)
        return was
    was = _from_store(sted) is not None
    if was:
        import keyring  # noqa: PLC0415 - as above

        keyring.delete_password(_SERVICE, str(sted.lukket))
    return was


def require_none(sted: Noekkelplass) -> None:
    """Raise ExpectedFailure where a key is kept already."""
    if sted.lukket.exists():
        raise ExpectedFailure(
            "Du har en lesenøkkel på denne maskinen fra før. Den er ikke rørt.",
            "Se den: sosialplan nøkler. Er passordsetningen glemt, eller skal den byttes: sosialplan nøkler ny --på-nytt",
        )


def keep(sted: Noekkelplass, secret: str, passphrase: str, disk: Disk = DISK) -> None:
    """Lay a new key in its place, sealed with the passphrase. Raises ExpectedFailure where one is there."""
    require_none(sted)
    _write_secret(sted.lukket, wrap(secret, passphrase), disk)


def put_aside(sted: Noekkelplass, day: str, disk: Disk = DISK) -> Path:
    """Give the key that is kept another name beside its own, and return it. Raises ExpectedFailure."""
    stem = f"{sted.lukket.stem}-{day}"
    numbered = (f"{stem}-{number}.age" for number in count(2))
    named = map(sted.lukket.with_name, chain((f"{stem}.age",), numbered))
    try:
        aside = next(each for each in named if not is_there(each))
        disk.replace(sted.lukket, aside)
        disk.sync(aside.parent)
    except OSError as error:
        raise refused(error) from error
    return aside


def write_new(path: Path, data: bytes, disk: Disk = DISK) -> None:
    """Write a key file that only its owner may read. Raises ExpectedFailure where something has the name."""
    if is_there(path):
        raise ExpectedFailure(
            f"{path.name} finnes fra før. Ingenting er endret.", "Velg et annet navn."
        )
    _write_secret(path, data, disk)


def unlocked(sted: Noekkelplass, passphrase: str) -> str:
    """Return the secret key. Raises ExpectedFailure for a wrong passphrase, or where there is no key."""
    try:
        return unwrap(read_bytes(sted.lukket), passphrase)
    except FileNotFoundError as error:
        raise locked(sted) from error
    except NotForMeError as error:
        raise WrongPassphrase(
            "Passordsetningen stemmer ikke.",
            "Prøv igjen. Er den glemt: sosialplan nøkler ny --på-nytt, og la to kolleger bekrefte den (docs/bruk/vern.md).",
        ) from error
    except (NotRead, DamagedError) as error:
        raise ExpectedFailure(
            "Filen med nøkkelen din er ødelagt.",
            "Hent den fra en sikkerhetskopi, eller lag en ny (sosialplan nøkler ny --på-nytt), og la to kolleger bekrefte den.",
        ) from error


def _write_secret(path: Path, data: bytes, disk: Disk) -> None:
    """Write what is nobody else's: never for a moment under another's eyes. Raises ExpectedFailure."""
    try:
        disk.make_folder(path.parent)
        disk.write(beside(path), data, 0o600)
        disk.replace(beside(path), path)
        disk.sync(path.parent)
    except OSError as error:
        raise refused(error) from error


MAIL_PASSWORD, MAIL_STORE = "SOSIALPLAN_EPOST_PASSORD", "sosialplan-epost"
"""Where the password of a mail server is said, or what the system's key store has it under. Never in the planmappe."""


def mail_password(bruker: str, environ: Mapping[str, str]) -> str | None:
    """Return the password of a user of a mail server; None where neither the environment nor the key store has it."""
    said = environ.get(MAIL_PASSWORD)
    if said:
        return said
    try:
        import keyring  # noqa: PLC0415 - slow, and not on every system

        return keyring.get_password(MAIL_STORE, bruker)
    except Exception:  # noqa: BLE001 - as above
        return None
