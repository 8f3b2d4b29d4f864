"""Calendar files: the days of the list, entries that move and do not double, alarms for what is to come, and no name.

They are read here by the format's own rules; ``benchmarks/kalender.mjs`` reads them with ical.js.
"""

import re

import pytest

from kommandoene import FORMATS
from program import Program
from test_kommandoer_lese import NAMES

REKTOR = "Oppdiktet Rektor Ravn"
Event = dict[str, str]


def read(text: str) -> dict[str, Event]:
    """Return the events of a calendar by UID: unfolded, a property a line, the alarm's own under ``VALARM``."""
    found: dict[str, Event] = {}
    for event in text.replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]:
        own, _, alarm = event.partition("BEGIN:VALARM\r\n")
        lines = [line for line in own.split("\r\n") if ":" in line and not line.startswith("END")]
        values = {re.split("[;:]", line)[0]: line.split(":", 1)[1] for line in lines}
        assert values["UID"] not in found, "one entry, one UID"
        found[values["UID"]] = {**values, "VALARM": alarm.partition("END:VALARM")[0]}
    return found


def calendar(program: Program, *args: str) -> dict[str, Event]:
    return read(program.fine(*args, "--format", "ics").out)


def test_the_days_are_those_of_the_list_and_the_end_is_the_day_after(skolen: Program) -> None:
    events = calendar(skolen, "frister", "--status", "alle")
    rows = skolen.fine("frister", "--status", "alle", "--format", "json").json()["frister"]
    assert len(rows) > 30
    assert {f"{each['id']}@sosialplan": each["frist"].replace("-", "") for each in rows} == {
        uid: each["DTSTART"] for uid, each in events.items()
    }
    assert all(each["DTEND"] > each["DTSTART"] for each in events.values())


def test_what_is_still_to_come_has_an_alarm_and_what_is_done_or_late_has_none(
    skolen: Program,
) -> None:
    events = calendar(skolen, "frister", "--status", "alle")
    rows = skolen.fine("frister", "--status", "alle", "--format", "json").json()["frister"]
    ahead = {"kommende", "snart", "i-dag", "åpen"}
    for row in rows:
        alarm = events[f"{row['id']}@sosialplan"]["VALARM"]
        comes = row["status"] in ahead and row["frist"] >= "2026-11-23"
        assert bool(alarm) == comes, row
        assert not alarm or "TRIGGER:-PT16H\r\n" in alarm, "eight in the morning of the day before"
    assert any(each["VALARM"] for each in events.values())


def test_a_second_calendar_moves_what_has_moved_and_doubles_nothing(skolen: Program) -> None:
    """The guardians were told of a new day for the evaluation between the two."""
    before = calendar(skolen, "--i-dag", "2026-11-24", "frister")
    uid = next(each for each in before if "/evaluering/" in each)
    case, _, measure, _ = uid.split("/")
    skolen.now = "2026-11-24T09:00:00+01:00"
    skolen.fine(
        "tiltak",
        "endre",
        case,
        measure,
        "--evalueres",
        "2026-12-17",
        "--hvorfor",
        "Oppdiktet, reise",
    )
    after = calendar(skolen, "frister")
    moved = {
        each
        for each in before.keys() & after.keys()
        if before[each]["DTSTART"] != after[each]["DTSTART"]
    }
    assert moved == {uid}
    assert after[uid]["DTSTART"] == "20261217"
    assert int(after[uid]["SEQUENCE"]) > int(before[uid]["SEQUENCE"])
    assert after[uid]["DTSTAMP"] > before[uid]["DTSTAMP"]
    merged = before | after
    assert len({each["SUMMARY"] + each["UID"] for each in merged.values()}) == len(merged)


def test_an_activity_whose_window_moves_over_the_new_year_is_the_same_entry(
    skolen: Program,
) -> None:
    before = calendar(skolen, "årshjul")
    path = skolen.root / "plan" / "aarshjul.yaml"
    text = path.read_text(encoding="utf-8")
    first = "fra: {slag: kalender, dag: 1, måned: 12}"
    path.write_text(text.replace(first, "fra: {slag: kalender, dag: 4, måned: 1}", 1), "utf-8")
    after = calendar(skolen, "årshjul")
    assert before.keys() == after.keys()
    moved = {uid for uid in before if before[uid]["DTSTART"][:4] != after[uid]["DTSTART"][:4]}
    assert moved


@pytest.mark.parametrize("args", [("frister", "--status", "alle"), ("årshjul",)])
def test_a_calendar_says_where_it_is_and_how_often_to_ask_and_names_nobody(
    skolen: Program, args: tuple[str, ...]
) -> None:
    text = skolen.fine(*args, "--format", "ics").out
    head = text.replace("\r\n ", "").partition("BEGIN:VEVENT")[0]
    for line in (
        "METHOD:PUBLISH", "X-WR-TIMEZONE:Europe/Oslo", "REFRESH-INTERVAL;VALUE=DURATION:PT12H", "TZID:Europe/Oslo",
        "DTSTART:19960331T020000", "DTSTART:19961027T030000",
    ):  # fmt: skip
        assert f"{line}\r\n" in head
    assert all(each["CLASS"] == "PRIVATE" for each in read(text).values())
    assert not [name for name in NAMES if name in text]


def test_each_role_and_each_person_has_a_calendar_of_their_own(skolen: Program) -> None:
    """What the role has, and what a group that it belongs to has, and nothing else."""
    whole = calendar(skolen, "årshjul")
    assert "ics" in FORMATS["årshjul"]
    rektor = calendar(skolen, "årshjul", "--rolle", "rektor")
    assert 0 < len(rektor) < len(whole)
    assert all(whole[uid] == each for uid, each in rektor.items())
    assert calendar(skolen, "årshjul", "--person", REKTOR) == rektor
    assert len(calendar(skolen, "frister", "--person", REKTOR)) > 0
    both = skolen.run("årshjul", "--rolle", "rektor", "--person", REKTOR)
    assert (both.status, "Si bare én" in both.err) == (2, True)
    drawn = skolen.run("årshjul", "--rolle", "rektor", "--format", "svg")
    assert (drawn.status, "tabell, ics eller json" in drawn.err) == (2, True)


def test_a_year_without_its_calendar_of_school_days_is_told(skolen: Program) -> None:
    """A row without a day stands in no calendar: how many stands on the day itself, and is told."""
    (skolen.root / "plan" / "skoleruter" / "2026-2027.yaml").unlink()
    rows = skolen.fine("frister", "--format", "json").json()["frister"]
    many = sum(each["frist"] is None for each in rows)
    assert many > 1
    made = skolen.fine("frister", "--format", "ics")
    said = f"{many} frister har ingen dag, for skoleruten er ikke kjent"
    assert said in made.err
    events = read(made.out)
    assert events["ufullstendig-0@sosialplan"]["SUMMARY"].startswith(said.replace(",", "\\,"))
    assert len(events) == len(rows) - many + 1
    wheel = skolen.run("årshjul", "--format", "ics")
    assert (wheel.status, wheel.out) == (3, "")
    assert "Skoleruten for 2026-2027 er ikke kjent" in wheel.err
