"""What guardians read is plain: LIX is measured on every finished document, in both forms."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from frist_sak import the_plan
from krav_tilfelle import Tilfelle, bilde_of, tables
from lesbarhet import lesbarhet
from sak_examples import HEL_SAK
from sosialplan.output.templates import render
from sosialplan.rules.ansattsak.skjermet_sak import find_mottaker
from sosialplan.tekster.maalform import Maalform
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde, saksbilde
from sosialplan.views.dokumentliste import DOKUMENTER, Dokumentslag

MALER = Path(__file__).parent.parent / "maler"
HOEYST = 42
"""The bound for a text to guardians."""
HOME = [
    (slag, form)
    for slag in DOKUMENTER
    if "foresatte" in slag.mottakere
    for form in Maalform
    if form is Maalform.BOKMAAL or slag.nynorsk
]


def _bilder(slag: Dokumentslag, form: Maalform) -> Iterator[Saksbilde]:
    """Yield every case of the document's table that goes home, or the one of the activity plan."""
    found = [each for each in tables() if each.dokument == slag.kode]
    for tabell in found:
        yield bilde_of(tabell, Tilfelle(navn="hel", mottaker="foresatte"), form)
        for one in tabell.tilfeller:
            if one.mottaker in {"foresatte", "elev"} and one.avslag is None:
                yield bilde_of(tabell, one, form)
    if not found:
        guardians = find_mottaker("foresatte", the_plan())
        assert guardians is not None
        yield saksbilde(HEL_SAK, the_plan(), date(2026, 11, 23), mottaker=guardians, maalform=form)


@pytest.mark.parametrize(("slag", "form"), HOME, ids=lambda each: getattr(each, "kode", str(each)))
def test_a_document_for_guardians_is_easy_to_read(slag: Dokumentslag, form: Maalform) -> None:
    for bilde in _bilder(slag, form):
        measured = lesbarhet(render(MALER, slag.malfil(form), {slag.variabel: slag.lag(bilde)}))
        worst = measured.verst
        assert len(measured.setninger) > 5
        assert worst is not None
        assert measured.lix <= HOEYST, f"LIX {measured.lix:.0f}. Verst: {worst.tekst}"


def test_no_bound_is_held_by_a_text_that_nobody_would_understand() -> None:
    hard = (
        "Opplysninger om undersøkelser innhentes fortløpende av representanter for "
        "skoleledelsen i henhold til gjeldende bestemmelser."
    )
    measured = lesbarhet(f"# Kort\n\nDette er lett.\n\n{hard}")
    assert measured.lix > HOEYST
    assert measured.verst is not None
    assert measured.verst.tekst == hard


@pytest.mark.parametrize(
    ("text", "lix"),
    [
        ("", 0),
        ("Jeg er her.", 3),
        ("Jeg er her. Du er der.", 3),
        ("Vi møtes 12. november 2026 på skolen.", 7 + 100 / 7),
        ("- Jeg er her\n- Du er der", 3),
        ("1. Jeg er her\n2. Du er der", 3),
        ("> **Mangler:** Det står ikke der.", 5 / 2 + 100 / 5),
        ("# En overskrift som ikke teller\n\nJeg er her.", 3),
        ("| Elev | Oppdiktet Elev Sol |\n| --- | --- |\n\nJeg er her.", 3),
        ("| Hvorfor | Det er best for deg nå, mener vi |", 8),
        ("Si fra til rektor (skolen). Da hjelper vi.", 4 + 100 / 8),
        ("En skole-elev, to skole-elever.", 4 + 200 / 4),
    ],
)
def test_words_sentences_and_long_words_are_counted(text: str, lix: float) -> None:
    assert lesbarhet(text).lix == pytest.approx(lix)


def test_a_text_of_short_pieces_has_no_worst_sentence() -> None:
    assert lesbarhet("Jeg er her.").verst is None
