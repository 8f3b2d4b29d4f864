"""A day that is only planned is never a fact: whatever field it stands in, nothing is done or kept by it."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
import pytest
from msgspec.structs import replace

from aarshjul_fixtures import ROOT, the_wheel
from sosialplan.files.loader import load
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.aarshjul import Aktivitetstid
from sosialplan.model.elev import Flytting
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.frist import Status
from sosialplan.model.mappe import Mappe
from sosialplan.model.moeter import Moetebok
from sosialplan.model.oppslagsverk import Teller
from sosialplan.model.sak import Evaluering, Gjennomfoert, Nivaa, Sak, Tiltak, Utfall
from sosialplan.model.sakspapirer import (
    Arkivert,
    Avklaring,
    Endring,
    Felt,
    Godkjenning,
    Innkalling,
    Kanal,
    RettetAvslutning,
    Utlevering,
    Vedtak,
    Vedtaksslag,
)
from sosialplan.rules.aarshjul.aktivitetstider import aarets_tider
from sosialplan.rules.aarshjul_status import wheel_status
from sosialplan.rules.dekning import meeting_coverage
from sosialplan.rules.fravaerstrapp import Fravaersdag
from sosialplan.rules.frister import deadlines_of_case, rows_on
from sosialplan.rules.kalender.skolekalender import kalender_of
from sosialplan.rules.maaltelling import Aar, count_goal
from sosialplan.rules.saksgang import course_of
from sosialplan.rules.tiltak import ikke_gjennomfoert, satt_inn, tiltak_paa_dag
from sosialplan.views.dokumentdeler.aktivitetsplikten import pliktganger
from sosialplan.views.dokumentdeler.saksbilde import Saksgrunnlag, saksbilde

I_DAG = date(2026, 11, 23)
FRAM = date(2026, 11, 30)
"""A day that has not come."""
SKOLEAAR = "2026-2027"
DONE = {Status.OVERHOLDT, Status.FOR_SENT, Status.UFULLSTENDIG}

EXAMPLES = (
    Flytting(til="Eksempel skole", dato=FRAM),
    Innkalling(
        moete="samarbeidsmøte", moetedag=FRAM, klokkeslett="14:00", sted="Rom 1", formaal="Oppdiktet."
    ),
    Vedtak(
        slag=Vedtaksslag.BORTVISNING, fra=FRAM, til=FRAM, underrettet=FRAM, forhaandsvarslet=FRAM
    ),
    Godkjenning(id="gggggggg", dato=FRAM, av="rektor", fingeravtrykk="a" * 64),
    Avklaring(id="cccccccc", dato=FRAM, gjelder="x", mottaker="foresatte", hvorfor="Oppdiktet."),
    Utlevering(
        id="dddddddd", dato=FRAM, dokument="aktivitetsplan", mottaker="foresatte", til_hvem="mor",
        kanal=Kanal.BREV, fingeravtrykk="a" * 64, siden=FRAM, om=FRAM,
    ),
    Arkivert(dokument="aktivitetsplan", dato=FRAM, fingeravtrykk="a" * 64),
    RettetAvslutning(id="ffffffff", dato=FRAM, hvorfor="Oppdiktet."),
)  # fmt: skip
"""What holds days and stands in few of the cases or none; every day in it is ahead."""


@cache
def the_folder() -> Mappe:
    loaded = load(Planmappe(ROOT))
    assert loaded.mappe is not None
    return loaded.mappe


def parts(hint: Any) -> Iterator[Any]:
    """Yield the classes that a field's type is made of."""
    if get_origin(hint) is None:
        yield hint
    for each in get_args(hint):
        yield from parts(each)


def ahead(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the value with one day of it ahead, for each field of each thing in it that can hold a day."""
    for each in msgspec.structs.fields(value):
        found = getattr(value, each.name)
        for name, changed in (*own_days(value, each.name, found), *days_below(found)):
            yield name, replace(value, **{each.name: changed})


def own_days(value: Any, field: str, found: Any) -> Iterator[tuple[str, Any]]:
    """Yield the field itself ahead, and with an example of what it can hold, whose every day is ahead."""
    kinds = set(parts(get_type_hints(type(value), include_extras=True)[field]))
    if date in kinds:
        yield f"{type(value).__name__}.{field}", FRAM
    for example in EXAMPLES:
        if type(example) in kinds:
            whole = (*found, example) if isinstance(found, tuple) else example
            yield f"{type(value).__name__}.{field}", whole


def days_below(found: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(found, tuple):
        for place, one in enumerate(found):
            for name, changed in days_below(one):
                yield name, (*found[:place], changed, *found[place + 1 :])
    elif isinstance(found, msgspec.Struct):
        yield from ahead(found)


def facts(value: Any) -> frozenset[date]:
    """Return the days that entries of a thing happened on, of those that have come."""
    if isinstance(value, tuple):
        return frozenset(day for each in value for day in facts(each))
    if not isinstance(value, msgspec.Struct):
        return frozenset()
    own = {getattr(value, each, None) for each in ("dato", "besluttet")}
    below = (facts(getattr(value, each.name)) for each in msgspec.structs.fields(value))
    return frozenset(day for day in own if isinstance(day, date) and day <= I_DAG).union(*below)


def with_fields(kind: type) -> set[str]:
    """Return every field that can hold a day in a kind of file, by the class it stands in."""
    found, left, seen = set(), [kind], set()
    while left:
        one = left.pop()
        if one in seen:
            continue
        seen.add(one)
        for name, hint in get_type_hints(one, include_extras=True).items():
            for each in parts(hint):
                if each is date:
                    found.add(f"{one.__name__}.{name}")
                if isinstance(each, type) and issubclass(each, msgspec.Struct):
                    left.append(each)
    return found


def done_rows(sak: Sak) -> dict[str, date]:
    """Return the rows of a case that are done today, and when."""
    mappe = the_folder()
    kalender = kalender_of(mappe.plan.ruter)
    books = [each.value for each in mappe.fravaer]
    gang = course_of(sak, books, mappe.plan, kalender, I_DAG)
    if gang is None:
        return {}
    return {row.id: row.gjort for row in deadlines_of_case(gang) if row.gjort is not None}


@pytest.mark.parametrize("nummer", [each.value.sak for each in the_folder().saker])
def test_no_row_of_a_case_is_done_by_a_day_that_has_not_come(nummer: str) -> None:
    read = the_folder().sak(nummer)
    assert read is not None
    sak = read.value
    before, known = done_rows(sak), facts(sak)
    goals = goals_kept(sak)
    for name, changed in first_and_last(sak):
        rows = done_rows(changed)
        assert set(rows) <= set(before), name
        assert all(day in known for day in rows.values()), (name, rows)
        assert all(day <= I_DAG for day in done_duties(changed)), name
        assert all(goals_kept(changed)[each] <= kept for each, kept in goals.items()), name


def first_and_last(sak: Sak) -> list[tuple[str, Sak]]:
    """Return each field ahead in the first and the last thing of a case that has it."""
    every = list(ahead(sak))
    first = dict(reversed(every))
    return [
        *first.items(),
        *((name, one) for name, one in dict(every).items() if one != first[name]),
    ]


def done_duties(sak: Sak) -> list[date]:
    """Return the days on which the duties of § 12-4 are said to be done, in the review of today."""
    bilde = saksbilde(sak, the_folder().plan, I_DAG, grunnlag=Saksgrunnlag())
    return [row.gjort for row in pliktganger(bilde) if row.gjort is not None]


def goals_kept(sak: Sak) -> dict[Teller, int]:
    """Return how many of each goal a case keeps; how many cases there are is no goal kept."""
    mappe = the_folder()
    gang = course_of(sak, [], mappe.plan, kalender_of(mappe.plan.ruter), I_DAG)
    aar = Aar(SKOLEAAR, I_DAG, mappe.plan, (gang,) if gang else (), (), ())
    asked = set(Teller) - {Teller.SAKER_OM_MOBBING}
    return {each: count_goal(each, aar).teller for each in asked}


def test_every_field_of_a_case_that_holds_a_day_was_tried() -> None:
    tried = {name for each in the_folder().saker for name, _ in ahead(each.value)}
    tried |= {
        f"{type(each).__name__}.{one}"
        for each in EXAMPLES
        for one in msgspec.structs.asdict(each)
        if getattr(each, one) == FRAM
    }
    asked = with_fields(Sak)
    assert asked <= tried, asked - tried
    assert len(asked) > 15


@cache
def the_year() -> tuple[Aktivitetstid, ...]:
    plan = the_folder().plan
    return tuple(aarets_tider(the_wheel(), SKOLEAAR, kalender_of(plan.ruter), plan.valg))


def held(books: tuple[Moetebok, ...]) -> tuple[int, int, frozenset[str]]:
    """Return how much of meetings and of the wheel was held by today, and the rows that are done."""
    mappe = the_folder()
    coverage = meeting_coverage(mappe.plan, kalender_of(mappe.plan.ruter), books, SKOLEAAR, I_DAG)
    aar = Aar(SKOLEAAR, I_DAG, mappe.plan, (), (), books)
    wheel = wheel_status(the_year(), aar)
    rows = rows_on((), (), books, mappe.plan, I_DAG)
    done = frozenset(row.frist.id for row in rows if row.status in DONE)
    return sum(each.holdt for each in coverage), sum(each.holdt for each in wheel), done


def test_no_meeting_or_activity_is_held_by_a_day_that_has_not_come() -> None:
    books = tuple(each.value for each in the_folder().moeter)
    meetings, activities, done = held(books)
    tried = set()
    for place, book in enumerate(books):
        for name, changed in ahead(book):
            tried.add(name)
            now = held((*books[:place], changed, *books[place + 1 :]))
            assert now[0] <= meetings, name
            assert now[1] <= activities, name
            assert now[2] <= done, name
    assert {"Holdt.dato", "Holdt.neste", "Utfoert.dato", "Vedtatt.frist"} <= tried


def test_no_absence_ahead_is_counted() -> None:
    mappe = the_folder()
    books = tuple(each.value for each in mappe.fravaer)
    tried = set()
    for place, book in enumerate(books):
        for name, changed in ahead(book):
            tried.add(name)
            now = (*books[:place], changed, *books[place + 1 :])
            rows = rows_on([each.value for each in mappe.saker], now, (), mappe.plan, I_DAG)
            assert all(row.frist.gjort <= I_DAG for row in rows if row.frist.gjort), name
            days = [day.dato for each in mappe.saker for day in absence_days(each.value, now)]
            assert all(day <= I_DAG for day in days), name
    assert {"Fravaersperiode.fra", "Fravaersperiode.til"} <= tried


def absence_days(sak: Sak, books: tuple[Klassefravaer, ...]) -> tuple[Fravaersdag, ...]:
    gang = course_of(sak, books, the_folder().plan, kalender_of(the_folder().plan.ruter), I_DAG)
    return gang.fravaersdager if gang else ()


FRA = date(2026, 11, 10)


def tiltak(**changes: Any) -> Tiltak:
    """Return an invented measure that was to begin on ``FRA``, written down four days before."""
    whole = Tiltak(
        id="ttttttt1", tiltak="Oppdiktet tiltak", nivaa=Nivaa.KLASSE, ansvarlig="kontaktlærer",
        besluttet=FRA - timedelta(days=4), registrert="2026-11-06T09:00+01:00", fra=FRA,
    )  # fmt: skip
    return replace(whole, **changes)


def evaluert(*answers: tuple[int, Gjennomfoert]) -> tuple[Evaluering, ...]:
    """Return evaluations so many days after ``FRA``, with what each says of whether it was carried out."""
    return tuple(
        Evaluering(
            id=f"eeeeeee{place}",
            dato=FRA + timedelta(days=days),
            gjennomfoert=answer,
            utfall=Utfall.INGEN,
        )
        for place, (days, answer) in enumerate(answers, 1)
    )


def flyttet(til: date, dato: date) -> tuple[Endring, ...]:
    return (
        Endring(
            id="aaaaaaa1",
            dato=dato,
            felt=Felt.FRA,
            fra="2026-11-05",
            til=til.isoformat(),
            hvorfor="x",
        ),
    )


JA, DELVIS, NEI = Gjennomfoert.JA, Gjennomfoert.DELVIS, Gjennomfoert.NEI
SETT = {
    "bare planlagt": (tiltak(), None),
    "dagen er ikke kommet": (tiltak(fra=FRAM), None),
    "skrevet ned samme dag": (tiltak(registrert="2026-11-10T08:00+01:00"), FRA),
    "skrevet ned etterpå": (tiltak(registrert="2026-11-12T08:00+01:00"), FRA),
    "skrevet for hånd, besluttet før": (tiltak(registrert=None), None),
    "skrevet for hånd, besluttet den dagen": (tiltak(registrert=None, besluttet=FRA), FRA),
    "skrevet for hånd uten dag": (tiltak(registrert=None, besluttet=None), None),
    "evaluert før det begynte": (tiltak(evalueringer=evaluert((-1, JA))), None),
    "evaluert ja": (tiltak(evalueringer=evaluert((3, JA))), FRA),
    "evaluert delvis": (tiltak(evalueringer=evaluert((3, DELVIS))), FRA),
    "evaluert nei": (tiltak(evalueringer=evaluert((3, NEI))), None),
    "evaluert nei, enda det var skrevet ned den dagen": (
        tiltak(registrert="2026-11-10T08:00+01:00", evalueringer=evaluert((3, NEI))), None,
    ),
    "evaluert nei, så ja": (
        tiltak(evalueringer=evaluert((3, NEI), (9, JA))), FRA + timedelta(days=9),
    ),
    "evaluert ja, så nei": (tiltak(evalueringer=evaluert((3, JA), (9, NEI))), FRA),
    "evaluert ja etter i dag": (tiltak(evalueringer=evaluert((60, JA))), None),
    "flyttet på forhånd": (tiltak(endringer=flyttet(FRA, FRA - timedelta(days=1))), None),
    "flyttet etterpå": (tiltak(endringer=flyttet(FRA, FRA + timedelta(days=1))), FRA),
    "flyttet til en dag som ikke er kommet": (
        tiltak(fra=FRAM, registrert="2026-11-10T08:00+01:00", endringer=flyttet(FRAM, FRA)), None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("navn", SETT)
def test_a_measure_is_put_in_when_something_written_on_its_day_or_later_shows_it(navn: str) -> None:
    measure, wanted = SETT[navn]
    (each,) = tiltak_paa_dag((measure,), I_DAG)
    found = satt_inn(each, I_DAG)
    assert (found.dag if found else None) == wanted


def test_only_the_last_evaluation_says_that_a_measure_was_not_carried_out() -> None:
    for answers, wanted in (((), None), (((3, NEI),), 3), (((3, NEI), (9, JA)), None)):
        (each,) = tiltak_paa_dag((tiltak(evalueringer=evaluert(*answers)),), I_DAG)
        found = ikke_gjennomfoert(each)
        assert (found.dato if found else None) == (FRA + timedelta(days=wanted) if wanted else None)
