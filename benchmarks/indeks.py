"""Measure what looks at all cases, whole processes in turn: python benchmarks/indeks.py SAKER [MAPPE [RUNDER]].

``MAPPE`` is a planmappe with so many cases that was made before, which ``maal.fill`` makes where it is not there. Prints seconds of work,
and each as a ratio to ``python -c "import typer"`` of the same run; beside it Taskwarrior's list of as many tasks where it is installed.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from klokke import Tid, as_installed, median, taken
from maal import DAY, fill

RUNS = 7


def desk(program: list[str]) -> Tid:
    """Return how long the desk takes to show its list, to come back to it once, and to be left."""
    before = os.times()
    own, other = _pair()
    process = subprocess.Popen(
        [*program, "dagen", "--enkel"], stdin=other, stdout=other, stderr=other
    )
    os.close(other)
    os.write(
        own, b"ingen av dem\n\nslutt\n"
    )  # who sits there, where it is asked; the list anew; out
    while True:
        try:
            if not os.read(own, 65536):
                break
        except OSError:
            break
    process.wait()
    os.close(own)
    after = os.times()
    work = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    return Tid(after.elapsed - before.elapsed, work)


def _pair() -> tuple[int, int]:
    """Return the two ends of a new pseudo-terminal."""
    if sys.platform != "win32":
        import pty  # noqa: PLC0415 - of systems that have pseudo-terminals

        return pty.openpty()
    raise NotImplementedError


def tasks(folder: Path, count: int) -> list[str] | None:
    """Return the command that lists as many tasks as there are cases; None where Taskwarrior is not installed."""
    task = shutil.which("task")
    if task is None:
        return None
    rc = folder / "taskrc"
    rc.write_text(
        f"data.location={folder / 'task'}\nconfirmation=off\nverbose=nothing\n", encoding="utf-8"
    )
    rows = [
        {
            "description": f"Oppdiktet frist {n}",
            "due": f"202611{n % 28 + 1:02}T080000Z",
            "project": f"2026-{n:05}",
        }
        for n in range(count)
    ]
    os.environ["TASKRC"] = str(rc)
    subprocess.run(
        [task, "import", "-"], input=json.dumps(rows).encode(), check=True, capture_output=True
    )
    return [task, "due.before:2026-12-07", "list"]


def readers(program: list[str], root: Path) -> dict[str, list[str]]:
    """Return what else looks at all cases, and one that looks at one, each as it is typed."""
    number = max(each.stem for each in (root / "saker").rglob("*.yaml"))
    copy = ["aktivitetsplan", number, "--mottaker", "foresatte", "--format", "md"]
    typed = {
        "vis SAK": ["vis", number],
        "valider FIL": ["valider", str(root / "saker" / "2026" / f"{number}.yaml")],
        "valider": ["valider"],
        "statistikk mål": ["statistikk", "mål"],
        "årshjul status": ["årshjul", "status"],
        "fravær vis --klasse": ["fravær", "vis", "--klasse", "8A"],
        "lag --mottaker foresatte": ["lag", *copy],
        "logg --siste 20": ["logg", "--siste", "20"],
    }
    return {name: [*program, *words] for name, words in typed.items()}


def writers(program: list[str], turns: int) -> dict[str, list[list[str]]]:
    """Return what is written after a look at all cases, once a turn: of no pupil twice."""
    names = [f"Oppdiktet {chr(65 + turn) * 3}a {chr(75 + turn) * 4}" for turn in range(turns)]
    case = ["ny-sak", "--kjede", "bekymring", "--klasse", "8B", "--oppdaget", DAY, "--elev"]
    away = ["fravær", "registrer", "--klasse", "9A", "--fra", "2026-11-16", "--elev"]
    return {
        "ny-sak": [[*program, *case, each] for each in names],
        "fravær registrer": [[*program, *away, each, "--ny-elev"] for each in names],
    }


def main() -> None:
    """Print a row a command."""
    said = dict(enumerate(sys.argv))
    count = int(said.get(1, "100"))
    with tempfile.TemporaryDirectory() as folder:
        as_installed(Path(folder))
        os.environ["XDG_CACHE_HOME"] = folder
        root = Path(said.get(2) or f"{folder}/skolen")
        if not root.exists():
            fill(root, count)
            for each in (
                ["init", "-q"], ["config", "user.name", "Oppdiktet"], ["config", "user.email", "o@o.invalid"],
                ["add", "-A"], ["commit", "-qm", "x"],
            ):  # fmt: skip
                subprocess.run(["git", "-C", str(root), *each], check=True)
        program = [str(Path(sys.executable).parent / "sosialplan"), "-C", str(root), "--i-dag", DAY]
        commands = {
            "import typer": [sys.executable, "-c", "import typer"],
            "frister --innen 14d": [*program, "frister", "--innen", "14d"],
            "frister": [*program, "frister"],
            "saker": [*program, "saker"],
            **readers(program, root),
        }
        listed = tasks(Path(folder), count)
        if listed:
            commands["Taskwarrior, due.before:14d"] = listed
        taken(commands["import typer"])
        taken([*program, "regn", DAY, "1", "virkedager"])
        cold = taken(commands["frister"], check=False)
        runs = int(said.get(3, str(RUNS)))
        rounds = [{name: taken(each, check=False) for name, each in commands.items()} for _ in range(runs + 1)][1:]  # fmt: skip
        times = {name: [each[name] for each in rounds] for name in commands}
        times["dagens bord"] = [desk(program) for _ in range(runs)]
        for name, turns in writers(program, runs + 1).items():
            times[name] = [taken(each) for each in turns][1:]
        least = median(times["import typer"]).arbeid
        print(f"{count} saker, arbeid i sekunder (median av {runs})")
        print(f"{'frister, første gang':<30} {cold.arbeid:7.3f}  {cold.arbeid / least:6.2f} ×")
        for name, all_of in times.items():
            work = median(all_of).arbeid
            print(f"{name:<30} {work:7.3f}  {work / least:6.2f} ×")


if __name__ == "__main__":
    main()
