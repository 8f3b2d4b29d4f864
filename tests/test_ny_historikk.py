"""A new history for a school whose old one is plain: what stands today, and nothing of what stood before."""

from dataclasses import replace
from pathlib import Path

import pytest

from program import Program, copied
from sosialplan.vern.age import new_pair
from test_vern import RUD, all_bytes
from vernet_skole import signed_in

PLAIN = b"Oppdiktet Elev Lyng"


@pytest.fixture(scope="module")
def aapen(depotets_skole: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Program, str]:
    """A school that was open, and was protected today: its history is plain."""
    folder = tmp_path_factory.mktemp("ny_historikk")
    pair = new_pair()
    program = signed_in(Program(copied(depotets_skole, folder / "skolen")), pair, folder / "hos")
    program.git("config", "user.name", RUD)
    sak = program.new_case(elev=PLAIN.decode())
    program.fine("nøkler", "legg-inn", pair.public)
    program.fine("nøkler", "nødnøkkel", "--til", str(folder / "ark.pdf"))
    assert "sosialplan vern ny-historikk" in program.fine("vern", "på").err
    return program, sak


@pytest.fixture
def gammel(aapen: tuple[Program, str], tmp_path: Path) -> Program:
    program, _ = aapen
    return replace(program, root=copied(program.root, tmp_path / "skolen"))


def plain_in(program: Program) -> bool:
    return any(PLAIN in data for _, data in all_bytes(program.root))


def made(program: Program) -> Program:
    new = program.root.parent / "ny"
    program.fine("vern", "ny-historikk", str(new))
    result = replace(program, root=new)
    result.git("config", "user.name", RUD)
    return result


def test_what_stands_is_there_and_nothing_of_what_stood_before(
    gammel: Program, aapen: tuple[Program, str]
) -> None:
    before = gammel.git("rev-parse", "HEAD").strip()
    told = gammel.fine("saker", "--alle").out
    assert plain_in(gammel), "the old history is plain"
    ny = made(gammel)
    assert not plain_in(ny)
    assert ny.fine("saker", "--alle").out == told
    assert ny.git("rev-list", "--count", "HEAD").strip() == "1"
    assert ny.git("status", "--porcelain") == ""
    assert before in ny.git("log", "--format=%b")
    assert gammel.git("rev-parse", "HEAD").strip() == before, "the old one is not touched"
    ny.fine("registrer", aapen[1], "rektor-varslet", "--av", "rådgiver")
    control = ny.run("logg", "--kontroller").out
    assert (
        f"Den tok over etter en eldre, som ikke er her: 5 lagringer, den siste {before[:10]}."
        in " ".join(control.split())
    )
    as_data = ny.run("logg", "--kontroller", "--format", "json").json()
    assert as_data["historikken_foer"] == {"siste": before, "lagringer": 5}


def test_the_two_are_never_merged(gammel: Program) -> None:
    """One who goes on in the old folder would bring the plain history back."""
    ny, felles = made(gammel), gammel.root.parent / "felles.git"
    ny.git("init", "--quiet", "--bare", str(felles))
    ny.git("remote", "add", "origin", str(felles))
    ny.fine("synk")
    gammel.git("remote", "add", "origin", str(felles))
    refused = gammel.run("synk")
    assert refused.status == 3
    assert "ingen felles begynnelse" in refused.err


def test_a_key_that_nobody_confirmed_does_not_come_in_with_it(gammel: Program) -> None:
    gammel.fine("nøkler", "legg-inn", new_pair().public, "--person", "Oppdiktet Rektor Ravn")
    refused = gammel.run("vern", "ny-historikk", str(gammel.root.parent / "ny"))
    assert refused.status == 3
    assert "Ikke bekreftet" in refused.err
    assert not (gammel.root.parent / "ny").exists()


def _unsaved(program: Program) -> None:
    path = program.root / "plan" / "skole.yaml"
    path.write_text(path.read_text("utf-8") + "# m\n", encoding="utf-8")


def _plain(program: Program) -> None:
    (program.root / "saker" / "2026" / "2026-ABCDE.yaml").write_text("x: 1\n", encoding="utf-8")
    program.git("add", "--force", "saker")
    program.git("-c", "core.hooksPath=/dev/null", "commit", "--quiet", "--message=x")


def _taken(program: Program) -> None:
    (program.root.parent / "ny").mkdir()
    (program.root.parent / "ny" / "noe").write_text("x", encoding="utf-8")


def _off(program: Program) -> None:
    program.fine("vern", "av", "--hvorfor", "Oppdiktet")


def _linked(program: Program) -> None:
    (program.root / "lenke").symlink_to("plan")
    program.git("add", "--force", "lenke")
    program.git("-c", "core.hooksPath=/dev/null", "commit", "--quiet", "--message=x")


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        (_unsaved, "ikke er lagret"),
        (_plain, "er ikke vernet"),
        (_taken, "innhold fra før"),
        (_off, "ikke vernet"),
        (_linked, "er en lenke"),
    ],
)
def test_nothing_is_made_where_something_is_not_as_it_should_be(
    gammel: Program, spoiled: object, said: str
) -> None:
    assert callable(spoiled)
    spoiled(gammel)
    refused = gammel.run("vern", "ny-historikk", str(gammel.root.parent / "ny"))
    assert refused.status == 3
    assert said in refused.err
    assert not (gammel.root.parent / "ny" / "plan").exists()
    inside = gammel.run("vern", "ny-historikk", str(gammel.root / "plan" / "ny"))
    assert inside.status == 3
