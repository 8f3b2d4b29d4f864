"""Roles in words, with the name of the person who holds them where one does."""

from collections.abc import Callable, Iterable

from sosialplan.model.klassetrinn import trinnord
from sosialplan.model.plan import Plan
from sosialplan.model.skole import Skole, Verv
from sosialplan.rules.tillit.fullmakt import UKJENT, UTEN_VERV


def rolle(skole: Skole, code: str) -> str:
    """Return the role's name as it stands in a sentence: ``kontaktlærer``, ``PPT-rådgiver``."""
    return midt_i(next((each.navn for each in skole.roller if each.rolle == code), code))


def team(plan: Plan) -> str:
    """Return what the school calls the meeting that reports go to: ``R-team``, ``Ressursteam``."""
    found = plan.moeter.raadsteam
    return found.navn if found else _TEAM


def teamet(plan: Plan) -> str:
    """Return it as those one tells of something: ``R-teamet``."""
    name = team(plan)
    return f"{name}et" if name.endswith("team") and name != _TEAM else name


_TEAM = "teamet"
"""Where the plan has no such meeting."""


def foert_inn(skole: Skole, av: str, foert_av: str) -> str:
    """Return that one entered what another did: ``ført inn av kontaktlærer for rektor``."""
    return f"ført inn av {den_som_foerte(skole, av, foert_av)} for {rolle(skole, av)}"


def skrevet_inn(skole: Skole, foert_av: str, roller: Iterable[str] = ()) -> str:
    """Return that one entered what says nothing of who did it: ``ført inn av kontaktlærer``.

    ``roller`` are those whose matter it is; one of the same role, for another class, is another.
    """
    return (
        f"ført inn av {den_som_foerte(skole, foert_av if foert_av in roller else None, foert_av)}"
    )


def den_som_foerte(skole: Skole, av: str | None, foert_av: str) -> str:
    """Return who entered something, in words."""
    if foert_av == UKJENT:
        return "en ukjent"
    if foert_av == UTEN_VERV:
        return "en ansatt uten verv"
    return f"en annen {rolle(skole, av)}" if foert_av == av else rolle(skole, foert_av)


def midt_i(navn: str) -> str:
    """Return a name of the plan as it stands in the middle of a sentence.

    >>> midt_i("Krenkende atferd"), midt_i("PPT-rådgiver")
    ('krenkende atferd', 'PPT-rådgiver')
    """
    return navn if navn[1:2].isupper() else navn[:1].lower() + navn[1:]


def uten_grupper(skole: Skole, codes: Iterable[str]) -> tuple[str, ...]:
    """Return the roles in order, without groups; where there are only groups, these."""
    groups = {each.rolle for each in skole.roller if each.gruppe}
    found = sorted(codes)
    return tuple(each for each in found if each not in groups) or tuple(found)


def holder(skole: Skole, code: str, klasse: str) -> str | None:
    """Return who holds the role for a class; several are joined, nobody is None."""
    names = [
        person.navn
        for person in skole.personer
        if any(verv.rolle == code and skole.covers(verv, klasse) for verv in person.verv)
    ]
    return " og ".join(names) or None


def rolle_med_navn(skole: Skole, code: str, klasse: str, *, si: Callable[[str], str] = str) -> str:
    """Return ``Navn (rolle)``, or the role with its first letter large where nobody holds it.

    ``si`` puts the role's word into the reader's form of Norwegian.
    """
    name = holder(skole, code, klasse)
    word = si(rolle(skole, code))
    return f"{name} ({word})" if name else word[:1].upper() + word[1:]


def posts_in_words(skole: Skole, verv: Iterable[Verv]) -> str:
    """Return posts as they stand in a sentence: ``kontaktlærer for 8B og rådgiver``."""
    words = [rolle(skole, each.rolle) + _for(each) for each in verv]
    return " og ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _for(verv: Verv) -> str:
    place = verv.klasse or (trinnord(verv.trinn) if verv.trinn else "")
    return f" for {place}" if place else ""
