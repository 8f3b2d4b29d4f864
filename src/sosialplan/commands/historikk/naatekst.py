"""A file as it is now, and whether what an older text of it said still stands: by its items first."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from sosialplan.commands.fortid import read_tree
from sosialplan.files.yaml_items import (
    Steder,
    Yamlavsnitt,
    items_by_line,
    lacks_only_whole_items,
    places_in,
)
from sosialplan.files.yaml_reader import parse
from sosialplan.rules.tillit.fastlagt import Fakta, by_key, facts_in, stands

_LISTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "saker": {
        "hendelser": ("hendelser",),
        "godkjenninger": ("godkjenninger",),
        "avklaringer": ("avklaringer",),
        "utleveringer": ("utleveringer",),
        "aktivitetsplan": ("aktivitetsplan", "tiltak"),
    },
    "fravaer": {"elever": ("elever",)},
    "moter": {key: (key,) for key in ("holdt", "utført", "fulgt_opp")},
    "innboks": {"melding": ("melding",), "behandlet": ("behandlet",)},
}
"""The lists that hold facts: by folder, and by the key of the file that they stand under."""
Counts = Mapping[tuple[str, ...], int]
"""How many things there are in each list that holds facts."""
_MAP = re.compile(r" *- (\{ *)?[a-zæøå_]+:")
_MEASURES_IN_LINE = re.compile(r"(?m)^ *tiltak:[ \t]*[^\s#]")


class Naatekst:
    """The text of a file. Items of older texts that stand are remembered: most are in many of them.

    ``counted`` is how many things each list of facts holds, where that is known already. Lines are
    trusted only where they give as many: an item in the middle of a text is none.
    """

    def __init__(self, folder: str, text: str, counted: Counts | None = None) -> None:
        self._folder = folder
        self._read = text
        self._text = _with_line_feeds(text)
        items = self._items(self._text) or []
        counted = counts_in(self.tree, folder) if counted is None else counted
        trusted = Counter(where for where, item in items if _MAP.match(item)) == Counter(counted)
        self._good = set(items) if trusted else set()
        self._places = places_in(self._text) if trusted else Steder((), ())

    @cached_property
    def tree(self) -> Any:
        """What the file holds; None where it cannot be read."""
        return read_tree(self._read).tree

    @cached_property
    def facts(self) -> Fakta:
        """The facts that stand in the file."""
        return by_key(facts_in(self.tree, self._folder))

    def holds(self, old: str) -> bool:
        """Tell whether every fact of an older text stands; what cannot be read has none."""
        lines = _with_line_feeds(old)
        if lines == self._text or lacks_only_whole_items(lines, self._text, self._places):
            return True
        items = self._items(lines)
        if items is None:
            return self._holds_tree(read_tree(old).tree)
        for where, item in items:
            if (where, item) not in self._good:
                read = parse(item)
                if read.faults or not isinstance(read.tree, list):
                    return self._holds_tree(read_tree(old).tree)
                if not self._holds_tree(_under(where, read.tree)):
                    return False
                self._good.add((where, item))
        return True

    def _items(self, old: str) -> list[tuple[tuple[str, ...], str]] | None:
        """Return the items of the lists of facts; None where lines do not tell them apart."""
        parts = items_by_line(old)
        lists = _LISTS[self._folder]
        if parts is None or any(_is_unclear(parts[key], key) for key in lists if key in parts):
            return None
        return [
            (where, item)
            for key, where in lists.items()
            if key in parts
            for item in parts[key].poster
        ]

    def _holds_tree(self, tree: Any) -> bool:
        return all(stands(fact, self.facts) for fact in facts_in(tree, self._folder))


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n")


def counts_in(tree: Any, folder: str) -> Counts:
    """Return how many things a tree has in each list of facts."""
    found = {}
    for where in _LISTS[folder].values():
        node = tree
        for key in where:
            node = node.get(key) if isinstance(node, dict) else None
        if isinstance(node, list) and node:
            found[where] = len(node)
    return found


def _under(where: Sequence[str], tree: Any) -> Any:
    """Put a list where it stands in a file."""
    return _under(where[:-1], {where[-1]: tree}) if where else tree


def _is_unclear(part: Yamlavsnitt, key: str) -> bool:
    """Tell whether there is more under the key than its items; a plan has texts of its own."""
    if key == "aktivitetsplan":
        return _MEASURES_IN_LINE.search(part.loest) is not None
    return bool(part.loest)
