"""A plan with one step taken out, renamed, put off or given to another, and what a case then shows.

All is invented. The cases are made of the chain itself: one that was just opened, and one in which
every step was carried out.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import msgspec
from msgspec.structs import replace

from sosialplan.model.elev import Foresatt
from sosialplan.model.handlingskjede import Handlingskjede, Spoersmaal, Steg, Utloeser
from sosialplan.model.plan import Plan
from sosialplan.model.regel import Enhet, Fristregel, Grunnlag, Regelversjon
from sosialplan.model.sak import (
    Aktivitetsplan,
    Elev,
    Grunn,
    Hendelse,
    Nivaa,
    Sak,
    Samtykke,
    Svar,
    Tiltak,
    Utfall,
)
from sosialplan.rules.frister import rows_on
from sosialplan.views.dokumentdeler.saksbilde import Saksgrunnlag, saksbilde
from sosialplan.views.dokumenter.tilsyn import tilsyn
from sosialplan.views.dokumentliste import DOKUMENTER

OPENED = date(2026, 9, 7)
PER = date(2027, 2, 15)
LONGER = 30
OTHERS = ("skolelege",)
RENAMED = "-xyz"

Mutasjon = Callable[[Plan, Handlingskjede, Steg], Plan]


def cases_of(kjede: Handlingskjede) -> tuple[Sak, Sak]:
    """Return a case of the chain in which only the first step is done, and one with all."""
    elev = Elev(navn="Oppdiktet Elevsen", klasse="8B", foresatte=(Foresatt(navn="Oppdiktet Mor"),))
    tiltak = Tiltak(
        id="ttttttt1",
        tiltak="Oppdiktet tiltak",
        nivaa=Nivaa.KLASSE,
        ansvarlig="kontaktlærer",
        besluttet=OPENED + timedelta(days=20),
        fra=OPENED + timedelta(days=20),
        evalueres=OPENED + timedelta(days=40),
    )
    done = tuple(
        _entry(steg, number)
        for number, steg in enumerate(
            each for each in kjede.steg if each.steg != kjede.avsluttes_med
        )
    )
    sak = Sak(
        sak="2026-7KQ2M",
        kjede=kjede.kjede,
        opprettet=OPENED,
        elev=elev,
        alvorlig=True,
        meldt_av="kontaktlærer",
        hendelser=done,
        aktivitetsplan=Aktivitetsplan(problem="Oppdiktet problem", tiltak=(tiltak,)),
    )
    return replace(sak, hendelser=done[:1], aktivitetsplan=None), sak


def _entry(steg: Steg, number: int) -> Hendelse:
    asks = steg.spoer_om
    return Hendelse(
        id=f"h{number:07}",
        dato=OPENED + timedelta(days=2 * number),
        registrert=f"{OPENED + timedelta(days=2 * number)}T12:00+02:00",
        steg=steg.steg,
        av=steg.ansvarlig[0] if steg.ansvarlig else None,
        notat=f"Oppdiktet: {number}",
        med=steg.med,
        mottakere=("Oppdiktet Mor",),
        utfall=Utfall.INGEN if Spoersmaal.UTFALL in asks else None,
        svar=Svar.NEI if Spoersmaal.SVAR in asks else None,
        grunn=Grunn.C if Spoersmaal.GRUNN in asks else None,
        samtykke=Samtykke.JA if Spoersmaal.SAMTYKKE in asks else None,
        elevens_stemme="Oppdiktede ord" if Spoersmaal.ELEVENS_STEMME in asks else None,
    )


def shown(plan: Plan, sak: Sak) -> Mapping[str, str]:
    """Return all that a case shows under a plan: its rows, and the value of every document."""
    rows = rows_on((sak,), (), (), plan, PER)
    bilde = saksbilde(sak, plan, PER, grunnlag=Saksgrunnlag(rader=rows))
    found = {"rader": "\n".join(sorted(repr(each) for each in rows))}
    for slag in DOKUMENTER:
        found[slag.kode] = repr(slag.avslag(bilde) or slag.lag(bilde))
    found["tilsyn"] = repr(tilsyn(bilde, (), ()))
    return found


def take_out(plan: Plan, kjede: Handlingskjede, steg: Steg) -> Plan:
    """Return the plan without the step, and without what refers to it."""
    code = steg.steg
    left = tuple(
        replace(
            each,
            utloeses_av=_without(each.utloeses_av, code),
            lukkes_av=_without(each.lukkes_av, code),
        )
        for each in kjede.steg
        if each.steg != code
    )
    return with_chain(plan, replace(kjede, steg=left))


def _without(triggers: tuple[Utloeser, ...], code: str) -> tuple[Utloeser, ...]:
    return tuple(each for each in triggers if each.steg != code)


def put_off(plan: Plan, kjede: Handlingskjede, steg: Steg) -> Plan:
    """Return the plan in which the step may take ``LONGER`` weeks; one without a deadline has none to put off."""
    if steg.regel is None:
        return plan
    rule = Fristregel(
        regel="forlenget",
        navn="Forlenget",
        versjoner=(
            Regelversjon(
                gjelder_fra=date(2017, 8, 1),
                antall=LONGER,
                enhet=Enhet.UKER,
                grunnlag=Grunnlag.EGEN,
                kilde="oppdiktet",
            ),
        ),
    )
    rules = replace(plan.fristregler, regler=(*plan.fristregler.regler, rule))
    return replace(with_step(plan, kjede, steg, regel="forlenget"), fristregler=rules)


def give_away(plan: Plan, kjede: Handlingskjede, steg: Steg) -> Plan:
    """Return the plan in which others answer for the step."""
    return with_step(plan, kjede, steg, ansvarlig=OTHERS)


def forget(plan: Plan, kjede: Handlingskjede, steg: Steg) -> Plan:
    """Return the plan in which the step does not say what it means."""
    return with_step(plan, kjede, steg, betyr=())


def rename(plan: Plan, steg: str, kjede: str) -> Plan:
    """Return the plan in which a step has another code, wherever the plan names it."""
    tree = msgspec.to_builtins(plan.kjede(kjede))
    other = tuple(
        msgspec.convert(_renamed(tree, steg, ""), Handlingskjede)
        if each.kjede == kjede
        else _taken_over(each, kjede, steg)
        for each in plan.kjeder
    )
    meetings = tuple(
        replace(each, steg=tuple(one + RENAMED if one == steg else one for one in each.steg))
        for each in plan.moeter.moeter
    )
    return replace(plan, kjeder=other, moeter=replace(plan.moeter, moeter=meetings))


_NAMES = frozenset({"steg", "fra", "til", "åpnes_med", "avsluttes_med"})


def _renamed(tree: Any, steg: str, key: str) -> Any:
    if isinstance(tree, dict):
        return {name: _renamed(each, steg, name) for name, each in tree.items()}
    if isinstance(tree, list | tuple):
        return [_renamed(each, steg, key) for each in tree]
    return tree + RENAMED if key in _NAMES and tree == steg else tree


def _taken_over(each: Handlingskjede, kjede: str, steg: str) -> Handlingskjede:
    return replace(
        each,
        overtar=tuple(
            replace(one, steg=tuple(s + RENAMED if s == steg else s for s in one.steg))
            if one.kjede == kjede
            else one
            for one in each.overtar
        ),
    )


def renamed_case(sak: Sak, steg: str) -> Sak:
    """Return the case with its entries under the other code."""
    return replace(
        sak,
        hendelser=tuple(
            replace(each, steg=each.steg + RENAMED) if each.steg == steg else each
            for each in sak.hendelser
        ),
    )


def with_step(plan: Plan, kjede: Handlingskjede, steg: Steg, **values: Any) -> Plan:
    steps = tuple(replace(each, **values) if each is steg else each for each in kjede.steg)
    return with_chain(plan, replace(kjede, steg=steps))


def with_chain(plan: Plan, kjede: Handlingskjede) -> Plan:
    chains = tuple(kjede if each.kjede == kjede.kjede else each for each in plan.kjeder)
    return replace(plan, kjeder=chains)


def each_step(plan: Plan) -> Iterator[tuple[Handlingskjede, Steg]]:
    for kjede in plan.kjeder:
        for steg in kjede.steg:
            yield kjede, steg
