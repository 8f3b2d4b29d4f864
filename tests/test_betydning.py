"""A step says what it means: the program asks for the meaning, and the school names the step."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

import sosialplan
from frist_sak import the_plan
from sosialplan import model
from sosialplan.cli.app import COMMANDS
from sosialplan.model.betydning import Betydning
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.record import Record
from sosialplan.model.sak import Hendelse
from sosialplan.rules.facts import EGNE, code_for, codes, entries, fulfilling, means, read_by
from sosialplan.views.dokumentliste import DOKUMENTER

SOURCE = Path(sosialplan.__file__).parent
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


def test_the_programs_own_entry_carries_out_a_step_that_means_the_same() -> None:
    kjede = _kjede("fravaer")
    step = next(iter(kjede.meaning(Betydning.BARNEVERN_MELDT)))
    assert fulfilling(kjede, step) == {"barnevern-meldt"}
    renamed = replace(step, steg="sendt")
    other = replace(kjede, steg=(renamed,))
    assert fulfilling(other, renamed) == {"sendt", "barnevern-meldt"}


def test_follow_up_of_absence_is_read_by_the_chain_of_the_ladder() -> None:
    plan, own = the_plan(), _kjede("bekymring")
    ladder = _kjede(plan.trapp.kjede)
    assert read_by(plan, own, "tiltak-i-gang") is own
    assert read_by(plan, own, "foresatte-kontaktet") is ladder
    assert read_by(plan, own, "samtale") is own
    without = replace(plan, kjeder=(own,))
    assert read_by(without, own, "foresatte-kontaktet") is own


def _strings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the texts of a module with their lines, without its docstrings."""
    told = {
        id(each.body[0].value)
        for each in ast.walk(tree)
        if isinstance(each, ast.Module | ast.ClassDef | ast.FunctionDef)
        and each.body
        and isinstance(each.body[0], ast.Expr)
    }
    for each in ast.walk(tree):
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and id(each) not in told:
            yield each.lineno, each.value


def _other_words() -> frozenset[str]:
    """Return the words that are something else too: a key of a file, a kind of it, a document.

    Of a step with such a name, renaming it in a whole planmappe shows what follows the name
    (``test_lovkjerne``).
    """
    keys = {info.encode_name for kind in _kinds(Record) for info in msgspec.structs.fields(kind)}
    values = {
        each.value
        for module in pkgutil.iter_modules(model.__path__)
        for kind in vars(importlib.import_module(f"sosialplan.model.{module.name}")).values()
        if isinstance(kind, type) and issubclass(kind, StrEnum)
        for each in kind
        if kind is not Betydning
    }
    return frozenset(
        (*keys, *values, *EGNE.values(), *(each.kode for each in DOKUMENTER), *COMMANDS)
    )


FIELDS = frozenset({"oppdaget", "drøftet"})
"""``--oppdaget`` of ny-sak, and what the minutes lack: fields that no table of the program names."""


def _kinds(kind: type[Record]) -> Iterator[type[Record]]:
    for each in kind.__subclasses__():
        yield each
        yield from _kinds(each)


def test_no_module_names_a_step_of_a_chain() -> None:
    codes_of_chains = {steg.steg for kjede in the_plan().kjeder for steg in kjede.steg}
    steps = codes_of_chains - _other_words() - FIELDS
    assert len(steps) > len(codes_of_chains) / 2, "nothing was looked for"
    advised = re.compile(r"(?:registrer|rett) (?:SAK|\S*\d\S*) (?:" + "|".join(steps) + r")\b")
    modules = sorted(SOURCE.rglob("*.py"))
    assert len(modules) > 300
    found = [
        f"{path.relative_to(SOURCE)}:{line}: {text[:60]}"
        for path in modules
        if path.parent.name != "cli" and path.name != "betydning.py"
        for line, text in _strings(ast.parse(path.read_text(encoding="utf-8")))
        if text in steps or advised.search(text)
    ]
    assert found == []
