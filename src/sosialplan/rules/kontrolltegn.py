"""Numbers that check themselves: case numbers, and Norwegian identity numbers."""

import re
from collections.abc import Iterator

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U."""

_TYPED = r"([0-9]{4})-?([0-9A-Z]{5})\Z"
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


def normalise(typed: str) -> str | None:
    """Return the number as it is written, from any case and with o/0 and i/l/1 read alike.

    None where it has not the shape of a case number. The check character is not looked at.

    >>> normalise("2026-7kq2o")
    '2026-7KQ20'
    """
    match = re.match(_TYPED, typed.strip().upper().translate(_ALIKE))
    return f"{match[1]}-{match[2]}" if match and "U" not in match[2] else None


_LEAST = 3
"""Characters of a number's end: two may be a class."""


def ends_so(number: str, typed: str) -> bool:
    """Tell whether a case number ends as was typed, read as ``normalise`` reads it.

    >>> ends_so("2026-YHP9E", "hp9e"), ends_so("2026-YHP9E", "9e")
    (True, False)
    """
    end = typed.strip().upper().translate(_ALIKE)
    return len(end) >= _LEAST and number.endswith(end)


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


_NUMBER = (
    r"(?<!\d)(\d{2})([ ./-]?)(\d{2})\2(?:(?:19|20)(?=\d{2}[ ./,-]{0,3}\d{3}[ .-]?\d{2}(?!\d)))?(\d{2})"
    r"[ ./,\u2010-\u2015-]{0,3}(\d{3})[ .-]?(\d{2})(?!\d)"
)
"""Eleven digits, in groups as people write them; the century of the year may stand there too."""

_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_LAST_DAY, _LAST_MONTH, _D_NUMBER = 31, 12, 40


def identity_numbers(line: str) -> Iterator[tuple[str, int]]:
    """Yield each identity number of a line, its digits only, and where it begins."""
    for found in re.finditer(_NUMBER, line):
        digits = "".join(found.group(1, 3, 4, 5, 6))
        if is_identity_number(digits):
            yield digits, found.start()


def may_hold_identity_number(line: str) -> bool:
    """Tell whether a line may hold an identity number: one in any grouping, or a day and five figures that do not check.

    For what leaves the school: a number that was typed wrong points at somebody all the same.

    >>> may_hold_identity_number("0 1 0 1 00 0011 0"), may_hold_identity_number("010112 12345")
    (True, True)
    >>> may_hold_identity_number("fra 01.01.2012 til 12345")
    False
    """
    shaped = ("".join(each.group(1, 3, 4)) for each in re.finditer(_NUMBER, line))
    return any(map(_begins_with_a_day, shaped)) or any(
        is_identity_number(each.group()) for each in re.finditer(_ELEVEN, line)
    )


_ELEVEN = r"(?<!\d)\d(?:[ ./-]?\d){10}(?!\d)"


def without_numbers(text: str) -> str:
    """Return a text for a screen, with dots where an identity number stands in it.

    >>> without_numbers("Oppdiktet 010100 00110, 2026-YHP9E")
    'Oppdiktet •••••••••••, 2026-YHP9E'
    """

    def shown(found: re.Match[str]) -> str:
        digits = "".join(found.group(1, 3, 4, 5, 6))
        return "•" * len(digits) if is_identity_number(digits) else found[0]

    return re.sub(_NUMBER, shown, text)


def is_identity_number(text: str) -> bool:
    """Tell whether the digits of a text are an identity number.

    >>> is_identity_number("010100 00110"), is_identity_number("01010000111")
    (True, False)
    """
    digits = [int(each) for each in text if each.isdecimal()]
    return (
        _begins_with_a_day("".join(map(str, digits)))
        and _divides(digits, _FIRST)
        and _divides(digits, _SECOND)
    )


def _begins_with_a_day(digits: str) -> bool:
    day, month = int(digits[:2]), int(digits[2:4])
    return 1 <= day % _D_NUMBER <= _LAST_DAY and any(
        1 <= month - added <= _LAST_MONTH for added in (0, 40, 65, 80)
    )


def _divides(digits: list[int], weights: tuple[int, ...]) -> bool:
    return sum(a * b for a, b in zip(digits, weights, strict=False)) % 11 == 0


_ORGANISATION = (3, 2, 7, 6, 5, 4, 3, 2)


def is_organisation_number(said: str) -> bool:
    """Tell whether nine digits are a number of an organisation: the ninth checks the eight (Enhetsregisteret, modulus 11).

    >>> is_organisation_number("974 760 673"), is_organisation_number("974760674")
    (True, False)
    """
    digits = [int(each) for each in said if each.isdecimal()]
    weighed = sum(one * weight for one, weight in zip(digits, _ORGANISATION, strict=False))
    return len(digits) == len(_ORGANISATION) + 1 and -weighed % 11 == digits[-1]
