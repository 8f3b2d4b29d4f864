"""A day as a person writes it: ``30.11``, ``3. des``, ``i går``, ``mandag``, ``om to uker``, ``uke 49``.

What is written without its year is read by which way the one who asks looks: a fact lies behind, a plan
ahead. What can be two days is refused with both, never guessed.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from sosialplan.model.skrivemaate import Dagretning, Ukedel, fold
from sosialplan.rules.kalender.datoord import (
    MAANEDER,
    UKEDAGER,
    dag_og_maaned,
    dato,
    ukedag_og_dato,
)

FOERSTE_AAR, SISTE_AAR = 2000, 2099
"""A year outside of these is a slip of the finger: no case, plan or calendar of a school is from then."""
HVORDAN = "Skriv den som 23.11.2026, 23.11, «3. des», «i går», «mandag» eller «om to uker»."

FINNES_IKKE = "datoen finnes ikke."


class IkkeEnDag(ValueError):
    """What was written is no day, or could be two; the text says why, in Norwegian, as the end of a sentence."""


class LestDag(NamedTuple):
    """The day that was meant. ``iso`` tells whether it was written so; ``usikker`` is what was taken for granted.

    ``uten_aar`` tells that the year is guessed: nobody wrote it.
    """

    dag: date
    iso: bool = False
    usikker: str = ""
    uten_aar: bool = False

    @property
    def sagt(self) -> str:
        """What the person is told was understood, with its weekday; nothing of a day written as ISO has it."""
        return "" if self.iso else f"{ukedag_og_dato(self.dag)}. {self.usikker}".rstrip()

    def require_sure(self) -> date:
        """Return the day of something that is to be written down. Raises IkkeEnDag where its year was guessed far off."""
        if self.uten_aar and self.usikker:
            raise IkkeEnDag(f"uten år er det lest som {dato(self.dag)}. Skriv året.")
        return self.dag


_ENHETER = {
    "dag": 1, "dager": 1, "dagar": 1, "uke": 7, "uker": 7, "veke": 7, "veker": 7,
    "maned": 0, "maneder": 0, "manad": 0, "manader": 0,
}  # fmt: skip
"""The units of a distance, folded, in days; a month has no number of days of its own."""
_TALL = {
    "en": 1, "én": 1, "ei": 1, "ett": 1, "et": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6,
    "sju": 7, "syv": 7, "atte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12, "fjorten": 14,
}  # fmt: skip
_DAGER = {
    "i dag": 0, "idag": 0, "i gar": -1, "igar": -1, "i morgen": 1, "imorgen": 1, "i morgon": 1,
    "i overmorgen": 2, "overmorgen": 2, "i forgars": -2, "forgars": -2,
}  # fmt: skip
_UKER = {"denne": 0, "neste": 1, "forrige": -1, "siste": -1}
_UKEDAG = {
    **{fold(each): number for number, each in enumerate(UKEDAGER)},
    "tysdag": 1, "laurdag": 5, "sundag": 6,
    "man": 0, "tir": 1, "tirs": 1, "ons": 2, "tor": 3, "tors": 3, "fre": 4, "lor": 5, "son": 6,
}  # fmt: skip
_MAANED = {
    fold(name)[:length]: number
    for number, name in enumerate(MAANEDER, 1)
    for length in range(3, len(name) + 1)
}
"""The months by their names and every beginning of them, folded; three letters tell all of them apart."""
_LANGT = 183
"""Days: what was read by its direction alone, and lies farther off, may have been meant of another year."""
_HUNDREAAR = 2000
_TO_SIFRE = 2
_UKEN = 7


Skoledag = Callable[[date], bool | None]


class _Dagen(NamedTuple):
    """From where, and which way, a day is looked for."""

    i_dag: date
    retning: Dagretning
    ukedel: Ukedel | None
    skoledag: Skoledag


def lest_dag(
    skrevet: str,
    i_dag: date,
    retning: Dagretning,
    ukedel: Ukedel | None = None,
    skoledag: Skoledag = lambda _: None,
) -> LestDag:
    """Return the day that was written, seen from ``i_dag``. Raises IkkeEnDag.

    Two figures of a year are of this century; ``3.4`` is the third of April. ``ukedel`` is the day that a
    week stands for; where none does, a week is no day. ``skoledag`` tells whether a day is a school day, None where
    no calendar is known; it is asked for the last day of a week alone.

    >>> lest_dag("30.11", date(2026, 12, 1), Dagretning.BAKOVER).dag
    datetime.date(2026, 11, 30)
    """
    text = " ".join(fold(skrevet).split()).rstrip(".,")
    text = text.removeprefix("den ")
    sted = _Dagen(i_dag, retning, ukedel, skoledag)
    for form, les in _FORMER:
        if found := re.fullmatch(form, text):
            return les(found.groupdict(), sted)
    raise IkkeEnDag(f"dette er ikke en dato. {HVORDAN}")


def _iso(found: Mapping[str, str], _: _Dagen) -> LestDag:
    return LestDag(_day(int(found["aar"]), int(found["mnd"]), int(found["dag"])), iso=True)


def _with_month(found: Mapping[str, str], sted: _Dagen) -> LestDag:
    """Read a day of a month, with or without its year and its weekday."""
    read = _of_month(found, sted)
    weekday = found.get("ukedag")
    if weekday and _UKEDAG[weekday] != read.dag.weekday():
        raise IkkeEnDag(
            f"{dato(read.dag)} er en {UKEDAGER[read.dag.weekday()]}, ikke en {UKEDAGER[_UKEDAG[weekday]]}. "
            "Hva er rett?"
        )
    return read


def _of_month(found: Mapping[str, str], sted: _Dagen) -> LestDag:
    day, month = int(found["dag"]), _month(found["mnd"])
    typed = found.get("aar")
    if typed:
        return LestDag(
            _day(int(typed) + (_HUNDREAAR if len(typed) == _TO_SIFRE else 0), month, day)
        )
    _day(_HUNDREAAR, month, day)  # a leap year: what is no day then, never is one
    now = (sted.i_dag.month, sted.i_dag.day)
    back, ahead = sted.i_dag.year - ((month, day) > now), sted.i_dag.year + ((month, day) < now)
    if sted.retning is not Dagretning.NAERMEST:
        year = back if sted.retning is Dagretning.BAKOVER else ahead
    else:
        behind = _last(back, month, day)
        year = back if sted.i_dag - behind < _last(ahead, month, day) - sted.i_dag else ahead
    try:
        read = date(year, month, day)
    except ValueError:
        raise IkkeEnDag(f"{day}. {MAANEDER[month - 1]} finnes ikke i {year}. Skriv året.") from None
    far = abs((read - sted.i_dag).days) > _LANGT
    usikker = "Er det et annet år, så skriv året." if far else ""
    return LestDag(read, usikker=usikker, uten_aar=True)


def _last(year: int, month: int, day: int) -> date:
    """Return the day, or in a year that lacks it the last of its month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day, (following - timedelta(days=1)).day))


def _near(found: Mapping[str, str], sted: _Dagen) -> LestDag:
    return LestDag(_within(sted.i_dag + timedelta(days=_DAGER[found["ord"]])))


def _distance(found: Mapping[str, str], sted: _Dagen) -> LestDag:
    """Read ``om to uker`` and ``for tre dager siden``."""
    typed = found["tall"]
    way = 1 if found["om"] else -1
    count = way * (int(typed) if typed.isdecimal() else _TALL[typed])
    unit = _ENHETER[found["enhet"]]
    if unit:
        return LestDag(_within(sted.i_dag + timedelta(days=count * unit)))
    from sosialplan.rules.kalender.skolekalender import add_months  # noqa: PLC0415 - start-up

    return LestDag(_within(add_months(sted.i_dag, count)))


def _weekday_alone(found: Mapping[str, str], sted: _Dagen) -> LestDag:
    """Read ``mandag``, ``på mandag``, ``forrige fredag``, ``neste tirsdag`` and ``kommende onsdag``.

    Only the weekday alone may be today, so then it is asked; ``på`` is the next or the last other one.
    """
    number, which = _UKEDAG[found["ukedag"]], found["hvilken"]
    ahead = sted.i_dag + timedelta(days=(number - sted.i_dag.weekday() - 1) % _UKEN + 1)
    back = sted.i_dag - timedelta(days=(sted.i_dag.weekday() - number - 1) % _UKEN + 1)
    name = UKEDAGER[number]
    if which == "forrige" and back >= _monday(sted.i_dag):
        raise _two(f"«forrige {name}»", back, back - timedelta(days=_UKEN))
    if which == "neste" and ahead < _monday(sted.i_dag) + timedelta(days=_UKEN):
        raise _two(f"«neste {name}»", ahead, ahead + timedelta(days=_UKEN))
    behind = sted.retning is Dagretning.BAKOVER
    if not which and number == sted.i_dag.weekday():
        raise _two(f"«{name}» på en {name}", sted.i_dag, back if behind else ahead)
    open_ = which in {None, "pa", "na pa"}
    if which in {"forrige", "sist", "siste"} or (open_ and behind):
        return LestDag(back)
    return LestDag(ahead)


def _two(what: str, one: date, other: date) -> IkkeEnDag:
    return IkkeEnDag(f"{what} kan være {dato(one)} eller {dato(other)}. Skriv datoen.")


def _week(found: Mapping[str, str], sted: _Dagen) -> LestDag:
    """Read a week, with the weekday that is meant, or the first or last day of it where one is asked for."""
    monday = _monday_of(found, sted)
    if found["ukedag"]:
        return LestDag(monday + timedelta(days=_UKEDAG[found["ukedag"]]))
    friday = monday + timedelta(days=4)
    if sted.ukedel is None:
        raise IkkeEnDag(
            f"det er en hel uke, og her trengs én dag, fra mandag {dag_og_maaned(monday)} til "
            f"fredag {dato(friday)}. Skriv dagen, som «onsdag i uke {monday.isocalendar().week}»."
        )
    if sted.ukedel is Ukedel.FOERSTE:
        return LestDag(monday, usikker="Det er den første dagen i uken.")
    return _last_of_week(monday, sted.skoledag)


def _last_of_week(monday: date, skoledag: Skoledag) -> LestDag:
    """Return the last school day of a week; where no calendar is known the last day that is no holiday."""
    from sosialplan.rules.kalender.day_counting import not_virkedag  # noqa: PLC0415 - start-up

    for day in (monday + timedelta(days=number) for number in range(4, -1, -1)):
        at_school = skoledag(day)
        if at_school:
            return LestDag(day, usikker="Det er den siste skoledagen i uken.")
        if at_school is None and not not_virkedag(day):
            return LestDag(day, usikker="Det er den siste virkedagen i uken.")
    raise IkkeEnDag(
        f"det er ingen skoledag i uke {monday.isocalendar().week}, fra mandag {dag_og_maaned(monday)}. Skriv datoen."
    )


def _monday_of(found: Mapping[str, str], sted: _Dagen) -> date:
    if named := found["navn"]:
        return _monday(sted.i_dag) + timedelta(weeks=_UKER[named])
    week, typed = int(found["uke"]), found["aar"]
    if typed:
        mondays = _mondays(week, (_day(int(typed), 1, 1).year,))
    else:
        now, this = _monday(sted.i_dag), sted.i_dag.isocalendar().year
        mondays = sorted(
            (
                each
                for each in _mondays(week, range(this - 1, this + 2))
                if _lies(each, now, sted.retning)
            ),
            key=lambda each: abs(each - now),
        )
    if not mondays:
        raise IkkeEnDag("det finnes ingen slik uke. Skriv datoen.")
    return mondays[0]


def _lies(monday: date, now: date, retning: Dagretning) -> bool:
    """Tell whether a week lies the way that is looked; this week lies both ways."""
    return (monday >= now or retning is not Dagretning.FRAMOVER) and (
        monday <= now or retning is not Dagretning.BAKOVER
    )


def _mondays(week: int, years: Iterable[int]) -> list[date]:
    return [
        date.fromisocalendar(year, week, 1)
        for year in years
        if 1 <= week <= date(year, 12, 28).isocalendar().week
    ]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(typed: str) -> int:
    month = int(typed) if typed.isdecimal() else _MAANED.get(typed)
    if month is None:
        raise IkkeEnDag(f"det finnes ingen slik måned. {HVORDAN}")
    return month


def _day(year: int, month: int, day: int) -> date:
    if not FOERSTE_AAR <= year <= SISTE_AAR:
        raise IkkeEnDag(f"året må være fra {FOERSTE_AAR} til {SISTE_AAR}. Er det skrevet feil?")
    try:
        return date(year, month, day)
    except ValueError:
        raise IkkeEnDag(FINNES_IKKE) from None


def _within(day: date) -> date:
    return _day(day.year, day.month, day.day)


def _form(pattern: str) -> str:
    return pattern.replace("UKEDAG", "|".join(_UKEDAG))


_FORMER: tuple[tuple[str, Callable[[Mapping[str, str], _Dagen], LestDag]], ...] = (
    (_form(r"(?P<aar>[0-9]{4})-(?P<mnd>[0-9]{1,2})-(?P<dag>[0-9]{1,2})"), _iso),
    (
        _form(
            r"(?:(?P<ukedag>UKEDAG)\.?,? (?:den )?)?"
            r"(?P<dag>[0-9]{1,2}) ?[./] ?(?P<mnd>[0-9]{1,2})(?: ?[./-] ?(?P<aar>[0-9]{4}|[0-9]{2}))?"
        ),
        _with_month,
    ),
    (_form(r"(?P<dag>[0-9]{1,2})-(?P<mnd>[0-9]{1,2})-(?P<aar>[0-9]{4})"), _with_month),
    (
        _form(
            r"(?:(?P<ukedag>UKEDAG)\.?,? (?:den )?)?"
            r"(?P<dag>[0-9]{1,2})\.? ?(?P<mnd>[a-z]{3,9})(?:(?:[.,]+ ?| )(?P<aar>[0-9]{4}|[0-9]{2}))?"
        ),
        _with_month,
    ),
    (_form(f"(?P<ord>{'|'.join(_DAGER)})"), _near),
    (
        _form(
            f"(?:(?P<om>om) |for )?(?P<tall>[0-9]{{1,3}}|{'|'.join(_TALL)}) (?P<enhet>{'|'.join(_ENHETER)})"
            "(?(om)|(?: siden| sidan))"
        ),
        _distance,
    ),
    (_form(r"(?:(?P<hvilken>forrige|sist|siste|neste|kommende|forstkommende|na pa|pa) )?(?P<ukedag>UKEDAG)"), _weekday_alone),
    (
        _form(
            r"(?:(?P<ukedag>UKEDAG)(?: i)? |i )?"
            r"(?:(?:uke|veke|u)\.? ?(?P<uke>[0-9]{1,2})(?:[ /,]+(?P<aar>[0-9]{4}))?"
            r"|(?P<navn>denne|neste|forrige|siste) (?:uke|uken|uka|veke|veka))"
        ),
        _week,
    ),
)  # fmt: skip
"""The forms of a day, each with its reader; a text has one of them. They are compiled when they are reached (start-up)."""
