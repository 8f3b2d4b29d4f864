"""Live a whole invented school year and hold every day against the oracle: skoleaar.py [FRØ].

12 classes, 300 pupils, 60 cases, 1,000 days of absence, day by day through the school calendar, in
one process through the program's commands; at the end the last days once more as whole processes.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from program import Program  # noqa: E402
from skoleaaret import orakel  # noqa: E402
from skoleaaret.kalender import SKOLEDAGER  # noqa: E402
from skoleaaret.kjoering import Skoleaar, asked_for, planmappe  # noqa: E402
from skoleaaret.manus import draw  # noqa: E402

CASES, ABSENCES, PUPILS = 60, 1000, 300
SAMPLE = 10
"""Each so many-th school day is asked for again in a process of its own."""


def main() -> int:
    """Live the year, tell what was compared, and end in 1 where something did not agree."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 2026
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        use_invented_home(Path(folder))
        root = planmappe(Path(folder) / "skolen")
        aaret = Skoleaar(Program(root), draw(seed, CASES, ABSENCES, PUPILS))
        regnskap = aaret.live()
        lived = time.monotonic() - begun
        asked, wrong = sample(root, aaret)
    done = regnskap.handlinger
    away = done["borte"] + done["borte-uten-sak"]
    print(f"frø {seed}: {regnskap.dager} skoledager, {done['åpne']} saker, {away} fraværsdager")
    print(f"{sum(done.values()) - away - done['åpne']} steg og evalueringer skrevet ned")
    print(
        f"{regnskap.rader} rader sammenlignet, {regnskap.eskalert} av dem eskalert, {lived:.0f} s"
    )
    print(f"{asked} rader på hver {SAMPLE}. skoledag spurt om i egen prosess")
    print(f"avvik: {len(regnskap.avvik) + len(wrong)}")
    for each in [*regnskap.avvik, *wrong][:20]:
        print(f"  {each}")
    return 1 if regnskap.avvik or wrong else 0


def use_invented_home(home: Path) -> None:
    """Let git know an invented person, whoever runs this."""
    identity = "[user]\n\tname = Oppdiktet Ansatt\n\temail = oppdiktet@skole.invalid\n"
    (home / ".gitconfig").write_text(identity, encoding="utf-8")
    os.environ.update(HOME=str(home), USERPROFILE=str(home), XDG_CONFIG_HOME=str(home))


def sample(root: Path, aaret: Skoleaar) -> tuple[int, list[str]]:
    """Ask the program itself for days that have passed: the later facts must be left out."""
    asked, wrong = 0, []
    for day in SKOLEDAGER[::SAMPLE]:
        command = ("-C", str(root), "--i-dag", str(day), "frister", "--format", "json")
        run = subprocess.run(
            [sys.executable, "-m", "sosialplan", *command], capture_output=True, check=True
        )
        found = asked_for(json.loads(run.stdout))
        expected = {row for sak in aaret.saker.values() for row in orakel.rows(sak, day)}
        asked += len(expected)
        wrong += [f"{day} {row}" for row in sorted(expected ^ found, key=str)]
    return asked, wrong


if __name__ == "__main__":
    sys.exit(main())
