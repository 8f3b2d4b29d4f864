"""Where a planmappe's history is kept."""

from pathlib import Path

from msgspec import field

from sosialplan.model.record import Value
from sosialplan.vern.laas import Laas, without_keys


class Depot(Value, frozen=True):
    """A git repository with a planmappe in it.

    ``git_folder`` is git's own folder for this working tree; ``common`` is where branches and
    settings are, the same folder unless the tree is one of several. Git ``obeys`` what the
    repository's own settings name only where the person has said yes to it.
    """

    root: Path
    git_folder: Path
    common: Path
    prefix: str = ""
    obeys: bool = False
    laas: Laas = field(default_factory=without_keys)

    @property
    def top(self) -> Path:
        """The folder that git counts paths from: the planmappe, or one it stands inside."""
        return self.root.parents[self.prefix.count("/") - 1] if self.prefix else self.root

    def at_top(self) -> "Depot":
        """Return the same repository, with paths counted from its top."""
        return Depot(self.top, self.git_folder, self.common, obeys=self.obeys, laas=self.laas)
