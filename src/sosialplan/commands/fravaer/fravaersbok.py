"""The files of ``fravaer/``: entries put into a class's file, and counted on in another class."""

from collections.abc import Sequence
from pathlib import Path

from sosialplan.commands.lesing import absence_books, all_rows
from sosialplan.commands.run import ProblemsFoundError, Run, known_word
from sosialplan.commands.skrivebordet.desk import Desk, at_desk
from sosialplan.commands.skrivebordet.sagt import tell_rows, tell_saved
from sosialplan.files.filtolk import place
from sosialplan.files.yaml_edit import append_items, set_value
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.fravaer import Elevfravaer, Klassefravaer
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.problems import Finding
from sosialplan.model.skrivemaate import same_pupil
from sosialplan.rules.fravaer.klassebytte import namesakes
from sosialplan.rules.frister import is_open
from sosialplan.rules.kalender.skolekalender import school_year_of

SCHEMA_LINE = "# yaml-language-server: $schema=../../plan/skjema/fravaer.schema.json\n"


def book_at(desk: Desk, path: Path) -> Read[Klassefravaer] | None:
    """Return a class's file as it was read, or None where there is none."""
    file = desk.folder.relative(path)
    return next((each for each in desk.mappe.fravaer if each.file == file), None)


def with_pupils(desk: Desk, klasse: str, skoleaar: str, elever: Sequence[Elevfravaer]) -> str:
    """Return the text of the class's file with these pupils' periods; made if it is missing.

    Raises ProblemsFoundError, with the place of what is there, where they overlap it.
    """
    path = desk.folder.absence_path(skoleaar, klasse)
    if not path.exists():
        return SCHEMA_LINE + dump(
            to_tree(Klassefravaer(klasse=klasse, skoleaar=skoleaar, elever=tuple(elever)))
        )
    return put_in(desk.text_of(path), book_at(desk, path), elever)


def put_in(text: str, read: Read[Klassefravaer] | None, elever: Sequence[Elevfravaer]) -> str:
    """Return the text of a class's file with these pupils' periods in it."""
    new = []
    for own in elever:
        position = read.value.position(own.elev, own.sak) if read else None
        if read is None or position is None:
            new.append(to_tree(own))
        else:
            text = _grown(text, read, position, own)
    return append_items(text, ("elever",), new)


def _grown(text: str, read: Read[Klassefravaer], position: int, own: Elevfravaer) -> str:
    """Return the text with periods put into an entry that is there."""
    found, where = read.value.elever[position], ("elever", position)
    taken = [
        Finding("K317", read.file, (*where, "perioder", number), {"id": there.id})
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
    return append_items(text, (*where, "perioder"), [to_tree(each) for each in own.perioder])


def bytt_klasse(run: Run, navn: str, fra: str, til: str) -> int:
    """Write in the new class where the pupil came from. Raises WrongUsage, ExpectedFailure."""
    with at_desk(run) as desk:
        known = [each.klasse for each in desk.mappe.plan.skole.klasser]
        fra, til = known_word(fra, known, "klasse"), known_word(til, known, "klasse")
        if fra == til:
            raise WrongUsage("Klassene er den samme.", "Skriv klassen eleven kom fra, og den nye.")
        year = school_year_of(run.i_dag)
        before = _counted_entry(desk.mappe, fra, year, navn)
        if before is None:
            raise ExpectedFailure(
                f"Det er ikke ført fravær på en slik elev i {fra} i skoleåret.",
                f"Se hvem det er ført fravær på: sosialplan fravær vis --klasse {fra}",
            )
        number = before.sak or _case_by_name(desk.mappe, before.elev, fra)
        if number is not None:
            raise ExpectedFailure(
                f"Fraværet hører til sak {number} og følger saken.",
                "Rett «klasse:» i saken, og bruk: sosialplan lagre",
            )
        rows = _ids(run, desk.mappe, til)
        own = Elevfravaer(elev=before.elev, fra_klasse=fra)
        text = with_pupils(desk, til, year, (own,))
        saved = desk.save({desk.folder.absence_path(year, til): text}, f"Fravær {til}\n")
        tell_saved(run, f"Fraværet fra {fra} telles nå med i {til}.", saved.commit)
        new = [row for row in _open(run, saved.mappe, til) if row.frist.id not in rows]
        tell_rows(run, "Nytt som må gjøres", new)
    return 0


def _counted_entry(mappe: Mappe, klasse: str, skoleaar: str, navn: str) -> Elevfravaer | None:
    """Return what is counted of a pupil in a class; None where it is counted on elsewhere."""
    for book in absence_books(mappe):
        if (book.klasse, book.skoleaar) == (klasse, skoleaar):
            place = book.position(navn, None)
            return book.elever[place] if place is not None else None
    return None


def _case_by_name(mappe: Mappe, navn: str, klasse: str) -> str | None:
    """Return the absence case that the days belong to by name and class."""
    own = (each.value for each in mappe.saker if each.value.kjede == mappe.plan.trapp.kjede)
    return next(
        (sak.sak for sak in own if sak.elev.klasse == klasse and same_pupil(sak.elev.navn, navn)),
        None,
    )


def _open(run: Run, mappe: Mappe, klasse: str) -> list[VurdertFrist]:
    rows = all_rows(mappe, run.i_dag, undone=True)
    return [
        row for row in rows if row.frist.sak is None and row.frist.klasse == klasse and is_open(row)
    ]


def _ids(run: Run, mappe: Mappe, klasse: str) -> set[str]:
    return {row.frist.id for row in _open(run, mappe, klasse)}


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
