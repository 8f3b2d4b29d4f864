"""Other pupils appear by alias, also where somebody has written their name by mistake."""

import re
from collections.abc import Callable

from sosialplan.model.sak import Sak
from sosialplan.model.skole import Skole

_WORD = re.compile(r"\w+")


def aliaser(sak: Sak, skole: Skole) -> Callable[[str], str]:
    """Return the function that puts aliases for the names of other pupils in a text.

    Whole names in any case, and given names with a capital, unless the pupil, a guardian or
    a member of staff has the same; the genitive keeps its ``s``.
    """
    known = [sak.elev.navn, *(each.navn for each in sak.elev.foresatte)]
    known += [person.navn for person in skole.personer]
    taken = {word for name in known for word in _WORD.findall(name)}
    rules: list[tuple[re.Pattern[str], str]] = []
    for involvert in sak.involverte:
        if involvert.navn is None:
            continue
        rules.append((_whole(involvert.navn, re.IGNORECASE), involvert.alias))
        given = involvert.navn.split()[0]
        if given not in taken and given[:1].isupper():
            rules.append((_whole(given, 0), involvert.alias))
    rules.sort(key=lambda rule: -len(rule[0].pattern))

    def without_names(text: str) -> str:
        for pattern, alias in rules:
            text = pattern.sub(alias.replace("\\", r"\\"), text)
        return text

    return without_names


def _whole(name: str, flags: int) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in name.split())
    return re.compile(rf"(?<!\w){words}(?=s?(?!\w))", flags)
