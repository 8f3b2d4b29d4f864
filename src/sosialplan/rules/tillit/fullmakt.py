"""Whose key it is, whether the writer is the one who did it, and who may vouch for whom."""

import binascii
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from msgspec.structs import replace

from sosialplan.model.record import Value
from sosialplan.model.skole import Person, Skole, has_role
from sosialplan.model.skrivemaate import alike, look_alike, shown
from sosialplan.model.tilgang import Lesenoekkel, Noekkel, Tilgang
from sosialplan.rules.explanation import in_force

ED25519 = "ssh-ed25519"
_RSA = "ssh-rsa"
TRYGGE = frozenset(
    {
        ED25519, _RSA, "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
        "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
    }
)  # fmt: skip
"""The kinds that ssh signs with and that nobody can forge today."""
_SHORTEST_RSA = 2048
"""Bits."""
_SECRET = ("PRIVATE KEY", "PuTTY-User-Key-File")
_LENGTH = 4


class Offentlig(Value, frozen=True):
    """A public key. ``tekst`` is the kind and the key, without the remark."""

    slag: str
    fingeravtrykk: str
    tekst: str
    trygg: bool


def is_private(text: str) -> bool:
    """Tell whether a text is, or holds, a key that nobody else may have."""
    return any(each in text for each in _SECRET)


def read_key(text: str) -> Offentlig | None:
    """Return the key that a text holds; None where it is not one whole public key."""
    words = text.split()
    lines = text.strip().splitlines()
    if len(lines) != 1 or len(words) < 2:  # noqa: PLR2004 - the kind and the key
        return None
    try:
        raw = b64decode(words[1], validate=True)
        parts = list(_parts(raw))
    except (ValueError, binascii.Error):
        return None
    if len(parts) < 2 or parts[0] != words[0].encode("utf-8"):  # noqa: PLR2004 - the kind, and what it is
        return None
    marked = b64encode(sha256(raw).digest()).decode("ascii").rstrip("=")
    return Offentlig(words[0], f"SHA256:{marked}", " ".join(words[:2]), _is_safe(parts))


def _parts(raw: bytes) -> Iterator[bytes]:
    """Yield the parts of a key. Raises ValueError where one is cut short."""
    at = 0
    while at < len(raw):
        end = at + _LENGTH + int.from_bytes(raw[at : at + _LENGTH], "big")
        if end > len(raw):
            raise ValueError
        yield raw[at + _LENGTH : end]
        at = end


def _is_safe(parts: list[bytes]) -> bool:
    kind = parts[0].decode("ascii", "replace")
    long_enough = kind != _RSA or int.from_bytes(parts[-1], "big").bit_length() >= _SHORTEST_RSA
    return kind in TRYGGE and long_enough


_CLOSE = 0.85
"""So much of two names is the same where one may be read as the other."""


class Forfatter(Value, frozen=True):
    """Who git says wrote something."""

    navn: str
    e_post: str


def must_sign(tilgang: Tilgang, on: date) -> bool:
    """Tell whether what is saved on a day must be signed."""
    chosen = in_force(tilgang.signering, on)
    return chosen is not None and chosen.paa


def holds(noekkel: Noekkel | Lesenoekkel, on: date) -> bool:
    """Tell whether a key counts on a day."""
    ended = noekkel.sperret_fra is not None and on >= noekkel.sperret_fra
    return noekkel.gjelder_fra <= on and not ended


def fingerprint(noekkel: Noekkel) -> str:
    """Return the fingerprint that git tells of a signature; empty for what is no key."""
    key = read_key(noekkel.noekkel)
    return key.fingeravtrykk if key else ""


def belongs_to(noekkel: Noekkel, forfatter: Forfatter, persons: Collection[str]) -> bool:
    """Tell whether the one who stands as author is the key's person: by name, or by address.

    Names are compared by what is shown. An address does not help one who has taken the name of
    another of the ``persons``, or something nearer to it than to the person's own.
    """
    if look_alike(forfatter.navn, noekkel.person):
        return True
    if noekkel.e_post is None or not alike(noekkel.e_post, forfatter.e_post):
        return False
    return not any(_nearer(forfatter.navn, each, noekkel.person) for each in persons)


def _nearer(name: str, other: str, own: str) -> bool:
    """Tell whether a name would be read as another's rather than as its own person's."""
    if look_alike(other, own):
        return False
    words, theirs, ours = (frozenset(shown(each).split()) for each in (name, other, own))
    if look_alike(name, other) or len(words & theirs) > len(words & ours):
        return True
    return _CLOSE <= _likeness(name, other) > _likeness(name, own)


def _likeness(one: str, other: str) -> float:
    from difflib import SequenceMatcher  # noqa: PLC0415 - seldom needed, slow to load

    return SequenceMatcher(None, shown(one), shown(other)).ratio()


UKJENT = "ukjent"
"""What an entry says was its writer where the school does not know the name in git."""
UTEN_VERV = "uten-verv"
"""What it says where the person has no post."""


def writer(
    skole: Skole, noekler: Sequence[Noekkel], forfatter: Forfatter, own: Iterable[str], on: date
) -> Person | None:
    """Return the member of staff who writes: by the key that is here, else by git's name or address.

    ``own`` are the fingerprints of the keys here. Where several of them are registered, the name
    chooses; a name that is not theirs is not believed.
    """
    names = {each.navn for each in skole.personer} | {each.person for each in noekler}
    here = set(own)
    held = [each for each in noekler if holds(each, on) and fingerprint(each) in here]
    mine = [each for each in held if belongs_to(each, forfatter, names)] or held
    others = [each for each in noekler if each.e_post and belongs_to(each, forfatter, names)]
    if mine:
        return _person(skole, mine[0].person)
    return _person(skole, forfatter.navn) or (_person(skole, others[0].person) if others else None)


def _person(skole: Skole, navn: str) -> Person | None:
    return next((each for each in skole.personer if look_alike(each.navn, navn)), None)


def entered_by(
    person: Person | None, roller: Iterable[str], skole: Skole, klasse: str | None
) -> str | None:
    """Return who entered what one of these roles did; None where it is the person's own.

    What names nobody is nobody's own: then it is always told.
    """
    if person is None:
        return UKJENT
    if any(has_role(person, each, skole, klasse) for each in roller):
        return None
    there = (verv.rolle for verv in person.verv if klasse is None or skole.covers(verv, klasse))
    return next(there, next((verv.rolle for verv in person.verv), UTEN_VERV))


SKOLE = "plan/skole.yaml"
_LEDELSEN = "ledelsen"
_REKTOR = "rektor"


class Stab(Value, frozen=True):
    """The people of a school at a time, as a name each, and the names of those who lead it.

    ``verv`` are the roles that each name held, whatever the class; ``utenfor`` those of other services.
    """

    personer: frozenset[str] = frozenset()
    ledere: frozenset[str] = frozenset()
    verv: frozenset[tuple[str, str]] = frozenset()
    utenfor: frozenset[str] = frozenset()

    def had(self, navn: str, rolle: str) -> bool:
        """Tell whether one of a name, by what is shown, held a role."""
        return any(held == rolle and look_alike(navn, each) for each, held in self.verv)


def staff_in(tree: Any) -> Stab | None:
    """Return the people of a tree of ``skole.yaml``, also of an older shape; None without any shape."""
    if not isinstance(tree, dict):
        return None
    leading = {_REKTOR, *_of_leadership(tree)}
    posts = {
        each["navn"]: {str(post.get("rolle")) for post in _maps(each.get("verv"))}
        for each in _maps(tree.get("personer"))
        if isinstance(each.get("navn"), str)
    }
    roles = list(_maps(tree.get("roller")))
    return Stab(
        personer=frozenset(posts),
        ledere=frozenset(navn for navn, held in posts.items() if held & leading),
        verv=frozenset(
            (navn, each)
            for navn, held in posts.items()
            for each in (*held, *(one.get("rolle") for one in roles if held & _within(one)))
            if isinstance(each, str)
        ),
        utenfor=frozenset(
            str(each.get("rolle")) for each in roles if each.get("ved_skolen") is False
        ),
    )


def _within(rolle: dict[str, Any]) -> frozenset[str]:
    """Return the roles that belong to a group."""
    inside = rolle.get("omfatter")
    return (
        frozenset(each for each in inside if isinstance(each, str))
        if isinstance(inside, list)
        else frozenset()
    )


def _of_leadership(tree: Any) -> Iterator[str]:
    for each in _maps(tree.get("roller")):
        if each.get("rolle") == _LEDELSEN:
            yield from _within(each)


def _maps(node: Any) -> Iterator[dict[str, Any]]:
    yield from (each for each in node if isinstance(each, dict)) if isinstance(node, list) else ()


def is_one_of(navn: str, persons: Collection[str]) -> bool:
    """Tell whether a name is one of several, by what is shown."""
    return any(look_alike(navn, each) for each in persons)


def leadership_signs(tilgang: Tilgang, ledere: Collection[str], on: date) -> bool:
    """Tell whether somebody of the leadership has a key that holds."""
    return any(holds(each, on) and is_one_of(each.person, ledere) for each in tilgang.noekler)


def may_vouch(person: str, tilgang: Tilgang, ledere: Collection[str], on: date) -> bool:
    """Tell whether a signer may vouch for others than himself."""
    return is_one_of(person, ledere) or not leadership_signs(tilgang, ledere, on)


def vouched_for(
    before: Sequence[Tilgang], after: Tilgang, counted: Sequence[Tilgang] = ()
) -> Iterator[str]:
    """Yield the person of each key that a change is about, seen from what stood before it.

    Where lines of work meet, what one of them says already is no change. A key that gets another
    person is a change for both, and one that another has already in what ``counted`` before it is
    a change for that one too: it would make what the other signs look forged.
    """
    held = [{each.id: each for each in one.noekler} for one in before] or [{}]
    now = {each.id: each for each in after.noekler}
    for name in dict.fromkeys((*now, *(each for one in held for each in one))):
        stood = [one.get(name) for one in held]
        if all(_says(each) != _says(now.get(name)) for each in stood):
            found = (each for each in (*stood, now.get(name)) if each is not None)
            yield from dict.fromkeys(each.person for each in found)
            yield from (
                each.person for one in counted for each in _others_alike(now.get(name), one)
            )


def _others_alike(noekkel: Noekkel | None, known: Tilgang) -> Iterator[Noekkel]:
    """Yield the lines by which another has the very same key."""
    if noekkel is not None:
        for each in known.noekler:
            same = each.noekkel.split()[:2] == noekkel.noekkel.split()[:2]
            if same and not look_alike(each.person, noekkel.person):
                yield each


def _says(noekkel: Noekkel | None) -> tuple[object, ...]:
    """Return what a key is, whatever is written beside it."""
    if noekkel is None:
        return ()
    return (
        shown(noekkel.person), noekkel.e_post, noekkel.noekkel.split()[:2], noekkel.gjelder_fra,
        noekkel.sperret_fra,
    )  # fmt: skip


def signing_changed(before: Sequence[Tilgang], after: Tilgang) -> bool:
    """Tell whether a change says something new of when signing is on; what is left out stands."""
    said = [{each.gjelder_fra: each.paa for each in one.signering} for one in before] or [{}]
    return any(
        all(one.get(each.gjelder_fra) != each.paa for one in said) for each in after.signering
    )


def reading_changed(before: Sequence[Tilgang], after: Tilgang) -> bool:
    """Tell whether a change says something new of who reads: of protection, of the rules, of how many confirm."""
    said = [(one.vern, one.leserett, one.bekreftes_av) for one in before or (Tilgang(),)]
    return (after.vern, after.leserett, after.bekreftes_av) not in said


def names_oneself(before: Sequence[Tilgang], after: Tilgang, person: str) -> bool:
    """Tell whether a change lets the one who makes it read a case beside the rules, or for longer than was said.

    One who reads a case may name another for it. Nobody names oneself: one who was let in would let oneself stay.
    """
    said = {
        (each.sak, each.til)
        for one in before
        for each in one.navngitt
        if is_one_of(each.person, (person,))
    }
    return any(
        is_one_of(each.person, (person,))
        and not any(sak == each.sak and each.til <= til for sak, til in said)
        for each in after.navngitt
    )


def own_part(known: Tilgang, new: Tilgang, person: str) -> Tilgang:
    """Return what counts of a change by one who may speak only for himself: the rest is as it was."""
    own = tuple(
        each
        for each in new.noekler
        if is_one_of(each.person, (person,)) and not any(_others_alike(each, known))
    )
    others = tuple(each for each in known.noekler if not is_one_of(each.person, (person,)))
    return replace(known, noekler=(*own, *others))
