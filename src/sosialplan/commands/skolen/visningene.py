"""``skole visning``: a sentence about the list of cases is kept under a name, changed, or taken away."""

from collections.abc import Iterator
from pathlib import Path

from sosialplan.commands.personvernsyn import require_nobody_named
from sosialplan.commands.run import FINE, ProblemsFoundError, Run
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import (
    Added,
    Change,
    Errand,
    Followed,
    Put,
    Whole,
    carry_out,
)
from sosialplan.commands.svar.saksutvalg import read_sentence
from sosialplan.files.loader import load_views
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.model.failure import WrongUsage
from sosialplan.model.problems import path_to
from sosialplan.model.record import is_code
from sosialplan.model.skrivemaate import advice
from sosialplan.model.visninger import VISNINGER, Visning, Visninger
from sosialplan.rules.kontrolltegn import identity_numbers

_HEAD = (
    "# yaml-language-server: $schema=skjema/visninger.schema.json\n"
    "# Lister over saker som skolen vil se ofte. Vis en med: sosialplan saker --visning NAVN\n"
)
"""What a school that has no such file begins it with."""


def behold(run: Run, navn: str, hvor: str, hva: str | None) -> int:
    """Keep a sentence under a name; one that has the name already says this from now on.

    Raises WrongUsage for a sentence that cannot be read, or a name that is none.
    """
    if not is_code(navn):
        raise WrongUsage(
            "Dette er ikke et navn en liste kan ha.",
            "Skriv små bokstaver, tall og bindestrek, som åttende eller snart-forfalt.",
        )
    if any(True for text in (navn, hva or "") for _ in identity_numbers(text)):
        raise WrongUsage(
            "Her står det et fødselsnummer. Ingenting er endret.",
            f"Skriv hva listen er til, uten noens nummer: {VISNINGER} er åpen for alle som har mappen.",
        )

    require_nobody_named(run, run.planmappe(), (hva or "", hvor, navn.replace("-", " ").title()))

    def shown(_: Followed) -> None:
        run.terminal.note(f"Se den: sosialplan saker --visning {navn}")

    def work(desk: Desk) -> Errand | int:
        read_sentence(run, desk.mappe.plan, hvor, "«--hvor»")
        known = _known(desk)
        before = next((each for each in known if each.navn == navn), None)
        if before is not None and before.hvor == hvor and hva in {None, before.hva}:
            run.terminal.note("Slik er det fra før. Ingenting er endret.")
            return FINE
        what = "endret" if before else "ny"
        said = f"Listen {navn} er {what}."
        new = Visning(navn=navn, hva=hva, hvor=hvor)
        changes = list(_kept(desk, known, new))
        return Errand(changes, "Skolens lister\n", said, then=shown)

    return carry_out(run, work)


def _kept(desk: Desk, known: tuple[Visning, ...], new: Visning) -> Iterator[Change]:
    path, names = _path(desk), [each.navn for each in known]
    if new.navn in names:
        where = path_to(Visninger.visninger, names.index(new.navn))
        yield Put(path, (*where, *path_to(Visning.hvor)), new.hvor)
        if new.hva is not None:
            yield Put(path, (*where, *path_to(Visning.hva)), new.hva)
        return
    if desk.folder.has(path):
        yield Added(path, path_to(Visninger.visninger), new)
    else:
        yield Whole(path, _HEAD + dump(to_tree(Visninger(visninger=(new,)))))


def slett(run: Run, navn: str) -> int:
    """Take a named list away. Raises WrongUsage where there is none of that name."""

    def work(desk: Desk) -> Errand | int:
        names = [each.navn for each in _known(desk)]
        if navn not in names:
            raise WrongUsage(
                f"Skolen har ingen liste med det navnet.{advice(navn, names)}",
                f"De som finnes: {', '.join(names) or 'ingen'}",
            )
        where = path_to(Visninger.visninger)
        change = (
            Put(_path(desk), (*where, names.index(navn)), None)
            if len(names) > 1
            else Put(_path(desk), where, [])
        )
        return Errand([change], "Skolens lister\n", f"Listen {navn} er tatt bort.")

    return carry_out(run, work)


def _path(desk: Desk) -> Path:
    return desk.folder.root / VISNINGER


def _known(desk: Desk) -> tuple[Visning, ...]:
    """Return the lists that there are. Raises ProblemsFoundError for a file that is faulty."""
    visninger, problems = load_views(desk.folder)
    if visninger is None:
        raise ProblemsFoundError(problems)
    return visninger.visninger
