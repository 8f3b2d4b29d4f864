"""A case changes hands: offered, answered, followed by its deadlines; and a person's posts moved."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from frist_sak import the_plan
from program import Program, of_the_repository
from sosialplan.model.sak import Elev, Hendelse, Sak
from sosialplan.rules.ansvar import first_responsible, responsible
from sosialplan.rules.frister import deadlines_of_case
from sosialplan.rules.kalender.skolekalender import kalender_of
from sosialplan.rules.saksgang import course_with

SAK = "2026-8G2R1"
"""An invented case of 8B, whose next steps are those of kontaktlærer."""
AVSLUTTET = "2026-S54XP"


@pytest.fixture
def skolen(root: Path, tmp_path: Path) -> Program:
    return Program(of_the_repository(root, tmp_path / "skolen"))


def asked(program: Program, sak: str = SAK) -> dict[str, list[str]]:
    rows: list[dict[str, Any]] = program.fine("vis", sak, "--format", "json").json()["frister"]
    return {row["steg"]: row["ansvarlig"] for row in rows if row["status"] != "overholdt"}


def the_id(program: Program) -> str:
    text = program.case(SAK).read_text(encoding="utf-8")
    return text.rsplit("- id: ", 1)[1].split("\n", 1)[0]


def test_an_offer_is_a_question_to_the_receiver_and_changes_nothing_yet(skolen: Program) -> None:
    before = asked(skolen)
    told = skolen.fine("overfør", SAK, "--til", "sosiallaerer", "--notat", "Kjenner eleven best")
    assert told.out.startswith(f"Sak {SAK} er tilbudt sosiallærer. Lagret.")
    assert f"sosialplan overfør {SAK} --svar ja" in told.out.replace("\n", " ")
    after = asked(skolen)
    assert after.pop("overføring-svar") == ["sosiallærer"]
    assert after == before
    page = skolen.fine("vis", SAK).out
    assert "Har saken: kontaktlærer\n" in page
    assert "Tilbudt sosiallærer 23.11.2026, venter på svar\n" in page


def test_the_answer_is_due_the_next_day_and_escalates(skolen: Program) -> None:
    skolen.fine("overfør", SAK, "--til", "sosiallærer")
    told = skolen.fine("forklar", SAK, "overføring-svar").out
    assert told.startswith("Svar på om du tar over saken: tirsdag 24. november 2026\n")
    assert "skolens eget valg, ikke lov" in told
    assert "Til svaret kommer, har den forrige fortsatt ansvaret." in told
    skolen.now = "2026-11-27T12:00+01:00"
    rows = skolen.fine("frister", "--format", "json").json()["frister"]
    (late,) = [row for row in rows if row["steg"] == "overføring-svar"]
    assert (late["status"], late["eskalert_til"]) == ("forfalt", ["kontaktlærer"])


def test_with_yes_the_receiver_has_what_the_former_had(skolen: Program) -> None:
    before = asked(skolen)
    skolen.fine("overfør", SAK, "--til", "sosiallærer")
    told = skolen.fine("overfør", SAK, "--svar", "ja")
    assert told.out.startswith(f"Sosiallærer har tatt over sak {SAK}. ")
    assert "Dette har sosiallærer nå" in told.out
    after = asked(skolen)
    for steg, roles in before.items():
        assert after[steg] == [{"kontaktlærer": "sosiallærer"}.get(each, each) for each in roles]
    assert "Har saken: sosiallærer\n" in skolen.fine("vis", SAK).out


def test_with_no_it_stays_where_it_was_and_can_be_offered_to_another(skolen: Program) -> None:
    before = asked(skolen)
    skolen.fine("overfør", SAK, "--til", "sosiallærer")
    told = skolen.fine("overfør", SAK, "--svar", "nei", "--notat", "Har for mange saker")
    assert told.out.startswith(f"Sosiallærer sa nei til sak {SAK}. ")
    assert asked(skolen) == before
    skolen.fine("overfør", SAK, "--til", "rådgiver")
    skolen.fine("overfør", SAK, "--svar", "ja")
    taken_over = [step for step, who in before.items() if who == ["kontaktlærer"]]
    assert taken_over
    now = asked(skolen)
    assert [now[step] for step in taken_over] == [["rådgiver"]] * len(taken_over)


def test_a_newer_offer_takes_the_place_of_one_without_answer(skolen: Program) -> None:
    skolen.fine("overfør", SAK, "--til", "sosiallærer")
    skolen.fine("overfør", SAK, "--til", "rådgiver")
    assert asked(skolen)["overføring-svar"] == ["rådgiver"]


def test_both_entries_stand_in_the_case_and_the_commit_names_only_its_number(
    skolen: Program,
) -> None:
    skolen.fine("overfør", SAK, "--til", "sosiallærer", "--av", "rektor")
    offer = the_id(skolen)
    skolen.fine("overfør", SAK, "--svar", "ja")
    text = skolen.case(SAK).read_text(encoding="utf-8")
    assert (
        "steg: overføring\n    av: rektor\n    ført_av: ukjent\n    ansvarlig: sosiallærer\n"
        in text
    )
    assert (
        f"steg: overføring-svar\n    av: sosiallærer\n    ført_av: ukjent\n    svar: ja\n    gjelder: {offer}\n"
        in text
    )
    assert skolen.git("show", "-s", "--format=%B").strip() == f"Sak {SAK}\n\nSak: {SAK}"
    assert skolen.fine("valider").status == 0


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        ((SAK,), 2, "Si enten SAK med --til eller --svar"),
        ((SAK, "--til", "rektor", "--svar", "ja"), 2, "Si enten SAK med --til eller --svar"),
        ((SAK, "--til", "sosiallerer"), 2, "«sosiallærer»"),
        ((SAK, "--til", "kontaktlærer"), 2, "Kontaktlærer har allerede saken."),
        ((SAK, "--svar", "ja"), 3, "Ingen overføring av saken venter på svar."),
        ((AVSLUTTET, "--til", "rektor"), 3, f"Sak {AVSLUTTET} er ikke åpen"),
        (("--fra", "Oppdiktet Ukjent"), 2, "Ingen med dette navnet"),
        (("--fra", "Oppdiktet Lærer Ask", "--til", "Oppdiktet  lærer ask", "--utfør"), 2,
         "Det er samme person."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    skolen: Program, args: tuple[str, ...], status: int, said: str
) -> None:
    before = skolen.git("rev-parse", "HEAD")
    result = skolen.run("overfør", *args)
    assert result.status == status
    assert said in result.err.replace("\n", " ")
    assert "Ukjent" not in result.err
    assert skolen.git("rev-parse", "HEAD") == before
    assert skolen.git("status", "--porcelain") == ""


LAERER = "Oppdiktet Lærer Bjerk"


def test_all_that_a_person_has_is_shown_and_nothing_is_changed(skolen: Program) -> None:
    shown = skolen.fine("overfør", "--fra", "oppdiktet lærer  bjerk", "--format", "json").json()
    assert shown["verv"] == [{"rolle": "kontaktlærer", "klasse": "8B"}]
    of_the_class = [
        each["sak"]
        for each in skolen.fine("saker", "--format", "json").json()["saker"]
        if each["klasse"] == "8B"
    ]
    assert sorted({each["sak"] for each in shown["saker"]}) == sorted(of_the_class)
    table = skolen.fine("overfør", "--fra", LAERER)
    assert "kontaktlærer 8B" in table.out
    assert LAERER not in table.out
    assert "Ingenting er endret." in table.err
    assert skolen.git("status", "--porcelain") == ""


@pytest.mark.parametrize("til", ["Oppdiktet Vikar", "Oppdiktet Lærer Ask"])
def test_the_posts_are_moved_in_one_commit_without_names(skolen: Program, til: str) -> None:
    before = skolen.git("rev-parse", "HEAD").strip()
    told = skolen.fine("overfør", "--fra", LAERER, "--til", til, "--utfør")
    assert "1 verv er flyttet." in told.out
    assert skolen.git("rev-parse", "HEAD^").strip() == before
    message = skolen.git("show", "-s", "--format=%B").strip()
    assert message.startswith("Verv flyttet\n\nSak: 2026-")
    assert "Oppdiktet" not in message
    assert skolen.fine("overfør", "--fra", LAERER, "--format", "json").json()["verv"] == []
    now = skolen.fine("overfør", "--fra", til, "--format", "json").json()["verv"]
    assert {"rolle": "kontaktlærer", "klasse": "8B"} in now
    again = skolen.run("overfør", "--fra", LAERER, "--til", til, "--utfør")
    assert (again.status, again.err.splitlines()[0]) == (3, "Personen har ingen verv å flytte.")


def test_a_person_with_measures_and_no_case_shows_the_measures(skolen: Program) -> None:
    shown = skolen.fine("overfør", "--fra", "Oppdiktet Sosiallærer Sund", "--format", "json").json()
    assert all(each["rolle"] in {"sosiallærer", "elevrådskontakt"} for each in shown["saker"])
    assert all(each["har_saken"] or each["tiltak"] for each in shown["saker"])


def test_a_chain_that_gives_its_first_step_to_nobody_has_no_responsible() -> None:
    plan = the_plan()
    chain = plan.kjede("bekymring")
    assert chain is not None
    bare = replace(
        chain,
        eskalering=(),
        steg=tuple(replace(each, ansvarlig=()) for each in chain.steg),
    )
    entries = (
        Hendelse(id="h0000001", dato=date(2026, 10, 12), steg="oppdaget"),
        Hendelse(id="h0000002", dato=date(2026, 10, 13), steg="overføring", ansvarlig="rådgiver"),
    )
    case = Sak(
        sak="2026-7KQ2H",
        kjede="bekymring",
        opprettet=date(2026, 10, 12),
        elev=Elev(navn="Oppdiktet Elev", klasse="8B"),
        hendelser=entries,
    )
    gang = course_with(case, (), bare, plan, kalender_of(plan.ruter), date(2026, 10, 14))
    assert first_responsible(gang) is None
    assert responsible(gang) is None
    rows = deadlines_of_case(gang)
    assert [row.ansvarlig for row in rows if row.steg == "overføring-svar"] == [("rådgiver",)]
