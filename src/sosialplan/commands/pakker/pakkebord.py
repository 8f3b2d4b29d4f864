"""The tables at which the packages of a run are made: one in this process, or one in a process for each core.

The work is the same at either. What a table is given are values, also of what was opened for the person: nothing of it lies on a disk.
"""

import gc
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from functools import cached_property, lru_cache
from io import StringIO
from pathlib import Path
from typing import Any, NoReturn, Self

from msgspec.structs import replace

from sosialplan.commands.dokumenter.bestilling import Ordlister
from sosialplan.commands.dokumenter.kopikontroll import Kontroll, Kopi, leaks
from sosialplan.commands.dokumenter.malsjekk import paper_problems
from sosialplan.commands.dokumenter.sakspapirer import (
    Laget,
    Leser,
    Papir,
    fylt_ut,
    som_pdf,
)
from sosialplan.commands.pakker.arkivpakking import (
    METADATA,
    SJEKKSUMMER,
    NyPakke,
    Stanset,
    checksums,
    lay,
    med_papirer,
)
from sosialplan.commands.run import Run
from sosialplan.files.disk import fingerprint_of
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.storlesing import cores
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.klasseliste import Klasseliste
from sosialplan.model.mappe import Mappe
from sosialplan.model.problems import Problem
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.output.noark import metadata
from sosialplan.output.template_fault import TemplateFault
from sosialplan.output.terminal import Terminal
from sosialplan.output.worker import Job
from sosialplan.output.workshop import Stopped, Worker, WorkerFault, stay_here
from sosialplan.rules.ansattsak.skjermet_sak import ARKIV
from sosialplan.rules.navn.aliaser import kjente
from sosialplan.rules.navn.lekkasje import leting
from sosialplan.tekster.maalform import Maalform
from sosialplan.views.dokumentliste import Dokumentslag
from sosialplan.views.kopier.arkivpakke import Arkivpakke, Pakkedokument, arkivpakke

MANGE = 24
"""From so many cases a table for each core costs less than it saves: one takes half a second of work to lay."""
_NEVER_ENDS = frozenset({"V711", "V712"})
"""Of a template or a style that was stopped: every case would wait for it as long."""
_SECONDS = 60.0
"""Of work that a case may take at a table of its own; each document has its own bound within it."""


class Pakkegrunnlag(Value, frozen=True):
    """What the packages of a run are made by: values alone, which may go to another process.

    ``mappe`` is the whole folder: every name in it is looked for before anything is written. ``overskrifter`` are those of the templates
    themselves. ``aapnet`` says that something sealed was opened for it.
    """

    rot: Path
    i_dag: date
    now: datetime
    ord: Ordlister
    mappe: Mappe
    lister: tuple[Klasseliste, ...]
    overskrifter: frozenset[str]
    aapnet: bool


class Bordsvar(Value, frozen=True):
    """What came of one case at a table, and the notes that were told on the way."""

    verdi: NyPakke | Arkivpakke | Stanset
    merknader: tuple[str, ...] = ()


class Pakkebord(Value, frozen=True, dict=True):
    """A table: finds what is new of a case, and packs it."""

    grunnlag: Pakkegrunnlag

    def se_etter(self, sak: str) -> Bordsvar:
        """Find what is new of a case since it was last handed over, or why that cannot be made."""
        return self._told(sak, lambda run: self._looked(run, sak)[0])

    def pakk(self, sak: str, til: Path) -> Bordsvar:
        """Write a case's package, or say why it is not handed over."""
        return self._told(sak, lambda run: self._packed(run, sak, til))

    def _told(self, sak: str, work: Callable[[Run], NyPakke | Arkivpakke | Stanset]) -> Bordsvar:
        heard = StringIO()
        sealed = [True] if self.grunnlag.aapnet else []
        terminal = Terminal(StringIO(), heard, interactive=False, sealed=sealed)
        given = self.grunnlag
        run = Run(given.rot, given.i_dag, given.now, terminal, _no_lots, _no_lots)
        try:
            made = work(run)
        except TemplateFault as fault:
            if fault.code in _NEVER_ENDS:
                raise
            made = Stanset(sak, hvorfor=(fault.sentence, fault.cure))
        except ExpectedFailure as failure:
            made = Stanset(sak, hvorfor=(failure.sentence, failure.cure))
        return Bordsvar(made, tuple(heard.getvalue().splitlines()))

    def _looked(self, run: Run, sak: str) -> tuple[NyPakke, tuple[Papir, ...]]:
        """Return what is new of a case, and the papers of it; a case is shaped once, though it is packed later."""
        if sak in self._seen:
            return self._seen[sak]
        given = self.grunnlag
        read = given.mappe.sak(sak)
        assert read is not None  # noqa: S101 - the numbers are this folder's own
        self._seen[sak] = med_papirer(Leser(run, ARKIV, given.ord), given.mappe, read)
        return self._seen[sak]

    def _packed(self, run: Run, sak: str, til: Path) -> Arkivpakke | Stanset:
        """Write a package: its documents, what the archive must know, and the checksums of it all."""
        pakke, papers = self._looked(run, sak)
        del self._seen[sak]
        made = [fylt_ut(self._folder, each) for each in papers]
        found = (*self._lacking(made), *self._leaks(pakke.read.value, made))
        if found:
            return Stanset(sak, found)
        files = {
            each.fil(number): som_pdf(run, self._folder, laget)
            for number, (each, laget) in enumerate(
                zip(pakke.dokumenter, made, strict=True), start=1
            )
        }
        documents = [
            Pakkedokument(each.navn, each.arkivert, each.mangler, fingerprint_of(data), len(data))
            for each, data in zip(pakke.dokumenter, files.values(), strict=True)
        ]
        told = arkivpakke(papers[0].bilde, pakke.pakke, documents, run.i_dag)
        files[METADATA] = metadata(told)
        files[SJEKKSUMMER] = checksums(files)
        til.mkdir(parents=True)
        for name, data in files.items():
            lay(til / name, data)
        return told

    def _lacking(self, made: Sequence[Laget]) -> tuple[Problem, ...]:
        """Return what the school's own templates let fall of what the law asks for; a template is held against it once."""
        found = dict[Problem, None]()
        for each in made:
            asked = each.bestilling.slag, each.bestilling.maalform
            if asked not in self._papers:
                self._papers[asked] = paper_problems(self._folder, *asked, self.grunnlag.i_dag)
            found |= dict.fromkeys(self._papers[asked])
        return tuple(found)

    def _leaks(self, sak: Sak, made: Sequence[Laget]) -> Iterator[Problem]:
        """Yield what the documents tell of others; what is printed says what the Markdown says."""
        given = self.grunnlag
        known = leting(kjente(given.mappe, sak, given.lister), given.ord.navn)
        against = Kontroll(sak, known, given.overskrifter)
        for each in made:
            for problem in leaks(against, Kopi(each, each.markdown, "md")):
                place = replace(problem.location, path=f"{sak.sak}/{problem.location.path}")
                yield replace(problem, location=place)

    @cached_property
    def _folder(self) -> Planmappe:
        """The folder that templates are taken from; what is sealed in it was opened before, or is not asked for."""
        return Planmappe(self.grunnlag.rot)

    @cached_property
    def _seen(self) -> dict[str, tuple[NyPakke, tuple[Papir, ...]]]:
        return {}

    @cached_property
    def _papers(self) -> dict[tuple[Dokumentslag, Maalform], tuple[Problem, ...]]:
        return {}


def _no_lots(*_: str) -> NoReturn:
    raise RuntimeError("no lots are drawn where a package is made")


class Salen:
    """All the tables of a run. They are taken away at its end, also where it is broken off."""

    def __init__(self, grunnlag: Pakkegrunnlag, saker: int, kjerner: int | None = None) -> None:
        self._own = Pakkebord(grunnlag)
        antall = kjerner or cores()
        many = saker >= MANGE and antall > 1
        self._tables = [_Annet(grunnlag) for _ in range(antall)] if many else []
        self._cores = antall
        self._place = dict[str, int]()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for each in self._tables:
            each.end()

    def se_etter(self, saker: Sequence[str], done: Callable[[], None]) -> list[Bordsvar]:
        """Return what is new of each case, in their order."""
        count = len(self._tables) or 1
        self._place = {sak: number % count for number, sak in enumerate(saker)}
        if not self._tables:
            return [_then(self._own.se_etter(each), done) for each in saker]
        return self._shared("se_etter", [(each,) for each in saker], done)

    def pakk(self, saker: Sequence[tuple[str, Path]], done: Callable[[], None]) -> list[Bordsvar]:
        """Return what came of each case that is packed, in their order."""
        if self._tables:
            return self._shared("pakk", saker, done)
        with ThreadPoolExecutor(self._cores) as pool:
            return list(pool.map(lambda each: _then(self._own.pakk(*each), done), saker))

    def _shared(
        self, what: str, saker: Sequence[tuple[Any, ...]], done: Callable[[], None]
    ) -> list[Bordsvar]:
        """Let each table take its own cases, and then of those that another has not come to."""
        left = [deque[tuple[Any, ...]]() for _ in self._tables]
        for each in saker:
            left[self._place[each[0]]].append(each)
        found = dict[str, Bordsvar | None]()

        def work(number: int) -> None:
            for each in _taken(left, number):
                found[each[0]] = self._tables[number].asked(what, each)
                done()

        pool = ThreadPoolExecutor(len(self._tables))
        try:
            list(pool.map(work, range(len(self._tables))))
        except BaseException:
            for waits in left:
                waits.clear()
            for table in self._tables:
                table.end()
            raise
        finally:
            pool.shutdown(cancel_futures=True)
        # What a table did not come through is done here, where it is told as it is of a single case.
        return [found[each[0]] or getattr(self._own, what)(*each) for each in saker]


def _taken(left: Sequence[deque[tuple[Any, ...]]], number: int) -> Iterator[tuple[Any, ...]]:
    """Yield what is left for a table, from the front; then what is left for the others, from behind."""
    for each in (left[number], *left):
        take = each.popleft if each is left[number] else each.pop
        while True:
            try:
                one = take()
            except IndexError:
                break
            yield one


def _then(svar: Bordsvar, done: Callable[[], None]) -> Bordsvar:
    done()
    return svar


class _Annet:
    """A table in a process of its own; a new one is laid where the process ended."""

    def __init__(self, grunnlag: Pakkegrunnlag) -> None:
        self._grunnlag = grunnlag
        self._worker: Worker | None = None

    def asked(self, what: str, asked: tuple[Any, ...]) -> Bordsvar | None:
        """Return what came of a case; None where the process did not come through it. Raises ExpectedFailure."""
        try:
            if self._worker is None:
                self._worker = Worker()
                self._worker.do(_job("lay_table", self._grunnlag))
            made = self._worker.do(_job("at_table", what, *asked))
        except (Stopped, WorkerFault):
            self.end()
            return None
        return made if isinstance(made, Bordsvar) else None

    def end(self) -> None:
        """Take the table away."""
        if self._worker is not None:
            self._worker.end()
            self._worker = None


def _job(function: str, *args: object) -> Job:
    return Job(__name__, function, args, {}, _SECONDS)


def lay_table(grunnlag: Pakkegrunnlag) -> None:
    """Lay the table of this process: the first job that it is given."""
    stay_here()
    _table().append(Pakkebord(grunnlag))
    gc.freeze()  # what all cases are made by stays: the collector need not look through it again


def at_table(what: str, *asked: Any) -> object:
    """Do what is asked at the table of this process."""
    return getattr(_table()[0], what)(*asked)


@lru_cache(maxsize=1)
def _table() -> list[Pakkebord]:
    return []
