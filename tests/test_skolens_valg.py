"""The school's classes and choices by commands: shown with what they mean, changed line by line, never unsaid."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from frist_sak import the_plan
from program import Program, made_by_start, of_the_repository
from sosialplan.model.skole import Innstilling
from sosialplan.rules.skolevalg import choices, find_choice, typed_value

DAY = date(2026, 11, 23)
SAK = "2026-YHP9E"


@pytest.fixture
def skolen(root: Path, tmp_path: Path) -> Program:
    return Program(of_the_repository(root, tmp_path / "skolen"))


def _text(program: Program, file: str = "plan/skole.yaml") -> str:
    return (program.root / file).read_text("utf-8")


def test_every_choice_reading_and_setting_of_the_plan_is_one_that_can_be_made() -> None:
    plan = the_plan()
    names = [each.navn for each in choices(plan, DAY)]
    assert len(names) == len(set(names))
    assert {each.valg for each in plan.valg.valg} <= set(names)
    assert {each.innstilling for each in plan.skole.innstillinger} <= set(names)
    assert all(each.hva for each in choices(plan, DAY))
    begun = replace(plan, skole=replace(plan.skole, plikter_fra=DAY))
    assert find_choice(choices(begun, DAY), "plikter-fra")[0].verdi == "2026-11-23"
    assert [e.navn for e in find_choice(choices(plan, DAY), "frist-ny")] == [
        "frist-nytt-tilbud",
        "frist-nye-tiltak",
    ]
    assert find_choice(choices(plan, DAY), "") == ()


@pytest.mark.parametrize(
    ("standard", "typed", "value"),
    [
        (True, "Ja", True),
        (False, "nei", False),
        (True, "kanskje", None),
        (3, "5", 5),
        (3, "fem", None),
        (3, "", None),
        (3, "\u0663", None),
        (3, "\u0663 \u0663", None),
        (0, "6 6 6,5 6 5", "6 6 6,5 6 5"),
        ("rektor", "rektor, ledelsen", "rektor, ledelsen"),
        ("rektor", " ", None),
    ],
)
def test_a_value_is_of_the_setting_s_kind(standard: object, typed: str, value: object) -> None:
    setting = Innstilling(innstilling="oppdiktet", standard=standard, hvorfor="x")  # type: ignore[arg-type]
    assert typed_value(setting, typed) == value


def test_choices_are_shown_with_what_they_mean_and_how_they_are_made(skolen: Program) -> None:
    told = skolen.fine("skole", "valg").out
    assert "Der planen sier to ting" in told
    assert "ikke valgt" in told
    one = skolen.fine("skole", "valg", "klassemøte").out
    assert "2. hver-uke: Hver uke." in one
    assert "Endre: sosialplan skole valg klassemøte-hyppighet VERDI" in one
    answer = skolen.fine("skole", "valg", "egen-plan", "--format", "json").json()["valg"]
    assert answer[0]["verdi"] == "ja"
    assert [each["verdi"] for each in answer[0]["muligheter"]] == ["ja", "nei"]


def test_a_reading_is_chosen_and_chosen_anew_from_a_day(skolen: Program) -> None:
    file = "plan/valg.yaml"
    before = _text(skolen, file)
    told = skolen.fine("skole", "valg", "klassemøte-h", "2", "--hvorfor", "Oppdiktet møte").out
    assert "klassemøte-hyppighet: hver-uke. Før: ikke valgt." in told
    after = _text(skolen, file)
    new = [line.strip() for line in after.splitlines() if line not in before.splitlines()]
    assert new == ["valgt: hver-uke", "begrunnelse: Oppdiktet møte"]
    assert "Ingenting er endret" in skolen.fine("skole", "valg", "klassemøte-h", "hver-uke").err
    skolen.fine("skole", "valg", "klassemøte-h", "hver-å")
    again = _text(skolen, file)
    assert "valgt: hver-åttende-uke" in again
    assert "gjelder_fra: 2026-11-23" in again
    assert "Oppdiktet møte" not in again


def test_a_setting_counts_from_a_day_and_only_its_lines_change(skolen: Program) -> None:
    before = _text(skolen)
    skolen.fine("skole", "valg", "frist-elev-hørt", "0", "--fra", "2027-01-04")
    added = "    verdier:\n      - gjelder_fra: 2027-01-04\n        verdi: 0\n"
    assert _text(skolen).replace(added, "") == before
    told = skolen.fine("skole", "valg", "frist-elev-hørt", "2").out
    assert "frist-elev-hørt: 2 fra 23.11.2026. Før: 1." in told
    assert "Nå: 2." in skolen.fine("skole", "valg", "frist-elev-hørt").out
    assert "valider" not in skolen.fine("skole", "valg", "egen-plan", "nei").err
    skolen.fine("skole", "valg", "plan-godkjennes-av", "rektor,Sosiallaerer")
    assert "verdi: rektor, sosiallærer" in _text(skolen)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("finnes-ikke", "1"), "ikke et slikt valg"),
        (("frist", "1"), "Flere valg begynner slik."),
        (("frist-elev-hørt", "snart"), "er et helt tall"),
        (("frist-elev-hørt", "-5"), "er under null"),
        (("egen-plan-kan-godkjennes", "kanskje"), "Dette kan ikke velges."),
        (("klassemøte-hyppighet", "hver-måned"), "Dette kan ikke velges."),
        (("plan-godkjennes-av", "vaktmester"), "Fant ikke rollen"),
        (("plikter-fra", "snart"), "Dagen:"),
        (("kommune", "Oslo", "--fra", "2027-01-04"), "ingen virkning"),
        (("frist-elev-hørt", "2", "--hvorfor", "Oppdiktet"), "ingen virkning"),
        (("frist-elev-hørt", "--fra", "2027-01-04"), "ingen virkning"),
        (("frist-elev-hørt", "2", "--format", "json"), "ingen virkning"),
    ],
)
def test_what_cannot_be_chosen_is_said_and_nothing_is_written(
    skolen: Program, words: tuple[str, ...], said: str
) -> None:
    before = _text(skolen)
    refused = skolen.run("skole", "valg", *words)
    assert refused.status == 2
    assert said in refused.err
    assert _text(skolen) == before


@pytest.mark.parametrize("typed", ["tull", "32. januar", "15.1", "1. august", "30. juni"])
def test_a_half_year_ends_in_the_school_year(skolen: Program, typed: str) -> None:
    refused = skolen.run("skole", "valg", "fravær-halvår-til", typed, "--fra", "2026-08-17")
    assert (refused.status, refused.out) == (2, "")
    assert "slutter ikke slik i noe skoleår" in refused.err
    skolen.fine("skole", "valg", "fravær-halvår-til", "15. januar", "--fra", "2026-08-17")
    skolen.fine("skole", "valg", "fravær-halvår-til", "semesterskifte", "--fra", "2026-08-18")


def test_what_is_chosen_again_for_the_same_day_changes_nothing(skolen: Program) -> None:
    asked = ("skole", "valg", "fravær-timer-per-dag", "6", "--fra", "2026-08-17")
    skolen.fine(*asked)
    before = skolen.git("rev-parse", "HEAD")
    assert "Slik er det fra før. Ingenting er endret." in skolen.fine(*asked).err
    assert skolen.git("rev-parse", "HEAD") == before


def test_the_school_s_own_words_and_the_day_it_began(skolen: Program) -> None:
    skolen.fine("skole", "valg", "kommune", "Oppdiktet kommune")
    skolen.fine("skole", "valg", "ordet", "tiltaksplan")
    told = skolen.fine("skole", "valg", "plikter-fra", "23.11.2026").out
    assert "plikter-fra: 23.11.2026. Før: ikke valgt." in told
    for line in (
        "kommune: Oppdiktet kommune",
        "ordet_for_planen: tiltaksplan",
        "plikter_fra: 2026-11-23",
    ):
        assert f"\n{line}\n" in _text(skolen)


def test_a_class_comes_and_gets_its_teacher(skolen: Program) -> None:
    told = skolen.fine("skole", "klasse", "ny", "8e", "--kontaktlærer", "Lærer Dal").out
    assert "Ny klasse: 8E. Kontaktlærer: Oppdiktet Lærer Dal." in told
    more = skolen.fine("skole", "klasse", "ny", "9E", "10E")
    assert 'sosialplan skole person ny "NAVN" kontaktlærer 9E' in more.err
    assert skolen.run("skole", "klasse", "ny", "9E").status == 2
    assert skolen.run("skole", "klasse", "ny", "11A").status == 2
    assert (
        skolen.run("skole", "klasse", "ny", "8F", "9F", "--kontaktlærer", "Lærer Dal").status == 2
    )
    assert skolen.run("skole", "klasse", "endre", "8E").status == 2
    skolen.fine("skole", "klasse", "endre", "8E", "--kontaktlærer", "Lærer Eng")
    lines = _text(skolen).split("- navn: Oppdiktet Lærer Eng", 1)[1].split("- navn:", 1)[0]
    assert "8D" in lines
    assert "8E" in lines
    assert (
        "8E" not in _text(skolen).split("- navn: Oppdiktet Lærer Dal", 1)[1].split("- navn:", 1)[0]
    )


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        (("5A-6B",), "5A, 5B, 6A, 6B"),
        (("5A–5C",), "5A, 5B, 5C"),
        (("5A 6B",), "5A, 6B"),
        (("5a, 6b og 7C", "5A"), "5A, 6B, 7C"),
        (("5 A",), "5A"),
    ],
)
def test_several_classes_may_be_typed_in_one_word(
    skolen: Program, typed: tuple[str, ...], made: str
) -> None:
    assert f"Ny klasse: {made}." in skolen.fine("skole", "klasse", "ny", *typed).out


@pytest.mark.parametrize("typed", ["6B-5A", "5C-5A"])
def test_classes_that_go_from_nowhere_to_nowhere_are_refused(skolen: Program, typed: str) -> None:
    refused = skolen.run("skole", "klasse", "ny", typed)
    assert (refused.status, "ikke fra den første til den siste" in refused.err) == (2, True)


def test_a_class_that_changes_name_takes_with_it_what_runs(skolen: Program) -> None:
    told = skolen.fine("skole", "klasse", "endre", "9D", "--navn", "9F")
    assert "9D heter nå 9F. Flyttet: én åpen sak og fraværet." in told.out
    assert "klasse: 9F" in _text(skolen, "saker/2026/2026-AWEJ4.yaml")
    assert "{rolle: kontaktlærer, klasse: 9F}" in _text(skolen)
    assert not (skolen.root / "fravaer/2026-2027/9D.yaml").exists()
    assert "klasse: 9F" in _text(skolen, "fravaer/2026-2027/9F.yaml")
    assert skolen.git("status", "--porcelain") == ""
    assert "finnes fra før" in skolen.run("skole", "klasse", "endre", "8A", "--navn", "9F").err
    assert skolen.run("valider").status == 0


def test_the_control_of_the_history_knows_the_renamed_class_again(tmp_path: Path) -> None:
    ny = Program(made_by_start(tmp_path / "skolen"))
    ny.fine(
        "fravær", "registrer", "--elev", "Oppdiktet Elev", "--klasse", "9D", "--fra", "2026-11-16"
    )
    ny.fine("skole", "klasse", "endre", "9D", "--navn", "9F")
    assert "Oppdiktet Elev" in _text(ny, "fravaer/2026-2027/9F.yaml")
    assert ny.run("logg", "--kontroller").status == 0


def test_a_class_with_open_cases_does_not_end(skolen: Program) -> None:
    refused = skolen.run("skole", "klasse", "slutt", "8B")
    assert refused.status == 3
    assert "har åpne saker: " in refused.err
    told = skolen.fine("skole", "klasse", "slutt", "10D")
    assert "Uten rolle i 10D nå: Oppdiktet Lærer Nygard." in told.err
    assert "klasse: 10D" not in _text(skolen)
    assert "# yaml-language-server" in _text(skolen)
