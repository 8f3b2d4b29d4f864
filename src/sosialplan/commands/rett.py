"""``rett``: put right an entry of a case. What stood is kept, and the new one counts."""

from typing import Any

from msgspec.structs import asdict, replace

from sosialplan.commands.hendelsen import (
    about_decision,
    known_step,
    known_words,
    save_entry,
)
from sosialplan.commands.lukking import require_consent, require_reason_for_more, tell_of_move
from sosialplan.commands.run import Run
from sosialplan.commands.samtykket import require_answer, tell_of_consent
from sosialplan.commands.skrivebordet.desk import Desk, at_desk, case_message
from sosialplan.commands.skrivebordet.foering import foert_av
from sosialplan.commands.skrivebordet.rettelse import (
    ORD,
    Papir,
    Papirsvar,
    corrected,
    meant,
    papers,
    tell_corrected,
)
from sosialplan.commands.skrivebordet.sagt import (
    open_rows,
    tell_linked,
    tell_of_set_days,
    tell_rows,
)
from sosialplan.commands.svarene import Svarene, options_of
from sosialplan.files.yaml_edit import append_item
from sosialplan.files.yaml_writer import to_tree
from sosialplan.model.failure import WrongUsage
from sosialplan.model.mappe import Read
from sosialplan.model.record import Record
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.model.sakspapirer import Utlevering
from sosialplan.rules.facts import valid_entries, written_entries
from sosialplan.rules.moter.beslutninger import BESLUTNING_UTFOERT
from sosialplan.views.datoer import kort_dato


def rett(
    run: Run, typed: str, entry: str, steg: str | None, svarene: Svarene, papir: Papirsvar
) -> int:
    """Add an entry that takes the place of one that was wrong, and tell what it sets off."""
    with at_desk(run, typed) as desk:
        read = desk.case(typed)
        sak = read.value
        old = meant((*written_entries(sak), *papers(sak)), entry, _called)
        match old:
            case None:
                raise WrongUsage("Saken har ingen slik hendelse.", _where_it_is(sak, entry))
            case Hendelse():
                _rett_hendelse(
                    desk, read, old, _told_of(desk, sak, old, steg, svarene, papir), svarene
                )
            case _:
                _require_only(svarene, steg)
                _rett_papir(desk, read, old, svarene, papir)
    return 0


def _called(entry: Hendelse | Papir) -> str:
    return entry.steg if isinstance(entry, Hendelse) else ORD[type(entry)]


def _where_it_is(sak: Sak, entry: str) -> str:
    """Return the way on: what belongs to the plan is put right by a command of its own."""
    measures = sak.aktivitetsplan.tiltak if sak.aktivitetsplan else ()
    of_the_plan = [each.id for each in measures]
    for each in measures:
        of_the_plan += [one.id for one in each.evalueringer]
        of_the_plan += [one.id for one in each.endringer]
    if any(each.startswith(entry.lower()) for each in of_the_plan):
        return f"Det hører til planen. Rett det: sosialplan tiltak rett {sak.sak} {entry}"
    return f"Se hendelsene: sosialplan vis {sak.sak}"


def _told_of(
    desk: Desk, sak: Sak, old: Hendelse, steg: str | None, svarene: Svarene, papir: Papirsvar
) -> dict[str, Any]:
    """Return what was told of an entry. Raises WrongUsage for what only a paper has."""
    if papir.til_hvem or papir.kanal:
        raise WrongUsage(
            "En hendelse har verken --til-hvem eller --kanal.",
            "Hvem det ble sendt til, rettes med --mottaker, og måten med --måte.",
        )
    chain = desk.mappe.plan.kjede(sak.kjede)
    code = known_step(steg, chain) if steg else None
    told = {"steg": code, "dato": svarene.dato} | known_words(desk, sak, code or old.steg, svarene)
    parts = asdict(svarene.utkast).items()
    told |= {
        key: _grown(getattr(old, key), part) for key, part in parts if isinstance(part, Record)
    }
    if papir.hvorfor and not svarene.utkast.notat:
        told["notat"] = papir.hvorfor
    return {**told, "utgaar": papir.utgaar or None}


def _rett_hendelse(
    desk: Desk, read: Read[Sak], old: Hendelse, told: dict[str, Any], svarene: Svarene
) -> None:
    run, sak = desk.run, read.value
    new = corrected(run, old, told)
    new = replace(new, foert_av=foert_av(desk, new.av, sak.elev.klasse))
    if new.steg == BESLUTNING_UTFOERT and (svarene.utkast.gjelder or new.gjelder is None):
        new = about_decision(new, sak, svarene.utkast.gjelder)
    if new.utgaar:
        _require_not_opening(desk, sak, old)
    else:
        require_consent(new)
        require_answer(new)
    require_reason_for_more(desk, sak, new, anew=told.get("likevel") is not None)
    was = open_rows(run, desk.mappe, sak.sak)
    before = {row.frist.id for row in was}
    saved, linked = save_entry(desk, read, new, svarene.gjelder_ansatt)
    tell_corrected(run, f" i {sak.sak}: {_said(new)}", old.id, saved.commit)
    after = open_rows(run, saved.mappe, sak.sak)
    tell_rows(run, "Nytt som må gjøres", [row for row in after if row.frist.id not in before])
    tell_of_set_days(run, was, after)
    if not new.utgaar:
        tell_of_consent(run, sak, new, desk.mappe.plan.kjede(sak.kjede))
    tell_of_move(run, new)
    for each in linked:
        tell_linked(run, saved.mappe, each.sak.sak, each.hvorfor)


def _require_not_opening(desk: Desk, sak: Sak, old: Hendelse) -> None:
    """Raise WrongUsage for what the case was opened with: without it no deadline is counted."""
    chain = desk.mappe.plan.kjede(sak.kjede)
    opens = chain.aapnes_med if chain else ""
    others = (each for each in valid_entries(sak) if each.id != old.id)
    if old.steg == opens and not any(each.steg == opens for each in others):
        raise WrongUsage(
            "Saken er åpnet med denne hendelsen, og den kan ikke strykes.",
            "Rett det som er feil i den. Skulle saken ikke vært åpnet, så avslutt den med en grunn: "
            f"sosialplan registrer {sak.sak} {chain.avsluttes_med if chain else 'avsluttet'}",
        )


def _rett_papir(
    desk: Desk, read: Read[Sak], old: Papir, svarene: Svarene, papir: Papirsvar
) -> None:
    """Write the paper that counts, and what else was written down with it."""
    from sosialplan.commands.rett_papir import rettet_papir, sent_home  # noqa: PLC0415 - makes documents

    run, sak = desk.run, read.value
    new, text = rettet_papir(desk, sak, old, svarene.dato, papir)
    sent = None
    if isinstance(old, Utlevering) and isinstance(new, Utlevering):
        sent = sent_home(desk, sak, old, new)
    if sent is not None:
        text = append_item(text, ("hendelser",), to_tree(sent))
    was = open_rows(run, desk.mappe, sak.sak)
    before = {row.frist.id for row in was}
    saved = desk.save({desk.folder.case_path(sak.sak): text}, case_message(sak.sak))
    tell_corrected(run, f" i {sak.sak}: {_said(new)}", old.id, saved.commit)
    if sent is not None:
        run.terminal.line(f"Også rettet: {_said(sent)} ({sent.retter}), som ble ført med den.")
    after = open_rows(run, saved.mappe, sak.sak)
    tell_rows(run, "Nytt som må gjøres", [row for row in after if row.frist.id not in before])
    tell_of_set_days(run, was, after)


def _said(new: Hendelse | Papir) -> str:
    return f"{_called(new)}, {kort_dato(new.dato)}{', utgår' if new.utgaar else ''}"


def _require_only(svarene: Svarene, steg: str | None) -> None:
    """Raise WrongUsage for what only an entry of a step has: nothing that was told is left out."""
    wrong = options_of(svarene)
    wrong += ["--steg"] if steg else []
    wrong += ["--gjelder-ansatt"] if svarene.gjelder_ansatt else []
    if wrong:
        raise WrongUsage(
            f"Dette har ikke oppføringen: {', '.join(wrong)}.",
            "Den rettes med --dato, --til-hvem, --kanal og --hvorfor, eller strykes med --utgår. Er kopien "
            "laget for feil mottaker, så stryk den, og utlever på nytt.",
        )


def _grown(old: Record | None, told: Record) -> Record:
    """Return a part of an entry, as where the pupil moved: what is told now, and else what stood."""
    said = {name: value for name, value in asdict(told).items() if value is not None}
    return replace(old, **said) if old is not None else told
