"""What a command reads of a planmappe, the rows and courses of it, and what is told of files that are left out."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import msgspec

from sosialplan.commands.run import (
    FINE,
    PROBLEMS,
    ProblemsFoundError,
    Run,
    case_number,
    no_such_case,
    not_for_you,
)
from sosialplan.files.filtolk import place_in_files, read_value
from sosialplan.files.husket import base_of, decoded_by, each_in, keep
from sosialplan.files.indeks import Indeks, place_for, print_of
from sosialplan.files.loader import Loaded, load, load_plan, load_with_lists
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.frist import Ventende, VurdertFrist
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Level, Problem
from sosialplan.model.record import Record, Value
from sosialplan.model.sak import Sak
from sosialplan.model.vernet import VERNET, plain_name
from sosialplan.rules.checks.record_checks import check_ids, shared_ids
from sosialplan.rules.fravaer.klassebytte import counted_on
from sosialplan.rules.kalender.skolekalender import kalender_of
from sosialplan.rules.sakspost import Sakslinje, line_of
from sosialplan.schema.decode import UNKNOWN_KEY
from sosialplan.tekster.koder.fil import MAPPE
from sosialplan.vern.laas import NOT_FOR_ME

if TYPE_CHECKING:
    from sosialplan.rules.saksgang import Saksgang

R = TypeVar("R", bound=Record)
LIES_THERE = frozenset(each.code for each in MAPPE)
"""What lies in the folder, or hides from it, is told by every list, however light it is."""
STILL_READ = frozenset({"F131", "F132", "K308"})
"""Faults that leave no file out of the list by themselves."""
_OTHERS_ALONE = "innboks/"
"""What others report is in no list of those who do not take reports; ``innboks`` itself counts it."""
_SEEN = "sett"
"""What it is kept as that lay there the last time."""
_NAMED = 5
"""So many of what is gone are named."""
_STANDS_IN_ANOTHER = "F122"
"""A copy is left out, and what it is a copy of is counted: the list is whole without it."""


def read_all(run: Run, *, lister: bool = False) -> tuple[Planmappe, Mappe, int]:
    """Read everything, the class lists only where they are asked for, tell of what could not be read, and return the exit status so far.

    Raises ProblemsFoundError where the plan itself is faulty.
    """
    folder = run.planmappe()
    loaded = load_with_lists(folder) if lister else load(folder)
    mappe, status = told_of(run, folder, loaded)
    return folder, mappe, status


def told_of(run: Run, folder: Planmappe, loaded: Loaded) -> tuple[Mappe, int]:
    """Tell of what could not be read, and return what could, and the exit status so far.

    Raises ProblemsFoundError where the plan itself is faulty.
    """
    if loaded.mappe is None:
        raise ProblemsFoundError([p for p in loaded.problems if p.level is Level.FEIL])
    shared = place_in_files(folder, shared_ids(loaded.mappe))
    seen = (
        () if run.per else _seen(folder)
    )  # of a day that is past, what lies there now says nothing
    faults = _tell_faults(run, [*loaded.problems, *seen, *shared])
    if type(folder) is Planmappe:
        _tell_gone(run, folder)
    return loaded.mappe, PROBLEMS if faults else FINE


def _tell_gone(run: Run, folder: Planmappe) -> None:
    """Say so where a file about pupils that is saved is gone from the folder: taken away by hand, or by what copies the folder.

    Git is asked where something that lay there the last time does so no more, or nobody knows what did.
    """
    place = place_for(folder.root, _SEEN)
    indeks = Indeks(place)
    there = frozenset(folder.relative(each) for name in VERNET for each in folder.files(name))
    made_of = print_of(base_of(folder), _SEEN.encode())
    decoder = msgspec.msgpack.Decoder(tuple[str, ...])
    held = indeks.get(made_of)
    known = decoded_by(decoder, held) if held else None
    if known is None or not there.issuperset(known):
        gone = sorted(_gone(folder, there))
        if gone:
            from sosialplan.tekster.maalform import talt  # noqa: PLC0415 - seldom needed

            run.terminal.note(
                f"{talt(len(gone), 'fil', 'filer')} som er lagret i historikken, ligger ikke i mappen lenger, og er ikke med: "
                f"{', '.join(gone[:_NAMED])}{' …' if len(gone) > _NAMED else ''}. Se hvordan de hentes tilbake: sosialplan valider"
            )
            return
    if known is None or there != frozenset(known):
        keep(indeks, made_of, decoder, tuple(sorted(there)))
    indeks.done()


def _gone(folder: Planmappe, there: Collection[str]) -> Iterator[str]:
    """Yield the files that git has and the folder has not, a case by its number; none where there is no git that answers."""
    from sosialplan.git.state import missing  # noqa: PLC0415 - seldom needed

    try:
        found = missing(folder.root, VERNET)
    except ExpectedFailure:
        return
    for each in found:
        name = plain_name(each)
        if name not in there:
            yield name.removesuffix(".yaml").removeprefix(f"saker/{name[6:10]}/")


def is_told(problem: Problem) -> bool:
    """Tell whether any list says something of a problem."""
    return problem.level is Level.FEIL or problem.code in {*LIES_THERE, NOT_FOR_ME}


def _files(faults: list[Problem]) -> str:
    count = len({problem.location.path for problem in faults})
    return "1 fil" if count == 1 else f"{count} filer"


def absence_books(mappe: Mappe) -> tuple[Klassefravaer, ...]:
    """Return the absence of all classes, counted on where a pupil has changed class."""
    return counted_on([each.value for each in mappe.fravaer])


def all_rows(
    mappe: Mappe, i_dag: date, *, undone: bool = False, beside: bool = False
) -> tuple[VurdertFrist, ...]:
    """Return every row of a planmappe as it stands on a day, or only the ``undone``, or those ``beside`` the cases."""
    from sosialplan.rules.frister import rows_on  # noqa: PLC0415 - not where all is kept
    from sosialplan.rules.ved_siden import of_chain  # noqa: PLC0415 - not where all is kept

    return rows_on(
        of_chain(mappe, mappe.plan.trapp.kjede) if beside else [each.value for each in mappe.saker],
        absence_books(mappe),
        [each.value for each in mappe.moeter],
        mappe.plan,
        i_dag,
        innboks=[each.value for each in mappe.innboks],
        mottakere=mappe.mottakere,
        undone=undone,
        beside=beside,
    )


def courses(mappe: Mappe, i_dag: date) -> "tuple[Saksgang, ...]":
    """Return the courses of all cases of chains that are known, in order; the absence is read once."""
    from sosialplan.rules.saksgang import course_of  # noqa: PLC0415 - not where all is kept
    from sosialplan.rules.ved_siden import all_told_beside  # noqa: PLC0415 - not where all is kept

    kalender, books = kalender_of(mappe.plan.ruter), absence_books(mappe)
    saker = all_told_beside([each.value for each in mappe.saker], mappe.plan)
    found = (course_of(each, books, mappe.plan, kalender, i_dag) for each in saker)
    return tuple(gang for gang in found if gang is not None)


class Oversikt(Value, frozen=True):
    """What every list of deadlines asks of a planmappe on a day. ``venter`` waits for a yes, whoever it is."""

    folder: Planmappe
    plan: Plan
    status: int
    rader: tuple[VurdertFrist, ...]
    venter: tuple[Ventende, ...]
    utelatt: int
    linjer: tuple[Sakslinje, ...]
    filer: Mapping[str, str]
    """The files of the cases by their numbers."""

    def sak(self, number: str) -> Sak | None:
        """Return one case, read anew; None where there is none, or it cannot be read."""
        path = self.folder.root / self.filer.get(number, "saker")
        read, _ = read_value(self.folder, path, Sak)
        return read.value if read is not None and read.value.sak == number else None


def whole(run: Run, *, undone: bool = False) -> Oversikt:
    """Return the same of everything read anew; the rows that are done too, unless only the ``undone`` are wanted."""
    from sosialplan.rules.ventende import waiting_in  # noqa: PLC0415 - not where all is kept

    folder, mappe, status = read_all(run)
    gangs = courses(mappe, run.i_dag)
    return Oversikt(
        folder=folder,
        plan=mappe.plan,
        status=status,
        rader=all_rows(mappe, run.i_dag, undone=undone),
        venter=tuple(each for gang in gangs for each in waiting_in(gang)),
        utelatt=left_out(mappe, run.i_dag),
        linjer=tuple(map(line_of, gangs)),
        filer={each.hode.sak: each.file for each in mappe.saker},
    )


def course(mappe: Mappe, sak: Sak, i_dag: date) -> "Saksgang":
    """Return the course of a case. Raises ExpectedFailure where its chain is not known."""
    from sosialplan.rules.saksgang import course_of  # noqa: PLC0415 - not where all is kept
    from sosialplan.rules.ved_siden import beside_in, with_told_beside  # noqa: PLC0415 - not where all is kept

    kalender = kalender_of(mappe.plan.ruter)
    told = with_told_beside(sak, beside_in(mappe, sak), mappe.plan)
    gang = course_of(told, absence_books(mappe), mappe.plan, kalender, i_dag)
    if gang is None:
        raise unknown_chain(sak)
    return gang


def unknown_chain(sak: Sak) -> ExpectedFailure:
    """Say that the plan does not have the chain of a case."""
    return ExpectedFailure(
        f"Kjeden til sak {sak.sak} finnes ikke i planen.", "Rett «kjede:» i saken."
    )


def read_case(run: Run, typed: str, *, absence: bool = False) -> tuple[Planmappe, Mappe, Sak]:
    """Read one case with the plan and, where it is asked for or its chain is that of absence, all absence.

    Absence that cannot be read is told of. What was told in a case about an employee beside it is in it.

    Raises WrongUsage, ExpectedFailure, or ProblemsFoundError where the case or the plan is faulty.
    """
    from sosialplan.rules.ved_siden import beside, with_told_beside  # noqa: PLC0415 - not where all is kept

    folder = run.planmappe()
    number = case_number(typed)
    path = folder.case_path(number)
    if not folder.has(path):
        raise no_such_case(number)
    plan, problems = load_plan(folder)
    read, more = read_value(folder, path, Sak)
    if any(each.code == NOT_FOR_ME for each in more):
        raise not_for_you(number)
    if plan is None or read is None:
        raise ProblemsFoundError([p for p in (*problems, *more) if p.level is Level.FEIL])
    _tell_faults(run, [*more, *place_in_files(folder, check_ids(read.value, read.file))])
    asked = absence or read.value.kjede == plan.trapp.kjede
    books = read_books(run, folder, "fravaer", Klassefravaer) if asked else ()
    others = (folder.case_path(each) for each in beside(read.value))
    linked = [read_value(folder, path, Sak)[0] for path in others if folder.has(path)]
    sak = with_told_beside(read.value, [each.value for each in linked if each], plan)
    return folder, Mappe(plan, (Read(read.file, sak),), books), sak


def read_books(run: Run, folder: Planmappe, place: str, kind: type[R]) -> tuple[Read[R], ...]:
    """Read all files of one folder, as the absence of all classes; tell of what cannot be read."""
    found = list(each_in(folder, place, kind))
    books = tuple(book for book, _ in found if book is not None)
    shared = (finding for book in books for finding in check_ids(book.value, book.file))
    problems = [each for _, several in found for each in several]
    _tell_faults(run, [*problems, *place_in_files(folder, shared)])
    return books


def _tell_faults(run: Run, problems: Sequence[Problem]) -> list[Problem]:
    """Tell of the faults among the problems, and of what lies in the folder; return the faults."""
    faults = [problem for problem in problems if problem.level is Level.FEIL]
    told = [each for each in problems if each.level is Level.FEIL or each.code in LIES_THERE]
    run.terminal.problems(list(dict.fromkeys(told)))
    others = dict.fromkeys(
        each.location.path
        for each in problems
        if each.code == NOT_FOR_ME and not each.location.path.startswith(_OTHERS_ALONE)
    )
    if others:
        files = "1 vernet fil" if len(others) == 1 else f"{len(others)} vernede filer"
        run.terminal.note(f"{files} er ikke med her: bare andre enn deg kan lese dem.")
    unread = [each for each in faults if each.code not in STILL_READ]
    heavy = unread_files(problems)
    left_out = [each for each in unread if each.location.path in heavy]
    if left_out:
        lacking = (path for path, first in heavy.items() if first.code != _STANDS_IN_ANOTHER)
        run.terminal.unread.extend(sorted(lacking))
        run.terminal.note(f"{_files(left_out)} er utelatt til dette er rettet.")
    partly = [each for each in unread if each.location.path not in heavy]
    if partly:
        run.terminal.note(f"{_files(partly)} er lest uten det som er ukjent.")
    return faults


def unread_files(problems: Iterable[Problem]) -> dict[str, Problem]:
    """Return the files that are left out because of a fault, each with its first one."""
    found: dict[str, Problem] = {}
    for each in problems:
        kept = each.level is not Level.FEIL or each.code in STILL_READ or _read_past(each)
        if not kept:
            found.setdefault(each.location.path, each)
    return found


def _seen(folder: Planmappe) -> tuple[Problem, ...]:
    from sosialplan.commands.mappesyn import look_at  # noqa: PLC0415 - not for those that read one case

    return look_at(folder)


def _read_past(problem: Problem) -> bool:
    """Tell whether the rest of the file is read: an unknown key in a case takes nothing else away."""
    return problem.code == UNKNOWN_KEY and problem.location.path.startswith("saker/")


def left_out(mappe: Mappe, i_dag: date) -> int:
    """Return how many facts of all cases are later than the day of judging."""
    from sosialplan.rules.facts import absence_of, facts_of  # noqa: PLC0415 - not where all is kept

    books = absence_books(mappe)
    return sum(
        facts_of(each.value, absence_of(each.value, books), i_dag).utelatt for each in mappe.saker
    )


def tell_left_out(run: Run, count: int) -> None:
    """Say that later facts were not looked at, when the run is as of an earlier day."""
    if count:
        facts = "1 opplysning" if count == 1 else f"{count} opplysninger"
        run.terminal.note(f"{facts} etter {run.i_dag:%d.%m.%Y} er utelatt.")
