"""Taking back one's own last command: by a new commit, and only where nothing else is lost."""

from pathlib import Path

import pytest

from program import Program, made_by_start, of_the_repository

SAK = "2026-8G2R1"
FIRST = ("registrer", SAK, "notat", "--notat", "Ringte hjem", "--av", "kontaktlærer")


@pytest.fixture
def skolen(root: Path, tmp_path: Path) -> Program:
    return Program(of_the_repository(root, tmp_path / "skolen"))


def test_the_case_is_as_it_was_and_the_history_keeps_both(skolen: Program) -> None:
    before = skolen.case(SAK).read_bytes()
    skolen.fine(*FIRST)
    undone = skolen.git("rev-parse", "HEAD").strip()
    told = skolen.fine("angre")
    assert told.out.startswith(f"Angret: sak {SAK} er som før.")
    assert skolen.case(SAK).read_bytes() == before
    assert skolen.git("status", "--porcelain") == ""
    message = skolen.git("show", "-s", "--format=%B").strip()
    assert message == f"Angret\n\nSak: {SAK}\nAngrer: {undone}"
    assert skolen.git("rev-parse", "HEAD^").strip() == undone


def test_a_person_sees_what_goes_and_says_yes_to_it(skolen: Program) -> None:
    skolen.fine(*FIRST)
    head = skolen.git("rev-parse", "HEAD")
    stopped = skolen.run("angre", answers=["nei"])
    assert (stopped.status, skolen.git("rev-parse", "HEAD")) == (3, head)
    assert "Dette tas bort:" in stopped.err
    assert "Tas bort: Notat, mandag 23. november 2026" in stopped.err
    told = skolen.run("angre", answers=["ja"])
    assert (told.status, "er som før" in told.out) == (0, True)


def test_a_commit_of_other_files_than_the_schools_is_not_taken_back(skolen: Program) -> None:
    (skolen.root / "program.py").write_text("x = 1\n", encoding="utf-8")
    skolen.git("add", "program.py")
    skolen.git("commit", "-q", "-m", "Noe annet")
    head = skolen.git("rev-parse", "HEAD")
    refused = skolen.run("angre")
    assert (refused.status, skolen.git("rev-parse", "HEAD")) == (3, head)
    assert "filer som ikke er planmappens" in refused.err


@pytest.fixture
def ny(tmp_path: Path) -> tuple[Program, str]:
    """A school of its own, where all that is saved stands, and its first case."""
    program = Program(made_by_start(tmp_path / "ny"))
    told = program.fine(
        "ny-sak", "--kjede", "bekymring", "--elev", "Oppdiktet Elev Ny", "--klasse", "8A",
        "--oppdaget", "2026-11-23", "--format", "json",
    ).json()  # fmt: skip
    program.fine("registrer", told["sak"], "notat", "--notat", "Ringte hjem")
    return program, told["sak"]


def test_what_was_taken_back_is_no_entry_that_went_missing(ny: tuple[Program, str]) -> None:
    program, _ = ny
    program.fine("angre")
    assert "K402" not in program.fine("valider").out


def test_what_was_taken_back_before_two_lines_met_is_no_entry_that_went_missing(
    ny: tuple[Program, str],
) -> None:
    program, sak = ny
    program.git("checkout", "--quiet", "-b", "side")
    program.fine("registrer", sak, "notat", "--notat", "Ringte feil hjem")
    program.fine("angre")
    program.git("checkout", "--quiet", "main")
    program.fine("registrer", sak, "samtale")
    program.git("merge", "--quiet", "--no-edit", "side")
    assert "K402" not in program.fine("valider").out


def test_one_that_says_it_takes_back_and_takes_more_is_found(ny: tuple[Program, str]) -> None:
    program, sak = ny
    undone = program.git("rev-parse", "HEAD").strip()
    path = program.case(sak)
    text = path.read_text(encoding="utf-8")
    first = text.index("  - id: ")
    second = text.index("  - id: ", first + 1)
    path.write_text(text[:first] + text[second:], encoding="utf-8", newline="\n")
    program.git("commit", "--quiet", "-am", f"Angret\n\nAngrer: {undone}")
    assert "feil[K402]" in program.run("valider").out


def test_a_case_that_was_opened_is_taken_away(ny: tuple[Program, str]) -> None:
    skolen, _ = ny
    before = sorted((skolen.root / "saker/2026").iterdir())
    skolen.fine(
        "ny-sak", "--kjede", "bekymring", "--elev", "Oppdiktet Elev Ny", "--klasse", "8A",
        "--oppdaget", "2026-11-23", "--likevel",
    )  # fmt: skip
    skolen.fine("angre")
    assert sorted((skolen.root / "saker/2026").iterdir()) == before
    assert skolen.git("status", "--porcelain") == ""
    assert "K404" not in skolen.fine("valider").out


@pytest.mark.aapen  # nobody but the program writes the lines of a sealed file
def test_line_ends_of_windows_stay(ny: tuple[Program, str]) -> None:
    program, sak = ny
    path = program.case(sak)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    program.git("add", "--", str(path))
    before = path.read_bytes()
    program.fine("registrer", sak, "samtale")
    program.fine("angre")
    assert path.read_bytes() == before


def nothing_is_done(program: Program, said: str) -> None:
    before = program.git("rev-parse", "HEAD")
    result = program.run("angre")
    assert result.status == 3
    assert said in result.err.replace("\n", " ")
    assert program.git("rev-parse", "HEAD") == before


def test_to_take_back_is_not_taken_back(skolen: Program) -> None:
    skolen.fine(*FIRST)
    skolen.fine("angre")
    nothing_is_done(skolen, "Det siste du gjorde, var å angre.")


def test_what_another_has_changed_since_is_left_alone(skolen: Program) -> None:
    skolen.fine(*FIRST)
    skolen.git("config", "user.email", "annen@skole.invalid")
    skolen.fine("registrer", SAK, "samtale")
    skolen.git("config", "user.email", "oppdiktet@skole.invalid")
    own = skolen.git("log", "-1", "--format=%ae", "HEAD^").strip()
    skolen.git("config", "user.email", own)
    nothing_is_done(skolen, "er endret etter at du lagret, så det kan ikke angres.")


def test_what_others_may_have_built_on_is_left_alone(ny: tuple[Program, str]) -> None:
    """Their versions hold the entry too: taken back here, it would be one that went missing there."""
    program, sak = ny
    program.git("init", "--quiet", "--bare", "--initial-branch=main", "../felles.git")
    program.git("remote", "add", "origin", "../felles.git")
    program.fine("synk")
    nothing_is_done(program, "er sendt til den felles kopien, og andre kan ha skrevet videre")
    program.fine("registrer", sak, "samtale")
    program.fine("angre")


def test_what_another_did_elsewhere_is_kept(skolen: Program) -> None:
    skolen.fine(*FIRST)
    own = skolen.git("log", "-1", "--format=%ae").strip()
    skolen.git("config", "user.email", "annen@skole.invalid")
    skolen.fine("registrer", "2026-YHP9E", "samtale")
    kept = skolen.case("2026-YHP9E").read_bytes()
    skolen.git("config", "user.email", own)
    skolen.fine("angre")
    assert "Ringte hjem" not in skolen.case(SAK).read_text(encoding="utf-8")
    assert skolen.case("2026-YHP9E").read_bytes() == kept


def test_who_has_saved_nothing_has_nothing_to_take_back(skolen: Program) -> None:
    skolen.git("config", "user.email", "ny@skole.invalid")
    nothing_is_done(skolen, "Du har ikke lagret noe ennå.")


def test_the_beginning_of_the_folder_is_not_taken_back(skolen: Program) -> None:
    nothing_is_done(skolen, "er begynnelsen på mappen eller en fletting")


def test_edits_that_are_not_saved_are_not_lost(skolen: Program) -> None:
    skolen.fine(*FIRST)
    path = skolen.case(SAK)
    path.write_text(path.read_text(encoding="utf-8") + "# notert\n", encoding="utf-8")
    nothing_is_done(skolen, "Filen har endringer som ikke er lagret i historikken.")
    assert path.read_text(encoding="utf-8").endswith("# notert\n")


def test_a_command_that_made_one_file_and_changed_another_is_put_right_instead(
    skolen: Program,
) -> None:
    skolen.fine("registrer", "2026-EWZS9", "vurdert-12-4", "--svar", "ja")
    nothing_is_done(skolen, "kan ikke angres i ett")


def test_a_copy_that_was_handed_out_still_lies_there(skolen: Program) -> None:
    args = ("--mottaker", "foresatte", "--til-hvem", "mor", "--kanal", "brev")
    skolen.fine("utlever", "aktivitetsplan", "2026-YHP9E", *args)
    assert "utleveringer:" in skolen.case("2026-YHP9E").read_text("utf-8")
    told = skolen.fine("angre")
    assert "Kopien ligger der den ble lagt eller sendt" in told.err
    assert "utleveringer:" not in skolen.case("2026-YHP9E").read_text("utf-8")
    skolen.fine(*FIRST)
    assert "Kopien" not in skolen.fine("angre").err
