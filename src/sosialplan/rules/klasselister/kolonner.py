"""The heading of a class list from another system: what each column holds, also where it stands in two rows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from sosialplan.model.importkart import Liste
from sosialplan.model.problems import Finding
from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import folded

NAVN, FORNAVN, MELLOMNAVN, ETTERNAVN = "navn", "fornavn", "mellomnavn", "etternavn"
KLASSE, TRINN, FOEDT = "klasse", "trinn", "fødselsår"
TELEFON, EPOST, RELASJON = "telefon", "e-post", "relasjon"
_OF_PUPIL: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("navn", "namn", "elev", "elevnavn", "elevnamn", "namn elev", "elevens navn", "elev navn", "fullt navn", "navn elev"), NAVN),
        **dict.fromkeys(("fornavn", "elev fornavn", "elevens fornavn", "fornavn elev", "førenamn"), FORNAVN),
        **dict.fromkeys(("mellomnavn", "elev mellomnavn"), MELLOMNAVN),
        **dict.fromkeys(("etternavn", "elev etternavn", "elevens etternavn", "etternavn elev", "etternamn"), ETTERNAVN),
        **dict.fromkeys(("klasse", "kl", "elev klasse", "basisgruppe", "klassegruppe", "hovedgruppe", "gruppe"), KLASSE),
        **dict.fromkeys(("trinn", "elev trinn", "klassetrinn", "årstrinn"), TRINN),
        **dict.fromkeys(
            ("fødselsår", "født", "fødd", "fødselsdato", "fødselsdag", "elev fødselsår", "elev født", "elev fødselsdato"),
            FOEDT,
        ),
    }
)  # fmt: skip
"""What other systems call each thing of a pupil."""
KJENTE = (*_OF_PUPIL, "foresatte", "foresatt", "foresatt 1", "telefon", "e-post", "foresatt 1 navn")
"""The headings by which the row of them is found."""
_GUARDIAN = re.compile(r"\b(foresatte?|føresette?|forelder|foreldre|verge|mor|far)\s*([1-4]?)\b")
_KINDS = (
    (re.compile(r"\b(tlf|telefon|telefonnummer|telefonnr|mob|mobil|mobilnr|mobilnummer|mobiltelefon)\b"), TELEFON),
    (re.compile(r"\b(e-post|epost|e-mail|email|mail|e-postadresse|epostadresse)\b"), EPOST),
    (re.compile(r"\b(relasjon|tilknytning|slektskap)\b"), RELASJON),
    (re.compile(r"\b(fornavn|førenamn)\b"), FORNAVN),
    (re.compile(r"\b(etternavn|etternamn)\b"), ETTERNAVN),
)  # fmt: skip
_FILLS = re.compile(r"\b(navn|namn|til|for|på|elevens|elev|nr|nummer|s)\b|[0-9]")
"""What may stand in a heading besides, and says nothing more."""
_RELATED = ("mor", "far", "verge")
_LEAST = 2
Foresattkolonner = Mapping[str, Sequence[int]]
"""The columns of one guardian, by what they hold."""


class Listekolonner(Value, frozen=True):
    """Where the columns stand that are read, of a pupil and of each guardian; how many rows the heading has below its first."""

    elev: Mapping[str, Sequence[int]]
    foresatte: tuple[tuple[str, Foresattkolonner], ...]
    overskrift: tuple[str, ...]
    under: int = 0


def _words(cell: str) -> str:
    return " ".join(re.sub(r"[_/().:]+|(?<!e)-|\s-\s", " ", folded(cell)).split())


def meaning(cell: str) -> tuple[str, str] | None:
    """Return whom a heading is about, "" for the pupil, and what it holds; None for what is not read.

    >>> meaning("Klasse"), meaning("Foresatt 1 - mobil"), meaning("Adresse foresatt 1")
    (('', 'klasse'), ('foresatt 1', 'telefon'), None)
    """
    words = _words(cell)
    if words in _OF_PUPIL:
        return "", _OF_PUPIL[words]
    found = _GUARDIAN.search(words)
    if found is None:
        return None
    whom = found[1] if found[1] in _RELATED else f"foresatt {found[2] or 1}"
    rest = f"{words[: found.start()]} {words[found.end() :]}"
    kind = next(((what, pattern) for pattern, what in _KINDS if pattern.search(rest)), None)
    if kind is not None:
        rest = kind[1].sub(" ", rest)
    left = _FILLS.sub(" ", rest).strip()
    return None if left else (whom, kind[0] if kind else NAVN)


def _below(cell: str) -> bool:
    """Tell whether a cell is what stands in the second row of a heading: what is held, not by whom."""
    words = _words(cell)
    return words in _OF_PUPIL or words in {"navn", "namn"} or any(p.fullmatch(words) for p, _ in _KINDS)  # fmt: skip


def columns_of(liste: Liste) -> tuple[Listekolonner, tuple[Finding, ...]]:
    """Return where the columns stand that are read, and what there is to say of the heading."""
    heading, under, two = _in_two_rows(liste)
    findings = [Finding("A652", liste.fil, (0, 0))] if two else []
    elev: dict[str, list[int]] = {}
    foresatte: dict[str, dict[str, list[int]]] = {}
    unread = []
    for place, cell in enumerate(heading):
        found = meaning(cell)
        if found is None:
            unread += [place] if cell.strip() or _holds(liste, place, under) else []
            continue
        whom, what = found
        own = foresatte.setdefault(whom, {}) if whom else elev
        own.setdefault(what, []).append(place)
        if len(own[what]) > 1:
            findings.append(Finding("A607", liste.fil, (0, place), {"kolonne": cell.strip()}))
    if unread:
        names = (heading[place].strip() or f"nummer {place + 1}" for place in unread)
        told = ", ".join(f"«{name}»" for name in names)
        findings.append(Finding("A651", liste.fil, (0, unread[0]), {"kolonner": told}))
    named = NAVN in elev or {FORNAVN, ETTERNAVN} <= elev.keys()
    lacks = [("navn", named), ("klasse", KLASSE in elev)]
    findings += [Finding("A650", liste.fil, (0, 0), {"hva": what}) for what, there in lacks if not there]  # fmt: skip
    return Listekolonner(elev, tuple(foresatte.items()), tuple(heading), under), tuple(findings)


def _holds(liste: Liste, place: int, under: int) -> bool:
    """Tell whether a column without a heading holds anything."""
    return any(place < len(row.celler) and row.celler[place].strip() for row in liste.rader[under:])


def _in_two_rows(liste: Liste) -> tuple[Sequence[str], int, bool]:
    """Return the heading, how many rows of it stand below its first, and whether it stood in two."""
    heading, below = liste.overskrift, liste.rader[0].celler if liste.rader else ()
    said = [each for each in below if each.strip()]
    if len(said) >= _LEAST and all(map(_below, said)):
        return _joined(heading, below), 1, True
    groups = [each for each in liste.over if each.strip()]
    if any(_GUARDIAN.search(_words(each)) for each in groups) and len(groups) < len(heading):
        return _joined(liste.over, heading), 0, True
    return heading, 0, False


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Return a heading of two rows as one: what stands above a column, or to the left of that, belongs to it."""
    return list(_each_joined(upper, lower))


def _each_joined(upper: Sequence[str], lower: Sequence[str]) -> Iterator[str]:
    group = ""
    for place in range(max(len(upper), len(lower))):
        own = upper[place].strip() if place < len(upper) else ""
        under = lower[place].strip() if place < len(lower) else ""
        group = own or group
        if not under:
            yield own
        elif _GUARDIAN.search(_words(group)):
            yield f"{group} {under}"
        else:
            yield under
