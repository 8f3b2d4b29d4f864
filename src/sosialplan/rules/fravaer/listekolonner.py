"""The heading of a list from another system: which columns are read, and which are not, by name."""

import re
from collections.abc import Iterator, Mapping

from sosialplan.model.importkart import Fravaerskart
from sosialplan.model.liste import Liste, Rad
from sosialplan.model.problems import Finding
from sosialplan.model.skrivemaate import folded
from sosialplan.rules.fravaer.listeceller import Columns

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
        "fag": each.fag, "timer": each.timer, "start": each.start,
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
    unread = [i for i, cell in enumerate(liste.overskrift) if folded(cell) not in wanted]
    if not unread or not columns or len(liste.overskrift) > MAX_COLUMNS:
        return
    names = (liste.overskrift[place].strip() or f"nummer {place + 1}" for place in unread)
    values = {"kolonner": ", ".join(f"«{name}»" for name in list(names)[:MAX_COLUMNS])}
    yield Finding("A626", liste.fil, (0, unread[0]), values)
    lessons = [place for place in unread if _LESSONS.search(folded(liste.overskrift[place]))]
    if lessons and kart.kolonner.fag is None and kart.kolonner.timer is None:
        word = {"kolonne": liste.overskrift[lessons[0]].strip()}
        yield Finding("A629", liste.fil, (0, lessons[0]), word)


def identity_columns(liste: Liste) -> list[int]:
    """Return the columns of what tells two pupils of one name apart."""
    return [i for i, cell in enumerate(liste.overskrift) if _IDENTITY.search(folded(cell))]


def is_sum(row: Rad, columns: Columns) -> bool:
    """Tell whether a row is a sum: it has no day, and says so in a cell."""
    days = [row.celler[place] for place in columns.get("fra", ()) if place < len(row.celler)]
    return not any(cell.strip() for cell in days) and any(
        _SUM.match(folded(cell)) for cell in row.celler
    )
