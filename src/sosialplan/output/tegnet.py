"""What is drawn in a terminal: tables and how far something has come. The one door to rich."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from rich.cells import cell_len as shown_width
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sosialplan.output.tables import Column

__all__ = ["drawn_table", "progress_bar", "shown_width"]


def drawn_table(
    out: TextIO,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    width: int,
) -> Iterator[str]:
    """Yield the lines of a table so wide, as ``out`` can show them; long texts go on below."""
    console = Console(file=out, width=width, highlight=False, markup=False, emoji=False)
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
        table.add_row(*(Text(cell) for cell in row))
    with console.capture() as drawn:
        console.print(table)
    for line in drawn.get().splitlines():
        yield line.rstrip()


@contextmanager
def progress_bar(err: TextIO, width: int, what: str, total: int) -> Iterator[Callable[[], None]]:
    """Show how far something has come; give what is called each time one of ``total`` is done."""
    from rich.progress import Progress  # noqa: PLC0415 - slow, and seldom needed

    console = Console(file=err, width=width, markup=False, emoji=False)
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)
