"""Try every change of every step of every chain: taken out, put off, given away, and renamed.

``python benchmarks/lovkjerne.py``. The normal run tries every fourth step (tests/test_lovkjerne.py).
"""

import sys
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from test_lovkjerne import CHANGES, STEPS, follows_the_name, unnoticed  # noqa: E402


def main() -> int:
    begun = perf_counter()
    found = [
        *(unnoticed(change, kjede, steg) for kjede, steg in STEPS for change in CHANGES),
        *(follows_the_name(kjede, steg) for kjede, steg in STEPS),
    ]
    wrong = [each for each in found if each]
    for each in wrong:
        print(each)
    took = perf_counter() - begun
    print(f"{len(STEPS)} steps, {len(found)} changes, unnoticed: {len(wrong)}. {took:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
