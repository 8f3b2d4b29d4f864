"""A document of a case, from the case file to what is printed; used by each command that makes one."""

from collections.abc import Sequence
from datetime import date

from msgspec import structs

from sosialplan.commands.run import (
    ProblemsFoundError,
    Run,
    absence_books,
    all_rows,
    course,
    read_books,
    tell_left_out,
)
from sosialplan.files.disk import read_text
from sosialplan.files.loader import load_names, load_vague_words
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import standard_folder
from sosialplan.files.yaml_places import locate
from sosialplan.files.yaml_reader import parse
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.fravaer import Elevfravaer
from sosialplan.model.mappe import Mappe
from sosialplan.model.moter import Moetebok
from sosialplan.model.navnebok import Navnebok
from sosialplan.model.nearest import advice, find_word
from sosialplan.model.problems import Finding, Problem
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.model.vage_ord import INGEN, VageOrd
from sosialplan.output.templates import render
from sosialplan.rules.facts import entries_of, with_follow_up
from sosialplan.rules.fravaerstrapp import absence_days
from sosialplan.rules.mottakere import MOTTAKERE, SKOLE, Mottaker
from sosialplan.views.dokumentdeler.maalform import Maalform
from sosialplan.views.dokumentdeler.mangler import Mangel, grunn, kode_for
from sosialplan.views.dokumentdeler.saksbilde import (
    INGEN_VALG,
    Dokumentvalg,
    Saksbilde,
    Saksgrunnlag,
    saksbilde,
)
from sosialplan.views.dokumentdeler.samtykke import mottakermangler
from sosialplan.views.dokumentdeler.vage_tiltak import vage_tiltak
from sosialplan.views.dokumentliste import DOKUMENTER, Dokument, Dokumentslag, find_slag
from sosialplan.views.kopier.innhold import kopiavtrykk
from sosialplan.views.kopier.utlevert import kort_avtrykk

STATSFORVALTEREN = "statsforvalteren-åpen"
UTEN_SAK = ("handlingsplan",)
"""Documents of the school itself."""


class Bestilling(Value, frozen=True):
    """What is asked for: which document, for whom, and in which form of Norwegian.

    ``egen_maalform``: nobody said which form, so one that is read at home is in the family's own.
    """

    slag: Dokumentslag
    mottaker: Mottaker = SKOLE
    maalform: Maalform = Maalform.BOKMAAL
    valg: Dokumentvalg = INGEN_VALG
    egen_maalform: bool = False

    def for_familien(self, sak: Sak) -> "Bestilling":
        """Return what is asked for in the form of Norwegian that the family reads."""
        if not (self.egen_maalform and self.mottaker.hjem and self.slag.nynorsk):
            return self
        return structs.replace(self, maalform=sak.elev.maalform or self.maalform)


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


def bestilling(
    word: str,
    *,
    mottaker: str | None = None,
    maalform: str | None = None,
    siden: date | None = None,
    dato: date | None = None,
    hvorfor: str | None = None,
    vedlegg: Sequence[str] = (),
) -> Bestilling:
    """Read what was typed. Raises WrongUsage for what does not exist or does not go together."""
    slag = _known(word, UTEN_SAK)
    known = [each.kode for each in MOTTAKERE]
    code = find_word(mottaker, known) if mottaker else SKOLE.kode
    if code is None:
        raise WrongUsage(
            f"Det finnes ingen slik mottaker.{advice(mottaker or '', known)}",
            f"Velg en av: {', '.join(slag.mottakere)}",
        )
    found = slag.mottaker(code)
    if found is None:
        raise WrongUsage(
            "Dette dokumentet lages ikke for den mottakeren.",
            f"Velg en av: {', '.join(slag.mottakere)}",
        )
    form = Maalform(maalform) if maalform else Maalform.BOKMAAL
    if form is Maalform.NYNORSK and not slag.nynorsk:
        raise WrongUsage(
            "Dette dokumentet finnes bare på bokmål.", "Utelat --målform, eller velg bokmål."
        )
    if (hvorfor or vedlegg) and not slag.foelgebrev:
        raise WrongUsage(
            "Bare et brev som følger med noe, har --hvorfor og --vedlegg.",
            "Utelat dem, eller lag oversendelsesbrev.",
        )
    enclosed = tuple(_enclosed(each, found) for each in vedlegg)
    valg = Dokumentvalg(siden=siden, dato=dato, hvorfor=hvorfor, vedlegg=enclosed)
    return Bestilling(slag, found, form, valg, egen_maalform=maalform is None)


def _known(word: str, others: tuple[str, ...] = ()) -> Dokumentslag:
    """Return the document that was typed. Raises WrongUsage."""
    words = [name for each in DOKUMENTER for name in (each.kode, *each.andre_navn)]
    slag = find_slag(find_word(word, words) or "")
    if slag is None:
        known = (*words, *others)
        raise WrongUsage(
            f"Det finnes ikke noe slikt dokument.{advice(word, known)}",
            f"Velg en av: {', '.join(known)}",
        )
    return slag


def _enclosed(word: str, mottaker: Mottaker) -> str:
    """Return the name of an enclosure. Raises WrongUsage for one that the recipient may not have."""
    slag = _known(word)
    if slag.mottaker(mottaker.kode) is None:
        raise WrongUsage(
            f"«{slag.kode}» lages ikke for den mottakeren.", "Utelat det fra --vedlegg."
        )
    return slag.navn


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


def trykt(run: Run, folder: Planmappe, laget: Laget, format_: str) -> str | bytes:
    """Return a document in the format that was asked for: ``md``, ``html``, ``pdf`` or ``docx``."""
    dokument, spraak = laget.dokument, laget.bestilling.maalform.spraak
    if format_ == "pdf":
        from sosialplan.output.pdf import not_printable, pdf_of  # noqa: PLC0415 - slow

        if not_printable(laget.markdown):
            run.terminal.note("Noen tegn finnes ikke i skriften og er byttet med �.")
        return pdf_of(
            laget.markdown,
            maler=folder.maler,
            title=dokument.tittel,
            author=laget.bilde.skole.navn,
            day=run.i_dag,
            footer=laget.stempel,
            spraak=spraak,
        )
    if format_ == "docx":
        from sosialplan.output.word import docx_of  # noqa: PLC0415 - slow

        return docx_of(
            laget.markdown,
            title=dokument.tittel,
            author=laget.bilde.skole.navn,
            day=run.i_dag,
            footer=laget.stempel,
            spraak=spraak,
        )
    if format_ == "html":
        from sosialplan.output.html import html_of  # noqa: PLC0415 - slow

        return html_of(laget.markdown, title=dokument.tittel, footer=laget.stempel, spraak=spraak)
    return f"{laget.markdown.rstrip()}\n\n---\n\n{laget.stempel}\n"


def savnet(folder: Planmappe, laget: Laget) -> list[Problem]:
    """Return what the document lacks as problems: place in the case file, code, ground and cure."""
    missing = laget.mangler
    if not missing:
        return []
    number = laget.bilde.sak.sak
    path = folder.case_path(number)
    file = folder.relative(path)
    spans = parse(read_text(path).text or "", with_spans=True).spans
    return [
        Problem(
            location=locate(file, Finding(each.kode, file, each.sted), spans),
            level=kode_for(each.kode).level,
            code=each.kode,
            message=f"{each.sentence} ({grunn(each)})",
            cure=each.command,
        )
        for each in missing
    ]
