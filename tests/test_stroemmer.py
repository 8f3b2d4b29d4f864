"""Where the result goes: a reader that left, a full disk, no output at all, a file, a narrow screen."""

import contextlib
import errno
import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

import programmet
from program import Program
from sosialplan.cli.app import app_for
from sosialplan.cli.main import main
from sosialplan.cli.world import World
from sosialplan.files.disk import patiently, refused
from sosialplan.output.tables import GAP, Column, fitted_widths
from sosialplan.output.terminal import Terminal

SAK = "2026-8G2R1"
READING = (("frister",), ("saker",), ("vis", SAK), ("valider",), ("kjeder",), ("logg",), ("sjekk",))


class Refusing(io.StringIO):
    """An output that says no, at once or only when what it held back is to be sent on."""

    def __init__(self, number: int, *, late: bool = False) -> None:
        super().__init__()
        self.number, self.late = number, late

    def write(self, text: str) -> int:
        if not self.late:
            raise OSError(self.number, "nei")
        return super().write(text)

    def flush(self) -> None:
        if self.late and self.getvalue():
            raise OSError(self.number, "nei")


def run(skolen: Program, out: io.StringIO, *args: str) -> tuple[int, str]:
    err = io.StringIO()
    world = World(
        Terminal(out, err, interactive=False),
        lambda: datetime.fromisoformat(skolen.now),
        marks=skolen.root.parent / "merker",
    )
    return main(["-C", str(skolen.root), *args], world), err.getvalue()


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("number", [errno.EPIPE, errno.EINVAL])
@pytest.mark.parametrize("args", READING, ids=" ".join)
def test_a_reader_that_has_seen_enough_is_no_fault(
    skolen: Program, args: tuple[str, ...], number: int, *, late: bool
) -> None:
    status, told = run(skolen, Refusing(number, late=late), *args)
    assert status == 0
    assert "feil i programmet" not in told


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("args", READING, ids=" ".join)
def test_a_full_disk_behind_the_result_is_told_of(
    skolen: Program, args: tuple[str, ...], *, late: bool
) -> None:
    status, told = run(skolen, Refusing(errno.ENOSPC, late=late), *args)
    assert status == 3
    assert "Disken er full: svaret kunne ikke skrives ut. Ingenting er endret." in told


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="only Linux has a disk that is always full"
)
@pytest.mark.parametrize("held_back", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize("args", ["", "--help", "frister --help", "tiltak --help", "--versjon"])
def test_a_help_that_could_not_be_written_is_no_fault_of_the_program(
    args: str, held_back: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", held_back)
    told = started_by_shell(f'"{sys.executable}" "{programmet.__file__}" {args} >/dev/full')
    assert (told.returncode, told.stderr.decode("utf-8").partition("\n")[0]) == (
        3,
        "Disken er full: svaret kunne ikke skrives ut. Ingenting er endret.",
    )


def test_a_library_is_no_room_of_ours_though_the_checkout_bears_the_programs_name(
    skolen: Program,
) -> None:
    """The advised way to install lays the libraries below a folder named sosialplan."""
    laid = compile(
        "def write(text): raise OSError(28, 'no space')",
        "/hjem/sosialplan/.venv/lib/site-packages/files/console.py",
        "exec",
    )
    library: dict[str, Callable[[str], int]] = {}
    exec(laid, library)  # noqa: S102 - the only way to be in a file that is not there

    class Full(io.StringIO):
        def write(self, text: str) -> int:
            return library["write"](text)

    with contextlib.redirect_stdout(Full()):  # Typer writes the help itself
        status, told = run(skolen, io.StringIO(), "--help")
    assert (status, "feil i programmet" in told) == (3, False)


WRITING = (
    ("registrer", SAK, "notat", "--notat", "Oppdiktet", "--av", "rektor"),
    ("ny-sak", "--kjede", "bekymring", "--elev", "Oppdiktet Elev Ny", "--klasse", "8A",
     "--oppdaget", "2026-11-23"),
    ("lagre",),
)  # fmt: skip


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("args", WRITING, ids=lambda args: args[0])
def test_what_was_saved_is_said_to_be_saved_though_the_result_is_lost(
    skolen: Program, args: tuple[str, ...], *, late: bool
) -> None:
    if args == ("lagre",):
        path = skolen.case(SAK)
        path.write_text(path.read_text(encoding="utf-8") + "# for hånd\n", encoding="utf-8")
    before = skolen.git("rev-parse", "HEAD")
    status, told = run(skolen, Refusing(errno.ENOSPC, late=late), *args)
    assert skolen.git("rev-parse", "HEAD") != before
    assert status == 3
    assert "Det som ble skrevet, er lagret." in told


def test_whoever_breaks_off_after_a_change_is_told_that_it_stands(skolen: Program) -> None:
    class BrokenOff(io.StringIO):
        def write(self, _text: str) -> int:
            raise KeyboardInterrupt

    status, told = run(skolen, BrokenOff(), "registrer", SAK, "notat", "--notat", "Oppdiktet")
    assert status == 130
    assert "Avbrutt. Det som ble skrevet, er lagret." in told


@pytest.mark.skipif(
    os.name == "nt", reason="a shell closes the stream; Windows' scheduler does it there"
)
def test_a_program_without_an_output_works_and_says_so(skolen: Program) -> None:
    command = f'"{sys.executable}" "{programmet.__file__}" -C "{skolen.root}"'
    shown = started_by_shell(f"{command} saker >&-")
    assert (shown.returncode, shown.stdout) == (0, b"")
    assert "uten et sted å skrive det" in shown.stderr.decode("utf-8")
    told = started_by_shell(f"{command} registrer {SAK} notat --notat Oppdiktet --detaljer >&-")
    assert told.returncode == 0
    head = skolen.git("rev-parse", "--short", "HEAD").strip()
    assert f"er lagret i historikken som {head}." in told.stderr.decode("utf-8")
    saved = started_by_shell(f"{command} registrer {SAK} notat --notat Stille <&- >&- 2>&-")
    assert saved.returncode == 0
    assert skolen.git("rev-parse", "--short", "HEAD").strip() != head
    assert skolen.git("status", "--porcelain") == ""
    assert skolen.git("log", "-1", "--format=%s").strip() == f"Sak {SAK}"


def started_by_shell(line: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["/bin/sh", "-c", line], capture_output=True, check=False)  # noqa: S603


def test_a_sign_that_became_another_on_paper_is_told(skolen: Program, tmp_path: Path) -> None:
    """A sign of private use is taken out before any typeface is asked."""
    path = skolen.case("2026-YHP9E")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  problem: ", "  problem: \ue000 ", 1), encoding="utf-8")
    asked = ("lag", "aktivitetsplan", "2026-YHP9E", "--format", "pdf", "--til")
    assert "byttet med \ufffd" in skolen.fine(*asked, str(tmp_path / "a.pdf")).err
    path.write_text(text, encoding="utf-8")
    assert "byttet med" not in skolen.fine(*asked, str(tmp_path / "b.pdf")).err


# A file in place of the screen


def commands() -> Iterator[tuple[str, list[str]]]:
    """Yield every registered command, with the words of its options."""

    def walk(command: object, path: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
        for name, each in getattr(command, "commands", {}).items():
            yield from walk(each, (*path, name))
        yield (
            " ".join(path),
            [word for each in getattr(command, "params", ()) for word in each.opts],
        )

    yield from walk(typer.main.get_command(app_for(["--help"])), ())


def test_whatever_has_a_format_can_be_written_to_a_file() -> None:
    found = {command: words for command, words in commands() if "--format" in words}
    assert len(found) > 20
    assert [command for command, words in found.items() if "--til" not in words] == []


def test_no_command_has_two_options_of_one_name() -> None:
    found = {command: words for command, words in commands() if "--til" in words}
    assert "overfør" in found  # whose own «--til» is a role, not a file
    doubled = {
        command: {word for word in words if words.count(word) > 1} for command, words in commands()
    }
    assert {command: words for command, words in doubled.items() if words} == {}


@pytest.mark.parametrize(
    ("args", "name", "begins"),
    [
        (("frister",), "frister.ics", "BEGIN:VCALENDAR"),
        (("frister",), "frister.csv", "\ufeffid;"),
        (("frister",), "frister.json", '{\n  "versjon": 1'),
        (("frister",), "frister.txt", "Frist"),
        (("saker",), "SAKER.JSON", '{\n  "versjon": 1'),
        (("logg",), "logg.md", "| "),
        (("årshjul",), "hjul.svg", "<svg"),
        (("årshjul",), "hjul.txt", "Nr"),
        (("årshjul", "status"), "status.json", "{\n"),
        (("møte", "plan"), "plan.json", "{\n"),
        (("lag", "aktivitetsplan", SAK), "plan.html", "<!doctype html>"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_the_ending_of_the_file_gives_the_format(
    skolen: Program, args: tuple[str, ...], name: str, begins: str
) -> None:
    target = skolen.root / "ut" / name
    made = skolen.run(*args, "--til", str(target))
    assert (made.status, made.out) == (0, ""), made
    assert f"Laget: {target}" in made.err
    assert target.read_bytes().decode("utf-8").casefold().startswith(begins.casefold())


def test_a_file_holds_what_the_screen_would_have_shown(skolen: Program) -> None:
    target = skolen.root / "ut" / "frister.csv"
    skolen.fine("frister", "--til", str(target))
    shown = skolen.fine("frister", "--format", "csv").out
    assert target.read_bytes().decode("utf-8") == shown


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("--til", "ut/x.docx"), "Kommandoen lager ikke filer som slutter på .docx."),
        (("--til", "ut/x"), "Kommandoen lager ikke filer uten endelse."),
        (("--til", "ut/x.csv", "--format", "ics"), "Filen slutter på .csv, men --format er ics."),
    ],
)
def test_an_ending_that_is_no_format_is_wrong_usage(
    skolen: Program, args: tuple[str, ...], sentence: str
) -> None:
    said = skolen.run("frister", *args)
    assert said.status == 2
    assert sentence in said.err


@pytest.mark.parametrize("place", ["saker/2026/x.csv", "plan/x.csv", ".git/x.csv"])
def test_a_result_is_never_written_among_the_schools_own_files(skolen: Program, place: str) -> None:
    said = skolen.run("frister", "--til", str(skolen.root / place))
    assert said.status == 3
    assert not (skolen.root / place).exists()


def test_a_calculation_outside_of_a_planmappe_goes_to_a_file_too(tmp_path: Path) -> None:
    target = tmp_path / "dag.json"
    Program(tmp_path).run("regn", "2026-11-23", "1", "uker", "--til", str(target))
    assert not target.exists(), "without a skolerute there is nothing to write"


# A screen of any width


@given(
    texts=st.lists(
        st.lists(st.text("abcæ …漢", max_size=30), min_size=3, max_size=3), min_size=1, max_size=6
    ),
    wraps=st.lists(st.booleans(), min_size=3, max_size=3),
    width=st.integers(0, 130),
)
def test_no_letter_of_a_table_is_lost_at_any_width(
    texts: list[list[str]], wraps: list[bool], width: int
) -> None:
    out = io.StringIO()
    terminal = Terminal(out, io.StringIO(), interactive=True, width=width or None)
    columns = [Column(name, wraps=own, least=12) for name, own in zip("ABC", wraps, strict=True)]
    terminal.table(columns, texts)
    shown = out.getvalue()
    for letter in "abcæ漢":
        assert shown.count(letter) == sum(text.count(letter) for row in texts for text in row)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=7), st.integers(1, 120))
def test_the_widths_of_a_table_fit_or_there_are_none(widest: list[int], width: int) -> None:
    columns = [Column("", wraps=at % 2 == 0, least=14) for at in range(len(widest))]
    found = fitted_widths(columns, widest, width)
    if found is None:
        assert (
            sum(min(w, 8) if at % 2 == 0 else w for at, w in enumerate(widest))
            + GAP * (len(widest) - 1)
            > width
        )
        return
    assert sum(found) + GAP * (len(widest) - 1) <= max(width, sum(widest) + GAP * (len(widest) - 1))
    assert sum(found) + GAP * (len(widest) - 1) <= width
    assert all(own <= wide for own, wide in zip(found, widest, strict=True))


@pytest.mark.parametrize("columns", ["0", "40", "80"])
def test_the_width_that_the_environment_tells_never_empties_a_table(
    skolen: Program, columns: str
) -> None:
    out = io.StringIO()
    terminal = Terminal(out, io.StringIO(), interactive=True)
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = columns
    try:
        world = World(terminal, lambda: datetime.fromisoformat(skolen.now))
        assert main(["-C", str(skolen.root), "frister"], world) == 0
    finally:
        os.environ.pop("COLUMNS") if before is None else os.environ.update(COLUMNS=before)
    assert out.getvalue().count(SAK) > 3


# A file that another program holds


class Held(PermissionError):
    winerror = 32


def test_a_file_that_is_held_for_a_moment_is_waited_for() -> None:
    tries: list[int] = []

    def act() -> None:
        tries.append(1)
        if len(tries) < 3:
            raise Held

    patiently(act, waits=(0, 0, 0))
    assert len(tries) == 3


def test_a_file_that_stays_held_names_the_open_program() -> None:
    def act() -> None:
        raise Held

    with pytest.raises(Held) as stopped:
        patiently(act, waits=(0, 0))
    assert refused(stopped.value).sentence.startswith("Et annet program holder filen åpen.")


def test_a_file_that_may_not_be_written_is_not_tried_again() -> None:
    tries: list[int] = []

    def act() -> None:
        tries.append(1)
        raise PermissionError(errno.EACCES, "nei")

    with pytest.raises(PermissionError):
        patiently(act, waits=(0, 0))
    assert len(tries) == 1


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOENT, "Mappen filen skulle ligge i, finnes ikke."),
        (errno.ENOTDIR, "Mappen filen skulle ligge i, finnes ikke."),
        (errno.EROFS, "Mappen kan ikke skrives i."),
        (errno.EIO, f"Kan ikke skrive filen (systemets feil {errno.EIO})."),
    ],
)
def test_what_the_system_says_in_english_is_not_repeated(number: int, said: str) -> None:
    assert refused(OSError(number, "In English")).sentence == f"{said} Ingenting er endret."


BROKEN_OFF_EARLY = """
import sys
from sosialplan.__main__ import run

class Hastily:
    def find_spec(self, name, path=None, target=None):
        if name == "sosialplan.cli.app":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Hastily())
sys.exit(run(["saker"]))
"""


def test_one_who_breaks_off_before_the_program_is_loaded_is_told_in_words() -> None:
    done = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-c", BROKEN_OFF_EARLY], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (
        130,
        "",
        "Avbrutt. Ingenting er endret.\n",
    )
