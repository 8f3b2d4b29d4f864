"""The papers of a case: what one recipient may see on a day, shaped, filled in, and set in the format asked for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace as with_choice
from datetime import date
from functools import cache

from msgspec import structs
from msgspec.structs import replace

from sosialplan.commands.dokumenter.bestilling import Bestilling, Ordlister, ordlister
from sosialplan.commands.dokumenter.skolelogo import letterhead_pictures
from sosialplan.commands.lesing import absence_books, all_rows, course, read_books, tell_left_out
from sosialplan.commands.run import Run
from sosialplan.commands.skrivebordet.den_som_skriver import tell_the_shielded
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import standard_folder
from sosialplan.files.yaml_events import locate
from sosialplan.files.yaml_reader import parse
from sosialplan.model.betydning import Betydning
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.fravaer import Elevfravaer
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.moeter import Moetebok
from sosialplan.model.oppslagsverk import VageOrd
from sosialplan.model.problems import Finding, Problem
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.model.visible import REPLACEMENT, markdown_line
from sosialplan.output.bounded import docx_of, html_of, not_printable, pdf_of, render
from sosialplan.rules.ansattsak.skjermet_sak import Mottaker
from sosialplan.rules.avslutning import left_open
from sosialplan.rules.facts import classes_before, entries_of, means, with_follow_up
from sosialplan.rules.fravaerstrapp import absence_days
from sosialplan.rules.ved_siden import beside_in, duties_beside, with_those_beside, with_told_beside
from sosialplan.tekster.maalform import Maalform, paa
from sosialplan.views.dokumentdeler.mangler import Mangel, grunn, without_lacks
from sosialplan.views.dokumentdeler.saksbilde import (
    Dokumentvalg,
    Saksbilde,
    Saksgrunnlag,
    saksbilde,
)
from sosialplan.views.dokumentdeler.samtykkestilling import mottakermangler
from sosialplan.views.dokumentdeler.tiltakskort import vage_tiltak
from sosialplan.views.dokumentliste import DOKUMENTER, Dokument, Dokumentslag
from sosialplan.views.kopier.utlevert import PLAN, kort_avtrykk
from sosialplan.views.saksdokumenter import kopiavtrykk, saksdokumenter
from sosialplan.views.sakspapirord import approved_by


def bilde_paa(mappe: Mappe, sak: Sak, i_dag: date, asked: Bestilling, ord_: Ordlister) -> Saksbilde:
    """Return the case as one document may see it on a day. Raises ExpectedFailure."""
    return bilder_paa(mappe, sak, i_dag, ord_)(asked)


def bilder_paa(
    mappe: Mappe, sak: Sak, i_dag: date, ord_: Ordlister
) -> Callable[[Bestilling], Saksbilde]:
    """Return what shows the case to any document on a day. Raises ExpectedFailure."""
    sak = with_told_beside(sak, beside_in(mappe, sak), mappe.plan)
    absence = entries_of(sak, absence_books(mappe))
    ground = _grunnlag(mappe, sak, i_dag, absence, ord_.vage)

    @cache
    def shown(
        mottaker: Mottaker, maalform: Maalform, valg: Dokumentvalg, *, fravaer: bool
    ) -> Saksbilde:
        return saksbilde(
            with_follow_up(sak, absence) if fravaer else sak,
            mappe.plan,
            i_dag,
            mottaker=mottaker,
            maalform=maalform,
            grunnlag=ground,
            valg=valg,
            bok=ord_.navn,
        )

    def bilde(asked: Bestilling) -> Saksbilde:
        return shown(asked.mottaker, asked.maalform, asked.valg, fravaer=asked.slag.fravaer)

    return bilde


def _grunnlag(
    mappe: Mappe, sak: Sak, i_dag: date, absence: Sequence[Elevfravaer], vage_ord: VageOrd
) -> Saksgrunnlag:
    """Gather what a document needs beside the case file."""
    periods = tuple(each for entry in absence for each in entry.borte)
    gang = course(mappe, sak, i_dag)
    rows = tuple(row for row in all_rows(mappe, i_dag) if row.frist.sak == sak.sak)
    opens = [
        row.frist.frist
        for row in rows
        if means(gang.kjede, row.frist.steg, Betydning.STATSFORVALTEREN_AAPEN)
    ]
    held = [each for book in mappe.moeter for each in book.value.moeter]
    return Saksgrunnlag(
        rader=rows,
        statsforvalteren_fra=opens[0] if opens else None,
        moeter=tuple(each for each in held if any(one.sak == sak.sak for one in each.saker)),
        fravaer=periods,
        fravaersdager=absence_days(
            periods,
            mappe.plan,
            gang.kalender,
            i_dag,
            klasse=sak.elev.klasse,
            foer=classes_before(sak, absence_books(mappe)),
        ),
        vage_ord=vage_ord,
        aapent=left_open(gang),
        lagret=mappe.lagret,
        ulest=mappe.ulest,
        ved_siden=duties_beside(sak, beside_in(mappe, sak), mappe.plan, i_dag),
    )


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
        return f"{self.dokument.bunntekst} · kopikode {kort_avtrykk(self.avtrykk)}"


def lag_dokument(run: Run, folder: Planmappe, mappe: Mappe, sak: Sak, asked: Bestilling) -> Laget:
    """Shape and fill a document as of the day of judging. Raises ExpectedFailure."""
    asked = asked.i_rett_form(sak, mappe.plan.skole)
    if asked.slag.moetebok and not mappe.moeter:
        mappe = structs.replace(mappe, moeter=read_books(run, folder, "moter", Moetebok))
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
    given = {asked.slag.variabel: dokument}
    markdown = render(folder.maler, name, given, standard_folder() / "maler")
    if asked.mottaker.hjem:
        markdown = without_lacks(markdown, asked.maalform, dokument.mangler)
    return Laget(asked, bilde, dokument, markdown)


UTKAST = "Utkast for skolen, ikke til å dele."
"""What stands first in what is made for the school alone, whatever its format."""


def as_draft(laget: Laget) -> Laget:
    """Return a document of the school's own with the mark that it is one."""
    mark = paa(laget.bestilling.maalform, UTKAST)
    return replace(laget, markdown=f"**{mark}**\n\n{laget.markdown.lstrip()}")


def trykt(run: Run, folder: Planmappe, laget: Laget, format_: str) -> str | bytes:
    """Return a document in the format that was asked for: ``md``, ``html``, ``pdf`` or ``docx``."""
    dokument, spraak = laget.dokument, laget.bestilling.maalform.spraak
    images = letterhead_pictures(folder, laget.bilde)
    if format_ == "pdf":
        if REPLACEMENT in laget.markdown or not_printable(laget.markdown):
            run.terminal.note("Noen tegn finnes ikke i skriften og er byttet med �.")
        return pdf_of(
            laget.markdown,
            maler=folder.maler,
            title=dokument.tittel,
            author=laget.bilde.skole.navn,
            day=run.i_dag,
            footer=laget.stempel,
            images=images,
            spraak=spraak,
        )
    if format_ == "docx":
        return docx_of(
            laget.markdown,
            maler=folder.maler,
            title=dokument.tittel,
            author=laget.bilde.skole.navn,
            day=run.i_dag,
            footer=laget.stempel,
            images=images,
            spraak=spraak,
        )
    if format_ == "html":
        return html_of(
            laget.markdown,
            maler=folder.maler,
            title=dokument.tittel,
            footer=laget.stempel,
            images=images,
            spraak=spraak,
        )
    return f"{laget.markdown.rstrip()}\n\n---\n\n{markdown_line(laget.stempel)}\n"


def tell_if_not_approved(run: Run, laget: Laget, sak: Sak) -> None:
    """Say that a plan goes home before anybody has approved it: it says so itself, and is read so."""
    skole = laget.bilde.plan.skole
    home = laget.bestilling.slag.kode == PLAN and laget.bestilling.mottaker.hjem
    if home and not any(approved_by(sak, skole, run.i_dag)):
        run.terminal.note(
            f"Planen er ikke godkjent, og det står i den. Godkjenn den først: sosialplan godkjenn {sak.sak}"
        )


def savnet(folder: Planmappe, laget: Laget) -> list[Problem]:
    """Return what the document lacks as problems: place in the case file, code, ground and cure."""
    missing = laget.mangler
    if not missing:
        return []
    number = laget.bilde.sak.sak
    path = folder.case_path(number)
    file = folder.relative(path)
    spans = parse(folder.text(path).text or "", with_spans=True).spans
    return [
        Problem(
            location=locate(file, Finding(each.kode, file, each.sted), spans),
            level=each.level,
            code=each.kode,
            message=f"{each.sentence} ({grunn(each)})",
            cure=each.command,
        )
        for each in missing
    ]


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
    minutes = tuple(_about(each, number) for each in mappe.moeter)
    return Mappe(
        mappe.plan, with_those_beside(mappe, read), books, minutes, mappe.lagret, ulest=mappe.ulest
    )


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
        asked = Bestilling(slag, self.mottaker, egen_maalform=True)
        asked = asked.i_rett_form(read.value, mappe.plan.skole)
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
