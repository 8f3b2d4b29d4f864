"""What was told of a planmappe from this machine: prints and days alone, beside the person's other marks.

A message is remembered before it is sent and marked as sent after. So one that was cut off between the two is never sent
twice: it may have come or not, which is told, and it is sent again only where a person asks for that.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import msgspec

from sosialplan.files.disk import OWNERS, Disk, write_atomically
from sosialplan.files.lock import Holder, locked
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.reading import LARGEST, NotRead, read_bytes

_FOLDER = "varsler"


class Varslet(Value, frozen=True, forbid_unknown_fields=True):
    """The prints of what was told, each with its day; ``begynt`` are those of messages that were not seen to come through."""

    fortalt: Mapping[str, str] = {}
    begynt: Mapping[str, str] = {}

    @property
    def alt(self) -> frozenset[str]:
        """What is not told again."""
        return frozenset((*self.fortalt, *self.begynt))

    def begin(self, marks: Iterable[str], day: str) -> "Varslet":
        """Return it with a message that is about to be sent."""
        return Varslet(self.fortalt, {**self.begynt, **dict.fromkeys(marks, day)})

    def sent(self, marks: Iterable[str], day: str) -> "Varslet":
        """Return it with a message that came through."""
        own = frozenset(marks)
        left = {each: then for each, then in self.begynt.items() if each not in own}
        return Varslet({**self.fortalt, **dict.fromkeys(own, day)}, left)

    def without(self, marks: Iterable[str]) -> "Varslet":
        """Return it without what these are the marks of: it can be told again."""
        own = frozenset(marks)
        kept = (self.fortalt, self.begynt)
        return Varslet(
            *({each: then for each, then in known.items() if each not in own} for known in kept)
        )

    def kept(self, counting: Container[str], day: str, since: str) -> "Varslet":
        """Return it without what has counted for nothing since a day; what counts now is of today.

        What counts is never forgotten, however long ago it was told: it would be told again.
        """
        told = {
            each: max(day, then) if each in counting else then
            for each, then in self.fortalt.items()
        }
        return Varslet(
            {each: then for each, then in told.items() if then >= since},
            {each: then for each, then in self.begynt.items() if then >= since or each in counting},
        )


def read(marks: Path, root: Path) -> Varslet:
    """Return what was told. Raises ExpectedFailure for a file that is damaged: everything would be told again."""
    try:
        return msgspec.json.decode(read_bytes(_place(marks, root), most=LARGEST), type=Varslet)
    except (FileNotFoundError, NotADirectoryError):
        return Varslet()
    except (NotRead, msgspec.DecodeError) as error:
        raise ExpectedFailure(
            "Det som husker hva som er varslet, kan ikke leses. Ingenting er sendt.",
            f"Slett {_place(marks, root)}, så blir alt som gjelder nå, varslet én gang til.",
        ) from error


def write(marks: Path, root: Path, varslet: Varslet, disk: Disk) -> None:
    """Keep it, for its owner alone. Raises ExpectedFailure."""
    write_atomically(_place(marks, root), msgspec.json.encode(varslet), disk, mode=OWNERS)


@contextmanager
def one_at_a_time(marks: Path, holder: Holder, disk: Disk) -> Iterator[None]:
    """Let one run tell at a time, or two would tell the same. Raises ExpectedFailure where another takes too long."""
    folder = marks / _FOLDER
    disk.make_folder(folder)
    with locked(folder, holder, lambda _: None):
        yield


def _place(marks: Path, root: Path) -> Path:
    name = sha256(str(root).encode("utf-8", "surrogateescape")).hexdigest()
    return marks / _FOLDER / f"{name[:32]}.json"
