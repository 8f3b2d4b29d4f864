"""Other people appear by alias, also where somebody has written their name by mistake."""

import re
from collections.abc import Callable, Iterable

from sosialplan.model.sak import Sak
from sosialplan.model.skole import Skole

UtenNavn = Callable[[str], str]
"""Takes a text and returns it without the names of those who are not to be named."""

_WORD = re.compile(r"\w+")


def aliaser(sak: Sak, skole: Skole, *, skjul_ansatte: bool = False) -> UtenNavn:
    """Return the function that puts aliases for the names of other pupils in a text.

    Whole names in any case, and given names with a capital, unless the pupil, a guardian or
    a member of staff has the same; the genitive keeps its ``s``. With ``skjul_ansatte`` the
    employees that the case is about are not named either.
    """
    about = sak.gjelder_ansatt.navn if sak.gjelder_ansatt and skjul_ansatte else ()
    known = [sak.elev.navn, *(each.navn for each in sak.elev.foresatte)]
    known += [person.navn for person in skole.personer if person.navn not in about]
    names = [(each.navn, each.alias) for each in sak.involverte if each.navn]
    return _replacing([*names, *((name, "den ansatte") for name in about)], known)


def anonymt(sak: Sak, skole: Skole) -> UtenNavn:
    """Return the function that takes out everybody's name, the class and the case's number."""
    names = [(each.navn, each.alias) for each in sak.involverte if each.navn]
    names.append((sak.elev.navn, "eleven"))
    names += [(each.navn, "en forelder") for each in sak.elev.foresatte]
    about = sak.gjelder_ansatt.navn if sak.gjelder_ansatt else ()
    names += [(name, "den ansatte") for name in about]
    names += [(person.navn, "en ansatt") for person in skole.personer]
    without = _replacing(names, ())
    classes = {sak.elev.klasse, *(each.klasse for each in sak.involverte if each.klasse)}
    marks = [(_whole(name, re.IGNORECASE), "klassen") for name in sorted(classes)]
    marks.append((_whole(sak.sak, re.IGNORECASE), "saken"))

    def nobody(text: str) -> str:
        return _put(without(text), marks)

    return nobody


def _replacing(names: Iterable[tuple[str, str]], known: Iterable[str]) -> UtenNavn:
    taken = {word for name in known for word in _WORD.findall(name)}
    rules: list[tuple[re.Pattern[str], str]] = []
    for name, alias in names:
        rules.append((_whole(name, re.IGNORECASE), alias))
        given = name.split()[0]
        if given not in taken and given[:1].isupper():
            rules.append((_whole(given, 0), alias))
    rules.sort(key=lambda rule: -len(rule[0].pattern))
    return lambda text: _put(text, rules)


def _put(text: str, rules: Iterable[tuple[re.Pattern[str], str]]) -> str:
    for pattern, alias in rules:
        text = pattern.sub(alias.replace("\\", r"\\"), text)
    return text


def _whole(name: str, flags: int) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in name.split())
    return re.compile(rf"(?<!\w){words}(?=s?(?!\w))", flags)
