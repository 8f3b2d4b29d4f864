"""Merge what one who could not read it left side by side: both versions of a sealed file, by one who can."""

from collections.abc import Iterator
from pathlib import Path

from sosialplan.commands.run import Run
from sosialplan.commands.skrivebordet.desk import message_of
from sosialplan.commands.skrivebordet.forsegling import Forsegling, as_stored, readers_in, sealing
from sosialplan.commands.skrivebordet.signering import sign_as_needed
from sosialplan.commands.skrivebordet.skriving import write_and_commit
from sosialplan.depot import Depot
from sosialplan.files.loader import load
from sosialplan.files.merge_texts import CannotMergeError, merge_texts
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.replacing import Filbytte
from sosialplan.files.yaml_reader import parse
from sosialplan.git.contents import raw_contents
from sosialplan.git.settings import read_config
from sosialplan.model.filslag import slag_av
from sosialplan.model.mappe import Mappe
from sosialplan.model.vernet import began_as, bound_name
from sosialplan.rules.fletting.fletteregler import REGLER
from sosialplan.schema.decode import decode
from sosialplan.vern.laas import opened_text


def merge_side_by_side(run: Run, folder: Planmappe, depot: Depot) -> tuple[str, ...]:
    """Merge each file that lies in two versions and that can be read here, in one commit; return the files.

    What cannot be read, or merged, stays as it is. Only whoever has the turn to write may ask for it.
    """
    waiting = list(folder.sides())
    mappe = load(folder).mappe if waiting else None
    how = sealing(folder, depot, mappe.plan.skole, run.now.date()) if mappe else None
    if mappe is None or how is None:
        return ()
    changes: list[Filbytte] = []
    merged: list[str] = []
    for file in dict.fromkeys(bound_name(folder.relative(each)) for each in waiting):
        found = [*_merged(folder, depot, file, mappe, how)]
        changes += found
        merged += [file] if found else []
    if changes:
        sign_as_needed(run, folder, depot, read_config(depot.root))
        cases = [Path(each).stem for each in merged if each.startswith("saker/")]
        write_and_commit(run, depot, changes, message_of("Flett det som lå side om side", cases))
    return tuple(merged)


def _merged(
    folder: Planmappe, depot: Depot, file: str, mappe: Mappe, how: Forsegling
) -> Iterator[Filbytte]:
    """Yield the changes that make one file of its versions; nothing where one of them cannot be read or merged."""
    path, kind = folder.root / file, slag_av(file)
    stands, raw = folder.read(path)
    if stands.text is None or kind is None:
        return
    text, was = stands.bom + stands.text, {*readers_in(folder, file, raw)}
    gone = []
    for side in (each for each in folder.sides() if bound_name(folder.relative(each)) == file):
        other, other_raw = folder.read(side)
        if other.text is None:
            return
        base = _began(folder, depot, file, began_as(side.name))
        try:
            text = merge_texts(base, text, other.bom + other.text, REGLER[kind]).text
        except CannotMergeError:
            return
        was |= {*readers_in(folder, file, other_raw)}
        gone.append(Filbytte(folder.lies(side), other_raw, None))
    value, _ = decode(parse(text).tree, kind, file)
    if value is None:
        return
    yield Filbytte(folder.lies(path), raw, as_stored(folder, path, text, value, mappe, how, was))
    yield from gone


def _began(folder: Planmappe, depot: Depot, file: str, name: str) -> str | None:
    """Return what both sides began with; None where it cannot be read: then all of both is kept."""
    (raw,) = raw_contents(depot.root, [name]).values()
    opened = opened_text(folder.laas, raw, file) if raw else None
    return None if opened is None or opened.code else opened.data.decode("utf-8", "replace") or None
