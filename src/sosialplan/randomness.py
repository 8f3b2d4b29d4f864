"""Chance. The one place where the program draws lots: for ids and case numbers."""

import secrets

LETTERS = "abcdefghjkmnpqrstvwxyz"
_SMALL = "0123456789" + LETTERS


def entry_id() -> str:
    """Return eight random characters; the first a letter, so that YAML never reads a number."""
    return secrets.choice(LETTERS) + "".join(secrets.choice(_SMALL) for _ in range(7))


def four_characters(alphabet: str) -> str:
    """Return four random characters of an alphabet."""
    return "".join(secrets.choice(alphabet) for _ in range(4))
