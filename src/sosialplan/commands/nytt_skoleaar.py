"""``nytt-skoleår``: show what a new school year changes, and do it in one commit."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from sosialplan.commands.fravaer.fravaersbok import SCHEMA_LINE
from sosialplan.commands.lesing import courses, read_all, unknown_chain
from sosialplan.commands.mappesyn import SAVED
from sosialplan.commands.run import ProblemsFoundError, Run, known_word
from sosialplan.commands.skrivebordet.desk import Desk, message_of
from sosialplan.commands.skrivebordet.errand import (
    Added,
    Change,
    Errand,
    Followed,
    Put,
    Whole,
    carry_out,
)
from sosialplan.commands.skrivebordet.sagt import tell_saved
from sosialplan.commands.svar.ordsvar import Spoerring, asked_word, words
from sosialplan.depot import Depot
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.git.repository import find_depot
from sosialplan.git.state import changed_files
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.fravaer import Elevfravaer, Klassefravaer
from sosialplan.model.klasseliste import ELEVER
from sosialplan.model.mappe import Mappe
from sosialplan.model.moeter import Moetebok
from sosialplan.model.plan import Plan
from sosialplan.model.problems import path_to
from sosialplan.model.sak import Elev, Hendelse, Sak
from sosialplan.model.skole import Person, Skole, Verv
from sosialplan.rules.checks.plan_checks import SKOLE
from sosialplan.rules.kalender.skolekalender import kalender_of, not_yet, wrong_year, year_in_force
from sosialplan.rules.kontrolltegn import normalise
from sosialplan.rules.saksgang import TIL_OVERLEVERING
from sosialplan.rules.skoleaarsskifte import GAAR_UT, Skifte, change_of, posts_after
from sosialplan.views.skoleaarsskifte import as_values, hindrance, sections

_MINUTES = "# yaml-language-server: $schema=../../plan/skjema/moetebok.schema.json\n"
_CHANGES = "Mappen har endringer som ikke er lagret i historikken."
_SAVE = "Lagre dem først: sosialplan lagre"


def nytt_skoleaar(
    run: Run, til: str, *, utfoer: bool, format_: str, gaar_til: Sequence[str] = ()
) -> int:
    """Show the plan; with ``utfoer`` carry it out. Raises WrongUsage, ExpectedFailure.

    ``gaar_til`` says of a case which class its pupil goes to, as ``2026-YHP9E=5A``, or ``=ut``.
    """
    if not utfoer:
        return _show_plan(run, til, format_, gaar_til)
    svar = _asked(run, til, gaar_til) if run.terminal.interactive else None

    def work(desk: Desk) -> Errand:
        plan = desk.mappe.plan
        _require_next(run, plan, til)
        if desk.faults:
            raise ProblemsFoundError(list(desk.faults))
        if _unsaved(desk.depot):
            raise ExpectedFailure(f"{_CHANGES} Ingenting er endret.", _SAVE)
        said = _answers(desk.mappe, gaar_til) if svar is None else svar
        skifte = _change(run, desk.mappe, til, said)
        for sentence, cure in _hindrances(run, skifte, plan):
            raise ExpectedFailure(f"{sentence} Ingenting er endret.", cure)
        then = partial(_tell_begun, run, skifte, plan, format_)
        gone = [desk.folder.root / each.file for each in desk.mappe.klasselister]
        for each in gone:
            desk.text_of(each)
        return Errand([*_changes(desk, skifte)], _message(skifte), then=then, gone=gone)

    return carry_out(run, work, lister=True)


def _tell_begun(run: Run, skifte: Skifte, plan: Plan, format_: str, came: Followed) -> None:
    _tell(run, skifte, plan, format_)
    tell_saved(run, f"Skoleåret {skifte.til} er begynt.", came.saved.commit)
    if told := _of_lists(run.planmappe(), came.saved.mappe, done=True):
        run.terminal.note(f"{told} Les inn de nye: sosialplan importer elever FIL")


def _of_lists(folder: Planmappe, mappe: Mappe, *, done: bool = False) -> str:
    """Say which class lists go, and how many stay because one cannot read them; empty where there are none."""
    gone = sorted(each.value.klasse for each in mappe.klasselister)
    read = {each.file for each in mappe.klasselister}
    there = [folder.relative(each) for each in folder.files(ELEVER)]
    left = [each for each in there if each not in read]
    told = []
    if gone:
        word = "er tatt bort" if done else "blir tatt bort"
        told.append(f"Klasselistene fra før {word}: {', '.join(gone)}.")
    if left:
        told.append(
            f"{len(left)} klasselister kan du ikke lese, og de blir liggende. Be en som leser dem, kjøre dette i stedet."
        )
    return " ".join(told)


def _answers(mappe: Mappe, gaar_til: Sequence[str]) -> dict[str, str]:
    """Return the class that each pupil goes to, by case, where it was said. Raises WrongUsage."""
    known = [*(each.klasse for each in mappe.plan.skole.klasser), GAAR_UT]
    found: dict[str, str] = {}
    for each in gaar_til:
        typed, sign, klasse = each.partition("=")
        number = normalise(typed)
        if number is None or not sign or mappe.sak(number) is None:
            raise WrongUsage(
                "Fant ikke saken i --går-til. Ingenting er endret.",
                "Skriv saksnummeret og klassen eleven går til: --går-til 2026-YHP9E=5A. Slutter eleven: =ut",
            )
        found[number] = known_word(klasse, known, "klassen")
    return found


def _asked(run: Run, til: str, gaar_til: Sequence[str]) -> dict[str, str]:
    """Return where each pupil goes, asked for of those whose class does not say it."""
    _, mappe, _ = read_all(run)
    _require_next(run, mappe.plan, til)
    for each in not_yet(mappe.plan, til, run.i_dag):
        sentence, cure = hindrance(each, til, year_in_force(mappe.plan, run.i_dag), mappe.plan)
        raise ExpectedFailure(f"{sentence} Ingenting er endret.", cure)
    said = _answers(mappe, gaar_til)
    classes = [*(each.klasse for each in mappe.plan.skole.klasser), GAAR_UT]
    for sak in _change(run, mappe, til, said).uavklart:
        spurt = Spoerring(
            f"Hvilken klasse går eleven i sak {sak.sak} ({sak.elev.klasse}) til? (ut: slutter ved skolen)",
            valg=words(classes),
        )
        said[sak.sak] = asked_word(run, spurt, "klassen")
    return said


def _show_plan(run: Run, til: str, format_: str, gaar_til: Sequence[str]) -> int:
    folder, mappe, status = read_all(run, lister=True)
    _require_next(run, mappe.plan, til)
    skifte = _change(run, mappe, til, _answers(mappe, gaar_til))
    _tell(run, skifte, mappe.plan, format_)
    for sentence, cure in _hindrances(run, skifte, mappe.plan):
        run.terminal.note(f"{sentence} {cure}")
    if told := _of_lists(folder, mappe):
        run.terminal.note(told)
    if _unsaved(find_depot(folder.root, folder.laas)):
        run.terminal.note(f"{_CHANGES} {_SAVE}")
    run.terminal.note(f"Ingenting er endret. Utfør med: sosialplan nytt-skoleår {til} --utfør")
    return status


def _change(run: Run, mappe: Mappe, til: str, svar: Mapping[str, str]) -> Skifte:
    for each in mappe.saker:
        if mappe.plan.kjede(each.value.kjede) is None:
            raise unknown_chain(each.value)
    gangs = courses(mappe, run.i_dag)
    placed = [(each.file, gang) for each, gang in zip(mappe.saker, gangs, strict=True)]
    return change_of(mappe.plan, placed, mappe.fravaer, til, run.i_dag, svar)


def _require_next(run: Run, plan: Plan, til: str) -> None:
    wrong = wrong_year(plan, til, run.i_dag)
    if wrong is not None:
        raise WrongUsage(*hindrance(wrong, til, year_in_force(plan, run.i_dag), plan))


def _unsaved(depot: Depot) -> bool:
    return bool(changed_files(depot, SAVED))


def _hindrances(run: Run, skifte: Skifte, plan: Plan) -> Iterator[tuple[str, str]]:
    for each in not_yet(plan, skifte.til, run.i_dag):
        yield hindrance(each, skifte.til, skifte.fra, plan)
    if skifte.uavklart:
        numbers = ", ".join(each.sak for each in skifte.uavklart)
        yield (
            f"Klassen sier ikke hvor eleven går: {numbers}.",
            f"Si det for hver av dem: --går-til {skifte.uavklart[0].sak}=KLASSE. Slutter eleven: =ut",
        )
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


def _changes(desk: Desk, skifte: Skifte) -> Iterator[Change]:
    """Yield what is written in every file that the new year touches."""
    root = desk.folder.root
    yield from _in_school(root / SKOLE, skifte, desk.mappe)
    for each in skifte.flyttes:
        yield Put(root / each.file, path_to(Sak.elev, Elev.klasse), each.til)
    for link in skifte.lenker:
        yield Put(
            root / link.file, path_to(Klassefravaer.elever, link.elev, Elevfravaer.sak), link.sak
        )
    for leaving in skifte.overleveres:
        yield Added(root / leaving.file, path_to(Sak.hendelser), _handed_on(desk, leaving.sak))
    yield from _new_files(desk, skifte)


def _handed_on(desk: Desk, sak: Sak) -> Hendelse:
    run = desk.run
    return Hendelse(
        id=run.new_id(),
        dato=min(run.i_dag, run.now.date()),
        registrert=run.recorded,
        steg=TIL_OVERLEVERING,
        notat=f"Eleven går ut av {sak.elev.klasse}.",
    )


def _in_school(path: Path, skifte: Skifte, mappe: Mappe) -> Iterator[Put]:
    """Yield the new year in the school's file, and the posts that follow their class."""
    lost = posts_after(skifte, mappe.plan.skole)
    for each in skifte.verv:
        if each.person not in lost:
            yield Put(
                path,
                path_to(Skole.personer, each.person, Person.verv, each.verv, Verv.klasse),
                each.til,
            )
    for person, verv in lost.items():
        yield Put(
            path, path_to(Skole.personer, person, Person.verv), [to_tree(each) for each in verv]
        )
    yield Put(path, path_to(Skole.skoleaar), skifte.til)


def _new_files(desk: Desk, skifte: Skifte) -> Iterator[Whole]:
    """Yield the year's first minute book, and the absence files of the cases that are carried."""
    folder = desk.folder
    book = folder.minutes_path(skifte.til, "klassemoter")
    if not folder.has(book):
        yield Whole(book, _MINUTES + dump(to_tree(Moetebok(skoleaar=skifte.til))))
    pupils: dict[str, list[Elevfravaer]] = {}
    for each in skifte.flyttes:
        if each.sak.kjede == desk.mappe.plan.trapp.kjede:
            entry = Elevfravaer(elev=each.sak.elev.navn, sak=each.sak.sak)
            pupils.setdefault(each.til, []).append(entry)
    for klasse, entries in pupils.items():
        path = folder.absence_path(skifte.til, klasse)
        if not folder.has(path):
            absence = Klassefravaer(klasse=klasse, skoleaar=skifte.til, elever=tuple(entries))
            yield Whole(path, SCHEMA_LINE + dump(to_tree(absence)))
