"""What could not be read in a file that is judged all the same."""

from collections.abc import Mapping

from sosialplan.model.problems import TreePath
from sosialplan.model.record import Value


class Tvil(Value, frozen=True):
    """The places of a file that could not be read, each with the keys that lead there or may stand there.

    ``known`` is false where it is not known which places they are.
    """

    file: str
    places: Mapping[TreePath, frozenset[str]] = {}
    known: bool = True
