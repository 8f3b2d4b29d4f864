"""The whole social action plan, shaped for its template."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from msgspec import structs

from sosialplan.model.fravaerstrapp import Trinn
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.oppslagsverk import Oppslagsverk, Partner
from sosialplan.model.plan import Plan
from sosialplan.model.skole import Valg
from sosialplan.rules.lesninger import chosen
from sosialplan.views.datoer import lang_dato
from sosialplan.views.forklaring import Fristord, fristord
from sosialplan.views.kjeder.kjedetegning import tegnet
from sosialplan.views.maaltall import maal_i_ord
from sosialplan.views.moeter.moetevisning import Moetevisning, moetevisninger
from sosialplan.views.planen.lest_plan import betydninger, hvilken_gjelder
from sosialplan.views.planen.oppslag import Ordbetydning, uten_linjer
from sosialplan.views.planen.oppslag_planen import SAMTYKKE
from sosialplan.views.planen.planforskjell import Endringsomraade
from sosialplan.views.roller import rolle

STATSFORVALTEREN = "statsforvalteren"


@dataclass(frozen=True, slots=True)
class Endringene:
    """What changed since a school year began, or why that cannot be told."""

    siden: str
    forklaring: str
    omraader: tuple[Endringsomraade, ...] = ()


@dataclass(frozen=True, slots=True)
class Begrepsvisning:
    """A term."""

    navn: str
    betydninger: tuple[Ordbetydning, ...]
    merknad: str


@dataclass(frozen=True, slots=True)
class Maalvisning:
    """A goal."""

    navn: str
    hva: str
    maal: str
    grunnlag: str


@dataclass(frozen=True, slots=True)
class Partnervisning:
    """A partner; ``hvem`` are the roles that ask, in words."""

    partner: Partner
    hvem: str
    samtykke: str


@dataclass(frozen=True, slots=True)
class Stegvisning:
    """A step of a chain."""

    nummer: int
    navn: str
    hva: str
    hvem: str
    frist: Fristord | None


@dataclass(frozen=True, slots=True)
class Kjedevisning:
    """A chain; ``tegning`` are the lines of its flow chart in Mermaid."""

    kjede: Handlingskjede
    bilde: str
    tegning: tuple[str, ...]
    steg: tuple[Stegvisning, ...]
    eskalering: str


@dataclass(frozen=True, slots=True)
class Trinnvisning:
    """A rung of the absence ladder."""

    trinn: Trinn
    hvem: str


@dataclass(frozen=True, slots=True)
class Regelvisning:
    """A deadline rule."""

    navn: str
    frist: Fristord


@dataclass(frozen=True, slots=True)
class Rollevisning:
    """A role and where in the plan it has a task."""

    navn: str
    hvor: str
    oppgaver: str


@dataclass(frozen=True, slots=True)
class Handlingsplan:
    """The document."""

    skole: str
    kommune: str
    skoleaar: str
    per_dato: str
    oppdiktet: bool
    plan: Plan
    reference: Oppslagsverk
    valgt: tuple[Valg, ...]
    ikke_valgt: tuple[Valg, ...]
    maal: tuple[Maalvisning, ...]
    begreper: tuple[Begrepsvisning, ...]
    moeter: tuple[Moetevisning, ...]
    partnere: tuple[Partnervisning, ...]
    kjeder: tuple[Kjedevisning, ...]
    trapp: tuple[Trinnvisning, ...]
    regler: tuple[Regelvisning, ...]
    statsforvalteren: Fristord | None
    roller: tuple[Rollevisning, ...]
    endringer: Endringene

    @property
    def tittel(self) -> str:
        """The document's name."""
        return f"Sosial handlingsplan {self.skoleaar}, {self.skole}"


def handlingsplan(
    plan: Plan,
    reference: Oppslagsverk,
    *,
    skoleaar: str,
    today: date,
    endringer: Endringene,
    si: Callable[[str], str] = str,
) -> Handlingsplan:
    """Shape the plan as it is on a day; ``plan`` and ``reference`` are as they are read then.

    ``si`` puts our own words into the school's form of Norwegian; what the school wrote stands as it is.
    """
    return Handlingsplan(
        skole=plan.skole.navn,
        kommune=plan.skole.kommune,
        skoleaar=skoleaar.replace("-", "–"),
        per_dato=lang_dato(today),
        oppdiktet=plan.skole.oppdiktet,
        plan=plan,
        reference=reference,
        valgt=tuple(each for each in plan.valg.valg if chosen(each, today) is not None),
        ikke_valgt=tuple(each for each in plan.valg.valg if chosen(each, today) is None),
        maal=tuple(
            Maalvisning(
                each.navn,
                each.hva.strip(),
                maal_i_ord(each, plan, today, si),
                si(each.grunnlag.value),
            )
            for each in reference.maal.maal
        ),
        begreper=tuple(
            Begrepsvisning(
                each.navn,
                tuple(
                    replace(b, kilde=uten_linjer(b.kilde))
                    for b in betydninger(each, plan, today)
                    if b.valgt is not False
                ),
                " ".join(
                    t
                    for t in ((each.merknad or "").strip(), hvilken_gjelder(each, plan, today, si))
                    if t
                ),
            )
            for each in reference.begreper.begreper
        ),
        moeter=tuple(
            replace(
                each,
                medlemmer_kilde=uten_linjer(each.medlemmer_kilde),
                saksliste_kilde=uten_linjer(each.saksliste_kilde),
            )
            for each in moetevisninger(plan, si)
        ),
        partnere=tuple(
            Partnervisning(
                _without_lines(each), navnene(plan, each.spoerres_av), si(SAMTYKKE[each.samtykke])
            )
            for each in reference.partnere.partnere
        ),
        kjeder=tuple(_kjede(each, plan, today, si) for each in plan.kjeder),
        trapp=tuple(
            Trinnvisning(
                each,
                navnene(plan, each.hvem),
            )
            for each in plan.trapp.trinn
        ),
        regler=tuple(
            Regelvisning(each.navn, words)
            for each in plan.fristregler.regler
            if (words := fristord(plan, each.regel, today, si)) is not None
        ),
        statsforvalteren=_to_statsforvalteren(plan, today, si),
        roller=tuple(_roller(plan, si)),
        endringer=endringer,
    )


def _to_statsforvalteren(plan: Plan, today: date, si: Callable[[str], str]) -> Fristord | None:
    found = fristord(plan, STATSFORVALTEREN, today, si)
    return replace(found, kilde=uten_linjer(found.kilde)) if found else None


def _without_lines(each: Partner) -> Partner:
    return structs.replace(each, spoerres_av_kilde=uten_linjer(each.spoerres_av_kilde))


def navnene(plan: Plan, codes: Sequence[str]) -> str:
    """Return roles in words."""
    return ", ".join(rolle(plan.skole, each) for each in codes)


def _kjede(
    kjede: Handlingskjede, plan: Plan, today: date, si: Callable[[str], str]
) -> Kjedevisning:
    return Kjedevisning(
        kjede,
        f"{kjede.kjede}.svg",
        tuple(tegnet(kjede, plan, si)),
        tuple(
            Stegvisning(
                number,
                steg.navn,
                steg.hva.strip(),
                navnene(plan, steg.ansvarlig),
                fristord(plan, steg.regel, today, si),
            )
            for number, steg in enumerate(kjede.steg, start=1)
        ),
        " → ".join(rolle(plan.skole, each) for each in kjede.eskalering),
    )


def _roller(plan: Plan, si: Callable[[str], str]) -> list[Rollevisning]:
    found = []
    for each in plan.skole.roller:
        chains = [
            f"{kjede.navn} ({count} steg)"
            for kjede in plan.kjeder
            if (count := sum(each.rolle in steg.ansvarlig for steg in kjede.steg))
        ]
        rungs = sum(each.rolle in trinn.hvem for trinn in plan.trapp.trinn)
        if rungs:
            chains.append(si("Fraværstrappen"))
        meetings = [
            moete.navn
            for moete in plan.moeter.moeter
            if any(each.rolle in person.en_av for person in moete.medlemmer)
        ]
        if chains or meetings:
            where = si("ved skolen" if each.ved_skolen else "utenfor skolen")
            found.append(Rollevisning(each.navn, where, "; ".join([*chains, *meetings])))
    return found
