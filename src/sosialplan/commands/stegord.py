"""A step as it is typed: by its code, by what it is called on the screen, or by the beginning of either."""

from collections.abc import Sequence

from sosialplan.commands.run import known_word
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.rules.checks.case_checks import FELLES_STEG
from sosialplan.rules.lovfrister import KALT


def known_step(typed: str, chain: Handlingskjede | None, others: Sequence[str] = ()) -> str:
    """Return the step that was typed: of the chain, of ``others``, or one that every case takes. Raises WrongUsage."""
    own = (each.steg for each in (chain.steg if chain else ()))
    codes = list(dict.fromkeys((*own, *others, *FELLES_STEG)))
    titles = {each.steg: each.navn for each in (chain.steg if chain else ())}
    kjede = chain.kjede if chain else ""
    cure = f"Stegene er: {', '.join(codes)}. Se dem: sosialplan kjeder {kjede}".rstrip()
    return known_word(typed, codes, "steget", titles=titles, called=KALT, cure=cure)
