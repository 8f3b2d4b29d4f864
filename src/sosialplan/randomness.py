"""Chance. The one place where the program draws lots: for ids and case numbers."""

LETTERS = "abcdefghjkmnpqrstvwxyz"
_SMALL = "0123456789" + LETTERS


def entry_id() -> str:
    """Return eight random characters; the first a letter, so that YAML never reads a number."""
    return _draw(LETTERS, 1) + _draw(_SMALL, 7)


def four_characters(alphabet: str) -> str:
    """Return four random characters of an alphabet."""
    return _draw(alphabet, 4)


def _draw(alphabet: str, count: int) -> str:
    from random import SystemRandom  # noqa: PLC0415 - only writers draw lots

    return "".join(SystemRandom().choices(alphabet, k=count))
