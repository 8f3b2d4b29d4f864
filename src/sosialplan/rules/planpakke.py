"""What a package of a plan may hold, what in it is a school's own, and whether it is for this school."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from sosialplan.model.filslag import slag_av
from sosialplan.model.klassetrinn import trinn_fra_til
from sosialplan.model.planpakke import BREV, KJEDER, MALER, PAKKE, RUTER, Pakkebrev, Pakkeinnslag
from sosialplan.model.record import Value, is_code
from sosialplan.model.skole import Skole
from sosialplan.model.sletting import SLETTET
from sosialplan.model.vernet import TILGANG, VERNET
from sosialplan.rules.fletting.fletteregler import Fletteregel, Sted, Uenighet, sagt, steg_til
from sosialplan.rules.kontrolltegn import identity_numbers

MOST_FILES = 200
MOST_BYTES = 700_000
"""A school keeps what a package says in one file, which is read as every other of its files."""
NAVN = "plan/navn.yaml"
ALDRI: Mapping[str, str] = {
    TILGANG: "hvem som har tilgang, og nøklene deres",
    NAVN: "navn",
    SLETTET: "saker som er slettet",
    PAKKE: "det en skole har tatt inn",
}
"""Files of the plan that are one school's alone, and what they hold."""
_OM_ELEVER: Mapping[str, str] = {
    "saker": "saker", "fravaer": "fravær", "moter": "møtebøker", "innboks": "meldinger", "elever": "klasselister",
}  # fmt: skip
_HVER = "*"
SKOLENS: Mapping[str, Mapping[tuple[str, ...], str]] = {
    "plan/skole.yaml": {
        ("navn",): "skolens navn",
        ("oppdiktet",): "om skolen er oppdiktet",
        ("kommune",): "kommunen",
        ("skoleår",): "skoleåret",
        ("målform",): "målformen",
        ("uendret_fra",): "dagen historikken regnes fra",
        ("plikter_fra",): "dagen pliktene regnes fra",
        ("verdier",): "skolens verdier",
        ("klasser",): "klassene",
        ("personer",): "de ansatte",
        ("trinn",): "trinnene",
        ("utgangspunkt",): "planen skolen begynte med",
        ("utgave",): "utgaven av mappen",
        ("adresse",): "skolens adresse",
        ("telefon",): "skolens telefon",
        ("e_post",): "skolens e-post",
        ("organisasjonsnummer",): "organisasjonsnummeret",
        ("logo",): "logoen",
        ("innstillinger", _HVER, "verdier"): "det skolen har valgt av innstillinger",
    },
    "plan/valg.yaml": {
        ("valg", _HVER, "valgt"): "det skolen har valgt",
        ("valg", _HVER, "gjelder_fra"): "dagen et valg gjelder fra",
        ("valg", _HVER, "begrunnelse"): "skolens begrunnelser",
        ("avvik",): "avvik fra loven",
    },
}
"""Parts of files that are one school's alone: they are in no package, and a package changes none of them."""
_RUTE = re.compile(r"20[0-9]{2}-20[0-9]{2}")


class Pakkeinnhold(Value, frozen=True):
    """What lies in a package: the files that are read, those that are passed by, and why it is refused."""

    filer: tuple[str, ...]
    utelatt: tuple[str, ...]
    avvist: tuple[str, ...]


def innhold_av(there: Iterable[Pakkeinnslag], maler: Collection[str]) -> Pakkeinnhold:
    """Sort out what lies in a package; ``maler`` are the templates that the program knows, by their paths.

    Files beside the plan are passed by, and never opened. What is about people, leads elsewhere or is too much is
    no reason to read the rest: then nothing of it is taken.
    """
    filer, utelatt, avvist = [], [], dict[str, None]()
    size = 0
    for each in sorted(there, key=lambda one: one.fil):
        top = each.fil.partition("/")[0]
        if top in VERNET:
            avvist[f"Den har {_OM_ELEVER[top]} ({top}/)."] = None
        elif each.fil in ALDRI:
            avvist[f"Den har {ALDRI[each.fil]} ({each.fil})."] = None
        elif top in {"plan", "maler", BREV} and not each.vanlig:
            avvist[f"{each.fil} er en lenke, eller ingen vanlig fil."] = None
        elif _is_read(each.fil, maler):
            filer.append(each.fil)
            size += each.lengde
        else:
            utelatt.append(each.fil)
    if len(filer) > MOST_FILES or size > MOST_BYTES:
        avvist[f"Den er for stor: høyst {MOST_FILES} filer og {MOST_BYTES} tegn i alt."] = None
    return Pakkeinnhold(tuple(filer), tuple(utelatt), tuple(avvist))


def _is_read(file: str, maler: Collection[str]) -> bool:
    if file.startswith((KJEDER, RUTER)):
        folder, _, name = file.rpartition("/")
        stem = name.removesuffix(".yaml")
        form = is_code(stem) if f"{folder}/" == KJEDER else _RUTE.fullmatch(stem) is not None
        return name.endswith(".yaml") and form and f"{folder}/" in {KJEDER, RUTER}
    if file.startswith(MALER):
        return file in maler
    return file == BREV or slag_av(file) is not None


def is_shared(file: str, maler: Collection[str]) -> bool:
    """Tell whether a file of a planmappe is with in a package."""
    return file.startswith(("plan/", MALER)) and file not in ALDRI and _is_read(file, maler)


def uten_skolens(file: str, tree: Any) -> Any:
    """Return the tree of a file without what is a school's own."""
    for sted in SKOLENS.get(file, ()):
        tree = _without(tree, sted)
    return tree


def _without(tree: Any, sted: tuple[str, ...]) -> Any:
    first, *rest = sted
    if first == _HVER:
        items = tree if isinstance(tree, list) else ()
        return [_without(each, tuple(rest)) for each in items] or tree
    if not isinstance(tree, dict) or first not in tree:
        return tree
    if not rest:
        return {key: each for key, each in tree.items() if key != first}
    return {**tree, first: _without(tree[first], tuple(rest))}


def skolens_i(file: str, tree: Any) -> Mapping[str, int]:
    """Return what of a file is a school's own and says something: in words, and how many."""
    found = {
        hva: sum(_count(each) for each in _at(tree, sted))
        for sted, hva in SKOLENS.get(file, {}).items()
    }
    return {hva: number for hva, number in found.items() if number}


def _at(tree: Any, sted: tuple[str, ...]) -> Iterator[Any]:
    if not sted:
        yield tree
    elif sted[0] == _HVER:
        for each in tree if isinstance(tree, list) else ():
            yield from _at(each, sted[1:])
    elif isinstance(tree, dict) and sted[0] in tree:
        yield from _at(tree[sted[0]], sted[1:])


def _count(tree: Any) -> int:
    return len(tree) if isinstance(tree, list | dict) else int(tree not in (None, ""))


def har_nummer(text: str) -> bool:
    """Tell whether a text has a national identity number in it."""
    return any(True for _ in identity_numbers(text))


def fingeravtrykk(filer: Mapping[str, str]) -> str:
    """Return what tells two contents of one version apart."""
    said = "\0".join(f"{file}\0{filer[file]}" for file in sorted(filer))
    return sha256(said.encode("utf-8")).hexdigest()


class Trinnpass(Value, frozen=True):
    """Whether a package is for the grades of a school: ``ingen`` of them, or not those of ``uten``."""

    ingen: bool
    uten: tuple[str, ...]


def trinnpass(brev: Pakkebrev, skole: Skole) -> Trinnpass:
    """Hold the grades of a package against those of a school; a package that names none is for all."""
    own = skole.mulige_trinn or skole.trinnene
    meant = trinn_fra_til(brev.trinn) if brev.trinn else own
    outside = tuple(str(each) for each in own if each not in meant)
    return Trinnpass(ingen=bool(own) and len(outside) == len(own), uten=outside)


def rute_utelatt(tree: Any, skole: Skole, i_dag: date, *, known: bool) -> str | None:
    """Return why a calendar of a package is none for this school; None where it is. ``known`` is a year it has already."""
    kommune = str(tree.get("kommune", ""))
    if kommune.casefold() != skole.kommune.casefold():
        return f"gjelder {kommune}, og skolen ligger i {skole.kommune}"
    if not known and str(tree.get("siste_skoledag", "")) < i_dag.isoformat():
        return "gjelder et skoleår som er slutt"
    return None


def ulikheter(
    before: Any, after: Any, regel: Fletteregel, sted: Sted = (), liste: tuple[str, ...] = ()
) -> Iterator[Uenighet]:
    """Yield each place where two trees of a file differ, what stands and what else; None is nothing.

    What came or went is one place, whatever is in it.
    """
    if sagt(before) == sagt(after):
        return
    felt = regel.felt(".".join(liste))
    maps = isinstance(before, dict) and isinstance(after, dict)
    named = isinstance(before, list) and isinstance(after, list) and felt is not None
    if not maps and not named:
        yield Uenighet(sted, before, after)
        return
    old, new = (_by_step(each, felt) for each in (before, after))
    for step in dict.fromkeys((*new, *old)):
        yield from ulikheter(
            old.get(step), new.get(step), regel, (*sted, step), (*liste, step) if maps else liste
        )


def felles(before: Any, after: Any, regel: Fletteregel, liste: tuple[str, ...] = ()) -> Any:
    """Return of the first tree what the second says something of too.

    What a school begins as is not what its municipality had: what the first package does not have, it has not taken away.
    """
    felt = regel.felt(".".join(liste))
    if isinstance(before, dict) and isinstance(after, dict):
        return {
            key: felles(each, after[key], regel, (*liste, key))
            for key, each in before.items()
            if key in after
        }
    if isinstance(before, list) and isinstance(after, list) and felt is not None:
        there = _by_step(after, felt)
        return [
            felles(each, there[step], regel, liste)
            for step, each in zip(steg_til(before, felt), before, strict=True)
            if step in there
        ]
    return before


def _by_step(tree: Any, felt: str | None) -> Mapping[str, Any]:
    values = tree.values() if isinstance(tree, dict) else tree
    return dict(zip(steg_til(tree, felt), values, strict=True))
