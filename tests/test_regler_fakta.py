"""What is known of a case on a day, and how its entries fall into rounds."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import convert
from msgspec.structs import replace

from frist_sak import SAKSNUMMER, sak_of, the_plan
from frist_tilfelle import KLASSE, HendelseI, Tilfelle, TiltakI
from sosialplan.model.fravaer import (
    Elevfravaer,
    Fravaersperiode,
    Fravaerstype,
    Klassefravaer,
    Meldt,
)
from sosialplan.model.handlingskjede import Handlingskjede, Utloeser
from sosialplan.model.sak import Grunn, Hendelse, Sak, Samtykke, Svar, Utfall
from sosialplan.rules.facts import Runde, absence_of, facts_of, matches, rounds
from sosialplan.rules.frister import rows_on
from sosialplan.rules.kalender.skolekalender import kalender_of
from sosialplan.rules.saksgang import course_of

OCTOBER = date(2026, 10, 12)
STEPS = ("oppdaget", "notat", "evaluering")


def hendelse(**values: object) -> Hendelse:
    """An entry of a case, with what is said of it."""
    known = {"id": "h0000001", "dato": OCTOBER, "steg": "evaluering", **values}
    return Hendelse(**known)  # type: ignore[arg-type]


def sak(*hendelser: HendelseI) -> Sak:
    case = Tilfelle(navn="-", hvorfor="-", i_dag=OCTOBER, hendelser=hendelser)
    return sak_of(case)


def chain(code: str = "trygt-og-godt") -> Handlingskjede:
    kjede = the_plan().kjede(code)
    assert kjede is not None
    return kjede


class TestFacts:
    def test_entries_are_sorted_by_day_and_then_by_the_file(self) -> None:
        facts = facts_of(
            sak(
                HendelseI(dato=date(2026, 10, 13), steg="notat"),
                HendelseI(dato=date(2026, 10, 12), steg="oppdaget"),
                HendelseI(dato=date(2026, 10, 13), steg="samtale"),
            ),
            (),
            date(2026, 10, 13),
        )
        assert [each.steg for each in facts.hendelser] == ["oppdaget", "notat", "samtale"]
        assert facts.utelatt == 0

    def test_the_first_and_the_last_of_a_step(self) -> None:
        facts = facts_of(
            sak(
                HendelseI(dato=date(2026, 10, 14), steg="notat"),
                HendelseI(dato=date(2026, 10, 12), steg="notat"),
            ),
            (),
            date(2026, 10, 31),
        )
        first, last = facts.first("notat"), facts.last("notat")
        assert first is not None
        assert last is not None
        assert (first.dato.day, last.dato.day) == (12, 14)
        assert facts.first("samtale") is None
        assert facts.last("samtale") is None

    def test_a_correction_takes_the_place_of_its_entry_among_those_of_the_day(self) -> None:
        facts = facts_of(
            sak(
                HendelseI(dato=OCTOBER, steg="evaluering", utfall=Utfall.GOD),
                HendelseI(dato=OCTOBER, steg="notat"),
                HendelseI(dato=OCTOBER, steg="evaluering", utfall=Utfall.DELVIS, retter=1),
                HendelseI(dato=OCTOBER, steg="evaluering", utfall=Utfall.INGEN, retter=3),
            ),
            (),
            OCTOBER,
        )
        assert [(each.steg, each.utfall) for each in facts.hendelser] == [
            ("evaluering", Utfall.INGEN),
            ("notat", None),
        ]

    def test_later_facts_of_every_kind_are_left_out_and_counted(self) -> None:
        case = Tilfelle(
            navn="-",
            hvorfor="-",
            i_dag=OCTOBER,
            hendelser=(
                HendelseI(dato=OCTOBER, steg="oppdaget"),
                HendelseI(dato=date(2026, 10, 13), steg="notat"),
            ),
        )
        measures = {
            "besluttet": "2026-10-14",
            "fra": "2026-10-14",
            "evalueringer": [{"dato": "2026-10-15"}],
            "endringer": [{"dato": "2026-10-16", "felt": "til", "til": "2026-12-18"}],
            "avsluttet": "2026-10-19",
        }
        later = sak_of(replace(case, tiltak=(convert(measures, TiltakI),)))
        fravaer = (periode(date(2026, 10, 12)), periode(date(2026, 10, 20)))
        known = [
            facts_of(later, fravaer, date(2026, 10, day)).utelatt
            for day in (12, 13, 14, 15, 16, 19, 20)
        ]
        assert known == [6, 5, 4, 3, 2, 1, 0]
        assert facts_of(later, fravaer, OCTOBER).fravaer == fravaer[:1]


class TestAbsenceOf:
    def test_an_entry_belongs_by_number_or_by_name_in_the_class(self) -> None:
        own = sak(HendelseI(dato=OCTOBER, steg="oppdaget"))
        name = own.elev.navn
        by_number = Elevfravaer(elev="Et annet navn", sak=SAKSNUMMER, perioder=(periode(OCTOBER),))
        by_name = Elevfravaer(elev=name, perioder=(periode(date(2026, 10, 13)),))
        of_another_case = Elevfravaer(
            elev=name, sak="2026-0000X", perioder=(periode(date(2026, 10, 14)),)
        )
        namesake = Elevfravaer(elev=name, perioder=(periode(date(2026, 10, 15)),))
        books = (
            Klassefravaer(
                klasse=KLASSE, skoleaar="2026-2027", elever=(by_number, by_name, of_another_case)
            ),
            Klassefravaer(klasse="9A", skoleaar="2026-2027", elever=(namesake,)),
        )
        assert [each.fra.day for each in absence_of(own, books)] == [12, 13]

    def test_a_pupil_who_changed_class_is_followed_by_the_number(self) -> None:
        own = sak(HendelseI(dato=OCTOBER, steg="oppdaget"))
        before = Elevfravaer(elev="Før", sak=SAKSNUMMER, perioder=(periode(OCTOBER),))
        book = Klassefravaer(klasse="8A", skoleaar="2026-2027", elever=(before,))
        assert absence_of(own, (book,)) == before.perioder


class TestRounds:
    @given(
        entries=st.lists(
            st.tuples(st.sampled_from(STEPS), st.sampled_from((None, *Utfall))), max_size=12
        )
    )
    @settings(max_examples=300, deadline=None)
    def test_every_entry_sets_off_in_one_round_and_fulfils_in_one(
        self, entries: list[tuple[str, Utfall | None]]
    ) -> None:
        hendelser = [hendelse(steg=steg, utfall=utfall) for steg, utfall in entries]
        found = rounds(hendelser, chain())
        count = len(hendelser)
        assert [runde.nummer for runde in found] == list(range(1, len(found) + 1))
        assert [place for runde in found for place in runde.triggers()] == list(range(count))
        assert [place for runde in found for place in runde.fulfils(count)] == list(range(count))
        opened = [
            place
            for place, (steg, utfall) in enumerate(entries)
            if steg == "evaluering" and utfall in {Utfall.DELVIS, Utfall.INGEN}
        ]
        assert [runde.start for runde in found] == [-1, *opened]

    def test_the_entry_between_ends_one_round_and_begins_the_next(self) -> None:
        hendelser = [hendelse(steg="oppdaget"), hendelse(utfall=Utfall.DELVIS), hendelse()]
        first, second = rounds(hendelser, chain())
        assert (first, second) == (Runde(1, -1, 1), Runde(2, 1, 3))
        assert (list(first.triggers()), list(first.fulfils(3))) == ([0], [0, 1])
        assert (list(second.triggers()), list(second.fulfils(3))) == ([1, 2], [2])

    def test_a_case_without_entries_is_in_its_first_round(self) -> None:
        assert rounds([], chain()) == (Runde(1, -1, 0),)

    @pytest.mark.parametrize(
        ("entry", "wanted", "does"),
        [
            ({}, {}, True),
            ({"steg": "notat"}, {}, False),
            ({"utfall": Utfall.GOD}, {"utfall": (Utfall.GOD,)}, True),
            ({"utfall": Utfall.DELVIS}, {"utfall": (Utfall.GOD,)}, False),
            ({}, {"utfall": (Utfall.GOD,)}, False),
            ({"svar": Svar.JA}, {"svar": (Svar.JA,)}, True),
            ({"svar": Svar.NEI}, {"svar": (Svar.JA,)}, False),
            ({"grunn": Grunn.B}, {"grunn": (Grunn.A, Grunn.B)}, True),
            ({"grunn": Grunn.INGEN}, {"grunn": (Grunn.A, Grunn.B)}, False),
            ({"samtykke": Samtykke.JA}, {"samtykke": (Samtykke.JA,)}, True),
            ({"samtykke": Samtykke.NEI}, {"samtykke": (Samtykke.JA,)}, False),
            ({"samtykke": Samtykke.IKKE_SPURT}, {"samtykke": (Samtykke.JA,)}, False),
        ],
    )
    def test_which_entries_set_a_step_off(
        self, entry: dict[str, object], wanted: dict[str, object], *, does: bool
    ) -> None:
        utloeser = convert({"steg": "evaluering", **wanted}, Utloeser)
        assert matches(hendelse(**entry), utloeser) is does


class TestCourse:
    def test_a_case_of_an_unknown_chain_has_no_course_and_no_rows(self) -> None:
        strange = replace(sak(HendelseI(dato=OCTOBER, steg="oppdaget")), kjede="finnes-ikke")
        plan = replace(the_plan(), skole=replace(the_plan().skole, klasser=()))
        assert course_of(strange, (), plan, kalender_of(plan.ruter), OCTOBER) is None
        assert rows_on([strange], (), (), plan, OCTOBER) == ()

    def test_a_case_knows_its_round_and_when_it_was_closed(self) -> None:
        own = sak(
            HendelseI(dato=OCTOBER, steg="oppdaget"),
            HendelseI(dato=date(2026, 10, 13), steg="evaluering", utfall=Utfall.INGEN),
            HendelseI(dato=date(2026, 10, 14), steg="avsluttet"),
        )
        plan = the_plan()
        before = course_of(own, (), plan, kalender_of(plan.ruter), date(2026, 10, 13))
        after = course_of(own, (), plan, kalender_of(plan.ruter), date(2026, 10, 14))
        assert before is not None
        assert after is not None
        assert (before.closed_on, before.round.nummer) == (None, 2)
        assert (after.closed_on, after.round.nummer) == (date(2026, 10, 14), 2)


def periode(day: date) -> Fravaersperiode:
    return Fravaersperiode(
        id="f0000001", fra=day, til=day, type=Fravaerstype.GYLDIG, meldt=Meldt.JA
    )
