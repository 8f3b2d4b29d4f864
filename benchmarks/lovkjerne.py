"""Try every change of every step of every chain: taken out, put off, given away, and renamed, and each property.

``python benchmarks/lovkjerne.py``. The normal run tries some of the steps (tests/test_lovkjerne.py, test_lovgulv.py).
"""

import sys
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from test_lovgulv import OF_LAW, silent  # noqa: E402
from test_lovkjerne import CHANGES, STEPS, follows_the_name, unnoticed  # noqa: E402


def main() -> int:
    begun = perf_counter()
    found = [
        *(unnoticed(change, kjede, steg) for kjede, steg in STEPS for change in CHANGES),
        *(follows_the_name(kjede, steg) for kjede, steg in STEPS),
    ]
    properties = [silent(kjede, steg) for kjede, steg in OF_LAW]
    wrong = [each for each in found if each] + [each for _, told in properties for each in told]
    for each in wrong:
        print(each)
    took = perf_counter() - begun
    tried = len(found) + sum(count for count, _ in properties)
    print(f"{len(STEPS)} steps, {tried} changes, unnoticed: {len(wrong)}. {took:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
