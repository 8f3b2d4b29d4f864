"""``lag``: render a document; changes nothing in the case."""

from pathlib import Path

from sosialplan.commands.run import Run, all_rows, course, read_case, tell_left_out
from sosialplan.files.disk import write_atomically
from sosialplan.files.planmappe import CONTENT
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.mappe import Mappe
from sosialplan.model.nearest import advice, find_word
from sosialplan.model.sak import Sak
from sosialplan.output.templates import render
from sosialplan.views.aktivitetsplan import Plandokument, aktivitetsplan

DOCUMENTS = ("aktivitetsplan", "tiltaksplan")
"""One document; the school's setting decides which of the words is printed."""
ALL_DOCUMENTS = (*DOCUMENTS, "handlingsplan")
STATSFORVALTEREN = "statsforvalteren-åpen"


def lag(run: Run, dokument: str, typed: str | None, *, format_: str, til: Path | None) -> int:
    """Render a document of a case as of the day of judging."""
    if find_word(dokument, DOCUMENTS) is None:
        raise WrongUsage(
            f"Det finnes ikke noe slikt dokument.{advice(dokument, ALL_DOCUMENTS)}",
            f"Velg en av: {', '.join(ALL_DOCUMENTS)}",
        )
    if typed is None:
        raise WrongUsage("Hvilken sak gjelder det?", f"Skriv: sosialplan lag {dokument} SAK")
    if format_ == "pdf" and til is None:
        raise WrongUsage("En PDF må ha en fil.", "Legg til: --til plan.pdf")
    folder, mappe, sak = read_case(run, typed)
    document = document_of(run, mappe, sak)
    markdown = render(folder.maler, "aktivitetsplan.md.j2", {"plan": document})
    write_document(run, _rendered(run, folder.maler, document, markdown, format_), til, folder.root)
    _tell_missing(run, document)
    return 0


def document_of(run: Run, mappe: Mappe, sak: Sak) -> Plandokument:
    """Return the plan shaped for its template."""
    tell_left_out(run, course(mappe, sak, run.i_dag).fakta.utelatt)
    opens = [
        row.frist.frist
        for row in all_rows(mappe, run.i_dag)
        if row.frist.sak == sak.sak and row.frist.steg == STATSFORVALTEREN
    ]
    return aktivitetsplan(
        sak, mappe.plan, today=run.i_dag, statsforvalteren_fra=opens[0] if opens else None
    )


def _rendered(
    run: Run, maler: Path, document: Plandokument, markdown: str, format_: str
) -> str | bytes:
    if format_ == "pdf":
        from sosialplan.output.pdf import not_printable, pdf_of  # noqa: PLC0415 - slow

        if not_printable(markdown):
            run.terminal.note("Noen tegn finnes ikke i skriften og er byttet med �.")
        return pdf_of(
            markdown,
            maler=maler,
            title=document.tittel,
            author=document.hode.skole,
            day=run.i_dag,
            footer=document.bunntekst,
        )
    if format_ == "html":
        from sosialplan.output.html import html_of  # noqa: PLC0415 - slow

        return html_of(markdown, title=document.tittel, footer=document.bunntekst)
    return markdown


def write_document(run: Run, content: str | bytes, til: Path | None, root: Path) -> None:
    """Write a document to its file or to stdout; never over a file of the planmappe itself."""
    if til is None:
        run.terminal.raw(content if isinstance(content, str) else content.decode("utf-8"))
        return
    target = til.resolve()
    inside = (*CONTENT, ".git")
    if any(target.is_relative_to(root / name) for name in inside):
        raise ExpectedFailure(
            "Dokumenter skrives ikke der saker, plan eller maler ligger.",
            "Velg et annet sted, som: --til ut/plan.pdf",
        )
    write_atomically(target, content)
    here = Path.cwd()
    shown = target.relative_to(here) if target.is_relative_to(here) else target
    run.terminal.note(f"Skrevet: {shown}")


def _tell_missing(run: Run, document: Plandokument) -> None:
    missing = [(each.sentence, each.command) for each in document.mangler]
    if missing:
        run.terminal.note(f"{document.ordet.capitalize()} mangler:")
    for sentence, command in missing:
        run.terminal.note(f"  {sentence}")
        run.terminal.note(f"    {command}")
