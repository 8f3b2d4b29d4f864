"""``fravær vis``: both counters, the pattern and the ladder, of a case, a pupil or a class."""

from collections.abc import Iterator, Sequence

from sosialplan.commands.lesing import absence_books, course, read_all, read_case, tell_left_out
from sosialplan.commands.run import Run, known_word
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.fravaer import Fravaersperiode
from sosialplan.model.mappe import Mappe
from sosialplan.model.record import values_of
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.model.skrivemaate import same_pupil
from sosialplan.output.tables import Column
from sosialplan.rules.facts import entries_of
from sosialplan.rules.fravaer.elevtrapp import (
    Elevgang,
    Trappfoelging,
    followed,
    pupils_of,
    rungs_of,
)
from sosialplan.rules.fravaerstrapp import Fravaersdag, next_rung, period
from sosialplan.rules.kalender.skolekalender import school_year_of
from sosialplan.rules.saksgang import Saksgang
from sosialplan.tekster.maalform import talt
from sosialplan.views.datoer import kort_dato
from sosialplan.views.fravaer.fravaersbilde import (
    as_values,
    assessments,
    by_subject,
    by_weekday,
    contacts,
    counters,
    of_this_year,
    period_rows,
    period_values,
    pupil_values,
    rungs_on,
)

DAYS = (
    Column("Dag"), Column("Type"), Column("På rad", right=True), Column("I alt", right=True),
    Column("Trinn nådd", wraps=True),
)  # fmt: skip
PERIODS = (
    Column("Id"), Column("Ført"), Column("Type"), Column("Meldt"), Column("Merknad", wraps=True),
)  # fmt: skip
CLASS = (
    Column("Elev", wraps=True), Column("Kode"), Column("Sak"), Column("På rad", right=True),
    Column("I alt", right=True), Column("Gyldig", right=True), Column("Ugyldig", right=True),
    Column("Siste trinn", wraps=True),
)  # fmt: skip


def vis_sak(run: Run, typed: str, *, format_: str) -> int:
    """Show the absence in a case."""
    _, mappe, sak = read_case(run, typed)
    gang = course(mappe, sak, run.i_dag)
    tell_left_out(run, gang.fakta.utelatt)
    rungs = [
        each
        for each in followed([sak], absence_books(mappe), mappe.plan, run.i_dag)
        if each.sak == sak.sak
    ]
    if format_ == "json":
        values = as_values(gang, rungs)
        listed = period_values(_written(sak, mappe), run.i_dag)
        run.answer({"sak": sak.sak, **values, "perioder": listed})
        return 0
    if sak.kjede != gang.plan.trapp.kjede:
        run.terminal.note(f"Fraværstrappen følges bare i saker i kjeden {gang.plan.trapp.kjede}.")
        return 0
    if not gang.fravaersdager and not gang.fakta.fravaer:
        run.terminal.note(f"Ingen fraværsdager er registrert i {sak.sak}.")
        return 0
    _page(run, gang, f"Fravær i {sak.sak}, {sak.elev.klasse}", rungs, _written(sak, mappe))
    return 0


def _written(sak: Sak, mappe: Mappe) -> tuple[Fravaersperiode, ...]:
    """Return all that was written of a pupil's absence, what was corrected too."""
    entries = entries_of(sak, absence_books(mappe))
    return tuple(periode for entry in entries for periode in entry.perioder)


def vis_klasse(run: Run, klasse: str, elev: str | None, *, format_: str) -> int:
    """Show the absence of a class in the school year, or of one pupil of it."""
    _, mappe, status = read_all(run)
    klasse = known_word(klasse, [each.klasse for each in mappe.plan.skole.klasser], "klassen")
    found = [
        each
        for each in _pupils_of(run, mappe)
        if each.klasse == klasse
        and (elev is None or elev == each.kode or same_pupil(each.fravaer.elev, elev))
    ]
    if elev is not None and not found:
        raise ExpectedFailure(
            f"Det er ikke ført fravær på en slik elev i {klasse} i år.",
            f"Se hvem det er ført fravær på: sosialplan fravær vis --klasse {klasse}",
        )
    if format_ == "json":
        values = [pupil_values(each) for each in found]
        run.answer({"elever": values})
    elif elev is not None:
        for each in found:
            heading = f"Fravær for {each.fravaer.elev}, {klasse} ({each.kode})"
            rungs = tuple(rungs_of(each, run.i_dag))
            _page(run, each.gang, heading, rungs, each.fravaer.perioder)
    elif found:
        run.terminal.table(CLASS, [_class_cells(each) for each in found])
        _tell_missing_cases(run, found)
    else:
        run.terminal.note(f"Ingen fraværsdager er registrert i {klasse} i år.")
    return status


def _pupils_of(run: Run, mappe: Mappe) -> Iterator[Elevgang]:
    """Yield every pupil with absence in the school year that runs."""
    saker = [each.value for each in mappe.saker]
    this_year = (school_year_of(run.i_dag),)
    yield from pupils_of(saker, absence_books(mappe), mappe.plan, run.i_dag, this_year)


def _tell_missing_cases(run: Run, found: Sequence[Elevgang]) -> None:
    missing = [each.kode for each in found if each.needs_case]
    if missing:
        run.terminal.line()
        run.terminal.wrapped(
            f"Har nådd et trinn som krever sak, uten å ha en: {', '.join(missing)}"
        )
        run.terminal.note("Åpne sak: sosialplan ny-sak --kjede fravaer")


def _page(
    run: Run,
    gang: Saksgang,
    heading: str,
    rungs: Sequence[Trappfoelging],
    written: Sequence[Fravaersperiode],
) -> None:
    days = of_this_year(gang.fravaersdager, gang.fakta.per)
    run.terminal.heading(heading)
    for line in _lines(gang, days, rungs):
        run.terminal.wrapped(line)
    if gang.fravaersdager:
        run.terminal.line()
        run.terminal.table(DAYS, [_day_cells(gang, day) for day in gang.fravaersdager])
    listed = list(period_rows(written, gang.fakta.per))
    if listed:
        run.terminal.line()
        run.terminal.table(PERIODS, listed)


def _lines(
    gang: Saksgang, days: Sequence[Fravaersdag], rungs: Sequence[Trappfoelging]
) -> Iterator[str]:
    count = counters(days)
    within = period(gang.plan, days[-1].dato if days else gang.fakta.per)
    yield f"{talt(count['i_alt'], 'skoledag', 'skoledager')} i alt i {within} {school_year_of(gang.fakta.per)}."
    if days:
        yield f"{talt(count['på_rad'], 'skoledag', 'skoledager')} på rad til og med {kort_dato(days[-1].dato)}."
        leave = f", permisjon {count['permisjon']}" if count["permisjon"] else ""
        yield f"Gyldig {count['gyldig']}, ugyldig {count['ugyldig']}{leave}."
        weekdays = (f"{name} {number}" for name, number in by_weekday(days).items())
        yield f"Ukedager: {', '.join(weekdays)}."
    subjects = by_subject(gang.fakta.fravaer, gang.kalender, gang.fakta.per)
    if subjects:
        yield f"Timer i fag: {', '.join(f'{name} {number}' for name, number in subjects.items())}."
    there = [each for each in gang.fakta.fravaer if gang.kalender.is_school_day(each.fra)]
    late = [each for each in there if each.forsent]
    if late:
        minutes = sum(each.minutter or 0 for each in late)
        told = f" ({talt(minutes, 'minutt', 'minutter')})" if minutes else ""
        yield f"For sent {len(late)} {'gang' if len(late) == 1 else 'ganger'}{told}."
    left = sum(each.gikk for each in there)
    if left:
        yield f"Gikk fra skolen {left} {'gang' if left == 1 else 'ganger'}."
    for rung in rungs:
        yield f"Trinn nådd {kort_dato(rung.naadd)}: {rung.trinn}, {_followed(rung)}"
    ahead = next_rung(days, gang.plan, gang.fakta.per)
    if ahead is not None:
        yield f"Neste trinn om {ahead[1]} fraværsdager: {ahead[0].navn}."
    for each in contacts(gang.fakta.hendelser, gang.kjede, gang.plan):
        how = f" på {each.maate.value}" if each.maate else ""
        yield f"Kontakt {kort_dato(each.dato)}{how}{f' av {each.av}' if each.av else ''}"
    for made in assessments(gang.fakta.hendelser, gang.kjede):
        sent = f"sendt {kort_dato(made.meldt.dato)}" if made.meldt else "ikke sendt"
        who = f" av {made.vurdert.av}" if made.vurdert.av else ""
        said = values_of(made.vurdert, Hendelse.grunn, Hendelse.samtykke)
        ground, consent = (each or "ikke skrevet" for each in said.values())
        yield (
            f"Vurdert etter § 24-3 {kort_dato(made.vurdert.dato)}{who}: grunn {ground}, "
            f"samtykke {consent}, {sent}"
        )


def _followed(rung: Trappfoelging) -> str:
    if rung.fulgt is not None:
        return f"fulgt {kort_dato(rung.fulgt)}{', for sent' if rung.i_tide is False else ''}"
    return "ikke fulgt i tide" if rung.i_tide is False else "ikke fulgt ennå"


def _day_cells(gang: Saksgang, day: Fravaersdag) -> tuple[str, ...]:
    rungs = "; ".join(rungs_on(gang, day))
    return (kort_dato(day.dato), day.type.value, str(day.paa_rad), str(day.i_alt), rungs)


def _class_cells(elev: Elevgang) -> tuple[str, ...]:
    count = counters(of_this_year(elev.gang.fravaersdager, elev.gang.fakta.per))
    last = elev.gang.naadd[-1].trinn.navn if elev.gang.naadd else ""
    return (
        elev.fravaer.elev, elev.kode, elev.sak or "", str(count["på_rad"]), str(count["i_alt"]),
        str(count["gyldig"]), str(count["ugyldig"]), last,
    )  # fmt: skip
