"""Who signs what they save, with which key, and from when it must be signed."""

from datetime import date
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.konflikt import Fil
from sosialplan.model.record import EntryId, Line, Record


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


class Tilgang(Fil, frozen=True, kw_only=True):
    """The file ``tilgang.yaml``. Where there is none, nothing needs to be signed."""

    noekler: tuple[Noekkel, ...] = field(name="nøkler", default=())
    signering: tuple[Signering, ...] = ()

    def noekkel(self, id_: str) -> Noekkel | None:
        """Return the key with this id."""
        return next((each for each in self.noekler if each.id == id_), None)
