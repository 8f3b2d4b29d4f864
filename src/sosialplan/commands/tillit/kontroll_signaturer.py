"""The signatures of a history and its approvals: which had to be signed, and who could give them."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from sosialplan.commands.fortid import Fortid, read_tree
from sosialplan.commands.skrivebordet.signering import access_of, last_known
from sosialplan.commands.tillit.kontroll_vekst import lagring
from sosialplan.depot import Depot
from sosialplan.files.merke import Merke
from sosialplan.git.contents import contents, texts
from sosialplan.git.history import Change, Commit, commits, moments
from sosialplan.git.signing import NotVerified, signatures
from sosialplan.model.mappe import Mappe
from sosialplan.model.record import Value
from sosialplan.model.tilgang import Noekkel, Tilgang
from sosialplan.model.vernet import TILGANG
from sosialplan.rules.tillit.fullmakt import (
    SKOLE,
    Forfatter,
    Stab,
    belongs_to,
    is_one_of,
    staff_in,
)
from sosialplan.rules.tillit.signaturkjede import (
    Dom,
    Lenke,
    Signatur,
    aside,
    faults,
    first_signed_day,
    judged,
)
from sosialplan.views.historikk.kontrollbilde import Kontrollfunn, Signaturbilde

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
    vouched: Collection[str] = (),
) -> Signaturer:
    """Judge every commit. Signatures that were right the last time are asked for only with ``alt``.

    Those of the commits that changed who signs, and of those that came beside the signing, are
    always asked for. Those ``vouched`` for were written anew by a deletion, and count as signed.
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
    dommer = tuple(judged(lenker, frozenset((*merke.godtatt, *vouched))))
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
    held = texts(depot, [content for content in after.values() if content])
    return {
        name: access_of(held[content]) if content and held[content] is not None else None
        for name, content in after.items()
    }


def _staff(depot: Depot) -> Mapping[str, Stab]:
    """Return who was at the school, and led it, after each commit that wrote that anew."""
    after = {
        each.name: each.sides[0][0].after for each in commits(depot.root, [SKOLE], thorough=True)
    }
    held = texts(depot, [content for content in after.values() if content])
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


def wrong_approvals(
    depot: Depot, mappe: Mappe, dommer: Mapping[str, Dom], accepted: Collection[str] = ()
) -> Iterator[Kontrollfunn]:
    """Yield each approval written by one who did not have the role, or whom the school did not know.

    A role that was given in a commit that does not count was not had; one that somebody gave himself, or
    that one gave whom the school did not know, is told of. Those ``accepted`` count.

    An approval that is gone from its case is told of where entries that changed are.
    """
    files = [each.file for each in mappe.saker if each.value.godkjenninger]
    if not files:
        return
    history = commits(depot.root, [*files, SKOLE], thorough=True)
    fortid = Fortid(depot)
    given = [(each, side, one) for each in history for side, one in _given(fortid, each)]
    keys = last_known(depot).noekler
    staff = _staff_then(depot, [each for each, _, _ in given])
    doubts = _doubts(depot, history, dommer, keys, accepted)
    for commit, side, one in given:
        stab = staff[commit.name]
        navn = _writer(commit, dommer.get(commit.name), keys, stab)
        role = str(one.get("av"))
        held = (each for post, each in doubts[commit.name].items() if _is_post(post, navn, role))
        doubt = next(held, None)
        if role in stab.utenfor or (stab.had(navn, role) and doubt is None):
            continue
        code = doubt or ("T751" if is_one_of(navn, stab.personer) else "T752")
        number = side.file.rsplit("/", 1)[-1].removesuffix(".yaml")
        yield Kontrollfunn(code, lagring(commit), {"sak": number, "id": str(one["id"])})


def _doubts(
    depot: Depot,
    history: Sequence[Commit],
    dommer: Mapping[str, Dom],
    keys: Sequence[Noekkel],
    accepted: Collection[str],
) -> Mapping[str, Mapping[tuple[str, str], str]]:
    """Return for each commit the posts that were held before it and in doubt, each with the code for it."""
    plans = [each for each in history if SKOLE in each.files]
    before, after = _staff_then(depot, plans), _staff_then(depot, plans, before=False)
    doubted: dict[tuple[str, str], str] = {}
    found: dict[str, Mapping[tuple[str, str], str]] = {}
    known = Stab()
    for commit in reversed(history):
        found[commit.name] = dict(doubted)
        if commit.name not in after:
            continue
        stood = before[commit.name] if before[commit.name].personer else known
        known = after[commit.name] if after[commit.name].personer else known
        dom = dommer.get(commit.name)
        writer = _writer(commit, dom, keys, stood)
        code = None if commit.name in accepted else _doubt(dom, writer, stood)
        anyone = code == "T751" or not is_one_of(writer, stood.personer)
        for post in after[commit.name].verv - stood.verv:
            doubted.pop(post, None)
            if code is not None and (anyone or is_one_of(writer, post[:1])):
                doubted[post] = code
    return found


def _doubt(dom: Dom | None, writer: str, before: Stab) -> str | None:
    """Return the code of an approval by a role that such a commit gave; None where it may give any."""
    if dom is not None and dom.feil is not None:
        return "T751"
    return None if not before.personer or is_one_of(writer, before.ledere) else "T753"


def _is_post(post: tuple[str, str], navn: str, role: str) -> bool:
    return post[1] == role and is_one_of(navn, post[:1])


def _given(fortid: Fortid, commit: Commit) -> Iterator[tuple[Change, Mapping[str, Any]]]:
    """Yield the approvals that a commit wrote: in none of what it builds on.

    Where that is sealed for others, nobody can tell here who gave them: those who read it from the start can.
    """
    for side in commit.sides[0] if commit.sides else ():
        befores = [each for one in commit.sides for each in one if each.file == side.file]
        if any(fortid.lukket(each.before) for each in befores):
            continue
        seen = {each["id"] for before in befores for each in _approvals(fortid, before.before)}
        for each in _approvals(fortid, side.after):
            if each["id"] not in seen:
                yield side, each


def _approvals(fortid: Fortid, content: str | None) -> Iterator[Mapping[str, Any]]:
    tree: Any = fortid.innhold(content).tree if content else None
    given = tree.get("godkjenninger") if isinstance(tree, dict) else None
    listed = given if isinstance(given, list) else ()
    yield from (each for each in listed if isinstance(each, dict) and "id" in each)


def _staff_then(
    depot: Depot, found: Sequence[Commit], *, before: bool = True
) -> Mapping[str, Stab]:
    """Return who was at the school before each commit, or with it; of the first one, with it."""
    asked = [(f"{each.name}{up}", SKOLE) for each in found for up in ("^", "")]
    held = contents(depot, asked)
    return {
        each.name: staff_in(
            read_tree((before and held[f"{each.name}^", SKOLE]) or held[each.name, SKOLE]).tree
        )
        or Stab()
        for each in found
    }


def _writer(commit: Commit, dom: Dom | None, keys: Sequence[Noekkel], stab: Stab) -> str:
    """Return who wrote something: by the key that signed it, by the name, or by the address of a key."""
    if dom is not None and dom.person is not None:
        return dom.person
    author = Forfatter(commit.who, commit.email)
    posted = (each.person for each in keys if belongs_to(each, author, stab.personer))
    return commit.who if is_one_of(commit.who, stab.personer) else next(posted, commit.who)
