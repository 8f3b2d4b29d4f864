"""Where things are in a planmappe, and how the folder is found."""

import os
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path

from msgspec import field

from sosialplan.files.disk import FileText, text_of
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.klasseliste import class_list_file
from sosialplan.model.mappeinnhold import never_read
from sosialplan.model.record import Value
from sosialplan.model.vernet import ENDING, TILGANG, VERNET, is_side, may_be_sealed, plain_name
from sosialplan.reading import (
    MAX_BYTES,
    TOO_MANY,
    NotRead,
    bytes_of_listed,
    is_there,
    read_bytes,
    too_many_open,
)
from sosialplan.vern.age import is_sealed
from sosialplan.vern.laas import PLAIN, Holdt, Laas, opened_text, without_keys

CONTENT = ("plan", "maler", *VERNET)
"""The folders of a planmappe that are kept in history."""
DEEPEST = 5
"""So many folders inside each other are looked into; the planmappe's own are two."""
_SEALED = "vern"
"""The field of ``tilgang.yaml`` by which all that is about pupils is sealed."""


class Planmappe(Value, frozen=True, dict=True):
    """A school's folder of text files: which there are, and what each says.

    ``text``, ``has`` and ``files`` are all that reading asks; ``Fortidsmappe`` answers them of a commit.
    """

    root: Path
    laas: Laas = field(default_factory=without_keys)

    def relative(self, path: Path) -> str:
        """Return a path as messages and commits show it: from the root, with ``/``."""
        return path.relative_to(self.root).as_posix()

    def text(self, path: Path) -> FileText:
        """Read a file of the folder: only one that lies in it, and no link on the way."""
        return self.read(path)[0]

    def read(self, path: Path) -> tuple[FileText, bytes]:
        """Read a file: its text with the faults of it, and its bytes as they lie, for one who writes it anew."""
        try:
            raw = self.bytes_of(path)
        except NotRead as error:
            return FileText(None, (error.code,)), b""
        except OSError:
            return FileText(None, ("F106",)), b""
        file = self.relative(path)
        if may_be_sealed(file) and self.is_protected and not is_sealed(raw):
            return FileText(None, (PLAIN,)), raw
        opened = opened_text(self.laas, raw, file)
        return FileText(None, (opened.code,)) if opened.code else text_of(opened.data), raw

    def bytes_of(self, path: Path) -> bytes:
        """Return a file's bytes as they lie. Raises OSError, as a NotRead that says why."""
        return read_bytes(self.lies(path), root=self.root)

    def lying(self, folder: str) -> Iterator[tuple[str, bytes | None]]:
        """Yield the files of a folder as they lie, in order: the path from the root and the bytes, sealed or not.

        None for the bytes of one that is told of when it is read, or that two files claim to be.
        """
        start = len(str(self.root)) + 1
        found: dict[str, str | None] = {}
        for each in _yaml_files(str(self.root / folder)):
            plain = plain_name(each)
            found[plain] = None if plain in found else each
        for plain, lies in sorted(found.items()):
            if not is_side(plain):
                raw = None if lies is None else bytes_of_listed(lies)
                yield plain[start:].replace(os.sep, "/"), raw

    def lies(self, path: Path) -> Path:
        """Return where a file lies: sealed, else under its plain name.

        A plain one that lies beside a sealed one is somebody's mistake, or another's forgery: it is never read.
        """
        if not path.is_relative_to(self.root):
            return path
        sealed = sealed_path(path)
        return sealed if may_be_sealed(self.relative(path)) and is_there(sealed) else path

    @cached_property
    def is_protected(self) -> bool:
        """Whether what is about pupils is sealed here: access says so."""
        said = self.text(self.root / TILGANG).text
        return said is not None and _SEALED in said and _says_sealed(said)

    def has(self, path: Path) -> bool:
        """Tell whether something of the folder has this name, sealed or not."""
        return is_there(path) or (
            may_be_sealed(self.relative(path)) and is_there(sealed_path(path))
        )

    def files(self, folder: str) -> Iterator[Path]:
        """Yield the YAML files under a folder in the order of their names; no links are followed.

        What bears such a name without being a file is there too, for the reader to tell of.
        """
        found = {plain_name(path) for path in _yaml_files(str(self.root / folder))}
        yield from (Path(path) for path in sorted(found) if not is_side(path))

    def sides(self) -> Iterator[Path]:
        """Yield the other sides' versions of files, which one who cannot read them left to be merged."""
        for folder in VERNET:
            found = {plain_name(path) for path in _yaml_files(str(self.root / folder))}
            yield from (Path(path) for path in sorted(found) if is_side(path))

    def case_path(self, number: str) -> Path:
        """Return where the case with this number is, or would be."""
        return self.root / "saker" / number[:4] / f"{number}.yaml"

    def absence_path(self, skoleaar: str, klasse: str) -> Path:
        """Return where a class's absence of a school year is, or would be."""
        return self.root / "fravaer" / skoleaar / f"{klasse}.yaml"

    def minutes_path(self, skoleaar: str, name: str) -> Path:
        """Return where one kind of meeting's book of a school year is, or would be."""
        return self.root / "moter" / skoleaar / f"{name}.yaml"

    def report_path(self, number: str) -> Path:
        """Return where the report with this number is, or would be."""
        return self.root / "innboks" / f"{number}.yaml"

    def class_list_path(self, skoleaar: str, klasse: str) -> Path:
        """Return where the list of a class is, or would be."""
        return self.root / class_list_file(skoleaar, klasse)

    @property
    def maler(self) -> Path:
        """The folder of templates."""
        return self.root / "maler"


@lru_cache(maxsize=8)
def _says_sealed(said: str) -> bool:
    """Tell whether access, by its text, has what is about pupils sealed."""
    lines = (line for line in said.splitlines() if not line.lstrip().startswith("#"))
    if not any(_SEALED in line for line in lines):
        return False  # remarks alone speak of it
    from sosialplan.files.yaml_reader import parse  # noqa: PLC0415 - slow, and seldom needed

    tree = parse(said).tree
    if not isinstance(tree, dict):
        return True  # what cannot be read is not taken for a no
    told = tree.get(_SEALED)
    last = told[-1] if isinstance(told, list) and told else told
    return last.get("på") is not False if isinstance(last, dict) else bool(last)


def sealed_path(path: Path) -> Path:
    """Return where a file lies sealed."""
    return path.with_name(path.name + ENDING)


def _yaml_files(folder: str, depth: int = 0) -> Iterator[str]:
    """Yield paths as the system lists them: a folder of ten thousand cases is listed at once."""
    # A Path for each of them would cost as much as reading it.
    if depth > DEEPEST or os.path.islink(folder) or not os.path.isdir(folder):  # noqa: PTH112, PTH114
        return
    try:
        listed = os.scandir(folder)
    except OSError as error:
        if error.errno in TOO_MANY:
            raise too_many_open() from error
        return  # the look at what lies in the folder tells of it
    with listed as entries:
        for entry in entries:
            if never_read(entry.name):
                continue
            if plain_name(entry.name).endswith(".yaml"):
                yield entry.path
            elif entry.is_dir(follow_symlinks=False):
                yield from _yaml_files(entry.path, depth + 1)


def find_planmappe(start: Path, laas: Laas | None = None) -> Planmappe:
    """Walk up to the nearest folder with ``plan/skole.yaml``. Raises ExpectedFailure."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / "plan" / "skole.yaml").is_file():
            return Planmappe(folder, laas or without_keys())
    if not here.is_dir():
        raise ExpectedFailure(
            "Mappen er en fil." if here.exists() else "Mappen finnes ikke.",
            "Se om stedet er skrevet riktig: -C MAPPE",
        )
    raise ExpectedFailure(
        "Dette er ingen planmappe: plan/skole.yaml finnes verken her eller i mappene over.",
        "Gå til skolens mappe, bruk -C MAPPE, eller lag en ny med: sosialplan start MAPPE",
    )


class Avlestmappe(Planmappe, frozen=True, dict=True):
    """The folder, with some files as they were when their bytes were read: what is made of them is made of those bytes.

    ``avlest`` has them by their paths from the root.
    """

    avlest: Mapping[str, bytes] = {}

    def bytes_of(self, path: Path) -> bytes:
        """Return a file's bytes as they were read, else as they lie. Raises OSError."""
        held = self.avlest.get(self.relative(path))
        return Planmappe.bytes_of(self, path) if held is None else held

    def lying(self, folder: str) -> Iterator[tuple[str, bytes | None]]:
        """Yield the files of a folder as they were read, else as they lie."""
        for file, raw in Planmappe.lying(self, folder):
            yield file, self.avlest.get(file, raw)


class Utkastmappe(Planmappe, frozen=True, dict=True):
    """The folder as it would be with other texts of some files, so that they are checked before they are written.

    ``utkast`` has each by its path from the root; ``borte`` are those that would not be there.
    """

    utkast: Mapping[str, FileText] = {}
    borte: frozenset[str] = frozenset()

    def text(self, path: Path) -> FileText:
        """Return what a file would hold."""
        held = self.utkast.get(self.relative(path))
        return held if held is not None else self.read(path)[0]

    def has(self, path: Path) -> bool:
        """Tell whether something of the folder would have this name."""
        file = self.relative(path)
        return file in self.utkast or (file not in self.borte and Planmappe.has(self, path))

    def files(self, folder: str) -> Iterator[Path]:
        """Yield the YAML files that would lie under a folder, in the order of their names."""
        lying = {self.relative(each) for each in Planmappe.files(self, folder)}
        new = {each for each in self.utkast if each.startswith(f"{folder}/")}
        ours = (each for each in lying | new if each.endswith(".yaml") and each not in self.borte)
        yield from (self.root / each for each in sorted(ours))


class Fortidsmappe(Planmappe, frozen=True, dict=True):
    """What the files held, by their paths from the root.

    Nothing of it is ever laid out: what a case said is in memory only.
    """

    held: Mapping[str, Holdt] = {}

    def text(self, path: Path) -> FileText:
        """Return what a file held."""
        text = self.held.get(self.relative(path), "")
        if not isinstance(text, str):
            return FileText(None, ("F101" if text is None else text.value,))
        raw = text.encode("utf-8")
        return FileText(None, ("F102",)) if len(raw) > MAX_BYTES else text_of(raw)

    def has(self, path: Path) -> bool:
        """Tell whether a file had this name."""
        return self.relative(path) in self.held

    def files(self, folder: str) -> Iterator[Path]:
        """Yield the YAML files under a folder in the order of their names."""
        for name in sorted(self.held):
            if name.startswith(f"{folder}/") and name.endswith(".yaml") and not is_side(name):
                parts = name.removeprefix(f"{folder}/").split("/")
                if len(parts) <= DEEPEST + 1 and not any(map(never_read, parts)):
                    yield self.root / name
