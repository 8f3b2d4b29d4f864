"""A document's blocks as one HTML page that fetches nothing and runs nothing."""

from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path

from sosialplan.output.escaping import escape_xml
from sosialplan.output.markdown import Node
from sosialplan.output.style_files import blocks_of, pictures_of, suffix

_TAGS = {
    "paragraph": "p",
    "em": "em",
    "strong": "strong",
    "blockquote": "blockquote",
    "list_item": "li",
    "tr": "tr",
    "code_inline": "code",
    "code": "pre",
}
_VOID = {"softbreak": "\n", "hardbreak": "<br>", "hr": "<hr>"}
_LOOK = """
:root{color-scheme:light}
body{font:1.0625rem/1.6 "Libertinus Serif",Georgia,serif;color:#1c2430;background:#fff;
 max-width:44rem;margin:3rem auto;padding:0 1.5rem}
h1,h2,h3,h4{color:#1d4e63;line-height:1.25;font-weight:600;margin:2em 0 .6em}
h1{font-size:2.1rem;font-weight:400;margin-top:0}h2{font-size:1.35rem}h3{font-size:1.1rem}
h4{font-size:1rem;font-style:italic;font-weight:400}
table{border-collapse:collapse;width:100%;margin:1em 0 1.4em}
th,td{text-align:left;vertical-align:top;padding:.5em .9em .5em 0;border-top:1px solid #c9d1d8;
 overflow-wrap:anywhere}
thead th{color:#1d4e63;border-top:0;border-bottom:2px solid #1d4e63}
th[scope=row]{color:#56606e;font-weight:400;width:11rem}
blockquote{margin:1em 0;padding:.1em 1em;border-left:3px solid #8c2f14}
blockquote strong,th[scope=row]+td strong{color:#8c2f14}
hr{border:0;border-top:1px solid #c9d1d8;margin:2em 0}
img{max-width:100%}img.logo{max-width:15rem;max-height:5rem}footer{color:#56606e;font-size:.85rem;border-top:1px solid #c9d1d8;
 margin-top:3rem;padding-top:.6rem}
@media print{body{margin:0;max-width:none}h2,h3{break-after:avoid}tr{break-inside:avoid}}
"""
_MIME = {"png": "png", "jpg": "jpeg", "svg": "svg+xml"}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def html_of(
    markdown: str,
    *,
    title: str,
    footer: str = "",
    maler: Path,
    images: Mapping[str, bytes] | None = None,
    spraak: str = "nb",
) -> str:
    """Write Markdown as a page of its own; ``images`` holds SVG or PNG by name.

    Other pictures are the school's own, from ``maler``. Raises TemplateFault.
    """
    blocks = blocks_of(markdown, maler)
    shown = pictures_of(blocks, images or {}, maler)
    body = "\n".join(_node(block, shown) for block in blocks)
    foot = f"<footer>{escape_xml(footer)}</footer>\n" if footer else ""
    return (
        f'<!doctype html>\n<html lang="{spraak}">\n'
        '<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape_xml(title)}</title>\n<style>{_LOOK}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n{foot}</body>\n</html>\n"
    )


def _node(node: Node, images: Mapping[str, bytes]) -> str:
    if node.kind in _VOID:
        return _VOID[node.kind]
    if node.kind == "table":
        return _table(node, images)
    if node.kind == "image":
        return _image(node, images)
    inner = escape_xml(node.text) + "".join(_node(child, images) for child in node.children)
    if node.kind == "link":
        return inner if node.plain == node.target else f"{inner} ({escape_xml(node.target)})"
    tag, attribute = _tag(node)
    return f"<{tag}{attribute}>{inner}</{tag}>" if tag else inner


def _tag(node: Node) -> tuple[str, str]:
    """Return the element of a node; text, and what only holds others, has none."""
    if node.kind == "heading":
        return f"h{node.level}", ""
    if node.kind == "list":
        start = f' start="{node.level}"' if node.level != 1 else ""
        return ("ol", start) if node.ordered else ("ul", "")
    return _TAGS.get(node.kind, ""), ""


def _table(table: Node, images: Mapping[str, bytes]) -> str:
    header, *rows = table.children
    facts = not header.plain.strip()
    body = "".join(_row(row, images, facts=facts) for row in rows)
    names = "".join(f'<th scope="col">{_node(cell, images)}</th>' for cell in header.children)
    head = "" if facts else f"<thead><tr>{names}</tr></thead>"
    return f"<table>{head}<tbody>{body}</tbody></table>"


def _row(row: Node, images: Mapping[str, bytes], *, facts: bool) -> str:
    cells = [_node(cell, images) for cell in row.children]
    first = f'<th scope="row">{cells[0]}</th>' if facts else f"<td>{cells[0]}</td>"
    return f"<tr>{first}{''.join(f'<td>{cell}</td>' for cell in cells[1:])}</tr>"


def _image(node: Node, images: Mapping[str, bytes]) -> str:
    data = images[node.target]
    kind = _MIME[suffix(data) or "svg"]
    source = f"data:image/{kind};base64,{b64encode(data).decode()}"
    small = ' class="logo"' if node.logo else ""
    return f'<img{small} src="{source}" alt="{escape_xml(node.text)}">'
