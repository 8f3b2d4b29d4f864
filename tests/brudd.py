"""Kill the program at random points of random writing commands, and look at what is left.

After each kill the doctor is asked to mend. Then the folder is as it was before the command, or
holds exactly one commit more, with all the files of the command; nothing saved is lost; and both
``sjekk`` and ``valider`` are content.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from program import PROEVENOEKKEL, Program
from sosialplan.randomness import entry_id

PROGRAM = Path(__file__).with_name("programmet.py")
CLASSES = ("8A", "8B", "9A")
_LONGEST = 60.0


def use_invented_home(home: Path) -> None:
    """Let git know an invented person, whoever runs this."""
    identity = "[user]\n\tname = Oppdiktet Ansatt\n\temail = oppdiktet@skole.invalid\n"
    (home / ".gitconfig").write_text(identity, encoding="utf-8")
    key = home / "nøkkel.txt"
    key.write_text(PROEVENOEKKEL, encoding="utf-8")
    os.environ.update(
        HOME=str(home), USERPROFILE=str(home), XDG_CONFIG_HOME=str(home), SOSIALPLAN_NOKKEL=str(key)
    )


@dataclass(frozen=True, slots=True)
class Kommando:
    """A command that writes, and how many files its one commit holds."""

    args: tuple[str, ...]
    files: int


@dataclass(slots=True)
class Regnskap:
    """What came of the kills: each kind of ending is counted, and every fault is told of."""

    endte: Counter[str] = field(default_factory=Counter)
    kommandoer: Counter[str] = field(default_factory=Counter)
    avvik: list[str] = field(default_factory=list)


def started(
    root: Path, args: tuple[str, ...], typed: Path | None = None
) -> "subprocess.Popen[bytes]":
    """Start the program by itself, in a group of its own together with the git it starts.

    What would be ``typed`` stands in a file.
    """
    with (typed or Path(os.devnull)).open("rb") as stdin:
        return subprocess.Popen(  # noqa: S603 - this Python, and arguments from here
            [sys.executable, str(PROGRAM), "-C", str(root), *args],
            stdin=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip


def strike(process: "subprocess.Popen[bytes]", lots: random.Random) -> None:
    """Kill the program alone, so that its git goes on, or both of them."""
    if sys.platform == "win32" or lots.random() < 0.5:
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for_the_lock(root: Path, process: "subprocess.Popen[bytes]") -> None:
    """Wait until the program has its turn to write, or is done."""
    lock = root / ".git" / "sosialplan.lock"
    end = time.monotonic() + _LONGEST
    while process.poll() is None and time.monotonic() < end:
        if lock.exists() and lock.stat().st_size:
            return
        time.sleep(0.001)


@dataclass(slots=True)
class Brudd:
    """A planmappe in which the program is killed again and again."""

    program: Program
    lots: random.Random
    regnskap: Regnskap = field(default_factory=Regnskap)
    saker: list[str] = field(default_factory=list)
    lengde: float = 1.0

    def live(self, kills: int) -> Regnskap:
        """Kill so many commands, and tell what came of it."""
        self.program.new_id = entry_id
        self.saker = [
            self.program.new_case(kjede, f"Oppdiktet Elev {i}")
            for i, kjede in enumerate(("trygt-og-godt", "bekymring", "fravaer"))
        ]
        self.lengde = self._measured()
        for number in range(kills):
            self._one(f"merke {number}")
        return self.regnskap

    def _measured(self) -> float:
        """Return how long a command takes when nobody kills it."""
        began = time.monotonic()
        started(self.program.root, self._note("merke ingen").args).wait()
        return time.monotonic() - began

    def _one(self, mark: str) -> None:
        before, commits = self._content(), self._commits()
        kommando = self._drawn(mark)
        by_hand = self._content() if kommando.args == ("lagre",) else before
        ended = self._kill(kommando.args)
        if self.lots.random() < 0.2:
            self._kill(("sjekk", "--reparer"))
        self.regnskap.kommandoer[" ".join(kommando.args[:2])] += 1
        self.regnskap.endte[ended + ", " + self._judged(kommando, by_hand, commits)] += 1
        self._require(self.program.run("valider").status == 0, "valider finner feil")

    def _judged(self, kommando: Kommando, before: Mapping[str, bytes], commits: list[str]) -> str:
        """Mend, and tell whether all or nothing of the command is there."""
        mended = self.program.run("sjekk", "--reparer")
        self._require(mended.status == 0, f"sjekk --reparer: {mended.err}{mended.out}")
        found = self.program.run("sjekk", "--format", "json").json()["funn"]
        after = self._commits()
        self._require(after[-len(commits) :] == commits, "noe som var lagret, er borte")
        more = len(after) - len(commits)
        if more == 0 and kommando.args == ("lagre",):
            self._require([each["kode"] for each in found] == ["D828"], f"sjekk fant {found}")
            self._require(self._content() == before, "det som ble skrevet for hånd, er endret")
            self.program.fine("lagre")
            return "ikke lagret"
        self._require(not found, f"sjekk fant {found}")
        self._require(self.program.git("status", "--porcelain") == "", "noe er ikke lagret")
        if more == 0:
            self._require(self._content() == before, "halvskrevet")
            return "som før"
        files = self.program.git("show", "--name-only", "--format=", "HEAD").split()
        self._require((more, len(files)) == (1, kommando.files), f"{more} commits, {files}")
        return "gjort ferdig" if "Den er gjort ferdig" in mended.out else "lagret"

    def _kill(self, args: tuple[str, ...]) -> str:
        """Start a command and kill it: at any time, or a moment after it began to write."""
        process = started(self.program.root, args)
        if self.lots.random() < 0.5:
            wait = self.lots.random() * self.lengde * 1.1
        else:
            wait_for_the_lock(self.program.root, process)
            wait = self.lots.random() * self.lengde * 0.6
        try:
            process.wait(wait)
        except subprocess.TimeoutExpired:
            strike(process, self.lots)
            return "drept"
        return "rakk det"

    def _drawn(self, mark: str) -> Kommando:
        drawn: Callable[[str], Kommando] = self.lots.choice([
            self._note, self._minutes, self._minutes, self._new_case, self._absence, self._measure,
            self._held, self._by_hand,
        ])  # fmt: skip
        return drawn(mark)

    def _note(self, mark: str) -> Kommando:
        return Kommando(("registrer", self.lots.choice(self.saker), "notat", "--notat", mark), 1)

    def _minutes(self, mark: str) -> Kommando:
        count = self.lots.randint(1, 3)
        args = ["møte", "referat", "r-team", "--dato", "2026-11-20", "--til-stede", "rektor"]
        for sak in self.lots.sample(self.saker, count):
            args += ["--sak", sak, "--beslutning", f"{sak}: {mark}"]
            args += ["--ansvarlig", "rektor", "--frist", "2026-12-01"]
        return Kommando(tuple(args), count + 1)

    def _new_case(self, mark: str) -> Kommando:
        args = ("ny-sak", "--kjede", "bekymring", "--elev", f"Oppdiktet Elev {mark}")
        return Kommando(
            (*args, "--klasse", "8B", "--oppdaget", "2026-11-23", "--beskrivelse", mark), 1
        )

    def _absence(self, mark: str) -> Kommando:
        """Write a day of absence of a pupil without a case: of a pupil each, so that none overlap."""
        args = ("fravær", "registrer", "--elev", f"Oppdiktet Elev {mark}", "--klasse")
        return Kommando((*args, self.lots.choice(CLASSES), "--fra", "2026-11-16"), 1)

    def _measure(self, mark: str) -> Kommando:
        args = ("tiltak", "ny", self.saker[0], "--tiltak", mark, "--nivå", "klasse")
        return Kommando((*args, "--ansvarlig", "kontaktlærer", "--evalueres", "2026-12-07"), 1)

    def _held(self, _: str) -> Kommando:
        day = f"2026-{self.lots.randint(9, 10):02}-{self.lots.randint(1, 28):02}"
        args = ("møte", "registrer", "r-team", "--dato", day, "--til-stede", "rektor")
        return Kommando(args, 1)

    def _by_hand(self, mark: str) -> Kommando:
        with self.program.case(self.lots.choice(self.saker)).open("a", encoding="utf-8") as file:
            file.write(f"# {mark}\n")
        return Kommando(("lagre",), 1)

    def _content(self) -> Mapping[str, bytes]:
        return {
            path.relative_to(self.program.root).as_posix(): path.read_bytes()
            for path in self.program.root.rglob("*")
            if path.is_file() and ".git" not in path.parts
        }

    def _commits(self) -> list[str]:
        return self.program.git("log", "--format=%H").split()

    def _require(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self.regnskap.avvik.append(otherwise)
