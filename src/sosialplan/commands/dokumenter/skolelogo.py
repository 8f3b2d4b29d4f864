"""The school's logo as the folder has it: its bytes for a letterhead, or what is wrong with it and where."""

from collections.abc import Collection, Iterator, Mapping

from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.files.filtolk import place_in_files
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.problems import Finding, Location, Problem
from sosialplan.model.skole import Skole
from sosialplan.output.bounded import logofeil
from sosialplan.reading import NotRead
from sosialplan.rules.tillit.fullmakt import SKOLE
from sosialplan.tekster.koder.alle import to_problem
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.sakshode import brevhode

_WHY = {"F102": "Bildet er altfor stort", "F108": "Bildet er en lenke, eller ligger bak en"}


def logo_of(folder: Planmappe, skole: Skole) -> tuple[bytes, str | None]:
    """Return the picture, and what is wrong with it, as a sentence without its full stop."""
    name = skole.logo or ""
    try:
        data = folder.bytes_of(folder.root / "plan" / name)
    except NotRead as fault:
        return b"", _WHY.get(fault.code, "Bildet kan ikke leses")
    except OSError:
        return b"", f"Filen plan/{name} finnes ikke"
    try:
        return data, logofeil(data)
    except ExpectedFailure:
        return data, "Bildet tar for lang tid eller for mye minne å tegne"


def logo_problems(folder: Planmappe, skole: Skole, only: Collection[str] = ()) -> Iterator[Problem]:
    """Yield what is wrong with the logo: at the picture, where it is there or is of ``only``, else where it is named."""
    file = f"plan/{skole.logo}"
    if skole.logo is None or (only and not {SKOLE, file} & {*only}):
        return
    data, hva = logo_of(folder, skole)
    if hva is None:
        return
    if file in only or (data and not only):
        yield to_problem(Finding("V719", file, values={"hva": hva}), Location(file, 1, 1))
    else:
        yield from place_in_files(folder, [Finding("V719", SKOLE, ("logo",), {"hva": hva})])


def tell_of_logo(run: Run, folder: Planmappe, bilde: Saksbilde) -> None:
    """Say of a logo that cannot be shown, where the copy is the school's own and has none: the next one is sent."""
    brev = brevhode(bilde)
    if bilde.skole.logo is None or (brev is not None and brev.logo is not None):
        return
    _, hva = logo_of(folder, bilde.skole)
    if hva is not None:
        run.terminal.note(
            f"Logoen kan ikke vises. {hva}. Dette eksemplaret har ingen, men et som sendes, blir ikke laget. Se hva som må rettes: sosialplan valider"
        )


def letterhead_pictures(folder: Planmappe, bilde: Saksbilde) -> Mapping[str, bytes]:
    """Return the pictures of a document's letterhead by their names in it. Raises ProblemsFoundError."""
    brev = brevhode(bilde)
    if brev is None or brev.logo is None:
        return {}
    data, hva = logo_of(folder, bilde.skole)
    if hva is not None:
        raise ProblemsFoundError([*logo_problems(folder, bilde.skole)])
    return {brev.logo: data}
