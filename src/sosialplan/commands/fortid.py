"""What files held in the past: as a planmappe that is asked as the one on the disk is, and content by content.

Read from git in few calls, and made into trees once. Nothing of it is laid out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from sosialplan.files.planmappe import CONTENT, Fortidsmappe, Planmappe
from sosialplan.files.yaml_reader import Tree, parse
from sosialplan.git.contents import files_at, read_contents
from sosialplan.model.record import Value
from sosialplan.reading import MAX_BYTES
from sosialplan.vern.laas import NOT_FOR_ME, Holdt, Lukket, Tekstkilde


class Innhold(Value, frozen=True):
    """What a file held. ``tree`` is None where there was no file, or where it was not readable.

    What is ``lukket`` is whole and sealed for others: what stood in it, this reader cannot know.
    """

    tree: Tree = None
    lesbar: bool = True
    lukket: bool = False


_NO_FILE, _UNREADABLE = Innhold(), Innhold(lesbar=False)
_SHUT = Innhold(lesbar=False, lukket=True)


class Fortid(msgspec.Struct):
    """The contents of a repository, by git's names for them."""

    kilde: Tekstkilde
    _texts: dict[str, Holdt] = {}
    _trees: dict[str, Innhold] = {}

    def read_ahead(self, contents: Iterable[str | None]) -> None:
        """Fetch contents in one call; what was fetched before and is not among them is let go."""
        wanted = {each for each in contents if each is not None}
        kept = {name: text for name, text in self._texts.items() if name in wanted}
        self._trees = {name: tree for name, tree in self._trees.items() if name in wanted}
        self._texts = {**kept, **read_contents(self.kilde, wanted - kept.keys())}

    def text(self, content: str | None) -> str | None:
        """Return a text; None where there was no file, or no text in it."""
        held = None if content is None else self._read(content)
        return held if isinstance(held, str) else None

    def lukket(self, content: str | None) -> bool:
        """Tell whether a file was there, sealed for others than who reads."""
        return content is not None and self._read(content) is Lukket.LUKKET

    def _read(self, content: str) -> Holdt:
        if content not in self._texts:
            self._texts |= read_contents(self.kilde, [content])
        return self._texts[content]

    def innhold(self, content: str | None) -> Innhold:
        """Return what a file held."""
        if content is None:
            return _NO_FILE
        if content not in self._trees:
            shut = self.lukket(content)
            self._trees[content] = _SHUT if shut else read_tree(self.text(content))
        return self._trees[content]


def read_tree(text: str | None) -> Innhold:
    """Read a text; only a map of a fair size is a file of ours."""
    parsed = parse(text.removeprefix("\ufeff") if text and len(text) <= MAX_BYTES else "")
    fits = not parsed.faults and isinstance(parsed.tree, dict)
    return Innhold(parsed.tree) if fits else _UNREADABLE


def tree_in(folder: Planmappe, file: str) -> Tree:
    """Return the tree of one file of a folder; None where there is none, or where it is not readable."""
    path = folder.root / file
    return read_tree(folder.text(path).text).tree if folder.has(path) else None


def is_shut(folder: Planmappe, file: str) -> bool:
    """Tell whether a folder has a file that is sealed for others than who reads."""
    path = folder.root / file
    return folder.has(path) and folder.text(path).codes == (NOT_FOR_ME,)


def trees_in(folder: Planmappe, part: str) -> Mapping[str, Tree]:
    """Return the trees of all files in a part of a folder, by their paths from its root."""
    found = (folder.relative(path) for path in folder.files(part))
    return {file: tree_in(folder, file) for file in found}


def folder_at(kilde: Tekstkilde, commit: str, parts: Sequence[str] = CONTENT) -> Fortidsmappe:
    """Return the planmappe as a commit held it: those ``parts`` of it, which are folders or single files."""
    names = files_at(kilde.root, commit, *parts)
    return Fortidsmappe(kilde.root, kilde.laas, _Held(kilde, names))


_AT_A_TIME = 100
"""So many files are fetched at once: those that come after the one that is asked for are asked for next."""


class _Held(Mapping[str, Holdt]):
    """The texts of files, by their paths, each fetched the first time that it is asked for."""

    def __init__(self, kilde: Tekstkilde, names: Mapping[str, str]) -> None:
        self._kilde, self._names = kilde, dict(sorted(names.items()))
        self._places = {file: place for place, file in enumerate(self._names)}
        self._listed = tuple(self._names.values())
        self._texts: dict[str, Holdt] = {}

    def __getitem__(self, file: str) -> Holdt:
        name = self._names[file]
        if name not in self._texts:
            place = self._places[file]
            self._texts |= read_contents(self._kilde, self._listed[place : place + _AT_A_TIME])
        return self._texts[name]

    def __contains__(self, file: object) -> bool:
        return file in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
