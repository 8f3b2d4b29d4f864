"""Kill the program 500 times, and let eight write 400 entries: python benchmarks/drap.py [DRAP [FRØ [alene] [vernet]]].

Every kill is a SIGKILL at a random point of a command, of the program alone or of its git too. Every
registered command that writes has its turn (tests/drapsplan.py), ``synk`` of two clones, ``start`` and the
repair itself; see tests/drept.py. Two series go at a time, with half of the kills each. With ``alene`` there
are only kills, and one series: 500 may be made in pieces, each with a seed. With ``vernet`` every school is a protected
one. Ends in 1 where something was
lost, half written, not mended or saved in another's name.
"""

import os
import random
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from brudd import Regnskap, use_invented_home  # noqa: E402
from drept import Drept  # noqa: E402
from program import VERNET, Program, made_by_start  # noqa: E402
from samtidig import lost, write_at_once  # noqa: E402

KILLS, SEED = 500, 2026
WRITERS, EACH = 8, 50
AT_A_TIME = 2


def main() -> int:
    """Run both, and tell what was seen."""
    alone = "alene" in sys.argv
    told = [int(each) for each in sys.argv[1:] if each.isdigit()]
    if "vernet" in sys.argv:
        os.environ[VERNET] = "ja"
    kills, seed = [*told, *(KILLS, SEED)[len(told) :]]
    with tempfile.TemporaryDirectory() as folder:
        use_invented_home(Path(folder))
        began = time.monotonic()
        regnskap = Regnskap()
        series = 1 if alone else AT_A_TIME
        roots = [Path(folder) / f"drept-{number}" for number in range(series)]
        counts = [(kills + number) // series for number in range(series)]
        seeds = [seed + number for number in range(series)]
        with ProcessPoolExecutor(series, get_context("spawn")) as pool:
            for part in pool.map(killed, roots, counts, seeds):
                regnskap.endte += part.endte
                regnskap.kommandoer += part.kommandoer
                regnskap.avvik += part.avvik
        tell_kills(seed, regnskap, time.monotonic() - began)
        faults = regnskap.avvik
        if not alone:
            faults += write_together(Path(folder) / "samtidig")
    print(f"avvik: {len(faults)}")
    for each in faults[:20]:
        print(f"  {each}")
    return 1 if faults else 0


def killed(root: Path, kills: int, seed: int) -> Regnskap:
    """Let the program be killed so many times in a folder of its own."""
    root.mkdir()
    return Drept(root, random.Random(seed)).live(kills)  # noqa: S311


def tell_kills(seed: int, regnskap: Regnskap, took: float) -> None:
    print(f"frø {seed}: {sum(regnskap.endte.values())} kommandoer drept, {took:.0f} s")
    for each, count in sorted(regnskap.endte.items()):
        print(f"  {each}: {count}")
    print("  " + ", ".join(f"{name} {n}" for name, n in sorted(regnskap.kommandoer.items())))


def write_together(root: Path) -> list[str]:
    program = Program(made_by_start(root))
    saker = [program.new_case("bekymring", f"Oppdiktet Elev {i}") for i in range(8)]
    before = len(program.git("log", "--format=%h").split())
    began = time.monotonic()
    faults = write_at_once(root, saker, WRITERS, EACH)
    took = time.monotonic() - began
    commits = len(program.git("log", "--format=%h").split()) - before
    gone = lost(root, saker, WRITERS, EACH)
    total = WRITERS * EACH
    print(f"{WRITERS} samtidig: {total - len(gone)} oppføringer, {commits} commits, {took:.0f} s")
    if commits != total:
        faults.append(f"{commits} commits")
    return [*faults, *(f"borte: {each}" for each in gone)]


if __name__ == "__main__":
    sys.exit(main())
