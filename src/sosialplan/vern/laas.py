"""The lock of a run: it opens what is sealed with the person's keys, and seals what is written.

What is sealed says first, inside, which file it is and whose keys it was sealed for. So a file that was given
another's name, or that was sealed for one more than it says, is a fault and never another pupil's case. These
two lines are remarks in YAML: the ordinary ``age`` program shows a file that reads as it always did.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.model.vernet import bound_name
from sosialplan.vern.age import DamagedError, NotForMeError, is_sealed, recipients_in, seal, unseal

if TYPE_CHECKING:
    from sosialplan.vern.age import Identity

_NAME, _FOR = "# vernet: ", "# kan leses av: "
NOT_FOR_ME, DAMAGED, UNBOUND, OTHER_NAME, OTHER_READERS = "F151", "F152", "F153", "F154", "F155"
PLAIN = "F156"
"""The codes of what a sealed file can be, and of a plain one where all are sealed."""
_KEPT = 4000
"""So many opened texts are remembered: a command reads the same case several times."""
_SEVERAL, _WORTH = 8, 40
"""After so many files it is asked for what was kept last time; so many new ones are worth keeping."""


class Lukket(Enum):
    """Instead of a text: a content that is whole, and sealed for others than who reads."""

    LUKKET = NOT_FOR_ME


Holdt = str | Lukket | None
"""What a file held: its text, or why there is none; None for what was no text, or is not here."""
Kjent = tuple[str | None, bytes]
"""A sealed file: its name, where that is known, and its fingerprint."""


class Opened(Value, frozen=True):
    """What was opened: the text's bytes, the ids of the keys that can and the name it was sealed under; or why not."""

    data: bytes = b""
    readers: tuple[str, ...] = ()
    code: str | None = None
    name: str = ""


class Forraad(Protocol):
    """Where what was opened is kept from one run to the next."""

    def recalled(self, keys: "Sequence[Identity]") -> Mapping[Kjent, Opened]:
        """Return what was kept."""

    def keep(self, keys: "Sequence[Identity]", opened: Mapping[Kjent, Opened]) -> None:
        """Keep what was opened."""


class Laas:
    """What a run opens with. ``keys`` is asked the first time that something sealed is met, and may raise."""

    def __init__(
        self, keys: "Callable[[], Sequence[Identity]]", forraad: Forraad | None = None
    ) -> None:
        self._keys = keys
        self._held: Sequence[Identity] | None = None
        self._opened: dict[Kjent, Opened] = {}
        self.names = set[str]()
        """The files that were opened in this run, by what their contents say they are."""
        self._forraad = forraad
        self._recalled: Mapping[Kjent, Opened] | None = None if forraad else {}
        self._new = 0

    def opened(self, raw: bytes, name: str | None) -> Opened:
        """Open an age file that lies under a ``name``; None where git's name of a content is all that is known."""
        name = name and bound_name(name)
        known = name, sha256(raw).digest()
        if known not in self._opened:
            if len(self._opened) >= _KEPT:
                self._opened.clear()
            self._opened[known] = self._recall(known) or self._judged(raw, name)
            self.names.update(filter(None, [self._opened[known].name]))
        return self._opened[known]

    def done(self) -> None:
        """Keep what was opened, where it is worth it: for whoever ends the run."""
        if self._forraad is not None and self._new >= _WORTH:
            both = {**(self._recalled or {}), **self._opened}
            self._forraad.keep(self.held(), both if len(both) <= 2 * _KEPT else self._opened)

    def _recall(self, known: Kjent) -> Opened | None:
        if self._recalled is None and self._forraad is not None and len(self._opened) >= _SEVERAL:
            self._recalled = self._forraad.recalled(self.held())
        return self._recalled.get(known) if self._recalled else None

    def held(self) -> "Sequence[Identity]":
        """Return the keys that open. Raises what asking for them raises."""
        if self._held is None:
            self._held = self._keys()
        return self._held

    def _judged(self, raw: bytes, name: str | None) -> Opened:
        keys = self.held()
        self._new += 1
        try:
            data = unseal(raw, keys)
        except NotForMeError:
            return Opened(code=NOT_FOR_ME)
        except DamagedError:
            return Opened(code=DAMAGED)
        return _bound(data, name, recipients_in(raw))


class Tekstkilde(Protocol):
    """Where texts come from, and what opens those of them that are sealed: a folder, or its repository."""

    @property
    def root(self) -> Path:
        """The planmappe."""

    @property
    def laas(self) -> Laas:
        """What opens what is sealed."""


def _no_keys() -> "Sequence[Identity]":
    raise ExpectedFailure(
        "Det som står om elever i denne mappen, er vernet, og nøkkelen din er ikke låst opp.",
        "Lås den opp: sosialplan nøkler åpne. Har du ingen: sosialplan nøkler ny",
    )


def without_keys() -> Laas:
    """Return a lock that opens nothing sealed, and says so."""
    return Laas(_no_keys)


def _bound(data: bytes, name: str | None, recipients: int) -> Opened:
    """Hold what a content says of itself against where it lies, and for how many it is sealed."""
    first, _, rest = data.partition(b"\n")
    second, _, text = rest.partition(b"\n")
    if not first.startswith(_NAME.encode()) or not second.startswith(_FOR.encode()):
        return Opened(code=UNBOUND)
    own = first.removeprefix(_NAME.encode()).decode("utf-8", "replace").strip()
    readers = tuple(second.removeprefix(_FOR.encode()).decode("utf-8", "replace").split())
    if name is not None and own != name:
        return Opened(code=OTHER_NAME)
    if len(readers) != recipients:
        return Opened(code=OTHER_READERS)
    return Opened(text, readers, name=own)


def sealed(name: str, data: bytes, to: Mapping[str, str]) -> bytes:
    """Seal a file's bytes under its name, for public keys by their ids. Raises BadKeyError."""
    return seal(told_inside(name, to) + data, to.values())


def told_inside(name: str, readers: Iterable[str]) -> bytes:
    """Return what a sealed file says of itself before its text."""
    return f"{_NAME}{name}\n{_FOR}{' '.join(readers)}\n".encode()


def opened_text(laas: Laas, raw: bytes, name: str | None) -> Opened:
    """Return what a file holds, sealed or not."""
    return laas.opened(raw, name) if is_sealed(raw) else Opened(raw)
