"""The marks that git leaves in a file where two have written in the same place."""

_BEGINS, _ENDS = "<<<<<<< ", ">>>>>>> "


def conflict_line(text: str) -> int | None:
    """Return the line of the first conflict, counted from 1; None where there is none.

    A text of a case is set in, so a mark at the start of a line is never somebody's words.
    """
    if not text.startswith(_BEGINS) and f"\n{_BEGINS}" not in text:
        return None
    lines = text.split("\n")
    begins = next(i for i, line in enumerate(lines) if line.startswith(_BEGINS))
    ended = any(line.startswith(_ENDS) for line in lines[begins:])
    return begins + 1 if ended else None
