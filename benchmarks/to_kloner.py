"""Let two clones work apart and then share: python benchmarks/to_kloner.py [KOMMANDOER [GANGER [FRØ]]].

Each gives so many random writing commands (200) before they meet, so many times (1); see
tests/kloner.py. Ends in 1 where something was lost, unlike, or in conflict without being named.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from brudd import use_invented_home  # noqa: E402
from kloner import Kloner  # noqa: E402

EACH, TIMES, SEED = 200, 1, 2026


def main() -> int:
    """Run it, and tell what was seen."""
    told = [int(each) for each in sys.argv[1:]]
    each, times, seed = [*told, *(EACH, TIMES, SEED)[len(told) :]]
    with tempfile.TemporaryDirectory() as folder:
        use_invented_home(Path(folder))
        began = time.monotonic()
        kloner = Kloner(Path(folder), random.Random(seed))  # noqa: S311 - no secret
        for _ in range(times):
            kloner.live(each)
        took = time.monotonic() - began
    seen = kloner.regnskap
    print(f"frø {seed}: 2 × {each} kommandoer, {seen.moeter} møter, {took:.0f} s")
    print(f"  gjort {seen.kommandoer.total()}, avvist {seen.avvist.total()}")
    for name, count in sorted(seen.kommandoer.items()):
        print(f"  {name}: {count} (avvist {seen.avvist[name]})")
    print(f"konflikter: {seen.konflikter}, samme nye id to steder: {seen.samme_id}")
    print(f"saker: {seen.saker}, oppføringer: {seen.oppfoeringer}")
    print(f"avvik: {len(seen.avvik)}")
    for fault in seen.avvik[:20]:
        print(f"  {fault[:400]}")
    return 1 if seen.avvik else 0


if __name__ == "__main__":
    sys.exit(main())
