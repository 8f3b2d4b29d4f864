"""A day out of range is wrong usage at once, in every command that takes a day, and nothing is written."""

from pathlib import Path

import pytest

from program import Program, copied

SAK = "2026-YHP9E"
TYPED = (
    ("registrer", SAK, "notat", "--notat", "Oppdiktet", "--dato", "9999-12-31"),
    ("registrer", SAK, "notat", "--notat", "Oppdiktet", "--dato", "1926-11-20"),
    ("registrer", SAK, "notat", "--notat", "Oppdiktet", "--dato", "0001-01-01"),
    (
        "tiltak",
        "ny",
        SAK,
        "--tiltak",
        "Oppdiktet",
        "--ansvarlig",
        "rektor",
        "--evalueres",
        "9999-12-31",
    ),
    ("tiltak", "ny", SAK, "--tiltak", "Oppdiktet", "--ansvarlig", "rektor", "--fra", "1926-11-20"),
    ("møte", "registrer", "r-team", "--dato", "1926-10-13", "--til-stede", "rektor"),
    ("møte", "referat", "r-team", "--til-stede", "rektor", "--neste", "9999-01-01"),
    ("fravær", "registrer", "--elev", "Oppdiktet Elev Ny", "--klasse", "8B", "--fra", "1926-11-16"),
    ("vedtak", SAK, "--slag", "bortvisning", "--fra", "2126-11-24", "--til", "2126-11-25"),
    ("innkall", SAK, "--møte", "samarbeidsmøte", "--dato", "2126-11-30"),
    ("årshjul", "utført", "ordensregler", "--dato", "1926-08-20"),
    ("tilgang", "fjern", "Oppdiktet Rektor Ravn", "--fra", "9999-12-31"),
    ("frister", "--i-dag", "9999-12-31"),
)


@pytest.mark.parametrize("args", TYPED, ids=" ".join)
def test_a_day_out_of_range_is_wrong_usage(
    args: tuple[str, ...], depotets_skole: Path, tmp_path: Path
) -> None:
    program = Program(copied(depotets_skole, tmp_path / "skolen"))
    before = program.git("rev-parse", "HEAD")
    told = program.run(*args)
    assert (told.status, told.out) == (2, "")
    assert "året må være fra 2000 til 2099" in told.err
    assert program.git("rev-parse", "HEAD") == before
    assert program.git("status", "--porcelain") == ""
