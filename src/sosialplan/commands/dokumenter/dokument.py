"""A document of a case, from the case file to its text; used by each command that makes one."""

from collections.abc import Sequence
from datetime import date

from msgspec import structs

from sosialplan.commands.dokumenter.bestilling import Bestilling
from sosialplan.commands.run import (
    ProblemsFoundError,
    Run,
    absence_books,
    all_rows,
    course,
    read_books,
    tell_left_out,
)
from sosialplan.files.loader import load_names, load_vague_words
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import standard_folder
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.fravaer import Elevfravaer
from sosialplan.model.mappe import Mappe
from sosialplan.model.moter import Moetebok
from sosialplan.model.navnebok import Navnebok
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.model.vage_ord import INGEN, VageOrd
from sosialplan.output.templates import render
from sosialplan.rules.facts import entries_of, with_follow_up
from sosialplan.rules.fravaerstrapp import absence_days
from sosialplan.views.dokumentdeler.mangler import Mangel
from sosialplan.views.dokumentdeler.saksbilde import (
    Saksbilde,
    Saksgrunnlag,
    saksbilde,
)
from sosialplan.views.dokumentdeler.samtykke import mottakermangler
from sosialplan.views.dokumentdeler.vage_tiltak import vage_tiltak
from sosialplan.views.dokumentliste import Dokument, Dokumentslag
from sosialplan.views.kopier.innhold import kopiavtrykk
from sosialplan.views.kopier.utlevert import kort_avtrykk

STATSFORVALTEREN = "statsforvalteren-åpen"


class Ordlister(Value, frozen=True):
    """What the school's own lists say of words: of names in general, and of what says nothing."""

    navn: Navnebok
    vage: VageOrd


class Laget(Value, frozen=True):
    """A document that was made: its values, and its text as Markdown."""

    bestilling: Bestilling
    bilde: Saksbilde
    dokument: Dokument
    markdown: str

    @property
    def mangler(self) -> tuple[Mangel, ...]:
        """What its recipient needs first, then what the document itself lacks, then what is vague."""
        found = (*mottakermangler(self.bilde), *self.dokument.mangler)
        return (*found, *vage_tiltak(self.bilde))

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
    bilde = bilde_for(run, mappe, sak, asked, ordlister(folder, asked.slag))
    refused = asked.slag.avslag(bilde)
    if refused is not None:
        raise ExpectedFailure(refused.hvorfor, refused.raad)
    return fylt(folder, asked, bilde, asked.slag.lag(bilde))


def bilde_for(run: Run, mappe: Mappe, sak: Sak, asked: Bestilling, ord_: Ordlister) -> Saksbilde:
    """Return the case as the document may see it, and tell of later facts. Raises ExpectedFailure."""
    tell_left_out(run, course(mappe, sak, run.i_dag).fakta.utelatt)
    return bilde_paa(mappe, sak, run.i_dag, asked, ord_)


def bilde_paa(mappe: Mappe, sak: Sak, i_dag: date, asked: Bestilling, ord_: Ordlister) -> Saksbilde:
    """Return the case as the document may see it on a day. Raises ExpectedFailure."""
    absence = entries_of(sak, absence_books(mappe))
    return saksbilde(
        with_follow_up(sak, absence) if asked.slag.fravaer else sak,
        mappe.plan,
        i_dag,
        mottaker=asked.mottaker,
        maalform=asked.maalform,
        grunnlag=_grunnlag(mappe, sak, i_dag, absence, ord_.vage),
        valg=asked.valg,
        bok=ord_.navn,
    )


def fylt(folder: Planmappe, asked: Bestilling, bilde: Saksbilde, dokument: Dokument) -> Laget:
    """Fill the template of a document that is shaped. Raises ExpectedFailure."""
    name = asked.slag.malfil(asked.maalform)
    standard = standard_folder()
    given = {asked.slag.variabel: dokument}
    markdown = render(folder.maler, name, given, standard / "maler")
    return Laget(asked, bilde, dokument, markdown)


def ordlister(folder: Planmappe, slag: Dokumentslag | None = None) -> Ordlister:
    """Read the school's lists of words, for one kind of document or for all.

    Raises ProblemsFoundError.
    """
    bok, problems = load_names(folder)
    vage: VageOrd | None = INGEN
    if slag is None or slag.tiltak:
        vage, more = load_vague_words(folder)
        problems = [*problems, *more]
    if bok is None or vage is None:
        raise ProblemsFoundError(problems)
    return Ordlister(bok, vage)


def _grunnlag(
    mappe: Mappe, sak: Sak, i_dag: date, absence: Sequence[Elevfravaer], vage_ord: VageOrd
) -> Saksgrunnlag:
    """Gather what a document needs beside the case file."""
    periods = tuple(each for entry in absence for each in entry.borte)
    gang = course(mappe, sak, i_dag)
    rows = tuple(row for row in all_rows(mappe, i_dag) if row.frist.sak == sak.sak)
    opens = [row.frist.frist for row in rows if row.frist.steg == STATSFORVALTEREN]
    held = [each for book in mappe.moter for each in book.value.moeter]
    return Saksgrunnlag(
        rader=rows,
        statsforvalteren_fra=opens[0] if opens else None,
        moeter=tuple(each for each in held if any(one.sak == sak.sak for one in each.saker)),
        fravaer=periods,
        fravaersdager=absence_days(periods, mappe.plan, gang.kalender, i_dag),
        vage_ord=vage_ord,
    )
