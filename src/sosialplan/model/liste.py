"""A list from another system, as cells: what a CSV file holds before anything is made of it."""

from sosialplan.model.record import Value


class Rad(Value, frozen=True):
    """A row of cells, and the line of the file it begins on."""

    linje: int
    celler: tuple[str, ...]


class Liste(Value, frozen=True):
    """A list: its file as it was named, its heading, and its rows.

    A finding stands at ``(row, cell)``: row 0 is the heading, row 1 the first below it.
    """

    fil: str
    overskrift: tuple[str, ...]
    rader: tuple[Rad, ...]
