"""Take a key or an item out of a YAML text: its own lines go, and no other byte."""

from copy import deepcopy

from msgspec.structs import replace

from sosialplan.files.yaml_cut import cut
from sosialplan.files.yaml_edit import refusal
from sosialplan.files.yaml_pieces import Collection, Node, block_of, flow_of
from sosialplan.files.yaml_reader import Tree, parse
from sosialplan.model.problems import TreePath


def remove(text: str, path: TreePath) -> str:
    """Return the text without the key or item at ``path``, and without the comments above it.

    The path leads to something that is there. Raises ExpectedFailure where the file is written
    so that no safe place is found.
    """
    windows = "\r\n" in text
    plain = text.replace("\r\n", "\n")
    pieces = cut(plain)
    if pieces is None or (windows and text.count("\n") != text.count("\r\n")):
        raise refusal()
    after = replace(pieces, root=_without(pieces.root, path)).text
    expected = deepcopy(pieces.root.tree)
    node = expected
    for step in path[:-1]:
        node = node[step]
    del node[path[-1]]
    found = parse(after)
    if found.faults or found.tree != expected:
        raise refusal()
    return after.replace("\n", "\r\n") if windows else after


def _without(node: Node, path: TreePath) -> Node:
    if not isinstance(node, Collection):
        raise refusal()
    steps: list[str | int] = [
        each.key if isinstance(node.tree, dict) else position
        for position, each in enumerate(node.entries)
    ]
    place, rest = steps.index(path[0]), path[1:]
    entries = list(node.entries)
    if rest:
        entries[place] = replace(entries[place], node=_without(entries[place].node, rest))
    else:
        del entries[place]
    tree: Tree = [each.node.tree for each in entries]
    if isinstance(node.tree, dict):
        tree = {each.key: each.node.tree for each in entries}
    if node.flow or not entries:
        return flow_of(tuple(entries), tree)
    return block_of(tuple(entries), tree, node.column, inline=node.inline)
