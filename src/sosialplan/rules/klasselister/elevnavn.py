"""Whom a typed name means in a class: the pupil of the list, one whose name begins so, or one that is nearly called so."""

from collections.abc import Iterator, Sequence
from enum import Enum, auto

from sosialplan.model.klasseliste import Klasseliste, Listeelev
from sosialplan.model.mappe import Mappe
from sosialplan.model.record import Value
from sosialplan.model.sak import Elev
from sosialplan.model.skrivemaate import named_so, pupil
from sosialplan.rules.navn.likhet import near


class Navnelikhet(Enum):
    """How a typed name is met."""

    LIK = auto()
    """It is a pupil's, in whole."""
    BEGYNNER = auto()
    """It is the beginning of one pupil's, or of several."""
    LIGNER = auto()
    """It is nearly somebody's: another spelling, or another pupil."""
    UKJENT = auto()


class Kandidat(Value, frozen=True):
    """A pupil who may be meant. ``navn`` is what the pupil is called in cases and absence; ``elev`` stands on the list."""

    navn: str
    klasse: str
    elev: Listeelev | None = None


class Navnetreff(Value, frozen=True):
    """What a name meets, and whom."""

    slag: Navnelikhet
    hvem: tuple[Kandidat, ...] = ()


def called(elev: Listeelev, liste: Klasseliste) -> str:
    """Return what a pupil is called: of two of one name in a class with the year of birth behind it.

    Cases and absence know a pupil by name and class, so two must not have the same.
    """
    alone = len(liste.of_name(elev.navn)) == 1
    return elev.navn if alone else dated(elev)


def dated(elev: Listeelev) -> str:
    """Return the name with the year of birth behind it, which one of two keeps in what is written when the other leaves."""
    return elev.navn if elev.foedselsaar is None else f"{elev.navn} ({elev.foedselsaar})"


def may_be_called(elev: Listeelev, navn: str) -> bool:
    """Tell whether a name that is written may be a pupil's, with the year of birth behind it or without."""
    return pupil(navn) in {pupil(elev.navn), pupil(dated(elev))}


def whose(written: Elev, lister: Sequence[Klasseliste]) -> tuple[Listeelev, ...]:
    """Return the pupils whom a case may be about: those of its class, or where nobody there is called so, of the others.

    A case stays in the class where it was written until it is moved, and its name as it was when another had the same.
    """
    found = [
        (liste.klasse, each)
        for liste in lister
        for each in liste.elever
        if may_be_called(each, written.navn)
        and len({written.foedselsaar, each.foedselsaar} - {None}) <= 1
    ]
    here = tuple(each for klasse, each in found if klasse == written.klasse)
    return here or tuple(each for _, each in found)


def pupils_of(lister: Sequence[Klasseliste], klasse: str | None = None) -> tuple[Kandidat, ...]:
    """Return the pupils of class lists, of all or of one class, by name."""
    found = [
        Kandidat(called(each, liste), liste.klasse, each)
        for liste in lister
        if klasse in {None, liste.klasse}
        for each in liste.elever
    ]
    return tuple(sorted(found, key=lambda each: (each.navn.casefold(), each.klasse)))


def written_pupils(mappe: Mappe, klasse: str, skoleaar: str) -> tuple[Kandidat, ...]:
    """Return the pupils of a class whom cases and this year's absence name."""
    return tuple(
        Kandidat(navn, klasse) for navn in dict.fromkeys(_written(mappe, klasse, skoleaar))
    )


def _written(mappe: Mappe, klasse: str, skoleaar: str) -> Iterator[str]:
    for book in mappe.fravaer:
        if (book.value.klasse, book.value.skoleaar) == (klasse, skoleaar):
            yield from (each.elev for each in book.value.elever)
    for sak in mappe.saker:
        if sak.hode.elev.klasse == klasse:
            yield sak.hode.elev.navn


def meant_pupil(typed: str, listed: Sequence[Kandidat], others: Sequence[Kandidat] = ()) -> Navnetreff:  # fmt: skip
    """Return whom a name means. ``others`` are known by what is written, and only held against it.

    Of these a name with a word more or less, as a middle name, is another pupil.

    >>> one = [Kandidat("Oppdiktet Kari Nes", "8B")]
    >>> [meant_pupil(each, one).slag.name for each in ("Nes, Oppdiktet Kari", "kari", "Oppdiktet Kari Ness", "Oppdiktet Liv")]
    ['LIK', 'BEGYNNER', 'LIGNER', 'UKJENT']
    """
    own = pupil(typed)
    same = [each for each in listed if pupil(each.navn) == own or (each.elev and may_be_called(each.elev, typed))]  # fmt: skip
    whole = [each for each in same if pupil(each.navn) == own] or same
    if whole:
        return Navnetreff(Navnelikhet.LIK, tuple(whole))
    if any(pupil(each.navn) == own for each in others):
        return Navnetreff(Navnelikhet.UKJENT if listed else Navnelikhet.LIK)
    begins = tuple(each for each in listed if named_so(each.navn, typed))
    if begins:
        return Navnetreff(Navnelikhet.BEGYNNER, begins)
    every = {each.navn: each for each in (*others, *listed)}
    names = {each.navn for each in listed}
    alike = tuple(
        every[each]
        for each in near(typed, every)
        if each in names or len(pupil(each).split()) == len(own.split())
    )
    return Navnetreff(Navnelikhet.LIGNER if alike else Navnelikhet.UKJENT, alike)
