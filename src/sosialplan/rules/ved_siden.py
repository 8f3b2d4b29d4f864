"""What was told in a case about an employee is told in the case of § 12-4 beside it too.

Opplæringslova § 12-5: who suspects that another employee offends a pupil tells rektor, and rektor the
school owner. That is the suspicion which § 12-4 second ledd asks to be told of, so nobody is asked to
tell it twice. It does not go the other way: that a pupil has it unsafe says nothing of an employee.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from sosialplan.model.betydning import Betydning
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.rules.ansattsak.skjerming import not_impartial, shielded_for
from sosialplan.rules.facts import code_for, entries, valid_entries, with_entry, written_entries
from sosialplan.rules.medvirkning import is_heard

LENKET = "lenket"
"""The entry of any chain that names a case that was opened from this one, and runs beside it."""
ANSATT_KRENKER = "ansatt-krenker"
"""The reference to the law of a chain in which it is told that an employee offends a pupil."""
AKTIVITETSPLIKT = "aktivitetsplikt"
"""The reference to the law of a chain in which the duties of § 12-4 run."""
_HJEMMET = (Betydning.FORESATTE_KONTAKTET, Betydning.MOETE_MED_HJEMMET)
_FORTALT: Mapping[Betydning, tuple[Betydning, ...]] = {
    Betydning.REKTOR_VARSLET: (Betydning.REKTOR_VARSLET,),
    Betydning.SKOLEEIER_VARSLET: (
        Betydning.SKOLEEIER_VARSLET,
        Betydning.SKOLEEIER_VARSLET_DIREKTE,
    ),
}
"""What a chain of § 12-4 asks for, and what in the case about an employee is the same."""


class VedSiden(Value, frozen=True):
    """The case in which the duties of § 12-4 run beside one about an employee, and who is heard there.

    Days only: what was said stands in that case, and is shown to those who may read it.
    """

    sak: str
    eleven: tuple[date, ...] = ()
    hjemmet: tuple[date, ...] = ()


def duties_beside(sak: Sak, saker: Iterable[Sak], plan: Plan, on: date) -> VedSiden | None:
    """Return the case of § 12-4 beside one about an employee, as of a day; None for any other case."""
    own = plan.kjede(sak.kjede)
    if own is None or own.hjemmel != ANSATT_KRENKER:
        return None
    named = led_to(sak)
    for other in saker:
        chain = plan.kjede(other.kjede)
        if chain is None or chain.hjemmel != AKTIVITETSPLIKT or not _is_beside(sak, other, named):
            continue
        known, kept_from = valid_entries(other, on), shielded_for(other, plan)
        counts = [each for each in known if not not_impartial(each, other, chain, kept_from)]
        heard = (each.dato for each in counts if is_heard(each))
        home = (each.dato for each in entries(counts, chain, *_HJEMMET))
        return VedSiden(other.sak, tuple(dict.fromkeys(heard)), tuple(dict.fromkeys(home)))
    return None


def led_to(sak: Sak) -> tuple[str, ...]:
    """Return the numbers of all cases that a case came from or opened, by any of its entries."""
    opened = (each.gjelder_sak for each in written_entries(sak))
    return tuple(dict.fromkeys(each for each in (sak.fra_sak, *opened) if each))


def beside(sak: Sak) -> tuple[str, ...]:
    """Return the numbers of the cases that a case names: the one it came from, and those it led to."""
    linked = (each.gjelder_sak for each in written_entries(sak) if each.steg == LENKET)
    return tuple(dict.fromkeys(each for each in (sak.fra_sak, *linked) if each))


def with_told_beside(sak: Sak, saker: Iterable[Sak], plan: Plan) -> Sak:
    """Return the case with what the cases about an employee beside it say was told, for those who judge it.

    Never for those who write: the entry stands in the other case.
    """
    named = beside(sak)
    for other in saker:
        if _is_beside(sak, other, named):
            for told in _told(sak, other, plan):
                sak = with_entry(sak, told)
    return sak


def beside_in(mappe: Mappe, sak: Sak) -> Iterator[Sak]:
    """Yield the cases that may be beside a case: those that it names, and those that came from it."""
    named = led_to(sak)
    for read in mappe.saker:
        if read.hode.sak in named or read.hode.fra_sak == sak.sak:
            yield read.value


def of_chain(mappe: Mappe, kjede: str) -> tuple[Sak, ...]:
    """Return the cases of a chain, and those that may be beside them, in the order of the files."""
    own = {each.hode.sak: each.value for each in mappe.saker if each.hode.kjede == kjede}
    wanted = own.keys() | {number for each in own.values() for number in beside(each)}
    return tuple(
        each.value for each in mappe.saker if each.hode.sak in wanted or each.hode.fra_sak in own
    )


def with_those_beside(mappe: Mappe, read: Read[Sak]) -> tuple[Read[Sak], ...]:
    """Return a case and those beside it that tell something of it, so that the others cost nothing."""
    others = (each for each in mappe.of_pupil(read.value.elev.navn) if each.file != read.file)
    named = led_to(read.value)
    return (read, *(each for each in others if _is_beside(read.value, each.value, named)))


def all_told_beside(saker: Sequence[Sak], plan: Plan) -> tuple[Sak, ...]:
    """Return all cases, each with what those beside it say was told; looked up once."""
    by_number = {each.sak: each for each in saker}
    led_to: dict[str, list[Sak]] = {}
    for each in saker:
        if each.fra_sak:
            led_to.setdefault(each.fra_sak, []).append(each)
    return tuple(
        with_told_beside(sak, [*_known(by_number, beside(sak)), *led_to.get(sak.sak, ())], plan)
        for sak in saker
    )


def _is_beside(sak: Sak, other: Sak, named: Collection[str]) -> bool:
    return other.sak in named or other.fra_sak == sak.sak


def _known(saker: Mapping[str, Sak], numbers: Iterable[str]) -> Iterator[Sak]:
    return (saker[each] for each in numbers if each in saker)


def _told(sak: Sak, other: Sak, plan: Plan) -> Iterator[Hendelse]:
    """Yield what the other case says was told, as entries of this one's chain; without its text."""
    own, chain = plan.kjede(other.kjede), plan.kjede(sak.kjede)
    if other.gjelder_ansatt is None or own is None or own.hjemmel != ANSATT_KRENKER:
        return
    there = {each.id for each in written_entries(sak)}
    for asked, same in _FORTALT.items():
        code = code_for(chain, asked)
        told = next(iter(entries(valid_entries(other), own, *same)), None)
        if code is not None and told is not None and told.id not in there:
            yield replace(
                Hendelse(id=told.id, dato=told.dato, steg=code), registrert=told.registrert,
                av=told.av, foert_av=told.foert_av, med=told.med,
            )  # fmt: skip
