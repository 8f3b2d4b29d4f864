"""Case numbers: year, hyphen, four random characters and a check character.

The alphabet is Crockford's base 32. The check character is ISO 7064 MOD 33,32 over the
four digits of the year and the four characters: it catches every wrong character and
nearly every swap. python-stdnum, which takes as long to load as all of a small command, is the tests'
oracle.
"""

import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U."""

_TYPED = re.compile(r"([0-9]{4})-?([0-9A-Z]{5})\Z")
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


def normalise(typed: str) -> str | None:
    """Return the number as it is written, from any case and with o/0 and i/l/1 read alike.

    None where it has not the shape of a case number. The check character is not looked at.

    >>> normalise("2026-7kq2o")
    '2026-7KQ20'
    """
    match = _TYPED.match(typed.strip().upper().translate(_ALIKE))
    return f"{match[1]}-{match[2]}" if match and "U" not in match[2] else None


def with_check(year: int, four: str) -> str:
    """Return the case number of a year and four characters of the alphabet."""
    size = len(ALPHABET)
    rest = size
    for each in f"{year:04d}{four}":
        rest = ((rest + ALPHABET.index(each)) % size or size) * 2 % (size + 1)
    return f"{year:04d}-{four}{ALPHABET[(1 - rest) % size]}"


def has_valid_check(number: str) -> bool:
    """Tell whether the check character of a number of the right shape is right."""
    return with_check(int(number[:4]), number[5:9]) == number
