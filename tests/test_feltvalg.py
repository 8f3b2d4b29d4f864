"""Options of the table of fields: what can be written of an entry can be put right, each field of it."""

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
import typer.main

from program import Program, copied, made_by_start
from sosialplan.cli.app import app_for
from sosialplan.files.yaml_reader import parse
from sosialplan.model.felter.feltlinje import Felttabell, option, slag_av
from sosialplan.model.felter.hendelsesfelt import HENDELSE, I_HENDELSEN
from sosialplan.model.handlingskjede import Spoersmaal
from sosialplan.model.sak import Hendelse

BY_THE_PROGRAM = {"id", "registrert", "ført_av", "retter"}
"""What is never typed: it is what makes an entry one, and a correction one."""
BY_ITS_OWN_WORD = {"steg": "--steg", "utgår": "--utgår"}
"""What ``rett`` takes besides the table: the step is an argument where it is written."""


def options(command: str) -> dict[str, Any]:
    """Return a command's parameters by every way in which they are typed."""
    made: Any = typer.main.get_command(app_for([command]))
    return {name: each for each in made.commands[command].params for name in each.opts}


@pytest.fixture(scope="session")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_by_start(tmp_path_factory.mktemp("felter") / "skolen")


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    return Program(copied(skolen, tmp_path / "skolen"))


def lines(steder: dict[str, Felttabell]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each field of an entry that is typed: where it stands in the file, and its option."""
    for sted, tabell in steder.items():
        if sted and HENDELSE[sted].uten_rett:
            continue  # it has a command of its own
        for key, linje in tabell.items():
            if linje.valg is not None:
                yield (sted, key) if sted else (key,), option(key, linje)


TYPED = list(lines(dict(I_HENDELSEN)))


def test_what_registrer_writes_rett_puts_right() -> None:
    written, mended = options("registrer"), options("rett")
    assert written.keys() - mended.keys() == {"steg"}, "the step is an argument of the one"
    assert {name for _, name in TYPED} <= written.keys()


def test_every_field_of_an_entry_is_typed_or_has_a_reason_why_rett_does_not_take_it() -> None:
    mended = options("rett")
    for key, linje in HENDELSE.items():
        inner = I_HENDELSEN.get(key, {})
        parts = [option(part, each) for part, each in inner.items() if each.valg]
        if linje.uten_rett:
            assert linje.valg is None
        elif linje.valg is not None:
            assert option(key, linje) in mended
        elif key in BY_ITS_OWN_WORD:
            assert BY_ITS_OWN_WORD[key] in mended
        elif parts:
            assert len(parts) == len(inner), "of a thing inside all is typed, or nothing"
        else:
            assert key in BY_THE_PROGRAM


def test_a_question_of_a_step_is_asked_in_words_and_answered_by_an_option() -> None:
    for each in Spoersmaal:
        assert HENDELSE[each.value].spoersmaal.endswith((")", "?")), each
        assert option(each.value, HENDELSE[each.value]) in options("registrer")


VALUES = {
    "--med": ("rektor,elev", ["rektor", "elev"]),
    "--av": ("rektor", "rektor"),
    "--ansvarlig": ("Rektor", "rektor"),
    "--samtykke-til": ("ppt", ["ppt"]),
    "--samtykke-av": ("elev", ["elev"]),
    "--møte": ("r-team", "r-team"),
    "--dato": ("20.11.2026", "2026-11-20"),
}
BESIDES = {
    "--overlevert": ("--samtykke", "ja"),
    "--samtykke-til": ("--samtykke", "ja"),
    "--samtykke-av": ("--samtykke", "ja"),
    "--samtykke-formål": ("--samtykke", "ja"),
    "--samtykke-om": ("--samtykke", "ja"),
}
"""What must be told with it."""
OF_A_DECISION = "--gjelder"
"""What only the entry that carries a decision out can say; tested by itself."""


def typed(way: tuple[str, ...], name: str) -> tuple[tuple[str, ...], Any]:
    """Return what is typed of a field, and what then stands in the file."""
    if name in VALUES:
        told, stands = VALUES[name]
        return (name, told), stands
    kind: Any = Hendelse
    for each in way[:-1]:
        kind = slag_av(kind, each).type
    slag = slag_av(kind, way[-1])
    if slag.type is bool:
        return (name,), True
    if slag.type.__name__ == "date":
        return (name, "1.12.2026"), "2026-12-01"
    if slag.type is str:
        return (name, "Oppdiktet ord"), ["Oppdiktet ord"] if slag.mange else "Oppdiktet ord"
    assert issubclass(slag.type, Enum)
    word = next(iter(slag.type)).value
    return (name, word.upper()), [word] if slag.mange else word


def _shown(value: Any) -> str:
    """Return what a page says of a value: a day as people write it, of a yes the words it stands for."""
    if value is True:
        return "eleven fikk tilbud om å si noe, og ville ikke"
    said = str(value)
    return f"{said[8:]}.{said[5:7]}.{said[:4]}" if said.startswith("2026-") else said


@pytest.mark.parametrize(
    ("way", "name"),
    [each for each in TYPED if each[1] != OF_A_DECISION],
    ids=[name for _, name in TYPED if name != OF_A_DECISION],
)
def test_rett_puts_each_field_right(program: Program, way: tuple[str, ...], name: str) -> None:
    sak = program.new_case()
    program.fine("registrer", sak, "notat", "--notat", "Først")
    if name == "--hørt":
        with program.case(sak).open("a", encoding="utf-8", newline="") as file:
            file.write("involverte:\n  - alias: Oppdiktet ord\n")
        program.fine("lagre")
    args, stands = typed(way, name)
    program.fine("rett", sak, "notat", *args, *BESIDES.get(name, ()))
    tree: Any = parse(program.case(sak).read_text("utf-8")).tree
    found = tree["hendelser"][-1]
    assert found["retter"] == tree["hendelser"][-2]["id"]
    for each in way:
        found = found[each]
    assert str(found) == str(stands)
    shown = _shown(stands[0] if isinstance(stands, list) else stands)
    assert shown in program.fine("vis", sak).out, "what was written is seen"


def test_a_decision_gets_another_owner_day_and_meeting(program: Program) -> None:
    sak = program.new_case()
    program.fine(
        "registrer", sak, "beslutning", "--notat", "Ny makker", "--ansvarlig", "rådgiver",
        "--frist", "2026-11-30", "--møte", "møte",
    )  # fmt: skip
    program.fine("rett", sak, "beslutning", "--frist", "2026-12-04", "--ansvarlig", "rektor")
    told = program.fine("frister", "--format", "json", "--innen", "60d").json()["frister"]
    (row,) = (each for each in told if each["steg"] == "beslutning")
    assert (row["frist"], row["ansvarlig"]) == ("2026-12-04", ["rektor"])


@pytest.mark.parametrize("command", ["registrer", "rett"])
def test_a_decision_is_named_only_where_one_is_carried_out(program: Program, command: str) -> None:
    sak = program.new_case()
    program.fine("registrer", sak, "notat", "--notat", "Først")
    refused = program.run(command, sak, "notat", "--gjelder", "n0000003")
    assert refused.status == 2
    assert "--gjelder hører til steget «beslutning-utført»." in refused.err


def test_an_unknown_role_is_refused_in_a_correction_too(program: Program) -> None:
    sak = program.new_case()
    program.fine("registrer", sak, "notat", "--notat", "Først")
    refused = program.run("rett", sak, "notat", "--ansvarlig", "kaptein")
    assert refused.status == 2
    assert "kaptein" not in program.case(sak).read_text("utf-8")


@pytest.mark.parametrize(
    ("written", "mended", "apart"),
    [
        (("fravær", "registrer"), ("fravær", "rett"), {"elev", "klasse", "ny-elev", "sak"}),
        (("møte", "registrer"), ("møte", "rett"), {"--om", "moetet"}),
        (("møte", "utført"), ("møte", "rett"), {"beslutning"}),
        (("tiltak", "evaluer"), ("tiltak", "rett"), {"tiltak_id"}),
        (("tiltak", "ny"), ("tiltak", "endre"), set()),
    ],
    ids=["fravær", "møte", "utført", "evaluer", "tiltak"],
)
def test_what_a_group_writes_it_puts_right(
    written: tuple[str, str], mended: tuple[str, str], apart: set[str]
) -> None:
    """Apart from what says whose it is, and what is written in another file."""
    group: Any = typer.main.get_command(app_for([written[0]]))
    first, second = (
        {name for each in group.commands[one[0]].commands[one[1]].params for name in each.opts}
        for one in (written, mended)
    )
    assert {each.strip("-") for each in first - second} <= {each.strip("-") for each in apart}


def test_a_meeting_is_put_right_by_grade_and_is_not_told_of_whom_it_is_not_held_for(
    program: Program,
) -> None:
    refused = program.run("møte", "registrer", "r-team", "--til-stede", "rektor", "--klasse", "8B")
    assert (refused.status, "--klasse hører ikke til dette møtet." in refused.err) == (2, True)
    wrong = program.run("møte", "rett", "n0000001", "--trinn", "11")
    assert wrong.status == 2
    assert "velg en av 1, 2, " in wrong.err


@pytest.mark.parametrize(("command", "sted"), [("vedtak", "vedtak"), ("innkall", "innkalling")])
def test_a_thing_with_a_command_of_its_own_is_typed_whole_by_it(command: str, sted: str) -> None:
    page = options(command)
    assert {option(key, linje) for key, linje in I_HENDELSEN[sted].items()} <= page.keys()
    assert HENDELSE[sted].uten_rett, "and rett says why it does not take it"
