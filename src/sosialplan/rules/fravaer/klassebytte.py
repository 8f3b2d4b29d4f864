"""Pupils who change class, within a school year or with it: their absence is counted on, in the class they are in.

A name in two classes may be one pupil or two, so it is never guessed: an entry says which class
the pupil came from. What is read here is where the days count; where they stand is not changed.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from sosialplan.model.fravaer import Elevfravaer, Klassefravaer
from sosialplan.model.klassetrinn import ALLE_TRINN, code_up, rank, trinn_i_koden
from sosialplan.model.record import Value
from sosialplan.model.skole import Skole
from sosialplan.model.skrivemaate import same_pupil

Sted = tuple[int, int]
"""Where an entry stands: the number of its file, and its own number there."""


class Neste(Value, frozen=True):
    """Where the pupils of a class go in a year: to a class, or out of the school. With neither only the school knows."""

    klasse: str | None = None
    ut: bool = False


def class_after(skole: Skole, klasse: str) -> Neste:
    """Return where the pupils of a class go: up by its code, or out with the last grade.

    Of a mixed class, one without a grade, or one that is not called by its grade, the program knows nothing;
    nor where the next grade is of another kind of school, whose classes are counted from one again.
    """
    grades, last = skole.trinn_i(klasse), rank(skole.siste_trinn)
    if grades and all(rank(each) >= last for each in grades):
        return Neste(ut=True)
    if len(grades) != 1 or trinn_i_koden(klasse, grades) != grades[0]:
        return Neste()
    after = ALLE_TRINN[rank(grades[0])]
    return Neste(code_up(klasse, after)) if type(after) is type(grades[0]) else Neste()


def counted_on(books: Sequence[Klassefravaer]) -> tuple[Klassefravaer, ...]:
    """Return the files as they are counted: what stands in an earlier class is moved to the present."""
    earlier = links(books)
    earlier = {here: there for here, there in earlier.items() if not in_ring(earlier, here)}
    if not earlier:
        return tuple(books)
    left = set(earlier.values())
    return tuple(
        replace(
            book,
            elever=tuple(
                _with_earlier(books, (number, place), earlier)
                for place in range(len(book.elever))
                if (number, place) not in left
            ),
        )
        for number, book in enumerate(books)
    )


def links(books: Sequence[Klassefravaer]) -> dict[Sted, Sted]:
    """Return where each pupil who changed class stands in the class before, if anywhere."""
    return {here: there for here in _places(books) if (there := _came_from(books, here))}


def in_ring(earlier: Mapping[Sted, Sted], here: Sted) -> bool:
    """Tell whether the way back from an entry comes to it again, or never ends."""
    seen, step = {here}, earlier.get(here)
    while step is not None and step not in seen:
        seen.add(step)
        step = earlier.get(step)
    return step is not None


def class_now(books: Sequence[Klassefravaer], klasse: str, skoleaar: str, navn: str) -> str:
    """Return the class that a pupil of this class has changed to; the same where there is none."""
    seen = {klasse}
    while True:
        following = next(
            (
                book.klasse
                for book in books
                if book.skoleaar == skoleaar and book.klasse not in seen
                for each in book.elever
                if each.fra_klasse == klasse and same_pupil(each.elev, navn)
            ),
            None,
        )
        if following is None:
            return klasse
        klasse = following
        seen.add(klasse)


def namesakes(
    books: Sequence[Klassefravaer], klasse: str, skoleaar: str, navn: str
) -> tuple[str, ...]:
    """Return the other classes in which the name has absence that is not counted on here."""
    return tuple(
        book.klasse
        for book in counted_on(books)
        if book.skoleaar == skoleaar and book.klasse != klasse
        for each in book.elever
        if each.perioder and same_pupil(each.elev, navn)
    )


def _places(books: Sequence[Klassefravaer]) -> Iterator[Sted]:
    for number, book in enumerate(books):
        yield from ((number, place) for place in range(len(book.elever)))


def _entry(books: Sequence[Klassefravaer], here: Sted) -> Elevfravaer:
    return books[here[0]].elever[here[1]]


def _came_from(books: Sequence[Klassefravaer], here: Sted) -> Sted | None:
    """Return where the absence of the earlier class stands."""
    entry, year = _entry(books, here), books[here[0]].skoleaar
    if entry.fra_klasse is None:
        return None
    for number, book in enumerate(books):
        if (book.klasse, book.skoleaar) == (entry.fra_klasse, year):
            for place in book.of_name(entry.elev):
                if book.elever[place].sak in {None, entry.sak}:
                    return number, place
    return None


def _with_earlier(
    books: Sequence[Klassefravaer], here: Sted, earlier: Mapping[Sted, Sted]
) -> Elevfravaer:
    """Return an entry with what stands in the classes before it, the first class first."""
    entry = _entry(books, here)
    while (there := earlier.get(here)) is not None:
        before = _entry(books, there)
        entry = replace(
            entry,
            perioder=(*before.perioder, *entry.perioder),
            oppfoelging=(*before.oppfoelging, *entry.oppfoelging),
        )
        here = there
    return entry
