"""What must be asked for on a day, from the plan as people read it; shares no code with the program.

Written from the plan's text and the school's own numbers, a line a step: what sets it off, how many
days of which kind, and who has it. Entries, measures and absence are those of the script.
"""

from dataclasses import dataclass, field
from datetime import date

from skoleaaret.kalender import SKOLEDAGER, school_days_after, skoledager, virkedager

LADDER = ("kontaktlærer", "trinnleder", "rektor", "skoleeier")
K, T, R, Q = "kontaktlærer", "trinnleder", "rektor", "rådgiver"
"""Those who have the steps; the one highest on the ladder is named where there are several."""

STEPS = {
    "trygt-og-godt": (
        ("drøftet", "oppdaget", 0, "kalender", K),
        ("rektor-varslet", "oppdaget", 0, "kalender", K),
        ("strakstiltak", "oppdaget", 0, "kalender", K),
        ("foresatte-kontaktet", "oppdaget", 1, "virke", K),
        ("elev-hørt", "oppdaget", 1, "virke", K),
        ("r-team-meldt", "oppdaget", 2, "virke", K),
        ("roller-avklart", "oppdaget", 2, "virke", R),
        ("undersøkelse", "oppdaget", 5, "virke", K),
        ("samarbeidsmøte", "oppdaget", 10, "virke", R),
        ("aktivitetsplan", "oppdaget", 5, "virke", R),
        ("behov-avklart", "undersøkelse", 2, "virke", K),
        ("plan-sendt", "aktivitetsplan", 2, "virke", K),
    ),
    "bekymring": (
        ("tiltak-i-gang", "oppdaget", 5, "virke", K),
        ("vurdert-12-4", "oppdaget", 5, "virke", K),
        ("evaluering", "tiltak-i-gang", 20, "skole", K),
        ("samtykke", "evaluering", 2, "virke", K),
        ("r-team-meldt", "evaluering", 2, "virke", K),
        ("r-team-drøftet", "r-team-meldt", 10, "skole", Q),
        ("foresattmøte", "r-team-drøftet", 10, "virke", R),
    ),
    "fravaer": (("tiltak-i-gang", "årsak-undersøkt", 5, "virke", K),),
}
NEVER_DONE = {"bekymring": (("aktivitetsplan", "tiltak-i-gang", 5, "virke", K),)}
"""What the plan asks for beside, and the script leaves undone."""
FILED_SINCE = {"trygt-og-godt": "aktivitetsplan", "bekymring": "r-team-drøftet"}
"""From which step on a case goes to the pupil's folder."""
RUNGS = (
    # how the days are counted, how many, the step, its virkedager, who
    ("på-rad", 4, "trinnleder-varslet", 1, K),
    ("i-alt", 10, "r-team-meldt", 2, K),
    ("i-alt", 10, "fraværsmøte", 5, T),
    ("i-alt", 11, "årsak-undersøkt", 5, K),
    ("i-alt", 11, "barnevern-vurdert", 5, T),
    ("i-alt", 15, "tverrfaglig-møte", 10, T),
    ("i-alt", 15, "barnevern-vurdert", 5, T),
)
WATCHED = frozenset(
    {each[0] for steps in STEPS.values() for each in steps}
    | {each[2] for each in RUNGS}
    | {"rektor-oppfølging", "evaluering", "etterkontroll", "til-elevmappen"}
)
"""The steps that are compared; others of the plan may come and go."""
FILED = (date(2027, 1, 29), date(2027, 6, 18))
"""The last school days of January and June, when plans go to the pupil's folder."""
JANUARY = date(2027, 1, 1)
SOON = 3
PER_RUNG = 3


@dataclass(slots=True)
class Sak:
    """A case of the script: entries by day, measures by their evaluation days, absence days."""

    nummer: str
    kjede: str
    hendelser: list[tuple[date, str, str | None]] = field(default_factory=list)
    tiltak: dict[str, list[tuple[date, date, date | None]]] = field(default_factory=dict)
    fravaer: list[date] = field(default_factory=list)
    etterkontroll: date | None = None


Rad = tuple[str, str, str | None, str, str, tuple[str, ...]]
"""Case, step, measure, date, status, gone up to."""


def rows(sak: Sak, today: date) -> set[Rad]:
    """Return what the case asks for on a day, among the steps that are compared."""
    known = [each for each in sak.hendelser if each[0] <= today]
    if not known:
        return set()
    closed = next((day for day, step, _ in known if step == "avsluttet"), None)
    if closed is not None:
        checked = any(step == "etterkontroll" for _, step, _ in known)
        due = sak.etterkontroll
        asked = (
            set() if checked or due is None else {_row(sak, "etterkontroll", None, due, today, K)}
        )
        return asked | _to_be_filed(sak, known, today)
    found = set()
    for step, trigger, number, unit, who in (*STEPS[sak.kjede], *NEVER_DONE.get(sak.kjede, ())):
        since = _first(known, trigger, bad_only=step in {"samtykke", "r-team-meldt"})
        if since is not None and _first(known, step) is None:
            found.add(_row(sak, step, None, _after(since, number, unit), today, who))
    if sak.kjede == "trygt-og-godt":
        found |= _while_a_plan_runs(sak, known, today)
    found |= _to_be_filed(sak, known, today)
    found |= _rungs(sak, known, today)
    for measure, planned in sak.tiltak.items():
        current = [each for each in planned if each[0] <= today][-1:]
        found |= {
            _row(sak, "evaluering", measure, due, today, K)
            for _, due, done in current
            if done is None or done > today
        }
    return {row for row in found if row[3]}


def _while_a_plan_runs(
    sak: Sak, known: list[tuple[date, str, str | None]], today: date
) -> set[Rad]:
    made = _first(known, "aktivitetsplan")
    if made is None:
        return set()
    followed = [day for day, step, _ in known if step == "rektor-oppfølging"]
    found = {_row(sak, "rektor-oppfølging", None, skoledager(max([made, *followed]), 5), today, R)}
    judged = [(day, outcome) for day, step, outcome in known if step == "evaluering"]
    last_day, outcome = judged[-1] if judged else (made, "delvis")
    if outcome != "god":
        found.add(_row(sak, "evaluering", None, skoledager(last_day, 20), today, R))
    return found


def _to_be_filed(sak: Sak, known: list[tuple[date, str, str | None]], today: date) -> set[Rad]:
    """Return when the plan goes to the pupil's folder, also of a case that was closed before it did.

    What was filed is asked for again only when something was written after it.
    """
    made = _first(known, FILED_SINCE.get(sak.kjede, ""))
    if made is None:
        return set()
    filed = [day for day, step, _ in known if step == "til-elevmappen" and day >= made]
    written = max(
        [
            *(day for day, step, _ in known if step != "til-elevmappen"),
            *(day for each in sak.tiltak.values() for day, *_ in each if day <= today),
        ]
    )
    if filed and written <= max(filed):
        return set()
    past_january = made > FILED[0] or any(day >= JANUARY for day in filed)
    return {_row(sak, "til-elevmappen", None, FILED[past_january], today, K)}


def reached(days: list[date], today: date) -> list[tuple[date, str, int, str]]:
    """Return each step that a rung set off by a day: the rung's day, the step, virkedager, who."""
    seen = [day for day in sorted(set(days)) if day in SKOLEDAGER and day <= today]
    found, in_a_row = [], 0
    for in_all, day in enumerate(seen, start=1):
        before = SKOLEDAGER[SKOLEDAGER.index(day) - 1] if day != SKOLEDAGER[0] else None
        in_a_row = in_a_row + 1 if before in seen else 1
        for counting, number, step, within, who in RUNGS:
            if (in_a_row if counting == "på-rad" else in_all) == number:
                found.append((day, step, within, who))
    return found


def _rungs(sak: Sak, known: list[tuple[date, str, str | None]], today: date) -> set[Rad]:
    found, steps = set(), reached(sak.fravaer, today)
    for day, step, within, who in steps:
        later = [other for other, name, _, _ in steps if name == step and other > day]
        until = min(later, default=date.max)
        if not any(name == step and day <= when < until for when, name, _ in known):
            found.add(_row(sak, step, None, virkedager(day, within), today, who))
    return found


def _first(
    known: list[tuple[date, str, str | None]], step: str, *, bad_only: bool = False
) -> date | None:
    days = [
        day
        for day, name, outcome in known
        if name == step and not (bad_only and step == "evaluering" and outcome == "god")
    ]
    return min(days, default=None)


def _after(day: date, number: int, unit: str) -> date | None:
    if unit == "kalender":
        return day
    return virkedager(day, number) if unit == "virke" else skoledager(day, number)


def _row(sak: Sak, step: str, measure: str | None, due: date | None, today: date, who: str) -> Rad:
    if due is None:
        return (sak.nummer, step, measure, "", "", ())
    left = (due - today).days
    status = (
        "forfalt" if left < 0 else "i-dag" if left == 0 else "snart" if left <= SOON else "kommende"
    )
    above = LADDER[LADDER.index(who) + 1 if who in LADDER else 0 :]
    gone_up = above[: school_days_after(due, today) // PER_RUNG] if left < 0 else ()
    return (sak.nummer, step, measure, due.isoformat(), status, tuple(gone_up))
