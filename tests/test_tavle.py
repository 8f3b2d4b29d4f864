"""The board: the numbers of the lists, drawn, without a name, in one page that needs nothing else."""

import json
import math
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pypdf import PdfReader

from frist_sak import the_plan
from program import Program
from sosialplan.commands.lesing import all_rows
from sosialplan.files.loader import load, load_reference
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.oppslagsverk import Maal, Maalliste, Teller
from sosialplan.output.tavleside import DARK, LIGHT
from sosialplan.output.tavletegning import lines_of, svg_of
from sosialplan.rules.dekning import Dekning
from sosialplan.rules.fravaer.elevtrapp import Trappfoelging
from sosialplan.rules.maaltelling import Maalantall
from sosialplan.views.maaltall import Maaltall, Trend, shown, trend
from sosialplan.views.maaltall import as_values as goal_values
from sosialplan.views.saksliste import Saksrad
from sosialplan.views.tavle.tavlefelt import FOR_OTHERS, Soyler
from sosialplan.views.tavle.tavlen import Frister, by_time, fristfelt, klassefelt, saksfelt
from sosialplan.views.tavle.tavlestatistikk import (
    Maalene,
    maalfelt,
    not_measured,
    on_the_same_day,
    trappfelt,
)
from vernet_skole import with_keys

ROOT = Path(__file__).parent.parent
SKJULT = "under 5 (også ingen)"


def side(program: Program, *args: str) -> str:
    """Return the page."""
    return program.fine("tavle", *args).out


class Leser(HTMLParser):
    """The page as one reads it who cannot see it: elements, headings, and all text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all_of(self, *tags: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.elements if tag in tags]


# The page


def test_the_page_fetches_nothing_and_runs_nothing(skolen: Program) -> None:
    page = side(skolen, "--ledelsen")
    known = Leser(page)
    assert not {"script", "link", "img", "iframe", "object", "form"} & {
        t for t, _ in known.elements
    }
    assert not [
        name
        for _, attrs in known.elements
        for name in attrs
        if name in {"src", "href", "action"} or name.startswith("on")
    ]
    assert set(re.findall(r"https?://[^\"]*", page)) == {"http://www.w3.org/2000/svg"}
    assert "url(" not in page
    assert "default-src 'none'" in page


def test_the_page_can_be_read_by_one_who_cannot_see_it(skolen: Program) -> None:
    known = Leser(side(skolen, "--ledelsen"))
    assert known.all_of("html")[0]["lang"] == "nb"
    assert [len(known.all_of(tag)) for tag in ("h1", "main", "header", "footer")] == [1, 1, 1, 1]
    levels = [int(tag[1]) for tag, _ in known.elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    ids = [attrs["id"] for _, attrs in known.elements if "id" in attrs]
    assert [each for each, count in Counter(ids).items() if count > 1] == []
    drawings = known.all_of("svg")
    assert len(drawings) == 7
    assert [each.get("aria-hidden") for each in drawings].count("true") == 1
    named = {
        name for _, attrs in known.elements for name in (attrs.get("aria-labelledby") or "").split()
    }
    assert named <= set(ids)
    assert {f"{kind}-{felt}" for kind in "tbh" for felt in FELT} <= named
    assert len(known.all_of("caption")) == len(known.all_of("table")) == 6
    assert {each.get("scope") for each in known.all_of("th")} == {"col", "row"}


FELT = ("frister", "saker", "aarshjul", "klassemoeter", "fravaer", "maal")


def _light(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    ]
    return sum(share * each for share, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG counts it."""
    darker, lighter = sorted(map(_light, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["lys", "mørk"])
def test_all_that_is_written_and_drawn_stands_out(palette: dict[str, str]) -> None:
    for ground in ("ark", "flate"):
        for text in ("blekk", "dempet", "hoved"):
            assert contrast(palette[text], palette[ground]) >= 4.5, (text, ground)
        for piece in ("forfalt", "snart", "senere", "gjort"):
            assert contrast(palette[piece], palette[ground]) >= 3, (piece, ground)
    for month in ("maaned", "annen"):
        assert contrast(palette["blekk"], palette[month]) >= 4.5


def test_a_school_that_writes_nynorsk_has_its_board_in_it(skolen: Program) -> None:
    put(skolen, "plan/skole.yaml", lambda text: f"{text}\nmålform: nynorsk\n")
    page = side(skolen, "--ledelsen")
    assert '<html lang="nn">' in page
    assert "Fråværstrappa" in page
    assert "Fraværstrappen" not in page


def put(program: Program, file: str, change: Any) -> None:
    """Change a file of the plan by hand."""
    path = program.root / file
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


# The numbers are those of the lists


def table(page: str, kode: str) -> dict[str, list[str]]:
    """Return the table of a field: what stands after the first cell of each row, by the first."""
    part = page.split(f'id="h-{kode}"')[1].partition("</section>")[0]
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", part)
    return {name: re.findall(r"<td>(.*?)</td>", cells) for name, cells in rows}


def test_deadlines_are_counted_as_the_list_of_deadlines_shows_them(skolen: Program) -> None:
    listed = skolen.fine("frister", "--format", "json").json()["frister"]
    asked = [each for each in listed if each["slag"] != "åpning"]
    late = Counter(r for e in asked if e["status"] == "forfalt" for r in e["ansvarlig"])
    raised = Counter(r for e in asked if e["status"] == "forfalt" for r in e["eskalert_til"])
    every = Counter(r for e in asked for r in e["ansvarlig"])
    told = table(side(skolen, "--ledelsen"), "frister")
    assert late["rektor"]
    for rolle in ("rektor", "kontaktlærer", "trinnleder", "rådgiver"):
        forfalt, soon, later, up = map(int, told[rolle.capitalize()])
        assert (forfalt, up) == (late[rolle], raised[rolle])
        assert forfalt + soon + later == every[rolle]


def test_cases_are_counted_as_the_list_of_cases_shows_them(skolen: Program) -> None:
    listed = skolen.fine("saker", "--format", "json").json()["saker"]
    told = table(side(skolen, "--ledelsen"), "saker")
    numbers = [[int(cell) for cell in cells] for cells in told.values() if all(cells)]
    assert sum(late for late, _ in numbers) == sum(each["forfalt"] > 0 for each in listed)
    assert sum(late + well for late, well in numbers) == len(listed)


def test_class_meetings_are_counted_as_the_status_of_the_wheel_shows_them(skolen: Program) -> None:
    wheel = skolen.fine("årshjul", "status", "--format", "json").json()["aktiviteter"]
    (meetings,) = (each for each in wheel if each["møte"] == "klassemøte")
    told = [[int(cell) for cell in cells] for cells in table(side(skolen), "klassemoeter").values()]
    assert sum(held for held, _ in told) == meetings["holdt"]
    assert sum(held + lacks for held, lacks in told) == meetings["ventet"]


def test_goals_are_those_of_the_statistics(skolen: Program) -> None:
    goals = skolen.fine("statistikk", "mål", "--ledelsen", "--format", "json").json()["mål"]
    told = table(side(skolen, "--ledelsen"), "maal")
    assert len(told) == sum(each["telles"] for each in goals)
    for each in goals:
        if each["prosent"] is not None and each["median"] is None:
            name = next(one for one in told if one.startswith(each["navn"]))
            assert told[name][0].startswith(f"{each['prosent']} % ({each['teller']} av ")


def test_the_day_of_judging_is_an_argument(skolen: Program) -> None:
    assert side(skolen, "--ledelsen") == side(skolen, "--ledelsen")
    assert "mandag 23.11.2026" in side(skolen)
    later = skolen.run("--i-dag", "2026-12-01", "tavle").out
    assert "tirsdag 01.12.2026" in later


def test_a_goal_is_held_against_the_same_day_a_year_ago(skolen: Program) -> None:
    """The school has no calendar for the year before: then nothing is said of it."""
    assert "i fjor" not in "".join(
        cell for cells in table(side(skolen, "--ledelsen"), "maal").values() for cell in cells
    )
    assert on_the_same_day(date(2028, 2, 29)) == date(2027, 2, 28)


# What must not pass unnoticed


def names_of(root: Path) -> Iterator[str]:
    """Yield every name that the invented school has, and each part of one that is a name alone."""
    mappe = load(Planmappe(root)).mappe
    assert mappe is not None
    yield from (each.navn for each in mappe.plan.skole.personer)
    for each in mappe.saker:
        sak = each.value
        yield sak.elev.navn
        yield from (other.navn for other in sak.involverte if other.navn)
    for book in mappe.fravaer:
        yield from (entry.elev for entry in book.value.elever)


def text_of(pdf: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(pdf).pages)


@pytest.mark.parametrize("args", [(), ("--ledelsen",)], ids=["alle", "ledelsen"])
def test_no_name_is_on_the_board(skolen: Program, args: Sequence[str], tmp_path: Path) -> None:
    names = {*names_of(skolen.root)}
    assert len(names) > 20
    pdf = tmp_path / "tavle.pdf"
    skolen.fine("tavle", *args, "--til", str(pdf))
    raw = pdf.read_bytes().decode("latin-1")
    for text in (side(skolen, *args), text_of(pdf), raw):
        for name in names:
            assert name not in text
            assert name.rsplit(" ", 1)[-1] not in re.findall(r"\w+", text) or len(name.split()) == 1


def test_names_are_there_only_where_they_are_asked_for(skolen: Program, tmp_path: Path) -> None:
    page = tmp_path / "navn.html"
    told = skolen.fine("tavle", "--med-navn", "--til", str(page))
    text = page.read_text(encoding="utf-8")
    assert "Oppdiktet Elev Alm" in text
    assert "Oppdiktet Rektor Ravn" in text
    assert "Ikke del denne tavla videre" in told.err
    both = tmp_path / "begge.html"
    skolen.fine("tavle", "--med-navn", "--ledelsen", "--til", str(both))
    assert both.read_text(encoding="utf-8") == text, "who may see names may see every number"


SYNCED = [("OneDrive - Oppdiktet kommune", "OneDrive"), ("Dropbox", "Dropbox"), ("Nextcloud", "Nextcloud")]  # fmt: skip


@pytest.mark.parametrize(("folder", "service"), SYNCED)
def test_names_go_to_no_folder_that_is_copied_to_the_net(
    skolen: Program, tmp_path: Path, folder: str, service: str
) -> None:
    place = tmp_path / folder
    place.mkdir()
    told = skolen.run("tavle", "--med-navn", "--til", str(place / "tavle.html"))
    assert told.status != 0
    assert f"en mappe som {service} kopierer ut. Ingenting er laget." in told.err
    assert list(place.iterdir()) == []
    skolen.fine("tavle", "--til", str(place / "tavle.html"))


def test_names_do_not_go_to_the_screen(skolen: Program) -> None:
    told = skolen.run("tavle", "--med-navn")
    assert told.status == 2
    assert "En tavle med navn må ha en fil." in told.err
    assert told.out == ""


def test_a_pdf_has_a_file(skolen: Program) -> None:
    assert skolen.run("tavle", "--format", "pdf").status == 2


def test_small_numbers_are_for_the_leadership_alone(skolen: Program) -> None:
    page, leaders = side(skolen), side(skolen, "--ledelsen")
    assert "10 åpne saker" in leaders
    assert "10 åpne saker" not in page
    assert table(page, "fravaer") == {"Hvert trinn": [SKJULT, "", ""]}
    assert table(page, "saker") == {"Hver kjede": [SKJULT, ""]}
    assert SKJULT not in leaders
    assert "Bare for ledelsen" in leaders
    assert "Bare for ledelsen" not in page


def rad(number: int, kjede: str, forfalt: int) -> Saksrad:
    return Saksrad(f"2026-{number:05}", kjede, "8B", date(2026, 9, 1), None, 1, None, forfalt)


SUMS: list[tuple[int, str]] = [
    (0, SKJULT),
    (1, SKJULT),
    (4, SKJULT),
    (5, "5–9 {}"),
    (9, "5–9 {}"),
    (12, "10–14 {}"),
]
"""So many, and what is told of them to others than the leadership."""


@pytest.mark.parametrize(("count", "told"), SUMS)
def test_a_chain_is_told_as_its_sum_in_fives(count: int, told: str) -> None:
    saker = [rad(number, "bekymring", number % 2) for number in range(count)]
    felt = saksfelt(saker, the_plan(), str, ledelsen=False)
    own_row = ("Bekymring for en enkeltelev", told.format("åpne saker"), "")
    rest = ("Hver av de andre kjedene" if count >= 5 else "Hver kjede", SKJULT, "")
    assert felt.tabell == ((own_row, rest) if count >= 5 else (rest,))
    said = f"{felt.innledning} {felt.beskrivelse}".replace(told, "").replace(SKJULT, "")
    assert str(count) not in said.replace(FOR_OTHERS, "").split()
    assert (
        not any(each.deler for each in felt.tegning.rader)
        if isinstance(felt.tegning, Soyler)
        else False
    )
    own = saksfelt(saker, the_plan(), str, ledelsen=True)
    assert [each[1:] for each in own.tabell[1:]] == [(str(count // 2), str(count - count // 2))][
        :count
    ]


@pytest.mark.parametrize(("count", "told"), SUMS)
def test_a_rung_is_told_as_its_sum_in_fives(count: int, told: str) -> None:
    trinn = the_plan().trapp.trinn[0].trinn
    one = Trappfoelging(
        "e1", "8B", "2026-2027", None, trinn, date(2026, 9, 1), date(2026, 11, 1), ()
    )
    felt = trappfelt([one] * count, the_plan().trapp.trinn, str, ledelsen=False)
    assert felt.tabell[0][1:] == (told.format("elever"), "", "")
    own = trappfelt([one] * count, the_plan().trapp.trinn, str, ledelsen=True)
    assert [each[1:] for each in own.tabell] == [("0", str(count), "0")][:count]


# On the board for all, none looks as few do


def counts_of(names: Sequence[str]) -> st.SearchStrategy[dict[str, int]]:
    return st.fixed_dictionaries({each: st.integers(0, 12) for each in names})


def told_alike(
    make: Callable[[Mapping[str, int]], object], counts: Mapping[str, int], few: int
) -> None:
    """Hold what is told of some counts against the same with each none in turn, and all of them, as few."""
    none = [name for name, count in counts.items() if count == 0]
    for changed in (none, *([each] for each in none)):
        assert make({**counts, **dict.fromkeys(changed, few)}) == make(counts)


PLAN = the_plan()
FEW = st.integers(1, 4)


@given(counts_of([each.kjede for each in PLAN.kjeder]), FEW)
def test_no_case_of_a_chain_is_told_as_few_are(counts: Mapping[str, int], few: int) -> None:
    def made(counts: Mapping[str, int]) -> object:
        saker = [rad(n, kjede, n % 2) for kjede, count in counts.items() for n in range(count)]
        felt = saksfelt(saker, PLAN, str, ledelsen=False)
        return felt, svg_of(felt)

    told_alike(made, counts, few)


@given(counts_of([each.trinn for each in PLAN.trapp.trinn]), FEW)
def test_no_pupil_on_a_rung_is_told_as_few_are(counts: Mapping[str, int], few: int) -> None:
    day = date(2026, 9, 1)

    def made(counts: Mapping[str, int]) -> object:
        naadd = [
            Trappfoelging(f"e{n}", "8B", "2026-2027", None, trinn, day, day, ())
            for trinn, count in counts.items()
            for n in range(count)
        ]
        felt = trappfelt(naadd, PLAN.trapp.trinn, str, ledelsen=False)
        return felt, svg_of(felt)

    told_alike(made, counts, few)


@cache
def a_deadline() -> VurdertFrist:
    mappe = load(Planmappe(ROOT)).mappe
    assert mappe is not None
    return by_time(all_rows(mappe, date(2026, 11, 23), undone=True)).forfalt[0]


@given(counts_of(["rektor", "kontaktlærer", "skoleeier", "rådgiver"]), FEW)
def test_no_deadline_of_a_role_is_told_as_few_are(counts: Mapping[str, int], few: int) -> None:
    late = a_deadline()

    def made(counts: Mapping[str, int]) -> object:
        rows = [
            replace(
                late,
                frist=replace(late.frist, ansvarlig=(role,), sak=f"2026-{at}"),
                eskalert_til=(),
            )
            for role, count in counts.items()
            for at in range(count)
        ]
        felt = fristfelt(Frister(tuple(rows), (), ()), PLAN, str, ledelsen=False)
        return replace(felt, innledning=""), svg_of(felt)

    told_alike(made, counts, few)


@given(st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from(["rektor", "kontaktlærer"]), st.integers(0, 2)), max_size=60))  # fmt: skip
def test_however_many_deadlines_a_few_cases_have_they_are_told_as_none(
    rows: Sequence[tuple[str, str, int]],
) -> None:
    """One case has seven to thirteen, and all of a kind: told by them, a whole staff room would know of it."""
    late = a_deadline()
    parts: tuple[list[VurdertFrist], ...] = ([], [], [])
    for sak, role, part in rows:
        frist = replace(late.frist, sak=f"2026-{sak}", ansvarlig=(role,))
        parts[part].append(replace(late, frist=frist, eskalert_til=("skoleeier",)))
    felt = fristfelt(Frister(*map(tuple, parts)), PLAN, str, ledelsen=False)
    assert felt == fristfelt(Frister((), (), ()), PLAN, str, ledelsen=False)


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), FEW)
def test_no_deadline_at_all_is_told_as_few_are(late: int, soon: int, later: int, few: int) -> None:
    one = a_deadline()

    def cases(count: int) -> tuple[VurdertFrist, ...]:
        return tuple(
            replace(one, frist=replace(one.frist, sak=f"2026-{at}")) for at in range(count)
        )

    def said(counts: Mapping[str, int]) -> object:
        frister = Frister(*(cases(counts[each]) for each in ("forfalt", "snart", "senere")))
        felt = fristfelt(frister, PLAN, str, ledelsen=False)
        return felt, svg_of(felt)

    told_alike(said, {"forfalt": late, "snart": soon, "senere": later}, few)


@given(st.sampled_from([*Teller]), st.integers(0, 12), st.integers(0, 12), FEW)
def test_no_pupil_of_a_goal_is_told_as_few_are(
    teller: Teller, kept: int, more: int, few: int
) -> None:
    def told(antall: Maalantall) -> object:
        tall = shown(replace(goal_of("elevens-stemme"), teller=teller), antall, 100, ledelsen=False)
        felt = maalfelt([tall], {}, str, ledelsen=False)
        values = goal_values(tall, ledelsen=False)
        return felt, values, not_measured(Maalene(reference_goals(), (tall,), (), ""), str)

    if teller is not Teller.KLASSEMOETER:
        assert told(Maalantall(0, 0)) == told(Maalantall(min(few, kept), few))
        assert told(Maalantall(0, 5 + more)) == told(Maalantall(few, 5 + more + few))
        assert told(Maalantall(0)) == told(Maalantall(few))


def without_cases(program: Program, kept: str = "") -> None:
    """Take all that was written of pupils away but one case."""
    for name in ("saker", "fravaer", "moter"):
        for path in (program.root / name).rglob("*.yaml*"):
            if not kept or not path.name.startswith(kept):
                path.unlink()


@pytest.mark.parametrize(
    "command", [("tavle",), ("lag", "årsrapport"), ("statistikk", "mål", "--format", "json")]
)
def test_one_open_accusation_changes_nothing_of_what_is_for_all(
    skolen: Program, tmp_path: Path, command: tuple[str, ...]
) -> None:
    case = skolen.case("2026-V2HQ3")
    kept = tmp_path / "sak.yaml"
    shutil.copy(case, kept)
    assert "gjelder_ansatt" in kept.read_text(encoding="utf-8")
    without_cases(skolen)
    before = skolen.run("--i-dag", "2026-11-23", *command).out
    shutil.copy(kept, case)
    assert skolen.run("--i-dag", "2026-11-23", *command).out == before
    if command == ("tavle",):
        assert "En ansatt krenker en elev" in skolen.run("tavle", "--ledelsen").out


OPENED = {
    "an accusation": ("--kjede", "ansatt-krenker", "--gjelder-ansatt", "kontaktlærer", "--meldt-av", "lærer"),
    "a serious one": ("--kjede", "trygt-og-godt", "--alvorlig"),
    "an intervention": ("--kjede", "fysisk-inngrep", "--meldt-av", "lærer"),
    "a worry": ("--kjede", "bekymring"),
}  # fmt: skip


@pytest.mark.parametrize("what", OPENED)
def test_a_case_that_is_opened_is_not_told_by_its_many_deadlines(
    what: str, skolen: Program
) -> None:
    without_cases(skolen)
    before = skolen.run("tavle").out
    opened = (
        "ny-sak",
        "--elev",
        "Oppdiktet Elev Sol",
        "--klasse",
        "8A",
        "--oppdaget",
        "2026-11-23",
    )
    skolen.fine(*opened, *OPENED[what])
    assert skolen.run("tavle").out == before
    assert skolen.run("tavle", "--ledelsen").out != before


TRENDS: list[tuple[int, int, bool, Trend | None]] = [
    (80, 70, False, Trend.OPP),
    (70, 80, False, Trend.NED),
    (80, 80, False, Trend.LIKT),
    (80, 81, True, None),
    (99, 20, True, Trend.OPP),
    (20, 99, True, Trend.NED),
]


@pytest.mark.parametrize(("now", "before", "fives", "told"), TRENDS)
def test_a_trend_is_told_where_what_is_told_of_both_can_tell_it(
    now: int, before: int, fives: bool, told: Trend | None
) -> None:
    goal = goal_of("evalueringer-i-tide")

    def of(count: int) -> Maaltall:
        return Maaltall(goal, Maalantall(count, 100), 100, skjermet=False, avrundet=fives)

    assert trend(of(now), of(before)) is told
    assert trend(of(now), None) is None
    assert trend(of(now), replace(of(before), skjermet=True)) is None
    assert trend(of(now), replace(of(before), antall=None)) is None
    foer = {goal.kode: of(before)}
    (row,) = maalfelt([of(now)], foer, str, ledelsen=not fives).tabell
    assert row[-1].partition(" ")[2] == (told.value if told else "")


@cache
def reference_goals() -> Maalliste:
    reference = load_reference(Planmappe(ROOT))[0]
    assert reference is not None
    return reference.maal


def goal_of(teller: str) -> Maal:
    return next(each for each in reference_goals().maal if each.teller == teller)


def test_a_case_about_one_of_the_leadership_is_no_matter_of_the_board(skolen: Program) -> None:
    path = skolen.case("2026-V2HQ3")
    text = path.read_text(encoding="utf-8")
    before = side(skolen, "--ledelsen")
    assert "En ansatt krenker en elev" in before
    path.write_text(
        re.sub(r"(gjelder_ansatt:\n(?:  .*\n)*?  roller: )\[.*\]", r"\1[rektor]", text),
        encoding="utf-8",
    )
    assert path.read_text(encoding="utf-8") != text, "the case says which roles it is about"
    after = skolen.run("tavle", "--ledelsen").out
    assert "En ansatt krenker en elev" not in after
    assert "9 åpne saker" in after


def test_a_case_kept_from_an_employee_has_no_name_on_the_board(
    skolen: Program, tmp_path: Path
) -> None:
    """2026-8G2R1 is overdue: were it about an employee, its pupil would not be named."""
    path = skolen.case("2026-8G2R1")
    text = path.read_text(encoding="utf-8")
    about = "gjelder_ansatt:\n  roller: [lærer]\n"
    path.write_text(text.replace("hendelser:\n", f"{about}hendelser:\n", 1), encoding="utf-8")
    page = tmp_path / "navn.html"
    skolen.run("tavle", "--med-navn", "--til", str(page))
    told = page.read_text(encoding="utf-8")
    assert "saken er skjermet" in told
    assert "Oppdiktet Elev Dahl" not in told


def test_text_of_the_plan_is_text_on_the_page(skolen: Program) -> None:
    evil = '<script>alert("1")</script><b>&'
    put(skolen, "plan/skole.yaml", lambda text: re.sub(r"(?m)^(skole: *\n  )?navn: .*$", f"navn: '{evil}'", text, count=1))  # fmt: skip
    page = side(skolen)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    pdf = skolen.root.parent / "t.pdf"
    skolen.fine("tavle", "--til", str(pdf))
    assert "<script>" in text_of(pdf).replace("\n", "")


def test_a_file_that_cannot_be_read_is_told_of_on_the_page(skolen: Program) -> None:
    skolen.case("2026-YHP9E").write_text("sak: [\n", encoding="utf-8")
    told = skolen.run("tavle")
    assert told.status == 1
    assert "1 fil kunne ikke leses, og er ikke med her." in told.out


def test_who_cannot_open_what_is_sealed_says_so_on_the_page(
    skolen: Program, tmp_path: Path
) -> None:
    open_page = side(skolen, "--ledelsen")
    folk = ("Oppdiktet Rektor Ravn", "Oppdiktet Rådgiver Rud", "Oppdiktet Lærer Bjerk")
    vernet = with_keys(skolen, folk, tmp_path)
    sealed = "Den som laget tavla, leser dem ikke."
    whole = vernet.som(folk[1], skolen.root).run("tavle", "--ledelsen").out
    assert sealed not in whole
    for felt in FELT:
        assert table(whole, felt) == table(open_page, felt)
    of_one_class = vernet.som(folk[2], skolen.root).run("tavle", "--ledelsen").out
    assert sealed in of_one_class
    assert table(of_one_class, "saker") != table(open_page, "saker")
    stranger = vernet.som("Oppdiktet Fremmed", skolen.root).run("tavle")
    assert stranger.out == ""
    assert "du har ingen lesenøkkel" in stranger.err


# Bad input


def test_the_pdf_is_one_page(skolen: Program, tmp_path: Path) -> None:
    pdf = tmp_path / "tavle.pdf"
    skolen.fine("tavle", "--ledelsen", "--til", str(pdf))
    reader = PdfReader(pdf)
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (842, 595)
    told = text_of(pdf)
    for word in ("Tavla", "Frister etter rolle", "Saker etter neste steg", "Mål"):
        assert word in told


@pytest.mark.parametrize("more", [(), ("--ledelsen",)], ids=["alle", "ledelsen"])
def test_all_that_is_written_on_the_paper_can_be_read(
    skolen: Program, tmp_path: Path, more: tuple[str, ...]
) -> None:
    """On A4 nothing is set in less than 7 points."""
    file = tmp_path / "tavle.pdf"
    skolen.fine("tavle", *more, "--format", "pdf", "--til", str(file))
    sizes: list[tuple[float, str]] = []

    def seen(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.append((size * _scale(cm) * _scale(tm), text))

    PdfReader(file).pages[0].extract_text(visitor_text=seen)
    assert len(sizes) > 200
    assert not [each for each in sizes if each[0] < 7]


def _scale(matrix: list[float]) -> float:
    return math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))


def test_an_empty_school_has_a_board(skolen: Program, tmp_path: Path) -> None:
    """No cases, no classes, no wheel, no goals, no calendar that counts."""
    for path in (skolen.root / "saker").rglob("*.yaml*"):
        path.unlink()
    for name in ("fravaer", "moter"):
        for path in (skolen.root / name).rglob("*.yaml*"):
            path.unlink()
    (skolen.root / "plan" / "aarshjul.yaml").unlink()
    put(skolen, "plan/mal.yaml", lambda text: text[: text.index("mål:")] + "mål: []\n")
    put(
        skolen,
        "plan/skole.yaml",
        lambda text: re.sub(r"(?m)^klasser:\n(?:  - .*\n)+", "klasser: []\n", text),
    )
    pdf = tmp_path / "tavle.pdf"
    made = skolen.run("tavle", "--til", str(pdf))
    assert len(PdfReader(pdf).pages) == 1, made
    page = skolen.run("tavle", "--ledelsen").out
    for said in ("Ingen åpne saker.", "Skolen har ikke noe årshjul.", "Planen har ingen mål som telles.",
                 "Ingen klasser har klassemøter å holde.", "Ingen har nådd et trinn i skoleåret."):  # fmt: skip
        assert said in page


def test_a_year_without_a_calendar_says_so_in_its_field(skolen: Program) -> None:
    page = skolen.run("--i-dag", "2030-11-04", "tavle").out
    assert "Skoleruten for 2030-2031 er ikke kjent." in page


def test_a_long_name_is_written_in_full() -> None:
    long = "10-oppdiktet-innføringsklasse-nord-og-sør"
    rows = [Dekning("klassemøte", None, None, f"8{n}", 2, 1) for n in range(40)]
    felt = klassefelt([*rows, Dekning("klassemøte", None, None, long, 1, 0)], str)
    assert isinstance(felt.tegning, Soyler)
    assert felt.tegning.spalter == 2
    drawn = "".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg_of(felt)))
    assert long in drawn.replace(" ", "")
    assert "…" not in drawn
    assert lines_of("", 10) == [""]


def test_many_roles_are_drawn_together_and_told_apart_in_the_table(skolen: Program) -> None:
    mappe = load(Planmappe(skolen.root)).mappe
    assert mappe is not None
    rows = all_rows(mappe, date(2026, 11, 23), undone=True)
    late = by_time(rows).forfalt[0]
    many = [
        replace(late, frist=replace(late.frist, ansvarlig=(f"rolle-{n}",)), eskalert_til=())
        for n in range(20)
    ]
    felt = fristfelt(by_time(many), mappe.plan, str, ledelsen=True)
    assert isinstance(felt.tegning, Soyler)
    assert [each.navn for each in felt.tegning.rader][-1] == "8 roller til"
    assert len(felt.tabell) >= 20


def test_five_hundred_cases_of_one_pupil_are_counted_in_a_moment(tmp_path: Path) -> None:
    """Each case of a pupil once doubled what was remembered of that pupil."""
    made = subprocess.run(  # noqa: S603 - this interpreter, and words of ours
        [
            sys.executable, "-c",
            f"from pathlib import Path; from maal import fill; fill(Path({str(tmp_path)!r}), 500)",
        ],
        cwd=ROOT / "benchmarks", check=False, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    program = Program(tmp_path)
    pdf = tmp_path / "ut.pdf"
    program.run("tavle", "--ledelsen", "--til", str(pdf))
    assert len(PdfReader(pdf).pages) == 1
    assert json.loads(program.run("statistikk", "mål", "--format", "json").out)["mål"]
