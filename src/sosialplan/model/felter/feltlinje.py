"""What is told of a field once: its words in the log, in a conflict and on a help page, and how it is merged."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import Enum, StrEnum
from inspect import get_annotations
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from msgspec.structs import fields

from sosialplan.model.record import Code, Record, Value
from sosialplan.model.skrivemaate import Dagretning, Ukedel


class Leses(StrEnum):
    """What of the planmappe a typed word is held against before it is written."""

    ROLLE = "rolle"
    ROLLER = "roller"
    SAMTYKKEMOTTAKER = "samtykkemottaker"
    DEN_SOM_SVARTE = "den-som-svarte"
    MOETE = "møte"
    BESLUTNING = "beslutning"


class Opsjon(Value, frozen=True, kw_only=True):
    """How a field is typed. What may stand there, and how often, follows from its type.

    ``navn`` is the option where it is not called as the field; ``metavar`` what the help shows for the
    value where the type does not say; ``hendt`` a day that has been; ``ser`` which way a day without its
    year is looked for, where its type does not say; ``rettes`` the help where it is
    put right, if that is another. An entry is not written without what is ``krevd``; ``ellers`` is what
    stands where nothing is said. ``ordene`` are the words that may stand in a field that holds a number,
    ``grenser`` the least and the most.
    """

    hjelp: str
    navn: str = ""
    metavar: str = "TEKST"
    hendt: bool = False
    ser: Dagretning | None = None
    leses: Leses | None = None
    rettes: str = ""
    krevd: bool = False
    ellers: str = ""
    ordene: tuple[str, ...] = ()
    grenser: tuple[int, int] | None = None


class Feltlinje(Value, frozen=True):
    """A line of the table.

    ``ord_`` is what the log calls the field; ``ulike`` what two values of it are called, and nothing where
    values are merged one by one. ``skilles_paa`` is the field that tells a list's items apart, and
    ``ett_av`` one of them; ``paa_papir`` is what a document calls the field, where that is another word. A value that is ``hel`` was written at once, and is never put together of two.
    What stands once it is written has ``fast``, what one of it is called, and ``rettes_med``, the command
    that puts it right. ``uten_rett`` is why a command writes a field and ``rett`` does not put it right.
    """

    ord_: str
    ulike: str = ""
    valg: Opsjon | None = None
    spoersmaal: str = ""
    skilles_paa: str = ""
    ett_av: str = ""
    paa_papir: str = ""
    hel: bool = False
    fast: str = ""
    rettes_med: str = ""
    uten_rett: str = ""


Felttabell = Mapping[str, Feltlinje]
"""The lines of one kind of entry, by the keys of the file, in the order of the help page."""
Steder = Mapping[str, Felttabell]
"""The tables of one kind of file, by where their entries stand."""


class Feltslag(Value, frozen=True):
    """What a field can hold: the type of a value, whether many, and whether each is a plain word.

    ``dag`` is what kind of day: that something happened, is planned for, or lies either way.
    """

    type: type
    mange: bool
    ordet: bool
    dag: str

    def lest(self, value: Any) -> Any:
        """Return what was typed as the field holds it."""
        if self.mange:
            return tuple(self.type(each) for each in value)
        return value if self.type in {date, bool} else self.type(value)


def slag_av(kind: type[Record], key: str) -> Feltslag:
    """Return what a field can hold, by its key in the file."""
    return _slag(get_annotations(kind)[attribute(kind, key)])


def attribute(kind: type[Record], key: str) -> str:
    """Return what a field is called in the program."""
    place = kind.__struct_encode_fields__.index(key)
    return kind.__struct_fields__[place]


def krevde(kind: type[Record]) -> frozenset[str]:
    """Return what a thing is nothing without, as the program calls it."""
    return frozenset(each.name for each in fields(kind) if each.required)


def key_of(kind: type[Record], name: str) -> str:
    """Return what a field is called in the file."""
    return kind.__struct_encode_fields__[kind.__struct_fields__.index(name)]


def _slag(annotation: Any) -> Feltslag:
    many, plain, kind = False, False, ""
    while not isinstance(annotation, type) or get_origin(annotation) is not None:
        origin = get_origin(annotation)
        plain = plain or annotation == Code
        if origin is Annotated:
            kind = (
                next(((each.extra or {}).get("dag", "") for each in annotation.__metadata__), kind)
                or kind
            )
            annotation = annotation.__origin__
        elif origin in {Union, UnionType}:
            annotation = next(each for each in get_args(annotation) if each is not type(None))
        else:
            many, annotation = True, get_args(annotation)[0]
    return Feltslag(annotation, many, plain or issubclass(annotation, Enum), kind)


_SER = {"hendt": Dagretning.BAKOVER, "plan": Dagretning.FRAMOVER, "fram": Dagretning.FRAMOVER}


def retning(linje: Feltlinje, slag: Feltslag) -> Dagretning:
    """Return which way a day of a field is looked for. Raises LookupError for a field that does not say."""
    valg = linje.valg
    if valg is not None and valg.ser is not None:
        return valg.ser
    return _SER["hendt" if valg is not None and valg.hendt else slag.dag]


def ukedel(key: str, slag: Feltslag) -> Ukedel | None:
    """Return which day of a week a field asks for: a first day, or the last by which something is done."""
    if key == "fra":
        return Ukedel.FOERSTE
    return Ukedel.SISTE if key == "til" or slag.dag == "plan" else None


def option(key: str, linje: Feltlinje) -> str:
    """Return the option that a field is typed by.

    >>> option("samtykke_formål", Feltlinje("hva samtykket er til"))
    '--samtykke-formål'
    """
    named = linje.valg.navn if linje.valg else ""
    return f"--{named or key.replace('_', '-')}"


def samlet(steder: Steder) -> Iterator[tuple[str, Feltlinje]]:
    """Yield every field of a kind of file with where it stands."""
    for sted, tabell in steder.items():
        for key, linje in tabell.items():
            yield f"{sted}.{key}" if sted else key, linje


def felt_ved(steder: Steder, vei: Sequence[str]) -> Feltlinje | None:
    """Return the line of the field that a way ends in; what tells a list's items apart is passed over."""
    sted, linje, item = "", None, False
    for each in vei:
        if linje is not None and linje.skilles_paa and not item:
            item = True
            continue
        linje, item = steder.get(sted, {}).get(each), False
        if linje is None:
            return None
        sted = f"{sted}.{each}" if sted else each
    return None if item else linje


def under(sted: str, steder: Steder) -> dict[str, Felttabell]:
    """Return tables by where they stand inside another thing; ``""`` is that thing's own place."""
    return {f"{sted}.{each}" if each else sted: tabell for each, tabell in steder.items()}


ID = Feltlinje("id-en")
DATO = Feltlinje("datoen", "datoer")
GRUNN = Feltlinje("grunnen", "begrunnelser")
NOTAT = Feltlinje("notatet", "notater")
KLASSE = Feltlinje("klassen", "klasser")
_NAAR = "tidspunkter for når det ble skrevet ned"
REGISTRERT = Feltlinje("når den ble skrevet ned", _NAAR)
DET_REGISTRERT = Feltlinje("når det ble skrevet ned", _NAAR)
FOERT_AV = Feltlinje("hvem som førte det inn", "opplysninger om hvem som førte det inn")
_RETTES, _UTGAAR = "opplysninger om hva som rettes", "svar på om det utgår"
RETTELSE = {
    "retter": Feltlinje("hva den retter", _RETTES),
    "utgår": Feltlinje("om den utgår", _UTGAAR),
}
DET_RETTES = {
    "retter": Feltlinje("hva det retter", _RETTES),
    "utgår": Feltlinje("om det utgår", _UTGAAR),
}
"""What entries of several kinds have alike."""
