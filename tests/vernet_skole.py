"""A protected school whose people each have a key of their own, and the program as each of them has it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pypdf import PdfReader

from gitprogram import tell
from program import Program
from sosialplan.files.noekkelring import Noekkelplass, keep_open
from sosialplan.vern.age import Pair, identity_of, new_pair, public_of

UNTIL = datetime.fromisoformat("2027-12-31T00:00+01:00")
NOED = "nød"
"""The name under which the school's recovery key stands among people's keys."""


def signed_in(program: Program, pair: Pair | None, hos: Path) -> Program:
    """Return the program as one has it whose key is open; with none, as a stranger has it."""
    plass = Noekkelplass(hos / "data", hos / "minne")
    if pair is not None:
        keep_open(plass, pair.secret, UNTIL)
    return replace(program, noekkelplass=plass)


@dataclass(frozen=True)
class Vernet:
    """A protected school, and the key of each person by name."""

    program: Program
    noekler: Mapping[str, Pair]

    def som(self, navn: str, root: Path) -> Program:
        """Return the program as a person has it in a copy of the folder, by git's name and by key."""
        tell(root, "config", "user.name", navn)
        return signed_in(
            replace(self.program, root=root), self.noekler.get(navn), root.parent / f"hos-{navn}"
        )


def with_keys(program: Program, navn: Iterable[str], folder: Path) -> Vernet:
    """Give each of the people a key, turn protection on, and return the school; the first of them does it."""
    noekler = {each: new_pair() for each in navn}
    first = next(iter(noekler))
    program.git("config", "user.name", first)
    hos = signed_in(program, noekler[first], folder / "hos")
    known = (program.root / "plan" / "skole.yaml").read_text(encoding="utf-8")
    for each, pair in noekler.items():
        if f"navn: {each}\n" in known:
            hos.fine("nøkler", "legg-inn", pair.public, "--person", each)
    ark = folder / "nødnøkkel.pdf"
    hos.fine("nøkler", "nødnøkkel", "--til", str(ark))
    hos.fine("sjekk", "--reparer")
    hos.fine("vern", "på")
    return Vernet(program, {**noekler, NOED: read_off(ark)})


def read_off(ark: Path) -> Pair:
    """Return the key that stands on the sheet, as a person types it."""
    (page,) = PdfReader(ark).pages
    said = page.extract_text()
    secret = "".join(said[said.index("AGE-") : said.index("Når den trengs")].split())
    return Pair(secret, str(public_of(identity_of(secret))))
