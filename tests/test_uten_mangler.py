"""What is read at home tells nothing in red of what the school lacks; the school is told all of it.

What must not pass unnoticed: that something is lacking at all. It stands as not written, and on the screen by its code.
"""

import re
from pathlib import Path

import pytest

from program import Program, copied
from sosialplan.tekster.maalform import Maalform
from sosialplan.views.dokumentdeler.mangler import without_lacks
from sosialplan.views.dokumentliste import DOKUMENTER

CASES = ("2026-YHP9E", "2026-8G2R1", "2026-P3E6W", "2026-AWEJ4")
"""Invented cases: a whole plan, one that lacks what the law demands, one with consent, one of absence."""
LACKS = re.compile(r"Mangl[ea]r:|kk[je]+ ferdig")


@pytest.fixture(scope="module")
def skolen(depotets_skole: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    return Program(copied(depotets_skole, tmp_path_factory.mktemp("uten-mangler") / "skolen"))


@pytest.mark.parametrize("form", list(Maalform))
@pytest.mark.parametrize("mottaker", ["foresatte", "elev"])
def test_no_copy_for_the_home_lacks_anything_in_red(
    skolen: Program, mottaker: str, form: Maalform
) -> None:
    unwritten = told = 0
    for kind in DOKUMENTER:
        for sak in CASES:
            if mottaker not in kind.mottakere:
                continue
            made = skolen.run(
                "lag", kind.kode, sak, "--mottaker", mottaker, "--målform", form.value
            )
            assert not LACKS.search(made.out), (kind.kode, sak)
            unwritten += len(re.findall(r"Ikkj?e skr", made.out))
            told += bool(made.out and "mangler:" in made.err)
    assert unwritten
    assert told, "the school is told what it lacks"


def test_the_school_s_own_draft_says_what_it_lacks(skolen: Program) -> None:
    assert "**Mangler:**" in skolen.fine("lag", "aktivitetsplan", "2026-8G2R1").out


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a\n\n> **Mangler:** Det er ikke skrevet.\n\nb", "a\n\nIkke skrevet.\n\nb"),
        ("| A | **Mangler:** Ingen dag. |\n| B | c |", "| A | Ikke skrevet.|\n| B | c |"),
        ("> **Ikke ferdig.** Én opplysning mangler, og den er merket.\n\n## A", "## A"),
        (r"> \\*\\*Mangler:\\*\\* sa eleven", r"> \\*\\*Mangler:\\*\\* sa eleven"),
        ("> **Vagt:** noe", "> **Vagt:** noe"),
    ],
)
def test_only_what_a_template_says_is_taken_out(written: str, read: str) -> None:
    assert without_lacks(written, Maalform.BOKMAAL) == read
