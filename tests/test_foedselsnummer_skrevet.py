"""An identity number that a command writes is told of when it is written: every text that any of them takes is tried."""

import shlex
from pathlib import Path
from typing import Any

import pytest

from kommandoene import COMMANDS
from sosialplan.cli.inn_og_ut import text_options
from test_kvitteringer import ROWS, Sted

NUMBER = "010100 00110"
"""Put together for trial: the check digits hold, and nobody has it."""
WITH_TEXT = [
    (row, param)
    for row in {each["kommando"]: each for each in reversed(ROWS)}.values()
    for param in text_options(COMMANDS[row["kommando"]])
    if not row.get("tomt") and not row.get("nøkkel") and row["kommando"] != "synk"
]


def _own(files: Path) -> bytes:
    return b"".join(path.read_bytes() for path in files.rglob("*.yaml") if "ut" not in path.parts)


def _with(words: list[str], param: Any) -> list[str]:
    """Return a command with the number in an option of its own."""
    name = max(param.opts, key=len)
    value = f"Oppdiktet {NUMBER}"
    if name in words and not param.multiple:
        place = words.index(name) + 1
        return [*words[:place], value, *words[place + 1 :]]
    return [*words, name, value]


@pytest.mark.parametrize(
    ("row", "param"),
    WITH_TEXT,
    ids=lambda each: each["kommando"] if isinstance(each, dict) else max(each.opts, key=len),
)
def test_a_number_that_is_written_is_told(
    row: Any, param: Any, depotets_skole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sted = Sted(row, depotets_skole, tmp_path / "ved")
    monkeypatch.chdir(sted.root)
    told = sted.program.run(*_with(sted.words(row["skriver"]), param))
    assert NUMBER not in told.out + told.err
    if NUMBER.encode() in _own(sted.root):
        assert "Her står et fødselsnummer." in told.err
    else:
        assert told.status in {1, 2, 3} or "Her står et fødselsnummer." not in told.err


def test_the_texts_of_all_writing_commands_are_among_them() -> None:
    tried = {(row["kommando"], max(param.opts, key=len)) for row, param in WITH_TEXT}
    wanted = {
        ("registrer", "--notat"), ("rett", "--notat"), ("ny-sak", "--elev"), ("ny-sak", "--beskrivelse"),
        ("tiltak ny", "--tiltak"), ("tiltak evaluer", "--elev"), ("tiltak plan", "--problem"),
        ("møte registrer", "--notat"), ("møte referat", "--beslutning"), ("fravær registrer", "--elev"),
        ("fravær følg-opp", "--notat"), ("vedtak", "--faktum"), ("innkall", "--formål"), ("overfør", "--notat"),
    }  # fmt: skip
    assert wanted <= tried
    assert shlex.split(ROWS[0]["skriver"])[0] == "ny-sak"


def test_a_number_that_stood_before_is_not_told_again_and_is_told_by_lagre(skolen: Any) -> None:
    path = skolen.case("2026-YHP9E")
    text = path.read_text("utf-8")
    name = "  navn: Oppdiktet Elev Alm"
    assert name in text
    path.write_text(text.replace(name, f"{name} {NUMBER}"), encoding="utf-8", newline="\n")
    saved = skolen.run("lagre")
    assert "K408" in saved.err
    assert (
        "fødselsnummer"
        not in skolen.fine("registrer", "2026-YHP9E", "notat", "--notat", "Oppdiktet").err
    )
    assert "K408" in skolen.run("valider").out
