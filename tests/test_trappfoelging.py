"""Whether the ladder was followed, counted for every pupil: the days themselves, and what was done."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from frist_sak import the_plan
from sosialplan.model.fravaer import (
    Elevfravaer,
    Fravaersperiode,
    Fravaerstype,
    Klassefravaer,
    Meldt,
)
from sosialplan.model.sak import Elev, Hendelse, Sak
from sosialplan.rules.fravaer.elevtrapp import Trappfoelging, followed

SAK = "2026-7KQ2M"
FIRE_DAGER = (date(2026, 10, 12), date(2026, 10, 15))


def periode(fra: date, til: date, **told: Any) -> Fravaersperiode:
    given = {"id": "pppppppp", "type": Fravaerstype.UGYLDIG, "meldt": Meldt.JA, **told}
    return Fravaersperiode(fra=fra, til=til, **given)


def book(*elever: Elevfravaer, klasse: str = "8B") -> Klassefravaer:
    return Klassefravaer(klasse=klasse, skoleaar="2026-2027", elever=elever)


def done(steg: str, day: date) -> Hendelse:
    return Hendelse(id="hhhhhhhh", dato=day, steg=steg)


def elev(*perioder: Fravaersperiode, **told: Any) -> Elevfravaer:
    return Elevfravaer(elev="Oppdiktet Elev Prøve", perioder=perioder, **told)


def sak(*hendelser: Hendelse) -> Sak:
    return Sak(
        sak=SAK,
        kjede="fravaer",
        opprettet=date(2026, 10, 12),
        elev=Elev(navn="Oppdiktet Elev Prøve", klasse="8B"),
        hendelser=(done("oppdaget", date(2026, 10, 12)), *hendelser),
    )


def rungs(entry: Elevfravaer, per: date, *saker: Sak) -> tuple[Trappfoelging, ...]:
    return followed(saker, [book(entry)], the_plan(), per)


def test_a_pupil_without_a_case_is_counted_by_a_code() -> None:
    untold = periode(date(2026, 10, 12), date(2026, 10, 12), meldt=Meldt.NEI)
    (rung,) = rungs(elev(untold), date(2026, 10, 12))
    assert (rung.elev, rung.klasse, rung.sak) == ("pppppppp", "8B", None)
    assert (rung.trinn, rung.naadd) == ("første-dag-ikke-meldt", date(2026, 10, 12))
    assert [(each.steg, each.frist) for each in rung.steg] == [
        ("foresatte-kontaktet", date(2026, 10, 12))
    ]
    assert (rung.fulgt, rung.i_tide) == (None, None)
    assert "Oppdiktet" not in repr(rung)


def test_a_rung_is_in_time_late_or_still_open() -> None:
    for step, per, fulgt, i_tide in (
        ((), date(2026, 10, 16), None, None),
        ((), date(2026, 10, 17), None, False),
        ((done("trinnleder-varslet", date(2026, 10, 16)),), date(2026, 10, 17), 16, True),
        ((done("trinnleder-varslet", date(2026, 10, 19)),), date(2026, 10, 19), 19, False),
    ):
        without = rungs(elev(periode(*FIRE_DAGER), oppfoelging=step), per)
        within = rungs(elev(periode(*FIRE_DAGER), sak=SAK), per, sak(*step))
        by_name = rungs(elev(periode(*FIRE_DAGER)), per, sak(*step))
        before = rungs(elev(periode(*FIRE_DAGER), sak=SAK, oppfoelging=step), per, sak())
        for found in (without, within, by_name, before):
            (rung,) = found
            assert rung.fulgt == (date(2026, 10, fulgt) if fulgt else None)
            assert rung.i_tide is i_tide
        assert [each.elev for each in (*without, *within, *by_name)] == ["pppppppp", SAK, SAK]


def test_a_rung_is_followed_when_the_last_of_its_steps_is_done() -> None:
    ten = periode(date(2026, 9, 7), date(2026, 9, 18))
    one = (done("r-team-meldt", date(2026, 9, 21)),)
    both = (*one, done("fraværsmøte", date(2026, 9, 23)))
    found = {len(steps): rungs(elev(ten), date(2026, 9, 23), sak(*steps)) for steps in (one, both)}
    assert [each.trinn for each in found[1]] == ["over-tre-dager", "ti-dager"]
    assert [(each[1].fulgt, each[1].i_tide) for each in found.values()] == [
        (None, None),
        (date(2026, 9, 23), True),
    ]


def test_a_rung_that_sets_off_no_step_is_neither_followed_nor_late() -> None:
    plan = the_plan()
    chain = plan.kjede("fravaer")
    assert chain is not None
    idle = replace(chain, steg=tuple(replace(each, utloeses_av_trinn=()) for each in chain.steg))
    entry = elev(periode(*FIRE_DAGER))
    for kjeder, expected in (((idle,), [(None, None)]), ((), [])):
        found = followed((), [book(entry)], replace(plan, kjeder=kjeder), date(2026, 10, 30))
        assert [(each.fulgt, each.i_tide) for each in found] == expected


def test_each_school_year_has_its_own_rungs_and_a_pupil_without_days_has_none() -> None:
    last = Klassefravaer(
        klasse="8B",
        skoleaar="2027-2028",
        elever=(elev(periode(date(2027, 9, 6), date(2027, 9, 9), id="qqqqqqqq"), sak=SAK), elev()),
    )
    first = book(elev(periode(*FIRE_DAGER), sak=SAK))
    found = followed([sak()], [last, first], the_plan(), date(2027, 10, 1))
    assert [(each.skoleaar, each.naadd) for each in found] == [
        ("2026-2027", date(2026, 10, 15)),
        ("2027-2028", date(2027, 9, 9)),
    ]


def test_where_the_calendar_ends_it_is_not_known_whether_it_was_in_time() -> None:
    plan = the_plan()
    short = replace(plan, ruter=tuple(each for each in plan.ruter if each.skoleaar == "2026-2027"))
    assert followed((), [book(elev(periode(*FIRE_DAGER)))], short, date(2026, 10, 16))
    unknown = replace(plan, ruter=())
    assert followed((), [book(elev(periode(*FIRE_DAGER)))], unknown, date(2026, 10, 16)) == ()
    strange = replace(sak(), kjede="finnes-ikke")
    entry = elev(periode(*FIRE_DAGER), sak=SAK)
    (rung,) = followed([strange], [book(entry)], plan, date(2026, 10, 16))
    assert rung.sak is None
