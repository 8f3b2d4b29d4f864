"""``fravær``: write down absence, and show the ladder."""

from dataclasses import dataclass
from datetime import date

from sosialplan.commands.desk import Desk, at_desk, case_message
from sosialplan.commands.run import Run, course, read_case, tell_left_out
from sosialplan.commands.told import open_rows, tell_rows, tell_saved
from sosialplan.files.yaml_edit import append_item, set_value
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.model.failure import WrongUsage
from sosialplan.model.fravaer import (
    Elevfravaer,
    Fravaersperiode,
    Fravaerstype,
    Klassefravaer,
    Meldt,
)
from sosialplan.model.mappe import Read
from sosialplan.model.sak import Sak
from sosialplan.output.terminal import Column
from sosialplan.rules.fravaerstrapp import Fravaersdag, next_rung
from sosialplan.rules.saksgang import Saksgang
from sosialplan.rules.skolekalender import school_year_of
from sosialplan.views.datoer import kort_dato

SCHEMA_LINE = "# yaml-language-server: $schema=../../plan/skjema/fravaer.schema.json\n"


@dataclass(frozen=True, slots=True)
class Periode:
    """What is told of a stretch of absence."""

    fra: date
    til: date
    type: Fravaerstype
    meldt: Meldt


def registrer(run: Run, typed: str, periode: Periode) -> int:
    """Write absence in the class's file, and tell which rungs were reached."""
    if school_year_of(periode.fra) != school_year_of(periode.til):
        raise WrongUsage("Perioden går over to skoleår.", "Registrer hvert skoleår for seg.")
    with at_desk(run) as desk:
        read = desk.case(typed)
        number = read.value.sak
        entry = Fravaersperiode(
            id=run.new_id(),
            fra=periode.fra,
            til=periode.til,
            type=periode.type,
            meldt=periode.meldt,
            registrert=run.recorded,
        )
        before = {row.frist.id for row in open_rows(run, desk.mappe, number)}
        path = desk.folder.absence_path(school_year_of(periode.fra), read.value.elev.klasse)
        text = _with_entry(desk, read.value, entry)
        saved = desk.save({path: text}, case_message(number))
        days = f"{kort_dato(periode.fra)}–{kort_dato(periode.til)}"
        tell_saved(run, f"Fravær {days} er skrevet i {number}.", saved.commit)
        after = open_rows(run, saved.mappe, number)
        tell_rows(run, "Nytt som må gjøres", [row for row in after if row.frist.id not in before])
    return 0


def _with_entry(desk: Desk, sak: Sak, entry: Fravaersperiode) -> str:
    """Return the text of the class's file with the entry in it; the file is made if missing."""
    skoleaar, klasse = school_year_of(entry.fra), sak.elev.klasse
    path = desk.folder.absence_path(skoleaar, klasse)
    own = Elevfravaer(elev=sak.elev.navn, sak=sak.sak, perioder=(entry,))
    if not path.exists():
        book = Klassefravaer(klasse=klasse, skoleaar=skoleaar, elever=(own,))
        return SCHEMA_LINE + dump(to_tree(book))
    text = desk.text_of(path)
    found = _book(desk, desk.folder.relative(path))
    for position, pupil in enumerate(found.value.elever if found else ()):
        where = ("elever", position)
        if pupil.sak == sak.sak or (pupil.sak is None and pupil.elev == sak.elev.navn):
            if pupil.sak is None:
                text = set_value(text, (*where, "sak"), sak.sak)
            return append_item(text, (*where, "perioder"), to_tree(entry))
    return append_item(text, ("elever",), to_tree(own))


def _book(desk: Desk, file: str) -> Read[Klassefravaer] | None:
    return next((each for each in desk.mappe.fravaer if each.file == file), None)


def vis(run: Run, typed: str, *, format_: str) -> int:
    """Show the days, both counters and the rungs."""
    _, mappe, sak = read_case(run, typed)
    gang = course(mappe, sak, run.i_dag)
    tell_left_out(run, gang.fakta.utelatt)
    if format_ == "json":
        run.terminal.json(_values(run, gang))
        return 0
    if sak.kjede != gang.plan.trapp.kjede:
        run.terminal.note(f"Fraværstrappen følges bare i saker i kjeden {gang.plan.trapp.kjede}.")
        return 0
    if not gang.fravaersdager:
        run.terminal.note(f"Ingen fraværsdager er registrert i {sak.sak}.")
        return 0
    last = gang.fravaersdager[-1]
    run.terminal.heading(f"Fravær i {sak.sak}, {sak.elev.klasse}")
    run.terminal.wrapped(f"{last.i_alt} skoledager i alt i skoleåret {school_year_of(last.dato)}.")
    run.terminal.wrapped(f"{last.paa_rad} skoledager på rad til og med {kort_dato(last.dato)}.")
    ahead = next_rung(gang.fravaersdager, gang.plan)
    if ahead is not None:
        run.terminal.wrapped(f"Neste trinn om {ahead[1]} fraværsdager: {ahead[0].navn}.")
    run.terminal.line()
    columns = (
        Column("Dag"), Column("Type"), Column("På rad", right=True), Column("I alt", right=True),
        Column("Trinn nådd", wraps=True),
    )  # fmt: skip
    run.terminal.table(columns, [_cells(gang, day) for day in gang.fravaersdager])
    return 0


def _rungs(gang: Saksgang, day: Fravaersdag) -> list[str]:
    return [each.trinn.navn for each in gang.naadd if each.dato == day.dato]


def _cells(gang: Saksgang, day: Fravaersdag) -> tuple[str, ...]:
    rungs = "; ".join(_rungs(gang, day))
    return (kort_dato(day.dato), day.type.value, str(day.paa_rad), str(day.i_alt), rungs)


def _values(run: Run, gang: Saksgang) -> dict[str, object]:
    ahead = next_rung(gang.fravaersdager, gang.plan)
    return {
        "versjon": 1,
        "i_dag": run.i_dag.isoformat(),
        "sak": gang.fakta.sak.sak,
        "dager": [
            {
                "dato": day.dato.isoformat(),
                "type": day.type.value,
                "på_rad": day.paa_rad,
                "i_alt": day.i_alt,
                "trinn": _rungs(gang, day),
            }
            for day in gang.fravaersdager
        ],
        "neste_trinn": {"navn": ahead[0].navn, "om_dager": ahead[1]} if ahead else None,
    }
