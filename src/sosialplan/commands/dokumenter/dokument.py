"""A document of a case, from the case file to its text; used by each command that makes one."""

from msgspec import structs

from sosialplan.commands.dokumenter.bestilling import Bestilling
from sosialplan.commands.dokumenter.ordlister import Ordlister, ordlister
from sosialplan.commands.dokumenter.saksbilder import bilde_paa
from sosialplan.commands.run import Run, course, read_books, tell_left_out
from sosialplan.commands.skrivebordet.den_som_skriver import tell_the_shielded
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import standard_folder
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.mappe import Mappe
from sosialplan.model.moter import Moetebok
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.output.bounded import render
from sosialplan.views.dokumentdeler.mangler import Mangel
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.samtykke import mottakermangler
from sosialplan.views.dokumentdeler.vage_tiltak import vage_tiltak
from sosialplan.views.dokumentliste import Dokument
from sosialplan.views.kopier.innhold import kopiavtrykk
from sosialplan.views.kopier.utlevert import kort_avtrykk


class Laget(Value, frozen=True):
    """A document that was made: its values, and its text as Markdown."""

    bestilling: Bestilling
    bilde: Saksbilde
    dokument: Dokument
    markdown: str

    @property
    def mangler(self) -> tuple[Mangel, ...]:
        """What its recipient needs first, then what the document itself lacks, then what is vague."""
        first = self.mottakers
        told = {each.kode for each in first}
        own = (each for each in self.dokument.mangler if each.kode not in told)
        return (*first, *own, *vage_tiltak(self.bilde))

    @property
    def mottakers(self) -> tuple[Mangel, ...]:
        """What its recipient needs before any document is for them."""
        return mottakermangler(self.bilde)

    @property
    def avtrykk(self) -> str:
        """The fingerprint of what the copy says to its recipient."""
        asked = self.bestilling
        return kopiavtrykk(asked.slag.kode, asked.mottaker.kode, asked.maalform, self.dokument)

    @property
    def stempel(self) -> str:
        """What stands in the foot: the school, the case, its version and day, and the fingerprint."""
        return f"{self.dokument.bunntekst} · avtrykk {kort_avtrykk(self.avtrykk)}"


def lag_dokument(run: Run, folder: Planmappe, mappe: Mappe, sak: Sak, asked: Bestilling) -> Laget:
    """Shape and fill a document as of the day of judging. Raises ExpectedFailure."""
    asked = asked.for_familien(sak)
    if asked.slag.moetebok and not mappe.moter:
        mappe = structs.replace(mappe, moter=read_books(run, folder, "moter", Moetebok))
    tell_the_shielded(run, folder, mappe.plan, sak)
    bilde = bilde_for(run, mappe, sak, asked, ordlister(folder, asked.slag))
    refused = asked.slag.avslag(bilde)
    if refused is not None:
        raise ExpectedFailure(refused.hvorfor, refused.raad)
    return fylt(folder, asked, bilde, asked.slag.lag(bilde))


def bilde_for(run: Run, mappe: Mappe, sak: Sak, asked: Bestilling, ord_: Ordlister) -> Saksbilde:
    """Return the case as the document may see it, and tell of later facts. Raises ExpectedFailure."""
    tell_left_out(run, course(mappe, sak, run.i_dag).fakta.utelatt)
    return bilde_paa(mappe, sak, run.i_dag, asked, ord_)


def fylt(folder: Planmappe, asked: Bestilling, bilde: Saksbilde, dokument: Dokument) -> Laget:
    """Fill the template of a document that is shaped. Raises ExpectedFailure."""
    name = asked.slag.malfil(asked.maalform)
    standard = standard_folder()
    given = {asked.slag.variabel: dokument}
    markdown = render(folder.maler, name, given, standard / "maler")
    return Laget(asked, bilde, dokument, markdown)
