"""The papers of a case as one recipient may have them: shaped from the case, and set as PDF/A."""

from collections.abc import Iterator
from dataclasses import replace as with_choice
from datetime import date

from msgspec.structs import replace

from sosialplan.commands.dokumenter.bestilling import Bestilling
from sosialplan.commands.dokumenter.dokument import Laget, bilde_for, fylt
from sosialplan.commands.dokumenter.ordlister import Ordlister
from sosialplan.commands.dokumenter.trykk import trykt
from sosialplan.commands.run import Run
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.moter import Moetebok
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.rules.mottakere import Mottaker
from sosialplan.rules.ved_siden import with_those_beside
from sosialplan.views.dokumentdeler.maalform import Maalform
from sosialplan.views.dokumentdeler.mangler import Mangel
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.saksgrunnlag import Dokumentvalg
from sosialplan.views.dokumentliste import DOKUMENTER, Dokument, Dokumentslag
from sosialplan.views.saksdokumenter import saksdokumenter

_ANY = DOKUMENTER[0]


class Papir(Value, frozen=True):
    """A document of the case: its kind, what it was made of, and its values."""

    slag: Dokumentslag
    bilde: Saksbilde
    dokument: Dokument

    @property
    def dag(self) -> date | None:
        """The day it is about, where the case has several of the kind."""
        return self.bilde.valg.dato

    @property
    def mangler(self) -> tuple[Mangel, ...]:
        """What it lacks."""
        return self.dokument.mangler


def alone(mappe: Mappe, read: Read[Sak], *, absence: bool = False) -> Mappe:
    """Return the planmappe with one case and what belongs to it, so that the others cost nothing.

    Absence is read where the case is about it, or where it is asked for.
    """
    number = read.value.sak
    books = mappe.fravaer if absence or read.value.kjede == mappe.plan.trapp.kjede else ()
    minutes = tuple(_about(each, number) for each in mappe.moter)
    return Mappe(mappe.plan, with_those_beside(mappe, read), books, minutes, mappe.lagret)


def _about(book: Read[Moetebok], number: str) -> Read[Moetebok]:
    held = tuple(each for each in book.value.moeter if any(one.sak == number for one in each.saker))
    return Read(book.file, replace(book.value, holdt=held, utfoert=()))


class Leser(Value, frozen=True):
    """Who reads, and what the school's lists of words say: what every paper of a run is made by."""

    run: Run
    mottaker: Mottaker
    ord: Ordlister

    def bilde(self, mappe: Mappe, read: Read[Sak], slag: Dokumentslag = _ANY) -> Saksbilde:
        """Return a case of ``alone`` as the reader may see it. Raises ExpectedFailure."""
        asked = Bestilling(slag, self.mottaker, egen_maalform=True).for_familien(read.value)
        return bilde_for(self.run, mappe, read.value, asked, self.ord)


def papirer(leser: Leser, mappe: Mappe, read: Read[Sak], bilde: Saksbilde) -> Iterator[Papir]:
    """Yield every paper of a case; ``bilde`` is the reader's own. Raises ExpectedFailure."""
    for slag, day in saksdokumenter(bilde):
        only_bokmaal = bilde.maalform is Maalform.NYNORSK and not slag.nynorsk
        wide = leser.bilde(mappe, read, slag) if slag.fravaer or only_bokmaal else bilde
        own = with_choice(wide, valg=Dokumentvalg(dato=day))
        yield Papir(slag, own, slag.lag(own))


def fylt_ut(folder: Planmappe, papir: Papir) -> Laget:
    """Fill a paper's template."""
    bilde = papir.bilde
    asked = Bestilling(papir.slag, bilde.mottaker, bilde.maalform, bilde.valg)
    return fylt(folder, asked, bilde, papir.dokument)


def som_pdf(run: Run, folder: Planmappe, laget: Laget) -> bytes:
    """Set a document that is filled as PDF/A-2a."""
    made = trykt(run, folder, laget, "pdf")
    return made if isinstance(made, bytes) else made.encode("utf-8")
