"""Two set one day apart: until somebody has chosen, the earliest is the deadline, and it says that it waits."""

from datetime import date
from typing import Any

import pytest

from frist_sak import the_plan
from sosialplan.model.sak import Sak
from sosialplan.rules.kalender.skolekalender import kalender_of
from sosialplan.rules.saksgang import course_of
from sosialplan.rules.tiltaksfrister import TO_DAGER, measure_deadlines
from sosialplan.schema.decode import decode

PER = date(2026, 11, 30)
PLACE = ["aktivitetsplan", "tiltak", "t8m2v5xc", "evalueres"]


def _move(number: int, til: str, registrert: str) -> dict[str, str]:
    return {
        "id": f"endrin0{number}", "dato": "2026-11-23", "felt": "evalueres", "fra": "2026-12-10",
        "til": til, "hvorfor": "Oppdiktet", "registrert": f"2026-11-23T{registrert}+01:00",
    }  # fmt: skip


def rows(**changes: Any) -> list[tuple[date | None, str, str | None]]:
    measure = {
        "id": "t8m2v5xc", "tiltak": "Oppdiktet tiltak", "nivå": "elev", "ansvarlig": "rektor",
        "fra": "2026-11-16", "evalueres": "2026-12-08",
        "endringer": [_move(1, "2026-12-08", "09:00"), _move(2, "2026-12-14", "10:00")],
    }  # fmt: skip
    tree = {
        "sak": "2026-7KQ2H", "kjede": "trygt-og-godt", "opprettet": "2026-11-16",
        "elev": {"navn": "Oppdiktet Elev", "klasse": "8B"},
        "aktivitetsplan": {"tiltak": [measure | changes.pop("tiltak", {})]}, **changes,
    }  # fmt: skip
    sak, findings = decode(tree, Sak, "saker/2026/2026-7KQ2H.yaml")
    assert sak is not None, findings
    gang = course_of(sak, (), the_plan(), kalender_of(the_plan().ruter), PER)
    assert gang is not None
    return [
        (each.frist, each.tittel, each.bortfall.hvorfor if each.bortfall else None)
        for each in measure_deadlines(gang)
        if each.tiltak == "t8m2v5xc"
    ]


def conflict(one: str | None, other: str | None) -> list[dict[str, Any]]:
    told = {"står": one, "ellers": other}
    return [{"id": "edzs1zyf", "sted": PLACE} | {key: day for key, day in told.items() if day}]


@pytest.mark.parametrize(
    ("one", "other"), [("2026-12-08", "2026-12-14"), ("2026-12-14", "2026-12-08")]
)
def test_the_earliest_of_two_days_holds_and_says_that_it_waits(one: str, other: str) -> None:
    told = rows(konflikter=conflict(one, other))
    ahead = [each for each in told if each[2] is None]
    assert ahead == [(date(2026, 12, 8), f"Evaluer tiltaket {TO_DAGER}", None)]
    lifted = [each[0] for each in told if each[2]]
    assert date(2026, 12, 8) not in lifted, "a day that holds was not moved"
    assert date(2026, 12, 14) not in lifted


def test_a_day_that_one_took_away_holds_until_it_is_chosen() -> None:
    told = rows(konflikter=conflict("2026-12-08", None))
    assert (date(2026, 12, 8), f"Evaluer tiltaket {TO_DAGER}", None) in told


def test_what_was_chosen_holds_without_a_mark() -> None:
    told = rows()
    assert [each for each in told if each[2] is None] == [
        (date(2026, 12, 14), "Evaluer tiltaket", None)
    ]


def test_an_evaluation_goes_on_from_its_own_day() -> None:
    done = {
        "id": "evaluer1", "dato": "2026-11-26", "utfall": "delvis", "gjennomført": "ja",
        "neste": "2026-12-18", "registrert": "2026-11-26T09:00+01:00",
    }  # fmt: skip
    told = rows(konflikter=conflict("2026-12-08", "2026-12-14"), tiltak={"evalueringer": [done]})
    assert told[-1] == (date(2026, 12, 18), "Evaluer tiltaket", None)


def test_another_place_with_two_values_moves_no_day() -> None:
    other = [{"id": "edzs1zyf", "sted": [*PLACE[:3], "ansvarlig"], "står": "rektor"}]
    assert rows(konflikter=other) == rows()
