"""Lists as they come: six shapes, known by their headings, however columns, words, days, signs and files are chosen."""

import csv
from collections.abc import Sequence
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frist_sak import the_plan
from program import Program, Result, made_by_start
from regnearket import LOCKED, older_workbook, open_document, workbook
from sosialplan.files.csv_liste import list_of_bytes
from sosialplan.files.listefil import read_list
from sosialplan.files.loader import load_import
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.regneark import MOST_ROWS, read_workbook
from sosialplan.model.importkart import Importkart, Liste
from sosialplan.rules.fravaer.fravaersliste import Lestliste, read_rows
from sosialplan.rules.fravaer.listeceller import Dagform, Fault, day_of
from sosialplan.rules.fravaer.listekart import guessed, named_map, shape_of, words
from sosialplan.rules.kalender.skolekalender import kalender_of

REPOSITORY = Path(__file__).parent.parent
I_DAG = date(2026, 11, 23)
FORM = Dagform("2026-2027")


def the_map() -> Importkart:
    kart, _ = load_import(Planmappe(REPOSITORY))
    assert kart is not None
    return kart


KART = the_map()
KALENDER = kalender_of(the_plan().ruter)
DAYS = [
    day
    for day in (date(2026, 8, 20) + timedelta(n) for n in range(95))
    if KALENDER.is_school_day(day)
]
Borte = tuple[str, str, date, str, str]
"""A pupil, the class, a day, the kind, and how much of the day."""


def read(raw: bytes) -> tuple[str, Lestliste]:
    liste = list_of_bytes("liste.csv", raw, words(KART)).liste
    assert liste is not None
    return read_liste(liste)


def read_liste(liste: Liste) -> tuple[str, Lestliste]:
    (kart,) = guessed(KART, liste)
    return kart.navn, read_rows(liste, kart.kart, the_plan(), I_DAG)


def absence(lest: Lestliste) -> list[Borte]:
    return sorted(
        (row.elev, row.klasse, day, row.periode.type.value, amount(row.periode))
        for row in lest.rader
        for day in row.dager
    )


def amount(told: object) -> str:
    timer, minutter = getattr(told, "timer", None), getattr(told, "minutter", None)
    if getattr(told, "forsent", False):
        return f"for sent {minutter or ''}".strip()
    if getattr(told, "whole_days", False):
        return "hel"
    if minutter and not timer:
        return f"{minutter} min"
    return f"{getattr(told, 'antall_timer', 0):g} t"


def of_month(day: int) -> date:
    return date(2026, 11, day)


def rows(*lines: str) -> bytes:
    return "\n".join(lines).encode()


# The six shapes


def test_a_list_by_lessons_has_late_arrivals_and_lessons_of_each_kind() -> None:
    navn, lest = read(
        rows(
            "Etternavn;Fornavn;Klasse;Faggruppe;Dato;Start;Slutt;Fraværskode;Minutter;Dokumentert;Merknad",
            "Skog;Oppdiktet Per;9D;9D/NOR;16.11.2026;08:30;09:15;M;45;Nei;",
            "Skog;Oppdiktet Per;9D;9D/NOR;16.11.2026;09:15;10:00;M;45;Nei;",
            'Skog;Oppdiktet Per;9D;9D/KRØ;16.11.2026;10:30;11:15;D;45;Ja;"Time hos; lege"',
            "Skog;Oppdiktet Per;9D;9D/MAT;16.11.2026;12:00;12:45;M;15;Nei;gikk tidlig",
            "Vik;Oppdiktet Eva;9D;9D/NOR;17.11.2026;08:30;08:40;X;10;Nei;Forsov seg",
        )
    )
    assert navn == "timeliste"
    assert absence(lest) == [
        ("Oppdiktet Eva Vik", "9D", of_month(17), "ugyldig", "for sent 10"),
        ("Oppdiktet Per Skog", "9D", of_month(16), "gyldig", "1 t"),
        ("Oppdiktet Per Skog", "9D", of_month(16), "ugyldig", "15 min"),
        ("Oppdiktet Per Skog", "9D", of_month(16), "ugyldig", "2 t"),
    ]


def test_lessons_without_a_subject_are_lessons_and_no_day() -> None:
    _, lest = read(
        rows("Navn;Klasse;Dato;Klokkeslett;Kode", "Oppdiktet Per Skog;9D;16.11.2026;08:30;U")
    )
    assert absence(lest) == [("Oppdiktet Per Skog", "9D", of_month(16), "ugyldig", "1 t")]


def test_a_report_has_titles_sums_days_and_parts_of_them() -> None:
    listed = [
        "Fråværsrapport;;;;;;",
        "Skule: Oppdikta skule;;;;;;",
        ";;;;;;",
        "Klasse;Elev;Frå dato;Til dato;Type fråvær;Dagar;Timar",
        "8A;Lund, Åse Oppdiktet;02.11.2026 00:00:00;04.11.2026 00:00:00;Dokumentert;3,0;0",
        "8A;Lund, Åse Oppdiktet;16.11.2026 00:00:00;16.11.2026 00:00:00;Udokumentert;0;2,5",
        "8A;Sum Lund, Åse Oppdiktet;;;;3,0;2,5",
        "8B;Ødegård, Ærlig;09.11.2026 00:00:00;09.11.2026 00:00:00;Permisjon;1,0;0",
        "Totalt;;;;;4,0;2,5",
    ]
    text = "\r\n".join(listed)
    navn, lest = read(text.encode("cp1252"))
    assert (navn, lest.forbi) == ("rapport", 2)
    assert absence(lest) == [
        *(("Åse Oppdiktet Lund", "8A", of_month(day), "gyldig", "hel") for day in (2, 3, 4)),
        ("Åse Oppdiktet Lund", "8A", of_month(16), "ugyldig", "2.5 t"),
        ("Ærlig Ødegård", "8B", of_month(9), "permisjon", "hel"),
    ]


@pytest.mark.parametrize(
    "days",
    [
        "man 16.11,tir 17.11,ons 18.11,tor 19.11,fre 20.11",
        "måndag 16/11,tysdag 17/11,onsdag 18/11,torsdag 19/11,fredag 20/11",
        "16.11.2026,17.11.2026,18.11.2026,19.11.2026,20.11.2026",
        "Ma. 16. nov,Ti. 17. nov,On. 18. nov,To. 19. nov,Fr. 20. nov",
        "2026-11-16,2026-11-17,2026-11-18,2026-11-19,2026-11-20",
    ],
)
def test_a_week_has_a_column_a_day(days: str) -> None:
    navn, lest = read(
        rows(
            f"Elev,Klasse,{days},Dager",
            '"Bakke, Oppdiktet",8B,D,D,-,IU 45 min,,2',
            '"Elvestad, Oppdiktet",8B,,U 2 t,IU,IU (30 min),X,3',
            "Sum,,1,2,1,2,1,5",
        )
    )
    assert navn == "ukerutenett"
    assert absence(lest) == [
        ("Oppdiktet Bakke", "8B", of_month(16), "gyldig", "hel"),
        ("Oppdiktet Bakke", "8B", of_month(17), "gyldig", "hel"),
        ("Oppdiktet Bakke", "8B", of_month(19), "ugyldig", "45 min"),
        ("Oppdiktet Elvestad", "8B", of_month(17), "ugyldig", "2 t"),
        ("Oppdiktet Elvestad", "8B", of_month(18), "ugyldig", "hel"),
        ("Oppdiktet Elvestad", "8B", of_month(19), "ugyldig", "30 min"),
        ("Oppdiktet Elvestad", "8B", of_month(20), "ugyldig", "for sent"),
    ]


def test_a_list_by_hand_has_the_name_once_and_days_as_people_write_them() -> None:
    navn, lest = read(
        rows(
            "Navn;klasse;dato;grunn",
            "Berg Oppdiktet;8b;16.11.26;syk",
            ";;17.11.26;sjuk",
            "Li Oppdiktet;8 B;;",
            ";;3/11-26;U",
            ";;16. nov. 2026;U",
            ";;;",
            "Moe Oppdiktet;8B;man 9. november;permisjon",
        )
    )
    assert navn == "for-hånd"
    assert absence(lest) == [
        ("Berg Oppdiktet", "8B", of_month(16), "gyldig", "hel"),
        ("Berg Oppdiktet", "8B", of_month(17), "gyldig", "hel"),
        ("Li Oppdiktet", "8B", of_month(3), "ugyldig", "hel"),
        ("Li Oppdiktet", "8B", of_month(16), "ugyldig", "hel"),
        ("Moe Oppdiktet", "8B", of_month(9), "permisjon", "hel"),
    ]
    told = {each.code: each.values for each in lest.funn}
    assert told["A661"] == {"antall": "3 rader"}
    assert told["A662"] == {"antall": "1 rad", "skoleår": "2026-2027"}


@pytest.mark.parametrize(
    ("heading", "shape"),
    [
        ("Elev;Klasse;Dato;Kode", "enkel"), ("Namn;Klasse;Dato;Årsak", "enkel"), ("Elev;Klasse;Fra;Til;Kode;Timer", "rapport"),
        ("Elev;Klasse;Dager;Timer;Fravær %", "summer"), ("Klasse;Elev;Prosent", "summer"), ("Elev;Klasse;Fag;Dato;Fraværstype", "timeliste"),
        ("Elev;Klasse;Dato;Dokumentert", "enkel"), ("Elev;Dato;Kode", None), ("Klasse;Dato;Kode", None), ("Elev;Klasse;Dato", None),
        ("Elev;Klasse", None), ("Elev;Klasse;Dager;Kode", None),
    ],
)  # fmt: skip
def test_a_shape_is_known_by_its_heading_or_not_at_all(heading: str, shape: str | None) -> None:
    row = ";".join("x" for _ in heading.split(";"))
    liste = list_of_bytes("liste.csv", rows(heading, row), words(KART)).liste
    assert liste is not None
    assert shape_of(liste) == shape


# Whatever is chosen, the same is read

_KODER = {
    "ugyldig": ("U", "IU", "M", "udokumentert", "Ugyldig fråvær"),
    "gyldig": ("G", "D", "S", "syk", "sjuk", "Dokumentert"),
    "permisjon": ("P", "Permisjon", "perm"),
}
_NAMES = ("Oppdiktet Kari Nes", "Oppdiktet Ola Åsen", "Oppdiktet Ærlig Øye", "Oppdiktet Bo")
_MONTHS = ("jan", "feb", "mars", "april", "mai", "juni", "juli", "aug", "sept", "okt", "nov", "des")


def _written(day: date, form: int) -> str:
    month = _MONTHS[day.month - 1]
    forms = (
        f"{day}", f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day:%y}", f"{day.day}/{day.month}-{day:%y}",
        f"{day.day}. {month} {day.year}", f"{day.day}. {month}. {day:%y}", f"{day}T00:00:00", f"{day:%d.%m.%Y} 00:00:00", f"{day}T08:30:00+01:00",
    )  # fmt: skip
    return forms[form % len(forms)]


@st.composite
def lists(draw: st.DrawFn) -> tuple[bytes, list[Borte]]:
    """A list of some shape, and what stands in it."""
    chosen = draw(
        st.lists(st.tuples(st.sampled_from(_NAMES), st.sampled_from(DAYS)), min_size=1, max_size=8, unique=True)
    )  # fmt: skip
    heading: dict[str, str] = {
        key: draw(st.sampled_from(synonyms))
        for key, synonyms in {
            "elev": ("Elev", "Navn", "NAMN", "Elevnavn"), "klasse": ("Klasse", "Basisgruppe"),
            "dato": ("Dato", "Fra", "Frå og med"), "kode": ("Kode", "Fraværskode", "Årsak", "Type fråvær"),
        }.items()
    }  # fmt: skip
    extra = draw(st.sampled_from(("", "Timer", "Timar", "Minutter", "Fag")))
    columns = draw(st.permutations((*heading.values(), *([extra] if extra else []), "Merknad")))
    turned, form = draw(st.booleans()), draw(st.integers(0, 8))
    wanted, lines = list[Borte](), list[dict[str, str]]()
    for name, day in chosen:
        kind = draw(st.sampled_from(tuple(_KODER)))
        told, part = "hel", ""
        if extra in {"Timer", "Timar"} and draw(st.booleans()):
            part, told = draw(st.sampled_from((("2", "2 t"), ("2,5", "2.5 t"), ("0.75", "0.75 t"))))
        elif extra == "Minutter" and draw(st.booleans()):
            part, told = "45", "45 min"
        elif extra == "Fag":
            part, told = draw(st.sampled_from(("norsk", "8B/MAT"))), "1 t"
        first, _, last = name.rpartition(" ")
        lines.append({
            heading["elev"]: f"{last}, {first}" if turned else name, extra: part,
            heading["klasse"]: draw(st.sampled_from(("8B", "8b", "8 B"))),
            heading["dato"]: _written(day, form + draw(st.integers(0, 1))),
            heading["kode"]: draw(st.sampled_from(_KODER[kind])), "Merknad": "",
        })  # fmt: skip
        wanted.append((name, "8B", day, kind, told))
    out = StringIO()
    for _ in range(draw(st.integers(0, 3))):
        out.write("Fraværsliste for Oppdiktet skole\r\n")
    writer = csv.writer(out, delimiter=draw(st.sampled_from(";,\t")))
    writer.writerow(columns)
    writer.writerows([line[each] for each in columns] for line in lines)
    coding = draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252")))
    return out.getvalue().encode(coding), sorted(wanted)


@given(made=lists())
@settings(deadline=None, max_examples=150)
def test_the_same_is_read_however_it_is_written(made: tuple[bytes, list[Borte]]) -> None:
    raw, wanted = made
    _, lest = read(raw)
    told = {each.code for each in lest.funn}
    assert told <= {"A626", "A642"}, told
    assert absence(lest) == wanted


@pytest.mark.parametrize(
    "cell",
    ["3/11/2026", "11/3/2026", "32.1.2026", "16.13.2026", "16-11", "uke 47", "46342", "16.november.", "", "i går", "1.2.3.4",
     "29.02.2027", "16. foo 2026", "2026-11-16x"],
)  # fmt: skip
def test_a_day_that_could_be_two_or_none_is_never_guessed(cell: str) -> None:
    assert isinstance(day_of(cell, FORM), Fault) or cell == "16.november."


def test_days_with_two_strokes_are_read_where_one_of_them_tells_the_order() -> None:
    heading = "Elev;Klasse;Dato;Kode"
    row = "Oppdiktet Kari Nes;8B;%s;U"
    _, lest = read(rows(heading, row % "03/11/2026", row % "16/11/2026"))
    assert [each[2] for each in absence(lest)] == [of_month(3), of_month(16)]
    _, lest = read(rows(heading, row % "03/11/2026", row % "11/16/2026"))
    assert absence(lest) == []
    assert {each.code for each in lest.funn} == {"A615"}


def test_a_day_without_its_year_is_of_the_school_year() -> None:
    assert day_of("16.11", FORM) == date(2026, 11, 16)
    assert day_of("7. jan", FORM) == date(2027, 1, 7)
    assert isinstance(day_of("16.11"), Fault)


# What a row cannot be, and what it can


def test_what_is_documented_decides_where_there_is_no_code() -> None:
    _, lest = read(
        rows(
            "Elev;Klasse;Dato;Dokumentert",
            "Oppdiktet A;8B;2026-11-16;ja",
            "Oppdiktet A;8B;2026-11-17;Nei",
        )
    )
    assert [each[3] for each in absence(lest)] == ["gyldig", "ugyldig"]


def test_lessons_over_several_days_are_of_no_known_day() -> None:
    _, lest = read(
        rows("Elev;Klasse;Fra;Til;Type;Dager;Timer", "Oppdiktet A;8B;2026-11-16;2026-11-17;G;0;2,5")
    )
    assert absence(lest) == []
    assert {each.code for each in lest.funn} == {"A647"}


@pytest.mark.parametrize("late_first", [True, False])
def test_nobody_is_both_late_and_away_all_day(late_first: bool) -> None:
    both = ["Oppdiktet A;8B;2026-11-16;X", "Oppdiktet A;8B;2026-11-16;G"]
    _, lest = read(rows("Elev;Klasse;Dato;Kode", *(both if late_first else reversed(both))))
    assert "A621" in {each.code for each in lest.funn}


def test_a_list_by_hand_may_have_the_name_in_every_row() -> None:
    raw = rows("Elev;Klasse;Dato;Kode", "Oppdiktet A;8B;2026-11-16;G", "Oppdiktet B;8B;;")
    liste = list_of_bytes("liste.csv", raw, words(KART)).liste
    assert liste is not None
    kart = named_map(KART, liste, "for-hånd")
    assert kart is not None
    lest = read_rows(liste, kart.kart, the_plan(), I_DAG)
    assert [each[0] for each in absence(lest)] == ["Oppdiktet A"]
    assert {each.code for each in lest.funn} == {"A615", "A619"}, "a name without a day is told of"


@pytest.mark.parametrize(
    ("heading", "navn"),
    [("Klasse;Dato;Kode", "enkel"), ("Elev;Klasse;Dato", "rapport"), ("Elev;Klasse;Kode", "timeliste"),
     ("Elev;Klasse;Dato;Kode", "ukerutenett"), ("Elev;Klasse;Dato;Kode", "ukjent")],
)  # fmt: skip
def test_a_ready_map_is_made_only_of_what_is_there(heading: str, navn: str) -> None:
    row = ";".join("x" for _ in heading.split(";"))
    liste = list_of_bytes("liste.csv", rows(heading, row), words(KART)).liste
    assert liste is not None
    assert named_map(KART, liste, navn) is None


# Workbooks of every kind

BOOK: list[list[str | None]] = [
    ["Rapport", None, None, None],
    ["Klasse", "Elev", "Fra dato", "Type fravær"],
    ["8A", "Oppdiktet Kari Nes", "16.11.2026", "Udokumentert"],
]


@pytest.mark.parametrize("raw", [workbook(BOOK), older_workbook(BOOK), open_document(BOOK)])
def test_a_workbook_of_each_kind_is_read_as_a_text_is(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "liste"
    path.write_bytes(raw)
    liste = read_list(path, words(KART)).liste
    assert liste is not None
    assert absence(read_liste(liste)[1]) == [
        ("Oppdiktet Kari Nes", "8A", of_month(16), "ugyldig", "hel")
    ]


def test_days_and_numbers_of_open_document_are_read() -> None:
    (ark,) = read_workbook(open_document([["Elev", "Fra"], ["x", of_month(16)], ["y", 2.5]])).ark
    assert ark.rader == (("Elev", "Fra"), ("x", "2026-11-16"), ("y", "2.5"))


@pytest.mark.parametrize("fra_1904", [False, True])
def test_days_that_are_numbers_are_read_whichever_day_they_are_counted_from(
    tmp_path: Path, *, fra_1904: bool
) -> None:
    """Taken for the other way they would lie four years and a day off."""
    cells: list[list[object]] = [
        ["Klasse", "Elev", "Fra dato", "Type fravær"],
        ["8A", "Oppdiktet Kari Nes", of_month(16), "Udokumentert"],
        ["8A", "Oppdiktet Kari Nes", of_month(18), "Dokumentert"],
    ]
    path = tmp_path / "liste.xlsx"
    path.write_bytes(workbook(cells, fra_1904=fra_1904))
    liste = read_list(path, words(KART)).liste
    assert liste is not None
    assert [day for *_, day, _, _ in absence(read_liste(liste)[1])] == [of_month(16), of_month(18)]


def test_a_number_that_is_not_said_to_be_a_day_is_none(tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(workbook([["Klasse", "Elev", "Fra dato", "Type fravær"], ["8A", "Oppdiktet Bo", 46342, "Udokumentert"]]))  # fmt: skip
    liste = read_list(path, words(KART)).liste
    assert liste is not None
    assert [each.code for each in read_liste(liste)[1].funn if each.code == "A615"] == ["A615"]


def test_a_list_without_end_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """A list of text and a workbook of one row more than the most; the most itself is read (benchmarks/lister.py)."""
    for number, code in ((MOST_ROWS - 1, None), (MOST_ROWS, "A640")):
        path = tmp_path / f"{number}.csv"
        path.write_text("Klasse;Elev;Fra dato;Type fravær\n" + ";;;\n" * number, encoding="utf-8")
        assert code in (None, *{each.code for each in read_list(path, words(KART)).problems}), (
            number
        )
    path.write_bytes(workbook([["Klasse", "Elev"], *([None, "x"] for _ in range(MOST_ROWS))]))
    assert [each.code for each in read_list(path, words(KART)).problems] == ["A640"]


_MANY = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"%s</table:table-row>'


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (older_workbook(BOOK, locked=True), "A634"), (open_document(BOOK, locked=True), "A634"), (older_workbook([]), "A602"),
        (older_workbook(BOOK)[:600], "A635"), (older_workbook([["x"] * 201]), "A640"),
        (open_document(BOOK, after=_MANY % "><text:p>x</text:p></table:table-cell>"), "A640"),
        (open_document(BOOK, after=_MANY % "/>" + "<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"), "A640"),
        (open_document(BOOK, after='<table:table-row><table:table-cell table:number-columns-repeated="999"/><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>'), "A640"),
        (open_document(BOOK, after=_MANY % "/>"), None),
    ],
)  # fmt: skip
def test_what_is_locked_broken_or_without_end_is_refused(raw: bytes, code: str | None) -> None:
    assert read_workbook(raw).kode == code


# At the command


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.chdir(tmp_path)
    return Program(made_by_start(tmp_path / "skolen"))


def importer(
    program: Program, raw: bytes, *args: str, answers: Sequence[str] | None = None
) -> Result:
    Path("liste.csv").write_bytes(raw)
    return program.run("importer", "fravær", "liste.csv", *args, answers=answers)


REPORT = rows(
    "Elev;Klasse;Fra dato;Til dato;Type fravær", "Oppdiktet Kari Nes;8B;16.11.2026;;Udokumentert"
)


def test_how_a_list_is_read_is_shown_and_asked_about_in_a_terminal(program: Program) -> None:
    shown = importer(program, REPORT)
    assert "Listen er lest som «rapport»: navn er «Elev»; klasse er «Klasse»" in shown.err
    assert "Kodene i listen: Udokumentert er ugyldig, ikke meldt." in shown.err
    head = program.git("rev-parse", "HEAD")
    no = importer(program, REPORT, "--utfør", answers=["nei"])
    assert "Skal listen leses slik?" in no.err
    assert "Ingenting er endret." in no.err
    assert program.git("rev-parse", "HEAD") == head
    assert importer(program, REPORT, "--utfør", answers=["ja"]).status == 0
    assert program.git("rev-parse", "HEAD") != head
    piped = importer(program, REPORT, "--utfør", "--format", "json")
    assert piped.json()["kart"] == "rapport"
    assert "Ingenting er endret: alt i listen er ført fra før." in piped.err


def test_a_map_is_named_and_one_that_does_not_fit_is_refused(program: Program) -> None:
    assert importer(program, REPORT, "--kart", "rapport").status == 0
    wrong = importer(program, REPORT, "--kart", "ukerutenett")
    assert wrong.status == 2
    assert "Kartene: skolens, timeliste, rapport, ukerutenett" in " ".join(wrong.err.split())
    assert "Kolonnen «Kode» mangler" in importer(program, REPORT, "--kart", "skolens").err
    assert importer(program, REPORT, "--kart", "raport").status == 2


def test_the_school_s_own_maps_come_first_and_two_that_fit_are_asked_about(
    program: Program,
) -> None:
    path = program.root / "plan/import.yaml"
    own = (
        "kart:\n  - navn: sfo\n    kart:\n      kolonner: {elev: [Barn], klasse: Gruppe, fra: Når, kode: Hva}\n"
        "      koder: [{kode: B, type: ugyldig, meldt: nei}]\n"
        "  - navn: sfo-gyldig\n    kart:\n      kolonner: {elev: [Barn], klasse: Gruppe, fra: Når, kode: Hva}\n"
        "      koder: [{kode: B, type: gyldig, meldt: ja}]\n"
    )
    path.write_text(path.read_text(encoding="utf-8") + own, encoding="utf-8")
    program.fine("lagre")
    liste = rows("Barn;Gruppe;Når;Hva", "Oppdiktet Kari Nes;8B;16.11.2026;B")
    both = importer(program, liste)
    assert "feil[A660] Listen kan leses på flere måter: sfo, sfo-gyldig." in both.err
    told = importer(program, liste, "--kart", "sfo-gyldig", "--utfør")
    assert told.status == 0, told.err
    assert "type: gyldig" in (program.root / "fravaer/2026-2027/8B.yaml").read_text("utf-8")


def test_sums_are_never_written_and_are_held_against_what_is_counted(program: Program) -> None:
    importer(program, REPORT, "--utfør")
    sums = rows(
        "Klasse;Elev;Dager;Timer;Fravær %", "8B;Nes, Oppdiktet Kari;11;4,5;12,3", "8B;Sum;11;4,5;"
    )
    told = importer(program, sums, "--utfør")
    assert told.status == 1
    assert "feil[A648] Listen har bare summer" in told.err
    last = told.out.splitlines()[-1].split()
    assert last == ["8B", "Oppdiktet", "Kari", "Nes", "11", "4,5", "1"]
    assert importer(program, sums, "--format", "json").out == ""


def test_late_arrivals_and_minutes_are_kept_and_make_no_day(program: Program) -> None:
    liste = rows(
        "Elev;Klasse;Dato;Start;Slutt;Fag;Kode;Minutter",
        "Oppdiktet Kari Nes;8B;16.11.2026;08:30;09:15;norsk;X;10",
        "Oppdiktet Kari Nes;8B;17.11.2026;08:30;09:15;norsk;U;20",
    )
    told = importer(program, liste, "--utfør")
    assert told.status == 0, told.err
    said = " ".join(f"{told.out} {told.err}".split())
    assert "1 ny skoledag, 0 ført fra før. Fraværstrappen teller 0 av dem." in said
    assert "For sent: 1." in said
    assert "1 dag i listen har bare minutter." in said
    page = program.fine("fravær", "vis", "--klasse", "8B", "--elev", "Oppdiktet Kari Nes").out
    assert "For sent 1 gang (10 minutter)." in page
    assert "0 skoledager i alt" in page
    assert importer(program, liste, "--utfør").status == 0
    assert program.fine("valider").status == 0


# Bad input: each is refused or told, with its row and column


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("Elev;Klasse;Dato;Til;Kode;Timer", "Oppdiktet A;8B;2026-11-16;;U;-1"), "2:30: feil[A611]"),
        (("Elev;Klasse;Dato;Til;Kode;Timer", "Oppdiktet A;8B;2026-11-16;;U;30"), "2:30: feil[A620]"),
        (("Elev;Klasse;Fra;Til;Kode", "Oppdiktet A;7B;2026-11-16;;U"), "2:13: feil[A614]"),
        (("Elev;Klasse;Fra;Til;Kode", "Oppdiktet A;8B;2025-11-18;;U"), "2:16: feil[A618]"),
        (("Elev;Klasse;Fra;Til;Kode", "Oppdiktet A;8B;2026-11-14;2026-11-15;U"), "2:16: merknad[A624]"),
        (("Elev;Klasse;Fra;Til;Kode", "Oppdiktet A;8B;2026-09-30;;U"), "2:16: merknad[A624]"),
        (("Elev;Klasse;Fra;Til;Kode", "Oppdiktet A;8B;2026-11-16;;U", "Oppdiktet A;8B;2026-11-16;;G"), "3:16: feil[A621]"),
        (("Elev;Klasse;Fra;Til;Kode", "Oppdiktet A;8B;2026-11-16;;U", ";;;;", "Navn;Gruppe;Klasse;Fag;"), "4:1: feil[A649]"),
        (("Elev;Klasse;Dato;Kode;Elev;Klasse;Dato;Kode", "Oppdiktet A;8B;2026-11-16;U;Oppdiktet B;8B;2026-11-16;U"), "feil[A607]"),
        (("Elev;Klasse;Uke;Kode", "Oppdiktet A;8B;47;U"), "feil[A606]"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_row_and_column(
    lines: tuple[str, ...], said: str, program: Program
) -> None:
    told = importer(program, rows(*lines), "--utfør")
    assert f"liste.csv:{said}" in told.err or f"{said}" in told.err, told.err
    assert not (program.root / "fravaer/2026-2027/8B.yaml").exists()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (LOCKED, "feil[A634]"),
        (workbook([*BOOK, [None], ["Klasse", "Navn", "Gruppe", "Fag"]]), "feil[A649]"),
        (workbook(BOOK[1:], slaatt_sammen=["A2:A3"]), "feil[A639]"),
        (workbook(BOOK, BOOK), "feil[A637]"),
    ],
)
def test_a_workbook_that_could_be_read_in_two_ways_is_refused(
    raw: bytes, said: str, program: Program
) -> None:
    """One with a password, two tables in a sheet or in two, and cells that are one below the heading."""
    path = program.root.parent / "liste.xlsx"
    path.write_bytes(raw)
    told = program.run("importer", "fravær", str(path), "--utfør")
    assert (told.status, said in told.err) == (1, True), told.err
    assert not (program.root / "fravaer/2026-2027/8A.yaml").exists()
