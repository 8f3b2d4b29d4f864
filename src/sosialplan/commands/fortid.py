"""What files held in the past, read from git in few calls and made into trees once."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from sosialplan.files.yaml_reader import Tree, parse
from sosialplan.git.history import texts
from sosialplan.model.record import Value
from sosialplan.reading import MAX_BYTES


class Innhold(Value, frozen=True):
    """What a file held. ``tree`` is None where there was no file, or where it was not readable."""

    tree: Tree = None
    lesbar: bool = True


_NO_FILE, _UNREADABLE = Innhold(), Innhold(lesbar=False)


class Fortid(msgspec.Struct):
    """The contents of a repository, by git's names for them."""

    root: Path
    _texts: dict[str, str | None] = {}
    _trees: dict[str, Innhold] = {}

    def read_ahead(self, contents: Iterable[str | None]) -> None:
        """Fetch contents in one call; what was fetched before and is not among them is let go."""
        wanted = {each for each in contents if each is not None}
        kept = {name: text for name, text in self._texts.items() if name in wanted}
        self._trees = {name: tree for name, tree in self._trees.items() if name in wanted}
        self._texts = {**kept, **texts(self.root, wanted - kept.keys())}

    def text(self, content: str | None) -> str | None:
        """Return a text; None where there was no file, or no text in it."""
        if content is None:
            return None
        if content not in self._texts:
            self._texts |= texts(self.root, [content])
        return self._texts[content]

    def innhold(self, content: str | None) -> Innhold:
        """Return what a file held."""
        if content is None:
            return _NO_FILE
        if content not in self._trees:
            self._trees[content] = read_tree(self.text(content))
        return self._trees[content]


def read_tree(text: str | None) -> Innhold:
    """Read a text; only a map of a fair size is a file of ours."""
    parsed = parse(text.removeprefix("\ufeff") if text and len(text) <= MAX_BYTES else "")
    fits = not parsed.faults and isinstance(parsed.tree, dict)
    return Innhold(parsed.tree) if fits else _UNREADABLE
