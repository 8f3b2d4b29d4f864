"""``docs/utvikling/krav.md`` leads from every demand of the plan to its data, command and test.

Every cell is followed: the code stands in the file, the command runs, the test is there.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from program import Program, of_the_repository
from sosialplan.files.yaml_reader import parse

ROOT = Path(__file__).parent.parent
DEMANDS = {
    "A": ("1", "2-mål", "2-talt", "3", "4", "5", "6"),
    "B": ("1", "2", "3", "4", "5", "6", "7", "8-uke", "8-måned", "8-klasse"),
    "C": ("1", "2", "3", "4", "-tom", "-tid", "-valg"),
    "D": ("1", "2", "2-12-4", "3", "4", "5", "6", "7", "8", "-alltid", "-valg"),
    "E": ("1", "2", "3", "4", "5", "6", "7", "8", "-praksis", "-endring", "-rektor", "-arkiv"),
    "F": (
        "1", "3", "10", "-vurdering", "-sosialt", "-bup", "-kontakt", "15", "-telling", "-slutt",
    ),
    "G": ("",),
    "H": ("",),
    "I": ("",),
    "J": (
        "-melding", "-plan", "-referat", "-innkalling", "-vedtak", "-barnevern", "-evaluering",
        "-klasseplan", "-årlig", "-lager",
    ),
}  # fmt: skip
"""Every section of the plan and what it demands, in the order of the source."""
WRITES = (
    "ny-sak", "registrer", "tiltak", "fravær registrer", "fravær følg-opp", "importer",
    "møte registrer", "møte referat", "årshjul utført",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Krav:
    """A row of the table."""

    id: str
    data: str
    command: str
    tests: str

    def codes(self) -> Iterator[tuple[str, str]]:
        """Yield each data file and code that the row names; a file alone has the code ""."""
        for part in self.data.split(" · "):
            file, _, codes = part.partition(": ")
            yield from ((file, code) for code in codes.split(", "))


def table() -> list[Krav]:
    text = (ROOT / "docs/utvikling/krav.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [Krav(row[0], row[2], row[3], row[4]) for row in rows[2:]]


@pytest.fixture(scope="module")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return Program(of_the_repository(ROOT, tmp_path_factory.mktemp("krav") / "skolen"))


def test_every_demand_has_a_row_and_every_row_a_demand() -> None:
    wanted = [f"{section}{each}" for section, all_of in DEMANDS.items() for each in all_of]
    assert [each.id for each in table()] == wanted


@pytest.mark.parametrize("krav", table(), ids=lambda krav: krav.id)
def test_the_data_stand_where_the_table_says(krav: Krav) -> None:
    for file, code in krav.codes():
        text = (ROOT / file).read_text(encoding="utf-8")
        assert re.search(rf"[:\[ ]{re.escape(code)}(?![\w-])", text), (file, code)


@pytest.mark.parametrize("krav", table(), ids=lambda krav: krav.id)
def test_the_command_runs(krav: Krav, skolen: Program) -> None:
    words = shlex.split(krav.command)
    if krav.command.startswith(WRITES):
        skolen.fine(*words, "--help")
    else:
        assert skolen.fine(*words).out


@pytest.mark.parametrize("krav", table(), ids=lambda krav: krav.id)
def test_the_tests_are_there(krav: Krav) -> None:
    for each in krav.tests.split(" · "):
        file, _, name = each.partition("::")
        text = (ROOT / file).read_text(encoding="utf-8")
        assert f"def {name}(" in text if name else file.endswith(".yaml"), each


def test_every_open_choice_is_told_with_both_readings_and_a_chosen_one_is_not(
    tmp_path: Path,
) -> None:
    program = Program(of_the_repository(ROOT, tmp_path / "skolen"))
    path = program.root / "plan/valg.yaml"
    text = path.read_text(encoding="utf-8")
    choices = re.findall(r"- valg: (\S+)", text)
    tree = parse(text).tree["valg"]
    wanted = {each["valg"]: len(each["lesninger"]) for each in tree}
    assert list(wanted) == choices
    told = program.fine("valider").out
    for valg in choices:
        line = next(each for each in told.split("P409]") if f"om «{valg}»" in each)
        readings = re.findall(r"«[^»]+» \((?:linje \d|[^)]*§)", line)
        assert len(readings) == wanted[valg], valg
    first = f"  - valg: {choices[0]}\n"
    chosen = text.replace(first, f"{first}    valgt: høst-og-vår\n")
    path.write_text(chosen, encoding="utf-8", newline="\n")
    assert f"om «{choices[0]}»" not in program.fine("valider").out


def test_every_choice_is_named_and_followed_by_data_or_rules() -> None:
    """A reading that nothing asks for would be a choice without effect."""
    text = (ROOT / "plan/valg.yaml").read_text(encoding="utf-8")
    places = [
        path
        for path in (*ROOT.glob("plan/*.yaml"), *ROOT.glob("plan/handlingskjeder/*.yaml"))
        if path.name != "valg.yaml"
    ]
    data = "\n".join(path.read_text(encoding="utf-8") for path in places)
    found = re.findall(r"- valg: (\S+)", text)
    (row,) = (each for each in table() if each.id == "C-valg")
    assert [code for _, code in row.codes()] == found
    for valg in found:
        assert re.search(rf"valg: {re.escape(valg)}\b", data), valg
