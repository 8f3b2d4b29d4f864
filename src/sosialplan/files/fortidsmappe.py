"""A planmappe as it stood in a commit: the same questions as of the folder, answered without the disk."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from sosialplan.files.disk import FileText, text_of
from sosialplan.files.planmappe import Planmappe


class Fortidsmappe(Planmappe, frozen=True):
    """What the files held, by their paths from the root; None for what was no text.

    Nothing of it is ever laid out: what a case said is in memory only.
    """

    held: Mapping[str, str | None] = {}

    def text(self, path: Path) -> FileText:
        """Return what a file held."""
        text = self.held.get(self.relative(path), "")
        return FileText(None, ("F101",)) if text is None else text_of(text.encode("utf-8"))

    def has(self, path: Path) -> bool:
        """Tell whether a file had this name."""
        return self.relative(path) in self.held

    def files(self, folder: str) -> Iterator[Path]:
        """Yield the YAML files under a folder in the order of their names."""
        for name in sorted(self.held):
            if name.startswith(f"{folder}/") and name.endswith(".yaml"):
                yield self.root / name
