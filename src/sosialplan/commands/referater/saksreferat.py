"""The minutes of a meeting about a case: entries, decisions and measures of that case, all of it or nothing."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from sosialplan.commands.aktivitetsplanen import PLAN
from sosialplan.commands.lesing import course, read_case
from sosialplan.commands.moeter.moeteord import MOETE, meeting_of_case
from sosialplan.commands.moeter.vedtakene import (
    decision_of,
    require_may_own,
    tell_decisions,
)
from sosialplan.commands.referater.referatark import case_sheet
from sosialplan.commands.referater.referatoekt import written_minutes
from sosialplan.commands.referater.tolking import Tolk, counted
from sosialplan.commands.run import Run
from sosialplan.commands.samlet.stegskriving import Skrevetsteg, tell_steps, written_steps
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import (
    Added,
    Errand,
    Followed,
    of_case,
)
from sosialplan.commands.skrivebordet.sagt import tell_of_day
from sosialplan.commands.stegord import known_step
from sosialplan.commands.svarene import Svarene
from sosialplan.commands.vern.redigeringsrom import looked_at
from sosialplan.commands.vern.utkast import Redigert
from sosialplan.model.failure import WrongUsage
from sosialplan.model.frist import BESLUTNING
from sosialplan.model.plan import Plan
from sosialplan.model.problems import path_to
from sosialplan.model.sak import Aktivitetsplan, Hendelse, Sak, Tiltak
from sosialplan.rules.facts import valid_entries
from sosialplan.rules.kontrolltegn import normalise
from sosialplan.rules.moeter.beslutninger import BESLUTNING_UTFOERT, Moetevedtak, carried_out
from sosialplan.rules.moeter.referattekst import Referattekst
from sosialplan.views.datoer import kort_dato


def skriv_sak(run: Run, number: str, *, med: str | None, forkast: bool) -> int:
    """Let the person write the minutes of a meeting about a case."""

    def laid() -> tuple[Redigert, str, str]:
        folder, mappe, sak = read_case(run, number)
        looked = looked_at(run, folder.relative(folder.case_path(number)))
        return looked, case_sheet(run, mappe, sak), number

    writes = partial(_errand, number)
    return written_minutes(run, laid, writes, case=number, med=med, forkast=forkast)


def _errand(number: str, said: Referattekst, desk: Desk) -> Errand | int:
    """Return what writes the minutes of a meeting about a case. Raises WrongUsage with all lines that cannot be read."""
    read, run, plan = desk.case(number), desk.run, desk.mappe.plan
    sak, tolk = read.value, Tolk(run, plan, said)
    day, present = tolk.meeting_day(), tolk.present()
    told = said.hode.get("sak")
    if told is not None and normalise(told.tekst) != number:
        tolk.fault(
            told.linje, f"Referatet ble åpnet for sak {number}. Et annet møte skrives for seg."
        )
    meeting = _meeting(tolk, plan, sak)
    steps = _ticked(tolk, plan, sak, meeting, day)
    done = _done(tolk, sak, day, desk)
    decided = [(run.new_id(), each) for each in tolk.decisions(day, (number,), only=number)]
    measures = _measures(tolk, desk, day)
    tolk.require_read()
    spoken = any(each.utkast.elevens_stemme for each in steps.values())
    own: dict[str, Any] = {
        "med": present,
        "notat": said.notat or None,
        "elevens_stemme": None if spoken else said.stemme or None,
        "moete": meeting if meeting not in _steps_of(plan, sak) else None,
    }
    code = MOETE if own["moete"] else meeting
    entry = Svarene(Hendelse(id="", dato=day, steg="", **own), day)
    changes, written = written_steps(desk, read, {code: entry, **steps})
    if not written:
        return 0
    path, gang = desk.folder.case_path(number), course(desk.mappe, sak, day)
    for entry_id, each in decided:
        require_may_own(gang, each)
        common = {"dato": day, "registrert": run.recorded, "moete": meeting}
        changes.append(Added(path, path_to(Sak.hendelser), decision_of(entry_id, each, **common)))
    changes += [Added(path, path_to(Sak.hendelser), each) for each in done]
    changes += [Added(path, path_to(*PLAN, Aktivitetsplan.tiltak), each) for each in measures]
    parts = [*(each.hendelse.steg for each in written), *counted(len(decided), "beslutning", "beslutninger"),
             *counted(len(done), "utført beslutning", "utførte beslutninger"), *counted(len(measures), "nytt tiltak", "nye tiltak")]  # fmt: skip
    text = f"Referatet er skrevet i {number}, {kort_dato(day)}: {', '.join(parts)}."
    return of_case(desk, number, changes, text, partial(_tell, run, written, decided))


def _tell(
    run: Run,
    written: Sequence[Skrevetsteg],
    decided: Sequence[tuple[str, Moetevedtak]],
    came: Followed,
) -> None:
    tell_steps(run, written, came)
    tell_decisions(run, decided)
    for _, each in decided:
        tell_of_day(run, came.saved.mappe.plan, "Fristen for beslutningen", each.frist)


def _steps_of(plan: Plan, sak: Sak) -> frozenset[str]:
    chain = plan.kjede(sak.kjede)
    return frozenset(each.steg for each in (chain.steg if chain else ()))


def _meeting(tolk: Tolk, plan: Plan, sak: Sak) -> str:
    """Return the meeting that it was: of the case, or just a meeting. One of the plan's has a book, and is written there."""
    told = tolk.said.hode.get("møte")
    if told is None:
        return MOETE
    try:
        found = meeting_of_case(plan, sak, told.tekst)
    except WrongUsage as wrong:
        tolk.fault(told.linje, f"{wrong.sentence} {wrong.cure}.")
        return MOETE
    if found not in _steps_of(plan, sak) and plan.moeter.moete(found) is not None:
        tolk.fault(
            told.linje,
            f"Dette møtet har en egen møtebok. Skriv det slik: sosialplan møte skriv {found}",
        )
    return found


def _ticked(tolk: Tolk, plan: Plan, sak: Sak, meeting: str, day: date) -> dict[str, Svarene]:
    """Return what is told of each step whose box is ticked."""
    chain = plan.kjede(sak.kjede)
    found = dict[str, Svarene]()
    for box in tolk.said.bokser:
        if box.beslutning is not None:
            continue
        try:
            code = known_step(box.hva, chain)
        except WrongUsage as wrong:
            tolk.fault(box.linje, wrong.sentence)
            continue
        if code in {*found, meeting}:
            tolk.fault(box.linje, f"Steget «{code}» står to ganger.")
            continue
        found[code] = tolk.answers(box, chain.find(code) if chain else None, day)
    last = chain.avsluttes_med if chain else None
    return dict(sorted(found.items(), key=lambda each: each[0] == last))


def _done(tolk: Tolk, sak: Sak, day: date, desk: Desk) -> list[Hendelse]:
    """Return the entries that say that decisions of before are carried out."""
    known = valid_entries(sak)
    left = {each.id for each in known if each.steg == BESLUTNING and carried_out(sak, known, each) is None}  # fmt: skip
    found = list[Hendelse]()
    for box in tolk.said.bokser:
        meant = box.beslutning
        if meant is None:
            continue
        if meant not in left:
            tolk.fault(box.linje, "Saken har ingen slik beslutning som ikke er utført.")
        for told in box.felt.values():
            tolk.fault(
                told.linje, "En beslutning spør ikke om noe. Skriv med egne ord under boksen."
            )
        found.append(
            Hendelse(
                id=desk.run.new_id(), dato=day, registrert=desk.run.recorded,
                steg=BESLUTNING_UTFOERT, gjelder=meant, notat=box.tekst or None,
            )
        )  # fmt: skip
    return found


def _measures(tolk: Tolk, desk: Desk, day: date) -> list[Tiltak]:
    run = desk.run
    return [
        Tiltak(
            id=run.new_id(), tiltak=each.tekst, nivaa=level, ansvarlig=owner or "", besluttet=day,
            registrert=run.recorded, fra=first or day, evalueres=due,
        )
        for each, owner, due, first, level in tolk.measures(day)
    ]  # fmt: skip
