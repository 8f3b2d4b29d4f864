"""A class list: the pupils of a class in a school year, and how their guardians are reached."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.elev import Foedselsaar, Foresatt
from sosialplan.model.record import ClassName, EntryId, Fil, Navn, Record, SchoolYear
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
