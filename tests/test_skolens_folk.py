"""Who works at the school, by commands: roles as people write them, pasted lists, and what one who leaves leaves."""

from pathlib import Path

import pytest

from frist_sak import the_plan
from program import Program, of_the_repository
from regnearket import workbook
from sosialplan.model.skole import Person, Verv
from sosialplan.rules.verv import Folkerad, people_of, posts_of, role_of, rows_of_text

SKOLE = "plan/skole.yaml"


@pytest.fixture
def skolen(root: Path, tmp_path: Path) -> Program:
    return Program(of_the_repository(root, tmp_path / "skolen"))


def _text(program: Program) -> str:
    return (program.root / SKOLE).read_text("utf-8")


@pytest.mark.parametrize(
    ("typed", "role"),
    [
        ("rektor", "rektor"),
        ("Rektor", "rektor"),
        ("kontaktlaerer", "kontaktlærer"),
        ("Assisterende rektor", "assisterende-rektor"),
        ("ass. rektor", "assisterende-rektor"),
        ("inspektør", "assisterende-rektor"),
        ("klasselærer", "kontaktlærer"),
        ("helsesøster", "helsesykepleier"),
        ("sosial", None),
        ("sosiall", "sosiallærer"),
        ("trinn", None),
        ("tr", None),
        ("vaktmester", None),
        ("", None),
    ],
)
def test_a_role_is_known_by_its_words(typed: str, role: str | None) -> None:
    found = role_of(the_plan().skole, typed)
    assert (found.rolle if found else None) == role


def _v(rolle: str, klasse: str | None = None, trinn: int | None = None) -> Verv:
    return Verv(rolle=rolle, klasse=klasse, trinn=trinn)


@pytest.mark.parametrize(
    ("typed", "posts"),
    [
        ("kontaktlærer 8B", [_v("kontaktlærer", "8B")]),
        ("kontaktlærer i 8b", [_v("kontaktlærer", "8B")]),
        ("kontaktlærer for klasse 10D", [_v("kontaktlærer", "10D")]),
        ("trinnleder på 9. trinn", [_v("trinnleder", trinn=9)]),
        ("trinnleder 9", [_v("trinnleder", trinn=9)]),
        ("rådgiver, sosiallærer og rektor", [_v("rådgiver"), _v("sosiallærer"), _v("rektor")]),
        ("rådgiver; rådgiver", [_v("rådgiver")]),
        ("kontaktlærer 8A og 8B", [_v("kontaktlærer", "8A"), _v("kontaktlærer", "8B")]),
        ("kontaktlærer 8B rådgiver", [_v("kontaktlærer", "8B"), _v("rådgiver")]),
        ("trinnleder 9 rådgiver", [_v("trinnleder", trinn=9), _v("rådgiver")]),
        ("kontaktlærer\t8A\t", [_v("kontaktlærer", "8A")]),
        ("temalærer 8A", [_v("temalærer", "8A")]),
        ("rådgiver 10", [_v("rådgiver", trinn=10)]),
    ],
)
def test_posts_are_read_as_they_are_written(typed: str, posts: list[Verv]) -> None:
    read = posts_of(the_plan().skole, [typed])
    assert (list(read.verv), read.feil) == (posts, ())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("kontaktlærer", "må det stå en klasse ved skolen, som «kontaktlærer 8A»."),
        ("kontaktlærer 9", "må det stå en klasse ved skolen"),
        ("kontaktlærer 8F", "må det stå en klasse ved skolen"),
        ("trinnleder", "må det stå et trinn ved skolen, som «trinnleder 8»."),
        ("trinnleder 8B", "må det stå et trinn ved skolen"),
        ("trinnleder 7", "må det stå et trinn ved skolen"),
        ("8B", "Rollen mangler foran klassen"),
        ("rektr", "Mente du «Rektor»?"),
        ("rådgiver sosiallærer", "Fant ikke rollen «rådgiver sosiallærer»."),
    ],
)
def test_what_is_no_post_is_said_with_what_there_is(typed: str, said: str) -> None:
    read = posts_of(the_plan().skole, [typed])
    assert read.verv == ()
    assert said in " ".join(read.feil)


LISTE = """\
Etternavn;Fornavn;Stilling;Klasse;Telefon
Berg;Oppdiktet Ola;kontaktlærer;8A;22 00 00 00
Lærer Bjerk;Oppdiktet;kontaktlærer;8B;

Lærer Dal;Oppdiktet;rådgiver;;
;;rektor;;
Fjell;Oppdiktet Kari;;;
Berg;Oppdiktet Ola;rådgiver;;
Li;Oppdiktet Per;kontaktlærer;12F;
"""


def test_a_list_is_read_by_its_headings_and_every_fault_has_its_line() -> None:
    rows, unread = rows_of_text(LISTE)
    read = people_of(the_plan().skole, rows)
    assert unread == ("Telefon",)
    assert read.nye == (Person(navn="Oppdiktet Ola Berg", verv=(_v("kontaktlærer", "8A"),)),)
    assert read.staar == ("Oppdiktet Lærer Bjerk",)
    lines = [line for line, _ in read.feil]
    assert lines == [5, 6, 7, 8, 9]
    told = dict(read.feil)
    assert told[5].startswith("Personen står der fra før, med andre roller.")
    assert 'skole person endre "Oppdiktet Lærer Dal" ROLLE' in told[5]
    assert told[6] == "Navnet mangler."
    assert told[7].startswith("Rollen mangler.")
    assert told[8].startswith("Personen står to ganger i listen.")
    assert "en klasse ved skolen" in told[9]


def test_an_address_without_its_sign_is_told_by_its_line() -> None:
    row = Folkerad(3, "Oppdiktet Ola Berg", ("kontaktlærer 8A",), "ola.eksempel.no")
    read = people_of(the_plan().skole, [row])
    assert read.nye == ()
    assert read.feil == ((3, "E-postadressen må ha en krøllalfa, som navn@skolen.no."),)


def test_lines_without_headings_are_name_and_roles() -> None:
    rows, unread = rows_of_text(
        "Oppdiktet A, kontaktlærer 8A, rådgiver\n\nOppdiktet B\tsosiallærer"
    )
    read = people_of(the_plan().skole, rows)
    assert unread == ()
    assert [(each.navn, len(each.verv)) for each in read.nye] == [
        ("Oppdiktet A", 2),
        ("Oppdiktet B", 1),
    ]
    assert rows_of_text("") == ([], ())


def test_a_list_with_a_fault_writes_nothing_and_tells_all_of_it(skolen: Program) -> None:
    before = _text(skolen)
    refused = skolen.run("skole", "person", "ny", "--liste", "-", inn=LISTE.splitlines())
    assert refused.status == 2
    assert [f"Linje {line} (" in refused.err for line in (5, 6, 7, 8, 9)] == [True] * 5
    assert refused.err.count("De som finnes: Rektor") == 1
    assert _text(skolen) == before


def test_a_list_in_a_file_adds_all_and_only_their_lines(skolen: Program, tmp_path: Path) -> None:
    fil = tmp_path / "folk.csv"
    fil.write_bytes(
        "Navn;Rolle;Klasse;Telefon\r\nOppdiktet Ola Å;kontaktlærer;8A;x\r\n".encode("cp1252")
    )
    before = _text(skolen)
    told = skolen.fine("skole", "person", "ny", "--fil", str(fil))
    assert "Oppdiktet Ola Å: kontaktlærer for 8A." in told.out
    assert "Kolonner som ikke er brukt: Telefon" in told.err
    added = (
        "  - navn: Oppdiktet Ola Å\n    verv:\n      - rolle: kontaktlærer\n        klasse: 8A\n"
    )
    assert _text(skolen).replace(added, "") == before
    again = skolen.fine("skole", "person", "ny", "--fil", str(fil))
    assert "Står der fra før, og er ikke endret: Oppdiktet Ola Å." in again.err
    fil.write_text("Rolle;Klasse\nrektor;\n", "utf-8")
    assert "ingen kolonne med navn" in skolen.run("skole", "person", "ny", "--fil", str(fil)).err


def test_one_way_of_telling_at_a_time(skolen: Program) -> None:
    refused = skolen.run("skole", "person", "ny", "Oppdiktet A", "--liste", "Oppdiktet B; rektor")
    assert refused.status == 2


def test_what_is_missing_is_named_and_in_a_terminal_asked_for(skolen: Program) -> None:
    assert "Mangler NAVN og ROLLE." in skolen.run("skole", "person", "ny").err
    assert "Rollen mangler." in skolen.run("skole", "person", "ny", "Oppdiktet A").err
    answers = [
        "Oppdiktet A, vaktmester",
        "Oppdiktet A, rådgiver",
        "Oppdiktet B; kontaktlærer; 8B",
        "",
    ]
    told = skolen.run("skole", "person", "ny", answers=answers)
    assert told.status == 0
    assert "Ikke med: Oppdiktet A. Fant ikke rollen «vaktmester»." in told.err
    assert "2 er med." in told.err
    assert "Oppdiktet A: rådgiver." in told.out
    assert "Oppdiktet B: kontaktlærer for 8B." in told.out
    asked = skolen.run("skole", "person", "ny", "Oppdiktet C", answers=["", "sosiallærer"])
    assert "Oppdiktet C: sosiallærer." in asked.out
    asked = skolen.run("skole", "person", "endre", "Oppdiktet C", answers=["rådgiver"])
    assert "Ikke lenger sosiallærer." in asked.out
    assert (
        "Mangler det som skal endres" in skolen.run("skole", "person", "endre", "Oppdiktet C").err
    )


def test_a_name_is_corrected_and_never_made_another_s(skolen: Program) -> None:
    told = skolen.fine("skole", "person", "endre", "Lærer Dal", "--navn", "Oppdiktet Lærer Dahl")
    assert "Oppdiktet Lærer Dahl: kontaktlærer for 8C." in told.out
    assert "Lærer Dal\n" not in _text(skolen)
    taken = skolen.run("skole", "person", "endre", "Lærer Dahl", "--navn", "oppdiktet lærer eng")
    assert "En annen ved skolen har det navnet." in taken.err
    same = skolen.fine("skole", "person", "endre", "Lærer Dahl", "kontaktlærer", "8C")
    assert "Ingenting er endret." in same.err
    assert (
        "Flere ved skolen kan være ment."
        in skolen.run("skole", "person", "endre", "Lærer", "rektor").err
    )
    assert "ingen med det navnet" in skolen.run("skole", "person", "slutt", "Vaktmester").err
    assert "må det stå" in skolen.run("skole", "person", "endre", "Lærer Eng", "trinnleder").err


def test_one_who_leaves_keeps_the_name_and_what_is_left_is_said(skolen: Program) -> None:
    before = _text(skolen)
    ahead = skolen.fine("skole", "person", "slutt", "Lærer Bjerk", "--dato", "2026-12-31")
    assert "Ingenting er endret ennå." in ahead.out
    assert 'sosialplan skole person ny "NAVN" kontaktlærer 8B' in ahead.out
    assert _text(skolen) == before
    told = skolen.fine("skole", "person", "slutt", "Lærer Bjerk")
    assert "Ingen er kontaktlærer for 8B da." in told.err
    assert "(saken)" in told.err
    assert "sosialplan overfør 2026-" in told.err
    assert "Oppdiktet Lærer Bjerk" in _text(skolen)
    assert "har ingen roller" in skolen.fine("skole", "person", "slutt", "Lærer Bjerk").err


def test_what_another_holds_too_follows_the_role(skolen: Program) -> None:
    skolen.fine("skole", "person", "ny", "Oppdiktet Ny Lærer", "kontaktlærer 8B")
    told = skolen.fine("skole", "person", "slutt", "Lærer Bjerk").err
    assert "Følger rollen kontaktlærer for 8B" in told
    assert "Ingen er kontaktlærer" not in told


def test_a_role_that_one_gives_oneself_is_told(skolen: Program) -> None:
    skolen.git("config", "user.name", "Oppdiktet Lærer Dal")
    told = skolen.fine("skole", "person", "endre", "Lærer Dal", "kontaktlærer 8C, rådgiver").err
    assert "Du ga deg selv rollen rådgiver." in told
    other = skolen.fine("skole", "person", "endre", "Lærer Eng", "kontaktlærer 8D, rådgiver").err
    assert "ga deg selv" not in other
    skolen.git("config", "user.name", "Oppdiktet Fremmed")
    told = skolen.fine("skole", "person", "ny", "Oppdiktet Fremmed", "rådgiver").err
    assert "Du ga deg selv rollen rådgiver." in told


def test_a_name_with_an_identity_number_in_it_is_refused(skolen: Program) -> None:
    before = skolen.git("rev-parse", "HEAD")
    for words in (
        ("skole", "person", "ny", "Oppdiktet Ny 010100 00110", "lærer"),
        ("skole", "person", "endre", "Oppdiktet Rektor Ravn", "--navn", "Oppdiktet 010100 00110"),
    ):
        told = skolen.run(*words)
        assert told.status == 2
        assert "I navnet står det et fødselsnummer." in told.err
        assert "010100" not in told.out + told.err
    assert skolen.git("rev-parse", "HEAD") == before


def test_an_address_and_the_days_are_kept_and_shown_and_end_no_role(skolen: Program) -> None:
    navn = "Oppdiktet Lærer Dal"
    told = skolen.fine("skole", "person", "endre", navn, "--e-post", "dal@eksempel.no", "--fra", "2026-08-01", "--til", "2026-11-20")  # fmt: skip
    assert "E-post: dal@eksempel.no. Fra 01.08.2026. Til 20.11.2026." in " ".join(told.out.split())
    again = skolen.run("skole", "person", "endre", navn, "--e-post", "dal@eksempel.no")
    assert "Slik står det fra før." in again.err
    assert "M521" in skolen.run("valider").err + skolen.run("valider").out
    for wrong in (("--e-post", "dal"), ("--fra", "2026-12-01")):
        assert skolen.run("skole", "person", "endre", navn, *wrong).status == 2


def test_a_workbook_of_staff_is_read_with_their_addresses(skolen: Program, tmp_path: Path) -> None:
    path = tmp_path / "folk.xlsx"
    path.write_bytes(workbook([["Navn", "Rolle", "Klasse", "E-post"], ["Oppdiktet Ny Lie", "lærer", None, "lie@eksempel.no"]]))  # fmt: skip
    skolen.fine("skole", "person", "ny", "--fil", str(path))
    text = (skolen.root / "plan" / "skole.yaml").read_text(encoding="utf-8")
    assert "e_post: lie@eksempel.no" in text


RAVN = "Oppdiktet Rektor Ravn"


@pytest.mark.parametrize(
    ("words", "more"),
    [
        (("ny", "Oppdiktet Ny Leder", "rektor"), ()),
        (("endre", "Oppdiktet Lærer Dal", "kontaktlærer", "8C,", "rektor"), ()),
        (("ny", "--liste", "Oppdiktet Ny Leder; rektor"), ()),
        (("ny", "--liste", "Oppdiktet Ny Leder; trinnleder 8\nOppdiktet To; trinnleder 8"), ()),
        (("ny", "--fil"), ("Navn;Rolle\nOppdiktet Ny Leder;rektor\n",)),
    ],
)
def test_a_role_that_one_holds_gets_no_second(
    skolen: Program, tmp_path: Path, words: tuple[str, ...], more: tuple[str, ...]
) -> None:
    for each in more:
        (tmp_path / "folk.csv").write_text(each, "utf-8")
        words = (*words, str(tmp_path / "folk.csv"))
    before = _text(skolen)
    refused = skolen.run("skole", "person", *words)
    assert (refused.status, "bare én kan være det" in refused.err) == (2, True), refused
    assert "sosialplan skole person slutt" in refused.err
    assert _text(skolen) == before


@pytest.mark.parametrize("answer", ["ja", "nei"])
def test_in_a_terminal_it_is_asked_whether_one_takes_over(skolen: Program, answer: str) -> None:
    told = skolen.run("skole", "person", "ny", "Oppdiktet Ny Leder", "rektor", answers=[answer])
    assert f"{RAVN} er rektor. Skal Oppdiktet Ny Leder ta over?" in told.err
    assert (told.status == 0) == (answer == "ja")
    assert ("Oppdiktet Ny Leder" in _text(skolen)) == (answer == "ja")
    assert "M512" not in skolen.run("valider").out
    asked = skolen.run("skole", "person", "endre", "Lærer Dal", "rektor", answers=[answer])
    assert ("Oppdiktet Lærer Dal: rektor." in asked.out) == (answer == "ja")


def test_what_stands_in_the_wrong_place_of_a_line_is_read_where_it_belongs() -> None:
    rows, _ = rows_of_text(
        "Oppdiktet Seks, sosiallærer; trinnkoordinator 8\n"
        "Oppdiktet Sju; rådgiver; sju@eksempel.no\n"
        "Oppdiktet Åtte; rådgiver <aatte@eksempel.no>; \n"
        "Ni, Oppdiktet; rådgiver\n"
    )
    read = people_of(the_plan().skole, rows)
    assert read.feil == ()
    six, seven, eight, nine = read.nye
    assert (six.navn, six.verv) == (
        "Oppdiktet Seks", (_v("sosiallærer"), _v("trinnkoordinator", trinn=8)),
    )  # fmt: skip
    assert (seven.e_post, seven.verv) == ("sju@eksempel.no", (_v("rådgiver"),))
    assert (eight.e_post, eight.verv) == ("aatte@eksempel.no", (_v("rådgiver"),))
    assert nine.navn == "Ni, Oppdiktet"


def test_the_days_of_a_list_are_read_and_two_of_one_name_are_told_how_to_part() -> None:
    rows, unread = rows_of_text(
        "Navn;Rolle;E-post;Fra;Sluttdato\n"
        "Oppdiktet A;rådgiver;a@eksempel.no;01.08.2026;20.06.2027\n"
        "Oppdiktet A;rektor;b@eksempel.no;;\n"
        "Oppdiktet B;rådgiver;;snart;\n"
        "Oppdiktet C;rådgiver;;01.08.2026;01.07.2026\n"
    )
    read = people_of(the_plan().skole, rows)
    assert unread == ()
    (one,) = read.nye
    assert [str(one.fra), str(one.til)] == ["2026-08-01", "2027-06-20"]
    told = dict(reversed(read.feil))
    assert "noe i navnet som skiller dem" in told[3]
    assert told[4] == "Dagen kan ikke leses. Skriv den som 31.12.2026."
    assert told[5] == "Siste dag er før den første."


def test_pasted_lines_are_summed_up_and_a_file_is_one_of_them(
    skolen: Program, tmp_path: Path
) -> None:
    fil = tmp_path / "folk.csv"
    fil.write_text("Navn;Rolle\nOppdiktet F;rådgiver\n", "utf-8")
    answers = ["?", "Navn;Stilling", "Oppdiktet A;rådgiver", "Oppdiktet B;vaktmester", str(fil), str(tmp_path / "ingen.csv"), ""]  # fmt: skip
    told = skolen.run("skole", "person", "ny", answers=answers)
    assert told.status == 0, told
    assert "2 er med. Ikke med: Oppdiktet B." in told.err
    assert "Oppdiktet A: rådgiver." in told.out
    assert "Oppdiktet F: rådgiver." in told.out
    assert told.err.count("Roller: Rektor") == 2, "once, and once more for «?»"


def test_the_school_shows_its_classes_and_its_people(skolen: Program) -> None:
    skolen.fine("skole", "person", "endre", "Lærer Dal", "--e-post", "dal@eksempel.no", "--til", "2027-06-20")  # fmt: skip
    people = skolen.fine("skole", "person").out
    (line,) = [each for each in people.splitlines() if "Lærer Dal" in each]
    assert "kontaktlærer for 8C" in " ".join(people.split())
    assert "til 20.06.2027" in line
    assert "dal@eksempel.no" in people
    whole = skolen.fine("skole").out
    assert "Klasser: 8A, 8B" in whole
    assert all(each.strip() in whole for each in people.splitlines())
