"""A case about an employee as a person meets it: opened, followed, and kept from whom it concerns."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from frist_sak import the_plan
from program import Program, Result, copied, made_by_start
from sosialplan.files.yaml_reader import parse
from sosialplan.rules.ansattsak.skjerming import as_shielded

ANSATT = (
    "ny-sak", "--kjede", "ansatt-krenker", "--oppdaget", "2026-11-23", "--meldt-av", "temalærer",
)  # fmt: skip
ELEV = ("--elev", "Oppdiktet Elev Prøve", "--klasse", "8B")
JSON = ("--format", "json")


@pytest.fixture(scope="session")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_by_start(tmp_path_factory.mktemp("ansatt") / "skolen")


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    return Program(copied(skolen, tmp_path / "skolen"))


def opened(program: Program, *args: str) -> tuple[str, str]:
    """Open a case about an employee; return its number and that of the one beside it."""
    made = program.fine(*ANSATT, *args, *JSON).json()
    return made["sak"], made["lenket"][0] if made["lenket"] else ""


def tree(program: Program, number: str) -> Any:
    return parse(program.case(number).read_text(encoding="utf-8")).tree


def head(program: Program) -> str:
    return program.git("rev-parse", "HEAD").strip()


def refused(program: Program, *args: str, status: int = 3) -> Result:
    before = head(program)
    result = program.run(*args)
    assert (result.status, head(program)) == (status, before), result
    assert program.git("status", "--porcelain") == ""
    return result


# Opening


def test_it_tells_whom_to_tell_and_whom_not(program: Program) -> None:
    told = program.fine(*ANSATT, *ELEV, "--gjelder-ansatt", "kontaktlærer").out
    flat = " ".join(told.split())
    assert "Varsle rektor straks temalærer lov" in flat
    assert "Pliktene i § 12-4 løper ved siden av. Ny sak er opprettet: " in flat
    assert "Disse skal ikke få vite om saken: kontaktlærer." in flat
    now = flat.split("Disse må vite om saken nå: ")[1].split(".")[0].split(", ")
    assert {"temalærer", "trinnleder", "rektor", "skoleeier"} <= set(now)
    assert "kontaktlærer" not in now
    assert program.run("valider").status == 0


def test_where_it_is_about_the_leadership_school_owner_is_told_directly(program: Program) -> None:
    told = program.fine(*ANSATT, *ELEV, "--gjelder-ansatt", "assisterende-rektor").out
    flat = " ".join(told.split())
    assert "Varsle skoleeier direkte (gjelder ledelsen) temalærer egen" in flat
    assert "Varsle rektor" not in flat
    assert "Disse skal ikke få vite om saken: assisterende-rektor, rektor." in flat
    now = flat.split("Disse må vite om saken nå: ")[1].split(".")[0].split(", ")
    assert "skoleeier" in now
    assert not {"rektor", "assisterende-rektor", "ledelsen"} & set(now)


def test_both_cases_are_written_in_one_commit_and_kept_from_the_same(program: Program) -> None:
    before = head(program)
    number, beside = opened(program, *ELEV, "--gjelder-ansatt", "kontaktlærer,lærer")
    assert program.git("rev-parse", "HEAD^").strip() == before
    own, other = tree(program, number), tree(program, beside)
    assert own["gjelder_ansatt"] == other["gjelder_ansatt"] == {"roller": ["kontaktlærer", "lærer"]}
    assert (other["kjede"], other["fra_sak"]) == ("trygt-og-godt", number)
    shown = program.fine("vis", number).out
    assert "Gjelder ansatt: kontaktlærer, lærer" in shown
    assert "Skjermet for: kontaktlærer" in shown


def test_a_name_is_written_in_the_case_only(program: Program) -> None:
    number, _ = opened(
        program, *ELEV, "--gjelder-ansatt", "lærer", "--ansatt-navn", "Oppdiktet Lærer Ask"
    )
    assert tree(program, number)["gjelder_ansatt"]["navn"] == ["Oppdiktet Lærer Ask"]
    assert "K338" in program.fine("valider").out, "the school has not filled in its people"
    for args in (("vis", number), ("frister",), ("saker",), ("logg",)):
        assert "Ask" not in program.fine(*args).out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--gjelder-ansatt", "foresatte"), "Fant ikke rollen for en ansatt"),
        (("--gjelder-ansatt", "rektr"), "Mente du «rektor»?"),
        (("--ansatt-navn", "Oppdiktet"), "--ansatt-navn må ha --gjelder-ansatt ROLLE."),
        ((), "Kjeden ansatt-krenker må ha --gjelder-ansatt."),
    ],
)
def test_the_employee_is_told_by_a_role_of_the_school(
    program: Program, args: tuple[str, ...], said: str
) -> None:
    assert said in refused(program, *ANSATT, *ELEV, *args, status=2).err


def test_a_person_is_asked_who_it_is_about(program: Program) -> None:
    answers = ["", "foresatte", "Kontaktlaerer, larer", "kontaktlærer, lærer", "Oppdiktet Ask"]
    result = program.run(*ANSATT, *ELEV, answers=answers)
    assert result.status == 0, result.err
    assert result.err.count("Hvilken rolle har den ansatte?") == 4
    assert "Dette må med." in result.err
    (number,) = set(re.findall(r"2026-\w{5}", result.out.partition("opprettet")[0]))
    assert tree(program, number)["gjelder_ansatt"] == {
        "roller": ["kontaktlærer", "lærer"],
        "navn": ["Oppdiktet Ask"],
    }


def test_one_who_opens_another_case_is_not_told_of_it(program: Program) -> None:
    number, beside = opened(program, *ELEV, "--gjelder-ansatt", "kontaktlærer")
    told = program.fine("ny-sak", "--kjede", "bekymring", "--oppdaget", "2026-11-23", *ELEV)
    assert number not in told.err
    assert beside not in told.err
    asked = program.run(
        "ny-sak", "--kjede", "fravaer", "--oppdaget", "2026-11-23", *ELEV, answers=["nei"]
    )
    assert "(bekymring)" in asked.err
    assert number not in asked.err


# From a case that is there already


def test_from_a_case_under_12_4_that_case_goes_on_and_is_kept_alike(program: Program) -> None:
    origin = program.new_case("trygt-og-godt")
    number, beside = opened(program, "--fra-sak", origin, "--gjelder-ansatt", "kontaktlærer")
    assert beside == ""
    old = tree(program, origin)
    assert old["gjelder_ansatt"] == {"roller": ["kontaktlærer"]}
    assert old["hendelser"][-1]["gjelder_sak"] == number
    assert program.run("valider").status == 0
    rows = program.fine("frister", *JSON).json()["frister"]
    assert not [row for row in rows if row["sak"] == origin and "kontaktlærer" in str(row)]


def test_an_owner_from_whom_it_would_be_kept_is_told_of_before_anything_is_written(
    program: Program,
) -> None:
    origin = program.new_case("trygt-og-godt")
    program.fine(
        "tiltak", "ny", origin, "--tiltak", "Fast makker", "--nivå", "klasse",
        "--ansvarlig", "kontaktlærer", "--evalueres", "2026-12-07",
    )  # fmt: skip
    args = (*ANSATT, "--fra-sak", origin, "--gjelder-ansatt", "kontaktlærer")
    assert "feil[K335]" in refused(program, *args, status=1).err


def test_an_intervention_that_went_too_far_opens_both(program: Program) -> None:
    made = program.fine(
        "ny-sak", "--kjede", "fysisk-inngrep", "--oppdaget", "2026-11-23", "--meldt-av", "lærer",
        *ELEV, *JSON,
    )  # fmt: skip
    origin = made.json()["sak"]
    judged = ("registrer", origin, "vurdert-lovlig", "--av", "rektor", "--svar", "nei")
    assert "--gjelder-ansatt" in refused(program, *judged, status=2).err
    asked = program.run(*judged, answers=["lærer", ""])
    assert asked.status == 0, asked.err
    assert asked.out.count("Ny sak er opprettet: ") == 2
    assert tree(program, origin)["gjelder_ansatt"] == {"roller": ["lærer"]}
    first = tree(program, origin)["hendelser"][-1]["gjelder_sak"]
    assert (tree(program, first)["kjede"], tree(program, first)["meldt_av"]) == (
        "ansatt-krenker",
        "rektor",
    )
    assert program.run("valider").status == 0


def test_a_lawful_intervention_opens_nothing(program: Program) -> None:
    made = program.fine(
        "ny-sak", "--kjede", "fysisk-inngrep", "--oppdaget", "2026-11-23", "--meldt-av", "lærer",
        *ELEV, *JSON,
    )  # fmt: skip
    told = program.run(
        "registrer", made.json()["sak"], "vurdert-lovlig", "--svar", "ja", answers=[]
    )
    assert told.status == 0, told.err
    assert "Ny sak" not in told.out


# Following it


def test_a_step_that_stands_open_in_the_case_beside_is_told_of(program: Program) -> None:
    number, beside = opened(program, *ELEV, "--gjelder-ansatt", "kontaktlærer")
    told = program.fine("registrer", number, "undersøker-utpekt").out
    assert "Steget står også åpent" not in told
    told = program.fine("registrer", beside, "rektor-varslet", "--av", "temalærer").out
    assert f"sosialplan registrer {number} rektor-varslet" in " ".join(told.split())
    told = program.fine("registrer", number, "rektor-varslet", "--av", "temalærer").out
    assert "Steget står også åpent" not in told, "told under § 12-5, it is told under § 12-4 too"


def test_an_entry_that_names_them_is_written_and_remarked_on(program: Program) -> None:
    number, _ = opened(program, *ELEV, "--gjelder-ansatt", "kontaktlærer")
    told = program.fine("registrer", number, "samtale", "--av", "rektor", "--med", "kontaktlærer")
    assert "Saken er skjermet for kontaktlærer. Sjekk hvem som vet om den." in told.err
    assert "merknad[K336]" in program.fine("valider").out


@pytest.mark.parametrize(
    ("accused", "told", "kept"),
    [
        ("rådgiver", "Drøft med ledelsen", "rådgiver"),
        ("assisterende-rektor", "Drøft med rådgiver", "assisterende-rektor, rektor"),
        ("rektor", "Drøft med rådgiver", "assisterende-rektor, rektor"),
        ("kontaktlærer", "Drøft med ledelsen eller rådgiver", "kontaktlærer"),
    ],
)
def test_one_discusses_it_with_those_who_may_know_and_with_nobody_else(
    program: Program, accused: str, told: str, kept: str
) -> None:
    """The school's plan, line 1495: with the leadership or rådgiver. Who is accused is left out."""
    _, beside = opened(program, *ELEV, "--gjelder-ansatt", accused)
    said = " ".join(program.fine("forklar", beside, "drøftet").out.split())
    assert f"Saken er skjermet for: {kept} Regnet" in said
    assert said.startswith(f"{told}: mandag 23. november 2026")
    rows = program.fine("frister", "--format", "json").json()["frister"]
    (row,) = [each for each in rows if each["sak"] == beside and each["steg"] == "drøftet"]
    assert row["tittel"] == told


def test_a_step_that_names_one_or_another_names_the_one_who_may_know() -> None:
    plan = the_plan()
    chain = plan.kjede("trygt-og-godt")
    assert chain is not None
    assert as_shielded(chain, plan, frozenset()) is chain
    step = as_shielded(chain, plan, frozenset({"rådgiver"})).find("drøftet")
    assert step is not None
    assert step.hva.strip() == "Den som oppdaget det, drøfter det straks med ledelsen."
    done = replace(chain, steg=(replace(step, gjort="Drøftet med rådgiver eller ledelsen"),))
    told = as_shielded(done, plan, frozenset({"ledelsen", "rektor"})).find("drøftet")
    assert told is not None
    assert told.gjort == "Drøftet med rådgiver"


def test_it_is_explained_where_nobody_is_left_to_discuss_it_with(program: Program) -> None:
    roles = ("--gjelder-ansatt", "rådgiver", "--gjelder-ansatt", "rektor")
    _, beside = opened(program, *ELEV, *roles)
    said = " ".join(program.fine("forklar", beside, "drøftet").out.split())
    assert "Saken er skjermet for ledelsen, rådgiver, så steget skal ikke gjøres." in said


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("rektor-varslet", "Saken er skjermet for rektor, så steget skal ikke gjøres."),
        ("r-team-endring", "Saken er skjermet for r-team, så steget skal ikke gjøres."),
        ("skoleeier-varslet", "Steget gjelder ikke i denne saken."),
        ("undersøkelse", "Saken er skjermet for: assisterende-rektor, rektor"),
        ("plan-sendt", "Utløses av: aktivitetsplan."),
    ],
)
def test_it_is_explained_why_a_step_is_left_out_or_done_by_another(
    program: Program, step: str, said: str
) -> None:
    _, beside = opened(program, *ELEV, "--gjelder-ansatt", "rektor")
    assert said in " ".join(program.fine("forklar", beside, step).out.split())


def test_the_plan_of_the_case_beside_names_nobody_from_whom_it_is_kept(program: Program) -> None:
    _, beside = opened(program, *ELEV, "--gjelder-ansatt", "rektor")
    made = program.fine("lag", "aktivitetsplan", beside)
    assert "Nei. Saken ligger hos skoleeier." in made.out
    assert "rektor-varslet" not in made.err
    assert "--ansvarlig-i-ledelsen ROLLE" in made.err
    _, other = opened(program, *ELEV, "--gjelder-ansatt", "kontaktlærer")
    made = program.fine("lag", "aktivitetsplan", other)
    assert "--av kontaktlærer" not in made.out + made.err


# Meetings


def test_it_is_on_no_agenda_and_in_no_minutes_of_those_it_is_kept_from(program: Program) -> None:
    _, beside = opened(program, *ELEV, "--gjelder-ansatt", "rektor")
    program.fine("registrer", beside, "r-team-meldt", "--av", "kontaktlærer")
    agenda = program.fine("møte", "saksliste", "r-team", *JSON)
    assert agenda.json()["saker"] == []
    assert beside not in agenda.err
    there = ("--til-stede", "rådgiver,trinnleder,ppt-rådgiver")
    said = refused(program, "møte", "referat", "r-team", *there, "--sak", beside).err
    assert "er skjermet for noen som er med i møtet" in said


def test_in_a_meeting_without_them_it_may_be_discussed_and_decided_by_others(
    program: Program,
) -> None:
    _, beside = opened(program, *ELEV, "--gjelder-ansatt", "kontaktlærer")
    program.fine("registrer", beside, "r-team-meldt", "--av", "temalærer")
    agenda = program.fine("møte", "saksliste", "r-team", *JSON).json()["saker"]
    assert [each["merke"] for each in agenda] == ["anonym 1"]
    minutes = ("møte", "referat", "r-team", "--til-stede", "rektor,trinnleder", "--sak", beside)
    decided = ("--beslutning", "Ring hjem", "--frist", "2026-11-30", "--ansvarlig")
    said = refused(program, *minutes, *decided, "kontaktlærer").err
    assert "er skjermet for kontaktlærer, som ikke kan ha ansvaret" in said
    program.fine(*minutes, *decided, "rådgiver")
    there = ("møte", "referat", "r-team", "--til-stede", "rektor,kontaktlærer", "--sak", beside)
    assert "skjermet for noen som er med" in refused(program, *there).err


def test_a_class_meeting_says_nothing_of_a_case_kept_from_its_teachers(program: Program) -> None:
    _, beside = opened(program, *ELEV, "--gjelder-ansatt", "kontaktlærer")
    args = ("møte", "registrer", "klassemøte", "--klasse", "8B", "--til-stede", "trinnleder")
    said = refused(program, *args, "--om", f"{beside}: Noe").err
    assert "er skjermet for noen som er med i møtet" in said


def test_the_rows_of_a_role_hold_nothing_of_it(program: Program) -> None:
    numbers = {*opened(program, *ELEV, "--gjelder-ansatt", "rektor")}
    program.now = "2026-12-18T09:30+01:00"
    for role in ("rektor", "assisterende-rektor", "r-team", "ledelsen"):
        for args in (("--format", "json"), ("--format", "ics"), ("--status", "alle")):
            shown = program.fine("frister", "--rolle", role, *args).out
            assert not [each for each in numbers if each in shown], (role, args)
    rows = json.loads(program.fine("frister", "--rolle", "skoleeier", *JSON).out)["frister"]
    assert {row["sak"] for row in rows} == numbers


def test_the_plan_is_approved_by_one_from_whom_the_case_is_not_kept(program: Program) -> None:
    _, beside = opened(program, *ELEV, "--gjelder-ansatt", "rektor")
    program.fine(
        "tiltak", "ny", beside, "--tiltak", "Fast makker", "--nivå", "klasse",
        "--ansvarlig", "kontaktlærer", "--evalueres", "2026-12-07",
    )  # fmt: skip
    assert (
        "godkjent, ført inn av en ukjent for skoleeier"
        in program.fine("godkjenn", beside, "--likevel", "Oppdiktet").out
    )
    refused(program, "godkjenn", beside, "--av", "rektor", status=2)


def test_the_case_is_not_offered_to_one_from_whom_it_is_kept(program: Program) -> None:
    _, beside = opened(program, *ELEV, "--gjelder-ansatt", "rektor")
    assert (
        "Saken er skjermet for rektor."
        in refused(program, "overfør", beside, "--til", "rektor").err
    )
    program.fine("overfør", beside, "--til", "rådgiver")
    program.fine("overfør", beside, "--svar", "ja")
    rows = program.fine("frister", "--rolle", "rådgiver", *JSON).json()["frister"]
    assert [row for row in rows if row["steg"] == "elev-hørt"]


def test_one_whom_nobody_can_name_is_told_in_words(program: Program) -> None:
    """The law names one who works at the school (§ 12-5); the code of it is no word for a rektor."""
    told = (*ANSATT[:-1], "foresatte", *ELEV, "--gjelder-ansatt", "kontaktlærer", *JSON)
    number = program.fine(*told).json()["sak"]
    for shown in (program.fine("vis", number), program.fine("forklar", number, "rektor-varslet")):
        assert "den som fikk vite det" in " ".join(shown.out.split())
        assert "melder" not in shown.out


def test_two_cases_that_are_opened_together_tell_once_who_entered_them(program: Program) -> None:
    told = program.fine(*ANSATT, *ELEV, "--gjelder-ansatt", "kontaktlærer")
    lines = [each for each in told.err.splitlines() if each.startswith("Ført inn av")]
    assert len(lines) == 1, told.err
