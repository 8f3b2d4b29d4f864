"""The form of a document, and texts that would change it if they could."""

from hypothesis import strategies as st

from sosialplan.model.visible import visible
from sosialplan.output.markdown import Node, parse

FARLIG = st.text(min_size=1) | st.text(
    min_size=1, alphabet="#*_-+>`~|[]()<>!&\\1.):= \n\tab@${}%\u202e\u200b"
)
"""Texts that look like Markdown, Typst or a template."""


def form(markdown: str) -> tuple[object, ...]:
    """Return the kinds of all blocks and what they are in, without their words."""
    return _kinds(parse(markdown))


def _kinds(blocks: tuple[Node, ...]) -> tuple[object, ...]:
    return tuple((node.kind, node.level, _kinds(node.children)) for node in blocks)


def ufarlig(text: str) -> str:
    """Return text of the same shape: space, full stops and unseen characters stay."""
    return "".join(
        each if each.isspace() or each == "." or not visible(each) else "x" for each in text
    )
