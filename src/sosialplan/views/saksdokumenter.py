"""Which documents a case holds, each for its own day, and the fingerprint of what each says."""

import hashlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import msgspec

from sosialplan.views.dokumentdeler.mangler import Mangel, Opplysning
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentliste import DOKUMENTER, Dokument, Dokumentslag


def saksdokumenter(bilde: Saksbilde) -> Iterator[tuple[Dokumentslag, date | None]]:
    """Yield each kind of document that the reader of ``bilde`` may have, and its day.

    The day is None where the case has one of the kind.
    """
    for slag in DOKUMENTER:
        refused = slag.avslag(bilde) is not None
        if bilde.mottaker.hva in slag.mottakere and not refused:
            yield from ((slag, day) for day in slag.dager(bilde))


_OF_SENDING = frozenset({"sendinger", "ikke_sendt"})
_NOT_SAID = frozenset({"tittel", "bunntekst", "per_dato", "mangler", "logo"})
"""What is of the day or of how it looks: a new day or a new logo makes no other document."""


def innholdsavtrykk(kode: str, dokument: Dokument) -> str:
    """Return the fingerprint of a document's content: 64 hexadecimal digits (SHA-256)."""
    content = msgspec.json.encode([kode, _said(dokument)], order="sorted")
    return hashlib.sha256(content).hexdigest()


def kopiavtrykk(kode: str, mottaker: str, maalform: str, dokument: Dokument) -> str:
    """Return the fingerprint of a copy: of what it says, to whom, in which form of Norwegian.

    That a copy was sent is no part of it, or each sending would make the copies before it old.
    """
    said = _said(dokument)
    for name in _OF_SENDING & said.keys():
        del said[name]
    content = msgspec.json.encode([kode, mottaker, maalform, said], order="sorted")
    return hashlib.sha256(content).hexdigest()


def tekster(value: Any) -> Iterator[str]:
    """Yield every text that a document's template is given."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from tekster(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from tekster(getattr(value, field.name))


def _said(value: Any) -> Any:
    if isinstance(value, Opplysning):
        return value.mangel.ellers if value.mangel else value.tekst
    if isinstance(value, Mangel):
        return value.ellers
    if isinstance(value, tuple | list):
        return [_said(each) for each in value]
    if is_dataclass(value):
        kept = [each.name for each in fields(value) if each.name not in _NOT_SAID]
        return {name: _said(getattr(value, name)) for name in kept}
    return value
