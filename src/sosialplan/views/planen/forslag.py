"""The plan's examples of worrying behaviour and of measures: choices that nobody has to take."""

from collections.abc import Iterator

from sosialplan.model.nearest import fold
from sosialplan.model.oppslagsverk import Oppslagsverk
from sosialplan.model.plan import Plan


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
