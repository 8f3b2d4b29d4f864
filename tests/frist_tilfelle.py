"""Deadline cases in YAML, as values: what is known, on which day, and the rows that are expected.

What a case does not say about its pupil, ids and levels is filled in here. All is invented.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import UNSET, UnsetType, field
from msgspec.structs import replace

from sosialplan.files.loader import load_plan
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.yaml_reader import parse
from sosialplan.model.fravaer import (
    Elevfravaer,
    Fravaersperiode,
    Fravaerstype,
    Klassefravaer,
    Meldt,
)
from sosialplan.model.frist import Status
from sosialplan.model.handlingskjede import Slag
from sosialplan.model.moter import Holdt, Moetebok
from sosialplan.model.plan import Plan
from sosialplan.model.record import Code, EntryId, Record, Recorded, SchoolYear
from sosialplan.model.regel import Enhet, Grunnlag
from sosialplan.model.sak import (
    Aktivitetsplan,
    Avslutning,
    Elev,
    Endring,
    Evaluering,
    Felt,
    Gjennomfoert,
    Grunn,
    Hendelse,
    Nivaa,
    Sak,
    Samtykke,
    Svar,
    Tiltak,
    Utfall,
)
from sosialplan.model.skole import Innstillingsverdi, Klasse
from sosialplan.rules.skolekalender import school_year_of

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "frist_cases"
SAKSNUMMER = "2026-7KQ2M"
KLASSE = "8B"
ALWAYS = date(2017, 8, 1)

T = TypeVar("T")


class HendelseI(Record, frozen=True, kw_only=True):
    """An entry; ``retter`` is the number of the entry in the list, counted from 1."""

    dato: date
    steg: Code
    registrert: Recorded | None = None
    utfall: Utfall | None = None
    svar: Svar | None = None
    grunn: Grunn | None = None
    samtykke: Samtykke | None = None
    etterkontroll: date | None = None
    retter: int | None = None


class EvalueringI(Record, frozen=True, kw_only=True):
    dato: date
    utfall: Utfall = Utfall.DELVIS
    neste: date | None = None
    registrert: Recorded | None = None


class EndringI(Record, frozen=True, kw_only=True):
    dato: date
    felt: Felt
    fra: str | None = None
    til: str
    registrert: Recorded | None = None


class TiltakI(Record, frozen=True, kw_only=True):
    besluttet: date | None = None
    fra: date
    evalueres: date | None = None
    ansvarlig: Code = "kontaktlærer"
    evalueringer: tuple[EvalueringI, ...] = ()
    endringer: tuple[EndringI, ...] = ()
    avsluttet: date | None = None


class FravaerI(Record, frozen=True, kw_only=True):
    fra: date
    til: date
    type: Fravaerstype = Fravaerstype.UGYLDIG
    meldt: Meldt = Meldt.JA


class MoeteI(Record, frozen=True, kw_only=True):
    dato: date
    klasse: str = KLASSE


class Rad(Record, frozen=True, kw_only=True):
    """An expected row: what it says nothing of, may be anything. ``tiltak`` counts from 1."""

    steg: Code
    slag: Slag | UnsetType = UNSET
    frist: date | UnsetType | None = UNSET
    status: Status | UnsetType = UNSET
    dager: int | UnsetType | None = UNSET
    gjort: date | UnsetType | None = UNSET
    ansvarlig: tuple[str, ...] | UnsetType = UNSET
    eskalert_til: tuple[str, ...] | UnsetType = UNSET
    grunnlag: Grunnlag | UnsetType = UNSET
    hjemmel: str | UnsetType | None = UNSET
    tiltak: int | UnsetType = UNSET
    runde: int | UnsetType = UNSET
    klasse: str | UnsetType = UNSET
    tittel: str | UnsetType = UNSET
    regnet_fra: date | UnsetType = UNSET
    utloest_av: str | UnsetType = field(name="utløst_av", default=UNSET)
    antall: int | UnsetType | None = UNSET
    enhet: Enhet | UnsetType | None = UNSET
    passert: tuple[date, ...] | UnsetType = UNSET
    merknad_inneholder: str = ""


class Tilfelle(Record, frozen=True, kw_only=True):
    """A case: the facts, the day of judging, what is changed in the plan, and the rows."""

    navn: str
    hvorfor: str
    kjede: Code = "trygt-og-godt"
    i_dag: date
    opprettet: date | None = None
    alvorlig: bool = False
    hendelser: tuple[HendelseI, ...] = ()
    tiltak: tuple[TiltakI, ...] = ()
    fravaer: tuple[FravaerI, ...] = field(name="fravær", default=())
    moter: tuple[MoeteI, ...] = field(name="møter", default=())
    klasser: tuple[str, ...] = ()
    innstillinger: dict[Code, int | bool] = field(default_factory=dict)
    innstillinger_fra: date = ALWAYS
    valg: dict[Code, Code] = field(default_factory=dict)
    skoleruter: tuple[SchoolYear, ...] | None = None
    venter: tuple[Rad, ...] = ()
    venter_ikke: tuple[Code, ...] = ()
    hele_listen: bool = False


class Regnestykke(Record, frozen=True, kw_only=True):
    """A row of ``regning.yaml``."""

    fra: date
    antall: int
    enhet: Enhet
    frist: date | None
    hvorfor: str


def load_cases() -> list[Tilfelle]:
    files = [file for file in sorted(CASES.glob("*.yaml")) if file.name != "regning.yaml"]
    return [case for file in files for case in _read(file, tuple[Tilfelle, ...])]


def load_sums() -> tuple[Regnestykke, ...]:
    return _read(CASES / "regning.yaml", tuple[Regnestykke, ...])


def _read(file: Path, kind: type[T]) -> T:
    parsed = parse(file.read_text(encoding="utf-8"))
    assert not parsed.faults, (file.name, parsed.faults)
    return msgspec.convert(parsed.tree, kind)


@cache
def the_plan() -> Plan:
    plan, problems = load_plan(Planmappe(ROOT))
    assert plan is not None, problems
    return plan


def plan_of(case: Tilfelle) -> Plan:
    """The school's own plan, with what the case changes. No classes, so no duties, unless named."""
    plan = the_plan()
    innstillinger = tuple(
        replace(each, verdier=_value(case, each.innstilling)) for each in plan.skole.innstillinger
    )
    known = {each.innstilling for each in innstillinger}
    assert set(case.innstillinger) <= known, set(case.innstillinger) - known
    klasser = tuple(Klasse(klasse=klasse) for klasse in case.klasser)
    valg = tuple(replace(each, valgt=case.valg.get(each.valg)) for each in plan.valg.valg)
    assert {(each.valg, each.valgt) for each in valg} >= set(case.valg.items())
    return replace(
        plan,
        skole=replace(plan.skole, innstillinger=innstillinger, klasser=klasser),
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
        hendelser=tuple(_hendelse(number, each) for number, each in enumerate(case.hendelser, 1)),
        aktivitetsplan=Aktivitetsplan(tiltak=tiltak) if tiltak else None,
    )


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
                    sak=SAKSNUMMER,
                    perioder=tuple(
                        Fravaersperiode(
                            id=_id("f", place),
                            fra=each.fra,
                            til=each.til,
                            type=each.type,
                            meldt=each.meldt,
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
        for place, each in enumerate(case.moter)
    )
    return (Moetebok(skoleaar="2026-2027", holdt=held),)
