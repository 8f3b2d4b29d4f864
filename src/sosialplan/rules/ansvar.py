"""Who has a case and who answers for a row of it: the chain's first, who took it over, or a stand-in."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from sosialplan.model.frist import MELDER, Bortfall, Frist
from sosialplan.model.handlingskjede import Handlingskjede, Slag, Steg, Utloeser
from sosialplan.model.record import Value
from sosialplan.model.sak import Hendelse, Sak, Svar
from sosialplan.model.skole import Person, Skole, Verv
from sosialplan.rules.ansattsak.skjerming import concerns_leadership
from sosialplan.rules.explanation import apply_rule
from sosialplan.rules.facts import ids_of
from sosialplan.rules.saksgang import Saksgang
from sosialplan.rules.saksplikter import repeated


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


OVERFOERING = "overføring"
OVERFOERING_SVAR = "overføring-svar"
REGEL = "overføring-svar"


class Overfoering(Value, frozen=True):
    """A transfer: whom the case is offered to, and the answer when there is one."""

    id: str
    dato: date
    til: str
    svar: Svar | None
    svart: date | None
    svar_id: str = ""


def transfers(gang: Saksgang) -> tuple[Overfoering, ...]:
    """Return every transfer of a case in order; the first answer is the one that counts."""
    entries = gang.fakta.hendelser
    return tuple(
        _with_answer(each, entries, ids_of(gang.fakta.sak, each))
        for each in entries
        if each.steg == OVERFOERING and each.ansvarlig
    )


def _with_answer(
    offer: Hendelse, entries: tuple[Hendelse, ...], own: frozenset[str]
) -> Overfoering:
    answer = next(
        (each for each in entries if each.steg == OVERFOERING_SVAR and each.gjelder in own), None
    )
    return Overfoering(
        offer.id,
        offer.dato,
        offer.ansvarlig or "",
        answer.svar if answer else None,
        answer.dato if answer else None,
        answer.id if answer else "",
    )


def first_responsible(gang: Saksgang) -> str | None:
    """Return who has a case of this chain when it is opened."""
    opening = gang.kjede.find(gang.kjede.aapnes_med)
    roles = (*(opening.ansvarlig if opening else ()), *gang.kjede.eskalering)
    return roles[0] if roles else None


def responsible(gang: Saksgang) -> str | None:
    """Return the role that has the case: the latest that said yes, or the first."""
    taken = [each.til for each in transfers(gang) if each.svar is Svar.JA]
    return taken[-1] if taken else first_responsible(gang)


def pending(gang: Saksgang) -> Overfoering | None:
    """Return the latest transfer when it is not answered."""
    made = transfers(gang)
    return made[-1] if made and made[-1].svar is None else None


def transfer_deadlines(gang: Saksgang) -> Iterator[Frist]:
    """Yield a row for each transfer: the receiver's answer. A newer one takes an older's place."""
    made = transfers(gang)
    for place, each in enumerate(made, start=1):
        newer = made[place] if place < len(made) else None
        row = _row(gang, each)
        if each.svart is None and newer is not None:
            row = replace(row, bortfall=Bortfall(newer.dato, "Saken ble tilbudt på nytt."))
        yield row


def _row(gang: Saksgang, each: Overfoering) -> Frist:
    sak = gang.fakta.sak
    counted = apply_rule(gang.plan, gang.kalender, REGEL, each.dato, OVERFOERING)
    return Frist(
        id=f"{sak.sak}/{OVERFOERING_SVAR}/{each.id}",
        slag=Slag.FRIST,
        sak=sak.sak,
        kjede=gang.kjede.kjede,
        klasse=sak.elev.klasse,
        steg=OVERFOERING_SVAR,
        tiltak=None,
        runde=gang.round.nummer,
        tittel="Svar på om du tar over saken",
        frist=counted.telling.dato,
        gjort=each.svart,
        ansvarlig=(each.til,),
        eskalerer=True,
        forklaring=counted,
    )


def with_responsible(gang: Saksgang, frist: Frist) -> Frist:
    """Return an undone row with the role that has taken the case over in its first owner's place.

    A measure keeps the owner that its plan names.
    """
    if OVERFOERING not in gang.fakta.steg or frist.tiltak is not None or frist.gjort is not None:
        return frist
    first, now = first_responsible(gang), responsible(gang)
    takes = frist.steg != OVERFOERING_SVAR and frist.slag is not Slag.AAPNING
    if now is None or first not in frist.ansvarlig or not takes:
        return frist
    roles = dict.fromkeys(now if each == first else each for each in frist.ansvarlig)
    return replace(frist, ansvarlig=tuple(roles))


class Saksflytting(Value, frozen=True):
    """What of a case goes with a post: the case itself, and measures by id."""

    sak: str
    klasse: str
    rolle: str
    har_saken: bool
    tiltak: tuple[str, ...]


def place_of(skole: Skole, navn: str) -> int | None:
    """Return where a person stands in the list, however the name is spaced or cased."""
    wanted = _plain(navn)
    return next((i for i, each in enumerate(skole.personer) if _plain(each.navn) == wanted), None)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def moved_with(posts: Sequence[Verv], courses: Sequence[Saksgang]) -> tuple[Saksflytting, ...]:
    """Return what of each followed case belongs to one of the posts, by case and role."""
    found = []
    for gang in courses:
        sak = gang.fakta.sak
        for rolle in dict.fromkeys(
            verv.rolle for verv in posts if gang.plan.skole.covers(verv, sak.elev.klasse)
        ):
            has = responsible(gang) == rolle
            measures = tuple(
                each.id
                for each in (sak.aktivitetsplan.tiltak if sak.aktivitetsplan else ())
                if each.slutt is None and each.ansvarlig == rolle
            )
            if gang.followed and (has or measures):
                found.append(Saksflytting(sak.sak, sak.elev.klasse, rolle, has, measures))
    return tuple(found)


def posts_with(person: Person, posts: Sequence[Verv]) -> tuple[Verv, ...]:
    """Return the posts of a person who takes over others as well, each once."""
    return tuple(dict.fromkeys((*person.verv, *posts)))
