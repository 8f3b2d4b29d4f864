"""A chain's steps gathered by what sets them off, and which gathering leads to which."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sosialplan.model.handlingskjede import Handlingskjede, Steg, Utloeser
from sosialplan.model.plan import Plan
from sosialplan.rules.in_force import answers
from sosialplan.rules.lesninger import may_hold, sign


@dataclass(frozen=True, slots=True)
class Ledd:
    """Steps that are set off together, what sets them off, and ways into other chains."""

    hode: str
    steg: tuple[Steg, ...]
    noter: tuple[str, ...]


def ledd_av(kjede: Handlingskjede, plan: Plan) -> tuple[Ledd, ...]:
    """Return the steps in the order of the chain, those with the same triggers together."""
    groups: dict[str, list[Steg]] = {}
    for steg in kjede.steg:
        groups.setdefault(_head(steg, kjede, plan), []).append(steg)
    return tuple(
        Ledd(head, tuple(steps), tuple(_notes(kjede, steps, plan)))
        for head, steps in groups.items()
    )


def hopp(kjede: Handlingskjede, ledd: Sequence[Ledd]) -> tuple[tuple[int, int], ...]:
    """Return the jumps between gatherings, from and to: down, and back for another round."""
    place = {steg.steg: n for n, each in enumerate(ledd) for steg in each.steg}
    found = [
        (place[utloeser.steg], place[steg.steg])
        for steg in kjede.steg
        for utloeser in steg.utloeses_av
        if utloeser.steg in place
    ]
    found += [
        (place[gren.fra], place[gren.til])
        for gren in kjede.grener
        if gren.ny_runde and gren.fra in place and gren.til in place
    ]
    return tuple(dict.fromkeys((i, j) for i, j in found if i != j))


def _head(steg: Steg, kjede: Handlingskjede, plan: Plan) -> str:
    if steg.steg == kjede.aapnes_med:
        return "Slik begynner det"
    numbers = {each.steg: n for n, each in enumerate(kjede.steg, start=1)}
    holds = [each for each in steg.utloeses_av if may_hold(plan, each)]
    if steg.utloeses_av and not holds:
        return "Ikke i bruk: skolen har valgt en annen lesning"
    parts = [
        f"{numbers[each.steg]} {_name(kjede, each, plan)}{sign(plan.valg, each)}"
        for each in holds
        if each.steg in numbers and each.steg != steg.steg
    ]
    rungs = [plan.trapp.find(code) for code in steg.utloeses_av_trinn]
    parts += [each.navn[:1].lower() + each.navn[1:] for each in rungs if each]
    if not parts:
        return "Når som helst"
    rounds = ", når det er gått flere runder" if steg.etter_runder else ""
    return f"Etter {' eller '.join(parts)}{rounds}"


def _name(kjede: Handlingskjede, utloeser: Utloeser, plan: Plan) -> str:
    step = kjede.find(utloeser.steg)
    name = (step.gjort or step.navn) if step else utloeser.steg
    said = ", ".join(answers(plan, kjede, utloeser))
    return f"{name} ({said})" if said else name


def _notes(kjede: Handlingskjede, steps: Sequence[Steg], plan: Plan) -> Iterator[str]:
    codes = {steg.steg for steg in steps}
    for gren in kjede.grener:
        if gren.til_kjede is not None and gren.fra in codes:
            other = plan.kjede(gren.til_kjede)
            yield f"→ {gren.tekst}: ny sak i kjeden «{other.navn if other else gren.til_kjede}»"
