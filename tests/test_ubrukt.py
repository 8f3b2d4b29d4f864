"""What nobody but tests calls is no part of the program: it is taken away, or stands among the tests.

Found from the code itself: each name that a module has, and whether the module itself, another, a template or a
name in a text (``dokumentliste`` finds a document's functions by theirs) asks for it.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sosialplan.files.standard import standard_folder

SRC = Path(__file__).parent.parent / "src" / "sosialplan"
MODULES = {
    f"sosialplan.{path.relative_to(SRC).with_suffix('').as_posix().replace('/', '.')}": path
    for path in sorted(SRC.rglob("*.py"))
    if path.stem != "__init__"
}
OWN_BASES = {"Record", "Value", "Protocol", "StrEnum", "Enum", "Exception"}
"""Besides classes of ours; the methods of others are called by those who made their base.

A private method is not looked for: some are found by the kind of what they read (``_read_for``).
"""


@cache
def trees() -> dict[str, ast.Module]:
    return {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}


def names_of(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    """Yield each name that a module makes, and the statement that makes it; not what a decorator takes in."""
    for node in tree.body:
        match node:
            case ast.FunctionDef() | ast.ClassDef() if not _registered(node):
                yield node.name, node
            case ast.Assign() | ast.AnnAssign():
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for each in (one for target in targets for one in ast.walk(target)):
                    if isinstance(each, ast.Name):
                        yield each.id, node


def _registered(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """Tell whether a decorator calls something of its own on it, as a command line does its commands."""
    return any(
        ".command" in ast.unparse(each) or "callback" in ast.unparse(each)
        for each in node.decorator_list
    )


def asked_for(trees_: dict[str, ast.Module]) -> set[tuple[str, str]]:
    """Return what modules ask of others, as the module and the name."""
    found = set[tuple[str, str]]()
    for tree in trees_.values():
        whole = defaultdict[str, set[str]](set)
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    found.add((node.module, alias.name))
                    whole[alias.asname or alias.name].add(f"{node.module}.{alias.name}")
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found |= {(each, node.attr) for each in whole[node.value.id]}
    return found


def texts(tree: ast.AST) -> Iterator[str]:
    """Yield the names that stand alone in a text, or with a module before them."""
    for node in ast.walk(tree):
        value = node.value if isinstance(node, ast.Constant) else None
        if isinstance(value, str) and re.fullmatch(r"[\w.:]+", value):
            yield from re.findall(r"\w+", value)


def _loaded(node: ast.AST) -> Iterator[str]:
    """Yield the names that are asked for in a statement; an annotation may be a text."""
    for each in ast.walk(node):
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load):
            yield each.id
        elif isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield from re.findall(r"\w+", each.value)


def unused(trees_: dict[str, ast.Module]) -> set[tuple[str, str]]:
    asked = asked_for(trees_)
    spelled = {each for tree in trees_.values() for each in texts(tree)}
    found = set()
    for module, tree in trees_.items():
        loaded = [(node, set(_loaded(node))) for node in tree.body]
        for name, made in names_of(tree):
            here = any(name in names for node, names in loaded if node is not made)
            if not (here or (module, name) in asked or name in spelled or name == "__all__"):
                found.add((module, name))
    return found


def unused_methods(trees_: dict[str, ast.Module]) -> set[tuple[str, str]]:
    classes = [
        (module, node)
        for module, tree in trees_.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    ]
    ours = {node.name for _, node in classes} | OWN_BASES
    folder = standard_folder()
    maler = [*(folder / "maler").rglob("*.*"), *SRC.rglob("*.j2")]
    words = {each for path in maler for each in re.findall(r"\w+", path.read_text("utf-8"))}
    for tree in trees_.values():
        words |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        words |= set(texts(tree))
    return {
        (f"{module}.{node.name}", each.name)
        for module, node in classes
        if {ast.unparse(base).partition("[")[0] for base in node.bases} <= ours
        for each in node.body
        if isinstance(each, ast.FunctionDef)
        and not each.name.startswith("_")
        and each.name not in words
    }


def test_nothing_of_the_program_is_called_by_tests_alone() -> None:
    assert len(MODULES) > 300
    assert unused(trees()) == set()


def test_no_method_is_called_by_tests_alone() -> None:
    assert unused_methods(trees()) == set()


def test_what_is_called_by_nobody_is_found() -> None:
    planted = ast.parse(
        "LEFT, USED = 1, 2\n"
        "def dead() -> int:\n    return dead() + USED\n"
        "class Alive:\n    def asked(self) -> None: ...\n    def never_asked(self) -> None: ...\n"
        "def lives() -> object:\n    return Alive().asked\n"
    )
    with_plant = trees() | {"sosialplan.planted": planted}
    assert unused(with_plant) == {
        ("sosialplan.planted", each) for each in ("LEFT", "dead", "lives")
    }
    assert unused_methods(with_plant) == {("sosialplan.planted.Alive", "never_asked")}
