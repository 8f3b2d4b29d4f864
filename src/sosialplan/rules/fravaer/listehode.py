"""The heading and the rows of a list: which columns are read, and what each row tells, whatever shape the list has."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from sosialplan.model.importkart import Fravaerskart, Liste, Rad
from sosialplan.model.problems import Finding
from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import folded
from sosialplan.rules.fravaer.listeceller import (
    Dagform,
    Felt,
    is_day_heading,
    says_day_first,
    split_cell,
)

Columns = Mapping[str, Sequence[int]]
"""Where the columns stand that are read, by what they hold."""
MAX_COLUMNS = 30
_MINUTES = re.compile(r"\bmin(utt\w*)?\b")
_LESSONS = re.compile(
    r"\b(fag|faggruppe|undervisningsgruppe|gruppe|(\w*)timer?|timenr|økt|start(tid)?|slutt(tid)?|kl|"
    r"klokkeslett|min|minutt\w*|varighet)\b"
)
"""Headings of lists in which a row is a lesson, and no day."""
_IDENTITY = re.compile(
    r"\b(fødsels\w*|født|fnr|personnr|personnummer|elevnr|elevnummer|elevid|elev-id)\b"
)
"""Headings of what tells two pupils of one name apart."""
_SUM = re.compile(r"(sum|summer|totalt?|i alt|til sammen|tilsammen|antall|delsum)\b")


def headings(kart: Fravaerskart) -> dict[str, tuple[str, ...]]:
    """Return the headings that are looked for, by what their columns hold."""
    each = kart.kolonner
    single = {
        "klasse": each.klasse, "fra": each.fra, "til": each.til, "kode": each.kode,
        "fag": each.fag, "timer": each.timer, "start": each.start, "slutt": each.slutt,
        "minutter": each.minutter, "hel_dag": each.hel_dag, "dokumentert": each.dokumentert,
    }  # fmt: skip
    return {"elev": each.elev, **{key: (word,) for key, word in single.items() if word}}


def columns_of(liste: Liste, kart: Fravaerskart) -> tuple[Columns, list[Finding]]:
    """Return where the columns stand that are read, and what there is to say of the heading."""
    standing: dict[str, list[int]] = {}
    for place, cell in enumerate(liste.overskrift):
        standing.setdefault(folded(cell), []).append(place)
    findings = []
    if len(liste.overskrift) > MAX_COLUMNS:
        values = {"antall": str(len(liste.overskrift)), "høyst": str(MAX_COLUMNS)}
        findings.append(Finding("A605", liste.fil, (0, MAX_COLUMNS), values))
    if kart.kolonner.fra is None and not kart.ukerutenett:
        findings.append(Finding("A606", liste.fil, (0, 0), {"kolonne": "fra"}))
    columns = {}
    for key, words in headings(kart).items():
        places = [standing.get(folded(word), []) for word in words]
        for word, found in zip(words, places, strict=True):
            if not found:
                findings.append(Finding("A606", liste.fil, (0, 0), {"kolonne": word}))
            elif len(found) > 1:
                findings.append(Finding("A607", liste.fil, (0, found[1]), {"kolonne": word}))
        if all(places):
            columns[key] = [found[0] for found in places]
    return columns, [*findings, *_minutes(liste, columns), *_unread(liste, kart, columns)]


def _minutes(liste: Liste, columns: Mapping[str, list[int]]) -> Iterator[Finding]:
    """Yield where minutes would be read as lessons."""
    for place in columns.get("timer", ()):
        if _MINUTES.search(folded(liste.overskrift[place])):
            yield Finding("A627", liste.fil, (0, place))


def _unread(
    liste: Liste, kart: Fravaerskart, columns: Mapping[str, list[int]]
) -> Iterator[Finding]:
    """Yield the columns that are not read; one of lessons is a fault where rows would be whole days."""
    wanted = {folded(word) for words in headings(kart).values() for word in words}
    grid = kart.ukerutenett
    unread = [
        i
        for i, cell in enumerate(liste.overskrift)
        if folded(cell) not in wanted and not (grid and is_day_heading(cell))
    ]
    if not unread or not columns or len(liste.overskrift) > MAX_COLUMNS:
        return
    names = (liste.overskrift[place].strip() or f"nummer {place + 1}" for place in unread)
    values = {"kolonner": ", ".join(f"«{name}»" for name in list(names)[:MAX_COLUMNS])}
    yield Finding("A626", liste.fil, (0, unread[0]), values)
    lessons = [place for place in unread if _LESSONS.search(folded(liste.overskrift[place]))]
    own = kart.kolonner
    said = (own.fag, own.timer, own.start, own.minutter, own.hel_dag)
    if lessons and not kart.ukerutenett and not any(said):
        word = {"kolonne": liste.overskrift[lessons[0]].strip()}
        yield Finding("A629", liste.fil, (0, lessons[0]), word)


def identity_columns(liste: Liste) -> list[int]:
    """Return the columns of what tells two pupils of one name apart."""
    return [i for i, cell in enumerate(liste.overskrift) if _IDENTITY.search(folded(cell))]


def is_sum(row: Rad, columns: Columns) -> bool:
    """Tell whether a row is a sum: it has no day, and says so in a cell; of a week, where the name should stand."""
    cells = [cell for cell in row.celler if cell.strip()]
    if "fra" not in columns:
        named = [row.celler[place] for place in columns.get("elev", ()) if place < len(row.celler)]
        return any(_SUM_ALONE.fullmatch(folded(cell)) for cell in (*named, *cells[:1]))
    days = [row.celler[place] for place in columns["fra"] if place < len(row.celler)]
    return not any(cell.strip() for cell in days) and any(
        _SUM.match(folded(cell)) for cell in cells
    )


def is_heading(row: Rad, liste: Liste) -> bool:
    """Tell whether a row is the heading once more, as at the top of each printed page."""
    return [folded(each) for each in row.celler] == [folded(each) for each in liste.overskrift]


def is_other_heading(row: Rad, known: Callable[[str], object]) -> bool:
    """Tell whether a row is the heading of another table: it has no day, and names of columns."""
    if any(each.isdecimal() for cell in row.celler for each in cell):
        return False
    return sum(known(cell) is not None for cell in row.celler) >= _HEADING


class Post(Value, frozen=True):
    """What a row tells of one stretch; ``rad`` is its number in the list."""

    rad: int
    linje: int
    felt: Felt


def posts(
    liste: Liste, kart: Fravaerskart, columns: Columns, number: int, row: Rad
) -> Iterator[Post]:
    """Yield what a row tells: one thing, or one a day in a week."""
    felt = {
        key: (" ".join(row.celler[i].strip() for i in places).strip(), places[0])
        for key, places in columns.items()
    }
    if not kart.ukerutenett:
        yield Post(number, row.linje, felt)
        return
    for place, heading in enumerate(liste.overskrift):
        cell = row.celler[place].strip()
        if cell and is_day_heading(heading):
            told = {key: (text, place) for key, text in split_cell(cell).items()}
            yield Post(number, row.linje, {**felt, "fra": (heading, place), **told})


def with_names(posts: Iterable[Post]) -> Iterator[tuple[Post, bool]]:
    """Yield what is told with the name and the class of the row above where they are blank, and whether they were."""
    name: dict[str, tuple[str, int]] = {}
    for each in posts:
        own = {key: each.felt[key] for key in ("elev", "klasse") if key in each.felt}
        blank = not any(text for text, _ in own.values())
        if blank and name:
            places = {key: (text, own[key][1]) for key, (text, _) in name.items()}
            yield replace(each, felt={**each.felt, **places}), True
        else:
            name = own
            yield each, False


def only_a_name(each: Post) -> bool:
    """Tell whether a row has a name and nothing of absence: its days stand below."""
    return not any(text for key, (text, _) in each.felt.items() if key not in {"elev", "klasse"})


def form_of(liste: Liste, columns: Columns, skoleaar: str) -> Dagform:
    """Return how the days of a list are read."""
    cells = (
        row.celler[place]
        for key in ("fra", "til")
        for place in columns.get(key, ())
        for row in liste.rader
        if place < len(row.celler)
    )
    return Dagform(skoleaar, says_day_first([*cells, *liste.overskrift]))


_HEADING = 3
"""So many names of columns in a row make it a heading."""
_SUM_ALONE = re.compile(rf"{_SUM.pattern}[^a-zæøå]*(?:alle|klassen|klasse|[0-9]+[a-z]?)?")
