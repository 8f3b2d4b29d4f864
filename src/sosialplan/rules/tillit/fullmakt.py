"""Who may vouch for whom: a key in another's name, its end, signing itself, and who leads the school.

| what is changed | who must have signed |
| --- | --- |
| a key: added, changed, ended or taken out | the key's own person, or one of the leadership |
| a key that another has, laid in a second time | the other, or one of the leadership |
| whether signing is on | one of the leadership |
| who the leadership is | one of the leadership |

The leadership is rektor and the roles that the school counts to it (``ledelsen``), as they were
before the change. Where nobody of it has a key that holds, there is nobody to ask: any signer may.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import look_alike, shown
from sosialplan.model.tilgang import Noekkel, Tilgang
from sosialplan.rules.tillit.tilgang import holds

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


def own_part(known: Tilgang, new: Tilgang, person: str) -> Tilgang:
    """Return what counts of a change by one who may speak only for himself: the rest is as it was."""
    own = tuple(
        each
        for each in new.noekler
        if is_one_of(each.person, (person,)) and not any(_others_alike(each, known))
    )
    others = tuple(each for each in known.noekler if not is_one_of(each.person, (person,)))
    return Tilgang(noekler=(*own, *others), signering=known.signering)
