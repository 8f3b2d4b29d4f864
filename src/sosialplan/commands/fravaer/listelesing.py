"""Read a list of absence: its rows, what of them is new, and what is held against the ladder when it is saved."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sosialplan.commands.lesing import absence_books, course
from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.files.listefil import read_list
from sosialplan.files.loader import load_import
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.mappe import Mappe
from sosialplan.model.problems import Level, Problem
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.rules.fravaer.elevtrapp import pupils_of
from sosialplan.rules.fravaer.fravaersimport import Nytt, growth, unsaid_lengths
from sosialplan.rules.fravaer.fravaersliste import Fravaersrad, Hvem, read_rows
from sosialplan.rules.fravaer.importtelling import Listekontroll, held_against
from sosialplan.rules.fravaer.listeceller import headings
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


def read_absence(folder: Planmappe, mappe: Mappe, fil: Path, i_dag: date) -> Innlest:
    """Read a list. Raises ExpectedFailure without a file, ProblemsFoundError with every fault."""
    kart, problems = load_import(folder)
    if kart is None:
        raise ProblemsFoundError([each for each in problems if each.level is Level.FEIL])
    words = [word for each in headings(kart.fravaer).values() for word in each]
    read = read_list(fil, words)
    if read.liste is None:
        raise ProblemsFoundError(list(read.problems))
    written = [each.value for each in mappe.fravaer]
    lest = read_rows(read.liste, kart.fravaer, mappe.plan, i_dag, written)
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
    )


def _open_cases(mappe: Mappe, i_dag: date) -> list[Sak]:
    """Return the cases of the absence chain that the school follows."""
    chain = mappe.plan.trapp.kjede
    own = (each.value for each in mappe.saker if each.value.kjede == chain)
    return [sak for sak in own if course(mappe, sak, i_dag).followed]


def held(run: Run, mappe: Mappe, innlest: Innlest) -> Listekontroll:
    """Hold what was read against the planmappe as it was saved, and not against what was meant to be written."""
    saker, books = [each.value for each in mappe.saker], absence_books(mappe)
    years = {school_year_of(day) for row in innlest.lest for day in row.dager}
    return held_against(innlest.lest, books, pupils_of(saker, books, mappe.plan, run.i_dag, years))
