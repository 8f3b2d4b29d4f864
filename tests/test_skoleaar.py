"""A small invented school year, lived day by day: every evening what is asked for is as worked out.

The whole year (300 pupils, 60 cases, 1,000 days of absence) is lived by benchmarks/skoleaar.py.
"""

from pathlib import Path

from program import Program
from skoleaaret.kjoering import Skoleaar, planmappe
from skoleaaret.manus import draw

SEED = 2026


def test_the_same_seed_gives_the_same_year() -> None:
    assert draw(SEED, 6, 30, 30) == draw(SEED, 6, 30, 30)
    assert draw(SEED, 6, 30, 30) != draw(SEED + 1, 6, 30, 30)


def test_every_day_of_a_year_asks_for_what_was_worked_out_apart(tmp_path: Path) -> None:
    aaret = Skoleaar(Program(planmappe(tmp_path / "skolen")), draw(SEED, 6, 30, 30))
    regnskap = aaret.live()
    assert regnskap.avvik == []
    assert regnskap.dager == 190
    assert regnskap.rader > 1000
    assert regnskap.eskalert > 100
