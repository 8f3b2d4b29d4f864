"""A bundle: one document that leads to others, as one PDF that carries them or as a folder."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sosialplan.commands.dokumenter.kopikontroll import (
    Kopi,
    copy_problems,
    kontroll,
    require_nameless,
)
from sosialplan.commands.dokumenter.malsjekk import paper_problems
from sosialplan.commands.dokumenter.sakspapirer import Laget, Papir, fylt_ut, som_pdf
from sosialplan.commands.dokumenter.skolelogo import letterhead_pictures
from sosialplan.commands.dokumenter.utskrift import tell_open_text, write_document
from sosialplan.commands.pakker.arkivpakking import (
    SJEKKSUMMER,
    checksums,
    laid_whole,
    lay,
    place_for,
    take_place,
)
from sosialplan.commands.run import FINE, PROBLEMS, Run
from sosialplan.commands.utskrifter import remember
from sosialplan.files.filtolk import place_in_files
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.mappe import Mappe
from sosialplan.model.problems import Problem
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.output.bounded import pdf_of
from sosialplan.output.filvedlegg import Filvedlegg
from sosialplan.rules.checks.record_checks import shared_ids
from sosialplan.tekster.maalform import talt
from sosialplan.views.kopier.arkivpakke import filnavn


class Del(Value, frozen=True):
    """A document of a bundle: the file's name, the document, and the file itself."""

    fil: str
    laget: Laget
    innhold: bytes

    @property
    def kopi(self) -> Kopi:
        """The document as a copy that is to be read through."""
        return Kopi(self.laget, self.innhold, "pdf")


class Bunt(Value, frozen=True):
    """The leading document with its drawings, and the documents that go with it."""

    laget: Laget
    deler: tuple[Del, ...]
    bilder: Mapping[str, bytes] = {}

    def pdf(self, run: Run, folder: Planmappe, *, carries: bool) -> bytes:
        """Set the leading document, carrying the others or alone."""
        dokument = self.laget.dokument
        return pdf_of(
            self.laget.markdown,
            maler=folder.maler,
            title=dokument.tittel,
            author=self.laget.bilde.skole.navn,
            day=run.i_dag,
            footer=dokument.bunntekst,
            spraak=self.laget.bestilling.maalform.spraak,
            images={**self.bilder, **letterhead_pictures(folder, self.laget.bilde)},
            vedlegg=[
                Filvedlegg(each.fil, each.innhold, each.laget.dokument.tittel)
                for each in self.deler
            ]
            if carries
            else (),
        )


def with_papers(
    run: Run, folder: Planmappe, papers: Sequence[Papir], before: int = 0
) -> tuple[Del, ...]:
    """Set papers as they are now; their files are numbered after ``before``."""
    return tuple(
        _part(run, folder, each, number) for number, each in enumerate(papers, start=before + 1)
    )


def _part(run: Run, folder: Planmappe, papir: Papir, number: int) -> Del:
    file = filnavn(number, papir.slag.kode, papir.dag, papir.dokument.versjon)
    laget = fylt_ut(folder, papir)
    return Del(file, laget, som_pdf(run, folder, laget))


def papirnavn(navn: str, versjon: int | None) -> str:
    """Return what a document is called in a list: ``Aktivitetsplan, versjon 2``."""
    return f"{navn[:1].upper()}{navn[1:]}" + (f", versjon {versjon}" if versjon else "")


class Eier(Value, frozen=True):
    """Whose the bundle is: the planmappe with every name in it, and the case."""

    folder: Planmappe
    mappe: Mappe
    sak: Sak


def tell_shared_ids(run: Run, folder: Planmappe, mappe: Mappe) -> None:
    """Tell of entries that share an id: of them nobody can say which one a correction means."""
    run.terminal.problems(place_in_files(folder, shared_ids(mappe)))


def show(run: Run, eier: Eier, laget: Laget) -> int:
    """Print the leading document alone, where nothing in it tells of others."""
    found = _in_the_way(run, eier, [Kopi(laget, laget.markdown, "md")])
    if found:
        return _stopped(run, found)
    run.terminal.raw(laget.markdown)
    return FINE


def hand_over(run: Run, eier: Eier, bunt: Bunt, til: Path) -> int:
    """Read the bundle through, and write it as one PDF or, for any other name, as a folder.

    Nothing is written where something in it tells of others.
    """
    folder, one_file = eier.folder, til.suffix.lower() == ".pdf"
    mottaker = bunt.laget.bestilling.mottaker
    against = kontroll(folder, eier.mappe, eier.sak, mottaker)
    require_nameless(against, mottaker, til.stem)
    made = bunt.pdf(run, folder, carries=one_file)
    copies = [Kopi(bunt.laget, made, "pdf"), *(each.kopi for each in bunt.deler)]
    found = _in_the_way(run, eier, copies)
    if found:
        return _stopped(run, found)
    if one_file:
        write_document(run, made, til, folder.root)
        return FINE
    files = {f"{bunt.laget.bestilling.slag.kode}.pdf": made}
    files |= {each.fil: each.innhold for each in bunt.deler}
    files[SJEKKSUMMER] = checksums(files)
    target = place_for(folder, til.name, til)
    with laid_whole(run, target) as waiting:
        for name, data in files.items():
            lay(waiting / name, data)
        take_place(waiting, target)
    remember(run, folder.root, [target / name for name in files])
    run.terminal.made.append(target)
    run.terminal.note(f"Laget: {til} ({talt(len(files), 'fil', 'filer')})")
    tell_open_text(run)
    return FINE


def _in_the_way(run: Run, eier: Eier, copies: Sequence[Kopi]) -> Sequence[Problem]:
    """Return what must be put right first: what a paper lets fall of what the law asks for, and what tells of others."""
    asked = dict.fromkeys(
        (each.laget.bestilling.slag, each.laget.bestilling.maalform) for each in copies
    )
    papers = (
        problem
        for slag, maalform in asked
        for problem in paper_problems(eier.folder, slag, maalform, run.i_dag)
    )
    return (*dict.fromkeys(papers), *_leaks(eier, copies))


def _leaks(eier: Eier, copies: Sequence[Kopi]) -> Sequence[Problem]:
    """Return what tells of others, in any of the documents; each finding once."""
    readers = {each.mottaker.anonym: each.mottaker for each in copies}
    against = {
        anonym: kontroll(eier.folder, eier.mappe, eier.sak, each)
        for anonym, each in readers.items()
    }
    found = [
        problem for each in copies for problem in copy_problems(against[each.mottaker.anonym], each)
    ]
    return list({(each.code, each.message, each.cure): each for each in found}.values())


def _stopped(run: Run, found: Sequence[Problem]) -> int:
    run.terminal.problems(found)
    run.terminal.note(f"Ikke laget: {len(found)} ting må rettes eller avklares først.")
    return PROBLEMS
