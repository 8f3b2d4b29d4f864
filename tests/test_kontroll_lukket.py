"""``logg --kontroller`` by people who do not read all: what the rules keep from them is no fault, all else is.

Every person is invented. A file is sealed for others by hand, as one who would hide a change does it.
"""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pytest

from program import Program
from sosialplan.files.loader import load_access
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.vernet import ENDING
from sosialplan.vern.age import identity_of
from sosialplan.vern.laas import Laas, sealed
from test_vern import BJERK, RAVN, Skole, rud, skole

__all__ = ["rud", "skole"]


@pytest.fixture
def bjerk(skole: Skole, tmp_path: Path) -> Program:
    """Return the program of a contact teacher of 8B."""
    return skole.som(BJERK, tmp_path / "bjerk")


def later(program: Program) -> Program:
    """Return the program on a day when the school holds what is written against the history."""
    return replace(program, now="2027-01-11T09:30+01:00")


def codes(program: Program, *args: str, status: int) -> dict[str, set[str]]:
    """Return the files that each code of the check names."""
    told = later(program).run("logg", "--kontroller", "--format", "json", *args)
    assert told.status == status, told
    found: dict[str, set[str]] = {}
    for each in told.json()["funn"]:
        found.setdefault(each["kode"], set()).add(each["melding"].split(" ")[0])
    return found


def shut(program: Program, skole: Skole, file: str, readers: Collection[str]) -> None:
    """Seal a file for some people alone, and save it by hand."""
    path = program.root / f"{file}{ENDING}"
    tilgang = load_access(Planmappe(program.root))[0]
    assert tilgang is not None
    keys = {each.id: each.noekkel for each in tilgang.lesenoekler if each.person in readers}
    mine = [identity_of(each.secret) for each in skole.noekler.values()]
    path.write_bytes(sealed(file, Laas(lambda: mine).opened(path.read_bytes(), file).data, keys))
    program.git("commit", "--quiet", "--all", "--message", "Oppdiktet")


def test_what_the_rules_keep_from_one_is_told_and_is_no_fault(bjerk: Program, skole: Skole) -> None:
    found = codes(bjerk, status=0)
    assert not {"T781", "T785"} & found.keys()
    assert "fravaer/2026-2027/9D.yaml" in found["T784"]
    assert f"saker/2026/{skole.sak}.yaml" not in found["T784"]
    shown = later(bjerk).fine("logg", "--kontroller")
    assert "KAN IKKE BEDØMMES" not in shown.out
    assert "merknad[T784]" in shown.out
    assert "De som leser den, kan kontrollere den: " in shown.out
    assert "rådgiver" in shown.out
    assert "Det som er skrevet: kan ikke sees i alt." in shown.out


def test_a_file_that_one_should_read_and_cannot_is_a_fault(
    bjerk: Program, rud: Program, skole: Skole
) -> None:
    assert not {"T781", "T784", "T785"} & codes(rud, status=0).keys()
    case, absence = f"saker/2026/{skole.sak}.yaml", "fravaer/2026-2027/9D.yaml"
    for program in (bjerk, rud):
        shut(program, skole, case, [RAVN])
        shut(program, skole, absence, [RAVN])
    assert codes(rud, status=1)["T785"] == {case, absence}
    assert {case, absence} <= codes(bjerk, status=0)["T784"], "the pupil may have changed class"
    shown = later(rud).run("logg", "--kontroller").out
    assert shown.startswith("KAN IKKE BEDØMMES")
    assert "feil[T785]" in shown


def test_one_may_say_once_that_it_is_right(rud: Program, skole: Skole) -> None:
    """One who comes to be accused in a case reads it no more, and need not be told so for ever."""
    case = f"saker/2026/{skole.sak}.yaml"
    shut(rud, skole, case, [RAVN])
    assert codes(rud, "--godta", status=0)["T785"] == {case}
    assert codes(rud, status=0)["T784"] == {case}


def test_where_the_rules_cannot_be_read_nothing_is_in_order(bjerk: Program) -> None:
    path = bjerk.root / "plan" / "skole.yaml"
    path.write_text("\t:\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    found = codes(bjerk, status=1)
    assert found.keys() >= {"T781", "T783"}
    assert "T784" not in found
