"""What goes with a pupil to a new school: a package with a checksum that both schools see, and the receipt for it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, field

from sosialplan.model.elev import Foedselsaar, Maalform
from sosialplan.model.record import Code, EntryId, Line, Navn, Record, Text

Kontrollsum = Annotated[str, Meta(min_length=1, max_length=40)]
"""As it is read aloud from one school to the other."""


class Overleveringsgrunn(StrEnum):
    """Why something goes with the pupil, as the school says itself."""

    FOREBYGGE = "forebygge"
    """What is necessary to prevent conduct that harms others considerably."""
    TILRETTELEGGE = "tilrettelegge"
    """What lets the new school do right by the pupil: only by the consent that stands in the case."""


class Pakkeelev(Record, frozen=True, kw_only=True):
    """The pupil, without the home: the new school has its own list of that."""

    navn: Navn
    foedselsaar: Foedselsaar = field(name="fødselsår", default=None)
    maalform: Maalform | None = field(name="målform", default=None)


class Pakkedel(Record, frozen=True, kw_only=True):
    """One part of what goes along: what it is, and its words."""

    hva: Line
    tekst: Text


class Elevpakke(Record, frozen=True, kw_only=True):
    """The package. Others than the pupil stand in it by alias only."""

    pakke: EntryId
    laget: date
    fra_skole: Line
    til_skole: Line
    grunnlag: Overleveringsgrunn
    hjemmel: Line | None = None
    hvorfor: Text
    kjede: Code
    elev: Pakkeelev
    deler: Annotated[tuple[Pakkedel, ...], Meta(min_length=1, max_length=200)]
    kontrollsum: Kontrollsum


class Pakkekvittering(Record, frozen=True, kw_only=True):
    """What the new school sends back: no word of the pupil."""

    kvittering_for: EntryId
    kontrollsum: Kontrollsum
    mottatt: date
    skole: Line


def kontrollsum_av(tree: Mapping[str, Any]) -> str:
    """Return the checksum of a package's fields, apart from the checksum itself."""
    kept = {key: value for key, value in tree.items() if key != "kontrollsum"}
    raw = json.dumps(kept, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8")
    digest = hashlib.sha256(raw).hexdigest()
    return "-".join(digest[place : place + 4] for place in range(0, 24, 4))


def pakkemerke(number: str) -> str:
    """Return how a case names a package, so that it is found again."""
    return f"pakke {number}"


OVERLEVERT, KVITTERT = "Overlevert til ", "Kvittert av "
"""How the notes of a case begin that tell of a package that was made of it, and of its receipt."""


def overlevert_til(note: str) -> str | None:
    """Return the school that a note says a package was made for, or None.

    >>> overlevert_til("Overlevert til Oppdiktet skole: pakke ab12, kontrollsum 1.")
    'Oppdiktet skole'
    """
    school, mark, _ = note.removeprefix(OVERLEVERT).partition(f": {pakkemerke('')}")
    return school if note.startswith(OVERLEVERT) and mark else None


def is_of_a_package(note: str) -> bool:
    """Tell whether a note is the program's own of a package or its receipt, and no word of what happened.

    >>> is_of_a_package("Kvittert av Oppdiktet skole: pakke ab12, kontrollsum 1."), is_of_a_package("Kvittert av rektor")
    (True, False)
    """
    return note.startswith((OVERLEVERT, KVITTERT)) and f": {pakkemerke('')}" in note
