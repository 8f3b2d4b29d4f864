"""What the doctor, the check of the history, that of copies and a document advise, followed word for word.

Here what is wrong is no text of a file: a scenario breaks the folder, ``sjekk`` tells of it, and what it advises is
copied out of what it says and run. What another test follows says which; the rest why nobody can.
"""

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gitprogram import ask, tell
from program import Program
from sosialplan.files.yaml_reader import parse
from sosialplan.tekster.koder.alle import CODES
from sosialplan.tekster.koder.dokument import DOKUMENT
from sosialplan.tekster.koder.sjekk import PERSONVERN, SJEKK
from sosialplan.tekster.koder.tillit import KONTROLL, KOPI

TESTS = Path(__file__).parent
_COMMAND = re.compile(r"(?:sosialplan|git) (?:«[^»]*»|[^.,();«»…]|[.,](?! |$))+…?")
TABLE: Any = parse((TESTS / "kurer_mappen.yaml").read_text(encoding="utf-8")).tree
ELSEWHERE: dict[str, str] = {
    code: where for where, codes in TABLE["prøves_i"].items() for code in codes
}
U_CODES = "test_raad_i_dokumentene.py::test_each_advised_command_does_what_it_says"


def without_git(program: Program, sak: str) -> None:
    del sak
    shutil.rmtree(program.root / ".git")


def another_setting(program: Program, sak: str) -> None:
    del sak
    program.git("config", "--local", "core.eol", "crlf")


def lines_are_gone(program: Program, sak: str) -> None:
    del sak
    (program.root / ".gitignore").unlink()
    program.fine("lagre")


def leavings(program: Program, sak: str) -> None:
    path = program.root / "saker" / "2026" / f".sosialplan-{sak}.yaml-1.tmp"
    path.write_text("rest", encoding="utf-8")


def merging(program: Program, sak: str) -> None:
    del sak
    program.git("switch", "--quiet", "-c", "annen")
    program.git("commit", "--quiet", "--allow-empty", "-m", "x")
    program.git("switch", "--quiet", "main")
    program.git("commit", "--quiet", "--allow-empty", "-m", "y")
    program.git("merge", "--quiet", "--no-commit", "--no-ff", "annen")


def detached(program: Program, sak: str) -> None:
    del sak
    program.git("switch", "--quiet", "--detach")


def shallow(program: Program, sak: str) -> None:
    del sak
    whole, root = program.root.with_name("hele"), program.root
    root.replace(whole)
    tell(whole.parent, "clone", "--quiet", "--depth", "1", whole.as_uri(), root.name)
    program.fine("sjekk", "--reparer")


def unsaved(program: Program, sak: str) -> None:
    with program.case(sak).open("a", encoding="utf-8") as file:
        file.write("# rørt\n")


def stray(program: Program, sak: str) -> None:
    del sak
    (program.root / ".git" / "refs" / "heads" / "desktop.ini").write_bytes(b"x")


def foreign(program: Program, sak: str) -> None:
    del sak
    program.git("config", "core.fsmonitor", "false")


def other_schema(program: Program, sak: str) -> None:
    del sak
    path = program.root / "plan" / "skjema" / "sak.schema.json"
    path.write_text(path.read_text(encoding="utf-8").replace("{", "{ ", 1), encoding="utf-8")
    program.fine("lagre")


def in_the_file(name: str, put: str) -> Callable[[Program, str], None]:
    """Put a line first in a file, and save it where it can be saved."""

    def put_in(program: Program, sak: str) -> None:
        path = program.root / name.format(sak=sak)
        path.write_text(put + path.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")

    return put_in


def out_of_the_file(name: str, put: str) -> Callable[[Program, str], None]:
    """Take it away again, as the cure says."""

    def take_out(program: Program, sak: str) -> None:
        path = program.root / name.format(sak=sak)
        text = path.read_text(encoding="utf-8").replace(put, "", 1)
        path.write_text(text, encoding="utf-8", newline="\n")

    return take_out


SKOLE, SAKEN = "plan/skole.yaml", "saker/2026/{sak}.yaml"
AHEAD, BROKEN_LINE = "uendret_fra: 2030-01-01\n", "\t:\n"
BROKEN: dict[str, Callable[[Program, str], None]] = {
    "D803": without_git,
    "D805": another_setting,
    "D806": lines_are_gone,
    "D814": leavings,
    "D821": merging,
    "D823": detached,
    "D827": shallow,
    "D828": unsaved,
    "D831": stray,
    "D834": foreign,
    "D837": other_schema,
    "T761": shallow,
    "T762": detached,
    "T763": merging,
    "T781": in_the_file(SAKEN, BROKEN_LINE),
    "T782": in_the_file(SKOLE, AHEAD),
    "T783": in_the_file(SKOLE, BROKEN_LINE),
}
BY_HAND: dict[str, Callable[[Program, str], None]] = {
    "D831": lambda program, _: (program.root / ".git/refs/heads/desktop.ini").unlink(),
    "T781": out_of_the_file(SAKEN, BROKEN_LINE),
    "T782": out_of_the_file(SKOLE, AHEAD),
    "T783": out_of_the_file(SKOLE, BROKEN_LINE),
}
"""What a cure says is to be done without a command."""
LEAVES = {"D834": {"D835"}}
"""What stands instead: a setting that somebody said yes to is still shown."""


@pytest.mark.parametrize(
    "code", [each.code for each in (*SJEKK, *PERSONVERN, *KONTROLL, *KOPI, *DOKUMENT)]
)
def test_each_code_beside_the_files_has_a_cure_that_is_followed_or_says_why_not(code: str) -> None:
    where = U_CODES if code.startswith("U") else ELSEWHERE.get(code)
    told = [code in {*BROKEN, *COPIES}, where is not None, code in TABLE["kan_ikke"]]
    assert sum(told) == 1, told
    if where is not None:
        file, _, name = where.partition("::")
        text = (TESTS / file).read_text(encoding="utf-8")
        assert f"def {name}(" in text
    assert len(TABLE["kan_ikke"].get(code, "x" * 20)) >= 20


def test_the_table_names_no_code_that_is_not_there() -> None:
    known = {each.code for each in (*SJEKK, *PERSONVERN, *KONTROLL, *KOPI)}
    named = {*BROKEN, *COPIES, *ELSEWHERE, *TABLE["kan_ikke"]}
    assert named <= known
    assert known.isdisjoint(each.code for each in CODES)


def found(program: Program) -> dict[str, str]:
    told = program.run("sjekk", "--format", "json").json()["funn"]
    return {each["kode"]: each["råd"] for each in told}


@pytest.mark.parametrize("code", BROKEN)
def test_what_is_advised_mends_what_was_found(
    program: Program, sak: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for date in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        monkeypatch.setenv(date, program.now)
    look = found if code.startswith("D") else checked
    before = set(look(program))
    BROKEN[code](program, sak)
    cure = look(program)[code]
    assert code not in before
    if code in BY_HAND:
        BY_HAND[code](program, sak)
    for said in () if code in BY_HAND else commands(cure):
        words = shlex.split(said)
        if words[0] == "git":
            assert ask(program.root, *words[1:]).status == 0, said
        else:
            assert program.run(*words[1:]).status == 0, said
    left = set(look(program))
    assert code not in left
    assert left - before == LEAVES.get(code, set())


def checked(program: Program) -> dict[str, str]:
    told = program.run("logg", "--kontroller", "--format", "json").json()["funn"]
    return {each["kode"]: each["råd"] for each in told}


def commands(cure: str) -> list[str]:
    """Return the commands of an advice that do something, as they stand."""
    every = [each for said in _COMMAND.findall(cure) for each in re.split(r" og (?=git )", said)]
    return [each for each in every if not each.startswith(("git status", "git config --local --l"))]


SAK = "2026-YHP9E"
OTHERS = "      kontakt: Storgata 12 B, 90012345, oppdiktet.falk@skole.invalid\n"
COPIES = {
    "L801": ("Oppdiktet Elev Falk lo av eleven.", "En annen elev lo av eleven."),
    "L802": ("Fødselsnummeret er 01010000110.", "Saksnummeret holder."),
    "L803": ("Ring 90012345 om det.", "Ring om det."),
    "L804": ("Skriv til oppdiktet.falk@skole.invalid om det.", "Skriv om det."),
    "L805": ("Det hendte ved Storgata 12 B.", "Det hendte på vei hjem."),
    "L812": ("Det var en i 9D som gjorde det.", "Det var en annen som gjorde det."),
}
"""What stops a copy, and the same without it, as the cure says: an alias instead of a name, and the rest taken away."""


@pytest.mark.parametrize("code", COPIES)
def test_what_stops_a_copy_is_taken_away_as_advised(skolen: Program, code: str) -> None:
    path = skolen.case("2026-P3E6W")
    text = path.read_text(encoding="utf-8")
    relation = "      relasjon: mor\n"
    path.write_text(text.replace(relation, relation + OTHERS, 1), encoding="utf-8", newline="\n")
    own = skolen.case(SAK)
    moved = own.read_text(encoding="utf-8").replace(
        "Bakke\n    klasse: 8B", "Bakke\n    klasse: 9D", 1
    )
    own.write_text(moved, encoding="utf-8", newline="\n")
    skolen.fine("lagre")
    make = ("lag", "aktivitetsplan", SAK, "--mottaker", "foresatte")
    bad, good = COPIES[code]
    skolen.fine("tiltak", "plan", SAK, "--problem", bad)
    assert f"[{code}]" in skolen.run(*make).err
    skolen.fine("tiltak", "plan", SAK, "--problem", good)
    assert "[L8" not in skolen.fine(*make).err
