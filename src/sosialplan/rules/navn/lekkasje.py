"""What a finished text tells of others than those who may stand in it."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from hashlib import sha256
from itertools import accumulate

from sosialplan.model.lekkasje import Funn, Funnslag, Hvem, Kjent, Kjente
from sosialplan.model.oppslagsverk import Navnebok
from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import folded
from sosialplan.rules.navn.kontaktspor import Kontaktspor, kontaktspor, spor
from sosialplan.rules.navn.navneleting import (
    NOBODY,
    Navneregister,
    Nummer,
    Treff,
    beyond,
    navneregister,
    vanlige,
    whole_names,
    with_last_letter,
)
from sosialplan.rules.navn.tekstord import (
    Ordrekke,
    Verdiord,
    any_of,
    folded_word,
    lesninger,
    one_letter,
    som_lest,
    steder,
    stems,
    words_of,
)

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


_NAMED_AT_MOST = 5


class Leting(Value, frozen=True):
    """What texts of one case are held against; made once for all of them."""

    kjente: Kjente
    andre: Navneregister
    egne: Navneregister
    tillatte: Navneregister
    involverte: Nummer
    vanlige: frozenset[str]
    ikke_navn: frozenset[str]
    fraser: tuple[tuple[str, ...], ...]
    kontakt: Kontaktspor


def leting(kjente: Kjente, bok: Navnebok) -> Leting:
    """Make ready to look for everyone who may not stand in the documents of a case."""
    allowed = (*kjente.egne, *(e for e in kjente.ansatte if folded(e.navn) not in kjente.delte))
    phrases = (tuple(folded_word(each) for each in words_of(text)) for text in kjente.fraser)
    return Leting(
        kjente=kjente,
        andre=navneregister([each.navn for each in kjente.andre], bok),
        egne=navneregister([each.navn for each in kjente.egne], bok),
        tillatte=navneregister([each.navn for each in allowed], bok),
        involverte=frozenset(
            number for number, each in enumerate(kjente.andre) if each.sak == kjente.sak
        ),
        vanlige=vanlige(bok.vanlige_ord),
        ikke_navn=vanlige(
            (*bok.ikke_navn, *(w for each in kjente.rolleord for w in words_of(each)))
        ),
        fraser=tuple(phrase for phrase in phrases if len(phrase) > 1),
        kontakt=kontaktspor(kjente),
    )


def lekkasjer(
    text: str,
    leting: Leting,
    *,
    overskrifter: Collection[str] = (),
    verdiord: Verdiord | None = None,
) -> tuple[Funn, ...]:
    """Return what a finished text tells of others, by kind and place; pages end with a form feed.

    ``overskrifter`` are the headings that may be told. ``verdiord`` are the words of what was filled
    in: a lone word that is not among them is the template's own, and nobody's name.
    """
    found: dict[tuple[Funnslag, str], set[int]] = defaultdict(set)
    whom: dict[tuple[Funnslag, str], set[Kjent]] = defaultdict(set)
    text = som_lest(text)
    readings = lesninger(text)
    for slag, key, hvem, position in names_found(readings, leting, verdiord):
        found[slag, key].add(position)
        whom[slag, key].update(leting.kjente.andre[number] for number in hvem)
    for peker, position in spor(readings, leting.kontakt):
        found[peker].add(position)
        whom[peker].update(leting.kontakt.hvem(peker))
    places = steder(text, overskrifter)
    told = [
        Funn(
            slag=slag,
            kode=_code(leting.kjente.sak, slag, key),
            steder=tuple(sorted({places.sted(each) for each in at})),
            gjelder=whose(whom[slag, key], leting.kjente.sak),
        )
        for (slag, key), at in found.items()
    ]
    return tuple(sorted(told, key=lambda each: (not each.stopper, each.steder, each.kode)))


Navnefunn = tuple[Funnslag, str, Nummer, int]
"""The kind, what stands for it, whose it may be, and its position in the text."""


def names_found(
    readings: Sequence[Ordrekke], leting: Leting, verdiord: Verdiord | None
) -> Iterator[Navnefunn]:
    """Yield every whole name of others, and each of their names that stands outside of any.

    What is whole in one reading is not alone in another.
    """
    whole: list[tuple[int, int]] = []
    for each in readings:
        allowed = [*whole_names(each, leting.tillatte), *_phrases(each, leting.fraser)]
        others = beyond(whole_names(each, leting.andre), allowed)
        whole += [each.spans[place] for treff in (*allowed, *others) for place in treff.ordene]
        for treff in others:
            hvem = _just_so(each, treff, leting) or treff.hvem
            unsure = _ordinary(each, treff, leting) or is_shared(hvem, leting.kjente)
            slag = Funnslag.DELNAVN if unsure else Funnslag.NAVN
            yield slag, _persons(hvem, leting), hvem, each.start(treff.fra)
    inside = _inside(whole)
    for each in readings:
        for found in (*_with_letter(each, leting), *_alone(each, leting, verdiord)):
            if not inside(found[3]):
                yield found
    text = readings[0].text
    for form, hvem, at in hidden_names(text, leting.andre, leting.tillatte, leting.ikke_navn):
        if not inside(at):
            yield Funnslag.DELNAVN, form, hvem, at


def _just_so(rekke: Ordrekke, treff: Treff, leting: Leting) -> Nummer:
    """Return those who are called just what is written, word by word; others only share a name with them."""
    said = [stems(form) for form in rekke.forms[treff.fra : treff.til + 1]]
    return frozenset(
        number
        for number in treff.hvem
        if len(name := [folded_word(each) for each in words_of(leting.kjente.andre[number].navn)])
        == len(said)
        and all(any(word in each for each in said) for word in name)
    )


def is_shared(hvem: Nummer, kjente: Kjente) -> bool:
    """Tell whether a name is only of those who are called as an employee is."""
    return bool(hvem) and all(folded(kjente.andre[number].navn) in kjente.delte for number in hvem)


def _ordinary(rekke: Ordrekke, treff: Treff, leting: Leting) -> bool:
    """Tell whether all that may be a name are ordinary words in small letters."""
    return all(
        not rekke.capital(place) and any_of(rekke.forms[place], leting.vanlige)
        for place in range(treff.fra, treff.til + 1)
    )


def _inside(spans: list[tuple[int, int]]) -> Callable[[int], bool]:
    """Return the function that tells whether a position lies within one of the spans."""
    reach: dict[int, int] = {}
    for start, stop in spans:
        reach[start] = max(stop, reach.get(start, stop))
    starts = sorted(reach)
    furthest = list(accumulate((reach[each] for each in starts), max))

    def inside(position: int) -> bool:
        number = bisect_right(starts, position)
        return number > 0 and position < furthest[number - 1]

    return inside


def _alone(rekke: Ordrekke, leting: Leting, verdiord: Verdiord | None) -> Iterator[Navnefunn]:
    alone = {
        form: who
        for form in leting.andre.among(rekke.ulike)
        if _filled_in(form, verdiord, leting) and (who := _may_be_alone(form, leting))
    }
    for place, form in enumerate(rekke.forms):
        if form in alone and _asks(rekke, place, alone[form], leting):
            stem = next(each for each in stems(form) if leting.andre.knows(each))
            yield Funnslag.DELNAVN, stem, alone[form], rekke.start(place)


def _filled_in(form: str, verdiord: Verdiord | None, leting: Leting) -> bool:
    """Tell whether a word may come from a case; an ordinary word there is a name with a capital only."""
    if verdiord is None or form in verdiord.med_stor:
        return True
    return form in verdiord.alle and not any_of(form, leting.vanlige)


def _may_be_alone(form: str, leting: Leting) -> Nummer:
    """Return whose name a word is; a single letter, a number or the like names nobody."""
    if one_letter(form) or form.isdecimal() or any_of(form, leting.ikke_navn):
        return NOBODY
    return leting.andre.named(form)


def _asks(rekke: Ordrekke, place: int, hvem: Nummer, leting: Leting) -> bool:
    """Tell whether a lone name is asked about.

    Not an ordinary word, nor the pupil's own name; but one whom the case involves is asked about
    even then, and where the word stands first in a sentence.
    """
    form = rekke.forms[place]
    ordinary = any_of(form, leting.vanlige)
    if ordinary and not rekke.capital(place):
        return False
    if hvem & leting.involverte:
        return True
    return not leting.egne.named(form) and not (ordinary and rekke.first(place))


def _with_letter(rekke: Ordrekke, leting: Leting) -> Iterator[Navnefunn]:
    """Yield the pupil's own given name with another's letter: how two of one name are told apart."""
    for found in with_last_letter(rekke, leting.andre):
        form, letter = rekke.forms[found.fra], rekke.forms[found.til]
        own = leting.egne.given(form)
        others_letter = own and not own & leting.egne.etterbokstav.get(letter, NOBODY)
        if others_letter and not any_of(form, leting.ikke_navn):
            yield Funnslag.DELNAVN, f"{form} {letter}", found.hvem, rekke.start(found.fra)


def _phrases(rekke: Ordrekke, phrases: tuple[tuple[str, ...], ...]) -> Iterator[Treff]:
    first = {phrase[0] for phrase in phrases}
    for place, form in enumerate(rekke.forms):
        for phrase in phrases if form in first else ():
            forms = rekke.forms[place : place + len(phrase)]
            if forms[:-1] == phrase[:-1] and phrase[-1] in stems(forms[-1]):
                end = place + len(phrase)
                yield Treff(place, end - 1, NOBODY, frozenset(range(place, end)))


def _persons(hvem: Nummer, leting: Leting) -> str:
    return "\n".join(sorted({folded(leting.kjente.andre[number].navn) for number in hvem}))


def _code(sak: str, slag: Funnslag, key: str) -> str:
    kind = slag if slag is Funnslag.KLASSE else "navn"
    told = f"{sak}\0{slag}\0{key}"
    return f"{kind}-{sha256(told.encode()).hexdigest()[:8]}"


def whose(persons: set[Kjent], sak: str) -> tuple[str, ...]:
    """Return whom it may be, in words that name nobody; at most so many.

    One who has an alias in the case is told by that alone.
    """
    aliased = {folded(each.navn) for each in persons if each.alias and each.sak == sak}
    told = sorted(
        {
            _word(each, sak)
            for each in persons
            if folded(each.navn) not in aliased or (each.alias and each.sak == sak)
        }
    )
    rest = len(told) - _NAMED_AT_MOST
    return (*told[:_NAMED_AT_MOST], f"{rest} til") if rest > 0 else tuple(told)


def _word(person: Kjent, sak: str) -> str:
    if person.sak == sak and person.alias:
        return person.alias
    if person.sak is not None:
        return f"{person.hvem} i sak {person.sak}"
    if person.hvem is Hvem.ANSATT:
        return "en ansatt"
    pupil = f"en elev i {person.klasse}" if person.klasse else "en elev uten kjent klasse"
    return f"en foresatt til {pupil}" if person.hvem is Hvem.FORESATT else pupil
