"""A school begins: protected from its first commit, with the keys of those who are there.

Every person is invented.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from program import Program, everything_in
from sosialplan.files.noekkelring import Noekkelplass
from sosialplan.files.yaml_edit import append_item
from sosialplan.vern.age import is_sealed

NAVN, KOLLEGA = "Oppdiktet Rektor Ravn", "Oppdiktet Rådgiver Rud"
WORDS = "oppdiktet sol regn snø vind"
STARTED = ("--skole", "Oppdiktet skole", "--fra", "midtstuen")


@pytest.fixture
def ravn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program of one who is about to begin, with a name in git and no school."""
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", NAVN)
    hos = tmp_path / "hos"
    plass = Noekkelplass(hos / "data", hos / "minne")
    return Program(tmp_path / "skolen", noekkelplass=plass)


def begun(program: Program, *args: str, answers: list[str] | None = None) -> str:
    outside = replace(program, root=program.root.parent)
    made = outside.run("start", str(program.root), *STARTED, *args, answers=answers)
    assert made.status == 0, made
    return " ".join(made.out.split())


def test_from_nothing_to_a_protected_school_with_two_people_and_a_case(
    ravn: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step that is left out is asked for, and nothing is written plain before."""
    said = begun(ravn, "--rolle", "rektor")
    assert "sosialplan nøkler ny" in said
    assert "oppdiktede" not in said
    opening = (
        "ny-sak", "--kjede", "bekymring", "--elev", "Oppdiktet Elev Sol",
        "--klasse", "8A", "--oppdaget", "2026-11-20",
    )  # fmt: skip
    early = ravn.run(*opening)
    assert early.status == 3
    assert "nødnøkkel" in early.err
    assert ravn.run("nøkler", "ny", answers=[WORDS, WORDS]).status == 0
    still = ravn.run(*opening)
    assert still.status == 3
    assert "nødnøkkel" in still.err
    assert not list((ravn.root / "saker").rglob("*.yaml*"))
    sheet = ravn.root.parent / "nødnøkkel.pdf"
    assert "Den gjelder fra nå" in ravn.fine("nøkler", "nødnøkkel", "--til", str(sheet)).out
    made = ravn.fine(*opening)
    assert "oppdiktede" not in made.err, "the warning is for folders that anybody can read"
    (path,) = (ravn.root / "saker").rglob("*.yaml.age")
    assert is_sealed(path.read_bytes())
    assert all(b"Elev Sol" not in held for held in everything_in(ravn.root).values())

    school = ravn.root / "plan" / "skole.yaml"
    text = append_item(
        school.read_text("utf-8"),
        ("personer",),
        {"navn": KOLLEGA, "verv": [{"rolle": "rådgiver"}]},
    )
    school.write_text(text, encoding="utf-8")
    ravn.fine("lagre")
    hos = ravn.root.parent / "kollega"
    rud = replace(ravn, noekkelplass=Noekkelplass(hos / "data", hos / "minne"))
    monkeypatch.setenv("GIT_AUTHOR_NAME", KOLLEGA)
    monkeypatch.setenv("GIT_COMMITTER_NAME", KOLLEGA)
    laid = rud.run("nøkler", "ny", answers=[WORDS, WORDS])
    assert "Den gjelder når 1 som leser fra før, har bekreftet den" in laid.err
    assert path.stem.removesuffix(".yaml") not in rud.run("saker").out
    monkeypatch.setenv("GIT_AUTHOR_NAME", NAVN)
    monkeypatch.setenv("GIT_COMMITTER_NAME", NAVN)
    assert "Den gjelder nå" in ravn.fine("tilgang", "bekreft", KOLLEGA).out
    ravn.fine("tilgang", "kontroller", "--rett")
    assert path.stem.removesuffix(".yaml") in rud.fine("saker").out
    assert ravn.run("logg", "--kontroller").status == 0


def test_it_is_open_only_where_that_is_said_and_then_the_warning_stands(ravn: Program) -> None:
    assert "bare stå oppdiktede saker" in begun(ravn, "--åpen")
    ravn.new_case("bekymring")
    assert list((ravn.root / "saker").rglob("*.yaml"))


def test_in_the_folder_of_another_school_the_name_is_the_persons_own(
    ravn: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{who}_NAME", raising=False)
        monkeypatch.delenv(f"GIT_{who}_EMAIL", raising=False)
    begun_in = replace(ravn, root=ravn.root.parent / "annen")
    begun_in.root.mkdir()
    begun_in.git("init", "-q")
    begun_in.git("config", "user.name", "Oppdiktet Annen")
    begun_in.git("config", "user.email", "annen@eksempel.invalid")
    new = replace(ravn, root=begun_in.root / "ny")
    words = ("start", str(new.root), *STARTED, "--åpen", "--rolle", "rektor")
    own = ravn.root.parent / "gitconfig"
    own.write_text("", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(own))
    refused = begun_in.run(*words)
    assert refused.status == 3
    assert "Git vet ikke hvem du er" in refused.err
    own.write_text(f"[user]\n\tname = {NAVN}\n\temail = ravn@eksempel.invalid\n", encoding="utf-8")
    begun_in.fine(*words)
    skole = (new.root / "plan" / "skole.yaml").read_text(encoding="utf-8")
    assert f"navn: {NAVN}" in skole
    assert "Oppdiktet Annen" not in skole
    assert new.git("log", "--format=%an <%ae>").strip() == f"{NAVN} <ravn@eksempel.invalid>"


def test_at_a_terminal_the_first_person_is_asked_for(ravn: Program) -> None:
    begun(ravn, answers=["rådgiver", "", "", "n"])
    assert f"- navn: {NAVN}\n    verv:" in (ravn.root / "plan" / "skole.yaml").read_text("utf-8")
    assert ravn.run("valider").status == 0


def test_nobody_need_be_the_first_person(ravn: Program) -> None:
    assert "også du" in begun(ravn, answers=["", "", "", "n"])
    assert "personer: []" in (ravn.root / "plan" / "skole.yaml").read_text("utf-8")


def test_at_a_terminal_the_whole_beginning_is_asked_for_in_words(ravn: Program) -> None:
    """Each answer can be skipped; what cannot be read is asked for again, and nothing of it is kept."""
    told = begun(
        ravn, "--åpen",
        answers=[
            "rektor", "11A", "8a, 8b 9A", "Oppdiktet Kari Fjell, kontaktlærer 8C", "Oppdiktet Kari Fjell, kontaktlærer 8B",
            "Oppdiktet Ola Berg; sosiallærer", "", "j", "3", "1", *[""] * 40,
        ],
    )  # fmt: skip
    assert "Du står som rektor, og 2 til er lagt inn." in told
    school = (ravn.root / "plan" / "skole.yaml").read_text("utf-8")
    assert "- klasse: 8A\n  - klasse: 8B\n  - klasse: 9A\n" in school
    assert school.count("- navn: Oppdiktet") - school.count("#   - navn: Oppdiktet") == 3
    choices = (ravn.root / "plan" / "valg.yaml").read_text("utf-8")
    assert choices.count("\n    valgt: ") == 1
    assert "valgt: høst-og-vår" in choices
    assert ravn.run("valider").status == 0
    assert ravn.git("status", "--porcelain") == ""


def test_the_file_that_a_school_begins_with_explains_each_of_its_lists(ravn: Program) -> None:
    begun(ravn)
    lines = (ravn.root / "plan" / "skole.yaml").read_text("utf-8").splitlines()
    lists = [
        place
        for place, line in enumerate(lines)
        if line.rstrip(" []").endswith(":") and line[0].isalpha()
    ]
    assert len(lists) == 7
    assert all(lines[place - 1].startswith("# ") for place in lists)
    assert all("#   - " in "\n".join(lines[place - 6 : place]) for place in lists)


@pytest.mark.parametrize("rolle", ["kontaktlærer", "sjef"])
def test_the_first_person_has_a_role_for_the_whole_school(ravn: Program, rolle: str) -> None:
    outside = replace(ravn, root=ravn.root.parent)
    refused = outside.run("start", str(ravn.root), *STARTED, f"--rolle={rolle}")
    assert refused.status == 2
    assert "rektor" in refused.err
    assert not ravn.root.exists()


def test_the_sheet_is_taken_back_where_its_key_could_not_be_laid_in(ravn: Program) -> None:
    """A sheet in the safe that opens nothing is worse than none."""
    begun(ravn, "--rolle", "rektor")
    (ravn.root / "plan" / "tilgang.yaml").write_text("nøkler: [\n", encoding="utf-8")
    sheet = ravn.root.parent / "nødnøkkel.pdf"
    assert ravn.run("nøkler", "nødnøkkel", "--til", str(sheet)).status != 0
    assert not sheet.exists()


def test_a_key_that_could_not_be_laid_in_is_not_kept(ravn: Program) -> None:
    """One whom the school does not know may put that right, and make the key then."""
    begun(ravn, "--åpen")
    assert ravn.run("nøkler", "ny", answers=[WORDS, WORDS]).status == 2
    assert ravn.run("nøkler", "ny", "--til", str(ravn.root.parent / "n.txt")).status == 2
    assert not (ravn.root.parent / "n.txt").exists()
    assert ravn.noekkelplass is not None
    assert not ravn.noekkelplass.lukket.exists()


@pytest.mark.parametrize(("trinn", "told"), [("VG1-VG3", True), ("8-VG3", True), ("1-7", False)])
def test_a_school_of_videregaaende_is_told_what_the_plan_does_not_know(
    ravn: Program, trinn: str, *, told: bool
) -> None:
    outside = replace(ravn, root=ravn.root.parent)
    made = outside.fine("start", str(ravn.root), *STARTED, "--åpen", "--trinn", trinn)
    assert ("annerledes i videregående" in made.err) is told
