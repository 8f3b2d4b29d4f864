"""The minutes of one of the plan's meetings: a line in its book, and what it says in each case, all of it or nothing."""

import re
from datetime import date
from functools import partial
from typing import Any

from msgspec.structs import replace

from sosialplan.commands.lesing import read_all
from sosialplan.commands.moeter.moetebok import (
    MESSAGE,
    Moetet,
    book_of,
    entry_of,
    in_book,
    minutes_path,
)
from sosialplan.commands.moeter.moeteord import known_meeting
from sosialplan.commands.moeter.vedtakene import (
    decided_in_book,
    discussed,
    in_case,
    tell_minutes,
)
from sosialplan.commands.referater.referatark import meeting_sheet
from sosialplan.commands.referater.referatoekt import written_minutes
from sosialplan.commands.referater.tolking import Tolk, counted
from sosialplan.commands.run import Run
from sosialplan.commands.skrivebordet.desk import Desk, message_of
from sosialplan.commands.skrivebordet.errand import (
    Added,
    Change,
    Errand,
)
from sosialplan.commands.skrivebordet.foering import skrevet_av
from sosialplan.commands.vern.redigeringsrom import looked_at
from sosialplan.commands.vern.utkast import Redigert
from sosialplan.model.failure import WrongUsage
from sosialplan.model.klassetrinn import lest_trinn
from sosialplan.model.moeter import FulgtOpp, Moetebok
from sosialplan.model.problems import path_to
from sosialplan.model.sak import Sak
from sosialplan.model.skrivemaate import Dagretning
from sosialplan.rules.kalender.skolekalender import school_year_of
from sosialplan.rules.kontrolltegn import normalise
from sosialplan.rules.moeter.beslutninger import (
    of_the_meeting,
)
from sosialplan.rules.moeter.referattekst import Referattekst
from sosialplan.views.datoer import kort_dato

_OPTION = re.compile(r"--([\w-]+)")
"""How an option is called, where what is told is a line of a text."""


def skriv_moete(run: Run, typed: str, *, med: str | None, forkast: bool) -> int:
    """Let the person write the minutes of one of the plan's meetings. Raises WrongUsage for one that it does not have."""
    _, mappe, _ = read_all(run)
    moete = known_meeting(mappe.plan, typed, run.i_dag)

    def laid() -> tuple[Redigert, str, str]:
        folder, known, _ = read_all(run)
        path = folder.minutes_path(school_year_of(run.i_dag), book_of(moete.moete))
        looked = looked_at(run, folder.relative(path), may_be_new=True)
        return looked, meeting_sheet(run, known, moete), moete.moete

    writes = partial(_errand, moete.moete)
    return written_minutes(run, laid, writes, case=None, med=med, forkast=forkast)


def _errand(moete: str, said: Referattekst, desk: Desk) -> Errand:
    """Return what writes the minutes of one of the plan's meetings: its book, and the cases that were discussed."""
    run, tolk = desk.run, Tolk(desk.run, desk.mappe.plan, said)
    told = _head(tolk, moete)
    remarks = _cases(tolk)
    decided = [
        (run.new_id(), each) for each in tolk.decisions(told["dato"], tuple(remarks), only=None)
    ]
    follows = _followed(tolk, desk, moete, told["dato"])
    for each in said.tiltak:
        tolk.fault(each.linje, "Tiltak står i planen til en sak: sosialplan tiltak ny")
    if said.stemme:
        tolk.fault(1, "Det en elev sier, står i elevens sak, under boksen for den.")
    tolk.require_read()
    try:
        held = entry_of(desk, Moetet(moete, told))
    except WrongUsage as wrong:
        said_of = _OPTION.sub(r"«\1:»", f"{wrong.sentence} {wrong.cure}")
        raise WrongUsage(said_of, "Skriv det øverst i teksten.") from None
    numbers = list(dict.fromkeys([*remarks, *(each.sak for _, each in decided if each.sak)]))
    changes: list[Change] = [
        Added(desk.folder.case_path(number), path_to(Sak.hendelser), each)
        for number in numbers
        for each in in_case(desk, held, number, decided, remarks.get(number))
    ]
    held = replace(
        held,
        saker=tuple(discussed(desk, held.moete, number) for number in numbers),
        beslutninger=tuple(decided_in_book(entry_id, each) for entry_id, each in decided),
    )
    book = minutes_path(desk, held)
    changes.append(in_book(desk, book, "holdt", held))
    changes += [Added(book, path_to(Moetebok.fulgt_opp), replace(each, foert_av=skrevet_av(desk, held.til_stede, held.klasse))) for each in follows]  # fmt: skip
    parts = [*counted(len(numbers), "sak", "saker"), *counted(len(decided), "beslutning", "beslutninger"),
             *counted(len(follows), "utført beslutning", "utførte beslutninger")]  # fmt: skip
    text = f"Referat fra {held.moete} {kort_dato(held.dato)} er skrevet{': ' * bool(parts)}{', '.join(parts)}."
    return Errand(
        changes, message_of(MESSAGE, numbers), text, then=partial(tell_minutes, run, held, decided)
    )


def _head(tolk: Tolk, moete: str) -> dict[str, Any]:
    """Return what is told of the meeting itself, by the fields of its entry."""
    head = tolk.said.hode
    named = head.get("møte")
    if named is not None and named.tekst != moete:
        tolk.fault(named.linje, f"Teksten ble åpnet for {moete}. Et annet møte skrives for seg.")
    found: dict[str, Any] = {"dato": tolk.meeting_day(), "til_stede": tolk.present()}
    for name in ("klasse", "hos", "elev"):
        if name in head:
            found[name] = head[name].tekst
    grade = head.get("trinn")
    if grade is not None:
        found["trinn"] = lest_trinn(grade.tekst)
    if grade is not None and found["trinn"] is None:
        tolk.fault(grade.linje, "Trinnet er et tall, som 8, eller VG1.")
    found["neste"] = tolk.day(head.get("neste møte"), Dagretning.FRAMOVER)
    found["notat"] = tolk.said.notat or None
    return {name: each for name, each in found.items() if each}


def _cases(tolk: Tolk) -> dict[str, str | None]:
    """Return the cases whose boxes are ticked, each with what is written under it."""
    found = dict[str, str | None]()
    for box in tolk.said.bokser:
        if box.beslutning is not None:
            continue
        number = normalise(box.hva)
        if number is None or number in found:
            tolk.fault(box.linje, "Dette er ikke et saksnummer, eller det står to ganger.")
            continue
        parts = [f"{name}: {told.tekst}" for name, told in box.felt.items()]
        found[number] = "\n".join([*parts, box.tekst]).strip() or None
    return found


def _followed(tolk: Tolk, desk: Desk, moete: str, day: date) -> list[FulgtOpp]:
    books = [each.value for each in desk.mappe.moeter]
    done = {each.beslutning for book in books for each in book.fulgt}
    left = {each.id for held, each in of_the_meeting(books) if held.moete == moete} - done
    found = list[FulgtOpp]()
    for box in tolk.said.bokser:
        meant = box.beslutning
        if meant is not None and meant not in left:
            tolk.fault(box.linje, "Møtet har ingen slik beslutning som ikke er utført.")
        elif meant is not None:
            found.append(FulgtOpp(id=desk.run.new_id(), beslutning=meant, dato=day, notat=box.tekst or None, registrert=desk.run.recorded))  # fmt: skip
    return found
