"""What a person opened, kept for the next command: sealed anew for the person's own key alone, in memory.

Each key that a file is sealed for costs a fifth of a millisecond at opening, so a thousand files for six readers
take more than a second each time. Here they lie as one file for one reader. It lies where the open key lies: in
storage that goes when the machine is turned off, and is taken away when the key is locked. A text is found by the
fingerprint of the sealed file, so what lies here is never older than that.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sosialplan.files.disk import DISK, beside
from sosialplan.model.record import Value
from sosialplan.reading import NotRead, read_bytes
from sosialplan.vern.age import DamagedError, NotForMeError, public_of, seal, unseal
from sosialplan.vern.laas import Kjent, Opened

if TYPE_CHECKING:
    from sosialplan.vern.age import Identity

NAME = "sosialplan-åpnet.age"
_LARGEST = 60_000_000
"""Bytes: ten thousand cases. More is not kept."""
Rad = tuple[str, bytes, bytes, tuple[str, ...], str]
"""The name asked by (empty where only git's is known), the sealed file's fingerprint, the text, who reads it, its own name."""


class Aapnet(Value, frozen=True):
    """The file, and what puts it there; nothing is kept on a machine without storage in memory."""

    place: Path

    def recalled(self, keys: "Sequence[Identity]") -> Mapping[Kjent, Opened]:
        """Return what was kept; nothing where there is none, or it is another key's."""
        try:
            rows = msgspec.msgpack.decode(
                unseal(read_bytes(self.place, most=_LARGEST), keys), type=list[Rad]
            )
        except (OSError, NotRead, NotForMeError, DamagedError, msgspec.DecodeError):
            return {}
        return {
            (asked or None, print_): Opened(text, who, name=own)
            for asked, print_, text, who, own in rows
        }

    def keep(self, keys: "Sequence[Identity]", opened: Mapping[Kjent, Opened]) -> None:
        """Keep what was opened, for the next time; it is only an aid, so where it cannot be kept nothing is said."""
        own = [public for each in keys if (public := public_of(each)) is not None]
        rows: list[Rad] = [
            (name or "", print_, each.data, each.readers, each.name)
            for (name, print_), each in opened.items()
            if each.code is None
        ]
        if not own or sum(len(text) for _, _, text, *_ in rows) > _LARGEST:
            return
        with suppress(OSError):
            DISK.write(beside(self.place), seal(msgspec.msgpack.encode(rows), own[:1]), 0o600)
            DISK.replace(beside(self.place), self.place)
