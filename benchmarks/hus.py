"""Print the figures of the house: python benchmarks/hus.py.

Rooms and their sizes, rooms that only one other needs, what a command loads, and in how many places a
field of an entry is told. A line of code is one that holds something beside remarks and docstrings.
Nothing here is a bound; the bounds are tests.

A place *tells* a field where somebody would have to write a line more for a new one, or change a word
that no tool finds when it is renamed:

- its record, and the table of fields (`model/felter`, counted as one);
- its name as a string: a key, an option, a column, a word in a list;
- a parameter that is an option of a command;
- a value of another shape that it is copied into (`grunn=each.grunn`), since that shape lists it too.

A place *uses* it where the type checker follows the name: it is read of an entry (`each.grunn`), set in
one (`Hendelse(grunn=…)`), or pointed at on the record (`path_to(Hendelse.grunn)`). That is not counted.
What has the same name and is another thing (the document «samtykke», the `frist` of a row, the `steg` of a
chain) is counted where it looks the same, so the figures are too high rather than too low. How often a name is written at all, used or told or
another thing's, is the row after it.
"""

import ast
import io
import statistics
import subprocess
import sys
import tempfile
import tokenize
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
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
    named = {field: len(written(trees, field)) for field in own_fields()}
    places = {field: len(telling(trees, field)) for field in own_fields()}
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
    print(f"| places that tell a field of an entry, median | {_middle(places)} |")
    worst = ", ".join(f"`{each}` {places[each]}" for each in most[:5])
    print(f"| the five that most tell | {worst} |")
    print(f"| modules in which its name is written at all, median | {_middle(named)} |")


def _middle(counts: Mapping[str, int]) -> str:
    return f"{statistics.median(counts.values()):.0f}"


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


TABLE = "sosialplan.model.felter"


def telling(trees: Mapping[str, ast.Module], field: str) -> set[str]:
    """Return the places that tell a field, as the page above says it."""
    names = spellings(field)
    places = {name for name, tree in trees.items() if tells(tree, names)}
    return {TABLE if each.startswith(TABLE) else each for each in places}


def tells(tree: ast.Module, names: AbstractSet[str]) -> bool:
    """Tell whether a module tells a field that is spelled so."""
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str() as text) if text.removeprefix("--") in names:
                return True
            case ast.ClassDef(name=Hendelse.__name__, body=body) if names & _declared(body):
                return True
            case ast.arg(arg=name, annotation=ast.expr() as said) if name in names and _option(
                said
            ):
                return True
            case ast.Call(func=called, keywords=told) if not _is_entry(called):
                if any(each.arg in names and _reads(each.value, names) for each in told):
                    return True
    return False


def spellings(field: str) -> frozenset[str]:
    """Return a field's key in the file and its name in the program."""
    return frozenset({field, field.replace("ø", "oe").replace("å", "aa").replace("æ", "ae")})


def _declared(body: Sequence[ast.stmt]) -> set[str]:
    fields = (each.target for each in body if isinstance(each, ast.AnnAssign))
    return {each.id for each in fields if isinstance(each, ast.Name)}


def _option(annotation: ast.expr) -> bool:
    return any(isinstance(each, ast.Name) and each.id == "typer" for each in ast.walk(annotation))


def _is_entry(called: ast.expr) -> bool:
    """Tell whether a call makes an entry, or one with other values: then the type checker has the name."""
    name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
    return name in {Hendelse.__name__, "replace"}


def _reads(value: ast.expr, names: AbstractSet[str]) -> bool:
    return any(isinstance(each, ast.Attribute) and each.attr in names for each in ast.walk(value))


def written(trees: dict[str, ast.Module], field: str) -> set[str]:
    """Return the modules that write a field by name: as a key, an argument, a parameter or a field.

    Reading it of a value (``each.notat``) is not counted.
    """
    names = spellings(field)
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
