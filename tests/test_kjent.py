"""What did we know then? ``vis --per`` and ``sammenlign``, on real git."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from fortelling import STORIES, lived
from handskrevet import add, apart, by_hand, merged
from program import Program, copied, made_by_start
from sosialplan.views.historikk.forskjell import entries, together
from trees import maps


@pytest.fixture(scope="session")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_by_start(tmp_path_factory.mktemp("kjent") / "skolen")


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    return Program(copied(skolen, tmp_path / "skolen"))


@pytest.fixture
def sak(program: Program) -> str:
    return program.new_case()


def steps(program: Program, sak: str, per: str) -> list[str]:
    value = program.fine("vis", sak, "--per", per, "--format", "json").json()
    assert (value["per"], value["i_dag"]) == (per, per)
    return [each["steg"] for each in value["sak"]["hendelser"]]


# What was known


def test_what_was_written_down_later_was_not_known_then(program: Program, sak: str) -> None:
    program.now = "2026-11-30T09:00+01:00"
    program.fine("registrer", sak, "drøftet", "--dato", "2026-11-23")
    assert steps(program, sak, "2026-11-25") == ["oppdaget"]
    assert steps(program, sak, "2026-11-30") == ["oppdaget", "drøftet"]
    now_judged_from_then = program.fine(
        "--i-dag", "2026-11-25", "vis", sak, "--format", "json"
    ).json()
    assert len(now_judged_from_then["sak"]["hendelser"]) == 2
    page = program.fine("vis", sak, "--per", "2026-11-25")
    assert "drøftet" not in page.out.split("Hendelser")[1]
    assert "Drøft" in page.out.split("Hendelser")[0], "it still had to be done"
    assert page.err == "Slik det var kjent i historikken 25.11.2026.\n"


def test_every_day_of_a_story_shows_what_had_been_told_by_then(tmp_path: Path) -> None:
    program = Program(tmp_path / "skolen", now="2026-08-17T08:00+02:00")
    Program(tmp_path, now=program.now).fine(
        "start", str(program.root), "--skole", "Oppdiktet skole", "--åpen", "--fra", "midtstuen"
    )
    number = lived(STORIES[-1], program)["SAK"]
    rows = program.fine("logg", number, "--format", "json").json()["logg"]
    days = sorted({row["tid"][:10] for row in rows})
    for day in days:
        told = [row["steg"] for row in reversed(rows) if row["steg"] and row["tid"][:10] <= day]
        assert sorted(steps(program, number, day)) == sorted(told)


def test_what_only_says_that_it_is_old_is_told_beside(program: Program, sak: str) -> None:
    entry = "  - {id: gggggggg, dato: 2026-11-23, steg: drøftet, registrert: '2026-11-23T10:00+01:00'}\n"
    by_hand(program, program.case(sak), lambda text: text + entry, when="2026-12-01T09:00+01:00")
    program.now = "2026-12-02T09:00+01:00"
    page = program.fine("vis", sak, "--per", "2026-11-24")
    assert steps(program, sak, "2026-11-24") == ["oppdaget"]
    assert page.err.splitlines()[1] == (
        "Ikke tatt med: gggggggg sier selv at den ble skrevet innen da, men kom i historikken "
        "01.12.2026."
    )


def test_what_was_written_on_two_machines_was_known_before_it_met(
    program: Program, sak: str
) -> None:
    apart(program, sak, add("samtale", "ssssssss"))
    merged(program, sak, add("samtale", "ssssssss"))
    program.now = "2099-01-01T09:00+01:00"  # git has dated the merge by its own clock
    assert steps(program, sak, "2026-11-23") == ["oppdaget"]
    assert sorted(steps(program, sak, "2026-11-24")) == ["drøftet", "oppdaget", "samtale"]
    told = program.fine("vis", sak, "--per", "2026-11-24").err
    assert "På et annet spor, og slått sammen senere: hhhhhhhh. Det er tatt med." in told


def test_a_commit_dated_long_ago_makes_nothing_known_earlier(program: Program, sak: str) -> None:
    by_hand(program, program.case(sak), add("drøftet"), when="2019-05-01T08:00+02:00")
    assert program.run("vis", sak, "--per", "2020-01-01").status == 3
    assert steps(program, sak, "2026-11-23") == ["oppdaget", "drøftet"]


def test_absence_is_shown_as_it_was_known(program: Program) -> None:
    number = program.new_case("fravaer")
    fra = ("fravær", "registrer", number, "--type", "ugyldig", "--meldt", "nei", "--fra")
    program.fine(*fra, "2026-11-20")
    program.now = "2026-11-26T09:00+01:00"
    program.fine(*fra, "2026-11-24", "--til", "2026-11-25")
    days = "{} i alt i skoleåret".format
    assert days("1 skoledag") in program.fine("vis", number, "--per", "2026-11-25").out
    assert days("3 skoledager") in program.fine("vis", number, "--per", "2026-11-26").out


def test_the_last_version_that_could_be_read_is_shown(program: Program, sak: str) -> None:
    by_hand(program, program.case(sak), lambda _: "sak: [\n", when="2026-11-24T08:00+01:00")
    assert steps(program, sak, "2026-11-25") == ["oppdaget"]


@pytest.mark.parametrize(
    ("per", "said"),
    [
        ("2026-11-22", "Sak {} var ikke kjent 22.11.2026. Den kom i historikken 23.11.2026."),
        ("2026-11-26", "Sak {} var ikke i mappen 26.11.2026."),
        ("2026-11-24", "Saken hadde en annen form 24.11.2026, og kan ikke vises som en side."),
    ],
)
def test_where_nothing_can_be_shown_it_says_why(
    program: Program, sak: str, per: str, said: str
) -> None:
    by_hand(
        program, program.case(sak), lambda text: f"{text}ukjent: 1\n", when="2026-11-24T08:00+01:00"
    )
    by_hand(program, program.case(sak), None, when="2026-11-26T08:00+01:00")
    program.now = "2026-12-02T09:00+01:00"
    result = program.run("vis", sak, "--per", per)
    assert (result.status, result.out) == (3, "")
    assert said.format(sak) in result.err.splitlines()


def test_a_case_that_was_never_saved_and_one_that_is_not_there(program: Program, sak: str) -> None:
    assert program.run("vis", "2026-7KQ2H", "--per", "2026-11-23").status == 3
    file = program.case(sak).with_name("2026-7KQ2H.yaml")
    file.write_text(
        program.case(sak).read_text(encoding="utf-8").replace(sak, "2026-7KQ2H"), encoding="utf-8"
    )
    for args in (("vis", "2026-7KQ2H", "--per", "2026-11-23"), ("sammenlign", "2026-8G2R1", "nå")):
        assert program.run(*args).status == 3
    assert (
        "er ikke lagret i historikken ennå"
        in program.run("vis", "2026-7KQ2H", "--per", "2026-11-23").err
    )


def test_a_shallow_clone_says_what_it_cannot_know(
    program: Program, sak: str, tmp_path: Path
) -> None:
    program.now = "2026-11-25T09:00+01:00"
    program.fine("registrer", sak, "drøftet")
    program.git("clone", "--quiet", "--depth=1", program.root.as_uri(), str(tmp_path / "grunn"))
    result = Program(tmp_path / "grunn").run("vis", sak, "--per", "2026-11-24")
    assert result.status == 3
    assert result.err.splitlines() == [
        "Historikken her er avkortet. Hva som var kjent 24.11.2026, kan ikke vises herfra.",
        "Hent resten av historikken: git fetch --unshallow",
    ]


def test_a_faulty_plan_and_a_folder_without_git_say_so(program: Program, sak: str) -> None:
    """The plan is that of the day; one that has another form gives way to that of now, and that is said."""
    school = program.root / "plan" / "skole.yaml"
    good = school.read_text(encoding="utf-8")
    by_hand(program, school, lambda _: "navn: [\n", when="2026-11-24T08:00+01:00")
    program.now = "2026-11-25T08:00+01:00"
    assert program.fine("vis", sak, "--per", "2026-11-23").status == 0
    assert program.run("vis", sak, "--per", "2026-11-24").status == 1
    school.write_text(good, encoding="utf-8")
    told = program.fine("vis", sak, "--per", "2026-11-24").err
    assert "dømt etter planen slik den er nå" in told
    assert "dømt etter planen" not in program.fine("vis", sak, "--per", "2026-11-23").err
    shutil.rmtree(program.root / ".git")
    assert program.run("vis", sak, "--per", "2026-11-23").status == 3


# What differs


@pytest.fixture
def three_days(program: Program, sak: str) -> list[str]:
    """Write on three days, and return the names of the commits."""
    for day, steg in (("24", "drøftet"), ("25", "rektor-varslet")):
        program.now = f"2026-11-{day}T09:00+01:00"
        program.fine("registrer", sak, steg)
    return program.git("log", "--reverse", "--format=%H", "--", f"saker/2026/{sak}.yaml").split()


def told(program: Program, *args: str) -> list[str]:
    value: dict[str, Any] = program.fine("sammenlign", *args, "--format", "json").json()
    return [each["hva"] for each in value["endringer"]]


DISCUSSED, TOLD = "Registrerte drøftet, 24.11.2026.", "Registrerte rektor-varslet, 25.11.2026."


def test_two_days_two_commits_and_now_are_compared(
    program: Program, sak: str, three_days: list[str]
) -> None:
    first, second, third = three_days
    assert told(program, sak, "2026-11-23", "2026-11-24") == [DISCUSSED]
    assert told(program, sak, "2026-11-23") == [DISCUSSED, TOLD]
    assert told(program, sak, first, second[:7]) == [DISCUSSED]
    assert told(program, sak, first, "2026-11-25") == [DISCUSSED, TOLD]
    assert told(program, sak, third, "NA") == []
    assert told(program, sak, "2026-11-25", "2026-11-24") == [
        "FJERNET hendelsen rektor-varslet, 25.11.2026."
    ]
    assert told(program, sak, "2020-01-01", first)[0] == "Åpnet saken i kjeden trygt-og-godt."
    file = program.case(sak)
    file.write_text(add("samtale")(file.read_text(encoding="utf-8")), encoding="utf-8")
    assert told(program, sak, third) == ["Registrerte samtale, 23.11.2026."]


def test_the_difference_is_shown_in_words(
    program: Program, sak: str, three_days: list[str]
) -> None:
    heading = f"Sak {sak}: fra 23.11.2026 til {three_days[1][:10]}"
    args = ("sammenlign", sak, "2026-11-23", three_days[1])
    assert program.fine(*args).out == f"{heading}\n{DISCUSSED}\n"
    assert program.fine(*args, "--format", "md").out == f"## {heading}\n\n- {DISCUSSED}\n"
    assert (
        program.fine("sammenlign", sak, "nå").out == f"Sak {sak}: fra nå til nå\nIngen forskjell.\n"
    )


def test_absence_and_minutes_are_compared_too(program: Program) -> None:
    number = program.new_case("fravaer")
    program.now = "2026-11-24T09:00+01:00"
    program.fine(
        "fravær", "registrer", number, "--fra", "2026-11-23", "--type", "gyldig", "--meldt", "ja"
    )
    book = program.root / "moter/2026-2027/r-team.yaml"
    held = f"  - {{id: mmmmmmmm, møte: r-team, dato: 2026-11-24, saker: [{{sak: {number}}}]}}\n"
    made = by_hand(program, book, lambda _: f"skoleår: 2026-2027\nholdt:\n{held}")
    expected = [
        "Skrev fravær 23.11.2026–23.11.2026 (gyldig).",
        "Skrev at r-team ble holdt 24.11.2026.",
        "Førte saken som drøftet i r-team 24.11.2026.",
    ]
    assert told(program, number, "2026-11-23") == expected
    assert told(program, number, "2026-11-23", made) == expected


@pytest.mark.parametrize(
    "typed", ["i-går", "2026-13-01", "--all", "HEAD", "deadbeef99", "a" * 41, ""]
)
def test_what_is_no_point_in_time_is_wrong_usage(program: Program, sak: str, typed: str) -> None:
    assert program.run("sammenlign", sak, "--", typed).status == 2


def test_where_the_case_was_at_neither_point_it_says_so(program: Program, sak: str) -> None:
    result = program.run("sammenlign", sak, "2020-01-01", "2020-01-02")
    assert result.status == 3
    assert "fantes ikke på noen av de to tidspunktene" in result.err


# Two versions that had not met


@given(one=maps(), other=maps())
def test_nothing_of_the_first_is_lost_and_twice_is_once(one: Any, other: Any) -> None:
    both = together(one, other)
    assert together(both, other) == both
    assert together(one, one) == one
    assert {each["id"] for each in entries(one)} <= {each["id"] for each in entries(both)}


def test_things_of_both_are_there_at_every_depth() -> None:
    def case(*measures: Any) -> Any:
        return {"sak": "x", "aktivitetsplan": {"tiltak": list(measures)}}

    def measure(name: str, *evaluations: str) -> Any:
        return {"id": name, "fra": name, "evalueringer": [{"id": each} for each in evaluations]}

    one, other = case(measure("a", "1"), measure("b")), case(measure("a", "1", "2"), measure("c"))
    both = together(one, {**other, "mer": 1})
    assert both == {**case(measure("a", "1", "2"), measure("b"), measure("c")), "mer": 1}
    assert sorted(each["id"] for each in entries(both)) == ["1", "2", "a", "b", "c"]
