"""Numbers, addresses and classes in a text that lead to someone else."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from sosialplan.model.lekkasje import Funnslag, Hvem, Kjent, Kjente
from sosialplan.model.record import Value
from sosialplan.rules.navn.foedselsnummer import NUMBER, is_identity_number
from sosialplan.rules.navn.tekstord import Ordrekke, ordrekke

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PHONE = re.compile(r"(?<!\d)\d(?:[\s().-]{0,2}\d){4,17}(?!\d)")
_DIGITS = re.compile(r"\d+")
_NORWAY = re.compile(r"(?:00)?47(?=\d{8}$)")
_HOUSE = re.compile(r"\d{1,4}[a-z]?")
_MAY_BE_HOUSE = re.compile(r"[^\W\d_]\W+\d{1,4}(?!\d)")
_CLASS = re.compile(r"(?<![\w§-])(8|9|10)(?:([A-Za-z])|\s([A-Z]))(?![\w]|-\d)")
_PARAGRAPH = re.compile(r"§\s*$")
_ORDINARY, _SHORTEST, _LONGEST = 8, 5, 17
"""The digits of a telephone number: of a Norwegian one, of a short one, and at most."""
_STREET_WORDS = 4

Peker = tuple[Funnslag, str]
"""What leads to someone: of which kind, and as it is compared."""
Spor = tuple[Peker, int]
"""What was found, and its position in the text."""


class Kontaktspor(Value, frozen=True):
    """What leads to others, and to whom."""

    pekere: Mapping[Peker, tuple[Kjent, ...]]

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
    for each in kjente.andre:
        pekere = set(_contact(each.kontakt or "")) - allowed
        pupil = each.sak == kjente.sak and each.hvem is not Hvem.FORESATT
        if pupil and each.klasse and each.klasse != kjente.klasse:
            pekere.add((Funnslag.KLASSE, each.klasse))
        for peker in pekere:
            found.setdefault(peker, []).append(each)
    return Kontaktspor({peker: tuple(who) for peker, who in found.items()})


def spor(rekke: Ordrekke, known: Kontaktspor) -> Iterator[Spor]:
    """Yield all that leads to others in a text, and every identity number."""
    text = rekke.text
    for found in NUMBER.finditer(text):
        if is_identity_number(found.group()):
            digits = "".join(_DIGITS.findall(found.group()))
            yield (Funnslag.FOEDSELSNUMMER, digits), found.start()
    for peker, position in (
        *_told(text, _PHONE, Funnslag.TELEFON, _numbers),
        *_told(text, _EMAIL, Funnslag.EPOST, lambda found: (found.casefold(),)),
        *_classes(text),
        *_houses(rekke),
    ):
        if peker in known.pekere:
            yield peker, position


def _contact(text: str) -> Iterator[Peker]:
    """Yield what a contact of someone holds."""
    for found in _PHONE.finditer(text):
        numbers = tuple(_numbers(found.group()))
        ordinary = [each for each in numbers if len(each) == _ORDINARY]
        yield from ((Funnslag.TELEFON, each) for each in ordinary or numbers[:1])
    for found in _EMAIL.finditer(text):
        yield Funnslag.EPOST, found.group().casefold()
    if _MAY_BE_HOUSE.search(text):
        yield from (peker for peker, _ in _houses(ordrekke(text), widest=True))


def _told(
    text: str, pattern: re.Pattern[str], slag: Funnslag, forms: Callable[[str], Iterable[str]]
) -> Iterator[Spor]:
    for found in pattern.finditer(text):
        for form in forms(found.group()):
            yield (slag, form), found.start()


def _numbers(digits: str) -> Iterator[str]:
    """Yield the numbers that groups of digits may be, all of them together first."""
    groups = _DIGITS.findall(digits)
    for start in range(len(groups)):
        for stop in range(len(groups), start, -1):
            number = _NORWAY.sub("", "".join(groups[start:stop]))
            if _SHORTEST <= len(number) <= _LONGEST:
                yield number


def _classes(text: str) -> Iterator[Spor]:
    """Yield each class, but not a paragraph of the law like § 9 A-4."""
    for found in _CLASS.finditer(text):
        if not _PARAGRAPH.search(text, max(0, found.start() - 4), found.start()):
            klasse = f"{found[1]}{found[2] or found[3]}".upper()
            yield (Funnslag.KLASSE, klasse), found.start()


def _houses(rekke: Ordrekke, *, widest: bool = False) -> Iterator[Spor]:
    """Yield each house: words and a number after them, every way it may be read.

    With ``widest``, from the first word with a capital, or the last word where none has one.
    """
    for place, form in enumerate(rekke.forms):
        if not form[:1].isdecimal() or not _HOUSE.fullmatch(form):
            continue
        numbers = _numbers_of_house(rekke, place)
        starts = list(_street(rekke, place))
        if widest:
            numbers = numbers[-1:]
            starts = [each for each in starts if rekke.capital(each)][-1:] or starts[:1]
        for start in starts:
            street = " ".join(rekke.forms[start:place])
            yield from (
                ((Funnslag.ADRESSE, f"{street} {number}"), rekke.start(start)) for number in numbers
            )


def _numbers_of_house(rekke: Ordrekke, place: int) -> list[str]:
    """Return a house's number, and the number with the letter that follows it."""
    after = place + 1
    lettered = after < len(rekke.forms) and len(rekke.forms[after]) == 1
    whole = [rekke.forms[place] + rekke.forms[after]] if lettered and not rekke.apart(after) else []
    return [rekke.forms[place], *whole]


def _street(rekke: Ordrekke, place: int) -> Iterator[int]:
    """Yield where a street's name may begin, nearest first."""
    for start in range(place - 1, max(-1, place - 1 - _STREET_WORDS), -1):
        if rekke.apart(start + 1) or rekke.forms[start].isdecimal():
            return
        yield start
