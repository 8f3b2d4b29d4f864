"""``importer fravær``: show what a list of absence would add, and add it when asked to."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.fravaer.fravaersbok import namesake_words, new_namesakes, with_pupils
from sosialplan.commands.fravaer.listelesing import Innlest, SumsOnlyError, held, read_absence
from sosialplan.commands.lesing import absence_books, read_all
from sosialplan.commands.run import FINE, ProblemsFoundError, Run
from sosialplan.commands.saksaapning import Aapningsmelding, new_case, written_new
from sosialplan.commands.skrivebordet.desk import Desk, message_of
from sosialplan.commands.skrivebordet.errand import Errand, Followed, Whole, carry_out
from sosialplan.commands.skrivebordet.sagt import tell_saved
from sosialplan.model.fravaer import Elevfravaer
from sosialplan.model.klassetrinn import class_order
from sosialplan.model.mappe import Mappe
from sosialplan.model.problems import Problem
from sosialplan.model.sak import Sak
from sosialplan.model.skrivemaate import pupil
from sosialplan.output.tables import Column
from sosialplan.rules.fravaer.importtelling import (
    Foelger,
    Listekontroll,
    Tillegg,
    follows,
    grown,
    held_against,
    hvem,
)
from sosialplan.rules.fravaer.listerader import Hvem
from sosialplan.rules.kalender.skolekalender import school_year_of
from sosialplan.rules.vinduer import lessons_a_day
from sosialplan.views.fravaer.importbilde import (
    Importbilde,
    as_values,
    class_cells,
    class_sums,
    closed_lines,
    control_lines,
    map_lines,
    rung_cells,
    rungs,
    sum_cells,
    summary,
    uncounted_lines,
)
from sosialplan.views.problemliste import as_values as problem_values

CLASSES = (
    Column("Klasse"), Column("Elever", right=True), Column("Perioder", right=True),
    Column("Skoledager", right=True), Column("Klassens liste"),
)  # fmt: skip
RUNGS = (
    Column("Klasse"), Column("Elev", wraps=True), Column("Nådd"), Column("Trinn", wraps=True),
    Column("Sak"),
)  # fmt: skip
SUM_COLUMNS = (
    Column("Klasse"), Column("Elev", wraps=True), Column("Dager i listen", right=True),
    Column("Timer i listen", right=True), Column("Dager i trappen", right=True),
)  # fmt: skip
SUMS = "Listens summer, og det som er talt i skoleåret"
SHOWN = ("Dette blir skrevet", "Trinn som blir nådd", "Saker som blir åpnet")
DONE = ("Dette er skrevet", "Trinn som er nådd", "Saker som er åpnet")
WAITING = "Ingenting er endret. Legg til --utfør for å skrive det."
NOTHING = "Ingenting er endret: alt i listen er ført fra før."
NO_CASES = "Skulle hatt en sak (åpnes med --åpne-saker)"


def fravaer(
    run: Run, fil: Path, *, kart: str | None, utfoer: bool, aapne_saker: bool, format_: str
) -> int:
    """Show what a list adds; with ``utfoer`` write it, and with ``aapne_saker`` open the cases.

    Raises ExpectedFailure without a file, ProblemsFoundError with every fault in it.
    """
    run.tell_if_open()
    try:
        return _read_in(run, fil, kart, utfoer=utfoer, aapne_saker=aapne_saker, format_=format_)
    except SumsOnlyError as sums:
        if format_ != "json":
            run.terminal.heading(SUMS)
            run.terminal.table(SUM_COLUMNS, [sum_cells(each) for each in sums.rader])
        raise


def _read_in(
    run: Run, fil: Path, kart: str | None, *, utfoer: bool, aapne_saker: bool, format_: str
) -> int:
    if utfoer and kart is None and run.terminal.interactive:
        folder, mappe, _ = read_all(run)
        first = read_absence(folder, mappe, fil, run.i_dag)
        if first.kart.ferdig:
            _tell_map(run, first)
            if not run.terminal.agrees("Skal listen leses slik?"):
                run.terminal.note("Ingenting er endret.")
                return FINE
            kart = first.kart.navn
    if utfoer:
        return _carry_out(run, fil, kart, aapne_saker=aapne_saker, format_=format_)
    folder, mappe, status = read_all(run)
    innlest = read_absence(folder, mappe, fil, run.i_dag, kart)
    _tell_map(run, innlest)
    added = _entries(run, innlest)
    foelger = _follows(run, mappe, innlest, added)
    books = grown(absence_books(mappe), added)
    kontroll = held_against(innlest.lest, books, foelger.etter)
    bilde = _picture(mappe, fil, innlest, foelger, {}, kontroll)
    headings = SHOWN if aapne_saker else (*SHOWN[:2], NO_CASES)
    _tell(run, bilde, innlest.problemer, headings, format_)
    _tell_notes(run, mappe, innlest, foelger)
    waiting = bilde.klasser or (aapne_saker and bilde.mangler_sak)
    run.terminal.note(WAITING if waiting else NOTHING)
    return status


def _tell_map(run: Run, innlest: Innlest) -> None:
    """Say how a list is read, where the program made the map by its heading."""
    if innlest.kart.ferdig:
        for line in map_lines(innlest.kart, innlest.koder):
            run.terminal.note(line)


def _carry_out(run: Run, fil: Path, kart: str | None, *, aapne_saker: bool, format_: str) -> int:
    def work(desk: Desk) -> Errand | int:
        if aapne_saker and desk.faults:
            raise ProblemsFoundError(list(desk.faults))
        innlest = read_absence(desk.folder, desk.mappe, fil, run.i_dag, kart)
        if kart is None:
            _tell_map(run, innlest)
        added = _entries(run, innlest)
        foelger = _follows(run, desk.mappe, innlest, added)
        opened = _opened(desk, foelger) if aapne_saker else {}
        numbers = {who: sak.sak for who, sak in opened.items()}
        changes = _changes(desk, added, opened)

        def tell(came: Followed | None) -> None:
            saved = desk.mappe if came is None else came.saved.mappe
            meant = () if opened else grown(absence_books(desk.mappe), added)
            kontroll = held(run, saved, innlest, meant, foelger.etter)
            bilde = _picture(desk.mappe, fil, innlest, foelger, numbers, kontroll)
            headings = DONE if aapne_saker else (*DONE[:2], NO_CASES)
            _tell(run, bilde, innlest.problemer, headings, format_)
            _tell_notes(run, desk.mappe, innlest, foelger)
            if came is None:
                run.terminal.note(NOTHING)
            elif format_ != "json":
                run.terminal.line()
                tell_saved(run, "Fraværet er skrevet.", came.saved.commit)
                run.terminal.note("Se hva som må gjøres nå: sosialplan frister")

        if not changes:
            tell(None)
            return FINE
        paths = [each.path for each in changes]
        return Errand(changes, _message(paths, list(numbers.values())), then=tell)

    return carry_out(run, work)


def _entries(run: Run, innlest: Innlest) -> tuple[Tillegg, ...]:
    """Return the entry that each pupil's new days become."""
    return tuple(
        (
            each.klasse,
            each.skoleaar,
            Elevfravaer(
                elev=each.navn,
                sak=each.sak,
                perioder=tuple(told.entry(run.new_id(), run.recorded) for told in each.perioder),
            ),
        )
        for each in innlest.nytt
    )


def _follows(run: Run, mappe: Mappe, innlest: Innlest, added: Sequence[Tillegg]) -> Foelger:
    saker = [each.value for each in mappe.saker]
    return follows(saker, absence_books(mappe), added, innlest.linjer, mappe.plan, run.i_dag)


def _opened(desk: Desk, foelger: Foelger) -> dict[Hvem, Sak]:
    """Return a new case for each pupil who has none; what follows a closed one a person decides."""
    opened: dict[Hvem, Sak] = {}
    for elev, naadd in foelger.behov:
        if elev.sak is None:
            told = Aapningsmelding(
                kjede=desk.mappe.plan.trapp.kjede,
                elev=elev.fravaer.elev,
                klasse=elev.klasse,
                oppdaget=naadd.dato,
                beskrivelse=f"Fraværstrappen: {naadd.trinn.navn}.",
            )
            opened[hvem(elev)] = new_case(desk, told, [each.sak for each in opened.values()])
    return opened


def _changes(desk: Desk, added: Sequence[Tillegg], opened: Mapping[Hvem, Sak]) -> list[Whole]:
    """Return every file that is written: the cases first, since the absence names them."""
    changes = [written_new(desk, sak) for sak in opened.values()]
    this_year = school_year_of(desk.run.i_dag)
    linked = {(this_year, *who): sak for who, sak in opened.items()}
    books: dict[tuple[str, str], list[Elevfravaer]] = {}
    for klasse, skoleaar, entry in added:
        sak = linked.pop((skoleaar, klasse, pupil(entry.elev)), None)
        own = replace(entry, sak=sak.sak) if sak else entry
        books.setdefault((klasse, skoleaar), []).append(own)
    for sak in linked.values():
        own = Elevfravaer(elev=sak.elev.navn, sak=sak.sak)
        books.setdefault((sak.elev.klasse, this_year), []).append(own)
    for (klasse, skoleaar), elever in books.items():
        changes.append(with_pupils(desk, klasse, skoleaar, elever))
    return changes


def _message(paths: Iterable[Path], cases: Sequence[str]) -> str:
    """Return the commit's message: the classes, the cases, and never a name."""
    classes = {path.stem for path in paths if path.stem not in cases}
    return message_of(f"Fravær {', '.join(sorted(classes, key=class_order))}", cases)


def _picture(
    mappe: Mappe,
    fil: Path,
    innlest: Innlest,
    foelger: Foelger,
    opened: Mapping[Hvem, str],
    kontroll: Listekontroll,
) -> Importbilde:
    there = {(book.klasse, book.skoleaar) for book in absence_books(mappe)}
    return Importbilde(
        fil=fil.as_posix(),
        kart=innlest.kart.navn,
        rader=innlest.rader,
        forbi=innlest.forbi,
        kjent=innlest.kjent,
        klasser=class_sums(innlest.nytt, there),
        telling=foelger.telling,
        kontroll=kontroll,
        **rungs(foelger, innlest.linjer, opened),
    )


def _tell_notes(run: Run, mappe: Mappe, innlest: Innlest, foelger: Foelger) -> None:
    """Say what counts as nothing, and where a new pupil in a class may be one who has changed class."""
    lessons = {
        lessons_a_day(mappe.plan, row.klasse, day) or 0
        for row in innlest.lest
        for day in row.dager
        if not row.periode.whole_days
    }
    for line in uncounted_lines(foelger.telling, sorted(lessons)):
        run.terminal.note(line)
    pairs = {
        (other, each.klasse)
        for each in innlest.nytt
        for other in new_namesakes(mappe, each.klasse, each.skoleaar, each.navn)
    }
    for fra, til in sorted(pairs):
        run.terminal.note(namesake_words(fra, til))


def _tell(
    run: Run,
    bilde: Importbilde,
    problems: Sequence[Problem],
    titles: Sequence[str],
    format_: str,
) -> None:
    """Tell what a list holds and what follows from it, under these three headings."""
    run.terminal.problems(problems)
    if format_ == "json":
        found = [problem_values(each) for each in problems]
        run.answer({**as_values(bilde), "problemer": found})
        return
    run.terminal.line(summary(bilde))
    for line in control_lines(bilde.kontroll):
        run.terminal.wrapped(line)
    last = len(RUNGS) if any(each.sak for each in bilde.mangler_sak) else len(RUNGS) - 1
    tables = (
        (CLASSES, [class_cells(each) for each in bilde.klasser]),
        (RUNGS, [rung_cells(each) for each in bilde.trinn]),
        (RUNGS[:last], [rung_cells(each)[:last] for each in bilde.mangler_sak]),
    )
    for title, (columns, rows) in zip(titles, tables, strict=True):
        if rows:
            run.terminal.line()
            run.terminal.heading(title)
            run.terminal.table(columns, rows)
    for line in closed_lines(bilde.avsluttet):
        run.terminal.line()
        run.terminal.wrapped(line)
