"""Give 200 random commands in a protected school, then search everything: python benchmarks/vernet_soek.py [KOMMANDOER [FRØ]].

Looked through afterwards: the folder, git's with every object unpacked, the index, the shared copy, and the whole
home of an invented person (settings, state, cache, keys, temporary files); see tests/vernetliv.py and
tests/sporsoek.py. Ends in 1 where a name, a telephone number or a sentence lies plain.
"""

import os
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from brudd import use_invented_home  # noqa: E402
from program import of_the_repository  # noqa: E402
from sporsoek import everything  # noqa: E402
from vernetliv import Vernetliv  # noqa: E402

COMMANDS, SEED = 200, 2026


def main() -> int:
    """Run it, and tell what was seen."""
    told = [int(each) for each in sys.argv[1:]]
    commands, seed = [*told, *(COMMANDS, SEED)[len(told) :]]
    with tempfile.TemporaryDirectory() as outer:
        home, folder, temporary = (Path(outer) / name for name in ("hjem", "liv", "midlertidig"))
        for each in (home, folder, temporary):
            each.mkdir()
        use_invented_home(home)
        os.environ.update(
            TMPDIR=str(temporary), TEMP=str(temporary), TMP=str(temporary), XDG_STATE_HOME=str(home / "state"),
            XDG_CACHE_HOME=str(home / "cache"), XDG_DATA_HOME=str(home / "data"), LOCALAPPDATA=str(home / "state"),
        )  # fmt: skip
        tempfile.tempdir = None
        began = time.monotonic()
        skole = of_the_repository(ROOT, Path(outer) / "skole")
        liv = Vernetliv(skole, folder, random.Random(seed))  # noqa: S311 - no secret
        liv.live(commands)
        lived = time.monotonic() - began
        seen = [len(data) for _, data in everything([folder, home, temporary])]
        leaks = liv.leaks(home, temporary)
    print(f"frø {seed}: {dict(liv.endte)}, {lived:.0f} s")
    print(f"lett gjennom {len(seen)} filer og git-objekter, {sum(seen) / 1e6:.1f} MB")
    print(f"funn: {len(leaks)}")
    for name, word in leaks[:20]:
        print(f"  {word}: {name}")
    return 1 if leaks else 0


if __name__ == "__main__":
    sys.exit(main())
