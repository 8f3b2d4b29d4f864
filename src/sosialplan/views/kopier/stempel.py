"""The stamp in the foot of a copy: the case, the version, the day and the fingerprint, read back."""

import re
from datetime import date

from sosialplan.model.record import Value
from sosialplan.rules.kalender.datoord import MAANEDER

_STAMP = re.compile(
    r"(?:sak\s+([0-9]{4}-[0-9A-Z]{5})\s+·\s+)?(?:versjon\s+([0-9]{1,4})\s+·\s+)?"
    rf"([0-9]{{1,2}})\.\s+({'|'.join(MAANEDER)})\s+([0-9]{{4}})\s+·\s+avtrykk\s+([0-9a-f]{{8}})\b"
)


class Stempel(Value, frozen=True):
    """What a stamp says. ``sak`` is None in an anonymous copy."""

    sak: str | None
    versjon: int | None
    dag: date
    avtrykk: str


def stempel_i(text: str) -> Stempel | None:
    """Return the last stamp of a text, or None where there is none.

    >>> stempel_i("Skolen · sak 2026-7KQ2M · versjon 3 · 23. november 2026 · avtrykk 3f2a91c0").versjon
    3
    """
    for found in reversed(list(_STAMP.finditer(text))):
        sak, versjon, day, month, year, avtrykk = found.groups()
        try:
            dag = date(int(year), MAANEDER.index(month) + 1, int(day))
        except ValueError:
            continue
        return Stempel(sak, int(versjon) if versjon else None, dag, avtrykk)
    return None
