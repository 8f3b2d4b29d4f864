"""The duties of law as a table: each with the steps that carry it, their deadline, and where it is read."""

from collections.abc import Iterator, Sequence
from datetime import date

from sosialplan.model.handlingskjede import Handlingskjede, Steg
from sosialplan.model.lovplikt import Lovplikt, Lovversjon
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.rules.facts import EGNE
from sosialplan.rules.lov import chains_of, duties_of, law_on, when
from sosialplan.views.forklaring import fristord

IKKE_LEST = "ikke lest"
"""What stands in place of a day where the law's own words were not read."""
INGEN_FRIST = "ingen frist"


class Lovrad(Value, frozen=True):
    """One duty and one step that carries it, in words; ``steg`` is empty where no step does."""

    plikt: str
    navn: str
    sted: str
    hvem: str
    vilkaar: str
    naar: str
    setning: str
    kjede: str
    steg: str
    frist: str
    grunnlag: str
    dokument: tuple[str, ...]
    ellers: str
    avvik: str
    kilde: str
    kontrollert: str


def lov_values(row: Lovrad) -> dict[str, object]:
    """Return a row as plain values; None where there is nothing to say."""
    told: dict[str, object] = {
        "plikt": row.plikt,
        "navn": row.navn,
        "loven": row.sted,
        "hvem": row.hvem,
        "vilkår": row.vilkaar,
        "når": row.naar,
        "setning": row.setning,
        "kjede": row.kjede,
        "steg": row.steg,
        "frist": row.frist,
        "grunnlag": row.grunnlag,
        "ellers": row.ellers,
        "avvik": row.avvik,
        "kilde": row.kilde,
    }
    read = None if row.kontrollert == IKKE_LEST else row.kontrollert
    shown = {name: each or None for name, each in told.items()}
    return {**shown, "dokument": list(row.dokument), "kontrollert": read}


def lovrader(plan: Plan, plikter: Sequence[Lovplikt], on: date) -> tuple[Lovrad, ...]:
    """Return a row a step for each duty that holds on a day, in the order of the duties."""
    return tuple(
        row
        for plikt in duties_of(plikter, plan.skole)
        if (law := law_on(plikt, on)) is not None
        for row in _of_duty(plan, plikt, law, on)
    )


def _of_duty(plan: Plan, plikt: Lovplikt, law: Lovversjon, on: date) -> Iterator[Lovrad]:
    must = chains_of(plikt, plan)
    found = False
    for kjede in must or plan.kjeder:
        for steg in kjede.meaning(*plikt.betyr):
            found = True
            yield _row(plan, plikt, law, on, (kjede, steg))
    own = [EGNE[each] for each in plikt.betyr if each in EGNE and not must]
    if own or not found:
        yield _row(plan, plikt, law, on, None, ", ".join(own))


def _row(
    plan: Plan,
    plikt: Lovplikt,
    law: Lovversjon,
    on: date,
    carried: tuple[Handlingskjede, Steg] | None,
    own: str = "",
) -> Lovrad:
    deadline = fristord(plan, carried[1].regel, on) if carried else None
    reason = next((each for each in plan.valg.avvik if each.plikt == plikt.plikt), None)
    return Lovrad(
        plikt=plikt.plikt,
        navn=plikt.navn,
        sted=law.sted,
        hvem=law.hvem,
        vilkaar=law.vilkaar or "",
        naar=when(law),
        setning=law.setning,
        kjede=carried[0].kjede if carried else "",
        steg=carried[1].steg if carried else own,
        frist=deadline.kort if deadline else (INGEN_FRIST if carried else ""),
        grunnlag=deadline.grunnlag if deadline else "",
        dokument=plikt.dokument,
        ellers=plikt.ellers or "",
        avvik=f"{reason.hvorfor} ({reason.av}, {reason.besluttet.isoformat()})" if reason else "",
        kilde=law.kilde,
        kontrollert=law.kontrollert.isoformat() if law.kontrollert else IKKE_LEST,
    )
