"""The wheel's file against the names and counts written by hand from the source."""

import re
from collections import Counter
from pathlib import Path

import pytest

from aarshjul_fixtures import LESNINGER, YEARS, choices, load_yaml, the_calendars, the_wheel
from sosialplan.model.record import Code, Line, Record
from sosialplan.rules.aarshjul.aktivitetstider import aarets_tider

WHEEL = the_wheel()


class Seksjonsnavn(Record, frozen=True, kw_only=True):
    seksjon: Code
    antall: int
    navn: tuple[Line, ...]


EXPECTED = load_yaml(
    Path(__file__).parent / "expected/aarshjul_navn.yaml", tuple[Seksjonsnavn, ...]
)


def test_the_hand_written_list_holds_49() -> None:
    assert [section.antall for section in EXPECTED] == [17, 18, 6, 8]
    assert [len(section.navn) for section in EXPECTED] == [17, 18, 6, 8]


@pytest.mark.parametrize("section", EXPECTED, ids=lambda section: section.seksjon)
def test_every_activity_of_the_source_is_there_in_its_order(section: Seksjonsnavn) -> None:
    found = tuple(one.navn for one in WHEEL.aktiviteter if one.seksjon == section.seksjon)
    assert found == section.navn


def test_no_activity_stands_in_an_unknown_section() -> None:
    assert tuple(one.seksjon for one in WHEEL.seksjoner) == tuple(one.seksjon for one in EXPECTED)
    assert {one.seksjon for one in WHEEL.aktiviteter} == {one.seksjon for one in EXPECTED}


def test_ids_are_unique_though_names_are_not() -> None:
    assert set(Counter(one.id for one in WHEEL.aktiviteter).values()) == {1}
    assert Counter(one.navn for one in WHEEL.aktiviteter)["Aktivitetsdager"] == 3


@pytest.mark.parametrize("year", YEARS)
def test_every_activity_has_a_time_and_none_is_unknown(year: str) -> None:
    times = aarets_tider(WHEEL, year, the_calendars(), choices())
    assert len(times) == 49
    assert {one.aktivitet.id for one in times if not one.tidsrom} == set()
    assert [why for one in times for why in one.ukjent] == []


def test_what_the_source_leaves_empty_is_empty_and_named() -> None:
    empty = {
        one.id: {
            name
            for name, roles in (("ansvarlig", one.ansvarlig), ("målgruppe", one.maalgruppe))
            if not roles
        }
        for one in WHEEL.aktiviteter
    }
    assert {id_: names for id_, names in empty.items() if names} == {
        "skeiv-ungdom": {"ansvarlig"},
        "rådgiver": {"målgruppe"},
        "elevrådseminar": {"målgruppe"},
    }
    assert all(set(one.mangler) == empty[one.id] for one in WHEEL.aktiviteter)


def test_roles_are_codes_named_once_each() -> None:
    for one in WHEEL.aktiviteter:
        for roles in (one.ansvarlig, one.maalgruppe, *(naar.ansvarlig for naar in one.naar)):
            assert len(set(roles)) == len(roles), one.id
            assert all(re.fullmatch("[a-zæøå0-9]+(-[a-zæøå0-9]+)*", role) for role in roles)


def test_a_part_of_the_responsible_is_a_part() -> None:
    for one in WHEEL.aktiviteter:
        for naar in one.naar:
            assert set(naar.ansvarlig) <= set(one.ansvarlig), one.id


def test_valg_and_lesning_stand_together_and_are_known() -> None:
    readings = {
        (naar.valg, naar.lesning)
        for one in WHEEL.aktiviteter
        for naar in one.naar
        if naar.valg or naar.lesning
    }
    known = {(valg, kode) for valg, koder in LESNINGER.items() for kode in koder}
    assert readings <= known
    named = {(each.valg, each.lesning) for one in WHEEL.aktiviteter for each in one.etter_valg}
    assert readings | named == known


def test_every_line_range_lies_in_its_section_and_in_order() -> None:
    sections = {one.seksjon: _lines(str(one.linjer)) for one in WHEEL.seksjoner}
    last = 0
    for one in WHEEL.aktiviteter:
        first, end = _lines(str(one.linjer).rpartition(", ")[2])
        section_first, section_end = sections[one.seksjon]
        assert section_first <= first <= end <= section_end, one.id
        assert first > last, one.id
        last = end


def test_every_word_about_time_is_the_schools_own_and_says_why() -> None:
    words = {word.periode: word for word in WHEEL.perioder}
    assert set(words) >= {
        "høst", "vinter", "vår", "høstsemester", "vårsemester", "medio", "skolestart", "semesterskifte",
    }  # fmt: skip
    assert {word.grunnlag for word in words.values()} == {"egen"}
    assert all(word.hvorfor for word in words.values())


def test_the_six_themes_and_elevrollen() -> None:
    themes = {one.id: one.temaer for one in WHEEL.aktiviteter if one.temaer}
    assert [theme.tema for theme in themes["tverrfaglige-temaer"]] == [
        "Me, myself and I",
        "Se det store bildet",
        "Krig og kjærlighet",
        "Den grønne framtiden?",
        "Vår lille, store verden",
        "Et tilbakeblikk",
    ]
    assert [(theme.tema, theme.punkter) for theme in themes["elevrådseminar"]] == [
        ("Elevrollen", ("oppgaver", "ansvar", "samarbeid", "evaluering"))
    ]
    assert len(themes) == 2


def test_a_date_that_the_source_lacks_is_marked_as_the_schools_own() -> None:
    own = {
        (one.id, naar.hva)
        for one in WHEEL.aktiviteter
        for naar in one.naar
        if naar.grunnlag == "egen"
    }
    assert own == {
        ("aktivitetsdager-felles", "FN-dagen"),
        ("aktivitetsdager-felles", "sommerdag"),
        ("merkedager", "halloween"),
        ("merkedager", "juleaktivitet"),
        ("merkedager", "valentinsdagen"),
        ("merkedager", "påskeaktivitet"),
    }


def _lines(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first), int(last or first)
