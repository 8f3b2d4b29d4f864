"""Print the figures of the house: python benchmarks/hus.py.

Rooms and their sizes, rooms that only one other needs, what a command loads, and in how many rooms a
field of an entry is written by name. A line of code is one that holds something beside remarks and
docstrings. Nothing here is a bound; the bounds are tests.
"""

import ast
import io
import statistics
import subprocess
import sys
import tempfile
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

from klokke import as_installed

from sosialplan.model.record import Record
from sosialplan.model.sak import Hendelse

SRC = Path(__file__).parent.parent / "src" / "sosialplan"
SMALL = 40
"""A room with fewer lines of code, which only one other needs, is counted."""
DAY = "2026-11-23"
SILENT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}


def main() -> None:
    """Print a row a figure, as a table of Markdown."""
    trees = {
        _module(path): ast.parse(path.read_text("utf-8")) for path in sorted(SRC.rglob("*.py"))
    }
    sizes = {name: len(code_lines((SRC.parent / _file(name)).read_text("utf-8"))) for name in trees}
    rooms = [size for size in sizes.values() if size]
    needed_by = importers(trees)
    alone = [name for name, by in needed_by.items() if len(by) == 1]
    places = {field: len(written(trees, field)) for field in own_fields()}
    most = sorted(places, key=lambda each: (-places[each], each))
    print("| what | count |", "| --- | --- |", sep="\n")
    print(f"| modules that hold code | {len(rooms)} |")
    print(f"| lines of code | {sum(rooms)} |")
    print(f"| median, largest | {statistics.median(rooms):.0f}, {max(rooms)} |")
    print(f"| modules that exactly one other imports | {len(alone)} |")
    small = sum(sizes[each] < SMALL for each in alone)
    print(f"| of these under {SMALL} lines of code | {small} |")
    print(f"| floors inside `commands/` | {len(longest_chain(trees, 'sosialplan.commands'))} |")
    for words, count in loaded().items():
        print(f"| modules loaded by `{words}` | {count} |")
    middle = statistics.median(places.values())
    print(f"| modules that write a field of an entry by its name, median | {middle:.0f} |")
    worst = ", ".join(f"`{each}` {places[each]}" for each in most[:5])
    print(f"| the five that most write | {worst} |")


def code_lines(text: str) -> set[int]:
    """Return the numbers of the lines that hold code."""
    lines = set[int]()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in SILENT and token.string:
            lines |= set(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            lines -= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return lines


def importers(trees: dict[str, ast.Module]) -> dict[str, set[str]]:
    """Return each module and those that import it, wherever the import stands."""
    found = {name: set[str]() for name in trees}
    for name, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                inner = (f"{node.module}.{alias.name}" for alias in node.names)
                wanted = {node.module or "", *inner}
            elif isinstance(node, ast.Import):
                wanted = {alias.name for alias in node.names}
            else:
                continue
            for each in wanted & found.keys():
                found[each].add(name)
    return found


def longest_chain(trees: dict[str, ast.Module], floor: str) -> list[str]:
    """Return the longest row of modules of a floor in which each imports the next: its floors inside."""
    found = dict[str, list[str]]()
    inside = {name: tree for name, tree in trees.items() if name.startswith(f"{floor}.")}
    needs = {name: set[str]() for name in inside}
    for needed, by in importers(inside).items():
        for each in by:
            needs[each].add(needed)
    for name in TopologicalSorter(needs).static_order():
        found[name] = [name, *max((found[each] for each in needs[name]), key=len, default=[])]
    return max(found.values(), key=len)


def own_fields() -> list[str]:
    """Return the fields that entries have and nothing else has: others' names would count too."""
    others = [each for each in Record.__subclasses__() if each is not Hendelse]
    taken = {field for each in others for field in each.__struct_encode_fields__}
    return [each for each in Hendelse.__struct_encode_fields__ if each not in taken]


def written(trees: dict[str, ast.Module], field: str) -> set[str]:
    """Return the modules that write a field by name: as a key, an argument, a parameter or a field.

    Reading it of a value (``each.notat``) is not counted.
    """
    names = {field, field.replace("ø", "oe").replace("å", "aa").replace("æ", "ae")}
    return {name for name, tree in trees.items() if not names.isdisjoint(_names(tree))}


def _names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value.removeprefix("--")
        elif isinstance(node, (ast.keyword, ast.arg)) and node.arg:
            yield node.arg
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def loaded() -> dict[str, int]:
    """Return how many modules of ours each command loads, from its start to its end."""
    with tempfile.TemporaryDirectory() as folder:
        as_installed(Path(folder))
        root = Path(folder) / "skolen"
        _run("demo", str(root), at=folder)
        number = min((root / "saker").rglob("*.yaml")).stem
        counts = defaultdict[str, int](int)
        for words in (
            ("regn", DAY, "5", "skoledager"),
            ("frister",),
            ("registrer", number, "notat"),
            ("lag", "aktivitetsplan", number),
        ):
            told = _run("-C", str(root), "--i-dag", DAY, *words, at=folder)
            counts[words[0]] = sum("| sosialplan" in _squeezed(line) for line in told.splitlines())
        return dict(counts)


def _squeezed(line: str) -> str:
    return " ".join(line.split())


def _run(*words: str, at: str) -> str:
    """Run a command and return what the interpreter tells of its imports; end where it fails."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "sosialplan", *words],
        cwd=at, capture_output=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if done.returncode not in {0, 1}:
        told = [line for line in done.stderr.splitlines() if not line.startswith("import time")]
        raise SystemExit("\n".join((" ".join(words), *told)))
    return done.stderr


def _module(path: Path) -> str:
    return ".".join(path.relative_to(SRC.parent).with_suffix("").parts).removesuffix(".__init__")


def _file(module: str) -> Path:
    plain = Path(*module.split("."))
    return plain / "__init__.py" if (SRC.parent / plain).is_dir() else plain.with_suffix(".py")


if __name__ == "__main__":
    main()
