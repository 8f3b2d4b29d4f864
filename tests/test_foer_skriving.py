"""What is asked before an entry is written, and what is told of it: twice, about what, and how late."""

from datetime import date
from pathlib import Path

import pytest

from program import Program, made_by_start
from sosialplan.model.moeter import FulgtOpp, Holdt, Moetebok, Vedtatt
from sosialplan.rules.checks.day_checks import mended_by

EVALUERING = ("evaluering", "--utfall", "ingen", "--av", "kontaktlærer", "--med", "elev,foresatte")


@pytest.fixture
def i_sak(tmp_path: Path) -> tuple[Program, str]:
    program = Program(made_by_start(tmp_path / "skolen"))
    return program, program.new_case()


def test_the_same_evaluation_twice_is_no_new_round(i_sak: tuple[Program, str]) -> None:
    program, sak = i_sak
    program.fine("registrer", sak, *EVALUERING)
    saved = program.case(sak).read_bytes(), program.git("rev-parse", "HEAD")
    again = program.fine("registrer", sak, *EVALUERING)
    assert (program.case(sak).read_bytes(), program.git("rev-parse", "HEAD")) == saved
    assert again.out == ""
    assert "Det samme er alt skrevet: evaluering" in again.err
    assert "Ingenting er skrevet på nytt." in again.err
    assert "sosialplan rett" in again.err
    other = program.fine("registrer", sak, *EVALUERING, "--notat", "Et annet møte samme dag.")
    assert "Ført i " in other.out
    program.fine("registrer", sak, "evaluering", "--utfall", "god", "--med", "elev,foresatte")


def test_a_note_may_stand_twice(i_sak: tuple[Program, str]) -> None:
    program, sak = i_sak
    for _ in range(2):
        program.fine("registrer", sak, "notat", "--notat", "Oppdiktet")


def test_a_complaint_is_on_a_decision_and_the_way_from_a_plan_is_shown(
    i_sak: tuple[Program, str],
) -> None:
    program, sak = i_sak
    told = program.run("registrer", sak, "klage-mottatt", "--av", "foresatte")
    assert told.status == 2
    assert "Hvilket vedtak gjelder klagen?" in told.err
    assert "tatt-opp-med-rektor" in told.err
    assert "§ 12-6" in told.err
    assert "klage-mottatt" not in program.case(sak).read_text(encoding="utf-8")
    days = ("--fra", "2026-11-23", "--til", "2026-11-23")
    program.fine("vedtak", sak, "--slag", "bortvisning", *days, "--faktum", "Oppdiktet")
    told = program.fine("registrer", sak, "klage-mottatt", "--av", "foresatte")
    assert "foreløpig svar" in told.out
    shown = program.fine("forklar", sak, "klage-mottatt")
    assert "forvaltningsloven § 33" in shown.out


def test_two_decisions_of_one_kind_over_the_same_days_are_asked_about(
    i_sak: tuple[Program, str],
) -> None:
    program, sak = i_sak
    days = ("--fra", "2026-11-23", "--til", "2026-11-24")
    program.fine("vedtak", sak, "--slag", "bortvisning", *days, "--faktum", "Oppdiktet")
    again = program.run(
        "vedtak", sak, "--slag", "bortvisning", "--fra", "2026-11-24", "--til", "2026-11-25", "--faktum", "x"
    )  # fmt: skip
    assert again.status == 2
    assert "Det er alt skrevet et vedtak om bortvisning for de dagene" in again.err
    later = ("--fra", "2026-11-26", "--til", "2026-11-26")
    program.fine("vedtak", sak, "--slag", "bortvisning", *later, "--faktum", "Oppdiktet")
    program.fine("vedtak", sak, "--slag", "skolebytte", "--fra", "2026-11-24", "--faktum", "x")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("innsyn-bedt", "innsyn-mottatt"),
        ("Innsyn", "innsyn-mottatt"),
        ("klage", "klage-mottatt"),
        ("rektor-varslett", "rektor-varslet"),
    ],
)
def test_the_word_that_people_use_leads_to_the_entry(
    i_sak: tuple[Program, str], typed: str, meant: str
) -> None:
    program, sak = i_sak
    for command in ("registrer", "forklar"):
        told = program.run(command, sak, typed)
        assert told.status == 2
        assert f"Mente du «{meant}»?" in told.err


def test_what_any_case_takes_is_named_and_explained(i_sak: tuple[Program, str]) -> None:
    program, sak = i_sak
    assert "innsyn-mottatt" in program.fine("kjeder", "trygt-og-godt").out
    assert "ikke i gang noen frist" in program.fine("forklar", sak, "innsyn-mottatt").out


def test_access_answered_that_nobody_asked_for_is_told_of(i_sak: tuple[Program, str]) -> None:
    program, sak = i_sak
    told = program.fine("registrer", sak, "innsyn-besvart")
    assert "Det står ikke når det ble bedt om innsyn." in told.err
    program.fine("registrer", sak, "innsyn-mottatt")
    told = program.fine("registrer", sak, "innsyn-besvart", "--notat", "En til")
    assert "Det står ikke når" not in told.err


def test_what_is_late_and_what_lies_far_back_is_told_when_it_is_written(tmp_path: Path) -> None:
    program = Program(made_by_start(tmp_path / "skolen"))
    made = program.fine(
        "ny-sak", "--kjede", "trygt-og-godt", "--elev", "Oppdiktet Elev Prøve", "--klasse", "8B",
        "--oppdaget", "2026-11-16", "--format", "json",
    )  # fmt: skip
    sak = str(made.json()["sak"])
    late = program.fine("registrer", sak, "rektor-varslet", "--av", "kontaktlærer")
    assert "Fristen var 16.11.2026. Det er gjort 7 dager for sent." in late.err
    day = ("--dato", "2026-11-16", "--av", "kontaktlærer")
    assert "for sent" not in program.fine("registrer", sak, "strakstiltak", *day).err
    back = program.fine("registrer", sak, "kontakt", "--dato", "2025-11-12", "--notat", "x")
    assert "Dagen ligger 376 dager tilbake (12.11.2025)" in back.err
    advised = (
        back.err.split("sosialplan ", 1)[1].splitlines()[0].replace("ÅÅÅÅ-MM-DD", "2026-11-12")
    )
    program.fine(*advised.split())
    assert "12.11.2025" not in program.fine("vis", sak).out.split("rettet")[0]


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (("samtale", "--notat", "Oppdiktet", "--dato", "2016-11-22"), "Hendelsen er datert før saken ble oppdaget."),
        (
            ("beslutning", "--notat", "Ny makker", "--ansvarlig", "rektor", "--frist", "2027-11-20", "--møte", "samarbeidsmøte"),
            "lørdag 20. november 2027 er i et senere skoleår. Er året riktig?",
        ),
    ],
)  # fmt: skip
def test_a_day_that_may_be_mistyped_is_asked_about_before_it_is_written(
    i_sak: tuple[Program, str], words: tuple[str, ...], asked: str
) -> None:
    program, sak = i_sak
    before = program.git("rev-parse", "HEAD")
    stopped = program.run("registrer", sak, *words, answers=["nei"])
    assert (stopped.status, program.git("rev-parse", "HEAD")) == (3, before)
    assert asked in " ".join(stopped.err.split())
    assert program.run("registrer", sak, *words, answers=["ja"]).status == 0
    piped = program.run("registrer", program.new_case(elev="Oppdiktet Elev To"), *words)
    assert (piped.status, asked in piped.err) == (0, True)


def test_a_plan_that_says_nothing_is_not_counted_as_made_unnoticed(
    i_sak: tuple[Program, str],
) -> None:
    program, sak = i_sak
    before = program.git("rev-parse", "HEAD")
    stopped = program.run("registrer", sak, "aktivitetsplan", answers=["nei"])
    assert (stopped.status, program.git("rev-parse", "HEAD")) == (3, before)
    assert (
        "Planen mangler problemet, målet, vurderingen av barnets beste, tiltakene i planen"
        in " ".join(stopped.err.split())
    )
    assert "Planen mangler" in program.fine("registrer", sak, "aktivitetsplan").err
    again = program.fine("registrer", sak, "notat", "--notat", "Oppdiktet")
    assert "Planen mangler" not in again.err, "it is told once, when it is written down"


def test_a_measure_evaluated_before_it_begins_is_asked_about_before_it_is_saved(
    i_sak: tuple[Program, str],
) -> None:
    program, sak = i_sak
    before = program.case(sak).read_bytes()
    new = ("tiltak", "ny", sak, "--tiltak", "Oppdiktet makker", "--nivå", "elev", "--ansvarlig", "rektor", "--evalueres", "2026-11-01")  # fmt: skip
    told = program.run(*new, answers=["nei"])
    assert "Se over: Dagen i «evalueres» er før dagen den er skrevet for." in told.err
    assert program.case(sak).read_bytes() == before
    assert program.run(*new, answers=["ja"]).status == 0
    assert program.case(sak).read_bytes() != before


def test_a_folder_that_does_not_exist_is_said_so(tmp_path: Path) -> None:
    gone = Program(tmp_path / "ingen").run("saker")
    assert (gone.status, "Mappen finnes ikke." in gone.err) == (3, True), gone
    assert "-C MAPPE" in gone.err
    (tmp_path / "fil").write_bytes(b"")
    assert "er en fil" in Program(tmp_path / "fil").run("saker").err
    (tmp_path / "tom").mkdir()
    assert "Dette er ingen planmappe" in Program(tmp_path / "tom").run("saker").err


def test_what_stands_in_a_meeting_book_is_mended_by_a_command() -> None:
    said = Vedtatt(
        id="bbbbbbb2", ansvarlig="rektor", frist=date(2026, 12, 1), beslutning="Oppdiktet"
    )
    held = Holdt(id="mmmmmmmm", moete="smu", dato=date(2026, 11, 1), beslutninger=(said,))
    done = FulgtOpp(id="ffffffff", dato=date(2026, 11, 2), beslutning="bbbbbbb2")
    book = Moetebok(skoleaar="2026-2027", holdt=(held,), fulgt_opp=(done,))
    for where, told in (
        (("holdt", 0, "notat"), "sosialplan møte rett mmmmmmmm --notat …"),
        (("holdt", 0, "neste"), "sosialplan møte rett mmmmmmmm --neste ÅÅÅÅ-MM-DD"),
        (("holdt", 0, "beslutninger", 0, "beslutning"), "sosialplan møte rett mmmmmmmm --utgår, og skriv det på nytt."),
        (("fulgt_opp", 0, "dato"), "sosialplan møte rett ffffffff …"),
        (("elever", 0, "kode"), "i filen, der den står."),
    ):  # fmt: skip
        assert mended_by(book, where) == told


def test_the_name_of_a_pupil_in_the_minutes_is_told_with_the_command_that_mends_it(
    i_sak: tuple[Program, str],
) -> None:
    program, _ = i_sak
    told = program.fine("møte", "referat", "smu", "--dato", "2026-11-16", "--til-stede", "rektor", "--notat", "Snakket om Oppdiktet Elev Prøve.")  # fmt: skip
    said = " ".join(told.err.split())
    assert "Her står navnet på en annen i fri tekst" in said
    assert "Slik: sosialplan møte rett" in said
    assert "i filen, der den står" not in said
