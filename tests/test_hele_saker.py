"""A case of each chain from discovery to closing, told by commands in ``tests/hele_saker/*.yaml``.

Each line has its day, what is typed, the rows that come (``nytt``) and the rows that are asked
for no more (``gjort``). A row is its date and its step, with its measure, its case when it is
not the story's own, and its kind when it is no deadline. A line may give the case that it opens
another name, or name several (``kaller``). Silence and recurring duties have their own tests.
"""

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from fortelling import STORIES, learn, told, typed
from frist_sak import the_plan
from program import Program, copied, made_by_start
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.regel import Grunnlag
from sosialplan.views.forklaring import GRUNNLAGSORD


@pytest.fixture(scope="session")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_by_start(tmp_path_factory.mktemp("hele-saker") / "skolen")


def asked(program: Program, names: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return the open rows of the cases by what the story calls them."""
    called = {number: name for name, number in names.items()}
    rows = program.fine("frister", "--format", "json").json()["frister"]
    return {
        called_row(row, called): row for row in rows if row["sak"] and row["steg"] != "stillhet"
    }


def called_row(row: Mapping[str, Any], called: Mapping[str, str]) -> str:
    parts = [row["frist"], row["steg"], called.get(row["tiltak"], "")]
    parts.append("" if called[row["sak"]] == "SAK" else f"i {called[row['sak']]}")
    parts.append("" if row["slag"] == "frist" else f"({row['slag']})")
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_the_story_is_as_it_is_told(story: Path, skolen: Path, tmp_path: Path) -> None:
    program = Program(copied(skolen, tmp_path / "skolen"))
    names: dict[str, str] = {}
    before: dict[str, dict[str, Any]] = {}
    for line in told(story)["linjer"]:
        program.now = f"{line['dag']}T12:00+01:00"
        learn(names, program.fine(*typed(line, names)), tuple(line.get("kaller", ())))
        after = asked(program, names)
        step = f"{line['dag']} {line['skriv']}"
        assert sorted(after.keys() - before.keys()) == sorted(line.get("nytt", [])), step
        assert sorted(before.keys() - after.keys()) == sorted(line.get("gjort", [])), step
        for new in after.keys() - before.keys():
            assert_explained(program, after[new])
        before = after
    assert program.git("status", "--porcelain") == ""
    assert program.run("valider").status == 0


def assert_explained(program: Program, row: Mapping[str, Any]) -> None:
    """The date says from what, on which ground and by whom it was set, in words."""
    explained = program.fine("forklar", row["sak"], row["steg"]).out
    day = "{2}.{1}.{0}".format(*row["frist"].split("-"))
    assert GRUNNLAGSORD[Grunnlag(row["grunnlag"])] in explained, explained
    assert row["tittel"] in explained
    assert f"Ansvarlig: {', '.join(row['ansvarlig'])}" in explained
    assert f" {int(day[:2])}. " in explained
    assert "Regnet slik: " in explained


LOOPS = [
    each.kjede
    for each in the_plan().kjeder
    if any(gren.ny_runde and gren.utfall for gren in each.grener)
]


@pytest.mark.parametrize("kjede", LOOPS)
def test_each_chain_is_told_twice_round_the_loop_until_it_is_closed(kjede: str) -> None:
    lines = [
        line["skriv"]
        for story in STORIES
        if story.stem == f"{kjede}-to-runder-til"
        for line in told(story)["linjer"]
    ]
    rounds = [line for line in lines if "--utfall delvis" in line or "--utfall ingen" in line]
    loops = [line for line in rounds if line.startswith("registrer")]
    assert any(f"--kjede {kjede} " in line for line in lines[:6])
    assert len(loops) >= 2, loops
    assert "--utfall god" in lines[-3]
    assert lines[-2].startswith("registrer SAK avsluttet --")
    assert lines[-1].startswith("registrer SAK etterkontroll")


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_after_closing_only_the_check_up_and_what_was_not_delivered_are_asked(story: Path) -> None:
    rows: set[str] = set()
    for line in told(story)["linjer"]:
        rows = (rows | set(line.get("nytt", []))) - set(line.get("gjort", []))
        if line["skriv"].startswith("registrer SAK avsluttet"):
            left = [row for row in rows if " i " not in row]
            steps = {row.split(" ", 1)[1] for row in left}
            assert steps - {"til-elevmappen"} == {"etterkontroll"}


@pytest.mark.parametrize("kjede", the_plan().kjeder, ids=lambda each: each.kjede)
def test_every_step_of_a_chain_is_met_in_its_stories(kjede: Handlingskjede) -> None:
    stories = [story for story in STORIES if story.stem.startswith(kjede.kjede)]
    lines = [line for story in stories for line in told(story)["linjer"]]
    met = {word for line in lines for word in shlex.split(line["skriv"])}
    met |= {row.split(" ")[1] for line in lines for row in line.get("nytt", [])}
    steps = {step.steg for step in kjede.steg}
    assert steps - met == ({"oppdaget", "vedtak"} & steps)
