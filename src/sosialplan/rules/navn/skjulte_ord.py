"""Words that are no words of their own in a text: within an e-mail address, or spelled letter by letter.

A surname there is a name, also where the word is an ordinary one in small letters.
"""

import re
from collections.abc import Collection, Iterator

from sosialplan.rules.navn.navneord import folded_word
from sosialplan.rules.navn.navneregister import NOBODY, Navneregister, Nummer

_GAP = r"[^\S\n]"
_SIGN = r"at|a|alfakrøll|krøllalfa|snabel-?a"
_LOCAL = re.compile(
    rf"([\w.+-]{{2,64}})(?:{_GAP}*@|{_GAP}*[(\[{{<]{_GAP}*(?:{_SIGN}){_GAP}*[)\]}}>]"
    rf"|{_GAP}(?:at|alfakrøll|krøllalfa|snabel-?a){_GAP}+[\w-]+(?:\.|{_GAP}(?:dot|punktum|punkt|prikk){_GAP})\w)",
    re.IGNORECASE,
)
"""What stands before the sign of an address; «at» alone is one where a domain follows."""
_LETTERS = re.compile(r"[^\W\d_]+")
_SPELLED = re.compile(rf"(?<!\w)[^\W\d_](?:(?:\.?{_GAP}|[.·*_-])[^\W\d_]){{2,}}(?!\w)")
_SHORTEST = 4
"""Letters: a shorter surname may begin or end any word."""


def hidden_names(
    text: str, others: Navneregister, allowed: Navneregister, no_names: Collection[str]
) -> Iterator[tuple[str, Nummer, int]]:
    """Yield each name of others that stands so: as it is compared, whose it may be, its position."""
    for word, position in _hidden_words(text):
        form = folded_word(word)
        for part in _parts(form, others):
            hvem = others.named(part) if part == form else others.etternavn.get(part, NOBODY)
            if hvem and part not in no_names and not allowed.named(part):
                yield part, hvem, position


def _parts(form: str, others: Navneregister) -> Iterator[str]:
    """Yield a word, and the surnames that it begins or ends with."""
    if len(form) > 1:
        yield form
    for size in range(_SHORTEST, len(form)):
        yield from (each for each in (form[:size], form[-size:]) if each in others.etternavn)


def _hidden_words(text: str) -> Iterator[tuple[str, int]]:
    for found in _LOCAL.finditer(text):
        for word in _LETTERS.finditer(found[1]):
            yield word.group(), found.start(1) + word.start()
    for found in _SPELLED.finditer(text):
        yield "".join(_LETTERS.findall(found.group())), found.start()
