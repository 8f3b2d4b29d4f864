"""A protected school in which one gives random commands, writing and reading; all that it tells is marked.

Afterwards the marks are looked for everywhere (``sporsoek``). What is made to be read on paper (``ut/``) is left
out: a document is plain because somebody asked for it.
"""

import random
from collections import Counter
from copy import copy
from dataclasses import dataclass, field, replace
from pathlib import Path

from gitprogram import tell
from kloneliv import ELEVER, Command, Kloneliv, prepare
from program import Program, copied
from sosialplan.files.disk import Disk
from sporsoek import forms, found
from vernet_skole import NOED, with_keys

MERKER = ("Hemmelig setning", "412 34", "Elev Sør", "Elev Nord", *ELEVER)
"""Of every sentence, telephone number and name that is told, a part that stands in no other text."""
FOLK = ("Oppdiktet Rådgiver Rud", "Oppdiktet Rektor Ravn", "Oppdiktet Lærer Bjerk")
BEGUN = "2026-11-02T07:00+01:00"
LESER: tuple[Command, ...] = (
    ("frister",), ("saker", "--alle"), ("valider",), ("sjekk",), ("logg",), ("statistikk", "mål"), ("synk",),
    ("tilgang", "kontroller"), ("årshjul", "status"), ("oppbevaring",), ("logg", "--kontroller"), ("sjekk", "--reparer"),
    ("frister", "--format", "json"), ("møte", "saksliste", "r-team"), ("nøkler",), ("kjeder", "finnes-ikke"),
)  # fmt: skip
"""Given in between, of those that read, mend or share."""
OM_EN_SAK: tuple[Command, ...] = (
    ("vis",), ("forklar",), ("logg",), ("tilgang", "vis"), ("lag", "aktivitetsplan"), ("lag", "finnes-ikke"),
)  # fmt: skip


@dataclass
class Vakt(Disk):
    """A disk that looks at everything that is laid on it, also what is taken away again."""

    ut: Path
    laid: list[str] = field(default_factory=list)

    def write(self, path: Path, data: bytes, mode: int = 0o600) -> None:
        plain = any(form in data for each in MERKER for form in forms(each))
        if plain and not path.is_relative_to(self.ut):
            self.laid.append(str(path))
        super().write(path, data, mode)


class Vernetliv(Kloneliv):
    """The one who works in the school, and what came of it."""

    def __init__(self, skole: Path, folder: Path, lots: random.Random) -> None:
        root = copied(skole, folder / "skolen")
        program = Program(root, now=BEGUN)
        for part in ("saker", "fravaer", "moter"):
            for path in (root / part).rglob("*.yaml"):
                path.unlink()
        program.git("commit", "--quiet", "--all", "--message", "Uten saker")
        vernet = with_keys(program, FOLK, folder)
        self.vakt = Vakt(root / "ut")
        hos = replace(vernet.som(FOLK[0], root), disk=self.vakt)
        tell(folder, "init", "--quiet", "--bare", "--initial-branch=main", "felles.git")
        hos.git("remote", "add", "origin", "../felles.git")
        super().__init__(hos, "v", lots)
        self.secret = vernet.noekler[NOED].secret
        self.endte: Counter[str] = Counter()
        prepare(hos)

    def live(self, commands: int) -> None:
        """Give so many commands that end well, of every fourth one that reads."""
        done = 0
        while done < commands:
            if self._lots.random() < 0.25:
                status = self.program.run(*self._reading()).status
            else:
                status = self.one()[1]
            self.endte["gjort" if status == 0 else f"status {status}"] += 1
            done += status == 0

    def leaks(self, *places: Path) -> list[tuple[str, str]]:
        """Return where something that was told lies plain: in the folder, around it, or in other places."""
        around = self.program.root.parent
        return [
            *found(MERKER, (around, *places), (self.program.root / "ut",)),
            *(("ble lagt ut", each) for each in self.vakt.laid),
        ]

    def in_a_copy(self, folder: Path) -> "Vernetliv":
        """Return the same in a copy of its folder and all around it."""
        around = copied(self.program.root.parent, folder / "liv")
        other = copy(self)
        other.program = replace(self.program, root=around / "skolen")
        other.vakt = Vakt(other.program.root / "ut")
        return other

    def _text(self) -> str:
        return f"Hemmelig setning {self.given}, ring 412 34 {self.given % 1000:03}"

    def _reading(self) -> Command:
        if self._lots.random() < 0.4:
            return (*self._lots.choice(OM_EN_SAK), self._case())
        return self._lots.choice(LESER)
