"""Every command reads or writes, and is tried as one that does: taken from what is registered, not from a list.

A command, a format, a document, an option or a code that comes to the program and to no test, or that a page
speaks of and the program does not have, is found here.
"""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from kommandoene import (
    COMMANDS,
    FORMATS,
    OPTIONS,
    READS,
    WRITES,
    WRITES_WHEN_ASKED,
    Path_,
    format_of,
    of,
)
from program import Program, copied, everything_in
from sosialplan.cli.app import DESK
from sosialplan.model.problems import ProblemCode
from sosialplan.tekster import koder
from sosialplan.tekster.koder.alle import CODES, find_code
from sosialplan.views.dokumentliste import DOKUMENTER
from test_kommandoer_lese import READING, SAK, mappe

__all__ = ["mappe"]

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs" / "bruk").rglob("*.md")))
BY_HAND = tuple(page for page in PAGES if page.name != "kommandoer.md")
"""The pages that somebody wrote for a reader: what is there only because all of it is, is told of in none."""
OF_OTHERS = re.compile(
    r"\b(git|gits|age|code|pip|pipx|uv|python|sha256sum|qpdf|ssh-keygen|pytest|verapdf)\b"
)
"""A line that speaks of another program has that one's options."""


def tried(folder: Path) -> tuple[Path_, ...]:
    """Return a run of each command that reads: of each format that it has, and of each document."""
    copy = folder / "kopi.md"
    copy.write_text("Oppdiktet", encoding="utf-8")
    made = [
        *(("lag", each.kode, *(() if each.kode == "handlingsplan" else (SAK,))) for each in DOKUMENTER),
        *(("lag", "rettigheter", SAK, "--format", each, *_file(folder, each)) for each in FORMATS["lag"]),
        *((name, SAK, "--format", each, *(() if each == "md" else _file(folder, each)), *more)
          for name, more in (("tilsyn", ()), ("innsyn", ("--for", "forelder")))
          for each in FORMATS[name]),
        ("årshjul", "--format", "tabell"),
        ("årshjul", "--format", "pdf", *_file(folder, "pdf")),
        *((*args.split(), "--format", each, *_file(folder, each)) for each in ("xlsx", "parquet")
          for args in ("frister", "saker --alle", "statistikk mål", "statistikk steg")),
        *(("møte", "saksliste", "R-team", "--format", each, *_file(folder, each)) for each in ("pdf", "docx")),
        *(("tavle", "--format", each, *_file(folder, each)) for each in FORMATS["tavle"]),
        ("sjekk-kopi", str(copy)),
        ("nøkler", "prøv", str(copy)),
        ("sjekk-kopi", str(copy), "--format", "json"),
    ]  # fmt: skip
    return (*READING, *made)


def _file(folder: Path, ending: str) -> Path_:
    return ("--til", str(folder / f"ut.{ending}"))


def test_each_command_reads_or_writes_and_not_both() -> None:
    assert WRITES >= WRITES_WHEN_ASKED
    assert COMMANDS.keys() > READS, "none is read that the program does not have"
    assert READS
    assert WRITES


def test_each_command_that_reads_is_tried_in_each_of_its_formats(tmp_path: Path) -> None:
    runs = {(of(args), format_of(args)) for args in tried(tmp_path)}
    assert {name for name, _ in runs if name} == READS - {DESK} | {"nytt-skoleår", "oppgrader"}
    shown = {
        (name, each) for name in READS for each in FORMATS.get(name, ()) if each != FORMATS[name][0]
    }
    assert shown
    assert shown - runs == set()


def test_no_command_that_reads_writes_in_the_folder(
    mappe: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, beside = Program(copied(mappe, tmp_path / "skolen")), tmp_path / "ved-siden"
    beside.mkdir()
    monkeypatch.chdir(own.root)
    before = everything_in(own.root)
    for args in tried(beside):
        told = own.run(*args)
        assert told.status in {0, 1, 3}, (args, told)
        assert everything_in(own.root) == before, args


# What the pages speak of


def _spoken_of(pattern: str) -> dict[str, set[str]]:
    """Return what the pages say by a pattern, with the names of the pages."""
    found: dict[str, set[str]] = {}
    for page in PAGES:
        for line in page.read_text("utf-8").splitlines():
            if not OF_OTHERS.search(line):
                for each in re.findall(pattern, line):
                    found.setdefault(each, set()).add(page.name)
    return found


def test_each_option_in_the_pages_is_one_of_the_program_s() -> None:
    found = _spoken_of(r"(?<![\w-])--[a-zæøå][a-zæøå0-9-]*[a-zæøå0-9]")
    assert len(found) > len(COMMANDS)
    assert {name: pages for name, pages in found.items() if name not in OPTIONS} == {}


def _all_codes() -> Iterator[ProblemCode]:
    """Yield the codes of every table there is, whatever it is called."""
    for found in iter_modules(koder.__path__):
        module = import_module(f"{koder.__name__}.{found.name}")
        for table in vars(module).values():
            if isinstance(table, tuple):
                yield from (each for each in table if isinstance(each, ProblemCode))


def test_each_code_in_the_pages_is_one_of_the_program_s() -> None:
    known = {each.code for each in _all_codes()}
    letters = "".join(sorted({each[0] for each in known}))
    found = _spoken_of(rf"(?<![\w-])[{letters}]\d{{3}}(?!\d)")
    assert found
    assert {code: pages for code, pages in found.items() if code not in known} == {}


def test_each_code_of_every_table_is_explained() -> None:
    known = list(_all_codes())
    assert len(known) > len(CODES)
    assert [each.code for each in known if find_code(each.code) != each] == []


def test_each_document_and_format_is_in_the_pages() -> None:
    text = "\n".join(page.read_text("utf-8") for page in BY_HAND)
    assert [
        each.kode for each in DOKUMENTER if not re.search(rf"lag {each.kode}\b|`{each.kode}`", text)
    ] == []
    formats = {each for several in FORMATS.values() for each in several}
    assert {each for each in formats if not re.search(rf"\b{each}\b", text.lower())} == set()


def test_each_command_is_in_the_pages() -> None:
    text = "\n".join(page.read_text("utf-8") for page in BY_HAND)
    assert {name for name in COMMANDS if not re.search(rf"\b{name}\b", text)} == set()
