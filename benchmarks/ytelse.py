"""Print how many times the work of its peers each command takes: python benchmarks/ytelse.py [SAKER …] [--runder N].

For each number of cases (100, 1,000 and 10,000 unless told) a planmappe is made in a temporary folder, and whole processes are run in turn: the
program's commands, and what stands beside them on this machine. What is counted is seconds of work, with what each process starts; the median of
the rounds. A peer that is not installed is left out. ``HLEDGER``, ``TODO``, ``BEAN_CHECK`` and ``DOORSTOP`` may say where one lies.
"""

import os
import pickle
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from arkiv import ALONE, given_to_typst, laid
from indeks import tasks
from klokke import as_installed, taken
from maal import DAY, fill

SIZES = (100, 1_000, 10_000)
ROUNDS = 5
_PARSE = (
    "import sys, pathlib, yaml\n"
    "for each in pathlib.Path(sys.argv[1]).rglob('*.yaml'):\n"
    "    for _ in yaml.parse(each.read_bytes(), Loader=yaml.CSafeLoader): pass\n"
)
Kommando = list[str] | Callable[[int], list[str]]
"""What is run; or, where each round writes something new, what is run in a round."""


def _git(root: Path, *words: str) -> list[str]:
    return ["git", "-C", str(root), *words]


def made(root: Path, count: int) -> list[Path]:
    """Make a planmappe with so many cases in a history of one commit; return their files."""
    fill(root, count)
    for each in (
        ("init", "-q", "-b", "main"), ("config", "user.name", "Oppdiktet"), ("config", "user.email", "o@o.invalid"),
        ("add", "-A"), ("commit", "-qm", "Oppdiktet"),
    ):  # fmt: skip
        subprocess.run(_git(root, *each), check=True)
    return sorted((root / "saker").rglob("*.yaml"))


def _program(name: str) -> str | None:
    """Return where a peer lies: as the environment says, or on the path."""
    return os.environ.get(name.upper().replace("-", "_")) or shutil.which(name)


def hledger(folder: Path, count: int) -> list[str] | None:
    """Return what checks a journal of as many transactions; None where hledger is not installed."""
    program = _program("hledger")
    if program is None:
        return None
    rows = (
        f"2026-{n % 12 + 1:02}-{n % 28 + 1:02} Oppdiktet {n}\n    a  1 kr\n    b\n\n"
        for n in range(count)
    )
    journal = folder / "oppdiktet.journal"
    journal.write_text("".join(rows), encoding="utf-8")
    return [program, "-f", str(journal), "check"]


def beancount(folder: Path, count: int) -> list[str] | None:
    """Return what checks a ledger of as many transactions, without what it keeps; None where it is not installed."""
    program = _program("bean-check")
    if program is None:
        return None
    rows = (
        f'2026-{n % 12 + 1:02}-{n % 28 + 1:02} * "Oppdiktet {n}"\n  Assets:A  1 NOK\n  Assets:B\n\n'
        for n in range(count)
    )
    opened = "2020-01-01 open Assets:A\n2020-01-01 open Assets:B\n\n"
    ledger = folder / "oppdiktet.beancount"
    ledger.write_text(opened + "".join(rows), encoding="utf-8")
    return [program, "--no-cache", str(ledger)]


def todoman(folder: Path, count: int) -> list[str] | None:
    """Return what lists as many tasks, each a file, by their day; None where todoman is not installed."""
    program = _program("todo")
    if program is None:
        return None
    box = folder / "todoman" / "skolen"
    box.mkdir(parents=True)
    for n in range(count):
        due = f"202611{n % 28 + 1:02}T080000Z"
        (box / f"{n}.ics").write_text(
            "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:oppdiktet\nBEGIN:VTODO\n"
            f"UID:oppdiktet-{n}\nDTSTAMP:20261101T080000Z\nSUMMARY:Oppdiktet {n}\nDUE:{due}\n"
            "END:VTODO\nEND:VCALENDAR\n",
            encoding="utf-8",
        )
    settings = folder / "todoman.py"
    settings.write_text(
        f'path = "{folder}/todoman/*"\ncache_path = "{folder}/todoman.sqlite3"\n', encoding="utf-8"
    )
    return [program, "--config", str(settings), "list", "--due", "336"]


DOORSTOP_MOST = 1_000
"""So many items doorstop is asked to check: it takes minutes for more."""


def doorstop(folder: Path, count: int) -> list[str] | None:
    """Return what checks as many items, each a file; None where doorstop is not installed, or there are too many for it."""
    program = _program("doorstop")
    if program is None or count > DOORSTOP_MOST:
        return None
    root = folder / "doorstop"
    (root / "krav").mkdir(parents=True)
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    (root / "krav" / ".doorstop.yml").write_text(
        "settings:\n  digits: 5\n  prefix: K\n  sep: ''\n", encoding="utf-8"
    )
    for n in range(1, count + 1):
        (root / "krav" / f"K{n:05}.yml").write_text(
            "active: true\nderived: false\nheader: ''\n"
            f"level: 1.{n}\nlinks: []\nnormative: true\nref: ''\nreviewed: null\ntext: |\n  Oppdiktet {n}\n",
            encoding="utf-8",
        )
    return [program, "--project", str(root), "--no-reformat", "--no-child-check", "--quiet"]


def typst_alone(root: Path, number: str, folder: Path) -> dict[str, list[str]]:
    """Return what lets typst set the plan of a case, and what starts it and sets nothing."""
    room = folder / "rom"
    room.mkdir()
    (plan,) = laid(given_to_typst(root, folder, [number])[:1], folder, 1)
    nothing = folder / "ingenting.pickle"
    nothing.write_bytes(pickle.dumps([]))
    return {
        "typst starter": [sys.executable, "-c", ALONE, str(nothing), str(room)],
        "typst alene, planen": [sys.executable, "-c", ALONE, str(plan), str(room)],
    }


def changed(file: Path, at: int) -> None:
    """Let a case say the same in other bytes."""
    text = file.read_text(encoding="utf-8").split("# Oppdiktet merknad")[0]
    file.write_text(f"{text}# Oppdiktet merknad {at}\n", encoding="utf-8")


def _listed(root: Path) -> list[str]:
    """Return the list that the peers are held against."""
    return [*_here(root), "frister", "--innen", "14d"]


def _here(root: Path) -> list[str]:
    return [str(Path(sys.executable).parent / "sosialplan"), "-C", str(root), "--i-dag", DAY]


def commands(root: Path, files: list[Path], folder: Path) -> dict[str, Kommando]:
    """Return what is measured in a planmappe, by name."""
    here = _here(root)
    number, count = files[0].stem, len(files)

    def bare(at: int) -> list[str]:
        changed(files[1], at)
        return _git(root, "commit", "-q", "-m", "Oppdiktet", "--", str(files[1]))

    def warm(_at: int) -> list[str]:
        _ended(_listed(root))  # what was written since the last time is read then
        return _listed(root)

    def one_changed(at: int) -> list[str]:
        changed(files[2], at)
        return _listed(root)

    def name(at: int) -> str:
        return f"Oppdiktet {chr(65 + at) * 3}a {chr(75 + at) * 4}"

    whole = (each for each in files[:50] if "barnets_beste:" in each.read_text(encoding="utf-8"))
    plan = next(whole, files[0]).stem
    pdf = ["lag", "aktivitetsplan", plan, "--format", "pdf", "--til"]
    found: dict[str, Kommando | None] = {
        "import typer": [sys.executable, "-c", "import typer"],
        "git status": _git(root, "status", "--porcelain"),
        "naken lagring i git": bare,
        "libyaml leser sakene": [sys.executable, "-c", _PARSE, str(root / "saker")],
        "Taskwarrior, like mange": tasks(folder, count),
        "hledger check, like mange": hledger(folder, count),
        "bean-check, like mange": beancount(folder, count),
        "todoman, like mange": todoman(folder, count),
        "doorstop, like mange": doorstop(folder, count),
        **typst_alone(root, plan, folder),
        "--versjon": [here[0], "--versjon"],
        "frister --innen 14d": warm,
        "frister, én sak endret": one_changed,
        "saker": [*here, "saker"],
        "statistikk mål": [*here, "statistikk", "mål"],
        "vis SAK": [*here, "vis", number],
        "valider FIL": [*here, "valider", str(files[0])],
        "logg --siste 20": [*here, "logg", "--siste", "20"],
        "eget utkast som PDF": [*here, *pdf, str(folder / "utkast.pdf")],
        "foresattes kopi som PDF": [*here, *pdf, str(folder / "kopi.pdf"), "--mottaker", "foresatte"],
        "registrer": lambda at: [*here, "registrer", number, "notat", "--notat", f"Oppdiktet {at}"],
        "ny-sak": lambda at: [
            *here, "ny-sak", "--kjede", "bekymring", "--klasse", "8B", "--oppdaget", DAY, "--likevel", "--elev", name(at),
        ],
        "fravær registrer": lambda at: [
            *here, "fravær", "registrer", "--klasse", "9A", "--fra", "2026-11-16", "--ny-elev", "--elev", name(at),
        ],
    }  # fmt: skip
    return {each: command for each, command in found.items() if command is not None}


def _words(command: Kommando, at: int) -> list[str]:
    return command if isinstance(command, list) else command(at)


def _ended(words: list[str]) -> int:
    return subprocess.run(words, check=False, capture_output=True).returncode


def _cold(words: list[str], folder: Path) -> float:
    """Return the work of a command that nothing is kept for."""
    shutil.rmtree(folder / "sosialplan", ignore_errors=True)
    return taken(words, check=False).arbeid


def measured(count: int, rounds: int) -> dict[str, float]:
    """Return the median of each in seconds of work, at so many cases."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        as_installed(folder)
        os.environ["XDG_CACHE_HOME"] = name
        root = folder / "skolen"
        files = made(root, count)
        asked = commands(root, files, folder)
        # The first time makes what is kept, and does not count; a row says it where one did not end well.
        ended = {each: _ended(_words(command, 0)) for each, command in asked.items()}
        turns = [
            {
                each: taken(_words(command, at), check=False).arbeid
                for each, command in asked.items()
            }
            for at in range(1, rounds + 1)
        ]
        found = {
            f"{each} (status {ended[each]})" if ended[each] else each: statistics.median(
                turn[each] for turn in turns
            )
            for each in asked
        }
        found["frister, ingenting husket"] = _cold(_listed(root), folder)
        return found


def main() -> None:
    """Print the machine, the versions and a table."""
    words = sys.argv[1:]
    rounds = int(words.pop(words.index("--runder") + 1)) if "--runder" in words else ROUNDS
    sizes = [int(each) for each in words if each.isdecimal()] or list(SIZES)
    git = subprocess.run(["git", "--version"], check=True, capture_output=True, text=True).stdout
    versions = ", ".join(
        f"{each} {version(each)}" for each in ("typer", "msgspec", "PyYAML", "typst")
    )
    print(
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} kjerner, Python {platform.python_version()}, {git.strip()}, {versions}"
    )
    found = {count: measured(count, rounds) for count in sizes}
    print(f"\n| arbeid, median av {rounds} | {' | '.join(f'{count} saker' for count in sizes)} |")
    print(f"| --- |{' --- |' * len(sizes)}")
    for each in found[sizes[0]]:
        cells = (
            f"{of[each]:.2f} s, {of[each] / of['import typer']:.1f} ×" if each in of else "–"
            for of in found.values()
        )
        print(f"| {each} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
