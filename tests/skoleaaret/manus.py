"""The script of an invented school year: what happens on which day, drawn from a seed."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from random import Random

from skoleaaret.kalender import SKOLEDAGER
from skoleaaret.orakel import STEPS

CLASSES = tuple(f"{grade}{letter}" for grade in (8, 9, 10) for letter in "ABCD")
Args = tuple[str, ...]
ANSWERS: dict[str, Args] = {
    "elev-hørt": ("--elevens-stemme", "Oppdiktet: Jeg er alene."),
    "årsak-undersøkt": ("--elevens-stemme", "Oppdiktet: Jeg sover dårlig."),
    "vurdert-12-4": ("--svar", "nei"),
    "samtykke": ("--samtykke", "ja"),
    "evaluering": ("--med", "elev,foresatte"),
    "etterkontroll": ("--trygt", "ja"),
    "barnevern-vurdert": ("--grunn", "ingen", "--samtykke", "ikke-spurt"),
}


@dataclass(frozen=True, slots=True)
class Handling:
    """Something that is done on a day: open, step, measure, evaluate, absent, or close."""

    sak: int
    hva: str
    args: Args = ()
    utfall: str | None = None


@dataclass(slots=True)
class Manus:
    """The whole year: the cases by chain and class, and what is done on each day."""

    saker: list[tuple[str, str, str]] = field(default_factory=list)
    dager: dict[date, list[Handling]] = field(default_factory=lambda: defaultdict(list))

    @property
    def antall(self) -> int:
        """Return how many things are done."""
        return sum(len(each) for each in self.dager.values())


def draw(seed: int, cases: int, absences: int, pupils: int) -> Manus:
    """Return the script for so many cases and single absences among so many pupils."""
    lots, manus = Random(seed), Manus()  # noqa: S311 - the same year each time is what is wanted
    for number in range(cases):
        kjede = ("trygt-og-godt", "bekymring", "fravaer")[number % 3]
        elev = f"Oppdiktet Elev {number * max(1, pupils // cases):03}"
        manus.saker.append((kjede, CLASSES[number % len(CLASSES)], elev))
        opened = lots.randrange(5, 120)
        manus.dager[SKOLEDAGER[opened]].append(Handling(number, "åpne"))
        if kjede == "fravaer":
            _absence_case(lots, manus, number, opened)
        else:
            _case(lots, manus, number, kjede, opened)
    own = sum(each.hva == "borte" for day in manus.dager.values() for each in day)
    for number in range(max(0, absences - own)):
        day = SKOLEDAGER[lots.randrange(len(SKOLEDAGER))]
        pupil = lots.randrange(pupils)
        manus.dager[day].append(Handling(pupil, "borte-uten-sak", (f"f{number:07}",)))
    return manus


def _case(lots: Random, manus: Manus, number: int, kjede: str, opened: int) -> None:
    """Let each step be done some days after what sets it off: soon, late, or never."""
    at = {"oppdaget": opened}
    for step, trigger, *_ in STEPS[kjede]:
        since = at.get(trigger)
        if since is None or lots.random() < 0.12:
            continue
        place = since + lots.choice((0, 0, 1, 1, 2, 4, 7, 12)) + (12 if step == "evaluering" else 0)
        if place >= len(SKOLEDAGER) - 1:
            continue
        at[step] = place
        outcome = "delvis" if step == "evaluering" else None
        _do(manus, place, Handling(number, step, ANSWERS.get(step, ()), outcome))
    if "aktivitetsplan" in at:
        _plan(lots, manus, number, at["aktivitetsplan"])


def _plan(lots: Random, manus: Manus, number: int, made: int) -> None:
    """Follow a plan up: a measure, rektor's weeks, evaluations, and perhaps a good end."""
    planned = made + lots.randrange(8, 20)
    _do(manus, made, Handling(number, "tiltak", (_day(planned),)))
    for week in range(1, lots.randrange(1, 6)):
        _do(manus, made + 5 * week + lots.choice((0, 0, 1)), Handling(number, "rektor-oppfølging"))
    done = planned + lots.choice((0, 0, 2, 9))
    again = done + lots.randrange(8, 16)
    _do(manus, done, Handling(number, "evaluer-tiltak", (_day(again),)))
    _do(manus, done, Handling(number, "evaluering", ANSWERS["evaluering"], "delvis"))
    if lots.random() < 0.5:
        _do(manus, max(made, lots.randrange(85, 105)), Handling(number, "til-elevmappen"))
    if lots.random() < 0.5:
        _do(manus, again, Handling(number, "evaluering", ANSWERS["evaluering"], "god"))
        _do(manus, again + 1, Handling(number, "avsluttet", (_day(again + 15),)))
        if lots.random() < 0.5:
            _do(manus, again + 16, Handling(number, "etterkontroll", ANSWERS["etterkontroll"]))


def _absence_case(lots: Random, manus: Manus, number: int, opened: int) -> None:
    """Let the pupil be away in stretches until past the last rung; some steps are done."""
    place = opened
    for _ in range(lots.randrange(3, 6)):
        length = lots.randrange(2, 7)
        for day in range(place, min(place + length, len(SKOLEDAGER))):
            _do(manus, day, Handling(number, "borte"))
        place += length + lots.randrange(1, 12)
    for step in (
        "trinnleder-varslet",
        "r-team-meldt",
        "fraværsmøte",
        "årsak-undersøkt",
        "barnevern-vurdert",
    ):
        if lots.random() < 0.7:
            _do(
                manus, opened + lots.randrange(3, 60), Handling(number, step, ANSWERS.get(step, ()))
            )


def _do(manus: Manus, place: int, handling: Handling) -> None:
    if place < len(SKOLEDAGER):
        manus.dager[SKOLEDAGER[place]].append(handling)


def _day(place: int) -> str:
    return SKOLEDAGER[min(place, len(SKOLEDAGER) - 1)].isoformat()
