"""A plan as a package: the letter that says what it is, and what a school remembers of the one it has taken in."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from sosialplan.model.klassetrinn import Trinnene
from sosialplan.model.record import Fil, Fingerprint, Line, Record, RoleCode, Value

PAKKE = "plan/pakke.yaml"
BREV = "pakke.yaml"
"""The letter of a package, on its floor."""
KJEDER, RUTER, MALER = "plan/handlingskjeder/", "plan/skoleruter/", "maler/"
_LONGEST = 1_000_000


class Pakkebrev(Record, frozen=True, kw_only=True):
    """What a package is: whose, which version, and for which grades."""

    navn: Line
    kommune: Line
    versjon: Annotated[
        int, Meta(ge=1, le=100_000, description="Ett tall høyere for hver gang den gis ut.")
    ]
    dato: Annotated[date, Meta(description="Dagen denne versjonen ble gitt ut.")]
    trinn: Annotated[
        Trinnene | None, Meta(description="Trinnene planen er for. Uten dette: alle.")
    ] = None


class Pakkefil(Record, frozen=True, kw_only=True):
    """A file of the package, as the package had it."""

    fil: Line
    tekst: Annotated[str, Meta(max_length=_LONGEST)]


class Rolleord(Record, frozen=True, kw_only=True):
    """A role that the school has given another word than the package has for it."""

    pakkens: RoleCode
    skolens: RoleCode


class Planpakke(Fil, frozen=True, kw_only=True):
    """The file ``pakke.yaml`` of a school: the version that it took in last, word for word.

    What the school has changed since is what differs from it, and the next version is held against it: no net is
    needed, and no history of another's is believed.
    """

    pakke: Pakkebrev
    kilde: Annotated[
        Line | None, Meta(description="Adressen pakken hentes fra. Uten dette var det en mappe.")
    ] = None
    gren: Annotated[Line | None, Meta(description="Grenen eller merket i git.")] = None
    hentet: Annotated[date, Meta(description="Dagen skolen tok den inn.")]
    fingeravtrykk: Annotated[Fingerprint, Meta(description="SHA-256 av det pakken sier.")]
    roller: Annotated[
        tuple[Rolleord, ...], Meta(description="Roller skolen har et annet ord for.")
    ] = ()
    filer: Annotated[
        tuple[Pakkefil, ...],
        Meta(description="Det pakken sier. Endres bare av: sosialplan plan pakke hent"),
    ]


class Pakkeinnslag(Value, frozen=True):
    """Something that lies in a package, by its path with ``/``; ``vanlig`` is a file, and neither a link nor a device."""

    fil: str
    vanlig: bool
    lengde: int
