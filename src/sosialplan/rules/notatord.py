"""What a note says in plain words where the field for it was left out: that a pupil moved, or declined.

Read only where the answer is missing and the entry would else be refused; the field is then written,
and the person is told what was read. Any «ikke» makes the first one nothing.
"""

import re
from datetime import date

_MOVED = re.compile(
    r"\b(begynt|begynner|går nå|starter|startet|byttet|flyttet|overført)\b[^.?!]*"
    r"\b(annen|ny|andre)\s+skole\b|\bbyttet skole\b|\bsluttet (på|ved) skolen\b"
)
_DECLINED = re.compile(
    r"\b(ønsket|ønsker|ville|vil) ikke (å )?(uttale seg|si noe|snakke|svare)\b|\btakket nei\b"
)
_DAY = re.compile(r"\b([0-9]{1,2})\.\s?([0-9]{1,2})\.(?:\s?([0-9]{4}))?")


def says_moved(notat: str | None) -> bool:
    """Tell whether a note says that the pupil goes to another school.

    >>> says_moved("Eleven har begynt på en annen skole 20.11."), says_moved("Vil til en annen skole")
    (True, False)
    """
    said = " ".join((notat or "").casefold().split())
    return "ikke" not in said and _MOVED.search(said) is not None


def says_declined(notat: str | None) -> bool:
    """Tell whether a note says that the pupil was asked and would not speak.

    >>> says_declined("Eleven fikk tilbud om samtale og ønsket ikke å uttale seg.")
    True
    """
    return _DECLINED.search(" ".join((notat or "").casefold().split())) is not None


def day_in(notat: str | None, latest: date) -> date | None:
    """Return the day that a note tells; without a year, the last such day up to ``latest``.

    >>> day_in("Begynte der 20.11.", date(2026, 11, 23))
    datetime.date(2026, 11, 20)
    """
    found = _DAY.search(notat or "")
    if found is None:
        return None
    day, month = int(found[1]), int(found[2])
    for year in [int(found[3])] if found[3] else [latest.year, latest.year - 1]:
        try:
            told = date(year, month, day)
        except ValueError:
            continue
        if found[3] or told <= latest:
            return told
    return None
