"""Traces in a text that lead to someone else: numbers, e-mail addresses, houses and classes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from sosialplan.model.lekkasje import Funnslag, Hvem, Kjent, Kjente
from sosialplan.model.record import Value
from sosialplan.rules.kontrolltegn import identity_numbers
from sosialplan.rules.navn.klassespor import (
    Peker,
    Spor,
    classes_in,
    klassepeker,
    written_classes,
    written_form,
)
from sosialplan.rules.navn.tekstord import Ordrekke, Tallrekke, ordrekke, som_lest, tallrekke

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


HouseAt = tuple[str, int]
"""A house as it is compared, and its position in the text."""

_HOUSE = re.compile(r"(\d{1,4})([a-z]?)")
_ENDS = (
    (re.compile(r"(?:gaten|gata|gate|gt)$"), "gate"),
    (re.compile(r"(?:veien|vegen|veg|vei|vn|vg|v)$"), "vei"),
    (re.compile(r"(?:plassen|plass|pl)$"), "plass"),
    (re.compile(r"(?:alleen|alle)$"), "alle"),
)
"""How the last word of a street is written, and as it is compared."""
_SHORTENED = re.compile(r"(?:gt|v|vn|vg|pl|nr)$")
_NUMBER_WORDS = frozenset({"nr", "nummer", "no"})
_ALSO_WORDS = frozenset({"i", "aa"})
"""Single letters that a sentence may hold after a house's number."""
_IN = frozenset({"i", "paa", "ved"})
_PARTS = re.compile(r"[,;/|\n]")
_STREET_WORDS = 5
_BARE = "?"
"""Stands for the letter of a house that is told without one."""


def houses(rekke: Ordrekke) -> Iterator[HouseAt]:
    """Yield each house of a text, every way it may be read."""
    for place, number, letter in _numbers(rekke):
        numbers = [number, number + (letter or _BARE)]
        follows = letter in _ALSO_WORDS and rekke.forms[place].isdecimal()
        if follows and not rekke.capital(place + 1):
            numbers.append(number + _BARE)
        for start, stop in (*_before(rekke, place), *_after(rekke, place)):
            street = _street(rekke.forms[start:stop])
            yield from ((street + each, rekke.start(min(start, place))) for each in numbers)


def known_houses(rekke: Ordrekke) -> Iterator[str]:
    """Yield what the houses of somebody's contact are found by.

    From each word with a capital, or the first where none has one, but never over a comma.
    """
    for place, number, letter in _numbers(rekke):
        starts = []
        for start, stop in _before(rekke, place):
            starts.append((start, stop))
            if _PARTS.search(rekke.between(start)):
                break
        named = [each for each in starts if rekke.capital(each[0])] or starts[-1:]
        for start, stop in named:
            street = _street(rekke.forms[start:stop])
            yield from (street + each for each in _known(number, letter))


def _known(number: str, letter: str) -> Iterable[str]:
    return (number + letter, number + _BARE) if letter else (number,)


def _numbers(rekke: Ordrekke) -> Iterator[tuple[int, str, str]]:
    """Yield the place of each number that may be a house's, the number, and its letter if any."""
    for place, form in enumerate(rekke.forms):
        found = _HOUSE.fullmatch(form) if form[:1].isdecimal() else None
        if found is None:
            continue
        after = place + 1
        follows = (
            not found[2]
            and after < len(rekke.forms)
            and rekke.spans[after][1] - rekke.spans[after][0] == 1
            and rekke.forms[after].isalpha()
            and not rekke.apart(after)
        )
        yield place, found[1], rekke.forms[after] if follows else found[2]


def _before(rekke: Ordrekke, place: int) -> Iterator[tuple[int, int]]:
    """Yield where a street before a number may begin, nearest first, and where it ends."""
    stop = place
    if place and rekke.forms[place - 1] in _NUMBER_WORDS and _together(rekke, place):
        stop -= 1
    for start in range(stop - 1, max(-1, stop - 1 - _STREET_WORDS), -1):
        if not _together(rekke, start + 1) or rekke.forms[start].isdecimal():
            return
        yield start, stop


def _after(rekke: Ordrekke, place: int) -> Iterator[tuple[int, int]]:
    """Yield the streets that a number is said to be in: ``nr. 12 i Storgata``."""
    start = place + 2
    if start < len(rekke.forms) and rekke.forms[place + 1] in _IN:
        for stop in range(start + 1, min(len(rekke.forms), start + _STREET_WORDS) + 1):
            if rekke.apart(stop - 1):
                return
            yield start, stop


def _together(rekke: Ordrekke, place: int) -> bool:
    """Tell whether a word goes with the one before it: a full stop may be of an abbreviation."""
    if not rekke.apart(place):
        return True
    return rekke.between(place).strip() == "." and bool(_SHORTENED.search(rekke.forms[place - 1]))


def _street(words: Iterable[str]) -> str:
    street = "".join(words)
    for end, compared in _ENDS:
        if end.search(street):
            return end.sub(compared, street) + " "
    return street + " "


_PHONE = re.compile(r"(?<!\d)\d(?:[ ().\u2010-\u2015\u2212-]{0,2}\d){4,17}(?!\d)")
_DIGITS = re.compile(r"\d+")
_WITHIN = re.compile(r"[ ().,/+\u00b7\u2010-\u2015\u2212-]{0,4}")
"""What may stand between the groups of one telephone number, also over lines and cells."""
_CLOSE = re.compile(r"[ ().-]{0,2}")
_NORWAY = re.compile(r"(?:00)?47(?=\d{8}$)")
_MAY_BE_HOUSE = re.compile(r"[^\W\d_]\W+\d{1,4}(?!\d)")
_ORDINARY, _SHORTEST, _LONGEST = 8, 5, 17
"""The digits of a telephone number: of a Norwegian one, of a short one, and at most."""


class Kontaktspor(Value, frozen=True):
    """What leads to others, and to whom."""

    pekere: Mapping[Peker, tuple[Kjent, ...]]
    eposter: Eposter
    klasser: tuple[tuple[re.Pattern[str], Peker], ...] = ()
    """How classes that are not told by their form alone are written in a text."""

    def hvem(self, peker: Peker) -> tuple[Kjent, ...]:
        """Return to whom it leads; nobody is known to have an identity number."""
        return self.pekere.get(peker, ())


def kontaktspor(kjente: Kjente) -> Kontaktspor:
    """Return what leads to others than those who may stand in the document.

    A class counts where a pupil of the case goes to it, and the pupil of the document does not.
    """
    allowed = {
        peker for each in (*kjente.egne, *kjente.ansatte) for peker in _contact(each.kontakt or "")
    }
    found: dict[Peker, list[Kjent]] = {}
    classes: set[str] = set()
    for each in kjente.andre:
        pekere = set(_contact(each.kontakt or "") - allowed)
        pupil = each.sak == kjente.sak and each.hvem is not Hvem.FORESATT
        if pupil and each.klasse and each.klasse != kjente.klasse:
            pekere.add(klassepeker(each.klasse))
            classes.add(each.klasse)
        for peker in pekere:
            found.setdefault(peker, []).append(each)
    return Kontaktspor(
        {peker: tuple(who) for peker, who in found.items()},
        eposter(key for slag, key in found if slag is Funnslag.EPOST),
        tuple((written_form(each), klassepeker(each)) for each in sorted(classes)),
    )


def spor(lesninger: Iterable[Ordrekke], known: Kontaktspor) -> Iterator[Spor]:
    """Yield all that leads to others in the readings of a text, and every identity number."""
    first, *others = lesninger
    text = first.text
    line = tallrekke(text)
    for digits, place in identity_numbers(line.tekst):
        yield (Funnslag.FOEDSELSNUMMER, digits), line.sted(place)
    for peker, position in _met(text, line, (first, *others), known):
        if peker in known.pekere:
            yield peker, position


def _met(
    text: str, line: Tallrekke, lesninger: Iterable[Ordrekke], known: Kontaktspor
) -> Iterator[Spor]:
    """Yield what may lead to somebody, of the kinds that anybody is known by: what leads to none is not looked for."""
    kinds = {slag for slag, _ in known.pekere}
    if Funnslag.TELEFON in kinds:
        yield from (((Funnslag.TELEFON, each), line.sted(at)) for each, at in _phones(line.tekst))
    yield from (((Funnslag.EPOST, each), place) for each, place in known.eposter.among(text))
    if Funnslag.KLASSE in kinds:
        yield from ((each, line.sted(place)) for each, place in classes_in(line.tekst))
    yield from written_classes(text, known.klasser)
    if Funnslag.ADRESSE in kinds:
        for each in lesninger:
            yield from (((Funnslag.ADRESSE, house), place) for house, place in houses(each))


@lru_cache(maxsize=8192)
def _contact(contact: str) -> frozenset[Peker]:
    """Return what a contact of someone holds; the same contact is asked of for each case of a run."""
    return frozenset(_held_by(contact))


def _held_by(contact: str) -> Iterator[Peker]:
    text = som_lest(contact)
    for found in _PHONE.finditer(tallrekke(text).tekst):
        numbers = [
            each for each, place in _phones(found.group()) if len(each) >= _ORDINARY or not place
        ]
        ordinary = [each for each in numbers if len(each) == _ORDINARY]
        yield from ((Funnslag.TELEFON, each) for each in ordinary or numbers[:1])
    for address in addresses_of(text):
        yield Funnslag.EPOST, address
    if _MAY_BE_HOUSE.search(text):
        yield from ((Funnslag.ADRESSE, each) for each in known_houses(ordrekke(text)))


def _phones(line: str) -> Iterator[tuple[str, int]]:
    """Yield the numbers that groups of digits in a line may be, the longest first, and their places.

    The last eight digits of a longer one count, so that the country may be left out.
    """
    groups = list(_DIGITS.finditer(line))
    for number, first in enumerate(groups):
        joined, close = first.group(), True
        found = [joined]
        for one, other in zip(groups[number:], groups[number + 1 :], strict=False):
            between = line[one.end() : other.start()]
            if len(joined) + len(other.group()) > _LONGEST or not _WITHIN.fullmatch(between):
                break
            joined += other.group()
            close = close and bool(_CLOSE.fullmatch(between))
            if close or len(joined) >= _ORDINARY:
                found.append(joined)
        for each in reversed(found):
            if _SHORTEST <= len(each) <= _LONGEST:
                yield _NORWAY.sub("", each)[-_ORDINARY:], first.start()
