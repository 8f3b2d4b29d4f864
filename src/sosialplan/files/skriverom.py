"""The room in which a text lies while a person edits it: in memory, for its owner alone, and gone afterwards."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import msgspec

from sosialplan.files.disk import Disk
from sosialplan.files.noekkelring import Noekkelplass
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.reading import NotRead, read_bytes

_NAME, _ABOUT = "rediger-", "om.json"


class Om(Value, frozen=True):
    """What is edited in a room: the planmappe, the file by its plain name, and the print of what it was.

    The minutes of a meeting are no file themselves: ``referat`` is what they are of, and they are kept as the file is.
    """

    rot: str
    fil: str
    grunnlag: str
    referat: str = ""

    @property
    def navn(self) -> str:
        """What the text is called in the room."""
        return "referat.txt" if self.referat else Path(self.fil).name


class Etterlatt(Value, frozen=True):
    """A room that a program left: what is edited in it, by which process, and the text as it was left."""

    sted: Path
    om: Om
    prosess: int
    tekst: bytes | None


@contextmanager
def room(plass: Noekkelplass, om: Om, disk: Disk) -> Iterator[tuple[Path, bool]]:
    """Make a room; give its place, and whether it is in memory. It is taken away whatever happens.

    Raises ExpectedFailure where none can be made.
    """
    place, in_memory = _made(plass)
    try:
        disk.write(place / _ABOUT, msgspec.json.encode(om))
        yield place, in_memory
    finally:
        empty(place)


def empty(place: Path) -> bool:
    """Take a room away with all that lies in it; False where the system says no to some of it."""
    shutil.rmtree(place, ignore_errors=True)
    return not place.exists()


def left_rooms(plass: Noekkelplass) -> Iterator[Etterlatt]:
    """Yield the rooms that are there, those in use too."""
    for place in (each for base in _bases(plass) for each in sorted(base.glob(f"{_NAME}*"))):
        number = place.name.removeprefix(_NAME).partition("-")[0]
        try:
            om = msgspec.json.decode(read_bytes(place / _ABOUT), type=Om)
        except (OSError, NotRead, msgspec.DecodeError, UnicodeDecodeError):
            om = Om("", "", "")
        yield Etterlatt(place, om, int(number) if number.isdigit() else 0, text_in(place, om))


def text_in(place: Path, om: Om) -> bytes | None:
    """Return what the person has written; None where nothing can be read."""
    try:
        return read_bytes(place / om.navn) if om.fil else None
    except (OSError, NotRead):
        return None


def _bases(plass: Noekkelplass) -> tuple[Path, ...]:
    """Return where rooms may be, the best first: in memory, else in the person's own folder."""
    return (*((plass.minne,) if plass.minne else ()), plass.data / "rediger")


def _made(plass: Noekkelplass) -> tuple[Path, bool]:
    for base in _bases(plass):
        try:
            base.mkdir(0o700, parents=True, exist_ok=True)
            return Path(mkdtemp(prefix=f"{_NAME}{os.getpid()}-", dir=base)), base == plass.minne
        except OSError:
            continue
    raise ExpectedFailure(
        "Det er ikke noe sted å legge teksten mens du skriver. Ingenting er endret.",
        "Sjekk at du kan skrive i din egen mappe, og at disken ikke er full.",
    )
