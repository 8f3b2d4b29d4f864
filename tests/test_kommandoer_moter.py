"""The commands of meetings: minutes, evidence, and what they leave in the cases."""

from pathlib import Path

import pytest

from program import Program, copied, made_by_start
from test_i_en_omgang import Tastet


@pytest.fixture(scope="module")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_by_start(tmp_path_factory.mktemp("moter") / "skolen")


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    return Program(copied(skolen, tmp_path / "skolen"))


def referat(program: Program, *more: str) -> tuple[int, str, str]:
    result = program.run("møte", "referat", "R-team", "--til-stede", "rektor,rådgiver", *more)
    return result.status, result.out, result.err


def test_a_decision_about_a_case_is_a_deadline_there_and_its_text_only_there(
    program: Program,
) -> None:
    sak = program.new_case()
    before = program.git("rev-parse", "HEAD")
    status, out, err = referat(
        program, "--sak", sak, "--beslutning", "Snakk med hjemmet", "--ansvarlig", "rådgiver",
        "--frist", "2026-12-01",
    )  # fmt: skip
    assert status == 0
    assert err.startswith("Ført inn av en ukjent.")
    assert f"Ny frist i {sak}: 01.12.2026, rådgiver." in out
    assert program.git("rev-parse", "HEAD~1") == before
    assert program.git("show", "-s", "--format=%B").strip() == f"Møter\n\nSak: {sak}"
    book = (program.root / "moter/2026-2027/r-team.yaml").read_text(encoding="utf-8")
    assert "Snakk med hjemmet" not in book
    assert "Snakk med hjemmet" in program.case(sak).read_text(encoding="utf-8")
    rows = program.fine("frister", "--format", "json").json()["frister"]
    (row,) = [row for row in rows if row["steg"] == "beslutning"]
    assert (row["frist"], row["ansvarlig"], row["grunnlag"]) == (
        "2026-12-01", ["rådgiver"], "egen",
    )  # fmt: skip
    assert "Dagen ble avtalt i møtet." in program.fine("forklar", sak, "beslutning").out
    program.fine("registrer", sak, "beslutning-utført", "--dato", "2026-11-23")
    done = program.fine("frister", "--status", "alle", "--format", "json").json()["frister"]
    assert [row["status"] for row in done if row["steg"] == "beslutning"] == ["overholdt"]
    assert not [line for line in program.run("valider").out.splitlines() if ": feil[" in line]


def test_decisions_say_what_they_are_about(program: Program) -> None:
    one, other = program.new_case(), program.new_case("bekymring", "Oppdiktet Elev To")
    status, out, _ = referat(
        program,
        "--sak", one, "--sak", other,
        "--beslutning", f"{other.lower()}: Ring hjem", "--ansvarlig", "kontaktlærer", "--frist", "2026-11-30",
        "--beslutning", "Møtet: Nytt skjema", "--ansvarlig", "rektor", "--frist", "2026-12-04",
        "--beslutning", "Bestill rom", "--ansvarlig", "rektor", "--frist", "2026-12-05",
    )  # fmt: skip
    assert status == 0
    assert f"Ny frist i {other}" in out
    assert out.count("Beslutning for møtet") == 2
    book = (program.root / "moter/2026-2027/r-team.yaml").read_text(encoding="utf-8")
    assert "Nytt skjema" in book
    assert "Bestill rom" in book
    assert "Ring hjem" not in book
    assert "anonymt: true" in book


WRONG = {
    "uten eier og dato": (("--beslutning", "Ring"), "Beslutning 1 mangler --ansvarlig og --frist."),
    "uten dato": (
        ("--beslutning", "Ring", "--ansvarlig", "rektor"),
        "Beslutning 1 mangler --frist.",
    ),
    "for mange eiere": (("--ansvarlig", "rektor"), "Det er flere --ansvarlig eller --frist"),
    "ukjent rolle": (
        ("--beslutning", "Ring", "--ansvarlig", "rektår", "--frist", "2026-12-01"),
        "Mente du «rektor»?",
    ),
    "dato som ikke finnes": (
        ("--beslutning", "Ring", "--ansvarlig", "rektor", "--frist", "2026-02-30"),
        "datoen finnes ikke",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_decision_without_owner_or_date_is_refused_and_nothing_is_written(
    program: Program, name: str
) -> None:
    before = program.git("rev-parse", "HEAD")
    args, words = WRONG[name]
    status, out, err = referat(program, *args)
    assert (status, out) == (2, "")
    assert words in err
    assert program.git("rev-parse", "HEAD") == before
    assert program.git("status", "--porcelain") == ""


def test_a_meeting_without_those_who_must_be_there_is_told_of(
    program: Program,
) -> None:
    result = program.run("møte", "registrer", "sosialt-r-team", "--til-stede", "rådgiver")
    assert result.status == 0
    assert "Se over: Møtet er holdt uten" in result.err
    fine = program.run("mote", "registrer", "sosialt-r-team", "--til-stede", "assisterende-rektor")
    assert fine.status == 0
    assert "Møtet er holdt uten" not in fine.err, "it is the second one that day, and that is told"
    assert "Møtet er ført to ganger samme dag." in fine.err


def test_a_person_is_asked_for_what_is_missing(program: Program) -> None:
    sak = program.new_case()
    answers = [
        "rektor, rådgiver",
        f"{sak}: Ring hjem",
        "",
        "rådgiver",
        "i fjor",
        "2026-12-01",
        "",
    ]
    result = program.run("møte", "referat", "r-team", answers=answers)
    assert result.status == 0, result
    assert f"Ny frist i {sak}: 01.12.2026, rådgiver." in result.out


def test_a_decision_may_begin_with_the_pupil_s_name(program: Program) -> None:
    """Without the case it would be about nobody, and stand in no case."""
    sak = program.new_case()
    told = program.fine(
        "møte", "referat", "r-team", "--til-stede", "rektor", "--beslutning", "prøve: Ring hjem",
        "--ansvarlig", "rådgiver", "--frist", "1. des",
    )  # fmt: skip
    assert f"Sak {sak}" in told.err
    assert f"Ny frist i {sak}: 01.12.2026, rådgiver." in told.out
    assert "Ring hjem" in program.case(sak).read_text(encoding="utf-8")


def test_what_was_decided_is_not_lost_where_the_rest_is_broken_off(program: Program) -> None:
    sak = program.new_case()

    kept = program.run(
        "møte",
        "referat",
        "r-team",
        answers=Tastet("rektor", f"{sak}: Ring hjem", "rådgiver", "1. des", "^C", "ja"),
    )
    assert kept.status == 0, kept
    assert "Ring hjem" in program.case(sak).read_text(encoding="utf-8")


def test_discussing_a_case_does_the_step_that_waits_for_it(program: Program) -> None:
    sak = program.new_case("bekymring")
    program.fine("registrer", sak, "r-team-meldt")
    assert referat(program, "--sak", sak)[0] == 0
    assert "steg: r-team-drøftet" in program.case(sak).read_text(encoding="utf-8")
    value = program.fine("møte", "saksliste", "r-team", "--format", "json").json()
    assert [each["slag"] for each in value["saker"]] == ["ny-melding"]
    later = program.fine(
        "møte", "saksliste", "r-team", "--dato", "2026-11-24", "--format", "json"
    ).json()  # fmt: skip
    assert later["saker"] == []


def test_what_concerns_a_pupil_stands_in_the_case_and_not_in_the_class_s_book(
    program: Program,
) -> None:
    sak = program.new_case()
    before = program.run("valider").out
    args = ("møte", "registrer", "klassemøte", "--til-stede", "trinnleder,kontaktlærer")
    program.fine(*args, "--klasse", "8b", "--om", f"{sak}: Trives bedre", "--notat", "Kort møte")
    book = (program.root / "moter/2026-2027/klassemoter.yaml").read_text(encoding="utf-8")
    assert "Trives bedre" not in book
    assert sak not in book
    assert "notat: Trives bedre" in program.case(sak).read_text(encoding="utf-8")
    rows = program.fine("forklar", "8B", "klassemøte", "--format", "json").json()["frister"]
    assert rows[0]["frist"] == "2027-01-18"
    assert program.run("valider").out == before
    for wrong, words in (
        (("--klasse", "8C", "--om", f"{sak}: Feil klasse"), "gjelder ikke en elev i 8C"),
        (("--klasse", "8B", "--om", sak), "må ha saksnummer og tekst"),
        ((), "Mangler --klasse."),
        (("--klasse", "8X"), "Fant ikke klassen"),
    ):
        result = program.run(*args, *wrong)
        assert (result.status, result.out) == (2, "")
        assert words in result.err


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("klassemøtt", "--til-stede", "rektor"), "Fant ikke møtet «klassemøtt». Mente du"),
        (("smu",), "Mangler --til-stede."),
        (("smu", "--til-stede", "rektår"), "Mente du «rektor»?"),
        (("utvidet-sosialt-r-team", "--til-stede", "rektor"), "Mangler --hos."),
        (("trinnmøte", "--til-stede", "rektor"), "Mangler --trinn."),
        (("tverrfaglig-møte", "--til-stede", "rektor"), "Mangler --elev."),
        (("tverrfaglig-møte", "--til-stede", "rektor", "--elev", "Kari"), "ingen elev med denne"),
    ],
)
def test_a_meeting_that_is_not_whole_is_not_written(
    program: Program, args: tuple[str, ...], words: str
) -> None:
    result = program.run("møte", "registrer", *args)
    assert (result.status, result.out) == (2, "")
    assert words in result.err
    assert "Kari" not in result.err


def test_once_a_year_for_a_pupil_who_is_known_by_a_code(program: Program) -> None:
    book = program.root / "moter/2026-2027/tverrfaglig-mote.yaml"
    book.parent.mkdir(parents=True, exist_ok=True)
    book.write_text("skoleår: 2026-2027\nelever: [{kode: k3m9x2ab}]\n", encoding="utf-8")
    program.fine("lagre")
    program.fine(
        "møte", "registrer", "tverrfaglig-møte", "--elev", "k3m9x2ab",
        "--til-stede", "rektor,foresatte",
    )  # fmt: skip
    plan = program.fine("møte", "plan", "tverrfaglig-møte", "--format", "json").json()
    assert [each["for"] for each in plan["forslag"]] == ["k3m9x2ab"]
    assert plan["ikke_nådd"] == []


def test_a_year_without_a_calendar_cannot_be_planned(program: Program) -> None:
    result = program.run("møte", "plan", "--skoleår", "2031-2032")
    assert (result.status, result.out) == (3, "")
    assert "plan/skoleruter/2031-2032.yaml" in result.err


def test_what_cannot_be_and_what_was_not_reached_is_told_beside_the_dates(program: Program) -> None:
    program.fine("skole", "valg", "plikter-fra", "2026-08-17")  # else a new school is not late
    result = program.fine("møte", "plan", "trinnmøte", "--ukedag", "mandag")
    assert "Kan ikke nås på mandag: Trinnmøte 8, 1 møte for lite 31.03.2027" in result.err
    assert "Trinnmøte 9: ingen av 13 møter er ført som holdt i tide. Uke " in result.err
    empty = program.fine("møte", "plan", "tverrfaglig-møte")
    assert empty.out == ""
    assert "ingen koder står under «elever:»" in empty.err


def test_a_done_decision_is_named_where_there_are_several(program: Program) -> None:
    sak = program.new_case()
    two = ("--beslutning", "A", "--ansvarlig", "rektor", "--frist", "2026-12-01") * 2
    assert referat(program, "--sak", sak, *two)[0] == 0
    unnamed = program.run("registrer", sak, "beslutning-utført")
    assert unnamed.status == 2
    assert "--gjelder ID" in unnamed.err
    first = unnamed.err.rsplit(": ", 1)[1].split(",")[0]
    program.fine("registrer", sak, "beslutning-utført", "--gjelder", first[:8])
    program.fine("registrer", sak, "beslutning-utført")
    assert program.run("registrer", sak, "beslutning-utført").status == 2


OF_THE_MEETING = (
    "--beslutning", "møtet: Bestill nye baller", "--ansvarlig", "rektor", "--frist", "2026-11-20",
)  # fmt: skip


def decision_rows(program: Program, *more: str) -> list[tuple[str, str, str]]:
    rows = program.fine("frister", *more, "--format", "json").json()["frister"]
    return [(row["frist"], row["status"], row["id"]) for row in rows if row["steg"] == "beslutning"]


def test_a_decision_about_no_case_is_a_deadline_until_it_is_carried_out(program: Program) -> None:
    status, out, _ = referat(program, "--dato", "2026-11-12", *OF_THE_MEETING)
    assert status == 0
    (due, standing, row) = decision_rows(program)[0]
    assert (due, standing) == ("2026-11-20", "forfalt")
    number = row.rsplit("/", 1)[-1]
    assert f"sosialplan møte utført {number}" in out
    assert program.run("frister", "--streng").status == 1
    agenda = program.fine("møte", "saksliste", "R-team").out
    assert "Gjør det R-team 12. november bestemte" in agenda
    assert number not in program.fine("frister").out
    assert f"bestemte ({number})" in program.fine("frister", "--detaljer").out
    assert "møtet" in agenda
    assert number not in program.fine("møte", "saksliste", "sosialt-r-team").out
    assert "Bestill nye baller" not in program.fine("frister", "--format", "md").out
    told = program.fine("forklar", "beslutning", number).out
    assert "Bestill nye baller" in told
    assert "Dagen ble avtalt i møtet." in told
    program.fine("møte", "utført", number[:4], "--dato", "2026-11-19", "--notat", "Kom i dag")
    assert decision_rows(program) == []
    assert decision_rows(program, "--status", "alle") == [("2026-11-20", "overholdt", row)]
    assert number not in program.fine("møte", "saksliste", "R-team").out
    assert f"Skrev at beslutning {number} ble utført 19.11.2026" in program.fine("logg").out
    assert not [line for line in program.run("valider").out.splitlines() if ": feil[" in line]


def test_a_decision_of_last_year_stands_in_the_next(program: Program) -> None:
    referat(program, "--dato", "2026-06-10", *OF_THE_MEETING)
    (_, _, row) = decision_rows(program)[0]
    number = row.rsplit("/", 1)[-1]
    program.fine("møte", "utført", number)
    book = (program.root / "moter/2026-2027/r-team.yaml").read_text(encoding="utf-8")
    assert f"beslutning: {number}" in book
    assert decision_rows(program) == []


def test_what_was_not_carried_out_after_all_stands_again(program: Program) -> None:
    referat(program, "--dato", "2026-11-12", *OF_THE_MEETING)
    number = decision_rows(program)[0][2].rsplit("/", 1)[-1]
    program.fine("møte", "utført", number)
    again = program.run("møte", "utført", number)
    assert again.status == 3
    assert "Beslutningen er ført som utført" in again.err
    program.fine("møte", "rett", f"beslutning {number}", "--utgår")
    assert [each[1] for each in decision_rows(program)] == ["forfalt"]


def test_what_is_no_decision_of_a_meeting_is_refused_in_words(program: Program) -> None:
    sak = program.new_case()
    about = ("--beslutning", "Ring hjem", "--ansvarlig", "rektor", "--frist", "2026-12-01")
    referat(program, "--dato", "2026-11-12", "--sak", sak, *about)
    referat(program, "--dato", "2026-11-13", *OF_THE_MEETING, *OF_THE_MEETING)
    rows = decision_rows(program)
    ids = {row.rsplit("/", 1)[-1]: row for _, _, row in rows}
    own = [each for each, row in ids.items() if row.startswith("møtet/")]
    (of_case,) = set(ids) - set(own)
    before = program.git("rev-parse", "HEAD")
    for typed, said in (
        ("zzzz", "Det finnes ingen slik beslutning for et møte."),
        ("", "ID mangler."),
        (of_case, f"sosialplan registrer {sak} beslutning-utført --gjelder {of_case}"),
    ):
        result = program.run("møte", "utført", typed)
        assert result.status == 2, typed
        assert said in result.err
    early = program.run("møte", "utført", own[0], "--dato", "2026-11-12")
    assert early.status == 2
    assert "kan ikke være utført før" in early.err
    shared = own[0][: len([1 for a, b in zip(*own, strict=True) if a == b]) and 1]
    several = program.run("møte", "utført", shared)
    assert "Flere beslutninger passer." in several.err
    assert "Flere beslutninger passer." in program.run("forklar", "beslutning", shared).err
    assert program.run("forklar", "beslutning", of_case).status == 2
    assert program.git("rev-parse", "HEAD") == before
