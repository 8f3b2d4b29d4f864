"""A pupil who moves class is moved once: list, open cases and absence follow; one who leaves is named where something is open."""

from pathlib import Path

import pytest

from program import Program, made_by_start
from sosialplan.rules.klasselister.kolonner import meaning

LISTE = "Navn;Klasse\nOppdiktet Kari Nes;8B\nOppdiktet Ola Berg;8B\nOppdiktet Per Lind;8A\n"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.chdir(tmp_path)
    Path("elever.csv").write_text(LISTE, encoding="utf-8")
    made = Program(made_by_start(tmp_path / "skolen"))
    made.fine("importer", "elever", "elever.csv", "--utfør")
    return made


def text(program: Program, file: str) -> str:
    return (program.root / file).read_text(encoding="utf-8")


def liste(program: Program, klasse: str) -> str:
    return text(program, f"elever/2026-2027/{klasse}.yaml")


def away(program: Program, elev: str, klasse: str) -> None:
    program.fine("fravær", "registrer", "--elev", elev, "--klasse", klasse, "--fra", "2026-11-16")


def test_the_list_the_open_case_and_the_absence_follow_in_one_commit(program: Program) -> None:
    sak = program.new_case(elev="Oppdiktet Kari Nes")
    away(program, "Oppdiktet Kari Nes", "8B")
    before = int(program.git("rev-list", "--count", "HEAD"))
    told = program.fine("skole", "elev", "flytt", "--elev", "kari", "--til", "8a")
    assert f"Eleven er flyttet fra 8B til 8A. Sak {sak} og fraværet følger med." in told.out
    assert int(program.git("rev-list", "--count", "HEAD")) == before + 1
    message = program.git("log", "-1", "--format=%B")
    assert "Klassebytte 8B 8A" in message
    assert "Kari" not in message
    assert "Kari Nes" in liste(program, "8A")
    assert "Kari Nes" not in liste(program, "8B")
    assert "klasse: 8A" in text(program, f"saker/2026/{sak}.yaml")
    assert "fra_klasse: 8B" in text(program, "fravaer/2026-2027/8A.yaml")
    shown = program.fine("fravær", "vis", "--klasse", "8A", "--format", "json").json()
    assert [each["tellere"]["i_alt"] for each in shown["elever"]] == [1]
    assert program.run("valider").status == 0


def test_absence_of_an_open_absence_case_goes_with_the_case(program: Program) -> None:
    away(program, "Oppdiktet Ola Berg", "8B")
    sak = program.new_case("fravaer", "Oppdiktet Ola Berg")
    program.fine("skole", "elev", "flytt", "--elev", "Oppdiktet Ola Berg", "--til", "8A")
    shown = program.fine("fravær", "vis", sak, "--format", "json").json()
    assert shown["tellere"]["i_alt"] == 1, "the days are the case's still"


def test_one_who_leaves_is_taken_out_and_what_is_open_is_named(program: Program) -> None:
    sak = program.new_case(elev="Oppdiktet Ola Berg")
    told = program.fine("skole", "elev", "slutt", "--elev", "Oppdiktet Ola Berg", "--klasse", "8B")
    assert "Ola Berg" not in liste(program, "8B")
    assert f"sosialplan registrer {sak} avsluttet --flyttet-til SKOLE" in told.err
    assert "klasse: 8B" in text(program, f"saker/2026/{sak}.yaml")
    assert "Historikken har fortsatt det som sto på listen" in told.err
    last = program.fine("skole", "elev", "slutt", "--elev", "Oppdiktet Kari Nes")
    assert "elever: []" in liste(program, "8B") or "elever:" not in liste(program, "8B"), last
    assert program.run("valider").status == 0


def test_nobody_the_same_class_and_an_unknown_one_change_nothing(program: Program) -> None:
    head = program.git("rev-parse", "HEAD")
    for args, said in (
        (("flytt", "--elev", "Ukjent Elev", "--til", "8A"), "Fant ikke eleven i noen klasseliste"),
        (("flytt", "--elev", "kari", "--til", "8B"), "Eleven går i den klassen."),
        (("flytt", "--elev", "kari", "--til", "7X"), "Fant ikke klassen"),
        (
            ("slutt", "--elev", "Oppdiktet Ukjent", "--klasse", "8B"),
            "Eleven står ikke i klasselisten til 8B.",
        ),
    ):
        told = program.run("skole", "elev", *args)
        assert told.status != 0
        assert said in told.err, told
    assert program.git("rev-parse", "HEAD") == head


def test_in_a_terminal_the_pupil_is_chosen_from_the_class(program: Program) -> None:
    told = program.run("skole", "elev", "flytt", "--til", "8A", answers=["8B", "2"])
    assert told.status == 0, told
    assert "Ola Berg" in liste(program, "8A")


def test_a_class_that_gets_another_name_keeps_its_list_and_one_with_pupils_does_not_go(
    program: Program,
) -> None:
    refused = program.run("skole", "klasse", "slutt", "8B")
    assert "8B har en klasseliste med elever i." in refused.err
    told = program.fine("skole", "klasse", "endre", "8B", "--navn", "8F")
    assert "og klasselisten" in told.out
    assert "klasse: 8F" in liste(program, "8F")
    assert not (program.root / "elever/2026-2027/8B.yaml").exists()


TO = "Navn;Klasse;Fødselsår\nOppdiktet Kari Nes;8B;2013\nOppdiktet Kari Nes;8B;2012\nOppdiktet Per Lind;8A;2013\n"


def of_two(program: Program, elev: str) -> str:
    """Make two of one name on the list, a case of one of them, and take the other off."""
    Path("to.csv").write_text(TO, encoding="utf-8")
    program.fine("importer", "elever", "to.csv", "--utfør")
    return program.new_case(elev=elev)


def test_a_case_with_the_year_behind_the_name_is_known_when_the_other_has_left(
    program: Program,
) -> None:
    sak = of_two(program, "Oppdiktet Kari Nes (2013)")
    away(program, "Oppdiktet Kari Nes (2013)", "8B")
    program.fine("skole", "elev", "slutt", "--elev", "Oppdiktet Kari Nes (2012)")
    program.fine("fravær", "registrer", "--elev", "kari", "--klasse", "8B", "--fra", "2026-11-17")
    book = text(program, "fravaer/2026-2027/8B.yaml")
    assert (book.count("elev:"), book.count("fra:")) == (1, 2), "it is counted as one pupil's"
    told = program.fine("skole", "elev", "flytt", "--elev", "kari", "--til", "8A")
    assert f"Sak {sak} og fraværet følger med." in told.out
    assert "klasse: 8A" in text(program, f"saker/2026/{sak}.yaml")
    told = program.fine("skole", "elev", "slutt", "--elev", "Oppdiktet Kari Nes (2013)")
    assert f"sosialplan registrer {sak} avsluttet" in told.err, "what the case says, can be typed"


def test_a_list_without_the_pupil_tells_of_the_case_with_the_year(program: Program) -> None:
    sak = of_two(program, "Oppdiktet Kari Nes (2013)")
    program.fine("skole", "elev", "slutt", "--elev", "Oppdiktet Kari Nes (2012)")
    Path("uten.csv").write_text("Navn;Klasse\nOppdiktet Liv Dal;8B\n", encoding="utf-8")
    told = program.fine("importer", "elever", "uten.csv", "--utfør")
    assert f"Sak {sak} er åpen, og eleven er ikke i klasselisten til 8B lenger." in told.err


def test_a_case_that_may_be_of_either_of_two_is_told_and_left(program: Program) -> None:
    sak = program.new_case(elev="Oppdiktet Kari Nes")
    Path("to.csv").write_text(TO, encoding="utf-8")
    program.fine("importer", "elever", "to.csv", "--utfør")
    said = f"Sak {sak} i 8B er åpen og kan gjelde denne eleven eller en annen med samme navn."
    elev = "Oppdiktet Kari Nes (2013)"
    told = program.fine("skole", "elev", "flytt", "--elev", elev, "--til", "8A")
    assert said in told.err
    assert f"sosialplan sak endre {sak} --klasse 8A" in told.err
    assert "klasse: 8B" in text(program, f"saker/2026/{sak}.yaml")


def test_a_case_that_stands_in_an_older_class_follows_too(program: Program) -> None:
    sak = program.new_case(elev="Oppdiktet Kari Nes")
    Path("ny.csv").write_text("Navn;Klasse\nOppdiktet Kari Nes;8A\n", encoding="utf-8")
    told = program.fine("importer", "elever", "ny.csv", "--utfør")
    assert f"Sak {sak} står i 8B, og eleven går nå i 8A" in told.err
    told = program.fine("skole", "elev", "flytt", "--elev", "kari", "--til", "8C")
    assert f"Sak {sak} følger med." in told.out
    assert "klasse: 8C" in text(program, f"saker/2026/{sak}.yaml")


def test_one_who_leaves_is_named_whole_or_asked_about(program: Program) -> None:
    before = liste(program, "8B")
    refused = program.run("skole", "elev", "slutt", "--elev", "ola")
    assert (refused.status, "Skriv hele navnet" in refused.err) == (2, True)
    no = program.run("skole", "elev", "slutt", "--elev", "ola", answers=["nei"])
    assert "Skal Oppdiktet Ola Berg (8B) tas ut av klasselisten?" in no.err
    assert liste(program, "8B") == before
    assert program.run("skole", "elev", "slutt", "--elev", "ola", answers=["ja"]).status == 0
    assert "Ola Berg" not in liste(program, "8B")


def test_a_new_pupil_is_added_by_one_command(program: Program) -> None:
    told = program.fine(
        "skole", "elev", "ny", "--elev", "Ås, Oppdiktet Kim", "--klasse", "8b", "--fødselsår", "2013",
        "--foresatt", "Oppdiktet Forelder Ås; mor; 900 00 000",
    )  # fmt: skip
    assert "Eleven er ført opp i klasselisten til 8B." in told.out
    assert "Kim" not in told.out + told.err
    assert "navn: Oppdiktet Kim Ås" in liste(program, "8B")
    assert "kontakt: 900 00 000" in liste(program, "8B")
    assert "Oppdiktet Kari Nes" in liste(program, "8B")
    asked = program.run("skole", "elev", "ny", answers=["Oppdiktet Liv Dal", "8C"])
    assert asked.status == 0, asked
    assert "Oppdiktet Liv Dal" in liste(program, "8C")
    assert program.run("valider").status == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Mangler --elev NAVN og --klasse KLASSE."),
        (("--elev", "Oppdiktet Kim Ås", "--klasse", "8Z"), "klassen"),
        (("--elev", "010100 00110", "--klasse", "8B"), "Dette er ikke et navn."),
        (("--elev", "Oppdiktet Kari Nes", "--klasse", "8B"), "står i klasselisten til 8B"),
        (("--elev", "Oppdiktet Kari Nes", "--klasse", "8A"), "skole elev flytt --elev NAVN --til 8A"),
        (("--elev", "Oppdiktet Kari Ness", "--klasse", "8B"), "Navnet ligner på en annen elev i 8B."),
    ],
)  # fmt: skip
def test_one_who_is_perhaps_there_is_not_added_twice(
    program: Program, words: tuple[str, ...], said: str
) -> None:
    head = program.git("rev-parse", "HEAD")
    refused = program.run("skole", "elev", "ny", *words)
    assert (refused.status, said in refused.err) == (2, True), refused
    assert program.git("rev-parse", "HEAD") == head


def test_a_list_that_takes_most_of_a_class_away_stops(program: Program) -> None:
    whole = "Navn;Klasse\n" + "".join(f"Oppdiktet Elev {each};8D\n" for each in "ABCDE")
    Path("hele.csv").write_text(whole, encoding="utf-8")
    program.fine("importer", "elever", "hele.csv", "--utfør")
    Path("to.csv").write_text("Navn;Klasse\nOppdiktet Elev A;8D\n", encoding="utf-8")
    before = liste(program, "8D")
    refused = program.run("importer", "elever", "to.csv", "--utfør")
    assert (refused.status, "Listen tar ut 4 av 5 i 8D." in refused.err) == (3, True), refused
    assert "sosialplan skole elev ny" in refused.err
    assert "har ingen virkning" in program.run("importer", "elever", "to.csv", "--ta-ut").err
    no = program.run("importer", "elever", "to.csv", "--utfør", answers=["n"])
    assert "Listen tar ut 4 av 5 i 8D. Er det hele listen?" in no.err
    assert liste(program, "8D") == before
    program.fine("importer", "elever", "to.csv", "--utfør", "--ta-ut")
    assert "Elev B" not in liste(program, "8D")


def test_the_next_year_tells_beforehand_which_lists_go_and_a_deletion_that_they_stay(
    program: Program,
) -> None:
    program = Program(program.root, now="2027-06-21T09:00+02:00")
    told = program.run("nytt-skoleår", "2027-2028")
    assert "Klasselistene fra før blir tatt bort: 8A, 8B." in " ".join(told.err.split()), told
    sak = program.new_case(elev="Oppdiktet Kari Nes")
    before = program.run("slett", sak)
    assert "Klasselisten blir også stående" in " ".join((before.out + before.err).split())


def test_a_list_that_cannot_be_read_is_not_left_behind(program: Program) -> None:
    path = program.root / "elever/2026-2027/8B.yaml"
    path.write_text("klasse: [\n", encoding="utf-8")
    head = program.git("rev-parse", "HEAD")
    for words in (
        ("klasse", "slutt", "8B"),
        ("klasse", "endre", "8B", "--navn", "8F"),
        ("elev", "slutt", "--elev", "Oppdiktet Ola Berg", "--klasse", "8B"),
    ):
        refused = program.run("skole", *words)
        assert refused.status == 3, refused
        assert "kan ikke leses" in refused.err
        assert "står ikke i klasselisten" not in refused.err
    assert program.git("rev-parse", "HEAD") == head


def test_headings_that_schools_use_are_read() -> None:
    assert [meaning(each) for each in ("Kl.", "Mob. foresatt 1", "Mobilnr foresatt 2")] == [
        ("", "klasse"), ("foresatt 1", "telefon"), ("foresatt 2", "telefon"),
    ]  # fmt: skip


NO_NAMES = {
    "=1+1": "Et navn har ikke tegn som =",
    '=HYPERLINK("http://x")': "Et navn har ikke tegn som =",
    "+Oppdiktet": "Et navn har ikke tegn som =",
    "oppdiktet@eksempel.invalid": "Et navn har ikke tegn som =",
    "Oppdiktet " + "a" * 790: "Et navn har høyst 300 tegn. Dette har 800.",
    "123": "Et navn har bokstaver.",
}


@pytest.mark.parametrize("navn", NO_NAMES)
def test_what_is_nobodys_name_is_refused_wherever_a_name_is_typed(
    navn: str, program: Program
) -> None:
    sak = program.new_case()
    before = program.git("rev-parse", "HEAD")
    place = ("--klasse", "8B")
    for words in (
        ("skole", "elev", "ny", "--elev", navn, *place),
        ("ny-sak", "--kjede", "trygt-og-godt", "--elev", navn, *place, "--oppdaget", "2026-11-23", "--likevel"),
        ("fravær", "registrer", "--elev", navn, *place, "--fra", "2026-11-23", "--ny-elev"),
        ("sak", "endre", sak, "--navn", navn),
        ("sak", "involver", sak, "--navn", navn, "--rolle", "vitne"),
        ("skole", "person", "ny", navn, "lærer"),
    ):  # fmt: skip
        told = program.run(*words)
        assert told.status == 2, (words, told)
        assert NO_NAMES[navn] in " ".join(told.err.split()), (words, told)
        assert navn not in told.out + told.err
    assert program.git("rev-parse", "HEAD") == before


def test_a_number_with_too_few_digits_is_told_of(program: Program) -> None:
    odd = "Se over: et norsk telefonnummer har 8 sifre"
    assert odd in program.fine("skole", "valg", "telefon", "22 00 00").err
    assert odd not in program.fine("skole", "valg", "telefon", "22 00 00 00").err
    home = ("--foresatt", "Oppdiktet Forelder Li; mor; {}; li@eksempel.invalid")
    new = ("skole", "elev", "ny", "--elev", "Oppdiktet Kim Li", "--klasse", "8B", home[0])
    assert odd in program.fine(*new, home[1].format("900 00 00")).err
    sak = program.new_case()
    assert odd not in program.fine("sak", "endre", sak, home[0], home[1].format("+46 8 123 45")).err
    assert odd in program.fine("sak", "endre", sak, home[0], home[1].format("90 00")).err
