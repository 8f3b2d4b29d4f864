"""Class lists: read from what schools have, told before they are written, and nothing in them unnoticed or told to others."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest

from forseglet import folder_of
from program import Program, Result, made_by_start, of_the_repository
from regnearket import LOCKED, workbook
from sosialplan.files.listefil import read_list
from sosialplan.files.yaml_reader import parse
from sosialplan.model.importkart import Liste
from sosialplan.model.klasseliste import Klasseliste, Listeelev
from sosialplan.rules.klasselister.avvik import differences
from sosialplan.rules.klasselister.elevliste import Elevrad, read_pupils
from sosialplan.rules.klasselister.kolonner import KJENTE, columns_of, meaning
from test_trinn import skole_med
from vernet_skole import with_keys

SKOLE = skole_med(*((each, None) for each in ("8A", "8B", "9A", "10C")))
CLASSES = [each.klasse for each in SKOLE.klasser]
HEADING = "Navn;Klasse;Fødselsår;Foresatt 1;Telefon foresatt 1;E-post foresatt 1;Foresatt 2"
KARI = "Oppdiktet Kari Nes;8B;2013;Oppdiktet Mor Nes;900 00 000;mor@eksempel.no;Oppdiktet Far Nes"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.chdir(tmp_path)
    return Program(made_by_start(tmp_path / "skolen"))


def importer(
    program: Program, given: str | bytes, *args: str, answers: Sequence[str] | None = None
) -> Result:
    fil = "elever.xlsx" if isinstance(given, bytes) and given.startswith(b"PK") else "elever.csv"
    Path(fil).write_bytes(given if isinstance(given, bytes) else given.encode())
    return program.run("importer", "elever", fil, *args, answers=answers)


def listed(program: Program, klasse: str) -> dict[str, object]:
    text = program.file(f"elever/2026-2027/{klasse}.yaml").read_text(encoding="utf-8")
    tree = parse(text).tree
    assert isinstance(tree, dict)
    return tree


def names(program: Program, klasse: str) -> list[str]:
    elever = listed(program, klasse)["elever"]
    assert isinstance(elever, list)
    return [each["navn"] for each in elever]


def rows_of(*lines: str) -> tuple[Elevrad, ...]:
    found = read_pupils(table(*lines), SKOLE)
    assert [each for each in found.funn if each.code not in {"A651", "A652"}] == []
    return found.rader


def table(*lines: str) -> Liste:
    path = Path("liste.csv")
    path.write_text("\n".join(lines), encoding="utf-8")
    liste = read_list(path, KJENTE).liste
    assert liste is not None
    return liste


# What a heading means


@pytest.mark.parametrize(
    ("heading", "what"),
    [
        ("Navn", ("", "navn")), ("ELEV", ("", "navn")), ("Basisgruppe", ("", "klasse")), ("Født", ("", "fødselsår")),
        ("Foresatt 1", ("foresatt 1", "navn")), ("Foresatt 2 navn", ("foresatt 2", "navn")),
        ("Tlf. foresatt 1", ("foresatt 1", "telefon")), ("Foresatt_2_mobil", ("foresatt 2", "telefon")),
        ("E-postadresse foresatt 2", ("foresatt 2", "e-post")), ("Mor", ("mor", "navn")), ("Mobil far", ("far", "telefon")),
        ("Forelder 1 etternavn", ("foresatt 1", "etternavn")), ("Relasjon foresatt 1", ("foresatt 1", "relasjon")),
        ("Adresse foresatt 1", None), ("Fødselsnummer", None), ("Foresatt 1 fødselsnummer", None), ("Morsmål", None),
        ("Kontaktlærer", None), ("Telefon", None),
    ],
)  # fmt: skip
def test_a_heading_means_what_it_says_and_nothing_near_it(
    heading: str, what: tuple[str, str] | None
) -> None:
    assert meaning(heading) == what


@pytest.mark.parametrize(
    "lines",
    [
        ("Elev;;Klasse;Foresatt 1;;Foresatt 2;", "Fornavn;Etternavn;;Navn;Mobil;Navn;E-post"),
        (";;;Foresatt 1;;Foresatt 2;", "Fornavn;Etternavn;Klasse;Navn;Telefon;Navn;E-post"),
    ],
)
def test_a_heading_in_two_rows_is_read_as_one_and_that_is_told(
    lines: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    row = "Oppdiktet Kari;Nes;8B;Oppdiktet Mor Nes;900 00 000;Oppdiktet Far Nes;far@eksempel.no"
    liste = table("Klasselister høsten", *lines, row)
    assert "A652" in {each.code for each in columns_of(liste)[1]}
    (found,) = read_pupils(liste, SKOLE).rader
    assert found.navn == "Oppdiktet Kari Nes"
    assert [(each.navn, each.kontakt) for each in found.foresatte] == [
        ("Oppdiktet Mor Nes", "900 00 000"),
        ("Oppdiktet Far Nes", "far@eksempel.no"),
    ]


def test_a_pupil_is_read_with_year_and_guardians(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    heading = "Etternavn;Fornavn;Trinn;Klasse;Født;Foresatte;Mor;Mobil mor"
    row = "Nes;Oppdiktet Kari;8;b;17.05.2013;Oppdiktet Far Nes og Oppdiktet Per Li;Oppdiktet Mor Nes;+47 900 00 000"
    (found,) = rows_of(heading, row)
    assert (found.navn, found.klasse, found.foedselsaar) == ("Oppdiktet Kari Nes", "8B", 2013)
    assert [(each.navn, each.relasjon, each.kontakt) for each in found.foresatte] == [
        ("Oppdiktet Far Nes", None, None),
        ("Oppdiktet Per Li", None, None),
        ("Oppdiktet Mor Nes", "mor", "+47 900 00 000"),
    ]


# Shown, then written


def test_it_is_shown_and_asked_about_and_a_no_writes_nothing(program: Program) -> None:
    head = program.git("rev-parse", "HEAD")
    shown = importer(program, f"{HEADING}\n{KARI}\n")
    no = importer(program, f"{HEADING}\n{KARI}\n", answers=["nei"])
    assert (shown.status, no.status) == (0, 0)
    assert "Legg til --utfør" in shown.err
    assert "Skal dette skrives?" in no.err
    assert "Oppdiktet Mor Nes (900 00 000, mor@eksempel.no); Oppdiktet Far Nes" in shown.out
    assert program.git("rev-parse", "HEAD") == head
    assert not list((program.root / "elever").rglob("*.yaml*"))


def test_a_yes_writes_what_was_shown_in_one_commit_without_a_name(program: Program) -> None:
    yes = importer(program, f"{HEADING}\n{KARI}\nOppdiktet Ola Berg;9A;;;;;\n", answers=["ja"])
    assert yes.status == 0, yes
    assert (names(program, "8B"), names(program, "9A")) == (
        ["Oppdiktet Kari Nes"],
        ["Oppdiktet Ola Berg"],
    )
    told = program.git("log", "-1", "--format=%B%s", "--stat")
    assert "Klasselister 8B, 9A" in told
    log = program.fine("logg").out
    assert "Førte opp en elev i klasselisten" in log
    assert all(each not in told + log for each in ("Kari", "Berg", "Mor"))
    again = importer(program, f"{HEADING}\n{KARI}\nOppdiktet Ola Berg;9A;;;;;\n", "--utfør")
    assert "Ingenting er endret: klasselistene er slik fra før." in again.err


def test_a_new_list_tells_who_is_new_moved_gone_and_changed_and_leaves_other_classes(
    program: Program,
) -> None:
    first = ["Oppdiktet Kari Nes;8A;2013", "Oppdiktet Per Li;8A;", "Oppdiktet Liv Dal;8B;", "Oppdiktet Eli Gran;9A;"]  # fmt: skip
    assert importer(program, "\n".join(["Navn;Klasse;Født", *first]), "--utfør").status == 0
    second = ["Oppdiktet Kari Nes;8B;2013", "Oppdiktet Liv Dal;8B;2012", "Oppdiktet Ny Elev;8B;", "Oppdiktet Åse Ås;8A;"]  # fmt: skip
    shown = importer(program, "\n".join(["Navn;Klasse;Født", *second]))
    said = " ".join(shown.out.split())
    for each in (
        "Nye i klassen Klasse Elev 8A Oppdiktet Åse Ås 8B Oppdiktet Ny Elev",
        "Har skiftet klasse Klasse Elev 8A → 8B Oppdiktet Kari Nes",
        "Ikke i listen lenger, og tas ut Klasse Elev 8A Oppdiktet Per Li",
        "Nye opplysninger Klasse Elev 8B Oppdiktet Liv Dal",
        "Ikke i listen, og ikke endret: 9A.",
    ):
        assert each in said, (each, said)
    before = listed(program, "8A")["elever"]
    assert importer(program, "\n".join(["Navn;Klasse;Født", *second]), "--utfør").status == 0
    assert (names(program, "8A"), names(program, "9A")) == (
        ["Oppdiktet Åse Ås"],
        ["Oppdiktet Eli Gran"],
    )
    assert isinstance(before, list)
    moved = [each for each in before if each["navn"] == "Oppdiktet Kari Nes"]
    elever = listed(program, "8B")["elever"]
    assert isinstance(elever, list)
    assert moved[0] in elever, "the id follows the pupil"


def test_one_whose_year_alone_differs_is_told_so(program: Program) -> None:
    one, other = ("Navn;Klasse;Født\n" + f"Oppdiktet Kari Nes;8A;{aar}\nOppdiktet Per Li;8A;" for aar in (2012, 2013))  # fmt: skip
    assert importer(program, one, "--utfør").status == 0
    shown = " ".join(importer(program, other).out.split())
    assert "bare med et annet fødselsår: Oppdiktet Kari Nes (8A, 2012 og nå 2013)." in shown
    assert "bare med et annet" not in importer(program, one + "\nOppdiktet Ny Elev;8A;2012").out


def test_one_who_comes_from_a_class_that_is_not_in_the_list_is_taken_out_there(
    program: Program,
) -> None:
    first = "Navn;Klasse;Født\nOppdiktet Kari Nes;8A;2013\nOppdiktet Per Li;8A;\n"
    assert importer(program, first, "--utfør").status == 0
    moved = importer(program, "Navn;Klasse;Født\nOppdiktet Kari Nes;8B;2013\n", "--utfør")
    assert moved.status == 0, moved
    assert (names(program, "8A"), names(program, "8B")) == (
        ["Oppdiktet Per Li"],
        ["Oppdiktet Kari Nes"],
    )


def test_what_the_list_has_no_column_for_stays() -> None:
    ids = (f"n{each:07}" for each in count(1))
    there = Klasseliste(
        klasse="8A",
        skoleaar="2026-2027",
        elever=(Listeelev(id="m3k9q7wd", navn="Oppdiktet Kari Nes", foedselsaar=2013),),
    )
    row = Elevrad(1, 2, "Nes, Oppdiktet Kari", "8A", None, ())
    read = read_pupils(Liste("f", ("Navn", "Klasse"), ()), SKOLE)
    found = differences(
        type(read)((row,), har_aar=False, har_foresatte=False, forbi=0, funn=()),
        [there],
        lambda: next(ids),
    )
    assert (found.lister, found.uendret) == ({}, 1)


def test_an_open_case_and_absence_of_one_who_moved_or_left_are_named_with_the_command(
    program: Program,
) -> None:
    sak = program.new_case(elev="Oppdiktet Kari Nes")
    gone = program.new_case(elev="Oppdiktet Ola Berg")
    program.fine("fravær", "registrer", "--elev", "Oppdiktet Per Li", "--klasse", "8B", "--fra", "2026-11-16")  # fmt: skip
    first = "Navn;Klasse\nOppdiktet Kari Nes;8B\nOppdiktet Ola Berg;8B\nOppdiktet Per Li;8B\n"
    assert importer(program, first, "--utfør").status == 0
    told = importer(program, "Navn;Klasse\nOppdiktet Kari Nes;8A\nOppdiktet Per Li;8A\nOppdiktet Ny Elev;8B\n", "--utfør")  # fmt: skip
    assert f"sosialplan sak endre {sak} --klasse 8A" in told.err
    assert f"Sak {gone} er åpen, og eleven er ikke i klasselisten til 8B lenger." in told.err
    assert "fravær bytt-klasse --elev NAVN --fra-klasse 8B --til-klasse 8A" in told.err


# Workbooks and other programs' texts


def test_a_workbook_is_read_as_the_same_rows_as_a_text(program: Program) -> None:
    cells: list[list[object]] = [
        ["Klasselister 2026"], [], ["Navn", "Klasse", "Fødselsår", "Foresatt 1", "Telefon foresatt 1"],
        ["Oppdiktet Kari Nes", "8B", 2013, "Oppdiktet Mor Nes", 90000000.0], ["Antall", 1],
    ]  # fmt: skip
    told = importer(program, workbook(cells, slaatt_sammen=["A1:E1"]), "--utfør")
    assert told.status == 0, told
    assert all(code in told.err for code in ("A625", "A628"))
    elever = listed(program, "8B")["elever"]
    assert isinstance(elever, list)
    assert elever[0]["fødselsår"] == 2013
    assert elever[0]["foresatte"] == [{"navn": "Oppdiktet Mor Nes", "kontakt": "90000000"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_a_text_is_read_however_it_was_saved(encoding: str, sign: str, program: Program) -> None:
    text = "Navn;Klasse\nOppdiktet Åse Bjørnø;8B\n".replace(";", sign)
    assert importer(program, text.encode(encoding), "--utfør").status == 0
    assert names(program, "8B") == ["Oppdiktet Åse Bjørnø"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("", "A602"), ("Navn;Klasse\n", ""), (LOCKED, "A634"), ("Navn;Klasse\nOppdiktet Kari Nes;\n", "A613"),
        ("Navn;Klasse\nOppdiktet Kari Nes;7X\n", "A614"), ("Navn;Klasse\n=1+1;8B\n", "A611"), ("Navn;Klasse\n;8B\n", "A612"),
        ("Navn;Klasse;Født\nOppdiktet Kari Nes;8B;17051398765\n", "A653"), ("Navn\nOppdiktet Kari Nes\n", "A650"),
        ("Navn;Klasse;Klasse\nOppdiktet Kari Nes;8B;8A\n", "A607"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_whole_is_not_read_at_all(
    given: str | bytes, code: str, program: Program
) -> None:
    head = program.git("rev-parse", "HEAD")
    told = importer(program, given, "--utfør")
    assert told.status != 0, told
    assert code in told.err
    assert program.git("rev-parse", "HEAD") == head


def test_ten_thousand_rows_are_read_and_each_fault_of_them_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [f"Oppdiktet Elev{n:05} Bakke{n // 7};{CLASSES[n % 4]}" for n in range(10_000)]
    rows[9_998] = "Oppdiktet Elev Uten;"
    read = read_list_of("Navn;Klasse", *rows)
    found = read_pupils(read, SKOLE)
    assert len(found.rader) == 9_999
    assert [each.where[0] for each in found.funn if each.code == "A613"] == [9_999]


def read_list_of(*lines: str) -> Liste:
    Path("mange.csv").write_text("\n".join(lines), encoding="utf-8")
    liste = read_list(Path("mange.csv"), KJENTE).liste
    assert liste is not None
    return liste


# To nobody else


def test_a_name_of_a_list_does_not_go_home_in_anothers_paper(program: Program) -> None:
    sak = program.new_case(elev="Oppdiktet Kari Nes")
    said = "Oppdiktet Mor Nes ringte. Han og Torvald Sæthre er uvenner."
    program.fine("tiltak", "plan", sak, "--problem", said)
    args = ("lag", "aktivitetsplan", sak, "--mottaker", "foresatte", "--format", "md")
    before = program.run(*args)
    lines = ["Navn;Klasse;Foresatt 1", "Oppdiktet Kari Nes;8B;Oppdiktet Mor Nes", "Oppdiktet Torvald Sæthre;9A;"]  # fmt: skip
    assert importer(program, "\n".join(lines), "--utfør").status == 0
    after = program.run(*args)
    new = [line for line in after.err.splitlines() if line not in before.err.splitlines()]
    found = [line for line in new if "[L8" in line]
    assert len(found) == 1, "the other pupil, and not the own mother"
    assert "hele navnet til en elev i 9A" in found[0]


def test_a_list_is_sealed_for_those_who_have_the_class(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    school = Program(of_the_repository(Path(__file__).parent.parent, tmp_path / "skolen"))
    folk = ("Oppdiktet Rektor Ravn", "Oppdiktet Lærer Bjerk", "Oppdiktet Lærer Foss")
    vernet = with_keys(school, folk, tmp_path)
    rektor = vernet.som("Oppdiktet Rektor Ravn", school.root)
    told = importer(
        rektor, "Navn;Klasse\nOppdiktet Kari Nes;8B\nOppdiktet Eli Gran;9A\n", "--utfør"
    )
    assert told.status == 0, told
    lies = sorted(path.name for path in (school.root / "elever").rglob("*.age"))
    assert lies == ["8B.yaml.age", "9A.yaml.age"]
    assert not list((school.root / "elever").rglob("*.yaml"))
    reads = {
        navn: [
            klasse
            for klasse in ("8B", "9A")
            if folder_of(school.root, vernet.noekler[navn].secret)
            .text(school.root / f"elever/2026-2027/{klasse}.yaml")
            .text
        ]
        for navn in folk
    }
    assert reads == dict(zip(folk, (["8B", "9A"], ["8B"], ["9A"]), strict=True))
    bjerk = vernet.som("Oppdiktet Lærer Bjerk", school.root)
    other = importer(bjerk, "Navn;Klasse\nOppdiktet Ny Elev;9A\n", "--utfør")
    assert other.status != 0
    assert "er vernet, og du er ikke blant dem som kan lese den" in other.err
    before = rektor.fine("frister").err
    assert "elever" not in before, "a list of deadlines opens no class list"
    rektor.fine("skole", "person", "slutt", "Oppdiktet Lærer Foss")
    foss = folder_of(school.root, vernet.noekler["Oppdiktet Lærer Foss"].secret)
    assert foss.text(school.root / "elever/2026-2027/9A.yaml").text is None, "sealed anew"
    assert "elever/2026-2027" not in rektor.fine("tilgang", "kontroller").out


def test_a_sign_that_acts_unseen_is_refused_and_one_that_shows_nothing_is_taken_out(
    program: Program,
) -> None:
    for sign in ("\x1b", "\x00", "\x9b", "\u202e"):
        told = importer(program, f"Navn;Klasse\nOppdiktet Ka{sign}ri;8B\n", "--utfør")
        assert told.status == 1
        assert "A603" in told.out + told.err
    importer(program, "Navn;Klasse\nOppdiktet\u00ad Ka\u200bri;8B\n", "--utfør")
    assert names(program, "8B") == ["Oppdiktet Kari"]


def test_a_list_is_no_longer_than_a_workbook_and_a_folder_is_none(program: Program) -> None:
    told = importer(program, "Navn;Klasse\n" + "Oppdiktet Kari Nes;8B\n" * 20_001)
    assert "feil[A640] Listen er for stor: mer enn 20000 rader" in told.err
    refused = program.run("importer", "elever", ".")
    assert "Dette er en mappe, ikke en fil." in refused.err


def test_a_name_that_stands_five_times_is_one_fault_with_each_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def told(*lines: str) -> list[tuple[str, str]]:
        found = read_pupils(table("Navn;Klasse;Født", *lines), SKOLE).funn
        return [(each.code, each.values["linje"]) for each in found]

    kari = "Oppdiktet Kari Nes"
    assert told(*[f"{kari};8B;2013"] * 5) == [("A655", "2, 4, 5 og 6")]
    assert told(f"{kari};8B;2013", f"{kari};8B;2012", f"{kari};8B;") == [("A655", "2 og 4")]
    assert told(f"{kari};8B;2013", f"{kari};8B;2012", "Oppdiktet Per Dal;8B;2013") == []
    assert told(f"{kari};8A;", f"{kari};8B;2012", f"{kari};8A;2013") == [
        ("A655", "2"),
        ("A656", "2"),
    ]
