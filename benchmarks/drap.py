"""Kill the program 500 times, and let eight write 400 entries: python benchmarks/drap.py [DRAP [FRØ]].

Every kill is a SIGKILL at a random point of a random writing command, of the program alone or of
its git too; see tests/brudd.py. Two folders are lived in at a time, with half of the kills each.
Ends in 1 where something was lost, half written or not mended.
"""

import random
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from brudd import Brudd, Regnskap, use_invented_home  # noqa: E402
from program import Program, made_by_start  # noqa: E402
from samtidig import lost, write_at_once  # noqa: E402

KILLS, SEED = 500, 2026
WRITERS, EACH = 8, 50
AT_A_TIME = 2


def main() -> int:
    """Run both, and tell what was seen."""
    told = [int(each) for each in sys.argv[1:]]
    kills, seed = [*told, *(KILLS, SEED)[len(told) :]]
    with tempfile.TemporaryDirectory() as folder:
        use_invented_home(Path(folder))
        began = time.monotonic()
        regnskap = Regnskap()
        roots = [Path(folder) / f"drept-{number}" for number in range(AT_A_TIME)]
        counts = [(kills + number) // AT_A_TIME for number in range(AT_A_TIME)]
        seeds = [seed + number for number in range(AT_A_TIME)]
        with ProcessPoolExecutor(AT_A_TIME, get_context("spawn")) as pool:
            for part in pool.map(killed, roots, counts, seeds):
                regnskap.endte += part.endte
                regnskap.kommandoer += part.kommandoer
                regnskap.avvik += part.avvik
        tell_kills(seed, regnskap, time.monotonic() - began)
        faults = regnskap.avvik + write_together(Path(folder) / "samtidig")
    print(f"avvik: {len(faults)}")
    for each in faults[:20]:
        print(f"  {each}")
    return 1 if faults else 0


def killed(root: Path, kills: int, seed: int) -> Regnskap:
    """Let the program be killed so many times in a folder of its own."""
    return Brudd(Program(made_by_start(root)), random.Random(seed)).live(kills)  # noqa: S311


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
