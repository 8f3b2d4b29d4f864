"""A list of absence is shown, then read in once: nothing doubled, nothing overwritten, no name kept."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frist_sak import the_plan
from golden import assert_golden
from program import Program, Result, copied, everything_in, of_the_repository
from sosialplan.files.listefil import read_list
from sosialplan.files.loader import load_import
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.fravaer import Elevfravaer, Klassefravaer
from sosialplan.model.importkart import Liste, Rad
from sosialplan.model.problems import Level
from sosialplan.model.skrivemaate import folded
from sosialplan.rules.fravaer.fravaersimport import growth
from sosialplan.rules.fravaer.fravaersliste import read_rows
from sosialplan.rules.fravaer.importtelling import grown
from sosialplan.rules.fravaer.listerader import Fravaersrad
from sosialplan.rules.fravaerstrapp import absence_days
from sosialplan.rules.kalender.skolekalender import days_between, kalender_of

REPOSITORY = Path(__file__).parent.parent
HEADING = "Elev;Klasse;Fra;Til;Kode"
SOL = "Oppdiktet Elev Sol;8B;16.11.2026;19.11.2026;U"
"""A pupil without a case who reaches a rung that wants one."""
LISTE = f"""\
{HEADING}
{SOL}
Oppdiktet Elev Måne;10A;2026-11-20;;G
Oppdiktet Elev Måne;10A;2026-11-19;;Til stede
Gran, Oppdiktet Elev;9d;2026-11-16;2026-11-17;U
oppdiktet elev hauge;9D;2026-10-05;2026-10-07;G
Oppdiktet Elev Hauge;9D;14.11.2026;;G
"""
NAMES = ("Sol", "Måne", "Gran", "Hauge")


@pytest.fixture(scope="session")
def mappe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return of_the_repository(REPOSITORY, tmp_path_factory.mktemp("importer") / "skolen")


@pytest.fixture
def program(mappe: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.chdir(tmp_path)
    return Program(copied(mappe, tmp_path / "skolen"))


def importer(program: Program, text: str | bytes, *args: str) -> Result:
    raw = text if isinstance(text, bytes) else text.encode()
    Path("fravær.csv").write_bytes(raw)
    return program.run("importer", "fravær", "fravær.csv", *args)


def head(program: Program) -> str:
    return program.git("rev-parse", "HEAD")


def book(program: Program, klasse: str) -> str:
    return (program.root / "fravaer/2026-2027" / f"{klasse}.yaml").read_text(encoding="utf-8")


# Shown, then done


def test_it_is_shown_and_nothing_is_changed(program: Program, *, oppdater_gull: bool) -> None:
    Path("fravær.csv").write_text(LISTE, encoding="utf-8")
    before = everything_in(program.root)
    args = ("importer", "fravær", "fravær.csv")
    shown = program.run(*args, answers=(), width=80)
    values = program.run(*args, "--format", "json")
    with_cases = program.run(*args, "--åpne-saker", answers=(), width=80)
    assert everything_in(program.root) == before
    assert (shown.status, values.status, with_cases.status) == (0, 0, 0)
    assert all(len(line) <= 80 for line in shown.out.splitlines())
    golden = f"{shown.out}\n--\n{shown.err}\n-- --åpne-saker\n{with_cases.out}"
    assert_golden("importer/vist.txt", golden, oppdater_gull)
    assert_golden("importer/vist.json", values.out, oppdater_gull)
    assert not any(name in values.out for name in NAMES)


def test_it_is_done_in_one_commit_that_names_nobody(program: Program) -> None:
    before = head(program)
    done = importer(program, LISTE, "--utfør")
    assert done.status == 0, done.err
    assert "Fraværet er skrevet. Lagret." in done.out
    assert program.git("rev-parse", "HEAD^") == before
    assert program.git("show", "-s", "--format=%B").strip() == "Fravær 8B, 9D, 10A"
    assert program.git("show", "--format=", "--name-only").split() == [
        f"fravaer/2026-2027/{klasse}.yaml" for klasse in ("10A", "8B", "9D")
    ]
    assert program.git("status", "--porcelain") == ""
    assert program.fine("valider").status == 0
    told = program.fine("logg").out + program.fine("frister", "--format", "json").out
    assert not any(name in told for name in NAMES)


def test_only_what_is_new_is_written_and_what_is_there_stays(program: Program) -> None:
    before = book(program, "9D")
    importer(program, LISTE, "--utfør")
    added = book(program, "9D")
    assert [line for line in before.splitlines() if line not in added.splitlines()] == []
    assert added.count("elev:") == before.count("elev:")
    assert "Oppdiktet Elev Hauge" in added
    assert "oppdiktet elev hauge" not in added
    assert added.count("fra: 2026-10-07\n        til: 2026-10-07") == 1
    assert added.count("fra: 2026-11-16\n        til: 2026-11-17") == 1


def test_the_same_list_twice_changes_nothing(program: Program) -> None:
    importer(program, LISTE, "--utfør", "--åpne-saker")
    before = everything_in(program.root)
    for args in ((), ("--utfør",), ("--utfor", "--apne-saker"), ("--utfør", "--format", "json")):
        again = importer(program, LISTE, *args)
        assert again.status == 0
        assert "Ingenting er endret: alt i listen er ført fra før." in again.err
    assert everything_in(program.root) == before


def test_a_longer_list_adds_only_what_is_new(program: Program) -> None:
    importer(program, f"{HEADING}\n{SOL}\n", "--utfør")
    longer = f"{HEADING}\nOppdiktet Elev Sol;8B;2026-11-16;2026-11-20;U\n"
    told = importer(program, longer, "--utfør", "--format", "json").json()
    assert (told["nye_dager"], told["ført_fra_før"]) == (1, 4)
    assert book(program, "8B").count("- id:") == 2


def test_a_list_of_half_and_whole_days_joins_what_follows(program: Program) -> None:
    days = "\n".join(f"Oppdiktet Elev Sol;8B;{day}.11.2026;;U" for day in (13, 16, 17, 20))
    importer(program, f"{HEADING}\n{days}\n", "--utfør")
    assert [line.strip() for line in book(program, "8B").splitlines() if "fra:" in line] == [
        "fra: 2026-11-13",
        "fra: 2026-11-20",
    ]


def test_lessons_are_kept_as_lessons(program: Program) -> None:
    path = program.root / "plan/import.yaml"
    text = path.read_text(encoding="utf-8").replace("# fag: Fag      når", "fag: Fag  # når")
    path.write_text(text.replace("# timer: Timer", "timer: Timer"), encoding="utf-8")
    program.fine("skole", "valg", "fravær-timer-per-dag", "6", "--fra", "2026-08-17")
    rows = "matematikk;2\n", "norsk;\n"
    liste = f"{HEADING};Fag;Timer\n" + "".join(
        f"Oppdiktet Elev Sol;8B;2026-11-16;;U;{each}" for each in rows
    )
    assert importer(program, liste, "--utfør").status == 0
    page = program.fine("fravær", "vis", "--klasse", "8B", "--elev", "Oppdiktet Elev Sol").out
    assert "0 skoledager i alt" in page
    assert "Timer i fag: matematikk 2, norsk 1." in page
    assert "ført fra før" in importer(program, liste, "--utfør").err


# Cases


def test_cases_are_opened_only_when_asked_to(program: Program) -> None:
    told = importer(program, LISTE, "--utfør", "--format", "json").json()
    assert [(each["klasse"], each["trinn"], each["sak"]) for each in told["mangler_sak"]] == [
        ("8B", "over-tre-dager", None)
    ]
    assert program.git("show", "--format=", "--name-only", "--", "saker") == ""
    opened = importer(program, LISTE, "--utfør", "--åpne-saker", "--format", "json").json()
    (number,) = [each["sak"] for each in opened["mangler_sak"]]
    assert program.git("show", "-s", "--format=%B").strip() == f"Fravær 8B\n\nSak: {number}"
    shown = program.fine("vis", number, "--format", "json").json()["sak"]
    assert (shown["kjede"], shown["elev"]["klasse"]) == ("fravaer", "8B")
    assert shown["hendelser"][0]["dato"] == "2026-11-19"
    assert f"    sak: {number}\n" in book(program, "8B")
    days = program.fine("fravær", "vis", number, "--format", "json").json()["dager"]
    assert len(days) == 4
    again = importer(program, LISTE, "--format", "json").json()
    assert again["mangler_sak"] == []


def test_a_case_and_its_absence_come_in_one_commit(program: Program) -> None:
    before = head(program)
    two = f"{HEADING}\n{SOL}\nOppdiktet Elev Måne;10A;16.11.2026;20.11.2026;U\n"
    told = importer(program, two, "--utfør", "--åpne-saker")
    assert told.status == 0, told.err
    assert program.git("rev-parse", "HEAD^") == before
    files = program.git("show", "--format=", "--name-only").split()
    assert [file.split("/")[0] for file in files] == ["fravaer", "fravaer", "saker", "saker"]
    assert len(set(program.git("show", "-s", "--format=%B").split("Sak: ")[1:])) == 2
    assert "Saker som er åpnet" in told.out


def test_of_an_earlier_year_the_rungs_are_told_and_no_case_is_asked_for(program: Program) -> None:
    rows = "".join(f"Oppdiktet Elev {each};9D;2025-03-03;2025-03-07;U\n" for each in ("Gran", "Ny"))
    told = importer(program, f"{HEADING}\n{rows}", "--utfør", "--åpne-saker", "--format", "json")
    values = told.json()
    assert [each["skoleår"] for each in values["klasser"]] == ["2024-2025"]
    assert {each["nådd"][:4] for each in values["trinn"]} == {"2025"}
    assert {each["sak"] for each in values["trinn"]} == {"2026-AWEJ4", None}
    assert values["mangler_sak"] == []


def test_after_a_closed_case_a_person_decides(program: Program) -> None:
    program.now = "2026-11-12T09:00+01:00"
    number = program.new_case("fravaer", "Oppdiktet Elev Sol")
    program.fine("fravær", "registrer", number, "--fra", "2026-11-02")
    program.fine(
        "registrer", number, "avsluttet", "--elevens-stemme", "Det er bra",
        "--trygt", "ja", "--etterkontroll", "2026-12-01", "--likevel", "Eleven er tilbake på skolen.",
    )  # fmt: skip
    program.now = "2026-11-23T09:30+01:00"
    before = len(list((program.root / "saker").rglob("*.yaml")))
    told = importer(program, f"{HEADING}\n{SOL}\n", "--utfør", "--åpne-saker")
    assert told.status == 0, told.err
    assert f"8B: {number} er avsluttet, men trinnet «Mer enn tre dager på rad» er nådd" in told.out
    assert len(list((program.root / "saker").rglob("*.yaml"))) == before
    values = importer(program, f"{HEADING}\n{SOL}\n", "--format", "json").json()
    assert [each["sak"] for each in values["avsluttet"]] == [number]


def test_no_case_is_opened_while_one_cannot_be_read(program: Program) -> None:
    path = program.case("2026-YHP9E")
    path.write_text("sak: [\n", encoding="utf-8")
    program.git("commit", "--quiet", "--all", "--message", "Ødelagt for hånd")
    assert importer(program, LISTE, "--utfør", "--åpne-saker").status == 1
    assert importer(program, LISTE).status == 1, "shown, with what is left out"
    assert importer(program, LISTE, "--utfør").status == 0


# Lists as other systems write them


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_encodings_and_separators_are_told_by_themselves(
    encoding: str, separator: str, line_break: str, tmp_path: Path
) -> None:
    rows = [HEADING.split(";"), ["Oppdiktet Elev Måne", "8B", "1.9.2026", "", "Ø"]]
    text = "".join(separator.join(f'"{cell}"' for cell in row) + line_break for row in rows)
    path = tmp_path / "liste.csv"
    path.write_bytes(text.encode(encoding))
    read = read_list(path, HEADING.split(";"))
    assert read.problems == ()
    assert read.liste is not None
    assert read.liste.overskrift == tuple(rows[0])
    assert [row.celler for row in read.liste.rader] == [tuple(rows[1])]


def test_the_separator_is_that_of_the_known_columns(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Klasse;Elev, fullt navn, med mer\n8B;a, b, c\n", encoding="utf-8")
    read = read_list(path, ["Klasse", "Elev"])
    assert read.separator == ";"


def test_what_is_wrong_stops_all_of_it_and_is_all_told(program: Program) -> None:
    before = head(program)
    bad = f"{LISTE}=HYPERLINK();8Q;31.11.2026;;X\n{SOL}\n"
    told = importer(program, bad, "--utfør", "--åpne-saker")
    assert told.status == 1
    assert [code for code in ("A611", "A614", "A615", "A619", "A622") if code in told.err] == [
        "A611", "A614", "A615", "A619", "A622",
    ]  # fmt: skip
    assert "Ingenting er endret." in told.err
    assert "HYPERLINK" not in told.err + told.out
    assert (head(program), program.git("status", "--porcelain")) == (before, "")


def test_what_was_written_by_hand_is_told_of_and_stays(program: Program) -> None:
    told = importer(program, f"{HEADING}\nOppdiktet Elev Hauge;9D;05.10.2026;;U\n", "--utfør")
    assert told.status == 0
    assert "fravær.csv:2:25: advarsel[A623]" in told.err


def test_a_file_that_is_not_there_is_said(program: Program) -> None:
    told = program.run("importer", "fravær", "finnes-ikke.csv")
    assert told.status == 3
    assert "Filen finnes ikke." in told.err


def test_a_plan_without_a_map_says_which_file_is_missing(program: Program) -> None:
    (program.root / "plan/import.yaml").unlink()
    told = importer(program, LISTE)
    assert told.status == 1
    assert "plan/import.yaml:1:1: feil[P401]" in told.err


# Properties: whatever the list holds

PLAN = the_plan()
KALENDER = kalender_of(PLAN.ruter)
KART, _ = load_import(Planmappe(REPOSITORY))
FIRST, I_DAG = date(2026, 10, 12), date(2026, 11, 20)
Cells = tuple[str, ...]


@st.composite
def lists(draw: st.DrawFn) -> list[Cells]:
    """Rows of some pupils whose absences do not overlap, in any order and spelling."""
    rows: list[Cells] = []
    for name, klasse in (("Oppdiktet Elev Én", "8B"), ("Oppdiktet Elev To", "8B"), ("Én", "9A")):
        day = FIRST
        while day <= I_DAG and draw(st.integers(0, 5)):
            day += timedelta(draw(st.integers(0, 4)))
            last = min(day + timedelta(draw(st.integers(0, 6))), I_DAG)
            if day <= last:
                rows.append(_cells(draw, name, klasse, day, last))
            day = last + timedelta(1)
    return draw(st.permutations(rows))


def _cells(draw: st.DrawFn, name: str, klasse: str, first: date, last: date) -> Cells:
    form = draw(st.sampled_from(["%Y-%m-%d", "%d.%m.%Y"]))
    spelled = draw(st.sampled_from([name, name.upper(), f" {name} "]))
    code = draw(st.sampled_from(["G", "u", "ugyldig", "Til stede"]))
    return (spelled, klasse, first.strftime(form), last.strftime(form), code)


def rows_of(cells: Sequence[Cells]) -> tuple[Fravaersrad, ...]:
    assert KART is not None
    rows = tuple(Rad(number, each) for number, each in enumerate(cells, start=2))
    read = read_rows(Liste("f.csv", tuple(HEADING.split(";")), rows), KART.fravaer, PLAN, I_DAG)
    assert {each.code for each in read.funn} <= {"A624"}
    return read.rader


def after(books: tuple[Klassefravaer, ...], cells: Sequence[Cells]) -> tuple[Klassefravaer, ...]:
    """Return the books after a list is read in."""
    added = growth("f.csv", rows_of(cells), (), books, KALENDER)
    return grown(
        books,
        [
            (
                each.klasse,
                each.skoleaar,
                Elevfravaer(
                    elev=each.navn,
                    perioder=tuple(told.entry("aaaaaaaa", "") for told in each.perioder),
                ),
            )
            for each in added.nytt
        ],
    )


def counted(books: Sequence[Klassefravaer]) -> dict[tuple[str, str], object]:
    """Return every pupil's days with both counters, as the ladder sees them."""
    return {
        (book.klasse, folded(entry.elev)): absence_days(
            entry.perioder, PLAN, KALENDER, I_DAG, klasse=book.klasse
        )
        for book in books
        for entry in book.elever
    }


@given(cells=lists())
@settings(deadline=None)
def test_each_school_day_of_the_list_is_there_once_and_no_other(cells: list[Cells]) -> None:
    wanted = {
        (row[1], folded(row[0]), day)
        for row, each in ((cells[row.rad - 1], row) for row in rows_of(cells))
        for day in days_between(each.periode.fra, each.periode.til)
        if KALENDER.is_school_day(day)
    }
    kept = [
        (book.klasse, folded(entry.elev), day)
        for book in after((), cells)
        for entry in book.elever
        for periode in entry.perioder
        for day in days_between(periode.fra, periode.til)
        if KALENDER.is_school_day(day)
    ]
    assert sorted(kept) == sorted(wanted)


@given(cells=lists())
@settings(deadline=None)
def test_read_in_twice_is_read_in_once(cells: list[Cells]) -> None:
    once = after((), cells)
    again = growth("f.csv", rows_of(cells), (), once, KALENDER)
    assert (again.nytt, again.funn) == ((), ())
    assert after(once, cells) == once


@given(cells=lists(), data=st.data())
@settings(deadline=None)
def test_the_order_of_the_rows_is_nothing(cells: list[Cells], data: st.DataObject) -> None:
    other = data.draw(st.permutations(cells))
    assert counted(after((), cells)) == counted(after((), other))
    stretches = [
        [(each.fra, each.til, each.type) for entry in book.elever for each in entry.perioder]
        for book in after((), cells)
    ]
    assert stretches == [
        [(each.fra, each.til, each.type) for entry in book.elever for each in entry.perioder]
        for book in after((), other)
    ]


@given(cells=lists(), data=st.data())
@settings(deadline=None)
def test_two_halves_make_the_whole(cells: list[Cells], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(cells)))
    halves = after(after((), cells[:cut]), cells[cut:])
    assert counted(halves) == counted(after((), cells))


@given(cells=lists(), data=st.data())
@settings(deadline=None)
def test_a_list_that_reaches_further_adds_the_rest(cells: list[Cells], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(cells)))
    assert counted(after(after((), cells[:cut]), cells)) == counted(after((), cells))


_TEXTS = st.text('=+-@";,\t\r\n åÅ8B.2026GU\u202e\ufeff', max_size=80)


@given(text=_TEXTS)
@settings(deadline=None)
def test_any_text_is_read_or_told_of(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "hva-som-helst.csv"
    path.write_bytes(f"{HEADING}\n{text}".encode())
    read = read_list(path, HEADING.split(";"))
    if read.liste is None:
        assert read.problems
        return
    assert KART is not None
    found = read_rows(read.liste, KART.fravaer, PLAN, I_DAG)
    placed = read.place(found.funn)
    lines = path.read_text(encoding="utf-8").count("\n") + 1
    assert all(1 <= each.location.line <= lines for each in placed)
    assert len(found.rader) + found.forbi <= len(read.liste.rader)
    assert all(row.elev.strip() and not row.elev.startswith(tuple("=+-@")) for row in found.rader)
    assert all(each.level in Level for each in placed)


ENTRIES = st.lists(
    st.builds(
        Elevfravaer,
        elev=st.sampled_from(["Oppdiktet Elev Sol", "Sol, Oppdiktet Elev", "Oppdiktet Elev Måne"]),
        sak=st.sampled_from([None, "2026-8G2R1", "2026-YHP9E"]),
    ),
    max_size=6,
)


@given(ENTRIES, ENTRIES)
def test_entries_that_are_put_in_at_once_stand_as_if_one_by_one(
    there: Sequence[Elevfravaer], added: Sequence[Elevfravaer]
) -> None:
    book = Klassefravaer(klasse="8B", skoleaar="2026-2027", elever=tuple(there))
    one_by_one = book
    for each in added:
        one_by_one = one_by_one.with_entries([each])
    assert book.with_entries(added) == one_by_one
