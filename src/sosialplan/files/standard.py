"""The standard that a new school starts from: carried by the wheel, or the repository itself."""

from functools import cache
from pathlib import Path

from sosialplan.files.loader import load_plan
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.plan import Plan


def standard_folder() -> Path:
    """Return the folder with ``plan``, ``maler`` and the invented ``saker``.

    An installed program carries it; run from a checkout it is the checkout.
    """
    carried = Path(__file__).resolve().parent.parent / "standard"
    return carried if carried.is_dir() else Path(__file__).resolve().parents[3]


@cache
def _standard() -> Plan | None:
    return load_plan(Planmappe(standard_folder()))[0]


def standard_plan(folder: Planmappe) -> Plan | None:
    """Return the standard that a planmappe may differ from; None where it is the standard itself."""
    return None if folder.root == standard_folder() else _standard()
