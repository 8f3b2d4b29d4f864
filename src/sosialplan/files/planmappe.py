"""Where things are in a planmappe, and how the folder is found."""

from collections.abc import Iterator
from pathlib import Path

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value


class Planmappe(Value, frozen=True):
    """A school's folder of text files."""

    root: Path

    def relative(self, path: Path) -> str:
        """Return a path as messages and commits show it: from the root, with ``/``."""
        return path.relative_to(self.root).as_posix()

    def files(self, folder: str) -> Iterator[Path]:
        """Yield the YAML files under a folder in the order of their names; no links are followed."""
        base = self.root / folder
        found = sorted(base.rglob("*.yaml")) if base.is_dir() else []
        yield from (path for path in found if path.is_file() and not path.is_symlink())

    def case_path(self, number: str) -> Path:
        """Return where the case with this number is, or would be."""
        return self.root / "saker" / number[:4] / f"{number}.yaml"

    def absence_path(self, skoleaar: str, klasse: str) -> Path:
        """Return where a class's absence of a school year is, or would be."""
        return self.root / "fravaer" / skoleaar / f"{klasse}.yaml"

    @property
    def maler(self) -> Path:
        """The folder of templates."""
        return self.root / "maler"


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
