"""Measure the log in a large history: python benchmarks/historie.py [COMMITS SAKER [RUNDER]].

Builds a planmappe with so many commits and cases (20,000 and 10,000 unless told) by git
fast-import in a temporary folder: cases that are opened and added to, absence and minutes, each
twentieth change on a line of its own that is merged. Then runs commands as whole processes.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from klokke import Tid, as_installed, median, quickest, taken

from sosialplan.files.standard import standard_folder
from sosialplan.git.rooms import ensure_graph
from sosialplan.git.settings import read_config
from sosialplan.rules.kontrolltegn import ALPHABET, with_check

RUNS = 11
SIDE = 20
"""Each so many-th change is made on a line of its own."""
DAY = "2026-11-23"
BEGUN = datetime(2022, 8, 15, 8, 0, tzinfo=UTC)
END = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
STEPS = ("drøftet", "samtale", "kontakt", "notat", "rektor-oppfølging", "elev-hørt")
CLASSES = tuple(f"{grade}{letter}" for grade in (8, 9, 10) for letter in "ABCDEFGH")
WRITTEN_IN_BUSIEST = 60
BEFORE = 8
"""The cases that were there from the first commit are numbered by so many years before it."""


class Skole:
    """The files of an invented school as they grow; each change gives its file's new text."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - an invented school, no secret
        self.files: dict[str, str] = {}
        self.cases: list[str] = []
        self._count = 0

    def new_id(self) -> str:
        """Return the next id."""
        self._count += 1
        return f"n{self._count:07}"

    def open_case(self, when: datetime) -> str:
        """Open a case, and return its file."""
        index = len(self.cases)
        digits = (index // 32768 % 32, index // 1024 % 32, index // 32 % 32, index % 32)
        year = when.year - (index % BEFORE if when == BEGUN else 0)
        number = with_check(year, "".join(ALPHABET[digit] for digit in digits))
        klasse = CLASSES[index % len(CLASSES)]
        file = f"saker/{year}/{number}.yaml"
        self.cases.append(file)
        self.files[file] = (
            f"sak: {number}\nkjede: trygt-og-godt\nopprettet: {when:%Y-%m-%d}\n"
            f"elev:\n  navn: Oppdiktet Elev {index}\n  klasse: {klasse}\n"
            "beskrivelse: >-\n  Oppdiktet beskrivelse av det som er sett og hørt i friminuttet.\n"
            "hendelser:\n" + self._entry("oppdaget", when)
        )
        return file

    def add_to(self, file: str, when: datetime) -> str:
        """Add an entry to a case."""
        self.files[file] += self._entry(self.chance.choice(STEPS), when)
        return file

    def _entry(self, steg: str, when: datetime) -> str:
        return (
            f"  - id: {self.new_id()}\n    dato: {when:%Y-%m-%d}\n"
            f"    registrert: {when:%Y-%m-%dT%H:%M}Z\n    steg: {steg}\n    av: kontaktlærer\n"
            "    notat: Oppdiktet notat om det som ble sagt og gjort denne dagen.\n"
        )

    def absent(self, when: datetime) -> str:
        """Add a day of absence in some class."""
        year, klasse = _school_year(when), self.chance.choice(CLASSES)
        file = f"fravaer/{year}/{klasse}.yaml"
        text = self.files.get(file, f"klasse: {klasse}\nskoleår: {year}\nelever:\n")
        self.files[file] = text + (
            f"  - elev: Oppdiktet Elev {self.new_id()}\n    perioder:\n"
            f"      - id: {self.new_id()}\n        fra: {when:%Y-%m-%d}\n        til: {when:%Y-%m-%d}\n"
            "        type: ugyldig\n        meldt: nei\n"
        )
        return file

    def meet(self, when: datetime) -> str:
        """Add a meeting, where the last case was discussed."""
        year, name = _school_year(when), self.chance.choice(("klassemoter", "r-team"))
        file = f"moter/{year}/{name}.yaml"
        moete = {"klassemoter": "klassemøte"}.get(name, name)
        text = self.files.get(file, f"skoleår: {year}\nholdt:\n")
        number = self.cases[-1].rsplit("/", 1)[-1].removesuffix(".yaml")
        saker = f"    saker: [{{sak: {number}}}]\n" if name == "r-team" else "    klasse: 8B\n"
        self.files[file] = text + (
            f"  - id: {self.new_id()}\n    møte: {moete}\n    dato: {when:%Y-%m-%d}\n"
            f"    til_stede: [trinnleder, kontaktlærer]\n{saker}"
        )
        return file


def _school_year(when: datetime) -> str:
    first = when.year if when.month >= 8 else when.year - 1  # noqa: PLR2004 - August
    return f"{first}-{first + 1}"


def changes(skole: Skole, commits: int, cases: int) -> Iterator[tuple[datetime, list[str]]]:
    """Yield each commit's moment and files; most cases were there when the folder was made."""
    busiest = skole.open_case(BEGUN)
    yield BEGUN, [busiest, *(skole.open_case(BEGUN) for _ in range(cases * 6 // 10 - 1))]
    left = cases - len(skole.cases)
    step = (END - BEGUN) / commits
    for number in range(1, commits):
        when = BEGUN + step * number
        if number % (commits // WRITTEN_IN_BUSIEST) == 0:
            yield when, [skole.add_to(busiest, when)]
        elif number % 4 == 1 and left:
            left -= 1
            yield when, [skole.open_case(when)]
        elif number % 7 == 0:
            yield when, [skole.absent(when)]
        elif number % 19 == 0:
            yield when, [skole.meet(when)]
        else:
            yield when, [skole.add_to(skole.chance.choice(skole.cases), when)]


def build(root: Path, commits: int, cases: int) -> tuple[str, str, str]:
    """Make the repository; return three cases: most written in, little, told of in many minutes."""
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(root)], check=True)
    skole = Skole(2026)
    with subprocess.Popen(
        ["git", "-C", str(root), "fast-import", "--quiet"], stdin=subprocess.PIPE
    ) as git:
        stream = git.stdin or sys.exit("git fast-import tar ikke imot noe")
        tip, mark = 0, 0
        for when, files in changes(skole, commits * SIDE // (SIDE + 1), cases):
            mark += 1
            texts = {file: skole.files[file] for file in files} | (_standard() if not tip else {})
            aside = mark % SIDE == 0
            stream.write(_commit(mark, when, texts, [tip - 1] if aside else [tip]))
            if aside:
                mark += 1
                stream.write(_commit(mark, when, texts, [tip, mark - 1]))
            tip = mark
        stream.write(b"done\n")
    subprocess.run(["git", "-C", str(root), "reset", "--quiet", "--hard"], check=True)
    busiest, seldom, discussed = (
        Path(skole.cases[at]).stem for at in (0, len(skole.cases) * 3 // 4, -1)
    )
    return busiest, seldom, discussed


def _commit(mark: int, when: datetime, files: dict[str, str], parents: list[int]) -> bytes:
    stamp = f"Oppdiktet Ansatt <oppdiktet@skole.invalid> {when.timestamp():.0f} +0000"
    parts = [f"commit refs/heads/main\nmark :{mark}\ncommitter {stamp}\ndata 3\nSak\n".encode()]
    words = ("from", *["merge"] * len(parents))
    parts += [
        f"{word} :{each}\n".encode() for word, each in zip(words, parents, strict=False) if each > 0
    ]
    for file, text in files.items():
        data = text.encode()
        parts += [f"M 100644 inline {file}\ndata {len(data)}\n".encode(), data, b"\n"]
    return b"".join(parts)


def _standard() -> dict[str, str]:
    standard = standard_folder()
    return {
        path.relative_to(standard).as_posix(): path.read_text(encoding="utf-8")
        for folder in ("plan", "maler")
        for path in (standard / folder).rglob("*")
        if path.is_file() and path.suffix in {".yaml", ".md", ".json", ".typ", ".j2"}
    }


def main() -> None:
    """Build, write the index as the program does, and print a row a command."""
    commits, cases = (int(each) for each in (sys.argv[1:3] or (20_000, 10_000)))
    runs = int(dict(enumerate(sys.argv)).get(3, RUNS))
    program = str(Path(sys.executable).parent / "sosialplan")
    with tempfile.TemporaryDirectory() as folder:
        as_installed(Path(folder))
        root = Path(folder) / "skolen"
        busiest, seldom, discussed = build(root, commits, cases)
        began = time.perf_counter()
        ensure_graph(root, read_config(root))
        print(f"indeksen skrives første gang    {time.perf_counter() - began:6.3f} s")
        here = [program, "-C", str(root), "--i-dag", DAY]
        asked = {
            "--versjon": ["--versjon"],
            "vis, mest skrevet i": ["vis", busiest],
            "logg, mest skrevet i": ["logg", busiest],
            "logg, lite skrevet i": ["logg", seldom],
            "logg, omtalt i 70 referater": ["logg", discussed],
            "logg --siste 20": ["logg", "--siste", "20"],
            "logg --siden, tre uker": ["logg", "--siden", "2026-11-02"],
        }
        times: dict[str, list[Tid]] = {name: [] for name in asked}
        for number in range(runs + 1):
            for name, arguments in asked.items():
                tid = taken([*here, *arguments])
                times[name] += [tid] if number else []
        print(f"{runs} runder               median: klokke    arbeid   raskest: klokke    arbeid")
        for name, all_ in times.items():
            print(f"{name:<31} {median(all_)}          {quickest(all_)}")


if __name__ == "__main__":
    main()
