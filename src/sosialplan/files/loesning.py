"""What a merge left to be chosen in a file, and the edit that chooses."""

from collections.abc import Callable, Iterator

from sosialplan.files.planmappe import Planmappe
from sosialplan.files.yaml_edit import append_item, remove, set_value
from sosialplan.files.yaml_reader import Tree, parse
from sosialplan.files.yaml_writer import to_tree
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.filslag import STEDER, slag_av
from sosialplan.model.problems import TreePath
from sosialplan.model.record import Konflikt, Value
from sosialplan.model.sakspapirer import Endring
from sosialplan.reading import BOM
from sosialplan.rules.fletting.fletteregler import (
    KONFLIKTER,
    REGLER,
    Fletteregel,
    Sted,
    sagt,
    ved,
    vei_til,
)
from sosialplan.schema.decode import decode

_FIELD_OF_MEASURE = 4
"""Steps to a field of a measure: the plan, its measures, the one, the field."""


class Flettet(Value, frozen=True):
    """A file with conflicts: where it is, what it holds, and how its kind is merged."""

    file: str
    tree: Tree
    regel: Fletteregel
    konflikter: tuple[Konflikt, ...]


def conflicts_in(file: str, text: str) -> Flettet | None:
    """Return what a file holds; None where it has a fault. Most have no conflicts."""
    kind = slag_av(file)
    if kind is None or not text:
        return None
    if f"{KONFLIKTER}:" not in text:
        return Flettet(file, {}, REGLER[kind], ())
    tree = parse(text.removeprefix(BOM)).tree
    value, _ = decode(tree, kind, file)
    return Flettet(file, tree, REGLER[kind], value.konflikter) if value else None


def all_conflicts(folder: Planmappe) -> Iterator[Flettet]:
    """Yield every file that has conflicts."""
    for place in STEDER:
        one_file = place.endswith(".yaml")
        for path in [folder.root / place] if one_file else folder.files(place.rstrip("/")):
            file = folder.relative(path)
            found = conflicts_in(file, folder.text(path).text or "")
            if found is not None and found.konflikter:
                yield found


def solved(
    file: str,
    text: str,
    konflikt_id: str,
    endring: Callable[[str, str, str], Endring],
    *,
    first: bool,
) -> str:
    """Return the text in which the chosen value stands, and the conflict does not.

    ``first`` is the value that the merge let stand. Raises ExpectedFailure where the conflict
    or its place is not there any more.
    """
    flettet = conflicts_in(file, text)
    konflikt = next(
        (e for e in (flettet.konflikter if flettet else ()) if e.id == konflikt_id), None
    )
    if flettet is None or konflikt is None:
        raise ExpectedFailure("Konflikten er løst av en annen imens.", "Se: sosialplan løs")
    chosen = konflikt.staar if first else konflikt.ellers
    text = _chosen(text, flettet, konflikt.sted, chosen, endring)
    ids = [each.id for each in flettet.konflikter]
    alone = len(ids) == 1
    return remove(text, (KONFLIKTER,) if alone else (KONFLIKTER, ids.index(konflikt_id)))


def _chosen(
    text: str,
    flettet: Flettet,
    sted: Sted,
    chosen: Tree,
    endring: Callable[[str, str, str], Endring],
) -> str:
    """Return the text with a value at its place, or with nothing there."""
    tree, regel = flettet.tree, flettet.regel
    vei, over = vei_til(tree, sted, regel), vei_til(tree, sted[:-1], regel)
    if chosen is None:
        return text if vei is None else remove(text, vei)
    if vei is None and over is not None and isinstance(ved(tree, over), dict):
        vei = (*over, sted[-1])
        text = set_value(text, vei, chosen)
    elif vei is None:
        raise ExpectedFailure(
            "Stedet konflikten gjelder, finnes ikke lenger i filen.",
            "Rett filen for hånd, ta bort konflikten under «konflikter:», og bruk: sosialplan lagre",
        )
    elif sagt(ved(tree, vei)) != sagt(chosen):
        text = set_value(text, vei, chosen)
    return _with_reason(text, tree, vei, chosen, endring)


def _with_reason(
    text: str,
    tree: Tree,
    vei: TreePath,
    chosen: Tree,
    endring: Callable[[str, str, str], Endring],
) -> str:
    """Return the text in which a measure's own list of changes ends with what was chosen.

    Its deadlines follow the last change that is told of, and two people told of one each.
    """
    if vei[:2] != ("aktivitetsplan", "tiltak") or len(vei) != _FIELD_OF_MEASURE:
        return text
    moves = [e for e in ved(tree, vei[:-1]).get("endringer", ()) if e["felt"] == vei[-1]]
    moves.sort(key=lambda each: (each["dato"], each.get("registrert", "")))
    if not moves or moves[-1]["til"] == str(chosen):
        return text
    told = endring(str(vei[-1]), moves[-1]["til"], str(chosen))
    return append_item(text, (*vei[:-1], "endringer"), to_tree(told))
