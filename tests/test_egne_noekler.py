"""One's own key from day to day: a forgotten passphrase, a mistyped one, and what is found before it is asked for."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from program import Program, copied
from test_vern import RUD, Skole, rud, skole
from vernet_skole import signed_in

__all__ = ["rud", "skole"]
WORDS, OTHER = "fire helt vanlige ord", "fire helt andre ord"


@pytest.fixture
def program(depotets_skole: Path, tmp_path: Path) -> Program:
    """Return the program in an open folder, with a key of one's own that a passphrase shuts."""
    program = Program(copied(depotets_skole, tmp_path / "skolen"))
    program.git("config", "user.name", RUD)
    assert program.run("nøkler", "ny", answers=[WORDS, WORDS]).status == 0
    program.fine("nøkler", "lås")
    return program


def kept(tmp_path: Path) -> list[str]:
    return sorted(each.name for each in (tmp_path / "nøkkel").iterdir())


def test_a_mistyped_passphrase_is_asked_for_again(program: Program) -> None:
    opened = program.run("nøkler", "åpne", answers=["feil", "feil igjen", WORDS])
    assert opened.status == 0
    assert opened.err.count("Passordsetningen stemmer ikke. Prøv igjen.") == 2
    shut = program.run("nøkler", "åpne", answers=["1", "2", "3", WORDS])
    assert (shut.status, "--på-nytt" in shut.err) == (3, True)
    assert program.run("nøkler", "åpne", inn=["feil", WORDS]).status == 3, "nobody sits there"


def test_a_forgotten_passphrase_puts_the_old_key_aside_itself(
    program: Program, tmp_path: Path
) -> None:
    refused = program.run("nøkler", "ny", answers=[OTHER, OTHER])
    assert (refused.status, "sosialplan nøkler ny --på-nytt" in refused.err) == (3, True)
    old = (tmp_path / "nøkkel" / "lesenøkkel.age").read_bytes()
    program = replace(program, new_id=lambda: "s0000001")
    made = program.run("nøkler", "ny", "--på-nytt", answers=[OTHER, OTHER], width=300)
    assert made.status == 0, made
    assert "flyttet til side, og ikke slettet" in made.err
    assert "Nøkkelen n0000001 fra 23.11.2026 åpner fortsatt." in made.err
    assert "sosialplan tilgang fjern n0000001" in made.err
    assert kept(tmp_path) == ["lesenøkkel-2026-11-23.age", "lesenøkkel.age"]
    assert (tmp_path / "nøkkel" / "lesenøkkel-2026-11-23.age").read_bytes() == old
    assert program.run("nøkler", "åpne", answers=[OTHER]).status == 0
    program = replace(program, new_id=lambda: "s0000002")
    assert program.run("nøkler", "ny", "--på-nytt", answers=[WORDS, WORDS]).status == 0
    assert "lesenøkkel-2026-11-23-2.age" in kept(tmp_path)


def test_the_old_key_comes_back_where_the_new_one_is_refused(
    program: Program, tmp_path: Path
) -> None:
    old = (tmp_path / "nøkkel" / "lesenøkkel.age").read_bytes()
    taken = replace(program, new_id=lambda: "n0000001")  # the id of the one that is there
    assert taken.run("nøkler", "ny", "--på-nytt", answers=[OTHER, OTHER]).status == 1
    assert kept(tmp_path) == ["lesenøkkel.age"]
    assert (tmp_path / "nøkkel" / "lesenøkkel.age").read_bytes() == old


def test_what_is_refused_is_refused_before_a_passphrase_is_asked_for(
    depotets_skole: Path, tmp_path: Path
) -> None:
    (tmp_path / "tom").mkdir()
    nowhere = Program(tmp_path / "tom").run("nøkler", "ny", answers=[])
    assert nowhere.status == 3
    program = Program(copied(depotets_skole, tmp_path / "skolen"))
    program.git("config", "user.name", "Oppdiktet Ukjent")
    unknown = program.run("nøkler", "ny", answers=[])
    assert (unknown.status, "Skolen kjenner ikke navnet" in unknown.err) == (2, True)
    for each in (nowhere, unknown):
        assert "passordsetning" not in each.err
    assert not (tmp_path / "nøkkel").exists()


def left(program: Program, rot: Path, sak: str, grunnlag: str = "noe annet") -> Path:
    """Lay a room as a killed ``rediger`` leaves it."""
    assert program.noekkelplass is not None
    assert program.noekkelplass.minne is not None
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    place = program.noekkelplass.minne / f"rediger-{gone.pid}-{sak}"
    place.mkdir()
    om = {"rot": str(rot), "fil": f"saker/2026/{sak}.yaml", "grunnlag": grunnlag}
    (place / "om.json").write_text(json.dumps(om), "utf-8")
    (place / f"{sak}.yaml").write_text("Oppdiktet, skrevet og ikke lagret", "utf-8")
    return place


def test_locking_takes_away_what_a_killed_edit_left_and_keeps_it_sealed(
    rud: Program, skole: Skole, tmp_path: Path
) -> None:
    """From whatever folder one stands in: the room knows its own."""
    place = left(rud, rud.root, skole.sak)
    (tmp_path / "tom").mkdir()
    locked = replace(rud, root=tmp_path / "tom").fine("nøkler", "lås")
    assert locked.out == "Nøkkelen er låst.\n"
    assert "er tatt vare på, vernet som filen selv" in locked.err
    assert f"En redigering av {skole.sak} ble avbrutt, og er ryddet bort." in locked.err
    assert not place.exists()
    again = signed_in(rud, skole.noekler[RUD], rud.root.parent / "rud-hos")
    asked = again.run("rediger", skole.sak, "--med", "false", answers=["kanskje", "ja"])
    assert "Svar ja eller nei." in asked.err


def test_locking_tells_where_what_cannot_be_kept_lies(
    rud: Program, skole: Skole, tmp_path: Path
) -> None:
    places = [left(rud, rud.root, "2026-AAAAA"), left(rud, tmp_path / "borte", skole.sak)]
    broken = left(rud, rud.root, "2026-BBBBB")
    (broken / "om.json").write_text("{", "utf-8")
    locked = rud.fine("nøkler", "lås")
    said = "".join(locked.err.split())
    for each in (*places, broken):
        assert each.exists()
        assert "".join(str(each).split()) in said
