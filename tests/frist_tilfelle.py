"""Deadline cases in YAML, as values: what is known, on which day, and the rows that are expected."""

from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import UNSET, UnsetType, field

from sosialplan.files.yaml_reader import parse
from sosialplan.model.elev import Flytting, Trygt
from sosialplan.model.fravaer import Fravaerstype, Meldt
from sosialplan.model.frist import Status
from sosialplan.model.handlingskjede import Slag
from sosialplan.model.record import Code, Record, Recorded, SchoolYear
from sosialplan.model.regel import Enhet, Grunnlag
from sosialplan.model.sak import GjelderAnsatt, Grunn, Samtykke, Svar, Utfall
from sosialplan.model.sakspapirer import Felt, Vedtak

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "frist_cases"
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
    trygt: Trygt | None = None
    elevens_stemme: str = "Oppdiktet."
    takket_nei: bool = False
    tilbys_igjen: date | None = None
    likevel: str | None = None
    flyttet: Flytting | None = None
    med: tuple[Code, ...] = ("elev", "foresatte")
    av: Code | None = None
    ansvarlig: Code | None = None
    frist: date | None = None
    vedtak: Vedtak | None = None
    retter: int | None = None


class EvalueringI(Record, frozen=True, kw_only=True):
    dato: date
    utfall: Utfall = Utfall.DELVIS
    neste: date | None = None
    registrert: Recorded | None = None
    elev: str | None = "Oppdiktet."
    foresatte: str | None = "Oppdiktet."


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
    fag: str | None = None
    timer: int | None = None


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
    sak: str | UnsetType | None = UNSET
    tittel: str | UnsetType = UNSET
    regnet_fra: date | UnsetType = UNSET
    utloest_av: str | UnsetType = field(name="utløst_av", default=UNSET)
    antall: int | UnsetType | None = UNSET
    enhet: Enhet | UnsetType | None = UNSET
    passert: tuple[date, ...] | UnsetType = UNSET
    merknad_inneholder: str = ""


class Tilfelle(Record, frozen=True, kw_only=True):
    """A case: the facts, the day of judging, what is changed in the plan, and the rows.

    ``uten_sak``: there is no case, and the entries stand with the pupil's absence.
    """

    navn: str
    hvorfor: str
    kjede: Code = "trygt-og-godt"
    i_dag: date
    opprettet: date | None = None
    alvorlig: bool = False
    gjentatt: bool = False
    meldt_av: Code | None = None
    gjelder_ansatt: GjelderAnsatt | None = None
    uten_sak: bool = False
    hendelser: tuple[HendelseI, ...] = ()
    tiltak: tuple[TiltakI, ...] = ()
    fravaer: tuple[FravaerI, ...] = field(name="fravær", default=())
    moeter: tuple[MoeteI, ...] = field(name="møter", default=())
    klasser: tuple[str, ...] = ()
    innstillinger: dict[Code, int | bool | str] = field(default_factory=dict)
    innstillinger_fra: date = ALWAYS
    valg: dict[Code, Code] = field(default_factory=dict)
    valg_fra: date = ALWAYS
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
