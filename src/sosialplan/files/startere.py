"""What a school can begin with: the plan that comes with the program, or a starter made of it.

A starter is a recipe (``startere/NAME.yaml``): what it takes of the program's own plan, what it says otherwise,
and what it leaves out. What both say is told once. Lines of a text that the school has not are never taken.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sosialplan.files.planmappe import Fortidsmappe, Planmappe
from sosialplan.files.yaml_reader import Tree, parse
from sosialplan.model.skole import MIDTSTUEN
from sosialplan.reading import read_bytes

OPPSKRIFTER = Path(__file__).resolve().parent.parent / "startere"
VIDEREGAAENDE = "videregående"
STARTERE = ("lovkjernen", "barneskole", VIDEREGAAENDE, MIDTSTUEN)
"""By name, as they are offered; the first is what a school begins with that asks for none."""
_RUTER = "plan/skoleruter/"
_PEKER = "# yaml-language-server:"
NAVN: Mapping[str, str] = {
    "aktiviteter": "id", "begreper": "begrep", "eldre_ord": "ord", "hjemler": "hjemmel", "i_ord": "kode", "innstillinger": "innstilling",
    "kategorier": "kategori", "kjennskap": "kjennskap", "mål": "kode", "møter": "møte", "nivåmodeller": "modell",
    "partnere": "partner", "perioder": "periode", "regler": "regel", "roller": "rolle", "seksjoner": "seksjon",
    "steg": "steg", "trinn": "trinn",
}  # fmt: skip
"""Lists whose items have a name: a recipe says which of them are with, and what is otherwise. Others are said whole."""
_ETTER, _UTE = "etter", "ute"
_ALLE = "alle"
"""Stands in a list for every item of the program's own plan."""
_EGET = "skolens eget valg"
_MED_KILDE = frozenset({"steg", "kan_be_om"})
"""Items that say where they are from: by lines of the plan's text, or in words."""


@cache
def oppskrift(navn: str) -> Mapping[str, Any]:
    """Return a starter's recipe, with that of the starter it builds on. Raises OSError."""
    own = _read(read_bytes(OPPSKRIFTER / f"{navn.replace('å', 'aa')}.yaml"))
    under = own.get("bygger_på")
    found: Mapping[str, Any] = _laid_over(oppskrift(under), own, "") if under else own
    return found


@cache
def plan_of(standard: Path, navn: str, kommune: str | None = None) -> Mapping[str, str]:
    """Return the texts of the plan that a starter gives, by their paths from the root, without the schemas.

    A calendar is with where it is of the school's own ``kommune``.
    """
    files = {each.relative_to(standard).as_posix(): each for each in _plan_files(standard)}
    if navn == MIDTSTUEN:
        return {file: _text(path) for file, path in files.items()}
    from sosialplan.files.yaml_writer import dump  # noqa: PLC0415 - slow, and seldom needed

    recipe = oppskrift(navn)
    said = dict(recipe["filer"])
    made: dict[str, str] = {}
    for file, path in files.items():
        if file.startswith(_RUTER):
            rute = _read(read_bytes(path))
            if kommune and rute["kommune"].casefold() == kommune.casefold():
                made[file] = _text(path)
        elif file not in said:
            made[file] = _text(path)
        elif said[file] is not None:
            tree = _of_starter(_read(read_bytes(path)), said[file], recipe)
            later = _remarked(recipe.get("til_slutt", {}).get(file, ""))
            made[file] = f"{_pointer(_text(path))}{dump(tree)}{later}"
    return made | {
        file: f"{_PEKER} $schema=../skjema/handlingskjede.schema.json\n{dump(_of_starter({}, tree, recipe))}"
        for file, tree in said.items()
        if file not in files and tree is not None
    }


def mappe_of(standard: Path, navn: str) -> Planmappe:
    """Return what a starter gives as a planmappe that is read as one on the disk is."""
    return Fortidsmappe(standard, held=plan_of(standard, navn))


def _of_starter(base: Tree, said: Tree, recipe: Mapping[str, Any]) -> Tree:
    taken = _taken(base, said, "")
    return _reworded(taken, [(each["fra"], each["til"]) for each in recipe.get("bytt", ())])


def _plan_files(standard: Path) -> Iterator[Path]:
    return (each for each in sorted((standard / "plan").rglob("*.yaml")) if each.is_file())


def _text(path: Path) -> str:
    return read_bytes(path).decode("utf-8").replace("\r\n", "\n")


def _read(raw: bytes) -> Any:
    return parse(raw.decode("utf-8")).tree


def _remarked(text: str) -> str:
    """Return what stands at the end of a file, and is not read before the signs are taken away."""
    return "".join(f"# {line}".rstrip() + "\n" for line in text.splitlines())


def _pointer(text: str) -> str:
    first = text.partition("\n")[0]
    return f"{first}\n" if first.startswith(_PEKER) else ""


def _taken(base: Tree, said: Tree, name: str) -> Tree:
    """Return what a starter has of the program's own plan, where it says this of it."""
    if isinstance(said, dict) and isinstance(base, dict):
        both = dict.fromkeys((*base, *said))
        return {
            key: _taken(base[key], said[key], key)
            if key in base and key in said
            else said[key]
            if key in said
            else _bare(base[key], key)
            for key in both
            if key not in {"linjer", _ETTER} and not (key in said and said[key] is None)
        } | _source(base, said, name)
    if isinstance(said, list) and name in NAVN and all(isinstance(each, dict) for each in base):
        by_name = {each[NAVN[name]]: each for each in base}
        if _ALLE in said:
            told = {each[NAVN[name]]: each for each in said if each != _ALLE}
            said = [told.get(each, each) for each in {**by_name, **told}]
        return [_item(by_name, each, name) for each in said]
    return said


def _item(by_name: Mapping[str, Any], said: Tree, name: str) -> Tree:
    tree = said if isinstance(said, dict) else {NAVN[name]: said}
    return _taken(by_name.get(tree[NAVN[name]], {}), tree, name)


def _bare(tree: Tree, name: str) -> Tree:
    """Return a tree without lines of the text that the program's own plan was made from."""
    if isinstance(tree, dict):
        return _taken(tree, {}, name)
    return [_bare(each, name) for each in tree] if isinstance(tree, list) else tree


def _source(base: Tree, said: Tree, name: str) -> dict[str, Any]:
    lacks = name in _MED_KILDE and "kilde" not in base and "kilde" not in said
    return {"kilde": _EGET} if lacks else {}


def _reworded(tree: Tree, words: Iterable[tuple[str, str]]) -> Tree:
    if isinstance(tree, dict):
        return {key: _reworded(each, words) for key, each in tree.items()}
    if isinstance(tree, list):
        return [_reworded(each, words) for each in tree]
    if isinstance(tree, str):
        for old, new in words:
            tree = tree.replace(old, new)
    return tree


def _laid_over(under: Any, over: Any, name: str) -> Any:
    """Return a recipe with another over it: what the upper says holds, and what is new comes in its place."""
    if isinstance(under, dict) and isinstance(over, dict):
        return {
            key: _laid_over(under[key], over[key], key)
            if key in under and key in over
            else over.get(key, under.get(key))
            for key in dict.fromkeys((*under, *over))
        }
    if name == "bytt":
        return [*over, *under]
    if isinstance(over, list) and name in NAVN:
        return _list_over(under, over, NAVN[name])
    return over


def _list_over(under: Any, over: Any, key: str) -> list[Any]:
    def named(item: Any) -> str:
        return str(item[key]) if isinstance(item, dict) else str(item)

    items = list(under)
    for each in over:
        names = [named(one) for one in items]
        tree = each if isinstance(each, dict) else {key: each}
        if named(each) in names:
            at = names.index(named(each))
            was = items[at] if isinstance(items[at], dict) else {key: items[at]}
            items[at] = _laid_over(was, tree, "")
        else:
            at = names.index(tree[_ETTER]) + 1 if _ETTER in tree else len(items)
            items.insert(at, tree)
    return [each for each in items if not (isinstance(each, dict) and each.get(_UTE))]
