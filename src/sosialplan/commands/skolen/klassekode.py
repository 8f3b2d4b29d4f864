"""A class as it is typed: its code, and its grades where the code does not begin with the one it has."""

import re
from collections.abc import Sequence
from string import ascii_uppercase

from sosialplan.model.failure import WrongUsage
from sosialplan.model.klassetrinn import (
    ALLE_TRINN,
    Trinn,
    class_alike,
    is_class,
    lest_trinn,
    rank,
    trinn_i_koden,
    trinnord,
)
from sosialplan.model.skole import Klasse, Skole
from sosialplan.model.skrivemaate import composed

Sagt = Trinn | tuple[Trinn, ...] | None
"""The grade, or the grades, that are said of a class: () is none, None is what its code begins with."""
_SHORT = 8
"""So many characters of what is no class are told again: what is longer may be about a person."""


def class_named(typed: str, *, fritt: bool = False) -> str:
    """Return a class as it is written; ``fritt`` where its grade is said besides. Raises WrongUsage."""
    found = composed("".join(typed.split()))
    begins = trinn_i_koden(found) is not None
    if not is_class(found) or not (begins or fritt):
        told = f"«{typed}»" if len(typed) <= _SHORT else "Det"
        raise WrongUsage(
            f"{told} er ingen klasse: en klasse er trinnet, og det som skiller klassene på trinnet.",
            "Skriv den som 8B, 10AB, 8-1 eller 1STA. Heter den noe annet, så si trinnet: "
            "sosialplan skole klasse ny Mottak --trinn ingen",
        )
    return found.upper() if begins else found


_BETWEEN = re.compile(r"[,;\s]+|\bog\b", re.IGNORECASE)
_STRETCH = re.compile(r"(\d{1,2})([A-Z])-(\d{1,2})([A-Z])", re.IGNORECASE)


def classes_named(typed: str) -> tuple[str, ...]:
    """Return the classes of a text that may name several: ``8A, 8B``, or from the first to the last. Raises WrongUsage.

    >>> classes_named("1A-2B, 3C")
    ('1A', '1B', '2A', '2B', '3C')
    """
    parts = [each for each in _BETWEEN.split(typed.replace("–", "-")) if each]
    if not all(is_class(each) and trinn_i_koden(each) is not None for each in parts):
        return (class_named(typed),)
    return tuple(one for each in parts for one in _in_stretch(each))


def _in_stretch(typed: str) -> tuple[str, ...]:
    """Return each class from one to another, every letter in every grade; a class alone is that one."""
    found = _STRETCH.fullmatch(typed)
    if found is None:
        return (class_named(typed),)
    first, last = int(found[1]), int(found[3])
    letters = ascii_uppercase[
        ascii_uppercase.index(found[2].upper()) : ascii_uppercase.index(found[4].upper()) + 1
    ]
    if first > last or not letters:
        raise WrongUsage(
            "Klassene går ikke fra den første til den siste.",
            "Skriv dem som 1A-7B, eller hver for seg.",
        )
    return tuple(
        class_named(f"{grade}{letter}") for grade in range(first, last + 1) for letter in letters
    )


INGEN = "ingen"
"""What is said of a class without a grade."""


def grades_said(typed: str | None) -> Sagt:
    """Return the grades that were said of a class, in order; None where none were. Raises WrongUsage."""
    if typed is None:
        return None
    words = [each for each in re.split(r"[,;\s]+|\bog\b", typed) if each]
    if [each.casefold() for each in words] == [INGEN]:
        return ()
    found = [lest_trinn(each) for each in words]
    known = sorted({each for each in found if each is not None}, key=rank)
    if None in found or not known:
        raise WrongUsage(
            "Trinnet er et tall fra 1 til 10, VG1, VG2 eller VG3.",
            "Skriv det som --trinn 3, flere som --trinn 3,4, og ingen som --trinn ingen.",
        )
    return known[0] if len(known) == 1 else tuple(known)


def class_of(skole: Skole, klasse: str, said: Sagt) -> Klasse:
    """Return a class with its grades, where its code does not say them. Raises WrongUsage for a grade outside the school."""
    begins = trinn_i_koden(klasse, skole.mulige_trinn)
    grade = begins if said is None else said
    grades = grade if isinstance(grade, tuple) else () if grade is None else (grade,)
    outside = [trinnord(each) for each in grades if each not in (skole.mulige_trinn or ALLE_TRINN)]
    if outside:
        raise WrongUsage(
            f"Skolen har ikke {outside[0]}. Ingenting er endret.",
            f"I plan/skole.yaml står det «trinn: {skole.trinn}». Er det feil, så rett det der.",
        )
    return Klasse(klasse=klasse, trinn=None if grades == (begins,) else said)


def require_apart(klasser: Sequence[str]) -> None:
    """Raise WrongUsage where two classes differ by case, dots and hyphens alone: a list could mean either."""
    seen: dict[str, str] = {}
    for each in klasser:
        other = seen.setdefault(class_alike(each), each)
        if other != each:
            raise WrongUsage(
                f"{other} og {each} skilles bare av store bokstaver, punktum eller strek. Ingenting er endret.",
                "Gi klassen en kode som er ulik de andre.",
            )


def grades_in_words(grades: Sagt) -> str:
    """Return the grades of a class as they are told."""
    many = grades if isinstance(grades, tuple) else () if grades is None else (grades,)
    return " og ".join(map(trinnord, many)) or INGEN
