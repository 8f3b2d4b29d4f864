"""When signing is on, everything that is saved is signed with one's own key, or nothing is saved."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from gitprogram import tell
from noekler import key_pair, needs_ssh_keygen
from program import Program, copied, everything_in
from signert_skole import ALM, RAVN, add, signed_school, use_key

pytestmark = needs_ssh_keygen


@pytest.fixture(scope="session")
def skolen(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    return signed_school(Path(request.config.rootpath), tmp_path_factory.mktemp("signering"))


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    program = Program(copied(skolen, tmp_path / "her") / "skolen")
    use_key(program, "ravn")
    return program


def signed(program: Program, *revisions: str) -> list[str]:
    """Return how git judges each signature: U is a whole one, of a key that git does not know."""
    none = program.root.parent / "ingen"
    none.touch()
    said = program.git(
        "-c", f"gpg.ssh.allowedSignersFile={none}", "log", "--format=%G?", *(revisions or ("-1",))
    )
    return said.split()


def test_what_is_saved_from_then_on_is_signed(program: Program) -> None:
    assert signed(program, "-4") == ["U", "N", "N", "N"]
    number = program.new_case()
    program.fine("registrer", number, "notat", "--notat", "Oppdiktet")
    with program.case(number).open("a", encoding="utf-8") as file:
        file.write("# For hånd\n")
    program.fine("lagre")
    program.git("commit", "--quiet", "--allow-empty", "-m", "For hånd")
    assert signed(program, "-4") == ["U"] * 4


def test_a_merge_is_signed_also_by_one_who_did_not_know(program: Program, tmp_path: Path) -> None:
    tell(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "felles.git")
    program.git("remote", "add", "origin", str(tmp_path / "felles.git"))
    first = program.git("rev-parse", "HEAD~1").strip()
    tell(program.root, "push", "--quiet", "origin", f"{first}:refs/heads/main")
    tell(tmp_path, "clone", "--quiet", "felles.git", "andre")
    other = Program(tmp_path / "andre", new_id=lambda: "m0000001")
    other.git("config", "user.name", ALM)
    other.git("config", "user.signingkey", str(program.root.parent / "alm.pub"))
    other.new_case()
    assert signed(other) == ["N"]
    program.fine("synk")
    other.fine("synk")
    assert other.git("log", "-1", "--format=%P").count(" ") == 1
    assert signed(other) == ["U"]
    program.git("config", "--unset", "user.signingkey")
    program.fine("synk")
    assert program.git("rev-parse", "HEAD") == other.git("rev-parse", "HEAD")


def test_off_is_signed_and_then_nothing_more_is(program: Program) -> None:
    program.fine("tilgang", "signering", "av")
    assert signed(program) == ["U"]
    program.new_case()
    assert signed(program) == ["N"]
    assert "gpgsign" not in program.git("config", "--local", "--list")


def test_off_by_hand_is_signed_too(program: Program) -> None:
    path = program.root / "plan/tilgang.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("på: true", "på: false"), encoding="utf-8", newline="\n")
    program.fine("lagre")
    assert signed(program) == ["U"]


def test_it_is_not_turned_on_by_one_who_cannot_sign(program: Program) -> None:
    program.fine("tilgang", "signering", "av")
    use_key(program, "ny")
    before = program.git("rev-parse", "HEAD")
    result = program.run("tilgang", "signering", "på", "--fra", "2026-11-23")
    assert (result.status, program.git("rev-parse", "HEAD")) == (3, before)


# Who cannot sign


def refused(program: Program, said: str, cure: str) -> None:
    number = next((program.root / "saker/2026").iterdir()).stem
    before = {
        name: data for name, data in everything_in(program.root).items() if ".git/" not in name
    }
    result = program.run("registrer", number, "notat", "--notat", "Oppdiktet")
    assert result.status == 3
    told, advice = result.err.splitlines()
    assert told == f"Signering er på, og {said}. Ingenting er endret."
    assert advice.startswith(cure)
    (found,) = program.run("sjekk", "--format", "json").json()["funn"]
    assert found["kode"] == "D829"
    assert (said in found["melding"], found["råd"]) == (True, advice)
    after = everything_in(program.root)
    assert {name: after.get(name) for name in before} == before


def test_without_a_key_nothing_is_written(program: Program) -> None:
    use_key(program, "ingen")
    refused(
        program,
        "ingen nøkkel på denne maskinen er lagt inn i plan/tilgang.yaml",
        "Den offentlige nøkkelen (FIL.pub) må ligge i mappen .ssh hos deg",
    )


def test_with_a_key_that_is_not_known_nothing_is_written(program: Program) -> None:
    use_key(program, "ny")
    refused(
        program,
        "ingen nøkkel på denne maskinen er lagt inn i plan/tilgang.yaml",
        "Den offentlige nøkkelen",
    )


def test_with_the_key_of_another_nothing_is_written(program: Program) -> None:
    use_key(program, "alm")
    refused(
        program,
        "nøkkelen på denne maskinen er lagt inn på en annen enn den git sier du er",
        "Er det deg: git config user.name",
    )


def test_with_a_key_that_is_ended_nothing_is_written(program: Program) -> None:
    program.fine("tilgang", "fjern", RAVN)
    assert signed(program) == ["U"]
    refused(program, "nøkkelen din (n0000001) er sperret fra 23.11.2026", "Be en i ledelsen")


def test_with_a_key_that_has_not_begun_nothing_is_written(program: Program) -> None:
    pub = program.root.parent / "ny.pub"
    new = replace(program, new_id=lambda: "nyyyyyyy")
    new.fine("tilgang", "legg-til", RAVN, str(pub), "--fra", "2026-12-01")
    use_key(program, "ny")
    refused(program, "nøkkelen din (nyyyyyyy) gjelder først fra 01.12.2026", "Be en i ledelsen")


def test_a_key_that_is_added_counts_from_the_next_time(program: Program) -> None:
    add(replace(program, new_id=lambda: "nyyyyyyy"), RAVN, "ny")
    use_key(program, "ny")
    program.new_case()
    assert signed(program) == ["U"]


def test_the_last_key_is_not_taken_away_while_signing_is_on(program: Program) -> None:
    program.fine("tilgang", "fjern", ALM)
    result = program.run("tilgang", "fjern", RAVN)
    assert result.status == 3
    assert result.err.startswith("Signering er på, og da er det ingen igjen")


# Where the key is


def test_it_is_found_in_the_folder_of_ssh_keys(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "hjem"
    shutil.copytree(Path.home(), home)
    (home / ".ssh").mkdir()
    (home / ".ssh" / "annet.pub").write_bytes(b"\xff")
    for name in ("ravn", "ravn.pub", "alm.pub"):
        (home / ".ssh" / name).write_bytes((program.root.parent / name).read_bytes())
    (home / ".ssh" / "ravn").chmod(0o600)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    program.git("config", "--unset", "user.signingkey")
    program.new_case()
    assert signed(program) == ["U"]


def test_it_may_be_named_by_its_private_half_or_written_out(program: Program) -> None:
    program.git("config", "user.signingkey", str(program.root.parent / "ravn"))
    number = program.new_case()
    assert signed(program) == ["U"]
    text = (program.root.parent / "ravn.pub").read_text("utf-8")
    program.git("config", "user.signingkey", f"key::{text.strip()}")
    result = program.run("registrer", number, "notat", "--notat", "Oppdiktet")
    assert "fant den offentlige nøkkelen, men ikke den private" in result.err


# What ssh says


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("låst", "passordet til nøkkelen ble ikke gitt, eller var feil"),
        ("borte", "men ikke den private"),
        ("ravn", "og programmet ssh-keygen finnes ikke"),
    ],
)
def test_where_ssh_cannot_sign_the_edit_stands_and_it_is_said_why(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, said: str
) -> None:
    here = program.root.parent
    number = program.new_case()
    if key == "ravn":
        only_git(tmp_path / "bin", monkeypatch)
    else:
        pub = key_pair(here, key, password="oppdiktet" if key == "låst" else "")
        add(program, RAVN, key)
        use_key(program, key)
        if key == "borte":
            pub.with_suffix("").unlink()
    before = program.git("rev-parse", "HEAD")
    result = program.run("registrer", number, "notat", "--notat", "Oppdiktet")
    assert result.status == 3
    assert result.err.startswith("Endringen står i filen, men er ikke lagret i historikken.")
    assert said in result.err
    assert program.git("rev-parse", "HEAD") == before
    assert "notat: Oppdiktet" in program.case(number).read_text("utf-8")
    monkeypatch.undo()
    use_key(program, "ravn")
    program.fine("lagre")
    assert signed(program) == ["U"]


def only_git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be no other program than git."""
    if os.name == "nt":
        pytest.skip("git brings its own ssh-keygen")
    git = shutil.which("git")
    assert git is not None
    folder.mkdir()
    (folder / "git").symlink_to(git)
    monkeypatch.setenv("PATH", str(folder))
