"""What differs on Windows is listed with what stands in for it; and text keeps its letters on its way out and in."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import programmet
from kommandoene import COMMANDS
from program import Program, copied
from sosialplan.cli.app import command_for
from sosialplan.files.csv_liste import list_of_bytes
from sosialplan.files.noekkelring import Noekkelplass, place_of
from sosialplan.output.tables import MARK

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "sosialplan"
PAGE = (ROOT / "docs" / "utvikling" / "windows.md").read_text(encoding="utf-8")
ASKS = re.compile(
    r"""\bos\.name\b|\bsys\.platform\b|["']win32["']|["']nt["']|\bplatform\.system\b"""
)
SAK = "2026-YHP9E"


@pytest.fixture
def skolen(depotets_skole: Path, tmp_path: Path) -> Program:
    return Program(copied(depotets_skole, tmp_path / "skolen"))


def test_every_place_that_asks_for_the_system_is_listed_and_no_other() -> None:
    asks = {
        each.relative_to(SRC).as_posix()
        for each in SRC.rglob("*.py")
        if ASKS.search(each.read_text(encoding="utf-8"))
    }
    assert len(asks) > 15
    assert set(re.findall(r"^\| `([^`]+)` \|", PAGE, re.MULTILINE)) == asks


def test_what_stands_in_for_each_is_a_test_that_is_there() -> None:
    named = re.findall(r"`(test_\w+\.py)(?:::(\w+))?`", PAGE)
    assert len(named) > 15
    for file, test in named:
        text = (ROOT / "tests" / file).read_text(encoding="utf-8")
        assert "def test_" in text
        assert not test or f"def {test}(" in text, (file, test)


@pytest.mark.parametrize(("environ", "base"), [
    ({}, "hjem/AppData/Local"), ({"LOCALAPPDATA": "lokalt"}, "lokalt"), ({"LOCALAPPDATA": ""}, "hjem/AppData/Local"),
])  # fmt: skip
def test_the_key_lies_where_the_system_keeps_such(environ: dict[str, str], base: str) -> None:
    place = place_of(environ, "win32", Path("hjem"))
    assert place == Noekkelplass(Path(base) / "sosialplan", None)


def started(
    skolen: Program, *words: str, encoding: str, inn: bytes = b""
) -> tuple[int, bytes, bytes]:
    """Run the program in a process of its own, with a console of another code page."""
    done = subprocess.run(  # noqa: S603 - this program
        [sys.executable, programmet.__file__, "-C", str(skolen.root), *words],
        input=inn, capture_output=True, check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding} if encoding else {**os.environ},
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


SHOWN = (
    ("frister",),
    ("vis", SAK),
    ("forklar", SAK, "aktivitetsplan"),
    ("lag", "aktivitetsplan", SAK),
    ("registrer", SAK, "notat", "--notat", "Blåbær → rød 👍 日本"),
    ("vis", "finnes-ikke"),
    ("frister", "--format", "csv"),
)


@pytest.mark.parametrize(
    ("words", "encoding"),
    [*((words, "cp1252") for words in SHOWN), (SHOWN[0], "cp850"), (SHOWN[1], "ascii")],
)
def test_what_is_printed_on_an_older_code_page_never_stops_and_has_its_letters(
    skolen: Program, words: tuple[str, ...], encoding: str
) -> None:
    status, out, err = started(skolen, *words, encoding=encoding)
    assert b"Traceback" not in err
    assert b"UnicodeEncodeError" not in err
    plain_status, plain, plain_err = started(skolen, *words, encoding="")
    assert (status, plain_status) in {(0, 0), (2, 2), (3, 3)}, err
    said, meant = (out + err).decode(encoding), (plain + plain_err).decode("utf-8")
    letters = re.findall("[æøåÆØÅ]", meant)
    assert letters or words[0] == "registrer" or words[-1] == "finnes-ikke"
    assert re.findall("[æøåÆØÅ]", said) == ([] if encoding == "ascii" else letters)
    assert ("->" in said) >= ("→" in meant)


def test_a_file_is_utf_8_whatever_the_console_is(skolen: Program) -> None:
    target = skolen.root / "ut" / "plan.md"
    status, _, _ = started(
        skolen, "lag", "aktivitetsplan", SAK, "--til", str(target), encoding="cp1252"
    )
    assert status == 0
    assert "å" in target.read_bytes().decode("utf-8")
    text = "Blåbær → rød 👍"
    assert started(skolen, "registrer", SAK, "notat", "--notat", text, encoding="cp1252")[0] == 0
    assert text in skolen.case(SAK).read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_comes_in_is_read_however_a_shell_of_windows_wrote_it(
    skolen: Program, encoding: str
) -> None:
    text = "Blåbær og rød grøt"
    status, _, err = started(
        skolen,
        "registrer",
        SAK,
        "notat",
        "--notat",
        "-",
        encoding="",
        inn=f"{text}\r\n".encode(encoding),
    )
    assert status == 0, err
    assert f"notat: {text}\n" in skolen.case(SAK).read_text(encoding="utf-8").replace("\r", "")


def test_what_comes_in_by_another_table_is_refused_and_said(skolen: Program) -> None:
    before = skolen.case(SAK).read_bytes()
    status, _, err = started(
        skolen,
        "registrer",
        SAK,
        "notat",
        "--notat",
        "-",
        encoding="",
        inn="blåbær".encode("cp1252"),
    )
    assert status == 2
    assert "PowerShell 5.1" in err.decode("utf-8")
    assert skolen.case(SAK).read_bytes() == before


def test_a_copy_that_powershell_redirected_is_known(skolen: Program, tmp_path: Path) -> None:
    text = skolen.fine("lag", "aktivitetsplan", SAK).out
    copy = tmp_path / "plan.md"
    copy.write_bytes(text.replace("\n", "\r\n").encode("utf-16"))
    assert "Filen er som den ble laget." in skolen.run("sjekk-kopi", str(copy)).out.replace(
        "\n  ", " "
    )


def test_csv_opens_right_in_a_spreadsheet_and_is_read_back(skolen: Program, tmp_path: Path) -> None:
    target = tmp_path / "frister.csv"
    skolen.fine("frister", "--til", str(target))
    raw = target.read_bytes()
    assert raw.startswith(MARK.encode("utf-8"))
    assert raw.count(b"\r\n") == raw.count(b"\n")
    for encoding in ("utf-8", "utf-16"):
        text = raw.decode("utf-8-sig").encode(encoding)
        read = list_of_bytes("frister.csv", text, ("id", "frist", "status"))
        assert read.problems == (), encoding
        assert read.liste is not None
        assert len(read.liste.rader) > 10


def test_everything_that_has_a_format_can_write_a_file_and_says_what_powershell_does() -> None:
    program = command_for(["--help"])
    found = 0
    for name in COMMANDS:
        command = program
        for word in name.split():
            command = command.commands[word]
        options = {each: param for param in command.params for each in param.opts}
        if "--format" in options:
            found += 1
            assert "--til" in options, name
            if options["--til"].name == "til_fil":
                assert "PowerShell" in options["--til"].help
    assert found > 20
