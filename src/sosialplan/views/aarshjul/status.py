"""The status of the wheel shaped for a reader: in groups, what is missing first.

Numbers of pupils under five, and what they could be reckoned from, are kept back as in the goals.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from sosialplan.model.record import Value
from sosialplan.model.skole import Valgliste
from sosialplan.rules.aarshjul_status import Delstatus, Forekomst, Tilstand
from sosialplan.rules.dekning import percent
from sosialplan.rules.lesninger import TEGN
from sosialplan.rules.maaltelling import Maalantall
from sosialplan.tekster.maalform import talt
from sosialplan.views.aarshjul.rader import ansvarlige, uker
from sosialplan.views.datoer import kort_dato
from sosialplan.views.maaltall import FOR_FAA, five_in_words, in_five, is_small

HEADERS = ("Nr", "Aktivitet", "Når", "Holdt", "Hvem")
GROUPS = (
    ("Mangler", (Tilstand.MANGLER,)),
    ("Skal holdes nå", (Tilstand.NAA,)),
    ("Holdt, eller i rute", (Tilstand.GJORT, Tilstand.I_RUTE)),
    ("Kommer", (Tilstand.KOMMER,)),
    ("Tiden kan ikke regnes ut", (Tilstand.UKJENT,)),
)
"""The groups in the order they are shown; what goes on all the year, or is not chosen, is told last."""
_SHOWN = 3
"""So many stretches or classes at most are named in a row."""


class Statusrad(Value, frozen=True):
    """A part of an activity, and whether its numbers are kept back."""

    del_: Delstatus
    skjermet: bool
    avrundet: bool = False
    """Whether the numbers are told in fives, as those of the goals."""

    @property
    def tittel(self) -> str:
        """The activity, and its part where it has one."""
        name = self.del_.aktivitet.kort or self.del_.aktivitet.navn
        part = self.del_.naar.hva if self.del_.naar else None
        said = f"{name} ({part})" if part else name
        return f"{said} {TEGN}" if self.del_.uavklart else said


def rows_of(parts: Sequence[Delstatus], *, ledelsen: bool) -> tuple[Statusrad, ...]:
    """Return a row for each part."""
    return tuple(
        Statusrad(
            each,
            each.om_elever and not ledelsen and is_small(Maalantall(each.holdt, each.ventet)),
            each.om_elever and not ledelsen,
        )
        for each in parts
    )


def summary(rows: Sequence[Statusrad]) -> str:
    """Return the coverage of all that is held by day, in words."""
    asked, held = totals(rows)
    if asked == 0:
        return "Ingenting skulle vært holdt ennå."
    return f"{held} av {asked} er holdt ({percent(held, asked)} %)."


def totals(rows: Sequence[Statusrad]) -> tuple[int, int]:
    """Return how many were asked for and held; numbers of pupils are another thing."""
    counted = [row.del_ for row in rows if not row.del_.om_elever]
    return sum(each.ventet for each in counted), sum(each.holdt for each in counted)


def in_group(rows: Sequence[Statusrad], states: Sequence[Tilstand], per: date) -> list[Statusrad]:
    """Return the rows that stand so, the most urgent first; what is kept back is in no group."""
    own = [row for row in rows if row.del_.tilstand in states and not row.skjermet]
    return sorted(own, key=lambda row: (_urgent(row.del_, per), row.del_.nummer))


def _urgent(each: Delstatus, per: date) -> date:
    """Return the day by which the next time must be held, or from which it can be."""
    open_ = [one for one in each.ganger if one.utfoert is None and one.til >= per]
    if each.tilstand is Tilstand.NAA:
        return open_[0].til
    return open_[0].fra if open_ and each.tilstand is Tilstand.KOMMER else date.min


def as_cells(
    row: Statusrad,
    per: date,
    rollenavn: Mapping[str, str],
    si: Callable[[str], str] = str,
    dag: Callable[[date], str] = kort_dato,
) -> tuple[str, ...]:
    """Return a part as the texts of ``HEADERS``.

    ``si`` puts our words into the reader's form of Norwegian, ``dag`` says a day: as on the screen, unless a paper says otherwise.
    """
    each = row.del_
    return (
        str(each.nummer),
        row.tittel,
        each.ord if row.avrundet else _when(each, per, si, dag),
        _coverage(row),
        ", ".join(ansvarlige(each.aktivitet, rollenavn, each.naar, si)),
    )


def _coverage(row: Statusrad) -> str:
    each = row.del_
    if each.ventet == 0:
        return ""
    if row.avrundet:
        return f"{five_in_words(each.holdt)}/{five_in_words(each.ventet)}"
    return f"{percent(each.holdt, each.ventet)} % ({each.holdt}/{each.ventet})"


def _when(each: Delstatus, per: date, si: Callable[[str], str], dag: Callable[[date], str]) -> str:
    """Say which times are missing, until when, from when, or when it was held."""
    if each.mangler_for:
        until = [one.til for one in each.ganger if one.tilstand(per) is Tilstand.NAA]
        when = f"{si('innen')} {dag(until[0])}, " if until else ""
        return f"{when}{si('mangler for')} {_some(each.mangler_for, si)}"
    if each.strekk:
        return _some([_stretch(one.fra, one.til, si, dag) for one in each.strekk], si)
    wanted = Tilstand.KOMMER if each.tilstand is Tilstand.I_RUTE else each.tilstand
    times = [one for one in each.ganger if one.tilstand(per) is wanted]
    match wanted:
        case Tilstand.NAA:
            words = [f"{si('innen')} {dag(one.til)}" for one in times[:1]]
        case Tilstand.KOMMER:
            words = [f"{si('fra')} {dag(one.fra)}" for one in times[:1]]
        case Tilstand.MANGLER:
            words = [_stretch(one.fra, one.til, si, dag) for one in times]
        case _:
            words = [_held(one, si, dag) for one in times]
    return _some(words, si) or each.ord


def _stretch(first: date, last: date, si: Callable[[str], str], dag: Callable[[date], str]) -> str:
    return dag(first) if first == last else uker(first, last, si)


def _held(one: Forekomst, si: Callable[[str], str], dag: Callable[[date], str]) -> str:
    day = dag(one.utfoert) if one.utfoert else ""
    return day if one.i_tide else f"{day} ({si('utenfor tiden')})"


def _some(words: Sequence[str], si: Callable[[str], str]) -> str:
    more = len(words) - _SHOWN
    return ", ".join(words[:_SHOWN]) + (f" {si('og')} {more} til" if more > 0 else "")


def all_year(rows: Sequence[Statusrad]) -> str:
    """Name what goes on all the year, with how often it was held where that was written down."""
    going = [row for row in rows if row.del_.tilstand is Tilstand.LOEPENDE]
    counted = {row.del_.nummer for row in rows if row.del_.tilstand is not Tilstand.LOEPENDE}
    return ", ".join(
        f"{row.tittel} ({talt(len(row.del_.bevis), 'gang', 'ganger')})"
        if row.del_.bevis
        else row.tittel
        for row in going
        if row.del_.bevis or row.del_.nummer not in counted
    )


def notes(rows: Sequence[Statusrad], valg: Valgliste) -> Iterator[str]:
    """Yield what is kept back, and what the school has not chosen."""
    for row in rows:
        if row.skjermet:
            yield f"{row.tittel}: {FOR_FAA}. Ledelsen: sosialplan årshjul status --ledelsen"
    undecided = (
        (row.del_.naar.valg or "", row.tittel)
        for row in rows
        if row.del_.tilstand is Tilstand.IKKE_VALGT and row.del_.naar
    )
    for code, title in dict(undecided).items():
        choice = valg.find(code)
        if choice is not None:
            yield f"{title} er ikke regnet med. Skolen må velge: {choice.spoersmaal}"


def as_values(rows: Sequence[Statusrad], per: date) -> dict[str, object]:
    """Return it all as plain values; what is kept back is null."""
    asked, held = totals(rows)
    return {
        "dekning": {"ventet": asked, "holdt": held, "prosent": percent(held, asked)},
        "aktiviteter": [_values(row, per) for row in rows],
    }


def _values(row: Statusrad, per: date) -> dict[str, object]:
    each = row.del_
    shown = not row.skjermet
    return {
        "id": each.aktivitet.id,
        "nummer": each.nummer,
        "navn": each.aktivitet.navn,
        "del": each.naar.hva if each.naar else None,
        "når": each.ord,
        "status": each.tilstand.value if shown else None,
        "ventet": (in_five(each.ventet)[0] if row.avrundet else each.ventet) if shown else None,
        "holdt": (in_five(each.holdt)[0] if row.avrundet else each.holdt) if shown else None,
        "prosent": percent(each.holdt, each.ventet) if shown and not row.avrundet else None,
        "skjermet": row.skjermet,
        "avrundet": row.avrundet and shown,
        "uavklart": each.uavklart,
        "møte": each.naar.moete if each.naar else None,
        "teller": each.naar.teller.value if each.naar and each.naar.teller else None,
        "mangler_for": list(each.mangler_for) if shown and not row.avrundet else [],
        "mangler": [
            {"fra": one.fra.isoformat(), "til": one.til.isoformat()}
            for one in (each.strekk if shown and not row.avrundet else ())
        ],
        "ganger": [
            {
                "for": one.for_hva,
                "fra": one.fra.isoformat(),
                "til": one.til.isoformat(),
                "status": one.tilstand(per).value,
                "utført": one.utfoert.isoformat() if one.utfoert else None,
                "i_tide": one.i_tide,
            }
            for one in each.ganger
        ],
        "bevis": [day.isoformat() for day in each.bevis],
    }
