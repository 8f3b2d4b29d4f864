"""A meeting's sheets in the format that is asked for: its agenda, with the key of it in a file of its own."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sosialplan.commands.dokumenter.utskrift import require_own_place, target_for, write_document
from sosialplan.commands.run import Run
from sosialplan.commands.utskrifter import require_free
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.failure import WrongUsage
from sosialplan.model.mappe import Mappe
from sosialplan.model.skrivemaate import fold
from sosialplan.output.bounded import docx_of, html_of, pdf_of
from sosialplan.views.moeter.moetepapir import Moeteark, noekkelark, sakslisteark
from sosialplan.views.moeter.moetevisning import Saksliste

BINARY = {"pdf": "En PDF", "docx": "En Word-fil"}


def require_file(format_: str, til: Path | None, name: str) -> None:
    """Refuse a paper that is no text without a place for it. Raises WrongUsage."""
    if format_ in BINARY and til is None:
        raise WrongUsage(
            f"{BINARY[format_]} må ha en fil.", f"Legg til: --til {fold(name)}.{format_}"
        )


def agenda_papers(
    run: Run,
    folder: Planmappe,
    mappe: Mappe,
    liste: Saksliste,
    format_: str,
    places: Sequence[Path | None],
) -> None:
    """Write the agenda, and where that is asked for its key, each in a file of its own. Raises WrongUsage for one file for both."""
    til, noekkel = places
    targets = [target_for(each, folder.root) for each in places if each is not None]
    if len(set(targets)) < len(targets):
        raise WrongUsage(
            "Sakslisten og nøkkelen kan ikke være samme fil.", "Gi nøkkelen et eget navn."
        )
    for each in targets:
        require_free(run, folder.root, each)
    if noekkel is not None:
        cure = "Velg en mappe på denne maskinen, eller les nøkkelen på skjermen."
        require_own_place(run, folder.root, noekkel, "Nøkkelen til de anonyme sakene", cure)
    write_paper(run, folder, sakslisteark(liste, mappe.plan), format_, til)
    if noekkel is None:
        tell_key(run, liste.noekkel)
    elif liste.noekkel:
        saker = {each.value.sak: each.value for each in mappe.saker}
        write_paper(run, folder, noekkelark(liste, saker, mappe.plan), format_, noekkel)
    else:
        run.terminal.note("Nøkkelen er ikke laget: ingen sak på sakslisten er anonym.")


def tell_key(run: Run, noekkel: Sequence[tuple[str, str]]) -> None:
    """Tell the one who sits there which case each mark hides: on the screen, never on the sheet."""
    if noekkel:
        key = ", ".join(f"{mark} = {sak}" for mark, sak in noekkel)
        run.terminal.note(f"Bare for den som leder møtet, skal ikke deles: {key}")


def write_paper(
    run: Run,
    folder: Planmappe,
    ark: Moeteark,
    format_: str,
    til: Path | None,
    *,
    images: Mapping[str, bytes] | None = None,
    om_elever: bool = True,
) -> None:
    """Write a sheet to its file, or show it; ``images`` are what is drawn in it, as PDF and HTML show it."""
    made = _set(run, folder, ark, format_, images or {})
    write_document(run, made, til, folder.root, om_elever=om_elever)


def _set(
    run: Run, folder: Planmappe, ark: Moeteark, format_: str, images: Mapping[str, bytes]
) -> str | bytes:
    text = run.terminal.with_incomplete(ark.markdown)
    match format_:
        case "pdf":
            return pdf_of(
                text,
                maler=folder.maler,
                title=ark.tittel,
                author=ark.skole,
                day=run.i_dag,
                footer=ark.bunntekst,
                images=images,
                spraak=ark.spraak,
            )
        case "docx":
            return docx_of(
                text,
                maler=folder.maler,
                title=ark.tittel,
                author=ark.skole,
                day=run.i_dag,
                footer=ark.bunntekst,
                spraak=ark.spraak,
            )
        case "html":
            return html_of(
                text,
                maler=folder.maler,
                title=ark.tittel,
                footer=ark.bunntekst,
                images=images,
                spraak=ark.spraak,
            )
    return text
