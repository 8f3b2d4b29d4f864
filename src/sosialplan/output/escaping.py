"""Values become text that no reader of the target language can take for structure.

A value is put into a template before anybody knows what stands around it, so its line
breaks are kept as marks and settled when the whole document is there: paragraphs where the
value has its line for itself, line breaks inside a sentence or a cell, spaces in a heading.
"""

import re

from sosialplan.model.visible import MARKDOWN_ACTS, paragraphs, visible, without_acts

_START, _LINE, _PARAGRAPH, _END, _GUARD = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"

_MAY_OPEN = re.compile(r"^(\d{0,9})(?=[-+=:]|[.)](?:\s|$)|$)|(?<=!)$")
_CONTAINER = re.compile(r"(?: *(?:>|(?:[-*+]|\d{1,9}[.)])(?= )))* *")
_GUARDED = re.compile(f"{_GUARD}(?=(.?))")
_ONLY_OPENERS = re.compile(r"[\s>*+\-\d.)\\]*")
_MARKS = re.compile(f"[{_START}-{_END}]")
_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")


def escape_markdown(value: str) -> str:
    r"""Return the value as Markdown that shows it and does nothing, once breaks are settled.

    >>> print(settle_breaks(escape_markdown("# 1 * 2")), end="")
    \# 1 \* 2
    """
    parts = [_LINE.join(_escape_line(line) for line in lines) for lines in paragraphs(value)]
    whole = _PARAGRAPH.join(parts)
    return f"{_START}{whole}{_END}" if _MARKS.search(whole) else whole


def _escape_line(line: str) -> str:
    """Escape what acts anywhere, and mark the place where a line might open a list or a rule."""
    escaped = re.sub(MARKDOWN_ACTS, lambda found: f"\\{found[0]}", line)
    return _MAY_OPEN.sub(lambda found: f"{found[0]}{_GUARD}", escaped)


def settle_breaks(rendered: str) -> str:
    """Return the document with the marks of its values in their final form."""
    broken = "\n".join(_settle(line) for line in rendered.replace("\r\n", "\n").split("\n"))
    guarded = "\n".join(_guard(line) for line in broken.split("\n"))
    return without_acts(_EMPTY_LINES.sub("\n\n", guarded).strip("\n")) + "\n"


def _guard(line: str) -> str:
    def resolve(found: re.Match[str]) -> str:
        before = line[: found.start()].replace(_GUARD, "")
        bold = before.rstrip("0123456789").endswith("*")  # a number beside a star opens no list
        opens = found[1] and found[1] in "-+=:.)" and not bold and _ONLY_OPENERS.fullmatch(before)
        return "\\" if opens or (found[1] == "[" and before.endswith("!")) else ""

    return _GUARDED.sub(resolve, line).rstrip()


def _settle(line: str) -> str:
    if not _MARKS.search(line):
        return line
    container = _CONTAINER.match(line)
    lead = container[0] if container else ""
    rest = line[len(lead) :]
    if rest.startswith("#"):
        return lead + _replace_marks(rest, " ", " ")
    if rest.startswith("|"):
        return lead + _replace_marks(rest, "<br>", "<br>")
    follow = re.sub(r"[^>]", " ", lead)
    stands_alone = rest.startswith(_START) and rest.endswith(_END) and rest.count(_START) == 1
    new_line = f"\\\n{follow}"
    new_paragraph = f"\n{follow.rstrip()}\n{follow}" if stands_alone else new_line
    return lead + _replace_marks(rest, new_line, new_paragraph)


def _replace_marks(text: str, line: str, paragraph: str) -> str:
    settled = text.replace(_LINE, line).replace(_PARAGRAPH, paragraph)
    return settled.replace(_START, "").replace(_END, "")


def escape_xml(value: str) -> str:
    """Return the value as text or attribute value of XML and HTML; line breaks stay."""
    text = visible(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#39;")
