"""Where in a school's own templates a field fell out: the line that was changed, by the program's own."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import standard_folder
from sosialplan.model.problems import Location
from sosialplan.output.ordlyd import NYNORSK, file_of
from sosialplan.reading import LARGEST, is_there, read_bytes

_MALER = "maler"


def place_of(folder: Planmappe, name: str, felt: str) -> Location:
    """Return where the template ``name``, or a part of it, does not have what the standard shows ``felt`` by.

    That is the line that was changed or taken away; where the field still stands in a file that was
    changed, its own line; else the top of the template.
    """
    word = felt.rpartition(".")[2]
    changed = tuple(_changed(folder, name))
    for own, file, standard in changed:
        if (line := _lost(own, standard, word)) is not None:
            return _at(folder, file, own, line)
    for own, file, _ in changed:
        named = (number for number, text in enumerate(own) if word in text)
        if (line := next(named, None)) is not None:
            return _at(folder, file, own, line)
    return Location(folder.relative(folder.maler / name), 1, 1)


def _changed(folder: Planmappe, name: str) -> Iterator[tuple[list[str], str, list[str]]]:
    """Yield the template and the parts beside it that are not as the program's own, each with both texts."""
    standard = standard_folder() / _MALER
    parts = sorted((standard / "deler").glob("*.j2"))
    form = NYNORSK if name.startswith(NYNORSK) else ""
    for path in (standard / name.removeprefix(NYNORSK), *parts):
        file = file_of((folder.maler,), form + path.relative_to(standard).as_posix())
        if not is_there(folder.maler / file):
            continue
        own = (folder.text(folder.maler / file).text or "").splitlines()
        known = read_bytes(path.resolve(), most=LARGEST).decode("utf-8").splitlines()
        if own != known:
            yield own, file, known


def _lost(own: list[str], standard: list[str], word: str) -> int | None:
    """Return the line of one's own where a line of the standard with the word is not as it was."""
    moves = SequenceMatcher(None, standard, own, autojunk=False).get_opcodes()
    for tag, first, last, here, _ in moves:
        if tag != "equal" and any(word in line for line in standard[first:last]):
            return min(here, max(len(own) - 1, 0))
    return None


def _at(folder: Planmappe, file: str, own: list[str], line: int) -> Location:
    text = own[line] if own else ""
    column = len(text) - len(text.lstrip()) + 1
    return Location(folder.relative(folder.maler / file), line + 1, column)
