"""What a free text tells of a person and need not: telephone numbers, addresses and diagnoses."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from sosialplan.model.minimering import Minimering
from sosialplan.model.record import Value
from sosialplan.rules.kontrolltegn import may_hold_identity_number
from sosialplan.rules.navn.tekstord import HIDDEN, som_lest, tallrekke

_HIDDEN = re.compile(f"[{HIDDEN}]+")
_FIGURES = re.compile(r"\d(?:\D{0,4}\d){7}")
"""So many figures near each other are in every telephone number."""
_GROUPED = re.compile(
    r"(?<![\w+])(?<!\d[ ./-])(?:(?:\+|00)47[ .-]?|\(\+?47\) ?)?"
    r"(?:([2-79]\d{7})|[2-79]\d{2}([ .-])\d{2}\2\d{3}|[2-79]\d{2}([ .-])\d{3}\3\d{2}"
    r"|[2-79]\d([ .-])\d{2}\4\d{2}\4\d{2}|((?!19|20)[2-79]\d{3}) \d{4})(?!\w)(?![ ./-]\d)"
)
"""Eight figures in the groups people write; 0 and 1 begin no number, and 8 that of a service or a helpline."""
_FOREIGN = re.compile(r"(?<![\w+])(?:\+|00)(?!47)[1-9]\d{0,2}(?:[ ()-]{0,2}\d){6,12}(?!\d)")
_SAID = re.compile(
    r"(?<!\w)(?:tlf|telefon\w*|mobil\w*|mob|ring|ringe|ringer|ringt|sms|whatsapp)(?!\w)[^\d\n]{0,12}"
    r"(?:(?:\+|00)47[ .-]?)?[2-79](?:[ .-]?\d){7}(?!\w)(?![ ./-]\d)",
    re.IGNORECASE,
)
"""Any eight figures after the word for what they are."""
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d|[0-3]\d(?:0[1-9]|1[0-2])(?:19|20)\d\d")
_AT = r"(?:\s?@\s?|\s*[(\[{<]\s*(?:at|a|alfakrøll|krøllalfa|snabel-?a)\s*[)\]}>]\s*)"
_DOT = r"(?:\.|\s*[(\[{<]\s*(?:dot|punktum|punkt|prikk)\s*[)\]}>]\s*)"
_EMAIL = re.compile(
    rf"(?<![\w.+-])(?!post(?:mottak)?(?:@|\s))[\w.+-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{2,63}}){{1,4}}",
    re.IGNORECASE,
)
"""An address of a person; ``post@`` and ``postmottak@`` are those of an office."""
_LIVES = r"(?<!\w)(?:bor|bodde|bur|budde|bosatt|flytt(?:a|e|er|et)|adress\w*)(?!\w)[^.!?\n]{0,20}?(?<!\w)"
_CAPITAL = "A-ZÆØÅÄÖÉÜ"


class Personord(Value, frozen=True):
    """What is looked for, made once of the program's file."""

    diagnoser: re.Pattern[str]
    adresser: re.Pattern[str]


@lru_cache(maxsize=2)
def personord(data: Minimering) -> Personord:
    """Make ready to look."""
    words = [each for kind in data.diagnoser for each in kind.ord]
    any_case = _either(each for each in words if not each.isupper())
    capitals = _either(each for each in words if each.isupper())
    diagnoses = rf"(?<!\w)(?:(?i:{any_case})|(?:{capitals}))(?!\w)"
    return Personord(re.compile(diagnoses), re.compile(_addresses(data)))


def telephone(text: str) -> bool:
    """Tell whether somebody's telephone number stands in a text.

    >>> telephone("Far har 912 34 567."), telephone("Skoleåret 2026-2027, fra 20260817.")
    (True, False)
    """
    line = tallrekke(som_lest(text)).tekst
    if not _FIGURES.search(line):
        return False
    if _FOREIGN.search(line) or _SAID.search(line):
        return True
    return any(not (each[1] and _DAY.fullmatch(each[1])) for each in _GROUPED.finditer(line))


def email(text: str) -> bool:
    """Tell whether somebody's e-mail address stands in a text."""
    return bool(_EMAIL.search(som_lest(text)))


def home(text: str, ord_: Personord) -> bool:
    """Tell whether somebody's house stands in a text: a street and a number."""
    return any(each.isdecimal() for each in text) and bool(ord_.adresser.search(_plain(text)))


def diagnosis(text: str, ord_: Personord) -> bool:
    """Tell whether a word for a diagnosis stands in a text, as a word and not within one."""
    return bool(ord_.diagnoser.search(_plain(text)))


DIAGNOSE = "K423"
"""What a school may have to tell of the pupil."""
Funnet = Callable[[str, Personord], bool]
FUNN: tuple[tuple[str, str, Funnet], ...] = (
    ("K421", "et telefonnummer", lambda text, _: telephone(text)),
    ("K422", "en e-postadresse", lambda text, _: email(text)),
    ("K422", "en adresse", home),
    (DIAGNOSE, "en diagnose", diagnosis),
)
"""The code of each kind, what it is called, and how it is found."""


def told_of(text: str, ord_: Personord) -> Iterator[tuple[str, str]]:
    """Yield the code and the words of each kind that stands in a text."""
    for code, words, found in FUNN:
        if found(text, ord_):
            yield code, words


def leads_to_somebody(text: str, ord_: Personord, own: Iterable[str]) -> Iterator[str]:
    """Yield what leads to a person in a text that leaves the school, in words; ``own`` is how the school itself is reached."""
    if may_hold_identity_number(tallrekke(som_lest(text)).tekst):
        yield "et fødselsnummer"
    for each in own:
        text = _written_so(each).sub("–", text)
    yield from (words for code, words, found in FUNN if code != DIAGNOSE and found(text, ord_))


def _written_so(contact: str) -> re.Pattern[str]:
    """Return how a number or an address may be written: its figures in any groups."""
    signs = r"[\s.-]?".join(map(re.escape, "".join(contact.split())))
    return re.compile(rf"(?<!\w){signs}(?!\w)", re.IGNORECASE)


def _plain(text: str) -> str:
    """Return a text as it is read, each letter one sign."""
    return unicodedata.normalize("NFC", _HIDDEN.sub("", som_lest(text)))


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(_pattern, words), key=len, reverse=True))


def _pattern(word: str) -> str:
    stem = re.escape(word.removesuffix("…")).replace("\\ ", r"\s+")
    return rf"{stem}\w*" if word.endswith("…") else rf"{stem}s?"


def _addresses(data: Minimering) -> str:
    """Return the pattern of a house.

    A name of a street with a capital; in small letters only where it is said that somebody lives there.
    """
    alone = "|".join(map(re.escape, data.gater))
    ends = "|".join(re.escape(each) for each in data.gater if each not in data.bare_alene)
    before = "|".join(map(re.escape, data.ikke_foran))
    after = "|".join(map(re.escape, data.etter_tall))
    towns = "|".join(map(re.escape, data.poststeder))
    number = (
        rf"\.?[ \u00a0]+(?:(?:nr|nummer)\.?[ \u00a0]?)?\d{{1,3}}(?![\d:/-]|[.,]\d)"
        rf"(?![ \u00a0](?i:{after})(?!\w))[ \u00a0]?[A-Za-z]?(?!\w)"
    )
    return (
        rf"(?<!\w)[{_CAPITAL}]\w+(?:{ends}){number}"
        rf"|(?<!\w)(?!(?i:{before})[ \u00a0])[{_CAPITAL}][\w.-]*[ \u00a0](?i:{alone}){number}"
        rf"|(?i:{_LIVES}(?:\w{{2,}}(?:{ends})|\w{{2,}}[ \u00a0](?:{alone}))){number}"
        rf"|(?<!\d)0\d{{3}}[ \u00a0](?i:{towns})(?!\w)"
    )
