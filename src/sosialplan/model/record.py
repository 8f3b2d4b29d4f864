"""The shape that every kind of file shares, and the words its fields are made of.

One definition: these types read the file, write the JSON Schema and name the faults.
Keys in files are proper Norwegian (``nivå``); attribute names are ASCII (``nivaa``).
"""

from typing import Annotated

import msgspec
from msgspec import Meta


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A frozen value read from a file; a key it does not know is a fault."""


class Value(msgspec.Struct, frozen=True):
    """A frozen value of the program itself."""


Text = Annotated[str, Meta(min_length=1, max_length=20_000)]
"""A text that says something: never empty, at most 20,000 characters."""

Line = Annotated[str, Meta(min_length=1, max_length=300)]
"""A short text: a name, a title, a contact."""

Code = Annotated[str, Meta(pattern="^[a-zæøå0-9][a-zæøå0-9-]{0,59}$")]
"""A word that other files refer to: lower case letters, digits and hyphens."""

EntryId = Annotated[str, Meta(pattern="^[0-9a-z]{8}$", description="Åtte tilfeldige tegn.")]
"""Eight random characters: tells entries apart when two people's files are merged."""

CaseNumber = Annotated[
    str,
    Meta(
        pattern="^[0-9]{4}-[0-9A-HJKMNP-TV-Z]{5}$",
        description="Saksnummer: år, bindestrek, fire tilfeldige tegn og ett kontrolltegn.",
    ),
]
"""Year, hyphen, four random characters and a check character (ISO 7064 MOD 33,32)."""

ClassName = Annotated[
    str, Meta(pattern="^(8|9|10)[A-Z]$", description="Klasse: trinn og bokstav, som 8B.")
]
"""Grade and letter, as ``8B``."""

SchoolYear = Annotated[str, Meta(pattern="^20[0-9]{2}-20[0-9]{2}$", description="Som 2026-2027.")]
"""Two calendar years, as ``2026-2027``."""

Recorded = Annotated[
    str,
    Meta(
        pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}([+-][0-9]{2}:[0-9]{2}|Z)$",
        description="Når det ble skrevet ned. Et bevis; brukes aldri når frister regnes.",
    ),
]
"""When something was written down: evidence, never used in counting."""

SourceLines = (
    Annotated[
        str,
        Meta(
            pattern="^[0-9]+(-[0-9]+)?(, [0-9]+(-[0-9]+)?)*$",
            description="Linjer i kildeteksten til skolens sosiale handlingsplan.",
        ),
    ]
    | Annotated[int, Meta(ge=1)]
)
"""Lines of the school's source plan, as ``1435``, ``1413-1579`` or ``983, 1585``."""
