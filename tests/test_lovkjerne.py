"""The mutation test: whatever is done to a step, nothing changes, or the check names it."""

import pytest

from frist_sak import the_plan
from planmutasjon import (
    PER,
    RENAMED,
    Mutasjon,
    cases_of,
    each_step,
    forget,
    give_away,
    put_off,
    rename,
    renamed_case,
    shown,
    take_out,
)
from sosialplan.files.standard import lovkjernen, lovplikter
from sosialplan.model.handlingskjede import Handlingskjede, Steg
from sosialplan.model.plan import Plan
from sosialplan.rules.checks.law_checks import check_against_law

STEPS = tuple(each_step(the_plan()))
TWICE = [
    (kjede, steg)
    for kjede, steg in STEPS
    if any(each is not steg and not set(each.betyr).isdisjoint(steg.betyr) for each in kjede.steg)
]
"""Steps whose meaning another step of the chain has too: that one is no stand-in."""
SAMPLE = tuple(each for number, each in enumerate(STEPS) if number % 4 == 0 or each in TWICE)
"""``benchmarks/lovkjerne.py`` tries all of them."""
IDS = [f"{kjede.kjede}: {steg.steg}" for kjede, steg in SAMPLE]
CHANGES: tuple[Mutasjon, ...] = (take_out, put_off, give_away, forget)


def named(plan: Plan, standard: Plan, kjede: str, steg: Steg) -> list[str]:
    """Return the codes of the findings in the chain that name the step, or a duty that it carried."""
    duties = {each.navn for each in lovplikter() if not set(each.betyr).isdisjoint(steg.betyr)}
    return [
        each.code
        for each in check_against_law(plan, lovkjernen(), standard, PER)
        if each.file == f"plan/handlingskjeder/{kjede}.yaml"
        and (each.values.get("steg") == steg.steg or each.values.get("plikt") in duties)
    ]


def unnoticed(change: Mutasjon, kjede: Handlingskjede, steg: Steg) -> str | None:
    """Return what a change of a step changed that the check does not name, or None."""
    plan = the_plan()
    changed = change(plan, kjede, steg)
    if named(changed, plan, kjede.kjede, steg):
        return None
    for sak in cases_of(kjede):
        before, after = shown(plan, sak), shown(changed, sak)
        for name, text in before.items():
            if after[name] != text:
                return f"{change.__name__} {kjede.kjede} {steg.steg}: {name}"
    return None


def follows_the_name(kjede: Handlingskjede, steg: Steg) -> str | None:
    """Return what is another when a step is only called something else, or None."""
    plan = the_plan()
    other = rename(plan, steg.steg, kjede.kjede)
    for sak in cases_of(kjede):
        before, after = shown(plan, sak), shown(other, renamed_case(sak, steg.steg))
        for name, text in before.items():
            told = after[name].replace(steg.steg + RENAMED, steg.steg)
            if "\n".join(sorted(told.split("\n"))) != text:
                return f"{kjede.kjede} {steg.steg}: {name}"
    return None


@pytest.mark.parametrize("change", CHANGES, ids=lambda each: each.__name__)
@pytest.mark.parametrize(("kjede", "steg"), SAMPLE, ids=IDS)
def test_a_changed_step_is_named_or_changes_nothing(
    kjede: Handlingskjede, steg: Steg, change: Mutasjon
) -> None:
    assert unnoticed(change, kjede, steg) is None


@pytest.mark.parametrize(("kjede", "steg"), SAMPLE, ids=IDS)
def test_no_row_and_no_document_follows_the_name_of_a_step(
    kjede: Handlingskjede, steg: Steg
) -> None:
    assert follows_the_name(kjede, steg) is None


def test_the_cases_show_what_they_should() -> None:
    """A guard that sees nothing guards nothing."""
    plan = the_plan()
    for kjede in plan.kjeder:
        opened, done = (shown(plan, sak) for sak in cases_of(kjede))
        assert opened["rader"]
        assert "gjort=datetime" in done["rader"]
        assert len(set(done.values())) == len(done)
