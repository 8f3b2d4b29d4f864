"""The terminal: results to stdout, everything else to stderr. The one door to rich.

In a pipe: plain text, no colour, no box drawing. Every text is made visible first, so that
what stands in a case cannot act on the screen.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

from sosialplan.model.problems import Problem
from sosialplan.output.visible import visible

if TYPE_CHECKING:
    from rich.console import Console

_PIPE_WIDTH = 400


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; one that ``wraps`` gives way when the line is too narrow."""

    header: str
    wraps: bool = False
    right: bool = False


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where a command writes, and whether a person sits there."""

    out: TextIO
    err: TextIO
    interactive: bool
    width: int | None = None

    def line(self, text: str = "") -> None:
        """Write a line of the result."""
        self.out.write(visible(text) + "\n")

    def raw(self, text: str) -> None:
        """Write a finished document as it is."""
        self.out.write(text if text.endswith("\n") else text + "\n")

    def note(self, text: str) -> None:
        """Tell the reader something that is not the result."""
        self.err.write(visible(text) + "\n")

    def json(self, value: object) -> None:
        """Write a value as JSON that ends in a line break."""
        self.out.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")

    def problems(self, problems: Sequence[Problem]) -> None:
        """Tell of problems, each with its place and its cure."""
        for problem in problems:
            self.note(str(problem))
            self.note(f"    {problem.cure}")

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
        """Write a table of texts; a row holds one text a column."""
        from rich.table import Table  # noqa: PLC0415 - slow, and only tables need it
        from rich.text import Text  # noqa: PLC0415

        console = self._console()
        in_terminal = self.interactive
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        for column in columns:
            wraps = column.wraps and in_terminal
            table.add_column(
                Text(column.header),
                justify="right" if column.right else "left",
                no_wrap=not wraps,
                overflow="fold" if wraps else "ignore",
            )
        for row in rows:
            table.add_row(*(Text(visible(cell).replace("\n", " ")) for cell in row))
        console.print(table)

    def _console(self) -> "Console":
        from rich.console import Console  # noqa: PLC0415

        options: dict[str, Any] = {"file": self.out, "highlight": False, "markup": False}
        if not self.interactive:
            return Console(**options, width=_PIPE_WIDTH, color_system=None, legacy_windows=False)
        return Console(**options, width=self.width)


def standard() -> Terminal:
    """Return the terminal the program was started in, with UTF-8 said explicitly."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    return Terminal(sys.stdout, sys.stderr, sys.stdout.isatty() and sys.stdin.isatty())
