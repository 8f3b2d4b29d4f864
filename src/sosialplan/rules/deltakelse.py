"""Who took part in an evaluation: it is made together with both the pupil and the guardians.

A step that asks how it went, and that names the pupil or the guardians among those it is done with,
is such an evaluation (opplæringslova § 10-2, and the school's own plan).
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from sosialplan.model.handlingskjede import Handlingskjede, Spoersmaal, Steg
from sosialplan.model.sak import Evaluering, Hendelse, Sak
from sosialplan.model.stemme import is_voice
from sosialplan.rules.betydning import fulfilling
from sosialplan.rules.facts import valid_entries
from sosialplan.rules.runder import Runde
from sosialplan.rules.saksgang import Saksgang

ELEV, FORESATTE = "elev", "foresatte"
MOETE = "møte"
"""A step with this word in its code is a meeting."""


def takes_part(steg: Steg | None) -> tuple[str, ...]:
    """Return those who must take part in a step: the pupil, the guardians, both or nobody."""
    if steg is None or Spoersmaal.UTFALL not in steg.spoer_om:
        return ()
    return tuple(each for each in (ELEV, FORESATTE) if each in steg.med)


def is_heard(hendelse: Hendelse) -> bool:
    """Tell whether the pupil said something in an entry, or was offered to and declined (§ 10-2)."""
    return is_voice(hendelse.elevens_stemme) or hendelse.takket_nei


def absent_from(hendelse: Hendelse, sak: Sak, kjede: Handlingskjede) -> tuple[str, ...]:
    """Return those who must take part in what an entry tells of, and of whom nothing says they did.

    Where the step asks what the pupil says, only that counts: words of the pupil's own, or that the
    pupil was offered to speak and declined. One who has moved is not here to ask; one who is to move, is.
    """
    steg = kjede.find(hendelse.steg)
    if steg is not None and Spoersmaal.ELEVENS_STEMME in steg.spoer_om:
        moved = hendelse.flyttet is not None and hendelse.flyttet.has_come(hendelse.dato)
        return () if is_heard(hendelse) or moved else (ELEV,)
    wanted = takes_part(steg)
    if not wanted:
        return ()
    there = {*hendelse.med, *_there_that_day(hendelse, sak, kjede)}
    if is_heard(hendelse):
        there.add(ELEV)
    return tuple(each for each in wanted if each not in there)


def _there_that_day(hendelse: Hendelse, sak: Sak, kjede: Handlingskjede) -> Iterator[str]:
    """Yield who was heard of the measures on the day of an entry, or met on it."""
    yield from _met(valid_entries(sak), hendelse, kjede)
    for tiltak in sak.aktivitetsplan.tiltak if sak.aktivitetsplan else ():
        for one in tiltak.evaluert:
            if one.dato == hendelse.dato:
                yield from said_of_measure(one)


def absent_from_measure(one: Evaluering, sak: Sak, kjede: Handlingskjede) -> tuple[str, ...]:
    """Return those who must take part when a measure is evaluated, and of whom nothing says they did."""
    wanted = dict.fromkeys(each for steg in kjede.steg for each in takes_part(steg))
    there = {*said_of_measure(one), *_met(valid_entries(sak), one, kjede)}
    return tuple(each for each in wanted if each not in there)


def said_of_measure(one: Evaluering) -> tuple[str, ...]:
    """Return who said something when a measure was evaluated: the pupil, the guardians."""
    said = ((ELEV, one.elev), (FORESATTE, one.foresatte))
    return tuple(who for who, text in said if is_voice(text))


def rounds_of(gang: Saksgang, steg: Steg) -> tuple[Runde, ...]:
    """Return the rounds as one step has them: what was not done whole ends no round of it.

    An evaluation without the pupil or the guardians keeps nothing and buys no time: the day that was asked
    for stays, until the step is done with all who must take part.
    """
    hendelser, codes = gang.fakta.hendelser, fulfilling(gang.kjede, steg)
    found: list[Runde] = []
    for runde in gang.runder:
        opened_by = hendelser[runde.start] if runde.start >= 0 else None
        if (
            opened_by is not None
            and opened_by.steg in codes
            and absent_from(opened_by, gang.fakta.sak, gang.kjede)
        ):
            found[-1] = replace(found[-1], slutt=runde.slutt)
        else:
            found.append(runde)
    return tuple(found)


def _met(
    hendelser: Iterable[Hendelse], that_day: Hendelse | Evaluering, kjede: Handlingskjede
) -> Iterator[str]:
    """Yield who was at a meeting, or at an evaluation, on the day."""
    for each in hendelser:
        if each.dato != that_day.dato:
            continue
        if MOETE in each.steg or takes_part(kjede.find(each.steg)):
            yield from each.med
            if is_heard(each):
                yield ELEV
