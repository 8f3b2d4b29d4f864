"""Rounds: an evaluation without the wanted effect ends one round of measures and begins the next."""

from collections.abc import Sequence
from itertools import pairwise

from sosialplan.model.handlingskjede import Gren, Handlingskjede, Steg, Utloeser
from sosialplan.model.record import Value
from sosialplan.model.sak import Hendelse
from sosialplan.rules.betydning import fulfilling


class Runde(Value, frozen=True):
    """A stretch of a case's entries, by their positions.

    ``start`` is the entry that opened the round (-1 for the first round), ``slutt`` the
    one that opened the next, or the number of entries. The entry in between ends the one
    and begins the other: it fulfils a step of the old round and sets off steps of the new.
    """

    nummer: int
    start: int
    slutt: int

    def triggers(self) -> range:
        """Return the positions whose entries can set a step off in this round."""
        return range(max(self.start, 0), self.slutt)

    def fulfils(self, count: int) -> range:
        """Return the positions whose entries can fulfil a step of this round."""
        return range(self.start + 1, min(self.slutt + 1, count))


def rounds(hendelser: Sequence[Hendelse], kjede: Handlingskjede) -> tuple[Runde, ...]:
    """Return the rounds of a case, at least one."""
    openers = [gren for gren in kjede.grener if gren.ny_runde]
    starts = [
        position
        for position, hendelse in enumerate(hendelser)
        if any(leads(gren, hendelse) for gren in openers)
    ]
    edges = [-1, *starts, len(hendelser)]
    return tuple(
        Runde(number, start, end) for number, (start, end) in enumerate(pairwise(edges), start=1)
    )


def leads(gren: Gren, hendelse: Hendelse) -> bool:
    """Tell whether an entry goes by a branch; a branch without answers takes every entry."""
    return (
        gren.fra == hendelse.steg
        and (not gren.utfall or hendelse.utfall in gren.utfall)
        and (not gren.svar or hendelse.svar in gren.svar)
        and (not gren.trygt or hendelse.trygt in gren.trygt)
    )


def matches(hendelse: Hendelse, utloeser: Utloeser) -> bool:
    """Tell whether an entry is of the kind, and has an answer, that sets a step off.

    What ends because the pupil has moved sets nothing off: there is nobody here to ask.
    """
    return (
        hendelse.steg == utloeser.steg
        and hendelse.flyttet is None
        and (not utloeser.utfall or hendelse.utfall in utloeser.utfall)
        and (not utloeser.svar or hendelse.svar in utloeser.svar)
        and (not utloeser.grunn or hendelse.grunn in utloeser.grunn)
        and (not utloeser.samtykke or hendelse.samtykke in utloeser.samtykke)
        and (not utloeser.trygt or hendelse.trygt in utloeser.trygt)
    )


def carries_out(hendelse: Hendelse, kjede: Handlingskjede, steg: Steg) -> bool:
    """Tell whether an entry counts as a step: it is one of it, or of what closes it."""
    own = hendelse.steg in fulfilling(kjede, steg)
    return own or any(matches(hendelse, closer) for closer in steg.lukkes_av)
