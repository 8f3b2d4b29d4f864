"""What was opened on this machine with the person's own key: a line an opening, added at the end and never changed.

It lies outside of every planmappe, with what the system keeps for a person, so that reading a planmappe leaves it
as it was. A line holds numbers and codes: when, with which key, which files by their names, and which command.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from sosialplan.model.record import Value
from sosialplan.reading import LARGEST, NotRead, read_bytes

NOT_NOTED = "Åpningen kunne ikke føres i innsynsloggen på denne maskinen."
SSH = "ssh"
"""What stands for a key of ssh's, whose public half lies elsewhere."""
_NAME = "innsyn.jsonl"
_ADDS = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
_LAST = 2000
"""Bytes at the end that are looked at for a line that says the same."""
_TO_THE_MINUTE = 16


class Innsynslinje(Value, frozen=True):
    """An opening: the moment, the public key, what it was about, the command, and how many files were opened.

    ``hva`` are the files that were asked for, cases by their numbers; none where the command went through many.
    """

    naar: str
    noekkel: str
    hva: tuple[str, ...]
    kommando: str
    antall: int


def note(folder: Path, innsyn: Innsynslinje, *, once_a_minute: bool = False) -> None:
    """Add a line. ``once_a_minute`` leaves out one that the last lines of that minute say. Raises OSError."""
    line = msgspec.json.encode(innsyn) + b"\n"
    folder.mkdir(parents=True, exist_ok=True)
    if once_a_minute and any(_same(each, innsyn) for each in _last(folder / _NAME)):
        return
    handle = os.open(folder / _NAME, _ADDS, 0o600)
    try:
        os.write(handle, line)
    finally:
        os.close(handle)


def noted(folder: Path) -> tuple[tuple[Innsynslinje, ...], int]:
    """Return every opening in the order they came, and how many lines cannot be read. Raises OSError."""
    try:
        held = read_bytes(folder / _NAME, most=LARGEST)
    except FileNotFoundError:
        return (), 0
    except NotRead as error:
        raise OSError(error.code) from error
    lines = held.splitlines()
    found = tuple(_read(lines))
    return found, len(lines) - len(found)


def _read(lines: list[bytes]) -> Iterator[Innsynslinje]:
    for each in lines:
        try:
            yield msgspec.json.decode(each, type=Innsynslinje)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue


def _last(path: Path) -> Iterator[Innsynslinje]:
    try:
        yield from _read(read_bytes(path, most=LARGEST)[-_LAST:].splitlines())
    except (FileNotFoundError, NotRead):
        return


def _same(one: Innsynslinje, other: Innsynslinje) -> bool:
    return one.naar[:_TO_THE_MINUTE] == other.naar[:_TO_THE_MINUTE] and (
        (one.noekkel, one.hva, one.kommando) == (other.noekkel, other.hva, other.kommando)
    )
