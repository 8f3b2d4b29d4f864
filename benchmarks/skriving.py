"""Measure every writing command against start-up plus a bare commit: python benchmarks/skriving.py [RUNDER].

All are whole processes, run in turn round after round in one planmappe, so that what disturbs the
machine disturbs them all alike. Prints medians, the ratio (to be under 2.5), and how many times a
command starts git.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from brudd import PROGRAM, use_invented_home  # noqa: E402
from program import Program, made_by_start  # noqa: E402
from sosialplan.randomness import entry_id  # noqa: E402

ROUNDS, BOUND = 11, 2.5
COUNTING = '#!/bin/sh\necho x >> "{log}"\nexec "{git}" "$@"\n'


def main() -> int:
    """Print a row a command; end in 1 where one is over the bound."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        use_invented_home(Path(folder))
        as_installed(Path(folder))
        program = Program(made_by_start(Path(folder) / "skolen"), new_id=entry_id)
        sak = program.new_case()
        program.fine("tiltak", "plan", sak, "--problem", "Alene")
        times: dict[str, list[tuple[float, float]]] = {}
        for number in range(rounds + 1):
            for name, command in {**bare(program), **writing(program.root, sak, number)}.items():
                prepare(program, sak, name)
                times.setdefault(name, []).append(taken(command))
        calls = {
            name: git_calls(Path(folder), program, sak, name)
            for name in writing(program.root, sak, 0)
        }
    print(f"{rounds} runder      klokke             arbeid")
    clock, work = (
        {name: statistics.median(each[kind] for each in all_[1:]) for name, all_ in times.items()}
        for kind in (0, 1)
    )
    floors = [kind["start"] + kind["git commit"] for kind in (clock, work)]
    print(f"start + git commit {floors[0]:6.3f} s          {floors[1]:6.3f} s")
    for name, count in calls.items():
        by_clock = f"{clock[name]:6.3f} s  {clock[name] / floors[0]:5.2f} ×"
        by_work = f"{work[name]:6.3f} s  {work[name] / floors[1]:5.2f} ×"
        print(f"{name:<18} {by_clock}  {by_work}  git startes {count} ganger")
    worst = max(clock[name] / floors[0] for name in calls)
    print(f"mål: under {BOUND} ×, største: {worst:.2f} ×")
    return 1 if worst >= BOUND else 0


def as_installed(folder: Path) -> None:
    """Let Python keep what it has compiled, as it does where a program is installed."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "pyc")


def bare(program: Program) -> Mapping[str, list[str]]:
    """Return what cannot be done without: the program's own start, and git's commit of a file."""
    return {
        "start": [sys.executable, str(PROGRAM), "--versjon"],
        "git commit": ["git", "-C", str(program.root), "commit", "-qam", "bar"],
    }


def writing(root: Path, sak: str, number: int) -> Mapping[str, list[str]]:
    """Return the commands that write, each as it is typed."""
    mark = f"runde {number}"
    typed = {
        "registrer": ("registrer", sak, "notat", "--notat", mark),
        "ny-sak": ("ny-sak", "--kjede", "bekymring", "--elev", f"Oppdiktet {mark}", "--klasse", "8B",
                   "--oppdaget", "2026-11-23", "--beskrivelse", mark),
        "tiltak ny": ("tiltak", "ny", sak, "--tiltak", mark, "--nivå", "klasse",
                      "--ansvarlig", "kontaktlærer", "--evalueres", "2026-12-07"),
        "fravær registrer": ("fravær", "registrer", "--elev", f"Oppdiktet {mark}", "--klasse", "9A",
                             "--fra", "2026-11-16"),
        "møte registrer": ("møte", "registrer", "r-team", "--dato", "2026-11-20",
                           "--til-stede", "rektor"),
        "møte referat": ("møte", "referat", "r-team", "--dato", "2026-11-20", "--til-stede", "rektor",
                         "--sak", sak),
        "lagre": ("lagre",),
    }  # fmt: skip
    start = [sys.executable, str(PROGRAM), "-C", str(root)]
    return {name: [*start, *args] for name, args in typed.items()}


def prepare(program: Program, sak: str, name: str) -> None:
    """Let there be something to commit for the two that write nothing themselves."""
    if name in {"git commit", "lagre"}:
        with program.case(sak).open("a", encoding="utf-8") as file:
            file.write("# merknad\n")


def taken(command: list[str]) -> tuple[float, float]:
    """Return how long a command takes by the clock, and how long it works, in seconds."""
    began, before = time.perf_counter(), os.times()
    subprocess.run(command, check=True, capture_output=True)
    after = os.times()
    worked = after.children_user + after.children_system
    return time.perf_counter() - began, worked - before.children_user - before.children_system


def git_calls(folder: Path, program: Program, sak: str, name: str) -> int:
    """Return how many times a command starts git: a git of ours counts and passes on."""
    log, shim = folder / "kall", folder / "telt"
    shim.mkdir(exist_ok=True)
    log.write_text("", encoding="utf-8")
    script = COUNTING.format(log=log, git=shutil.which("git"))
    (shim / "git").write_text(script, encoding="utf-8")
    (shim / "git").chmod(0o755)
    prepare(program, sak, name)
    env = {**os.environ, "PATH": f"{shim}{os.pathsep}{os.environ['PATH']}"}
    command = writing(program.root, sak, 999)[name]
    subprocess.run(command, check=True, capture_output=True, env=env)
    return len(log.read_text(encoding="utf-8").split())


if __name__ == "__main__":
    sys.exit(main())
