"""Measure every writing command against start-up plus a bare commit: python benchmarks/skriving.py [RUNDER].

All are whole processes, run in turn round after round in one planmappe, so that what disturbs the
machine disturbs them all alike. Prints the quickest and the median time and the work, each with its
ratio, and how many times a command starts git. The ratio of the quickest is to be under 2.5.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from klokke import Tid, as_installed, median, quickest, taken  # noqa: E402

from brudd import use_invented_home  # noqa: E402
from program import Program, made_by_start  # noqa: E402
from sosialplan.randomness import entry_id  # noqa: E402

ROUNDS, BOUND = 11, 2.5
SOSIALPLAN = str(Path(sys.executable).parent / "sosialplan")
DAY = "2026-11-23"
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
        times: dict[str, list[Tid]] = {}
        for number in range(rounds + 1):
            for name, command in {**bare(program), **writing(program.root, sak, number)}.items():
                prepare(program, sak, name)
                times.setdefault(name, []).append(taken(command))
        calls = {
            name: git_calls(Path(folder), program, sak, name)
            for name in writing(program.root, sak, 0)
        }
    print(f"{rounds} runder           raskest          median           arbeid")
    found = {name: seconds(all_[1:]) for name, all_ in times.items()}
    floors = [sum(pair) for pair in zip(found["start"], found["git commit"], strict=True)]
    print("start + git commit" + "".join(f" {floor:6.3f} s        " for floor in floors))
    for name, count in calls.items():
        pairs = zip(found[name], floors, strict=True)
        shown = "".join(f" {each:6.3f} s {each / floor:4.2f} ×" for each, floor in pairs)
        print(f"{name:<18}{shown}  git startes {count} ganger")
    worst = max(found[name][0] / floors[0] for name in calls)
    print(f"mål: under {BOUND} ×, største av de raskeste: {worst:.2f} ×")
    return 1 if worst >= BOUND else 0


def seconds(times: list[Tid]) -> tuple[float, float, float]:
    """Return the quickest and the median time by the clock, and the median of the work."""
    middle = median(times)
    return quickest(times).klokke, middle.klokke, middle.arbeid


def bare(program: Program) -> Mapping[str, list[str]]:
    """Return what cannot be done without: the program's own start, and git's commit of a file."""
    return {
        "start": [SOSIALPLAN, "--versjon"],
        "git commit": ["git", "-C", str(program.root), "commit", "-qam", "bar"],
    }


def writing(root: Path, sak: str, number: int) -> Mapping[str, list[str]]:
    """Return the commands that write, each as it is typed."""
    mark = f"runde {number}"
    typed = {
        "registrer": ("registrer", sak, "notat", "--notat", mark),
        "ny-sak": ("ny-sak", "--kjede", "bekymring", "--elev", f"Oppdiktet {mark}", "--klasse", "8B",
                   "--oppdaget", DAY, "--beskrivelse", mark),
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
    start = [SOSIALPLAN, "-C", str(root), "--i-dag", DAY]
    return {name: [*start, *args] for name, args in typed.items()}


def prepare(program: Program, sak: str, name: str) -> None:
    """Let there be something to commit for the two that write nothing themselves."""
    if name in {"git commit", "lagre"}:
        with program.case(sak).open("a", encoding="utf-8") as file:
            file.write("# merknad\n")


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
