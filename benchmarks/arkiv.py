"""Measure the January run: python benchmarks/arkiv.py [SAKER].

Builds a planmappe with so many invented cases (300 unless told), each with a plan of four measures
that was changed and evaluated, and minutes of a meeting. Runs ``arkiver --måned januar`` as a whole
process, then once more: the second packs nothing. Then lets typst alone set the same documents, in as
many processes as there are cores: what it was given was kept while the documents were made once more.
Prints the time by the clock and the work done, and how many times typst alone it is; ends in 1 where
the first took more than 45 s or the second packed something.
"""

import os
import pickle
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from klokke import Tid, as_installed, taken  # noqa: E402

from brudd import use_invented_home  # noqa: E402
from program import made_by_start  # noqa: E402
from sosialplan.commands.dokumenter.bestilling import ordlister  # noqa: E402
from sosialplan.commands.dokumenter.kopikontroll import (  # noqa: E402
    headings_of,
    listed_pupils,
    whole_folder,
)
from sosialplan.commands.pakker.pakkebord import Pakkebord, Pakkegrunnlag  # noqa: E402
from sosialplan.files.planmappe import Planmappe  # noqa: E402
from sosialplan.output import pdf  # noqa: E402
from sosialplan.output.workshop import stay_here  # noqa: E402
from sosialplan.rules.kontrolltegn import ALPHABET, with_check  # noqa: E402

CASES, BOUND, RATIO = 300, 45.0, 1.3
ALONE = """
import pickle, sys, typst
from datetime import UTC, datetime
faces = typst.Fonts(include_system_fonts=False)
for files, standards, when in pickle.load(open(sys.argv[1], "rb")):
    typst.compile(files, root=sys.argv[2], font_paths=faces, pdf_standards=standards, timestamp=when)
"""
PATTERN = "2026-YHP9E"


def main() -> int:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    with tempfile.TemporaryDirectory() as folder:
        use_invented_home(Path(folder))
        as_installed(Path(folder))
        root = made_by_start(Path(folder) / "skolen")
        fill(root, count)
        given = laid(given_to_typst(root, Path(folder)), Path(folder), os.cpu_count() or 1)
        command = [sys.executable, "-m", "sosialplan", "-C", str(root)]
        first = taken([*command, "arkiver", "--måned", "januar"])
        documents = len(list((root / "ut").rglob("*.pdf")))
        second = taken([*command, "arkiver", "--måned", "januar"])
        again = len(list((root / "ut").rglob("*.pdf"))) - documents
        alone = typst_alone(given, Path(folder))
    print(f"{count} saker, {documents} dokumenter      klokke       arbeid")
    print(f"første kjøring                 {first}")
    print(f"andre kjøring, {again} nye dokumenter {second}")
    print(f"typst alene, {len(given)} prosesser      {alone}")
    print(
        f"forhold til typst alene         {first.klokke / alone.klokke:6.2f} ×  {first.arbeid / alone.arbeid:6.2f} ×"
    )
    print(f"mål: under {BOUND:.0f} s, og under {RATIO} × typst alene")
    return 1 if first.klokke >= BOUND or again else 0


Gitt = tuple[dict[str, bytes], list[str], datetime]
"""What typst is given of a document: its files, its standards and its time."""


def given_to_typst(root: Path, folder: Path, only: Collection[str] = ()) -> list[Gitt]:
    """Make the packages of all cases, or of ``only`` these, up to where typst takes over, and return what it is given."""
    kept: list[Gitt] = []

    def keep(files: Mapping[str, bytes], day: date, standards: Sequence[str] = ()) -> bytes:
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        kept.append((dict(files), list(standards), noon))
        return b""

    before = vars(pdf)["typeset"]
    vars(pdf)["typeset"] = keep
    planmappe = Planmappe(root)
    now = datetime.now(UTC)
    mappe = whole_folder(planmappe)
    bord = Pakkebord(
        Pakkegrunnlag(
            root, now.date(), now, ordlister(planmappe), mappe,
            listed_pupils(planmappe), headings_of(planmappe), aapnet=False,
        )
    )  # fmt: skip
    here = Path.cwd()
    os.chdir(folder)  # where a worker keeps its trace
    stay_here()
    for each in only or [each.value.sak for each in mappe.saker]:
        bord.pakk(each, folder / "til" / each)
    os.chdir(here)
    vars(pdf)["typeset"] = before
    return kept


def laid(kept: Sequence[Gitt], folder: Path, parts: int) -> list[Path]:
    """Lay what typst is given in so many files, for a process each."""
    files = [folder / f"typst-{number}.pickle" for number in range(parts)]
    for number, file in enumerate(files):
        file.write_bytes(pickle.dumps(kept[number::parts]))
    return files


def typst_alone(given: Sequence[Path], folder: Path) -> Tid:
    """Return how long typst takes with all of it, the processes side by side."""
    began, before = time.perf_counter(), os.times()
    room = folder / "rom"
    room.mkdir()
    words = [[sys.executable, "-c", ALONE, str(each), str(room)] for each in given]
    running = [subprocess.Popen(each) for each in words]
    for process in running:
        if process.wait():
            sys.exit("typst alene gikk ikke")
    after = os.times()
    work = after.children_user + after.children_system - before.children_user - before.children_system  # fmt: skip
    return Tid(time.perf_counter() - began, work)


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
