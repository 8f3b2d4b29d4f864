"""What the entries of a case say, ready for a list in a document."""

from collections.abc import Iterable
from dataclasses import dataclass

from sosialplan.model.sak import Hendelse
from sosialplan.views.datoer import kort_dato
from sosialplan.views.mangler import Mangel
from sosialplan.views.saksbilde import Saksbilde


@dataclass(frozen=True, slots=True)
class Nedtegnelse:
    """One entry: the day, what was done, by and with whom (roles), and what was written."""

    dato: str
    hva: str
    av: str | None
    med: tuple[str, ...]
    maate: str | None
    notat: str | None
    elevens_stemme: str | None


@dataclass(frozen=True, slots=True)
class Nedtegnelser:
    """Entries of one kind, or what is missing: with ``mangel`` there may still be some."""

    poster: tuple[Nedtegnelse, ...] = ()
    mangel: Mangel | None = None


def nedtegnelse(bilde: Saksbilde, hendelse: Hendelse) -> Nedtegnelse:
    """Shape one entry."""
    return Nedtegnelse(
        dato=kort_dato(hendelse.dato),
        hva=bilde.stegnavn(hendelse.steg),
        av=bilde.rolle(hendelse.av),
        med=tuple(bilde.rolle(each) or each for each in hendelse.med),
        maate=bilde.si(hendelse.maate.value) if hendelse.maate else None,
        notat=bilde.tekst(hendelse.notat),
        elevens_stemme=bilde.tekst(hendelse.elevens_stemme),
    )


def nedtegnelser(
    bilde: Saksbilde, hendelser: Iterable[Hendelse], mangel: Mangel | None
) -> Nedtegnelser:
    """Shape entries; without any of them, ``mangel`` is what is missing."""
    poster = tuple(nedtegnelse(bilde, each) for each in hendelser)
    return Nedtegnelser(poster, None if poster else mangel)
