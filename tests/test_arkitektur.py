"""The house: one direction, one door for each foreign library, a pure core, rooms of a decent size.

Each rule also proves that it saw something: a guard that finds nothing to guard must fail.
"""

import ast
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest
from hus import code_lines, importers, longest_chain

from sosialplan.files.standard import standard_folder

SRC = Path(__file__).parent.parent / "src" / "sosialplan"
FILES = {path.relative_to(SRC).as_posix(): path for path in sorted(SRC.rglob("*.py"))}

CORE = ("model/", "tekster/", "rules/", "schema/", "views/")
EVERYWHERE = {"msgspec", "sosialplan"}
"""msgspec is the language of values: the one library that every layer speaks."""
DOORS = {
    "dateutil": {"rules/kalender/skolekalender.py"},
    "docx": {"output/word.py"},
    "duckdb": {"output/parquet.py"},
    "icalendar": {"output/calendar.py"},
    "jinja2": {
        "output/ordsetting.py",
        "output/sandbox_limits.py",
        "output/template_check.py",
        "output/template_files.py",
        "output/template_sandbox.py",
        "output/templates.py",
    },
    "jsonschema_rs": {"schema/faults.py"},
    "keyring": {"files/noekkelring.py"},
    "markdown_it": {"output/markdown.py"},
    "markupsafe": {"output/templates.py", "output/template_sandbox.py"},
    "prompt_toolkit": {"output/velger.py"},
    "pypdfium2": {"output/filtekst.py"},
    "pyrage": {"vern/age.py"},
    "python_calamine": {"files/regneark.py"},
    "rich": {"output/tegnet.py"},
    "ruamel": {"files/yaml_writer.py"},
    "segno": {"output/noedark.py"},
    "shellingham": {"cli/fullfoering.py"},
    "typst": {"output/typeset.py"},
    "xlsxwriter": {"output/tables.py"},
    "yaml": {"files/yaml_events.py"},
}
"""Where each foreign library comes in. typer belongs to the whole of cli/."""
OUTSIDE = {
    "datetime.now": {"clock.py"},
    "datetime.today": set[str](),
    "date.today": set[str](),
    "time.time": set[str](),
}
LONGEST = 250
"""So many lines of code stand in one module at most: remarks and docstrings are not counted."""
LONGEST_TABLE = 400
"""A module that holds nothing but a table is read from top to bottom, and may be longer."""
FULLEST = 45
"""So many modules stand in one folder at most: more is a hall in which nobody finds anything."""
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}


@cache
def trees() -> dict[str, ast.Module]:
    return {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in FILES.items()}


def by_file(floor: str) -> dict[str, ast.Module]:
    """Return the modules of a floor by their files in it."""
    return {n.removeprefix(floor): tree for n, tree in trees().items() if n.startswith(floor)}


def by_module(floor: str) -> dict[str, ast.Module]:
    """Return the modules of a floor by the names they are imported by."""
    own = ((name, tree) for name, tree in trees().items() if name.startswith(floor))
    return {f"sosialplan.{name.removesuffix('.py').replace('/', '.')}": tree for name, tree in own}


@cache
def imports(tree: ast.Module) -> tuple[str, ...]:
    """Return the full name of each module that is imported, wherever the import stands."""
    return tuple(_imports(tree))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""


def foreign() -> dict[str, set[str]]:
    """Return each library from outside, and the modules that import it."""
    found = defaultdict(set)
    for name, tree in trees().items():
        for module in imports(tree):
            top = module.split(".")[0]
            if top not in sys.stdlib_module_names and top not in EVERYWHERE:
                found[top].add(name)
    return found


def test_each_foreign_library_has_one_door() -> None:
    found = foreign()
    cli = found.pop("typer")
    assert cli
    assert all(name.startswith("cli/") for name in cli)
    assert found == DOORS


def test_programs_are_started_through_one_door() -> None:
    starters = {
        name for name, tree in trees().items() if {"subprocess", "os.system"} & set(imports(tree))
    }
    assert starters == {
        "files/aapning.py", "files/maskinen.py", "files/skriveprogram.py", "git/program.py", "output/workshop.py"
    }  # fmt: skip


def test_mail_goes_out_by_one_door() -> None:
    senders = {name for name, tree in trees().items() if {"smtplib", "ssl"} & set(imports(tree))}
    assert senders == {"output/epost.py"}


def test_what_others_wrote_is_read_and_set_where_it_can_be_ended() -> None:
    """Commands call none of these modules by themselves: each call is a job of a worker."""
    inside = {
        "filtekst",
        "html",
        "pdf",
        "pdf_text",
        "template_check",
        "templates",
        "typeset",
        "word",
    }
    taken = {
        (name, alias.name)
        for name, tree in trees().items()
        if name.startswith(("cli/", "commands/"))
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        if node.module.removeprefix("sosialplan.output.") in inside
        for alias in node.names
    }
    values = {"Malfeil", "code_block"}
    assert {alias for _, alias in taken} == values, taken


def test_the_clock_and_chance_have_one_door_each() -> None:
    seen = defaultdict(set)
    for name, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                seen[ast.unparse(node.func)].add(name)
    for call, allowed in OUTSIDE.items():
        assert seen.get(call, set()) == allowed, call
    chance = {name for name, tree in trees().items() if {"random", "secrets"} & set(imports(tree))}
    assert chance == {"randomness.py"}


def test_each_answer_in_json_goes_through_one_door() -> None:
    """Else it lacks the envelope. SARIF is another's format, with a version of its own."""
    written = {
        (name, node.func.attr, ast.unparse(node.args[0]).partition("(")[0])
        for name, tree in trees().items()
        if name.startswith(("cli/", "commands/"))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"json", "as_json", "dumps"}
    }
    doors = {(name, how) for name, how, what in written if what != "as_sarif"}
    assert doors == {("commands/run.py", "json"), ("commands/run.py", "as_json")}
    assert len(written) > len(doors)


def test_the_core_touches_nothing_outside() -> None:
    outside = {"os", "io", "pathlib", "shutil", "tempfile", "time", "logging", "random", "sys"}
    core = [name for name in trees() if name.startswith(CORE)]
    assert len(core) > len(CORE)
    for name in core:
        touched = {module.split(".")[0] for module in imports(trees()[name])} & outside
        assert not touched, (name, touched)
        calls = {
            ast.unparse(node.func) for node in ast.walk(trees()[name]) if isinstance(node, ast.Call)
        }
        assert not {"open", "print", "input"} & calls, name


def test_the_layers_are_kept_and_seen() -> None:
    """The contract is import-linter's; here it is shown that it has something to judge."""
    done = subprocess.run(  # noqa: S603 - the environment's own program
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=SRC.parent.parent, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "Contracts: 1 kept, 0 broken." in done.stdout
    seen = re.search(r"Analyzed (\d+) files", done.stdout)
    assert seen is not None
    assert int(seen[1]) >= len(FILES)


def _says_how(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda)


def test_no_room_is_too_large_and_every_name_says_something() -> None:
    sizes = {name: len(code_lines(path.read_text("utf-8"))) for name, path in FILES.items()}
    tables = {name for name in sizes if not any(map(_says_how, ast.walk(trees()[name])))}
    assert tables
    bounds = {name: LONGEST_TABLE if name in tables else LONGEST for name in sizes}
    assert {name: size for name, size in sizes.items() if size > bounds[name]} == {}
    words = {part.removesuffix(".py") for name in FILES for part in name.split("/")}
    assert not words & SAYS_NOTHING
    assert all(word.isascii() for word in words)


SMALLEST = 40
"""A module with fewer lines of code, which only one other needs, is a part of that one."""
SMALL_ON_PURPOSE = {
    "randomness": "the one door of chance",
    "files.maskinen": "the one door of the system's own programs",
    "commands.dager": "what regn loads is what the quickest start loads, so it stands with no other command",
}


def test_no_room_is_a_closet() -> None:
    """Many small rooms hide a fact as well as one that is too large."""
    named = by_module("")
    sizes = {
        each: len(code_lines(FILES[name].read_text("utf-8"))) for each, name in _files().items()
    }
    alone = {each for each, by in importers(named).items() if len(by) == 1}
    assert len(alone) > len(SMALL_ON_PURPOSE)
    closets = {each for each in alone if 0 < sizes[each] < SMALLEST}
    assert closets == {f"sosialplan.{each}" for each in SMALL_ON_PURPOSE}


def _files() -> dict[str, str]:
    return {f"sosialplan.{name.removesuffix('.py').replace('/', '.')}": name for name in FILES}


def test_no_module_has_the_name_of_another_on_its_floor() -> None:
    """The same name on two floors is one matter seen twice; on one floor it is two matters."""
    rooms = [name for name in FILES if not name.endswith("__init__.py") and "/" in name]
    found = Counter((name.split("/")[0], name.rsplit("/", 1)[-1]) for name in rooms)
    assert len(found) > 300
    assert [each for each, count in found.items() if count > 1] == []


_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_ENGLISH = {"host", "lost"}


def test_identifiers_spell_the_letters_that_ascii_lacks_in_one_way() -> None:
    """å is aa, æ is ae and ø is oe. The words are those of the plan and of what users read.

    The folder ``moter/`` and its file are the planmappe's own, and keep the names that schools have.
    """
    read = [
        *standard_folder().rglob("*.yaml"),
        *(SRC.parent.parent / "docs" / "bruk").rglob("*.md"),
    ]
    words = {
        each
        for path in read
        for each in re.findall(r"[a-zæøå]{3,}", path.read_text("utf-8").lower())
    }
    letters = str.maketrans({"å": "aa", "æ": "ae", "ø": "o"})
    told = ((each.translate(letters), each) for each in words if "ø" in each and len(each) > 3)
    wrong = {each: word for each, word in told if each not in words}
    assert {"mote", "sporsmaal"} <= wrong.keys()
    found = dict[str, str]()
    for name in {
        part for tree in trees().values() for node in ast.walk(tree) for part in _named(node)
    } | _rooms():
        for part in (each.lower() for each in _PART.findall(name)):
            if part in words or part in _ENGLISH:
                continue
            for end in range(4, len(part) + 1):
                rest = part[end:]
                if part[:end] in wrong and (not rest or rest in words):
                    found[name] = wrong[part[:end]]
    assert found == {}


def _rooms() -> set[str]:
    return {part.removesuffix(".py") for name in FILES for part in name.split("/")}


def _named(node: ast.AST) -> Iterator[str]:
    """Yield the identifiers of a node."""
    for key in ("id", "attr", "arg", "name", "asname"):
        value = getattr(node, key, None)
        if isinstance(value, str):
            yield from value.split(".")


def test_no_class_has_the_name_of_another() -> None:
    """A name that means two things makes a reader look twice; what is a room's own may be called anything."""
    found = Counter(
        node.name
        for tree in trees().values()
        for node in tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert len(found) > 300
    assert {name: count for name, count in found.items() if count > 1} == {}


def _room(module: str) -> str:
    """Return the folder inside a floor, or the module that stands beside the folders."""
    return module.split("/")[1].removesuffix(".py")


@pytest.mark.parametrize("floor", ["commands", "views", "rules", "model"])
def test_the_rooms_of_a_floor_are_in_no_circle(floor: str) -> None:
    inside = f"sosialplan.{floor}."
    needs = defaultdict[str, set[str]](set)
    for name in (each for each in trees() if each.startswith(f"{floor}/")):
        for module in imports(trees()[name]):
            if module.startswith(inside):
                needs[_room(name)].add(module.removeprefix(inside).split(".")[0])
    rooms = {room: others - {room} for room, others in needs.items()}
    assert sum(map(len, rooms.values())) > 1
    assert list(TopologicalSorter(rooms).static_order())


def commands() -> dict[str, set[str]]:
    """Return the modules of commands/ that the command line runs, each with its commands.

    A command takes the run and returns an exit status, and the command line calls it.
    """
    called = {
        (module.name, node.attr)
        for name, tree in trees().items()
        if name.startswith("cli/")
        for module in _modules_taken(tree)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == module.word
    }
    called |= {
        (node.module, alias.name)
        for name, tree in trees().items()
        if name.startswith("cli/")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
    found = defaultdict[str, set[str]](set)
    for module, tree in by_module("commands/").items():
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and (module, node.name) in called:
                first, returns = node.args.args[:1], node.returns
                if (
                    [each.arg for each in first] == ["run"]
                    and returns
                    and ast.unparse(returns) == "int"
                ):
                    found[module].add(node.name)
    return dict(found)


class _Taken(NamedTuple):
    name: str
    word: str


def _modules_taken(tree: ast.Module) -> Iterator[_Taken]:
    """Yield the modules of commands/ that are imported whole, and the word each has there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            "sosialplan.commands"
        ):
            for alias in node.names:
                yield _Taken(f"{node.module}.{alias.name}", alias.asname or alias.name)


SHOWN_BY_DEMO = {
    "sosialplan.commands.dokumenter.lag",
    "sosialplan.commands.frister",
}
"""``demo`` is others told in a row, as if each was typed: a folder begun, its deadlines and a plan."""


def test_no_command_is_built_on_another() -> None:
    """What several commands need stands in a room of its own; a command is changed without a look at others."""
    own = commands()
    assert len(own) > 40
    assert sum(map(len, own.values())) > 70
    by = importers(by_module("commands/"))
    lent = {(module, each) for module in own for each in by[module]}
    assert lent == {(module, "sosialplan.commands.demo") for module in SHOWN_BY_DEMO}


OTHER_WRITERS = {
    "deling/side_om_side.py": "two versions that a merge left are merged, and no entry of one's own",
    "deling/synk.py": "what others wrote comes in by a merge, and no entry of one's own",
    "historikk/angre.py": "git says what the files held before",
    "skrivebordet/desk.py": "the errand's own desk",
    "sletting/slett.py": "a history is written anew, and the register says so",
    "vedlikehold/lagre.py": "what was written by hand is saved, a commit a case",
    "vern/ny_historikk.py": "the planmappe is left as it is, and nobody else may write while it is laid anew",
    "vedlikehold/sjekk.py": "what is broken is mended, in a folder that the desk may not read",
}
"""Whoever takes the lock or writes beside the errand, and why."""
EDITORS = {
    "demo.py": "a history is told anew before anybody works in it",
    "deling/loes.py": "what is chosen is put in one conflict after the other, in a text with conflicts",
    "fravaer/fravaersbok.py": "a class's file gets many pupils and periods at once",
    "skolen/oppretting.py": "there is no planmappe yet",
    "skrivebordet/errand.py": "the errand itself",
    "sletting/slett.py": "the register is written with no case on the desk",
}
"""Whoever edits a text beside the errand, and why."""


def test_each_command_that_writes_is_an_errand() -> None:
    """It says what is added. The lock, the checks, the commit and what follows are told nowhere else."""
    found = defaultdict[str, set[str]](set)
    for name, tree in by_file("commands/").items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    found[alias.name].add(name)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                found[f".{node.func.attr}()"].add(name)
    assert found["at_desk"] == found[".save()"] == {"skrivebordet/errand.py"}
    assert found["turn_to_write"] | found["write_and_commit"] | found["move_to"] == set(
        OTHER_WRITERS
    )
    edits = found["append_item"] | found["append_items"] | found["set_value"] | found["remove"]
    assert edits == set(EDITORS)
    assert len(found["carry_out"]) > 15


FLOORS = 9
"""So many modules of commands/ stand on each other at most: 15 did."""


def test_few_floors_stand_inside_commands() -> None:
    chain = longest_chain(by_module("commands/"), "sosialplan.commands")
    assert 3 < len(chain) <= FLOORS, chain


def test_no_folder_is_a_hall() -> None:
    held = Counter(name.rpartition("/")[0] for name in FILES)
    assert len(held) > len(CORE)
    assert {folder: count for folder, count in held.items() if count > FULLEST} == {}


def test_packages_are_empty_apart_from_the_version() -> None:
    texts = {
        name: path.read_text("utf-8") for name, path in FILES.items() if path.stem == "__init__"
    }
    full = {name for name, text in texts.items() if text.strip()}
    assert full == {"__init__.py"}


def test_no_function_changes_its_module() -> None:
    for name, tree in trees().items():
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)], name


STARTING = """
import sys
from sosialplan.__main__ import run
foreign = sorted({"yaml", "ruamel", "msgspec", "jsonschema_rs", "jinja2", "rich", "typst",
                  "icalendar", "markdown_it", "dateutil"} & set(sys.modules))
print(foreign)
"""


def test_starting_loads_no_library_but_typer() -> None:
    done = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-c", STARTING], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "[]"
