"""Which class a text tells of: by the form that most have, in words, and as those that are not called by their grade are written."""

import re
from collections.abc import Iterable, Iterator

from sosialplan.model.klassetrinn import class_alike
from sosialplan.model.lekkasje import Funnslag

Peker = tuple[Funnslag, str]
"""What leads to someone: of which kind, and as it is compared."""
Spor = tuple[Peker, int]
"""What was found, and its position in the text."""
_TRINN = {
    "første": "1", "andre": "2", "tredje": "3", "fjerde": "4", "femte": "5",
    "sjette": "6", "sjuende": "7", "åttende": "8", "niende": "9", "tiende": "10",
}  # fmt: skip
_CLASS = re.compile(
    r"(?<![\w§-])(10|[1-9])(?:\.?[-\u2010\u2011]?([A-Za-z]{1,3}?)|\.?\s([A-Z]{1,3})|[.-]([0-9]{1,2}))"
    r"(?:s(?!\w)|(?![\w]|-\d))"
)
_CLASS_IN_WORDS = re.compile(
    rf"\b({'|'.join(_TRINN)}|(?:10|[1-9])\. (?:klasse|trinn))[\s,]+([A-Za-z]{{1,3}}|[0-9]{{1,2}})\b",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"§\s*$")


def classes_in(text: str) -> Iterator[Spor]:
    """Yield each class, but not a paragraph of the law like § 9 A-4."""
    for found in _CLASS.finditer(text):
        if not _PARAGRAPH.search(text, max(0, found.start() - 4), found.start()):
            yield klassepeker(found[1], found[2] or found[3] or found[4]), found.start()
    for found in _CLASS_IN_WORDS.finditer(text):
        trinn = _TRINN.get(found[1].lower()) or found[1].partition(".")[0]
        yield klassepeker(trinn, found[2]), found.start()


def written_classes(text: str, forms: Iterable[tuple[re.Pattern[str], Peker]]) -> Iterator[Spor]:
    """Yield each class that is written in a way of its own."""
    for form, klasse in forms:
        for found in form.finditer(text):
            if not _PARAGRAPH.search(text, max(0, found.start() - 4), found.start()):
                yield klasse, found.start()


def tells_a_class(text: str, klasser: Iterable[str]) -> bool:
    """Tell whether one of some classes stands in a text, in any case: «4A», «4a», «fjerde A»."""
    known = {klassepeker(each): written_form(each) for each in klasser}
    forms = ((form, klasse) for klasse, form in known.items())
    return any(klasse in known for klasse, _ in classes_in(text)) or any(
        True for _ in written_classes(text, forms)
    )


def klassepeker(trinn: str, rest: str = "") -> Peker:
    """Return a class as it is compared: «8-1» and «8.1» are one, and so are «8b» and «8B»."""
    return Funnslag.KLASSE, class_alike(f"{trinn}{rest}")


_PIECES = re.compile("[0-9]+|[^0-9.-]+")
_APART = r"[\s./\u2010\u2011-]{0,2}"


def written_form(klasse: str) -> re.Pattern[str]:
    """Return how a class is written where its form alone does not tell it, as «3-4B», «Vg1 STA» or «Rød».

    A class that is a word is told as it is written, and in small letters only where it is said to be a class.
    """
    word = _APART.join(map(re.escape, _PIECES.findall(klasse)))
    if not any(each.isdecimal() for each in klasse):
        said = rf"(?i:klassen?|gruppen?)\s+[«\"]?(?i:{word})|(?i:{word})s?[\s-]?(?i:klasse|gruppe)\w*|{word}s?"
        return re.compile(rf"(?<![\w§-])(?:{said})(?!\w)")
    told = list(classes_in(klasse)) == [(klassepeker(klasse), 0)]
    upper = r"vg\s?" if told else r"(?:vg\s?)?"
    return re.compile(rf"(?<![\w§-]){upper}{word}s?(?!\w|-\d)", re.IGNORECASE)
