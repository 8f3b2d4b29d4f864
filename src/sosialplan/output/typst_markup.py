"""A document's blocks as Typst source, in which every text is a string and nothing else.

The look is not decided here: ``stil.typ`` defines ``tabell``, ``opplysninger``, ``skille``
and ``merknad``, and this module calls them. A table whose header cells are all empty is a
list of facts: its first column names, its second tells.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil, sqrt
from operator import is_

from sosialplan.model.record import Value
from sosialplan.output.markdown import Node

_UNSAFE = re.compile(r'[\\"\x00-\x1f\x7f-\x9f]')
_LONG_WORD = re.compile(r"\S{50,}")
"""Longer than a line; a shorter one goes to the next line whole."""
_LONG_IN_A_CELL = re.compile(r"\S{25,}")
_MAY_BREAK = "#h(0pt);"
"""Room to break a word, and no sign in it: what is copied is the word."""
_PIECE = 12
_NO_WORD = 1_000
"""So long is no word: it is cut at each line, since brackets may be broken nowhere."""
_LINE = 48
_BREAKS = "#linebreak();"
_HEADING_LINE = 18
"""A heading is larger, and Typst breaks no word in it: one that is very long is cut so that the widest letters fit."""
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


class _Place(Value, frozen=True):
    """Where a node stands: what the pictures are called, which are the school's own, and what may break."""

    pictures: Mapping[str, str]
    own: frozenset[str] = frozenset()
    long_word: re.Pattern[str] = _LONG_WORD
    widths: Mapping[str, str] = {}
    overskrift: bool = False

    @property
    def heading(self) -> "_Place":
        """The same in a heading."""
        return _Place(self.pictures, self.own, self.long_word, self.widths, overskrift=True)

    @property
    def cell(self) -> "_Place":
        """The same in a cell, which is narrow."""
        return _Place(self.pictures, self.own, _LONG_IN_A_CELL, self.widths)


def typst_source(
    blocks: tuple[Node, ...],
    pictures: Mapping[str, str],
    own: frozenset[str] = frozenset(),
    innhold: str = "",
) -> str:
    """Write the blocks as Typst; ``pictures`` maps the names of images to virtual files.

    Those of ``own`` are the school's, and keep their size; the program's drawings take the width. With ``innhold`` the
    headings and their pages stand under that heading, before the first part.
    """
    stepwise, _ = _stepwise(blocks, 0)
    place = _Place(pictures, own, widths=_shared_widths(stepwise))
    kept, ends = _kept_with_next(stepwise), len(stepwise) - 1
    parts = [i for i, each in enumerate(stepwise) if each.kind == "heading" and each.level == _PART]
    found = []
    for at, block in enumerate(stepwise):
        if innhold and at in parts[:1]:
            found.append(_CONTENTS.format(exact(innhold)))
        written = _node(block, place)
        whole = 0 < at == ends and block.kind == "list" and _height(block) <= _SMALL
        found.append(
            _STAYS.format(written) if at in kept else _WHOLE.format(written) if whole else written
        )
    return "\n".join(found) + "\n"


LOGO_WIDE, LOGO_HIGH = 60, 20
"""Millimetres: a logo is as large as it can be within them, on paper and in Word."""
DEFINES_LOGO = (
    f"#let logo(fil, ord) = context {{ let hel = measure(image(fil, alt: ord)); let del = calc.min({LOGO_WIDE}mm / hel.width, "
    f"{LOGO_HIGH}mm / hel.height); block(below: 0.8em, image(fil, alt: ord, width: hel.width * del)) }}\n"
)
"""What a document with a logo begins with."""
_PART = 2
_CONTENTS = "#heading(level: 2, outlined: false)[#{}]\n#outline(title: none, target: heading.where(level: 2, outlined: true), indent: 0em)"


def _shared_widths(blocks: tuple[Node, ...]) -> Mapping[str, str]:
    """Return the columns of the tables that have a head in common with others: they are equal down the document."""
    same = defaultdict[str, list[Node]](list)
    for each in blocks:
        if each.kind == "table" and each.children[0].plain.strip():
            same[_head(each)].append(each)
    return {
        head: _widths([row for each in tables for row in each.children], fixed=True)
        for head, tables in same.items()
        if len(tables) > 1
    }


def _head(table: Node) -> str:
    return "|".join(cell.plain for cell in table.children[0].children)


_SIGNATURE = "underskrift"
_SMALL = 12
"""So many lines go over to the next page together."""
_SIGNED = 24
"""A table of so many lines that is signed stands on one page with the signature."""
_LAST_ROWS = 4
"""A table that goes over to the next page takes at least so many lines with it."""
_STAYS = "#block(sticky: true, breakable: false, width: 100%)[{}]"
_WHOLE = "#block(breakable: false, width: 100%)[{}]"


def _kept_with_next(blocks: tuple[Node, ...]) -> set[int]:
    """Return the blocks that stand on the page of the next one, beside the headings, which always do.

    What leads to a table or a drawing stands on its page, and a signature on the page of what is signed. The last lines
    stand together, so that no page is a few lines alone.
    """
    found = set(_last_lines(blocks))
    for at, (block, after) in enumerate(pairwise(blocks)):
        signed = after.kind == "heading" and after.plain.casefold().startswith(_SIGNATURE)
        leads = signed or after.kind == "table" or _is_picture(after)
        most = _SIGNED if signed and block.kind == "table" else _SMALL
        if leads and block.kind in _LEADS and _height(block) <= most:
            found.add(at)
    return found


def _is_picture(block: Node) -> bool:
    return block.kind == "paragraph" and [each.kind for each in block.children] == ["image"]


def _last_lines(blocks: tuple[Node, ...]) -> Iterator[int]:
    """Yield the blocks before the last that its page needs to be more than a few lines."""
    lines = _height(blocks[-1]) if blocks else 0
    for at in range(len(blocks) - 2, -1, -1):
        block = blocks[at]
        if lines >= _FEW or (block.kind in _LEADS and _height(block) > _SMALL):
            return
        if block.kind in _LEADS:
            yield at
        lines += _height(block)


_FEW = 7
"""So few lines are no page."""
_LEADS = {"paragraph", "list", "table", "blockquote"}


def _height(block: Node) -> int:
    """Return about how many lines a block takes on the page."""
    if block.kind == "table":
        of_row = _across if block.children[0].plain.strip() else _lines
        return sum(map(of_row, block.children))
    parts = block.children if block.kind in {"list", "blockquote"} else (block,)
    return sum(max(ceil(len(each.plain) / _ACROSS), 1) for each in parts)


_ACROSS = 95
"""About so many characters go on a line across the page."""


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


def exact(text: str) -> str:
    r"""Return the text as a Typst string and nothing more: for names and metadata, not for a page.

    >>> print(exact('a"b'))
    "a\"b"
    """
    return f'"{_UNSAFE.sub(_escape, text)}"'


def _text(text: str, place: _Place) -> str:
    """Return text on the page: strings, with room to break words that are very long."""
    found, at = [], 0
    for word in place.long_word.finditer(text):
        size, between = (_PIECE, _MAY_BREAK) if len(word[0]) < _NO_WORD else (_LINE, _BREAKS)
        if place.overskrift:
            size, between = _HEADING_LINE, _BREAKS
        pieces = [word[0][begin : begin + size] for begin in range(0, len(word[0]), size)]
        first = text[at : word.start()] + pieces[0]
        found.append(between.join(f"#{exact(each)};" for each in (first, *pieces[1:])))
        at = word.end()
    rest = text[at:]
    return "".join(found) + (f"#{exact(rest)};" if rest or not found else "")


def _escape(found: re.Match[str]) -> str:
    return f"\\{found[0]}" if found[0] in '\\"' else f"\\u{{{ord(found[0]):x}}}"


def _node(node: Node, place: _Place) -> str:
    match node.kind:
        case "text":
            return _text(node.text, place)
        case "code_inline" | "code":
            block = "true" if node.kind == "code" else "false"
            return f"#raw(block: {block}, {exact(node.text.rstrip())});"
        case "image":
            return _image(node, place)
        case "table":
            return _table(node, place)
        case "list":
            return _list(node, place)
        case _:
            within = place.heading if node.kind == "heading" else place
            return _around(node, _inside(node, within), place)


def _image(node: Node, place: _Place) -> str:
    file, words = exact(place.pictures[node.target]), exact(node.text)
    if node.logo:
        return f"#logo({file}, {words});"
    wide = "" if node.target in place.own else ", width: 100%"
    image = f"image({file}, alt: {words}{wide})"
    return f"#page(flipped: true, margin: 14mm, {image});" if node.ordered else f"#{image};"


def _inside(node: Node, place: _Place) -> str:
    return "".join(_node(child, place) for child in node.children)


def _around(node: Node, inner: str, place: _Place) -> str:
    if node.kind == "heading":
        empty = not node.plain.strip()  # PDF/UA-1 refuses a heading that says nothing
        return "" if empty else f"#heading(level: {node.level})[{inner}]"
    if node.kind == "link":
        shown = node.plain.strip() == node.target
        return inner if shown else inner + _text(f" ({node.target})", place)
    if node.kind in _FIXED:
        return _FIXED[node.kind]
    only_image = [child.kind for child in node.children] == ["image"]
    before, after = ("", "") if only_image else _AROUND.get(node.kind, ("", ""))
    return f"{before}{inner}{after}"


def _list(node: Node, place: _Place) -> str:
    loose = any(child.kind == "paragraph" for item in node.children for child in item.children)
    call = f"enum(start: {node.level}, " if node.ordered else "list("
    items = ", ".join(f"[{_node(item, place)}]" for item in node.children)
    return f"#{call}tight: {'false' if loose else 'true'}, {items})"


def _table(table: Node, place: _Place) -> str:
    header, *rows = table.children
    facts = not header.plain.strip()
    if not facts:
        widths = place.widths.get(_head(table)) or _widths(table.children)
        return _headed(widths, table, place)
    body = ", ".join(_row(row, place, facts=True) for row in rows)
    together = sum(map(_lines, rows)) <= _TOGETHER
    return f"#opplysninger(samlet: {'true' if together else 'false'}, {body})"


def _headed(widths: str, table: Node, place: _Place) -> str:
    """Write a table with a head: a short one stands on one page, and of a long one no row goes over alone."""
    header, *rows = table.children
    heights = [_across(row) for row in rows]
    if sum(heights) < _TOGETHER:
        whole = ", ".join(_row(row, place, facts=False) for row in table.children)
        return _WHOLE.format(f"#tabell({widths}, {whole})")
    last, lines = len(rows), 0
    while last > 1 and lines < _LAST_ROWS:
        last -= 1
        lines += heights[last]
    body = [_row(header, place, facts=False)]
    body += [
        _row(row, place, facts=False, whole=high <= _SMALL)
        for row, high in zip(rows[:last], heights, strict=False)
    ]
    if rows[last:] and lines <= _SMALL:
        cells = ", ".join(f"..{_row(row, place, facts=False)}" for row in rows[last:])
        body.append(f"table.footer(repeat: false, {cells})")
    else:
        body += [_row(row, place, facts=False) for row in rows[last:]]
    return f"#tabell({widths}, {', '.join(body)})"


def _across(row: Node) -> int:
    """Return about how many lines a row of a table with a head takes."""
    room = _ACROSS / len(row.children)
    breaks = max(sum(child.kind == "hardbreak" for child in cell.children) for cell in row.children)
    return max(*(ceil(len(cell.plain) / room) for cell in row.children), breaks + 1, 1)


def _lines(row: Node) -> int:
    """Return about how many lines a fact takes on the page."""
    name, told = row.children[0], row.children[-1]
    breaks = sum(child.kind == "hardbreak" for child in told.children)
    return max(ceil(len(name.plain) / _OF_NAME), ceil(len(told.plain) / _OF_TEXT) + breaks, 1)


def _row(row: Node, place: _Place, *, facts: bool, whole: bool = False) -> str:
    """Write a row; what a list of facts tells has most of the page's width. A ``whole`` one is parted by no page."""
    wide = [place.cell, *((place if facts else place.cell),) * (len(row.children) - 1)]
    cells = (_node(cell, each) for cell, each in zip(row.children, wide, strict=True))
    around = "table.cell(breakable: false)" if whole else ""
    return f"({''.join(f'{around}[{each}], ' for each in cells)})"


def _widths(rows: Sequence[Node], *, fixed: bool = False) -> str:
    """Give short columns what they need, and the others shares by the length of their text.

    ``fixed`` says what they need in letters, not as typst measures it in one table, and shares by all that they hold.
    """
    widths = []
    for column in zip(*(row.children for row in rows), strict=True):
        sizes = [len(cell.plain) for cell in column]
        longest = max(sizes)
        share = next((weight for least, weight in _WEIGHTS if longest > least), 2)
        if fixed:
            share = max(round(sqrt(sum(sizes) / len(sizes))), _NARROWEST)
        needed = f"{longest * _LETTER + _BESIDE:.2f}em" if fixed else "auto"
        widths.append(needed if longest <= _SHORT else f"{share}fr")
    return f"({', '.join(widths)},)"


_NARROWEST = 4
_LETTER, _BESIDE = 0.5, 1.5
"""The width of a letter, and what is beside the text of a cell, in the size of the text."""
