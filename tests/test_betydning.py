"""A step says what it means: the program asks for the meaning, and the school names the step."""

from datetime import date

import pytest
from msgspec.structs import replace

from frist_sak import the_plan
from sosialplan.model.betydning import Betydning
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.sak import Hendelse
from sosialplan.rules.betydning import EGNE, code_for, codes, entries, means

KJEDER = tuple(each.kjede for each in the_plan().kjeder)


def _kjede(code: str) -> Handlingskjede:
    kjede = the_plan().kjede(code)
    assert kjede is not None
    return kjede


def _entry(number: int, steg: str) -> Hendelse:
    return Hendelse(id=f"aaaaaaa{number}", dato=date(2026, 9, number), steg=steg)


@pytest.mark.parametrize("code", KJEDER)
def test_every_chain_opens_closes_and_looks_again(code: str) -> None:
    kjede = _kjede(code)
    for betydning in (Betydning.OPPDAGET, Betydning.AVSLUTTET, Betydning.ETTERKONTROLL):
        assert len(kjede.meaning(betydning)) == 1


def test_every_meaning_is_said_by_some_step_of_the_standard() -> None:
    said = {each for kjede in the_plan().kjeder for steg in kjede.steg for each in steg.betyr}
    assert said | {Betydning.OPPDAGET, Betydning.AVSLUTTET} == set(Betydning)


def test_a_step_that_was_renamed_means_the_same() -> None:
    kjede = _kjede("trygt-og-godt")
    renamed = replace(
        kjede,
        steg=tuple(
            replace(each, steg="trygg-nå") if each.steg == "strakstiltak" else each
            for each in kjede.steg
        ),
    )
    assert codes(kjede, Betydning.GREPET_INN) == ("strakstiltak",)
    assert codes(renamed, Betydning.GREPET_INN) == ("trygg-nå",)
    assert code_for(renamed, Betydning.GREPET_INN) == "trygg-nå"
    assert means(renamed, "trygg-nå", Betydning.GREPET_INN)
    assert not means(renamed, "strakstiltak", Betydning.GREPET_INN)


def test_opening_and_closing_follow_from_the_chain() -> None:
    kjede = _kjede("bekymring")
    other = replace(kjede, aapnes_med="tiltak-i-gang", avsluttes_med="evaluering")
    assert other.means("tiltak-i-gang") == {Betydning.TILTAK_I_GANG, Betydning.OPPDAGET}
    assert other.means("evaluering") == {Betydning.EVALUERT, Betydning.AVSLUTTET}
    assert other.means("finnes-ikke") == frozenset()


def test_what_the_program_writes_in_any_case_means_the_same_without_a_step() -> None:
    for betydning, code in EGNE.items():
        assert code_for(None, betydning) == code
        assert means(None, code, betydning)
    assert codes(_kjede("bekymring"), Betydning.BARNEVERN_VURDERT) == ("barnevern-vurdert",)
    assert code_for(_kjede("bekymring"), Betydning.GREPET_INN) is None


def test_a_step_of_the_chain_goes_before_the_programs_own_entry() -> None:
    kjede = _kjede("fravaer")
    other = replace(
        kjede,
        steg=tuple(
            replace(each, betyr=()) if each.steg == "barnevern-meldt" else each
            for each in kjede.steg
        ),
    )
    assert not means(other, "barnevern-meldt", Betydning.BARNEVERN_MELDT)
    assert codes(other, Betydning.BARNEVERN_MELDT) == ()


def test_the_entries_of_a_meaning_keep_their_order() -> None:
    told = [
        _entry(number, steg)
        for number, steg in enumerate(
            ("oppdaget", "evaluering", "samtale", "r-team-ny-vurdering"), start=1
        )
    ]
    found = entries(told, _kjede("bekymring"), Betydning.R_TEAM_NY_VURDERING, Betydning.EVALUERT)
    assert [each.steg for each in found] == ["evaluering", "r-team-ny-vurdering"]
