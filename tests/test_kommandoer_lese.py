"""The commands that read: their status, what goes to which stream, and the form of each format."""

import csv
import re
from collections.abc import Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from frist_sak import the_plan
from kommandoene import READS, format_of, of, runs
from program import Program, copied, everything_in, of_the_repository
from sosialplan.cli.app import DESK
from sosialplan.model.failure import ExpectedFailure
from sosialplan.output.tables import LISTEFORMATER
from sosialplan.tekster.koder.alle import CODES
from sosialplan.views.tabellcelle import Celleslag, fields

SAK = "2026-YHP9E"
"""The invented case with a plan, evaluations and a way that opened."""
FRAVAERSSAK = "2026-AWEJ4"
FOLDER = str(Path(__file__).parent)
NAMES = ("Oppdiktet Elev", "Alm", "Oppdiktet Forelder", "Bakke", "Carlsen", "Gran")
FRISTFELT = [
    "id", "slag", "sak", "kjede", "klasse", "steg", "tiltak", "tittel", "frist", "status", "dager",
    "ansvarlig", "eskalert_til", "grunnlag", "hjemmel", "forklaring",
    "uten", "av_skjermet", "bortfall",
]  # fmt: skip
_CHOSEN: tuple[tuple[str, ...], ...] = (
    ("frister",),
    *(("frister", "--format", each) for each in ("json", "csv", "md", "ics")),
    ("frister", "--status", "alle"),
    ("frister", "--streng", "--rolle", "rektor"),
    ("saker",),
    ("saker", "--alle", "--format", "json"),
    ("saker", "--alle", "--format", "csv"),
    ("statistikk", "mål", "--format", "csv"),
    ("oppbevaring", "--i-dag", "2027-12-20"),
    ("oppbevaring", "--i-dag", "2027-12-20", "--format", "json"),
    ("vis", SAK),
    ("vis", SAK, "--format", "json"),
    ("vis", FRAVAERSSAK, "--i-dag", "2026-10-15"),
    ("nøkler",),
    ("tilgang", "vis", SAK),
    ("tilgang", "vis", "Oppdiktet Rådgiver Rud"),
    ("forklar", SAK, "aktivitetsplan"),
    ("forklar", SAK, "evaluering", "--format", "json"),
    ("forklar", "8B", "klassemøte"),
    ("forklar", "K304"),
    ("forklar", "K304", "--format", "json"),
    ("kjeder",),
    ("kjeder", "--format", "json"),
    ("kjeder", "fravaer"),
    ("kjeder", "--format", "md"),
    ("regn", "2026-12-18", "1", "skoledager"),
    ("regn", "2026-10-12", "5", "virkedager", "--format", "json"),
    ("valider",),
    ("vokt",),
    ("valider", "--lov"),
    *(("valider", "--format", each) for each in ("json", "sarif", "github")),
    ("valider", f"saker/2026/{SAK}.yaml"),
    ("slå-opp",),
    ("slå-opp", "mobbing"),
    ("slå-opp", "salto", "--format", "json"),
    ("lag", "aktivitetsplan", SAK),
    ("lag", "endringsbrev", SAK, "--siden", "2026-10-01"),
    ("lag", "rettigheter", SAK, "--mottaker", "foresatte"),
    ("lag", "handlingsplan"),
    ("lag", "årsrapport"),
    ("lag", "aktivitetsplan", SAK, "--format", "html"),
    ("årshjul",),
    *(("årshjul", "--format", each) for each in ("md", "svg", "ics", "json")),
    ("årshjul", "status"),
    ("arshjul", "status", "--format", "json", "--ledelsen"),
    ("logg",),
    ("logg", SAK),
    *(("logg", "--format", each) for each in ("json", "md")),
    ("vis", SAK, "--per", "2026-11-23"),
    *(("sammenlign", SAK, "2026-11-22", "--format", each) for each in ("tabell", "json", "md")),
    ("fravær", "vis", FRAVAERSSAK),
    ("fravær", "vis", FRAVAERSSAK, "--format", "json"),
    ("fravær", "vis", "--klasse", "9D"),
    ("fravær", "vis", "--klasse", "9D", "--format", "json"),
    ("fravær", "vis", "--klasse", "9D", "--elev", "oppdiktet elev hauge"),
    ("statistikk", "mål"),
    ("statistikk", "steg"),
    ("statistikk", "mål", "--ledelsen", "--format", "json"),
    ("nytt-skoleår", "2027-2028"),
    ("nytt-skoleår", "2027-2028", "--format", "json"),
    ("oppgrader",),
    ("oppgrader", "--format", "json"),
    ("møte", "plan"),
    ("møte", "plan", "R-team", "--ukedag", "fredag", "--format", "json"),
    ("møte", "saksliste", "R-team"),
    ("mote", "saksliste", "sosialt-r-team", "--anonym", "--format", "md"),
    ("møte", "saksliste", "R-team", "--dato", "2026-11-30", "--format", "json"),
    ("møte", "saksliste", "R-team", "--format", "html"),
    ("tavle",),
    ("--versjon",),
)
_WITH_FILES = frozenset({"lag", "tilsyn", "innsyn", "sjekk-kopi", "tavle"})
"""They take a file or make one: test_hver_kommando tries them."""
_TRIED = {(of(args), format_of(args)) for args in _CHOSEN}
READING = (
    *_CHOSEN,
    *(
        each
        for name in sorted(READS - _WITH_FILES - {DESK})
        for each in runs(name)
        if (name, format_of(each)) not in _TRIED
        and format_of(each) not in {"pdf", "xlsx", "docx", "parquet"}
    ),
)
"""What is asked for here, and every other format of a command that reads, by the example of its help."""


@pytest.fixture(scope="session")
def mappe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's own planmappe, for the commands that change nothing."""
    repository = Path(__file__).parent.parent
    return of_the_repository(repository, tmp_path_factory.mktemp("lese") / "skolen")


@pytest.fixture
def program(mappe: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.chdir(mappe)
    return Program(mappe)


@pytest.fixture
def own(mappe: Path, tmp_path: Path) -> Program:
    """A planmappe that the test may spoil."""
    return Program(copied(mappe, tmp_path / "skolen"))


def frister(program: Program, *args: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = program.fine("frister", "--format", "json", *args).json()[
        "frister"
    ]
    return rows


def test_a_command_that_reads_never_writes(own: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(own.root)
    before = everything_in(own.root)
    for args in READING:
        own.run(*args)
        own.run(*args, answers=[])
    assert everything_in(own.root) == before


@pytest.mark.parametrize("args", READING, ids=" ".join)
def test_results_go_to_stdout_and_all_ends_well(program: Program, args: Sequence[str]) -> None:
    result = program.run(*args)
    assert result.status == (1 if "--streng" in args else 0), result.err
    assert result.out.endswith("\n") or args == ("valider", f"saker/2026/{SAK}.yaml")
    assert "\x1b" not in result.out
    assert "\x1b" not in result.err
    assert not re.search("[─│┌┐└┘━┃]", result.out)


@pytest.mark.parametrize("args", READING, ids=" ".join)
def test_the_same_is_said_twice(program: Program, args: Sequence[str]) -> None:
    assert program.run(*args) == program.run(*args)


JSON_KEYS = {
    ("frister",): ["versjon", "i_dag", "frister"],
    ("saker", "--alle"): ["versjon", "i_dag", "saker"],
    ("vis", SAK): ["versjon", "i_dag", "sak", "frister", "lagret_senere"],
    ("forklar", SAK, "evaluering"): ["versjon", "i_dag", "frister"],
    ("forklar", "8B", "klassemøte"): ["versjon", "i_dag", "frister"],
    ("forklar", "P403"): ["versjon", "i_dag", "kode", "nivå", "melding", "hvorfor", "råd"],
    ("kjeder",): ["versjon", "i_dag", "kjeder"],
    ("valider",): ["versjon", "i_dag", "problemer"],
    ("valider", "--lov"): ["versjon", "i_dag", "plikter", "problemer"],
    ("logg",): ["versjon", "i_dag", "logg"],
    ("vis", SAK, "--per", "2026-11-23"): ["versjon", "i_dag", "per", "sak", "frister", "lagret_senere"],
    ("sammenlign", SAK, "2026-11-22"): ["versjon", "i_dag", "sak", "fra", "til", "endringer"],
    ("årshjul",): ["versjon", "i_dag", "skoleår", "aktiviteter"],
    ("fravær", "vis", FRAVAERSSAK): [
        "versjon",
        "i_dag",
        "sak",
        "tellere",
        "mønster",
        "kontakt",
        "barnevern",
        "trinn",
        "dager",
        "neste_trinn",
        "perioder",
    ],
    ("fravær", "vis", "--klasse", "9D"): ["versjon", "i_dag", "elever"],
    ("regn", "2026-10-12", "5", "virkedager"): ["versjon", "i_dag", "dato", "forklaring", "passert"],
    ("møte", "plan"): [
        "versjon", "i_dag", "skoleår", "ukedag", "forslag", "kan_ikke_nås", "ikke_nådd",
    ],
    ("møte", "saksliste", "R-team"): ["versjon", "i_dag", "møte", "dato", "stående", "saker"],
}  # fmt: skip
ROW_KEYS = {
    ("frister",): FRISTFELT,
    ("vis", SAK): FRISTFELT,
    ("forklar", SAK, "evaluering"): FRISTFELT,
    ("saker", "--alle"): [
        "sak", "kjede", "klasse", "opprettet", "status", "avsluttet", "runde", "forfalt",
        "neste_steg", "neste_frist",
    ],
    ("kjeder",): ["kjede", "navn", "beskrivelse", "eskalering", "steg"],
    ("valider",): ["fil", "linje", "kolonne", "nivå", "kode", "melding", "råd"],
    ("logg",): [
        "commit", "tid", "hvem", "sak", "hva", "id", "steg", "dato", "registrert", "dager_etter",
    ],
    ("sammenlign", SAK, "2026-11-22"): ["hva", "id", "steg", "dato", "registrert"],
    ("fravær", "vis", FRAVAERSSAK): [
        "id", "fra", "til", "type", "meldt", "fag", "timer", "minutter", "for_sent", "gikk", "retter", "gjelder",
    ],
    ("fravær", "vis", "--klasse", "9D"): [
        "elev", "klasse", "sak", "mangler_sak", "tellere", "mønster", "kontakt", "barnevern",
        "trinn", "dager", "neste_trinn", "perioder",
    ],
    ("regn", "2026-10-10", "5", "virkedager"): ["dato", "hvorfor"],
}  # fmt: skip


@pytest.mark.parametrize(("args", "keys"), JSON_KEYS.items(), ids=" ".join)
def test_json_has_its_keys_in_their_order(
    program: Program, args: tuple[str, ...], keys: list[str]
) -> None:
    value = program.fine(*args, "--format", "json").json()
    assert list(value) == keys
    assert value["versjon"] == 1
    assert value["i_dag"] == "2026-11-23"


@pytest.mark.parametrize(("args", "keys"), ROW_KEYS.items(), ids=" ".join)
def test_each_row_of_json_has_its_keys_in_their_order(
    program: Program, args: tuple[str, ...], keys: list[str]
) -> None:
    value = program.fine(*args, "--format", "json").json()
    rows = next(each for name, each in reversed(value.items()) if isinstance(each, list))
    assert rows
    assert {tuple(row) for row in rows} == {tuple(keys)}


def test_a_row_says_when_how_it_stands_and_why(program: Program) -> None:
    row = next(row for row in frister(program) if row["id"] == "2026-AWEJ4/fraværsmøte/1")
    assert row == {
        "id": "2026-AWEJ4/fraværsmøte/1",
        "slag": "frist",
        "sak": "2026-AWEJ4",
        "kjede": "fravaer",
        "klasse": "9D",
        "steg": "fraværsmøte",
        "tiltak": None,
        "tittel": "Hold møte om fraværet (ikke valgt)",
        "frist": "2026-11-17",
        "status": "forfalt",
        "dager": -6,
        "ansvarlig": ["trinnleder"],
        "eskalert_til": ["rektor"],
        "grunnlag": "egen",
        "hjemmel": "opplæringslova (2023) § 10-6",
        "forklaring": row["forklaring"],
        "av_skjermet": [],
        "uten": [],
        "bortfall": None,
    }
    assert "5 virkedager (mandag–fredag, ikke helligdager) etter" in row["forklaring"]
    assert "Grunnlag: skolens eget valg, ikke lov." in row["forklaring"]


@pytest.mark.parametrize("form", ["tabell", "json", "csv", "md", "ics"])
def test_deadlines_never_hold_a_name(program: Program, form: str) -> None:
    said = program.fine("frister", "--status", "alle", "--format", form).out
    assert not [name for name in NAMES if name in said]


@pytest.mark.parametrize("args", [("saker", "--alle"), ("logg",), ("årshjul",), ("valider",)])
def test_lists_never_hold_a_pupil(program: Program, args: tuple[str, ...]) -> None:
    said = program.fine(*args).out
    assert not [name for name in NAMES if name in said]


@pytest.mark.parametrize(
    ("args", "key"),
    [
        (("saker", "--alle"), "saker"),
        (("statistikk", "mål"), "mål"),
        (("statistikk", "mål", "--ledelsen"), "mål"),
    ],
)
def test_a_list_is_the_same_rows_in_csv_and_json(
    program: Program, args: tuple[str, ...], key: str
) -> None:
    text = program.fine(*args, "--format", "csv").out
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    values = program.fine(*args, "--format", "json").json()[key]
    assert [list(each) for each in rows] == [list(each) for each in values]
    assert rows
    assert [each.get("sak", each.get("kode")) for each in rows] == [
        each.get("sak", each.get("kode")) for each in values
    ]
    assert not [name for name in NAMES if name in text]
    kept_back = [row for row, value in zip(rows, values, strict=True) if value.get("skjermet")]
    assert not [row for row in kept_back if row["teller"] or row["saker"]]


def workbook(program: Program, path: Path, *args: str) -> list[list[Any]]:
    """Return the rows of a workbook that the program made, as another library reads them."""
    program.fine(*args, "--til", str(path))
    assert path.read_bytes().startswith(b"PK")
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize(
    ("args", "key"),
    [
        (("frister", "--status", "alle"), "frister"),
        (("saker", "--alle"), "saker"),
        (("statistikk", "mål"), "mål"),
        (("statistikk", "mål", "--ledelsen"), "mål"),
    ],
)
def test_a_workbook_has_the_rows_of_json_with_days_as_days(
    program: Program, tmp_path: Path, args: tuple[str, ...], key: str
) -> None:
    header, *rows = workbook(program, tmp_path / "liste.xlsx", *args)
    values = program.fine(*args, "--format", "json").json()[key]
    assert rows
    for row, value in zip(rows, values, strict=True):
        for name, cell in zip(header, row, strict=True):
            expected = value[name]
            if isinstance(expected, list):
                assert cell == ", ".join(expected)
            elif isinstance(cell, date):
                assert cell.isoformat() == expected
            else:
                assert cell == ("" if expected is None else expected), name
    days = [header.index(each) for each in ("frist", "opprettet", "neste_frist") if each in header]
    assert all(isinstance(row[each], date) or row[each] == "" for row in rows for each in days)
    assert not [name for name in NAMES for row in rows for cell in row if name in str(cell)]
    again = tmp_path / "igjen.xlsx"
    program.fine(*args, "--til", str(again))
    assert again.read_bytes() == (tmp_path / "liste.xlsx").read_bytes(), (
        "the same rows, the same bytes"
    )


@pytest.mark.parametrize(
    "title", ["=1+1", "+4712345678", "-1", "@SUM(A1)", "http://oppdiktet.example", "007", "{=1}"]
)
def test_no_cell_of_a_workbook_is_anything_but_its_text(
    own: Program, tmp_path: Path, title: str
) -> None:
    chain = own.root / "plan" / "handlingskjeder" / "fravaer.yaml"
    text = chain.read_text(encoding="utf-8")
    chain.write_text(text.replace("navn: Undersøk årsaken", f'navn: "{title}"'), encoding="utf-8")
    path = tmp_path / "liste.xlsx"
    header, *rows = workbook(own, path, "frister", "--kjede", "fravaer")
    assert title in {row[header.index("tittel")] for row in rows}
    with ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert not re.search(r"<f[ >]|<hyperlink", sheet)


def test_a_workbook_says_what_was_not_read_and_refuses_what_it_has_no_room_for(
    own: Program, tmp_path: Path
) -> None:
    case = next((own.root / "saker").rglob("*.yaml"))
    case.write_text(
        case.read_text(encoding="utf-8").replace("elev:", "elev: [", 1), encoding="utf-8"
    )
    path = tmp_path / "liste.xlsx"
    assert own.run("saker", "--til", str(path)).status == 1
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert "kunne ikke leses" in str(rows[1][0])
    long = {"sak": "x" * 40_000}
    with pytest.raises(ExpectedFailure, match="ikke plass") as failure:
        LISTEFORMATER["xlsx"](fields(sak=Celleslag.TEKST), [long], date(2026, 11, 23))
    assert "CSV" in failure.value.cure


def test_csv_has_semicolons_and_the_fields_of_json(program: Program) -> None:
    text = program.fine("frister", "--status", "alle", "--format", "csv").out
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert list(rows[0]) == FRISTFELT
    assert text.count("\r\n") == len(rows) + 1
    expected = frister(program, "--status", "alle")
    assert [row["id"] for row in rows] == [row["id"] for row in expected]
    assert [row["ansvarlig"] for row in rows] == [", ".join(row["ansvarlig"]) for row in expected]
    assert [row["sak"] for row in rows] == [row["sak"] or "" for row in expected]


def test_csv_without_rows_still_has_its_header(program: Program) -> None:
    text = program.fine("frister", "--status", "snart", "--klasse", "10A", "--format", "csv").out
    assert text == "\ufeff" + ";".join(FRISTFELT) + "\r\n"


@pytest.mark.parametrize("title", ["=1+1", "+4712345678", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_of_csv_is_a_formula(own: Program, title: str) -> None:
    chain = own.root / "plan" / "handlingskjeder" / "fravaer.yaml"
    text = chain.read_text(encoding="utf-8")
    quoted = title.replace("\t", "\\t")
    chain.write_text(text.replace("navn: Undersøk årsaken", f'navn: "{quoted}"'), encoding="utf-8")
    said = own.fine("frister", "--kjede", "fravaer", "--format", "csv").out
    rows = list(csv.DictReader(StringIO(said, newline=""), delimiter=";"))
    assert f"'{title.replace(chr(9), ' ')}" in {row["tittel"] for row in rows}
    assert not [
        cell
        for row in rows
        for name, cell in row.items()
        if name != "dager" and cell.startswith(tuple("=+-@\t\r"))
    ]


def test_markdown_is_one_table(program: Program) -> None:
    lines = program.fine("frister", "--format", "md").out.splitlines()
    assert lines[:4] == [
        "# Frister per 23.11.2026",
        "",
        "| Frist | Status | Sak | Hva | Hvem | Grunnlag |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    assert len(lines) == 4 + len(frister(program))
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines[2:]} == {7}


def test_a_bar_in_the_plan_does_not_end_a_cell(own: Program) -> None:
    chain = own.root / "plan" / "handlingskjeder" / "fravaer.yaml"
    text = chain.read_text(encoding="utf-8")
    chain.write_text(
        text.replace("navn: Hold møte om fraværet", "navn: Hold | møte"), encoding="utf-8"
    )
    assert r"| Hold \| møte (ikke valgt) |" in own.fine("frister", "--format", "md").out


def test_calendar_is_whole_days_with_stamps(program: Program) -> None:
    text = program.fine("frister", "--format", "ics").out
    events = text.split("BEGIN:VEVENT")[1:]
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert len(events) == len(frister(program))
    for event in events:
        assert "DTSTAMP:20261123T" in event
        assert re.search(r"\r\nDTSTART;VALUE=DATE:\d{8}\r\n", event)
        assert "@sosialplan\r\n" in event.replace("\r\n ", "")
    assert len(set(re.findall(r"UID:\S+", text.replace("\r\n ", "")))) == len(events)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


@pytest.mark.parametrize(
    ("args", "holds"),
    [
        (
            ("--rolle", "rektor"),
            lambda row: {"rektor", "ledelsen"} & {*row["ansvarlig"], *row["eskalert_til"]},
        ),
        (("--rolle", "KONTAKTLAERER"), lambda row: "kontaktlærer" in row["ansvarlig"]),
        (("--klasse", "8b"), lambda row: row["klasse"] == "8B"),
        (("--kjede", "fravaer"), lambda row: row["kjede"] == "fravaer"),
        (("--innen", "0d"), lambda row: row["frist"] <= "2026-11-23"),
        (("--innen", "1u"), lambda row: row["frist"] <= "2026-11-30"),
        (("--status", "forfalt"), lambda row: row["status"] == "forfalt"),
        (("--status", "forfalt,i-dag"), lambda row: row["status"] in {"forfalt", "i-dag"}),
        (("--status", "i-dag", "--status", "apen"), lambda row: row["status"] in {"i-dag", "åpen"}),
        (("--status", "overholdt"), lambda row: row["status"] == "overholdt"),
    ],
    ids=lambda value: "holds" if callable(value) else str(value),
)
def test_rows_are_chosen(program: Program, args: tuple[str, ...], holds: Any) -> None:
    everything = frister(program, "--status", "alle")
    asked = everything if "--status" in args else frister(program)
    chosen = frister(program, *args)
    assert chosen
    assert chosen == [row for row in asked if holds(row)] or "KONTAKTLAERER" in args
    assert all(holds(row) or "kontaktlærer" in row["eskalert_til"] for row in chosen)


def test_without_a_wish_only_what_still_asks_something_is_shown(program: Program) -> None:
    assert {row["status"] for row in frister(program)} == {
        "kommende", "snart", "i-dag", "forfalt", "åpen",
    }  # fmt: skip
    shown = {row["status"] for row in frister(program, "--status", "alle")}
    assert shown >= {"overholdt", "for-sent"}


@pytest.mark.parametrize(
    ("args", "status"),
    [
        ((), 1),
        (("--kjede", "fravaer"), 1),
        (("--klasse", "8D"), 0),
        (("--status", "åpen"), 0),
        (("--status", "kommende"), 0),
        (("--i-dag", "2026-08-17"), 0),
    ],
    ids=str,
)
def test_strict_ends_in_one_when_something_shown_is_overdue(
    program: Program, args: tuple[str, ...], status: int
) -> None:
    assert program.run("frister", "--streng", *args).status == status
    assert program.run("frister", *args).status == 0


def test_a_silence_or_a_way_that_opened_is_never_overdue_for_strict(program: Program) -> None:
    overdue = frister(program, "--klasse", "8D")
    assert [(row["steg"], row["status"]) for row in overdue][:1] == [("stillhet", "forfalt")]
    assert program.run("frister", "--klasse", "8D", "--streng").status == 0


@pytest.mark.parametrize(
    ("args", "near"),
    [
        (("frister", "--rolle", "rektro"), "«rektor»"),
        (("frister", "--klasse", "8Z"), "8A, 8B"),
        (("frister", "--kjede", "fraver"), "«fravaer»"),
        (("frister", "--status", "forfallt"), "«forfalt»"),
        (("frister", "--format", "jsn"), "«json»"),
        (("frister", "--innen", "snart"), "14d"),
        (("saker", "--kjede", "bekymringer"), "«bekymring»"),
        (("saker", "--klasse", "8Z"), "8A, 8B"),
        (("vis", "Ola"), "2026-YHP9E"),
        (("forklar", SAK, "evalering"), "«evaluering»"),
        (("forklar", "K999"), "valider"),
        (("forklar", "8Z", "klassemøte"), "8A, 8B"),
        (("forklar", "8B", "klassemote2"), "klassemøte"),
        (("kjeder", "fraver"), "«fravaer»"),
        (("regn", "2026-02-30", "5", "virkedager"), "datoen finnes ikke"),
        (("regn", "2026-10-12", "fem", "virkedager"), "helt tall"),
        (("regn", "2026-10-12", "-1", "virkedager"), "regn --help"),
        (("regn", "2026-10-12", "5", "virkedagg"), "«virkedager»"),
        (("lag", "aktivitetsplanen", SAK), "«aktivitetsplan»"),
        (("lag", "aktivitetsplan", SAK, "--format", "pdf"), "--til"),
        (("årshjul", "--skoleår", "2026"), "2026-2027"),
        (("årshjul", "--skoleår", "2026-2028"), "2026-2027"),
        (("årshjul", "--format", "pdf"), "--til"),
        (("saker", "--format", "xlsx"), "--til liste.xlsx"),
        (("--i-dag", "i fjor", "frister"), "dette er ikke en dato"),
    ],
    ids=str,
)
def test_what_the_school_does_not_have_is_wrong_usage_with_a_cure(
    program: Program, args: tuple[str, ...], near: str
) -> None:
    result = program.run(*args)
    assert result.status == 2
    assert result.out == ""
    assert near in result.err
    assert len(result.err.strip().splitlines()) == 2


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("vis", "2026-0000X"), "Kontrolltegnet stemmer ikke"),
        (("vis", "2026-00001"), "finnes ikke"),
        (("forklar", "2026-00001", "drøftet"), "finnes ikke"),
        (("årshjul", "--skoleår", "2030-2031"), "plan/skoleruter/2030-2031.yaml"),
        (("valider", "saker/2026/ingen.yaml"), "Filen finnes ikke"),
        (("lag", "aktivitetsplan", SAK, "--til", "saker/plan.md"), "Dokumenter skrives ikke der"),
        (
            ("lag", "aktivitetsplan", SAK, "--format", "md", "--til", FOLDER),
            "er ikke en vanlig fil",
        ),
        (("frister", "--format", "csv", "--til", FOLDER), "er ikke en vanlig fil"),
    ],
    ids=str,
)
def test_what_is_not_there_is_an_expected_failure(
    program: Program, args: tuple[str, ...], said: str
) -> None:
    result = program.run(*args)
    assert (result.status, result.out) == (3, "")
    assert said in result.err


@pytest.mark.parametrize("typed", [SAK, "2026-yhp9e", "2026yhp9e", " 2026-YHP9E "])
def test_a_case_number_may_be_typed_in_many_ways(program: Program, typed: str) -> None:
    assert program.fine("vis", typed).out == program.fine("vis", SAK).out


@pytest.mark.parametrize(
    ("ascii_form", "proper"),
    [
        (("arshjul",), ("årshjul",)),
        (("aarshjul",), ("årshjul",)),
        (("arshjul", "--skolear", "2026-2027"), ("årshjul", "--skoleår", "2026-2027")),
        (("fravaer", "vis", FRAVAERSSAK), ("fravær", "vis", FRAVAERSSAK)),
        (("forklar", SAK, "droftet"), ("forklar", SAK, "drøftet")),
        (("forklar", SAK, "elev-hort"), ("forklar", SAK, "elev-hørt")),
        (("forklar", SAK, "statsforvalteren-apen"), ("forklar", SAK, "statsforvalteren-åpen")),
        (("forklar", FRAVAERSSAK, "arsak-undersokt"), ("forklar", FRAVAERSSAK, "årsak-undersøkt")),
        (("forklar", "8b", "klassemote"), ("forklar", "8B", "klassemøte")),
        (("kjeder", "Fravær"), ("kjeder", "fravaer")),
        (("regn", "2026-10-12", "2", "maneder"), ("regn", "2026-10-12", "2", "måneder")),
        (("frister", "--rolle", "radgiver"), ("frister", "--rolle", "rådgiver")),
    ],
    ids=str,
)
def test_words_answer_to_their_ascii_form(
    program: Program, ascii_form: tuple[str, ...], proper: tuple[str, ...]
) -> None:
    assert program.fine(*ascii_form) == program.fine(*proper)


@pytest.mark.parametrize("command", [("frister",), ("saker",), ("vis", SAK)])
def test_the_day_may_stand_before_or_after_the_command(
    program: Program, command: tuple[str, ...]
) -> None:
    before = program.fine("--i-dag", "2026-10-20", *command)
    assert program.fine(*command, "--i-dag", "2026-10-20") == before
    assert program.fine(*command, "--i-dag=2026-10-20") == before
    assert program.fine(*command) != before


def test_the_folder_may_be_given_after_the_command_and_bear_a_commands_name(
    mappe: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copied(mappe, tmp_path / "demo")
    monkeypatch.chdir(tmp_path)
    program = Program(folder)
    program.root = Path("demo")
    expected = program.fine("frister")
    assert expected.out.startswith("Frist ")
    program.root = Path()
    assert program.run("frister", "-C", "demo") == expected
    assert program.run("frister", "--mappe=demo") == expected


def test_the_folder_is_found_from_inside_it(mappe: Path) -> None:
    assert Program(mappe / "saker" / "2026").fine("saker") == Program(mappe).fine("saker")


@pytest.mark.parametrize(
    "args",
    [
        ("vis", SAK),
        ("saker",),
        ("frister",),
        ("lag", "aktivitetsplan", SAK),
        ("fravær", "vis", FRAVAERSSAK),
        ("forklar", SAK, "evaluering"),
    ],
    ids=" ".join,
)
def test_later_facts_are_left_out_and_counted(program: Program, args: tuple[str, ...]) -> None:
    then = program.fine(*args, "--i-dag", "2026-10-15")
    assert re.search(r"^\d+ opplysninger etter 15\.10\.2026 er utelatt\.$", then.err, re.MULTILINE)
    assert "utelatt" not in then.out
    assert "utelatt" not in program.fine(*args).err


def test_a_case_as_of_an_earlier_day_shows_nothing_later(program: Program) -> None:
    text = program.fine("vis", SAK, "--i-dag", "2026-10-15").out
    assert "14.10.2026  roller-avklart" in text
    assert "undersøkelse, av" not in text
    assert "\nTiltak\n" not in text
    value = program.fine("vis", SAK, "--i-dag", "2026-10-15", "--format", "json").json()["sak"]
    assert max(each["dato"] for each in value["hendelser"]) <= "2026-10-15"
    assert value["aktivitetsplan"]["tiltak"] == []


def test_a_measure_as_of_an_earlier_day_is_as_it_was(program: Program) -> None:
    now = program.fine("vis", SAK, "--format", "json").json()["sak"]["aktivitetsplan"]["tiltak"]
    then = program.fine("vis", SAK, "--format", "json", "--i-dag", "2026-10-19").json()["sak"]
    measures = {each["id"]: each for each in then["aktivitetsplan"]["tiltak"]}
    changed = [
        (each["id"], change["felt"], change["fra"])
        for each in now
        for change in each["endringer"]
        if each["id"] in measures
    ]
    assert changed
    for entry_id, field, before in changed:
        assert measures[entry_id][field] == before
    assert not [each for each in measures.values() if each["evalueringer"] or each["avsluttet"]]


def test_a_case_that_was_written_down_late_is_listed_from_when_it_was_found(
    program: Program,
) -> None:
    listed = program.fine("saker", "--i-dag", "2026-09-15", "--format", "json").json()["saker"]
    assert FRAVAERSSAK in {row["sak"] for row in listed}
    asked = program.fine("frister", "--i-dag", "2026-09-15", "--format", "json").json()["frister"]
    assert {row["sak"] for row in asked if row["sak"]} <= {row["sak"] for row in listed}


def test_closed_cases_are_listed_on_request(program: Program) -> None:
    shown = program.fine("saker", "--format", "json").json()["saker"]
    everything = program.fine("saker", "--alle", "--format", "json").json()["saker"]
    assert {row["status"] for row in shown} == {"åpen"}
    assert [row["sak"] for row in everything if row["status"] == "avsluttet"] == ["2026-S54XP"]
    assert len(everything) == 11
    fravaer = program.fine("saker", "--kjede", "fravær", "--format", "json").json()["saker"]
    assert [row["sak"] for row in fravaer] == [FRAVAERSSAK]


def test_a_case_on_one_page(program: Program) -> None:
    text = program.fine("vis", SAK).out
    headings = [part.split("\n", 1)[0] for part in text.split("\n\n")]
    assert headings == [f"Sak {SAK}", "Må gjøres", "Hendelser", "Plan", "Tiltak"]
    assert "Status: åpen, runde 2" in text
    assert "Eleven: «Det verste er friminuttene." in text
    assert "Fravær" in program.fine("vis", FRAVAERSSAK).out


def test_counting_says_which_days_did_not_count(program: Program) -> None:
    text = program.fine("regn", "2026-12-18", "1", "skoledager").out
    assert text.splitlines() == [
        "Mandag 4. januar 2027",
        "1 skoledag etter 18.12.2026. Dag 0 er 18.12.2026.",
        "  ikke telt: 19.12.2026–20.12.2026: helg",
        "  ikke telt: 21.12.2026–25.12.2026: juleferie",
        "  ikke telt: 26.12.2026–27.12.2026: helg",
        "  ikke telt: 28.12.2026–01.01.2027: juleferie",
        "  ikke telt: 02.01.2027–03.01.2027: helg",
    ]
    value = program.fine("regn", "2026-10-12", "5", "virkedager", "--format", "json").json()
    assert value["dato"] == "2026-10-19"
    assert [each["dato"] for each in value["passert"]] == ["2026-10-17", "2026-10-18"]


def test_counting_past_the_last_known_calendar_says_so(program: Program) -> None:
    result = program.run("regn", "2028-06-20", "10", "skoledager")
    assert result.status == 1
    assert result.out.startswith("Ukjent dato\n")
    assert "plan/skoleruter/2028-2029.yaml" in result.out
    as_json = program.run("regn", "2028-06-20", "10", "skoledager", "--format", "json")
    assert (as_json.status, as_json.json()["dato"]) == (1, None)


def test_every_open_date_of_every_case_explains_itself(program: Program) -> None:
    for row in frister(program):
        about = row["sak"] or row["klasse"]
        decision = (row["steg"], row["id"].rpartition("/")[2])  # of a meeting, about no case
        told = program.fine("forklar", *((about, row["steg"]) if about else decision)).out
        assert row["tittel"] in told
        assert "Regnet slik: " in told
        assert "Grunnlag: " in told


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((SAK, "aktivitetsplan"), "Gjort: 19.10.2026"),
        ((SAK, "oppdaget"), "Gjort: 12.10.2026. Steget har ingen frist."),
        ((SAK, "avsluttet"), "Det gjøres etter: evaluering (god)."),
        ((SAK, "r-team-endring"), "Dagen ble avtalt ved endring av planen"),
        (("2026-8G2R1", "r-team-endring"), "Det kan registreres når som helst."),
        (("2026-8G2R1", "plan-sendt"), "Ikke utløst ennå. Utløses av: aktivitetsplan."),
        ((FRAVAERSSAK, "tverrfaglig-møte"), "Utløses av: 15 fraværsdager i alt."),
        ((FRAVAERSSAK, "barnevern-meldt"), "Utløses av: barnevern-vurdert (a, b, c, d)."),
        (("2026-8G2R1", "vedtak"), "Steget brukes ikke. Skolens plan sier to ting om dette."),
        (("2026-S54XP", "tatt-opp-med-rektor"), "Saken ble avsluttet "),
        (("8C", "klassemøte"), "8 uker etter forrige møte 16.09.2026."),
    ],
    ids=str,
)
def test_a_step_says_why_it_has_its_date_or_none(
    program: Program, args: tuple[str, str], said: str
) -> None:
    assert said in program.fine("forklar", *args).out


@pytest.mark.parametrize("kind", CODES, ids=lambda kind: kind.code)
def test_every_problem_code_is_explained(program: Program, kind: Any) -> None:
    lines = program.fine("forklar", kind.code.lower()).out.splitlines()
    assert lines[0] == f"{kind.code} ({kind.level.value})"
    assert lines[2] == f"Hvorfor: {kind.why}"
    assert lines[3].startswith("Slik retter du: ")
    assert not re.search(
        "[{}]", "\n".join(lines).replace("{{ … }}", "…").replace("{# tid: …, fordi … #}", "…")
    ), "but a template's field"


@pytest.mark.parametrize("kjede", [each.kjede for each in the_plan().kjeder])
def test_a_chain_is_drawn_with_every_step(program: Program, kjede: str) -> None:
    steps = program.fine("kjeder", kjede, "--format", "json").json()["kjeder"][0]["steg"]
    text = program.fine("kjeder", kjede, "--format", "md").out
    chart = text.split("```mermaid\n")[1].split("```")[0].splitlines()
    assert chart[0] == "flowchart TD"
    node = re.compile(r'  [skt]\d*(\["[^"]+"\]|\(\["[^"]+"\]\)|\{\{"[^"]+"\}\})')
    arrow = re.compile(
        r'  [st]\d+ (-->(\|"[^"]+"\|)?|-\. "[^"]+" \.->) ([s]\d+|k\d+\["[a-z-]+"\])',
    )
    assert [line for line in chart[1:] if not (node.fullmatch(line) or arrow.fullmatch(line))] == []
    drawn = [match[1] for line in chart if (match := node.fullmatch(line))]
    for step in steps:
        assert any(f'"{step["navn"]}"' in each for each in drawn), step["navn"]
        assert f"| {step['steg']} | " in text
    nodes = {line.split("[")[0].split("(")[0].split("{")[0].strip() for line in chart[1:]}
    assert len({each for each in nodes if each.startswith("s") and " " not in each}) == len(steps)


def test_a_chain_is_listed(program: Program) -> None:
    assert program.fine("kjeder").out.splitlines()[0].split() == ["Kjede", "Navn", "Steg"]
    listed = program.fine("kjeder", "bekymring").out.splitlines()
    assert listed[1].split()[0] == "oppdaget"
    assert len(listed) == 1 + 15 + 2
    assert listed[-1].startswith("I enhver sak kan du også føre: notat, samtale, ")


def test_a_plan_shows_what_is_missing_and_who_fills_it(program: Program, tmp_path: Path) -> None:
    result = program.fine("lag", "aktivitetsplan", "2026-8G2R1")
    assert result.out.startswith("**Utkast for skolen, ikke til å dele.**\n\n# ")
    assert result.err.startswith("Aktivitetsplan mangler:\n")
    assert "sosialplan tiltak plan 2026-8G2R1 --problem" in result.err
    html = program.fine("lag", "tiltaksplan", SAK, "--format", "html").out
    assert html.startswith("<!doctype html>")
    pdf = tmp_path / "ut" / "plan.pdf"
    made = program.fine("lag", "aktivitetsplan", SAK, "--format", "pdf", "--til", str(pdf))
    assert made.out == ""
    assert f"Laget: {pdf}" in made.err
    assert pdf.read_bytes().startswith(b"%PDF-")
    again = tmp_path / "igjen.pdf"
    program.fine("lag", "aktivitetsplan", SAK, "--format", "pdf", "--til", str(again))
    assert again.read_bytes() == pdf.read_bytes()
    markdown = tmp_path / "plan.md"
    program.fine("lag", "aktivitetsplan", SAK, "--til", str(markdown))
    assert markdown.read_text(encoding="utf-8") == program.fine("lag", "aktivitetsplan", SAK).out


@pytest.mark.parametrize("inside", ["plan", "maler", "saker", "fravaer", "moter", ".git"])
def test_a_document_is_never_written_over_the_planmappe(own: Program, inside: str) -> None:
    target = own.root / inside / "ny.md"
    before = everything_in(own.root)
    result = own.run("lag", "aktivitetsplan", SAK, "--til", str(target))
    assert result.status == 3
    assert everything_in(own.root) == before


def test_the_wheel_in_every_form(program: Program, tmp_path: Path) -> None:
    table = program.fine("årshjul")
    assert table.out.splitlines()[0].split() == ["Nr", "Uke", "Når", "Aktivitet", "Hvem"]
    assert "Skolen må velge: Når er Midtstuenukene?\n" in table.err
    assert program.fine("årshjul", "--format", "md").out.startswith("# ")
    beside = program.fine("årshjul", "--format", "md").err
    assert beside.count("Skolen må velge") == 1
    assert "ting som årshjulet bygger på: sosialplan skole valg" in beside
    assert program.fine("årshjul", "--format", "svg").out.lstrip().startswith(("<?xml", "<svg"))
    value = program.fine("årshjul", "--format", "json").json()
    assert (value["skoleår"], len(value["aktiviteter"])) == ("2026-2027", 49)
    next_year = program.fine("årshjul", "--skoleår", "2027-28", "--format", "json").json()
    assert next_year["skoleår"] == "2027-2028"
    calendar = program.fine("årshjul", "--format", "ics").out
    events = calendar.count("BEGIN:VEVENT")
    assert events > 0
    assert calendar.count("DTSTAMP:20261123T") == events
    uids = re.findall(r"UID:([^\r]+)", calendar.replace("\r\n ", ""))
    assert len(set(uids)) == events
    pdf = tmp_path / "hjul.pdf"
    program.fine("årshjul", "--format", "pdf", "--til", str(pdf))
    assert pdf.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("args", "pages", "width"),
    [
        ((), range(2, 13), 842),
        (("--papir", "a3"), range(2, 9), 1191),
        (("--bare-hjulet",), range(1, 2), 842),
        (("--bare-hjulet", "--papir", "a3"), range(1, 2), 1191),
    ],
)
def test_the_wheel_is_on_one_page_of_the_paper_that_was_chosen_and_the_year_on_few(
    program: Program, tmp_path: Path, args: tuple[str, ...], pages: range, width: int
) -> None:
    file = tmp_path / "hjul.pdf"
    program.fine("årshjul", *args, "--til", str(file))
    made = PdfReader(file)
    assert len(made.pages) in pages
    assert {round(page.mediabox.width) for page in made.pages} == {width}


@pytest.mark.parametrize(
    "args", [("--papir", "a3"), ("--bare-hjulet",), ("--papir", "a4", "--format", "md")]
)
def test_what_is_of_the_wheel_as_pdf_is_refused_elsewhere(
    program: Program, args: tuple[str, ...]
) -> None:
    refused = program.run("årshjul", *args)
    assert (refused.status, refused.out) == (2, "")
    assert "--papir og --bare-hjulet er for PDF-en." in refused.err


def test_checking_tells_all_and_ends_in_one_only_for_a_fault(own: Program) -> None:
    fine = own.run("valider")
    assert fine.status == 0
    assert re.search(r"^plan/valg\.yaml:\d+:\d+: merknad\[P409\] ", fine.out, re.MULTILINE)
    assert re.search(r"\d+ merknader\.\n$", fine.err)
    case = own.case(SAK)
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace("steg: drøftet", "steg: drøfte"), encoding="utf-8")
    bad = own.run("valider", str(case))
    assert bad.status == 1
    assert bad.out.startswith(f"saker/2026/{SAK}.yaml:38:11: feil[K303] ")
    assert f"\nsaker/2026/{SAK}.yaml:38:11: feil[K401] " in bad.out
    assert "Mente du «drøftet»?" in bad.out
    assert bad.out.splitlines()[1].startswith("    ")
    sarif = own.run("valider", "--format", "sarif").json()
    assert sarif["version"] == "2.1.0"
    assert {each["level"] for each in sarif["runs"][0]["results"]} == {"error", "warning", "note"}
    lines = own.run("valider", str(case), "--format", "github").out.splitlines()
    assert lines[0].startswith(f"::error file=saker/2026/{SAK}.yaml,line=38,col=11,title=K303::")
    row = own.run("valider", str(case), "--format", "json").json()["problemer"][0]
    assert (row["linje"], row["kolonne"], row["nivå"], row["kode"]) == (38, 11, "feil", "K303")


def test_a_faulty_case_is_left_out_and_told_of_and_the_others_are_shown(own: Program) -> None:
    own.case(SAK).write_text("sak: [\n", encoding="utf-8")
    result = own.run("frister", "--format", "json")
    assert result.status == 1
    assert f"saker/2026/{SAK}.yaml:" in result.err
    assert "1 fil er utelatt til dette er rettet." in result.err
    assert {row["sak"] for row in result.json()["frister"]} > {FRAVAERSSAK}
    assert own.run("saker").status == 1
    alone = own.run("vis", SAK)
    assert (alone.status, alone.out) == (1, "")
    assert own.run("vis", FRAVAERSSAK).status == 0


def test_faulty_absence_is_told_of_where_a_case_reads_it(own: Program) -> None:
    (own.root / "fravaer" / "2026-2027" / "9D.yaml").write_text("klasse: [\n", encoding="utf-8")
    result = own.run("vis", FRAVAERSSAK)
    assert "fravaer/2026-2027/9D.yaml:" in result.err
    assert "1 fil er utelatt" in result.err


def test_a_pupil_who_changed_class_keeps_the_absence(own: Program) -> None:
    case = own.case(FRAVAERSSAK)
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace("klasse: 9D", "klasse: 9C"), encoding="utf-8")
    days = own.fine("fravær", "vis", FRAVAERSSAK, "--format", "json").json()["dager"]
    assert len(days) == 11


def test_a_faulty_plan_stops_everything_that_counts_by_it(own: Program) -> None:
    (own.root / "plan" / "fristregler.yaml").unlink()
    for args in (("frister",), ("saker",), ("vis", SAK), ("kjeder",), ("årshjul",)):
        result = own.run(*args)
        assert (result.status, result.out) == (1, ""), args
        assert "P401" in result.err
    assert own.run("valider").status == 1


def test_absence_is_shown_with_both_counters(program: Program) -> None:
    text = program.fine("fravær", "vis", FRAVAERSSAK).out
    assert "11 skoledager i alt i skoleåret 2026-2027." in text
    assert "3 skoledager på rad til og med 11.11.2026." in text
    assert "Neste trinn om 4 fraværsdager: 15 fraværsdager i alt." in text
    value = program.fine("fravær", "vis", FRAVAERSSAK, "--format", "json").json()
    assert value["dager"][-1] == {
        "dato": "2026-11-11", "type": "ugyldig", "på_rad": 3, "i_alt": 11,
        "trinn": ["Mer enn 10 fraværsdager i alt"],
    }  # fmt: skip
    assert value["neste_trinn"] == {"navn": "15 fraværsdager i alt", "om_dager": 4}
    other = program.fine("fravær", "vis", SAK)
    assert (other.out, other.err) == (
        "", "Fraværstrappen følges bare i saker i kjeden fravaer.\n",
    )  # fmt: skip


def test_the_log_tells_each_change_once(own: Program) -> None:
    number = own.new_case()
    own.fine("registrer", number, "drøftet", "--dato", "2026-11-23")
    text = own.fine("logg", number).out
    assert [line.split("  ")[-1].strip() for line in text.splitlines()[1:]] == [
        "Registrerte drøftet, 23.11.2026.",
        "Åpnet saken i kjeden trygt-og-godt.",
        "Registrerte oppdaget, 23.11.2026.",
    ]
    assert len(own.fine("logg", "--siste", "1", "--format", "json").json()["logg"]) == 1
    assert own.fine("logg", number, "--format", "md").out.splitlines()[1] == (
        "| --- | --- | --- | --- |"
    )


def test_the_log_stays_a_table_whatever_a_name_in_git_holds(own: Program) -> None:
    own.git("config", "--local", "user.name", "A | B\x1b[31m")
    own.new_case()
    for form in ("tabell", "md"):
        said = own.fine("logg", "--siste", "1", "--format", form).out
        assert "\x1b" not in said
    last = own.fine("logg", "--siste", "1", "--format", "md").out.splitlines()[-1]
    assert len(re.findall(r"(?<!\\)\|", last)) == 5


@pytest.mark.parametrize("args", [("frister",), ("saker",), ("valider",), ("kjeder",), ("logg",)])
def test_outside_a_planmappe_it_says_how_one_is_made(tmp_path: Path, args: tuple[str, ...]) -> None:
    result = Program(tmp_path).run(*args)
    assert (result.status, result.out) == (3, "")
    assert "sosialplan start MAPPE" in result.err


def test_what_went_wrong_is_folded_between_words_in_a_terminal_and_a_command_is_whole(
    program: Program,
) -> None:
    told = program.run("lag", "aktivitetsplann", "2026-YHP9E", answers=(), width=60).err
    assert told.splitlines()[:3] == [
        "Fant ikke dokumentet «aktivitetsplann». Mente du",
        "«aktivitetsplan»?",
        "Velg et av: aktivitetsplan, tiltaksplan, melding,",
    ]
    assert max(map(len, told.splitlines())) <= 60
    told = program.run("vis", "2026-AAAAA", answers=(), width=20).err
    assert told.splitlines()[-2:] == ["Se alle saker:", "sosialplan saker"]


def test_an_answer_is_folded_between_words_too(own: Program) -> None:
    told = own.run("registrer", "2026-YHP9E", "notat", "--notat", "x", answers=(), width=40)
    assert told.status == 0, told.err
    assert max(map(len, told.out.splitlines())) <= 40
    assert " ".join(told.out.split()).startswith(
        "Ført i saken til Oppdiktet Elev Alm (8B, 2026-YHP9E): notat, 23.11.2026. Lagret."
    )
