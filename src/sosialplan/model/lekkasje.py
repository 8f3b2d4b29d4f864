"""What a finished document must not tell: who is known, and what of them was found in it.

A finding says where, of what kind and of which case; never the name or the number itself.
"""

from enum import StrEnum

from sosialplan.model.record import Value


class Hvem(StrEnum):
    """What a known person is to the school."""

    ELEV = "elev"
    FORESATT = "foresatt"
    INVOLVERT = "involvert"
    ANSATT = "ansatt"


class Kjent(Value, frozen=True):
    """A person whom the planmappe knows, and where from: a case, a class's absence, or the staff."""

    navn: str
    hvem: Hvem
    sak: str | None = None
    alias: str | None = None
    klasse: str | None = None
    kontakt: str | None = None


class Kjente(Value, frozen=True):
    """Who may stand in a document of a case, and who may not.

    ``egne`` are the pupil and the guardians, ``ansatte`` those who work there; both are empty in an
    anonymous copy. ``andre`` is everyone else. ``fraser`` are words that name nobody: aliases, the
    school; ``rolleord`` are words of roles, which nobody is called by alone. ``delte`` are the names, folded, that an
    employee and a pupil both have: whom a text means by one, only a person can say.
    """

    sak: str
    klasse: str | None
    egne: tuple[Kjent, ...] = ()
    ansatte: tuple[Kjent, ...] = ()
    andre: tuple[Kjent, ...] = ()
    fraser: tuple[str, ...] = ()
    rolleord: tuple[str, ...] = ()
    delte: frozenset[str] = frozenset()


class Funnslag(StrEnum):
    """What was found of someone else."""

    NAVN = "navn"
    FOEDSELSNUMMER = "fødselsnummer"
    TELEFON = "telefon"
    EPOST = "e-post"
    ADRESSE = "adresse"
    DELNAVN = "delnavn"
    KLASSE = "klasse"


SPOERSMAAL = frozenset({Funnslag.DELNAVN, Funnslag.KLASSE})
"""What may well be something else: a person must say."""


class Sted(Value, frozen=True, order=True):
    """A place in a finished text: page and line from 1, and the heading above it where known."""

    side: int
    linje: int
    overskrift: str = ""


class Funn(Value, frozen=True):
    """One thing that was found, and every place it stands.

    ``kode`` stands for what was found, without saying it. ``gjelder`` says whom it may be by alias,
    case number or class; empty where the number alone is the fault.
    """

    slag: Funnslag
    kode: str
    steder: tuple[Sted, ...]
    gjelder: tuple[str, ...] = ()

    @property
    def stopper(self) -> bool:
        """Whether no answer can let it pass."""
        return self.slag not in SPOERSMAAL
