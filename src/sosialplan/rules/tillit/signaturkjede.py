"""Whether each commit is signed as it had to be, judged by what its parents knew.

A commit never vouches for itself: the keys and the demand are those that stood before it. What an
unsigned commit says of keys does not count, so nobody can let themselves in, or turn signing off, by
writing it. A key that goes from the file is taken as ended that day.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum

from msgspec.structs import replace

from sosialplan.model.record import Value
from sosialplan.model.tilgang import Noekkel, Signering, Tilgang
from sosialplan.rules.tillit.tilgang import Forfatter, belongs_to, fingerprint, holds, must_sign

_NOBODY = Tilgang()


class Slag(Enum):
    """What git says of a signature."""

    INGEN = "ingen"
    HEL = "hel"
    BRUTT = "brutt"
    UKJENT = "ukjent"


_NO_GOOD = {Slag.INGEN: "T721", Slag.BRUTT: "T722", Slag.UKJENT: "T726"}


class Signatur(Value, frozen=True):
    """A signature, and the fingerprint of the key that made it where it is whole."""

    slag: Slag
    fingeravtrykk: str = ""


class Lenke(Value, frozen=True):
    """A commit. ``dag`` is never before what it builds on; ``tilgang`` is set where it changed that.

    ``signatur`` is None where it is known from before that all is well.
    """

    navn: str
    foreldre: tuple[str, ...]
    dag: date
    forfatter: Forfatter
    signatur: Signatur | None = Signatur(Slag.INGEN)
    tilgang: Tilgang | None = None


class Dom(Value, frozen=True):
    """How a commit stands: whether it had to be signed, by which key it is, and what is wrong.

    ``uvitende`` came from a copy that did not know yet that it had to be signed.
    """

    navn: str
    maa: bool = False
    noekkel: str | None = None
    feil: str | None = None
    uvitende: bool = False


def first_signed_day(lenker: Sequence[Lenke]) -> date | None:
    """Return the first day on which any version of the file wants signatures; None if none does."""
    days = [
        each.gjelder_fra
        for lenke in lenker
        if lenke.tilgang is not None
        for each in lenke.tilgang.signering
        if each.paa
    ]
    return min(days, default=None)


def judged(
    lenker: Sequence[Lenke], persons: Collection[str], accepted: Collection[str]
) -> Iterator[Dom]:
    """Yield how each commit stands; ``lenker`` has each after its parents.

    Those ``accepted`` by the person who checks count as signed.
    """
    known: dict[str, Tilgang] = {}
    before_signing = _led_to_signing(lenker)
    for each in lenker:
        parents = [known[parent] for parent in each.foreldre if parent in known]
        tilgang = combined(parents)
        must = any(must_sign(one, each.dag) for one in parents)
        own = _own_key(each, tilgang)
        fault = None
        if must and each.navn not in accepted and each.signatur is not None:
            fault = _fault(each.signatur, each, own, persons)
        new = each.tilgang if fault is None else None
        known[each.navn] = tilgang if new is None else after(tilgang, new, each.dag)
        knows = any(one.paa for one in tilgang.signering)
        parallel = not knows and each.navn not in before_signing and bool(before_signing)
        yield Dom(each.navn, must, own.id if own else None, fault, parallel)


def _led_to_signing(lenker: Sequence[Lenke]) -> Collection[str]:
    """Return the commits that wanted signatures, and all that they build on."""
    found: set[str] = set()
    for each in reversed(lenker):
        wants = each.tilgang is not None and any(one.paa for one in each.tilgang.signering)
        if wants or each.navn in found:
            found |= {each.navn, *each.foreldre}
    return found


def _own_key(lenke: Lenke, tilgang: Tilgang) -> Noekkel | None:
    """Return the key that signed a commit, one that holds that day before one that does not."""
    if lenke.signatur is None or lenke.signatur.slag is not Slag.HEL:
        return None
    made = lenke.signatur.fingeravtrykk
    found = [each for each in tilgang.noekler if fingerprint(each) == made]
    return max(found, key=lambda each: holds(each, lenke.dag), default=None)


def _fault(
    signatur: Signatur, lenke: Lenke, own: Noekkel | None, persons: Collection[str]
) -> str | None:
    if signatur.slag in _NO_GOOD:
        return _NO_GOOD[signatur.slag]
    if own is None:
        return "T723"
    if not holds(own, lenke.dag):
        return "T724"
    return None if belongs_to(own, lenke.forfatter, persons) else "T725"


def after(tilgang: Tilgang, new: Tilgang, day: date) -> Tilgang:
    """Return what counts after a change: the new file, and what it left out, ended that day."""
    kept = {each.id for each in new.noekler}
    gone = (_ended(each, day) for each in tilgang.noekler if each.id not in kept)
    return Tilgang(noekler=(*new.noekler, *gone), signering=new.signering)


def combined(several: Sequence[Tilgang]) -> Tilgang:
    """Return what counts where lines of work meet: every key, ended as early as either says."""
    if not several:
        return _NOBODY
    if all(each == several[0] for each in several):
        return several[0]
    keys: dict[tuple[str, str, str], Noekkel] = {}
    days: dict[date, Signering] = {}
    for tilgang in several:
        for key in tilgang.noekler:
            other = keys.setdefault((key.id, key.noekkel, key.person), key)
            later = max(key.gjelder_fra, other.gjelder_fra)
            first = other if key.sperret_fra is None else _ended(other, key.sperret_fra)
            keys[key.id, key.noekkel, key.person] = replace(first, gjelder_fra=later)
        for said in tilgang.signering:
            stands = days.setdefault(said.gjelder_fra, said)
            days[said.gjelder_fra] = said if said.paa else stands
    return Tilgang(noekler=tuple(keys.values()), signering=tuple(days.values()))


def _ended(noekkel: Noekkel, day: date) -> Noekkel:
    ended = noekkel.sperret_fra
    return replace(noekkel, sperret_fra=day if ended is None else min(day, ended))


def faults(doms: Sequence[Dom]) -> Mapping[str, str]:
    """Return what is wrong with each commit that is not signed as it had to be."""
    return {each.navn: each.feil for each in doms if each.feil is not None}
