"""Opening and following a case in a chain that asks for more than pupil, class and day."""

from pathlib import Path
from typing import Any

import pytest

from program import Program, Result, copied, made_by_start
from sosialplan.files.yaml_reader import parse

VIRKER_IKKE = ("ny-sak", "--kjede", "tiltak-virker-ikke", "--oppdaget", "2026-11-23")
INNGREP = ("ny-sak", "--kjede", "fysisk-inngrep", "--oppdaget", "2026-11-23")
ELEV = ("--elev", "Oppdiktet Elev Prøve", "--klasse", "8B")
JSON = ("--format", "json")


@pytest.fixture(scope="session")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_by_start(tmp_path_factory.mktemp("nye-kjeder") / "skolen")


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    return Program(copied(skolen, tmp_path / "skolen"))


def case(program: Program, number: str) -> Any:
    return parse(program.case(number).read_text(encoding="utf-8")).tree


def opened(result: Result) -> str:
    assert result.status == 0, result
    return str(result.json()["sak"])


def head(program: Program) -> str:
    return program.git("rev-parse", "HEAD").strip()


# What the chain asks for


def test_what_the_chain_asks_for_is_named_where_nobody_can_be_asked(program: Program) -> None:
    before = head(program)
    for args, option in ((VIRKER_IKKE, "--fra-sak"), (INNGREP, "--meldt-av")):
        result = program.run(*args, *ELEV)
        assert result.status == 2
        assert f"må ha {option}." in result.err
    assert head(program) == before


def test_a_person_is_asked_for_it_until_the_answer_can_be_used(program: Program) -> None:
    origin = program.new_case("bekymring")
    answers = ["tiltak", "", "2026-0000", "2026-AAAAA", origin.lower(), "Ingen vil.", ""]
    result = program.run("ny-sak", "--oppdaget", "2026-11-23", answers=answers)
    assert result.status == 0, result.err
    assert result.err.count("Hvilken sak følger den av?") == 4
    assert "Dette er ikke et saksnummer." in result.err
    assert "Sak 2026-AAAAA finnes ikke." in result.err
    assert "Elevens navn" not in result.err
    assert "Eleven har en åpen sak fra før" not in result.err
    asked = program.run(*INNGREP, *ELEV, answers=["vaktmester", "temalaerer", "ja"])
    assert asked.status == 0, asked.err
    assert "Fant ikke rollen." in asked.err
    assert "Disse må vite om saken nå: rektor, temalærer, kontaktlærer, foresatte." in asked.out


# A case that carries another one on


def test_a_case_carried_on_takes_what_is_known_and_both_name_each_other(program: Program) -> None:
    origin = program.new_case("bekymring")
    program.fine("registrer", origin, "tiltak-i-gang", "--dato", "2026-11-23")
    told = program.fine("registrer", origin, "evaluering", "--utfall", "ingen").out
    command = f"sosialplan ny-sak --kjede tiltak-virker-ikke --fra-sak {origin}"
    assert command in " ".join(told.split())
    number = opened(program.fine(*VIRKER_IKKE, "--fra-sak", origin.lower(), "--format", "json"))
    new, old = case(program, number), case(program, origin)
    assert (new["elev"], new["fra_sak"]) == (old["elev"], origin)
    assert (old["hendelser"][-1]["steg"], old["hendelser"][-1]["gjelder_sak"]) == (
        "ført-videre",
        number,
    )
    shown = program.fine("vis", origin).out
    assert f"Status: åpen, runde 2, ført videre i {number}" in shown
    assert f"ført-videre, sak {number}" in shown
    assert f"Følger av: {origin}" in program.fine("vis", number).out
    asked = program.fine("forklar", origin, "r-team-meldt").out
    assert "Saken er ført videre i en annen sak" in asked
    assert program.run("valider").status == 0


def test_a_good_or_partial_outcome_offers_no_continuation(program: Program) -> None:
    origin = program.new_case("bekymring")
    for outcome in ("god", "delvis"):
        told = program.fine("registrer", origin, "evaluering", "--utfall", outcome).out
        assert "--fra-sak" not in told
    number = opened(program.fine(*VIRKER_IKKE, "--fra-sak", origin, "--format", "json"))
    told = program.fine("registrer", number, "evaluering", "--utfall", "ingen").out
    assert "--fra-sak" not in told, "it is carried on already"


def test_a_case_is_carried_on_for_the_same_pupil_only(program: Program) -> None:
    origin = program.new_case("bekymring")
    before = head(program)
    other = program.run(*VIRKER_IKKE, "--fra-sak", origin, "--elev", "Oppdiktet Annen")
    assert (other.status, head(program)) == (2, before)
    assert "gjelder en annen elev" in other.err
    same = program.run(*VIRKER_IKKE, "--fra-sak", origin, "--elev", "oppdiktet elev  prøve")
    assert same.status == 0, same.err


def test_after_the_third_round_it_must_be_said_who_was_asked_for_help(program: Program) -> None:
    origin = program.new_case("bekymring")
    number = opened(program.fine(*VIRKER_IKKE, "--fra-sak", origin, "--format", "json"))
    waits = program.fine("forklar", number, "annen-hjelp").out
    assert "når det er gått 3 runder uten ønsket virkning." in " ".join(waits.split())
    for round_, outcome in enumerate(("ingen", "delvis", "ingen"), 1):
        told = program.fine(
            "registrer", number, "evaluering", "--utfall", outcome, "--notat", f"Runde {round_}"
        ).out
    assert "Be om annen hjelp" in told
    result = program.run("registrer", number, "annen-hjelp", "--av", "rektor")
    assert (result.status, result.out) == (2, "")
    assert "Steget «annen-hjelp» må ha --med." in result.err
    answers = ["", "nabo", "læringsmiljøteam, skoleeier"]
    asked = program.run("registrer", number, "annen-hjelp", answers=answers)
    assert asked.status == 0, asked.err
    assert "Dette må med." in asked.err
    assert "Fant ikke rollen." in asked.err
    assert "Læringsmiljøteamet (ambulant team): Arbeid med en klasse krever ikke" in asked.err
    assert case(program, number)["hendelser"][-1]["med"] == ["læringsmiljøteam", "skoleeier"]


# A physical intervention


def test_an_intervention_must_be_described(program: Program) -> None:
    number = opened(program.fine(*INNGREP, *ELEV, "--meldt-av", "lærer", "--format", "json"))
    result = program.run("registrer", number, "dokumentert", "--av", "lærer")
    assert result.status == 2
    assert "Steget «dokumentert» må ha --notat." in result.err
    program.fine("registrer", number, "dokumentert", "--notat", "Holdt armen i tre sekunder.")
    assert program.run("valider").status == 0


def test_an_intervention_under_12_4_opens_the_case_that_follows(program: Program) -> None:
    number = opened(program.fine(*INNGREP, *ELEV, "--meldt-av", "lærer", "--format", "json"))
    told = program.fine("registrer", number, "vurdert-12-4", "--svar", "ja", "--av", "rektor").out
    assert "Saken hører under § 12-4. Ny sak er opprettet: " in told


# A physical intervention: by which letter, and how often


def test_a_yes_names_the_letter_that_a_person_is_asked_for(program: Program) -> None:
    number = program.fine(*INNGREP, "--meldt-av", "lærer", *ELEV, *JSON).json()["sak"]
    asked = program.run("registrer", number, "vurdert-lovlig", answers=["ja", "x", "d"])
    assert asked.status == 0, asked.err
    assert "d  avverge at eleven vesentlig forstyrrer opplæringen til andre" in asked.err
    assert "Fant ikke bokstaven." in asked.err
    letter = program.fine("lag", "fysisk-inngrep", number).out
    assert "Bokstav d: avverge at eleven vesentlig forstyrrer opplæringen til andre." in letter
    assert "K361" not in program.run("valider").out


def test_the_second_of_one_pupil_is_marked_as_repeated_and_goes_to_the_school_owner(
    program: Program,
) -> None:
    first = program.fine(*INNGREP, "--meldt-av", "lærer", *ELEV, *JSON).json()["sak"]
    program.fine("registrer", first, "rektor-varslet", "--dato", "2026-11-23")
    assert "Si fra til skoleeier" not in program.fine("frister").out
    again = program.fine(*INNGREP, "--meldt-av", "lærer", *ELEV)
    assert f"Eleven har en sak om det samme fra før ({first})" in again.err
    second = again.out.split("Sak ", 1)[1].split(" ", 1)[0]
    assert "gjentatt: true" in program.case(second).read_text(encoding="utf-8")
    program.fine("registrer", second, "rektor-varslet", "--dato", "2026-11-23")
    assert "Si fra til skoleeier" in program.fine("vis", second).out
