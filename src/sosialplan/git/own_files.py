"""Git's own files in a planmappe: what a new folder gets, and which of it an older one lacks."""

from pathlib import Path

from sosialplan.reading import is_there, read_bytes

OWN_FILES = {
    ".gitattributes": (
        "* text=auto eol=lf",
        "*.yaml text eol=lf diff=sosialplan merge=sosialplan",
        "*.pdf binary",
        "*.png binary",
    ),
    ".gitignore": ("ut/", ".sosialplan-*.tmp"),
}
"""How git stores and shows the files, and what is never saved: documents and half-written files."""


def text_of(file: str) -> str:
    """Return a file of git's as a new folder gets it."""
    return "".join(f"{line}\n" for line in OWN_FILES[file])


def missing_lines(root: Path, file: str) -> tuple[str, ...]:
    """Return the lines of a file of git's that are not there."""
    path = root / file
    try:
        there = read_bytes(path).decode("utf-8").splitlines() if is_there(path) else []
    except (OSError, UnicodeDecodeError):
        return OWN_FILES[file]
    return tuple(line for line in OWN_FILES[file] if line not in there)
