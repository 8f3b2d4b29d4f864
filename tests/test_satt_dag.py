"""A day that a person sets gets the notice that a counted one gets, whichever command sets it."""

import re
from pathlib import Path

import pytest

from program import Program, copied, of_the_repository

REPOSITORY = Path(__file__).parent.parent
SAT, SUN, HOLIDAY, AUTUMN = "2026-11-28", "2026-11-29", "2026-12-25", "2027-02-24"
FREE = (SAT, SUN, HOLIDAY, AUTUMN)
"""A Saturday, a Sunday, a holiday and a day of the winter holiday."""
LATE, FINE = "2027-06-17", "2026-11-30"
UNKNOWN, YEAR = "2027-09-06", "2027-2028"

SETS = {
    "innkall": "innkall SAK --møte samarbeidsmøte --dato DAG --kl 14:30 --sted A1 --med elev,foresatte --formål x --av rektor",
    "tiltak ny": "tiltak ny SAK --tiltak Oppdiktet --nivå klasse --ansvarlig kontaktlærer --evalueres DAG",
    "beslutning": "registrer SAK beslutning --notat Oppdiktet --møte samarbeidsmøte --ansvarlig rektor --frist DAG",
    "avsluttet": "registrer SAK avsluttet --trygt ja --elevens-stemme Greit --likevel Oppdiktet --etterkontroll DAG",
    "møte referat": "møte referat sosialt-r-team --til-stede rektor,rådgiver,sosiallærer --beslutning møtet:Oppdiktet --ansvarlig rektor --frist DAG",
    "neste møte": "møte referat sosialt-r-team --til-stede rektor,rådgiver,sosiallærer --neste DAG",
    "tiltak endre": "tiltak endre SAK TILTAK --evalueres DAG --hvorfor Oppdiktet",
    "tiltak evaluer": "tiltak evaluer SAK TILTAK --gjennomført ja --utfall delvis --elev Greit --neste DAG",
    "rett": "rett SAK TILBUD --tilbys-igjen DAG",
    "tilbys igjen": "registrer SAK samtale --av kontaktlærer --med elev --takket-nei --tilbys-igjen DAG",
}
LIMITED = ("innkall", "tiltak ny", "avsluttet")
"""Those of which the plan says how long it may take."""


@pytest.fixture(scope="module")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    root = of_the_repository(REPOSITORY, tmp_path_factory.mktemp("skole") / "skolen")
    program = Program(root)
    sak = program.new_case()
    measure = (
        "tiltak ny SAK --tiltak Fast --nivå klasse --ansvarlig kontaktlærer --evalueres 2026-12-07"
    )
    program.fine(*measure.replace("SAK", sak).split(" "))
    offer = (
        "registrer SAK samtale --av kontaktlærer --med elev --takket-nei --tilbys-igjen 2026-12-07"
    )
    program.fine(*offer.replace("SAK", sak).split(" "))
    return root, sak


def _told(skolen: tuple[Path, str], tmp_path: Path, verb: str, day: str) -> str:
    program = Program(copied(skolen[0], tmp_path / "mappe"))
    program._numbers = iter(range(50, 99))  # noqa: SLF001 - the ids of the case are taken
    text = program.case(skolen[1]).read_text(encoding="utf-8")
    measure, offer = (
        re.search(rf"id: (\S+)\n(?:    .*\n|      .*\n)*? +{each}", text)
        for each in ("tiltak: Fast", "steg: samtale")
    )
    assert measure is not None
    assert offer is not None
    told = SETS[verb].replace("TILTAK", measure[1]).replace("TILBUD", offer[1])
    words = told.replace("SAK", skolen[1]).replace("DAG", day).split(" ")
    return " ".join(program.fine(*words).err.split())


@pytest.mark.parametrize("day", FREE)
@pytest.mark.parametrize("verb", SETS)
def test_a_free_day_is_told_and_stands(
    skolen: tuple[Path, str], tmp_path: Path, verb: str, day: str
) -> None:
    assert "har fri" in _told(skolen, tmp_path, verb, day)


@pytest.mark.parametrize("verb", SETS)
def test_nothing_is_told_of_a_school_day_in_time(
    skolen: tuple[Path, str], tmp_path: Path, verb: str
) -> None:
    told = _told(skolen, tmp_path, verb, FINE)
    assert "har fri" not in told
    assert "senere enn" not in told
    assert "er etter fristen" not in told


@pytest.mark.parametrize("verb", LIMITED)
def test_a_day_past_the_longest_time_is_told(
    skolen: tuple[Path, str], tmp_path: Path, verb: str
) -> None:
    told = _told(skolen, tmp_path, verb, LATE)
    assert "senere enn planens lengste tid" in told or "er etter fristen" in told


def test_a_year_that_no_calendar_knows_is_told(skolen: tuple[Path, str], tmp_path: Path) -> None:
    root = copied(skolen[0], tmp_path / "uten")
    (root / f"plan/skoleruter/{YEAR}.yaml").unlink()
    told = _told((root, skolen[1]), tmp_path, "innkall", UNKNOWN)
    assert f"skoleruten for {YEAR} er ikke kjent" in told
