"""Who answers for a row of a case: the roles of the plan, the one who reported, or a stand-in.

A step that tells somebody from whom the case is kept is not asked at all. What another step
does falls to the next of the chain's ladder from whom the case is not kept.
"""

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from sosialplan.model.frist import Frist
from sosialplan.model.handlingskjede import Handlingskjede, Steg, Utloeser
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.rules.ansattsak.skjerming import concerns_leadership
from sosialplan.rules.gjentakelse import repeated
from sosialplan.rules.saksgang import Saksgang

MELDER = "melder"
"""The role of a step that stands for whoever reported the case."""


def is_asked(gang: Saksgang, steg: Steg) -> bool:
    """Tell whether a step belongs to this case: by how serious it is, and by whom it is about."""
    sak = gang.fakta.sak
    if (
        steg.ikke_naar_meldt_av
        and reporter(sak, gang.fakta.hendelser, gang.kjede) in steg.ikke_naar_meldt_av
    ):
        return False
    if steg.bare_alvorlig and not sak.alvorlig:
        again = steg.eller_gjentatt and repeated(sak, gang.fakta.hendelser, gang.kjede)
        if not again:
            return False
    if steg.gjelder_ledelsen is not None:
        leaders = concerns_leadership(sak, gang.plan)
        if leaders is not steg.gjelder_ledelsen:
            return False
    return not tells_shielded(gang, steg)


def reporter(sak: Sak, hendelser: Iterable[Hendelse], kjede: Handlingskjede) -> str | None:
    """Return the role that discovered or reported a case: what it says, or its opening entry."""
    opened = (each.av for each in hendelser if each.steg == kjede.aapnes_med)
    return sak.meldt_av or next(opened, None)


def tells_shielded(gang: Saksgang, steg: Steg) -> bool:
    """Tell whether the case is kept from everyone whom the step brings in.

    One that may not be carried out without them all is left out where it is kept from any.
    """
    if steg.bare_uskjermet:
        return not gang.skjermet_for.isdisjoint(steg.med)
    return bool(steg.med) and gang.skjermet_for.issuperset(steg.med)


def told_of(gang: Saksgang, steg: Steg) -> str:
    """Return what a step is, without the sentences that name someone the case is kept from."""
    names = {
        each.navn.lower() for each in gang.plan.skole.roller if each.rolle in gang.skjermet_for
    }
    hidden = names | {each.replace("-", " ") for each in gang.skjermet_for}
    sentences = re.split(r"(?<=[.?!])\s+", steg.hva.strip())
    kept = (each for each in sentences if not _names_any(each, hidden))
    return " ".join(kept)


def _names_any(sentence: str, words: set[str]) -> bool:
    return any(re.search(rf"\b{re.escape(word)}\b", sentence.lower()) for word in words)


def triggers_of(gang: Saksgang, steg: Steg) -> tuple[Utloeser, ...]:
    """Return what sets a step off; in place of a step that is left out, what that one waits for."""
    if not gang.skjermet_for:
        return steg.utloeses_av
    return tuple(dict.fromkeys(_instead(gang, steg, frozenset())))


def _instead(gang: Saksgang, steg: Steg, seen: frozenset[str]) -> Iterator[Utloeser]:
    """Yield the triggers; one that belongs to a reading of the plan keeps its reading."""
    for utloeser in steg.utloeses_av:
        before = gang.kjede.find(utloeser.steg)
        if before is None or before.steg in seen or not tells_shielded(gang, before):
            yield utloeser
            continue
        for each in _instead(gang, before, seen | {before.steg}):
            yield (
                each
                if utloeser.valg is None
                else replace(
                    each,
                    valg=utloeser.valg,
                    lesning=utloeser.lesning,
                    inntil_valgt=utloeser.inntil_valgt,
                )
            )


def with_owner(gang: Saksgang, frist: Frist) -> Frist:
    """Return the row with the roles that answer for it in this case."""
    if MELDER not in frist.ansvarlig and not gang.skjermet_for:
        return frist
    steg = gang.kjede.find(frist.steg)
    told = steg.med if steg else ()
    named = tuple(dict.fromkeys(own for each in frist.ansvarlig for own in _own(gang, each, told)))
    kept = tuple(each for each in named if each not in gang.skjermet_for)
    return replace(
        frist,
        ansvarlig=kept or stand_in(gang, named),
        skjermet_for=tuple(sorted(gang.skjermet_for)),
    )


def _own(gang: Saksgang, rolle: str, told: Iterable[str]) -> Iterator[str]:
    """Yield the role; for the one who reported, who at the school came to know it.

    That is the one who reported, else the one who says so in the opening entry, else the lowest rung that works at
    the school and is not the one to be told. Where nobody is left it stays with whoever was told: the duty to
    tell rektor or the school owner is never theirs.
    """
    if rolle != MELDER:
        yield rolle
        return
    opened = (each.av for each in gang.fakta.hendelser if each.steg == gang.kjede.aapnes_med)
    knew = (gang.fakta.sak.meldt_av, *opened)
    hidden = {*told, *gang.skjermet_for}
    rungs = (each for each in gang.kjede.eskalering if each not in hidden)
    found = (each for each in (*knew, *rungs) if each and _works_here(gang, each))
    yield next(found, MELDER)


def _works_here(gang: Saksgang, rolle: str) -> bool:
    known = gang.plan.rolle(rolle)
    return known is not None and known.ved_skolen


def stand_in(gang: Saksgang, named: tuple[str, ...]) -> tuple[str, ...]:
    """Return the next rung above those named from whom the case is not kept; none if none is left."""
    ladder = gang.kjede.eskalering
    place = max((ladder.index(each) for each in named if each in ladder), default=-1)
    rungs = (*ladder[place + 1 :], *ladder[: place + 1])
    return tuple(each for each in rungs if each not in gang.skjermet_for)[:1]
