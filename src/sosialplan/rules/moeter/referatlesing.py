"""Minutes that the program made and somebody wrote on in Word: what is new under each fixed heading, what is changed, and what is gone."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
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
_WHOSE = frozenset({"elev", "skole"})
_FEWEST, _MOST = 2, 5
"""So many words, each beginning large, are a name: not a sentence, and not one word of an answer."""
Likt = Callable[[str, str], bool]


class Lestvedtak(Value, frozen=True):
    """A decision that was written in: its place, and the words for what, who and by when."""

    sted: str
    hva: str
    ansvarlig: str = ""
    innen: str = ""


_Del = tuple[str, Tekstavsnitt | Lestvedtak, str]
"""A part, with the heading that it is under before it and what it says behind."""


class Vedtaksendring(Value, frozen=True):
    """A decision that stands, and that the document says another owner or day of."""

    var: Lestvedtak
    er: Lestvedtak


class Referatendring(Value, frozen=True):
    """What a document says more than the minutes it was made from.

    ``endret`` are places where what stands in the case is written otherwise, ``utenfor`` those of words that are under
    no fixed heading, ``borte`` the heading ("" for none) of each part of the minutes that the document lacks,
    ``flyttet`` the decisions with another owner or day, ``stroeket`` those that the document lacks, and ``gjentatt`` places of decisions that the case has in the same words.
    """

    droeftet: tuple[Tekstavsnitt, ...]
    eleven: tuple[Tekstavsnitt, ...]
    vedtak: tuple[Lestvedtak, ...]
    endret: tuple[str, ...]
    utenfor: tuple[str, ...]
    borte: tuple[str, ...]
    flyttet: tuple[Vedtaksendring, ...] = ()
    gjentatt: tuple[str, ...] = ()
    stroeket: tuple[Lestvedtak, ...] = ()

    @property
    def nytt(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.droeftet or self.eleven or self.vedtak)

    @property
    def skrevet_om(self) -> bool:
        """Whether something that stands in the case is written otherwise."""
        return bool(self.endret or self.flyttet or self.gjentatt)


def referathode(dokument: Lestdokument, ord_: Planord) -> Mapping[str, str]:
    """Return what the table on top says: the case, the day and the meeting; the first of each counts."""
    found = dict[str, str]()
    for key, cell in _heads(dokument, ord_):
        found.setdefault(key, cell.tekst)
    return found


def _heads(dokument: Lestdokument, ord_: Planord) -> Iterator[tuple[str, Tekstavsnitt]]:
    for table in (each for each in dokument.deler if isinstance(each, Tabell)):
        for row in table.rader:
            key = meant_by(row[0].tekst, ord_.referathode) if len(row) == _PAIR else None
            if key:
                yield key, row[1]


def er_referat(dokument: Lestdokument, ord_: Planord) -> bool:
    """Tell whether a document has the title of minutes."""
    said = (each for each in dokument.deler if isinstance(each, Tekstavsnitt) and each.nivaa)
    return any(ordet(each.tekst) in ord_.referattitler for each in said)


def andres_hode(
    dokument: Lestdokument, vaart: Lestdokument, ord_: Planord
) -> tuple[str, str] | None:
    """Return what a head says otherwise than the minutes do, ``elev`` or ``skole``, and its place; None for nothing."""
    own = {key: ordet(cell.tekst) for key, cell in _heads(vaart, ord_)}
    said = (*_heads(dokument, ord_), *_lines(dokument, ord_))
    return next(((key, c.sted) for key, c in said if key in _WHOSE and c.tekst and ordet(c.tekst) != own.get(key)), None)  # fmt: skip


def _lines(dokument: Lestdokument, ord_: Planord) -> Iterator[tuple[str, Tekstavsnitt]]:
    """Yield what a line such as «Elev: Oppdiktet Navn» says, outside the table: a name, and not a sentence."""
    for each in dokument.alle:
        for line in each.tekst.split("\n"):
            word, _, name = line.partition(":")
            key = meant_by(word, ord_.referathode)
            words = name.split()
            if key and _FEWEST <= len(words) <= _MOST and all(w[0].isupper() for w in words):
                yield key, Tekstavsnitt(each.sted, name.strip())


def forskjell(lest: Lestdokument, vaart: Lestdokument, kjent: frozenset[str], ord_: Planord, likt: Likt) -> Referatendring:  # fmt: skip
    """Return what a document says that neither the minutes of today nor the case do.

    ``kjent`` are the case's own texts, and ``likt`` tells whether two say the same owner or day.
    """
    new, gone = _apart(_parts(lest, ord_), _parts(vaart, ord_), kjent)
    flyttet, new = _moved(new, gone, likt)
    endret, utenfor, gjentatt = list[str](), list[str](), list[str]()
    kept = list[tuple[str, Tekstavsnitt | Lestvedtak]]()
    for key, part, said in new:
        if isinstance(part, Lestvedtak) and plain(part.hva) in kjent:
            gjentatt.append(part.sted)
            continue
        like = next((each for each in gone if SequenceMatcher(None, each[2], said).ratio() >= _LIKE), None)  # fmt: skip
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
        borte=tuple(key for key, _, _ in gone),
        flyttet=tuple(flyttet),
        gjentatt=tuple(gjentatt),
        stroeket=tuple(part for _, part, _ in gone if isinstance(part, Lestvedtak)),
    )


def _apart(theirs: Sequence[_Del], ours: Sequence[_Del], kjent: frozenset[str]) -> tuple[list[_Del], list[_Del]]:  # fmt: skip
    """Return what stands in the document alone, and what in the minutes alone."""
    left = Counter((key, plain(text)) for key, _, text in ours)
    new, gone = list[_Del](), list[_Del]()
    for key, part, text in theirs:
        said = plain(text)
        if left[key, said] > 0:
            left[key, said] -= 1
        elif isinstance(part, Lestvedtak) or said not in kjent:
            new.append((key, part, said))
    for key, part, text in ours:
        if left[key, plain(text)] > 0:
            left[key, plain(text)] -= 1
            gone.append((key, part, plain(text)))
    return new, gone


def _moved(new: Sequence[_Del], gone: list[_Del], likt: Likt) -> tuple[list[Vedtaksendring], list[_Del]]:  # fmt: skip
    """Return the decisions that stand with another owner or day, and the rest of what is new; ``gone`` is what stands alone."""
    moved, rest = list[Vedtaksendring](), list[_Del]()
    for each in new:
        part, found = each[1], list[tuple[bool, Vedtaksendring, _Del]]()
        for one in gone:
            stood = one[1]
            if (
                isinstance(part, Lestvedtak)
                and isinstance(stood, Lestvedtak)
                and plain(stood.hva) == plain(part.hva)
            ):
                same = likt(stood.ansvarlig, part.ansvarlig) and likt(stood.innen, part.innen)
                found.append((same, Vedtaksendring(stood, part), one))
        if not found:
            rest.append(each)
            continue
        same, change, one = max(found, key=lambda pair: pair[0])
        gone.remove(one)
        if not same:
            moved.append(change)
    return moved, rest


def plain(text: str) -> str:
    r"""Return a text as two are compared.

    >>> plain(" Ring\n hjem ")
    'Ring hjem'
    """
    return " ".join(text.split())


def _parts(dokument: Lestdokument, ord_: Planord) -> list[_Del]:  # fmt: skip
    """Return each part with the heading that it is under, "" for none, and the whole of what it says."""
    return list(_read(dokument, ord_))


def _read(dokument: Lestdokument, ord_: Planord) -> Iterator[_Del]:  # fmt: skip
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
    first, *rest = re.split(rf"(?:^|(?<=[\s.,;(]))({labels})\s*:", part.tekst, flags=re.IGNORECASE)
    told = list(_pairs(rest, ord_))
    if not told or len(dict(told)) < len(told):
        return None
    return Lestvedtak(part.sted, first.strip(" \n.,;:(–-"), **dict(told))


def _pairs(rest: Sequence[str], ord_: Planord) -> Iterator[tuple[str, str]]:
    for label, said in zip(rest[::2], rest[1::2], strict=True):
        key = "innen" if meant_by(label, ord_.vedtak) == "innen" else "ansvarlig"
        yield key, said.strip(" \n.,;)")
