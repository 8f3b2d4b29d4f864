"""The doors of a protected school that take bytes, for fuzz.py: what is sealed, who reads, and keys."""

import os
import random
from collections.abc import Callable
from pathlib import Path

from program import Program, of_the_repository
from sosialplan.files.aapnet import NAME
from sosialplan.model.vernet import bound_name
from sosialplan.vern.age import identity_of, seal
from sosialplan.vern.laas import Laas, opened_text, sealed
from vernet_skole import with_keys

RAAD = "Oppdiktet Rådgiver Rud"
MANY = 1000
PROGRAM_FAULT = 4
READING = (
    ("valider",), ("frister",), ("saker",), ("sjekk",), ("tilgang",), ("tilgang", "kontroller"), ("innboks",),
    ("vis", "2026-YHP9E"), ("logg", "2026-YHP9E"), ("innsyn", "2026-YHP9E"), ("logg", "--kontroller"),
)  # fmt: skip


class VernedeDoerer:
    """The doors, in a protected planmappe of their own, as one of its people has it."""

    def __init__(self, repository: Path, root: Path, changed: Callable[..., bytes]) -> None:
        open_school = Program(of_the_repository(repository, root / "vernet"))
        skole = with_keys(open_school, (RAAD, "Oppdiktet Rektor Ravn"), root / "nøkler")
        self.program = skole.som(RAAD, open_school.root)
        self.program.fine(
            "meld", "--elev", "Oppdiktet Elev Ny", "--klasse", "8B", "--hva", "Oppdiktet uro"
        )
        self.folder, self.changed, self.given = root, changed, b""
        self.key = identity_of(skole.noekler[RAAD].secret)
        self.keys = {"raad0001": skole.noekler[RAAD].public}
        self.clean = {
            path: path.read_bytes()
            for path in [
                *sorted(open_school.root.rglob("*.age")),
                open_school.root / "plan" / "tilgang.yaml",
            ]
        }
        self.sealed = [path for path in self.clean if path.suffix == ".age"]
        self.kopi = root / "skolen.bundle"
        self.program.fine("sikkerhetskopi", str(self.kopi))
        self.clean_copy = self.kopi.read_bytes()
        self.tried = 0

    def vernet_fil(self, dice: random.Random) -> None:
        """What is sealed: spoilt, put in another's place, doubled, or for a thousand."""
        path, other = dice.choice(self.sealed), dice.choice(self.sealed)
        data = self.clean[path]
        hurt = dice.randrange(5)
        if hurt == 0:
            data = self.clean[other]
        elif hurt == 1:
            line = next(each for each in data.split(b"\n") if each.startswith(b"-> X25519"))
            data = data.replace(line, (line + b"\n" + b"A" * 43 + b"\n") * MANY + line, 1)
        elif hurt == 2:  # noqa: PLR2004
            data += data
        self._tried(path, self.changed(data, self.clean[other], dice) if hurt > 1 else data, dice)

    def vernet_innhold(self, dice: random.Random) -> None:
        """What is sealed rightly, by one who may, and is no good inside."""
        path, other = dice.choice(self.sealed), dice.choice(self.sealed)
        name = bound_name(path.relative_to(self.program.root).as_posix().removesuffix(".age"))
        laas = Laas(lambda: [self.key])
        inside = opened_text(laas, self.clean[path], name).data
        worse = self.changed(inside, opened_text(laas, self.clean[other], None).data, dice)
        bound = dice.random() < 0.8  # noqa: PLR2004
        raw = sealed(name, worse, self.keys) if bound else seal(worse, self.keys.values())
        self._tried(path, raw, dice)

    def tilgang(self, dice: random.Random) -> None:
        """Who may read, spoilt."""
        path = self.program.root / "plan" / "tilgang.yaml"
        self._tried(path, self.changed(self.clean[path], b"", dice), dice)

    def forraad(self, dice: random.Random) -> None:
        """What was kept open in memory, spoilt, or rightly sealed and no good inside."""
        sted = self.program.noekkelplass
        if sted is None or sted.minne is None:
            raise AssertionError
        path = sted.minne / NAME
        worse = self.changed(b"\x93\xc4\x01a" * 20, b"", dice)
        self._tried(path, worse if dice.random() < 0.5 else seal(worse, self.keys.values()), dice)  # noqa: PLR2004
        path.unlink(missing_ok=True)

    def noekkel(self, dice: random.Random) -> None:
        """A key that is named, and one that is typed from the sheet."""
        path = self.folder / "nøkkelfil"
        self.given = self.changed(b"# oppdiktet\nAGE-SECRET-KEY-1" + b"Q" * 58, b"", dice)
        path.write_bytes(self.given)
        self._asked("nøkler", "prøv", str(path))
        os.environ["SOSIALPLAN_NOKKEL"] = str(path)
        try:
            self._asked("saker")
        finally:
            del os.environ["SOSIALPLAN_NOKKEL"]

    def bunke(self, dice: random.Random) -> None:
        """A backup that is brought back."""
        self.given = self.changed(self.clean_copy, b"", dice)
        path = self.folder / "gitt.bundle"
        path.write_bytes(self.given)
        self.tried += 1
        self._asked("gjenopprett", str(path), str(self.folder / f"igjen-{self.tried}"))

    def _tried(self, path: Path, raw: bytes, dice: random.Random) -> None:
        self.given = raw
        path.write_bytes(raw)
        self._asked(*dice.choice(READING))
        if path in self.clean:
            path.write_bytes(self.clean[path])

    def _asked(self, *args: str) -> None:
        asked(self.program, *args)


def asked(program: Program, *args: str) -> None:
    """Run a command that may refuse, and may not fall or write signs that act on a screen."""
    told = program.run(*args)
    if told.status == PROGRAM_FAULT:
        raise AssertionError(told.err)
    raw = {sign for sign in told.out + told.err if ord(sign) < 32 and sign not in "\n\r\t"}  # noqa: PLR2004
    if raw:
        raise AssertionError(f"signs to the screen: {raw}")
