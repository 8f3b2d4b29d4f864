"""Measure the January run: python benchmarks/arkiv.py [SAKER].

Builds a planmappe with so many invented cases (300 unless told), each with a plan of four measures
that was changed and evaluated, and minutes of a meeting. Runs ``arkiver --måned januar`` as a whole
process, then once more: the second packs nothing. Prints the time by the clock and the work done;
ends in 1 where the first took more than 45 s or the second packed something.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from klokke import as_installed, taken  # noqa: E402

from brudd import use_invented_home  # noqa: E402
from program import made_by_start  # noqa: E402
from sosialplan.rules.kontrolltegn import ALPHABET, with_check  # noqa: E402

CASES, BOUND = 300, 45.0
PATTERN = "2026-YHP9E"


def main() -> int:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    with tempfile.TemporaryDirectory() as folder:
        use_invented_home(Path(folder))
        as_installed(Path(folder))
        root = made_by_start(Path(folder) / "skolen")
        fill(root, count)
        command = [sys.executable, "-m", "sosialplan", "-C", str(root)]
        first = taken([*command, "arkiver", "--måned", "januar"])
        documents = len(list((root / "ut").rglob("*.pdf")))
        second = taken([*command, "arkiver", "--måned", "januar"])
        again = len(list((root / "ut").rglob("*.pdf"))) - documents
    print(f"{count} saker, {documents} dokumenter      klokke       arbeid")
    print(f"første kjøring                 {first}")
    print(f"andre kjøring, {again} nye dokumenter {second}")
    print(f"mål: under {BOUND:.0f} s")
    return 1 if first.klokke >= BOUND or again else 0


def fill(root: Path, count: int) -> None:
    """Write the cases, each a copy of an invented one under a number of its own, and save them."""
    text = (ROOT / "saker" / "2026" / f"{PATTERN}.yaml").read_text(encoding="utf-8")
    for index in range(count):
        digits = (index // 1024 % 32, index // 32 % 32, index % 32, 7)
        number = with_check(2026, "".join(ALPHABET[digit] for digit in digits))
        made = text.replace(PATTERN, number).replace("Elev Alm", f"Elev Alm{_syllables(index)}")
        ids = dict.fromkeys(re.findall(r"id: ([0-9a-z]{8})\n", made))
        for place, old in enumerate(ids):
            made = made.replace(f"id: {old}\n", f"id: {old[:2]}{index:03}{place:03}\n")
        file = root / "saker" / "2026" / f"{number}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(made, encoding="utf-8", newline="\n")
    for command in (["add", "."], ["commit", "--quiet", "--message=Saker"]):
        subprocess.run(["git", "-C", str(root), *command], check=True)


def _syllables(index: int) -> str:
    """Return letters that tell the invented pupils apart, and are no word and no number."""
    return "".join(
        "bdfgklmnrs"[digit] + "aeioyuæøåi"[digit]
        for digit in (index // 100, index // 10 % 10, index % 10)
    )


if __name__ == "__main__":
    sys.exit(main())
