"""What reading in class lists does, shaped for a reader: before it is done and after."""

from collections.abc import Mapping, Sequence

from sosialplan.model.klasseliste import Klasseliste, Listeelev, class_list_file
from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import pupil
from sosialplan.rules.klasselister.avvik import Avvik

SHOWN_ROWS = 40
"""So many names of a kind are listed at most; of the rest how many they are."""
Rad = tuple[str, ...]


class Listesum(Value, frozen=True):
    """What is written in one class's list."""

    klasse: str
    elever: int
    nye: int
    inn: int
    ut: int
    borte: int
    endret: int


class Listebilde(Value, frozen=True):
    """What a list holds, and what of it is new."""

    fil: str
    skoleaar: str
    rader: int
    forbi: int
    klasser: tuple[Listesum, ...]
    avvik: Avvik
    foerste: frozenset[str] = frozenset()
    """The classes that had no list before: of these no names are told."""


def picture(
    fil: str, skoleaar: str, rader: int, forbi: int, avvik: Avvik, there: Sequence[Klasseliste]
) -> Listebilde:
    """Return what is told of a list that changes those that are ``there``."""
    had = {each.klasse for each in there}
    return Listebilde(
        fil=fil,
        skoleaar=skoleaar,
        rader=rader,
        forbi=forbi,
        klasser=tuple(_sum(klasse, elever, avvik) for klasse, elever in avvik.lister.items()),
        avvik=avvik,
        foerste=frozenset(avvik.lister) - had,
    )


def _sum(klasse: str, elever: Sequence[Listeelev], avvik: Avvik) -> Listesum:
    return Listesum(
        klasse=klasse,
        elever=len(elever),
        nye=sum(each == klasse for each, _ in avvik.nye),
        inn=sum(each.til == klasse for each in avvik.flyttet),
        ut=sum(each.fra == klasse for each in avvik.flyttet),
        borte=sum(each == klasse for each, _ in avvik.borte),
        endret=sum(each == klasse for each, _ in avvik.endret),
    )


def mostly_gone(bilde: Listebilde) -> str:
    """Say of which classes the list takes most pupils away, and how many of how many; empty for none."""
    told = []
    for each in bilde.klasser:
        before = each.elever - each.nye - each.inn + each.borte + each.ut
        if each.borte >= _FEW and 2 * each.borte > before:
            told.append(f"{each.borte} av {before} i {each.klasse}")
    return f"Listen tar ut {', '.join(told)}." if told else ""


_FEW = 3
"""So many must go from a class at least before it is asked about."""


def sum_cells(each: Listesum) -> Rad:
    """Return the cells of a class; what is nothing is left empty."""
    numbers = (each.nye, each.inn, each.ut, each.borte, each.endret)
    return each.klasse, str(each.elever), *(str(number or "") for number in numbers)


def summary(bilde: Listebilde) -> str:
    """Say in a sentence what the list holds."""
    count = _count(bilde.rader, "elev", "elever")
    past = f" {_count(bilde.forbi, 'rad', 'rader')} er lest forbi." if bilde.forbi else ""
    same = f" Uendret: {bilde.avvik.uendret}." if bilde.avvik.uendret else ""
    return f"Listen har {count}, for skoleåret {bilde.skoleaar}.{same}{past}"


def first_read(bilde: Listebilde) -> str:
    """Say how one pupil was read, so that a column under the wrong heading is seen; one with guardians rather."""
    said = [(klasse, each) for klasse, elever in bilde.avvik.lister.items() for each in elever]
    found = next((each for each in said if each[1].foresatte), said[0] if said else None)
    if found is None:
        return ""
    klasse, elev = found
    born = f", født {elev.foedselsaar}" if elev.foedselsaar else ""
    home = [
        " ".join(filter(None, (each.navn, f"({each.kontakt})" if each.kontakt else "")))
        for each in elev.foresatte
    ]
    return f"Slik er én av dem lest: {elev.navn}, {klasse}{born}. Foresatte: {'; '.join(home) or 'ingen'}."


def untouched(bilde: Listebilde) -> str:
    """Say which class lists the new one says nothing of; empty where there are none."""
    left = bilde.avvik.uroert
    return f"Ikke i listen, og ikke endret: {', '.join(left)}." if left else ""


def same_but_year(bilde: Listebilde) -> str:
    """Say of whom the list has another year of birth alone: they are among the new and those who go; empty where it is nobody."""
    gone = {(klasse, pupil(each.navn)): each for klasse, each in bilde.avvik.borte}
    told = [
        f"{each.navn} ({klasse}, {was.foedselsaar} og nå {each.foedselsaar})"
        for klasse, each in bilde.avvik.nye
        if (was := gone.get((klasse, pupil(each.navn)))) is not None
    ]
    if not told:
        return ""
    return (
        f"Samme navn i samme klasse, bare med et annet fødselsår: {', '.join(told)}. "
        "Er året rettet, er det samme elev: den som sto der, tas ut, og en ny føres opp."
    )


def named_rows(bilde: Listebilde) -> Mapping[str, Sequence[Rad]]:
    """Return by heading those who are new in a class that had a list, who moved, who are gone, and what was changed."""
    avvik = bilde.avvik
    return {
        "Nye i klassen": [(klasse, each.navn) for klasse, each in avvik.nye if klasse not in bilde.foerste],
        "Har skiftet klasse": [(f"{each.fra} → {each.til}", each.elev.navn) for each in avvik.flyttet],
        "Ikke i listen lenger, og tas ut": [(klasse, each.navn) for klasse, each in avvik.borte],
        "Nye opplysninger": [(klasse, each.navn) for klasse, each in avvik.endret],
    }  # fmt: skip


def as_values(bilde: Listebilde) -> dict[str, object]:
    """Return it as plain values: how many, and never who."""
    avvik = bilde.avvik
    return {
        "fil": bilde.fil,
        "skoleår": bilde.skoleaar,
        "rader": bilde.rader,
        "forbi": bilde.forbi,
        "uendret": avvik.uendret,
        "uberørt": list(avvik.uroert),
        "klasser": [
            {
                "klasse": each.klasse,
                "fil": class_list_file(bilde.skoleaar, each.klasse),
                "elever": each.elever,
                "nye": each.nye,
                "inn": each.inn,
                "ut": each.ut,
                "borte": each.borte,
                "endret": each.endret,
            }
            for each in bilde.klasser
        ],
    }


def _count(many: int, one: str, more: str) -> str:
    return f"én {one}" if many == 1 else f"{many} {more}"
