"""The wheel as a page to read: month by month from August, by ISO week, and what runs all year.

A time stands in the month and week in which it begins. In the months after, it is named
among what goes on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from types import MappingProxyType

from sosialplan.model.aarshjul import Aarshjul, Aktivitet, Aktivitetstid, Periode, Tidsromslag
from sosialplan.model.skole import Friperiode, Skolerute, Valg, Valgliste
from sosialplan.rules.kalender import datoord
from sosialplan.rules.lesninger import TEGN
from sosialplan.views.aarshjul.rader import (
    Hjulrad,
    ansvarlige,
    fra_til,
    navn_paa,
    rad,
    uker,
    undecided_in,
)

FLEST_GANGER = 8
"""What comes oftener than this a year is said once, not in every month."""

_MONTHS = (8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7)


_NO_LAW: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Fri:
    """Days off, as they are printed."""

    navn: str
    uke: str
    dato: str


@dataclass(frozen=True, slots=True)
class Uke:
    """An ISO week of a month: the days off and the times that begin in it."""

    uke: str
    fri: tuple[Fri, ...]
    rader: tuple[Hjulrad, ...]


@dataclass(frozen=True, slots=True)
class Paagaar:
    """Times that began in an earlier month, grouped by the day they end."""

    til: str
    rader: tuple[Hjulrad, ...]


@dataclass(frozen=True, slots=True)
class Maanedsbilde:
    """A month of the school year."""

    navn: str
    uker: tuple[Uke, ...]
    paagaar: tuple[Paagaar, ...]


@dataclass(frozen=True, slots=True)
class Aarsoppslag:
    """An activity in the list at the end."""

    overskrift: str
    aktivitet: Aktivitet
    ansvarlig: tuple[str, ...]
    maalgruppe: tuple[str, ...]
    naar: str
    ukjent: tuple[str, ...]
    lov: str | None = None
    """The law or the forskrift that demands the activity."""


@dataclass(frozen=True, slots=True)
class Seksjonsvisning:
    """A section and its activities."""

    navn: str
    oppslag: tuple[Aarsoppslag, ...]


@dataclass(frozen=True, slots=True)
class Aarsvisning:
    """The whole page. ``rute`` is None where the calendar is not known: then no dates stand."""

    skole: str
    skoleaar: str
    rute: Skolerute | None
    innledning: str
    merknader: tuple[str, ...]
    ikke_valgt: tuple[Valg, ...]
    maaneder: tuple[Maanedsbilde, ...]
    hele_aaret: tuple[Hjulrad, ...]
    seksjoner: tuple[Seksjonsvisning, ...]
    perioder: tuple[Periode, ...]


def aarsvisning(
    hjul: Aarshjul,
    tider: tuple[Aktivitetstid, ...],
    *,
    skole: str,
    skoleaar: str,
    rute: Skolerute | None,
    valg: Valgliste,
    rollenavn: Mapping[str, str],
    lov: Mapping[str, str] = _NO_LAW,
    si: Callable[[str], str] = str,
) -> Aarsvisning:
    """Shape the times of a school year for the reader; ``tider`` are ``aarets_tider``.

    ``lov`` says where a law reference stands in the law of that year, ``si`` our words in the reader's form.
    """
    singles = _singles(tider, rollenavn, si)
    return Aarsvisning(
        skole=skole,
        skoleaar=skoleaar.replace("-", "–"),
        rute=rute,
        innledning=_innledning(rute, si),
        merknader=_merknader(tider, rute, si),
        ikke_valgt=_ikke_valgt(tider, valg),
        maaneder=tuple(_maaned(_first(skoleaar, number), singles, rute, si) for number in _MONTHS),
        hele_aaret=_hele_aaret(tider, rollenavn, si),
        seksjoner=tuple(
            Seksjonsvisning(
                seksjon.navn,
                tuple(
                    _oppslag(tid, rollenavn, lov, si)
                    for tid in tider
                    if tid.aktivitet.seksjon == seksjon.seksjon
                ),
            )
            for seksjon in hjul.seksjoner
        ),
        perioder=hjul.perioder,
    )


def _innledning(rute: Skolerute | None, si: Callable[[str], str]) -> str:
    if rute is None:
        return ""
    first, last = rute.foerste_skoledag, rute.siste_skoledag
    return si("Skoleåret varer fra {fra} til {til} og har {antall} skoledager.").format(
        fra=datoord.ukedag_og_dato(first, si),
        til=datoord.ukedag_og_dato(last, si),
        antall=rute.antall_skoledager,
    )


def _singles(
    tider: tuple[Aktivitetstid, ...], rollenavn: Mapping[str, str], si: Callable[[str], str]
) -> tuple[Hjulrad, ...]:
    found: list[Hjulrad] = []
    for tid in tider:
        for rom in tid.tidsrom:
            part = rom.utsnitt
            if part.slag in {Tidsromslag.DAG, Tidsromslag.VINDU}:
                found.append(rad(tid, rom, rollenavn, si=si))
            elif len(part.ganger) <= FLEST_GANGER:
                found += [rad(tid, rom, rollenavn, gang, si) for gang in part.ganger]
    return tuple(sorted(found, key=lambda one: (one.fra, one.til, one.nummer)))


def _hele_aaret(
    tider: tuple[Aktivitetstid, ...], rollenavn: Mapping[str, str], si: Callable[[str], str]
) -> tuple[Hjulrad, ...]:
    return tuple(
        rad(tid, rom, rollenavn, si=si)
        for tid in tider
        for rom in tid.tidsrom
        if rom.utsnitt.slag is Tidsromslag.HELE_AARET or len(rom.utsnitt.ganger) > FLEST_GANGER
    )


def _first(skoleaar: str, number: int) -> date:
    year = int(skoleaar[:4])
    return date(year if number >= _MONTHS[0] else year + 1, number, 1)


def _maaned(
    first: date,
    singles: tuple[Hjulrad, ...],
    rute: Skolerute | None,
    si: Callable[[str], str],
) -> Maanedsbilde:
    begin = [one for one in singles if _same_month(one.fra, first)]
    off = [period for period in (rute.fri if rute else ()) if _same_month(period.fra, first)]
    weeks = sorted({_week(one.fra) for one in begin} | {_week(period.fra) for period in off})
    going_on = sorted((one for one in singles if one.fra < first <= one.til), key=_end)
    return Maanedsbilde(
        navn=f"{datoord.maaned(first.month)} {first.year}",
        uker=tuple(
            Uke(
                f"{si('uke')} {week[1]}",
                tuple(_fri(period, si) for period in off if _week(period.fra) == week),
                tuple(one for one in begin if _week(one.fra) == week),
            )
            for week in weeks
        ),
        paagaar=tuple(
            Paagaar(f"til {datoord.dag_og_maaned(last)}", tuple(group))
            for last, group in groupby(going_on, key=_end)
        ),
    )


def _oppslag(
    tid: Aktivitetstid,
    rollenavn: Mapping[str, str],
    lov: Mapping[str, str],
    si: Callable[[str], str],
) -> Aarsoppslag:
    words = dict.fromkeys(
        f"{rom.ord} {si(TEGN)}" if rom.uavklart else rom.ord for rom in tid.tidsrom
    )
    return Aarsoppslag(
        overskrift=f"{tid.nummer} {tid.aktivitet.navn}",
        aktivitet=tid.aktivitet,
        ansvarlig=ansvarlige(tid.aktivitet, rollenavn, si=si),
        maalgruppe=navn_paa(tid.aktivitet.maalgruppe, rollenavn, si),
        naar=", ".join(words) if words else si("ikke regnet ut"),
        ukjent=tid.ukjent,
        lov=lov.get(tid.aktivitet.hjemmel or ""),
    )


def _merknader(
    tider: tuple[Aktivitetstid, ...], rute: Skolerute | None, si: Callable[[str], str]
) -> tuple[str, ...]:
    if rute is None:
        return tuple(dict.fromkeys(why for tid in tider for why in tid.ukjent))
    notes = [f"{tid.aktivitet.navn}: {why}" for tid in tider for why in tid.ukjent]
    if rute.kontrollert is None:
        notes.append(
            si("Skoleruten for {kode} er ikke kontrollert, så datoer kan bli endret.").format(
                kode=rute.skoleaar
            )
        )
    notes += [
        f"{si('Usikker dag i skoleruten')}: {period.navn}, {datoord.spenn(period.fra, period.til)}."
        for period in rute.kanskje_fri
    ]
    return tuple(notes)


def _ikke_valgt(tider: tuple[Aktivitetstid, ...], valg: Valgliste) -> tuple[Valg, ...]:
    codes = undecided_in(tider)
    return tuple(one for one in valg.valg if one.valg in codes)


def _fri(period: Friperiode, si: Callable[[str], str]) -> Fri:
    return Fri(period.navn, uker(period.fra, period.til, si), fra_til(period.fra, period.til, si))


def _week(day: date) -> tuple[int, int]:
    """Return the ISO year and week, which sort right over the turn of the year."""
    iso = day.isocalendar()
    return iso.year, iso.week


def _same_month(day: date, first: date) -> bool:
    return (day.year, day.month) == (first.year, first.month)


def _end(one: Hjulrad) -> date:
    return one.til
