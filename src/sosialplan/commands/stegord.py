"""A step as it is typed: by its code, by what it is called on the screen, or by the beginning of either."""

from collections.abc import Iterator, Sequence

from sosialplan.commands.run import known_word
from sosialplan.model.handlingskjede import Handlingskjede, Steg
from sosialplan.model.skrivemaate import meant, nearest
from sosialplan.rules.checks.case_checks import FELLES_STEG
from sosialplan.rules.lovfrister import KALT


def known_step(typed: str, chain: Handlingskjede | None, others: Sequence[str] = ()) -> str:
    """Return the step that was typed: of the chain, of ``others``, or one that every case takes. Raises WrongUsage."""
    own = (each.steg for each in (chain.steg if chain else ()))
    codes = list(dict.fromkeys((*own, *others, *FELLES_STEG)))
    titles = {each.steg: each.navn for each in (chain.steg if chain else ())}
    kjede = chain.kjede if chain else ""
    called = {meaning.value: each for each, step in _by_code(chain) for meaning in step.betyr}
    looks = meant(typed, codes, titles) or nearest(typed, (*codes, *called))
    listed = "" if looks else f"Stegene er: {', '.join(codes)}. "
    cure = f"{listed}Se dem: sosialplan kjeder {kjede}".rstrip()
    return known_word(typed, codes, "steget", titles=titles, called={**called, **KALT}, cure=cure)


def _by_code(chain: Handlingskjede | None) -> Iterator[tuple[str, Steg]]:
    return ((each.steg, each) for each in (chain.steg if chain else ()))
