"""A school's steps as rows without persons, and what a municipality makes of many: nothing is summed in silence."""

import importlib.util
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import pytest
from byen import write_city
from msgspec.structs import replace

from frist_sak import the_plan
from program import Program
from sosialplan.commands.aarshjul.aaret import counted_year
from sosialplan.files.loader import load
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import standard_folder
from sosialplan.model.betydning import Betydning
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.handlingskjede import Steg
from sosialplan.model.oppslagsverk import Teller
from sosialplan.model.plan import Plan
from sosialplan.output.parquet import as_parquet
from sosialplan.rules.facts import means
from sosialplan.rules.maaltelling import Aar, Maalantall, Stegtall, count_goal, count_steps
from sosialplan.views.stegtall import FIELDS, FORMAT, as_values, rules_mark
from test_tavle import names_of
from vernet_skole import with_keys

ROOT = Path(__file__).parent.parent
EKSEMPEL = ROOT / "docs" / "bruk" / "kommunen"
DAG = date(2026, 11, 23)


def year() -> Aar:
    mappe = load(Planmappe(standard_folder())).mappe
    assert mappe is not None
    return counted_year(mappe, "2026-2027", DAG)


# What is counted


@pytest.mark.parametrize(
    ("betydning", "teller"),
    [(Betydning.SKRIFTLIG_PLAN, Teller.DAGER_VARSLET_TIL_PLAN)],
)
def test_a_step_is_counted_as_the_goal_that_is_about_it(
    betydning: Betydning, teller: Teller
) -> None:
    aar = year()
    own = [
        each.antall
        for each in count_steps(aar)
        for kjede in aar.plan.kjeder
        if kjede.kjede == each.kjede and means(kjede, each.steg, betydning)
    ]
    goal = count_goal(teller, aar)
    assert goal.nevner
    assert sum(each.teller for each in own) == goal.teller
    assert sum(each.nevner or 0 for each in own) == goal.nevner


def test_every_step_with_a_deadline_has_a_row_whether_or_not_a_case_has_come_to_it() -> None:
    aar = year()
    counted = count_steps(aar)
    assert len({(each.kjede, each.steg) for each in counted}) == len(counted) > 40
    empty = count_steps(replace(aar, saker=()))
    assert [(e.kjede, e.steg) for e in empty] == [(e.kjede, e.steg) for e in counted]
    assert {each.antall.nevner for each in empty} == {0}
    assert any(each.antall.nevner for each in counted)
    for each in counted:
        assert each.antall.teller <= (each.antall.nevner or 0)
        assert all(days >= 0 for days in each.antall.dager)


SKJULT = (None, None, None, None, None)
TALL: list[tuple[int, int, tuple[int | None, ...]]] = [
    (0, 0, SKJULT),
    (1, 1, SKJULT),
    (4, 4, SKJULT),
    (5, 5, (5, 9, 0, 0, 3)),
    (5, 6, SKJULT),
    (12, 20, (10, 14, 5, 9, 3)),
    (2, 20, SKJULT),
    (20, 20, (20, 24, 0, 0, 3)),
]
"""Kept, of so many asked, and what is told: kept and missed from the least to the most, and the days."""


def row_of(kept: int, asked: int) -> dict[str, Any]:
    each = Stegtall("bekymring", "r-team-meldt", Maalantall(kept, asked, (3,) * kept))
    (row,) = as_values([each], year(), ufullstendig=False)
    return row


@pytest.mark.parametrize(("kept", "asked", "told"), TALL)
def test_numbers_leave_in_fives_and_small_ones_not(
    kept: int, asked: int, told: tuple[int | None, ...]
) -> None:
    row = row_of(kept, asked)
    names = ("holdt_minst", "holdt_mest", "ikke_holdt_minst", "ikke_holdt_mest", "dager_median")
    assert tuple(row[name] for name in names) == told
    assert row["skjermet"] is (told == SKJULT)
    assert list(row) == list(FIELDS)


def test_a_step_without_a_case_is_told_as_one_with_few() -> None:
    """Else the rows would say that the school has a case about one of its employees."""
    assert row_of(0, 0) == row_of(1, 1) == row_of(2, 4)


def steg_of(plan: Plan, name: str) -> Steg:
    return next(each for kjede in plan.kjeder for each in kjede.steg if each.steg == name)


def with_number(plan: Plan, regel: str) -> Plan:
    regler = tuple(
        replace(each, versjoner=tuple(replace(v, antall=99, innstilling=None) for v in each.versjoner))
        if each.regel == regel
        else each
        for each in plan.fristregler.regler
    )  # fmt: skip
    return replace(plan, fristregler=replace(plan.fristregler, regler=regler))


def test_the_mark_of_the_rules_follows_what_moves_a_number_and_nothing_else() -> None:
    plan = the_plan()
    steg = next(each for kjede in plan.kjeder for each in kjede.steg if each.regel)
    mark = rules_mark(plan, steg, DAG)
    assert (
        rules_mark(plan, replace(steg, navn="Oppdiktet", hva="Oppdiktet", ansvarlig=()), DAG)
        == mark
    )
    assert rules_mark(with_number(plan, steg.regel or ""), steg, DAG) != mark
    assert rules_mark(plan, replace(steg, gjentas=not steg.gjentas), DAG) != mark
    assert rules_mark(plan, replace(steg, regel=None), DAG) != mark


def test_the_mark_follows_what_the_school_has_chosen() -> None:
    plan = the_plan()
    waits = [
        (each, code)
        for kjede in plan.kjeder
        for each in kjede.steg
        for code in {one.valg for one in (each, *each.utloeses_av) if one.valg}
    ]
    steg, code = waits[0]
    valg = tuple(
        replace(each, valgt=each.lesninger[0].lesning) if each.valg == code else each
        for each in plan.valg.valg
    )
    chosen = replace(plan, valg=replace(plan.valg, valg=valg))
    assert rules_mark(chosen, steg, DAG) != rules_mark(plan, steg, DAG)


# The command


def test_the_list_is_the_same_in_every_format(skolen: Program, tmp_path: Path) -> None:
    values = skolen.fine("statistikk", "steg", "--format", "json").json()["steg"]
    assert [list(each) for each in values] == [list(FIELDS)] * len(values)
    file = tmp_path / "steg.parquet"
    skolen.fine("statistikk", "steg", "--til", str(file))
    told = duckdb.read_parquet(str(file))
    assert told.columns == list(FIELDS)
    types = dict(zip(told.columns, map(str, told.types), strict=True))
    assert (types["per"], types["holdt_minst"], types["skjermet"]) == ("DATE", "BIGINT", "BOOLEAN")
    rows = [dict(zip(told.columns, row, strict=True)) for row in told.fetchall()]
    assert [{**each, "per": each["per"].isoformat()} for each in rows] == values
    table = skolen.fine("statistikk", "steg").out
    assert all(each["steg"] in table for each in values)


def test_nothing_of_a_person_or_of_a_case_is_in_the_rows(skolen: Program, tmp_path: Path) -> None:
    file = tmp_path / "steg.parquet"
    skolen.fine("statistikk", "steg", "--til", str(file))
    text = str(duckdb.read_parquet(str(file)).fetchall())
    for name in {*names_of(skolen.root)}:
        assert name not in text
    listed = skolen.fine("saker", "--alle", "--format", "json").json()["saker"]
    assert listed
    assert not [each["sak"] for each in listed if each["sak"] in text]


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(ExpectedFailure) as told:
        as_parquet(FIELDS, [], DAG)
    assert told.value.sentence == "Parquet trenger et tillegg som ikke er installert."
    assert "pip install '.[parquet]'" in told.value.cure


def test_parquet_has_a_file(skolen: Program) -> None:
    told = skolen.run("statistikk", "steg", "--format", "parquet")
    assert (told.status, told.out) == (2, "")
    assert "--til liste.parquet" in told.err


def test_a_school_with_a_file_that_cannot_be_read_says_so_in_its_rows(
    skolen: Program, tmp_path: Path
) -> None:
    skolen.case("2026-YHP9E").write_text("sak: [\n", encoding="utf-8")
    file = tmp_path / "steg.parquet"
    assert skolen.run("statistikk", "steg", "--til", str(file)).status == 1
    lacks, *rows = duckdb.read_parquet(str(file)).fetchall()
    assert "kunne ikke leses" in lacks[0]
    place = list(FIELDS).index("ufullstendig")
    assert {row[place] for row in rows} == {True}


def test_who_cannot_open_what_is_sealed_gives_no_whole_rows(
    skolen: Program, tmp_path: Path
) -> None:
    folk = ("Oppdiktet Rektor Ravn", "Oppdiktet Rådgiver Rud", "Oppdiktet Lærer Bjerk")
    vernet = with_keys(skolen, folk, tmp_path)
    for who, lacks in ((folk[1], False), (folk[2], True)):
        made = vernet.som(who, skolen.root).run("statistikk", "steg", "--format", "json").json()
        assert {each["ufullstendig"] for each in made["steg"]} == {lacks}


# Many schools


def lay(mappe: Path, name: str, rows: Iterable[dict[str, Any]]) -> None:
    (mappe / f"{name}.parquet").write_bytes(as_parquet(FIELDS, list(rows), DAG))


def school(number: int, kept: int, asked: int, **changed: Any) -> dict[str, Any]:
    each = {**row_of(kept, asked), "skole": f"Oppdiktet skole {number}", "orgnr": f"{number:09}"}
    return {**each, **changed}


Lest = tuple[list[dict[str, Any]], list[dict[str, Any]]]


def example(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, EKSEMPEL / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def by_duckdb(mappe: Path) -> Lest:
    steg, avvik = example("kommunen").lagt_sammen(mappe)
    return listed(steg.columns, steg.fetchall()), listed(avvik.columns, avvik.fetchall())


def listed(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(columns, row, strict=True)) for row in rows]


def city(mappe: Path) -> None:
    """Three schools that count alike, and five that something is the matter with."""
    lay(mappe, "a", [school(1, 12, 20)])
    lay(mappe, "b", [school(2, 5, 5)])
    lay(mappe, "c", [school(3, 1, 2)])
    lay(mappe, "d", [school(4, 40, 50, regler="annerledes00")])
    lay(mappe, "e", [school(5, 40, 50, format=FORMAT + 1)])
    lay(mappe, "f", [school(6, 30, 40, ufullstendig=True)])
    lay(mappe, "g-gammel", [school(1, 100, 120, per="2026-10-01")])
    lay(mappe, "h", [school(1, 12, 20, skoleaar="2025-2026", per="2026-07-31")])


def test_schools_that_count_alike_are_summed_from_the_least_to_the_most(tmp_path: Path) -> None:
    city(tmp_path)
    steg, _ = by_duckdb(tmp_path)
    (this,) = (each for each in steg if each["skoleaar"] == "2026-2027")
    assert (this["skoler"], this["teller_annerledes"], this["for_faa_til_aa_vises"]) == (4, 1, 1)
    assert (this["holdt_minst"], this["holdt_mest"]) == (10 + 5 + 30, 14 + 9 + 34)
    assert (this["ikke_holdt_minst"], this["ikke_holdt_mest"]) == (5 + 0 + 10, 9 + 0 + 14)
    assert (this["prosent_minst"], this["prosent_mest"]) == (45 * 100 // 68, 57 * 100 // 72)
    assert this["prosent_minst"] <= 100 * (12 + 5 + 30) // (20 + 5 + 40) <= this["prosent_mest"]
    assert (this["ufullstendige"], this["dager_median"]) == (1, 3)
    assert this["eldste_tall"] == this["nyeste_tall"] == DAG


AVVIK = {
    ("et format eller en rad som ikke kan leses", 5, "2026-2027"),
    ("teller annerledes enn de fleste, og er ikke lagt sammen", 4, "2026-2027"),
    ("en nyere fil for samme skoleår gjelder i stedet", 1, "2026-2027"),
    ("noe på skolen kunne ikke leses, så tallene er for små", 6, "2026-2027"),
    *(("ingen fil for dette skoleåret", number, "2025-2026") for number in (2, 3, 4, 6)),
}


def told_of(avvik: Iterable[dict[str, Any]]) -> set[tuple[str, int, str]]:
    return {(each["hva"], int(each["skole"].split()[-1]), each["skoleaar"]) for each in avvik}


def test_what_is_not_summed_is_told_by_school_and_reason(tmp_path: Path) -> None:
    city(tmp_path)
    _, avvik = by_duckdb(tmp_path)
    assert told_of(avvik) == AVVIK
    assert len(avvik) == len(AVVIK)


def test_a_city_in_which_all_is_well_has_no_deviation(tmp_path: Path) -> None:
    for number in range(3):
        lay(tmp_path, str(number), [school(number, 12, 20)])
    steg, avvik = by_duckdb(tmp_path)
    assert avvik == []
    assert [each["skoler"] for each in steg] == [3]


def test_a_file_without_the_marks_is_told_of(tmp_path: Path) -> None:
    """Of an edition that had no format: its rows are in no sum."""
    lay(tmp_path, "a", [school(1, 12, 20)])
    old = tmp_path / "b.parquet"
    with duckdb.connect() as base:
        base.execute(
            "CREATE TABLE gammel AS SELECT 'Oppdiktet skole 2' AS skole, 100 AS holdt_minst"
        )
        base.table("gammel").write_parquet(str(old))
    steg, avvik = by_duckdb(tmp_path)
    assert [(each["skoler"], each["holdt_minst"]) for each in steg] == [(1, 10)]
    assert [(each["hva"], each["skole"]) for each in avvik] == [
        ("et format eller en rad som ikke kan leses", "Oppdiktet skole 2")
    ]


def test_the_sum_is_the_same_in_whatever_order_the_files_lie(tmp_path: Path) -> None:
    for place, order in (("en", (1, 2, 3)), ("to", (3, 2, 1))):
        (tmp_path / place).mkdir()
        for name, number in enumerate(order):
            lay(tmp_path / place, str(name), [school(number, 12 + number, 30)])
    assert by_duckdb(tmp_path / "en")[0] == by_duckdb(tmp_path / "to")[0]


def test_a_generated_city_is_read_whole(tmp_path: Path) -> None:
    rows, size = write_city(tmp_path, 3, 2)
    assert size
    steg, avvik = by_duckdb(tmp_path)
    assert len(steg) * 3 == rows
    assert {each["skoler"] + each["teller_annerledes"] for each in steg} == {3}
    assert {each["hva"] for each in avvik} == {
        "teller annerledes enn de fleste, og er ikke lagt sammen"
    }


def test_spark_says_what_duckdb_says(tmp_path: Path) -> None:
    pytest.importorskip(
        "pyspark",
        reason="Spark and a Java runtime are 500 MB: run by hand, see docs/utvikling/maalinger.md",
    )
    from pyspark.sql import SparkSession  # type: ignore[import-not-found]  # noqa: PLC0415

    city(tmp_path)
    spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()  # fmt: skip
    try:
        steg, avvik = (
            listed(each.columns, each.collect())
            for each in example("landet").lagt_sammen(spark, str(tmp_path))
        )
    finally:
        spark.stop()
    own, told = by_duckdb(tmp_path)
    assert [{**each, "dager_median": each["dager_median"]} for each in steg] == own
    assert told_of(avvik) == told_of(told)
