"""Give every door that takes bytes what it does not expect: python benchmarks/fuzz.py [SEKUNDER [FRØ [FUNN]]].

Real files of the invented school, open and protected, are cut, doubled, swapped, spliced and filled with hostile signs, and
given to what reads them. Each must end in a value or in a refusal that is told: never in a fault of
the program, a crash, or more time than a person waits. What fell is kept in the folder FUNN. Ends in
1 where something fell.
"""

import faulthandler
import random
import shutil
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from vernede_doerer import VernedeDoerer, asked  # noqa: E402

from brudd import use_invented_home  # noqa: E402
from program import Program, of_the_repository  # noqa: E402
from sosialplan.files.filtolk import read_value  # noqa: E402
from sosialplan.files.merge_texts import CannotMergeError, merge_texts  # noqa: E402
from sosialplan.files.planmappe import Planmappe  # noqa: E402
from sosialplan.model.failure import ExpectedFailure  # noqa: E402
from sosialplan.model.sak import Sak  # noqa: E402
from sosialplan.model.skrivemaate import Dagretning  # noqa: E402
from sosialplan.rules.fletting.fletteregler import REGLER  # noqa: E402
from sosialplan.rules.kalender.dagord import lest_dag  # noqa: E402

SECONDS, SEED = 3600, 2026
A_ROUND = 60
"""Seconds that one process lives: one that is brought down takes no more with it."""
LONGEST = 20.0
"""CPU seconds that no input may take."""
MOST_TOLD = 40
SAK = "2026-YHP9E"
NOTES = ("sosialplan-skriving.json", "sosialplan.lock")
LISTE = (
    "Elev;Klasse;Fra;Til;Kode\n"
    "Oppdiktet Elev Å;8B;19.11.2026;20.11.2026;G\n"
    "Oppdiktet Elev Ø;8B;18.11.2026;18.11.2026;U\n"
    '"Ødegård, Oppdiktet";9A;2026-11-20;2026-11-20;ugyldig\n'
)
REGEL = REGLER[Sak]
HOSTILE = (
    b"\0", b"\x1b[31m", b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", "\u2028".encode(), "\u202e".encode(),
    "\ufeff".encode(), b"{{ 7*7 }}", b"{% for a in b %}", b"{% include 'x' %}", b"{#", b"#let f(x) = f(x)",
    b'#read("/etc/passwd")', b"$ sqrt(", b"&a *a", b"<<: *a", b"!!python/object", b"---\n", b"...\n",
    b"<<<<<<< a\n", b"=======\n", b">>>>>>> b\n", b"9999-12-31", b"0000-00-00", b"1e999", b"-.inf", b".nan",
    b"0x7fffffffffffffff", b"[" * 60, b"{" * 60, b"'" * 3, b'"' * 3, b"\t", b"\r", b": : :", b"- - -", b"? ",
    b"=cmd|' /C calc'!A0", b"; , \t", b"12345678901234567890", b"../../..", b"%n%s", b"::error::x",
)  # fmt: skip


@dataclass(slots=True)
class Regnskap:
    """What came of the inputs of one process."""

    proevd: Counter[str] = field(default_factory=Counter)
    lengst: dict[str, float] = field(default_factory=dict)
    falt: list[str] = field(default_factory=list)


def changed(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """Return a text that somebody, or a machine, has spoilt in one to six places."""
    for _ in range(dice.randint(1, 6)):
        start = dice.randint(0, len(data))
        end = min(len(data), start + dice.choice((0, 1, 4, 30, 400)))
        piece = data[start:end]
        put_in = dice.choice((
            b"", piece * 2, piece[::-1], dice.choice(HOSTILE), dice.randbytes(dice.randint(1, 8)),
            other[dice.randint(0, len(other)) :][:200], piece * dice.choice((1, 50)),
        ))  # fmt: skip
        data = data[:start] + put_in + data[end:]
    return data[: dice.randint(0, len(data))] if dice.random() < 0.05 else data  # noqa: PLR2004


def changed_pack(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """Return a packed file with one of its parts spoilt, or spoilt as a whole."""
    if dice.random() < 0.3:  # noqa: PLR2004
        return changed(data, other, dice)
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        hit = dice.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, changed(part, other, dice) if name == hit else part)
    return made.getvalue()


class Doerer:
    """The doors of an open school, in a planmappe of their own; each takes a die and yields what it was given."""

    def __init__(self, root: Path) -> None:
        self.program = Program(of_the_repository(ROOT, root / "skolen"))
        self.folder = Planmappe(self.program.root)
        self.clean = {
            path: path.read_bytes()
            for part in ("saker", "fravaer", "moter", "plan", "maler")
            for path in sorted((self.program.root / part).rglob("*"))
            if path.is_file()
        }
        self.copies = {format_: self._copy(root, format_) for format_ in ("pdf", "docx", "html")}
        self.given = b""

    def _copy(self, root: Path, format_: str) -> bytes:
        target = root / f"kopi.{format_}"
        self.program.fine("lag", "aktivitetsplan", SAK, "--format", format_, "--til", str(target))
        return target.read_bytes()

    def _file(self, dice: random.Random, *below: str) -> Path:
        inside = [path.relative_to(self.folder.root) for path in self.clean]
        return self.folder.root / dice.choice([each for each in inside if each.parts[0] in below])

    def _spoilt(self, dice: random.Random, source: bytes) -> bytes:
        self.given = changed(source, dice.choice(list(self.clean.values())), dice)
        return self.given

    def sak(self, dice: random.Random) -> None:
        """A case file, as a value."""
        path = self._file(dice, "saker")
        path.write_bytes(self._spoilt(dice, self.clean[path]))
        read_value(self.folder, path, Sak)
        path.write_bytes(self.clean[path])

    def mappe(self, dice: random.Random) -> None:
        """Any file of the folder, to the commands that read all of it."""
        path = self._file(dice, "saker", "fravaer", "moter", "plan")
        path.write_bytes(self._spoilt(dice, self.clean[path]))
        commands = (("valider",), ("frister",), ("saker",), ("vis", SAK), ("statistikk", "mål"))
        self._asked(*dice.choice(commands))
        path.write_bytes(self.clean[path])

    def mal(self, dice: random.Random) -> None:
        """A template, a part of one, or the style."""
        path = self._file(dice, "maler")
        path.write_bytes(self._spoilt(dice, self.clean[path]))
        commands = (("valider", "maler"), ("lag", "aktivitetsplan", SAK))
        pdf = (
            "lag",
            "aktivitetsplan",
            SAK,
            "--format",
            "pdf",
            "--til",
            str(self.folder.root / "x.pdf"),
        )
        self._asked(*(pdf if path.suffix != ".j2" else dice.choice(commands)))
        path.write_bytes(self.clean[path])

    def kopi(self, dice: random.Random) -> None:
        """A finished document that somebody hands back."""
        format_ = dice.choice(list(self.copies))
        made = self.copies[format_]
        other = dice.choice(list(self.clean.values()))
        self.given = (changed_pack if format_ == "docx" else changed)(made, other, dice)
        given = self.folder.root.parent / f"gitt.{format_}"
        given.write_bytes(self.given)
        self._asked("sjekk-kopi", str(given))

    def liste(self, dice: random.Random) -> None:
        """A list of absence from another system."""
        given = self.folder.root.parent / "liste.csv"
        given.write_bytes(
            self._spoilt(dice, LISTE.encode(dice.choice(("utf-8-sig", "cp1252", "utf-16"))))
        )
        self._asked("importer", "fravær", str(given), "--tørr")

    def fletting(self, dice: random.Random) -> None:
        """Two sides of a case that git puts together."""
        path = self._file(dice, "saker")
        start = self.clean[path].decode()
        sides = [self._spoilt(dice, self.clean[path]).decode("utf-8", "replace") for _ in range(2)]
        with suppress(CannotMergeError):
            merge_texts(start, sides[0], sides[1], REGEL)

    def notat(self, dice: random.Random) -> None:
        """What a killed command left behind in git's own folder."""
        path = self.folder.root / ".git" / dice.choice(NOTES)
        source = (
            b'{"command": "registrer", "files": [{"file": "saker/2026/a.yaml", "waiting": "a"}]}'
        )
        path.write_bytes(self._spoilt(dice, source))
        self._asked("sjekk")
        path.unlink(missing_ok=True)

    def dag(self, dice: random.Random) -> None:
        """A day as a person types it."""
        source = dice.choice((b"30.11.2026", b"3. des 2026", b"2026-11-30", b"i dag", b"uke 49"))
        with suppress(ValueError, ExpectedFailure):
            written = self._spoilt(dice, source).decode("utf-8", "replace")
            lest_dag(written, date(2026, 11, 23), dice.choice(tuple(Dagretning)))

    def _asked(self, *args: str) -> None:
        asked(self.program, *args)


WEIGHTS = {
    "sak": 8,
    "mappe": 4,
    "mal": 4,
    "kopi": 6,
    "liste": 4,
    "fletting": 4,
    "notat": 1,
    "dag": 8,
}
OF_PROTECTED = {
    "vernet_fil": 8,
    "vernet_innhold": 8,
    "tilgang": 4,
    "forraad": 2,
    "noekkel": 2,
    "bunke": 1,
}


def a_round(seed: int, seconds: float, found: Path, told: Any) -> None:
    """Try the doors for so long, in a process of its own."""
    faulthandler.enable()
    account = Regnskap()
    with tempfile.TemporaryDirectory() as folder:
        use_invented_home(Path(folder))
        kinds = (
            (Doerer(Path(folder)), WEIGHTS),
            (VernedeDoerer(ROOT, Path(folder), changed), OF_PROTECTED),
        )
        of = {name: doors for doors, weights in kinds for name in weights}
        odds = [weight for _, weights in kinds for weight in weights.values()]
        dice = random.Random(seed)  # noqa: S311
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            name = dice.choices(list(of), odds)[0]
            doors = of[name]
            began = time.process_time()
            fault = _fault(getattr(doors, name), dice)
            took = time.process_time() - began
            account.proevd[name] += 1
            account.lengst[name] = max(account.lengst.get(name, 0), took)
            if fault or took > LONGEST:
                number = account.proevd.total()
                (found / f"{name}-{seed}-{number}").write_bytes(doors.given)
                account.falt.append(f"{name} {seed}-{number}: {fault or f'{took:.0f} s'}")
                for path, data in doors.clean.items():
                    path.write_bytes(data)
    told.put(account)


def _fault(door: Callable[[random.Random], None], dice: random.Random) -> str:
    try:
        door(dice)
    except Exception:  # noqa: BLE001 - whatever falls is what is looked for
        return " | ".join(traceback.format_exc().strip().splitlines()[-6:])
    return ""


def rounds(seconds: int, seed: int, found: Path) -> Iterator[Regnskap]:
    """Yield what came of each round; a process that was brought down is a fall of its own."""
    context = get_context("spawn")
    end, number = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        told = context.Queue()
        one = context.Process(target=a_round, args=(seed + number, A_ROUND, found, told))
        one.start()
        one.join(A_ROUND * 5)
        if one.exitcode == 0:
            yield told.get()
        else:
            one.kill()
            yield Regnskap(falt=[f"the process of seed {seed + number} ended with {one.exitcode}"])
        number += 1


def main() -> int:
    """Try for so long, and tell what fell."""
    told = sys.argv[1:]
    seconds, seed = [*map(int, told[:2]), *(SECONDS, SEED)[len(told[:2]) :]]
    found = Path(told[2]) if len(told) > 2 else Path(tempfile.gettempdir()) / "funn"  # noqa: PLR2004
    found.mkdir(parents=True, exist_ok=True)
    account = Regnskap()
    for each in rounds(seconds, seed, found):
        account.proevd += each.proevd
        account.falt += each.falt
        for name, took in each.lengst.items():
            account.lengst[name] = max(took, account.lengst.get(name, 0))
    print(f"frø {seed}, {seconds} s: {account.proevd.total()} forsøk")
    for name, count in account.proevd.most_common():
        print(f"  {name}: {count}, lengst {account.lengst[name]:.1f} s")
    print(f"falt: {len(account.falt)}")
    for line in account.falt[:MOST_TOLD]:
        print(f"  {line}")
    if not account.falt:
        shutil.rmtree(found)
    return 1 if account.falt else 0


if __name__ == "__main__":
    sys.exit(main())
