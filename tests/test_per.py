"""``--per``: every command that shows what is known of cases shows it as it was known on a day.

Which commands do is told in one table, held here against all that are registered. What is not shown is said.
"""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from handskrevet import add, apart, by_hand
from kommandoene import COMMANDS, READS, WRITES, example
from program import Program, copied, everything_in, made_by_start
from sosialplan.cli.values import Dagvalg
from sosialplan.cli.world import LOOKS_BACK, PER, WITHOUT_PER
from sosialplan.git.repository import commit

FIRST, SECOND, THIRD = "2026-11-23", "2026-11-24", "2026-11-26"
ASKED: dict[str, tuple[str, ...]] = {
    "frister": ("--status", "alle"), "saker": ("--alle",), "vis": ("{sak}",),
    "forklar": ("{sak}", "drøftet"), "fravær vis": ("--klasse", "8B"), "møte plan": (),
    "møte saksliste": ("r-team",), "årshjul": (), "årshjul status": (), "statistikk mål": (),
    "statistikk steg": (),
    "kjeder": (), "slå-opp": (), "regn": ("2026-12-18", "1", "skoledager"),
}  # fmt: skip
OTHERWISE = {"frister", "saker", "vis", "forklar", "fravær vis", "møte saksliste"}
"""Those that show cases, absence or meetings, and say otherwise of the first day than of the third."""


@pytest.fixture(scope="session")
def levd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school where more is written down on a second and a third day."""
    program = Program(made_by_start(tmp_path_factory.mktemp("per") / "skolen"))
    program.new_case()
    number = program.new_case("fravaer")
    program.now = f"{SECOND}T09:00+01:00"
    program.fine("registrer", next(iter(cases(program))), "drøftet")
    program.now = f"{THIRD}T09:00+01:00"
    fra = ("fravær", "registrer", number, "--type", "ugyldig", "--meldt", "nei", "--fra")
    program.fine(*fra, SECOND, "--til", SECOND)
    program.new_case()
    return program.root


def cases(program: Program) -> list[str]:
    return sorted(path.name[:10] for path in (program.root / "saker").rglob("*.yaml*"))


@pytest.fixture
def program(levd: Path, tmp_path: Path) -> Program:
    return Program(copied(levd, tmp_path / "skolen"), now="2026-11-30T09:00+01:00")


def asked(program: Program, name: str) -> tuple[str, ...]:
    chosen = ASKED.get(name, example(name)[len(name.split()) :])
    return (*name.split(), *(each.format(sak=cases(program)[0]) for each in chosen))


# Which commands look back


def test_every_command_that_reads_looks_back_or_says_why_not() -> None:
    assert set(COMMANDS) == READS | WRITES
    assert set(PER) | (set(WITHOUT_PER) & READS) == set(READS)
    assert not set(PER) & (set(WITHOUT_PER) | WRITES)
    assert set(WITHOUT_PER) <= set(COMMANDS)
    assert set(ASKED) <= set(PER)
    assert set(PER) >= OTHERWISE


@pytest.mark.parametrize("name", sorted(PER))
def test_a_command_that_looks_back_says_so_and_writes_nothing(program: Program, name: str) -> None:
    before = everything_in(program.root)
    result = program.run(*asked(program, name), "--per", FIRST, "--format", "json")
    assert result.status in {0, 1}, result.err
    assert (result.json()["per"], result.json()["i_dag"]) == (FIRST, FIRST)
    assert everything_in(program.root) == before
    shown = program.run(*asked(program, name), "--per", FIRST)
    assert shown.status == result.status


@pytest.mark.parametrize("name", sorted(OTHERWISE))
def test_what_came_later_is_not_shown(program: Program, name: str) -> None:
    """Judged from one and the same day, the answer differs by what was known alone."""
    command = (*asked(program, name), "--format", "json", "--i-dag", "2026-11-30", "--per")
    then, now = (program.run(*command, day) for day in (FIRST, THIRD))
    left = [{**each.json(), "per": ""} for each in (then, now)]
    assert left[0] != left[1]
    assert now.json()["i_dag"] == "2026-11-30"
    unlooked = program.run(*command[:-1]).json()
    kept = {**now.json()}
    del kept["per"]
    if name != "vis":  # which also knows what was saved later than it says
        assert kept == unlooked, "on the last day everything was known"


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - set(PER)))
def test_the_others_refuse_with_a_reason_before_anything_is_done(
    program: Program, name: str
) -> None:
    before = everything_in(program.root)
    result = program.run(*name.split(), *needed(name), "--per", FIRST)
    sentence, cure = WITHOUT_PER.get(
        name, ("--per ser tilbake, og kan ikke brukes når noe", "La --per")
    )
    assert result.status == 2, result
    assert sentence in result.err
    assert cure in result.err
    assert everything_in(program.root) == before


def needed(name: str) -> Iterator[str]:
    """Yield something for each word that the command must have: it is refused before it looks at them."""
    for each in COMMANDS[name].params:
        if not each.required:
            continue
        if each.param_type_name == "option":
            yield max(each.opts, key=len)
        yield typed(each)


def typed(param: Any) -> str:
    if isinstance(getattr(param.type, "func", None), Dagvalg):
        return FIRST
    said = str(param.metavar or "")
    if said == "SKOLEÅR":
        return "2027-2028"
    return said.split("|", maxsplit=1)[0] if "|" in said else "x"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_help_says_which_commands_look_back(
    program: Program, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = program.fine(*name.split(), "--help").out + capsys.readouterr().out
    told = " ".join(shown.split())
    assert "Valg" in told
    assert (LOOKS_BACK in told) == (name in PER)


def test_it_is_no_matter_where_it_is_typed(program: Program) -> None:
    shown = {
        program.fine(*words).out
        for words in (
            ("--per", FIRST, "saker"), ("saker", "--per", FIRST), ("saker", f"--per={FIRST}"),
        )
    }  # fmt: skip
    assert len(shown) == 1
    assert cases(program)[-1] not in shown.pop()


def test_a_result_that_goes_to_a_file_is_of_the_day_too(program: Program, tmp_path: Path) -> None:
    target = tmp_path / "saker.json"
    told = program.fine("saker", "--per", FIRST, "--til", str(target)).err
    assert cases(program)[-1] not in target.read_text(encoding="utf-8")
    assert told.count("Slik det var kjent") == 1


# What is not shown is said


def test_the_plan_is_that_of_the_day(program: Program) -> None:
    school = program.root / "plan" / "skole.yaml"
    by_hand(
        program,
        school,
        lambda text: text.replace("klasse: 8B", "klasse: 8X"),
        when="2026-11-27T09:00+01:00",
    )
    assert program.run("saker", "--klasse", "8B").status == 2
    assert program.fine("saker", "--klasse", "8B", "--per", THIRD).out


def test_a_day_before_the_history_began(program: Program) -> None:
    result = program.run("frister", "--per", "2026-11-01")
    assert (result.status, result.out) == (3, "")
    assert result.err.splitlines()[0] == (
        "Historikken begynner 23.11.2026, så hva som var kjent 01.11.2026, vet den ikke."
    )


def test_a_repository_that_is_older_than_the_planmappe(tmp_path: Path) -> None:
    """What was there before it is no planmappe, and no plan of another form either."""
    outer = Program(tmp_path / "depot", now="2026-01-05T09:00+01:00")
    outer.root.mkdir()
    outer.git("init", "--quiet", "--initial-branch=main")
    by_hand(outer, outer.root / "LESMEG.md", lambda _: "Oppdiktet\n")
    school = copied(made_by_start(tmp_path / "mal"), outer.root / "skolen")
    shutil.rmtree(school / ".git")
    outer.git("add", "--all")
    when = datetime.fromisoformat("2026-11-23T09:00+01:00")
    commit(outer.root, ["skolen"], "Planmappen\n", when)
    program = Program(school, now="2026-11-30T09:00+01:00")
    told = program.run("saker", "--per", "2026-06-01")
    assert told.status == 3
    assert told.err.startswith("Historikken begynner 23.11.2026")
    assert program.run("saker", "--per", FIRST).status == 0


def test_a_history_that_is_cut_short(program: Program, tmp_path: Path) -> None:
    program.git("clone", "--quiet", "--depth=1", program.root.as_uri(), str(tmp_path / "grunn"))
    result = Program(tmp_path / "grunn", now=program.now).run("saker", "--per", FIRST)
    assert result.status == 3
    assert "Historikken her er avkortet" in result.err
    assert "git fetch --unshallow" in result.err


def test_a_day_that_has_not_been(program: Program) -> None:
    assert "har ikke vært ennå" in program.fine("saker", "--per", "2026-12-24").err
    assert "har ikke vært ennå" not in program.fine("saker", "--per", "2026-11-30").err


def test_what_is_not_saved_is_not_seen_and_that_is_said(program: Program) -> None:
    file = program.case(cases(program)[0])
    file.write_text(add("samtale")(file.read_text(encoding="utf-8")), encoding="utf-8")
    shown = program.fine("vis", file.name[:10], "--per", "2026-11-30")
    assert "er ikke med: 1 fil" in shown.err
    assert "samtale" not in shown.out
    assert "er ikke med" not in Program(program.root).run("vis", file.name[:10]).err


def test_no_git_and_nothing_saved(program: Program) -> None:
    shutil.rmtree(program.root / ".git")
    assert program.run("saker", "--per", FIRST).status == 3
    program.git("init", "--quiet")
    told = program.run("saker", "--per", FIRST)
    assert told.status == 3
    assert "Ingenting er lagret i historikken ennå." in told.err


def test_lines_of_work_that_had_not_met_were_both_known(program: Program) -> None:
    number = cases(program)[0]
    apart(program, number, add("samtale", "ssssssss"))
    rows = program.fine("vis", number, "--per", SECOND, "--format", "json").json()["sak"]
    assert "drøftet" in [each["steg"] for each in rows["hendelser"]]


def test_a_file_that_could_not_be_read_then_is_told_of(program: Program) -> None:
    file = program.case(cases(program)[0])
    good = file.read_text(encoding="utf-8")
    by_hand(program, file, lambda _: "sak: [\n", when="2026-11-27T09:00+01:00")
    by_hand(program, file, lambda _: good, when="2026-11-28T09:00+01:00")
    told = program.run("saker", "--per", "2026-11-27")
    assert told.status == 1
    assert f"{file.name[:10]}.yaml" in told.err
    assert program.fine("saker", "--per", "2026-11-28").out


def test_a_commit_that_says_a_day_ahead_hides_nothing_that_came_after_it(program: Program) -> None:
    number = cases(program)[0]
    by_hand(program, program.case(number), add("samtale"), when="2031-01-01T08:00+01:00")
    program.fine("registrer", number, "notat", "--notat", "Oppdiktet")
    shown = program.fine("vis", number, "--per", "2026-11-30", "--format", "json").json()["sak"]
    assert [each["steg"] for each in shown["hendelser"]][-2:] == ["samtale", "notat"]
    assert (
        len(program.fine("saker", "--per", "2026-11-30", "--format", "json").json()["saker"]) == 3
    )


def test_a_commit_dated_long_ago_makes_nothing_known_earlier(program: Program) -> None:
    """Nor does a case that is new with it: it builds on what came before."""
    text = program.case(cases(program)[0]).read_text(encoding="utf-8")
    file = program.case(cases(program)[0]).with_name("2026-7KQ2H.yaml")
    by_hand(
        program,
        file,
        lambda _: text.replace(cases(program)[0], "2026-7KQ2H"),
        when="2019-05-01T08:00+02:00",
    )
    assert "2026-7KQ2H" not in program.fine("saker", "--alle", "--per", SECOND).out
    assert program.run("saker", "--per", "2020-01-01").status == 3
