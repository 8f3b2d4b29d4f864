"""Which reading keys count: those that protection began with, and those that colleagues who read have confirmed.

A key that somebody wrote into the file, or that came with a ``synk``, is nobody's until then: nothing is
sealed for it. A confirmation counts by who wrote the commit that brought it, never by the name that stands in it.

What counted goes on counting on every branch: two who change the file at once take nothing from each other. A key
that was ended is never one again, whatever the file says later, and needs a new one in its place.

A school that is protected from its first day begins with the first key of a person. Until as many have read as
must confirm, all who read must; from then on the bar stands, also when some of them have left.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import folded
from sosialplan.model.tilgang import Lesenoekkel, Tilgang


class Tilgangsutgave(Value, frozen=True):
    """The file of access after a commit that changed it, before it on each side, and who wrote it.

    ``av`` is None where that is not known: the commit is not signed as the school wants, or by nobody known.
    """

    tilgang: Tilgang
    foer: tuple[Tilgang, ...]
    av: str | None


Hvis = tuple[str, str]
"""Whose key it is, and the key: what is confirmed is that both belong together, and never an id."""


def hvis(noekkel: Lesenoekkel) -> Hvis:
    """Return whose a key is; the recovery key is nobody's."""
    return folded(noekkel.person or ""), noekkel.noekkel.strip()


def counting(utgaver: Iterable[Tilgangsutgave]) -> frozenset[Hvis]:
    """Return the keys that count after these versions, which are given oldest first."""
    counted: set[Hvis] = set()
    ever: set[str] = set()
    said: dict[Hvis, set[str]] = {}
    ended: dict[Hvis, date] = {}
    revived: set[Hvis] = set()
    now: set[Hvis] = set()
    for each in utgaver:
        if _begins(each, counted, ended):
            counted |= {hvis(key) for key in each.tilgang.lesenoekler if key.sperret_fra is None}
            ever.clear()
        for key, person in _confirmed(each):
            if person in _readers(each.foer, counted) and person != folded(key.person or ""):
                said.setdefault(hvis(key), set()).add(person)
            if len(said.get(hvis(key), ())) >= max(1, min(_needed(each.foer), len(ever))):
                counted.add(hvis(key))
        now = {hvis(key) for key in each.tilgang.lesenoekler}
        revived |= set(_revived(each, ended))
        ever |= {person for person, _ in counted if person}
    return frozenset(counted & now - revived)


def _revived(utgave: Tilgangsutgave, ended: dict[Hvis, date]) -> Iterator[Hvis]:
    """Yield the keys that were ended and are not in this version, or from a later day.

    Those that one who is known ends in it are noted: what nobody known wrote takes no key from anybody for good.
    """
    for key in utgave.tilgang.lesenoekler:
        day = ended.get(hvis(key))
        if day is not None and (key.sperret_fra is None or key.sperret_fra > day):
            yield hvis(key)
        elif key.sperret_fra is not None and utgave.av is not None:
            ended[hvis(key)] = key.sperret_fra


def confirmations(tilgang: Tilgang, counted: Collection[Hvis]) -> int:
    """Return how many must confirm a new key now: fewer than the bar only where fewer have ever read."""
    return max(1, min(tilgang.bekreftes_av, len({person for person, _ in counted if person})))


def _begins(utgave: Tilgangsutgave, counted: Collection[Hvis], ended: Mapping[Hvis, date]) -> bool:
    """Tell whether the keys of a version are those that protection begins with.

    They are where it is turned on by one who is known and nobody who read is left: each key of a person that
    counted was ended, in a version of its own. And they are where the first person comes to a school that was
    protected before it had any. Taking keys out of the file is no beginning, and neither is taking out the whole.
    """
    tilgang = utgave.tilgang
    read = {key for key in counted if key[0]}
    if tilgang.vernet and not any(each.vernet for each in utgave.foer):
        return not counted or (utgave.av is not None and read <= ended.keys())
    first = not counted and any(key.person for key in tilgang.lesenoekler)
    return tilgang.vernet and first


def _confirmed(utgave: Tilgangsutgave) -> Iterator[tuple[Lesenoekkel, str]]:
    """Yield each key that the writer of a version confirms in it, and nobody's word but the writer's."""
    writer = folded(utgave.av or "")
    for key in utgave.tilgang.lesenoekler:
        before = [_same(each.lesenoekler, key) for each in utgave.foer]
        stood = {folded(one.person) for each in before if each for one in each.bekreftet}
        for one in key.bekreftet:
            if folded(one.person) == writer and writer not in stood:
                yield key, writer


def _same(keys: Sequence[Lesenoekkel], key: Lesenoekkel) -> Lesenoekkel | None:
    return next((each for each in keys if hvis(each) == hvis(key)), None)


def _readers(foer: Sequence[Tilgang], counted: Collection[Hvis]) -> set[str]:
    """Return who read before: those with a key that counted and was not ended."""
    return {
        folded(key.person)
        for each in foer
        for key in each.lesenoekler
        if key.person and hvis(key) in counted and key.sperret_fra is None
    }


def _needed(foer: Sequence[Tilgang]) -> int:
    """Return how many must confirm, as it stood before: a change does not lower its own bar."""
    return max((each.bekreftes_av for each in foer), default=Tilgang().bekreftes_av)
