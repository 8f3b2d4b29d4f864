"""The wheel against what was held: each piece of evidence fills one time, and the rest is missing."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frist_sak import the_plan
from golden import assert_golden
from program import Program, copied, everything_in, of_the_repository
from sosialplan.files.filtolk import read_value
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.aarshjul import Aarshjul
from sosialplan.model.moeter import Moetebok, Utfoert
from sosialplan.rules.aarshjul.aktivitetstider import aarets_tider
from sosialplan.rules.aarshjul_status import (
    Delstatus,
    Forekomst,
    Tilstand,
    filled,
    together,
    wheel_status,
)
from sosialplan.rules.kalender.skolekalender import kalender_of
from sosialplan.rules.maaltelling import Aar

REPOSITORY = Path(__file__).parent.parent
AUTUMN = (date(2026, 8, 17), date(2026, 11, 30))
SPRING = (date(2027, 3, 1), date(2027, 6, 18))
TWICE = (Forekomst(None, (AUTUMN,)), Forekomst(None, (SPRING,)))


@pytest.fixture(scope="session")
def mappe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return of_the_repository(REPOSITORY, tmp_path_factory.mktemp("hjul") / "skolen")


@pytest.fixture
def program(mappe: Path, tmp_path: Path) -> Program:
    return Program(copied(mappe, tmp_path / "skolen"))


def held(*days: str, hva: str | None = None) -> list[Utfoert]:
    return [
        Utfoert(id="aaaaaaaa", aktivitet="x", hva=hva, dato=date.fromisoformat(day)) for day in days
    ]


def days_of(times: tuple[Forekomst, ...]) -> list[str | None]:
    return [each.utfoert.isoformat() if each.utfoert else None for each in times]


# Which evidence fills which time


@pytest.mark.parametrize(
    ("days", "wanted", "in_time"),
    [
        ((), [None, None], [None, None]),
        (("2026-10-01",), ["2026-10-01", None], [True, None]),
        (("2027-04-01",), [None, "2027-04-01"], [None, True]),
        (("2026-12-01",), ["2026-12-01", None], [False, None]),
        (("2026-12-01", "2026-10-01"), ["2026-10-01", "2026-12-01"], [True, False]),
        (("2026-10-01", "2026-10-08"), ["2026-10-01", "2026-10-08"], [True, False]),
        (("2027-04-01", "2027-05-01"), ["2027-05-01", "2027-04-01"], [False, True]),
        (
            ("2026-10-01", "2027-04-01", "2027-05-01"),
            ["2026-10-01", "2027-04-01"],
            [True, True],
        ),
    ],
)
def test_evidence_fills_the_time_it_falls_within_else_the_first_that_lacks_one(
    days: tuple[str, ...], wanted: list[str | None], in_time: list[bool | None]
) -> None:
    found, left = filled(TWICE, held(*days))
    assert days_of(found) == wanted
    assert [each.i_tide for each in found] == in_time
    assert len(left) == max(len(days) - 2, 0)


def test_evidence_of_a_part_fills_that_part_only() -> None:
    times = (Forekomst("én", (AUTUMN,)), Forekomst("to", (AUTUMN,)))
    found, left = filled(times, held("2026-09-01", "2026-09-02", hva="to"))
    assert days_of(found) == [None, "2026-09-01"]
    assert [each.dato for each in left] == [date(2026, 9, 2)]


def test_one_of_two_alternatives_is_enough() -> None:
    either = (Forekomst(None, (AUTUMN, SPRING)),)
    assert either[0].tilstand(date(2026, 12, 15)) is Tilstand.NAA
    for day in ("2026-09-01", "2027-04-01"):
        assert filled(either, held(day))[0][0].i_tide
    assert filled(either, held("2027-01-15"))[0][0].i_tide is False


@pytest.mark.parametrize(
    ("per", "days", "wanted"),
    [
        ("2026-08-16", (), Tilstand.KOMMER),
        ("2026-08-17", (), Tilstand.NAA),
        ("2026-11-30", (), Tilstand.NAA),
        ("2026-12-01", (), Tilstand.MANGLER),
        ("2026-12-01", ("2026-10-01",), Tilstand.I_RUTE),
        ("2027-03-01", ("2026-10-01",), Tilstand.NAA),
        ("2027-06-19", ("2026-10-01",), Tilstand.MANGLER),
        ("2027-06-19", ("2026-10-01", "2027-05-01"), Tilstand.GJORT),
    ],
)
def test_the_worst_of_the_times_is_told(per: str, days: tuple[str, ...], wanted: Tilstand) -> None:
    assert together(filled(TWICE, held(*days))[0], date.fromisoformat(per)) is wanted


_DAYS = st.dates(date(2026, 8, 1), date(2027, 7, 31))


@st.composite
def times(draw: st.DrawFn) -> tuple[Forekomst, ...]:
    starts = draw(st.lists(_DAYS, max_size=6))
    lengths = draw(st.lists(st.integers(0, 60), min_size=len(starts), max_size=len(starts)))
    return tuple(
        Forekomst(None, ((first, first + timedelta(days)),))
        for first, days in zip(starts, lengths, strict=True)
    )


@given(times=times(), days=st.lists(_DAYS, max_size=8), data=st.data())
@settings(deadline=None)
def test_no_evidence_is_lost_or_counted_twice(
    times: tuple[Forekomst, ...], days: list[date], data: st.DataObject
) -> None:
    evidence = held(*(day.isoformat() for day in days))
    found, left = filled(times, evidence)
    used = [each.utfoert for each in found if each.utfoert is not None]
    assert sorted([*used, *(each.dato for each in left)]) == sorted(days)
    assert len(used) == min(len(times), len(days))
    shuffled = data.draw(st.permutations(evidence))
    assert filled(times, shuffled)[0] == found


# The wheel of the plan


def status(per: str, *evidence: Utfoert, year: str = "2026-2027") -> tuple[Delstatus, ...]:
    plan = the_plan()
    path = REPOSITORY / "plan" / "aarshjul.yaml"
    wheel, _ = read_value(Planmappe(REPOSITORY), path, Aarshjul)
    assert wheel is not None
    tider = aarets_tider(wheel.value, year, kalender_of(plan.ruter), plan.valg)
    book = Moetebok(skoleaar=year, utfoert=tuple(evidence))
    aar = Aar(year, date.fromisoformat(per), plan, (), (), (book,))
    return wheel_status(tider, aar)


def of(rows: tuple[Delstatus, ...], code: str) -> list[Delstatus]:
    return [each for each in rows if each.aktivitet.id == code]


def test_before_the_year_nothing_is_asked_for_and_after_it_everything() -> None:
    before, after = status("2026-08-01"), status("2027-07-31")
    assert sum(each.ventet for each in before) == 0
    assert {each.tilstand for each in before} == {
        Tilstand.KOMMER, Tilstand.LOEPENDE, Tilstand.IKKE_VALGT,
    }  # fmt: skip
    assert {each.tilstand for each in after if each.ventet} == {Tilstand.MANGLER}
    assert all(each.holdt == 0 for each in after)
    assert len({each.aktivitet.id for each in after}) == 49


def test_evidence_after_the_day_and_of_another_activity_is_left_out() -> None:
    later = Utfoert(id="aaaaaaaa", aktivitet="ordensregler", dato=date(2026, 9, 10))
    other = Utfoert(id="bbbbbbbb", aktivitet="klasseregler", dato=date(2026, 8, 20))
    (row,) = of(status("2026-09-01", later, other), "ordensregler")
    assert (row.tilstand, row.ventet, row.holdt) == (Tilstand.MANGLER, 1, 0)
    (row,) = of(status("2026-09-10", later, other), "ordensregler")
    assert (row.tilstand, row.holdt, row.ganger[0].i_tide) == (Tilstand.GJORT, 1, False)


def test_what_goes_on_all_the_year_is_never_missing_but_shows_its_evidence() -> None:
    day = date(2026, 9, 10)
    row = of(status("2027-07-31", Utfoert(id="a" * 8, aktivitet="kantine", dato=day)), "kantine")
    assert [(each.tilstand, each.ventet, each.bevis) for each in row] == [
        (Tilstand.LOEPENDE, 0, (day,))
    ]


def test_a_year_without_a_calendar_says_why() -> None:
    rows = status("2026-06-01", year="2025-2026")
    assert {each.tilstand for each in rows} == {Tilstand.UKJENT}
    assert "Skoleruten for 2025-2026 er ikke kjent" in rows[0].ord


# The commands


def test_the_status_is_shown_in_groups(program: Program, *, oppdater_gull: bool) -> None:
    before = everything_in(program.root)
    shown = program.run("årshjul", "status", answers=(), width=80)
    assert shown.status == 0
    assert all(len(line) <= 80 for line in shown.out.splitlines())
    assert_golden("aarshjul/status.txt", f"{shown.out}--\n{shown.err}", oppdater_gull)
    assert everything_in(program.root) == before


def parts(program: Program, *args: str) -> dict[str, Any]:
    value = program.fine("årshjul", "status", "--format", "json", *args).json()
    return {f"{each['id']}/{each['del'] or ''}": each for each in value["aktiviteter"]}


def test_the_two_promises_of_the_plan_are_the_numbers_of_its_goals(program: Program) -> None:
    goals = program.fine("statistikk", "mål", "--ledelsen", "--format", "json").json()["mål"]
    by_code = {each["kode"]: (each["teller"], each["nevner"], each["prosent"]) for each in goals}
    found = parts(program, "--ledelsen")
    for key, code in (
        ("klassemøter/møte i hver klasse", "klassemøter"),
        ("fravær/", "fraværsplan"),
    ):
        row = found[key]
        assert (row["holdt"], row["ventet"], row["prosent"]) == by_code[code]
    assert found["klassemøter/møte i hver klasse"]["mangler_for"] == ["8C", "10D"]


def test_small_numbers_of_pupils_are_for_the_leadership_only(program: Program) -> None:
    row = parts(program)["fravær/"]
    assert (row["skjermet"], row["status"], row["ventet"], row["holdt"], row["prosent"]) == (
        True, None, None, None, None,
    )  # fmt: skip
    assert "Fravær: for få til å vises" in program.fine("årshjul", "status").err
    assert parts(program, "--ledelsen")["fravær/"]["skjermet"] is False


def test_an_activity_is_marked_as_held_in_one_commit(program: Program) -> None:
    assert parts(program)["mot-til-å-glede-dagen/"]["status"] == "nå"
    told = program.fine("arshjul", "utfort", "MOT-til-a-glede-dagen", "--notat", "Hele skolen")
    assert "Ført: mot-til-å-glede-dagen, 23.11.2026. Lagret" in told.out
    assert program.git("show", "-s", "--format=%B").strip() == "Årshjul"
    assert program.git("show", "--format=", "--name-only").split() == [
        "moter/2026-2027/aarshjul.yaml"
    ]
    row = parts(program)["mot-til-å-glede-dagen/"]
    assert (row["status"], row["prosent"], row["bevis"]) == ("gjort", 100, ["2026-11-23"])
    assert program.run("valider").status == 0


def test_the_first_evidence_of_a_year_makes_its_book(program: Program) -> None:
    program.now = "2027-08-20T09:00+02:00"
    program.fine("årshjul", "utført", "skolestart", "--dato", "2027-08-17")
    book = (program.root / "moter/2027-2028/aarshjul.yaml").read_text(encoding="utf-8")
    assert book.startswith("# yaml-language-server: $schema=../../plan/skjema/moetebok.schema.json")
    assert "aktivitet: skolestart\n    dato: 2027-08-17\n" in book


def test_one_part_of_an_activity_can_be_marked(program: Program) -> None:
    program.fine("årshjul", "utført", "samtaler", "--hva", "utviklingssamtaler")
    found = parts(program)
    assert found["samtaler/utviklingssamtaler"]["status"] == "i-rute"
    assert found["samtaler/elevsamtaler"]["status"] == "nå"


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("ordensregler", "--dato", "2026-08-19"), 3, "er ført den dagen fra før"),
        (("ordenregler",), 2, "Mente du «ordensregler»?"),
        (("smu",), 2, "sosialplan møte registrer smu"),
        (("fravær",), 2, "Dette telles i saker og fravær"),
        (("samtaler", "--hva", "elevsamtalr"), 2, "Mente du «elevsamtaler»?"),
        (("kantine", "--hva", "x"), 2, "Den har ingen deler."),
        (("elevundersøkelsen",), 2, "Skriv hvilken del, med --hva: klassens plan"),
        (("elevundersøkelsen", "--hva", "klassens plan"), 2, "Mangler --klasse."),
        (("elevundersøkelsen", "--hva", "gjennomgang på trinnet"), 2, "Mangler --trinn."),
        (("elevundersøkelsen", "--hva", "klassens plan", "--klasse", "8X"), 2, "8A"),
        (("kantine", "--klasse", "8A"), 2, "Dette gjøres ikke for hver klasse for seg."),
        (("kantine", "--dato", "2026-11-24"), 2, "er ikke kommet ennå"),
        (("kantine", "--dato", "2025-11-24"), 3, "Skoleruten for 2025-2026 er ikke kjent"),
    ],
)
def test_what_cannot_be_marked_is_said(
    program: Program, args: tuple[str, ...], code: int, said: str
) -> None:
    before = program.git("rev-parse", "HEAD")
    told = program.run("årshjul", "utført", *args)
    assert (told.status, said in told.err) == (code, True), told.err
    assert program.git("rev-parse", "HEAD") == before


def test_what_each_class_and_each_grade_does_is_ticked_for_each(program: Program) -> None:
    path = program.root / "plan/valg.yaml"
    text, head = path.read_text(encoding="utf-8"), "  - valg: klassens-plan\n"
    path.write_text(
        text.replace(head, f"{head}    valgt: vinter-og-vår\n"), encoding="utf-8", newline="\n"
    )
    program.now = "2026-12-10T09:00+01:00"
    mark = ("årshjul", "utført", "elevundersøkelsen", "--hva")
    assert "klassens plan 8A," in program.fine(*mark, "klassens plan", "--klasse", "8a").out
    program.fine(*mark, "gjennomgang på trinnet", "--trinn", "8")
    program.fine(*mark, "plenum og skolens plan")
    found = parts(program)
    plan = found["elevundersøkelsen/klassens plan"]
    assert (plan["status"], plan["holdt"], plan["mangler_for"][:2]) == ("nå", 1, ["8B", "8C"])
    assert len(plan["ganger"]) == 12
    assert found["elevundersøkelsen/gjennomgang på trinnet"]["mangler_for"] == ["9", "10"]
    assert found["elevundersøkelsen/plenum og skolens plan"]["status"] == "gjort"
    assert "mangler for 8B, 8C, 8D og 8 til" in program.fine("årshjul", "status").out
    program.now = "2027-07-01T09:00+02:00"
    late = parts(program)["elevundersøkelsen/klassens plan"]
    assert (late["status"], late["holdt"], late["ventet"]) == ("mangler", 1, 12)


def test_options_of_the_wheel_in_front_of_a_subcommand_are_refused(program: Program) -> None:
    told = program.run("årshjul", "--format", "json", "status")
    assert told.status == 2
    assert "Valgene må stå etter underkommandoen." in told.err


def test_an_earlier_year_is_judged_at_its_end(program: Program) -> None:
    value = program.fine("årshjul", "status", "--skoleår", "2024-25", "--format", "json").json()
    assert value["skoleår"] == "2024-2025"
    assert value["dekning"]["holdt"] == 0
    assert {each["status"] for each in value["aktiviteter"] if each["ventet"]} == {"mangler"}
