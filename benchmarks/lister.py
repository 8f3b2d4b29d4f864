"""Measure lists of absence, whole processes: python benchmarks/lister.py [ELEVER].

A list of one day for so many invented pupils (300 unless told) in 12 classes that have absence from before: shown, and written. Then a list of the most rows
that are read, by lessons, and one of 100,000 rows, which is refused.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from klokke import Tid, as_installed, median, quickest, taken
from maal import DAY, fill

from sosialplan.files.regneark import MOST_ROWS

RUNS = 7
CLASSES = [f"{trinn}{letter}" for trinn in (8, 9, 10) for letter in "ABCD"]
HEADING = "Elev;Klasse;Fra;Til;Kode"
BY_LESSONS = "Etternavn;Fornavn;Klasse;Faggruppe;Dato;Start;Slutt;Fraværskode;Minutter;Dokumentert"
TOO_MANY = 100_000


def pupil(number: int) -> tuple[str, str]:
    """Return a name that is nobody's and near no other, and a class."""
    letters = "".join(chr(97 + number // 26**place % 26) * 2 for place in range(3))
    return f"Oppdiktet {letters.capitalize()}", CLASSES[number % len(CLASSES)]


def day_of(pupils: int, day: date) -> str:
    """Return a list of one day, a row a pupil."""
    rows = (f"{navn};{klasse};{day};{day};U" for navn, klasse in map(pupil, range(pupils)))
    return "\n".join((HEADING, *rows, ""))


def lessons(rows: int) -> str:
    """Return a list by lessons, six of a day."""
    begun = date(2026, 8, 24)
    told = [BY_LESSONS]
    for number in range(rows):
        navn, klasse = pupil(number // 6 % 300)
        first, last = navn.split()
        lesson, day = number % 6, begun + timedelta(number // 1800 % 5 + 7 * (number // 9000))
        told.append(
            f"{last};{first};{klasse};{klasse}/NOR;{day};{8 + lesson:02}:30;{9 + lesson:02}:15;M;45;Nei"
        )
    return "\n".join((*told, ""))


def main() -> None:
    """Print a row a list."""
    pupils = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as folder:
        as_installed(Path(folder))
        os.environ["XDG_CACHE_HOME"] = folder
        root, fil = Path(folder) / "skolen", Path(folder) / "liste.csv"
        fill(root, 60)
        shutil.rmtree(root / "fravaer")  # it names cases by numbers that are others here
        setting = root / "plan" / "skole.yaml"
        text = setting.read_text(encoding="utf-8")
        setting.write_text(text.replace("    standard: 0\n    hvorfor: Så mange timer borte", "    standard: 6\n    hvorfor: Så mange timer borte"), encoding="utf-8")  # fmt: skip
        for each in (
            ["init", "-q"], ["config", "user.name", "Oppdiktet"], ["config", "user.email", "o@o.invalid"],
            ["add", "-A"], ["commit", "-qm", "x"],
        ):  # fmt: skip
            subprocess.run(["git", "-C", str(root), *each], check=True)
        program = [str(Path(sys.executable).parent / "sosialplan"), "-C", str(root), "--i-dag", DAY]
        command = [*program, "importer", "fravær", str(fil)]

        def timed(name: str, text: str, *args: str, runs: int = RUNS) -> None:
            fil.write_text(text, encoding="utf-8")
            times = [taken([*command, *args], check=False) for _ in range(runs)]
            print(f"{name:<44} {median(times)}   raskest {quickest(times)}")

        least = [taken([sys.executable, "-c", "import typer"]) for _ in range(RUNS)]
        print(f"{'':<44} {'klokke':>8}  {'arbeid':>8}")
        print(f"{'import typer':<44} {median(least)}   raskest {quickest(least)}")
        days = [date(2026, 11, 2) + timedelta(n) for n in range(21)]
        school_days = [each for each in days if each.weekday() < 5]  # noqa: PLR2004 - Saturday
        fil.write_text(day_of(pupils, school_days[0]), encoding="utf-8")
        taken([*command, "--utfør"])
        timed(f"én dag for {pupils} elever, vist", day_of(pupils, school_days[1]))
        written: list[Tid] = []
        for day in school_days[1 : 1 + RUNS]:
            fil.write_text(day_of(pupils, day), encoding="utf-8")
            written.append(taken([*command, "--utfør"]))
        print(
            f"{f'én dag for {pupils} elever, skrevet':<44} {median(written)}   raskest {quickest(written)}"
        )
        timed(f"{MOST_ROWS} rader time for time, vist", lessons(MOST_ROWS - 1), runs=1)
        timed(f"{TOO_MANY} rader, avvist", lessons(TOO_MANY), runs=3)


if __name__ == "__main__":
    main()
