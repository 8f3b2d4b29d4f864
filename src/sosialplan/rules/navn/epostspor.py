"""E-mail addresses in a text, however they are written: split, spaced, or with ``at`` for the sign.

An address is known by its letters and figures alone, so that no break, mark or sign that is not seen
parts it; between its two halves something must stand for the sign.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from sosialplan.model.record import Value

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_SIGN = r"at|a|alfakrøll|krøllalfa|snabel-?a"
_STOP = r"dot|punktum|punkt|prikk"
_AT = re.compile(
    rf"@|\s*[(\[{{<]\s*(?:{_SIGN})\s*[)\]}}>]\s*|\s(?:{_SIGN.replace('|a|', '|')})\s", re.IGNORECASE
)
_DOT = re.compile(rf"\s*[(\[{{<]\s*(?:{_STOP})\s*[)\]}}>]\s*|\s(?:{_STOP})(?=\s)", re.IGNORECASE)
_GRAM = 3


def addresses_of(text: str) -> Iterator[str]:
    """Yield the addresses of somebody's contact as they are compared: two halves and the sign."""
    plain = re.sub(r"\s*@\s*", "@", _AT.sub("@", _DOT.sub(".", text)))
    for found in _ADDRESS.finditer(plain):
        local, _, domain = found.group().partition("@")
        yield f"{_bare(local)}@{_bare(domain)}"


class Eposter(Value, frozen=True):
    """Addresses that are looked for, by their letters and figures."""

    etter_bare: Mapping[str, tuple[str, ...]]

    def among(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield each address that stands in a text, and where."""
        signs = [each.span() for each in _AT.finditer(text)] if self.etter_bare else []
        if not signs:
            return
        bare, places = _squeezed(text, (*signs, *(each.span() for each in _DOT.finditer(text))))
        grams = {bare[each : each + _GRAM] for each in range(len(bare))}
        for address, keys in self.etter_bare.items():
            if address[:_GRAM] not in grams or address[-_GRAM:] not in grams:
                continue
            for found in re.finditer(re.escape(address), bare):
                whole = places[found.start() : found.end()]
                if _stands_alone(text, whole[0], whole[-1]):
                    yield from (
                        (key, whole[0]) for key in keys if _parted(key.index("@"), whole, signs)
                    )


def eposter(keys: Iterable[str]) -> Eposter:
    """Return the addresses to look for."""
    found: dict[str, tuple[str, ...]] = {}
    for key in keys:
        bare = key.replace("@", "")
        found[bare] = (*found.get(bare, ()), key)
    return Eposter(found)


def _bare(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())


def _squeezed(text: str, left_out: Iterable[tuple[int, int]]) -> tuple[str, list[int]]:
    """Return the letters and figures of a text, and where each of them stands."""
    gone = {place for start, stop in left_out for place in range(start, stop)}
    kept = [
        (each, place)
        for place, sign in enumerate(text)
        if sign.isalnum() and place not in gone
        for each in sign.casefold()
        if each.isalnum()
    ]
    return "".join(each for each, _ in kept), [place for _, place in kept]


def _stands_alone(text: str, first: int, last: int) -> bool:
    """Tell whether what was found is not the end or the beginning of another address."""
    before = text[max(0, first - 2) : first]
    longer = before[-1:].isalnum() or (before[-1:] in {".", "+", "_", "-"} and before[0].isalnum())
    return not longer and not text[last + 1 : last + 2].isalnum()


def _parted(half: int, places: list[int], signs: Iterable[tuple[int, int]]) -> bool:
    """Tell whether one of the signs stands between the two halves of an address."""
    return any(places[half - 1] < start and stop <= places[half] for start, stop in signs)
