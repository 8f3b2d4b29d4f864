"""Minutes that the program made and somebody wrote on in Word: what is new under each fixed heading, what is changed, and what is gone."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from sosialplan.model.lestdokument import (
    Lestdokument,
    Planord,
    Tabell,
    Tekstavsnitt,
    meant_by,
    ordet,
)
from sosialplan.model.record import Value

DROEFTET, ELEVEN, BESTEMT = "drøftet", "eleven", "bestemt"
_LIKE = 0.6
"""So much of two texts is the same where one is the other, written anew."""
_PAIR = 2
_TAKEN = ("hva", "ansvarlig", "innen")
"""The columns of a decision that are read."""


class Lestvedtak(Value, frozen=True):
    """A decision that was written in: its place, and the words for what, who and by when."""

    sted: str
    hva: str
    ansvarlig: str = ""
    innen: str = ""


class Referatendring(Value, frozen=True):
    """What a document says more than the minutes it was made from.

    ``endret`` are places where what stands in the case is written otherwise, ``utenfor`` those of words that are under
    no fixed heading, and ``borte`` how much of the minutes the document lacks.
    """

    droeftet: tuple[Tekstavsnitt, ...]
    eleven: tuple[Tekstavsnitt, ...]
    vedtak: tuple[Lestvedtak, ...]
    endret: tuple[str, ...]
    utenfor: tuple[str, ...]
    borte: int

    @property
    def nytt(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.droeftet or self.eleven or self.vedtak)


def referathode(dokument: Lestdokument, ord_: Planord) -> Mapping[str, str]:
    """Return what the table on top says: the case, the day and the meeting; the first of each counts."""
    found = dict[str, str]()
    for table in (each for each in dokument.deler if isinstance(each, Tabell)):
        for row in table.rader:
            key = meant_by(row[0].tekst, ord_.referathode) if len(row) == _PAIR else None
            if key:
                found.setdefault(key, row[1].tekst)
    return found


def er_referat(dokument: Lestdokument, ord_: Planord) -> bool:
    """Tell whether a document has the title of minutes."""
    said = (each for each in dokument.deler if isinstance(each, Tekstavsnitt) and each.nivaa)
    return any(ordet(each.tekst) in ord_.referattitler for each in said)


def forskjell(lest: Lestdokument, vaart: Lestdokument, kjent: frozenset[str], ord_: Planord) -> Referatendring:  # fmt: skip
    """Return what a document says that neither the minutes of today nor the case do; ``kjent`` are the case's own texts."""
    theirs, ours = _parts(lest, ord_), _parts(vaart, ord_)
    left = Counter((key, plain(text)) for key, _, text in ours)
    new = list[tuple[str, Tekstavsnitt | Lestvedtak, str]]()
    for key, part, text in theirs:
        said = plain(text)
        if left[key, said] > 0:
            left[key, said] -= 1
        elif plain(part.hva if isinstance(part, Lestvedtak) else text) not in kjent:
            new.append((key, part, said))
    gone = [said for (_, said), count in left.items() for _ in range(count)]
    endret, utenfor = list[str](), list[str]()
    kept = list[tuple[str, Tekstavsnitt | Lestvedtak]]()
    for key, part, said in new:
        like = next((each for each in gone if SequenceMatcher(None, each, said).ratio() >= _LIKE), None)  # fmt: skip
        if like is not None:
            gone.remove(like)
        heading = isinstance(part, Tekstavsnitt) and part.nivaa
        if key and like is not None:
            endret.append(part.sted)
        elif key and not heading and (key != BESTEMT or isinstance(part, Lestvedtak)):
            kept.append((key, part))
        else:
            utenfor.append(part.sted)
    return Referatendring(
        droeftet=tuple(p for key, p in kept if key == DROEFTET and isinstance(p, Tekstavsnitt)),
        eleven=tuple(p for key, p in kept if key == ELEVEN and isinstance(p, Tekstavsnitt)),
        vedtak=tuple(part for _, part in kept if isinstance(part, Lestvedtak)),
        endret=tuple(endret),
        utenfor=(*utenfor, *(each.sted for each in lest.ved_siden)),
        borte=len(gone),
    )


def plain(text: str) -> str:
    r"""Return a text as two are compared.

    >>> plain(" Ring\n hjem ")
    'Ring hjem'
    """
    return " ".join(text.split())


def _parts(dokument: Lestdokument, ord_: Planord) -> list[tuple[str, Tekstavsnitt | Lestvedtak, str]]:  # fmt: skip
    """Return each part with the heading that it is under, "" for none, and the whole of what it says."""
    return list(_read(dokument, ord_))


def _read(dokument: Lestdokument, ord_: Planord) -> Iterator[tuple[str, Tekstavsnitt | Lestvedtak, str]]:  # fmt: skip
    under = ""
    for each in dokument.deler:
        if isinstance(each, Tabell):
            for part, text in _rows(each, ord_) if under == BESTEMT else _cells(each):
                yield under, part, text
        elif (key := meant_by(each.tekst, ord_.referat)) is not None:
            under = key
        elif each.nivaa in {1, 2} and under:
            under = ""
            yield under, each, each.tekst
        else:
            made = _decided(each, ord_) if under == BESTEMT else None
            yield under, made or each, each.tekst


def _cells(table: Tabell) -> Iterator[tuple[Tekstavsnitt, str]]:
    for row in table.rader:
        said = [each for each in row if each.tekst]
        if said:
            yield said[-1], " | ".join(each.tekst for each in said)


def _rows(table: Tabell, ord_: Planord) -> Iterator[tuple[Tekstavsnitt | Lestvedtak, str]]:
    """Yield the decisions of a table by its heading; the heading itself says nothing."""
    columns = [meant_by(each.tekst, ord_.vedtak) for each in table.rader[0]]
    if "hva" not in columns:
        yield from _cells(table)
        return
    for row in table.rader[1:]:
        told = {
            c: each for c, each in zip(columns, row, strict=False) if c in _TAKEN and each.tekst
        }
        if "hva" in told:
            words = {key: each.tekst for key, each in told.items() if key}
            text = " | ".join(words.get(key, "") for key in _TAKEN)
            yield Lestvedtak(told["hva"].sted, **words), text
        left = told.values() if "hva" in told else ()
        yield from ((each, each.tekst) for each in row if each.tekst and each not in left)


def _decided(part: Tekstavsnitt, ord_: Planord) -> Lestvedtak | None:
    """Return the decision of a line: «Ring hjem. Ansvarlig: rådgiver, innen: 5.12.2026»; None for a line that is none."""
    names = [each for key in ("ansvarlig", "innen") for each in ord_.vedtak[key]]
    labels = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    first, *rest = re.split(rf"(?:(?<=[\s.,;(]))({labels})\s*:", part.tekst, flags=re.IGNORECASE)
    told = list(_pairs(rest, ord_))
    if not told or len(dict(told)) < len(told):
        return None
    return Lestvedtak(part.sted, first.strip(" \n.,;:(–-"), **dict(told))


def _pairs(rest: Sequence[str], ord_: Planord) -> Iterator[tuple[str, str]]:
    for label, said in zip(rest[::2], rest[1::2], strict=True):
        key = "innen" if meant_by(label, ord_.vedtak) == "innen" else "ansvarlig"
        yield key, said.strip(" \n.,;)")
