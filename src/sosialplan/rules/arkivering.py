"""What has gone to the pupil's folder, and what of a case is new since then."""

from collections.abc import Iterable

from sosialplan.model.betydning import Betydning
from sosialplan.model.record import Value
from sosialplan.model.sak import Hendelse
from sosialplan.model.sakspapirer import Arkivert
from sosialplan.rules.betydning import EGNE

TIL_ELEVMAPPEN = EGNE[Betydning.LEVERT_ELEVMAPPEN]
"""The entry of any chain that says that documents were handed over; ``arkivert`` says which."""


class Levert(Value, frozen=True):
    """What was handed over so far: the documents, and in how many packages."""

    dokumenter: frozenset[tuple[str, str]]
    pakker: int

    def has(self, arkivert: Arkivert) -> bool:
        """Tell whether a document that says just this was handed over."""
        return (arkivert.dokument, arkivert.fingeravtrykk) in self.dokumenter


def levert(hendelser: Iterable[Hendelse]) -> Levert:
    """Return what the entries of a case say was handed over.

    Entries that only say that it was done, by hand, name no document: they count for the deadline.
    """
    packed = [each.arkivert for each in hendelser if each.arkivert]
    known = {(each.dokument, each.fingeravtrykk) for entry in packed for each in entry}
    return Levert(frozenset(known), len(packed))
