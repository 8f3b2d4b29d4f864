"""From whom a case about an employee is kept, and that nothing of it reaches them."""

from dataclasses import dataclass
from datetime import date

import pytest
from msgspec.structs import replace

from moete_eksempler import case, held, kalender, plan
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.handlingskjede import Steg
from sosialplan.model.plan import Plan
from sosialplan.model.sak import GjelderAnsatt, Hendelse, Sak
from sosialplan.model.skole import Person, Verv
from sosialplan.rules.ansattsak.skjerming import concerns_leadership, shielded_for
from sosialplan.rules.ansvar import is_asked, stand_in, triggers_of
from sosialplan.rules.frister import rows_on
from sosialplan.rules.moeter.saksliste import agenda, may_be_discussed
from sosialplan.rules.saksgang import Saksgang, course_of

PER = date(2026, 12, 18)
"""So late that everything left undone has gone up as far as it can."""


def about(*roller: str, navn: tuple[str, ...] = (), kjede: str = "trygt-og-godt") -> Sak:
    entry = Hendelse(id="h0000001", dato=date(2026, 10, 13), steg="r-team-meldt")
    return replace(case(entry, kjede=kjede), gjelder_ansatt=GjelderAnsatt(roller=roller, navn=navn))


def course(sak: Sak, own: Plan | None = None) -> Saksgang:
    gang = course_of(sak, (), own or plan(), kalender(), PER)
    assert gang is not None
    return gang


def rows(sak: Sak) -> tuple[VurdertFrist, ...]:
    return rows_on([sak], (), (), replace(plan(), skole=replace(plan().skole, klasser=())), PER)


# Whom


@pytest.mark.parametrize(
    ("roller", "kept_from"),
    [
        (("temalærer",), {"temalærer", "lærer"}),
        (("lærer",), {"lærer"}),
        (("sosiallærer",), {"sosiallærer"}),
        (("kontoret", "temalærer"), {"kontoret", "temalærer", "lærer"}),
    ],
)
def test_a_case_is_kept_from_the_employees_and_their_groups(
    roller: tuple[str, ...], kept_from: set[str]
) -> None:
    found = shielded_for(about(*roller), plan())
    meetings = {each.moete for each in plan().moeter.moeter}
    assert found - meetings == kept_from
    assert not concerns_leadership(about(*roller), plan())


@pytest.mark.parametrize("leader", ["rektor", "assisterende-rektor", "ledelsen"])
def test_where_one_of_the_leadership_is_concerned_all_of_it_is_kept_out(leader: str) -> None:
    found = shielded_for(about(leader), plan())
    assert {"rektor", "assisterende-rektor", "ledelsen", "r-team", "sosialt-r-team"} <= found
    assert concerns_leadership(about(leader), plan())
    assert "skoleeier" not in found


def test_a_person_who_is_named_is_kept_out_in_every_role() -> None:
    name = "Oppdiktet Sosiallærer Sund"
    found = shielded_for(about("sosiallærer", navn=(name,)), plan())
    assert {"sosiallærer", "elevrådskontakt"} <= found
    unknown = shielded_for(about("sosiallærer", navn=("Oppdiktet Ukjent",)), plan())
    assert "elevrådskontakt" not in unknown


def test_a_teacher_who_also_leads_the_school_keeps_the_leadership_out() -> None:
    both = Person(
        navn="Oppdiktet Begge", verv=(Verv(rolle="temalærer"), Verv(rolle="assisterende-rektor"))
    )
    own = replace(plan(), skole=replace(plan().skole, personer=(both,)))
    assert "rektor" in shielded_for(about("temalærer", navn=("Oppdiktet Begge",)), own)


def test_a_school_without_a_leading_group_still_has_a_rektor() -> None:
    roller = tuple(each for each in plan().skole.roller if each.rolle != "ledelsen")
    own = replace(plan(), skole=replace(plan().skole, roller=roller))
    assert {"rektor", "r-team"} <= shielded_for(about("rektor"), own)


def test_a_case_about_nobody_is_kept_from_nobody() -> None:
    assert shielded_for(case(), plan()) == frozenset()
    assert not concerns_leadership(case(), plan())


# What reaches them

CHAINS = [each.kjede for each in plan().kjeder]
EMPLOYEES = ["rektor", "assisterende-rektor", "trinnleder", "kontaktlærer", "rådgiver", "lærer"]


@pytest.mark.parametrize("kjede", CHAINS)
@pytest.mark.parametrize("rolle", EMPLOYEES)
def test_no_row_names_someone_from_whom_the_case_is_kept(kjede: str, rolle: str) -> None:
    sak = about(rolle, kjede=kjede)
    kept_from = shielded_for(sak, plan())
    found = rows(sak)
    assert found
    for row in found:
        people = {*row.frist.ansvarlig, *row.eskalert_til}
        assert people.isdisjoint(kept_from), row.frist.id
        assert row.frist.ansvarlig, row.frist.id
        assert set(row.frist.skjermet_for) == kept_from


@pytest.mark.parametrize("kjede", CHAINS)
@pytest.mark.parametrize("rolle", EMPLOYEES)
def test_no_step_that_is_asked_only_tells_them(kjede: str, rolle: str) -> None:
    gang = course(about(rolle, kjede=kjede))
    asked = [step for step in gang.kjede.steg if is_asked(gang, step) and step.med]
    assert all(set(step.med) - gang.skjermet_for for step in asked)


@pytest.mark.parametrize("rolle", EMPLOYEES)
def test_the_case_is_on_no_agenda_of_a_meeting_where_they_sit(rolle: str) -> None:
    gang = course(about(rolle))
    for moete in plan().moeter.moeter:
        sits = {each for part in moete.medlemmer for each in part.en_av}
        points = agenda(moete, [gang], rows(gang.fakta.sak), None, ())
        if sits & gang.skjermet_for:
            assert points == ()
        assert may_be_discussed(moete, gang.skjermet_for) or points == ()
    r_team = plan().moeter.moete("r-team")
    assert r_team is not None
    open_to_all = course(replace(gang.fakta.sak, gjelder_ansatt=None))
    assert agenda(r_team, [open_to_all], rows(open_to_all.fakta.sak), None, ())


def test_one_who_happens_to_be_there_counts_as_one_who_sits() -> None:
    r_team = plan().moeter.moete("r-team")
    assert r_team is not None
    kept_from = shielded_for(about("sosiallærer"), plan())
    there = held("r-team", "2026-10-15", til_stede=("rektor", "sosiallærer"))[0].til_stede
    assert may_be_discussed(r_team, kept_from)
    assert not may_be_discussed(r_team, kept_from, there)


# Who then


@dataclass(frozen=True, slots=True)
class Stige:
    eskalering: tuple[str, ...]
    skjermet: tuple[str, ...]
    navngitt: tuple[str, ...]
    i_stedet: tuple[str, ...]


FOUR = ("kontaktlærer", "trinnleder", "rektor", "skoleeier")


@pytest.mark.parametrize(
    "each",
    [
        Stige(FOUR, ("kontaktlærer",), ("kontaktlærer",), ("trinnleder",)),
        Stige(FOUR, ("kontaktlærer", "trinnleder"), ("kontaktlærer",), ("rektor",)),
        Stige(FOUR, ("rektor",), ("rektor",), ("skoleeier",)),
        Stige(FOUR, ("rådgiver",), ("rådgiver",), ("kontaktlærer",)),
        Stige(("kontaktlærer", "rektor"), ("rektor",), ("rektor",), ("kontaktlærer",)),
        Stige(("rektor",), ("rektor",), ("rektor",), ()),
        Stige((), ("rektor",), ("rektor",), ()),
    ],
)
def test_the_next_of_the_ladder_stands_in(each: Stige) -> None:
    gang = course(case())
    kjede = replace(gang.kjede, eskalering=each.eskalering)
    own = replace(gang, kjede=kjede, skjermet_for=frozenset(each.skjermet))
    assert stand_in(own, each.navngitt) == each.i_stedet


def test_steps_that_wait_for_each_other_in_a_ring_end() -> None:
    gang = course(about("rektor", kjede="tiltak-virker-ikke"))
    discussed = _step(gang, "foresattmøte").utloeses_av
    again = replace(_step(gang, "r-team-meldt"), utloeses_av=discussed)
    ring = tuple(again if each.steg == "r-team-meldt" else each for each in gang.kjede.steg)
    own = replace(gang, kjede=replace(gang.kjede, steg=ring))
    found = triggers_of(own, _step(own, "foresattmøte"))
    assert [each.steg for each in found] == ["r-team-drøftet"]


def _step(gang: Saksgang, code: str) -> Steg:
    found = gang.kjede.find(code)
    assert found is not None
    return found
