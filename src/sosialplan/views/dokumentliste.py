"""Every document of a case: what it is called, who may have it, and what shapes it.

A document's template is the file ``malfil``, and its value is what the template is given, under the
name ``variabel``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from types import ModuleType
from typing import Protocol

from sosialplan.model.plan import Plan
from sosialplan.model.skrivemaate import fold
from sosialplan.rules.ansattsak.skjermet_sak import (
    LOVENS,
    TEAM,
    TEAM_UTEN_NAVN,
    TJENESTE,
    Mottaker,
    mottakere,
)
from sosialplan.tekster.maalform import Maalform
from sosialplan.views.dokumentdeler.mangler import Mangel
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.sakshode import Avslag, Dager

HJEM = ("skole", "elev", "foresatte", "arkiv")
"""Who may have a letter to the family."""
MED_NAVN = (*(each.kode for each in LOVENS), TEAM, TJENESTE)
ALLE = (*MED_NAVN, TEAM_UTEN_NAVN)


class Dokument(Protocol):
    """What every document has: metadata without a name, and what is missing in it."""

    @property
    def tittel(self) -> str:
        """Title for the metadata: the kind of document and the case's number."""

    @property
    def bunntekst(self) -> str:
        """What stands at the foot of every page."""

    @property
    def versjon(self) -> int | None:
        """The plan's version; None for a document that has none."""

    @property
    def mangler(self) -> tuple[Mangel, ...]:
        """What is missing, in the order in which the document names it."""


@dataclass(frozen=True, slots=True)
class Dokumentslag:
    """A kind of document. ``andre_navn`` are words that are understood for it too, ``mottakere`` who may have it.

    ``form`` is the module of ``dokumenter`` and the function in it that shapes it, loaded when it is
    asked for; ``dager_fra`` is the function there that says on which days a case holds one, which is kept in the
    pupil's file: a letter, a form or a draft has none, since what counts of it is the copy that was handed out.
    ``avslag_fra`` is the function there that says why it is not made at all of some cases. One with ``fravaer`` is given the pupil's
    absence, whatever the case is about; one with ``moetebok`` the minute books. A ``foelgebrev`` says
    what it goes with, and why. In one that shows ``tiltak``, vague words are pointed out. ``siden`` is from which day it tells, and
    ``dato`` which day's meeting or decision it is about, where that can be chosen.
    """

    kode: str
    navn: str
    form: str
    mottakere: tuple[str, ...] = ALLE
    andre_navn: tuple[str, ...] = ()
    variabel: str = "dok"
    nynorsk: bool = False
    avslag_fra: str | None = None
    fravaer: bool = False
    foelgebrev: bool = False
    moetebok: bool = False
    tiltak: bool = False
    siden: bool = False
    dato: bool = False
    dager_fra: str | None = field(kw_only=True)

    @property
    def lag(self) -> Callable[[Saksbilde], Dokument]:
        """What shapes the document from a case."""
        shaper: Callable[[Saksbilde], Dokument] = getattr(self._modul(), self.form)
        return shaper

    def avslag(self, bilde: Saksbilde) -> Avslag | None:
        """Return why the document is not made of this case; None where it can be."""
        if self.avslag_fra is None:
            return None
        found: Avslag | None = getattr(self._modul(), self.avslag_fra)(bilde)
        return found

    def dager(self, bilde: Saksbilde) -> Dager:
        """Return the days on which the case holds one; None where the case has one of the kind."""
        if self.dager_fra is None:
            return ()
        found: Dager = getattr(self._modul(), self.dager_fra)(bilde)
        return found

    @property
    def hjem(self) -> bool:
        """Whether it is made for somebody who reads it at home."""
        return any(each.hjem for each in LOVENS if each.kode in self.mottakere)

    def _modul(self) -> ModuleType:
        return import_module(f"{__package__}.dokumenter.{self.form}")

    def malfil(self, maalform: Maalform = Maalform.BOKMAAL) -> str:
        """Return the file of its template: the code without æ, ø and å, nynorsk in ``nn/``."""
        name = f"{fold(self.kode)}.md.j2"
        return f"nn/{name}" if maalform is Maalform.NYNORSK else name

    def til(self, plan: Plan) -> tuple[Mottaker, ...]:
        """Return those whom it is made for in a school."""
        return tuple(each for each in mottakere(plan) if each.hva in self.mottakere)


DOKUMENTER = (
    Dokumentslag(
        "aktivitetsplan",
        "aktivitetsplan",
        "aktivitetsplan",
        andre_navn=("tiltaksplan",),
        variabel="plan",
        nynorsk=True,
        tiltak=True,
        dager_fra="dager",
    ),
    Dokumentslag(
        "melding",
        "melding til teamet",
        "melding",
        mottakere=("skole", TEAM, TEAM_UTEN_NAVN, "statsforvalter", "arkiv"),
        nynorsk=True,
        dager_fra="dager",
    ),
    Dokumentslag(
        "endringsbrev",
        "endringsbrev",
        "endringsbrev",
        HJEM,
        avslag_fra="ikke_endret",
        nynorsk=True,
        siden=True,
        dager_fra=None,
    ),
    Dokumentslag(
        "fraværsoversikt",
        "fraværsoversikt",
        "fravaersoversikt",
        avslag_fra="ikke_fravaer",
        fravaer=True,
        nynorsk=True,
        dager_fra="dager",
    ),
    Dokumentslag(
        "fysisk-inngrep",
        "fysisk inngrep",
        "fysisk_inngrep",
        (*HJEM, "barnevern", "statsforvalter", "skoleeier"),
        avslag_fra="ikke_inngrep",
        nynorsk=True,
        dager_fra="dager",
    ),
    Dokumentslag(
        "enkeltvedtak",
        "enkeltvedtak",
        "enkeltvedtak",
        (*HJEM, "statsforvalter", "skoleeier"),
        avslag_fra="ikke_vedtatt",
        nynorsk=True,
        dato=True,
        dager_fra="dager",
    ),
    Dokumentslag(
        "oversendelsesbrev",
        "oversendelsesbrev",
        "oversendelsesbrev",
        ("skole", TJENESTE, "barnevern", "statsforvalter", "skoleeier"),
        foelgebrev=True,
        nynorsk=True,
        dager_fra=None,
    ),
    Dokumentslag(
        "rettigheter",
        "rettigheter",
        "rettigheter",
        (*HJEM, "statsforvalter"),
        nynorsk=True,
        dager_fra=None,
    ),
    Dokumentslag(
        "undersøkelse",
        "undersøkelse",
        "undersoekelse",
        mottakere=MED_NAVN,
        dager_fra="dager",
        nynorsk=True,
    ),
    Dokumentslag(
        "evaluering",
        "evaluering",
        "evaluering",
        mottakere=MED_NAVN,
        avslag_fra="ikke_evaluering",
        nynorsk=True,
        tiltak=True,
        dato=True,
        dager_fra="dager",
    ),
    Dokumentslag(
        "innkalling",
        "innkalling til møte",
        "innkalling",
        avslag_fra="ikke_innkalt",
        nynorsk=True,
        mottakere=tuple(each for each in MED_NAVN if each not in {"statsforvalter", "arkiv"}),
        dato=True,
        dager_fra=None,
    ),
    Dokumentslag(
        "referat",
        "referat",
        "referat",
        avslag_fra="ikke_moete",
        moetebok=True,
        nynorsk=True,
        dato=True,
        dager_fra="dager",
    ),
    Dokumentslag(
        "samtykke",
        "samtykke",
        "samtykke",
        mottakere=("skole", "elev", "foresatte"),
        nynorsk=True,
        dager_fra=None,
    ),
    Dokumentslag(
        "bekymringsmelding",
        "utkast til bekymringsmelding",
        "bekymringsmelding",
        mottakere=("skole", "barnevern"),
        fravaer=True,
        nynorsk=True,
        dager_fra=None,
    ),
)
"""One document, two names for the plan: the school's setting decides which of them is printed."""

TILSYN = Dokumentslag("tilsyn", "oversikt til Statsforvalteren", "tilsyn", dager_fra=None)
INNSYN = Dokumentslag(
    "innsyn", "innsyn i saken", "innsyn", nynorsk=True, fravaer=True, dager_fra=None
)
SAMLINGER = (TILSYN, INNSYN)
"""Documents that lead to others. They are ordered by commands of their own."""


def find_slag(word: str) -> Dokumentslag | None:
    """Return the kind of document with this code or other name, or None."""
    return next((each for each in DOKUMENTER if word in {each.kode, *each.andre_navn}), None)
