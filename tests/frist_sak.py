"""Deadline cases as the program's own values, with the repository's own plan.

What a case does not say about its pupil, ids and levels is filled in here. All is invented.
"""

from functools import cache

from msgspec.structs import replace

from frist_tilfelle import KLASSE, ROOT, EndringI, EvalueringI, HendelseI, Tilfelle, TiltakI
from sosialplan.files.filtolk import read_value
from sosialplan.files.loader import load_plan
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.aarshjul import Aarshjul, Periode
from sosialplan.model.fravaer import Elevfravaer, Fravaersperiode, Klassefravaer
from sosialplan.model.moeter import Holdt, Moetebok
from sosialplan.model.plan import Plan
from sosialplan.model.record import EntryId
from sosialplan.model.sak import (
    Aktivitetsplan,
    Elev,
    Evaluering,
    Gjennomfoert,
    Hendelse,
    Nivaa,
    Sak,
    Tiltak,
)
from sosialplan.model.sakspapirer import Avslutning, Endring
from sosialplan.model.skole import Innstillingsverdi, Klasse
from sosialplan.rules.kalender.skolekalender import school_year_of
from sosialplan.rules.vinduer import counts_by_wheel

SAKSNUMMER = "2026-7KQ2M"


@cache
def the_plan() -> Plan:
    plan, problems = load_plan(Planmappe(ROOT))
    assert plan is not None, problems
    return plan


@cache
def _the_periods() -> tuple[Periode, ...]:
    read, problems = read_value(Planmappe(ROOT), ROOT / "plan/aarshjul.yaml", Aarshjul)
    assert read is not None, problems
    return read.value.perioder


def plan_of(case: Tilfelle) -> Plan:
    """The school's own plan, with what the case changes. No classes, so no duties, unless named."""
    plan = the_plan()
    innstillinger = tuple(
        replace(each, verdier=_value(case, each.innstilling)) for each in plan.skole.innstillinger
    )
    known = {each.innstilling for each in innstillinger}
    assert set(case.innstillinger) <= known, set(case.innstillinger) - known
    klasser = tuple(Klasse(klasse=klasse) for klasse in case.klasser)
    valg = tuple(
        replace(each, valgt=case.valg.get(each.valg), gjelder_fra=case.valg_fra)
        for each in plan.valg.valg
    )
    assert {(each.valg, each.valgt) for each in valg} >= set(case.valg.items())
    skole = replace(plan.skole, innstillinger=innstillinger, klasser=klasser)
    return replace(
        plan,
        perioder=_the_periods() if counts_by_wheel(skole, plan.trapp) else (),
        skole=skole,
        valg=replace(plan.valg, valg=valg),
        ruter=tuple(
            each
            for each in plan.ruter
            if case.skoleruter is None or each.skoleaar in case.skoleruter
        ),
    )


def _value(case: Tilfelle, code: str) -> tuple[Innstillingsverdi, ...]:
    if code not in case.innstillinger:
        return ()
    return (Innstillingsverdi(gjelder_fra=case.innstillinger_fra, verdi=case.innstillinger[code]),)


def sak_of(case: Tilfelle) -> Sak:
    first = min((each.dato for each in case.hendelser), default=case.i_dag)
    tiltak = tuple(_tiltak(number, each) for number, each in enumerate(case.tiltak, start=1))
    return Sak(
        sak=SAKSNUMMER,
        kjede=case.kjede,
        opprettet=case.opprettet or first,
        elev=Elev(navn="Oppdiktet Elev Prøve", klasse=KLASSE),
        alvorlig=case.alvorlig,
        gjentatt=case.gjentatt,
        meldt_av=case.meldt_av,
        gjelder_ansatt=case.gjelder_ansatt,
        hendelser=tuple(_hendelse(number, each) for number, each in enumerate(case.hendelser, 1)),
        aktivitetsplan=Aktivitetsplan(tiltak=tiltak) if tiltak else None,
    )


def cases_of(case: Tilfelle) -> list[Sak]:
    return [] if case.uten_sak else [sak_of(case)]


def _hendelse(number: int, each: HendelseI) -> Hendelse:
    return Hendelse(
        id=_id("h", number),
        dato=each.dato,
        steg=each.steg,
        registrert=each.registrert,
        utfall=each.utfall,
        svar=each.svar,
        grunn=each.grunn,
        samtykke=each.samtykke,
        etterkontroll=each.etterkontroll,
        trygt=each.trygt,
        elevens_stemme=each.elevens_stemme,
        takket_nei=each.takket_nei,
        tilbys_igjen=each.tilbys_igjen,
        likevel=each.likevel,
        flyttet=each.flyttet,
        med=each.med,
        av=each.av,
        ansvarlig=each.ansvarlig,
        frist=each.frist,
        vedtak=each.vedtak,
        retter=_id("h", each.retter) if each.retter else None,
    )


def _tiltak(number: int, each: TiltakI) -> Tiltak:
    ended = Avslutning(dato=each.avsluttet, hvorfor="Oppdiktet.") if each.avsluttet else None
    return Tiltak(
        id=tiltak_id(number),
        tiltak="Oppdiktet tiltak.",
        nivaa=Nivaa.KLASSE,
        ansvarlig=each.ansvarlig,
        besluttet=each.besluttet,
        fra=each.fra,
        evalueres=each.evalueres,
        evalueringer=tuple(_evaluering(place, one) for place, one in enumerate(each.evalueringer)),
        endringer=tuple(_endring(place, one) for place, one in enumerate(each.endringer)),
        avsluttet=ended,
    )


def _evaluering(place: int, one: EvalueringI) -> Evaluering:
    return Evaluering(
        id=_id("v", place),
        dato=one.dato,
        gjennomfoert=Gjennomfoert.JA,
        utfall=one.utfall,
        registrert=one.registrert,
        neste=one.neste,
        elev=one.elev,
        foresatte=one.foresatte,
    )


def _endring(place: int, one: EndringI) -> Endring:
    return Endring(
        id=_id("e", place),
        dato=one.dato,
        felt=one.felt,
        fra=one.fra,
        til=one.til,
        hvorfor="Oppdiktet.",
        registrert=one.registrert,
    )


def tiltak_id(number: int) -> EntryId:
    return _id("t", number)


def _id(letter: str, number: int) -> EntryId:
    return f"{letter}{number:07d}"


def books_of(case: Tilfelle) -> tuple[Klassefravaer, ...]:
    """One absence file for each school year that a period begins in."""
    years = sorted({school_year_of(each.fra) for each in case.fravaer})
    return tuple(
        Klassefravaer(
            klasse=KLASSE,
            skoleaar=year,
            elever=(
                Elevfravaer(
                    elev="Oppdiktet Elev Prøve",
                    sak=None if case.uten_sak else SAKSNUMMER,
                    oppfoelging=sak_of(case).hendelser if case.uten_sak else (),
                    perioder=tuple(
                        Fravaersperiode(
                            id=_id("f", place),
                            fra=each.fra,
                            til=each.til,
                            type=each.type,
                            meldt=each.meldt,
                            fag=each.fag,
                            timer=each.timer,
                        )
                        for place, each in enumerate(case.fravaer)
                        if school_year_of(each.fra) == year
                    ),
                ),
            ),
        )
        for year in years
    )


def meetings_of(case: Tilfelle) -> tuple[Moetebok, ...]:
    held = tuple(
        Holdt(id=_id("m", place), moete="klassemøte", dato=each.dato, klasse=each.klasse)
        for place, each in enumerate(case.moeter)
    )
    return (Moetebok(skoleaar="2026-2027", holdt=held),)
