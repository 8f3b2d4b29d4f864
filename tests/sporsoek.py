"""A plain search of everything for what must stand nowhere: every file, every object of git, unpacked.

It knows nothing of the program. A word is looked for as it is written, and as systems write it otherwise: letter
and sign apart (NFD), two bytes a letter, and as git and JSON escape what is not ASCII.
"""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from gitprogram import tell


def forms(word: str) -> frozenset[bytes]:
    """Return the ways in which a word may lie in a file."""
    octal = "".join(chr(b) if b < 128 else f"\\{b:03o}" for b in word.encode("utf-8"))
    return frozenset(
        {
            word.encode("utf-8"), unicodedata.normalize("NFD", word).encode("utf-8"),
            word.encode("utf-16-le"), octal.encode("ascii"), json.dumps(word)[1:-1].encode("ascii"),
        }
    )  # fmt: skip


def everything(places: Iterable[Path], apart: Iterable[Path] = ()) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file under some places, and of each object of each repository there."""
    left = tuple(apart)
    for place in places:
        for path in place.rglob("*"):
            if any(path.is_relative_to(each) for each in left):
                continue
            data = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            yield str(path), data
            if path.name == "HEAD" and (path.parent / "objects").is_dir():
                yield from objects_of(path.parent)


def objects_of(git: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every object that a repository keeps, whether anything leads to it or not."""
    out = tell(git, "cat-file", "--batch", "--batch-all-objects")
    position = 0
    while position < len(out):
        end = out.index(b"\n", position)
        name, kind, size = out[position:end].decode().split(" ")
        yield f"{git.name}: {kind} {name}", out[end + 1 : end + 1 + int(size)]
        position = end + int(size) + 2


def found(
    words: Iterable[str], places: Iterable[Path], apart: Iterable[Path] = ()
) -> list[tuple[str, str]]:
    """Return where each word lies: its place, and the word; in a name of a file or in what it holds."""
    wanted = [(form, word) for word in words for form in forms(word)]
    return [
        (name, word)
        for name, data in everything(places, apart)
        for form, word in wanted
        if form in data or form in name.encode("utf-8", "surrogateescape")
    ]
