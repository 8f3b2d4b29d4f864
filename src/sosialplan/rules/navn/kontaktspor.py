"""Numbers, addresses and classes in a text that lead to someone else.

The text is one as its reader reads it (``lesetekst``).
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from sosialplan.model.lekkasje import Funnslag, Hvem, Kjent, Kjente
from sosialplan.model.record import Value
from sosialplan.rules.navn.epostspor import Eposter, addresses_of, eposter
from sosialplan.rules.navn.foedselsnummer import identity_numbers
from sosialplan.rules.navn.husspor import houses, known_houses
from sosialplan.rules.navn.lesetekst import som_lest, tallrekke
from sosialplan.rules.navn.tekstord import Ordrekke, ordrekke

_PHONE = re.compile(r"(?<!\d)\d(?:[ ().\u2010-\u2015\u2212-]{0,2}\d){4,17}(?!\d)")
_DIGITS = re.compile(r"\d+")
_WITHIN = re.compile(r"[ ().,/+\u00b7\u2010-\u2015\u2212-]{0,4}")
"""What may stand between the groups of one telephone number, also over lines and cells."""
_CLOSE = re.compile(r"[ ().-]{0,2}")
_NORWAY = re.compile(r"(?:00)?47(?=\d{8}$)")
_MAY_BE_HOUSE = re.compile(r"[^\W\d_]\W+\d{1,4}(?!\d)")
_CLASS = re.compile(
    r"(?<![\w§-])(8|9|10)(?:\.?[-\u2010\u2011]?([A-Za-z])|\.?\s([A-Z]))(?:s(?!\w)|(?![\w]|-\d))"
)
_CLASS_IN_WORDS = re.compile(
    r"\b(åttende|niende|tiende|(?:8|9|10)\. (?:klasse|trinn))[\s,]+([A-Za-z])\b", re.IGNORECASE
)
_TRINN = {"åttende": "8", "niende": "9", "tiende": "10"}
_PARAGRAPH = re.compile(r"§\s*$")
_ORDINARY, _SHORTEST, _LONGEST = 8, 5, 17
"""The digits of a telephone number: of a Norwegian one, of a short one, and at most."""

Peker = tuple[Funnslag, str]
"""What leads to someone: of which kind, and as it is compared."""
Spor = tuple[Peker, int]
"""What was found, and its position in the text."""


class Kontaktspor(Value, frozen=True):
    """What leads to others, and to whom."""

    pekere: Mapping[Peker, tuple[Kjent, ...]]
    eposter: Eposter

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
    return Kontaktspor(
        {peker: tuple(who) for peker, who in found.items()},
        eposter(key for slag, key in found if slag is Funnslag.EPOST),
    )


def spor(lesninger: Iterable[Ordrekke], known: Kontaktspor) -> Iterator[Spor]:
    """Yield all that leads to others in the readings of a text, and every identity number."""
    first, *others = lesninger
    text = first.text
    line = tallrekke(text)
    for digits, place in identity_numbers(line.tekst):
        yield (Funnslag.FOEDSELSNUMMER, digits), line.sted(place)
    for peker, position in (
        *(((Funnslag.TELEFON, each), line.sted(place)) for each, place in _phones(line.tekst)),
        *(((Funnslag.EPOST, each), place) for each, place in known.eposter.among(text)),
        *((each, line.sted(place)) for each, place in _classes(line.tekst)),
        *(
            ((Funnslag.ADRESSE, house), place)
            for each in (first, *others)
            for house, place in houses(each)
        ),
    ):
        if peker in known.pekere:
            yield peker, position


def _contact(contact: str) -> Iterator[Peker]:
    """Yield what a contact of someone holds."""
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


def _classes(text: str) -> Iterator[Spor]:
    """Yield each class, but not a paragraph of the law like § 9 A-4."""
    for found in _CLASS.finditer(text):
        if not _PARAGRAPH.search(text, max(0, found.start() - 4), found.start()):
            klasse = f"{found[1]}{found[2] or found[3]}".upper()
            yield (Funnslag.KLASSE, klasse), found.start()
    for found in _CLASS_IN_WORDS.finditer(text):
        trinn = _TRINN.get(found[1].lower()) or found[1].partition(".")[0]
        yield (Funnslag.KLASSE, f"{trinn}{found[2]}".upper()), found.start()
