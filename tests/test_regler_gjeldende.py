"""Which version holds on a day: rules, law references, settings and readings."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from frist_sak import the_plan
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.skole import Innstilling, Innstillingsverdi
from sosialplan.rules.explanation import apply_rule, in_force, number, paragraph, value_of
from sosialplan.rules.kalender.skolekalender import kalender_of

LAW_CHANGED = date(2024, 8, 1)
days = st.dates(date(2017, 1, 1), date(2030, 12, 31))


class Version(Value, frozen=True):
    gjelder_fra: date


class Ending(Value, frozen=True):
    gjelder_fra: date
    gjelder_til: date | None = None


@given(begins=st.lists(days, unique=True), on=days)
@settings(deadline=None)
def test_the_newest_that_has_begun_holds(begins: list[date], on: date) -> None:
    found = in_force([Version(day) for day in begins], on)
    begun = sorted(day for day in begins if day <= on)
    assert (found.gjelder_fra if found else None) == (begun[-1] if begun else None)


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (date(2017, 7, 31), None),
        (date(2017, 8, 1), date(2017, 8, 1)),
        (date(2020, 12, 31), date(2017, 8, 1)),
        (date(2021, 1, 1), None),
        (date(2024, 7, 31), None),
        (date(2024, 8, 1), date(2024, 8, 1)),
        (date(2099, 1, 1), date(2024, 8, 1)),
    ],
)
def test_both_ends_are_included_and_a_gap_is_a_gap(on: date, holds: date | None) -> None:
    versions = (Ending(date(2024, 8, 1)), Ending(date(2017, 8, 1), date(2020, 12, 31)))
    found = in_force(versions, on)
    assert (found.gjelder_fra if found else None) == holds


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("aktivitetsplikt", "opplæringslova (1998) § 9 A-4", "opplæringslova (2023) § 12-4"),
        ("skolemiljø", "opplæringslova (1998) § 9 A-2", "opplæringslova (2023) § 12-2"),
        ("nulltoleranse", "opplæringslova (1998) § 9 A-3", "opplæringslova (2023) § 12-3"),
        ("ansatt-krenker", "opplæringslova (1998) § 9 A-5", "opplæringslova (2023) § 12-5"),
        ("statsforvalteren", "opplæringslova (1998) § 9 A-6", "opplæringslova (2023) § 12-6"),
        ("barnets-beste", "Grunnlova § 104", "opplæringslova (2023) §§ 10-1 og 10-2"),
        ("fravær", None, "opplæringslova (2023) § 10-6"),
        ("barnevernet", "opplæringslova (1998) § 15-3", "opplæringslova (2023) § 24-3"),
        (None, None, None),
        ("finnes-ikke", None, None),
    ],
)
def test_the_law_of_the_day(code: str | None, before: str | None, after: str | None) -> None:
    assert paragraph(the_plan(), code, LAW_CHANGED - timedelta(days=1)) == before
    assert paragraph(the_plan(), code, LAW_CHANGED) == after


def test_a_setting_is_the_schools_value_or_the_default() -> None:
    since = date(2026, 10, 1)
    setting = Innstilling(
        innstilling="prøve",
        standard=5,
        hvorfor="Oppdiktet.",
        verdier=(Innstillingsverdi(gjelder_fra=since, verdi=3),),
    )
    assert value_of(setting, since - timedelta(days=1)) == 5
    assert value_of(setting, since) == 3


def test_a_number_that_is_no_number_is_zero() -> None:
    text = Innstilling(innstilling="prøve", standard="fem", hvorfor="Oppdiktet.")
    plan = _with(text)
    assert number(plan, "prøve", LAW_CHANGED) == 0
    assert number(plan, "finnes-ikke", LAW_CHANGED) == 0
    assert number(plan, "snart-dager", LAW_CHANGED) == 3


def test_a_rule_that_does_not_exist_gives_no_date_and_says_so() -> None:
    plan = the_plan()
    found = apply_rule(plan, kalender_of(plan.ruter), "finnes-ikke", LAW_CHANGED, "oppdaget")
    assert found.telling.dato is None
    assert found.telling.merknader == ("Ingen versjon av fristregelen gjaldt denne dagen.",)


@given(on=st.dates(date(2017, 8, 1), date(2030, 12, 31)))
@settings(deadline=None)
def test_every_rule_of_the_plan_has_a_version_on_every_day(on: date) -> None:
    for regel in the_plan().fristregler.regler:
        assert in_force(regel.versjoner, on) is not None


def test_what_the_law_demands_is_never_counted_in_school_days() -> None:
    """Except the evaluation: the law asks that there is a date, and the number is the school's.

    And except an exclusion: the law itself counts the days of teaching, and the rule quotes it.
    """
    lawful = {
        (regel.regel, version.enhet.value)
        for regel in the_plan().fristregler.regler
        for version in regel.versjoner
        if version.hjemmel and version.enhet.value == "skoledager"
    }
    own = {("evaluering", "skoledager"), ("nytt-tilbud", "skoledager")}
    assert lawful == {*own, ("bortvisning-lengst", "skoledager")}
    by_law = [
        version
        for regel in the_plan().fristregler.regler
        for version in regel.versjoner
        if version.grunnlag.value == "lov" and version.enhet.value == "skoledager"
    ]
    assert by_law
    assert all(version.skoledager_i_loven for version in by_law)


def test_no_deadline_of_practice_is_called_law() -> None:
    grounds = {
        regel.regel: {version.grunnlag.value for version in regel.versjoner}
        for regel in the_plan().fristregler.regler
    }
    assert grounds["aktivitetsplan"] == {"praksis"}
    by_law = {
        "ansatt-rektor-varslet": "§ 12-5: at once",
        "statsforvalteren": "§ 12-6: one week",
        "bortvisning-lengst": "§ 13-1: three days of teaching",
        "klage-enkeltvedtak": "forvaltningsloven § 29: three weeks",
        "foreløpig-svar": "forvaltningsloven § 11 a: one month",
        "innsyn-uten-svar": "offentleglova § 32: five working days",
        "barnevernets-svar": "barnevernsloven § 13-3: three weeks",
        "klage-på-innsyn": "offentleglova § 32, forvaltningsloven § 29: three weeks",
        "innsyn-svar": "personvernforordningen article 12 no. 3: one month",
    }
    assert {regel for regel, ground in grounds.items() if "lov" in ground} == set(by_law)


def _with(setting: Innstilling) -> Plan:
    plan = the_plan()
    innstillinger = (*plan.skole.innstillinger, setting)
    return replace(plan, skole=replace(plan.skole, innstillinger=innstillinger))
