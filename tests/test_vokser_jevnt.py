"""Four times as many cases are four times the work, not sixteen: no loop over all inside a loop over all.

Counted in lines of the program that are run, function by function, so no machine is too slow for it. What
a command reads is read before: only what it computes is counted.
"""

import sys
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest
from msgspec.structs import replace

import sosialplan
from program import Program
from sosialplan.commands.fravaer.fravaersbok import SCHEMA_LINE
from sosialplan.commands.saksaapning import case_text
from sosialplan.files.loader import load
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import standard_folder
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.model.fravaer import Elevfravaer
from sosialplan.model.sak import Sak
from sosialplan.rules.kontrolltegn import ALPHABET, with_check

SRC = str(Path(sosialplan.__file__).parent)
FEW, MANY = 11, 44
"""Each kind of invented case once, and four times."""
COMMANDS = (
    ("saker",),
    ("frister",),
    ("valider",),
    ("statistikk", "mål"),
    ("møte", "saksliste", "r-team"),
    ("fravær", "vis", "--klasse", "8B"),
    ("nytt-skoleår", "2027-2028"),
)
FLOOR = 20
"""What runs fewer lines than so many a case is no loop over cases."""
SLACK = 1.6
"""Logarithms (a sort) and what is met by chance only in the larger."""


def filled(root: Path, count: int) -> Program:
    """Return a planmappe with so many cases, each of a pupil of its own who has been away."""
    standard = standard_folder()
    for name in ("plan", "maler", "moter"):
        for source in (each for each in (standard / name).rglob("*") if each.is_file()):
            target = root / name / source.relative_to(standard / name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    loaded = load(Planmappe(standard)).mappe
    assert loaded is not None
    assert count % len(loaded.saker) == 0
    (root / "saker" / "2026").mkdir(parents=True)
    saker = [_own(loaded.saker[place % len(loaded.saker)].value, place) for place in range(count)]
    for sak in saker:
        (root / "saker" / "2026" / f"{sak.sak}.yaml").write_text(case_text(sak), encoding="utf-8")
    periods = next(each.perioder for each in loaded.fravaer[0].value.elever if each.perioder)
    for read in loaded.fravaer:
        pupils = tuple(
            Elevfravaer(elev=sak.elev.navn, perioder=_marked(periods[:1], place))
            for place, sak in enumerate(saker)
            if sak.elev.klasse == read.value.klasse
        )
        path = root / read.file
        path.parent.mkdir(parents=True, exist_ok=True)
        text = SCHEMA_LINE + dump(to_tree(replace(read.value, elever=pupils)))
        path.write_text(text, encoding="utf-8")
    return Program(root)


def _own(sak: Sak, place: int) -> Sak:
    digits = (place // 1024 % 32, place // 32 % 32, place % 32)
    number = with_check(2026, "0" + "".join(ALPHABET[digit] for digit in digits))
    return replace(
        sak, sak=number, elev=replace(sak.elev, navn=f"Oppdiktet {number}"), fra_sak=None
    )


def _marked(periods: Any, place: int) -> Any:
    return tuple(
        replace(each, id=f"{place:05d}{number:03d}") for number, each in enumerate(periods)
    )


def lines_of(action: Callable[[], object], within: str = SRC) -> Mapping[CodeType, int]:
    """Return how many lines each function of some files runs in an action."""
    counts = Counter[CodeType]()

    def line(frame: FrameType, event: str, _: object) -> Any:
        counts[frame.f_code] += event == "line"
        return line

    def call(frame: FrameType, _: str, __: object) -> Any:
        return line if frame.f_code.co_filename.startswith(within) else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        action()
    finally:
        sys.settrace(before)
    return counts


def done(program: Program, command: tuple[str, ...]) -> None:
    """Run a command that comes to its end; what hinders a new school year is told, and hinders no counting."""
    assert program.run(*command).status in {0, 1, 3}


def steep(few: Mapping[CodeType, int], many: Mapping[CodeType, int]) -> dict[str, float]:
    """Return the functions whose work grows faster than the cases do."""
    return {
        f"{Path(code.co_filename).name}:{code.co_firstlineno} {code.co_name}": count / few[code]
        for code, count in many.items()
        if count > FLOOR * MANY and few[code] and count / few[code] > SLACK * MANY / FEW
    }


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Program, Program]:
    folder = tmp_path_factory.mktemp("vokser")
    return filled(folder / "few", FEW), filled(folder / "many", MANY)


@pytest.mark.parametrize("command", COMMANDS, ids="-".join)
def test_the_work_grows_as_the_cases_do(
    two: tuple[Program, Program], command: tuple[str, ...]
) -> None:
    for program in two:
        done(program, command)
    few, many = (lines_of(partial(done, program, command)) for program in two)
    assert sum(many.values()) > FLOOR * MANY
    assert steep(few, many) == {}


def test_a_loop_over_all_inside_a_loop_over_all_is_seen() -> None:
    """The measure itself: four times the rows, each held against each."""

    def pairs(count: int) -> int:
        return len([1 for one in range(count) for other in range(count) if one == other])

    few, many = (lines_of(partial(pairs, count), __file__) for count in (FEW, MANY))
    assert [each.split()[-1] for each in steep(few, many)] == ["<listcomp>"]
