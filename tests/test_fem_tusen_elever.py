"""A school of 5,000 pupils: its lists are read in whole, and a list that is too long is refused with a cure."""

from pathlib import Path

import elever
import pytest

from program import Program, made_by_start

PUPILS = 5_000


@pytest.mark.lang
def test_five_thousand_pupils_are_read_in_and_a_list_that_is_too_long_is_not(
    tmp_path: Path,
) -> None:
    program = Program(made_by_start(tmp_path / "skolen"))
    skole = program.root / "plan" / "skole.yaml"
    text = skole.read_text("utf-8")
    more = "".join(
        f"  - {{klasse: {each}}}\n" for each in elever.CLASSES if f" {each}}}" not in text
    )
    skole.write_text(text.replace("\nklasser:\n", f"\nklasser:\n{more}", 1), "utf-8")
    program.run("lagre")
    listed, away = tmp_path / "elever.csv", tmp_path / "fravaer.csv"
    listed.write_text(elever.class_list(PUPILS), "utf-8")
    program.fine("importer", "elever", str(listed), "--utfør")
    away.write_text(elever.absence_list(PUPILS, "2026-11-02"), "utf-8")
    program.fine("importer", "fravær", str(away), "--utfør")
    for folder in ("elever", "fravaer"):
        texts = [each.read_text("utf-8") for each in (program.root / folder).rglob("*.yaml")]
        assert sum(each.count("Oppdiktet ") for each in texts) == PUPILS, folder
    away.write_text(
        elever.absence_list(PUPILS, *(f"2026-11-{each:02}" for each in (3, 4, 5, 6, 9))), "utf-8"
    )
    refused = program.run("importer", "fravær", str(away), "--utfør")
    assert refused.status != 0
    assert refused.status == 1
    assert "feil[A640] Listen er for stor" in refused.out + refused.err
    assert program.git("status", "--porcelain") == ""
