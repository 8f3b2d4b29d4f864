"""Random trees and the texts that are hard to write down, for the tests of reading and editing."""

from typing import Any

from hypothesis import strategies as st

HARD_TEXTS = (
    "no", "yes", "on", "off", "y", "n", "null", "Null", "~", "true", "False", "TRUE",
    "12:30", "1e3", "1_000", "0o17", "017", "0x1F", ".inf", ".nan", "-", "--", "---", "...",
    "2026-10-12", "2026-02-30", "12.10.2026", "+47 22 33 44 55", "0", "-1", "1.", ".5", "", " ",
    "#", "# merknad", "a # b", "a: b", "a:", ": a", "- a", "-a", "? a", "&a", "*a", "*a*", "!a",
    "!!str a", "%a", "@a", "`a`", "|", ">", "|-", ">-", "'", '"', "''", "it's", 'si "nei"',
    "{a}", "[a]", "{", "}", "[", "]", ",", "a, b", "{{ x }}", "{% x %}", "<<", "=", "\\", "\\n",
    "<b>fet</b>", "**fet**", "[lenke](https://eksempel.invalid)", '#import "x"', "$x$", "&amp;",
    "\\u001b[31m", "%0A::error::", "linje 1\nlinje 2", "linje 1\n\nlinje 3", "\n", "\n\n", "a\n",
    "a\n\n", "\na", " a", "a ", "  a\n b", "a\n  b\n c", "- a\n- b\n", "a: b\nc: d\n", "# a\nb",
    "a\tb", "\ta", "a\t", "a\r\nb", "a\rb", "tab\tog ord " * 12, "ord " * 60, "x" * 200,
    "Hun sa: «nei».", "æøå ÆØÅ", "sámi áčđŋšŧž", "日本語", "👩‍👩‍👧", "𝒳", "\u00a0", "\u2028", "\u2029", "\x85",
    "\ufeff", "e\u0301", "\u202eabc", "slutt\u00a0", "a\n\u2028b", "ja\n---\nnei", "a\n...\n",
    "\x00", "\x1b[31mrød\x1b[0m", "a\x7fb", "\x9b31m",
)  # fmt: skip
"""Texts that look like something else, or that a style of writing would change."""

LETTERS = st.characters(
    exclude_categories=["Cs", "Cc"],
    exclude_characters="\ufffe\uffff",
    include_characters="\t\n\r\x85\xa0\u2028\ufeff",
)
TEXTS = st.one_of(
    st.sampled_from(HARD_TEXTS),
    st.text(st.one_of(LETTERS, st.sampled_from(" \n\t:#-'\"{}[],&*!|>%@`\\")), max_size=40),
)
KEYS = st.one_of(
    st.text(st.sampled_from("abcæøå_-0123456789"), min_size=1, max_size=12),
    st.sampled_from(["sak", "nivå", "elevens_stemme", "no", "null", "1", "12:30"]),
)
LEAVES = st.one_of(
    TEXTS, st.booleans(), st.none(), st.integers(-(10**18) + 1, 10**18 - 1), st.dates().map(str)
)


def trees(leaves: st.SearchStrategy[Any] = LEAVES) -> st.SearchStrategy[Any]:
    """Any tree that a file can hold, apart from numbers that are not whole."""
    return st.recursive(leaves, _collections, max_leaves=12)


def maps(leaves: st.SearchStrategy[Any] = LEAVES) -> st.SearchStrategy[dict[str, Any]]:
    """A tree whose root is a map that holds something, as every file's is."""
    return st.dictionaries(KEYS, trees(leaves), min_size=1, max_size=5)


def _collections(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4))


def same(tree: Any, other: Any) -> bool:
    """Tell whether two trees are the same, types and the order of keys too."""
    if type(tree) is not type(other):
        return False
    if isinstance(tree, dict):
        return list(tree) == list(other) and all(same(tree[key], other[key]) for key in tree)
    if isinstance(tree, list):
        return len(tree) == len(other) and all(map(same, tree, other))
    return bool(tree == other)
