"""A text in a cell of a Markdown table: one line, and no bar that would end the cell."""


def celle(text: str) -> str:
    r"""Return the text so that it stays in its cell.

    >>> celle("a | b\nc")
    'a \\| b c'
    """
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|")


def tabellrad(cells: tuple[str, ...]) -> str:
    """Return a row of a Markdown table."""
    return f"| {' | '.join(celle(each) for each in cells)} |"
