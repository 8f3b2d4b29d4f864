"""Absence routines as schools have them: every rung told in the plan's words, and counted as by hand."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import msgspec
import pytest
import yaml
from msgspec.structs import replace

from frist_sak import the_plan
from sosialplan.model.fravaer import Fravaersperiode, Fravaerstype, Meldt
from sosialplan.model.fravaerstrapp import Fagtimer, Tell, Telling, Trinn
from sosialplan.model.handlingskjede import Steg
from sosialplan.model.plan import Plan
from sosialplan.model.record import Record
from sosialplan.model.regel import Fristregel
from sosialplan.model.sak import Elev, Hendelse, Sak
from sosialplan.model.skole import Innstilling, Innstillingsverdi
from sosialplan.rules.borte import GYLDIG_TELLER, Regnskap, accounts, stands
from sosialplan.rules.checks.trapp_checks import check_rungs
from sosialplan.rules.fravaerstrapp import (
    Forvarsel,
    Naadd,
    counting_words,
    reached,
    rungs_ahead,
)
from sosialplan.rules.kalender.skolekalender import kalender_of
from sosialplan.rules.saksgang import course_with
from sosialplan.rules.stegfrister import step_deadlines
from sosialplan.rules.vinduer import HALVAAR_TIL

KALENDER = kalender_of(the_plan().ruter)
ALWAYS = date(2000, 1, 1)


class Borte(Record, frozen=True, kw_only=True):
    """Absence as the table has it."""

    fra: date
    til: date | None = None
    type: Fravaerstype = Fravaerstype.UGYLDIG
    meldt: Meldt = Meldt.NEI
    fag: str | None = None
    timer: int | str | None = None
    minutter: int | None = None
    forsent: bool = False
    gikk: bool = False


class Tilfelle(Record, frozen=True, kw_only=True):
    """A rung of a routine: how it is written, absence, and what comes of it by hand."""

    hva: str
    tell: Tell | None = None
    telling: Telling | None = None
    dager: int | None = None
    timer_i_fag: tuple[Fagtimer, ...] = ()
    gyldig_teller_fra: date | None = None
    fravaer: tuple[Borte, ...] = msgspec.field(name="fravær")
    fag: str = ""
    talt: float = 1
    av: float = 0
    naas: date = msgspec.field(name="nås")
    varsel: date | None = None


class Rutine(Record, frozen=True, kw_only=True):
    """A routine."""

    rutine: str
    trinn: tuple[Tilfelle, ...]


@cache
def rutiner() -> tuple[Rutine, ...]:
    text = (Path(__file__).parent / "fravaersrutiner.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), tuple[Rutine, ...])


CASES = [
    pytest.param(each, id=f"{rutine.rutine}: {each.hva}")
    for rutine in rutiner()
    for each in rutine.trinn
]


def perioder(case: Tilfelle) -> list[Fravaersperiode]:
    return [
        Fravaersperiode(
            id=f"f{number:07}",
            **{key: getattr(each, key) for key in each.__struct_fields__ if key != "til"},
            til=each.til or each.fra,
        )
        for number, each in enumerate(case.fravaer)
    ]


def plan_of(case: Tilfelle) -> Plan:
    """The plan with this rung alone, in a school whose half-year ends on 15 January."""
    plan = the_plan()
    trinn = Trinn(
        trinn="prøve",
        navn="Prøvetrinnet",
        tell=case.tell,
        telling=case.telling,
        dager=case.dager,
        hvem=("kontaktlærer",),
        hva="Gjør noe.",
        varsle_dagen_foer=True,
        linjer=1,
        grunnlag_for_tellingen="Oppdiktet.",
    )
    settings = tuple(_setting(each, case) for each in plan.skole.innstillinger)
    return replace(
        plan,
        trapp=replace(plan.trapp, trinn=(trinn,), timer_i_fag=case.timer_i_fag),
        skole=replace(plan.skole, innstillinger=settings),
    )


def _setting(each: Innstilling, case: Tilfelle) -> Innstilling:
    if each.innstilling == HALVAAR_TIL:
        return replace(each, standard="15. januar")
    if each.innstilling == GYLDIG_TELLER and case.gyldig_teller_fra:
        since = Innstillingsverdi(gjelder_fra=case.gyldig_teller_fra, verdi=True)
        return replace(each, standard=False, verdier=(since,))
    return each


def kept(case: Tilfelle, plan: Plan, per: date) -> Regnskap:
    known = [each for each in perioder(case) if each.fra <= per]
    return accounts(known, plan, KALENDER, per, klasse="8B")


def known_on(
    case: Tilfelle, plan: Plan, per: date
) -> tuple[tuple[Naadd, ...], tuple[Forvarsel, ...]]:
    regnskap = kept(case, plan, per)
    return reached(regnskap, plan), rungs_ahead(regnskap, plan, KALENDER, per)


def test_the_table_has_every_routine() -> None:
    assert [each.rutine for each in rutiner()] == [*"ABCDEFGHIJK", "videregående"]
    assert len(CASES) == sum(len(each.trinn) for each in rutiner()) >= 53


@pytest.mark.parametrize("case", CASES)
def test_a_rung_can_be_told_in_the_plan_and_is_counted_as_by_hand(case: Tilfelle) -> None:
    plan = plan_of(case)
    alone = "P431"  # these rungs stand with no chain around them
    assert [each for each in check_rungs(plan) if each.code != alone] == []
    last = max(each.til for each in perioder(case))
    found, _ = known_on(case, plan, last + timedelta(days=30))
    assert [(each.dato, each.fag) for each in found][:1] == [(case.naas, case.fag)]
    assert case.fag in found[0].trinn.navn
    assert found[0].trinn.trinn == "prøve"
    tell = plan.trapp.trinn[0].telles()
    regnskap = kept(case, plan, last)
    stand = next(
        each for each in stands(regnskap, tell, plan, KALENDER)[case.fag] if each.dato == case.naas
    )
    assert (stand.med, stand.av) == (case.talt, case.av)
    assert tell.met(stand.med, stand.av)
    assert not tell.met(stand.uten, stand.av)


@pytest.mark.parametrize("case", CASES)
def test_day_by_day_it_is_told_on_its_day_and_warned_of_one_step_before(case: Tilfelle) -> None:
    plan = plan_of(case)
    day, warned, told = min(each.fra for each in case.fravaer), None, None
    while day <= case.naas:
        found, ahead = known_on(case, plan, day)
        warned = warned or (day if ahead else None)
        told = told or (day if found else None)
        assert not ahead or ahead[0].trinn.trinn == "prøve"
        day += timedelta(days=1)
    assert (told, warned) == (case.naas, case.varsel)


@pytest.mark.parametrize("case", CASES)
def test_every_rung_says_in_words_how_it_is_counted(case: Tilfelle) -> None:
    plan = plan_of(case)
    said = counting_words(plan, plan.trapp.trinn[0], case.naas)
    assert (said is None) is (case.telling is Telling.IKKE_MELDT)
    assert said is None or (said.startswith("Skolen teller ") and "None" not in said)


STEGENE = """
- {steg: steg-1, navn: Første steg, hva: Gjør., ansvarlig: [kontaktlærer], gjelder: utløsning, utløses_av_trinn: [prøve], regel: to-uker}
- {steg: steg-2, navn: Andre steg, hva: Gjør., ansvarlig: [kontaktlærer], gjelder: utløsning, utløses_av: [{steg: steg-1}], regel: to-uker}
- {steg: steg-3, navn: Tredje steg, hva: Gjør., ansvarlig: [trinnleder], gjelder: utløsning, utløses_av: [{steg: steg-2}], regel: to-uker}
- {steg: steg-4, navn: Fjerde steg, hva: Gjør., ansvarlig: [rektor], gjelder: utløsning, utløses_av: [{steg: steg-3}], regel: to-uker}
"""
REGEL = """
regel: to-uker
navn: To uker
versjoner: [{gjelder_fra: 2020-01-01, antall: 2, enhet: uker, grunnlag: plan, kilde: Oppdiktet rutine E}]
"""


def test_what_a_rung_sets_off_two_weeks_apart_are_steps_of_the_chain() -> None:
    """Routine E goes on from its ten percent with four steps of two weeks each: deadlines, and no counts."""
    case = next(each for each in rutiner()[4].trinn if each.tell and each.tell.over_prosent == 10)
    plan = plan_of(case)
    chain = plan.kjede(plan.trapp.kjede)
    assert chain is not None
    steps = msgspec.convert(yaml.safe_load(STEGENE), tuple[Steg, ...])
    rule = msgspec.convert(yaml.safe_load(REGEL), Fristregel)
    plan = replace(
        plan,
        kjeder=(replace(chain, steg=(*chain.steg, *steps)),),
        fristregler=replace(plan.fristregler, regler=(*plan.fristregler.regler, rule)),
    )
    chain = plan.kjeder[0]
    done = [
        Hendelse(id=f"h{n:07}", dato=date(2026, 11, 25 + n), steg=f"steg-{n}") for n in (1, 2, 3)
    ]
    sak = Sak(
        sak="", kjede=chain.kjede, opprettet=date(2026, 11, 4),
        elev=Elev(navn="Oppdiktet Elev", klasse="8B"), hendelser=tuple(done),
    )  # fmt: skip
    gang = course_with(sak, tuple(perioder(case)), chain, plan, KALENDER, date(2026, 12, 1))
    due = {row.steg: row.frist for row in step_deadlines(gang) if row.steg.startswith("steg-")}
    assert due == {
        "steg-1": case.naas + timedelta(weeks=2), "steg-2": date(2026, 12, 10),
        "steg-3": date(2026, 12, 11), "steg-4": date(2026, 12, 12),
    }  # fmt: skip
