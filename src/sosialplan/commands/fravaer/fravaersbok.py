"""The files of ``fravaer/``: entries put into a class's file, and counted on in another class."""

from collections.abc import Sequence
from pathlib import Path

from sosialplan.commands.lesing import absence_books, all_rows
from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Change, Put, Whole
from sosialplan.files.filtolk import place
from sosialplan.files.yaml_edit import append_items, append_to_lists, set_value
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.model.fravaer import Elevfravaer, Fravaersperiode, Klassefravaer
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.problems import Finding, TreePath, path_to
from sosialplan.model.skrivemaate import same_pupil
from sosialplan.rules.fravaer.klassebytte import namesakes
from sosialplan.rules.vurdering import is_open

SCHEMA_LINE = "# yaml-language-server: $schema=../../plan/skjema/fravaer.schema.json\n"


def book_at(desk: Desk, path: Path) -> Read[Klassefravaer] | None:
    """Return a class's file as it was read, or None where there is none."""
    file = desk.folder.relative(path)
    return next((each for each in desk.mappe.fravaer if each.file == file), None)


def with_pupils(desk: Desk, klasse: str, skoleaar: str, elever: Sequence[Elevfravaer]) -> Whole:
    """Return the class's file with these pupils' periods; made if it is missing.

    Raises ProblemsFoundError, with the place of what is there, where they overlap it.
    """
    path = desk.folder.absence_path(skoleaar, klasse)
    if not desk.folder.has(path):
        new = Klassefravaer(klasse=klasse, skoleaar=skoleaar, elever=tuple(elever))
        return Whole(path, SCHEMA_LINE + dump(to_tree(new)))
    return Whole(path, put_in(desk.text_of(path), book_at(desk, path), elever))


def put_in(text: str, read: Read[Klassefravaer] | None, elever: Sequence[Elevfravaer]) -> str:
    """Return the text of a class's file with these pupils' periods in it."""
    new = []
    grown: dict[TreePath, list[Fravaersperiode]] = {}
    for own in elever:
        position = read.value.position(own.elev, own.sak) if read else None
        if read is None or position is None:
            new.append(to_tree(own))
        else:
            text = _linked(text, read, position, own)
            where = path_to(Klassefravaer.elever, position, Elevfravaer.perioder)
            grown.setdefault(where, []).extend(own.perioder)
    added = {
        where: [to_tree(each) for each in perioder] for where, perioder in grown.items() if perioder
    }
    text = append_to_lists(text, added) if added else text
    return append_items(text, path_to(Klassefravaer.elever), new)


def _linked(text: str, read: Read[Klassefravaer], position: int, own: Elevfravaer) -> str:
    """Return the text with what an entry that is there lacks of case and class. Raises ProblemsFoundError where periods overlap."""
    found, where = read.value.elever[position], path_to(Klassefravaer.elever, position)
    taken = [
        Finding("K317", read.file, path_to(*where, Elevfravaer.perioder, number), {"id": there.id})
        for number, there in enumerate(found.perioder)
        if there in found.borte and any(there.collides(each) for each in own.perioder)
    ]
    if taken:
        raise ProblemsFoundError(place(taken, text))
    for key, old, new in (
        ("sak", found.sak, own.sak), ("fra_klasse", found.fra_klasse, own.fra_klasse),
    ):  # fmt: skip
        if old is None and new is not None:
            text = set_value(text, (*where, key), new)
    return text


def new_namesakes(mappe: Mappe, klasse: str, skoleaar: str, navn: str) -> tuple[str, ...]:
    """Return where the name has absence in other classes, when it is new in this one."""
    books = [each.value for each in mappe.fravaer]
    here = [each for each in books if (each.klasse, each.skoleaar) == (klasse, skoleaar)]
    if any(book.position(navn, None) is not None for book in here):
        return ()
    return namesakes(books, klasse, skoleaar, navn)


def namesake_words(fra: str, til: str) -> str:
    """Say that a pupil may have changed class: without the name."""
    return (
        f"En elev med samme navn har fravær i {fra} i år. Er det samme elev, så tell det med: "
        f"sosialplan fravær bytt-klasse --elev NAVN --fra-klasse {fra} --til-klasse {til}"
    )


def class_rows(run: Run, klasse: str, mappe: Mappe) -> tuple[VurdertFrist, ...]:
    """Return what is asked for in a class outside any case."""
    rows = all_rows(mappe, run.i_dag, undone=True, beside=True)
    return tuple(row for row in rows if row.frist.klasse == klasse and is_open(row))


def counted_entry(mappe: Mappe, klasse: str, skoleaar: str, navn: str) -> Elevfravaer | None:
    """Return what is counted of a pupil in a class; None where it is counted on elsewhere."""
    for book in absence_books(mappe):
        if (book.klasse, book.skoleaar) == (klasse, skoleaar):
            place = book.position(navn, None)
            return book.elever[place] if place is not None else None
    return None


def case_by_name(mappe: Mappe, navn: str, klasse: str) -> str | None:
    """Return the absence case that the days belong to by name and class."""
    own = (each.hode for each in mappe.saker if each.hode.kjede == mappe.plan.trapp.kjede)
    return next(
        (sak.sak for sak in own if sak.elev.klasse == klasse and same_pupil(sak.elev.navn, navn)),
        None,
    )


def absences_follow(
    desk: Desk, navn: Sequence[str], fra: str, til: str, skoleaar: str
) -> list[Change]:
    """Return what lets pupils' absence of the year follow to another class: with the case that it belongs to, or by itself."""
    linked: dict[str, Change] = {}
    moved: dict[str, Elevfravaer] = {}
    for each in navn:
        before = counted_entry(desk.mappe, fra, skoleaar, each)
        if before is None or before.sak is not None or not (before.perioder or before.oppfoelging):
            continue
        number = case_by_name(desk.mappe, before.elev, fra)
        if number is None:
            moved[before.elev] = Elevfravaer(elev=before.elev, fra_klasse=fra)
            continue
        path = desk.folder.absence_path(skoleaar, fra)
        read = book_at(desk, path)
        place = read.value.position(before.elev, None) if read else None
        if place is not None:
            where = path_to(Klassefravaer.elever, place, Elevfravaer.sak)
            linked[before.elev] = Put(path, where, number)
    more = [with_pupils(desk, til, skoleaar, tuple(moved.values()))] if moved else []
    return [*linked.values(), *more]
