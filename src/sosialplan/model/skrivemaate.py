"""Names as people write them: the same however they are spaced, cased or composed."""

import unicodedata


def folded(name: str) -> str:
    """Return a name as it is compared; never shown and never kept.

    >>> folded("Oppdiktet  ELEV Sol") == folded(" oppdiktet elev sol")
    True
    """
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def alike(one: str, other: str) -> bool:
    """Tell whether two names are the same name."""
    return folded(one) == folded(other)
