"""What stands in the way in git: each is told of in words, before anything is written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gitprogram import ask
from program import Program, copied, made_by_start
from sosialplan.git.program import version
from sosialplan.git.repository import commit, find_depot
from sosialplan.git.state import FileState, file_state
from sosialplan.model.failure import ExpectedFailure
from sosialplan.randomness import entry_id
from sosialplan.tekster.gitord import known_refusal

NAVN = "Oppdiktet Elev Hemmelig"


@pytest.fixture(scope="module")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    root = made_by_start(tmp_path_factory.mktemp("skole") / "skolen")
    return root, Program(root).new_case()


@pytest.fixture
def program(skolen: tuple[Path, str], tmp_path: Path) -> Program:
    return Program(copied(skolen[0], tmp_path / "mappe"), new_id=entry_id)


@pytest.fixture
def sak(skolen: tuple[Path, str]) -> str:
    return skolen[1]


def note(program: Program, sak: str) -> tuple[int, str]:
    result = program.run("registrer", sak, "notat", "--notat", NAVN)
    assert NAVN not in result.err
    return result.status, result.err


def refused(program: Program, sak: str, *words: str) -> None:
    """Assert that nothing is written, and that these words are said."""
    before = (program.case(sak).read_bytes(), program.git("rev-parse", "HEAD"))
    for args in (("registrer", sak, "notat", "--notat", NAVN), ("lagre",)):
        result = program.run(*args)
        assert (result.status, result.out) == (3, ""), args
        for each in words:
            assert each in result.err
        assert "Ingenting er endret." in result.err
    assert (program.case(sak).read_bytes(), program.git("rev-parse", "HEAD")) == before


def merged_by_git_alone(program: Program) -> None:
    """Let git merge the lines itself, as where the driver of ``flett`` is not set up."""
    info = program.root / ".git" / "info"
    info.mkdir(exist_ok=True)
    (info / "attributes").write_text("*.yaml merge=text\n", encoding="utf-8")


def branched(program: Program, sak: str) -> None:
    """Let two branches change the same line of the case."""
    merged_by_git_alone(program)
    path = program.case(sak)
    text = path.read_text(encoding="utf-8")
    for branch, day in (("annen", "2026-11-21"), ("main", "2026-11-22")):
        program.git("switch", "--quiet", *(("--create",) if branch == "annen" else ()), branch)
        path.write_text(
            text.replace("opprettet: 2026-11-23", f"opprettet: {day}"), encoding="utf-8"
        )
        program.git("commit", "--quiet", "--all", "--message", branch)


# What is under way


@pytest.mark.parametrize(
    ("command", "name", "leave"),
    [
        ("merge annen", "en fletting (merge)", "git merge --abort"),
        ("rebase annen", "en omskriving (rebase)", "git rebase --abort"),
        ("cherry-pick annen", "et plukk (cherry-pick)", "git cherry-pick --abort"),
        ("revert HEAD~1", "en tilbakeføring (revert)", "git revert --abort"),
        ("bisect start", "et søk (bisect)", "git bisect reset"),
    ],
)
def test_what_is_begun_in_git_and_not_ended_stops_writers(
    program: Program, sak: str, command: str, name: str, leave: str
) -> None:
    branched(program, sak)
    if command.startswith("revert"):
        program.git("commit", "--quiet", "--allow-empty", "--message", "tom")
        path = program.case(sak)
        path.write_text(path.read_text(encoding="utf-8").replace("-22", "-20"), encoding="utf-8")
        program.git("commit", "--quiet", "--all", "--message", "en til")
        command = "revert HEAD~2"
    ask(program.root, *command.split())
    refused(program, sak, name, leave)
    found = program.run("sjekk", "--format", "json").json()["funn"]
    assert "D821" in [each["kode"] for each in found]
    program.git(*leave.split()[1:])
    (
        program.root / ".git" / "info" / "attributes"
    ).unlink()  # which had git merge as it does by itself
    assert program.run("sjekk").status == 0
    assert note(program, sak)[0] == 0


def test_a_conflict_in_a_file_is_a_problem_with_its_line(program: Program, sak: str) -> None:
    branched(program, sak)
    ask(program.root, "merge", "annen")
    told = program.run("valider")
    assert f"saker/2026/{sak}.yaml:4:1: feil[F107]" in told.out
    checked = program.run("sjekk")
    assert checked.status == 1
    assert f"feil[D822] Konflikter i git er ikke løst i: saker/2026/{sak}.yaml." in checked.out
    name = f"saker/2026/{sak}.yaml"
    assert file_state(find_depot(program.root)) == FileState((name,), (name,), lies={name: (name,)})


def test_what_git_no_longer_has_is_saved_once(program: Program, sak: str) -> None:
    program.git("rm", "--quiet", "--cached", str(program.case(sak)))
    path = program.case(sak)
    path.write_text(path.read_text(encoding="utf-8") + "# rørt\n", encoding="utf-8")
    assert program.fine("lagre").out.count("er lagret") == 1
    assert program.git("status", "--porcelain") == ""


def test_a_conflict_without_a_merge_is_solved_and_saved(program: Program, sak: str) -> None:
    merged_by_git_alone(program)
    path = program.case(sak)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("-11-23\n", "-11-21\n", 1), encoding="utf-8")
    program.git("stash")
    path.write_text(text.replace("-11-23\n", "-11-22\n", 1), encoding="utf-8")
    program.git("commit", "--quiet", "--all", "--message", "annet")
    ask(program.root, "stash", "pop")
    status, err = note(program, sak)
    assert (status, "[F107]" in err) == (1, True)
    assert program.run("lagre").status == 1
    path.write_text(text, encoding="utf-8")
    status, err = note(program, sak)
    assert (status, "en konflikt som ikke er løst" in err) == (3, True)
    program.fine("lagre")
    assert note(program, sak)[0] == 0


def test_a_detached_head_stops_writers(program: Program, sak: str) -> None:
    program.git("switch", "--quiet", "--detach")
    refused(program, sak, "detached HEAD", "git switch main")
    assert "[D823]" in program.run("sjekk").out
    program.git("switch", "--quiet", "main")
    assert note(program, sak)[0] == 0


def test_a_shallow_clone_is_no_obstacle(program: Program, sak: str, tmp_path: Path) -> None:
    assert note(program, sak)[0] == 0
    program.git("clone", "--quiet", "--depth=1", program.root.as_uri(), str(tmp_path / "grunn"))
    shallow = Program(tmp_path / "grunn", new_id=entry_id)
    assert note(shallow, sak)[0] == 0
    assert shallow.git("rev-list", "--count", "HEAD") == "2\n"
    checked = shallow.run("sjekk")
    assert checked.status == 0
    assert "merknad[D827]" in checked.out


def test_a_second_working_tree_is_written_in_like_the_first(
    program: Program, sak: str, tmp_path: Path
) -> None:
    program.git("worktree", "add", "--quiet", "-b", "annen", str(tmp_path / "tre"))
    other = Program(tmp_path / "tre")
    assert note(other, sak)[0] == 0
    assert note(program, sak)[0] == 0
    assert other.fine("sjekk", "--format", "json").json()["funn"] == []


def test_the_first_commit_of_all_can_be_made_by_lagre(program: Program) -> None:
    (program.root / ".git").rename(program.root.parent / "borte")
    program.git("init", "--quiet", "--initial-branch=main")
    saved = program.fine("lagre", "--detaljer")
    short = program.git("rev-parse", "--short", "HEAD").strip()
    assert f"er lagret i historikken som {short}." in saved.out


# A commit that git refuses


def hook(program: Program, name: str, script: str) -> None:
    path = program.root / ".git" / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def _hook(program: Program) -> None:
    hook(program, "pre-commit", f"echo 'error: {NAVN}' >&2; exit 1")


def _no_key(program: Program) -> None:
    program.git("config", "commit.gpgsign", "true")
    program.git("config", "gpg.program", "false")


def _no_ssh_key(program: Program) -> None:
    program.git("config", "commit.gpgsign", "true")
    program.git("config", "gpg.format", "ssh")
    program.git("config", "user.signingkey", "/finnes/ikke")


def _full(program: Program) -> None:
    hook(program, "pre-commit", "echo 'fatal: write failed: No space left on device' >&2; exit 1")


def _unknown(program: Program) -> None:
    hook(program, "reference-transaction", f"echo '{NAVN}' >&2; exit 1")


@pytest.mark.parametrize(
    ("arrange", "words"),
    [
        (_hook, "En kontroll i git (pre-commit) sa nei. Kontrollene ligger i "),
        (_no_key, "Git sier: «gpg failed to sign the data»."),
        (_no_ssh_key, "Git skal signere, og fant ikke nøkkelen."),
        (_full, "Disken er full. Git sier: «No space left on device»."),
        (_unknown, "En kontroll i git (reference-transaction) sa nei."),
    ],
)
def test_a_commit_that_is_refused_leaves_the_edit_to_be_seen_and_saved(
    program: Program, sak: str, arrange: Callable[[Program], None], words: str
) -> None:
    before = program.git("rev-parse", "HEAD")
    arrange(program)
    program.run("sjekk", "--godta")
    status, err = note(program, sak)
    assert status == 3
    assert err.startswith("Endringen står i filen, men er ikke lagret i historikken.")
    assert words in err
    assert "sosialplan lagre" in err
    assert program.git("rev-parse", "HEAD") == before
    assert NAVN in program.case(sak).read_text(encoding="utf-8")
    assert note(program, sak)[0] == 3, "the next command does not lose it"
    assert NAVN in program.case(sak).read_text(encoding="utf-8")
    for path in (program.root / ".git" / "hooks").iterdir():
        path.unlink()
    program.git("config", "commit.gpgsign", "false")
    program.fine("lagre")
    assert NAVN in program.git("show", f"HEAD:saker/2026/{sak}.yaml")
    assert note(program, sak)[0] == 0


def test_a_file_that_git_leaves_out_is_saved_all_the_same_and_told_of(program: Program) -> None:
    with (program.root / ".gitignore").open("a", encoding="utf-8") as file:
        file.write("saker/\n")
    program.fine("lagre")
    out = program.fine(
        "ny-sak", "--kjede", "bekymring", "--elev", NAVN, "--klasse", "8B",
        "--oppdaget", "2026-11-23", "--beskrivelse", "x",
    ).out  # fmt: skip
    number = out.split()[1]
    assert NAVN in program.git("show", f"HEAD:saker/2026/{number}.yaml")
    told = program.run("valider").out
    assert "F135" in told
    assert ".gitignore" in told


def test_an_index_that_another_holds_is_waited_for(program: Program, sak: str) -> None:
    lock = program.root / ".git" / "index.lock"
    lock.touch()
    status, err = note(program, sak)
    assert (status, "Git sier: «File exists»." in err) == (3, True)
    assert "merknad[D825] Git er låst nå: index.lock." in program.run("sjekk").out
    lock.unlink()
    program.fine("lagre")


def test_only_known_sentences_of_gits_are_passed_on() -> None:
    assert known_refusal(f"error: {NAVN}".encode()) is None
    known = known_refusal(f"error: {NAVN}\nfatal: bad object HEAD\n".encode())
    assert known is not None
    assert known.said == "bad object HEAD"


def test_a_folder_that_another_owns_is_not_called_a_folder_without_git(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = program.root.parent / "program" / "git"
    path.parent.mkdir()
    path.write_text(
        "#!/bin/sh\necho 'fatal: detected dubious ownership in repository' >&2\nexit 128\n"
    )
    path.chmod(0o755)
    monkeypatch.setenv("PATH", str(path.parent), prepend=":")
    with pytest.raises(ExpectedFailure, match="eies av en annen bruker") as told:
        find_depot(program.root / "plan")
    assert "safe.directory" in told.value.cure


def test_without_the_git_program_the_doctor_says_so(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert version() is None
    checked = program.run("sjekk")
    assert (checked.status, "[D801]" in checked.out) == (1, True)


def test_the_name_of_a_commit_is_read_or_asked_for(program: Program, sak: str) -> None:
    path = program.case(sak)
    path.write_bytes(path.read_bytes() + b"# en\n")
    name = f"saker/2026/{sak}.yaml"
    assert (
        commit(program.root, [name], "En\n") == program.git("rev-parse", "--short", "HEAD").strip()
    )
    hook(program, "post-commit", "echo fra kroken")
    path.write_bytes(path.read_bytes() + b"# to\n")
    assert commit(program.root, [name], "To\n", new=()) == (
        program.git("rev-parse", "--short", "HEAD").strip()
    )
