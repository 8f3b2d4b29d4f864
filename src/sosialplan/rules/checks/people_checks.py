"""Checks of who has which role: none without an owner, and none of one person with two."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding
from sosialplan.model.skole import Rolle, Verv
from sosialplan.rules.checks.plan_checks import SKOLE
from sosialplan.rules.navn.navneord import folded_word, words_of

KONTAKTLAERER = "kontaktlærer"


def check_holders(plan: Plan) -> Iterator[Finding]:
    """Every class has its kontaktlærer, every role in use its holder, and one-person roles only one.

    A school that has not filled in its people is told that once.
    """
    if not plan.skole.personer:
        yield Finding("M513", SKOLE)
        return
    held = [verv for person in plan.skole.personer for verv in person.verv]
    yield from _classes(plan, held)
    used = _in_use(plan)
    for i, rolle in enumerate(plan.skole.roller):
        own = [verv for verv in held if verv.rolle == rolle.rolle]
        asked = rolle.ved_skolen and not rolle.gruppe and not rolle.per_klasse
        if asked and rolle.rolle in used:
            for where in _unheld(plan, rolle, own):
                values = {"rolle": rolle.rolle, "hvor": where}
                yield Finding("M511", SKOLE, ("roller", i, "rolle"), values)
    yield from _second_holders(plan)
    yield from _named_twice(plan)


def _classes(plan: Plan, held: list[Verv]) -> Iterator[Finding]:
    have = {verv.klasse for verv in held if verv.rolle == KONTAKTLAERER}
    for i, klasse in enumerate(plan.skole.klasser):
        if klasse.klasse not in have:
            values = {"klasse": klasse.klasse}
            yield Finding("M510", SKOLE, ("klasser", i, "klasse"), values)


def _unheld(plan: Plan, rolle: Rolle, own: list[Verv]) -> Iterator[str]:
    """Yield where the role has no holder: a grade, or the school as ""."""
    if not rolle.per_trinn:
        if not own:
            yield ""
        return
    grades = sorted({int(each.klasse[:-1]) for each in plan.skole.klasser})
    for grade in grades:
        if grade not in {verv.trinn for verv in own}:
            yield f" på {grade}. trinn"


def _in_use(plan: Plan) -> set[str]:
    """Return the roles that the chains, the ladder and the duties give something to do."""
    steps = [steg for kjede in plan.kjeder for steg in kjede.steg]
    return {
        *(rolle for steg in steps for rolle in (*steg.ansvarlig, *steg.med)),
        *(rolle for kjede in plan.kjeder for rolle in kjede.eskalering),
        *(rolle for trinn in plan.trapp.trinn for rolle in trinn.hvem),
        *(rolle for plikt in plan.moter.plikter for rolle in plikt.ansvarlig),
        *(
            rolle
            for moete in plan.moter.moeter
            for deltaker in moete.medlemmer
            if len(deltaker.en_av) == 1
            for rolle in deltaker.en_av
        ),
    }


def _second_holders(plan: Plan) -> Iterator[Finding]:
    only_one = {each.rolle for each in plan.skole.roller if each.bare_en}
    seen: dict[tuple[str, str | None, int | None], int] = {}
    for i, person in enumerate(plan.skole.personer):
        for j, verv in enumerate(person.verv):
            place = (verv.rolle, verv.klasse, verv.trinn)
            if verv.rolle in only_one and seen.setdefault(place, i) != i:
                where = f" på {verv.trinn}. trinn" if verv.trinn else ""
                where += f" i {verv.klasse}" if verv.klasse else ""
                values = {"rolle": verv.rolle, "hvor": where}
                yield Finding("M512", SKOLE, ("personer", i, "verv", j, "rolle"), values)


def _named_twice(plan: Plan) -> Iterator[Finding]:
    """Two of the same posts who share a name that nobody else has: one person, renamed by two."""
    people = plan.skole.personer
    words = [frozenset(folded_word(word) for word in words_of(each.navn)) for each in people]
    times = Counter(word for own in words for word in own)
    for (i, one), (j, other) in combinations(enumerate(people), 2):
        shared = any(times[word] == 2 for word in words[i] & words[j])  # noqa: PLR2004 - just the two
        if shared and one.verv and set(one.verv) == set(other.verv):
            yield Finding("M519", SKOLE, ("personer", j, "navn"))
