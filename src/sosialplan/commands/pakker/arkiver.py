"""``arkiver``: what is new of each case goes to the pupil's folder, and the case says so."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sosialplan.commands.dokumenter.bestilling import ordlister
from sosialplan.commands.dokumenter.kopikontroll import headings_of, listed_pupils
from sosialplan.commands.dokumenter.utskrift import shown, tell_open_text
from sosialplan.commands.lesing import read_all
from sosialplan.commands.pakker.arkivpakking import (
    Levering,
    NyPakke,
    Stanset,
    laid_whole,
    lay,
    place_for,
    take_place,
    tell_packages,
    tell_plan,
    tell_values,
)
from sosialplan.commands.pakker.pakkebord import Bordsvar, Pakkegrunnlag, Salen
from sosialplan.commands.run import PROBLEMS, Run, case_number, no_such_case
from sosialplan.commands.skrivebordet.desk import Desk, message_of
from sosialplan.commands.skrivebordet.errand import Added, Errand, Followed, carry_out
from sosialplan.commands.skrivebordet.sagt import tell_saved
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.betydning import Betydning
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.problems import path_to
from sosialplan.model.record import Value
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.output.tables import as_csv
from sosialplan.rules.facts import code_for
from sosialplan.rules.godkjenning import TIL_ELEVMAPPEN
from sosialplan.views.kopier.arkivpakke import FELT, Arkivpakke, rader, som_markdown

KONTORET = "kontoret"


class Arkivering(Value, frozen=True):
    """What is asked for: one case, or every case with a plan in the month's run."""

    sak: str | None = None
    maaned: str | None = None
    til: Path | None = None
    toerr: bool = False
    format_: str = "tabell"


def arkiver(run: Run, asked: Arkivering) -> int:
    """Pack what is new, lay it where the office finds it, and mark it in one commit."""
    if (asked.sak is None) == (asked.maaned is None):
        raise WrongUsage(
            "Hva skal leveres til elevmappen?",
            "Skriv: sosialplan arkiver --måned januar, eller: sosialplan arkiver SAK",
        )
    folder, mappe, status = read_all(run)
    cases, left_out = _cases(run, mappe, asked.sak)
    grunnlag = _grunnlag(run, folder, mappe)
    with Salen(grunnlag, len(cases)) as salen:
        return _handed_in(run, folder, asked, salen, cases, PROBLEMS if left_out else status)


def _grunnlag(run: Run, folder: Planmappe, mappe: Mappe) -> Pakkegrunnlag:
    return Pakkegrunnlag(
        rot=folder.root.absolute(),
        i_dag=run.i_dag,
        now=run.now,
        ord=ordlister(folder),
        mappe=mappe,
        lister=listed_pupils(folder),
        overskrifter=headings_of(folder),
        aapnet=bool(run.terminal.sealed),
    )


def _handed_in(
    run: Run,
    folder: Planmappe,
    asked: Arkivering,
    salen: Salen,
    cases: Sequence[Read[Sak]],
    status: int,
) -> int:
    """Hand over what is new of the cases; a case that cannot be is told of, and the others are."""
    numbers = [each.value.sak for each in cases]
    with run.terminal.progress("Ser etter det som er nytt", len(numbers)) as done:
        found = _told(run, salen.se_etter(numbers, done))
    stopped = [each for each in found if isinstance(each, Stanset)]
    seen = (each for each in found if isinstance(each, NyPakke))
    new = [each for each in seen if each.dokumenter and (asked.sak or each.har_plan)]
    if asked.toerr or not new:
        _tell_stopped(run, asked, stopped)
        if new or not stopped:
            tell_plan(run, new, format_=asked.format_)
        return PROBLEMS if stopped else status
    target = place_for(folder, _name(run, asked), asked.til)
    with laid_whole(run, target) as waiting:
        with run.terminal.progress("Lager pakkene", len(new)) as done:
            packed = _told(
                run, salen.pakk([(each.sak, waiting / each.mappe) for each in new], done)
            )
        stopped += [each for each in packed if isinstance(each, Stanset)]
        _tell_stopped(run, asked, stopped)
        made = {each.sak: each for each in packed if isinstance(each, Arkivpakke)}
        whole = [(each, made[each.sak]) for each in new if each.sak in made]
        if not whole:
            return PROBLEMS

        def work(desk: Desk) -> Errand | int:
            kept = _as_packed(run, desk, whole, waiting)
            _write_list(run, kept, waiting, target.name)
            if not kept:
                return PROBLEMS
            left = PROBLEMS if stopped or len(kept) < len(new) else status
            lost = len(stopped) + len(made) - len(kept)
            return _handed_over(desk, asked, kept, waiting, target, left, lost)

        return carry_out(run, work)


def _cases(run: Run, mappe: Mappe, typed: str | None) -> tuple[list[Read[Sak]], int]:
    """Return the cases that are looked at, and how many are left out since their chain is unknown."""
    if typed is not None:
        number = case_number(typed)
        read = mappe.sak(number)
        if read is None:
            raise no_such_case(number)
        wanted = [read]
    else:
        wanted = sorted(mappe.saker, key=lambda each: each.value.sak)
    known = [each for each in wanted if mappe.plan.kjede(each.value.kjede) is not None]
    for each in wanted:
        if mappe.plan.kjede(each.value.kjede) is None:
            run.terminal.note(f"Utelatt: {each.value.sak} har en kjede som ikke finnes i planen.")
    return known, len(wanted) - len(known)


def _told(run: Run, answers: Sequence[Bordsvar]) -> list[NyPakke | Arkivpakke | Stanset]:
    """Tell the notes of the tables, in the order of the cases, and return what was made."""
    for each in answers:
        for note in each.merknader:
            run.terminal.note(note)
    return [each.verdi for each in answers]


def _tell_stopped(run: Run, asked: Arkivering, stopped: Sequence[Stanset]) -> None:
    """Tell why cases are not handed over: what their documents tell of others, and, once, what several have in common.

    Raises ExpectedFailure where the one case that was asked for cannot be made.
    """
    why = dict[tuple[str, str], list[str]]()
    for each in stopped:
        run.terminal.problems(each.problemer)
        if each.hvorfor is not None:
            if asked.sak:
                raise ExpectedFailure(*each.hvorfor)
            why.setdefault(each.hvorfor, []).append(each.sak)
    for (sentence, cure), numbers in why.items():
        run.terminal.note(f"Ikke laget: {', '.join(numbers)}. {sentence}")
        run.terminal.note(f"    {cure}")
    if stopped:
        numbers = [each.sak for each in stopped]
        run.terminal.note(f"Ikke levert før dette er rettet eller avklart: {', '.join(numbers)}")


def _name(run: Run, asked: Arkivering) -> str:
    """Return the name of the run's folder: the year and the month, or the day."""
    return f"{run.i_dag.year}-{asked.maaned}" if asked.maaned else run.i_dag.isoformat()


def _as_packed(
    run: Run, desk: Desk, packed: Sequence[tuple[NyPakke, Arkivpakke]], waiting: Path
) -> list[tuple[NyPakke, Arkivpakke]]:
    """Return the packages of cases that still are as they were packed; the others are taken away."""
    kept = []
    for each, pakke in packed:
        now = desk.mappe.sak(each.sak)
        if now is not None and now.value == each.read.value:
            kept.append((each, pakke))
            continue
        shutil.rmtree(waiting / each.mappe)
        run.terminal.note(
            f"Ikke levert: {each.sak} ble endret imens. Kjør den samme kommandoen en gang til."
        )
    return kept


def _write_list(
    run: Run, kept: Sequence[tuple[NyPakke, Arkivpakke]], waiting: Path, name: str
) -> None:
    packages = [pakke for _, pakke in kept]
    heading = f"Til elevmappene, {name}"
    csv = as_csv(FELT, list(rader(packages)))
    lay(waiting / "innhold.csv", csv.encode("utf-8"))
    lay(waiting / "innhold.md", som_markdown(packages, heading, run.i_dag).encode("utf-8"))


def _handed_over(
    desk: Desk,
    asked: Arkivering,
    kept: Sequence[tuple[NyPakke, Arkivpakke]],
    waiting: Path,
    target: Path,
    status: int,
    lost: int,
) -> Errand:
    """Return what writes in each case what was handed over, while the packages take their place."""
    known = {each.rolle for each in desk.mappe.plan.skole.roller}
    cases = [each for each, _ in kept]
    paths = {each.sak: desk.folder.case_path(each.sak) for each in cases}
    return Errand(
        [
            Added(paths[each.sak], path_to(Sak.hendelser), _entry(desk, each, known))
            for each in cases
        ],
        message_of("Til elevmappen", paths),
        then=partial(_tell, desk.run, asked, kept, target, lost),
        beside=_in_place(desk, waiting, target, tuple(paths.values())),
        status=status,
    )


@contextmanager
def _in_place(desk: Desk, waiting: Path, target: Path, cases: Sequence[Path]) -> Iterator[None]:
    """Let the packages take their place; where nothing was written in the cases, they are taken away again."""
    before = {path: desk.text_of(path) for path in cases}
    take_place(waiting, target)
    try:
        yield
    except Exception:
        if all(desk.text_of(path) == text for path, text in before.items()):
            shutil.rmtree(target, ignore_errors=True)
        raise


def _entry(desk: Desk, each: NyPakke, known: set[str]) -> Hendelse:
    kjede = desk.mappe.plan.kjede(each.read.value.kjede)
    return Hendelse(
        id=desk.run.new_id(),
        dato=desk.run.i_dag,
        registrert=desk.run.recorded,
        steg=code_for(kjede, Betydning.LEVERT_ELEVMAPPEN) or TIL_ELEVMAPPEN,
        med=(KONTORET,) if KONTORET in known else (),
        arkivert=tuple(one.arkivert for one in each.dokumenter),
    )


def _tell(
    run: Run,
    asked: Arkivering,
    kept: Sequence[tuple[NyPakke, Arkivpakke]],
    target: Path,
    lost: int,
    came: Followed,
) -> None:
    place, commit = str(shown(target)), came.saved.commit
    run.terminal.made.append(target)
    if asked.format_ == "json":
        tell_values(run, [each for each, _ in kept], Levering(place, commit))
        return
    tell_packages(run, [each for each, _ in kept])
    run.terminal.line()
    count = "1 pakke" if len(kept) == 1 else f"{len(kept)} pakker"
    tell_saved(run, f"{count} ligger i {place}.", commit)
    if lost:
        run.terminal.note("1 sak er ikke levert." if lost == 1 else f"{lost} saker er ikke levert.")
    tell_open_text(run)
