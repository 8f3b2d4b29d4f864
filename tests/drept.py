"""Kill every command that writes at a random point, each in a fresh folder, and look at what is left.

After each kill the doctor mends. Then nothing lies left, all of the command or nothing of it stands,
nothing that was saved is lost or stands in another's name, and the command can be given again.
"""

import os
import random
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path

from brudd import Regnskap, started, strike, wait_for_the_lock
from drapsplan import HVORFOR, I_HISTORIKKEN, LEGGER_VED, NY, SAK, UTEN_HISTORIKK, Sted, Words
from program import VERNET, Program, copied, of_the_repository
from programmet import NOW
from sosialplan.files.disk import left_over
from sosialplan.files.noekkelring import here, identities, keep, let_go
from sosialplan.files.skriverom import left_rooms
from sosialplan.randomness import entry_id
from sosialplan.vern.age import public_of

REPOSITORY = Path(__file__).parent.parent
KARI, OLA = "Oppdiktet Kari", "Oppdiktet Ola"
_OF_GIT = (
    "*.lock",
    "sosialplan-rom-*",
    "sosialplan-fletting*",
    "sosialplan-skriving*",
    ".merge_file*",
)
"""What a killed command may leave in git's own folder: locks, rooms, and the note of a change."""

_TIMES = {
    "arkiver": 4.0, "tilsyn": 4.0, "innsyn": 4.0, "lag": 2.0, "utlever": 2.0, "synk": 3.0, "start": 2.0,
    "demo": 15.0, "slett": 5.0, "rediger": 2.0, "møte skriv": 2.0, "vern ny-historikk": 2.0, "nytt-skoleår": 1.5, "løs": 2.0, "flett": 0.7, "tilgang signering": 1.5,
}  # fmt: skip
"""About how many times as long as a note a command takes, so that a kill meets it anywhere."""


def left(root: Path) -> list[str]:
    """Return what lies left of a command that is gone, by where it is; the lock of one's turn stays."""
    git = root / ".git"
    found = [*left_over(root), *root.glob(".merge_file*"), *root.glob(".sosialplan-start*")]
    for pattern in _OF_GIT:
        found += [each for each in git.rglob(pattern) if each.name != "sosialplan.lock"]
    return sorted(each.relative_to(root).as_posix() for each in found)


def two_clones(folder: Path, school: Path) -> None:
    """Make a shared copy and two clones of it, in which two have written apart in one case."""
    first = Program(copied(school, folder / "kari"), new_id=entry_id)
    first.git("clone", "--quiet", "--bare", ".", str(folder / "felles.git"))
    first.git("remote", "add", "origin", "../felles.git")
    first.git("fetch", "--quiet", "origin")
    first.git("branch", "--quiet", "--set-upstream-to", "origin/main")
    second = Program(copied(folder / "kari", folder / "ola"), new_id=entry_id, _numbers=count(500))
    for program, who in ((first, KARI), (second, OLA)):
        program.git("config", "user.name", who)
        program.fine("registrer", SAK, "notat", "--notat", f"{who} sier")
        program.fine("tiltak", "plan", SAK, "--mål" if who == KARI else "--problem", f"{who} vil")
        program.fine("ny-sak", "--kjede", "bekymring", "--elev", f"{who} Elev", "--klasse", "8B",
                     "--oppdaget", "2026-11-23", "--beskrivelse", "Oppdiktet")  # fmt: skip
    second.fine("synk")


@dataclass(slots=True)
class Drept:
    """A school from which every command is killed in a copy of its own."""

    folder: Path
    lots: random.Random
    regnskap: Regnskap = field(default_factory=Regnskap)
    lengde: float = 1.0
    _now: str = ""

    def live(self, kills: int) -> Regnskap:
        """Kill so many commands, every one in its turn; tell what came of it."""
        self._make_ready()
        turns = self._turns()
        for number in range(kills):
            name, one = next(turns)
            self._now = f"{name} ({number})"
            place = self.folder / f"drap-{number}"
            place.mkdir()
            ended = one(place)
            self.regnskap.kommandoer[name] += 1
            self.regnskap.endte[ended] += 1
            shutil.rmtree(place, ignore_errors=True)
        return self.regnskap

    def _make_ready(self) -> None:
        school = Program(of_the_repository(REPOSITORY, self.folder / "skolen"))
        school.git("config", "user.name", KARI)
        school.run("sjekk", "--reparer")
        school.fine("lagre")
        two_clones(self.folder / "delt", school.root)
        began = time.monotonic()
        started(
            copied(school.root, self.folder / "målt"), ("registrer", SAK, "notat", "--notat", "x")
        ).wait()
        self.lengde = time.monotonic() - began

    def _turns(self) -> Iterator[tuple[str, Callable[[Path], str]]]:
        """Yield every command in an order that is drawn, again and again."""
        every: list[tuple[str, Callable[[Path], str]]] = [
            ("synk", self._synk), ("synk", self._synk), ("start", self._start), ("demo", self._demo),
            ("slett", self._slett), ("nøkler åpne", self._aapne),
        ]  # fmt: skip
        for words, makers in {**I_HISTORIKKEN, **UTEN_HISTORIKK}.items():
            every += [(" ".join(words), self._one(" ".join(words), make)) for make in makers]
        while True:
            self.lots.shuffle(every)
            yield from every

    def _one(self, name: str, make: Callable[[Sted], Words]) -> Callable[[Path], str]:
        def one(place: Path) -> str:
            program = Program(copied(self.folder / "skolen", place / "skolen"), new_id=entry_id)
            args = make(Sted(program, place))
            return self._judged(program, name, args)

        return one

    def _judged(self, program: Program, name: str, args: Words) -> str:
        before, commits, found = _content(program), _commits(program), _found(program)
        who = program.git("config", "user.name").strip()
        ended = self._kill(program.root, name, args)
        mended = program.run("sjekk", "--reparer")
        self._require(mended.status in {0, 1}, f"sjekk --reparer: {mended.err}{mended.out}")
        self._require(left(program.root) == [], f"ligger igjen: {left(program.root)}")
        self._require(_found(program) <= found, f"sjekk fant {_found(program) - found}")
        if name in {"rediger", "møte skriv"}:
            self._require_no_room(program)
        after = _commits(program)
        more = len(after) - len(commits)
        self._require(after[more:] == commits, "noe som var lagret, er borte")
        self._require(more in {0, 1}, f"{more} lagringer")
        if more == 0 and name != "sjekk":
            self._require(_content(program) == before, "halvskrevet")
            if name in LEGGER_VED:
                _take_away(Path(args[-1]))
            again = program.run(*args)
            self._require(again.status == 0, f"på nytt: {again.status} {again.err}")
            return f"{ended}, som før"
        author = program.git("log", "-1", "--format=%an").strip()
        self._require(author == who, f"lagret av {author}")
        self._require(program.git("status", "--porcelain") == "", "noe er ikke lagret")
        again = program.run("registrer", SAK, "notat", "--notat", "Etterpå")
        self._require(again.status == 0, f"den neste: {again.status} {again.err}")
        finished = "gjort ferdig" if "Den er gjort ferdig" in mended.out else "lagret"
        return f"{ended}, {finished}"

    def _synk(self, place: Path) -> str:
        """Kill a merge of two histories; afterwards each clone holds both, each in its own name."""
        folder = copied(self.folder / "delt", place / "delt")
        kari, ola = (Program(folder / name, new_id=entry_id) for name in ("kari", "ola"))
        saved = _commits(kari)
        ended = self._kill(kari.root, "synk", ("synk",))
        mended = kari.run("sjekk", "--reparer")
        self._require(mended.status in {0, 1}, f"sjekk --reparer: {mended.err}{mended.out}")
        self._require(left(kari.root) == [], f"ligger igjen: {left(kari.root)}")
        self._require(kari.git("status", "--porcelain") == "", "noe er ikke lagret")
        self._require(set(saved) <= set(_commits(kari)), "noe som var lagret, er borte")
        moved = len(_commits(kari)) > len(saved)
        for program in (kari, ola):
            again = program.run("synk")
            self._require(again.status == 0, f"synk på nytt: {again.status} {again.err}")
        self._require(_content(kari) == _content(ola), "de to har ikke det samme")
        for who in () if VERNET in os.environ else (KARI, OLA):
            for words in (f"{who} sier", f"{who} vil", f"{who} Elev"):
                first = kari.git("log", "--reverse", "--no-merges", "--format=%an", "-S", words)
                self._require(first.split("\n")[0] == who, f"«{words}» står lagret av {first!r}")
        return f"{ended}, {'flettet' if moved else 'som før'}"

    def _require_no_room(self, program: Program) -> None:
        """Require that one who locks the key leaves nothing of what was written in memory."""
        locked = started(program.root, ("nøkler", "lås")).wait()
        self._require(locked == 0, f"nøkler lås: {locked}")
        rooms = [each for each in left_rooms(here()) if each.om.rot == str(program.root)]
        self._require(rooms == [], "teksten ligger igjen i minnet")

    def _slett(self, place: Path) -> str:
        """Kill a deletion; given again it is done, the case is in no commit, and all else stands."""
        program = Program(copied(self.folder / "skolen", place / "skolen"), new_id=entry_id)
        number = program.new_case("bekymring", "Oppdiktet Elev Slettet")
        program.fine("registrer", SAK, "notat", "--notat", "Oppdiktet ved siden av")
        others = {name: data for name, data in _content(program).items() if number not in name}
        args = ("slett", number, "--utfør", *HVORFOR)
        ended = self._kill(program.root, "slett", args)
        mended = program.run("sjekk", "--reparer")
        self._require(mended.status in {0, 1}, f"sjekk --reparer: {mended.err}{mended.out}")
        register = program.root / "plan" / "slettet.yaml"
        done = register.exists() and number in register.read_text("utf-8")
        if not done or "D872" in mended.out:
            again = program.run(*args)
            self._require(again.status == 0, f"på nytt: {again.status} {again.err}")
        files = (f"saker/{number[:4]}/{number}.yaml{ending}" for ending in ("", ".age"))
        self._require(
            program.git("log", "--all", "--format=%h", "--", *files) == "", "saken er i historikken"
        )
        self._require("D872" not in _found(program), "slettingen er ikke ferdig")
        after = _content(program)
        both = {*after, *others} - {"plan/slettet.yaml"}
        changed = sorted(each for each in both if after.get(each) != others.get(each))
        self._require(not changed, f"noe annet er endret: {changed}")
        self._require(number in register.read_text("utf-8"), "ikke i registeret")
        self._require(left(program.root) == [], f"ligger igjen: {left(program.root)}")
        return f"{ended}, {'lagret' if done else 'som før'}"

    def _aapne(self, place: Path) -> str:
        """Kill the opening of a key: it is open or shut, and never half written; then it can be opened."""
        root, sted = copied(self.folder / "skolen", place / "skolen"), here()
        typed = place / "passordsetning.txt"
        typed.write_text("fire helt vanlige ord\n", "utf-8")
        sted.lukket.unlink(missing_ok=True)
        keep(sted, NY.secret, typed.read_text("utf-8").strip())
        let_go(sted)
        before = set(sted.minne.iterdir()) if sted.minne else set()
        args = ("nøkler", "åpne")
        process = started(root, args, typed)
        time.sleep(self.lots.random() * self.lengde * 2.0)
        ended = "rakk det" if process.poll() is not None else "drept"
        if ended == "drept":
            strike(process, self.lots)
        self._require(started(root, args, typed).wait() == 0, "den kan ikke åpnes")
        held = identities(sted, {}, datetime.fromisoformat(NOW))
        self._require(public_of(held[0]) == NY.public, "en annen nøkkel er åpen")
        let_go(sted)
        lying = {each.name for each in set(sted.minne.iterdir()) - before} if sted.minne else set()
        self._require(not lying, f"ligger igjen: {lying}")
        return f"{ended}, som før"

    def _start(self, place: Path) -> str:
        target = place / "ny"
        args = ("start", str(target), "--skole", "Oppdiktet skole", "--åpen")
        ended = self._kill(place, "start", args, waits=False)
        there = (target / "plan").exists()
        program = Program(target if target.exists() else place)
        said = program.run("sjekk")
        self._require(said.status != 4, f"sjekk: {said.err}")
        if not there:
            again = Program(place).run(*args)
            self._require(again.status == 0, f"start på nytt: {again.err}")
        program = Program(target)
        self._require(program.run("sjekk", "--reparer").status == 0, "sjekk --reparer")
        self._require(left(target) == [], f"ligger igjen: {left(target)}")
        self._require(_found(program) == frozenset(), f"sjekk fant {_found(program)}")
        self._require(program.git("status", "--porcelain") == "", "noe er ikke lagret")
        return f"{ended}, {'lagret' if there else 'som før'}"

    def _demo(self, place: Path) -> str:
        """A killed demo is no school: it is made again in another folder, or stands as far as it came."""
        ended = self._kill(place, "demo", ("demo", str(place / "demo")), waits=False)
        half = (place / "demo" / "plan").exists()
        if half:
            program = Program(place / "demo")
            for words in (("sjekk", "--reparer"), ("frister",)):
                said = program.run(*words)
                self._require(said.status in {0, 1}, f"{words}: {said.status} {said.err}")
            self._require(left(program.root) == [], f"ligger igjen: {left(program.root)}")
        return f"{ended}, {'så langt den kom' if half else 'som før'}"

    def _kill(self, root: Path, name: str, args: Words, *, waits: bool = True) -> str:
        """Start a command and kill it: at any time, or a moment after it began to write."""
        length = self.lengde * _TIMES.get(name, 1.0)
        process = started(root, args)
        if waits and self.lots.random() < 0.6:
            wait_for_the_lock(root, process)
            wait = self.lots.random() * length * 0.5
        else:
            wait = self.lots.random() * length * 1.05
        time.sleep(wait)
        if process.poll() is not None:
            return "rakk det"
        strike(process, self.lots)
        return "drept"

    def _require(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self.regnskap.avvik.append(f"{self._now}: {otherwise}")


def _content(program: Program) -> Mapping[str, bytes]:
    """Return every file of the school's own, without what is made for somebody (``ut/``)."""
    return {
        path.relative_to(program.root).as_posix(): path.read_bytes()
        for path in program.root.rglob("*")
        if path.is_file() and not {".git", "ut"} & set(path.relative_to(program.root).parts)
    }


def _take_away(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)


def _commits(program: Program) -> list[str]:
    return program.git("log", "--format=%H").split()


def _found(program: Program) -> frozenset[str]:
    told = program.run("sjekk", "--format", "json")
    found = told.json()["funn"] if told.out else [{"kode": f"status {told.status}"}]
    return frozenset(each["kode"] for each in found)
