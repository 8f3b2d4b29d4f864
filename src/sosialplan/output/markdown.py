"""The door to markdown-it-py: CommonMark and tables in, a tree of plain nodes out.

HTML is text here, not markup; the one exception is ``<br>``, the usual way to break a
line inside a table cell. Links are never made out of bare addresses.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_BREAK = "<br>"
_DEEPEST = 25
_LEAVES = {"code_block": "code", "fence": "code", "code_inline": "code_inline"}


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a document: a kind, its text or its children, and what the kind needs.

    ``level`` is the level of a heading or the first number of a list; ``target`` is where
    a link or an image points; a table's header is its first row, with cells of kind ``th``.
    An image with the title ``liggende`` is ``ordered``: it stands on a lying page of its own; one with the title ``logo``
    is as small as a letterhead wants it. ``line`` is where a block begins in the text; 0 where that is not known.
    """

    kind: str
    children: tuple["Node", ...] = ()
    text: str = ""
    level: int = 0
    target: str = ""
    ordered: bool = False
    logo: bool = False
    line: int = field(default=0, compare=False)

    @property
    def plain(self) -> str:
        """The text of the node and all below it."""
        return self.text + "".join(child.plain for child in self.children)


class TooDeepError(Exception):
    """Marks inside each other beyond what anybody reads; ``text`` is the beginning of the place."""

    def __init__(self, text: str) -> None:
        super().__init__("too deep")
        self.text = text


def parse(markdown: str) -> tuple[Node, ...]:
    """Read Markdown into the blocks of a document. Raises TooDeepError."""
    tokens = _reader().parse(markdown)
    _require_shallow(tokens)
    return tuple(_nodes(iter(tokens), ""))


def _require_shallow(tokens: list[Token]) -> None:
    """Refuse what is nested deeper than the setting of a page goes."""
    depth = 0
    for token in tokens:
        depth += token.nesting
        inner = depth
        for child in token.children or ():
            inner += child.nesting
            if inner > _DEEPEST:
                raise TooDeepError(token.content)
        if depth > _DEEPEST:
            raise TooDeepError(token.content)


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table").disable("autolink")
    reader.inline.ruler.before("html_inline", "cell_break", _cell_break)
    return reader


def _cell_break(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it so
    if not state.src.startswith(_BREAK, state.pos):
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos += len(_BREAK)
    return True


def _nodes(tokens: Iterator[Token], until: str) -> Iterator[Node]:
    for token in tokens:
        if token.type == until:
            return
        if token.nesting == 1:
            kind = token.type.removesuffix("_open")
            children = tuple(_nodes(tokens, f"{kind}_close"))
            line = token.map[0] + 1 if token.map else 0
            yield from (
                replace(each, line=each.line or line) for each in _block(token, kind, children)
            )
        elif token.type == "inline":
            yield from _nodes(iter(token.children or ()), "")
        elif token.type in _LEAVES:
            line = token.map[0] + 1 if token.map else 0
            yield Node(_LEAVES[token.type], text=token.content, line=line)
        elif token.type == "image":
            title, source = token.attrGet("title"), str(token.attrGet("src") or "")
            lying, logo = title == "liggende", title == "logo"
            yield Node("image", text=token.content, target=source, ordered=lying, logo=logo)
        elif token.type != "text" or token.content:
            yield Node(token.type, text=token.content if token.type == "text" else "")


def _block(token: Token, kind: str, children: tuple[Node, ...]) -> Iterator[Node]:
    if kind == "paragraph" and token.hidden:
        yield Node("tight", children)
    elif kind in {"thead", "tbody"}:
        yield from children
    elif kind in {"bullet_list", "ordered_list"}:
        first = int(token.attrGet("start") or 1)
        yield Node("list", children, ordered=kind == "ordered_list", level=first)
    elif kind == "heading":
        yield Node(kind, children, level=int(token.tag[1:]))
    elif kind == "link":
        yield Node(kind, children, target=str(token.attrGet("href") or ""))
    else:
        yield Node(kind, children)


def images(blocks: tuple[Node, ...]) -> Iterator[Node]:
    """Yield every image of a document, in reading order."""
    for node in blocks:
        if node.kind == "image":
            yield replace(node, children=())
        yield from images(node.children)
