"""``innboks``: the reports that one can open, one of them whole, and what came of it."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from sosialplan.commands.lesing import read_all
from sosialplan.commands.meldingen import (
    handled,
    outcomes,
    report_in,
    require_shielded,
    seen,
    shut_in,
    told,
)
from sosialplan.commands.run import Run
from sosialplan.commands.skrivebordet.desk import Desk, case_message, message_of
from sosialplan.commands.skrivebordet.errand import Added, Errand, carry_out
from sosialplan.commands.skrivebordet.foering import foert_av
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.melding import Innboksmelding
from sosialplan.model.problems import path_to
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.model.skrivemaate import same_pupil
from sosialplan.output.tables import Column
from sosialplan.rules.innboks import handled_by
from sosialplan.rules.kalender.skolekalender import kalender_of
from sosialplan.rules.navn.likhet import near
from sosialplan.views.datoer import kort_dato
from sosialplan.views.forklaring import sentence

_COLUMNS = (
    Column("Nummer"),
    Column("Meldt"),
    Column("Dager", right=True),
    Column("Behandles innen"),
    Column("Fra", wraps=True),
    Column("Klasse"),
    Column("Ble", wraps=True),
)
_PUPIL = Column("Elev", wraps=True)
_NOTE = "notat"


def innboks(run: Run, *, alle: bool, format_: str) -> int:
    """List the reports that one can open, those that nobody has handled or ``alle``, the oldest first.

    The pupil's name is shown where a person sits, and stands in nothing that is written to a file.
    """
    folder, mappe, status = read_all(run)
    listed = sorted(
        (each for each in mappe.innboks if alle or not each.value.behandlet),
        key=lambda each: each.value.melding.registrert,
    )
    shut = shut_in(folder)
    if format_ == "json":
        values = [_as_values(run, mappe, each.value) for each in listed]
        run.answer({"meldinger": values, "ikke_for_deg": shut})
        return status
    if listed:
        named = run.terminal.interactive
        columns = (*_COLUMNS[:5], _PUPIL, *_COLUMNS[5:]) if named else _COLUMNS
        rows = [_cells(run, mappe, each.value, named=named) for each in listed]
        run.terminal.table(columns, rows)
        run.terminal.note("Les en av dem: sosialplan innboks NUMMER")
    else:
        run.terminal.say_incomplete()
        run.terminal.line(
            "Ingen meldinger."
            if alle
            else "Ingen meldinger venter. Alle: sosialplan innboks --alle"
        )
    if shut:
        count = "1 melding" if shut == 1 else f"{shut} meldinger"
        run.terminal.note(f"{count} kan du ikke åpne: de er vernet for andre.")
    return status


def _as_values(run: Run, mappe: Mappe, each: Innboksmelding) -> Mapping[str, object]:
    """Return a report as plain values, without a name."""
    melding = each.melding
    due = handled_by(each, mappe.plan, kalender_of(mappe.plan.ruter)).telling.dato
    return {
        "nummer": melding.id,
        "meldt": melding.registrert,
        "dager": (run.i_dag - melding.dato).days,
        "behandles_innen": due.isoformat() if due else None,
        "rolle": melding.rolle,
        "klasse": melding.elev.klasse,
        "saker": list(each.saker),
        "behandlet": bool(each.behandlet),
    }


def _cells(run: Run, mappe: Mappe, each: Innboksmelding, *, named: bool) -> tuple[str, ...]:
    melding = each.melding
    due = handled_by(each, mappe.plan, kalender_of(mappe.plan.ruter)).telling.dato
    return (
        melding.id,
        f"{kort_dato(melding.dato)} {melding.registrert[11:16]}",
        str((run.i_dag - melding.dato).days),
        kort_dato(due) if due else "ukjent",
        melding.av,
        *((melding.elev.navn,) if named else ()),
        melding.elev.klasse,
        outcomes(each),
    )


def vis(run: Run, typed: str, *, format_: str) -> int:
    """Show a report whole, what came of it, and what can be done with it."""
    folder, mappe, status = read_all(run)
    read = report_in(folder, typed)
    if format_ == "json":
        run.answer({"melding": msgspec.to_builtins(read.value)})
        return status
    _show(run, mappe, read.value)
    return status


def _show(run: Run, mappe: Mappe, innboks: Innboksmelding) -> None:
    melding, line = innboks.melding, run.terminal.wrapped
    role = f" ({melding.rolle})" if melding.rolle else ""
    run.terminal.heading(f"Melding {melding.id}")
    line(f"Meldt: {kort_dato(melding.dato)} kl. {melding.registrert[11:16]}, av {melding.av}{role}")
    line(f"Elev: {melding.elev.navn}, {melding.elev.klasse}")
    line(f"Sett: {seen(melding)}")
    line(f"Hva: {melding.hva}")
    line(f"Gjort med det samme: {melding.gjort or 'ikke sagt'}")
    if melding.gjelder_ansatt:
        line(f"Gjelder en ansatt: {', '.join(melding.gjelder_ansatt.roller)} (§ 12-5)")
    for each in innboks.behandlet:
        came = f"sak {each.sak}" if each.sak else f"ingen sak: {each.hvorfor}"
        line(f"Behandlet {kort_dato(each.dato)} av {each.av}: {came}")
    if not innboks.behandlet:
        for said in _what_now(mappe, innboks):
            line(said)


def _what_now(mappe: Mappe, innboks: Innboksmelding) -> Iterator[str]:
    """Yield by when it is to be handled and why, the pupil's cases, and the commands."""
    number = innboks.melding.id
    why = handled_by(innboks, mappe.plan, kalender_of(mappe.plan.ruter))
    day = kort_dato(why.telling.dato) if why.telling.dato else "ukjent dag"
    yield f"Behandles innen {day}: {sentence(why)}"
    for each in mappe.of_pupil(innboks.melding.elev.navn):
        if each.value.gjelder_ansatt is None:
            yield (
                f"Eleven har sak {each.value.sak} ({each.value.kjede}) fra før. Hører den dit: "
                f"sosialplan innboks {number} --til-sak {each.value.sak}"
            )
    yield f"Ny sak av den: sosialplan ny-sak --fra-melding {number}"
    yield f'Ingen sak: sosialplan innboks {number} --ferdig --hvorfor "…"'


def ferdig(run: Run, typed: str, *, hvorfor: str) -> int:
    """Say why no case came of a report. It is kept."""

    def work(desk: Desk) -> Errand:
        read = report_in(desk.folder, typed)
        number = read.value.melding.id
        return Errand(
            [handled(desk, read, hvorfor=hvorfor)],
            message_of(f"Melding {number}", ()),
            f"Melding {number} er behandlet, og ble ingen sak. Den blir liggende.",
        )

    return carry_out(run, work)


def til_sak(run: Run, typed: str, sak: str) -> int:
    """Write what was reported in a case of the same pupil, as of the day of the report."""

    def work(desk: Desk) -> Errand:
        read, case = report_in(desk.folder, typed), desk.case(sak)
        _require_same(desk, read, case.value)
        number, melding = case.value.sak, read.value.melding
        entry = Hendelse(
            id=desk.run.new_id(),
            dato=melding.dato,
            registrert=desk.run.recorded,
            steg=_NOTE,
            av=melding.rolle,
            foert_av=foert_av(desk, melding.rolle, case.value.elev.klasse),
            notat=f"{told(melding)} {melding.hva}",
        )
        changes: Sequence[Added] = (
            Added(desk.folder.root / case.file, path_to(Sak.hendelser), entry),
            handled(desk, read, sak=number),
        )
        said = f"Melding {melding.id} er skrevet i sak {number}, med dagen den ble meldt."
        return Errand(changes, case_message(number), said)

    return carry_out(run, work)


def _require_same(desk: Desk, read: Read[Innboksmelding], sak: Sak) -> None:
    """Raise ExpectedFailure for a case of another pupil, or one read by somebody from whom the report is kept."""
    plan, navn = desk.mappe.plan, sak.elev.navn
    told_of = read.value.melding.elev.navn
    if not same_pupil(navn, told_of) and not any(near(told_of, [navn])):
        raise ExpectedFailure(
            f"Sak {sak.sak} gjelder en annen elev enn meldingen. Ingenting er skrevet.",
            f"Åpne en sak av den: sosialplan ny-sak --fra-melding {read.value.melding.id}",
        )
    require_shielded(read.value, sak, plan)
