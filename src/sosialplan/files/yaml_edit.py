"""Edit YAML by span: a change puts in, replaces or takes away one stretch of text and touches no other."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy

from msgspec.structs import replace

from sosialplan.files.yaml_events import Span
from sosialplan.files.yaml_pieces import Collection, Node, block_of, cut, flow_of
from sosialplan.files.yaml_reader import Parsed, Tree, parse
from sosialplan.files.yaml_writer import dump, dump_flow
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.problems import TreePath
from sosialplan.model.visible import no_character


def append_item(text: str, path: TreePath, item: Tree) -> str:
    """Return the text with an item at the end of the list at ``path``; the list is made if missing.

    Raises ExpectedFailure where the file is written so that no safe place is found.
    """
    return append_items(text, path, [item])


def append_items(text: str, path: TreePath, items: Sequence[Tree]) -> str:
    """Return the text with all these items at the end of a list, in one edit."""
    if not items:
        return text
    parsed = _parsed(text)
    existing = _at(parsed.tree, path)
    if isinstance(existing, list) and existing:
        expected = _changed(parsed.tree, path, [*existing, *items])
        return _first_that_holds(_item_edits(text, parsed, path, items), expected)
    return set_value(text, path, list(items))


def append_to_lists(text: str, items: Mapping[TreePath, Sequence[Tree]]) -> str:
    """Return the text with items at the end of several lists, none of which holds another.

    The text is read once before and once after; where that does not hold, the lists are taken one by one.
    """
    parsed = _parsed(text)
    expected = deepcopy(parsed.tree)
    additions: list[tuple[int, str]] = []
    written = _as_items([each for own in items.values() for each in own])
    for path, own in items.items():
        blocks, written = written[: len(own)], written[len(own) :]
        existing, span = _at(expected, path), parsed.spans.get(path)
        if not isinstance(existing, list) or not existing or span is None or span.flow:
            break
        existing.extend(own)
        newline = _newline(text)
        block = newline + _indented("\n".join(blocks), span.column, newline)
        additions.append((_ends(text, span)[0], block))
    else:
        after = text
        for position, block in sorted(additions, reverse=True):
            after = _put_in(after, position, block)
        found = parse(after)
        if not found.faults and found.tree == expected:
            return after
    for path, own in items.items():
        text = append_items(text, path, own)
    return text


def _as_items(items: Sequence[Tree]) -> list[str]:
    """Return each item as it stands in a block, written at once: it takes its time to begin."""
    lines = dump({"x": list(items)}).rstrip("\n").split("\n")[1:] if items else []
    found: list[list[str]] = []
    for line in lines:
        if line.startswith("  - "):
            found.append([])
        if not found:
            break
        found[-1].append(line[2:])
    return ["\n".join(each) for each in found]


def set_value(text: str, path: TreePath, value: Tree) -> str:
    """Return the text with the value at ``path`` set; keys on the way are made if missing.

    Raises ExpectedFailure where the file is written so that no safe place is found.
    """
    parsed = _parsed(text)
    expected = _changed(parsed.tree, path, value)
    depth = len(path)
    while depth > 0 and _at(parsed.tree, path[:depth]) is None:
        depth -= 1
    missing = path[depth:]
    for key in reversed(missing[1:]):
        value = {key: value}
    if missing and path[: depth + 1] not in parsed.spans:
        edits = _key_edits(text, parsed, path[:depth], str(missing[0]), value)
    else:
        edits = _value_edits(text, parsed, path[: depth + 1] if missing else path, value)
    return _first_that_holds(edits, expected)


def _parsed(text: str) -> Parsed:
    parsed = parse(text, with_spans=True)
    if parsed.faults:
        raise refusal()
    return parsed


def refusal() -> ExpectedFailure:
    """Return what is said where no safe place for an edit is found."""
    return ExpectedFailure(
        "Filen er skrevet på en måte som gjør det utrygt å endre den. Ingenting er endret.",
        "Endre filen for hånd, og bruk: sosialplan lagre",
    )


def _at(tree: Tree, path: TreePath) -> Tree:
    for step in path:
        if isinstance(tree, dict):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def _changed(tree: Tree, path: TreePath, value: Tree) -> Tree:
    """Return a copy of the tree in which the value stands at the path, where it can."""
    copy = deepcopy(tree)
    node = copy
    try:
        for step in path[:-1]:
            if isinstance(node, dict) and node.get(step) is None:
                node[step] = {}
            node = node[step]
        node[path[-1]] = value
    except (TypeError, IndexError) as error:
        raise refusal() from error
    return copy


def _first_that_holds(candidates: list[str], expected: Tree) -> str:
    for candidate in candidates:
        parsed = parse(candidate)
        if not parsed.faults and parsed.tree == expected:
            return candidate
    for candidate in candidates:
        found = no_character(candidate)
        if found is not None:
            raise ExpectedFailure(
                "Teksten har et tegn som ikke kan lagres. Ingenting er endret.",
                "Skriv teksten på nytt, uten tegnet. Det kan komme med når tekst limes inn.",
            )
    raise refusal()


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _indented(block: str, columns: int, newline: str) -> str:
    """Indent a block; empty lines stay empty. Without a line break at the end."""
    lines = block.rstrip("\n").split("\n")
    return newline.join(" " * columns + line if line else "" for line in lines)


def _ends(text: str, span: Span) -> list[int]:
    """Return where a block may go on: after the last line that says something, or its very end."""
    last = span.end
    while last > span.start and text[last - 1] in " \t\r\n":
        last -= 1
    return [_line_end(text, last), _line_end(text, span.end - 1) if span.end else 0]


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    if end < 0:
        return len(text)
    return end - 1 if end > 0 and text[end - 1] == "\r" else end


def _put_in(text: str, position: int, addition: str) -> str:
    return text[:position] + addition + text[position:]


def _item_edits(text: str, parsed: Parsed, path: TreePath, items: Sequence[Tree]) -> list[str]:
    """Return ways to put items at the end of a list that has some."""
    span = parsed.spans[path]
    in_one_line = [dump_flow(each) for each in items]
    if span.flow:
        return _put_in_line(text, span, ", ".join(in_one_line))
    blocks = ("\n".join(map(_as_item, items)), "\n".join(f"- {each}" for each in in_one_line))
    return _put_in_block(text, span, blocks)


def _as_item(item: Tree) -> str:
    lines = dump(item).rstrip("\n").split("\n")
    return "\n".join(
        "- " + line if i == 0 else "  " + line if line else "" for i, line in enumerate(lines)
    )


def _key_edits(text: str, parsed: Parsed, path: TreePath, key: str, value: Tree) -> list[str]:
    """Return ways to put a new key at the end of a map."""
    span = parsed.spans[path]
    in_one_line = f"{dump_flow(key)}: {dump_flow(value)}"
    if span.flow:
        return _put_in_line(text, span, in_one_line)
    return _put_in_block(text, span, (dump({key: value}), in_one_line))


def _put_in_line(text: str, span: Span, addition: str) -> list[str]:
    """Return ways to let ``[…]`` or ``{…}`` go on: after what it holds, or as the first in it."""
    return [_put_in(text, span.end - 1, comma + addition) for comma in (", ", "")]


def _put_in_block(text: str, span: Span, blocks: Iterable[str]) -> list[str]:
    """Return ways to let a block go on: as it reads best, else in one line that holds anywhere."""
    newline = _newline(text)
    return [
        _put_in(text, end, newline + _indented(block, span.column, newline))
        for block in blocks
        for end in _ends(text, span)
    ]


def _value_edits(text: str, parsed: Parsed, path: TreePath, value: Tree) -> list[str]:
    """Return ways to put a value in the place of one that is there, or of an empty one."""
    span = parsed.spans[path]
    newline = _newline(text)
    if _inside_flow(parsed, path):
        return [text[: span.start] + dump_flow(value) + text[span.end :]]
    end = span.end
    while end > span.start and text[end - 1] in " \t\r\n":
        end -= 1
    column = span.key[2] if span.key else max(span.column - 2, 0)
    written = dump({"x": value}).rstrip("\n").removeprefix("x:")
    head, *rest = written.split("\n")
    tail = newline.join(" " * column + line if line else "" for line in rest)
    start = span.start
    while start > 0 and text[start - 1] in " \r\n":
        start -= 1
    comment = text[end : _line_end(text, end)]
    inline = text[:start] + head + (newline + tail if rest else "") + text[end:]
    moved = (
        text[:start]
        + head
        + comment
        + (newline + tail if rest else "")
        + text[end + len(comment) :]
    )
    in_one_line = f"{text[:start]} {dump_flow(value)}{text[end:]}"
    return [*([inline, moved] if head.strip() else [moved, inline]), in_one_line]


def _inside_flow(parsed: Parsed, path: TreePath) -> bool:
    return any(parsed.spans[path[:depth]].flow for depth in range(len(path)))


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


def renamed_in_place(text: str, becomes: Callable[[TreePath, str], str | None]) -> tuple[str, int]:
    """Return the text with other words in some places, and how many: ``becomes`` says it of a scalar's place and text.

    Raises ExpectedFailure where the file is written so that no safe place is found.
    """
    parsed = _parsed(text)
    places = [
        (span, path, new)
        for path, span in parsed.spans.items()
        if span.scalar and isinstance(was := _at(parsed.tree, path), str)
        if (new := becomes(path, was)) is not None
    ]
    expected, edited = parsed.tree, text
    for span, path, new in sorted(places, key=lambda each: -each[0].start):
        expected = _changed(expected, path, new)
        edited = edited[: span.start] + dump_flow(new) + edited[span.end :]
    return (_first_that_holds([edited], expected) if places else text), len(places)
