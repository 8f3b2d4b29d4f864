"""What each document demands, by tables; and each document as it should be, as golden Markdown."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from dokumentform import FARLIG, form, ufarlig
from golden import assert_golden
from krav_tilfelle import Kravtabell, Tilfelle, bilde_of, document_of, slag_of, table, tables
from sosialplan.model.problems import Level
from sosialplan.model.regel import Grunnlag
from sosialplan.model.skrivemaate import fold
from sosialplan.output.templates import render
from sosialplan.rules.checks.case_checks import FELLES_STEG
from sosialplan.tekster.koder.dokument import SAKSDOKUMENTER
from sosialplan.tekster.koder.krav import BREV
from sosialplan.views.dokumentdeler.mangler import grunn, kode_for
from sosialplan.views.dokumentdeler.tiltakskort import vage_tiltak

MALER = Path(__file__).parent.parent / "maler"
TABLES = list(tables())
EXAMPLES = [
    pytest.param(each, one, id=f"{each.dokument}: {one.navn}")
    for each in TABLES
    for one in each.tilfeller
    if one.avslag is None
]
REFUSED = [
    pytest.param(each, one, id=f"{each.dokument}: {one.navn}")
    for each in TABLES
    for one in each.tilfeller
    if one.avslag is not None
]
GOLDEN = [
    pytest.param(each, one, id=f"{each.dokument}: {one.gull}")
    for each in TABLES
    for one in each.tilfeller
    if one.gull is not None
]
DEMANDS = (*SAKSDOKUMENTER, *BREV)
FREE = {
    "notat", "elevens_stemme", "beskrivelse", "problem", "mål", "barnets_beste", "foresattes_syn",
    "elevens_stemme_om_tiltakene", "tiltak", "elev", "foresatte", "skolen", "hvorfor", "relasjon",
    "kontakt", "sted", "formål", "saksliste", "forberedelse", "tolk", "mottakere",
}  # fmt: skip
"""The keys of a case under which a person writes freely."""
NAMES = ("Oppdiktet", "Sol", "Berg", "8B", "2026-7KQ2H")


def _made(tabell: Kravtabell, tilfelle: Tilfelle) -> str:
    slag = slag_of(tabell)
    _, dokument = document_of(tabell, tilfelle)
    return render(MALER, slag.malfil(), {slag.variabel: dokument})


@pytest.mark.parametrize(("tabell", "tilfelle"), EXAMPLES)
def test_a_document_asks_for_what_is_missing_and_no_more(
    tabell: Kravtabell, tilfelle: Tilfelle
) -> None:
    bilde, dokument = document_of(tabell, tilfelle)
    slag = slag_of(tabell)
    assert slag.avslag(bilde) is None
    assert [each.kode for each in dokument.mangler] == list(tilfelle.venter)
    made = _made(tabell, tilfelle)
    for each in dokument.mangler:
        assert f"** {each.sentence}" in made
        step = re.match(r"sosialplan registrer \S+ (\S+)", each.command)
        if step and bilde.kjede:
            assert bilde.har_steg(step[1]) or step[1] in FELLES_STEG, each.command
    assert ("Ikke ferdig" in made or "er ikke ferdig" in made) is bool(tilfelle.venter)
    vague = vage_tiltak(bilde)
    assert [each.kode for each in vague] == list(tilfelle.vagt)
    assert made.count("**Vagt:**") == (0 if bilde.mottaker.ute else len(vague))


@pytest.mark.parametrize(("tabell", "tilfelle"), REFUSED)
def test_a_document_that_says_nothing_is_refused(tabell: Kravtabell, tilfelle: Tilfelle) -> None:
    slag = slag_of(tabell)
    assert slag.avslag is not None
    refused = slag.avslag(bilde_of(tabell, tilfelle))
    assert refused is not None
    assert refused.hvorfor == tilfelle.avslag


def test_each_demand_has_an_example() -> None:
    shown = {code for each in TABLES for one in each.tilfeller for code in one.venter}
    vague = {code for each in TABLES for one in each.tilfeller for code in one.vagt}
    assert {each.code for each in DEMANDS} <= shown
    assert vague == {"U131", "U132"}


def test_each_demand_has_a_ground_and_what_the_law_demands_its_paragraph() -> None:
    codes = [each.code for each in DEMANDS]
    assert codes == sorted(set(codes))
    for each in DEMANDS:
        assert each.grunnlag is not None
        assert each.hjemmel or each.level is Level.ADVARSEL


def test_the_law_asks_nothing_of_a_plan_that_is_only_the_schools_own() -> None:
    tabell = table("aktivitetsplan")
    for one in tabell.tilfeller:
        bilde, dokument = document_of(tabell, one)
        outside = bilde.sak.kjede != "trygt-og-godt"
        for each in dokument.mangler:
            kind = kode_for(each.kode)
            own = outside and "§ 12-4" in (kind.hjemmel or "")
            assert each.maa_med is (kind.level is Level.FEIL and not own)
            assert (grunn(each) == "plan") is (own or (kind.grunnlag is Grunnlag.PLAN))
        made = render(MALER, slag_of(tabell).malfil(), {"plan": dokument})
        assert ("etter opplæringslova (2023) § 12-4" in made) is not outside


@pytest.mark.parametrize(("tabell", "tilfelle"), GOLDEN)
def test_a_document_reads_as_approved(
    tabell: Kravtabell, tilfelle: Tilfelle, *, oppdater_gull: bool
) -> None:
    made = _made(tabell, tilfelle)
    name = f"dokumenter/{fold(tabell.dokument)}/{tilfelle.gull}"
    assert_golden(name, made, oppdater_gull)
    assert "Medelev" not in made
    if tilfelle.mottaker.endswith("-anonym"):
        assert not [name for name in NAMES if name in made]


@pytest.mark.parametrize("tabell", TABLES, ids=lambda each: each.dokument)
@settings(max_examples=8, deadline=None)
@given(FARLIG)
def test_no_text_of_a_case_changes_the_form_of_a_document(tabell: Kravtabell, text: str) -> None:
    written, expected = (
        _made(replace(tabell, hel_sak=_filled(tabell.hel_sak, each)), tabell.tilfeller[0])
        for each in (text, ufarlig(text))
    )
    assert form(written) == form(expected)


STEMMER = frozenset(
    {"elevens_stemme", "elevens_stemme_om_tiltakene", "elev", "foresatte", "likevel"}
)
"""What only counts with words in it: signs alone are nobody's voice, whatever they look like."""


def _filled(node: Any, text: str, key: str = "") -> Any:
    """Return a case with the text wherever a person writes freely."""
    if isinstance(node, dict):
        return {each: _filled(value, text, each) for each, value in node.items()}
    if isinstance(node, list):
        return [_filled(each, text, key) for each in node]
    if not isinstance(node, str) or key not in FREE:
        return node
    return f"{text} ord" if key in STEMMER else text
