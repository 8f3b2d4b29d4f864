"""``registrer``: write down that steps were carried out, one or several of a case at once."""

from collections.abc import Sequence
from functools import partial

import msgspec

from sosialplan.commands.hendelsen import about_decision, known_words, written_with
from sosialplan.commands.lesing import read_case
from sosialplan.commands.lukking import (
    read_note,
    require_open,
    tell_of_move,
)
from sosialplan.commands.run import FINE, Run
from sosialplan.commands.saksaapning import Lenket, known_employees
from sosialplan.commands.samlet.stegene import (
    Fortalt,
    known_steps,
    require_answers,
    shared_out,
)
from sosialplan.commands.samtykket import (
    require_answer,
    tell_of_consent,
    tell_of_refusal,
)
from sosialplan.commands.skrivebordet.den_som_skriver import tell_of_shielded
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Change, Errand, Followed, carry_out, of_case
from sosialplan.commands.skrivebordet.foering import foert_av
from sosialplan.commands.skrivebordet.sagt import (
    tell_linked,
    tell_of_same_step,
)
from sosialplan.commands.stegspoersmaal import (
    asked,
    require_decision,
    tell_late,
    tell_unasked,
    tell_written,
    written_same,
)
from sosialplan.commands.svarene import (
    Svarene,
    offer_closing,
    offer_continuation,
    tell_of_absent,
)
from sosialplan.model.failure import WrongUsage
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.record import Value
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.rules.facts import with_entry
from sosialplan.rules.moeter.beslutninger import BESLUTNING_UTFOERT
from sosialplan.views.datoer import kort_dato


class Skrevetsteg(Value, frozen=True):
    """An entry that is written, the case as it was before it, and the cases that it opens."""

    foer: Sak
    hendelse: Hendelse
    lenket: tuple[Lenket, ...] = ()


def registrer(run: Run, typed: str, steg: tuple[str, ...], svarene: Svarene) -> int:
    """Add an entry to a case for each step, in one commit, and tell what they set off.

    A person is asked before the planmappe is locked: others can write meanwhile.
    """
    by_person: Fortalt | None = None
    if run.terminal.interactive:
        _, mappe, sak = read_case(run, typed)
        by_person = _asked_of_each(run, mappe, sak, _told(mappe, sak, steg, svarene))
    return carry_out(run, lambda desk: _work(desk, typed, steg, svarene, by_person), case=typed)


def _told(mappe: Mappe, sak: Sak, steg: Sequence[str], svarene: Svarene) -> Fortalt:
    codes = known_steps(steg, mappe.plan.kjede(sak.kjede), sak.sak)
    return shared_out(mappe.plan, codes, sak.kjede, svarene)


def _asked_of_each(run: Run, mappe: Mappe, sak: Sak, told: Fortalt) -> Fortalt:
    """Ask a person for what each step wants; where there are several, each question says of which."""
    chain, found = mappe.plan.kjede(sak.kjede), dict[str, Svarene]()
    for code, svarene in told.items():
        step = chain.find(code) if chain else None
        one = run
        if len(told) > 1:
            one = msgspec.structs.replace(
                run, terminal=run.terminal.about(step.navn if step else code)
            )
        found[code] = asked(one, mappe, sak, step, svarene)
        written = msgspec.structs.replace(
            found[code].utkast, steg=code, dato=svarene.dato or run.i_dag
        )
        sak = with_entry(sak, written)
    return found


def _work(
    desk: Desk, typed: str, steg: Sequence[str], svarene: Svarene, by_person: Fortalt | None
) -> Errand | int:
    run, read = desk.run, desk.case(typed)
    sak, chain = read.value, desk.mappe.plan.kjede(read.value.kjede)
    told = {
        code: read_note(run, each, chain.find(code) if chain else None, chain)
        for code, each in (by_person or _told(desk.mappe, sak, steg, svarene)).items()
    }
    require_answers(told, chain)
    for code in told:
        require_open(desk, sak, code)
    entries = _entries(desk, sak, told)
    if (stood := _stood(run, sak, entries)) is not None:
        return stood
    changes, written = list[Change](), list[Skrevetsteg]()
    for code, hendelse in entries.items():
        one = _complete(sak, hendelse, told[code], chain)
        about = known_employees(desk.mappe.plan, told[code].gjelder_ansatt)
        added, linked = written_with(desk, Read(read.file, sak), one, about)
        changes += added
        written.append(Skrevetsteg(sak, one, linked))
        sak = with_entry(sak, one)
    day = kort_dato(written[0].hendelse.dato)
    said = f"Ført i {sak.sak}: {', '.join(entries)}, {day}."
    titles = ", ".join(_title(chain, each) for each in entries)
    errand = of_case(desk, sak.sak, changes, said, partial(_tell, run, written))
    return msgspec.structs.replace(errand, seen=f"Ført i {sak.sak}: {titles}, {day}.")


def _title(chain: Handlingskjede | None, code: str) -> str:
    """Return what a step is called on the screen."""
    step = chain.find(code) if chain else None
    return step.navn if step else code


def _entries(desk: Desk, sak: Sak, told: Fortalt) -> dict[str, Hendelse]:
    """Return the entry of each step, with the words that the planmappe has for what was told of it."""
    known = {code: known_words(desk, sak, code, each) for code, each in told.items()}
    by = next((each["av"] for each in known.values() if "av" in each), None)
    entered = foert_av(desk, by, sak.elev.klasse)
    return {
        code: msgspec.structs.replace(
            told[code].utkast,
            **words,
            id=desk.run.new_id(),
            dato=told[code].dato or desk.run.i_dag,
            registrert=desk.run.recorded,
            steg=code,
            foert_av=entered,
        )
        for code, words in known.items()
    }


def _stood(run: Run, sak: Sak, entries: dict[str, Hendelse]) -> int | None:
    """Return the exit status where all is written already; None where none of it is.

    Raises WrongUsage where some is: half of what was asked for is not what was asked for.
    """
    same = {code: found for code, each in entries.items() if (found := written_same(sak, each))}
    if not same:
        return None
    if len(same) < len(entries):
        stands = " og ".join(f"{code} ({kort_dato(each.dato)}, id {each.id})" for code, each in same.items())  # fmt: skip
        left = " ".join(code for code in entries if code not in same)
        raise WrongUsage(
            f"Dette er alt skrevet: {stands}. Ingenting er skrevet på nytt, heller ikke resten.",
            f"Skriv bare det som mangler: sosialplan registrer {sak.sak} {left} …",
        )
    for each in same.values():
        tell_written(run, sak, each)
    return FINE


def _complete(
    sak: Sak, hendelse: Hendelse, svarene: Svarene, chain: Handlingskjede | None
) -> Hendelse:
    """Return an entry that can be written in the case as it is with those before it. Raises WrongUsage."""
    require_answer(hendelse)
    require_decision(sak, hendelse, chain)
    if hendelse.steg == BESLUTNING_UTFOERT:
        return about_decision(hendelse, sak, svarene.utkast.gjelder)
    return hendelse


def _tell(run: Run, written: Sequence[Skrevetsteg], came: Followed) -> None:
    """Tell what each entry means besides the rows that they bring; each case is as it was before its entry."""
    for each in written:
        _tell_of(run, each, came, several=len(written) > 1)


def _tell_of(run: Run, one: Skrevetsteg, came: Followed, *, several: bool) -> None:
    mappe, sak, hendelse = came.saved.mappe, one.foer, one.hendelse
    chain = mappe.plan.kjede(sak.kjede)
    tell_late(run, mappe.plan, sak.sak, hendelse, came.was, came.after, named=several)
    tell_unasked(run, sak, hendelse)
    for each in one.lenket:
        tell_linked(run, mappe, each.sak.sak, each.hvorfor)
    tell_of_same_step(run, mappe, sak, hendelse.steg)
    tell_of_absent(run, sak, hendelse, chain)
    tell_of_consent(run, sak, hendelse, chain)
    tell_of_shielded(run, mappe, sak, hendelse)
    tell_of_refusal(run, mappe, sak, hendelse)
    tell_of_move(run, hendelse)
    offer_closing(run, hendelse, chain, sak.sak)
    offer_continuation(run, hendelse, mappe.plan, sak)
