"""A document that was made, in the format that was asked for; and what it lacks, as problems."""

from sosialplan.commands.dokumenter.dokument import Laget
from sosialplan.commands.run import Run
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.yaml_places import locate
from sosialplan.files.yaml_reader import parse
from sosialplan.model.problems import Finding, Problem
from sosialplan.model.visible import REPLACEMENT, markdown_line
from sosialplan.output.bounded import docx_of, html_of, not_printable, pdf_of
from sosialplan.views.dokumentdeler.mangler import grunn


def trykt(run: Run, folder: Planmappe, laget: Laget, format_: str) -> str | bytes:
    """Return a document in the format that was asked for: ``md``, ``html``, ``pdf`` or ``docx``."""
    dokument, spraak = laget.dokument, laget.bestilling.maalform.spraak
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
            spraak=spraak,
        )
    if format_ == "html":
        return html_of(
            laget.markdown,
            maler=folder.maler,
            title=dokument.tittel,
            footer=laget.stempel,
            spraak=spraak,
        )
    return f"{laget.markdown.rstrip()}\n\n---\n\n{markdown_line(laget.stempel)}\n"


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
