"""``forklar``: why a date is what it is, or what a problem code means."""

import re
from collections.abc import Iterator, Sequence
from string import Formatter

from sosialplan.commands.lesing import all_rows, course, read_all, read_case, tell_left_out
from sosialplan.commands.run import Run, known_word
from sosialplan.commands.saksleting import class_of
from sosialplan.commands.stegord import known_step
from sosialplan.model.failure import WrongUsage
from sosialplan.model.frist import BESLUTNING, VurdertFrist
from sosialplan.model.handlingskjede import Steg, Utloeser
from sosialplan.model.klassetrinn import KODE_MED_TRINN
from sosialplan.model.mappe import Mappe
from sosialplan.model.skole import Skole
from sosialplan.model.skrivemaate import advice
from sosialplan.rules.ansvar import is_asked, tells_shielded, told_of, triggers_of
from sosialplan.rules.checks.case_checks import FELLES_STEG
from sosialplan.rules.explanation import answers, number
from sosialplan.rules.fravaerstrapp import active
from sosialplan.rules.kontrolltegn import normalise
from sosialplan.rules.lesninger import (
    may_hold,
    reading_holds,
    to_choose,
    undecided,
)
from sosialplan.rules.moeter.beslutninger import OF_THE_MEETING, of_the_meeting
from sosialplan.rules.saksgang import Saksgang
from sosialplan.tekster.koder.alle import CODES, find_code
from sosialplan.views.datoer import kort_dato
from sosialplan.views.forklaring import counted, ground, linjeord, passed_over, with_weekday
from sosialplan.views.fristrader import as_values, not_kept, standing, who
from sosialplan.views.roller import uten_grupper


def forklar_kode(run: Run, typed: str, *, format_: str) -> int:
    """Tell what a problem code means, why it matters and how it is mended."""
    kind = find_code(typed)
    if kind is None:
        near = advice(typed.upper(), [each.code for each in CODES])
        raise WrongUsage(
            f"Det finnes ingen slik kode.{near}",
            "Bruk «forklar KODE» med en kode fra valider, eller «forklar SAK STEG».",
        )
    message, cure = without_fields(kind.message), without_fields(kind.cure)
    if format_ == "json":
        run.answer({
            "kode": kind.code,
            "nivå": kind.level.value, "melding": message, "hvorfor": kind.why, "råd": cure,
        })  # fmt: skip
        return 0
    run.terminal.heading(f"{kind.code} ({kind.level.value})")
    run.terminal.wrapped(message)
    run.terminal.wrapped(f"Hvorfor: {kind.why}")
    run.terminal.wrapped(f"Slik retter du: {cure}")
    return 0


def without_fields(text: str) -> str:
    """Return a sentence with dots where a value is filled in."""
    for start in ("{forslag}", "{detalj}"):
        text = text.replace(start, "")
    parts = Formatter().parse(text)
    return "".join(said + ("…" if field is not None else "") for said, field, _, _ in parts)


_LOOKS_LIKE_A_CLASS = re.compile(KODE_MED_TRINN)


def forklar_i(run: Run, hva: str, steg: str, *, format_: str) -> int:
    """Explain a duty of a class, or a step in a case: what is a class of the school, or looks like one, is no case."""
    klasse = None if normalise(hva) else class_of(run, hva)
    if klasse or _LOOKS_LIKE_A_CLASS.fullmatch(hva.upper()):
        return forklar_plikt(run, klasse or hva.upper(), steg, format_=format_)
    return forklar_steg(run, hva, steg, format_=format_)


def forklar_steg(run: Run, typed: str, steg: str, *, format_: str) -> int:
    """Explain every date of a step in a case."""
    _, mappe, sak = read_case(run, typed)
    gang = course(mappe, sak, run.i_dag)
    rows = [row for row in all_rows(mappe, run.i_dag) if row.frist.sak == sak.sak]
    codes = list(dict.fromkeys([*(s.steg for s in gang.kjede.steg), *(r.frist.steg for r in rows)]))
    code = known_step(steg, gang.kjede, codes)
    tell_left_out(run, gang.fakta.utelatt)
    chosen = [row for row in rows if row.frist.steg == code]
    if code in FELLES_STEG and gang.kjede.find(code) is None and not chosen:
        chosen = [row for row in rows if row.frist.forklaring.fra_steg == code]
        if format_ != "json" and not chosen:
            run.terminal.heading(code)
            run.terminal.wrapped(
                "Steget kan skrives i enhver sak. Det setter ikke i gang noen frist i denne saken."
            )
            return 0
    step = gang.kjede.find(code)
    _show(run, chosen, step, mappe.plan.skole, format_)
    if format_ != "json" and not chosen and step is not None:
        kept_from = tells_shielded(gang, step)
        run.terminal.heading(step.steg if kept_from else step.navn)
        run.terminal.wrapped("" if kept_from else told_of(gang, step))
        run.terminal.wrapped(_without_date(gang, step))
    return 0


def forklar_plikt(run: Run, klasse: str, moete: str, *, format_: str) -> int:
    """Explain when a class must hold a meeting that comes again and again."""
    _, mappe, status = read_all(run)
    klasse = known_word(klasse, [each.klasse for each in mappe.plan.skole.klasser], "klassen")
    chain = mappe.plan.kjede(mappe.plan.trapp.kjede)
    rungs = [each.steg for each in (chain.steg if chain else ()) if each.utloeses_av_trinn]
    duties = list(dict.fromkeys(each.moete for each in mappe.plan.moeter.plikter))
    code = known_word(moete, [*duties, *rungs], "plikten")
    known = mappe if code in rungs else Mappe(mappe.plan, moeter=mappe.moeter)
    rows = all_rows(known, run.i_dag, beside=True)
    chosen = [
        row
        for row in rows
        if row.frist.steg == code and klasse in {row.frist.klasse, row.frist.id.partition("/")[0]}
    ]
    _show(run, chosen, None, mappe.plan.skole, format_)
    if format_ != "json" and not chosen:
        run.terminal.wrapped(f"Ingenting er ventet av {klasse} etter den plikten nå.")
    return status


def forklar_beslutning(run: Run, typed: str, *, format_: str) -> int:
    """Explain the date of a decision of a meeting about no case, with what was decided."""
    _, mappe, status = read_all(run)
    decided = [each for _, each in of_the_meeting([each.value for each in mappe.moeter], run.i_dag)]
    found = [each for each in decided if typed and each.id.startswith(typed.lower())]
    if len(found) != 1:
        known = ", ".join(each.id for each in found)
        raise WrongUsage(
            "Flere beslutninger passer."
            if found
            else "Det finnes ingen slik beslutning for et møte.",
            f"Skriv id-en til en av dem: {known}" if found else "Se id-ene: sosialplan frister",
        )
    ids = f"{OF_THE_MEETING}/{BESLUTNING}/{found[0].id}"
    rows = [
        row
        for row in all_rows(Mappe(mappe.plan, moeter=mappe.moeter), run.i_dag)
        if row.frist.id == ids
    ]
    _show(run, rows, None, mappe.plan.skole, format_)
    if format_ != "json":
        run.terminal.wrapped(f"Beslutningen: {found[0].beslutning or ''}")
    return status


def _show(
    run: Run, rows: Sequence[VurdertFrist], step: Steg | None, skole: Skole, format_: str
) -> None:
    if format_ == "json":
        values = [as_values(row) for row in rows]
        run.answer({"frister": values})
        return
    for place, row in enumerate(rows):
        if place:
            run.terminal.line()
        run.terminal.heading(f"{row.frist.tittel}: {with_weekday(row.frist.frist)}")
        for line in _lines(row, step, skole):
            run.terminal.wrapped(line)


def _lines(row: VurdertFrist, step: Steg | None, skole: Skole) -> Iterator[str]:
    frist, why = row.frist, row.frist.forklaring
    yield f"Status: {standing(row)}"
    if frist.gjort is not None:
        yield f"Gjort: {kort_dato(frist.gjort)}"
    if done := not_kept(frist):
        yield f"{done[:1].upper()}{done[1:]}, så plikten er ikke holdt."
    if frist.bortfall is not None:
        yield f"Spørres ikke om fra {kort_dato(frist.bortfall.dato)}: {frist.bortfall.hvorfor}"
    yield f"Ansvarlig: {who(row)}"
    if frist.skjermet_for:
        yield f"Saken er skjermet for: {', '.join(uten_grupper(skole, frist.skjermet_for))}"
    yield f"Regnet slik: {counted(why)}"
    for line in passed_over(why.telling):
        yield f"  ikke telt: {line}"
    yield from why.telling.merknader
    yield f"Grunnlag: {ground(why)}"
    if why.hjemmel:
        yield f"Plikten står i: {why.hjemmel}"
    if why.merknad:
        yield why.merknad
    if why.regel and why.versjon_fra:
        yield f"Regel: {why.regel}, i kraft fra {kort_dato(why.versjon_fra)}"
    if step is not None and step.linjer:
        yield f"Kilde: skolens plan, {linjeord(step.linjer)}"


def _without_date(gang: Saksgang, step: Steg) -> str:
    """Say why there is no date: done, asked for no more, free, or still waiting for something."""
    done = gang.fakta.last(step.steg)
    if done is not None:
        return f"Gjort: {kort_dato(done.dato)}. Steget har ingen frist."
    if gang.closed_on is not None:
        return f"Saken ble avsluttet {kort_dato(gang.closed_on)}, så steget skal ikke gjøres."
    if gang.handed_on is not None:
        return f"Saken ble lagt klar for overlevering {kort_dato(gang.handed_on)}."
    if step.naar_som_helst and not tells_shielded(gang, step):
        return "Steget har ingen frist. Det kan registreres når som helst."
    return _waiting(gang, step)


def _waiting(gang: Saksgang, step: Steg) -> str:
    """Say what a step that is not done waits for, or why it is left out."""
    if gang.taken_over(step.steg):
        return "Saken er ført videre i en annen sak, og det er der steget skal gjøres."
    if tells_shielded(gang, step):
        kept_from = (each for each in step.med if each in gang.skjermet_for)
        return f"Saken er skjermet for {', '.join(kept_from)}, så steget skal ikke gjøres."
    if not is_asked(gang, step):
        return "Steget gjelder ikke i denne saken."
    holds = [
        each
        for each in triggers_of(gang, step)
        if reading_holds(gang.plan, each, on=gang.fakta.per)
    ]
    own = reading_holds(gang.plan, step, on=gang.fakta.per)
    if not own or (step.utloeses_av and not holds):
        return _by_another_reading(gang, step)
    waits = [_trigger(gang, each) for each in holds]
    waits += [
        each.navn
        for each in active(gang.plan, gang.fakta.per)
        if each.trinn in step.utloeses_av_trinn
    ]
    after = "; ".join(waits) or "at saken åpnes"
    if step.etter_runder is not None:
        rounds = number(gang.plan, step.etter_runder, gang.fakta.per)
        after += f", når det er gått {rounds} runder uten ønsket virkning"
    if step.regel is None:
        return f"Steget har ingen frist. Det gjøres etter: {after}."
    return f"Ikke utløst ennå. Utløses av: {after}."


def _by_another_reading(gang: Saksgang, step: Steg) -> str:
    """Say that a step is not asked for by the reading that holds, and what to choose where none is."""
    ways = (step, *triggers_of(gang, step))
    valg, on = gang.plan.valg, gang.fakta.per
    if all(may_hold(gang.plan, each, on) for each in ways):
        waits = (code for each in ways for code in undecided(valg, each, on))
        return " ".join(("Steget brukes ikke.", *to_choose(gang.plan, waits)))
    return "Steget brukes ikke: skolen har valgt en annen lesning av planen."


def _trigger(gang: Saksgang, utloeser: Utloeser) -> str:
    """Return what sets a step off: a step, with the answers that it takes."""
    said = ", ".join(answers(gang.plan, gang.kjede, utloeser, gang.fakta.per))
    return f"{utloeser.steg} ({said})" if said else utloeser.steg
