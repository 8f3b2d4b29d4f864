"""Looking words up, and the plan's words and examples where a person chooses."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from program import Program, everything_in, of_the_repository
from sosialplan.files.filtolk import read_value
from sosialplan.files.loader import load_plan, load_reference
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.aarshjul import Aarshjul
from sosialplan.model.plan import Plan
from sosialplan.views.planen.oppslag import find
from sosialplan.views.planen.oppslag_planen import alle_oppslag

SAK = "2026-YHP9E"
BEKYMRING = "2026-EWZS9"


@pytest.fixture(scope="module")
def lest(root_of_module: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    folder = tmp_path_factory.mktemp("oppslag") / "skolen"
    return Program(of_the_repository(root_of_module, folder))


@pytest.fixture(scope="module")
def root_of_module() -> Path:
    return Path(__file__).parent.parent


@pytest.fixture
def egen(root: Path, tmp_path: Path) -> Program:
    return Program(of_the_repository(root, tmp_path / "skolen"))


def oppslag(program: Program, *word: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = program.fine("slå-opp", *word, "--format", "json").json()[
        "oppslag"
    ]
    return found


def choose(program: Program, valg: str, lesning: str) -> None:
    path = program.root / "plan/valg.yaml"
    text = path.read_text(encoding="utf-8")
    chosen = text.replace(f"  - valg: {valg}\n", f"  - valg: {valg}\n    valgt: {lesning}\n")
    path.write_text(chosen, encoding="utf-8", newline="\n")


def test_a_term_is_told_with_its_source_and_lines(lest: Program) -> None:
    told = lest.fine("slå-opp", "utestenging").out
    assert told == (
        "Utestenging (begrep)\n"
        "  En elev blir nesten alltid holdt utenfor gruppen eller klassen.\n"
        "  Kilde: Utdanningsdirektoratets brosjyre om skolemiljø, gjengitt i planen, linje 144\n"
    )


def test_both_definitions_stand_until_one_is_chosen_and_after(egen: Program) -> None:
    told = egen.fine("slå-opp", "mobbing").out
    assert re.findall(r"Lesning: (.+)", told) == [
        "gjentatt, ikke valgt",
        "tilhørighet, ikke valgt",
    ]
    assert "linje 140–142" in told
    assert "linje 162–166" in told
    assert "Skolen må velge: Hvilken definisjon av mobbing bruker skolen?" in " ".join(told.split())
    choose(egen, "mobbing-definisjon", "tilhørighet")
    told = egen.fine("slå-opp", "mobbing").out
    assert re.findall(r"Lesning: (.+)", told) == [
        "gjentatt, valgt bort",
        "tilhørighet, skolens valg",
    ]
    assert "Skolen bruker definisjonen «tilhørighet»." in told


@pytest.mark.parametrize(
    ("word", "count", "lines"),
    [("salto", 7, "381"), ("otto", 5, "357"), ("bup", 3, "1693")],
)
def test_a_partner_tells_what_it_can_be_asked_for_and_by_whom(
    lest: Program, word: str, count: int, lines: str
) -> None:
    partner = oppslag(lest, word)[0]
    tasks = partner["punkter"][0]
    assert (tasks["navn"], len(tasks["tekster"])) == ("Kan bes om", count)
    assert any(f"linje {lines}" in each or lines in each for each in tasks["tekster"])
    assert partner["punkter"][1]["navn"] == "Hvem tar kontakt"
    assert partner["punkter"][2]["navn"] == "Samtykke trengs"


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("krenkende atferd", ["begrep"]),
        ("Elever i risiko", ["nivå"]),
        ("forebygging", ["nivåer", "steg"]),
        ("åpne", ["verdi"]),
        ("apne", ["verdi"]),
        ("§ 12-4", ["hjemmel"]),
        ("9 A-4", ["hjemmel", "annet ord"]),
        ("salto", ["partner"]),
        ("rektor", ["rolle"]),
        ("nullvisjon-mobbing", ["mål"]),
        ("dager-til-plan", ["mål"]),
        ("god praksis", ["liste"]),
        ("kjennskap", ["liste"]),
        ("læringsmiljø", ["partner", "aktivitet"]),
        ("laeringsmiljoteam", ["partner"]),
    ],
)
def test_a_word_is_found_where_it_stands(lest: Program, word: str, kinds: list[str]) -> None:
    assert [each["slag"] for each in oppslag(lest, word)] == kinds


def test_a_meeting_tells_how_often_who_and_what(lest: Program) -> None:
    meeting = next(each for each in oppslag(lest, "r-team") if each["slag"] == "møte")
    told = {each["navn"]: each["tekster"] for each in meeting["punkter"]}
    assert told["Hvor ofte"] == [
        "1–3 hver måned (ikke valgt)",
        "minst 1 hver 2. uke (ikke valgt)",
        "minst 1 hver uke (ikke valgt)",
    ]
    assert told["Medlemmer"] == ["rektor", "trinnleder", "PPT-rådgiver", "rådgiver"]
    assert "Nye meldinger på skolens skjema" in told["Fast saksliste (skolens eget)"]
    social = oppslag(lest, "sosialt-r-team")[0]["punkter"]
    assert {"navn": "Alltid med", "tekster": ["rektor eller assisterende rektor"]} in social


def test_every_meeting_of_the_plan_is_found(lest: Program) -> None:
    assert len(oppslag(lest, "møte")) == 12


def test_a_kind_shows_all_of_its_kind(lest: Program) -> None:
    assert {each["slag"] for each in oppslag(lest, "hjemmel")} == {"hjemmel"}
    assert {each["ord"] for each in oppslag(lest, "verdi")} == {
        "trygge", "åpne", "rause", "nyskapende",
    }  # fmt: skip


def test_without_a_word_all_are_listed(lest: Program) -> None:
    everything = oppslag(lest)
    assert {each["slag"] for each in everything} == {
        "begrep", "partner", "nivåer", "nivå", "liste", "mål", "verdi", "møte", "hjemmel", "rolle",
        "aktivitet", "kjede", "steg", "trinn", "valg", "annet ord", "dokument",
    }  # fmt: skip
    table = lest.fine("slå-opp").out.splitlines()
    assert table[0].split() == ["Ord", "Slag", "Navn"]
    assert len(table) == len(everything) + 1
    for each in everything:
        assert each["kilde"], each["ord"]


def test_a_goal_tells_its_number_and_ground(lest: Program) -> None:
    told = lest.fine("slå-opp", "dager-til-plan").out
    assert "høyst 5 virkedager (mandag–fredag, ikke helligdager) (grunnlag: praksis)" in told
    told = lest.fine("slå-opp", "ingen-faller-ut").out
    assert "ingen elever (grunnlag: plan)" in told
    assert "Ledelsen avgjør det." in told
    told = lest.fine("--i-dag", "2016-10-01", "slå-opp", "dager-til-plan").out
    assert "ikke fastsatt" in told


@pytest.mark.parametrize(
    ("word", "near"), [("mobing", "«Mobbing»"), ("Saltoo", "«SaLTo»"), ("xq", "slå-opp")]
)
def test_a_misspelt_word_gets_the_nearest(lest: Program, word: str, near: str) -> None:
    result = lest.run("slå-opp", word)
    assert (result.status, result.out) == (2, "")
    assert near in result.err
    assert word not in result.err.replace(near, "")


@pytest.mark.parametrize("name", ["slaa-opp", "sla-opp", "slå-opp"])
def test_the_command_answers_to_its_ascii_forms(lest: Program, name: str) -> None:
    assert lest.fine(name, "vold").out.startswith("Vold (begrep)")


def test_a_faulty_reference_is_told_of_and_stops_no_case(egen: Program) -> None:
    path = egen.root / "plan/begreper.yaml"
    path.write_text("begreper: [\n", encoding="utf-8")
    result = egen.run("slå-opp", "mobbing")
    assert (result.status, result.out) == (1, "")
    assert "plan/begreper.yaml:2:1: feil[Y101]" in result.err
    egen.git("commit", "-qam", "prøve")
    asked = egen.run("tiltak", "ny", SAK, answers=["Samtale", "rektor", "", "fredag"])
    assert asked.status == 0, asked.err
    asked = egen.run("registrer", SAK, "strakstiltak", answers=[])
    assert asked.status == 0, asked.err


# Where a person chooses


def test_a_measure_may_be_chosen_by_number_or_told_in_own_words(egen: Program) -> None:
    asked = egen.run(
        "tiltak", "ny", BEKYMRING, answers=["", "2", "rektorr", "kontaktlærer", "", "fredag"]
    )
    assert asked.status == 0, asked.err
    assert "   1 samtale med eleven\n   2 kontakt med foresatte\n" in asked.err
    assert "drøfte anonymt med BUP" in asked.err
    assert "Dette må med." in asked.err
    assert "Mente du «rektor»?" in asked.err
    case = egen.case(BEKYMRING).read_text(encoding="utf-8")
    assert "tiltak: kontakt med foresatte" in case
    asked = egen.run(
        "tiltak", "ny", BEKYMRING, "--ansvarlig", "rektor", answers=["9, 99 makkere", "", "fredag"]
    )
    assert asked.status == 0, asked.err
    assert "tiltak: 9, 99 makkere" in egen.case(BEKYMRING).read_text(encoding="utf-8")


def test_outside_a_terminal_what_is_missing_is_named(egen: Program) -> None:
    before = everything_in(egen.root)
    result = egen.run("tiltak", "ny", SAK, "--tiltak", "Samtale")
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("Valget «--ansvarlig» mangler.")
    assert everything_in(egen.root) == before


def test_the_examples_of_a_chain_may_be_chosen_when_a_case_is_opened(egen: Program) -> None:
    answers = ["bekymring", "Oppdiktet Elev Valgt", "8B", "", "1,3", ""]
    asked = egen.run("ny-sak", answers=answers)
    assert asked.status == 0, asked.err
    assert "   1 går mye alene i friminutt eller klasse" in asked.err
    number = re.findall(r"2026-\w{5}", asked.out)[0]
    case = egen.case(number).read_text(encoding="utf-8")
    assert "går mye alene i friminutt eller klasse; er stille og trekker seg unna" in case
    assert "kategorier" not in case


def test_a_step_shows_its_examples_and_the_partners_it_concerns(egen: Program) -> None:
    asked = egen.run("registrer", "2026-AWEJ4", "tverrfaglig-møte", answers=[])
    assert asked.status == 0, asked.err
    assert "BUP (barne- og ungdomspsykiatrien): Henvisning krever samtykke." in asked.err
    asked = egen.run("registrer", BEKYMRING, "tiltak-i-gang", answers=[])
    assert "Eksempler: samtale med eleven; kontakt med foresatte;" in asked.err
    quiet = egen.run("registrer", "2026-AWEJ4", "tverrfaglig-møte")
    assert "Mer: sosialplan slå-opp" not in quiet.err + quiet.out


def test_at_least_one_or_two_is_no_upper_bound(lest: Program) -> None:
    meeting = next(each for each in oppslag(lest, "sosialt-r-team") if each["slag"] == "møte")
    told = {each["navn"]: each["tekster"] for each in meeting["punkter"]}
    assert told["Hvor ofte"] == ["minst 1–2 hver måned"]


def test_every_activity_step_meeting_rung_and_choice_can_be_looked_up(lest: Program) -> None:
    found = {(each["slag"], each["ord"]) for each in oppslag(lest)}
    plan, _ = load_plan(Planmappe(lest.root))
    wheel, _ = read_value(Planmappe(lest.root), lest.root / "plan/aarshjul.yaml", Aarshjul)
    assert plan is not None
    assert wheel is not None
    wanted = {("aktivitet", each.id) for each in wheel.value.aktiviteter}
    wanted |= {("kjede", each.kjede) for each in plan.kjeder}
    wanted |= {("møte", each.moete) for each in plan.moeter.moeter}
    wanted |= {("valg", each.valg) for each in plan.valg.valg}
    used = lest.fine("kjeder", "--format", "json").json()["kjeder"]
    wanted |= {("steg", steg["steg"]) for kjede in used for steg in kjede["steg"]}
    assert wanted - found == set()


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("Fylkesmannen", "Statsforvalteren"), ("§ 9A", "kapittel 12"), ("9 A-4", "kapittel 12"),
        ("helsesøster", "helsesykepleier"), ("Spesialundervisning", "individuelt tilrettelagt"),
        ("mor", "foresatte"), ("websak", "arkivsystem"), ("sos. r-team", "sosialt R-team"),
    ],
)  # fmt: skip
def test_an_old_word_tells_what_it_is_called_now(lest: Program, old: str, now: str) -> None:
    (found,) = (each for each in oppslag(lest, old) if each["slag"] == "annet ord")
    assert now in found["betydninger"][0]["tekst"]


def test_what_an_old_word_points_to_can_be_looked_up(lest: Program) -> None:
    for each in oppslag(lest, "annet ord"):
        _, found, target = each["betydninger"][0]["tekst"].partition("slå-opp ")
        assert not found or oppslag(lest, target), each["ord"]


def test_what_stands_only_in_a_text_is_found_too(lest: Program) -> None:
    assert [each["ord"] for each in oppslag(lest, "gule vester")] == ["sosial-handlingsplan"]


def test_what_is_not_found_is_not_said_to_be_missing_from_the_plan(lest: Program) -> None:
    told = lest.run("slå-opp", "helsesykepleiar")
    assert told.status == 2
    assert told.err.startswith("Fant ikke ordet. Mente du «Helsesykepleier»?")
    assert "planen" not in lest.run("slå-opp", "xyzzy").err


def test_what_the_school_itself_added_to_a_meeting_says_so(lest: Program) -> None:
    smu = next(each for each in oppslag(lest, "smu") if each["slag"] == "møte")
    assert [each["navn"] for each in smu["punkter"]] == [
        "Hvor ofte",
        "Medlemmer (skolens eget)",
        "Fast saksliste (skolens eget)",
    ]
    ppt = next(each for each in oppslag(lest, "ppt-på-skolen") if each["slag"] == "møte")
    assert ppt["kilde"].startswith("skolens eget")


@pytest.mark.parametrize(
    ("word", "activity"),
    [
        ("MOT", "MOT: Robust ungdom"),
        ("MOT", "MOT-løpet (stafett)"),
        ("MOT", "MOT til å glede dagen"),
        ("MOT", "Unge MOT-ledere"),
        ("mot-ansvarlig", "MOT-løpet (stafett)"),
    ],
)
def test_a_role_tells_every_activity_that_it_has_or_that_carries_its_name(
    lest: Program, word: str, activity: str
) -> None:
    """The source's lines 947 and 1072: MOT is something the school does, too."""
    (found,) = [each for each in oppslag(lest, word) if each["slag"] == "rolle"]
    assert activity in str(found)


I_DAG = date(2026, 11, 23)


def called(plan: Plan, wheel: Aarshjul) -> Iterator[tuple[str, str]]:
    """Yield what each thing of the plan is called, by its code and by its name, and its kind."""
    for activity in wheel.aktiviteter:
        yield from ((name, "aktivitet") for name in (activity.id, activity.navn))
    for kjede in plan.kjeder:
        yield from ((name, "kjede") for name in (kjede.kjede, kjede.navn))
        for steg in kjede.steg:
            names = (steg.steg, steg.navn, steg.gjort)
            yield from ((name, "steg") for name in names if name)
    for moete in plan.moeter.moeter:
        yield from ((name, "møte") for name in (moete.moete, moete.navn))
    for rolle in plan.skole.roller:
        yield from ((name, "rolle") for name in (rolle.rolle, rolle.navn))
    for trinn in plan.trapp.trinn:
        yield from ((name, "trinn") for name in (trinn.trinn, trinn.navn))


def test_everything_of_the_plan_is_found_by_its_code_and_by_its_name(lest: Program) -> None:
    folder = Planmappe(lest.root)
    plan, _ = load_plan(folder)
    reference, _ = load_reference(folder)
    wheel, _ = read_value(folder, lest.root / "plan/aarshjul.yaml", Aarshjul)
    assert plan is not None
    assert reference is not None
    assert wheel is not None
    entries = alle_oppslag(plan, reference, wheel.value, I_DAG)
    tried, missing = set(), set()
    for name, kind in called(plan, wheel.value):
        tried.add(kind)
        kinds = {each.slag for each in find(name, entries)}
        kinds |= {"rolle"} if "partner" in kinds else set()  # a role of another house is a partner
        if kind not in kinds:
            missing.add((kind, name))
    assert sorted(missing) == []
    assert len(tried) == 6


@pytest.mark.parametrize("word", ["trinnleder", "klassemøte", "Oppdaget eller meldt"])
def test_a_word_with_other_letters_or_spaces_around_is_the_same(lest: Program, word: str) -> None:
    told = lest.fine("slå-opp", word).out
    assert lest.fine("slå-opp", f"  {word.upper()} ").out == told
