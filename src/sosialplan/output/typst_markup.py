"""A document's blocks as Typst source, in which every text is a string and nothing else.

The look is not decided here: ``stil.typ`` defines ``tabell``, ``opplysninger``, ``skille``
and ``merknad``, and this module calls them. A table whose header cells are all empty is a
list of facts: its first column names, its second tells.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from math import ceil
from operator import is_

from sosialplan.output.markdown import Node

_UNSAFE = re.compile(r'[\\"\x00-\x1f\x7f-\x9f]')
_LONG_WORD = re.compile(r"\S{25,}")
_ZERO_WIDTH_SPACE = "\u200b"
_SHORT = 18
_OF_NAME, _OF_TEXT = 24, 65
"""About so many characters go on a line of either column in a list of facts."""
_TOGETHER = 12
"""A list of at most so many lines stays on one page. To measure it took a fifth of all the setting."""
_WEIGHTS = ((160, 6), (80, 5), (40, 4), (24, 3))
_FIXED = {"softbreak": '#" ";', "hardbreak": "#linebreak();", "hr": "#skille()"}
_AROUND = {
    "em": ("#emph[", "];"),
    "strong": ("#strong[", "];"),
    "blockquote": ("#merknad[", "]"),
    "paragraph": ("#par[", "]"),
}


def typst_source(blocks: tuple[Node, ...], pictures: Mapping[str, str]) -> str:
    """Write the blocks as Typst; ``pictures`` maps the names of images to virtual files."""
    stepwise, _ = _stepwise(blocks, 0)
    return "\n".join(_node(block, pictures) for block in stepwise) + "\n"


def _stepwise(nodes: tuple[Node, ...], last: int) -> tuple[tuple[Node, ...], int]:
    """Let headings go down one level at a time from the first, as PDF/UA-1 demands."""
    found = []
    for node in nodes:
        if node.kind == "heading" and node.plain.strip():
            last = min(node.level, last + 1)
            found.append(replace(node, level=last))
        else:
            children, last = _stepwise(node.children, last)
            same = all(map(is_, children, node.children))
            found.append(node if same else replace(node, children=children))
    return tuple(found), last


def literal(text: str) -> str:
    r"""Return the text as a Typst string, with room to break words that are very long.

    >>> print(literal('say "#hi"'))
    "say \"#hi\""
    """
    return exact(_LONG_WORD.sub(_with_breaks, text))


def exact(text: str) -> str:
    r"""Return the text as a Typst string and nothing more: for names and metadata, not for a page.

    >>> print(exact('a"b'))
    "a\"b"
    """
    return f'"{_UNSAFE.sub(_escape, text)}"'


def _with_breaks(word: re.Match[str]) -> str:
    return _ZERO_WIDTH_SPACE.join(word[0][at : at + 12] for at in range(0, len(word[0]), 12))


def _escape(found: re.Match[str]) -> str:
    return f"\\{found[0]}" if found[0] in '\\"' else f"\\u{{{ord(found[0]):x}}}"


def _node(node: Node, pictures: Mapping[str, str]) -> str:
    match node.kind:
        case "text":
            return f"#{literal(node.text)};"
        case "code_inline" | "code":
            block = "true" if node.kind == "code" else "false"
            return f"#raw(block: {block}, {literal(node.text.rstrip())});"
        case "image":
            file = literal(pictures[node.target])
            image = f"image({file}, alt: {literal(node.text)}, width: 100%)"
            return f"#page(flipped: true, margin: 14mm, {image});" if node.ordered else f"#{image};"
        case "table":
            return _table(node, pictures)
        case "list":
            return _list(node, pictures)
        case _:
            return _around(node, _inside(node, pictures))


def _inside(node: Node, pictures: Mapping[str, str]) -> str:
    return "".join(_node(child, pictures) for child in node.children)


def _around(node: Node, inner: str) -> str:
    if node.kind == "heading":
        empty = not node.plain.strip()  # PDF/UA-1 refuses a heading that says nothing
        return "" if empty else f"#heading(level: {node.level})[{inner}]"
    if node.kind == "link":
        shown = node.plain.strip() == node.target
        return inner if shown else f"{inner}#{literal(f' ({node.target})')};"
    if node.kind in _FIXED:
        return _FIXED[node.kind]
    only_image = [child.kind for child in node.children] == ["image"]
    before, after = ("", "") if only_image else _AROUND.get(node.kind, ("", ""))
    return f"{before}{inner}{after}"


def _list(node: Node, pictures: Mapping[str, str]) -> str:
    loose = any(child.kind == "paragraph" for item in node.children for child in item.children)
    call = f"enum(start: {node.level}, " if node.ordered else "list("
    items = ", ".join(f"[{_node(item, pictures)}]" for item in node.children)
    return f"#{call}tight: {'false' if loose else 'true'}, {items})"


def _table(table: Node, pictures: Mapping[str, str]) -> str:
    header, *rows = table.children
    facts = not header.plain.strip()
    body = ", ".join(_row(row, pictures) for row in (rows if facts else table.children))
    if not facts:
        return f"#tabell({_widths(table)}, {body})"
    together = sum(map(_lines, rows)) <= _TOGETHER
    return f"#opplysninger(samlet: {'true' if together else 'false'}, {body})"


def _lines(row: Node) -> int:
    """Return about how many lines a fact takes on the page."""
    name, told = row.children[0], row.children[-1]
    breaks = sum(child.kind == "hardbreak" for child in told.children)
    return max(ceil(len(name.plain) / _OF_NAME), ceil(len(told.plain) / _OF_TEXT) + breaks, 1)


def _row(row: Node, pictures: Mapping[str, str]) -> str:
    return f"({''.join(f'[{_node(cell, pictures)}], ' for cell in row.children)})"


def _widths(table: Node) -> str:
    """Give short columns what they need, and the others shares by the length of their text."""
    widths = []
    for column in zip(*(row.children for row in table.children), strict=True):
        longest = max(len(cell.plain) for cell in column)
        share = next((weight for least, weight in _WEIGHTS if longest > least), 2)
        widths.append("auto" if longest <= _SHORT else f"{share}fr")
    return f"({', '.join(widths)},)"
