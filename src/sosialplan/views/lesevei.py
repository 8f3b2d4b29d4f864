"""What a change of access or of the school's people opens to somebody: asked about before it counts here.

A protected folder seals by these two files. Whoever may send to the shared copy may change them, so what widens
is told to each who would seal by it; what narrows needs no yes.
"""

from collections.abc import Collection, Iterator

from msgspec.structs import fields

from sosialplan.model.klassetrinn import trinnord
from sosialplan.model.record import Value
from sosialplan.model.skole import Person, Skole
from sosialplan.model.tilgang import Leserett, Tilgang
from sosialplan.rules.tillit.bekreftelse import hvis
from sosialplan.views.datoer import kort_dato


class Leseregler(Value, frozen=True):
    """The two files as they stand in a commit."""

    tilgang: Tilgang
    skole: Skole | None
    """None where the file had no shape that is known."""


def widened(before: Leseregler, after: Leseregler, saker: Collection[str]) -> Iterator[str]:
    """Yield what a change opens, each as the rest of a sentence. ``saker`` are those that one reads oneself."""
    yield from _protection(before.tilgang, after.tilgang)
    yield from _roles(before.tilgang, after.tilgang)
    yield from _posts(before.skole, after.skole)
    yield from _named(before.tilgang, after.tilgang, saker)
    yield from _keys(before.tilgang, after.tilgang)


def _protection(before: Tilgang, after: Tilgang) -> Iterator[str]:
    if before.vernet and not after.vernet:
        yield "slår vernet av"
    elif after.vernet and not before.vernet:
        yield "slår vernet på igjen"
    if after.bekreftes_av < before.bekreftes_av:
        yield f"lar {after.bekreftes_av} være nok til å bekrefte en ny lesenøkkel"


def _roles(before: Tilgang, after: Tilgang) -> Iterator[str]:
    for kind in fields(Leserett):
        was: tuple[str, ...] = getattr(before.leserett, kind.name)
        now: tuple[str, ...] = getattr(after.leserett, kind.name)
        for rolle in now:
            if rolle not in was:
                yield f"lar rollen {rolle} lese {kind.encode_name}"


def _posts(before: Skole | None, after: Skole | None) -> Iterator[str]:
    known = {(each.navn, verv) for each in _people(before) for verv in each.verv}
    for person in _people(after):
        for verv in person.verv:
            if (person.navn, verv) not in known:
                hos = verv.klasse or (trinnord(verv.trinn) if verv.trinn else "hele skolen")
                yield f"gjør {person.navn} til {verv.rolle} for {hos}"


def _people(skole: Skole | None) -> tuple[Person, ...]:
    return skole.personer if skole else ()


def _named(before: Tilgang, after: Tilgang, saker: Collection[str]) -> Iterator[str]:
    until = {(each.sak, each.person): each.til for each in before.navngitt}
    for each in after.navngitt:
        was = until.get((each.sak, each.person))
        if each.sak in saker and (was is None or each.til > was):
            yield f"lar {each.person} lese sak {each.sak} til {kort_dato(each.til)}"


def _keys(before: Tilgang, after: Tilgang) -> Iterator[str]:
    ended = {hvis(each): each.sperret_fra for each in before.lesenoekler if each.sperret_fra}
    for each in after.lesenoekler:
        day = ended.get(hvis(each))
        if day is not None and (each.sperret_fra is None or each.sperret_fra > day):
            yield f"åpner en sperret lesenøkkel igjen ({each.id})"
    now = set(map(hvis, after.lesenoekler))
    gone = [each.id for each in before.lesenoekler if hvis(each) not in now]
    if gone:
        yield f"tar bort lesenøkler ({', '.join(gone)})"
