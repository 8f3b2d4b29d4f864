"""The plan as it is read on a day: readings chosen or signed, terms, examples, and the partners of a step."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from sosialplan.model.handlingskjede import Handlingskjede, Steg
from sosialplan.model.oppslagsverk import Begrep, Oppslagsverk
from sosialplan.model.plan import Plan
from sosialplan.model.skole import Valgliste
from sosialplan.model.skrivemaate import fold
from sosialplan.rules.fravaerstrapp import rung_as_read
from sosialplan.rules.lesninger import (
    TEGN,
    Stilling,
    as_read,
    chosen,
    may_hold,
    meeting_as_read,
    sign,
    standing,
    to_choose,
    undecided,
    waits_for,
)
from sosialplan.views.maaltall import goal_as_read
from sosialplan.views.planen.oppslag import Ordbetydning, kildeord

if TYPE_CHECKING:
    from sosialplan.model.aarshjul import Aarshjul


def plan_as_read(plan: Plan, on: date) -> Plan:
    """Return the plan for a reader; deadlines are computed from the plan itself."""
    rungs = (each for each in plan.trapp.trinn if may_hold(plan, each, on))
    kjeder = tuple(_chain(plan, each, on) for each in plan.kjeder)
    plikter = tuple(each for each in plan.moeter.plikter if may_hold(plan, each, on))
    unsigned = {e.regel for kjede in kjeder for e in kjede.steg if not e.navn.endswith(TEGN)}
    unsigned |= {each.regel for each in plikter if not undecided(plan.valg, each, on)}
    kept = unsigned | {each.regel for kjede in kjeder for each in kjede.steg}
    kept |= {each.regel for each in plikter}
    asked = {each.regel for kjede in plan.kjeder for each in kjede.steg}
    asked |= {each.regel for each in plan.moeter.plikter}
    rules = (e for e in plan.fristregler.regler if e.regel in kept or e.regel not in asked)
    return replace(
        plan,
        kjeder=kjeder,
        fristregler=replace(
            plan.fristregler,
            regler=tuple(
                replace(each, navn=f"{each.navn} {TEGN}")
                if each.regel in asked - unsigned
                else each
                for each in rules
            ),
        ),
        trapp=replace(plan.trapp, trinn=tuple(rung_as_read(plan, each, on) for each in rungs)),
        moeter=replace(
            plan.moeter,
            moeter=tuple(meeting_as_read(plan, each, on) for each in plan.moeter.moeter),
            plikter=plikter,
        ),
    )


def _chain(plan: Plan, kjede: Handlingskjede, on: date) -> Handlingskjede:
    stands = {each.steg: _standing(plan, each, on) for each in kjede.steg}
    kept = {code for code, how in stands.items() if how is not Stilling.VALGT_BORT}
    always = [
        f"{each.hva.strip().rstrip('.')}{sign(plan.valg, each, on)}."
        for each in kjede.alltid_etter_valg
        if each.hva and may_hold(plan, each, on)
    ]
    return replace(
        kjede,
        steg=tuple(
            _step(plan, each, stands[each.steg], on) for each in kjede.steg if each.steg in kept
        ),
        grener=tuple(
            each
            for each in kjede.grener
            if each.fra in kept
            and (each.til is None or each.til in kept)
            and may_hold(plan, each, on)
        ),
        alltid=(*kjede.alltid, *always),
        alltid_etter_valg=(),
    )


def _standing(plan: Plan, steg: Steg, on: date) -> Stilling:
    """Tell how it stands with a step: by its own reading, and by those of all that sets it off."""
    own = standing(plan.valg, steg, on)
    rungs = [trinn for trinn in plan.trapp.trinn if trinn.trinn in steg.utloeses_av_trinn]
    ways = {standing(plan.valg, each, on) for each in (*steg.utloeses_av, *steg.ellers_av, *rungs)}
    if own is not Stilling.GJELDER or not ways or Stilling.GJELDER in ways:
        return own
    return Stilling.IKKE_VALGT if Stilling.IKKE_VALGT in ways else Stilling.VALGT_BORT


def _step(plan: Plan, steg: Steg, stands: Stilling, on: date) -> Steg:
    read = as_read(plan.valg, steg, on)
    signed = stands is Stilling.IKKE_VALGT or waits_for(plan.valg, read, on)
    rungs = {each.trinn for each in plan.trapp.trinn if may_hold(plan, each, on)}
    return replace(
        read,
        navn=f"{steg.navn} {TEGN}" if signed else steg.navn,
        utloeses_av=tuple(each for each in steg.utloeses_av if may_hold(plan, each, on)),
        ellers_av=tuple(each for each in steg.ellers_av if may_hold(plan, each, on)),
        utloeses_av_trinn=tuple(each for each in steg.utloeses_av_trinn if each in rungs),
    )


L = TypeVar("L", bound=Struct)


def with_signs(read: L, si: Callable[[str], str]) -> L:
    """Return what was read of the plan with its signs in the reader's form: of all in it, they alone are our words."""
    changed: L = _with_signs(read, si)
    return changed


def _with_signs(value: Any, si: Callable[[str], str]) -> Any:
    if isinstance(value, str) and TEGN in value:
        return value.replace(TEGN, si(TEGN))
    if isinstance(value, tuple):
        return tuple(_with_signs(each, si) for each in value)
    if isinstance(value, Struct):
        fields = {each: _with_signs(getattr(value, each), si) for each in value.__struct_fields__}
        return replace(value, **fields)
    return value


def wheel_as_read(hjul: "Aarshjul", valg: Valgliste, on: date) -> "Aarshjul":
    """Return the wheel with what its activities are, and who has them, by the readings that hold."""
    return replace(hjul, aktiviteter=tuple(as_read(valg, each, on) for each in hjul.aktiviteter))


def reference_as_read(reference: "Oppslagsverk", plan: Plan, on: date) -> "Oppslagsverk":
    """Return the reference without the ways and the words that are chosen away."""
    terms, valg = reference.begreper, plan.valg
    return replace(
        reference,
        begreper=replace(
            terms,
            kjennskap=tuple(
                replace(each, tekst=f"{each.tekst}{sign(valg, each, on)}")
                for each in terms.kjennskap
                if may_hold(plan, each, on)
            ),
        ),
        partnere=replace(
            reference.partnere,
            partnere=tuple(
                replace(
                    each,
                    kan_be_om=tuple(
                        replace(task, hva=f"{task.hva}{sign(valg, task, on)}")
                        for task in each.kan_be_om
                        if may_hold(plan, task, on)
                    ),
                )
                for each in reference.partnere.partnere
            ),
        ),
        maal=replace(
            reference.maal,
            maal=tuple(goal_as_read(valg, each, on) for each in reference.maal.maal),
        ),
    )


def betydninger(begrep: Begrep, plan: Plan, on: date | None = None) -> tuple[Ordbetydning, ...]:
    """Return the definitions; all of them, also where the school has chosen."""
    reading = _reading(begrep, plan, on)
    return tuple(
        Ordbetydning(
            each.tekst.strip(),
            kildeord(each.kilde, each.linjer),
            each.lesning or "",
            None if reading is None else each.lesning == reading,
        )
        for each in begrep.definisjoner
    )


def _reading(begrep: Begrep, plan: Plan, on: date | None) -> str | None:
    choice = plan.valget(begrep.valg) if begrep.valg else None
    return chosen(choice, on) if choice else None


def hvilken_gjelder(
    begrep: Begrep, plan: Plan, on: date | None = None, si: Callable[[str], str] = str
) -> str:
    """Say what holds where the source defines the term twice; nothing where it does not."""
    choice = plan.valget(begrep.valg) if begrep.valg else None
    if choice is None:
        return ""
    reading = chosen(choice, on)
    if reading is not None:
        return si("Skolen bruker definisjonen «{lesning}».").format(lesning=reading)
    return " ".join(to_choose(plan, (choice.valg,), si))


def kort_forklart(begrep: Begrep, plan: Plan, on: date | None = None) -> str:
    """Return the first sentence of the definition that holds, and whether there is another."""
    known = betydninger(begrep, plan, on)
    used = next((each for each in known if each.valgt), known[0])
    first, dot, _ = used.tekst.partition(". ")
    more = (
        f" (én av {len(known)} definisjoner, ikke valgt)"
        if len(known) > 1 and used.valgt is None
        else ""
    )
    return f"{first}{dot.strip()}{more}"


def atferdsforslag(kjede: str, plan: Plan) -> tuple[str, ...]:
    """Return the chain's own examples of what opens it."""
    chain = plan.kjede(kjede)
    opening = chain.find(chain.aapnes_med) if chain else None
    return opening.eksempler if opening else ()


def tiltaksforslag(kjede: str | None, plan: Plan, reference: Oppslagsverk) -> tuple[str, ...]:
    """Return examples of measures, those of the case's own chain first; each once."""
    own = [*_of_chain(kjede, plan)] if kjede else []
    others = [each for chain in plan.kjeder for each in _of_chain(chain.kjede, plan)]
    of_all = [each.forslag for each in reference.begreper.tiltaksforslag]
    every = [*own, *of_all] if kjede else [*others, *of_all]
    return tuple({fold(each): each for each in reversed(every)}.values())[::-1]


def _of_chain(kjede: str, plan: Plan) -> Iterator[str]:
    chain = plan.kjede(kjede)
    for steg in chain.steg if chain else ():
        if chain is not None and steg.steg != chain.aapnes_med:
            yield from steg.eksempler


def valgt_tekst(answer: str, forslag: tuple[str, ...]) -> str:
    """Return what an answer says: the examples whose numbers it names, else the answer itself.

    >>> valgt_tekst("2, 1", ("samtale", "møte"))
    'møte; samtale'
    """
    parts = [part.strip() for part in answer.split(",")]
    if not all(part.isdecimal() and 1 <= int(part) <= len(forslag) for part in parts):
        return answer
    return "; ".join(forslag[int(part) - 1] for part in parts)


def kort_om_partnere(step: Steg, reference: Oppslagsverk) -> Iterator[str]:
    """Yield each partner that has a part in the step or that its code begins with."""
    people = {*step.ansvarlig, *step.med}
    for partner in reference.partnere.partnere:
        own = {partner.partner, *partner.roller}
        if people & own or step.steg.startswith(f"{partner.partner}-"):
            rule = partner.om_samtykke.strip()
            yield f"{partner.navn}: {rule} Mer: sosialplan slå-opp {partner.partner}"
