"""What is mine: by whom git or the key says I am, by a name, and what waits for my yes; and duties of many classes."""

import re
from pathlib import Path
from typing import Any

import pytest

from program import Program, made_by_start, of_the_repository

SAK = "2026-8G2R1"


@pytest.fixture
def skolen(root: Path, tmp_path: Path) -> Program:
    return Program(of_the_repository(root, tmp_path / "skolen"))


def _rows(program: Program, *args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = program.fine("frister", *args, "--format", "json").json()[
        "frister"
    ]
    return found


def test_mine_is_what_my_posts_answer_for(skolen: Program) -> None:
    skolen.git("config", "user.name", "Oppdiktet Lærer Bjerk")
    told = skolen.fine("frister", "--meg")
    assert "Oppdiktet Lærer Bjerk, kontaktlærer for 8B." in told.err
    rows = _rows(skolen, "--meg")
    assert rows
    assert {each["klasse"] for each in rows} <= {"8B", None}
    for each in rows:
        named = {*each["ansvarlig"], *each["eskalert_til"]}
        assert named & {"kontaktlærer", "lærer"}, each
    assert rows == _rows(skolen, "--person", "Lærer Bjerk")
    assert len(rows) < len(_rows(skolen))


def test_one_who_is_not_known_is_told_how_to_say_it(skolen: Program) -> None:
    skolen.git("config", "user.name", "Oppdiktet Fremmed")
    refused = skolen.run("frister", "--meg")
    assert refused.status == 3
    assert 'sosialplan frister --person "NAVN"' in refused.err
    assert "ingen med det navnet" in skolen.run("frister", "--person", "Vaktmester").err
    assert skolen.run("frister", "--meg", "--rolle", "rektor").status == 2


def test_what_waits_for_a_yes_is_told_with_its_command(skolen: Program) -> None:
    skolen.fine("overfør", SAK, "--til", "sosiallærer")
    told = skolen.fine("frister", "--person", "Sosiallærer Sund").out
    assert f"{SAK} (9A): Saken er tilbudt deg. sosialplan overfør {SAK} --svar ja" in told
    answer = skolen.fine("frister", "--person", "Sosiallærer Sund", "--format", "json").json()
    assert {"sak": SAK, "klasse": "9A", "hva": "overføring", "roller": ["sosiallærer"]} in answer[
        "venter"
    ]
    assert "venter" not in skolen.fine("frister", "--format", "json").json()


def test_a_plan_waits_for_rektor_until_it_is_approved(skolen: Program) -> None:
    skolen.git("config", "user.name", "Oppdiktet Rektor Ravn")
    number = "2026-YHP9E"
    skolen.fine("tiltak", "ny", number, "--tiltak", "Oppdiktet tiltak", "--nivå", "klasse", "--ansvarlig",
                "kontaktlærer", "--evalueres", "2026-12-07")  # fmt: skip
    asked = f"{number} (8B): Planen skal godkjennes. sosialplan godkjenn {number}"
    assert asked in skolen.fine("frister", "--meg").out
    assert asked not in skolen.fine("frister", "--person", "Lærer Bjerk").out
    skolen.fine("godkjenn", number, "--likevel", "Oppdiktet grunn")
    assert asked not in skolen.fine("frister", "--meg").out


def test_a_duty_that_many_classes_lack_is_one_row_that_can_be_opened(tmp_path: Path) -> None:
    ny = Program(made_by_start(tmp_path / "skolen"), now="2027-02-15T09:00+01:00")
    told = ny.fine("frister")
    (row,) = [line for line in told.out.splitlines() if "lassemøte" in line]
    assert "12 klasser" in row
    assert "sosialplan frister --hver-klasse" in told.err
    each = ny.fine("frister", "--hver-klasse")
    assert len([line for line in each.out.splitlines() if "lassemøte" in line]) == 12
    assert "--hver-klasse" not in each.err
    assert len([row for row in _rows(ny) if row["steg"] == "klassemøte"]) == 12
    assert "12 klasser" in ny.fine("frister", "--format", "md").out
    assert "klasser" not in ny.fine("frister", "--klasse", "8A").out
    assert ny.run("frister", "--hver-klasse", "--format", "json").status == 2


def test_a_new_school_is_not_late(tmp_path: Path) -> None:
    ny = Program(made_by_start(tmp_path / "skolen"))
    text = (ny.root / "plan" / "skole.yaml").read_text("utf-8")
    assert "plikter_fra: 2026-11-23\n" in text
    assert _rows(ny, "--status", "forfalt") == []
    status = ny.fine("årshjul", "status", "--format", "json").json()
    assert "'tilstand': 'mangler'" not in str(status)
    ny.now = "2027-02-15T09:00+01:00"
    late = [each for each in _rows(ny, "--status", "forfalt") if each["steg"] == "klassemøte"]
    assert len(late) == 12
    assert "dagen skolen begynte her" in late[0]["forklaring"]
    ny.fine(
        "møte",
        "registrer",
        "klassemøte",
        "--klasse",
        "8A",
        "--dato",
        "2027-02-15",
        "--til-stede",
        "kontaktlærer",
    )
    assert len([e for e in _rows(ny, "--status", "forfalt") if e["steg"] == "klassemøte"]) == 11


def test_a_case_of_a_new_school_is_as_late_as_the_law_says(tmp_path: Path) -> None:
    ny = Program(made_by_start(tmp_path / "skolen"))
    ny.fine("ny-sak", "--kjede", "trygt-og-godt", "--elev", "Oppdiktet Elev", "--klasse", "8B",
            "--oppdaget", "2026-10-01")  # fmt: skip
    assert [e for e in _rows(ny, "--status", "forfalt") if e["sak"]]


def test_the_weekly_follow_up_of_all_plans_is_one_sitting(skolen: Program) -> None:
    skolen.git("config", "user.name", "Oppdiktet Rektor Ravn")
    skolen.fine("registrer", SAK, "aktivitetsplan", "--av", "rektor")
    refused = skolen.run("oppfølging")
    assert refused.status == 2
    waiting = refused.err.split("venter på oppfølging: ")[1].split(".")[0].split(", ")
    assert set(waiting) == {SAK, "2026-YHP9E"}
    before = skolen.git("rev-list", "--count", "HEAD")
    told = skolen.run("oppfølging", answers=["Oppdiktet første", "Oppdiktet siste"])
    assert told.status == 0
    assert "1 av 2. Oppdiktet Elev" in told.err
    said = re.findall(r"2026-\w{5}", told.out.partition("Lagret.")[0].partition("Fulgt opp: ")[2])
    assert said == list(waiting)
    assert int(skolen.git("rev-list", "--count", "HEAD")) == int(before) + 1
    assert "notat: Oppdiktet siste" in skolen.case(waiting[1]).read_text("utf-8")
    skolen.now = "2026-12-07T09:00+01:00"
    assert "Oppdiktet siste" in skolen.run("oppfølging", waiting[1], answers=[""]).err
    assert f"Fulgt opp: {SAK}." in skolen.fine("oppfølging", SAK, "--notat", "Oppdiktet notat").out


def test_a_sitting_that_writes_nothing_says_so(skolen: Program) -> None:
    before = skolen.git("rev-parse", "HEAD")
    assert "Ingenting er skrevet." in skolen.run("oppfølging", answers=[""] * 20).err
    assert skolen.git("rev-parse", "HEAD") == before
    refused = skolen.run("oppfølging", "2026-AWEJ4", "--notat", "Oppdiktet")
    assert "venter ikke på oppfølging" in refused.err


def test_what_is_asked_of_a_role_that_nobody_has_is_rektors_from_the_first_day(
    skolen: Program,
) -> None:
    away = ("fravær", "registrer", "--elev", "Oppdiktet Elev Prøve", "--klasse", "8B")
    skolen.fine(*away, "--fra", "2026-11-23")
    today = next(row["id"] for row in _rows(skolen) if row["id"].startswith("8B/"))
    ravn = ("--person", "Rektor Ravn")
    assert today in {row["id"] for row in _rows(skolen, "--person", "Lærer Bjerk")}
    assert today not in {row["id"] for row in _rows(skolen, *ravn)}
    skolen.fine("skole", "person", "endre", "Lærer Bjerk", "sosiallærer")
    assert today in {row["id"] for row in _rows(skolen, *ravn)}
    assert today not in {row["id"] for row in _rows(skolen, "--person", "Assisterende Alm")}
