"""A class list: the pupils of a class in a school year, and how their guardians are reached."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.elev import Foedselsaar, Foresatt
from sosialplan.model.klassetrinn import ClassName
from sosialplan.model.record import EntryId, Fil, Navn, Record, SchoolYear, Text
from sosialplan.model.skrivemaate import places_by_pupil, pupil

ELEVER = "elever"
"""The folder of class lists: ``elever/2026-2027/8B.yaml``."""


class Listeelev(Record, frozen=True, kw_only=True):
    """A pupil of a class. The id follows the pupil to another class; the year tells two of one name apart."""

    id: EntryId
    navn: Navn
    foedselsaar: Foedselsaar = field(name="fødselsår", default=None)
    foresatte: Annotated[
        tuple[Foresatt, ...], Meta(description="De foresatte, og hvordan de nås.")
    ] = ()


class Skolealder(Record, frozen=True, kw_only=True):
    """How old pupils usually are, and why it is looked at: what one fills in the year one begins, and years off that."""

    grunn: Text
    kilde: Text
    kontrollert: date
    fyller: int
    fra_det_vanlige: int

    def born(self, skoleaar: str, trinn: int) -> range:
        """Return the years in which pupils of a grade are born, in a school year.

        >>> alder = Skolealder(grunn="", kilde="", kontrollert=date(2026, 11, 30), fyller=6, fra_det_vanlige=2)
        >>> [*alder.born("2026-2027", 8)]
        [2011, 2012, 2013, 2014, 2015]
        """
        usual = int(skoleaar[:4]) - self.fyller - trinn + 1
        return range(usual - self.fra_det_vanlige, usual + self.fra_det_vanlige + 1)


class Klasseliste(Fil, frozen=True, kw_only=True, dict=True):
    """A file of ``elever/``: those who go to a class now. One who moves or leaves is taken out of it."""

    klasse: ClassName
    skoleaar: SchoolYear = field(name="skoleår")
    elever: tuple[Listeelev, ...] = ()

    def of_name(self, navn: str) -> Sequence[int]:
        """Return the places of the pupils of this name: several where two are called the same."""
        return self._named.get(pupil(navn), ())

    @cached_property
    def _named(self) -> Mapping[str, Sequence[int]]:
        return places_by_pupil(each.navn for each in self.elever)


def class_list_file(skoleaar: str, klasse: str) -> str:
    """Return where a class list belongs, from the planmappe."""
    return f"{ELEVER}/{skoleaar}/{klasse}.yaml"
