"""What stands open, unevaluated or unheard when a case is closed, also in plain words of a note."""

import re
from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from sosialplan.model.elev import Trygt, is_voice
from sosialplan.model.frist import Frist
from sosialplan.model.handlingskjede import Slag, Spoersmaal, Steg
from sosialplan.model.record import Value
from sosialplan.model.sak import Hendelse, Tiltak, Utfall
from sosialplan.rules.facts import matches, rounds
from sosialplan.rules.frister import deadlines_of_case
from sosialplan.rules.medvirkning import ELEV, is_heard, takes_part
from sosialplan.rules.saksgang import Saksgang
from sosialplan.rules.tiltaksfrister import every_planned

_MOVED = re.compile(
    r"\b(begynt|begynner|går nå|starter|startet|byttet|flyttet|overført)\b[^.?!]*"
    r"\b(annen|ny|andre)\s+skole\b|\bbyttet skole\b|\bsluttet (på|ved) skolen\b"
)
_DECLINED = re.compile(
    r"\b(ønsket|ønsker|ville|vil) ikke (å )?(uttale seg|si noe|snakke|svare)\b|\btakket nei\b"
)
_DAY = re.compile(r"\b([0-9]{1,2})\.\s?([0-9]{1,2})\.(?:\s?([0-9]{4}))?")


def says_moved(notat: str | None) -> bool:
    """Tell whether a note says that the pupil goes to another school.

    >>> says_moved("Eleven har begynt på en annen skole 20.11."), says_moved("Vil til en annen skole")
    (True, False)
    """
    said = " ".join((notat or "").casefold().split())
    return "ikke" not in said and _MOVED.search(said) is not None


def says_declined(notat: str | None) -> bool:
    """Tell whether a note says that the pupil was asked and would not speak.

    >>> says_declined("Eleven fikk tilbud om samtale og ønsket ikke å uttale seg.")
    True
    """
    return _DECLINED.search(" ".join((notat or "").casefold().split())) is not None


def day_in(notat: str | None, latest: date) -> date | None:
    """Return the day that a note tells; without a year, the last such day up to ``latest``.

    >>> day_in("Begynte der 20.11.", date(2026, 11, 23))
    datetime.date(2026, 11, 20)
    """
    found = _DAY.search(notat or "")
    if found is None:
        return None
    day, month = int(found[1]), int(found[2])
    for year in [int(found[3])] if found[3] else [latest.year, latest.year - 1]:
        try:
            told = date(year, month, day)
        except ValueError:
            continue
        if found[3] or told <= latest:
            return told
    return None


class Aapent(Value, frozen=True):
    """Something that is not done; ``frist`` where it has a day, and whether that day has passed.

    ``tiltak`` is the number of the measure that ``hva`` tells of.
    """

    hva: str
    frist: date | None = None
    forfalt: bool = False
    tiltak: int | None = None


def left_open(gang: Saksgang) -> tuple[Aapent, ...]:
    """Return what was left when the case was closed; nothing in an open case, or for one who had moved.

    A move to nowhere is no move, and one that is to come has not been. Judged by what is known of the day it was closed. What repeats counts only where a time of it
    had passed.
    """
    closing = gang.lukket
    if closing is None or (closing.flyttet is not None and closing.flyttet.has_come(closing.dato)):
        return ()
    before = _before(gang, closing)
    return (
        *_of_the_move(closing),
        *_of_the_pupil(before, closing),
        *_of_the_effect(before),
        *_of_the_measures(before),
        *_of_the_rows(before),
    )


def lacks_reason(gang: Saksgang) -> bool:
    """Tell whether a case was closed with something left, and nobody wrote why."""
    return gang.lukket is not None and not is_voice(gang.lukket.likevel) and bool(left_open(gang))


def _before(gang: Saksgang, closing: Hendelse) -> Saksgang:
    """Return the course of the case on the day it was closed, without the closing."""
    day = closing.dato
    entries = tuple(e for e in gang.fakta.hendelser if e.dato <= day and e.id != closing.id)
    fakta = replace(
        gang.fakta,
        per=day,
        hendelser=entries,
        fravaer=tuple(each for each in gang.fakta.fravaer if each.fra <= day),
        steg=frozenset(each.steg for each in entries),
    )
    return replace(
        gang,
        fakta=fakta,
        runder=rounds(entries, gang.kjede),
        fravaersdager=tuple(each for each in gang.fravaersdager if each.dato <= day),
        naadd=tuple(each for each in gang.naadd if each.dato <= day),
        regnskap=gang.regnskap.until(day),
        lukket=None,
    )


def _of_the_move(closing: Hendelse) -> Iterator[Aapent]:
    """Yield that the pupil still goes to the school, where the case ends because of a move to come."""
    if closing.flyttet is not None and not closing.flyttet.til_intet:
        yield Aapent("Eleven går fortsatt på skolen")


def _of_the_pupil(before: Saksgang, closing: Hendelse) -> Iterator[Aapent]:
    """Yield that the pupil was not heard, or does not say that it is safe and good."""
    plan = before.fakta.sak.aktivitetsplan
    heard = any(is_heard(each) or ELEV in each.med for each in before.fakta.hendelser)
    heard = heard or (plan is not None and is_voice(plan.elevens_stemme))
    if not heard and _is_to_be_heard(before):
        yield Aapent("Eleven er ikke hørt")
    if closing.takket_nei:
        yield Aapent("Eleven ville ikke si om det er trygt og godt")
    elif closing.trygt is Trygt.DELVIS:
        yield Aapent("Eleven sier at det bare delvis er trygt og godt")
    elif closing.trygt is Trygt.NEI:
        yield Aapent("Eleven sier at det ikke er trygt og godt")


def _is_to_be_heard(before: Saksgang) -> bool:
    """Tell whether the chain hears the pupil before it ends; one beside § 12-4 leaves it to that case."""
    asks = (Spoersmaal.ELEVENS_STEMME in each.spoer_om for each in _steps(before))
    return any(asks) or any(takes_part(each) for each in _steps(before))


def _steps(before: Saksgang) -> Iterator[Steg]:
    return (each for each in before.kjede.steg if each.steg != before.kjede.avsluttes_med)


def _of_the_effect(before: Saksgang) -> Iterator[Aapent]:
    """Yield that nothing was evaluated, or that the last evaluation was not good.

    Where the chain lets a case end for another reason, and that is there, no effect is asked for.
    """
    asks = {each.steg for each in before.kjede.steg if Spoersmaal.UTFALL in each.spoer_om}
    judged = [each for each in before.fakta.hendelser if each.steg in asks and each.utfall]
    if judged and judged[-1].utfall is Utfall.INGEN:
        yield Aapent("Den siste evalueringen sier at det ikke virket")
    elif judged and judged[-1].utfall is Utfall.DELVIS:
        yield Aapent("Den siste evalueringen sier at det bare virket delvis")
    elif not judged and asks and not _ends_otherwise(before):
        plan, day = before.fakta.sak.aktivitetsplan, before.fakta.per
        done = (one.dato for each in (plan.tiltak if plan else ()) for one in each.evaluert)
        some = any(each <= day for each in done)
        yield Aapent("Planen som helhet er ikke evaluert" if some else "Ingenting er evaluert")


def _ends_otherwise(before: Saksgang) -> bool:
    step = before.kjede.find(before.kjede.avsluttes_med)
    by = [each for each in (step.utloeses_av if step else ()) if not each.utfall]
    return any(matches(entry, each) for entry in before.fakta.hendelser for each in by)


def _of_the_measures(before: Saksgang) -> Iterator[Aapent]:
    """Yield the measures that run and were never evaluated, are late, or did not work. No texts."""
    day, plan = before.fakta.per, before.fakta.sak.aktivitetsplan
    for number, tiltak in enumerate(plan.tiltak if plan else (), start=1):
        ended = tiltak.slutt is not None and tiltak.slutt.dato <= day
        if not ended and tiltak.fra <= day:
            yield from _of_a_measure(number, tiltak, day)


def _of_a_measure(number: int, tiltak: Tiltak, day: date) -> Iterator[Aapent]:
    done = sorted((each for each in tiltak.evaluert if each.dato <= day), key=lambda e: e.dato)
    late = [
        each
        for each in every_planned(tiltak, day)
        if each.gjort is None and each.bortfall is None and each.frist < day
    ]
    if not done:
        yield Aapent("er ikke evaluert", late[0].frist if late else None, bool(late), number)
    elif late:
        yield Aapent("er ikke evaluert på nytt", late[0].frist, forfalt=True, tiltak=number)
    elif done[-1].utfall is not Utfall.GOD:
        yield Aapent("har ikke hatt ønsket virkning", tiltak=number)


def _of_the_rows(before: Saksgang) -> Iterator[Aapent]:
    """Yield what was asked for and not done."""
    day = before.fakta.per
    for row in deadlines_of_case(before, undone=True):
        undone = row.gjort is None and row.bortfall is None and row.slag is Slag.FRIST
        passed = row.frist is not None and row.frist < day
        if undone and row.tiltak is None and (passed or _once(before, row)):
            yield Aapent(row.tittel, row.frist, forfalt=passed)


def _once(before: Saksgang, row: Frist) -> bool:
    """Tell whether a row is asked for once: what repeats is not left for its next time."""
    step = before.kjede.find(row.steg)
    repeats = step is None or step.gjentas or row.steg in before.kjede.etterkontroller
    return not repeats
