"""What the entries of a case say, ready for a list in a document, and when they were written down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sosialplan.model.sak import Evaluering, Hendelse, Tiltak
from sosialplan.model.sakspapirer import Endring
from sosialplan.rules.explanation import number
from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.mangler import Mangel
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde

SENERE, USETT = ", etter historikken", ", etter saken selv"
SENT_SKREVET = "sent-skrevet-dager"
"""The setting: what is written down more calendar days after it happened is marked."""


@dataclass(frozen=True, slots=True)
class Nedtegnelse:
    """One entry: the day, what was done, by and with whom (roles), and what was written.

    ``hoert`` are other pupils by alias, ``metoder`` how something was looked into.
    """

    dato: str
    hva: str
    av: str | None
    med: tuple[str, ...]
    hoert: tuple[str, ...]
    maate: str | None
    metoder: tuple[str, ...]
    svar: str | None
    notat: str | None
    elevens_stemme: str | None


@dataclass(frozen=True, slots=True)
class Nedtegnelser:
    """Entries of one kind, or what is missing: with ``mangel`` there may still be some."""

    poster: tuple[Nedtegnelse, ...] = ()
    mangel: Mangel | None = None


@dataclass(frozen=True, slots=True)
class Skrevet:
    """When something was written down, how many days late, and whether only history knows it.

    What is ``usett`` only the entry itself says: the history of then is sealed for others.
    """

    dag: date | None = None
    sent: int | None = None
    senere: bool = False
    usett: bool = False

    @property
    def kilde(self) -> str:
        """Where the day is from, for a table: empty where the entry and the history say the same."""
        return SENERE if self.senere else USETT if self.usett else ""


def skrevet_ned(
    bilde: Saksbilde, happened: date, entry: Hendelse | Evaluering | Endring | Tiltak
) -> Skrevet:
    """Return the day something was written down: the later of what it says and what history knows."""
    if entry.registrert is None:
        return Skrevet()
    known = bilde.grunnlag.lagret.get(entry.id)
    written = known or date.fromisoformat(entry.registrert[:10])
    days = (written - happened).days
    late = days if days > number(bilde.plan, SENT_SKREVET, happened) else None
    return Skrevet(written, late, known is not None, bilde.grunnlag.is_unseen(entry.id))


def saved_later(bilde: Saksbilde, id_: str) -> str:
    """Return a mark on what came into the history later than it says that it was written down."""
    day = bilde.grunnlag.lagret.get(id_)
    return f" ({bilde.si('i historikken først')} {lang_dato(day)})" if day else ""


def nedtegnelse(bilde: Saksbilde, hendelse: Hendelse) -> Nedtegnelse:
    """Shape one entry."""
    return Nedtegnelse(
        dato=lang_dato(hendelse.dato) + saved_later(bilde, hendelse.id),
        hva=bilde.hendelsesnavn(hendelse),
        av=bilde.utfoert_av(hendelse),
        med=tuple(bilde.rolle(each) or each for each in hendelse.med),
        hoert=hendelse.hoert,
        maate=bilde.si(hendelse.maate.value) if hendelse.maate else None,
        metoder=tuple(bilde.si(each.value) for each in hendelse.metoder),
        svar=hendelse.svar.value if hendelse.svar else None,
        notat=bilde.tekst(hendelse.notat),
        elevens_stemme=bilde.stemme(hendelse.elevens_stemme),
    )


def says_more_than_day(each: Nedtegnelse) -> bool:
    """Tell whether a list has anything to tell of an entry beside the day."""
    told = (each.av, each.med, each.hoert, each.maate, each.metoder, each.svar, each.notat)
    return any(told)


def nedtegnelser(
    bilde: Saksbilde,
    hendelser: Iterable[Hendelse],
    mangel: Mangel | None,
    *,
    sier_noe: bool = False,
) -> Nedtegnelser:
    """Shape entries; without any of them, ``mangel`` is what is missing.

    With ``sier_noe`` it is missing too where none of them has a text or an answer, and one that
    would say nothing but its day is no item of the list.
    """
    poster = tuple(
        each
        for each in (nedtegnelse(bilde, one) for one in hendelser)
        if not sier_noe or says_more_than_day(each)
    )
    found = any(each.notat or each.svar for each in poster) if sier_noe else poster
    return Nedtegnelser(poster, None if found else mangel)


def roller_i(bilde: Saksbilde, hendelser: Iterable[Hendelse], also: Iterable[str] = ()) -> str:
    """Return those whom entries name, by role and each once, as a text; empty where nobody is named."""
    roles = [role for each in hendelser for role in (*each.med, each.av) if role]
    words = ", ".join(bilde.rolle(each) or each for each in dict.fromkeys((*roles, *also)))
    return words[:1].upper() + words[1:]
