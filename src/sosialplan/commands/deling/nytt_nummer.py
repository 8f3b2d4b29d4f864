"""``løs SAK --nytt-nummer``: one of two new cases with the same number gets another."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from sosialplan.commands.run import FINE, Run
from sosialplan.commands.saksaapning import free_number
from sosialplan.commands.skrivebordet.desk import Desk, at_desk, case_message
from sosialplan.files.yaml_edit import set_value
from sosialplan.files.yaml_reader import Tree, parse
from sosialplan.git.settings import read_config
from sosialplan.git.shared import find_shared, is_shared
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.problems import TreePath

_FOLDERS = ("saker", "fravaer", "moter")


def nytt_nummer(run: Run, typed: str) -> int:
    """Give a case that nobody else has another number, also where other files name it."""
    with at_desk(run) as desk:
        read = desk.case(typed)
        old = read.value.sak
        _require_own(desk, old, read.file)
        new = free_number(desk, int(old[:4]), ())
        path = desk.folder.root / read.file
        texts = {desk.folder.case_path(new): _renumbered(desk.text_of(path), old, new)}
        texts |= _naming(desk, old, new, path)
        saved = desk.save(texts, case_message(new), gone=(path,))
        run.terminal.line(f"Sak {old} heter nå {new}. Lagret i historikken som {saved.commit}.")
        run.terminal.line("Del den: sosialplan synk")
    return FINE


def _require_own(desk: Desk, number: str, file: str) -> None:
    """Raise ExpectedFailure where others know the case by this number."""
    remotes = find_shared(desk.depot, read_config(desk.folder.root))
    if is_shared(desk.depot, remotes, file):
        raise ExpectedFailure(
            f"Sak {number} er delt, så andre kjenner den under dette nummeret.",
            "Bare en sak som ikke er delt ennå, kan få nytt nummer.",
        )


def _naming(desk: Desk, old: str, new: str, own: Path) -> Mapping[Path, str]:
    """Return the new texts of the other files that name the case."""
    files = (path for folder in _FOLDERS for path in desk.folder.files(folder))
    return {
        path: _renumbered(desk.text_of(path), old, new)
        for path in files
        if path != own and old in (desk.folder.text(path).text or "")
    }


def _renumbered(text: str, old: str, new: str) -> str:
    """Return a text in which each field that is the old number is the new one."""
    for place in [*_places(parse(text.removeprefix("\ufeff")).tree, old, ())]:
        text = set_value(text, place, new)
    return text


def _places(tree: Tree, number: str, path: TreePath) -> Iterator[TreePath]:
    if tree == number:
        yield path
    elif isinstance(tree, dict | list):
        steps = tree.items() if isinstance(tree, dict) else enumerate(tree)
        for step, node in steps:
            yield from _places(node, number, (*path, step))
