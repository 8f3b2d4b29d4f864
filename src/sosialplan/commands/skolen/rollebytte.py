"""``plan bytt-rolle``: a role gets another name in every file of the plan, in one change that is shown first."""

from collections.abc import Container, Iterator
from functools import cache
from typing import Any

from sosialplan.commands.run import FINE, Run, known_word
from sosialplan.commands.skolen.pakkelesing import package_of, roles_of_package
from sosialplan.commands.skolen.skolefilen import ROLLE, role_renamed
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Change, Errand, Put, Whole, carry_out
from sosialplan.files.standard import lovkjernen
from sosialplan.files.yaml_writer import to_tree
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.lovplikt import Lovplikter
from sosialplan.model.mappe import Mappe
from sosialplan.model.planpakke import PAKKE, Planpakke
from sosialplan.model.problems import path_to
from sosialplan.model.record import is_code, keys_of
from sosialplan.model.tilgang import Leserett
from sosialplan.output.tables import Column
from sosialplan.tekster.maalform import talt
from sosialplan.vern.laas import NOT_FOR_ME

KJENTE = frozenset({
    "ansatte", "barnevern", "bup", "elev", "foresatte", "helsesykepleier", "kontaktlærer", "kontoret", "ledelsen",
    "melder", "ppt-rådgiver", "rektor", "rådgiver", "skoleeier", "sosiallærer",
})  # fmt: skip
"""Roles that the program knows by these words: what is printed of them is their ``navn``."""


@cache
def faste() -> frozenset[str]:
    """Return the roles that keep their word: those of the law, of the program, and of who may read where a plan says nothing."""
    duties = to_tree(lovkjernen())
    law = _said(duties, keys_of(Lovplikter, ROLLE))
    readers = (getattr(Leserett(), each) for each in Leserett.__struct_fields__)
    return KJENTE.union(law, *readers)


_COLUMNS = (Column("Fil"), Column("Steder"))


def bytt_rolle(run: Run, gammel: str, ny: str, *, utfoer: bool) -> int:
    """Show where the role stands, or with ``utfoer`` rename it there. Raises WrongUsage or ExpectedFailure."""

    def work(desk: Desk) -> Errand | int:
        plan = desk.mappe.plan
        roles = [each.rolle for each in plan.skole.roller]
        meetings = [each.moete for each in plan.moeter.moeter]
        old = known_word(gammel, roles, "rollen")
        _require_free(old, ny, roles, meetings)
        _require_unused(desk, old)
        changed = dict(_changed(desk, old, ny))
        if not utfoer:
            run.terminal.table(_COLUMNS, [(file, str(n)) for file, (_, n) in changed.items()])
            run.terminal.note(
                f"Ingenting er endret. Utfør med: sosialplan plan bytt-rolle {old} {ny} --utfør"
            )
            return FINE
        places = sum(number for _, number in changed.values())
        said = f"Rollen {old} heter nå {ny} ({talt(places, 'sted', 'steder')} i planen)."
        writes: list[Change] = [
            Whole(desk.folder.root / file, text) for file, (text, _) in changed.items()
        ]
        writes += _known_to_package(desk, old, ny)
        return Errand(writes, "Skolens roller\n", said, then=lambda _: _tell_of_name(run, ny))

    return carry_out(run, work)


def _known_to_package(desk: Desk, old: str, new: str) -> Iterator[Put]:
    """Yield the file of the municipality's package with the word that the package has for the role, where it has one."""
    taken = package_of(desk.folder)
    if taken is None:
        return
    words = {each.skolens: each.pakkens for each in taken.roller}
    said = words.pop(old, old)
    if said not in roles_of_package(taken):
        return
    words |= {new: said} if new != said else {}
    told = [{"pakkens": theirs, "skolens": ours} for ours, theirs in words.items()]
    yield Put(desk.folder.root / PAKKE, path_to(Planpakke.roller), told)


def _tell_of_name(run: Run, ny: str) -> None:
    run.terminal.note(
        f"Det som trykkes, er navnet ved rollen {ny} i skolens fil. Rett det der, og bruk: sosialplan lagre"
    )


def _require_free(old: str, new: str, roles: list[str], meetings: list[str]) -> None:
    if old in faste():
        raise WrongUsage(
            f"«{old}» er et ord loven eller programmet bruker. Ingenting er endret.",
            f"Endre det som trykkes: navn: ved rollen {old} i plan/skole.yaml",
        )
    if not is_code(new):
        raise WrongUsage(
            f"«{new}» kan ikke være en rolle.", "Skriv den med små bokstaver og strek: sfo-leder"
        )
    if new in roles or new in faste():
        raise WrongUsage(
            f"Rollen «{new}» finnes fra før. Ingenting er endret.", "Velg et annet ord."
        )
    if old in meetings and new in meetings:
        raise WrongUsage(
            f"Møtet «{new}» finnes fra før. Ingenting er endret.", "Velg et annet ord."
        )


def _require_unused(desk: Desk, old: str) -> None:
    """Refuse where what has been written names the role: that stands as it was written."""
    hidden = any(each.code == NOT_FOR_ME for each in desk.faults)
    used = sum(_names(each, old) for each in _written(desk.mappe))
    if hidden or used:
        why = "Noen filer kan du ikke åpne" if hidden else f"Rollen står i saker og møter ({used})"
        raise ExpectedFailure(
            f"{why}, og det som er skrevet, skal stå. Ingenting er endret.",
            f"Endre det som trykkes: navn: ved rollen {old} i plan/skole.yaml",
        )


def _written(mappe: Mappe) -> Iterator[Any]:
    for read in (*mappe.saker, *mappe.moeter, *mappe.fravaer):
        yield to_tree(read.value)


def _names(tree: Any, role: str) -> bool:
    if isinstance(tree, dict):
        return any(_names(each, role) for each in tree.values())
    if isinstance(tree, list):
        return any(_names(each, role) for each in tree)
    return bool(tree == role)


def _said(tree: Any, keys: Container[str], *, under: bool = False) -> frozenset[str]:
    """Return the words that stand under some keys of a tree."""
    if isinstance(tree, dict):
        return frozenset[str]().union(
            *(_said(each, keys, under=key in keys) for key, each in tree.items())
        )
    if isinstance(tree, list):
        return frozenset[str]().union(*(_said(each, keys, under=under) for each in tree))
    return frozenset({tree}) if under and isinstance(tree, str) else frozenset()


def _changed(desk: Desk, old: str, new: str) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield each file of the plan that names the role, with its new text and in how many places."""
    for path in desk.folder.files("plan"):
        file, text = desk.folder.relative(path), desk.text_of(path)
        found, count = role_renamed(file, text, old, new)
        if count:
            yield file, (found, count)
