"""Whether each commit is signed as it had to be, judged by what its parents knew.

A commit never vouches for itself: the keys and the demand are those that stood before it. What an
unsigned commit says of keys does not count, so nobody can let themselves in, or turn signing off, by
writing it; nor does what a signer says of others without being one who may (``fullmakt``). A key that
goes from the file is taken as ended that day; what the file no longer says of signing stands, and so
does all of it where the file is gone or cannot be read. A name that somebody at the school has had is
nobody else's afterwards.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum

from msgspec.structs import replace

from sosialplan.model.record import Value
from sosialplan.model.tilgang import Noekkel, Signering, Tilgang
from sosialplan.rules.tillit.fullmakt import (
    Forfatter,
    Stab,
    belongs_to,
    fingerprint,
    holds,
    is_one_of,
    may_vouch,
    must_sign,
    names_oneself,
    own_part,
    reading_changed,
    signing_changed,
    vouched_for,
)

_NOBODY = Tilgang()


class Signaturslag(Enum):
    """What git says of a signature."""

    INGEN = "ingen"
    HEL = "hel"
    BRUTT = "brutt"
    UKJENT = "ukjent"


_NO_GOOD = {Signaturslag.INGEN: "T721", Signaturslag.BRUTT: "T722", Signaturslag.UKJENT: "T726"}


class Signatur(Value, frozen=True):
    """A signature, and the fingerprint of the key that made it where it is whole."""

    slag: Signaturslag
    fingeravtrykk: str = ""


class Lenke(Value, frozen=True):
    """A commit. ``dag`` is never before what it builds on.

    ``tilgang`` and ``stab`` are set where it changed them; with ``borte`` it took the file of keys
    away, or made it unreadable. ``signatur`` is None where it is known from before that all is well.
    """

    navn: str
    foreldre: tuple[str, ...]
    dag: date
    forfatter: Forfatter
    signatur: Signatur | None = Signatur(Signaturslag.INGEN)
    tilgang: Tilgang | None = None
    stab: Stab | None = None
    borte: bool = False


class Dom(Value, frozen=True):
    """How a commit stands: whether it had to be signed, by which key it is, and what is wrong.

    ``uvitende`` is unsigned, and came from a copy that did not know yet that it had to be signed.
    ``person`` is whose key it is.
    """

    navn: str
    maa: bool = False
    noekkel: str | None = None
    feil: str | None = None
    uvitende: bool = False
    person: str | None = None


class Noekkelkjent(Value, frozen=True):
    """What is known after a commit.

    ``tilgang`` and ``ledere`` are what counts, ``skrevet`` and ``stab`` what the files say;
    ``navn`` are all who ever were at the school.
    """

    tilgang: Tilgang = _NOBODY
    ledere: frozenset[str] = frozenset()
    skrevet: Tilgang = _NOBODY
    stab: Stab = Stab()
    navn: frozenset[str] = frozenset()


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


def judged(lenker: Sequence[Lenke], accepted: Collection[str]) -> Iterator[Dom]:
    """Yield how each commit stands; ``lenker`` has each after its parents.

    Those ``accepted`` by the person who checks count as signed.
    """
    known: dict[str, Noekkelkjent] = {}
    beside = {each.navn for each in aside(lenker)}
    first = first_signed_day(lenker)
    knew: dict[str, date] = {}
    for each in lenker:
        parents = [known[parent] for parent in each.foreldre if parent in known]
        before = _met(parents)
        must = any(must_sign(one.tilgang, each.dag) for one in parents)
        own = _own_key(each, before.tilgang)
        person = own.person if own else None
        alone = (
            must
            and each.navn not in accepted
            and person is not None
            and _alone(each, person, before)
        )
        fault = None
        if must and each.navn not in accepted and each.signatur is not None:
            fault = _fault(each.signatur, each, own, before.navn)
            fault = fault or _beyond(each, person if alone else None, parents)
        known[each.navn] = _after(before, each, person if alone else None, counts=fault is None)
        unknowing = each.navn in beside and _is_unsigned(each, first) and each.navn not in accepted
        who = each.forfatter.navn
        if unknowing and _knew(who, knew, each.dag):
            must, fault, unknowing = True, "T765", False
        elif must and fault is None:
            knew.setdefault(who, each.dag)
        yield Dom(each.navn, must, own.id if own else None, fault, unknowing, person)


def _is_unsigned(lenke: Lenke, first: date | None) -> bool:
    """Tell whether a commit has no signature, though signing had been turned on somewhere."""
    no_signature = lenke.signatur is not None and lenke.signatur.slag is Signaturslag.INGEN
    return no_signature and first is not None and lenke.dag >= first


def _knew(who: str, knew: Mapping[str, date], on: date) -> bool:
    """Tell whether an author had signed already by a day."""
    return any(day <= on and is_one_of(who, (name,)) for name, day in knew.items())


def _met(parents: Sequence[Noekkelkjent]) -> Noekkelkjent:
    """Return what is known where lines of work meet."""
    if len(parents) == 1:
        return parents[0]
    nobody = frozenset[str]()
    return Noekkelkjent(
        combined([each.tilgang for each in parents]),
        nobody.union(*(each.ledere for each in parents)),
        combined([each.skrevet for each in parents]),
        Stab(
            nobody.union(*(each.stab.personer for each in parents)),
            nobody.union(*(each.stab.ledere for each in parents)),
        ),
        nobody.union(*(each.navn for each in parents)),
    )


def _alone(lenke: Lenke, person: str, before: Noekkelkjent) -> bool:
    """Tell whether a signer may speak for nobody but himself; asked only where others are spoken of."""
    if lenke.tilgang is None and lenke.stab is None:
        return False
    return not may_vouch(person, before.tilgang, before.ledere, lenke.dag)


def _after(before: Noekkelkjent, lenke: Lenke, alone: str | None, *, counts: bool) -> Noekkelkjent:
    """Return what is known after a commit. What the files say is known also where it does not count.

    Of one who signs ``alone``, only what is said of that person counts.
    """
    tilgang, ledere = before.tilgang, before.ledere
    if counts and lenke.tilgang is not None:
        new = lenke.tilgang if alone is None else own_part(tilgang, lenke.tilgang, alone)
        tilgang = after(tilgang, new, lenke.dag)
    if counts and alone is None and lenke.stab is not None:
        ledere = lenke.stab.ledere
    keys = () if lenke.tilgang is None else (each.person for each in lenke.tilgang.noekler)
    stab = lenke.stab or before.stab
    return Noekkelkjent(
        tilgang,
        ledere,
        lenke.tilgang or before.skrevet,
        stab,
        before.navn.union(stab.personer, keys),
    )


def _beyond(lenke: Lenke, alone: str | None, parents: Sequence[Noekkelkjent]) -> str | None:
    """Return what a commit did that nobody may, or that one who signs ``alone`` may not."""
    if lenke.borte:
        return "T735"
    if alone is None:
        return None
    stood = [each.skrevet for each in parents]
    if lenke.tilgang is not None:
        counted = [each.tilgang for each in parents]
        about = vouched_for(stood, lenke.tilgang, counted)
        if not all(is_one_of(each, (alone,)) for each in about):
            return "T728"
        changed = signing_changed(stood, lenke.tilgang) or reading_changed(stood, lenke.tilgang)
        if changed or names_oneself(stood, lenke.tilgang, alone):
            return "T729"
    stab = lenke.stab
    leads = stab is not None and all(stab.ledere != each.stab.ledere for each in parents)
    return "T729" if leads else None


def aside(lenker: Sequence[Lenke]) -> Sequence[Lenke]:
    """Return the commits beside the signing: neither built on it, nor what it was built on."""
    wants = {
        each.navn
        for each in lenker
        if each.tilgang and any(one.paa for one in each.tilgang.signering)
    }
    built_on = set(wants)
    for each in reversed(lenker):
        if each.navn in built_on:
            built_on.update(each.foreldre)
    knows = set(wants)
    for each in lenker:
        if knows.intersection(each.foreldre):
            knows.add(each.navn)
    return [each for each in lenker if each.navn not in built_on | knows] if wants else []


def _own_key(lenke: Lenke, tilgang: Tilgang) -> Noekkel | None:
    """Return the key that signed a commit, one that holds that day before one that does not."""
    if lenke.signatur is None or lenke.signatur.slag is not Signaturslag.HEL:
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
    """Return what counts after a change: the new file, and what it left out.

    A key that was left out is ended that day; what was said of signing stands.
    """
    kept = {each.id for each in new.noekler}
    gone = (_ended(each, day) for each in tilgang.noekler if each.id not in kept)
    said = {each.gjelder_fra for each in new.signering}
    left = (each for each in tilgang.signering if each.gjelder_fra not in said)
    return replace(new, noekler=(*new.noekler, *gone), signering=(*new.signering, *left))


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
