"""Measure what looks at all cases, against another copy of the source: python benchmarks/lesing.py SAKER [FOER [RUNDER]].

``FOER`` is the folder ``src`` of the other copy. Each command is run as a whole process by the two in turn, each in a planmappe of its own; what is
counted is seconds of work, the median of the rounds. Then the reading alone, of more and more files: by two processes beside this one, and by this one.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from klokke import as_installed, taken
from maal import DAY
from ytelse import changed, made

RUNS = 5
COLD = "frister, ingenting husket"
_SHARED = """
import sys, time
from pathlib import Path
from sosialplan.files.husket import read_share
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.storlesing import read_at_once
mappe = Planmappe(Path(sys.argv[1]))
texts = [(mappe.relative(each), mappe.text(each)) for each in mappe.files("saker")]
print("filer   to prosesser   denne alene (klokke)")
for number in (each for each in (100, 200, 400, 1_000, 2_000) if each <= len(texts)):
    begun = time.perf_counter()
    read_at_once(texts[:number], read_share, antall=2)
    between = time.perf_counter()
    read_share([(f"saker/{number}/{file}", text) for file, text in texts[:number]])
    print(f"{number:5}  {between - begun:10.2f} s  {time.perf_counter() - between:10.2f} s")
"""
"""Run by itself: a process that is started anew runs what started it once more."""


def _asked(root: Path, at: int) -> dict[str, list[str]]:
    """Return what is typed in a round."""
    number = min(each.stem for each in (root / "saker").rglob("*.yaml"))
    name = f"Oppdiktet {chr(65 + at) * 3}a {chr(75 + at) * 4}"
    case = ["--kjede", "bekymring", "--klasse", "8B", "--oppdaget", DAY, "--likevel"]
    away = ["--klasse", "9A", "--fra", "2026-11-16", "--ny-elev"]
    return {
        COLD: ["frister", "--innen", "14d"],
        "frister --innen 14d": ["frister", "--innen", "14d"],
        "frister, én sak endret": ["frister", "--innen", "14d"],
        "saker": ["saker"],
        "statistikk mål": ["statistikk", "mål"],
        "ny-sak": ["ny-sak", *case, "--elev", name],
        "registrer": ["registrer", number, "notat", "--notat", f"Oppdiktet {at}"],
        "fravær registrer": ["fravær", "registrer", *away, "--elev", name],
    }


def _work(source: str, root: Path, name: str, words: list[str], at: int) -> float:
    """Return the work of a command by one copy of the source."""
    os.environ["PYTHONPATH"] = source
    os.environ["XDG_CACHE_HOME"] = f"{root}-lager"
    if name == COLD:
        shutil.rmtree(f"{root}-lager", ignore_errors=True)
    if name.endswith("endret"):
        changed(max((root / "saker").rglob("*.yaml")), at)
    program = [sys.executable, "-m", "sosialplan", "-C", str(root), "--i-dag", DAY]
    return taken([*program, *words]).arbeid


def compared(folder: Path, sources: list[str], count: int, runs: int) -> None:
    """Print a row a command, with a column for each copy of the source."""
    roots = [folder / f"skolen{at}" for at, _ in enumerate(sources)]
    for root in roots:
        made(root, count)
    found: dict[str, list[list[float]]] = {}
    typer: list[float] = []
    for at in range(runs + 1):
        typer.append(taken([sys.executable, "-c", "import typer"]).arbeid)
        for which, (source, root) in enumerate(zip(sources, roots, strict=True)):
            for name, words in _asked(root, at).items():
                turns = found.setdefault(name, [[] for _ in sources])
                turns[which].append(_work(source, root, name, words, at))
    print(f"{count} saker, median av {runs}; import typer {statistics.median(typer[1:]):.3f} s")
    for name, turns in found.items():
        cells = "  ".join(f"{statistics.median(each[1:]):7.3f} s" for each in turns)
        print(f"{name:<28} {cells}", flush=True)


def main() -> None:
    """Print both tables."""
    said = dict(enumerate(sys.argv))
    count, runs = int(said.get(1, "1000")), int(said.get(3, str(RUNS)))
    own = str(Path(__file__).parents[1] / "src")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        as_installed(folder)
        compared(folder, [*([said[2]] if 2 in said else []), own], count, runs)  # noqa: PLR2004 - the second word
        os.environ["PYTHONPATH"] = own
        subprocess.run([sys.executable, "-c", _SHARED, str(folder / "skolen0")], check=True)


if __name__ == "__main__":
    main()
