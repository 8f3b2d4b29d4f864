"""What people do to the files of a planmappe by hand, and how they commit it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from program import Program
from sosialplan.git.repository import commit

ENTRY = "  - {{id: {id}, dato: {dato}, steg: {steg}}}\n"
Change = Callable[[str], str]


def by_hand(
    program: Program, file: Path, change: Change | None, when: str = "", who: str = ""
) -> str:
    """Change a file as an editor does (None takes it away), commit it with git, name the commit."""
    if change is None:
        file.unlink()
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        old = file.read_text(encoding="utf-8") if file.exists() else ""
        file.write_text(change(old), encoding="utf-8", newline="\n")
    if who:
        program.git("config", "--local", "user.name", who)
    name = file.relative_to(program.root).as_posix()
    return commit(program.root, [name], "For hånd\n", datetime.fromisoformat(when or program.now))


def add(steg: str, id_: str = "hhhhhhhh", dato: str = "2026-11-23") -> Change:
    """Add an entry at the end of a case that has no plan."""
    return lambda text: text + ENTRY.format(id=id_, dato=dato, steg=steg)


def without(steg: str, id_: str = "hhhhhhhh", dato: str = "2026-11-23") -> Change:
    """Take such an entry away."""
    return lambda text: text.replace(ENTRY.format(id=id_, dato=dato, steg=steg), "")


def apart(program: Program, sak: str, there: Change) -> None:
    """Write one entry here, and change the case on a line of its own."""
    file = program.case(sak)
    program.git("checkout", "--quiet", "-b", "side")
    by_hand(program, file, there, when="2026-11-24T09:00+01:00", who="Oppdiktet Side")
    program.git("checkout", "--quiet", "main")
    by_hand(program, file, add("drøftet"), when="2026-11-24T08:00+01:00", who="Oppdiktet Hoved")


def merged(program: Program, sak: str, change: Change) -> None:
    """Merge the side, with the case as it is here but for a change."""
    program.git("merge", "--quiet", "--no-commit", "--strategy=ours", "side")
    file = program.case(sak)
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    program.git("add", "--all")
    program.git("commit", "--quiet", "--message", "fletting")
