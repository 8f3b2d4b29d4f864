"""What is said of the law is what the law says: who decides, from which day, by which ledd."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from program import Program, copied, made_by_start
from sosialplan.files.yaml_reader import parse


@pytest.fixture(scope="session")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_by_start(tmp_path_factory.mktemp("loven-i-ord") / "skolen")


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    return Program(copied(skolen, tmp_path / "skolen"))


def flat(text: str) -> str:
    return " ".join(text.split())


MOVED = (
    "--flyttet-til", "Oppdiktet annen skole", "--flyttet-dato", "2026-11-23", "--likevel", "Flyttet.",
)  # fmt: skip
IKKE_REGISTRERT = (
    "Det er ikke registrert at eleven eller de foresatte har tatt saken opp med rektor"
)


@pytest.mark.parametrize("document", ["rettigheter", "aktivitetsplan"])
def test_what_was_taken_up_with_rektor_is_told_when_the_pupil_has_moved(
    program: Program, document: str
) -> None:
    number = program.new_case()
    assert IKKE_REGISTRERT in flat(program.fine("lag", document, number).out)
    program.fine("registrer", number, "tatt-opp-med-rektor", "--av", "rektor")
    assert "Veien er åpen fra **30. november 2026**" in program.fine("lag", document, number).out
    program.fine("registrer", number, "avsluttet", *MOVED)
    said = flat(program.fine("lag", document, number).out)
    assert IKKE_REGISTRERT not in said
    assert "Saken ble tatt opp med rektor 23. november 2026." in said
    assert "om det ikke er særlige grunner" in said
    assert "Veien er åpen" not in said


def test_who_moved_without_having_asked_rektor_is_told_of_the_move_alone(program: Program) -> None:
    number = program.new_case()
    program.fine("registrer", number, "avsluttet", *MOVED)
    said = flat(program.fine("lag", "rettigheter", number).out)
    assert "Saken ble tatt opp" not in said
    assert "Eleven gikk ikke lenger på skolen fra 23. november 2026." in said


def test_it_is_told_in_a_case_that_is_handed_on_or_carried_on(program: Program) -> None:
    number = program.new_case()
    program.fine("registrer", number, "tatt-opp-med-rektor", "--av", "rektor")
    program.fine("registrer", number, "til-overlevering")
    said = flat(program.fine("lag", "rettigheter", number).out)
    assert IKKE_REGISTRERT not in said
    assert "Veien er åpen fra **30. november 2026**" in said


def decided(program: Program, *args: str) -> str:
    number = program.new_case()
    program.fine(
        "vedtak",
        number,
        "--slag",
        "skolebytte",
        "--fra",
        "2026-12-01",
        "--dato",
        "2026-11-16",
        *args,
    )
    return number


def test_a_complaint_is_for_the_one_who_decided(program: Program) -> None:
    """Forvaltningsloven § 33, opplæringslova § 13-2 third ledd."""
    number = decided(program, "--underrettet", "2026-11-18")
    program.fine("registrer", number, "klage-mottatt")
    for row in ("klage-sendt-videre", "foreløpig-svar"):
        assert "Ansvarlig: skoleeier" in program.fine("forklar", number, row).out
    program.fine("registrer", number, "innsyn-avslått", "--notat", "§ 13")
    program.now = "2026-11-24T09:30+01:00"
    program.fine("registrer", number, "klage-mottatt")
    assert "Ansvarlig: rektor" in program.fine("forklar", number, "klage-sendt-videre").out


def test_a_decision_is_called_by_what_was_decided(program: Program) -> None:
    number = decided(program)
    said = program.fine("innsyn", number, "--for", "elev", "--format", "md").out
    assert "Vedtak om skolebytte" in said
    assert "eldre regel" not in said


def test_it_is_asked_when_a_decision_arrived(program: Program) -> None:
    number = program.new_case()
    args = ("vedtak", number, "--slag", "skolebytte", "--fra", "2026-12-01")
    said = flat(program.fine(*args).err)
    assert f"Skriv den: sosialplan vedtak {number} --rett --underrettet ÅÅÅÅ-MM-DD" in said
    program.fine("vedtak", number, "--rett", "--underrettet", "2026-11-23")
    refused = program.run("vedtak", number, "--rett", "--underrettet", "2026-12-14")
    assert refused.status == 2
    assert "er ikke kommet ennå" in refused.err


def test_a_day_of_arrival_to_come_is_not_told_as_past(program: Program) -> None:
    number = decided(program, "--underrettet", "2026-11-18")
    path = program.case(number)
    text = path.read_text("utf-8").replace("underrettet: 2026-11-18", "underrettet: 2026-12-14")
    path.write_text(text, "utf-8")
    assert "Dere fikk det" not in program.fine("lag", "enkeltvedtak", number).out
    program.now = "2026-12-09T09:30+01:00"
    said = flat(program.fine("forklar", number, "klagefrist").out)
    assert "det kom ingen klage" not in said
    assert "Dagen vedtaket kom fram, er ikke skrevet ned." in said


def test_leave_that_was_granted_is_known_to_the_guardians(program: Program) -> None:
    number = program.new_case("fravær")
    program.fine(
        "fravær",
        "registrer",
        number,
        "--fra",
        "2026-11-16",
        "--til",
        "2026-11-18",
        "--type",
        "permisjon",
    )
    assert "Varsle foresatte" not in program.fine("vis", number).out
    assert "innvilget" in program.fine("fravær", "vis", number).out


@pytest.mark.parametrize(
    "word", ["§ 2-4", "§ 4-3", "§ 3-1", "§ 5-1", "§ 1-6", "§ 0-6", "2-4", "§ 1"]
)
def test_a_paragraph_that_is_not_there_is_not_another(program: Program, word: str) -> None:
    assert "Fant ikke ordet" in program.run("slå-opp", word).err


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("§9A", "kapittel 12"),
        ("§ 9A", "kapittel 12"),
        ("§ 9A-3", "Nulltoleranse"),
        ("§9a-3", "Nulltoleranse"),
        ("§ 9A-5", "Skjerpet plikt"),
        ("paragraf 12-4", "Plikten til å følge med"),
        ("§§ 10-2", "Barnets beste"),
        ("§ 104", "Barnets beste"),
        ("§ 6-7 a", "arnevernet"),
    ],
)
def test_a_paragraph_is_found_however_it_is_spelt(program: Program, word: str, said: str) -> None:
    assert said in program.fine("slå-opp", word).out


def test_a_heading_with_nothing_under_it_is_left_out(program: Program) -> None:
    assert "Bokstavene i dag" not in program.fine("slå-opp", "§ 12-4").out
    assert "Bokstavene i dag" in program.fine("slå-opp", "fysisk-inngrep").out


def test_at_15_the_pupil_alone_is_asked(program: Program) -> None:
    made = program.fine(
        "ny-sak", "--kjede", "trygt-og-godt", "--elev", "Oppdiktet Elev Stor", "--klasse", "10B",
        "--oppdaget", "2026-11-23", "--fødselsår", "2010", "--format", "json",
    ).json()  # fmt: skip
    for maalform in ("bokmål", "nynorsk"):
        said = program.fine("lag", "samtykke", made["sak"], "--målform", maalform).out
        assert not [each for each in ("barnet", "dere", "dykk") if each in said.split()]
    assert "er det eleven selv som samtykker" in flat(program.fine("slå-opp", "ppt").out)


def test_absence_counted_in_half_years_is_not_said_to_be_of_the_year(program: Program) -> None:
    path = program.root / "plan" / "skole.yaml"
    text = path.read_text("utf-8")
    wanted = "  - innstilling: fravær-periode\n    standard: skoleår\n"
    assert wanted in text
    path.write_text(text.replace(wanted, wanted.replace("skoleår", "halvår")), "utf-8")
    number = program.new_case("fravær")
    program.fine("fravær", "registrer", number, "--fra", "2026-11-16", "--til", "2026-11-18")
    for args in (("vis", number), ("fravær", "vis", number)):
        assert "3 skoledager i alt i halvåret" in flat(program.fine(*args).out)


def test_the_review_names_the_law_of_a_paragraph_that_is_not_the_schools(program: Program) -> None:
    number = program.new_case()
    program.now = "2024-06-17T09:30+02:00"
    old = program.new_case(elev="Oppdiktet Elev Før")
    said = program.fine("tilsyn", old, "--format", "md").out
    assert "Grunnlova §" in said
    assert "(§\u00a0104)" not in said
    program.now = "2026-11-24T09:30+01:00"
    assert "(§\u00a012-4)" in program.fine("tilsyn", number, "--format", "md").out


def test_a_letter_states_the_law_of_the_day_it_is_made(program: Program) -> None:
    program.now = "2024-06-17T09:30+02:00"
    number = program.new_case()
    assert "9 A-6" in program.fine("lag", "rettigheter", number).out
    program.now = "2024-09-20T09:30+02:00"
    said = flat(program.fine("lag", "rettigheter", number).out)
    for law in ("§ 12-2", "§ 12-4", "§ 12-6"):
        assert law in said
    assert "Da saken begynte, sto det i opplæringslova (1998) § 9 A-4." in said
    assert not [each for each in ("9 A-2", "9 A-6", "9 A-9") if each in said]
    nynorsk = flat(program.fine("lag", "rettigheter", number, "--målform", "nynorsk").out)
    assert "Då saka tok til, stod det i opplæringslova (1998) § 9 A-4." in nynorsk


def test_a_document_and_a_duty_of_the_wheel_can_be_looked_up(program: Program) -> None:
    for word in ("tiltaksplan", "rettigheter"):
        assert "Lages med: sosialplan lag" in flat(program.fine("slå-opp", word).out)
    for word in ("samtaler", "foreldremøter-i-klassen"):
        assert "forskrift til opplæringslova (2024) § 11-1" in flat(
            program.fine("slå-opp", word).out
        )
    assert "Loven" not in program.fine("slå-opp", "mot-løpet").out


def test_what_nobody_is_named_for_is_written_by_nobody(program: Program) -> None:
    number = intervened(program, "2026-11-23")
    program.fine("registrer", number, "dokumentert", "--notat", "Holdt i armen.")
    path = program.case(number)
    assert "*Skrevet ned 23. november 2026.*" in program.fine("lag", "fysisk-inngrep", number).out
    text = path.read_text("utf-8").replace("steg: dokumentert", "steg: dokumentert\n    av: lærer")
    path.write_text(text, "utf-8")
    said = program.fine("lag", "fysisk-inngrep", number).out
    assert "*Skrevet ned av lærer, 23. november 2026.*" in said


def intervened(program: Program, day: str) -> str:
    made = program.fine(
        "ny-sak", "--kjede", "fysisk-inngrep", "--elev", f"Oppdiktet Elev {day[:4]}", "--klasse", "8B",
        "--oppdaget", day, "--meldt-av", "lærer", "--format", "json",
    )  # fmt: skip
    return str(made.json()["sak"])


def test_no_law_is_cited_of_an_intervention_before_there_was_one(program: Program) -> None:
    program.now = "2024-05-10T09:30+02:00"
    number = intervened(program, "2024-05-10")
    said = flat(program.fine("forklar", number, "foresatte-kontaktet").out)
    assert "Loven sier" not in said
    assert "§" not in said.split("Grunnlag:")[1]
    program.now = "2026-11-23T09:30+01:00"
    later = intervened(program, "2026-11-23")
    assert "§ 13-5" in program.fine("forklar", later, "foresatte-kontaktet").out


@pytest.mark.parametrize("answer", ["statsforvalteren-spør", "statsforvalteren-vedtak"])
def test_only_a_decision_of_statsforvalteren_binds(program: Program, answer: str) -> None:
    number = program.new_case()
    program.fine("registrer", number, answer, "--frist", "2026-12-18")
    row = {"statsforvalteren-spør": "statsforvalteren-besvart"}.get(answer, f"{answer}-fulgt")
    said = flat(program.fine("forklar", number, row).out)
    assert ("er bindende" in said) is (answer == "statsforvalteren-vedtak")
    assert ("Grunnlag: lov" in said) is (answer == "statsforvalteren-vedtak")
    assert "(kommunen)" in said
    assert "rektor som følger opp" in said


def test_the_paper_of_an_intervention_asks_for_rektor_to_tell_the_guardians(
    program: Program,
) -> None:
    """§ 13-5 first ledd names rektor: no advice gives it to the one who intervened or to kontaktlærer."""
    number = intervened(program, "2026-11-23")
    made = program.run("lag", "fysisk-inngrep", number)
    advice = [each for each in (made.out + made.err).splitlines() if "foresatte-kontaktet" in each]
    assert advice
    assert all("--av rektor" in each for each in advice)
    told = flat(program.fine("forklar", number, "foresatte-kontaktet").out)
    assert "rektor" in told.casefold()


def texts_of(tree: object) -> Iterator[str]:
    """Yield the texts of a file, but those of a rule that rests on § 12-5, which says «straks»."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict) and tree.get("hjemmel") != "ansatt-krenker":
        for each in tree.values():
            yield from texts_of(each)
    elif isinstance(tree, list):
        for each in tree:
            yield from texts_of(each)


_SAYS_OF_LAW = re.compile(r"\b[Ll]oven\b.*\b(sier|krever)\b.*\bstraks\b|\bstraks\b.*§ ?12-4")


def test_no_text_of_the_plan_says_that_the_law_of_12_4_says_straks(program: Program) -> None:
    """§ 12-4 says «om mogeleg», «snarest» and no time; «straks» stands in § 12-5, of an employee."""
    read = 0
    for path in sorted((program.root / "plan").rglob("*.yaml")):
        for text in texts_of(parse(path.read_text("utf-8")).tree):
            for sentence in re.split(r"(?<=[.?!])\s", " ".join(text.split())):
                read += 1
                ours = not re.search("12-5|9 A-5|nevner", sentence)
                assert not (ours and _SAYS_OF_LAW.search(sentence)), (path.name, sentence)
    assert read
    assert _SAYS_OF_LAW.search("Loven krever at rektor varsles straks (§ 12-4).")
    assert _SAYS_OF_LAW.search("Loven og planen sier straks.")


@pytest.mark.parametrize(
    ("steg", "said"),
    [
        ("rektor-varslet", "straks"),
        ("strakstiltak", "straks"),
    ],
)
def test_a_deadline_of_12_4_is_the_schools_own_number_and_not_the_laws_straks(
    program: Program, steg: str, said: str
) -> None:
    made = program.fine(
        "ny-sak", "--kjede", "trygt-og-godt", "--elev", "Oppdiktet Elev Dahl", "--klasse", "8B",
        "--oppdaget", "2026-11-23", "--meldt-av", "lærer", "--format", "json",
    )  # fmt: skip
    told = flat(program.fine("forklar", str(made.json()["sak"]), steg).out)
    assert "skolens eget" in told
    assert f"loven sier {said}" not in told.casefold()
