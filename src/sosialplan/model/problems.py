"""Faults in what people wrote are values: with a place, a code, a sentence and a cure."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from sosialplan.model.record import Value, key_of_member
from sosialplan.model.regel import Grunnlag
from sosialplan.model.visible import one_line

TreePath = tuple[str | int, ...]
"""The way to a node of a file: keys and positions from the root."""

_STEP = (str, int)


def path_to(*steps: object) -> TreePath:
    """Return a way in which fields are named as the program knows them, as ``Hendelse.maate``.

    What is renamed in the record is renamed here, and a field that is gone is found by the type check;
    keys that are known only when the program runs, and positions, stand as they are.

    >>> from sosialplan.model.sak import Hendelse, Sak
    >>> path_to(Sak.hendelser, 2, Hendelse.maate)
    ('hendelser', 2, 'måte')
    """
    return tuple(each if isinstance(each, _STEP) else key_of_member(each) for each in steps)


class Level(StrEnum):
    """How heavy a problem is; only ``FEIL`` makes ``valider`` end in 1."""

    FEIL = "feil"
    ADVARSEL = "advarsel"
    MERKNAD = "merknad"


class Location(Value, frozen=True, order=True):
    """A place in a file; line and column count from 1, as editors do."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{one_line(self.path)}:{self.line}:{self.column}"


class Finding(Value, frozen=True):
    """A problem that a check found, placed by its way through the tree.

    ``values`` fill the sentence. They hold codes, numbers and words of our own
    vocabulary; never a value of a case, since messages end up in logs.
    """

    code: str
    file: str
    where: TreePath = ()
    values: dict[str, str] = msgspec.field(default_factory=dict)
    on_key: bool = False


class Problem(Value, frozen=True):
    """A finding with its sentence, its cure and its place in the file."""

    location: Location
    level: Level
    code: str
    message: str
    cure: str

    def __str__(self) -> str:
        return f"{self.location}: {self.level}[{self.code}] {self.message}"


class Tvil(Value, frozen=True):
    """The places of a file that could not be read, each with the keys that lead there or may stand there.

    ``known`` is false where it is not known which places they are.
    """

    file: str
    places: Mapping[TreePath, frozenset[str]] = {}
    known: bool = True


class ProblemCode(Value, frozen=True):
    """A kind of problem. ``grunnlag`` and ``hjemmel`` say what a demand on a document rests on.

    ``needs`` is what must have been read for it to be true: files by the beginning of their name, and
    after a colon the key in them (``saker/:sak``); without a name the file itself (``:fra``, or ``:``
    for all of it), and with ``her`` the entry itself (``her:fra``). Where nothing is needed, its own place is enough.
    """

    code: str
    level: Level
    message: str
    cure: str
    why: str
    grunnlag: Grunnlag | None = None
    hjemmel: str | None = None
    needs: tuple[str, ...] = ()
