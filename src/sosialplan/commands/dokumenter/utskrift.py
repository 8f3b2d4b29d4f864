"""Where a document is written, and how its place is told: never over a file of the planmappe itself."""

from pathlib import Path

from sosialplan.commands.run import Run
from sosialplan.commands.utskrifter import remember
from sosialplan.files.disk import require_place, write_atomically
from sosialplan.files.planmappe import CONTENT
from sosialplan.model.failure import ExpectedFailure


def write_document(run: Run, content: str | bytes, til: Path | None, root: Path | None) -> None:
    """Write a document to its file or to stdout; never over a file of the planmappe itself."""
    if til is None:
        run.terminal.raw(content if isinstance(content, str) else content.decode("utf-8"))
        return
    target = target_for(til, root)
    write_atomically(target, content)
    if root is not None:
        remember(run, root, (target,))
    run.terminal.note(f"Laget: {shown(target)}")


def target_for(til: Path, root: Path | None) -> Path:
    """Return where a document is written.

    Raises ExpectedFailure for a file of the planmappe itself, and for what is no file.
    """
    target = til.resolve()
    inside = tuple(root / name for name in (*CONTENT, ".git")) if root is not None else ()
    if any(target.is_relative_to(each) for each in inside):
        raise ExpectedFailure(
            "Dokumenter skrives ikke der saker, plan eller maler ligger.",
            "Velg et annet sted, som: --til ut/plan.pdf",
        )
    require_place(target)
    return target


def shown(target: Path) -> Path:
    """Return a path as it is told: from where the user stands, where it is below that."""
    here = Path.cwd()
    return target.relative_to(here) if target.is_relative_to(here) else target
