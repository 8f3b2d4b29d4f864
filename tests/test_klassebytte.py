"""A pupil who changes class is counted on where it is said, and never guessed to be the same."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from program import Program, made_by_start
from sosialplan.model.fravaer import (
    Elevfravaer,
    Fravaersperiode,
    Fravaerstype,
    Klassefravaer,
    Meldt,
)
from sosialplan.rules.fravaer.klassebytte import class_now, counted_on, in_ring, links, namesakes

AAR = "2026-2027"
SOL = "Oppdiktet Elev Sol"
ELEV = ("--elev", SOL)


def entry(day: int, fra_klasse: str | None = None, navn: str = SOL) -> Elevfravaer:
    when = date(2026, 11, day)
    periode = Fravaersperiode(
        id=f"aaaaaa{day:02}", fra=when, til=when, type=Fravaerstype.UGYLDIG, meldt=Meldt.JA
    )
    return Elevfravaer(elev=navn, fra_klasse=fra_klasse, perioder=(periode,))


def book(klasse: str, *elever: Elevfravaer, skoleaar: str = AAR) -> Klassefravaer:
    return Klassefravaer(klasse=klasse, skoleaar=skoleaar, elever=elever)


def days(books: tuple[Klassefravaer, ...]) -> dict[str, list[list[int]]]:
    """Return the days that count, by class and entry."""
    return {
        each.klasse: [[one.fra.day for one in elev.perioder] for elev in each.elever]
        for each in books
    }


# Where the days count


def test_the_days_of_the_class_before_come_first_in_the_class_now() -> None:
    books = (book("8A", entry(2)), book("8B", entry(3, "8A")), book("8C", entry(4, "8B")))
    assert days(counted_on(books)) == {"8A": [], "8B": [], "8C": [[2, 3, 4]]}
    assert counted_on(books)[2].elever[0].kode == "aaaaaa02"
    assert class_now(books, "8A", AAR, SOL) == "8C"


@pytest.mark.parametrize(
    "books",
    [
        (book("8A", entry(2)), book("8B", entry(3))),
        (book("8A", entry(2, navn="Oppdiktet Elev Gran")), book("8B", entry(3, "8A"))),
        (book("8A", entry(2), skoleaar="2027-2028"), book("8B", entry(3, "8A"))),
        (book("8B", entry(3, "8A")),),
    ],
)
def test_without_a_word_of_it_or_another_name_or_year_nothing_is_moved(
    books: tuple[Klassefravaer, ...],
) -> None:
    assert counted_on(books) == books


def test_absence_of_another_case_is_not_counted_on() -> None:
    before = Elevfravaer(elev=SOL, sak="2026-7KQ2H", perioder=entry(2).perioder)
    books = (book("8A", before), book("8B", entry(3, "8A")))
    assert counted_on(books) == books


def test_a_ring_loses_no_day() -> None:
    ring = (book("8A", entry(2, "8B")), book("8B", entry(3, "8A")), book("8C", entry(4, "8B")))
    assert days(counted_on(ring)) == {"8A": [[2]], "8B": [[3]], "8C": [[4]]}
    earlier = links(ring)
    assert [in_ring(earlier, (number, 0)) for number in range(3)] == [True, True, True]
    assert class_now(ring, "8A", AAR, SOL) in {"8A", "8B", "8C"}


def test_the_same_name_in_another_class_is_told_of_until_it_is_counted_on() -> None:
    books = (book("8A", entry(2)), book("8B", entry(3)))
    assert namesakes(books, "8B", AAR, SOL.upper()) == ("8A",)
    assert namesakes(books, "8B", "2027-2028", SOL) == ()
    assert namesakes((books[0], book("8B", entry(3, "8A"))), "8B", AAR, SOL) == ()


_CLASSES = ("8A", "8B", "8C", "9A")


@given(
    came_from=st.lists(
        st.sampled_from([None, *_CLASSES]), min_size=len(_CLASSES), max_size=len(_CLASSES)
    )
)
@settings(deadline=None)
def test_no_day_is_lost_whoever_came_from_where(came_from: list[str | None]) -> None:
    books = tuple(
        book(klasse, entry(number, before))
        for number, (klasse, before) in enumerate(zip(_CLASSES, came_from, strict=True), start=2)
    )
    counted = [day for own in days(counted_on(books)).values() for each in own for day in each]
    assert set(counted) == {2, 3, 4, 5}


# The commands


@pytest.fixture
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return Program(made_by_start(tmp_path_factory.mktemp("klassebytte") / "skolen"))


def write(program: Program, klasse: str, fra: str, til: str | None = None) -> str:
    """Write absence, and return what was told besides."""
    args = ("--klasse", klasse, "--fra", fra, "--til", til or fra, "--type", "gyldig")
    return program.fine("fravær", "registrer", *ELEV, *args, "--meldt", "ja").err


def pupils(program: Program, klasse: str) -> list[tuple[str, int, int]]:
    value = program.fine("fravær", "vis", "--klasse", klasse, "--format", "json").json()
    return [
        (each["elev"], each["tellere"]["på_rad"], each["tellere"]["i_alt"])
        for each in value["elever"]
    ]


CHANGE = ("fravær", "bytt-klasse", *ELEV, "--fra-klasse", "8A", "--til-klasse", "8B")


def test_the_count_goes_on_in_the_new_class(program: Program) -> None:
    write(program, "8A", "2026-11-17", "2026-11-19")
    told = write(program, "8B", "2026-11-20")
    assert "En elev med samme navn har fravær i 8A i år." in told
    assert "Sol" not in told
    assert pupils(program, "8B") == [("n0000002", 1, 1)]
    changed = program.fine(*CHANGE)
    assert "Fraværet fra 8A telles nå med i 8B." in changed.out
    assert "Meld til trinnleder (elev n0000001)" in changed.out
    assert pupils(program, "8A") == []
    assert pupils(program, "8B") == [("n0000001", 4, 4)]
    assert program.git("show", "-s", "--format=%B").strip() == "Fravær 8B"
    assert program.run("valider").status == 0


def test_a_change_can_be_written_before_any_absence_in_the_new_class(program: Program) -> None:
    write(program, "8A", "2026-11-17", "2026-11-19")
    program.fine(*CHANGE)
    assert pupils(program, "8B") == [("n0000001", 3, 3)]
    assert write(program, "8A", "2026-11-20") == "", "written in the class the pupil is in"
    assert pupils(program, "8B") == [("n0000001", 4, 4)]
    program.fine("fravær", "følg-opp", "kontakt", *ELEV, "--klasse", "8A", "--måte", "telefon")
    assert program.git("show", "--format=", "--name-only").split() == ["fravaer/2026-2027/8B.yaml"]


def test_a_case_that_is_opened_later_has_all_the_days(program: Program) -> None:
    write(program, "8A", "2026-11-17", "2026-11-19")
    program.fine(*CHANGE)
    number = program.new_case("fravaer", SOL)
    program.fine("fravær", "registrer", number, "--fra", "2026-11-20")
    days = program.fine("fravær", "vis", number, "--format", "json").json()["dager"]
    assert len(days) == 4


@pytest.mark.parametrize("klasse", ["8A", "8B"])
def test_a_list_finds_the_pupil_whichever_class_it_says(
    program: Program, klasse: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    write(program, "8A", "2026-11-17", "2026-11-19")
    program.fine(*CHANGE)
    path = tmp_path_factory.mktemp("liste") / "fravær.csv"
    rows = f"{SOL};{klasse};2026-11-17;2026-11-20;G\n"
    path.write_text(f"Elev;Klasse;Fra;Til;Kode\n{rows}", encoding="utf-8")
    args = ("importer", "fravær", str(path), "--utfør", "--format", "json")
    told = program.fine(*args)
    assert (told.json()["nye_dager"], told.json()["ført_fra_før"]) == (1, 3)
    assert [each["klasse"] for each in told.json()["klasser"]] == ["8B"]
    assert program.fine(*args).json()["nye_dager"] == 0
    assert pupils(program, "8B") == [("n0000001", 4, 4)]


def test_a_list_tells_of_a_pupil_who_may_have_changed_class(
    program: Program, tmp_path_factory: pytest.TempPathFactory
) -> None:
    write(program, "8A", "2026-11-17")
    path = tmp_path_factory.mktemp("liste") / "fravær.csv"
    path.write_text(f"Elev;Klasse;Fra;Til;Kode\n{SOL};8B;2026-11-18;;G\n", encoding="utf-8")
    for args in ((), ("--utfør",)):
        told = program.fine("importer", "fravær", str(path), *args)
        assert "--fra-klasse 8A --til-klasse 8B" in told.err


@pytest.mark.parametrize(
    ("fra", "til", "code", "said"),
    [
        ("8A", "8A", 2, "Klassene er den samme."),
        ("8Q", "8B", 2, "Fant ikke klassen."),
        ("9A", "8B", 3, "Det er ikke ført fravær på en slik elev i 9A"),
        ("8A", "8B", 3, "Det er ikke ført fravær på en slik elev i 8A"),
    ],
)
def test_what_cannot_be_counted_on_is_said(
    program: Program, fra: str, til: str, code: int, said: str
) -> None:
    write(program, "9B", "2026-11-17")
    told = program.run("fravær", "bytt-klasse", *ELEV, "--fra-klasse", fra, "--til-klasse", til)
    assert (told.status, said in told.err) == (code, True), told.err


def test_absence_with_a_case_follows_the_case(program: Program) -> None:
    number = program.new_case("fravaer", SOL)
    write(program, "8B", "2026-11-16")
    told = program.run("fravær", "bytt-klasse", *ELEV, "--fra-klasse", "8B", "--til-klasse", "8A")
    assert told.status == 3
    assert f"Fraværet hører til sak {number} og følger saken." in told.err
    program.fine("fravær", "registrer", number, "--fra", "2026-11-17")
    assert f"    sak: {number}\n" in (program.root / "fravaer/2026-2027/8B.yaml").read_text("utf-8")
    again = program.run("fravær", "bytt-klasse", *ELEV, "--fra-klasse", "8B", "--til-klasse", "8A")
    assert again.err == told.err


def test_a_change_back_is_refused_and_nothing_is_written(program: Program) -> None:
    write(program, "8A", "2026-11-17")
    program.fine(*CHANGE)
    before = program.git("rev-parse", "HEAD")
    told = program.run("fravær", "bytt-klasse", *ELEV, "--fra-klasse", "8B", "--til-klasse", "8A")
    assert told.status == 1
    assert "feil[K325]" in told.err
    assert program.git("rev-parse", "HEAD") == before
