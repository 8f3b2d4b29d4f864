"""The history of a folder where everything about pupils is sealed: taken back, and read by one let in later.

Every person is invented. What is written stands from the first day of this school.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from gitprogram import tell
from program import Program, copied
from sosialplan.vern.age import NotForMeError, identity_of, unseal
from test_vern import BJERK, RAVN, RUD
from vernet_skole import Vernet, with_keys

NOTAT = ("notat", "--notat", "Skrevet ved en feil")


@dataclass(frozen=True)
class Skole:
    """A protected school with one case in 8B, and its people."""

    vernet: Vernet
    root: Path
    sak: str

    def som(self, navn: str, root: Path) -> Program:
        """Return the program as a person has it, in a copy of the folder or in the copy that is there."""
        return self.vernet.som(navn, root if root.exists() else copied(self.root, root))


@pytest.fixture(scope="module")
def skole(depotets_skole: Path, tmp_path_factory: pytest.TempPathFactory) -> Skole:
    folder = tmp_path_factory.mktemp("vernet")
    program = Program(copied(depotets_skole, folder / "skolen"))
    plan = program.root / "plan" / "skole.yaml"
    text, taken = re.subn("(?m)^uendret_fra:.*\n", "", plan.read_text(encoding="utf-8"))
    assert taken == 1
    plan.write_text(text, encoding="utf-8", newline="\n")
    program.git("commit", "--quiet", "-am", "Det som er skrevet, staar")
    vernet = with_keys(program, (RUD, RAVN, BJERK), folder)
    rud = vernet.som(RUD, program.root)
    sak = rud.new_case(elev="Oppdiktet Hemmelig Navn")
    rud.fine("registrer", sak, "notat", "--notat", "En oppdiktet setning ingen skal se")
    return Skole(vernet, program.root, sak)


@pytest.fixture
def rud(skole: Skole, tmp_path: Path) -> Program:
    return skole.som(RUD, tmp_path / "rud")


def faults(program: Program) -> list[str]:
    found = program.run("valider", "--format", "json").json()["problemer"]
    return [each["kode"] for each in found if each["nivå"] == "feil"]


def shared(program: Program) -> None:
    tell(program.root.parent, "init", "--quiet", "--bare", "--initial-branch=main", "felles.git")
    program.git("remote", "add", "origin", "../felles.git")
    program.fine("synk")


def test_what_was_taken_back_is_no_entry_that_went_missing_and_is_shared(
    skole: Skole, rud: Program
) -> None:
    shared(rud)
    for _ in "twice":
        before = rud.case(skole.sak).with_suffix(".yaml.age").read_bytes()
        rud.fine("registrer", skole.sak, *NOTAT)
        rud.fine("angre")
        assert rud.case(skole.sak).with_suffix(".yaml.age").read_bytes() == before
        assert faults(rud) == []
        assert "Skrevet ved en feil" not in rud.fine("vis", skole.sak).out
        rud.fine("synk")
        assert rud.git("status", "--porcelain") == ""
        assert rud.git("rev-parse", "HEAD") == rud.git("rev-parse", "origin/main")


def test_what_is_put_back_is_sealed_for_those_who_shall_read_it_now(
    skole: Skole, rud: Program
) -> None:
    """One whose key was taken away in between is not let in again by the bytes of before."""
    access = rud.root / "plan" / "tilgang.yaml"
    text = access.read_text(encoding="utf-8")
    at = text.index(skole.vernet.noekler[BJERK].public)
    start, end = text.rindex("\n  - ", 0, at), text.index("\n  - ", at)
    access.write_text(text[:start] + text[end:], encoding="utf-8", newline="\n")
    rud.git("commit", "--quiet", "--no-verify", "-am", "Uten en nøkkel")
    before = rud.case(skole.sak).with_suffix(".yaml.age").read_bytes()
    rud.fine("registrer", skole.sak, *NOTAT)
    rud.fine("angre")
    now = rud.case(skole.sak).with_suffix(".yaml.age").read_bytes()
    unseal(before, [identity_of(skole.vernet.noekler[BJERK].secret)])
    with pytest.raises(NotForMeError):
        unseal(now, [identity_of(skole.vernet.noekler[BJERK].secret)])
    assert faults(rud) == []
    assert "Skrevet ved en feil" not in rud.fine("vis", skole.sak).out


@pytest.mark.parametrize(("back", "found"), [("HEAD~1", False), ("HEAD~4", True)])
def test_one_that_says_it_takes_back_and_takes_more_is_found_by_its_text(
    skole: Skole, rud: Program, back: str, found: bool
) -> None:
    rud.fine("registrer", skole.sak, *NOTAT)
    rud.fine("angre")
    said = rud.git("show", "-s", "--format=%B").strip()
    assert RUD in rud.git("show", "-s", "--format=%an")
    rud.fine("registrer", skole.sak, "samtale")
    undone = rud.git("rev-parse", "HEAD").strip()
    path = rud.case(skole.sak).with_suffix(".yaml.age")
    held = rud.git("rev-parse", f"{back}:./{path.relative_to(rud.root).as_posix()}")
    path.write_bytes(tell(rud.root, "cat-file", "blob", held.strip()))
    message = f"{said.partition('Angrer:')[0]}Angrer: {undone}"
    rud.git("commit", "--quiet", "--no-verify", "-am", message)
    assert ("K402" in faults(rud)) is found
