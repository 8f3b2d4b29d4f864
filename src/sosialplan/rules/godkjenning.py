"""Approval of an activity plan: it holds as long as the plan says what it said when it was given.

The fingerprint is SHA-256 of the plan's content: its texts, and of each measure what, whom, who and
when. Evaluations are no part of it: they tell how it went, and a plan is not approved anew for that.
Nor are the ends of the measures that end the work: when none stands any more, what was ended from the
last evaluation on is how the case closes, and nothing is left to approve.
"""

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec
from msgspec.structs import replace

from sosialplan.model.record import Value
from sosialplan.model.rettelser import gjeldende
from sosialplan.model.sak import Aktivitetsplan, Sak, Tiltak
from sosialplan.model.sakspapirer import Godkjenning

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
