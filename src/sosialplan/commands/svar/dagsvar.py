"""A day that is answered, or typed where its kind is known first when a case is read: read as the options are."""

from datetime import date
from functools import partial

from sosialplan.commands.run import Run
from sosialplan.commands.svar.ordsvar import Spoerring, asked_as
from sosialplan.files.filtolk import read_value
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.felter.feltlinje import Feltlinje, retning, slag_av, ukedel
from sosialplan.model.record import Record
from sosialplan.model.skole import Skolerute
from sosialplan.model.skrivemaate import Dagretning, Ukedel
from sosialplan.rules.kalender.dagord import IkkeEnDag, LestDag, lest_dag
from sosialplan.rules.kalender.skolekalender import Skolekalender, kalender_of, years_on

HOW = "Dagen kan skrives som 23.11.2026, 23.11, «3. des», «i går», «mandag», «om to uker» eller «uke 49»."
"""What is told of how a day is answered."""


def read_day(run: Run, answer: str, retning: Dagretning, ukedel: Ukedel | None = None) -> date:
    """Return the day that was answered, and tell which it is where it was not written as ISO has it.

    Raises WrongUsage for what is no day, or could be two.
    """
    return _read(run, answer, retning, ukedel, hendt=False)


def _read(
    run: Run, answer: str, way: Dagretning, part: Ukedel | None = None, *, hendt: bool
) -> date:
    try:
        read = lest_dag(answer, run.i_dag, way, part, partial(is_school_day, run))
        if hendt:
            read.require_sure()
    except IkkeEnDag as error:
        raise WrongUsage(f"Dagen: {error}") from None
    tell_read(run, read)
    return read.dag


def read_day_of(run: Run, answer: str, kind: type[Record], key: str, linje: Feltlinje) -> date:
    """Return the day that was answered for a field, looked for the way that the field's option is."""
    slag = slag_av(kind, key)
    way = retning(linje, slag)
    return _read(run, answer, way, ukedel(key, slag), hendt=way is Dagretning.BAKOVER)


def asked_day(run: Run, question: str, explain: str = HOW) -> date:
    """Ask for the day of something that has happened; an empty answer is today."""
    return asked_as(run, Spoerring(question, explain, tomt=True), lambda answer: _been(run, answer))


def asked_deadline(run: Run, question: str, explain: str = HOW) -> date:
    """Ask for the day by which something is to be done, until it is one."""
    return asked_as(
        run,
        Spoerring(question, explain),
        lambda answer: _ahead(run, read_day(run, answer, Dagretning.FRAMOVER, Ukedel.SISTE)),
    )


def asked_start(run: Run, question: str, explain: str = HOW) -> date:
    """Ask for the first day of something, which may have begun; an empty answer is today."""
    return asked_as(
        run,
        Spoerring(question, explain, tomt=True),
        lambda answer: _ahead(
            run, read_day(run, answer, Dagretning.NAERMEST, Ukedel.FOERSTE) if answer else run.i_dag
        ),
    )


def _been(run: Run, answer: str) -> date:
    day = _read(run, answer, Dagretning.BAKOVER, hendt=True) if answer else run.i_dag
    if day > run.i_dag:
        raise WrongUsage("Dagen har ikke vært ennå.")
    return day


def _ahead(run: Run, day: date) -> date:
    if years_on(day, run.i_dag):
        raise WrongUsage(f"{day:%d.%m.%Y} er flere skoleår fram.", "Er året skrevet feil?")
    return day


def tell_read(run: Run, read: LestDag) -> None:
    """Tell which day was understood."""
    if read.sagt:
        run.terminal.note(f"Forstått som {read.sagt}")


def is_school_day(run: Run, day: date) -> bool | None:
    """Tell whether a day is a school day by the school's calendars; None where none is known, or there is no planmappe."""
    try:
        folder = run.planmappe()
    except ExpectedFailure:
        return None
    return school_calendar(folder).is_school_day(day)


def school_calendar(folder: Planmappe) -> Skolekalender:
    """Return the school's calendars as one."""
    read = [read_value(folder, path, Skolerute)[0] for path in folder.files("plan/skoleruter")]
    return kalender_of(tuple(each.value for each in read if each is not None))
