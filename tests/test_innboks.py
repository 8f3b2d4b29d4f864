"""Reports: written by any employee, opened only by those who take them, and never lost.

Every person is invented. Oppdiktet Assistent Gran has no key and stands in no list of the school.
"""

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gitprogram import tell
from noekler import SSH_KEYGEN, key_pair
from program import Program, copied, everything_in
from sosialplan.files.loader import load_access
from sosialplan.files.merge_texts import merge_texts
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.yaml_edit import append_item
from sosialplan.files.yaml_reader import parse
from sosialplan.model.melding import Innboksmelding
from sosialplan.model.tilgang import Leserett
from sosialplan.randomness import entry_id
from sosialplan.rules.fletting.fletteregler import REGLER
from sosialplan.vern.age import NotForMeError, identity_of, is_sealed, new_pair, unseal
from test_vern import BJERK, RAVN, RUD, Skole, leaks
from vernet_skole import signed_in

GRAN, SUND = "Oppdiktet Assistent Gran", "Oppdiktet Sosiallærer Sund"
NAVN = "Oppdiktet Hemmelig Navn"
TEXT = "En oppdiktet setning fra skolegården"
SAID = ("--elev", NAVN, "--klasse", "8B", "--hva", TEXT)
WHOLE = (
    *SAID, "--sett", "2026-11-20", "--klokken", "10:15", "--hvor", "skolegården",
    "--gjort", "Tok eleven med inn", "--meldt-av", "lærer",
)  # fmt: skip
THURSDAY = "2026-11-26T10:00+01:00"


@pytest.fixture(scope="module")
def skole(depotets_skole: Path, tmp_path_factory: pytest.TempPathFactory) -> Skole:
    """A protected school: rektor and rådgiver take reports and have keys, and so has a teacher who takes none."""
    folder = tmp_path_factory.mktemp("innboks")
    root = copied(depotets_skole, folder / "skolen")
    noekler = {navn: new_pair() for navn in (RUD, RAVN, BJERK)}
    program = signed_in(Program(root), noekler[RUD], folder / "hos")
    program.git("config", "user.name", RUD)
    for navn, pair in noekler.items():
        program.fine("nøkler", "legg-inn", pair.public, "--person", navn)
    program.fine("nøkler", "nødnøkkel", "--til", str(folder / "nødnøkkel.pdf"))
    program.fine("sjekk", "--reparer")
    program.fine("vern", "på")
    return Skole(root, "", noekler)


def as_one(program: Program, skole: Skole, navn: str) -> Program:
    """Return the program as another person has it, in the same folder."""
    program.git("config", "user.name", navn)
    return signed_in(
        program, skole.noekler.get(navn), program.root.parent / f"hos-{navn.rsplit(maxsplit=1)[-1]}"
    )


@pytest.fixture
def gran(skole: Skole, tmp_path: Path) -> Program:
    return skole.som(GRAN, tmp_path / "mappe")


@pytest.fixture
def rud(skole: Skole, tmp_path: Path) -> Program:
    return skole.som(RUD, tmp_path / "mappe")


def reported(program: Program, *words: str) -> str:
    made = program.run("meld", *(words or SAID), "--format", "json")
    assert made.status == 0, made
    return str(made.json()["melding"])


def lies(program: Program, number: str) -> Path:
    return program.root / "innboks" / f"{number}.yaml.age"


# Written by one who can read nothing


def test_one_without_a_key_writes_what_only_those_who_take_reports_can_open(
    gran: Program, skole: Skole
) -> None:
    made = gran.run("meld", *WHOLE)
    assert made.status == 0
    assert "Meldingen er skrevet. Nummeret er n0000001" in made.out
    assert "bare åpnes av Oppdiktet Rektor Ravn, Oppdiktet Rådgiver Rud. Du kan ikke" in made.err
    assert "Plikten din er å si fra til rektor (§ 12-4)" in made.err
    assert NAVN not in made.out + made.err
    assert is_sealed(lies(gran, "n0000001").read_bytes())
    assert leaks(gran.root) == []
    assert gran.git("log", "-1", "--format=%B").strip() == "Melding n0000001"
    shown = as_one(gran, skole, RAVN).fine("innboks", "n0").out
    for each in (
        "Meldt: 23.11.2026 kl. 09:30, av Oppdiktet Assistent Gran (lærer)", f"Elev: {NAVN}, 8B",
        "Sett: 20.11.2026 kl. 10:15, skolegården", f"Hva: {TEXT}", "Gjort med det samme: Tok eleven med inn",
        "sosialplan ny-sak --fra-melding n0000001",
    ):  # fmt: skip
        assert each in shown


def test_the_one_who_reported_cannot_open_it_again_and_those_who_take_it_can(
    gran: Program, skole: Skole
) -> None:
    bjerk = as_one(gran, skole, BJERK)
    number = reported(bjerk)
    raw = lies(bjerk, number).read_bytes()
    with pytest.raises(NotForMeError):
        unseal(raw, [identity_of(skole.noekler[BJERK].secret)])
    for navn in (RUD, RAVN):
        assert NAVN in unseal(raw, [identity_of(skole.noekler[navn].secret)]).decode("utf-8")
    listed = bjerk.run("innboks")
    assert (listed.status, number in listed.out) == (0, False)
    assert "1 melding kan du ikke åpne" in listed.err
    refused = bjerk.run("innboks", number)
    assert (refused.status, refused.out) == (3, "")
    assert "du er ikke blant dem som kan lese den" in refused.err


@pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not installed here")
@pytest.mark.parametrize(("navn", "opens"), [(RAVN, True), (RUD, True), (BJERK, False)])
def test_the_age_program_says_the_same(
    gran: Program, skole: Skole, tmp_path: Path, navn: str, *, opens: bool
) -> None:
    key = tmp_path / "nøkkel.txt"
    key.write_text(skole.noekler[navn].secret + "\n", encoding="utf-8")
    found = subprocess.run(  # noqa: S603 - a program of the machine, and paths of ours
        [
            str(shutil.which("age")),
            "--decrypt",
            "--identity",
            str(key),
            str(lies(gran, reported(gran))),
        ],
        capture_output=True,
        check=False,
    )
    assert (found.returncode == 0, TEXT in found.stdout.decode("utf-8")) == (opens, opens)


def test_a_report_one_cannot_open_stands_in_nobodys_way(gran: Program, skole: Skole) -> None:
    bjerk = as_one(gran, skole, BJERK)
    before = bjerk.run("frister")
    number = reported(gran)
    assert bjerk.run("frister") == before
    for args in (
        ("valider",),
        ("tilgang", "kontroller"),
        ("saker",),
        ("lagre",),
        ("tilgang", "vis", BJERK),
    ):
        result = bjerk.run(*args)
        assert result.status == 0, result
        assert NAVN not in result.out + result.err
    assert number not in bjerk.run("frister", "--format", "json").out


def test_a_name_and_a_text_come_by_questions(gran: Program) -> None:
    answers = [
        NAVN,
        "8b",
        "32.13.2026",
        "24.12.2026",
        "20.11.2026",
        "",
        "",
        "",
        TEXT,
        "",
        "rektorr",
        "",
        "nei",
    ]
    made = gran.run("meld", answers=answers)
    assert made.status == 0, made
    assert "Dagen har ikke vært ennå." in made.err
    assert "Dette må med." in made.err
    assert "Fant ikke rollen for en ansatt «rektorr»" in made.err


@pytest.mark.parametrize(
    ("option", "inn"), [("--elev", [NAVN]), ("--hva", [TEXT, "", "to linjer"])]
)
def test_a_name_or_a_text_comes_by_standard_input(
    gran: Program, skole: Skole, option: str, inn: Iterable[str]
) -> None:
    words = [
        "-" if before == option else each for before, each in zip(("", *SAID), SAID, strict=False)
    ]
    made = gran.run("meld", *words, inn=inn)
    assert made.status == 0, made
    shown = as_one(gran, skole, RUD).fine("innboks", "n0000001").out
    assert all(each in shown for each in inn)


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("--klasse", "8B", "--hva", TEXT), 2, "Mangler --elev."),
        (("--elev", NAVN, "--klasse", "8B"), 2, "Mangler --hva."),
        (("--elev", NAVN, "--klasse", "8B", "--hva", "  "), 2, "sier ikke noe"),
        (("--elev", "", "--klasse", "8B", "--hva", TEXT), 2, "sier ikke noe"),
        ((*SAID[:2], "--klasse", "8Z", *SAID[4:]), 2, "Fant ikke klassen."),
        ((*SAID, "--sett", "2026-12-24"), 2, "er ikke kommet ennå"),
        ((*SAID, "--sett", "i fjor"), 2, "--sett"),
        ((*SAID, "--klokken", "25:99"), 1, "et klokkeslett"),
        ((*SAID[:5], "x" * 20_001), 1, "lang"),
        ((*SAID, "--meldt-av", "kongen"), 2, "Fant ikke rollen"),
    ],
    ids=lambda each: str(each)[-30:],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(
    gran: Program, words: tuple[str, ...], status: int, says: str
) -> None:
    head = gran.git("rev-parse", "HEAD")
    result = gran.run("meld", *words)
    assert (result.status, result.out) == (status, ""), result
    assert says in result.err
    assert gran.git("rev-parse", "HEAD") == head
    assert not list((gran.root / "innboks").rglob("*.age"))


def test_looking_into_the_inbox_writes_nothing(gran: Program, skole: Skole) -> None:
    number = reported(gran)
    rud = as_one(gran, skole, RUD)
    before = everything_in(rud.root)
    for args in ((), ("--alle",), (number,), ("--format", "json"), (number, "--format", "json")):
        rud.fine("innboks", *args)
    assert everything_in(rud.root) == before


def test_text_from_a_report_does_not_act(gran: Program, skole: Skole) -> None:
    assert gran.run("meld", *SAID[:5], "\x1b]0;tittel\x07\u202e").status == 2
    hostile = "{{ 1 }} =HYPERLINK() <b> [bold]x ::error::"
    assert gran.run("meld", "--elev", f"Oppdiktet {hostile}", *SAID[2:]).status == 2
    gran.fine(
        "meld",
        "--elev",
        NAVN,
        "--klasse",
        "8B",
        "--hva",
        hostile,
        "--hvor",
        hostile,
    )
    rud = as_one(gran, skole, RUD)
    shown = rud.fine("innboks", "n0000001").out + rud.run("innboks", answers=[]).out
    assert "\x1b" not in shown.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert "\x07" not in shown
    assert "\u202e" not in shown
    assert "{{ 1 }}" in shown


def test_the_longest_text_is_kept_whole(gran: Program, skole: Skole) -> None:
    text = "å" * 20_000
    gran.fine("meld", *SAID[:5], text)
    assert text in as_one(gran, skole, RUD).fine("innboks", "n0000001").out.replace("\n", "")


def test_an_open_folder_says_what_it_means_and_asks(depotets_skole: Path, tmp_path: Path) -> None:
    program = Program(copied(depotets_skole, tmp_path / "apen"))
    no = program.run("meld", *SAID, answers=["nei"])
    assert (no.status, (program.root / "innboks").exists()) == (3, False)
    assert "alle som har mappen, kan lese den" in " ".join(no.err.split())
    made = program.run("meld", *SAID)
    assert made.status == 0
    assert "alle som har mappen, kan lese den" in made.err
    assert NAVN in (program.root / "innboks" / "n0000001.yaml").read_text("utf-8")
    assert "n0000001" in program.fine("innboks").out


@pytest.mark.skipif(SSH_KEYGEN is None, reason="the machine has no ssh-keygen")
def test_one_who_cannot_sign_where_the_school_signs_is_told_so_before_a_question(
    gran: Program, skole: Skole, tmp_path: Path
) -> None:
    ids = count(1)
    ravn = replace(as_one(gran, skole, RAVN), new_id=lambda: f"r{next(ids):07}")
    public = str(key_pair(tmp_path / "ssh", "oppdiktet"))
    ravn.git("config", "user.signingkey", public)
    ravn.fine("tilgang", "legg-til", RAVN, public)
    ravn.fine("tilgang", "signering", "på")
    assert reported(ravn)
    ravn.git("config", "--unset", "user.signingkey")
    result = as_one(ravn, skole, GRAN).run("meld", answers=[])
    assert (result.status, result.out) == (3, "")
    said = " ".join(result.err.split())
    assert "Skolen signerer alt som lagres, og " in said
    assert "Si fra direkte, og med det samme: til rektor" in said
    assert "Gå til rektor nå" in said
    assert "Det du skrev" not in said


ANSWERS = [NAVN, "8B", "20.11.2026", "10:15", "skolegården", TEXT, "Tok eleven med inn"]


def test_what_was_typed_is_given_back_when_it_cannot_be_written(gran: Program) -> None:
    """Nobody who takes reports has a key that counts: it is known only when all is typed."""
    path = gran.root / "plan" / "tilgang.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("[rektor, rådgiver, sosiallærer]", "[sosiallærer]"), "utf-8")
    refused = gran.run("meld", answers=[*ANSWERS, "nei"], width=200)
    assert (refused.status, refused.out) == (3, ""), refused
    assert "Gå til rektor nå" in refused.err
    for each in (NAVN, "8B", "20.11.2026", "10:15", "skolegården", TEXT, "Tok eleven med inn"):
        assert each in refused.err.partition("Det du skrev, så du har det:")[2]


@pytest.mark.parametrize("typed", range(len(ANSWERS)))
def test_one_who_is_cut_off_gets_back_what_was_typed(gran: Program, typed: int) -> None:
    told = gran.run("meld", answers=ANSWERS[:typed], width=200)
    assert told.status != 0
    assert "Gå til rektor nå" in told.err
    back = told.err.partition("Det du skrev, så du har det:")[2]
    assert [each in back for each in ANSWERS] == [place < typed for place in range(len(ANSWERS))]


def test_a_broken_plan_does_not_end_it_in_silence(gran: Program) -> None:
    path = gran.root / "plan" / "skole.yaml"
    path.write_text("klasser: [", "utf-8")
    for told in (gran.run("meld", answers=[]), gran.run("meld", *SAID)):
        assert (told.status, told.out) == (1, "")
        assert "Gå til rektor nå" in told.err
        assert NAVN not in told.err


@pytest.mark.parametrize(
    ("answers", "about"),
    [
        (["nei"], False), (["N"], False), ([""], False), (["ja", "", "rådgiver"], True),
        (["ja", "nei"], False), (["rådgiver"], True), (["vaktmesterr", "J", "lærer, rådgiver"], True),
    ],
)  # fmt: skip
def test_whether_it_is_about_an_employee_is_answered_by_yes_no_or_a_role(
    gran: Program, skole: Skole, answers: list[str], *, about: bool
) -> None:
    made = gran.run("meld", answers=[*ANSWERS, *answers], width=200)
    assert made.status == 0, made
    assert ("Hvilken rolle har den ansatte?" in made.err) == (len(answers) > 1)
    assert (as_one(gran, skole, RUD).run("innboks", "n0000001").status == 3) == about


# Those it is about do not take it


def test_a_report_about_one_who_takes_them_is_not_for_that_one(gran: Program, skole: Skole) -> None:
    number = reported(gran, *SAID, "--gjelder-ansatt", "rådgiver")
    rud = as_one(gran, skole, RUD)
    assert rud.run("innboks", number).status == 3
    assert "1 melding kan du ikke åpne" in rud.run("innboks").err
    ravn = as_one(gran, skole, RAVN)
    assert "Gjelder en ansatt: rådgiver (§ 12-5)" in ravn.fine("innboks", number).out
    ordinary = ravn.new_case(elev=NAVN)
    into = ravn.run("innboks", number, "--til-sak", ordinary)
    assert (into.status, into.out) == (3, "")
    assert "saken er ikke skjermet for alle den gjelder" in into.err
    fewer = ravn.run(
        "ny-sak", "--fra-melding", number, "--kjede", "ansatt-krenker", "--gjelder-ansatt", "lærer", "--meldt-av", "lærer",
    )  # fmt: skip
    assert fewer.status == 3
    made = ravn.fine(
        "ny-sak",
        "--fra-melding",
        number,
        "--kjede",
        "ansatt-krenker",
        "--meldt-av",
        "lærer",
        "--format",
        "json",
    )
    tree = ravn.fine("vis", made.json()["sak"]).out
    assert "rådgiver" in tree


@pytest.mark.parametrize(
    ("role", "says"),
    [
        ("lærer", "skal du si fra til rektor straks (§ 12-5)"),
        ("assisterende-rektor", "si fra direkte til skoleeier (§ 12-5)"),
    ],
)
def test_one_who_reports_an_employee_is_told_whom_the_law_has_them_tell(
    gran: Program, role: str, says: str
) -> None:
    told = gran.run("meld", *SAID, "--gjelder-ansatt", role).err
    assert says in told
    assert ("Gå til rektor nå" in told) == (role == "lærer")


def test_a_report_that_nobody_could_open_is_refused_and_says_whom_to_tell(
    gran: Program, skole: Skole
) -> None:
    rud = as_one(gran, skole, RUD)
    path = rud.root / "plan" / "tilgang.yaml"
    path.write_text(
        path.read_text("utf-8").replace(
            "meldinger: [rektor, rådgiver, sosiallærer]", "meldinger: [{}]"
        ),
        "utf-8",
    )
    text = path.read_text("utf-8")
    for takers, about, why in (
        ("rektor", "rektor", "kan lese denne"),
        ("sosiallærer", "lærer", "har en lesenøkkel som gjelder"),
    ):
        path.write_text(text.replace("{}", takers), "utf-8")
        rud.fine("lagre")
        result = gran.run("meld", *SAID, "--gjelder-ansatt", about)
        assert (result.status, result.out) == (3, ""), result
        assert f"Ingen av dem som tar imot meldinger, {why}. Ingenting er skrevet." in result.err
        assert "til skoleeier når det gjelder noen i ledelsen" in result.err
    assert not list((gran.root / "innboks").rglob("*.age"))


def test_a_school_that_says_nothing_of_reports_has_the_standards_takers(root: Path) -> None:
    standard = load_access(Planmappe(root))[0]
    assert standard is not None
    assert standard.leserett.meldinger == Leserett().meldinger != ()


# By when


def rows(program: Program, *words: str) -> list[dict[str, Any]]:
    found = program.run("frister", "--format", "json", *words).json()["frister"]
    return [each for each in found if each["steg"] == "innboks"]


def test_a_report_that_nobody_opens_is_a_deadline_of_those_who_take_them(
    gran: Program, skole: Skole
) -> None:
    number = reported(gran)
    rud = as_one(gran, skole, RUD)
    (row,) = rows(rud)
    assert (row["id"], row["frist"], row["status"]) == (f"innboks/{number}", "2026-11-23", "i-dag")
    assert row["ansvarlig"] == ["rektor", "rådgiver", "sosiallærer"]
    assert (row["grunnlag"], row["hjemmel"]) == ("egen", "opplæringslova (2023) § 12-4")
    later = replace(rud, now=THURSDAY)
    (late,) = rows(later)
    assert (late["status"], late["dager"]) == ("forfalt", -3)
    assert later.run("frister", "--streng").status == 1
    assert NAVN not in later.run("frister").out
    assert f"Behandle melding {number}" in later.fine("frister", "--format", "ics").out.replace(
        "\r\n ", ""
    )
    later.fine("innboks", number, "--ferdig", "--hvorfor", "Avklart")
    assert rows(later) == []
    assert rows(replace(rud, now="2026-11-22T10:00+01:00")) == []


def test_a_report_about_an_employee_is_asked_for_at_once_by_law(
    gran: Program, skole: Skole
) -> None:
    reported(gran, *SAID, "--gjelder-ansatt", "lærer")
    (row,) = rows(as_one(gran, skole, RUD))
    assert (row["grunnlag"], row["hjemmel"]) == ("lov", "opplæringslova (2023) § 12-5")


def test_a_case_of_a_report_counts_from_the_report(gran: Program, skole: Skole) -> None:
    number = reported(gran, *WHOLE)
    rud = replace(as_one(gran, skole, RUD), now=THURSDAY)
    wrong = rud.run(
        "ny-sak", "--fra-melding", number, "--kjede", "trygt-og-godt", "--oppdaget", "2026-11-25"
    )
    assert (wrong.status, wrong.out) == (2, "")
    assert "regnes fra dagen det ble meldt, 23.11.2026" in wrong.err
    made = rud.run("ny-sak", "--fra-melding", number, "--kjede", "trygt-og-godt")
    assert made.status == 0, made
    assert f"Melding {number} er behandlet." in made.out
    sak = made.out.split()[1]
    due = {
        each["steg"]: each["frist"]
        for each in rud.run("frister", "--format", "json").json()["frister"]
        if each["sak"] == sak
    }
    assert due["rektor-varslet"] == "2026-11-23"
    shown = rud.fine("vis", sak).out
    assert "23.11.2026  oppdaget" in shown
    assert TEXT in shown
    assert f"Meldt 23.11.2026 kl. 09:30 (melding {number}). Sett 20.11.2026 kl. 10:15" in shown
    assert rud.fine("innboks").out.startswith("Ingen meldinger venter.")
    assert f"sak {sak}" in rud.fine("innboks", "--alle").out


def test_the_pupils_case_is_told_of_before_another_is_made(gran: Program, skole: Skole) -> None:
    number = reported(gran)
    rud = as_one(gran, skole, RUD)
    sak = rud.new_case(elev=NAVN)
    assert f"sosialplan innboks {number} --til-sak {sak}" in rud.fine("innboks", number).out
    stopped = rud.run(
        "ny-sak", "--fra-melding", number, "--kjede", "bekymring", answers=["", "nei"]
    )
    assert stopped.status == 3
    assert f"Eleven har en åpen sak fra før: {sak}" in stopped.err
    rud.fine("innboks", number, "--til-sak", sak)
    assert TEXT in rud.fine("vis", sak).out
    again = rud.run("innboks", number, "--til-sak", sak)
    assert (again.status, again.out) == (3, "")
    assert f"er behandlet fra før: sak {sak}" in again.err
    assert rud.run("ny-sak", "--fra-melding", number, "--kjede", "bekymring").status == 3


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("nix",), 2, "ingen melding med dette nummeret"),
        (("",), 2, "NUMMER er tomt."),
        (("../plan/skole",), 2, "ingen melding med dette nummeret"),
        (("n", "--ferdig"), 2, "må ha --ferdig og --hvorfor"),
        (("n", "--hvorfor", "Oppdiktet"), 2, "må ha --ferdig og --hvorfor"),
        (("--ferdig", "--hvorfor", "Oppdiktet"), 2, "Hvilken melding?"),
        (("n", "--til-sak", "2026-YHP9E"), 3, "gjelder en annen elev"),
    ],
    ids=str,
)
def test_bad_words_for_the_inbox(
    gran: Program, skole: Skole, words: tuple[str, ...], status: int, says: str
) -> None:
    reported(gran)
    result = as_one(gran, skole, RUD).run("innboks", *words)
    assert (result.status, result.out) == (status, ""), result
    assert says in result.err


def test_the_list_names_the_pupil_on_ones_own_screen_only(gran: Program, skole: Skole) -> None:
    reported(gran)
    rud = as_one(gran, skole, RUD)
    assert NAVN in rud.run("innboks", answers=[], width=140).out
    assert NAVN not in rud.fine("innboks").out
    listed = rud.fine("innboks", "--format", "json")
    assert NAVN not in listed.out
    assert listed.json()["meldinger"][0]["behandles_innen"] == "2026-11-23"


# Nothing is lost where two open the same


def clones(skole: Skole, tmp_path: Path, *names: str) -> tuple[Program, ...]:
    """Return a copy of the school for each name, and what the school shares between them."""
    shared = tmp_path / "felles.git"
    tell(skole.root, "clone", "--quiet", "--bare", str(skole.root), str(shared))
    return tuple(_clone(skole, shared, navn, tmp_path / navn.split()[-1]) for navn in names)


def _clone(skole: Skole, shared: Path, navn: str, root: Path) -> Program:
    tell(shared, "clone", "--quiet", str(shared), str(root))
    tell(root, "config", "user.name", navn)
    program = signed_in(Program(root), skole.noekler.get(navn), root.parent / f"{root.name}-hos")
    return replace(program, new_id=entry_id, _numbers=count(len(navn)))


NEW_CASE = ("ny-sak", "--fra-melding", "{}", "--kjede", "trygt-og-godt")
DONE = ("innboks", "{}", "--ferdig", "--hvorfor", "Oppdiktet grunn")


@pytest.mark.parametrize(
    ("one", "other", "two_cases"),
    [(NEW_CASE, NEW_CASE, True), (NEW_CASE, DONE, False), (DONE, DONE, False)],
    ids=["two cases", "a case and none", "none twice"],
)
def test_two_who_handle_the_same_both_keep_their_mark(
    skole: Skole,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    one: Any,
    other: Any,
    *,
    two_cases: bool,
) -> None:
    gran, rud, ravn = clones(skole, tmp_path, GRAN, RUD, RAVN)
    number = reported(gran)
    for each in (gran, rud, ravn):
        assert each.run("synk").status == 0
    rud.fine(*(word.format(number) for word in one))
    replace(ravn, now=THURSDAY).fine(*(word.format(number) for word in other))
    rud.fine("synk")
    key = tmp_path / "ravn.txt"  # git runs the merge in a process of its own
    key.write_text(skole.noekler[RAVN].secret, "utf-8")
    monkeypatch.setenv("SOSIALPLAN_NOKKEL", str(key))
    merged = ravn.run("synk")
    monkeypatch.delenv("SOSIALPLAN_NOKKEL")
    assert merged.status == 0, merged
    shown = ravn.fine("innboks", number).out
    assert shown.count("Behandlet ") == 2
    assert RUD in shown
    assert RAVN in shown
    assert ("K426" in merged.err) == two_cases
    assert ("K426" in ravn.run("valider").err + ravn.run("valider").out) == two_cases
    gran.fine("synk")
    assert gran.git("rev-parse", "HEAD") == ravn.git("rev-parse", "HEAD")


REPORT = (Path(__file__).parent / "meldinger" / "m3k9q7wd.yaml").read_text("utf-8")
IDS = st.text("abcdefghjkmnpqrstvwxyz0123456789", min_size=8, max_size=8)
MARKS = st.lists(
    st.tuples(IDS, st.sampled_from(["sak", "hvorfor"])), max_size=3, unique_by=lambda one: one[0]
)


def marked(text: str, marks: Iterable[tuple[str, str]]) -> str:
    for id_, kind in marks:
        said = {"sak": "2026-YHP9E"} if kind == "sak" else {"hvorfor": "Oppdiktet"}
        text = append_item(
            text, ("behandlet",), {"id": id_, "dato": "2026-11-23", "av": RUD, **said}
        )
    return text


@given(ours=MARKS, theirs=MARKS)
def test_a_merge_keeps_every_mark_and_the_report(ours: Any, theirs: Any) -> None:
    theirs = [each for each in theirs if each[0] not in {id_ for id_, _ in ours}]
    one, other = marked(REPORT, ours), marked(REPORT, theirs)
    merged = merge_texts(REPORT, one, other, REGLER[Innboksmelding])
    tree: Any = parse(merged.text).tree
    assert merged.konflikter == ()
    assert {each["id"] for each in tree["behandlet"]} == {
        "b7h2m4xa",
        *(id_ for id_, _ in (*ours, *theirs)),
    }
    assert tree["melding"] == parse(REPORT).tree["melding"]


def test_two_who_write_over_the_report_itself_are_a_conflict() -> None:
    one, other = (REPORT.replace("Sto alene", each) for each in ("Sto sammen", "Var ikke der"))
    merged = merge_texts(REPORT, one, other, REGLER[Innboksmelding])
    assert [each.sted for each in merged.konflikter] == [("melding",)]


# Shared by one who reads nothing


def test_one_without_a_key_shares_reports_and_fetches_what_others_did(
    skole: Skole, tmp_path: Path
) -> None:
    gran, rud = clones(skole, tmp_path, GRAN, RUD)
    assert "Den ligger bare i din mappe til den er delt" in gran.run("meld", *SAID).err
    sent = gran.run("synk")
    assert sent.status == 0, sent
    assert "det som er vernet, er ikke sett gjennom her" in sent.err
    rud.fine("synk")
    rud.new_case()
    rud.fine("synk")
    reported(gran)
    assert gran.run("synk").status == 0
    rud.fine("synk")
    assert len(rud.run("innboks", "--format", "json").json()["meldinger"]) == 2


# The file is what it says it is


def test_two_reports_that_were_swapped_are_a_fault_and_no_other_pupils_report(
    gran: Program, skole: Skole
) -> None:
    one, other = lies(gran, reported(gran)), lies(gran, reported(gran, *SAID[:3], "9A", *SAID[4:]))
    held = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(held)
    rud = as_one(gran, skole, RUD)
    assert rud.run("valider").err.count("[F154]") + rud.run("valider").out.count("[F154]") == 2
    assert rud.run("innboks", one.name[:8]).status == 3


def test_a_report_that_was_written_over_is_told_of(program: Program) -> None:
    """Whoever can write in the folder can lay another report under its name: the history tells."""
    number = reported(program)
    path = program.root / "innboks" / f"{number}.yaml"
    path.write_text(path.read_text("utf-8").replace(TEXT, "Alt er bra"), "utf-8")
    program.git("commit", "--quiet", "--no-verify", "--all", "--message", "x")
    assert "K401" in str(program.run("valider", "--format", "json").json())
    path.unlink()
    assert "K404" in str(program.run("valider", "--format", "json").json())


def test_a_new_colleague_who_takes_reports_is_let_in_by_one_who_reads_them(
    gran: Program, skole: Skole, tmp_path: Path
) -> None:
    number, new = reported(gran), new_pair()
    sund = signed_in(gran, new, tmp_path / "sund-hos")
    sund.git("config", "user.name", SUND)
    replace(sund, new_id=lambda: "sund0001").fine("nøkler", "legg-inn", new.public)
    for navn in (RUD, RAVN):
        as_one(gran, skole, navn).fine("tilgang", "bekreft", SUND)
    assert sund.run("innboks", number).status == 3
    told = as_one(gran, skole, BJERK).run("tilgang", "kontroller")
    assert f"innboks/{number}.yaml" not in told.out, "one who cannot open it knows nothing of it"
    rud = as_one(gran, skole, RUD)
    assert (
        f"innboks/{number}.yaml: kan ikke leses av {SUND}" in rud.run("tilgang", "kontroller").out
    )
    rud.fine("tilgang", "kontroller", "--rett")
    assert NAVN in sund.fine("innboks", number).out


def test_protection_that_begins_seals_the_reports_too_and_one_that_ends_opens_them(
    gran: Program, skole: Skole
) -> None:
    number = reported(gran)
    rud = as_one(gran, skole, RUD)
    rud.fine("vern", "av", "--hvorfor", "Oppdiktet grunn")
    plain = rud.root / "innboks" / f"{number}.yaml"
    assert NAVN in plain.read_text("utf-8")
    rud.fine("vern", "på")
    assert not plain.exists()
    assert is_sealed(lies(rud, number).read_bytes())


def test_no_plain_report_is_laid_among_sealed_ones(gran: Program) -> None:
    path = gran.root / "plan" / "tilgang.yaml"
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("\nvern:")] + "\n", "utf-8")
    result = gran.run("meld", *SAID)
    assert result.status == 3
    assert "plan/tilgang.yaml sier at mappen ikke er det" in result.err
    assert not (gran.root / "innboks").exists()


# Given out, and taken out


def test_insight_says_that_the_inbox_has_more_of_the_pupil(gran: Program, skole: Skole) -> None:
    mine = reported(gran)
    reported(gran, *SAID, "--gjelder-ansatt", "rådgiver")
    rud = as_one(gran, skole, RUD)
    sak = rud.new_case(elev=NAVN)
    told = rud.run("innsyn", sak, "--for", "forelder", "--format", "md").err
    assert f"det som ligger i innboksen om eleven ({mine})" in told
    assert "1 melding i innboksen kan du ikke åpne" in told


def test_a_deleted_case_takes_the_report_that_became_it_along(gran: Program, skole: Skole) -> None:
    number, stays = reported(gran), reported(gran)
    rud = as_one(gran, skole, RUD)
    made = rud.fine("ny-sak", "--fra-melding", number, "--kjede", "bekymring", "--format", "json")
    sak = made.json()["sak"]
    told = rud.run("slett", sak, "--hvorfor", "Oppdiktet grunn").out
    assert f"Melding {number} i innboksen ble denne saken" in told
    rud.run("slett", sak, "--hvorfor", "Oppdiktet grunn", "--utfør")
    assert not lies(rud, number).exists()
    assert lies(rud, stays).exists()
    named = rud.git("log", "--all", "--name-only", "--format=")
    assert number not in named
    assert stays in named
