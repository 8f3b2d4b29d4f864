"""Measure the program as whole processes and print ratios: python benchmarks/maal.py [SAKER].

Makes a planmappe with so many invented cases (100 unless told) in a temporary folder, runs the
commands in turn, several rounds after one warm-up, and prints the quickest run of each, the median, and
the quickest against that of ``python -c "import typer"``.
"""

import sys
import tempfile
from pathlib import Path

from klokke import as_installed, median, quickest, taken

from sosialplan.commands.saksaapning import case_text
from sosialplan.files.loader import load
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import standard_folder
from sosialplan.rules.kontrolltegn import ALPHABET, with_check

RUNS = 11
DAY = "2026-11-23"


def fill(root: Path, count: int) -> str:
    """Copy the invented school and its cases under new numbers; return one of the numbers."""
    number = ""
    standard = standard_folder()
    for name in ("plan", "maler", "fravaer", "moter"):
        for source in (standard / name).rglob("*"):
            if source.is_file():
                target = root / name / source.relative_to(standard / name)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(source.read_bytes())
    loaded = load(Planmappe(standard))
    saker = [each.value for each in loaded.mappe.saker] if loaded.mappe else []
    texts = [case_text(each) for each in saker]
    (root / "saker" / "2026").mkdir(parents=True)
    for index in range(count):
        digits = (index // 32768, index // 1024 % 32, index // 32 % 32, index % 32)
        number = with_check(2026, "".join(ALPHABET[digit] for digit in digits))
        sak = saker[index % len(saker)]
        text = texts[index % len(saker)].replace(sak.sak, number)
        (root / "saker" / "2026" / f"{number}.yaml").write_text(text, encoding="utf-8")
    return number


def main() -> None:
    """Print a row a command."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    program = [str(Path(sys.executable).parent / "sosialplan")]
    with tempfile.TemporaryDirectory() as folder:
        as_installed(Path(folder))
        root = Path(folder) / "skolen"
        number = fill(root, count)
        here = ["-C", str(root), "--i-dag", DAY]
        plan = ["lag", "aktivitetsplan", number, "--format", "pdf", "--til", str(root / "ut.pdf")]
        commands = {
            "import typer": ([sys.executable, "-c", "import typer"], None),
            "--versjon": ([*program, "--versjon"], 1.5),
            f"frister, {count} saker": ([*program, *here, "frister"], 3.0),
            f"vis, {count} saker": ([*program, *here, "vis", number], 3.0),
            "aktivitetsplan som PDF": ([*program, *here, *plan], None),
            f"til foresatte, {count} saker": (
                [*program, *here, *plan, "--mottaker", "foresatte"],
                None,
            ),
            "årshjul som SVG": ([*program, *here, "årshjul", "--format", "svg"], None),
            f"valider, {count} saker": ([*program, *here, "valider"], None),
        }
        rounds = [
            {name: taken(command, check=False) for name, (command, _) in commands.items()}
            for _ in range(RUNS + 1)
        ][1:]
        print(f"{'raskest':>39}       median")
        least = quickest([each["import typer"] for each in rounds]).klokke
        for name, (_, bound) in commands.items():
            times = [each[name] for each in rounds]
            best, middle = quickest(times).klokke, median(times).klokke
            wanted = f"  (mål: under {bound})" if bound else ""
            print(f"{name:<31} {best:6.3f} s  {middle:9.3f} s  {best / least:5.2f} ×{wanted}")


if __name__ == "__main__":
    main()
