"""The shapes in which lists of absence come, known by their headings: a map of columns and codes is made for the list at hand."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from sosialplan.model.fravaer import Fravaerstype, Meldt
from sosialplan.model.importkart import Fravaerskart, Fravaerskode, Importkart, Kolonner, Liste
from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import folded
from sosialplan.rules.fravaer.listeceller import is_day_heading

SKOLENS = "skolens"
"""The map that the plan's file has first."""
TIMELISTE, RAPPORT, UKERUTENETT, SUMMER, FOR_HAAND, ENKEL = (
    "timeliste", "rapport", "ukerutenett", "summer", "for-hånd", "enkel",
)  # fmt: skip
FERDIGE = (TIMELISTE, RAPPORT, UKERUTENETT, SUMMER, FOR_HAAND, ENKEL)
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("elev", "navn", "namn", "elevnavn", "elevnamn", "elevens navn", "eleven sitt namn", "fullt navn", "fullt namn", "navn elev", "elev navn"), "elev"),
        **dict.fromkeys(("fornavn", "førenamn", "fornamn", "elevens fornavn", "fornavn elev", "elev fornavn"), "fornavn"),
        **dict.fromkeys(("etternavn", "etternamn", "elevens etternavn", "etternavn elev", "elev etternavn"), "etternavn"),
        **dict.fromkeys(("klasse", "klassa", "basisgruppe", "klassegruppe", "hovedgruppe", "hovudgruppe", "kontaktlærergruppe", "kontaktlærargruppe"), "klasse"),
        **dict.fromkeys(("fra", "frå", "fra dato", "frå dato", "fradato", "frådato", "startdato", "fra og med", "frå og med", "f.o.m.", "fom", "første dag", "fyrste dag", "periode fra", "periode frå"), "fra"),
        **dict.fromkeys(("dato", "dag", "fraværsdato", "dato for fravær", "fråværsdato"), "dato"),
        **dict.fromkeys(("til", "til dato", "tildato", "sluttdato", "til og med", "t.o.m.", "tom", "siste dag", "periode til"), "til"),
        **dict.fromkeys(("kode", "fraværskode", "fråværskode", "type", "type fravær", "type fråvær", "fraværstype", "fråværstype", "årsak", "grunn", "fraværsårsak", "fråværsårsak", "fraværsgrunn", "slag"), "kode"),
        **dict.fromkeys(("fag", "faggruppe", "undervisningsgruppe", "undervisingsgruppe", "fagkode", "fagnavn", "fagnamn"), "fag"),
        **dict.fromkeys(("start", "starttid", "starttidspunkt", "fra kl", "frå kl", "fra klokken", "frå klokka", "klokkeslett", "kl", "time", "timenr", "timenummer", "økt"), "start"),
        **dict.fromkeys(("slutt", "sluttid", "sluttidspunkt", "til kl", "til klokken", "til klokka"), "slutt"),
        **dict.fromkeys(("timer", "timar", "antall timer", "tal timar", "fraværstimer", "fråværstimar", "timer fravær", "timar fråvær"), "timer"),
        **dict.fromkeys(("minutter", "minutt", "min", "antall minutter", "tal minutt", "fraværsminutter", "fråværsminutt", "varighet (min)"), "minutter"),
        **dict.fromkeys(("dager", "dagar", "antall dager", "tal dagar", "hele dager", "heile dagar", "hel dag", "heil dag", "heldag", "fraværsdager", "fråværsdagar"), "hel_dag"),
        **dict.fromkeys(("dokumentert", "dokumentasjon", "dokumentert fravær", "dokumentert fråvær", "gyldig"), "dokumentert"),
    }
)  # fmt: skip
"""What other systems and people call each column."""
_UGYLDIG = (
    "M, U, IU, UG, Udokumentert, Udokumentert fravær, Udokumentert fråvær, Ugyldig, Ugyldig fravær, Ugyldig fråvær, Ikke dokumentert, "
    "Ikkje dokumentert, Ikke gyldig, Ikkje gyldig, Ikke meldt, Ikkje meldt, Skulk, Skulking, Ikke møtt, Ikkje møtt"
)
_GYLDIG = (
    "D, G, S, Dokumentert, Dokumentert fravær, Dokumentert fråvær, Gyldig, Gyldig fravær, Gyldig fråvær, Syk, Sjuk, Sykdom, Sjukdom, "
    "Lege, Legetime, Tannlege, Tannlegetime, Meldt"
)
_PERMISJON = "P, Perm, Permisjon, Permisjon innvilget, Permisjon innvilga, Innvilget permisjon, Innvilga permisjon, Velferdspermisjon, Fri"
_FORSENT = "X, FS, Forsent, For sent, For seint, Forseint, Kom for sent, Kom for seint, Forsentkomming, Forseintkoming, Sen, Sein"
_GIKK = "Gikk, Gjekk, Gikk hjem, Gjekk heim, Gikk fra skolen, Gjekk frå skulen, Forlot skolen, Forlét skulen, Forlot"
_CODES = (
    (Fravaerstype.UGYLDIG, Meldt.NEI, "", _UGYLDIG),
    (Fravaerstype.GYLDIG, Meldt.JA, "", _GYLDIG),
    (Fravaerstype.PERMISJON, Meldt.JA, "", _PERMISJON),
    (Fravaerstype.UGYLDIG, Meldt.NEI, "forsent", _FORSENT),
    (Fravaerstype.UGYLDIG, Meldt.NEI, "gikk", _GIKK),
)
"""What other systems and people write for each kind: the kind, whether it was told, and whether the pupil was late or left."""
_THERE = ("Til stede", "Tilstede", "Til stades", "Møtt", "Ok", "-")
_SHARE = re.compile(r"%|\bprosent\b")


class Kart(Value, frozen=True):
    """A map, its name, and whether it was made for the list by the words of its heading."""

    navn: str
    kart: Fravaerskart
    ferdig: bool


def words(kart: Importkart) -> tuple[str, ...]:
    """Return every heading by which a list is found: the plan's own, and those that are known."""
    own = (each.kolonner for each in (kart.fravaer, *(one.kart for one in kart.kart)))
    return (*(word for each in own for word in _headings(each)), *_WORDS)


def names(kart: Importkart) -> tuple[str, ...]:
    """Return the maps that can be named: the school's own first."""
    return (SKOLENS, *(each.navn for each in kart.kart), *FERDIGE)


def own_maps(kart: Importkart) -> Iterator[Kart]:
    """Yield the maps of the plan."""
    yield Kart(SKOLENS, kart.fravaer, ferdig=False)
    for each in kart.kart:
        yield Kart(each.navn, each.kart, ferdig=False)


def named_map(kart: Importkart, liste: Liste, navn: str) -> Kart | None:
    """Return the map of a name; one that is ready is made for the list, and None where the list is not of that shape."""
    own = next((each for each in own_maps(kart) if each.navn == navn), None)
    made = own or _made(kart, liste, navn)
    return made if own or (made and _fits(liste, made.kart)) else None


def guessed(kart: Importkart, liste: Liste) -> tuple[Kart, ...]:
    """Return the maps by which a list can be read: the plan's own whose every column is there, else the shape it has."""
    own = [each for each in own_maps(kart) if _fits(liste, each.kart)]
    if own:
        most = max(len(set(_headings(each.kart.kolonner))) for each in own)
        return tuple(each for each in own if len(set(_headings(each.kart.kolonner))) == most)
    shape = shape_of(liste)
    made = _made(kart, liste, shape) if shape else None
    return (made,) if made else ()


def meaning(heading: str) -> str | None:
    """Return what a column holds by its heading, or None.

    >>> meaning("Fråværskode"), meaning("Kontaktlærer")
    ('kode', None)
    """
    return _WORDS.get(" ".join(re.sub(r"[_:]+", " ", folded(heading)).split()))


def shape_of(liste: Liste) -> str | None:
    """Return which of the shapes a heading has; None where it has none."""
    found = {meaning(each) for each in liste.overskrift} - {None}
    named = "elev" in found or {"fornavn", "etternavn"} <= found
    if not named or "klasse" not in found:
        return None
    if found & {"fra", "dato"}:
        return _dated(liste, found) if found & {"kode", "dokumentert"} else None
    if any(is_day_heading(each) for each in liste.overskrift):
        return UKERUTENETT
    share = any(_SHARE.search(folded(each)) for each in liste.overskrift)
    summed = found & {"hel_dag", "timer", "minutter"} or share
    return SUMMER if summed and "kode" not in found else None


def _dated(liste: Liste, found: set[str | None]) -> str:
    """Return the shape of a list whose rows have a day."""
    if found & {"start", "fag"} and "til" not in found:
        return TIMELISTE
    if found & {"til", "hel_dag", "timer", "minutter"}:
        return RAPPORT
    return FOR_HAAND if _has_blank_names(liste) else ENKEL


def _has_blank_names(liste: Liste) -> bool:
    places = [
        i for i, each in enumerate(liste.overskrift) if meaning(each) in {"elev", "etternavn"}
    ]
    cells = (
        "".join(row.celler[i] for i in places if i < len(row.celler)).strip() for row in liste.rader
    )
    return any(not each for each in cells)


def _headings(each: Kolonner) -> Iterator[str]:
    yield from each.elev
    single = (
        each.klasse, each.fra, each.til, each.kode, each.fag, each.start, each.slutt, each.timer,
        each.minutter, each.hel_dag, each.dokumentert,
    )  # fmt: skip
    yield from (word for word in single if word)


def _fits(liste: Liste, kart: Fravaerskart) -> bool:
    there = {folded(each) for each in liste.overskrift}
    grid = not kart.ukerutenett or any(is_day_heading(each) for each in liste.overskrift)
    return grid and all(folded(word) in there for word in _headings(kart.kolonner))


def _made(kart: Importkart, liste: Liste, shape: str) -> Kart | None:
    """Return the map of a shape for the words that a list's heading has; None where one is missing."""
    found: dict[str, str] = {}
    for each in liste.overskrift:
        what = meaning(each)
        if what is not None:
            found.setdefault(what, each)
    name = ("fornavn", "etternavn") if "fornavn" in found and "etternavn" in found else ("elev",)
    first = found.get("fra") or found.get("dato")
    if shape not in FERDIGE or any(each not in found for each in (*name, "klasse")):
        return None
    if shape not in {UKERUTENETT, SUMMER} and (
        first is None or not {"kode", "dokumentert"} & found.keys()
    ):
        return None
    read = {
        TIMELISTE: ("kode", "fag", "start", "slutt", "timer", "minutter", "hel_dag", "dokumentert"),
        RAPPORT: ("til", "kode", "timer", "minutter", "hel_dag", "dokumentert"),
        SUMMER: ("hel_dag", "timer"),
        FOR_HAAND: ("kode", "dokumentert"),
        ENKEL: ("kode", "dokumentert"),
    }.get(shape, ())
    columns = Kolonner(
        elev=tuple(found[each] for each in name),
        klasse=found["klasse"],
        fra=None if shape in {UKERUTENETT, SUMMER} else first,
        **{key: found[key] for key in read if key in found},
    )
    made = Fravaerskart(
        kolonner=columns,
        koder=_codes(kart.fravaer.koder),
        ikke_fravaer=(*kart.fravaer.ikke_fravaer, *_THERE),
        ukerutenett=shape == UKERUTENETT,
        tomt_navn_er_som_over=shape == FOR_HAAND,
    )
    return Kart(shape, made, ferdig=True)


def _codes(own: Sequence[Fravaerskode]) -> tuple[Fravaerskode, ...]:
    """Return what codes mean: the school's own first, which hold where both know one."""
    known = {folded(each.kode) for each in own}
    return (
        *own,
        *(
            Fravaerskode(
                kode=word, type=kind, meldt=meldt, forsent=what == "forsent", gikk=what == "gikk"
            )
            for kind, meldt, what, listed in _CODES
            for word in listed.split(", ")
            if folded(word) not in known
        ),
    )
