"""The goals: each number worked out by hand, and small numbers kept back from all but leadership."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from frist_sak import the_plan
from program import Program, of_the_repository
from sosialplan.commands.lesing import courses
from sosialplan.files.loader import load, load_reference
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import standard_folder
from sosialplan.files.yaml_reader import parse
from sosialplan.model.betydning import Betydning
from sosialplan.model.oppslagsverk import Maal, Teller
from sosialplan.model.sak import Sak
from sosialplan.rules.facts import means
from sosialplan.rules.kalender.skolekalender import kalender_of
from sosialplan.rules.maaltelling import Aar, Maalantall, count_goal
from sosialplan.rules.saksgang import Saksgang, course_of
from sosialplan.rules.stegfrister import step_deadlines
from sosialplan.schema.decode import decode
from sosialplan.views.maaltall import as_cells, as_values, figures, shown

ROOT = Path(__file__).parent.parent
CASES: Any = parse((ROOT / "tests/maal_cases/saker.yaml").read_text(encoding="utf-8")).tree


def gang_of(number: int, tree: dict[str, Any], per: date) -> Saksgang:
    """Return a case of the table, with number, pupil and ids filled in."""
    tree = dict(tree)
    ids = iter(f"x{each:07}" for each in range(100))

    def with_ids(node: Any, key: str = "") -> Any:
        if isinstance(node, list):
            return [with_ids(each, key) for each in node]
        if isinstance(node, dict):
            own = {"id": next(ids)} if key in {"hendelser", "tiltak", "evalueringer"} else {}
            return own | {name: with_ids(each, name) for name, each in node.items()}
        return node

    head = {
        "sak": f"2026-{number:05}",
        "opprettet": "2026-09-01",
        "elev": {
            "navn": f"Oppdiktet Elev {tree.pop('elev', number)}",
            "klasse": tree.pop("klasse", "8B"),
        },
    }
    sak, findings = decode(head | with_ids(tree), Sak, "saker/2026/x.yaml")
    assert sak is not None, findings
    gang = course_of(sak, (), the_plan(), kalender_of(the_plan().ruter), per)
    assert gang is not None
    return gang


def year_of(case: dict[str, Any]) -> Aar:
    per = date.fromisoformat(case["per"])
    saker = tuple(gang_of(i, tree, per) for i, tree in enumerate(case["saker"]))
    return Aar("2026-2027", per, the_plan(), saker, (), ())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["navn"])
def test_each_goal_is_counted_as_by_hand(case: dict[str, Any]) -> None:
    aar = year_of(case)
    for code, (teller, nevner, *dager) in case["venter"].items():
        expected = Maalantall(teller, nevner, tuple(dager[0]) if dager else ())
        assert replace(count_goal(Teller(code), aar), saker=()) == expected, code
    for code, numbers in case.get("bak", {}).items():
        told = tuple(f"2026-0000{each}" for each in numbers)
        assert count_goal(Teller(code), aar).saker == told, code
    for code, elever in case.get("elever", {}).items():
        assert count_goal(Teller(code), aar, elever=True).teller == elever, code


MAAL = load_reference(Planmappe(ROOT))[0]


def goal(teller: str) -> Maal:
    assert MAAL is not None
    return next(each for each in MAAL.maal.maal if each.teller and each.teller.value == teller)


SHOWN = (
    # teller, numbers, to the leadership?, what is shown, reached
    ("elevens-stemme", (5, 5), False, "100 % (5–9 av 5–9)", "ja"),
    ("elevens-stemme", (5, 10), False, "35–64 % (5–9 av 10–14)", "nei"),
    ("elevens-stemme", (4, 10), False, "for få til å vises", "–"),
    ("elevens-stemme", (6, 10), False, "for få til å vises", "–"),
    ("elevens-stemme", (4, 4), False, "for få til å vises", "–"),
    ("elevens-stemme", (0, 9), False, "for få til å vises", "–"),
    ("elevens-stemme", (0, 0), False, "for få til å vises", "–"),
    ("elevens-stemme", (0, 0), True, "ingenting å telle ennå", "–"),
    ("elevens-stemme", (199, 200), True, "99 % (199 av 200)", "nei"),
    ("elevens-stemme", (1, 3), True, "33 % (1 av 3)", "nei"),
    ("saker-om-mobbing", (0, None), False, "for få til å vises", "–"),
    ("saker-om-mobbing", (5, None), False, "5–9 elever", "nei"),
    ("klassemøter", (15, 21), False, "71 % (15 av 21)", "nei"),
    ("saker-om-mobbing", (0, None), True, "0 elever", "ja"),
    ("dager-varslet-til-plan", (5, 5, (2, 3, 4, 5, 5)), False, "4 virkedager (median), 5–9 av 5–9 i tide", "ja"),
    ("dager-varslet-til-plan", (10, 10, (2, 3, 4, 4, 4, 5, 5, 5, 5, 5)), False, "4 virkedager (median), 10–14 av 10–14 i tide", "ja"),
    ("dager-varslet-til-plan", (5, 10, (2, 3, 4, 5)), False, "for få til å vises", "–"),
    (
        "dager-varslet-til-plan", (1, 3, (5, 8)), True,
        "6.5 virkedager (median, lengst 8), 1 av 3 i tide", "nei",
    ),
    ("dager-varslet-til-plan", (0, 5), True, "0 % (0 av 5)", "–"),
)  # fmt: skip


@pytest.mark.parametrize(("teller", "numbers", "ledelsen", "said", "reached"), SHOWN)
def test_small_numbers_are_kept_back_and_so_is_what_they_can_be_reckoned_from(
    teller: str, numbers: Any, ledelsen: bool, said: str, reached: str
) -> None:
    maal = goal(teller)
    limit = 5 if maal.maal.tall is None else maal.maal.tall
    tall = shown(maal, Maalantall(*numbers), limit, ledelsen=ledelsen)
    cells = as_cells(tall, ledelsen=ledelsen)
    assert (cells[1], cells[3]) == (said, reached)
    values = as_values(tall, ledelsen=ledelsen)
    if tall.skjermet:
        numbers_shown = ("teller", "nevner", "prosent", "median", "lengst", "nådd")
        assert [values[each] for each in numbers_shown] == [None] * 6


def test_the_limit_of_days_is_that_of_the_rule_on_the_day() -> None:
    aar = year_of({"per": "2026-11-30", "saker": []})
    by_code = {
        each.maal.kode: each
        for each in figures((goal("dager-varslet-til-plan"),), aar, ledelsen=True)
    }
    assert by_code["dager-til-plan"].grense == 5
    rule = goal("dager-varslet-til-plan")
    own = replace(rule, maal=replace(rule.maal, regel="undersøkelse"))
    unknown = replace(rule, maal=replace(rule.maal, regel=None))
    assert [each.grense for each in figures((own, unknown), aar, ledelsen=True)] == [5, None]
    assert as_cells(next(figures((unknown,), aar, ledelsen=True)), ledelsen=True)[2] == "–"


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(of_the_repository(ROOT, tmp_path / "skolen"))


def test_every_goal_of_the_plan_is_shown(program: Program) -> None:
    shown_to_all = program.fine("statistikk", "mål", "--skoleår", "2026-27")
    assert shown_to_all.out.startswith("Mål, skoleåret 2026-2027\n")
    assert "Tall under 5 vises bare til ledelsen" in shown_to_all.err
    values = program.fine("statistikk", "maal", "--ledelsen", "--format", "json").json()
    assert list(values) == ["versjon", "i_dag", "skoleår", "mål"]
    assert MAAL is not None
    assert [each["kode"] for each in values["mål"]] == [each.kode for each in MAAL.maal.maal]
    assert not any(each["skjermet"] for each in values["mål"])
    not_counted = [each["kode"] for each in values["mål"] if not each["telles"]]
    assert not_counted == ["ingen-faller-ut"]
    told = program.fine("statistikk", "mål", "--ledelsen")
    assert "Ikke del" in told.err
    assert (
        "Ingen elever mobbes (ikke valgt). Regnet med (5 saker, noen om samme elev): " in told.out
    )


def test_class_meetings_and_the_absence_plan_are_counted_for_the_whole_school(
    program: Program,
) -> None:
    """The invented school's pupil reached five rungs.

    14 September and 9 November (nobody told), 17 September (fourth in a row), 10 and 11 November
    (tenth and eleventh in all). The guardians and the grade's leader were told in time in
    September; the steps of November have passed undone or were done late. Of class meetings 10D
    had its first two days late, and 8C none since 16 September; the others are at two of two
    or one of one, 8C at one of two, 10D at none of one.
    """
    values = program.fine("statistikk", "mål", "--ledelsen", "--format", "json").json()["mål"]
    numbers = {each["kode"]: (each["teller"], each["nevner"]) for each in values}
    assert numbers["fraværsplan"] == (2, 5)
    assert numbers["klassemøter"] == (19, 21)


def test_an_earlier_year_is_counted_to_its_end(program: Program) -> None:
    then = program.fine("statistikk", "mål", "--skoleår", "2025-2026", "--ledelsen")
    assert "telles ikke" in then.out
    assert then.out.count("ingenting å telle ennå") == 7
    assert "utelatt" not in then.err


def test_goals_that_cannot_be_read_are_told_of(program: Program) -> None:
    (program.root / "plan/mal.yaml").unlink()
    result = program.run("statistikk", "mål")
    assert (result.status, "P401" in result.err) == (1, True)


def test_a_goal_is_unknown_where_a_case_could_not_be_read(skolen: Program) -> None:
    case = next((skolen.root / "saker").rglob("*.yaml"))
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace("elev:", "elev: [", 1), encoding="utf-8")
    told = skolen.run("statistikk", "mål", "--ledelsen")
    assert told.status == 1
    assert "1 fil kunne ikke leses" in told.out
    assert re.search(r"Ingen elever mobbes .*ukjent", told.out)
    assert not re.search(r"(elever|%) .* (ja|nei) ", told.out)
    made = json.loads(skolen.run("statistikk", "mål", "--ledelsen", "--format", "json").out)
    assert made["ikke_lest"] == 1
    assert {each["nådd"] for each in made["mål"]} == {None}
    assert all(each["ukjent"] for each in made["mål"] if each["telles"])


@pytest.mark.parametrize("format_", ["tabell", "md", "csv", "ics", "json"])
def test_a_list_says_itself_that_a_case_was_left_out(skolen: Program, format_: str) -> None:
    case = next((skolen.root / "saker").rglob("*.yaml"))
    text = case.read_text(encoding="utf-8")
    whole = skolen.run("frister", "--format", format_).out
    case.write_text(text.replace("elev:", "elev: [", 1), encoding="utf-8")
    left = skolen.run("frister", "--format", format_).out
    said = '"ikke_lest": 1' if format_ == "json" else "kunne ikke leses"
    unfolded = left.replace("\r\n ", "")
    assert said in unfolded
    assert said not in whole


def test_the_leadership_sees_which_cases_a_goal_counts(skolen: Program) -> None:
    made = json.loads(skolen.fine("statistikk", "mål", "--ledelsen", "--format", "json").out)
    bullied = next(each for each in made["mål"] if each["kode"] == "nullvisjon-mobbing")
    assert bullied["enhet"] == "elever"
    assert {"2026-V2HQ3", "2026-D9MXQ"} <= set(bullied["saker"])
    assert bullied["teller"] == len(bullied["saker"]) - 1
    assert "2026-V2HQ3" in skolen.fine("statistikk", "mål", "--ledelsen").out
    others = json.loads(skolen.fine("statistikk", "mål", "--format", "json").out)
    assert {each["saker"] for each in others["mål"]} == {None}


# Two tables that together would give one pupil away

NUMBERS = ("teller", "nevner", "prosent", "median", "nådd")
OPENED = {"dato": "2026-10-05", "steg": "oppdaget"}
REPORTED = {"dato": "2026-10-06", "steg": "r-team-meldt"}
TOLD = {"dato": "2026-10-12", "steg": "rektor-varslet"}
PLANNED = {"dato": "2026-10-15", "steg": "aktivitetsplan"}
HEARD = {"elevens_stemme": "Oppdiktet: Jeg vil ha ro."}
KINDS: dict[str, dict[str, Any]] = {
    "heard": {"hendelser": [OPENED, REPORTED, TOLD | HEARD, PLANNED]},
    "unheard": {"hendelser": [OPENED, REPORTED, TOLD, PLANNED]},
    "late": {"hendelser": [OPENED, TOLD, PLANNED | {"dato": "2026-10-30"}]},
    "bullied": {"kategorier": ["mobbing"], "hendelser": [OPENED]},
}
"""What a case of a generated school can be."""


def told(trees: list[dict[str, Any]]) -> list[dict[str, object]]:
    """Return what leaves the leadership about the pupils of a school with these cases; a meeting is no pupil."""
    per = date(2026, 11, 23)
    saker = tuple(gang_of(i, tree, per) for i, tree in enumerate(trees))
    aar = Aar("2026-2027", per, the_plan(), saker, (), ())
    assert MAAL is not None
    return [
        as_values(each, ledelsen=False)
        for each in figures(MAAL.maal.maal, aar, ledelsen=False)
        if each.maal.teller is not Teller.KLASSEMOETER
    ]


schools = st.fixed_dictionaries({kind: st.integers(0, 8) for kind in KINDS})


@settings(max_examples=30, deadline=None)
@given(schools, st.sampled_from(sorted(KINDS)))
def test_no_two_tables_differ_by_one_to_four_pupils(school: dict[str, int], more: str) -> None:
    """Of the school on two days, with one pupil between them, and of any two goals: nothing small is left between two numbers."""
    trees = [
        KINDS[kind] | {"kjede": "trygt-og-godt"}
        for kind, many in school.items()
        for _ in range(many)
    ]
    then, now = told(trees), told([*trees, KINDS[more] | {"kjede": "trygt-og-godt"}])
    seen = {
        number
        for row in (*then, *now)
        for number in (row["teller"], row["nevner"])
        if isinstance(number, int)
    }
    assert not [(a, b) for a in seen for b in seen if 0 < a - b < 5]


@settings(max_examples=25, deadline=None)
@given(
    st.integers(5, 30), st.integers(0, 30), st.sampled_from(["elevens-stemme", "saker-om-mobbing"])
)
def test_what_is_told_never_tells_one_number_alone(teller: int, rest: int, code: str) -> None:
    """Whoever knows the rules, and sees everything that is told of a goal, is left with five schools at least."""
    nevner = teller + rest if code == "elevens-stemme" else None
    maal = goal(code)

    def seen(teller: int, nevner: int | None) -> tuple[object, ...]:
        tall = shown(maal, Maalantall(teller, nevner), 80, ledelsen=False)
        values = as_values(tall, ledelsen=False)
        return (*(values[each] for each in NUMBERS), *as_cells(tall, ledelsen=False))

    wholes = (None,) if nevner is None else range(1, 70)
    same = [
        (a, b)
        for a in range(36)
        for b in wholes
        if (b is None or a <= b) and seen(a, b) == seen(teller, nevner)
    ]
    assert len(same) >= 5
    assert len({a for a, _ in same}) >= 4, "how many it is said of is not told alone"


def test_the_numbers_are_told_whole_to_the_leadership_alone() -> None:
    tall = shown(goal("elevens-stemme"), Maalantall(13, 22), 80, ledelsen=True)
    open_ = as_values(tall, ledelsen=True)
    assert (open_["teller"], open_["nevner"], open_["prosent"], open_["avrundet"]) == (13, 22, 59, False)  # fmt: skip
    kept = as_values(replace(tall, avrundet=True), ledelsen=False)
    assert (kept["teller"], kept["nevner"], kept["prosent"], kept["avrundet"]) == (10, 20, None, True)  # fmt: skip


def test_only_the_rows_of_steps_that_mean_it_are_made_and_they_are_the_same() -> None:
    """A goal that is about one thing in a case does not reckon the rest; what it reckons is what ``frister`` has."""
    mappe = load(Planmappe(standard_folder())).mappe
    assert mappe is not None
    made = 0
    for gang in courses(mappe, date(2026, 11, 23)):
        rows = list(step_deadlines(gang))
        for betydning in Betydning:
            own = [row for row in rows if means(gang.kjede, row.steg, betydning)]
            assert list(step_deadlines(gang, betyr=betydning)) == own
            made += len(own)
    assert made
