"""The signatures of a history: which commits had to be signed, and how each stands."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime

from msgspec.structs import replace

from sosialplan.commands.fortid import read_tree
from sosialplan.commands.skrivebordet.signering import access_of
from sosialplan.depot import Depot
from sosialplan.files.merke import Merke
from sosialplan.git.contents import texts
from sosialplan.git.history import Commit, commits, moments
from sosialplan.git.signing import NotVerified, signatures
from sosialplan.model.record import Value
from sosialplan.model.skole import Tilgang
from sosialplan.rules.tillit.fullmakt import SKOLE, TILGANG, Forfatter, Stab, staff_in
from sosialplan.rules.tillit.signaturkjede import (
    Dom,
    Lenke,
    Signatur,
    aside,
    faults,
    first_signed_day,
    judged,
)
from sosialplan.views.historikk.kontrollbilde import Signaturbilde

Progress = Callable[[int], AbstractContextManager[Callable[[], None]]]
"""What shows how far it has come: is told how many there are, and then of each."""


class Signaturer(Value, frozen=True):
    """How each commit stands, and the commits that changed who signs, newest first."""

    bilde: Signaturbilde
    dommer: Mapping[str, Dom]
    endringer: tuple[Commit, ...]

    @property
    def feil(self) -> Mapping[str, str]:
        """What is wrong with each commit that is not signed as it had to be."""
        return faults(tuple(self.dommer.values()))


def check_signatures(
    depot: Depot,
    history: Sequence[Commit],
    merke: Merke,
    now: datetime,
    *,
    alt: bool,
    progress: Progress,
) -> Signaturer:
    """Judge every commit. Signatures that were right the last time are asked for only with ``alt``.

    Those of the commits that changed who signs, and of those that came beside the signing, are
    always asked for.
    """
    changes = commits(depot.root, [TILGANG], thorough=True)
    lenker = _links(history, now, _access(depot, changes), _staff(depot))
    first = first_signed_day(lenker)
    if first is None:
        return Signaturer(Signaturbilde(), {}, changes)
    always = {each.name for each in changes}
    settled = frozenset[str]() if alt else _led_to(history, merke.signert) - always
    due = (each.navn for each in lenker if each.dag >= first and each.navn not in settled)
    beside = (each.navn for each in aside(lenker) if each.dag >= first)
    wanted = list(dict.fromkeys((*due, *always, *beside)))
    try:
        with progress(len(wanted)) as done:
            found = signatures(depot.root, wanted, done)
    except NotVerified:
        return Signaturer(Signaturbilde(first, kontrollert=False), {}, changes)
    lenker = [_signed(each, found, settled.difference(found)) for each in lenker]
    dommer = tuple(judged(lenker, frozenset(merke.godtatt)))
    bilde = Signaturbilde(
        fra=first,
        skulle=sum(each.maa for each in dommer),
        feil=sum(each.feil is not None for each in dommer),
        godtatt=sum(each.maa and each.navn in merke.godtatt for each in dommer),
        fra_foer=sum(each.maa and each.navn in settled for each in dommer),
    )
    return Signaturer(bilde, {each.navn: each for each in dommer}, changes)


def _access(depot: Depot, changes: Sequence[Commit]) -> Mapping[str, Tilgang | None]:
    """Return who signed after each commit that changed it; None where it is gone or cannot be read."""
    after = {each.name: each.sides[0][0].after for each in changes}
    held = texts(depot.root, [content for content in after.values() if content])
    return {
        name: access_of(held[content]) if content and held[content] is not None else None
        for name, content in after.items()
    }


def _staff(depot: Depot) -> Mapping[str, Stab]:
    """Return who was at the school, and led it, after each commit that wrote that anew."""
    after = {
        each.name: each.sides[0][0].after for each in commits(depot.root, [SKOLE], thorough=True)
    }
    held = texts(depot.root, [content for content in after.values() if content])
    found = (
        (name, staff_in(read_tree(held.get(content or "")).tree)) for name, content in after.items()
    )
    return {name: stab for name, stab in found if stab is not None}


def _links(
    history: Sequence[Commit],
    now: datetime,
    access: Mapping[str, Tilgang | None],
    staff: Mapping[str, Stab],
) -> list[Lenke]:
    """Return the commits as the rules judge them, each after its parents."""
    when = moments(history, now)
    return [
        Lenke(
            navn=each.name,
            foreldre=each.parents,
            dag=when[each.name].date(),
            forfatter=Forfatter(each.who, each.email),
            tilgang=access.get(each.name),
            stab=staff.get(each.name),
            borte=each.name in access and access[each.name] is None,
        )
        for each in reversed(history)
    ]


def _signed(lenke: Lenke, found: Mapping[str, Signatur], settled: Collection[str]) -> Lenke:
    known = None if lenke.navn in settled else found.get(lenke.navn, lenke.signatur)
    return replace(lenke, signatur=known)


def _led_to(history: Sequence[Commit], name: str | None) -> frozenset[str]:
    """Return a commit and all that lead to it."""
    found = {name}
    for each in history:
        if each.name in found:
            found.update(each.parents)
    return frozenset(each for each in found if each is not None)
