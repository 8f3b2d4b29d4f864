"""The standard that a new school starts from: carried by the wheel, or the repository itself."""

from pathlib import Path


def standard_folder() -> Path:
    """Return the folder with ``plan``, ``maler`` and the invented ``saker``.

    An installed program carries it; run from a checkout it is the checkout.
    """
    carried = Path(__file__).resolve().parent.parent / "standard"
    return carried if carried.is_dir() else Path(__file__).resolve().parents[3]
