"""Write YAML: new files, and the blocks that an edit puts in. The one door to ruamel.yaml.

Block style, two spaces, lists indented under their key. What is written is read back by the
strict reader in the edit; a text that a nice style would change is written in quotes.
"""

import json
import re
from collections.abc import Callable
from datetime import date
from enum import Enum
from io import StringIO
from typing import Any

import msgspec
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
)

from sosialplan.files.yaml_reader import Tree, parse
from sosialplan.model.record import Record

_WIDTH = 96
_LONG = 72
_CODE = 24
_END = "...\n"
"""The line after a bare text that is a whole document; one with the same line in it keeps it."""
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
"""What JSON lets stand and YAML reads as a line break, or not at all."""


def to_tree(record: Record) -> Tree:
    """Return a record as a tree, without the fields that hold their default."""
    fields = msgspec.structs.fields(type(record))
    kind = record.__struct_config__
    found: dict[str, Tree] = {kind.tag_field: kind.tag} if kind.tag_field else {}
    for each in fields:
        value = getattr(record, each.name)
        if each.required or value != each.default:
            found[each.encode_name] = _plain(value)
    return found


def _plain(value: Any) -> Tree:
    match value:
        case Record():
            return to_tree(value)
        case tuple() | list():
            return [_plain(item) for item in value]
        case Enum():
            return value.value
        case date():
            return value.isoformat()
    return value


_SAFE = re.compile(
    r"[A-ZÆØÅa-zæøå][A-ZÆØÅa-zæøå0-9-]*(?: [A-ZÆØÅa-zæøå0-9-]+)*"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}"
    r"|(?=[0-9a-z]*[g-npq-wyz])[0-9a-z]{8}"
)
"""A text that every reader takes for a text as it stands."""
_SPECIAL = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def _simple(tree: Tree, indent: str = "") -> list[str] | None:
    """Return the lines of a tree of maps, lists of maps, and plain words and numbers; None for anything else."""
    lines: list[str] = []
    if isinstance(tree, dict):
        for key, each in tree.items():
            if not isinstance(key, str) or not _is_safe(key):
                return None
            if isinstance(each, bool):
                lines.append(f"{indent}{key}: {'true' if each else 'false'}")
            elif isinstance(each, int) or (isinstance(each, str) and _is_safe(each)):
                lines.append(f"{indent}{key}: {each}")
            else:
                below = (
                    _simple(each, f"{indent}  ") if each and isinstance(each, list | dict) else None
                )
                if below is None:
                    return None
                lines += [f"{indent}{key}:", *below]
        return lines
    for item in tree if isinstance(tree, list) else ():
        own = _simple(item, f"{indent}  ") if item and isinstance(item, dict) else None
        if own is None:
            return None
        lines += [f"{indent}- {own[0][len(indent) + 2 :]}", *own[1:]]
    return lines


def _is_safe(text: str) -> bool:
    safe = _SAFE.fullmatch(text) and text.lower() not in _SPECIAL
    return len(text) <= _LONG and bool(safe or _as_date(text))


def dump(tree: Tree) -> str:
    """Return a tree as a block of YAML that ends in a line break.

    What is plain throughout, as most of what a list brings, is written at once: the library takes its time over each word.
    """
    lines = _simple(tree) if isinstance(tree, dict) else None
    if lines:
        return "\n".join(lines) + "\n"
    written = _written(_styled(tree, _nice))
    if not _reads_back(written, tree):
        written = _written(_styled(tree, _sure))  # each text is tried by itself, which takes time
    return written[: -len(_END)] if written.endswith("\n" + _END) else written


def _written(styled: Any) -> str:
    yaml = YAML()
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = _WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = StringIO()
    yaml.dump(styled, stream)
    return stream.getvalue()


def dump_flow(tree: Tree) -> str:
    """Return a tree for a place inside ``{…}`` or ``[…]``, every text in quotes (JSON is YAML)."""
    if isinstance(tree, dict):
        pairs = (f"{dump_flow(key)}: {dump_flow(each)}" for key, each in tree.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(dump_flow(each) for each in tree) + "]"
    if isinstance(tree, str) and _is_word(tree) and _reads_back(tree, tree):
        return tree
    written = json.dumps(tree, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _styled(tree: Tree, style: Callable[[str], Any]) -> Any:
    if isinstance(tree, dict):
        return {key: _styled(each, style) for key, each in tree.items()}
    if isinstance(tree, list):
        items = CommentedSeq(_styled(each, style) for each in tree)
        if all(isinstance(each, str) and _is_code(each) for each in tree):
            items.fa.set_flow_style()
        return items
    return style(tree) if isinstance(tree, str) else tree


def _is_code(text: str) -> bool:
    return len(text) <= _CODE and _is_word(text)


def _is_word(text: str) -> bool:
    return text.replace("-", "").replace("_", "").isalnum()


def _nice(text: str) -> Any:
    """Choose the style that reads best."""
    day = _as_date(text)
    if day is not None:
        return day
    if "\n" in text.strip() and not text[0].isspace() and not text.endswith("\n\n"):
        return LiteralScalarString(text)
    return FoldedScalarString(text) if len(text) > _LONG else text


def _sure(text: str) -> Any:
    """Choose the style that reads best of those that say the same when they are read again."""
    nice = _nice(text)
    return nice if _survives(nice, text) else DoubleQuotedScalarString(text)


def _as_date(text: str) -> date | None:
    """A date is written plain, as people write it."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def _survives(styled: Any, text: str) -> bool:
    return _reads_back(_written({"a": {"b": styled}}), {"a": {"b": text}})


def _reads_back(written: str, tree: Tree) -> bool:
    parsed = parse(written)
    return not parsed.faults and bool(parsed.tree == tree) and type(parsed.tree) is type(tree)
