"""The copies that were handed out of a case, each made again of what the history held then.

The planmappe is read as it stood in the commit that wrote the copy down, and never laid out on the disk.
A copy is the same when its fingerprint is: what it says, not how it looks today.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.dokumenter.dokument import bilde_for
from sosialplan.commands.dokumenter.kopileting import order_of
from sosialplan.commands.dokumenter.ordlister import ordlister
from sosialplan.commands.dokumenter.sakspapirer import Papir, alone
from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.files.fortidsmappe import Fortidsmappe
from sosialplan.files.loader import load
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.history import commits, contents, files_at, texts
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.model.rettelser import gjeldende, stands_for, struck
from sosialplan.model.sak import Sak
from sosialplan.model.sakspapirer import Utlevering
from sosialplan.views.kopier.innhold import kopiavtrykk

_FOLDERS = ("plan", "moter", "fravaer")


class Utlevert(Value, frozen=True):
    """A copy that was handed out, and the paper that says the same; None where none could be made, or it never was."""

    utlevering: Utlevering
    papir: Papir | None


def handed_out(run: Run, folder: Planmappe, sak: Sak) -> Iterator[Utlevert]:
    """Yield every copy by the day it was handed out, as what was written of it was put right.

    It is made again as it was first written down: that is what it was made from.
    """
    if not sak.utleveringer:
        return
    file = folder.relative(folder.case_path(sak.sak))
    written = _written_in(folder.root, file, sak)
    known = (*gjeldende(sak.utleveringer), *struck(sak.utleveringer))
    for each in sorted(known, key=lambda one: (one.dato, one.id)):
        first = stands_for(each, sak.utleveringer)[-1]
        commit = None if each.utgaar else written.get(first.id)
        yield Utlevert(each, _made_again(run, folder, file, first, commit) if commit else None)


def _written_in(root: Path, file: str, sak: Sak) -> Mapping[str, str]:
    """Return for each copy the first commit that has it."""
    names = [each.name for each in reversed(commits(root, [file], thorough=True))]
    held = contents(root, [(name, file) for name in names])
    found: dict[str, str] = {}
    for name in names:
        text = held[name, file] or ""
        for each in sak.utleveringer:
            if f"id: {each.id}" in text:
                found.setdefault(each.id, name)
    return found


def _made_again(
    run: Run, folder: Planmappe, file: str, copy: Utlevering, commit: str
) -> Papir | None:
    """Return the paper as it was; None where anything of it cannot be read, or it says another thing."""
    with suppress(ExpectedFailure, ProblemsFoundError):
        then = _as_it_stood(folder, file, commit)
        papir = _shaped(run, then, copy, Path(file).stem)
        if papir is not None and _same(papir, copy):
            return papir
    return None


def _as_it_stood(folder: Planmappe, file: str, commit: str) -> Fortidsmappe:
    """Return the plan, the minutes, the absence and the one case as they stood in a commit."""
    names = {
        name: content
        for part in (*_FOLDERS, file)
        for name, content in files_at(folder.root, commit, part).items()
        if name.endswith(".yaml")
    }
    held = texts(folder.root, names.values())
    return Fortidsmappe(folder.root, {name: held[content] for name, content in names.items()})


def _shaped(run: Run, then: Planmappe, copy: Utlevering, number: str) -> Papir | None:
    mappe, asked = load(then).mappe, order_of(copy)
    read = mappe.sak(number) if mappe else None
    if mappe is None or read is None or asked is None:
        return None
    slag, as_of = asked.slag, replace(run, i_dag=copy.dato)
    bilde = bilde_for(as_of, alone(mappe, read), read.value, asked, ordlister(then, slag))
    return None if slag.avslag(bilde) else Papir(slag, bilde, slag.lag(bilde))


def _same(papir: Papir, copy: Utlevering) -> bool:
    bilde = papir.bilde
    made = kopiavtrykk(papir.slag.kode, copy.mottaker, bilde.maalform.value, papir.dokument)
    return made == copy.fingeravtrykk
