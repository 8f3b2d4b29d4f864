"""Versions of a plan: what changed after it was made, approved, sent home or handed to the archive."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

import msgspec
from msgspec.structs import replace

from sosialplan.model.betydning import Betydning
from sosialplan.model.record import Value
from sosialplan.model.rettelser import gjeldende
from sosialplan.model.sak import Aktivitetsplan, Hendelse, Sak, Tiltak
from sosialplan.model.sakspapirer import Arkivert, Godkjenning
from sosialplan.rules.facts import EGNE

TIL_ELEVMAPPEN = EGNE[Betydning.LEVERT_ELEVMAPPEN]
"""The entry of any chain that says that documents were handed over; ``arkivert`` says which."""


class Levert(Value, frozen=True):
    """What was handed over so far: the documents, and in how many packages."""

    dokumenter: frozenset[tuple[str, str]]
    pakker: int

    def has(self, arkivert: Arkivert) -> bool:
        """Tell whether a document that says just this was handed over."""
        return (arkivert.dokument, arkivert.fingeravtrykk) in self.dokumenter


def levert(hendelser: Iterable[Hendelse]) -> Levert:
    """Return what the entries of a case say was handed over.

    Entries that only say that it was done, by hand, name no document: they count for the deadline.
    """
    packed = [each.arkivert for each in hendelser if each.arkivert]
    known = {(each.dokument, each.fingeravtrykk) for entry in packed for each in entry}
    return Levert(frozenset(known), len(packed))


_TEXTS = (
    "problem", "mål", "elevens_stemme", "elevens_stemme_om_tiltakene", "elevens_stemme_dato",
    "elevens_stemme_hørt_av", "foresattes_syn", "barnets_beste", "ansvarlig_i_ledelsen",
)  # fmt: skip
_MEASURE = (
    "id", "tiltak", "nivå", "ansvarlig", "stedfortreder", "fra", "til", "evalueres",
)  # fmt: skip
"""The keys of the file that are what an approval is about, in a fixed order."""


class Godkjent(Value, frozen=True):
    """An approval, and whether it holds for the plan as it is."""

    godkjenning: Godkjenning
    gjelder: bool


def fingerprint(plan: Aktivitetsplan) -> str:
    """Return the fingerprint of a plan's content: 64 hexadecimal digits."""
    told = msgspec.to_builtins(plan)
    content = [
        [told[key] for key in _TEXTS],
        [list(_content(each)) for each in plan.tiltak],
    ]
    return hashlib.sha256(msgspec.json.encode(content)).hexdigest()


def _content(tiltak: Tiltak) -> Iterator[object]:
    told = msgspec.to_builtins(tiltak)
    yield from (told[key] for key in _MEASURE)
    yield tiltak.slutt.dato.isoformat() if tiltak.slutt else None


def approvals(sak: Sak) -> tuple[Godkjent, ...]:
    """Return every approval of a case in order, each with whether it holds."""
    given = gjeldende(sak.godkjenninger)
    if not given:
        return ()
    plan = sak.aktivitetsplan or Aktivitetsplan()
    now = fingerprint(plan)
    return tuple(
        Godkjent(each, each.fingeravtrykk == now or _only_ended_since(each, plan)) for each in given
    )


def _only_ended_since(given: Godkjenning, plan: Aktivitetsplan) -> bool:
    """Tell whether the plan is as it was approved, apart from the ends of the measures that stood last.

    What was ended on the day of the approval may have been so before it or after.
    """
    ends = [each.slutt.dato for each in plan.tiltak if each.slutt]
    if not ends or len(ends) < len(plan.tiltak):
        return False
    evaluated = (one.dato for each in plan.tiltak for one in each.evaluert)
    last = min(max(ends), max(evaluated, default=max(ends)))
    since = max(last, given.dato)
    return given.fingeravtrykk in {
        fingerprint(_without_ends(plan, day)) for day in (since, since + timedelta(days=1))
    }


def _without_ends(plan: Aktivitetsplan, since: date) -> Aktivitetsplan:
    return replace(
        plan,
        tiltak=tuple(
            replace(each, avsluttet=None, avsluttet_rettet=())
            if each.slutt and each.slutt.dato >= since
            else each
            for each in plan.tiltak
        ),
    )


def outdated(sak: Sak) -> bool:
    """Tell whether the plan was approved once, and no approval holds any more."""
    given = approvals(sak)
    return bool(given) and not any(each.gjelder for each in given)


class Planpunkt(Value, frozen=True):
    """Something that happened: the day, and when it was written down (None where nobody knows)."""

    dato: date
    registrert: str | None = None


def punkt(hendelse: Hendelse) -> Planpunkt:
    """Return when an entry happened and was written."""
    return Planpunkt(hendelse.dato, hendelse.registrert)


def came_after(one: Planpunkt, other: Planpunkt) -> bool:
    """Tell whether one thing came after another: by the day, and within it by when it was written.

    Moments are kept to the minute; of two in the same one, what is asked about counts as the later, since
    a change told once too often is better than one that nobody was told of. What is dated before a thing
    that was written on its own day, and was itself written after it, came after it too.
    """
    if one.dato > other.dato:
        return True
    written, before = _moment(one), _moment(other)
    if written is None or before is None or written < before:
        return False
    return one.dato == other.dato or before.date() == other.dato


def changes(tiltak: Sequence[Tiltak], per: date) -> Iterator[Planpunkt]:
    """Yield each time the plan's measures changed by a day: one came, was changed, or was ended."""
    for each in tiltak:
        found = [Planpunkt(one.dato, one.registrert) for one in each.endret]
        if each.besluttet:
            found.append(Planpunkt(each.besluttet, each.registrert))
        if each.slutt:
            found.append(Planpunkt(each.slutt.dato, each.slutt.registrert))
        yield from (one for one in found if one.dato <= per)


def is_change(one: Planpunkt, laget: date, sendt: Sequence[Planpunkt]) -> bool:
    """Tell whether it came after the plan: on a later day, or after it was sent home the same day."""
    return one.dato > laget or any(
        sent.dato == one.dato == laget and came_after(one, sent) for sent in sendt
    )


def versions(
    tiltak: Sequence[Tiltak], laget: date | None, sendt: Sequence[Planpunkt], per: date
) -> tuple[date, ...]:
    """Return the day of each version after the first.

    The changes of one day make one version, unless the plan was sent home between them. Where it is not
    known when the plan was made, the first day of any measure stands in.
    """
    found = list(changes(tiltak, per))
    first = laget or min((one.dato for one in found), default=None)
    if first is None:
        return ()
    made = {
        (one.dato, sum(sent.dato == one.dato and came_after(one, sent) for sent in sendt))
        for one in found
        if is_change(one, first, sendt)
    }
    return tuple(day for day, _ in sorted(made))


def _moment(one: Planpunkt) -> datetime | None:
    return datetime.fromisoformat(one.registrert) if one.registrert else None
