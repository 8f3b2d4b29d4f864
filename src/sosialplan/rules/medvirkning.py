"""Who agreed and who took part: consent to what and until when, and an evaluation made together."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum, auto

from msgspec.structs import replace

from sosialplan.model.betydning import Betydning
from sosialplan.model.elev import Formaal, is_voice
from sosialplan.model.handlingskjede import Handlingskjede, Spoersmaal, Steg
from sosialplan.model.klassetrinn import rank
from sosialplan.model.moeter import FOER, TEAMET
from sosialplan.model.record import Value
from sosialplan.model.sak import Elev, Evaluering, Hendelse, Sak, Samtykke
from sosialplan.model.skole import Skole
from sosialplan.rules.facts import Runde, fulfilling, means, valid_entries
from sosialplan.rules.saksgang import Saksgang

BARNEVERN, NY_SKOLE = "barnevern", "ny-skole"
EGET = frozenset({FOER, TEAMET})
"""What the school's own team is called in what was written of it without the plan's word."""
ELEV, FORESATTE = "elev", "foresatte"
AV_BARNEVERN = (Betydning.BARNEVERN_VURDERT, Betydning.BARNEVERN_MELDT)
MYNDIG = 15
"""Years of age from which the pupil alone decides, opplæringslova § 24-5."""
_FIRST_GRADE = 9
"""Pupils turn 15 in the year in which they leave this grade, or, a few, a year later."""


class Alder(Enum):
    """What is known of whether the pupil was 15 on a day."""

    UNDER = auto()
    OVER = auto()
    I_AAR = auto()
    """The pupil turns 15 that year, and the day is not told."""
    UKJENT = auto()


class Spurt(Value, frozen=True):
    """What consent is asked for: a recipient, and what the recipient is to do with it.

    ``eget`` is the school's own team, to which an answer goes that names nobody.
    """

    til: str
    formaal: Formaal = Formaal.DROEFTING
    eget: bool = False


_VANLIGE = frozenset({Formaal.DROEFTING, Formaal.PAPIRER})
_NYE_SKOLENS = frozenset({Formaal.OVERFOERING})
_MED_PAPIRER = frozenset({Formaal.PAPIRER})


class Samtykkestilling(Value, frozen=True):
    """How consent stands on a day, to one recipient and one purpose.

    ``svar`` is None where nobody whose answer counts has given one, or where some have said yes and
    ``venter_paa`` (the pupil, or guardians by name) have not. ``gitt`` are the answers it rests on.
    """

    svar: Samtykke | None = None
    gitt: tuple[Hendelse, ...] = ()
    venter_paa: tuple[str, ...] = ()

    @property
    def is_given(self) -> bool:
        """Whether the recipient may be told whom the case is about."""
        return self.svar is Samtykke.JA


def alder(elev: Elev, on: date) -> Alder:
    """Tell what is known of the pupil's age on a day. The day of birth goes before the year."""
    if elev.over_15_fra is not None:
        return Alder.OVER if on >= elev.over_15_fra else Alder.UNDER
    if elev.foedselsaar is None:
        return Alder.UKJENT
    turns = elev.foedselsaar + MYNDIG
    if on.year == turns:
        return Alder.I_AAR
    return Alder.OVER if on.year > turns else Alder.UNDER


def may_be_15(elev: Elev, skole: Skole) -> bool:
    """Tell whether pupils of the class can have turned 15: of a class without a grade that is not known."""
    grades = skole.trinn_i(elev.klasse)
    return not grades or any(rank(each) >= _FIRST_GRADE for each in grades)


def scope(hendelse: Hendelse, kjede: Handlingskjede | None) -> frozenset[str] | None:
    """Return to whom an answer is given; None is everybody.

    One without recipients keeps the meaning of the step it stands on, and never a wider one: the
    school's own team, unless the step is of barnevernet or of a new school. A no of no named step is a no to all.
    """
    if hendelse.samtykke_til:
        return frozenset(hendelse.samtykke_til)
    if hendelse.flyttet is not None:
        return frozenset({NY_SKOLE})
    if means(kjede, hendelse.steg, *AV_BARNEVERN):
        return frozenset({BARNEVERN})
    asked = means(kjede, hendelse.steg, Betydning.SAMTYKKE_SPURT)
    return EGET if asked or hendelse.samtykke is Samtykke.JA else None


def purposes(hendelse: Hendelse, til: str) -> frozenset[Formaal]:
    """Return what an answer is to, of one recipient it is given to.

    Where nothing is said it is to what has always been asked of that recipient, and never to a
    referral. A purpose in words alone limits a yes in a way that nothing can judge: such a yes opens
    nothing, and such a no is to all. The papers of a referral go with it, and stop with it.
    """
    named = frozenset(hendelse.samtykke_formaal)
    if named:
        return named | _MED_PAPIRER if Formaal.HENVISNING in named else named
    if hendelse.samtykke is Samtykke.NEI:
        return frozenset(Formaal)
    if only_in_words(hendelse):
        return frozenset()
    return _NYE_SKOLENS if til == NY_SKOLE else _VANLIGE


def only_in_words(hendelse: Hendelse) -> bool:
    """Tell whether an answer says what it is to in words of its own, and names no purpose."""
    return bool(hendelse.samtykke_om and not hendelse.samtykke_formaal)


def tells_of_consent(hendelse: Hendelse) -> bool:
    """Tell whether an entry says to whom, by whom or to what, whatever was answered."""
    told = (
        hendelse.samtykke_til,
        hendelse.samtykke_av,
        hendelse.samtykke_formaal,
        hendelse.samtykke_om,
    )
    return any(told)


def lets_hand_over(hendelse: Hendelse) -> bool:
    """Tell whether the entry that ends a case here says yes to what the new school is given."""
    to = hendelse.samtykke_til or (NY_SKOLE,)
    opened = Formaal.OVERFOERING in purposes(hendelse, NY_SKOLE)
    return hendelse.samtykke is Samtykke.JA and NY_SKOLE in to and opened


def consent(
    elev: Elev,
    hendelser: Iterable[Hendelse],
    kjede: Handlingskjede | None,
    spurt: Spurt,
    on: date,
) -> Samtykkestilling:
    """Return how consent to what is asked stands on a day; ``hendelser`` are sorted and corrected."""
    answers = [each for each in hendelser if each.dato <= on and _covers(each, kjede, spurt)]
    pupil = _pupil(elev, answers)
    if pupil is not None and pupil.samtykke is Samtykke.NEI:
        return Samtykkestilling(Samtykke.NEI, (pupil,))
    if pupil is not None and alder(elev, pupil.dato) is Alder.OVER:
        return Samtykkestilling(Samtykke.JA, (pupil,))
    return _with_pupil(elev, _guardians(elev, answers), pupil)


def _covers(hendelse: Hendelse, kjede: Handlingskjede | None, spurt: Spurt) -> bool:
    if hendelse.samtykke not in {Samtykke.JA, Samtykke.NEI}:
        return False
    to = scope(hendelse, kjede)
    reaches = to is None or spurt.til in to or (spurt.eget and not EGET.isdisjoint(to))
    return reaches and spurt.formaal in purposes(hendelse, spurt.til)


def _pupil(elev: Elev, answers: Iterable[Hendelse]) -> Hendelse | None:
    """Return the pupil's own last answer, of those given when the pupil may have been 15."""
    own = [
        each
        for each in answers
        if ELEV in each.samtykke_av and alder(elev, each.dato) is not Alder.UNDER
    ]
    return own[-1] if own else None


def _guardians(elev: Elev, answers: Iterable[Hendelse]) -> Samtykkestilling:
    """Return how it stands by the guardians: one no is a no, and a yes is of each of them."""
    theirs = [
        each
        for each in answers
        if set(each.samtykke_av) != {ELEV} and alder(elev, each.dato) is not Alder.OVER
    ]
    named = (who for each in theirs for who in each.samtykke_av if who not in {ELEV, FORESATTE})
    people = tuple(dict.fromkeys((*(each.navn for each in elev.foresatte), *named))) or (FORESATTE,)
    last: dict[str, Hendelse] = {}
    for each in theirs:
        for who in people:
            if _answers_for(each, who) and not _leaves_no(each, last.get(who)):
                last[who] = each
    no = tuple(each for each in last.values() if each.samtykke is Samtykke.NEI)
    if no:
        return Samtykkestilling(Samtykke.NEI, tuple(dict.fromkeys(no)))
    given = tuple(dict.fromkeys(last.values()))
    left = tuple(who for who in people if who not in last) if last else ()
    return Samtykkestilling(Samtykke.JA if given and not left else None, given, left)


def _answers_for(hendelse: Hendelse, who: str) -> bool:
    return not hendelse.samtykke_av or not {FORESATTE, who}.isdisjoint(hendelse.samtykke_av)


def _leaves_no(hendelse: Hendelse, before: Hendelse | None) -> bool:
    """Tell whether a yes of nobody in particular meets the no of one who was named, and does not lift it."""
    said_no = before is not None and before.samtykke is Samtykke.NEI and bool(before.samtykke_av)
    return said_no and hendelse.samtykke is Samtykke.JA and not hendelse.samtykke_av


def _with_pupil(
    elev: Elev, guardians: Samtykkestilling, pupil: Hendelse | None
) -> Samtykkestilling:
    """Ask the pupil too, where the guardians answered in the year in which the pupil is 15."""
    unsure = any(alder(elev, each.dato) is Alder.I_AAR for each in guardians.gitt)
    if guardians.svar is Samtykke.JA and unsure and pupil is None:
        return Samtykkestilling(None, guardians.gitt, (ELEV,))
    if guardians.svar is None and pupil is not None:
        left = guardians.venter_paa or (FORESATTE,)
        return Samtykkestilling(None, (*guardians.gitt, pupil), left)
    if guardians.svar is Samtykke.JA and pupil is not None:
        return Samtykkestilling(Samtykke.JA, tuple(dict.fromkeys((*guardians.gitt, pupil))))
    return guardians


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
