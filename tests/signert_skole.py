"""A school that signs: made once, copied by each test, with the keys of its people beside it."""

from pathlib import Path

from noekler import key_pair
from program import Program, of_the_repository
from sosialplan.commands.skolen.oppretting import EXAMPLES_CHANGE

RAVN, ALM = "Oppdiktet Rektor Ravn", "Oppdiktet Assisterende Alm"


def signed_school(repository: Path, folder: Path) -> Path:
    """Make a school that signs from the day of the tests on; ``ny`` is a key nobody has."""
    for name in ("ravn", "alm", "ny"):
        key_pair(folder, name)
    program = Program(of_the_repository(repository, folder / "skolen"))
    school = program.root / "plan" / "skole.yaml"
    text = school.read_text(encoding="utf-8").replace(EXAMPLES_CHANGE, "")
    school.write_text(text, encoding="utf-8", newline="\n")
    program.git("config", "user.name", RAVN)
    use_key(program, "ravn")
    program.fine("lagre")
    program.fine("sjekk", "--reparer")
    add(program, RAVN, "ravn")
    add(program, ALM, "alm")
    program.fine("tilgang", "signering", "på")
    return folder


def add(program: Program, person: str, name: str) -> None:
    program.fine("tilgang", "legg-til", person, str(program.root.parent / f"{name}.pub"))


def use_key(program: Program, name: str) -> None:
    program.git("config", "user.signingkey", str(program.root.parent / f"{name}.pub"))
