"""``logg``: what was changed, when and by whom, from the files themselves and not from messages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sosialplan.commands.fortid import Fortid
from sosialplan.commands.historikk.endringer import Filendring, Forteller, filendringer
from sosialplan.commands.historikk.kjent import case_history
from sosialplan.commands.run import Run, case_number, no_such_case
from sosialplan.files.filtolk import read_value
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.history import commits, headings, is_soon_read, moments, with_changes
from sosialplan.git.repository import find_depot
from sosialplan.model.skole import Skole
from sosialplan.model.skrivemaate import advice, find_word, meant
from sosialplan.output.tables import Column
from sosialplan.rules.checks.plan_checks import SKOLE
from sosialplan.rules.explanation import value_of
from sosialplan.views.historikk.logglinje import Grense, Logglinje, as_cells, as_values
from sosialplan.views.tabellcelle import tabellrad

COLUMNS = (Column("Når"), Column("Hvem", wraps=True), Column("Sak"), Column("Hva", wraps=True))
MANGE = 200
"""A commit of more files is told in one line where the newest are asked for: a folder that is taken into use, a year that begins."""
LATE = "sent-skrevet-dager"
"""The setting that says how soon what happened should be written down."""


_BY_INDEX = (
    "Historikken er så lang at git slo opp i sitt eget register over den. "
    "Stemmer registeret? Kjør: sosialplan sjekk"
)


_NOT_FROM_THE_START = (
    "Tidligere utgaver er vernet for andre enn deg, eller for en nøkkel du hadde før. Hvem som skrev det som sto da, og når, "
    "er ikke kjent for deg. Skal loggen brukes, så la en som har lest fra begynnelsen, lage den."
)


@dataclass(frozen=True, slots=True)
class Loggutvalg:
    """Which changes are told: since a day, by a person or a role, of a step, only the newest."""

    siden: date | None = None
    av: str | None = None
    steg: str | None = None
    siste: int | None = None

    @property
    def git_can_count(self) -> bool:
        """Whether the newest commits are the newest that are told."""
        return self.siden is None and self.av is None and self.steg is None

    def since(self, changes: Sequence[Filendring]) -> Sequence[Filendring]:
        """Return the changes that came into the history on or after the day."""
        siden = self.siden
        return [each for each in changes if siden is None or each.moment.date() >= siden]

    def of(self, lines: Sequence[Logglinje]) -> Sequence[Logglinje]:
        """Return the lines that are asked for, and of these the newest commits."""
        chosen = [each for each in lines if self._by(each) and self._about(each)]
        newest = list(dict.fromkeys(each.commit for each in chosen))[: self.siste]
        return [each for each in chosen if each.commit in newest]

    def is_enough(self, lines: Sequence[Logglinje]) -> bool:
        """Whether there are as many commits as are asked for: one may tell of nothing."""
        return self.siste is not None and len({each.commit for each in lines}) >= self.siste

    def _by(self, line: Logglinje) -> bool:
        """Tell whether the person wrote it, or the role did what is written."""
        if self.av is None:
            return True
        typed = self.av.strip().casefold()
        wrote = typed in line.hvem.casefold() and not line.setning.ukjent
        return wrote or find_word(typed, [line.setning.av or ""]) is not None

    def _about(self, line: Logglinje) -> bool:
        steg = self.steg
        return steg is None or bool(meant(steg, [line.setning.steg or ""]))


def logg(run: Run, typed: str | None, utvalg: Loggutvalg, *, format_: str) -> int:
    """Tell the changes of one case or of all, newest first."""
    folder = run.planmappe()
    find_depot(folder.root, folder.laas)
    lines = _of_all(folder, utvalg) if typed is None else _of_case(folder, typed, utvalg)
    chosen = utvalg.of(lines)
    _show(run, chosen, late_after(folder), format_)
    if any(each.setning.ukjent for each in chosen):
        run.terminal.note(_NOT_FROM_THE_START)
    if typed is not None and not is_soon_read(folder.root):
        run.terminal.note(_BY_INDEX)
    if not chosen:
        run.terminal.note(_nothing(lines, utvalg))
    return 0


def _of_all(folder: Planmappe, utvalg: Loggutvalg) -> Sequence[Logglinje]:
    fortid = Fortid(folder)
    if utvalg.siden is not None:
        every = headings(folder.root)
        when = moments(every)
        chosen = [each for each in every if when[each.name].date() >= utvalg.siden]
        return _told(fortid, filendringer(with_changes(folder.root, chosen), fortid, when))
    newest = utvalg.siste if utvalg.git_can_count else None
    while True:
        history = commits(folder.root, (), newest, thorough=True)
        most = None if newest is None else MANGE
        lines = _told(fortid, filendringer(history, fortid, most=most))
        if newest is None or len(history) < newest or utvalg.is_enough(lines):
            return lines
        newest *= 4


def _told(fortid: Fortid, changes: Iterable[Filendring]) -> Sequence[Logglinje]:
    newest_first = sorted(changes, key=lambda each: each.moment, reverse=True)
    return _lines(Forteller(fortid), newest_first)


def _of_case(folder: Planmappe, typed: str, utvalg: Loggutvalg) -> Sequence[Logglinje]:
    number = case_number(typed)
    found = case_history(folder, number)
    if not found.egne and not folder.has(folder.case_path(number)):
        raise no_such_case(number)
    begun = {each.file: each.moment.date() for each in found.alle}
    teller = Forteller(found.fortid, found.sak, found.kjenne, begun)
    return _lines(teller, utvalg.since(found.alle))


def _lines(teller: Forteller, changes: Sequence[Filendring]) -> Sequence[Logglinje]:
    """Return the lines newest first; those of one commit in the order of its files."""
    told = groupby(teller.lines(changes), key=lambda line: line.commit)
    groups = [list(lines) for _, lines in told]
    return [each for group in reversed(groups) for each in group]


def late_after(folder: Planmappe) -> Grense:
    """Return how many days after the event, by the school's setting, something is late."""
    read, _ = read_value(folder, folder.root / SKOLE, Skole)
    settings = read.value.innstillinger if read else ()
    setting = next((each for each in settings if each.innstilling == LATE), None)

    def grense(day: date) -> int:
        value = value_of(setting, day) if setting else 0
        return value if isinstance(value, int) else 0

    return grense


def _show(run: Run, lines: Sequence[Logglinje], grense: Grense, format_: str) -> None:
    if format_ == "json":
        values = [as_values(each, grense) for each in lines]
        run.answer({"logg": values})
    elif format_ == "md":
        rows = [tuple(each.header for each in COLUMNS), ("---",) * len(COLUMNS)]
        for row in (*rows, *(as_cells(each, grense) for each in lines)):
            run.terminal.line(tabellrad(row))
    elif lines:
        run.terminal.table(COLUMNS, [as_cells(each, grense) for each in lines])


def _nothing(lines: Sequence[Logglinje], utvalg: Loggutvalg) -> str:
    """Say that nothing is told; where the step may be misspelt, what is near it."""
    if utvalg.git_can_count:
        return "Ingenting er lagret ennå."
    steps = sorted({each.setning.steg for each in lines if each.setning.steg})
    return f"Ingen slike endringer.{advice(utvalg.steg, steps) if utvalg.steg else ''}"
