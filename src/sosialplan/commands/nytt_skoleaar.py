"""``nytt-skoleår``: show what a new school year changes, and do it in one commit."""

from collections.abc import Iterator
from pathlib import Path

from sosialplan.commands.fravaer.fravaersbok import SCHEMA_LINE
from sosialplan.commands.lesing import courses, read_all, unknown_chain
from sosialplan.commands.mappesyn import SAVED
from sosialplan.commands.run import FINE, ProblemsFoundError, Run
from sosialplan.commands.skrivebordet.desk import Desk, at_desk, message_of
from sosialplan.commands.skrivebordet.sagt import tell_saved
from sosialplan.depot import Depot
from sosialplan.files.yaml_edit import append_item, set_value
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.git.repository import find_depot
from sosialplan.git.state import changed_files
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.fravaer import Elevfravaer, Klassefravaer
from sosialplan.model.mappe import Mappe
from sosialplan.model.moter import Moetebok
from sosialplan.model.plan import Plan
from sosialplan.model.problems import TreePath
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.rules.checks.plan_checks import SKOLE
from sosialplan.rules.kalender.skolekalender import kalender_of, not_yet, wrong_year, year_in_force
from sosialplan.rules.saksgang import TIL_OVERLEVERING
from sosialplan.rules.skoleaarsskifte import Skifte, change_of, posts_after
from sosialplan.views.skoleaarsskifte import as_values, hindrance, sections

_MINUTES = "# yaml-language-server: $schema=../../plan/skjema/moetebok.schema.json\n"
_CHANGES = "Mappen har endringer som ikke er lagret i historikken."
_SAVE = "Lagre dem først: sosialplan lagre"


def nytt_skoleaar(run: Run, til: str, *, utfoer: bool, format_: str) -> int:
    """Show the plan; with ``utfoer`` carry it out. Raises WrongUsage, ExpectedFailure."""
    if not utfoer:
        return _show_plan(run, til, format_)
    with at_desk(run) as desk:
        plan = desk.mappe.plan
        _require_next(run, plan, til)
        if desk.faults:
            raise ProblemsFoundError(list(desk.faults))
        if _unsaved(desk.depot):
            raise ExpectedFailure(f"{_CHANGES} Ingenting er endret.", _SAVE)
        skifte = _change(run, desk.mappe, til)
        for sentence, cure in _hindrances(run, skifte, plan):
            raise ExpectedFailure(f"{sentence} Ingenting er endret.", cure)
        saved = desk.save(_texts(desk, skifte), _message(skifte))
        _tell(run, skifte, plan, format_)
        tell_saved(run, f"Skoleåret {til} er begynt.", saved.commit)
    return FINE


def _show_plan(run: Run, til: str, format_: str) -> int:
    folder, mappe, status = read_all(run)
    _require_next(run, mappe.plan, til)
    skifte = _change(run, mappe, til)
    _tell(run, skifte, mappe.plan, format_)
    for sentence, cure in _hindrances(run, skifte, mappe.plan):
        run.terminal.note(f"{sentence} {cure}")
    if _unsaved(find_depot(folder.root)):
        run.terminal.note(f"{_CHANGES} {_SAVE}")
    run.terminal.note(f"Ingenting er endret. Utfør med: sosialplan nytt-skoleår {til} --utfør")
    return status


def _change(run: Run, mappe: Mappe, til: str) -> Skifte:
    for each in mappe.saker:
        if mappe.plan.kjede(each.value.kjede) is None:
            raise unknown_chain(each.value)
    gangs = courses(mappe, run.i_dag)
    placed = [(each.file, gang) for each, gang in zip(mappe.saker, gangs, strict=True)]
    return change_of(mappe.plan, placed, mappe.fravaer, til, run.i_dag)


def _require_next(run: Run, plan: Plan, til: str) -> None:
    wrong = wrong_year(plan, til, run.i_dag)
    if wrong is not None:
        raise WrongUsage(*hindrance(wrong, til, year_in_force(plan, run.i_dag), plan))


def _unsaved(depot: Depot) -> bool:
    return bool(changed_files(depot, SAVED))


def _hindrances(run: Run, skifte: Skifte, plan: Plan) -> Iterator[tuple[str, str]]:
    for each in not_yet(plan, skifte.til, run.i_dag):
        yield hindrance(each, skifte.til, skifte.fra, plan)
    unknown = skifte.ukjente_klasser(plan.skole)
    if unknown:
        yield (
            f"Disse klassene finnes ikke på skolen: {', '.join(unknown)}.",
            "Legg dem til under «klasser:» i plan/skole.yaml.",
        )


def _tell(run: Run, skifte: Skifte, plan: Plan, format_: str) -> None:
    rute = kalender_of(plan.ruter).rute(skifte.til)
    if rute is not None and rute.kontrollert is None:
        run.terminal.note(
            f"Skoleruten for {skifte.til} er ikke kontrollert. Sammenlign den med kommunens egen "
            f"liste, og fyll inn «kontrollert:» i plan/skoleruter/{skifte.til}.yaml."
        )
    if format_ == "json":
        run.answer(as_values(skifte))
        return
    run.terminal.line(f"Fra {skifte.fra} til {skifte.til}")
    for heading, lines in sections(skifte, plan):
        run.terminal.line()
        run.terminal.heading(heading)
        for line in lines:
            run.terminal.wrapped(line)


def _message(skifte: Skifte) -> str:
    """Return the commit's message: the year, and the cases it touched."""
    moved = [each.sak.sak for each in skifte.flyttes]
    return message_of(
        f"Skoleår {skifte.til}", moved + [each.sak.sak for each in skifte.overleveres]
    )


def _texts(desk: Desk, skifte: Skifte) -> dict[Path, str]:
    """Return the new text of every file that the change touches."""
    root = desk.folder.root
    school = root / SKOLE
    texts = {school: _school(desk.text_of(school), skifte, desk.mappe)}
    for file, where, value in _set(skifte):
        path = root / file
        texts[path] = set_value(texts.get(path) or desk.text_of(path), where, value)
    for leaving in skifte.overleveres:
        path = root / leaving.file
        entry = to_tree(_handed_on(desk, leaving.sak))
        texts[path] = append_item(desk.text_of(path), ("hendelser",), entry)
    return texts | _new_files(desk, skifte)


def _set(skifte: Skifte) -> Iterator[tuple[str, TreePath, str]]:
    """Yield each value that changes: its file, its place there, and what it becomes."""
    for move in skifte.flyttes:
        yield move.file, ("elev", "klasse"), move.til
    for link in skifte.lenker:
        yield link.file, ("elever", link.elev, "sak"), link.sak


def _handed_on(desk: Desk, sak: Sak) -> Hendelse:
    run = desk.run
    return Hendelse(
        id=run.new_id(),
        dato=min(run.i_dag, run.now.date()),
        registrert=run.recorded,
        steg=TIL_OVERLEVERING,
        notat=f"Eleven går ut av {sak.elev.klasse}.",
    )


def _school(text: str, skifte: Skifte, mappe: Mappe) -> str:
    """Return the school's file with the new year, and with the posts that follow their class."""
    lost = posts_after(skifte, mappe.plan.skole)
    for each in skifte.verv:
        if each.person not in lost:
            text = set_value(text, ("personer", each.person, "verv", each.verv, "klasse"), each.til)
    for person, verv in lost.items():
        text = set_value(text, ("personer", person, "verv"), [to_tree(each) for each in verv])
    return set_value(text, ("skoleår",), skifte.til)


def _new_files(desk: Desk, skifte: Skifte) -> dict[Path, str]:
    """Return the year's first minute book, and the absence files of the cases that are carried."""
    folder, texts = desk.folder, {}
    book = folder.root / "moter" / skifte.til / "klassemoter.yaml"
    if not book.exists():
        texts[book] = _MINUTES + dump(to_tree(Moetebok(skoleaar=skifte.til)))
    pupils: dict[str, list[Elevfravaer]] = {}
    for each in skifte.flyttes:
        if each.sak.kjede == desk.mappe.plan.trapp.kjede:
            entry = Elevfravaer(elev=each.sak.elev.navn, sak=each.sak.sak)
            pupils.setdefault(each.til, []).append(entry)
    for klasse, entries in pupils.items():
        path = folder.absence_path(skifte.til, klasse)
        if not path.exists():
            absence = Klassefravaer(klasse=klasse, skoleaar=skifte.til, elever=tuple(entries))
            texts[path] = SCHEMA_LINE + dump(to_tree(absence))
    return texts
