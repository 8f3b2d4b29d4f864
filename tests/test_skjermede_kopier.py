"""No shielded copy of any document holds another pupil's name, however it was written in the case.

The whole of it, 2,000 cases, is run by benchmarks/skjerming.py.
"""

from random import Random

import pytest

from krav_tilfelle import Kravtabell, tables
from plantet import copies, leaked, planted, squeezed

KINDS = tuple(tables())


@pytest.mark.parametrize("tabell", KINDS, ids=lambda each: each.dokument)
def test_a_copy_is_stopped_or_names_no_other_pupil(tabell: Kravtabell) -> None:
    rnd = Random(tabell.dokument)  # noqa: S311 - the same cases every time
    made = stopped = 0
    for _ in range(3):
        case = planted(rnd, tabell)
        for copy in copies(case, rnd):
            stopped += bool(copy.stoppet)
            if not copy.stoppet:
                made += 1
                assert copy.told(case.hemmelig) == ()
    assert made + stopped


def test_names_are_there_to_be_found() -> None:
    rnd = Random(2026)  # noqa: S311
    case = planted(rnd, next(each for each in KINDS if each.dokument == "aktivitetsplan"))
    assert leaked(repr(case.sak.aktivitetsplan), case.hemmelig)
    assert leaked(repr(case.sak.hendelser), case.hemmelig)


def test_a_name_is_seen_however_it_is_written() -> None:
    secret = (squeezed("Zqbråøté"),)
    for text in ("ZQ-\nBRÅØTÉ", "zqbraaoete", "Zqbra\u030aøte\u0301s", "| Zq | b råøte |"):
        assert leaked(text, secret) == secret
    assert leaked("Zqbro", secret) == ()
