"""Two entries that share an id are told of by the check and by each list that reads them, and the cure mends it."""

import re
from pathlib import Path

import pytest

from program import Program

SAK, FRAVAERSSAK = "2026-YHP9E", "2026-AWEJ4"
ABSENCE = "fravaer/2026-2027/9D.yaml"
MINUTES = "moter/2026-2027/r-team.yaml"
CASE = f"saker/2026/{SAK}.yaml"


def shared(program: Program, file: str) -> None:
    """Give the second entry of a file the id of the first, as one who copies an entry does."""
    path = program.root / file
    text = path.read_text("utf-8")
    first, second = re.findall(r"(?<=- id: )[0-9a-z]{8}", text)[:2]
    path.write_text(text.replace(second, first), encoding="utf-8", newline="\n")


@pytest.mark.parametrize(
    ("file", "args"),
    [
        (ABSENCE, ("fravær", "vis", "--klasse", "9D")),
        (ABSENCE, ("fravær", "vis", FRAVAERSSAK)),
        (ABSENCE, ("vis", FRAVAERSSAK)),
        (ABSENCE, ("frister",)),
        (MINUTES, ("møte", "saksliste", "r-team", "--dato", "2026-11-25")),
        (MINUTES, ("årshjul", "status")),
        (MINUTES, ("frister",)),
        (CASE, ("vis", SAK)),
        (CASE, ("saker",)),
        (CASE, ("lag", "rettigheter", SAK)),
        (CASE, ("tilsyn", SAK)),
        (CASE, ("innsyn", SAK, "--for", "elev")),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else each,
)
def test_a_list_tells_of_it_and_of_nothing_before(
    skolen: Program, file: str, args: tuple[str, ...]
) -> None:
    assert "K308" not in skolen.run(*args).err
    shared(skolen, file)
    told = skolen.run(*args)
    assert "feil[K308] To oppføringer har samme id." in told.err
    assert "Gi den siste av dem en ny id på åtte tegn." in told.err
    assert "utelatt" not in told.err
    assert f"{Path(file).as_posix()}:" in skolen.run("valider").out


def test_absence_that_was_copied_to_another_class_is_told(skolen: Program) -> None:
    path = skolen.root / ABSENCE
    copy = path.with_name("9C.yaml")
    text = path.read_text("utf-8").replace("klasse: 9D", "klasse: 9C")
    copy.write_text(text, encoding="utf-8", newline="\n")
    assert "fravaer/2026-2027/9D.yaml" in skolen.run("frister").err
    assert "K308" in skolen.run("valider").out
