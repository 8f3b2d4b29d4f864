"""Checks of free text: what the work does not need to say of anybody.

What was corrected since is not told of again: a text that is saved stands, and its correction is what
counts. The place for a name or a contact is theirs.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.lekkasje import Hvem, Kjent
from sosialplan.model.mappe import Read
from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.record import Fil, persons_fields, text_fields
from sosialplan.model.sak import Sak
from sosialplan.rules.checks.day_checks import keys_of, mended_by, standing_records
from sosialplan.rules.navn.andres_navn import Folk, may_name, names_in, others_than
from sosialplan.rules.navn.personopplysninger import Personord, told_of

if TYPE_CHECKING:
    from sosialplan.rules.navn.lekkasje import Leting

_CONFLICTS = "konflikter"


class Tekststed(NamedTuple):
    """A free text of a file, and where it stands."""

    tekst: str
    where: TreePath


def free_texts(value: Fil) -> Iterator[Tekststed]:
    """Yield each free text of a file that counts: not names and contacts in their own place."""
    for each in standing_records(value, (), ()):
        kind = type(each.record)
        if each.where[:1] == (_CONFLICTS,):
            continue
        for name, key in keys_of(kind).items():
            if name not in text_fields(kind) or name in persons_fields(kind):
                continue
            said, where = getattr(each.record, name), (*each.where, key)
            if isinstance(said, str):
                yield Tekststed(said, where)
            elif isinstance(said, tuple):
                yield from (Tekststed(text, (*where, place)) for place, text in enumerate(said))


def check_told(value: Fil, file: str, ord_: Personord) -> Iterator[Finding]:
    """Yield each telephone number, address and diagnosis of a file's free texts."""
    for text, where in free_texts(value):
        for code, words in told_of(text, ord_):
            values = {"hva": words, "rett": mended_by(value, where)}
            yield Finding(code, file, where, values)


def check_named(read: Read[Fil], folk: Folk) -> Iterator[Finding]:
    """Yield each name of another pupil, or of another's home, in a file's free texts."""
    made: dict[str, Leting] = {}
    for text, where in free_texts(read.value):
        if not may_name(text, folk):
            continue
        sak, own = _about(read.value, where, folk)
        key = own[0].navn if own else ""
        leting = made.get(key) or made.setdefault(key, others_than(folk, sak, own))
        for sure, whom in names_in(text, leting):
            values = {
                "hvem": (", " if sure else " eller ").join(whom),
                "rett": mended_by(read.value, where),
            }
            yield Finding("K424" if sure else "K425", read.file, where, values)


def _about(value: Fil, where: TreePath, folk: Folk) -> tuple[str, tuple[Kjent, ...]]:
    """Return the case that a text is of, if any, and who may stand in it: the pupil and the home."""
    if isinstance(value, Sak):
        return value.sak, folk.hjem.get(value.sak, ())
    if isinstance(value, Klassefravaer):
        entry = value.elever[int(where[1])]
        home = folk.hjem.get(entry.sak, ()) if entry.sak else ()
        return entry.sak or "", (Kjent(entry.elev, Hvem.ELEV, klasse=value.klasse), *home)
    return "", ()
