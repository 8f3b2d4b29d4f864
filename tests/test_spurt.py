"""How a person is asked: by number or word, again until the answer can be used, and without a trace of what cannot."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from program import Program, everything_in
from sosialplan.commands.run import known_role
from sosialplan.commands.svar.ordsvar import LINE, roles_of
from sosialplan.files.loader import load_plan
from sosialplan.files.planmappe import Planmappe
from sosialplan.output.svarbok import numbered

SOURCE = Path(__file__).parents[1] / "src" / "sosialplan"
ONE_WAY = {"commands/svar/ordsvar.py"}
"""Where a person is asked; days are read on top of it."""
SITS_APART = {
    "commands/vern/rediger.py": "waits for the Enter key, and nothing is answered",
    "commands/samlet/evalueringene.py": "a sitting that can be left between two questions",
}


def test_a_command_asks_in_one_way() -> None:
    asks = re.compile(r"terminal\.(ask|choose)\(")
    found = {
        path.relative_to(SOURCE).as_posix()
        for path in (SOURCE / "commands").rglob("*.py")
        if asks.search(path.read_text(encoding="utf-8"))
    }
    assert found == ONE_WAY | SITS_APART.keys()


def test_all_that_is_known_is_chosen_by_number(skolen: Program) -> None:
    answers = ["6", "Oppdiktet Elev Tall", "2", "", "", "1 3"]
    result = skolen.run("ny-sak", answers=answers)
    assert result.status == 0, result
    shown = [" ".join(line.split()) for line in result.err.splitlines()]
    chain = next(line.split()[1] for line in shown if line.startswith("6 "))
    made = skolen.case(re.findall(r"2026-\w{5}", result.out)[0]).read_text(encoding="utf-8")
    assert f"kjede: {chain}\n" in made
    assert "  klasse: 8B\n" in made
    assert "kategorier: [" in made


def test_a_role_is_shown_and_typed_by_its_title(skolen: Program) -> None:
    number = skolen.new_case()
    told = skolen.run("tiltak", "ny", number, answers=["Noe", "Rektr", "Assisterende", "fredag"])
    assert told.status == 0, told
    assert "1 Rektor" in told.err
    assert "Fant ikke rollen «Rektr». Mente du «rektor»?" in " ".join(told.err.split())
    assert "ansvarlig: assisterende-rektor" in skolen.case(number).read_text(encoding="utf-8")


def test_roles_are_chosen_by_number_those_that_are_likely_first() -> None:
    plan, _ = load_plan(Planmappe(SOURCE.parents[1]))
    assert plan is not None
    shown = roles_of(plan.skole, first=("foresatte", "elev"))
    assert [each.ord for each in shown[:3]] == ["Foresatte", "Eleven", "Rektor"]
    assert all(known_role(plan.skole, each.ord) for each in shown)
    lines = [*numbered(shown, 80)]
    assert len(lines) <= 20
    assert max(map(len, lines)) <= 80


BAD = ("x" * 10_000, "\x1b[A", "\x1b[31mrød", "\x00")


@pytest.mark.parametrize("bad", BAD, ids=["long", "arrow", "colour", "nothing"])
@pytest.mark.parametrize("place", range(6))
def test_what_cannot_be_an_answer_is_told_and_asked_for_again(
    skolen: Program, bad: str, place: int
) -> None:
    good = ["bekymring", "Oppdiktet Elev Rett", "8A", "", "", ""]
    answers = [*good[:place], bad, *good[place:]]
    result = skolen.run("ny-sak", answers=answers)
    if place == 4 and len(bad) > LINE:
        good[4] = bad  # a description has room for it, and the last answer is left over
    assert result.status == 0, result
    assert "\x1b[31m" not in result.err + result.out
    assert "\x1b[A" not in result.err + result.out
    made = skolen.case(re.findall(r"2026-\w{5}", result.out)[0]).read_text(encoding="utf-8")
    assert "navn: Oppdiktet Elev Rett" in made
    assert ("x" * 10_000 in made) == (good[4] == bad)


ASKED = {
    "ny-sak": ["bekymring", "Oppdiktet Elev Rett", "8A", "", ""],
    "meld": ["ja", "Oppdiktet Elev Rett", "8A", "", "10:15", "ute", "sett", "gjort"],
    "vedtak SAK": ["bortvisning", "i dag", "i dag", "", "", "", "", "", "", ""],
    "innkall SAK": ["møte", "fredag", "10.30", "Her", "rektor", "Prate", "", ""],
    "tiltak ny SAK": ["Noe oppdiktet", "rektor"],
    "registrer SAK avsluttet": ["Det går bra", "ja", "fredag"],
    "sak endre SAK": ["navn", "Oppdiktet Elev Ny"],
    "sak involver SAK": ["Oppdiktet Elev Annen", "8A", ""],
    "møte referat r-team": ["rektor", "møtet: Bestill", "rektor", "fredag"],
}


def broken_off(answers: list[str]) -> Iterator[str]:
    yield from answers
    raise KeyboardInterrupt


@pytest.mark.parametrize("command", ASKED)
@pytest.mark.parametrize("how", [iter, broken_off], ids=["end of input", "Ctrl-C"])
def test_what_is_left_in_the_middle_of_a_question_writes_nothing(
    skolen: Program, command: str, how: type
) -> None:
    number = skolen.new_case()
    before = everything_in(skolen.root)
    for place in range(min(3, len(ASKED[command]))):
        result = skolen.run(
            *command.replace("SAK", number).split(), answers=how(ASKED[command][:place])
        )
        assert result.status == 130, (place, result)
        assert "Ingenting er endret." in result.err
    after = everything_in(skolen.root)
    assert {each for each in before if not each.startswith(".git/")} == {
        each for each in after if not each.startswith(".git/")
    }
    assert [
        each for each in before if before[each] != after.get(each) and ".git/" not in each
    ] == []
