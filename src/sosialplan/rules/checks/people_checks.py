"""Checks of the school: roles with and without an owner, keys, names and school calendars."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from sosialplan.model.klassetrinn import Trinn, class_alike, trinnord
from sosialplan.model.oppslagsverk import Navnebok
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.skole import Friperiode, Rolle, Skole, Skolerute, Verv
from sosialplan.model.skrivemaate import folded
from sosialplan.model.tilgang import Noekkel, Tilgang
from sosialplan.model.vernet import TILGANG
from sosialplan.rules.ansvar import place_of
from sosialplan.rules.checks.plan_checks import SKOLE
from sosialplan.rules.checks.record_checks import check_conflicts
from sosialplan.rules.kalender.skolekalender import days_between, kalender_of
from sosialplan.rules.navn.tekstord import folded_word, words_of
from sosialplan.rules.tillit.fullmakt import is_private, read_key
from sosialplan.rules.tillit.lesere import who_open


def check_access(tilgang: Tilgang, skole: Skole) -> Iterator[Finding]:
    """Yield what is wrong with the keys. What a key says is never repeated."""
    holders: dict[str, str] = {}
    for i, each in enumerate(tilgang.noekler):
        where: TreePath = ("nøkler", i)
        if each.sperret_fra is None and place_of(skole, each.person) is None:
            yield Finding("T701", TILGANG, (*where, "person"), {"id": each.id})
        if each.sperret_fra is not None and each.sperret_fra < each.gjelder_fra:
            yield Finding("T705", TILGANG, (*where, "sperret_fra"))
        yield from _check_key(each, (*where, "nøkkel"), holders)
    last = max(tilgang.signering, key=lambda each: each.gjelder_fra, default=None)
    if last is not None and last.paa and all(each.sperret_fra for each in tilgang.noekler):
        yield Finding("T707", TILGANG, ("signering",))
    yield from _check_reading_keys(tilgang)
    left = [each for each in tilgang.lesenoekler if each.sperret_fra is None]
    had = any(each.person for each in tilgang.lesenoekler)
    if tilgang.vernet and had and not who_open(skole, tilgang, left):
        yield Finding("T710", TILGANG, ("lesenøkler",))
    yield from check_conflicts(tilgang, TILGANG)


_LESENOEKKEL = re.compile(r"age1[02-9ac-hj-np-z]{58}|ssh-ed25519 [A-Za-z0-9+/]{68}(?: .*)?")
"""A public key to read with, by its shape: X25519 as age writes it (bech32), or ed25519 as ssh does."""


def _check_reading_keys(tilgang: Tilgang) -> Iterator[Finding]:
    ids = [
        *((("nøkler", i, "id"), each.id) for i, each in enumerate(tilgang.noekler)),
        *((("lesenøkler", i, "id"), each.id) for i, each in enumerate(tilgang.lesenoekler)),
    ]
    first = {id_: where for where, id_ in reversed(ids)}
    for where, id_ in ids:
        if first[id_] != where:
            yield Finding("T708", TILGANG, where, {"id": id_})
    for i, key in enumerate(tilgang.lesenoekler):
        if not _LESENOEKKEL.fullmatch(key.noekkel.strip()):
            yield Finding("T709", TILGANG, ("lesenøkler", i, "nøkkel"))


def _check_key(noekkel: Noekkel, where: TreePath, holders: dict[str, str]) -> Iterator[Finding]:
    if is_private(noekkel.noekkel):
        yield Finding("T703", TILGANG, where)
        return
    key = read_key(noekkel.noekkel)
    if key is None:
        yield Finding("T702", TILGANG, where)
        return
    if not key.trygg:
        yield Finding("T706", TILGANG, where)
    if holders.setdefault(key.fingeravtrykk, noekkel.person) != noekkel.person:
        yield Finding("T704", TILGANG, where)


KONTAKTLAERER = "kontaktlærer"


def check_holders(plan: Plan) -> Iterator[Finding]:
    """Every class has its kontaktlærer, every role in use its holder, and one-person roles only one.

    A school that has not filled in its people is told that once.
    """
    yield from _outside(plan)
    yield from _of_no_grade(plan.skole)
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


def check_days_at_school(skole: Skole, i_dag: date) -> Iterator[Finding]:
    """Yield whose last day is over while the roles are still held, and whose days stand backwards."""
    for i, each in enumerate(skole.personer):
        if each.til is not None and each.fra is not None and each.til < each.fra:
            yield Finding("K310", SKOLE, ("personer", i, "til"))
        elif each.til is not None and each.til < i_dag and each.verv:
            yield Finding("M521", SKOLE, ("personer", i, "til"))


def _outside(plan: Plan) -> Iterator[Finding]:
    """Yield each class that is not of a grade of the school, is of none, or is called nearly as another."""
    skole = plan.skole
    alike: dict[str, str] = {}
    for i, klasse in enumerate(skole.klasser):
        other = alike.setdefault(class_alike(klasse.klasse), klasse.klasse)
        if other != klasse.klasse:
            values = {"klasse": klasse.klasse, "annen": other}
            yield Finding("M523", SKOLE, ("klasser", i, "klasse"), values)
        if klasse.trinn is None and not skole.trinn_i(klasse.klasse):
            values = {"klasse": klasse.klasse}
            yield Finding("M524", SKOLE, ("klasser", i, "klasse"), values)
        if skole.trinn and not set(skole.trinn_i(klasse.klasse)) <= set(skole.mulige_trinn):
            values = {"klasse": klasse.klasse, "trinn": (skole.trinn or "").replace("-", "–")}
            yield Finding("M522", SKOLE, ("klasser", i, "klasse"), values)


def _of_no_grade(skole: Skole) -> Iterator[Finding]:
    """Yield each post for a grade that no class of the school has."""
    for i, person in enumerate(skole.personer):
        for j, verv in enumerate(person.verv):
            if verv.trinn is not None and verv.trinn not in skole.trinnene:
                values = {"trinn": trinnord(verv.trinn)}
                yield Finding("M525", SKOLE, ("personer", i, "verv", j, "trinn"), values)


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
    for grade in plan.skole.trinnene:
        if grade not in {verv.trinn for verv in own}:
            yield f" på {trinnord(grade)}"


def _in_use(plan: Plan) -> set[str]:
    """Return the roles that the chains, the ladder and the duties give something to do."""
    steps = [steg for kjede in plan.kjeder for steg in kjede.steg]
    return {
        *(rolle for steg in steps for rolle in (*steg.ansvarlig, *steg.med)),
        *(rolle for kjede in plan.kjeder for rolle in kjede.eskalering),
        *(rolle for trinn in plan.trapp.trinn for rolle in trinn.hvem),
        *(rolle for plikt in plan.moeter.plikter for rolle in plikt.ansvarlig),
        *(
            rolle
            for moete in plan.moeter.moeter
            for deltaker in moete.medlemmer
            if len(deltaker.en_av) == 1
            for rolle in deltaker.en_av
        ),
    }


def _second_holders(plan: Plan) -> Iterator[Finding]:
    only_one = {each.rolle for each in plan.skole.roller if each.bare_en}
    seen: dict[tuple[str, str | None, Trinn | None], int] = {}
    for i, person in enumerate(plan.skole.personer):
        for j, verv in enumerate(person.verv):
            place = (verv.rolle, verv.klasse, verv.trinn)
            if verv.rolle in only_one and seen.setdefault(place, i) != i:
                where = f" på {trinnord(verv.trinn)}" if verv.trinn else ""
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


def check_calendar(rute: Skolerute, file: str) -> Iterator[Finding]:
    """Yield every finding in one calendar."""
    name = file.rsplit("/", 1)[-1].removesuffix(".yaml")
    if name != rute.skoleaar:
        yield Finding("P417", file, ("skoleår",), {"ventet": rute.skoleaar})
    for key, periods in (("fri", rute.fri), ("kanskje_fri", rute.kanskje_fri)):
        for i, period in enumerate(periods):
            begins = rute.foerste_skoledag <= period.fra <= rute.siste_skoledag
            if not begins or not period.fra <= period.til <= rute.siste_skoledag:
                yield Finding("P416", file, (key, i, "til" if begins else "fra"))
    yield from _check_count(rute, file)
    yield from check_conflicts(rute, file)


def _check_count(rute: Skolerute, file: str) -> Iterator[Finding]:
    """Count the school days; days that are perhaps off explain a difference of just so many."""
    kalender = kalender_of((rute,))
    counted = kalender.school_days(rute.skoleaar)
    unsure = {day for each in rute.kanskje_fri for day in _days(each) if day in counted}
    if len(counted) - len(unsure) != rute.antall_skoledager:
        values = {"antall": str(len(counted)), "ventet": str(rute.antall_skoledager)}
        yield Finding("P402", file, ("antall_skoledager",), values)
    if rute.kontrollert is None:
        detail = (
            f" Den gir {len(counted)} skoledager, og {len(counted) - len(unsure)} "
            "om dagene som kanskje er fri, trekkes fra."
            if unsure
            else ""
        )
        yield Finding("P403", file, ("skoleår",), {"detalj": detail})


def _days(period: Friperiode) -> Iterator[object]:
    return iter(days_between(period.fra, period.til))


NAVN = "plan/navn.yaml"


def check_names(bok: Navnebok) -> Iterator[Finding]:
    """Yield each name that has two entries."""
    seen: set[str] = set()
    for number, each in enumerate(bok.navneformer):
        if folded(each.navn) in seen:
            yield Finding("P418", NAVN, ("navneformer", number, "navn"), {"navn": each.navn})
        seen.add(folded(each.navn))
    yield from check_conflicts(bok, NAVN)
