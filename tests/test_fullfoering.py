"""What the tabulator offers: words of the plan and numbers, never a name, and nothing that is sealed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kommandoene import COMMANDS
from program import Program
from sosialplan.cli.app import app_for, command_for
from sosialplan.cli.fullfoering import SHELLS, Stedet, answer, offer
from sosialplan.cli.main import main
from sosialplan.cli.world import ASKS
from sosialplan.files.planmappe import Planmappe
from sosialplan.vern.laas import Laas
from vernet_skole import with_keys

SAK = "2026-YHP9E"


def offered(
    line: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """Return what the program tells bash; the cursor is at the end of the line."""
    words = line.split(" ")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    monkeypatch.setenv(ASKS, "complete_bash")
    assert main([]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    return told.out.split()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("sosialplan fri", ["frister"]),
        ("sosialplan tiltak e", ["endre", "evaluer"]),
        ("sosialplan registrer 2026-YH", [SAK]),
        ("sosialplan registrer 2026-yh", [SAK]),
        (f"sosialplan registrer {SAK} rektor-", ["rektor-varslet", "rektor-oppfølging"]),
        (f"sosialplan registrer {SAK} notat --av rek", ["rektor"]),
        ("sosialplan ny-sak --klasse 8", ["8A", "8B", "8C", "8D"]),
        ("sosialplan ny-sak --kjede b", ["bekymring"]),
        ("sosialplan ny-sak --kategori m", ["mobbing"]),
        ("sosialplan frister --status f", ["forfalt", "for-sent"]),
        ("sosialplan lag akt", ["aktivitetsplan"]),
        ("sosialplan lag aktivitetsplan --format p", ["pdf"]),
        ("sosialplan møte registrer r-", ["r-team"]),
        ("sosialplan vis --tøv", []),
        ("sosialplan finnes-ikke ", []),
    ],
)  # fmt: skip
def test_what_can_stand_there(
    line: str,
    expected: list[str],
    skolen: Program,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(skolen.root)
    assert offered(line, capsys, monkeypatch) == expected


def test_the_steps_are_those_of_the_case_that_is_named(
    skolen: Program, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(skolen.root)
    absence = next(
        p.stem
        for p in skolen.root.glob("saker/*/*.yaml")
        if "kjede: fravaer" in p.read_text("utf-8")
    )
    one = set(offered(f"sosialplan registrer {SAK} ", capsys, monkeypatch))
    other = set(offered(f"sosialplan registrer {absence} ", capsys, monkeypatch))
    assert one - other
    assert other - one
    assert {"notat"} <= one & other


def params() -> Iterator[Any]:
    for command in COMMANDS.values():
        yield from command.params


def test_no_name_is_ever_offered(skolen: Program) -> None:
    class Ctx:
        def __init__(self) -> None:
            self.params = {"mappe": str(skolen.root)}
            self.args: tuple[str, ...] = ()

        def find_root(self) -> Any:
            return self

        def find_object(self, _: Any) -> None:
            return None

    words = {word for param in params() for pair in offer(Ctx(), param) for word in pair}
    assert len(words) > 100
    assert [word for word in words if "Oppdiktet" in word] == []


def test_nothing_sealed_is_opened(skolen: Program, tmp_path: Path) -> None:
    skole = with_keys(skolen, ("Oppdiktet Rådgiver Rud",), tmp_path)

    def keys() -> Any:
        raise AssertionError

    stedet = Stedet(Planmappe(skole.program.root, Laas(keys)), ("registrer", SAK))
    assert stedet.sak is None


@pytest.mark.parametrize("where", ["outside", "broken"])
def test_where_nothing_can_be_read_nothing_is_said(
    where: str,
    skolen: Program,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (skolen.root / "plan" / "skole.yaml").write_text("navn: [\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path if where == "outside" else skolen.root)
    assert offered("sosialplan ny-sak --klasse ", capsys, monkeypatch) == []
    assert offered("sosialplan fri", capsys, monkeypatch) == ["frister"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed here")
def test_bash_itself_is_told(skolen: Program) -> None:
    script = skolen.fine("fullføring", "bash", "--vis").out
    called = Path(sys.executable).parent
    ran = subprocess.run(  # noqa: S603 - the shell, and words of ours
        [str(shutil.which("bash")), "--norc"],
        input=f"{script}\nCOMP_WORDS=(sosialplan vis 2026-YH)\nCOMP_CWORD=2\n_sosialplan_completion sosialplan\n"
        'echo "${COMPREPLY[@]}"\n',
        cwd=skolen.root,
        env={**os.environ, "PATH": f"{called}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert (ran.stdout.split(), ran.stderr) == ([SAK], "")


def test_it_is_laid_in_and_what_stood_there_stands(
    skolen: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".bashrc").write_text("alias ll='ls -l'\n", encoding="utf-8")
    told = skolen.fine("fullføring", "bash")
    settings = (tmp_path / ".bashrc").read_text(encoding="utf-8")
    assert settings.startswith("alias ll='ls -l'\n")
    assert "sosialplan.sh" in settings
    assert "Åpne et nytt vindu" in told.out
    assert "Slik tas det bort igjen" in told.err
    skolen.fine("fullføring", "bash")
    assert (tmp_path / ".bashrc").read_text(encoding="utf-8").count("sosialplan.sh") == 1


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_a_script(shell: str, skolen: Program) -> None:
    assert ASKS in skolen.fine("fullføring", shell, "--vis").out


def test_a_shell_that_is_not_here_is_no_fault_of_the_program(
    skolen: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    told = skolen.run("fullføring", "powershell")
    assert told.status == 3
    assert "sosialplan fullføring powershell --vis" in told.err


def test_an_unknown_shell_is_refused(skolen: Program) -> None:
    assert "velg en av bash" in skolen.run("fullføring", "tcsh").err


def test_a_plain_run_loads_nothing_of_it() -> None:
    code = "import sys; from sosialplan.cli.main import main; main(['regn', '2026-11-23', '5']); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert "sosialplan.cli.fullfoering" not in ran.stdout.split()


def test_the_answer_is_made_for_every_command() -> None:
    assert app_for([]) is not None
    assert answer(command_for([])).commands.keys() >= {"frister", "fullføring"}
