"""``rett``: put right an entry of a case. What stood is kept, and the new one counts."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from msgspec.structs import asdict, replace

from sosialplan.commands.hendelsen import about_decision, known_words
from sosialplan.commands.lesing import read_case
from sosialplan.commands.lukking import require_consent, require_reason_for_more, tell_of_move
from sosialplan.commands.run import Run
from sosialplan.commands.saksaapning import Lenket, written_with
from sosialplan.commands.samtykket import require_answer, tell_of_consent
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Added, Errand, Followed, carry_out, of_case
from sosialplan.commands.skrivebordet.foering import foert_av
from sosialplan.commands.skrivebordet.rettelse import (
    ORD,
    PAPIRLISTE,
    Papir,
    Papirsvar,
    corrected,
    meant,
    papers,
    said_corrected,
)
from sosialplan.commands.skrivebordet.sagt import (
    tell_linked,
)
from sosialplan.commands.stegord import known_step
from sosialplan.commands.stegspoersmaal import answer_of
from sosialplan.commands.svar.dagsvar import asked_day
from sosialplan.commands.svar.ordsvar import Spoerring, asked_as, asked_text, asked_word, titled
from sosialplan.commands.svarene import Svarene, options_of
from sosialplan.model.failure import WrongUsage
from sosialplan.model.felter.feltlinje import attribute, slag_av
from sosialplan.model.felter.hendelsesfelt import HENDELSE
from sosialplan.model.handlingskjede import Steg
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.problems import path_to
from sosialplan.model.record import Record
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.model.sakspapirer import Utlevering
from sosialplan.output.svarbok import Svarvalg, cut
from sosialplan.rules.facts import valid_entries, written_entries
from sosialplan.rules.moeter.beslutninger import BESLUTNING_UTFOERT
from sosialplan.views.datoer import kort_dato


def rett(
    run: Run, typed: str, entry: str, steg: str | None, svarene: Svarene, papir: Papirsvar
) -> int:
    """Add an entry that takes the place of one that was wrong, and tell what it sets off.

    A person who does not say what is wrong is asked for it, before the planmappe is locked.
    """
    silent = papir == Papirsvar() and not (steg or svarene.dato or svarene.gjelder_ansatt)
    if run.terminal.interactive and silent and not options_of(svarene):
        _, mappe, sak = read_case(run, typed)
        old = _meant_in(sak, entry)
        if isinstance(old, Hendelse):
            steg, svarene, papir = _asked(run, mappe, sak, old, svarene)
    return carry_out(run, lambda desk: _work(desk, typed, entry, steg, svarene, papir), case=typed)


def _work(
    desk: Desk, typed: str, entry: str, steg: str | None, svarene: Svarene, papir: Papirsvar
) -> Errand:
    read = desk.case(typed)
    sak = read.value
    old = _meant_in(sak, entry)
    match old:
        case None:
            raise WrongUsage("Saken har ingen slik hendelse.", _where_it_is(sak, entry))
        case Hendelse():
            told = _told_of(desk, sak, old, steg, svarene, papir)
            return _rett_hendelse(desk, read, old, told, svarene)
        case _:
            _require_only(svarene, steg)
            return _rett_papir(desk, read, old, svarene, papir)


def _meant_in(sak: Sak, entry: str) -> Hendelse | Papir | None:
    return meant((*written_entries(sak), *papers(sak)), entry, _called)


_DAY, _STEP, _GONE, _DONE = "dagen", "steget", "den skal bort", "ikke mer"
_WHAT = "Velg det som er feil. Det som sto, blir stående i historikken; det du skriver nå, gjelder."
_ALWAYS = ("av", "med", "notat")


def _asked(
    run: Run, mappe: Mappe, sak: Sak, old: Hendelse, svarene: Svarene
) -> tuple[str | None, Svarene, Papirsvar]:
    """Ask which of its fields is wrong and what it should say, until nothing more is."""
    chain = mappe.plan.kjede(sak.kjede)
    step = chain.find(old.steg) if chain else None
    keys = {HENDELSE[key].ord_: key for key in _keys_of(old, step)}
    first = (
        Svarvalg(_DAY, kort_dato(old.dato)),
        Svarvalg(_STEP, step.navn if step else old.steg),
        *(Svarvalg(name, _stands(old, key)) for name, key in keys.items()),
        Svarvalg(_GONE, "det skjedde ikke, eller står i feil sak"),
    )
    steg, question, choices = None, "Hva er feil?", first
    while (wrong := asked_word(run, Spoerring(question, _WHAT, choices), "svaret")) != _DONE:
        if wrong == _GONE:
            why = asked_text(run, Spoerring("Hvorfor skal den bort?", _WHAT))
            return None, svarene, Papirsvar(hvorfor=why, utgaar=True)
        if wrong == _DAY:
            svarene = replace(svarene, dato=asked_day(run, "Hvilken dag var det?"))
        elif wrong == _STEP:
            known = titled({each.steg: each.navn for each in (chain.steg if chain else ())})
            spurt = Spoerring("Hvilket steg skulle det vært?", _WHAT, known)
            steg = asked_as(run, spurt, lambda answer: known_step(answer, chain))
        else:
            key = keys[wrong]
            name = attribute(Hendelse, key)
            svarene = svarene.ogsaa(**{name: answer_of(run, mappe.plan, key, step)})
        question, choices = "Er mer feil?", (Svarvalg(_DONE), *first[:-1])
    return steg, svarene, Papirsvar()


def _keys_of(old: Hendelse, step: Steg | None) -> Iterator[str]:
    """Yield the fields that can be asked for: what stands, what its step asks for, and what any entry may say."""
    wanted = {*_ALWAYS, *(each.value for each in (step.spoer_om if step else ()))}
    for key, linje in HENDELSE.items():
        kind = slag_av(Hendelse, key).type
        asked = key in wanted or getattr(old, attribute(Hendelse, key)) not in (None, (), False)
        if asked and linje.valg and key != "dato" and not issubclass(kind, bool | Record):
            yield key


def _stands(old: Hendelse, key: str) -> str:
    value = getattr(old, attribute(Hendelse, key))
    said = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")
    return kort_dato(value) if isinstance(value, date) else cut(said, 40)


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
) -> Errand:
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
    changes, linked = written_with(desk, read, new, svarene.gjelder_ansatt)
    said = said_corrected(f" i {sak.sak}: {_said(new)}", old.id)
    return of_case(desk, sak.sak, changes, said, partial(_tell, run, sak, new, linked))


def _tell(run: Run, sak: Sak, new: Hendelse, linked: Sequence[Lenket], came: Followed) -> None:
    mappe = came.saved.mappe
    if not new.utgaar:
        tell_of_consent(run, sak, new, mappe.plan.kjede(sak.kjede), mappe.plan)
    tell_of_move(run, new)
    for each in linked:
        tell_linked(run, mappe, each.sak.sak, each.hvorfor)


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
) -> Errand:
    """Return what writes the paper that counts, and what else was written down with it."""
    from sosialplan.commands.rett_papir import rettet_papir, sent_home  # noqa: PLC0415 - makes documents

    sak, path = read.value, desk.folder.root / read.file
    new = rettet_papir(desk, sak, old, svarene.dato, papir)
    changes = [Added(path, (PAPIRLISTE[type(new)],), new)]
    said = said_corrected(f" i {sak.sak}: {_said(new)}", old.id)
    if isinstance(old, Utlevering) and isinstance(new, Utlevering):
        sent = sent_home(desk, sak, old, new)
        if sent is not None:
            changes.append(Added(path, path_to(Sak.hendelser), sent))
            said += f" Også rettet: {_said(sent)} ({sent.retter}), som ble ført med den."
    return of_case(desk, sak.sak, changes, said)


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
