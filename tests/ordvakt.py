"""The words that no teacher meets unless asked for with ``--detaljer``: found in a text, each as it stands there."""

import re
from collections.abc import Iterable
from pathlib import Path

_SIDEN = Path(__file__).parents[1] / "docs" / "utvikling" / "hvem-leser.md"
FOR_IT = frozenset(
    re.findall(r"^\| `([a-zæøå-]+)` \|", _SIDEN.read_text(encoding="utf-8"), re.MULTILINE)
)
"""The commands that say places, by the table of the page that says why."""
FOR_MASKINEN = (
    r"\b(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}\b(?<!kopikode .{8})",
    r"(?i)\bcommit\w*",
    r"(?i)\bavtrykk\w*",
    r"(?i)\bhash\w*",
    r"\b(?:plan|saker|fravaer|moter|innboks|maler)/[\w./-]+",
    r"(?<![/\w])git [a-z]+",
    r"\b[a-zæøå]+_[a-zæøå_]+\b",
    r"«[a-zæøå_-]+:»",
    r"\b(?:vekst|tørr)\b",
)
KODER = (
    r"(?<![-\w])(?:i-dag|for-sent|ikke-gjort)\b",
    r"(?i)\butfall\w*",
    r"(?i)\beffekt(?:en)?\b",
    r"(?i)dagen det dømmes fra",
    r"(?i)\bbeslutning [a-z0-9]{8}\b",
)
TALL = (
    r"\bhøyst 0\b",
    r"(?<![\d.,/–-])\b1 (?:saker|opplysninger|filer|rader|frister|dager|møter|klasser|lagringer|utgaver|tegn)\b",
    r"\b(?:mandag|tirsdag|onsdag|torsdag)-(?:tirsdag|onsdag|torsdag|fredag)\b",
    r"\blinje \d+-\d+",
)


def sagt(text: str, patterns: Iterable[str]) -> list[str]:
    """Return what of some patterns a text says."""
    return [each.group() for pattern in patterns for each in re.finditer(pattern, text)]


def ikke_for_en_laerer(text: str) -> list[str]:
    """Return what a text says that a teacher should not have to read.

    >>> ikke_for_en_laerer("Lagret i historikken som 3f2a1c9."), ikke_for_en_laerer("Lagret.")
    (['3f2a1c9'], [])
    >>> ikke_for_en_laerer("Planen mangler 1 opplysninger."), ikke_for_en_laerer("i-dag --i-dag")
    (['1 opplysninger'], ['i-dag'])
    """
    return sagt(text, (*FOR_MASKINEN, *KODER, *TALL))
