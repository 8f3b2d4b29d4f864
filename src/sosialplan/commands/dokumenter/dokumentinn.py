"""A document from elsewhere as the commands take it in: read in the worker, and refused where it holds what is never kept."""

from pathlib import Path

from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.lestdokument import Lestdokument
from sosialplan.model.visible import no_character
from sosialplan.output.bounded import dokument
from sosialplan.reading import NotRead, read_bytes
from sosialplan.rules.kontrolltegn import may_hold_identity_number

MOST_BYTES = 30_000_000
"""A document with pictures; its text is a hundredth of it."""
_CURE = "Rett det i dokumentet, lagre det, og prøv igjen."


def read_document(fil: Path) -> Lestdokument:
    """Read a document. Raises ExpectedFailure or WrongUsage for one that is not taken in, with the place and why."""
    lest = dokument(_bytes_of(fil), fil.suffix.lower())
    said = [each for each in lest.alle if each.tekst]
    if not said:
        raise ExpectedFailure(
            " ".join(["Dokumentet har ingen tekst som kan leses.", *lest.merknader]),
            "Er det et bilde av en tekst, så skriv den i et dokument først.",
        )
    for each in said:
        if may_hold_identity_number(each.tekst):
            raise WrongUsage(f"I dokumentet ({each.sted}) står det et fødselsnummer. Ingenting er endret.", "Ta det bort i dokumentet, lagre det, og prøv igjen.")  # fmt: skip
        if no_character(each.tekst) is not None:
            raise WrongUsage(f"I dokumentet ({each.sted}) står et tegn som ikke kan lagres. Ingenting er endret.", _CURE)  # fmt: skip
    return lest


def _bytes_of(fil: Path) -> bytes:
    try:
        return read_bytes(fil.resolve(), most=MOST_BYTES)
    except FileNotFoundError:
        raise ExpectedFailure("Filen finnes ikke.", "Sjekk navnet på filen.") from None
    except NotRead as error:
        why = "Filen er for stor." if error.code == "F102" else "Filen kan ikke leses."
        raise ExpectedFailure(why, "Gi et Word-dokument (.docx) eller en tekst i Markdown (.md).") from None  # fmt: skip
