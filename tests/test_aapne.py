"""A document is opened where that is asked for or a person says yes; and what is printed to be copied works as it is printed."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from program import Program, Result, copied
from sosialplan.cli.app import command_for
from sosialplan.files.aapning import opened, opener

SAK = "2026-YHP9E"


@pytest.fixture
def skolen(depotets_skole: Path, tmp_path: Path) -> Program:
    return Program(copied(depotets_skole, tmp_path / "min skole"))


class Apnet:
    """Opens nothing, and remembers what it was asked to open."""

    def __init__(self, *, takes: bool = True) -> None:
        self.paths: list[Path] = []
        self.takes = takes

    def __call__(self, path: Path) -> bool:
        assert path.exists(), "what is opened is there"
        self.paths.append(path)
        return self.takes


def run(
    skolen: Program, opens: Apnet, *args: str, answers: tuple[str, ...] | None = None
) -> Result:
    return replace(skolen, opens=opens).run(*args, answers=answers)


def test_a_document_is_opened_where_that_is_asked_for(skolen: Program) -> None:
    target = skolen.root / "ut" / "plan.md"
    opens = Apnet()
    result = run(skolen, opens, "lag", "aktivitetsplan", SAK, "--til", str(target), "--åpne")
    assert (result.status, opens.paths) == (0, [target])
    assert "Åpne?" not in result.err


@pytest.mark.parametrize(
    ("answer", "number"), [("j", 1), ("ja", 1), ("", 0), ("n", 0), ("kanskje", 0)]
)
def test_a_person_is_asked_and_nobody_else(skolen: Program, answer: str, number: int) -> None:
    words = ("lag", "aktivitetsplan", SAK, "--til", str(skolen.root / "ut" / "plan.md"))
    opens = Apnet()
    assert "Åpne? [j/N]" in run(skolen, opens, *words, answers=(answer,)).err
    assert len(opens.paths) == number
    piped = run(skolen, opens, *words)
    assert (piped.status, "Åpne?" in piped.err, len(opens.paths)) == (0, False, number)


def test_whoever_breaks_off_the_question_has_the_document(skolen: Program) -> None:
    target = skolen.root / "ut" / "plan.md"
    opens = Apnet()
    result = run(skolen, opens, "lag", "aktivitetsplan", SAK, "--til", str(target), answers=())
    assert (result.status, opens.paths, target.exists()) == (0, [], True)


def test_where_no_program_takes_it_that_is_said_with_its_place(skolen: Program) -> None:
    target = skolen.root / "ut" / "plan.md"
    opens = Apnet(takes=False)
    result = run(skolen, opens, "lag", "aktivitetsplan", SAK, "--til", str(target), "--åpne")
    assert result.status == 0
    assert f"Fant ikke noe program som åpner den. Den ligger her: {target}" in result.err


@pytest.mark.parametrize("words", [
    ("utlever", "aktivitetsplan", SAK, "--mottaker", "foresatte", "--til-hvem", "mor", "--kanal", "brev"),
    ("frister", "--til", "{ut}/frister.csv"),
    ("årshjul", "--til", "{ut}/hjul.svg"),
    ("tilsyn", SAK, "--til", "{ut}/tilsyn"),
    ("lag", "handlingsplan", "--til", "{ut}/plan.html"),
], ids=lambda words: words[0])  # fmt: skip
def test_every_command_that_makes_a_document_opens_what_it_made(
    skolen: Program, words: tuple[str, ...]
) -> None:
    opens = Apnet()
    ut = skolen.root / "ut"
    result = run(skolen, opens, *(each.format(ut=ut) for each in words), "--åpne")
    assert result.status == 0, result
    (made,) = opens.paths
    assert made.parent == ut


def test_it_is_refused_where_nothing_was_made(skolen: Program) -> None:
    opens = Apnet()
    result = run(skolen, opens, "lag", "aktivitetsplan", SAK, "--åpne")
    assert (result.status, opens.paths) == (2, [])
    assert "Det ble ikke laget noen fil, så --åpne har ingen virkning." in result.err
    assert run(skolen, opens, "vis", SAK, "--åpne").status == 2


def test_every_command_that_writes_a_file_of_choice_can_open_it_and_no_key_is_opened() -> None:
    found = set[str]()
    for name, command in _commands(command_for(["--help"]), ""):
        options = {each: param for param in command.params for each in param.opts}
        til = options.get("--til")
        writes = til is not None and til.metavar in {"FIL", "MAPPE", "FIL.pdf|MAPPE"}
        if writes:
            found.add(name)
            assert "--åpne" in options, name
        else:
            assert "aapne" not in {param.name for param in options.values()}, name
    assert found > {"lag", "utlever", "tilsyn", "innsyn", "arkiver", "årshjul", "frister", "saker"}


def _commands(command: Any, above: str) -> list[tuple[str, Any]]:
    found = list[tuple[str, Any]]()
    for name, each in getattr(command, "commands", {}).items():
        words = f"{above} {name}".strip()
        found += [(words, each), *_commands(each, words)]
    return found


BIN = {
    "xdg-open": "/usr/bin/xdg-open",
    "open": "/usr/bin/open",
    "gio": "/usr/bin/gio",
    "wslview": "/bin/wslview",
}


@pytest.mark.parametrize(("system", "environ", "there", "words"), [
    ("darwin", {}, {"open"}, ("/usr/bin/open",)),
    ("darwin", {}, set(), None),
    ("linux", {"DISPLAY": ":0"}, {"xdg-open", "gio"}, ("/usr/bin/xdg-open",)),
    ("linux", {"WAYLAND_DISPLAY": "w"}, {"gio"}, ("/usr/bin/gio", "open")),
    ("linux", {"WSL_DISTRO_NAME": "Ubuntu"}, {"wslview"}, ("/bin/wslview",)),
    ("linux", {}, {"xdg-open"}, None),
    ("linux", {"DISPLAY": ":0"}, set(), None),
])  # fmt: skip
def test_what_opens_is_what_the_system_has(
    system: str, environ: dict[str, str], there: set[str], words: tuple[str, ...] | None
) -> None:
    assert opener(system, environ, lambda name: BIN[name] if name in there else None) == words


def test_a_program_that_is_found_by_where_one_stands_is_not_run() -> None:
    assert opener("linux", {"DISPLAY": ":0"}, lambda name: f"./{name}") is None


@pytest.mark.skipif(
    sys.platform == "win32", reason="a program of the test's own, by its first line"
)
@pytest.mark.parametrize(
    ("does", "took"), [("exit 0", True), ("exit 3", False), ("sleep 20", True)]
)
def test_a_program_that_gives_up_at_once_has_not_taken_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, *, took: bool
) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("xdg-open", "open"):
        (folder / name).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":0")
    assert opened(tmp_path) is took


# What is printed to be copied


def _printed(text: str) -> list[str]:
    """Return the lines that are printed to be copied: set in, and beginning with a command."""
    return [
        each.strip()
        for each in text.splitlines()
        if re.match(r" {2}(cd |\S*sosialplan\S* |\S+python\S* )", each)
    ]


ASKS = ("ny-sak", "skole person ny", "skole valg", "nøkler ny", "nøkler nødnøkkel", "skolerute ny")
"""What asks where a person sits: in a pipe they name what is missing, and that is no missing program or folder."""


@pytest.mark.skipif(
    sys.platform == "win32", reason="the lines are run by sh; quotes of Windows are in kallet"
)
@pytest.mark.parametrize("words", [
    ("demo", "min demo"),
    ("start", "min skole", "--skole", "Eksempel skole", "--åpen"),
], ids=lambda words: words[0])  # fmt: skip
@pytest.mark.parametrize("on_path", [True, False])
def test_the_next_steps_work_as_they_are_printed(
    tmp_path: Path, words: tuple[str, ...], *, on_path: bool
) -> None:
    own = Path(sys.executable).parent
    rest = [each for each in os.environ["PATH"].split(os.pathsep) if Path(each) != own]
    environ = os.environ | {"PATH": os.pathsep.join([str(own), *rest] if on_path else rest)}
    ask: dict[str, Any] = {
        "cwd": tmp_path,
        "env": environ,
        "capture_output": True,
        "text": True,
        "encoding": "utf-8",
    }
    script = own / "sosialplan"
    started = subprocess.run([script, *words], **ask, check=False)  # noqa: S603 - this program
    assert started.returncode == 0, started.stderr
    cd, *lines = _printed(started.stdout + started.stderr)
    assert cd == f"cd '{words[1]}'"
    assert len(lines) >= 3
    for line in lines:
        assert line.startswith("sosialplan " if on_path else f"{script} "), line
        done = subprocess.run(  # noqa: S603 - as a person pastes it
            ["/bin/sh", "-c", f"{cd} && {line}"], **ask, stdin=subprocess.DEVNULL, check=False
        )
        asks = any(f" {each}" in line for each in ASKS)
        assert done.returncode in ({0, 1, 2} if asks else {0, 1}), (line, done.stderr)
        assert "Fant ikke kommandoen" not in done.stderr, line
        assert "planmappe" not in done.stderr.lower() or asks, (line, done.stderr)
