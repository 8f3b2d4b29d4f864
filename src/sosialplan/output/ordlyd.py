"""The phrases by which what is written in bokmål is put into nynorsk, and the names of templates in both."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from sosialplan.model import mappeinnhold
from sosialplan.model.elev import Maalform
from sosialplan.model.record import Value
from sosialplan.reading import is_there

NYNORSK = "nn/"
"""How the name of a template begins that is asked for in nynorsk."""
ORDLYD = mappeinnhold.ORDLYD.removeprefix("maler/")
"""The file of phrases, inside the folder of the templates."""

_CELL = re.compile(r"(\n|\|)")
_BEFORE = re.compile(r"(?:<[^<>]*>|[^\w§«])*")
_AFTER = re.compile(r"(?:<[^<>]*>|[\s*_#>(,;:-])*\Z")
_JINJA = re.compile(r"\{[{%#]|[}%#]\}")


def template_in(maalform: Maalform, name: str) -> str:
    """Return the name that a template is asked for by in a form of Norwegian."""
    return f"{NYNORSK}{name}" if maalform is Maalform.NYNORSK else name


def file_of(folders: Iterable[Path], name: str) -> str:
    """Return the file that a template is read from: in nynorsk one of its own, or else the common one."""
    return name if any(is_there(each / name) for each in folders) else name.removeprefix(NYNORSK)


def savnes(frase: str) -> str:
    """Return what is said of a phrase that has no nynorsk."""
    return f"«{frase}» står ikke i {ORDLYD}"


class Ordfeil(Value, frozen=True):
    """A line of the file of phrases that cannot be used, from 1, and what is wrong with it."""

    line: int
    hva: str


class Ordlyd(Value, frozen=True):
    """The phrases of a file by their bokmål, the line of each, and what is wrong in the file."""

    fraser: Mapping[str, str]
    linjer: Mapping[str, int]
    feil: tuple[Ordfeil, ...] = ()


@lru_cache(maxsize=8)
def ordlyd_of(text: str) -> Ordlyd:
    """Read a file of phrases: bokmål at the margin, and its nynorsk indented on the next line.

    ``=`` before a phrase says that it is the same in both; ``#`` begins a note. Each template that is put into
    nynorsk asks for the same few files.
    """
    feil: list[Ordfeil] = []
    fraser: dict[str, str] = {}
    linjer: dict[str, int] = {}
    for line, frase, nynorsk in _pairs(text, feil):
        if frase in fraser:
            feil.append(Ordfeil(line, f"«{frase}» står også på linje {linjer[frase]}."))
        fraser.setdefault(frase, nynorsk)
        linjer.setdefault(frase, line)
    return Ordlyd(fraser, linjer, tuple(feil))


def _pairs(text: str, feil: list[Ordfeil]) -> Iterator[tuple[int, str, str]]:
    """Yield the line of each phrase, its bokmål and its nynorsk; note what is none."""
    alone: tuple[int, str] | None = None
    for line, raw in enumerate([*text.splitlines(), "="], start=1):
        words = " ".join(raw.split())
        if not words or raw.startswith("#"):
            continue
        if raw[0].isspace():
            if _JINJA.search(words):
                feil.append(Ordfeil(line, "En frase er bare tekst, uten {{ }} og {% %}."))
            elif alone is None:
                feil.append(Ordfeil(line, "Linjen over er ingen frase på bokmål."))
            else:
                yield *alone, words
            alone = None
            continue
        if alone is not None:
            feil.append(Ordfeil(alone[0], f"«{alone[1]}» har ingen linje med innrykk under."))
        same = words[1:].strip() if raw.startswith("=") else ""
        alone = None if raw.startswith("=") else (line, words)
        if same:
            yield line, same, same


def fraser_i(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Yield each phrase of a text: lines before it, where it begins and ends, and its words."""
    line, at = 0, 0
    for cell in _CELL.split(text):
        before = _BEFORE.match(cell)
        first = before.end() if before else 0
        after = _AFTER.search(cell, first)
        last = after.start() if after else len(cell)
        words = " ".join(cell[first:last].split())
        if any(each.isalpha() for each in words):
            yield line, at + first, at + last, words
        at += len(cell)
        line += cell == "\n"
