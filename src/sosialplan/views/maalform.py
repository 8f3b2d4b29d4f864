"""Bokmål or nynorsk: our own phrases by their bokmål form. What people wrote is never translated."""

from collections.abc import Mapping
from enum import StrEnum


class Maalform(StrEnum):
    """The form of Norwegian that a document is written in."""

    BOKMAAL = "bokmål"
    NYNORSK = "nynorsk"

    @property
    def spraak(self) -> str:
        """The language tag (BCP 47)."""
        return "nn" if self is Maalform.NYNORSK else "nb"


def paa(maalform: Maalform, phrase: str) -> str:
    """Return a phrase in a form of Norwegian; one that is the same in both is not in the table."""
    return _NYNORSK.get(phrase, phrase) if maalform is Maalform.NYNORSK else phrase


_NYNORSK: Mapping[str, str] = {
    "assisterende rektor": "assisterande rektor",
    "elevrådskontakt": "elevrådskontakt",
    "helsesykepleier": "helsesjukepleiar",
    "kontaktlærer": "kontaktlærar",
    "kroppsøvingslærer": "kroppsøvingslærar",
    "ledelsen": "leiinga",
    "lærer": "lærar",
    "miljøarbeider": "miljøarbeidar",
    "rådgiver": "rådgjevar",
    "sosiallærer": "sosiallærar",
    "skoleeier": "skuleeigar",
    "trinnleder": "trinnleiar",
    "foresatte": "føresette",
    "en ansatt": "ein tilsett",
}
