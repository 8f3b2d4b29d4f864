"""Who has access: who signs with which key, and who reads what is about pupils."""

from datetime import date
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.record import CaseNumber, EntryId, Fil, Line, Record, RoleCode, Text


class Noekkel(Record, frozen=True, kw_only=True):
    """A public ssh key and the person whose signatures it makes. It is ended, never taken out."""

    id: EntryId
    person: Annotated[Line, Meta(description="Navnet, som under «personer:» i skole.yaml.")]
    e_post: Annotated[
        Line | None,
        Meta(description="Adressen personen har i git, når git ikke har hele navnet."),
    ] = None
    noekkel: Annotated[
        str,
        Meta(
            min_length=1, max_length=2000,
            description="Den offentlige nøkkelen: det som står i filen som slutter på .pub.",
        ),
    ] = field(name="nøkkel")  # fmt: skip
    gjelder_fra: date
    sperret_fra: Annotated[
        date | None, Meta(description="Første dag nøkkelen ikke gjelder lenger.")
    ] = None


class Signering(Record, frozen=True, kw_only=True):
    """Whether what is saved must be signed, from and including a day."""

    gjelder_fra: date
    paa: bool = field(name="på")


class Leserett(Record, frozen=True, kw_only=True):
    """The roles whose work asks for reading, by kind of file: each for the pupils that its post covers.

    A contact teacher reads of the class, a leader of a grade of the grade, rektor of the school. A meeting's
    members read its own minutes beside these. A file of before there were reports, or class lists, says nothing of who
    has them: then the standard's do, since what nobody can read would be lost.
    """

    saker: tuple[RoleCode, ...] = ()
    fravaer: tuple[RoleCode, ...] = field(name="fravær", default=())
    moeter: tuple[RoleCode, ...] = field(name="møter", default=())
    meldinger: Annotated[
        tuple[RoleCode, ...], Meta(description="De som tar imot meldinger fra de ansatte.")
    ] = ("rektor", "rådgiver", "sosiallærer")
    klasselister: Annotated[
        tuple[RoleCode, ...],
        Meta(description="De som trenger navn og foresatte i klassene de har."),
    ] = (
        "rektor",
        "assisterende-rektor",
        "rådgiver",
        "sosiallærer",
        "trinnleder",
        "kontaktlærer",
    )


class Bekreftelse(Record, frozen=True, kw_only=True):
    """One who reads already says that a key is its person's. It counts by the signature of its commit."""

    person: Line
    dato: date


class Lesenoekkel(Record, frozen=True, kw_only=True):
    """A public key that what is about pupils is sealed for, and whose it is. It is ended, never taken out.

    The school's recovery key is nobody's (``nød``): what is sealed is sealed for it too.
    """

    id: EntryId
    person: Annotated[
        Line | None, Meta(description="Navnet, som under «personer:» i skole.yaml.")
    ] = None
    noekkel: Annotated[
        str,
        Meta(
            min_length=1, max_length=500,
            description="Den offentlige halvdelen: age1…, eller en linje som begynner med ssh-ed25519.",
        ),
    ] = field(name="nøkkel")  # fmt: skip
    noed: Annotated[bool, Meta(description="Ja for skolens nødnøkkel.")] = field(
        name="nød", default=False
    )
    gjelder_fra: date
    sperret_fra: Annotated[
        date | None, Meta(description="Første dag nøkkelen ikke gjelder lenger.")
    ] = None
    bekreftet: tuple[Bekreftelse, ...] = ()


class Navngitt(Record, frozen=True, kw_only=True):
    """One who reads a case beside the rules, why, and until which day (included)."""

    id: EntryId
    sak: CaseNumber
    person: Line
    hvorfor: Text
    til: date


class Vern(Record, frozen=True, kw_only=True):
    """That what is about pupils was sealed, or opened again and why. The last one counts."""

    gjelder_fra: date
    paa: bool = field(name="på")
    hvorfor: Text | None = None


class Tilgang(Fil, frozen=True, kw_only=True):
    """The file ``tilgang.yaml``. Where there is none, nothing needs to be signed, and nothing is sealed."""

    noekler: tuple[Noekkel, ...] = field(name="nøkler", default=())
    signering: tuple[Signering, ...] = ()
    vern: Annotated[
        tuple[Vern, ...],
        Meta(
            description="Når alt som handler om elever, ble vernet (kryptert), og når det ble åpnet."
        ),
    ] = ()
    leserett: Annotated[
        Leserett, Meta(description="Hvilke roller som trenger å lese hva, for elevene de har.")
    ] = Leserett()
    bekreftes_av: Annotated[
        int,
        Meta(ge=1, le=5, description="Så mange som leser fra før, må bekrefte en ny lesenøkkel."),
    ] = 2
    lesenoekler: tuple[Lesenoekkel, ...] = field(name="lesenøkler", default=())
    navngitt: Annotated[
        tuple[Navngitt, ...],
        Meta(description="Andre som leser en sak, med grunn og siste dag."),
    ] = ()

    @property
    def vernet(self) -> bool:
        """Whether what is about pupils is sealed."""
        return bool(self.vern) and self.vern[-1].paa

    def noekkel(self, id_: str) -> Noekkel | None:
        """Return the key with this id."""
        return next((each for each in self.noekler if each.id == id_), None)
