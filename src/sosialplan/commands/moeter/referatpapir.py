"""``lag referat`` of a meeting: what its minutes gather from its book and from the cases, and who may be told what."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from sosialplan.commands.lesing import course, read_all
from sosialplan.commands.moeter.moeteord import known_meeting
from sosialplan.commands.moeter.moetepapir import require_file, tell_key, write_paper
from sosialplan.commands.run import Run
from sosialplan.commands.saksleting import cases_meant
from sosialplan.files.filtolk import read_value
from sosialplan.files.loader import load_names, load_plan
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.frist import BESLUTNING
from sosialplan.model.mappe import Mappe
from sosialplan.model.moeter import Holdt, Moete, Moetebok, Vedtatt
from sosialplan.model.oppslagsverk import UTEN_NAVN, Navnebok
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.sak import Hendelse
from sosialplan.model.skrivemaate import find_word
from sosialplan.output.workshop import get_ready
from sosialplan.rules.ansattsak.skjerming import shielded_for
from sosialplan.rules.facts import ids_of
from sosialplan.rules.moeter.beslutninger import carried_out
from sosialplan.rules.moeter.saksliste import is_anonymous, may_be_discussed, recipient
from sosialplan.rules.navn.aliaser import anonymt, sakens
from sosialplan.rules.navn.andres_navn import folk_i, may_name, names_in, others_than
from sosialplan.rules.saksgang import Saksgang
from sosialplan.views.datoer import kort_dato
from sosialplan.views.moeter.moetepapir import (
    Protokoll,
    Referatsak,
    Referatvedtak,
    referatark,
    si_for,
)
from sosialplan.views.roller import rolle, rolle_med_navn

Tekst = Callable[[str], str]
"""What a text of a person is on paper."""

_UNREAD = "Teksten står i saken, som ikke kunne leses her."
_NAMES = "Teksten nevner noen ved navn, og er ikke tatt med her."
_SHORTEST_ID = 4


def means_a_meeting(run: Run, typed: str) -> bool:
    """Tell whether a meeting of the plan was typed, or the id of one that was held, and no case."""
    plan, _ = load_plan(run.planmappe())
    if plan is None:
        return False
    if _named(plan, typed):
        return True
    return not cases_meant(run, typed) and any(_of_id(run.planmappe(), typed))


def _named(plan: Plan, typed: str) -> bool:
    words = [*(each.moete for each in plan.moeter.moeter), *(e.navn for e in plan.moeter.moeter)]
    return find_word(" ".join(typed.split()), words) is not None


def _of_id(folder: Planmappe, typed: str) -> Iterator[Holdt]:
    """Yield the meetings that were held and have an id that begins so."""
    start = typed.strip().lower()
    if len(start) >= _SHORTEST_ID:
        for path in folder.files("moter"):
            book, _ = read_value(folder, path, Moetebok)
            held = book.value.moeter if book else ()
            yield from (each for each in held if each.id.startswith(start))


def lag_referat(run: Run, typed: str, *, dato: date | None, format_: str, til: Path | None) -> int:
    """Make the minutes of a meeting as a whole: of the day, or else the last one that was held."""
    require_file(format_, til, "referat")
    get_ready()
    folder, mappe, status = read_all(run, lister=True)
    held = _held(run, mappe, typed, dato)
    referat = _minutes(run, folder, mappe, held)
    write_paper(run, folder, referatark(referat, mappe.plan), format_, til)
    if referat.holdt_utenfor:
        run.terminal.note(
            f"Antall saker som er holdt utenfor: {referat.holdt_utenfor}. De er skjermet for noen som hører til møtet."
        )
    said = [
        *(text for each in referat.saker for text in each.sagt),
        *(e.hva for e in referat.vedtak),
    ]
    left_out = sum(each == si_for(mappe.plan)(_NAMES) for each in (*said, referat.notat))
    if left_out:
        run.terminal.note(
            f"Antall tekster som er holdt utenfor: {left_out}. De nevner noen ved navn. Rett dem i saken eller møteboken."
        )
    tell_key(run, referat.noekkel)
    return status


def _held(run: Run, mappe: Mappe, typed: str, dato: date | None) -> Holdt:
    """Return the meeting that is meant. Raises WrongUsage where several were held that day, ExpectedFailure where none was."""
    if _named(mappe.plan, typed):
        code = known_meeting(mappe.plan, typed).moete
        held = [e for book in mappe.moeter for e in book.value.moeter if e.moete == code]
    else:
        held = list(_of_id(run.planmappe(), typed))
    held = [each for each in held if each.dato <= run.i_dag and dato in {None, each.dato}]
    last = max((each.dato for each in held), default=None)
    same = [each for each in held if each.dato == last]
    if not same:
        raise ExpectedFailure(
            f"Det står ikke at møtet er holdt{' den dagen' if dato else ''}.",
            f"Skriv referatet først: sosialplan møte skriv {typed}",
        )
    if len(same) > 1:
        listed_ = ", ".join(f"{each.id} ({_whom(each)})" for each in same)
        raise WrongUsage(
            f"Møtet ble holdt flere ganger {kort_dato(same[0].dato)}.",
            f"Skriv id-en til ett av dem: {listed_}",
        )
    return same[0]


def _whom(held: Holdt) -> str:
    return str(held.klasse or held.trinn or held.elev or held.hos or "skolen")


class _Tatt(Value, frozen=True):
    """A case that was taken up: its mark, and what takes names out of its texts. ``gang`` is None where it cannot be read."""

    nummer: str
    merke: str
    anonymt: bool
    gang: Saksgang | None
    uten_navn: Tekst


def _nobody(mappe: Mappe, bok: Navnebok) -> Tekst:
    """Return what leaves out a text that names a pupil or a guardian of any class."""
    folk = folk_i(mappe, bok, [each.value for each in mappe.klasselister])
    leting, withheld = others_than(folk, "", ()), si_for(mappe.plan)(_NAMES)

    def without(text: str) -> str:
        return withheld if may_name(text, folk) and any(names_in(text, leting)) else text

    return without


def _minutes(run: Run, folder: Planmappe, mappe: Mappe, held: Holdt) -> Protokoll:
    plan, bok = mappe.plan, load_names(folder)[0] or UTEN_NAVN
    moete = known_meeting(plan, held.moete, held.dato)
    everybody = _nobody(mappe, bok)
    told = [each.sak for each in held.saker] + [e.sak for e in held.beslutninger if e.sak]
    numbers = tuple(dict.fromkeys(told))
    kept = {each for each in numbers if not _may_be_told(mappe, moete, held, each)}
    taken = list[_Tatt]()
    for number in numbers:
        if number not in kept:
            hidden = sum(each.anonymt for each in taken)
            taken.append(_taken_up(run, mappe, held, number, (hidden, bok, everybody)))
    by_number = {each.nummer: each for each in taken}
    decided = [each for each in held.beslutninger if each.sak not in kept]
    return Protokoll(
        held,
        moete,
        everybody(held.notat) if held.notat else None,
        tuple(Referatsak(each.merke, each.anonymt, _said(plan, each, held)) for each in taken),
        tuple(_decision(mappe, held, e, by_number.get(e.sak or ""), everybody) for e in decided),
        tuple((each.merke, each.nummer) for each in taken if each.anonymt),
        len(kept),
    )


def _may_be_told(mappe: Mappe, moete: Moete, held: Holdt, number: str) -> bool:
    read = mappe.sak(number)
    return read is None or may_be_discussed(
        moete, shielded_for(read.value, mappe.plan), held.til_stede
    )


def _taken_up(
    run: Run, mappe: Mappe, held: Holdt, number: str, seen: tuple[int, Navnebok, Tekst]
) -> _Tatt:
    """Return a case as the minutes may tell of it: by its number only where that was so then, and is still."""
    before, bok, everybody = seen
    plan, read = mappe.plan, mappe.sak(number)
    hidden = next((each.anonymt for each in held.saker if each.sak == number), False)
    gang = course(mappe, read.value, run.i_dag) if read else None
    own: Tekst = str
    if gang is not None:
        sak, fakta = gang.fakta.sak, gang.fakta
        to = recipient(plan, known_meeting(plan, held.moete))
        hidden = hidden or is_anonymous(plan, sak, fakta.hendelser, fakta.per, to)
        own = (anonymt if hidden else sakens)(sak, plan.skole, bok)
    mark = f"anonym {before + 1}" if hidden else number
    return _Tatt(number, mark, hidden, gang, lambda text: everybody(own(text)))


def _said(plan: Plan, each: _Tatt, held: Holdt) -> tuple[str, ...]:
    """Return what stands in the case of the meeting: its decisions stand in their own table."""
    if each.gang is None:
        return (si_for(plan)(_UNREAD),)
    same = (
        one
        for one in each.gang.fakta.hendelser
        if one.moete == held.moete and one.dato == held.dato and one.steg != BESLUTNING
    )
    return tuple(each.uten_navn(one.notat) for one in same if one.notat)


def _decision(
    mappe: Mappe, held: Holdt, each: Vedtatt, tatt: _Tatt | None, everybody: Tekst
) -> Referatvedtak:
    plan = mappe.plan
    si = si_for(plan)
    if each.sak is None or tatt is None:
        done = [e.dato for b in mappe.moeter for e in b.value.fulgt if e.beslutning == each.id]
        text = everybody(each.beslutning or "")
        owner = rolle_med_navn(plan.skole, each.ansvarlig, held.klasse or "", si=si)
        return Referatvedtak(None, text, owner, each.frist, min(done, default=None))
    entry = _entry(tatt, each)
    owner, due = each.ansvarlig, each.frist
    done_on, text = None, si(_UNREAD)
    if entry is not None and tatt.gang is not None:
        owner, due = entry.ansvarlig or owner, entry.frist or due
        fakta = tatt.gang.fakta
        done_on, text = carried_out(fakta.sak, fakta.hendelser, entry), entry.notat or ""
    elif tatt.gang is not None:
        text = si("Strøket i saken etter møtet.")
    klasse = tatt.gang.fakta.sak.elev.klasse if tatt.gang and not tatt.anonymt else None
    word = si(rolle(plan.skole, owner))
    who = (
        word[:1].upper() + word[1:]
        if klasse is None
        else rolle_med_navn(plan.skole, owner, klasse, si=si)
    )
    return Referatvedtak(tatt.merke, tatt.uten_navn(text), who, due, done_on)


def _entry(tatt: _Tatt, each: Vedtatt) -> Hendelse | None:
    """Return the decision as it stands in the case now; None where it was taken away, or is not read."""
    if tatt.gang is None:
        return None
    fakta = tatt.gang.fakta
    return next((e for e in fakta.hendelser if each.id in ids_of(fakta.sak, e)), None)
