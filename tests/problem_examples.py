"""The smallest bad example of each problem code, read from ``tests/problems`` and tried out."""

import ctypes
import os
import platform
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from gitprogram import tell
from regnearket import LOCKED, workbook
from sosialplan.commands.fravaer.listelesing import read_absence
from sosialplan.commands.klasselister.innlesing import read_class_lists
from sosialplan.commands.run import ProblemsFoundError
from sosialplan.commands.skolen.oppretting import EXAMPLES_CHANGE
from sosialplan.commands.vedlikehold.funn import problems_of
from sosialplan.files.loader import load_with_lists
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.yaml_reader import parse
from sosialplan.git.repository import commit, create
from sosialplan.model.problems import Problem
from sosialplan.vern.age import identity_of, new_pair, public_of, seal
from sosialplan.vern.laas import Laas, sealed

NOEKKEL = "AGE-SECRET-KEY-1F3K0GPLFA9QATC7MD7F39AEFHMV2KWY43KYE33KFMHMQ85RYKHTSRVJL83"
"""The invented key of the one who reads in the examples. It opens nothing else."""
FOLDER = Path(__file__).parent / "problems"
REPOSITORY = Path(__file__).parent.parent
_CAPABILITIES = 0x20080522
"""The version of the system's capabilities, linux/capability.h."""
_READ_ALL = 0b110
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""
I_DAG = date(2026, 10, 20)
"""The day every example is judged from."""


def names() -> list[str]:
    """Return the examples: ``CODE`` is the smallest, ``CODE-noe`` another way to the same code."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def read_example(name: str) -> dict[str, Any]:
    parsed = parse((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    assert parsed.faults == ()
    example: dict[str, Any] = parsed.tree
    return example


def base_folder(to: Path) -> Planmappe:
    """Make a planmappe of the repository's own plan and templates, without any case.

    What is saved there must stand from the first day, as in one that a school makes.
    """
    for folder in ("plan", "maler"):
        shutil.copytree(REPOSITORY / folder, to / folder)
    school = to / "plan" / "skole.yaml"
    text = school.read_text(encoding="utf-8").replace(EXAMPLES_CHANGE, "")
    write(Planmappe(to), "plan/skole.yaml", text.encode("utf-8"))
    return opened(to)


def opened(root: Path) -> Planmappe:
    """Return a planmappe as the one who reads in the examples has it."""
    return Planmappe(root, Laas(lambda: [identity_of(NOEKKEL)]))


def write_example(mappe: Planmappe, example: dict[str, Any]) -> None:
    """Put the example's files and changes into a planmappe, after what was saved before."""
    for step in example.get("historie", ()):
        _save(mappe, step)
    if example.get("avkortet"):
        head = tell(mappe.root, "rev-parse", "HEAD").decode("ascii")
        (mappe.root / ".git" / "shallow").write_text(head, encoding="ascii")
    for name, content in _contents(example):
        write(mappe, name, content)
    for change in example.get("endre", ()):
        path = mappe.root / change["fil"]
        text = path.read_text(encoding="utf-8")
        assert text.count(change["finn"]) == 1, f"must stand once: {change['finn']}"
        write(mappe, change["fil"], text.replace(change["finn"], change["erstatt"]).encode("utf-8"))
    for name in example.get("slett", ()):
        (mappe.root / name).unlink()
    _make_odd(mappe, example)
    if example.get("ytre_depot"):
        (mappe.root.parent / ".git").mkdir()
    for command in example.get("git", ()):
        tell(mappe.root, *command)


def _contents(example: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Yield each file that the example lays down, and its bytes."""
    for name, text in example.get("filer", {}).items():
        yield name, text.encode("utf-8")
    for name, text in example.get("bytes", {}).items():
        yield name, text.encode("latin-1")
    for name, part in example.get("regneark", {}).items():
        yield name, _workbook(part)
    for name, part in example.get("gjenta", {}).items():
        yield name, (part["tekst"] * part["ganger"]).encode("utf-8")


def _workbook(part: dict[str, Any]) -> bytes:
    if part.get("låst"):
        return LOCKED
    first, *rest = part["ark"]
    if "langt_nede" in part:
        first = [*first, *[[]] * (part["langt_nede"] - len(first) - 1), ["x"]]
    whole = workbook(
        first,
        *rest,
        slaatt_sammen=part.get("slått_sammen", ()),
        skjult=part.get("skjult", ()),
    )
    return whole[: part.get("bare", len(whole))]


def _sealed(name: str, part: dict[str, Any]) -> bytes:
    """Seal a text for the one who reads in the examples, or as somebody did who meant no good."""
    own = str(public_of(identity_of(NOEKKEL)))
    keys = {"lese0001": new_pair().public if part.get("for") == "andre" else own}
    if "som" in part:
        return seal(part["som"].encode("utf-8"), keys.values())
    if "skjulte" in part:
        said = f"# vernet: {name}\n# kan leses av: lese0001\n{part['tekst']}"
        return seal(
            said.encode("utf-8"), [own, *(new_pair().public for _ in range(part["skjulte"]))]
        )
    whole = sealed(part.get("navn", name), part["tekst"].encode("utf-8"), keys)
    return whole[: len(whole) - part.get("kortere", 0)]


def _make_odd(mappe: Planmappe, example: dict[str, Any]) -> None:
    """Lay down what is sealed, and let names stand for what is no file that can be read."""
    for name, part in example.get("vernet", {}).items():
        write(mappe, f"{name}.age", _sealed(name, part))
    for name in example.get("ulesbar", ()):
        (mappe.root / name).chmod(0)
    for name, target in example.get("lenke", {}).items():
        path = mappe.root / name
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)
    for name in example.get("mappe", ()):
        (mappe.root / name).unlink(missing_ok=True)
        (mappe.root / name).mkdir(parents=True)


def problems_of_example(mappe: Planmappe, example: dict[str, Any]) -> tuple[Problem, ...]:
    """Return what the planmappe is told of, or the list that the example reads in."""
    if "importer" not in example:
        with without_the_power_to_read_all():
            return problems_of(mappe, I_DAG)
    read = load_with_lists(mappe).mappe
    assert read is not None
    fil = Path(example["importer"])
    try:
        if fil.stem == "elever":
            return read_class_lists(read, fil, I_DAG, lambda: "nnnnnnnn").problemer
        return read_absence(mappe, read, fil, I_DAG).problemer
    except ProblemsFoundError as found:
        return tuple(found.problems)


def _save(mappe: Planmappe, step: dict[str, Any]) -> None:
    """Make one commit of a history. Only its own files are in it, so its name is always the same."""
    if not (mappe.root / ".git").exists():
        create(mappe.root)
    write_example(mappe, step)
    files = [
        *step.get("filer", {}),
        *(each["fil"] for each in step.get("endre", ())),
        *step.get("slett", ()),
    ]
    commit(mappe.root, files, "Steg\n", datetime.fromisoformat(f"{step['dag']}T08:00+02:00"))


def write(mappe: Planmappe, name: str, content: bytes) -> None:
    path = mappe.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


@contextmanager
def without_the_power_to_read_all() -> Iterator[None]:
    """Let the one who runs the tests read only what a person may: root may read everything."""
    root: bool = getattr(os, "geteuid", lambda: 1)() == 0
    if not root or platform.system() != "Linux":
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header, before = (ctypes.c_uint32 * 2)(_CAPABILITIES, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(header, before) == 0
    fewer = (ctypes.c_uint32 * 6)(*before)
    fewer[0] &= ~_READ_ALL
    assert libc.capset(header, fewer) == 0
    try:
        yield
    finally:
        assert libc.capset(header, before) == 0


def beyond(problems: tuple[Problem, ...], baseline: tuple[Problem, ...]) -> list[Problem]:
    """Return the problems that the untouched plan does not have; its own may have moved a line."""
    known = Counter(_without_place(each) for each in baseline)
    found = []
    for each in problems:
        if known[_without_place(each)] > 0:
            known[_without_place(each)] -= 1
        else:
            found.append(each)
    return found


def _without_place(problem: Problem) -> tuple[str, str, str]:
    return problem.location.path, problem.code, problem.message


def baseline() -> tuple[Problem, ...]:
    """Return what the untouched plan is told of: choices not made, and what the source lacks."""
    plan = [
        each
        for each in problems_of(Planmappe(REPOSITORY), I_DAG)
        if each.location.path.startswith("plan/")
    ]
    return tuple(plan)
