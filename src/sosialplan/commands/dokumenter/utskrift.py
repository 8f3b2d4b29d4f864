"""Where a document is written, and how its place is told: never over a file of the planmappe itself."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sosialplan.commands.run import Run
from sosialplan.commands.utskrifter import remember, require_free
from sosialplan.files.disk import OWNERS, require_place, write_atomically
from sosialplan.files.planmappe import CONTENT, find_planmappe
from sosialplan.files.utskrifter import UT
from sosialplan.model.failure import ExpectedFailure


def require_own_place(run: Run, root: Path, til: Path, hva: str, cure: str) -> None:
    """Raise ExpectedFailure where what tells who somebody is would lie where others, or the net, have it too."""
    from sosialplan.files.omgivelser import sted, synkroter, this_machine  # noqa: PLC0415 - few papers
    from sosialplan.rules.plassering import nettverksdisk, tjeneste  # noqa: PLC0415

    maskin = run.maskin or this_machine()
    roots = tuple(synkroter(maskin))
    for each in sted(maskin, hva, target_for(til, root).parent):
        service = tjeneste(each, roots)
        if service or nettverksdisk(each):
            where = f"en mappe som {service} kopierer ut" if service else "en nettverksdisk"
            raise ExpectedFailure(f"{hva} skal ikke ligge i {where}. Ingenting er laget.", cure)


def write_document(
    run: Run,
    content: str | bytes,
    til: Path | None,
    root: Path | None,
    *,
    om_elever: bool = True,
) -> None:
    """Write a document to its file or to stdout; never over a file of the planmappe itself.

    What is ``om_elever`` is its owner's alone; what was sealed is said to be open text now.
    """
    if til is None:
        run.terminal.raw(content if isinstance(content, str) else content.decode("utf-8"))
        return
    target = target_for(til, root)
    require_free(run, root, target, content)
    new = not target.parent.exists() and target.parent != (root and root / UT)
    write_atomically(target, content, mode=OWNERS if om_elever else None)
    remember(run, root or target.parent, (target,))
    run.terminal.made.append(target)
    run.terminal.note(f"Laget: {shown(target)}")
    if new:
        run.terminal.note(f"Mappen {shown(target.parent)} er ny.")
    if om_elever:
        tell_open_text(run)
    tell_named_file(run, til)


def tell_named_file(run: Run, til: Path) -> None:
    """Say that a file was given a name that may be a pupil's: it is seen by all who see the folder."""
    from sosialplan.commands.gjennomsyn import known_names  # noqa: PLC0415 - reads the whole folder
    from sosialplan.rules.vokt import named_in  # noqa: PLC0415

    navn = None
    with suppress(ExpectedFailure):  # no planmappe: nobody is known
        navn = known_names(find_planmappe(run.start, run.laas))  # as it is now, as the file is
    name = til.stem.replace("_", " ")
    if navn is not None and any(True for _ in named_in(name, navn, unsure=True)):
        run.terminal.note(
            "Filnavnet kan ha navnet til en elev, og ses av alle som ser mappen. Bruk saksnummeret i stedet."
        )


@contextmanager
def laid(run: Run, root: Path, target: Path, content: str | bytes) -> Iterator[None]:
    """Write the file while the case is saved; where it cannot be, a new file is taken away."""
    require_free(run, root, target, content)
    was_there = target.exists()
    write_atomically(target, content, mode=OWNERS)
    try:
        yield
    except Exception:
        if not was_there:
            target.unlink(missing_ok=True)
        raise


def tell_open_text(run: Run) -> None:
    """Say that what lay sealed now lies as open text, and whose care it is."""
    if run.terminal.sealed:
        run.terminal.note(
            "Det er åpen tekst, og ikke vernet som saken er. Du må passe på filen, og slette den når den er brukt."
        )


def target_for(til: Path, root: Path | None) -> Path:
    """Return where a document is written.

    Raises ExpectedFailure for a file of the planmappe itself, and for what is no file.
    """
    if til.is_symlink():
        raise ExpectedFailure(
            f"{til.name} er en lenke til et annet sted. Ingenting er skrevet.",
            "Velg et annet navn på filen.",
        )
    target = til.resolve()
    require_no_link(til, root)
    inside = tuple(root / name for name in (*CONTENT, ".git")) if root is not None else ()
    if any(target.is_relative_to(each) for each in inside):
        raise ExpectedFailure(
            "Dokumenter skrives ikke der saker, plan eller maler ligger.",
            "Velg et annet sted, som: --til ut/plan.pdf",
        )
    require_place(target)
    return target


def require_no_link(til: Path, root: Path | None) -> None:
    """Raise ExpectedFailure where a folder of the planmappe leads out of it: what was typed is not where it would lie."""
    if root is None or til.resolve().is_relative_to(root.resolve()):
        return
    within = (root.absolute(), root.resolve())
    for each in til.absolute().parents:
        if each.is_symlink() and any(each.is_relative_to(one) and each != one for one in within):
            raise ExpectedFailure(
                f"Mappen {each.name} er en lenke til et annet sted. Ingenting er skrevet.",
                "Skriv stedet slik det er, eller velg en annen mappe.",
            )


def shown(target: Path) -> Path:
    """Return a path as it is told: from where the user stands, where it is below that."""
    here = Path.cwd()
    return target.relative_to(here) if target.is_relative_to(here) else target
