"""A school of 5,000 pupils: how long its lists take to read in, what comes of them to show, and how much memory it takes.

Builds a planmappe of 78 classes, reads in a class list of so many rows, the same list once more, a list of absence with a row
each and one with a day more, and then shows the wheel, the board, the ladder and the lists. Each is a whole process; twice
the pupils should take about twice the time.

    python benchmarks/elever.py [PUPILS]
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from klokke import as_installed

PUPILS = 5_000
GRADES, LETTERS = (8, 9, 10), "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CLASSES = tuple(f"{grade}{letter}" for grade in GRADES for letter in LETTERS)
FIRST = ("Kari", "Per", "Liv", "Åse", "Nils", "Ida", "Ola", "Eli", "Jon", "Siv")


def name_of(number: int) -> str:
    """Return an invented name that no other pupil has."""
    letters = "abcdefghij"
    last = "".join(letters[int(each)] for each in f"{number:05}")
    return f"Oppdiktet {FIRST[number % len(FIRST)]} Xo{last}"


def class_list(pupils: int) -> str:
    """Return a class list."""
    rows = (f"{name_of(each)};{CLASSES[each % len(CLASSES)]}" for each in range(pupils))
    return "\n".join(("Navn;Klasse", *rows, ""))


def absence_list(pupils: int, *days: str) -> str:
    """Return a list of absence with a row for each pupil and day."""
    rows = (
        f"{name_of(each)};{CLASSES[each % len(CLASSES)]};{day};;U"
        for each in range(pupils)
        for day in days
    )
    return "\n".join(("Elev;Klasse;Fra;Til;Kode", *rows, ""))


def taken(folder: Path, *words: str) -> str:
    """Run the program; return its seconds of work and its largest memory. Raises where it ends as a fault."""
    with subprocess.Popen(
        [sys.executable, "-m", "sosialplan", *words],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        said = process.stderr.read() if process.stderr else b""
        wait4: Any = vars(os)["wait4"]  # not on Windows
        _, status, used = wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise SystemExit(said.decode("utf-8", "replace"))
    return f"{used.ru_utime + used.ru_stime:7.2f} s {used.ru_maxrss / 1024:7.0f} MB"


def main(pupils: int) -> None:
    """Print a line for each command."""
    with tempfile.TemporaryDirectory() as place:
        as_installed(Path(place))
        folder = Path(place) / "skolen"
        taken(Path(place), "demo", str(folder))
        skole = folder / "plan" / "skole.yaml"
        text = skole.read_text("utf-8")
        more = "".join(f"  - {{klasse: {each}}}\n" for each in CLASSES if f" {each}}}" not in text)
        skole.write_text(text.replace("\nklasser:\n", f"\nklasser:\n{more}", 1), "utf-8")
        taken(folder, "lagre")
        listed = Path(place) / "elever.csv"
        listed.write_text(class_list(pupils), "utf-8")
        away = Path(place) / "fravaer.csv"
        steps: tuple[tuple[str, tuple[str, ...]], ...] = (
            ("klasseliste, ny", ("importer", "elever", str(listed), "--utfør")),
            ("klasseliste, igjen", ("importer", "elever", str(listed), "--utfør")),
            ("fravær, en rad hver", ("importer", "fravær", str(away), "--utfør")),
            ("fravær, en dag til", ("importer", "fravær", str(away), "--utfør")),
            ("fravær, tre dager til", ("importer", "fravær", str(away), "--utfør")),
            ("frister", ("frister",)),
            ("fravær vis 8B", ("fravær", "vis", "--klasse", "8B")),
            ("statistikk", ("statistikk",)),
            ("årshjul status", ("årshjul", "status")),
            ("tavle", ("tavle", "--til", str(Path(place) / "tavle.html"))),
            ("valider", ("valider",)),
        )
        days = [
            ("2026-09-01",),
            ("2026-09-02",),
            tuple(f"2026-09-{each:02}" for each in (3, 4, 7)),
        ]
        for told, words in steps:
            if words[:2] == ("importer", "fravær"):
                away.write_text(absence_list(pupils, *days.pop(0)), "utf-8")
            print(f"{told:24} {taken(folder, '--i-dag', '2026-11-23', *words)}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PUPILS)
