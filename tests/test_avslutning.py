"""Closing a case: what stands open is shown and explained, and nothing of it disappears afterwards."""

import re
from pathlib import Path

import pytest

from program import Program, copied, made_by_start, of_the_repository

DEMO = "2026-YHP9E"
GODT = ("--trygt", "ja", "--elevens-stemme", "Nå er det bra.", "--etterkontroll", "2026-12-14")
GRUNN = "Oppdiktet grunn: foresatte ønsker det slik."


@pytest.fixture(scope="session")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_by_start(tmp_path_factory.mktemp("avslutning") / "skolen")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return of_the_repository(
        Path(__file__).parent.parent, tmp_path_factory.mktemp("avslutning-demo") / "demo"
    )


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    return Program(copied(skolen, tmp_path / "skolen"))


@pytest.fixture
def school(demo: Path, tmp_path: Path) -> Program:
    return Program(copied(demo, tmp_path / "demo"))


def rows(program: Program, number: str, *options: str) -> list[dict[str, object]]:
    found = program.fine("frister", "--format", "json", *options).json()["frister"]
    return [row for row in found if row["sak"] == number]


def count_of(program: Program, number: str) -> str:
    told = program.fine("tilsyn", number, "--format", "md").out
    return next(line for line in told.splitlines() if " er ute. " in line)


CHAINS = ("trygt-og-godt", "bekymring", "fravaer")


@pytest.mark.parametrize("kjede", CHAINS)
def test_a_case_with_something_open_is_not_closed_without_a_reason(
    program: Program, kjede: str
) -> None:
    number = program.new_case(kjede)
    before = program.case(number).read_bytes()
    refused = program.run("registrer", number, "avsluttet", *GODT)
    assert refused.status == 2
    assert "Dette er ikke gjort:" in refused.err
    assert "Eleven er ikke hørt" in refused.err
    assert "Ingenting er evaluert" in refused.err
    assert "--likevel" in refused.err
    assert program.case(number).read_bytes() == before


def test_a_reason_is_recorded_and_shown(program: Program) -> None:
    number = program.new_case()
    program.now = "2026-11-30T12:00+01:00"
    closed = ("registrer", number, "avsluttet", "--av", "rektor", *GODT, "--likevel", GRUNN)
    program.fine(*closed)
    assert f"likevel: '{GRUNN}'" in program.case(number).read_text(encoding="utf-8")
    for told in (
        program.fine("vis", number).out,
        program.fine("tilsyn", number, "--format", "md").out,
        program.fine("lag", "evaluering", number).out,
        program.fine("innsyn", number, "--for", "elev", "--format", "md").out,
    ):
        words = " ".join(told.replace("\\", "").split())
        assert "Ikke gjort da saken ble avsluttet" in words
        assert "Hør eleven" in words
        assert GRUNN in words
    assert "avslutte" in program.fine("logg", number).out
    assert "K383" not in program.run("valider").out


@pytest.mark.parametrize("grunn", ["?", "-", ".", "…", "xx"])
def test_a_mark_is_no_reason(program: Program, grunn: str) -> None:
    number = program.new_case()
    assert program.run("registrer", number, "avsluttet", *GODT, "--likevel", grunn).status == 2


@pytest.mark.parametrize(
    "stemme", ["?", "??", "–", "--", ".", "…", "*", "x", "xxx", "ikke spurt", "Ikke spurt ennå.", "N/A", "Ukjent"],
)  # fmt: skip
def test_a_mark_is_not_the_pupils_voice(program: Program, stemme: str) -> None:
    number = program.new_case()
    for steg in ("elev-hørt", "avsluttet"):
        said = ("--elevens-stemme", stemme, "--trygt", "ja", "--etterkontroll", "2026-12-14")
        refused = program.run("registrer", number, steg, *said, "--likevel", GRUNN)
        assert refused.status == 2
        assert "ikke elevens ord" in refused.err


def test_a_pupil_who_says_no_is_not_closed_in_silence(school: Program) -> None:
    said = (
        "--trygt",
        "nei",
        "--elevens-stemme",
        "Det er ikke bra.",
        "--etterkontroll",
        "2026-12-14",
    )
    refused = school.run("registrer", DEMO, "avsluttet", *said)
    assert refused.status == 2
    assert "Eleven sier at det ikke er trygt og godt" in refused.err


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (("--trygt", "delvis"), "Eleven sier at det bare delvis er trygt og godt"),
        (("--trygt", "nei"), "Eleven sier at det ikke er trygt og godt"),
    ],
)
def test_what_the_pupil_says_stands_among_what_is_not_done(
    program: Program, said: tuple[str, ...], told: str
) -> None:
    number = program.new_case()
    words = ("--elevens-stemme", "Det er litt bedre nå", "--etterkontroll", "2026-12-14")
    refused = program.run("registrer", number, "avsluttet", *words, *said)
    assert refused.status == 2
    assert told in refused.err


def test_a_pupil_who_declined_to_say_stands_among_what_is_not_done(program: Program) -> None:
    number = program.new_case()
    refused = program.run(
        "registrer", number, "avsluttet", "--takket-nei", "--etterkontroll", "2026-12-14"
    )
    assert refused.status == 2
    assert "Eleven ville ikke si om det er trygt og godt" in refused.err


@pytest.mark.parametrize(
    ("utfall", "told"),
    [
        ("delvis", "Den siste evalueringen sier at det bare virket delvis"),
        ("ingen", "Den siste evalueringen sier at det ikke virket"),
    ],
)
def test_an_evaluation_that_was_not_good_stands_among_what_is_not_done(
    program: Program, utfall: str, told: str
) -> None:
    number = program.new_case()
    program.fine("registrer", number, "evaluering", "--utfall", utfall, "--med", "elev,foresatte")
    refused = program.run("registrer", number, "avsluttet", *GODT)
    assert refused.status == 2
    assert told in refused.err


def test_a_measure_that_was_not_evaluated_anew_stands_among_what_is_not_done(
    program: Program,
) -> None:
    number = program.new_case()
    program.fine(
        "tiltak", "ny", number, "--tiltak", "Faste makkere i friminuttet", "--nivå", "klasse",
        "--ansvarlig", "kontaktlærer", "--fra", "2026-11-23", "--evalueres", "2026-11-26",
    )  # fmt: skip
    listed = program.case(number).read_text(encoding="utf-8")
    tiltak = listed.split("tiltak:", 1)[1].split("id: ", 1)[1].split()[0]
    program.now = "2026-11-26T12:00+01:00"
    program.fine(
        "tiltak", "evaluer", number, tiltak, "--gjennomført", "ja", "--utfall", "delvis",
        "--elev", "Det er litt bedre", "--foresatte", "Enig", "--beslutning", "behold",
        "--neste", "2026-12-01",
    )  # fmt: skip
    program.now = "2026-12-07T12:00+01:00"
    refused = program.run("registrer", number, "avsluttet", *GODT)
    assert refused.status == 2
    assert "er ikke evaluert på nytt" in refused.err


def test_a_person_is_shown_what_is_open_and_asked_why(program: Program) -> None:
    number = program.new_case()
    command = ("registrer", number, "avsluttet", *GODT)
    empty = program.run(*command, answers=[""])
    assert empty.status == 2
    assert "Dette er ikke gjort:" in empty.err
    assert program.run(*command, answers=[GRUNN]).status == 0
    assert GRUNN in program.fine("vis", number).out.replace("\n", " ")


@pytest.mark.parametrize("nowhere", [" ", "?", ".", "ukjent"])
def test_a_move_to_nowhere_lifts_no_gate(program: Program, nowhere: str) -> None:
    number = program.new_case()
    refused = program.run("registrer", number, "avsluttet", "--flyttet-til", nowhere)
    assert refused.status == 2
    placeholder = nowhere != "ukjent"
    assert ("sier ikke noe" if placeholder else "Dette er ikke gjort:") in refused.err


def test_a_correction_that_leaves_more_undone_wants_a_reason_of_its_own(program: Program) -> None:
    number = program.new_case()
    program.fine("registrer", number, "avsluttet", *GODT, "--likevel", GRUNN)
    worse = ("rett", number, "avsluttet", "--trygt", "nei", "--elevens-stemme", "Det er ikke bra")
    refused = program.run(*worse)
    assert refused.status == 2
    assert "Eleven sier at det ikke er trygt og godt" in refused.err
    assert "Eleven er ikke hørt" not in refused.err, "the reason that stands was given for that"
    program.fine(*worse, "--likevel", "Eleven følges opp på sin nye skole.")


def test_what_a_correction_takes_from_a_closed_case_is_told(program: Program) -> None:
    number = program.new_case()
    program.fine("registrer", number, "rektor-varslet")
    program.fine("registrer", number, "avsluttet", *GODT, "--likevel", GRUNN)
    told = program.fine("rett", number, "rektor-varslet", "--utgår", "--notat", "Det skjedde ikke.")
    assert "Dette er ikke gjort:" in told.err
    assert "Varsle rektor" in told.err


def test_a_closed_case_is_not_closed_again(program: Program) -> None:
    number = program.new_case()
    program.fine("registrer", number, "avsluttet", *GODT, "--likevel", GRUNN)
    again = program.run("registrer", number, "avsluttet", *GODT, "--likevel", GRUNN)
    assert again.status == 2
    assert "avsluttet fra før" in again.err
    assert f"sosialplan rett {number} avsluttet" in again.err


def test_what_had_passed_when_the_case_was_closed_stays_passed(school: Program) -> None:
    """The demo's case, closed: the review counts the same breaches, and the list tells of each row."""
    before, known = count_of(school, DEMO), rows(school, DEMO, "--status", "alle")
    late = {row["id"] for row in known if row["status"] == "forfalt" and row["slag"] == "frist"}
    assert late
    school.fine("registrer", DEMO, "avsluttet", *GODT, "--likevel", GRUNN)
    assert count_of(school, DEMO) == before
    after = {row["id"]: row for row in rows(school, DEMO, "--status", "alle")}
    assert {after[each]["status"] for each in late} == {"ikke-gjort"}
    gone = {str(row["id"]) for row in known if row["slag"] != "varsel"} - {
        str(each) for each in after
    }
    assert gone == set()
    earlier = {row["id"] for row in known if row["bortfall"]}
    lifted = [row for row in after.values() if row["bortfall"] and row["id"] not in earlier]
    assert all(str(row["bortfall"]).startswith("Saken ble avsluttet") for row in lifted)
    assert {row["steg"] for row in rows(school, DEMO)} == {"etterkontroll", "til-elevmappen"}


@pytest.mark.parametrize("trygt", ["delvis", "nei"])
def test_a_bad_check_up_opens_the_case_again_with_a_next_step(program: Program, trygt: str) -> None:
    number = program.new_case()
    program.fine("registrer", number, "avsluttet", *GODT, "--likevel", GRUNN)
    program.now = "2026-12-14T12:00+01:00"
    checked = program.fine(
        "registrer",
        number,
        "etterkontroll",
        "--trygt",
        trygt,
        "--elevens-stemme",
        "Det er ikke bra",
    )
    assert "Evaluer med elev og foresatte" in checked.out
    assert "åpnet igjen" in program.fine("vis", number).out
    asked = rows(program, number)
    assert "evaluering" in {row["steg"] for row in asked}
    assert {"rektor-varslet"} <= {row["steg"] for row in asked if row["status"] == "forfalt"}
    again = program.run("registrer", number, "avsluttet", *GODT[:-1], "2027-01-20")
    assert again.status == 2, "a case that was opened again is closed through the same gate"


def test_a_good_check_up_leaves_the_case_closed_and_one_without_an_answer_is_refused(
    program: Program,
) -> None:
    number = program.new_case()
    program.fine("registrer", number, "avsluttet", *GODT, "--likevel", GRUNN)
    silent = program.run("registrer", number, "etterkontroll", "--notat", "Det er ikke bra.")
    assert silent.status == 2
    assert "--trygt" in silent.err
    program.fine("registrer", number, "etterkontroll", "--trygt", "ja")
    assert rows(program, number) == []
    assert "Status: avsluttet" in program.fine("vis", number).out


def test_a_closing_by_hand_is_told_of(program: Program) -> None:
    number = program.new_case()
    path = program.case(number)
    path.write_text(
        path.read_text(encoding="utf-8").rstrip("\n")
        + "\n  - {id: hhhhhhhh, dato: 2026-11-23, steg: avsluttet, trygt: ja,"
        + " elevens_stemme: Bra., etterkontroll: 2026-12-14}\n",
        encoding="utf-8",
    )
    assert "K383" in program.run("valider").out
    saved = program.fine("lagre", number)
    assert "K383" in saved.out + saved.err
    assert "Det står ikke hvorfor saken ble avsluttet likevel" in program.fine("vis", number).out


def test_a_correction_cannot_close_what_was_not_done(program: Program) -> None:
    number = program.new_case()
    noted = program.fine("registrer", number, "notat", "--notat", "Oppdiktet.")
    assert noted.status == 0
    turned = program.run("rett", number, "notat", "--steg", "avsluttet", *GODT)
    assert turned.status == 2
    assert "Dette er ikke gjort:" in turned.err
    program.fine("registrer", number, "avsluttet", *GODT, "--likevel", GRUNN)
    program.fine("rett", number, "avsluttet", "--notat", "Skrevet om.")


def test_undoing_the_closing_opens_the_case(program: Program) -> None:
    number = program.new_case()
    before = {row["id"] for row in rows(program, number)}
    program.fine("registrer", number, "avsluttet", *GODT, "--likevel", GRUNN)
    undone = program.fine("angre")
    assert f"Sak {number} er åpen igjen" in undone.err
    assert {row["id"] for row in rows(program, number)} == before


def test_a_pupil_who_moved_ends_the_case_without_a_voice(program: Program) -> None:
    number = program.new_case()
    program.fine("registrer", number, "tatt-opp-med-rektor")
    closed = program.fine(
        "registrer", number, "avsluttet", "--av", "rektor",
        "--flyttet-til", "Oppdiktet skole", "--flyttet-dato", "2026-11-20",
        "--overlevert", "Planen", "--samtykke", "ja",
    )  # fmt: skip
    assert closed.status == 0
    shown = " ".join(program.fine("vis", number).out.split())
    assert "går på Oppdiktet skole fra 20.11.2026" in shown
    assert "Overlevert med samtykke: Planen" in shown
    assert "Eleven: «" not in shown
    steps = {row["steg"] for row in rows(program, number)}
    assert not steps & {"etterkontroll", "statsforvalteren-åpen"}
    goals = program.fine("statistikk", "mål", "--ledelsen", "--format", "json").json()
    own = next(each for each in goals["mål"] if each["kode"] == "avsluttet-med-elevens-ord")
    assert (own["teller"], own["nevner"]) == (0, 0)
    assert "K3" not in program.run("valider").out


TO_COME = ("--flyttet-til", "Oppdiktet skole", "--flyttet-dato", "2027-01-04")


@pytest.mark.parametrize(
    "told", [TO_COME, ("--notat", "Eleven begynner på ny skole 4.1.2027")], ids=["felt", "notat"]
)
def test_a_case_is_not_closed_without_a_word_before_the_pupil_has_moved(
    program: Program, told: tuple[str, ...]
) -> None:
    number = program.new_case()
    before = program.case(number).read_text("utf-8")
    refused = program.run("registrer", number, "avsluttet", *told)
    assert refused.status == 2
    assert "Eleven går fortsatt på skolen" in refused.err
    assert "Eleven er ikke hørt" in refused.err
    assert "--likevel" in refused.err
    assert program.case(number).read_text("utf-8") == before
    closed = program.fine("registrer", number, "avsluttet", *told, "--likevel", GRUNN)
    assert "begynner på den nye skolen 04.01.2027, og følges opp her til da" in closed.err
    shown = " ".join(program.fine("vis", number).out.split())
    assert "Eleven bytter skole, og går på" in shown
    assert "har byttet skole" not in shown
    assert f"Avsluttet likevel: {GRUNN}" in shown
    later = program.fine("--i-dag", "2027-01-04", "vis", number).out
    assert "eleven har byttet skole" in " ".join(later.split())


def test_the_way_to_statsforvalteren_is_there_until_the_pupil_has_moved(program: Program) -> None:
    number = program.new_case()
    program.fine("registrer", number, "tatt-opp-med-rektor", "--dato", "2026-11-23")
    program.fine("registrer", number, "avsluttet", *TO_COME, "--likevel", GRUNN)

    def why(day: str) -> list[str]:
        told = program.fine("--i-dag", day, "frister", "--status", "alle", "--format", "json")
        return [
            row["bortfall"] or ""
            for row in told.json()["frister"]
            if row["sak"] == number and row["steg"] == "statsforvalteren-åpen"
        ]

    assert why("2026-12-14") == [
        "Saken ble avsluttet her. Eleven og foresatte kan fortsatt melde den."
    ]
    assert why("2027-01-04") == ["Saken ble avsluttet, fordi eleven har byttet skole."]


def test_a_move_that_is_put_off_is_told_and_wants_a_reason(program: Program) -> None:
    number = program.new_case()
    program.fine("registrer", number, "avsluttet", *TO_COME[:3], "2026-11-20")
    refused = program.run("rett", number, "avsluttet", "--flyttet-dato", "2027-01-04")
    assert refused.status == 2
    assert "Eleven går fortsatt på skolen" in refused.err
    put_off = ("rett", number, "avsluttet", "--flyttet-dato", "2027-01-04", "--likevel", GRUNN)
    assert "følges opp her til da" in program.fine(*put_off).err


def test_a_move_to_come_that_was_written_by_hand_is_told(program: Program) -> None:
    number = program.new_case()
    program.fine("registrer", number, "avsluttet", *TO_COME, "--likevel", GRUNN)
    path = program.case(number)
    text = path.read_text("utf-8")
    assert text.count("    likevel: ") == 1
    text = re.sub(r"    likevel: .*\n", "", text)
    path.write_text(text, encoding="utf-8", newline="\n")
    assert "K383" in program.run("valider").out


def test_what_is_handed_over_needs_consent(program: Program) -> None:
    number = program.new_case()
    told = (
        "--flyttet-til",
        "Oppdiktet skole",
        "--flyttet-dato",
        "2026-11-20",
        "--overlevert",
        "Planen",
    )
    for samtykke in ((), ("--samtykke", "nei"), ("--samtykke", "ikke-spurt")):
        refused = program.run("registrer", number, "avsluttet", *told, *samtykke)
        assert refused.status == 2
        assert "samtykke" in refused.err


@pytest.mark.parametrize(
    ("notat", "dag"),
    [
        ("Eleven har begynt på en annen skole 20.11.", "2026-11-20"),
        ("Eleven har byttet skole.", None),
        ("Familien har flyttet, og hun går nå på en ny skole fra 2.11.2026", "2026-11-02"),
    ],
)
def test_a_note_that_says_the_pupil_moved_is_read_and_told(
    program: Program, notat: str, dag: str | None
) -> None:
    number = program.new_case()
    closed = program.fine("registrer", number, "avsluttet", "--av", "rektor", "--notat", notat)
    assert "Notatet er lest slik" in closed.err
    assert "Det står ikke hvor eleven går nå" in closed.err
    text = program.case(number).read_text(encoding="utf-8")
    assert "flyttet:" in text
    assert dag is None or f"dato: {dag}" in text
    assert "K386" in program.run("valider").out
    mended = ("--flyttet-til", "Oppdiktet skole", "--flyttet-dato", dag or "2026-11-20")
    program.fine("rett", number, "avsluttet", *mended)
    assert "K386" not in program.run("valider").out


@pytest.mark.parametrize(
    "notat",
    [
        "Eleven flyttet til ny pult.",
        "Eleven har ikke byttet skole.",
        "Avsluttet.",
        "Vil gå på en annen skole",
    ],
)
def test_another_note_closes_nothing(program: Program, notat: str) -> None:
    number = program.new_case()
    refused = program.run("registrer", number, "avsluttet", "--notat", notat)
    assert refused.status == 2
    assert "--flyttet-til" in refused.err


def test_a_pupil_who_declines_has_been_heard_and_is_offered_again(program: Program) -> None:
    number = program.new_case()
    program.fine(
        "registrer", number, "elev-hørt", "--av", "kontaktlærer",
        "--takket-nei", "--tilbys-igjen", "2026-12-01",
    )  # fmt: skip
    by_step = {str(row["steg"]): row for row in rows(program, number, "--status", "alle")}
    assert by_step["elev-hørt"]["status"] == "overholdt"
    assert by_step["nytt-tilbud"]["frist"] == "2026-12-01"
    shown = program.fine("vis", number).out
    assert "eleven fikk tilbud om å si noe, og ville ikke, tilbys igjen 01.12.2026" in " ".join(
        shown.split()
    )
    told = program.fine("tilsyn", number, "--format", "md").out
    assert "fikk tilbud, ville ikke si noe" in told
    assert "Eleven: «" not in shown
    found = program.run("valider")
    assert not {"K311", "K382", "K384"} & set(found.out.replace("[", " ").replace("]", " ").split())


def test_a_note_that_the_pupil_would_not_speak_is_read_and_told(program: Program) -> None:
    number = program.new_case()
    noted = "Eleven fikk tilbud om samtale og ønsket ikke å uttale seg."
    told = program.fine("registrer", number, "elev-hørt", "--notat", noted)
    assert "Notatet er lest slik: Eleven fikk tilbud" in told.err
    assert "takket_nei: true" in program.case(number).read_text(encoding="utf-8")
    silent = program.run("registrer", number, "elev-hørt", "--notat", "Vi snakket sammen.")
    assert silent.status == 2
    assert "--takket-nei" in silent.err


def test_an_evaluation_without_pupil_and_guardians_is_written_down_and_keeps_no_duty(
    school: Program,
) -> None:
    before = count_of(school, DEMO)
    told = school.fine("registrer", DEMO, "evaluering", "--utfall", "god", "--av", "kontaktlærer")
    assert "uten eleven og foresatte" in told.err
    assert "K384" in school.run("valider").out
    made = school.run("lag", "evaluering", DEMO, "--dato", "2026-11-23")
    assert "Det står ikke at eleven var med på evalueringen." in made.out
    assert "U219" in made.err
    assert "U220" in made.err
    review = school.fine("tilsyn", DEMO, "--format", "md").out
    assert "ikke holdt: uten eleven og foresatte" in review
    assert count_of(school, DEMO) != before
    entry = str(told.err.split(f"sosialplan rett {DEMO} ")[1].split()[0])
    school.fine("rett", DEMO, entry, "--med", "elev,foresatte")
    assert "K384" not in school.run("valider").out


def test_an_unknown_key_takes_no_row_away_and_stops_the_pen(program: Program) -> None:
    number = program.new_case()
    before = {row["id"] for row in rows(program, number)}
    path = program.case(number)
    path.write_text(path.read_text(encoding="utf-8") + "fargekode: rød\n", encoding="utf-8")
    listed = program.run("frister", "--format", "json")
    assert listed.status == 1
    assert {row["id"] for row in listed.json()["frister"] if row["sak"] == number} == before
    assert "S201" in listed.err
    assert "1 fil er lest uten det som er ukjent." in listed.err
    assert "S201" in program.run("valider").out
    shown = program.run("vis", number)
    assert "S201" in shown.err
    program.git("commit", "-qam", "For hånd")
    refused = program.run("registrer", number, "notat", "--notat", "Oppdiktet.")
    assert refused.status == 1
    assert "S201" in refused.err
