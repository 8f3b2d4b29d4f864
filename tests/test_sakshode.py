"""The head of a case put right by commands, and other pupils told of by alias."""

from pathlib import Path

import pytest

from program import Program, of_the_repository
from sosialplan.commands.klasselister.klassebok import read_guardian
from sosialplan.model.elev import Foresatt
from sosialplan.model.failure import WrongUsage

SAK = "2026-YHP9E"


@pytest.fixture
def skolen(root: Path, tmp_path: Path) -> Program:
    return Program(of_the_repository(root, tmp_path / "skolen"))


def _text(program: Program, number: str = SAK) -> str:
    return program.case(number).read_text("utf-8")


def _new(before: str, after: str) -> list[str]:
    return [line.strip() for line in after.splitlines() if line not in before.splitlines()]


def test_only_the_lines_that_are_changed_change_and_the_log_tells(skolen: Program) -> None:
    before = _text(skolen)
    told = skolen.fine(
        "sak", "endre", SAK, "--navn", "Oppdiktet  Elev Alme", "--klasse", "8c", "--flagg", "delt-omsorg",
        "--kategori", "konflikt,mobbing", "--fjern-kategori", "digitalt", "--fødselsår", "2012",
    )  # fmt: skip
    assert "navn «Oppdiktet  Elev Alme»" in told.out
    assert _new(before, _text(skolen)) == [
        "navn: Oppdiktet Elev Alme", "klasse: 8C", "flagg:", "- delt-omsorg", "fødselsår: 2012",
        "kategorier: [utestenging, konflikt, mobbing]",
    ] or set(_new(before, _text(skolen))) >= {"navn: Oppdiktet Elev Alme", "klasse: 8C", "fødselsår: 2012"}  # fmt: skip
    assert "# Oppdiktet sak." in _text(skolen)
    assert "elevens navn" in skolen.fine("logg", SAK, "--siste", "1").out
    skolen.fine(
        "sak", "endre", SAK, "--fjern-flagg", "delt-omsorg", "--beskrivelse", "Oppdiktet tekst"
    )
    assert "delt-omsorg" not in _text(skolen)
    again = skolen.fine("sak", "endre", SAK, "--klasse", "8C", "--kategori", "konflikt")
    assert "Ingenting er endret." in again.err


def test_guardians_come_change_and_go(skolen: Program) -> None:
    skolen.fine(
        "sak", "endre", SAK, "--foresatt", "Oppdiktet Forelder Ny; 900 00 000; stefar; ny@eksempel.invalid",
        "--foresatt", "oppdiktet forelder berg, 911 11 111", "--fjern-foresatt", "Oppdiktet Forelder Alm",
    )  # fmt: skip
    text = _text(skolen)
    assert (
        "navn: Oppdiktet Forelder Ny\n      relasjon: stefar\n      kontakt: 900 00 000, ny@eksempel.invalid"
        in text
    )
    assert "navn: Oppdiktet Forelder Berg\n      relasjon: far\n      kontakt: 911 11 111" in text
    assert "Forelder Alm" not in text
    refused = skolen.run("sak", "endre", SAK, "--fjern-foresatt", "Oppdiktet Forelder Alm")
    assert "ingen foresatt med det navnet" in refused.err
    assert "Oppdiktet Forelder Berg" in refused.err


def test_a_guardian_is_read_in_any_order_after_the_name() -> None:
    assert read_guardian("Oppdiktet  A") == Foresatt(navn="Oppdiktet A")
    for wrong in ("", "900 00 000; mor", "a@eksempel.invalid"):
        with pytest.raises(WrongUsage):
            read_guardian(wrong)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Mangler det som skal endres."),
        (("--klasse", "8X"), "Fant ikke klassen"),
        (("--kategori", "utestengning"), "Mente du «utestenging»?"),
        (("--fjern-kategori", "konflikt"), "Saken har ikke konflikt."),
        (("--fjern-flagg", "delt-omsorg"), "Saken har ikke delt-omsorg."),
        (("--flagg", "fellt"), "velg en av"),
        (("--gjelder-ansatt", "vaktmester"), "Fant ikke rollen for en ansatt"),
    ],
)
def test_what_cannot_stand_is_refused_whole(
    skolen: Program, words: tuple[str, ...], said: str
) -> None:
    before = _text(skolen)
    refused = skolen.run("sak", "endre", SAK, *words)
    assert refused.status == 2
    assert said in refused.err
    assert _text(skolen) == before


def test_in_a_terminal_it_is_asked_for(skolen: Program) -> None:
    assert skolen.run("sak", "endre", SAK, answers=["navn", "Oppdiktet Elev Alme"]).status == 0
    assert "Oppdiktet Elev Alme" in _text(skolen)
    assert skolen.run("sak", "endre", SAK, answers=["kategori", "konflikt"]).status == 0
    assert "konflikt" in _text(skolen)
    assert skolen.run("sak", "involver", SAK, answers=["Oppdiktet Ola Ny", "8c", ""]).status == 0
    assert "- alias: Elev D\n    navn: Oppdiktet Ola Ny\n    klasse: 8C\n" in _text(skolen)


def test_what_bears_the_old_name_beside_the_case_is_told(skolen: Program) -> None:
    other = skolen.new_case(elev="Oppdiktet Elev Alm")
    skolen.fine(
        "fravær",
        "registrer",
        "--elev",
        "Oppdiktet Elev Alm",
        "--klasse",
        "8B",
        "--fra",
        "2026-11-16",
    )
    told = skolen.fine("sak", "endre", SAK, "--klasse", "8C").err
    assert f"Eleven har også sak {other}." in told
    assert "sosialplan fravær bytt-klasse" in told


def test_a_case_about_an_employee_is_kept_from_the_role(skolen: Program) -> None:
    skolen.fine("sak", "endre", "2026-KB3NR", "--gjelder-ansatt", "kontaktlærer")
    assert "roller: [kontaktlærer]" in _text(skolen, "2026-KB3NR") or "- kontaktlærer" in _text(
        skolen, "2026-KB3NR"
    )


def test_another_pupil_gets_the_next_alias_and_is_found_again(skolen: Program) -> None:
    told = skolen.fine("sak", "involver", SAK, "--navn", "Oppdiktet Ola Ny", "--rolle", "vitne").out
    assert "Elev D er skrevet i sak" in told
    skolen.fine("sak", "involver", SAK, "--navn", "oppdiktet ola ny", "--klasse", "8C")
    skolen.fine("sak", "involver", SAK, "--alias", "elev b", "--rolle", "angret")
    assert _text(skolen).count("- alias:") == 3
    assert "rolle: angret" in _text(skolen)
    assert (
        "Ingenting er endret."
        in skolen.fine("sak", "involver", SAK, "--alias", "Elev B", "--rolle", "angret").err
    )
    own = skolen.run("sak", "involver", SAK, "--navn", "Oppdiktet Elev Alm")
    assert "Saken handler om denne eleven." in own.err
    assert "Mangler --navn" in skolen.run("sak", "involver", SAK).err
    assert skolen.run("sak", "involver", SAK, "--navn", "Oppdiktet B", "--klasse", "8X").status == 2


def test_an_alias_is_the_next_that_is_free(skolen: Program) -> None:
    for letter in "DEFGHIJKLMNOPQRSTUVWXYZ":
        skolen.fine("sak", "involver", SAK, "--alias", f"Elev {letter}", "--rolle", "vitne")
    assert "Si selv hvilket alias." in skolen.run("sak", "involver", SAK, "--rolle", "vitne").err
