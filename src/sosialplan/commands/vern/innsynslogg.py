"""``innsynslogg``: who opened a sealed file on this machine, when, and by which command; and how that is noted."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from sosialplan.commands.run import FINE, Run
from sosialplan.files.innsyn import NOT_NOTED, SSH, Innsynslinje, note, noted
from sosialplan.files.loader import load_access
from sosialplan.files.merke import user_folder
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.skrivemaate import folded
from sosialplan.model.tilgang import Tilgang
from sosialplan.model.vernet import plain_name
from sosialplan.output.tables import Column
from sosialplan.rules.kontrolltegn import normalise
from sosialplan.tekster.konfliktord import kort_navn
from sosialplan.tekster.maalform import talt
from sosialplan.vern.age import public_of
from sosialplan.views.datoer import kort_dato

_COLUMNS = (Column("Når"), Column("Hvem", wraps=True), Column("Kommando"))
_SHOWN = 12
"""So much of a key that nobody here has."""


def note_opened(run: Run, command: str, said: Iterable[object]) -> None:
    """Note what a run opened: the files that the command was ``said``, or the only one. It stops nothing.

    A command that goes through them all, as for the deadlines, is noted once, with how many it opened.
    """
    files = run.laas.names
    asked = {_name(each) for each in _words(said)}
    hva = {kort_navn(each) for each in files if _name(each) in asked}
    cases = [kort_navn(each) for each in files if each.startswith("saker/")]
    if not hva and len(cases) == 1:
        hva.update(cases)
    key = public_of(run.laas.held()[0]) or SSH
    try:
        note(_place(run), Innsynslinje(run.moment, key, tuple(sorted(hva)), command, len(files)))
    except OSError:
        run.terminal.note(NOT_NOTED)


def _words(said: Iterable[object]) -> Iterator[str]:
    """Yield the words of a command line, also of those that may be said several times."""
    for each in said:
        if isinstance(each, str | Path):
            yield str(each)
        elif isinstance(each, list | tuple):
            yield from _words(each)


def _name(typed: str) -> str:
    """Return what a file is known by: a case's number, a class or a kind of meeting, whatever folder and ending it has."""
    last = plain_name(typed.replace("\\", "/").rpartition("/")[2]).removesuffix(".yaml")
    return normalise(last) or folded(last)


def _place(run: Run) -> Path:
    return run.marks or user_folder()


def innsynslogg(run: Run, hva: str, *, format_: str) -> int:
    """List the openings of a case, or of a class's absence or a book of minutes. Raises ExpectedFailure."""
    try:
        lines, unread = noted(_place(run))
    except OSError:
        raise ExpectedFailure(
            "Innsynsloggen på denne maskinen kan ikke leses.",
            f"Se filen innsyn.jsonl i {_place(run)}",
        ) from None
    own = [each for each in lines if _name(hva) in map(_name, each.hva)]
    many = [each for each in lines if not each.hva]
    people = _people(run)
    if format_ == "json":
        rows = [
            {"når": each.naar, "hvem": _who(each, people), "nøkkel": each.noekkel, "kommando": each.kommando}
            for each in own
        ]  # fmt: skip
        run.answer({"åpninger": rows, "mange_i_ett": len(many), "uleselige": unread})
        return FINE
    if own:
        run.terminal.table(
            _COLUMNS, [(_moment(each), _who(each, people), each.kommando) for each in own]
        )
    else:
        run.terminal.line("Ingen åpninger er ført på denne maskinen.")
    if many:
        run.terminal.note(
            f"I tillegg har kommandoer som går gjennom mange filer (som frister), vært brukt {talt(len(many), 'gang', 'ganger')}, "
            f"sist {_moment(many[-1])} av {_who(many[-1], people)}."
        )
    if unread:
        run.terminal.note(f"Linjer i loggen som ikke kan leses: {unread}. Noen kan ha endret den.")
    return FINE


def _people(run: Run) -> Mapping[str, str]:
    tilgang = load_access(run.planmappe())[0] or Tilgang()
    keys = tilgang.lesenoekler
    return {each.noekkel.strip(): each.person or "skolens nødnøkkel" for each in keys}


def _who(innsyn: Innsynslinje, people: Mapping[str, str]) -> str:
    if innsyn.noekkel == SSH:
        return "en ssh-nøkkel"
    return people.get(innsyn.noekkel, f"en ukjent nøkkel ({innsyn.noekkel[:_SHOWN]}…)")


def _moment(innsyn: Innsynslinje) -> str:
    """Return a moment as people write it; of a line that somebody changed, what stands there."""
    try:
        when = datetime.fromisoformat(innsyn.naar)
    except ValueError:
        return innsyn.naar
    return f"{kort_dato(when.date())} kl. {when:%H.%M}"
