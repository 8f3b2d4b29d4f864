"""Read a list of absence: its rows, what of them is new, and what is held against the ladder when it is saved."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from sosialplan.commands.lesing import absence_books, course
from sosialplan.commands.run import ProblemsFoundError, Run, known_word
from sosialplan.files.csv_liste import ReadList
from sosialplan.files.listefil import read_list
from sosialplan.files.loader import load_import
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.failure import WrongUsage
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.importkart import Fravaerskode, Importkart, Liste
from sosialplan.model.mappe import Mappe
from sosialplan.model.problems import Finding, Level, Problem
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.rules.fravaer.elevtrapp import Elevgang, pupils_of
from sosialplan.rules.fravaer.fravaersimport import Nytt, growth, unsaid_lengths
from sosialplan.rules.fravaer.fravaersliste import read_rows
from sosialplan.rules.fravaer.importtelling import Listekontroll, Sumrad, held_against, sums_held
from sosialplan.rules.fravaer.listehode import columns_of
from sosialplan.rules.fravaer.listekart import (
    SKOLENS,
    SUMMER,
    Kart,
    guessed,
    named_map,
    names,
    own_maps,
    words,
)
from sosialplan.rules.fravaer.listerader import Fravaersrad, Hvem
from sosialplan.rules.kalender.skolekalender import kalender_of, school_year_of
from sosialplan.views.problemliste import in_order


class Innlest(Value, frozen=True):
    """A list that was read without a fault. ``linjer`` is each pupil's first line in it."""

    rader: int
    forbi: int
    kjent: int
    linjer: Mapping[Hvem, int]
    lest: tuple[Fravaersrad, ...]
    nytt: tuple[Nytt, ...]
    problemer: tuple[Problem, ...]
    kart: Kart
    koder: tuple[Fravaerskode, ...]


class SumsOnlyError(ProblemsFoundError):
    """A list has sums and no days: there is nothing to write, but something to hold against what is counted."""

    def __init__(self, problems: list[Problem], rader: tuple[Sumrad, ...]) -> None:
        super().__init__(problems)
        self.rader = rader


def read_absence(
    folder: Planmappe, mappe: Mappe, fil: Path, i_dag: date, kart_navn: str | None = None
) -> Innlest:
    """Read a list by the map that is named, or that its heading fits.

    Raises ExpectedFailure without a file, SumsOnlyError for one without days, ProblemsFoundError with every fault.
    """
    kart, problems = load_import(folder)
    if kart is None:
        raise ProblemsFoundError([each for each in problems if each.level is Level.FEIL])
    read = read_list(fil, words(kart))
    if read.liste is None:
        raise ProblemsFoundError(list(read.problems))
    brukt = _map_of(kart, read, read.liste, kart_navn)
    if brukt.navn == SUMMER and brukt.ferdig:
        raise _sums(read, read.liste, brukt, mappe, i_dag)
    written = [each.value for each in mappe.fravaer]
    lest = read_rows(read.liste, brukt.kart, mappe.plan, i_dag, written)
    cases, books = _open_cases(mappe, i_dag), absence_books(mappe)
    vekst = growth(read.fil, lest.rader, cases, books, kalender_of(mappe.plan.ruter))
    unsaid = unsaid_lengths(read.fil, lest.rader, mappe.plan)
    told = in_order([*read.problems, *read.place([*lest.funn, *vekst.funn, *unsaid])])
    if any(each.level is Level.FEIL for each in told):
        raise ProblemsFoundError(list(told))
    return Innlest(
        rader=len(read.liste.rader),
        forbi=lest.forbi,
        kjent=vekst.kjent,
        linjer={row.hvem: row.linje for row in reversed(lest.rader)},
        lest=lest.rader,
        nytt=vekst.nytt,
        problemer=told,
        kart=brukt,
        koder=lest.koder,
    )


def _map_of(kart: Importkart, read: ReadList, liste: Liste, navn: str | None) -> Kart:
    """Return the map that a list is read by; where nothing fits, the school's own, which then says what is missing."""
    own = list(own_maps(kart))
    if navn is not None:
        known = known_word(navn, names(kart), "kartet")
        found = named_map(kart, liste, known)
        if found is None:
            raise WrongUsage(
                f"Listen har ikke kolonnene som «{known}» har.",
                f"La --kart være, så finner programmet det. Kartene: {', '.join(names(kart))}",
            )
        return found
    fitting = guessed(kart, liste)
    if len(fitting) > 1:
        values = {"kart": ", ".join(each.navn for each in fitting)}
        raise ProblemsFoundError(read.place([Finding("A660", read.fil, (0, 0), values)]))
    return fitting[0] if fitting else next(each for each in own if each.navn == SKOLENS)


def _sums(read: ReadList, liste: Liste, brukt: Kart, mappe: Mappe, i_dag: date) -> SumsOnlyError:
    columns, _ = columns_of(liste, brukt.kart)
    year, saker = school_year_of(i_dag), [each.value for each in mappe.saker]
    elever = pupils_of(saker, absence_books(mappe), mappe.plan, i_dag, {year})
    problems = [*read.problems, *read.place([Finding("A648", read.fil, (0, 0))])]
    return SumsOnlyError(problems, sums_held(liste, columns, elever, year, mappe.plan.skole))


def _open_cases(mappe: Mappe, i_dag: date) -> list[Sak]:
    """Return the cases of the absence chain that the school follows."""
    chain = mappe.plan.trapp.kjede
    own = (each.value for each in mappe.saker if each.value.kjede == chain)
    return [sak for sak in own if course(mappe, sak, i_dag).followed]


def held(
    run: Run,
    mappe: Mappe,
    innlest: Innlest,
    meant: Sequence[Klassefravaer],
    etter: Iterable[Elevgang],
) -> Listekontroll:
    """Hold what was read against the planmappe as it was saved, and not against what was meant to be written.

    ``etter`` are the pupils as they were counted with ``meant``: where that is what was saved, they are counted so.
    """
    saker, books = [each.value for each in mappe.saker], absence_books(mappe)
    if {each for each in books if each.elever} != {each for each in meant if each.elever}:
        years = {school_year_of(day) for row in innlest.lest for day in row.dager}
        etter = pupils_of(saker, books, mappe.plan, run.i_dag, years)
    return held_against(innlest.lest, books, etter)
