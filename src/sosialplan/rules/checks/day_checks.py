"""Checks of days and times: which way a day that a person sets may look, and when something was written down."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, get_args, get_type_hints

from msgspec import Meta

from sosialplan.model.felter.feltlinje import option
from sosialplan.model.felter.planfelt import AKTIVITETSPLAN
from sosialplan.model.moeter import Moetebok
from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.record import Record
from sosialplan.model.sak import Gjennomfoert, Sak
from sosialplan.model.sakspapirer import Felt
from sosialplan.rules.kalender.skolekalender import years_on

_MOVED = frozenset({"evalueres", "fra", "til", "tiltak"})
"""The days of a measure that its own command changes, and its text."""


class StaaendePost(NamedTuple):
    """A record of a file that nothing corrects, where it stands, and the records it stands in, outermost first."""

    record: Record
    where: TreePath
    around: tuple[Record, ...]


class _Looks(NamedTuple):
    """What the file calls a day, and which way it looks: ``plan``, ``fram`` or ``hendt``."""

    key: str
    retning: str


def check_days(value: Record, file: str, i_dag: date) -> Iterator[Finding]:
    """Yield each day of a file that cannot be meant: a plan before its entry or years on, a fact ahead.

    Which way each looks is said where its field is declared.
    """
    begun = value.opprettet if isinstance(value, Sak) else date.min
    for standing in standing_records(value, (), ()):
        on = _day_of_entry(standing, i_dag)
        on = (
            begun if years_on(begun, on) else on
        )  # a day so long before the case is told of by itself
        for name, (key, retning) in _looks(type(standing.record)).items():
            day = getattr(standing.record, name)
            feil = day and _doubt(day, retning, on, i_dag)
            if feil is not None:
                where = (*standing.where, key)
                values = {"felt": key, "feil": feil, "rett": mended_by(value, where)}
                yield Finding("K399", file, where, values)
    if isinstance(value, Sak):
        yield from _long_before(value, file)
        yield from _before_it_began(value, file)


def _before_it_began(sak: Sak, file: str) -> Iterator[Finding]:
    """Yield each evaluation of a measure that was carried out before it began, by any day it was said to begin."""
    for place, tiltak in enumerate(sak.aktivitetsplan.tiltak if sak.aktivitetsplan else ()):
        moved = (each for each in tiltak.endringer if each.felt is Felt.FRA)
        began = min((tiltak.fra, *_days(day for each in moved for day in (each.fra, each.til))))
        for number, each in enumerate(tiltak.evalueringer):
            done = each in tiltak.evaluert and each.gjennomfoert is not Gjennomfoert.NEI
            if done and each.dato < began:
                where = ("aktivitetsplan", "tiltak", place, "evalueringer", number, "dato")
                values = {"felt": "dato", "feil": "før tiltaket begynte", "rett": mended_by(sak, where)}  # fmt: skip
                yield Finding("K399", file, where, values)


def _days(said: Iterable[str | None]) -> Iterator[date]:
    """Yield those of some texts that are days."""
    for each in said:
        with suppress(ValueError):
            yield date.fromisoformat(each or "")


def _long_before(sak: Sak, file: str) -> Iterator[Finding]:
    """Yield each measure that began school years before its case: it may have run before, but hardly so long."""
    tiltak = sak.aktivitetsplan.tiltak if sak.aktivitetsplan else ()
    for place, each in enumerate(tiltak):
        if years_on(sak.opprettet, each.fra):
            where = ("aktivitetsplan", "tiltak", place, "fra")
            values = {"felt": "fra", "feil": "flere skoleår før saken", "rett": mended_by(sak, where)}  # fmt: skip
            yield Finding("K399", file, where, values)


def _doubt(day: date, retning: str, on: date, i_dag: date) -> str | None:
    """Say why a day cannot be meant, where ``on`` is the day of the entry it belongs to."""
    if retning == "hendt":
        return "etter i dag" if day > i_dag else None
    if years_on(day, on):
        return "flere skoleår fram"
    return "før dagen den er skrevet for" if retning == "plan" and day < on else None


def _day_of_entry(standing: StaaendePost, i_dag: date) -> date:
    """Return the day that the nearest record says is its own; today where none does."""
    days = (
        getattr(each, name, None)
        for each in (standing.record, *reversed(standing.around))
        for name in ("dato", "fra")
        if name not in _looks(type(each))
    )
    return next((day for day in days if isinstance(day, date)), i_dag)


def check_recorded(value: Record, file: str, i_dag: date) -> Iterator[Finding]:
    """Yield each entry of a file that says that it was written down at a time when it cannot have been.

    The program writes the time itself. One that is set by hand makes what came late look as if it was
    in time, or hides it from those who look for what is new.
    """
    for standing in standing_records(value, (), ()):
        told = getattr(standing.record, "registrert", None)
        if not isinstance(told, str):
            continue
        recorded, day = date.fromisoformat(told[:10]), getattr(standing.record, "dato", None)
        where, happened = (*standing.where, "registrert"), day is None or day <= i_dag
        if happened and recorded > i_dag:
            yield Finding("K407", file, where, {"når": "etter i dag"})
        elif day is not None and recorded < day <= i_dag:
            yield Finding("K407", file, where, {"når": "før dagen det gjelder"})


def standing_records(
    value: object, where: TreePath, around: tuple[Record, ...]
) -> Iterator[StaaendePost]:
    """Yield each record of a value; what was corrected is let be."""
    if isinstance(value, tuple):
        corrected = {getattr(each, "retter", None) for each in value}
        for place, each in enumerate(value):
            if getattr(each, "id", "") not in corrected:
                yield from standing_records(each, (*where, place), around)
    elif isinstance(value, Record):
        yield StaaendePost(value, where, around)
        for name, key in keys_of(type(value)).items():
            inner = getattr(value, name)
            if isinstance(inner, tuple | Record):
                yield from standing_records(inner, (*where, key), (*around, value))


@lru_cache(maxsize=128)
def keys_of(kind: type[Record]) -> Mapping[str, str]:
    """Return what the file calls each field of a record."""
    return dict(zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True))


def mended_by(value: Record, where: TreePath) -> str:
    """Return the command that corrects a day of a case, or the words for what is mended by hand."""
    if isinstance(value, Moetebok) and where[0] == "holdt" and where[-1] == "neste":
        return f"sosialplan møte rett {value.holdt[int(where[1])].id} --neste ÅÅÅÅ-MM-DD"
    if isinstance(value, Moetebok) and len(where) > 1 and where[0] in _BOOK:
        entry = getattr(value, _BOOK[str(where[0])])[int(where[1])].id
        own = len(where) == 3  # noqa: PLR2004 - the list, the place and a field of its own
        how = (
            "--notat …"
            if where[-1] == "notat" and own
            else "…"
            if own
            else "--utgår, og skriv det på nytt."
        )
        return f"sosialplan møte rett {entry} {how}"
    return (isinstance(value, Sak) and _command_for(value, where)) or "i filen, der den står."


_BOOK = {"holdt": "holdt", "utført": "utfoert", "fulgt_opp": "fulgt_opp"}
"""The lists of a meeting book whose entries have ids, by what the file calls them."""


def _command_for(value: Sak, where: TreePath) -> str | None:
    how = None
    match where:
        case ("beskrivelse",):
            how = f"sak endre {value.sak} --beskrivelse"
        case ("hendelser", int(_), "vedtak", *_):
            how = f"vedtak {value.sak} --rett"
        case ("hendelser", int(place), *_):
            how = f"rett {value.sak} {value.hendelser[place].id}"
        case ("aktivitetsplan", str(key)) if AKTIVITETSPLAN[key].valg:
            how = f"tiltak plan {value.sak} {option(key, AKTIVITETSPLAN[key])}"
        case ("aktivitetsplan", "tiltak", int(place), key) if (
            value.aktivitetsplan and key in _MOVED
        ):
            how = f"tiltak endre {value.sak} {value.aktivitetsplan.tiltak[place].id}"
        case ("aktivitetsplan", "tiltak", int(place), "evalueringer", int(which), *_) if (
            value.aktivitetsplan
        ):
            judged = value.aktivitetsplan.tiltak[place].evalueringer[which]
            how = f"tiltak rett {value.sak} {judged.id}"
    return how and f"sosialplan {how} …"


@lru_cache(maxsize=128)
def _looks(kind: type[Record]) -> Mapping[str, _Looks]:
    """Return which way the days of a kind of record look, by the field."""
    hints, keys = get_type_hints(kind, include_extras=True), keys_of(kind)
    found = {name: _said(hint) for name, hint in hints.items()}
    return {name: _Looks(keys[name], looks) for name, looks in found.items() if looks is not None}


def _said(hint: Any) -> str | None:
    for each in get_args(hint):
        if isinstance(each, Meta) and each.extra and "dag" in each.extra:
            return str(each.extra["dag"])
        found = _said(each)
        if found is not None:
            return found
    return None
