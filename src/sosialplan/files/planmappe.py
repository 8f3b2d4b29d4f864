"""Where things are in a planmappe, and how the folder is found."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from sosialplan.files.disk import FileText, read_text, text_of
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.mappeinnhold import never_read
from sosialplan.model.record import Value
from sosialplan.reading import MAX_BYTES, TOO_MANY, is_there, too_many_open

CONTENT = ("plan", "maler", "saker", "fravaer", "moter")
"""The folders of a planmappe that are kept in history."""
DEEPEST = 5
"""So many folders inside each other are looked into; the planmappe's own are two."""


class Planmappe(Value, frozen=True):
    """A school's folder of text files: which there are, and what each says.

    ``text``, ``has`` and ``files`` are all that reading asks; ``Fortidsmappe`` answers them of a commit.
    """

    root: Path

    def relative(self, path: Path) -> str:
        """Return a path as messages and commits show it: from the root, with ``/``."""
        return path.relative_to(self.root).as_posix()

    def text(self, path: Path) -> FileText:
        """Read a file of the folder: only one that lies in it, and no link on the way."""
        return read_text(path, self.root)

    def has(self, path: Path) -> bool:
        """Tell whether something of the folder has this name."""
        return is_there(path)

    def files(self, folder: str) -> Iterator[Path]:
        """Yield the YAML files under a folder in the order of their names; no links are followed.

        What bears such a name without being a file is there too, for the reader to tell of.
        """
        yield from (Path(path) for path in sorted(_yaml_files(str(self.root / folder))))

    def case_path(self, number: str) -> Path:
        """Return where the case with this number is, or would be."""
        return self.root / "saker" / number[:4] / f"{number}.yaml"

    def absence_path(self, skoleaar: str, klasse: str) -> Path:
        """Return where a class's absence of a school year is, or would be."""
        return self.root / "fravaer" / skoleaar / f"{klasse}.yaml"

    def minutes_path(self, skoleaar: str, name: str) -> Path:
        """Return where one kind of meeting's book of a school year is, or would be."""
        return self.root / "moter" / skoleaar / f"{name}.yaml"

    @property
    def maler(self) -> Path:
        """The folder of templates."""
        return self.root / "maler"


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
            if entry.name.endswith(".yaml"):
                yield entry.path
            elif entry.is_dir(follow_symlinks=False):
                yield from _yaml_files(entry.path, depth + 1)


def find_planmappe(start: Path) -> Planmappe:
    """Walk up to the nearest folder with ``plan/skole.yaml``. Raises ExpectedFailure."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / "plan" / "skole.yaml").is_file():
            return Planmappe(folder)
    raise ExpectedFailure(
        "Dette er ingen planmappe: plan/skole.yaml finnes verken her eller i mappene over.",
        "Gå til skolens mappe, bruk -C MAPPE, eller lag en ny med: sosialplan start MAPPE",
    )


class Fortidsmappe(Planmappe, frozen=True):
    """What the files held, by their paths from the root; None for what was no text.

    Nothing of it is ever laid out: what a case said is in memory only.
    """

    held: Mapping[str, str | None] = {}

    def text(self, path: Path) -> FileText:
        """Return what a file held."""
        text = self.held.get(self.relative(path), "")
        if text is None:
            return FileText(None, ("F101",))
        raw = text.encode("utf-8")
        return FileText(None, ("F102",)) if len(raw) > MAX_BYTES else text_of(raw)

    def has(self, path: Path) -> bool:
        """Tell whether a file had this name."""
        return self.relative(path) in self.held

    def files(self, folder: str) -> Iterator[Path]:
        """Yield the YAML files under a folder in the order of their names."""
        for name in sorted(self.held):
            if name.startswith(f"{folder}/") and name.endswith(".yaml"):
                parts = name.removeprefix(f"{folder}/").split("/")
                if len(parts) <= DEEPEST + 1 and not any(map(never_read, parts)):
                    yield self.root / name
