"""What is told of a pupil besides name and class."""

from enum import StrEnum


class Flagg(StrEnum):
    """What must be decided by a person before a document leaves the school."""

    SPERRET_ADRESSE = "sperret-adresse"
    KONTAKTFORBUD = "kontaktforbud"
    DELT_OMSORG = "delt-omsorg"
    BARNEVERNET_HAR_OMSORG = "barnevernet-har-omsorg"


class Maalform(StrEnum):
    """The form of Norwegian that a document is written in."""

    BOKMAAL = "bokmål"
    NYNORSK = "nynorsk"

    @property
    def spraak(self) -> str:
        """The language tag (BCP 47)."""
        return "nn" if self is Maalform.NYNORSK else "nb"
