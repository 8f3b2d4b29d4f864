"""A day that is answered, or typed where its kind is known first when a case is read: read as the options are."""

from datetime import date

from sosialplan.commands.run import Run
from sosialplan.model.failure import WrongUsage
from sosialplan.model.felter.feltlinje import Feltlinje, retning, slag_av, ukedel
from sosialplan.model.record import Record
from sosialplan.model.skrivemaate import Dagretning, Ukedel
from sosialplan.rules.kalender.dagord import IkkeEnDag, LestDag, lest_dag


def read_day(run: Run, answer: str, retning: Dagretning, ukedel: Ukedel | None = None) -> date:
    """Return the day that was answered, and tell which it is where it was not written as ISO has it.

    Raises WrongUsage for what is no day, or could be two.
    """
    try:
        read = lest_dag(answer, run.i_dag, retning, ukedel)
    except IkkeEnDag as error:
        raise WrongUsage(f"Dagen: {error}", "Prøv igjen.") from None
    tell_read(run, read)
    return read.dag


def read_day_of(run: Run, answer: str, kind: type[Record], key: str, linje: Feltlinje) -> date:
    """Return the day that was answered for a field, looked for the way that the field's option is."""
    slag = slag_av(kind, key)
    return read_day(run, answer, retning(linje, slag), ukedel(key, slag))


def asked_day(run: Run, question: str) -> date:
    """Ask for the day of something that has happened; an empty answer is today."""
    while answer := run.terminal.ask(question):
        try:
            day = read_day(run, answer, Dagretning.BAKOVER)
        except WrongUsage as wrong:
            run.terminal.note(wrong.sentence)
            continue
        if day <= run.i_dag:
            return day
        run.terminal.note("Dagen har ikke vært ennå.")
    return run.i_dag


def asked_deadline(run: Run, question: str) -> date:
    """Ask for the day by which something is to be done, until it is one."""
    while True:
        try:
            return read_day(run, run.terminal.ask(question), Dagretning.FRAMOVER, Ukedel.SISTE)
        except WrongUsage as wrong:
            run.terminal.note(wrong.sentence)


def tell_read(run: Run, read: LestDag) -> None:
    """Tell which day was understood."""
    if read.sagt:
        run.terminal.note(f"Forstått som {read.sagt}")
