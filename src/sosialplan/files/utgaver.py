"""What earlier editions of the program gave a school to begin with, by fingerprints, and what of it a folder still has.

A file or an item that stands word for word as an earlier edition gave it is not the school's own, and becomes today's.
Whatever differs is the school's, and is never touched. Nothing is guessed: what is neither is told of.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from pathlib import Path

from sosialplan.files.disk import text_of
from sosialplan.files.startere import NAVN
from sosialplan.files.yaml_edit import append_item, remove, set_value
from sosialplan.files.yaml_reader import Tree, parse
from sosialplan.model.problems import TreePath
from sosialplan.model.record import Value
from sosialplan.reading import read_bytes

UTGAVER = Path(__file__).resolve().parent.parent / "utgaver"
STEG = UTGAVER / "steg.yaml"
_NAVN: Mapping[str, str] = {**NAVN, "valg": "valg"}
"""Lists whose items have a name, by the field that says it."""
_EGET: Mapping[str, frozenset[str]] = {
    "innstillinger": frozenset({"verdier"}),
    "valg": frozenset({"valgt", "gjelder_fra", "begrunnelse"}),
}
"""What the school itself writes in an item that the program gave: it is carried along."""
_LISTER: Mapping[str, frozenset[str]] = {
    "plan/skole.yaml": frozenset({"innstillinger", "kategorier", "roller"}),
    "plan/valg.yaml": frozenset({"valg"}),
}
"""Files that are the school's own: only these lists of them came with the program."""
_SKOLENS = frozenset({"plan/skole.yaml", "plan/tilgang.yaml"})
"""Files that are never taken whole, however they read: what the school says of itself, and who signs and reads."""
_PROTECTED = "vern"
"""Where the file of access has said this, who reads what is settled, and the program gives nothing more."""
_NOEKLER: Mapping[str, frozenset[str]] = {"plan/tilgang.yaml": frozenset({"leserett"})}
"""Fields that the program gave of a file that is otherwise the school's own."""


class Planutgave(Value, frozen=True):
    """An edition of what the program gives: each file's fingerprint, and each item's by its file, list and name."""

    navn: str
    filer: Mapping[str, str]
    deler: Mapping[str, str]


class Delbytte(Enum):
    """What an upgrade does with a file or an item of it."""

    BYTTES = "byttes"
    LEGGES_TIL = "legges til"
    TAS_BORT = "tas bort"
    SKOLENS = "skolens egen"


class Plandel(Value, frozen=True):
    """A file, or an item of one (``sted``), and what becomes of it."""

    fil: str
    hva: Delbytte
    sted: str = ""


class Oppgraderingssteg(Value, frozen=True):
    """Why something is otherwise now, for the files and items that begin so (``gjelder``).

    ``frister`` is why days move by it, of rows whose chain and step begin so (``rader``).
    """

    steg: str
    hvorfor: str
    gjelder: tuple[str, ...]
    frister: str | None = None
    rader: tuple[str, ...] = ()

    def covers(self, del_: Plandel) -> bool:
        """Tell whether this is about a part."""
        whole = f"{del_.fil}#{del_.sted}" if del_.sted else del_.fil
        return whole.startswith(self.gjelder)


class Oppgradering(Value, frozen=True):
    """What a folder's files become: texts by their path, those that go away, and the parts with what is done to each.

    ``hele`` are files of which the school has changed nothing: they are taken whole.
    """

    tekster: Mapping[str, str]
    borte: tuple[str, ...]
    deler: tuple[Plandel, ...]
    hele: frozenset[str] = frozenset()


@cache
def utgavene() -> tuple[Planutgave, ...]:
    """Return the earlier editions, oldest first. Raises OSError."""
    files = sorted(each for each in UTGAVER.glob("*.yaml") if each != STEG)
    trees = (_tree(read_bytes(each).decode("utf-8")) for each in files)
    return tuple(Planutgave(each["utgave"], each["filer"], each["deler"]) for each in trees)


@cache
def stegene() -> tuple[Oppgraderingssteg, ...]:
    """Return why what was given is otherwise now, in the order that they are asked. Raises OSError."""
    return tuple(
        Oppgraderingssteg(
            each["steg"],
            each["hvorfor"],
            tuple(each["gjelder"]),
            each.get("frister"),
            tuple(each.get("rader", ())),
        )
        for each in _tree(read_bytes(STEG).decode("utf-8"))["steg"]
    )


def fingerprint_of_text(text: str) -> str:
    """Return a text's fingerprint, however its lines end."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode("utf-8")).hexdigest()[:16]


def items_of(fil: str, text: str) -> dict[str, Tree]:
    """Return the items of a file by list and name, and its other fields by their key: what the program gave of it."""
    if not fil.endswith(".yaml"):
        return {}
    found: dict[str, Tree] = {}
    tree = _tree(text)
    if fil in _NOEKLER and _PROTECTED in tree:
        return {}
    for key, value in tree.items():
        if isinstance(value, list) and _is_named(fil, key, value):
            found |= {f"{key}/{each[_NAVN[key]]}": _without_own(key, each) for each in value}
        elif fil not in _LISTER and key in _NOEKLER.get(fil, {key}):
            found[key] = value
    return found


def fingerprints_of(fil: str, text: str) -> dict[str, str]:
    """Return the fingerprint of each item of a file."""
    return {
        sted: fingerprint_of_text(json.dumps(each, ensure_ascii=False, sort_keys=True, default=str))
        for sted, each in items_of(fil, text).items()
    }


def utgave_av(navn: str, texts: Mapping[str, str]) -> Planutgave:
    """Return the fingerprints of an edition whose files these are."""
    deler = {
        f"{fil}#{sted}": each
        for fil, text in texts.items()
        for sted, each in fingerprints_of(fil, text).items()
    }
    filer = {fil: fingerprint_of_text(text) for fil, text in texts.items() if fil not in _SKOLENS}
    return Planutgave(navn, filer, deler)


def began_as(texts: Mapping[str, str], today: Mapping[str, str]) -> tuple[Planutgave, ...]:
    """Return the earlier editions that a folder has something of which neither today's nor another edition gives."""
    own, now = utgave_av("", texts), utgave_av("", today)
    given = [_marks(each) for each in utgavene()]
    others = _marks(now)
    here = _marks(own)
    return tuple(
        each
        for each, marks in zip(utgavene(), given, strict=True)
        if here & (marks - others - set().union(*(more for more in given if more is not marks)))
    )


def _marks(utgave: Planutgave) -> set[tuple[str, str]]:
    return {*utgave.filer.items(), *utgave.deler.items()}


def alike(one: str, other: str) -> bool:
    """Tell whether two texts are the same, however their lines end."""
    return fingerprint_of_text(one) == fingerprint_of_text(other)


def upgrade(
    texts: Mapping[str, str],
    today: Mapping[str, str],
    began: Planutgave,
    untouched: frozenset[str] = frozenset(),
) -> Oppgradering:
    """Return what the files of a folder that began as an edition become.

    ``untouched`` are templates that stand as they were when the folder was made. Of a folder of no edition that
    is known they alone can be told from what the school has written.
    """
    tekster: dict[str, str] = {}
    borte: list[str] = []
    deler: list[Plandel] = []
    for fil in dict.fromkeys((*today, *began.filer)):
        if not began.navn and fil not in untouched:
            continue
        text, new, old = texts.get(fil), today.get(fil), began.filer.get(fil)
        if text is None:
            if new is not None and old is None and fil not in _SKOLENS:
                tekster[fil] = new
                deler.append(Plandel(fil, Delbytte.LEGGES_TIL))
            continue
        mine, becomes = (
            None if each is None else fingerprint_of_text(each) for each in (text, new)
        )
        if mine == becomes:
            continue
        old = mine if fil in untouched else old
        if mine == old and new is None:
            borte.append(fil)
            deler.append(Plandel(fil, Delbytte.TAS_BORT))
        elif mine == old and new is not None:
            tekster[fil] = new
            deler += _item_by_item(fil, text, new, began, edits=False)[1] or [
                Plandel(fil, Delbytte.BYTTES)
            ]
        elif new is not None and fil.endswith(".yaml"):
            made, parts = _item_by_item(fil, text, new, began)
            tekster |= {fil: made} if made != text else {}
            deler += parts
        elif becomes != old:
            deler.append(Plandel(fil, Delbytte.SKOLENS))
    whole = {fil for fil in tekster if fil not in texts or tekster[fil] == today.get(fil)}
    return Oppgradering(tekster, tuple(borte), tuple(deler), frozenset(whole))


def _item_by_item(
    fil: str, text: str, new: str, began: Planutgave, *, edits: bool = True
) -> tuple[str, list[Plandel]]:
    """Return a file's text with each item as it becomes, and what was done to which; the school's own stand."""
    here, now, items = fingerprints_of(fil, text), fingerprints_of(fil, new), items_of(fil, new)
    deler: list[Plandel] = []
    for sted in dict.fromkeys((*now, *here)):
        was, mine, becomes = began.deler.get(f"{fil}#{sted}"), here.get(sted), now.get(sted)
        if becomes in {mine, was}:
            continue  # as it is today already, or not changed since
        if mine is None:
            if was is None:  # else the school took it away
                text = _added(text, sted, items[sted]) if edits else text
                deler.append(Plandel(fil, Delbytte.LEGGES_TIL, sted))
        elif mine != was:
            deler += (
                [] if becomes is None and was is None else [Plandel(fil, Delbytte.SKOLENS, sted)]
            )
        elif becomes is None:
            text = remove(text, _place_of(text, sted)) if edits else text
            deler.append(Plandel(fil, Delbytte.TAS_BORT, sted))
        else:
            text = _exchanged(text, sted, items[sted]) if edits else text
            deler.append(Plandel(fil, Delbytte.BYTTES, sted))
    return text, deler


def _added(text: str, sted: str, item: Tree) -> str:
    key, line, _ = sted.partition("/")
    return append_item(text, (key,), item) if line else set_value(text, (key,), item)


def _exchanged(text: str, sted: str, item: Tree) -> str:
    """Return the text with an item as it is today: of one with fields, those that are otherwise, and the school's own stand."""
    where = _place_of(text, sted)
    was = _at(_tree(text), where)
    if not isinstance(item, dict) or not isinstance(was, dict):
        return set_value(text, where, item)
    for key, value in item.items():
        if key not in was or was[key] != value:
            text = set_value(text, (*where, key), value)
    for key in was.keys() - item.keys() - _EGET.get(sted.partition("/")[0], frozenset()):
        text = remove(text, (*where, key))
    return text


def _place_of(text: str, sted: str) -> TreePath:
    key, line, name = sted.partition("/")
    if not line:
        return (key,)
    names = [str(each[_NAVN[key]]) for each in _tree(text)[key]]
    return (key, names.index(name))


def _at(tree: Tree, where: TreePath) -> Tree:
    for each in where:
        tree = tree[each]
    return tree


def _is_named(fil: str, key: str, value: list[Tree]) -> bool:
    wanted = key in _LISTER.get(fil, frozenset(_NAVN))
    names = [each.get(_NAVN[key]) for each in value if isinstance(each, dict)] if wanted else []
    return wanted and len({*names} - {None}) == len(value)


def _without_own(key: str, item: dict[str, Tree]) -> Tree:
    return {name: each for name, each in item.items() if name not in _EGET.get(key, ())}


def _tree(text: str) -> dict[str, Tree]:
    tree = parse(text.removeprefix("\ufeff")).tree
    return tree if isinstance(tree, dict) else {}


def texts_in(root: Path) -> Iterator[tuple[str, str]]:
    """Yield each file of the plan and of the templates that is text, by its path from the root; the schemas are made anew."""
    for folder in ("plan", "maler"):
        for path in sorted((root / folder).rglob("*")):
            fil = path.relative_to(root).as_posix()
            if path.is_file() and not path.is_symlink() and "/skjema/" not in fil:
                text = text_of(read_bytes(path, root=root)).text
                if text is not None:
                    yield fil, text
