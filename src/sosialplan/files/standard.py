"""The standard that a new school starts from: carried by the wheel, or the repository itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path


@contextmanager
def standard_folder() -> Iterator[Path]:
    """Give the folder with ``plan``, ``maler`` and the invented ``saker``.

    An installed program carries it; run from a checkout it is the checkout.
    """
    carried = files("sosialplan") / "standard"
    if carried.is_dir():
        with as_file(carried) as folder:
            yield folder
    else:
        yield Path(__file__).resolve().parents[3]
