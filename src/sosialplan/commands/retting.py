"""What every correction has in common; ``fravær rett`` and ``møte rett`` in files that many share."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from sosialplan.commands.moeter.moetebok import MESSAGE
from sosialplan.commands.run import Run, known_role
from sosialplan.commands.skrivebordet.desk import Desk, case_message, message_of
from sosialplan.commands.skrivebordet.errand import Added, Errand, carry_out
from sosialplan.commands.skrivebordet.foering import foert_av, skrevet_av
from sosialplan.commands.skrivebordet.rettelse import corrected, meant, said_corrected
from sosialplan.model.failure import WrongUsage
from sosialplan.model.felter.delte_felt import FRAVAERSPERIODE, HOLDT
from sosialplan.model.felter.feltlinje import Felttabell, key_of, option
from sosialplan.model.felter.hendelsesfelt import HENDELSE
from sosialplan.model.fravaer import Fravaersperiode
from sosialplan.model.moeter import FulgtOpp, Holdt, Utfoert
from sosialplan.model.problems import TreePath
from sosialplan.model.record import Record, Value
from sosialplan.model.sak import Hendelse
from sosialplan.rules.kontrolltegn import normalise
from sosialplan.views.datoer import kort_dato, periode

_TABELLER: Sequence[tuple[type[Record], Felttabell]] = (
    (Fravaersperiode, FRAVAERSPERIODE),
    (Hendelse, HENDELSE),
    (Holdt, HOLDT),
)


def _option(name: str) -> str:
    """Return the option by which a field of any of these entries is told."""
    kind, lines = next(each for each in _TABELLER if name in each[0].__struct_fields__)
    key = key_of(kind, name)
    return option(key, lines[key])


class Rettested(Value, frozen=True):
    """A list of entries that can be corrected: its file, its place there, and what it is of."""

    file: str
    where: TreePath
    entries: tuple[Any, ...]
    av: str | None
    message: str


def rett_fravaer(run: Run, typed: str, told: Mapping[str, Any]) -> int:
    """Correct a period of absence, or what was done about it; by its id, or by the case it is in."""
    number = normalise(typed) or typed
    return carry_out(run, lambda desk: _rett(desk, list(_absence(desk)), number, told))


def rett_moete(run: Run, typed: str, told: Mapping[str, Any]) -> int:
    """Correct a meeting that was held, or an activity; by its id, or by which it is."""
    return carry_out(run, lambda desk: _rett(desk, list(_minutes(desk)), typed, told))


def _absence(desk: Desk) -> Iterator[Rettested]:
    for read in desk.mappe.fravaer:
        for place, pupil in enumerate(read.value.elever):
            sak = pupil.sak
            message = case_message(sak) if sak else message_of(f"Fravær {read.value.klasse}", ())
            for key, entries in (("perioder", pupil.perioder), ("oppfølging", pupil.oppfoelging)):
                yield Rettested(read.file, ("elever", place, key), entries, sak, message)


def _minutes(desk: Desk) -> Iterator[Rettested]:
    for read in desk.mappe.moeter:
        lists = (
            ("holdt", read.value.holdt),
            ("utført", read.value.utfoert),
            ("fulgt_opp", read.value.fulgt_opp),
        )
        for key, entries in lists:
            yield Rettested(read.file, (key,), entries, None, message_of(MESSAGE, ()))


def _rett(desk: Desk, places: Iterable[Rettested], typed: str, told: Mapping[str, Any]) -> Errand:
    called = {each.id: place for place in places for each in place.entries}
    known = [each for place in places for each in place.entries]
    old = meant(known, typed, lambda each: called[each.id].av or _called(each))
    if old is None:
        raise WrongUsage(
            "Det finnes ingen slik oppføring.", "Id-en står i filen, og i loggen som json."
        )
    place = called[old.id]
    new = corrected(desk.run, old, _changes(desk, old, told))
    if isinstance(new, Hendelse):
        new = replace(new, foert_av=foert_av(desk, new.av, None))
    elif not isinstance(new, Fravaersperiode):
        there = new.til_stede if isinstance(new, Holdt) else ()
        new = replace(new, foert_av=skrevet_av(desk, there, getattr(new, "klasse", None)))
    change = Added(desk.folder.root / place.file, place.where, new)
    said = said_corrected(f": {_what(new)}", old.id)
    return Errand([change], place.message, said)


def _called(entry: Any) -> str:
    """Return the code that an entry may be meant by."""
    match entry:
        case Holdt():
            return entry.moete
        case Utfoert():
            return entry.aktivitet
        case FulgtOpp():
            return f"beslutning {entry.beslutning}"
        case _:
            return ""


def _changes(desk: Desk, entry: Any, told: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what was told. Raises WrongUsage for what such an entry does not have."""
    given = {name: value for name, value in told.items() if value not in (None, (), False)}
    wrong = [_option(name) for name in given if not hasattr(entry, name)]
    if wrong:
        raise WrongUsage(
            f"Dette har ikke oppføringen: {', '.join(wrong)}.", f"Den er {_what(entry)}."
        )
    skole = desk.mappe.plan.skole
    if "av" in given:
        given["av"] = known_role(skole, given["av"])
    if "til_stede" in given:
        given["til_stede"] = tuple(known_role(skole, each) for each in given["til_stede"])
    return given


def _what(entry: Any) -> str:
    match entry:
        case Fravaersperiode():
            said = f"fravær {periode(entry.fra, entry.til)} ({entry.type.value})"
        case Hendelse():
            said = f"{entry.steg}, {kort_dato(entry.dato)}"
        case _:
            said = f"{_called(entry)}, {kort_dato(entry.dato)}"
    return f"{said}, utgår" if getattr(entry, "utgaar", False) else said
