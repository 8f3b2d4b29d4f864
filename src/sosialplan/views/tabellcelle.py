"""A text in a cell of a Markdown table: one line that shows what it says and does nothing."""

from sosialplan.model.visible import markdown_line


def tabellrad(cells: tuple[str, ...]) -> str:
    """Return a row of a Markdown table."""
    return f"| {' | '.join(markdown_line(each) for each in cells)} |"
