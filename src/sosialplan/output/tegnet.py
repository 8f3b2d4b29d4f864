"""What is drawn in a terminal: tables and how far something has come. The one door to rich."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from typing import TextIO

from rich.cells import cell_len as shown_width
from rich.console import Console, detect_legacy_windows
from rich.table import Table
from rich.text import Text

from sosialplan.output.tables import Column

__all__ = ["drawn_table", "progress_bar", "shown_width", "shows_codes"]


_COLOURS = {"forfalt": "bold red", "i dag": "bold yellow", "snart": "yellow"}
"""Of a cell that begins so, where a column is ``coloured``: beside the word, and never in its place."""
_LEAST = 5
"""So many rows at least are shown of a table that is longer than the screen."""


def shows_codes() -> bool:
    """Tell whether this console of Windows shows colours; the old one shows the codes themselves."""
    return not detect_legacy_windows()


AGAIN = "skriv kommandoen på nytt, med | more etter."
"""How all of a table is seen where the command only reads."""


def drawn_table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    width: int,
    *,
    styled: bool = False,
    room: int | None = None,
    se: str = AGAIN,
) -> Iterator[str]:
    """Yield the lines of a table so wide; long texts go on below.

    Of one that is longer than ``room`` lines, the first rows that there is room for, and how many more there are; ``se`` says how all are seen.
    """
    lines = _drawn(columns, rows, widths, width, styled=styled)
    shown = len(rows)
    while room is not None and len(lines) > room and shown > _LEAST:
        shown = max(_LEAST, min(shown - 1, shown * room // len(lines)))
        lines = _drawn(columns, rows[:shown], widths, width, styled=styled)
    yield from lines
    if shown < len(rows):
        yield f"… og {len(rows) - shown} til. Se alle: {se}"


def _drawn(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    width: int,
    *,
    styled: bool,
) -> list[str]:
    console = Console(
        file=StringIO(), width=width, highlight=False, markup=False, emoji=False,
        force_terminal=styled, color_system="standard" if styled else None, legacy_windows=False,
    )  # fmt: skip
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column, wide in zip(columns, widths, strict=True):
        table.add_column(
            Text(column.header),
            justify="right" if column.right else "left",
            width=wide,
            no_wrap=not column.wraps,
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(_cell(*each) for each in zip(columns, row, strict=True)))
    with console.capture() as drawn:
        console.print(table)
    return [line.rstrip() for line in drawn.get().splitlines()]


def _cell(column: Column, text: str) -> Text:
    found = (style for word, style in _COLOURS.items() if text.startswith(word))
    return Text(text, style=next(found, "") if column.coloured else "")


@contextmanager
def progress_bar(err: TextIO, width: int, what: str, total: int) -> Iterator[Callable[[], None]]:
    """Show how far something has come; give what is called each time one of ``total`` is done."""
    from rich.progress import Progress  # noqa: PLC0415 - slow, and seldom needed

    console = Console(file=err, width=width, markup=False, emoji=False)
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


def screen_room() -> int:
    """Return how many lines of a table the screen shows at once, with what is said around it."""
    return max(shutil.get_terminal_size().lines - 5, 5)
