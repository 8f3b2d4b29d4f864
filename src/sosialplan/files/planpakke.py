"""A package of a plan: read from a folder, and laid under what a school has made of it."""

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from sosialplan.files.filtolk import read_value
from sosialplan.files.merge_texts import CannotMergeError, laid_over
from sosialplan.files.planmappe import Fortidsmappe
from sosialplan.files.standard import standard_folder
from sosialplan.files.startere import plan_of
from sosialplan.files.yaml_reader import Tree, parse
from sosialplan.files.yaml_writer import dump
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.filslag import slag_av
from sosialplan.model.planpakke import BREV, KJEDER, MALER, Pakkebrev, Pakkeinnslag
from sosialplan.model.problems import Level, Problem
from sosialplan.model.record import Value
from sosialplan.model.skole import MIDTSTUEN, Skole
from sosialplan.model.vernet import VERNET
from sosialplan.model.visible import acts_at, texts_of
from sosialplan.reading import NotRead, read_bytes
from sosialplan.rules.fletting.fletteregler import (
    KONFLIKTER,
    REGLER,
    Sted,
    Uenighet,
    id_av,
    sagt,
)
from sosialplan.rules.planpakke import felles, is_shared, uten_skolens
from sosialplan.schema.json_schema import KINDS

_SKOLE = "plan/skole.yaml"
_DEEPEST = 3
_MOST_NAMES = 5_000
_I_PAKKEN = "pakken/"
_SKJEMA = {kind: name for name, kind in KINDS.items()}


class Pakke(Value, frozen=True):
    """A package that was read: its letter, and the text of each file of it."""

    brev: Pakkebrev
    filer: Mapping[str, str]


class Kollisjon(Value, frozen=True):
    """What a school and a new version have both changed: how it was, what the school has, and what the package has."""

    id: str
    fil: str
    sted: Sted
    skolens: Tree
    pakkens: Tree


class Pakkeforslag(Value, frozen=True):
    """What a school's files become: new texts, files that go, what is chosen between, and files no longer spoken of."""

    tekster: Mapping[str, str]
    bort: tuple[str, ...]
    kollisjoner: tuple[Kollisjon, ...]
    tause: tuple[str, ...]


def known_templates() -> frozenset[str]:
    """Return the templates that the program knows, by their paths: a package has no others."""
    maler = standard_folder() / "maler"
    found = (each for each in maler.rglob("*") if each.is_file() and each.suffix != ".png")
    return frozenset(f"{MALER}{each.relative_to(maler).as_posix()}" for each in found)


def entries_in(folder: Path) -> tuple[Pakkeinnslag, ...]:
    """Return what lies in a folder that is a package; no link is followed, and nothing is opened. Raises ExpectedFailure."""
    found = []
    for each in _below(folder, "", 1):
        found.append(each)
        if len(found) > _MOST_NAMES:
            raise ExpectedFailure(
                "Mappen har for mange filer til å være en pakke. Ingenting er endret.",
                "Bruk mappen som ble laget med: sosialplan plan pakke ut MAPPE",
            )
    return tuple(found)


def _below(folder: Path, over: str, depth: int) -> Iterator[Pakkeinnslag]:
    with os.scandir(folder) as listed:
        for each in listed:
            name = f"{over}{each.name}"
            if each.is_dir(follow_symlinks=False):
                if depth < _DEEPEST and name.partition("/")[0] in {"plan", "maler", *VERNET}:
                    yield from _below(folder / each.name, f"{name}/", depth + 1)
            elif each.name != ".gitkeep":
                plain = each.is_file(follow_symlinks=False)
                yield Pakkeinnslag(name, plain, each.stat(follow_symlinks=False).st_size)


def bytes_in(folder: Path, files: Collection[str]) -> Mapping[str, bytes]:
    """Return what files of a folder hold. Raises ExpectedFailure."""
    try:
        return {each: read_bytes(folder / each, root=folder) for each in files}
    except (NotRead, OSError) as error:
        raise ExpectedFailure(
            "En av filene i pakken kan ikke leses. Ingenting er endret.", "Hent den på nytt."
        ) from error


def pakke_of(held: Mapping[str, bytes]) -> tuple[Pakke | None, tuple[Problem, ...]]:
    """Return a package by the bytes of its files; None, and why, where it is none.

    Each file is read as a school's own is, and kept as what it says: remarks of another's are not.
    """
    texts = {
        name: raw.decode("utf-8", "replace").replace("\r\n", "\n") for name, raw in held.items()
    }
    folder = Fortidsmappe(Path("pakken"), held=texts)
    brev, problems = read_value(folder, folder.root / BREV, Pakkebrev)
    filer = {}
    for name in sorted(texts.keys() - {BREV}):
        filer[name] = texts[name]
        if slag_av(name) is not None:
            found = list(_faults(folder, name))
            problems += found
            filer[name] = _said_by(texts[name]) if not found else ""
    heavy = tuple(
        replace(each, location=replace(each.location, path=_I_PAKKEN + each.location.path))
        for each in problems
        if each.level is Level.FEIL
    )
    return (None if brev is None or heavy else Pakke(brev.value, filer)), heavy


@lru_cache(maxsize=256)
def _said_by(text: str) -> str:
    return dump(parse(text).tree)


def _faults(folder: Fortidsmappe, name: str) -> Iterator[Problem]:
    kind, whole = slag_av(name), folder
    if name == _SKOLE:  # a package says some of it
        tree = parse(folder.text(folder.root / name).text or "").tree
        some = tree if isinstance(tree, dict) else {}
        text = dump({**_LEAST, **some})
        whole = Fortidsmappe(folder.root, held={name: text}) if some else folder
    assert kind is not None  # noqa: S101 - asked by the caller
    _, problems = read_value(whole, folder.root / name, kind)
    yield from (each for each in problems if each.level is Level.FEIL)


_LEAST = {
    "navn": "-", "kommune": "-", "verdier": [], "klasser": [], "roller": [], "innstillinger": [],
}  # fmt: skip
"""What the file of a school must say, and a package does not."""


def shared_of(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return what of a plan and its templates is with in a package, each file as what it says."""
    maler = known_templates()
    return {
        name: _shared_text(name, text) for name, text in texts.items() if is_shared(name, maler)
    }


@lru_cache(maxsize=256)
def _shared_text(name: str, text: str) -> str:
    if slag_av(name) is None:
        return text
    return dump(uten_skolens(name, parse(text.removeprefix("\ufeff")).tree))


def began_as(skole: Skole, new: Mapping[str, str]) -> Mapping[str, str]:
    """Return what a first package is held against: the plan that the school began as, and the program's templates.

    Only what the package speaks of: nothing else of the school's plan is taken for taken away.
    """
    plan = plan_of(standard_folder(), skole.utgangspunkt or MIDTSTUEN, skole.kommune)
    whole = shared_of({**plan, **standing_templates()})
    return {name: _spoken_of(name, text, new[name]) for name, text in whole.items() if name in new}


def _spoken_of(name: str, text: str, new: str) -> str:
    kind = slag_av(name)
    if kind is None:
        return text
    return dump(felles(tree_of(name, text), tree_of(name, new), REGLER[kind]))


def standing_templates() -> Mapping[str, str]:
    """Return the texts of the program's own templates, by their paths."""
    standard = standard_folder()
    return {
        name: read_bytes(standard / name).decode("utf-8", "replace").replace("\r\n", "\n")
        for name in known_templates()
    }


def forslag(
    stands: Mapping[str, str],
    base: Mapping[str, str],
    new: Mapping[str, str],
    taken: Collection[str] = (),
) -> Pakkeforslag:
    """Return what a school's files become where a version follows another: its own changes stand.

    What both have changed stands as the school has it, apart from the ``taken`` of it, by id. Raises ExpectedFailure.
    """
    texts, gone, silent = dict[str, str](), list[str](), list[str]()
    found = dict[str, Kollisjon]()

    def own_holds(fil: str, each: Uenighet) -> bool:
        said = id_av([fil, list(each.sted), each.staar, each.ellers])
        found[said] = Kollisjon(said, fil, each.sted, each.staar, each.ellers)
        return said not in taken

    for name in sorted({*base, *new}):
        own, was, comes = stands.get(name), base.get(name), new.get(name)
        if comes is None and (own is None or not name.startswith(KJEDER)):
            silent += [] if own is None else [name]
        elif _same(name, comes, was) or _same(name, own, comes):
            continue
        elif own is None or comes is None or slag_av(name) is None:
            sides = (None if each is None else tree_of(name, each) for each in (own, comes))
            if not _same(name, own, was) and own_holds(name, Uenighet((), *sides)):
                continue
            if comes is None:
                gone.append(name)
            else:
                texts[name] = comes if own is not None else with_schema(name, comes)
        else:
            text = _laid(name, was, own, comes, own_holds)
            texts |= {name: text} if text != own else {}
    return Pakkeforslag(texts, tuple(gone), tuple(found.values()), tuple(silent))


def _laid(
    name: str,
    was: str | None,
    own: str,
    comes: str,
    own_holds: Callable[[str, Uenighet], bool],
) -> str:
    kind = slag_av(name)
    assert kind is not None  # noqa: S101 - asked by the caller
    if KONFLIKTER in tree_of(name, own):
        raise ExpectedFailure(
            f"{name} har konflikter som ikke er løst. Ingenting er endret.",
            "Løs dem: sosialplan løs",
        )
    try:
        return laid_over(was, own, comes, REGLER[kind], lambda each: own_holds(name, each))[0]
    except CannotMergeError:
        raise ExpectedFailure(
            f"{name} kan ikke settes sammen: den er om noe annet i pakken, eller skrevet på en uvanlig måte. "
            "Ingenting er endret.",
            "Se om filen er i orden: sosialplan valider. Er den det, så spør den som gir ut pakken.",
        ) from None


def _same(name: str, one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is other
    return sagt(tree_of(name, one)) == sagt(tree_of(name, other))


def tree_of(name: str, text: str) -> Tree:
    """Return what a text of a package or of a plan says; a template says its text."""
    if slag_av(name) is None:
        return text.replace("\r\n", "\n")
    return parse(text.removeprefix("\ufeff")).tree


def with_schema(name: str, text: str) -> str:
    """Return the text of a new file of the plan, with the line by which an editor knows what may stand in it."""
    kind = slag_av(name)
    if kind is None:
        return text
    up = "../" * (name.count("/") - 1)
    return f"# yaml-language-server: $schema={up}skjema/{_SKJEMA[kind]}.schema.json\n{text}"


def acts_unseen(filer: Mapping[str, str]) -> tuple[str, ...]:
    """Return the files of a package with a sign that acts unseen."""
    return tuple(
        name
        for name, text in filer.items()
        if any(acts_at(each) is not None for each in texts_of(tree_of(name, text)))
    )
