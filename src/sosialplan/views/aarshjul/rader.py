"""The wheel as rows: one a time for tables, one an activity for JSON."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from msgspec.structs import replace

from sosialplan.model.aarshjul import (
    Aktivitet,
    Aktivitetstid,
    Gang,
    GangerIAaret,
    Naar,
    Tidsrom,
    Tidsromslag,
)
from sosialplan.model.klassetrinn import trinn_i_maalgruppe, trinnord
from sosialplan.rules.kalender.datoord import UKEDAGER, dag_og_maaned
from sosialplan.rules.lesninger import TEGN


@dataclass(frozen=True, slots=True)
class Hjulrad:
    """One time of one activity, in words that can be printed as they are.

    ``uke`` says the ISO week or weeks. ``dato`` and ``frist`` leave the year out. No word
    starts with a digit, which Markdown could take for a numbered list.
    """

    nummer: int
    nr: str
    id: str
    seksjon: str
    tittel: str
    slag: Tidsromslag
    fra: date
    til: date
    uke: str
    dato: str
    naar: str
    frist: str
    ansvarlig: tuple[str, ...]
    maalgruppe: tuple[str, ...]
    lesning: str
    uavklart: bool
    alternativ: bool
    forklaring: str
    merknad: str


def rader(tider: tuple[Aktivitetstid, ...], rollenavn: Mapping[str, str]) -> tuple[Hjulrad, ...]:
    """Return a row for each time, by the wheel's own order."""
    return tuple(rad(tid, rom, rollenavn) for tid in tider for rom in tid.tidsrom)


def rad(
    tid: Aktivitetstid,
    rom: Tidsrom,
    rollenavn: Mapping[str, str],
    gang: Gang | None = None,
    si: Callable[[str], str] = str,
) -> Hjulrad:
    """Return the row of a time, or of one of its several times; ``si`` puts our words into the reader's form."""
    part, naar = rom.utsnitt, rom.naar
    first, last = (gang.fra, gang.til) if gang else (part.fra, part.til)
    name = tid.aktivitet.kort or tid.aktivitet.navn
    title = f"{name}: {naar.hva}" if naar.hva else name
    return Hjulrad(
        nummer=tid.nummer,
        nr=f"({tid.nummer})",
        id=tid.aktivitet.id,
        seksjon=tid.aktivitet.seksjon,
        tittel=f"{title}, {_of(gang, rom)}" if gang else title,
        slag=part.slag,
        fra=first,
        til=last,
        uke=uker(first, last, si),
        dato=fra_til(first, last, si),
        naar=rom.ord,
        frist=f"frist {dag_og_maaned(part.frist)}" if part.frist else "",
        ansvarlig=ansvarlige(tid.aktivitet, rollenavn, naar, si),
        maalgruppe=navn_paa(tid.aktivitet.maalgruppe, rollenavn, si),
        lesning=(naar.lesning or "").replace("-", " "),
        uavklart=rom.uavklart,
        alternativ=part.alternativ,
        forklaring=part.forklaring,
        merknad=naar.merknad or "",
    )


def fra_til(first: date, last: date, si: Callable[[str], str] = str) -> str:
    """Return a stretch of days in words, without years.

    >>> fra_til(date(2026, 8, 17), date(2026, 8, 28))
    'fra 17. til 28. august'
    """
    if first == last:
        return f"{si(UKEDAGER[first.weekday()])} {dag_og_maaned(first)}"
    same_month = (first.year, first.month) == (last.year, last.month)
    start = f"{first.day}." if same_month else dag_og_maaned(first)
    return f"{si('fra')} {start} til {dag_og_maaned(last)}"


def uker(first: date, last: date, si: Callable[[str], str] = str) -> str:
    """Return the ISO week or weeks of a stretch; 2026 has 53.

    >>> uker(date(2026, 12, 1), date(2027, 1, 15))
    'uke 49–2'
    """
    from_week, to_week = first.isocalendar().week, last.isocalendar().week
    one = from_week == to_week
    return f"{si('uke')} {from_week}" if one else f"{si('uke')} {from_week}–{to_week}"


def _of(gang: Gang, rom: Tidsrom) -> str:
    naar, count = rom.naar, len(rom.utsnitt.ganger)
    open_ended = isinstance(naar, GangerIAaret) and (naar.hoeyst is None or naar.hoeyst > count)
    return f"{gang.nummer} av {'minst ' if open_ended else ''}{count}"


def navn_paa(
    koder: tuple[str, ...], rollenavn: Mapping[str, str], si: Callable[[str], str] = str
) -> tuple[str, ...]:
    """Return the names of roles and grades; a code without a name is read as words."""
    return tuple(rollenavn.get(kode) or _audience(kode, si) for kode in koder)


def _audience(kode: str, si: Callable[[str], str]) -> str:
    trinn = trinn_i_maalgruppe(kode)
    return si(kode.replace("-", " ")) if trinn is None else f"{si('elever på')} {trinnord(trinn)}"


def ansvarlige(
    aktivitet: Aktivitet,
    rollenavn: Mapping[str, str],
    naar: Naar | None = None,
    si: Callable[[str], str] = str,
) -> tuple[str, ...]:
    """Return who has an activity, or one of its times; signed where the school must choose."""
    names = navn_paa((naar.ansvarlig if naar else ()) or aktivitet.ansvarlig, rollenavn, si)
    signed = not (naar and naar.ansvarlig) and _people_waiting(aktivitet)
    return (*names[:-1], f"{names[-1]} {si(TEGN)}") if names and signed else names


def is_of(tid: Aktivitetstid, rom: Tidsrom, roller: Container[str] | None) -> bool:
    """Tell whether one of the roles has an activity at one of its times; every role where none is named."""
    own = rom.naar.ansvarlig or tid.aktivitet.ansvarlig
    return roller is None or any(each in roller for each in own)


def of_roles(
    tider: Iterable[Aktivitetstid], roller: Container[str] | None
) -> tuple[Aktivitetstid, ...]:
    """Return the activities that the roles have, each with the times that are theirs."""
    if roller is None:
        return tuple(tider)
    kept = (
        replace(tid, tidsrom=tuple(rom for rom in tid.tidsrom if is_of(tid, rom, roller)))
        for tid in tider
    )
    return tuple(tid for tid in kept if tid.tidsrom)


def _people_waiting(aktivitet: Aktivitet) -> bool:
    """Tell whether the school must choose who has it; ``aktivitet`` is as it is read."""
    return any(each.ansvarlig for each in aktivitet.etter_valg)


def undecided_in(tider: Iterable[Aktivitetstid]) -> tuple[str, ...]:
    """Return the choices that the times or the activities wait for, each once."""
    times = (rom.naar.valg for tid in tider for rom in tid.tidsrom if rom.uavklart)
    words = (each.valg for tid in tider for each in tid.aktivitet.etter_valg)
    return tuple(dict.fromkeys(code for code in (*times, *words) if code))


def aktiviteter(tider: tuple[Aktivitetstid, ...]) -> list[dict[str, Any]]:
    """Return the activities for JSON: codes and dates, with each time's explanation."""
    return [
        {
            "id": tid.aktivitet.id,
            "nummer": tid.nummer,
            "navn": tid.aktivitet.navn,
            "hva": tid.aktivitet.hva,
            "seksjon": tid.aktivitet.seksjon,
            "temaer": [
                {"tema": tema.tema, "punkter": list(tema.punkter)} for tema in tid.aktivitet.temaer
            ],
            "ansvarlig": list(tid.aktivitet.ansvarlig),
            "ikke_valgt": list(undecided_in((tid,))),
            "målgruppe": list(tid.aktivitet.maalgruppe),
            "mangler": list(tid.aktivitet.mangler),
            "hjemmel": tid.aktivitet.hjemmel,
            "linjer": tid.aktivitet.linjer,
            "merknad": tid.aktivitet.merknad,
            "tider": [_tid(rom) for rom in tid.tidsrom],
            "ukjent": list(tid.ukjent),
        }
        for tid in tider
    ]


def _tid(rom: Tidsrom) -> dict[str, Any]:
    part, naar = rom.utsnitt, rom.naar
    return {
        "slag": part.slag,
        "når": rom.ord,
        "hva": naar.hva,
        "fra": part.fra.isoformat(),
        "til": part.til.isoformat(),
        "uke_fra": part.fra.isocalendar().week,
        "uke_til": part.til.isocalendar().week,
        "frist": part.frist.isoformat() if part.frist else None,
        "ganger": [
            {"nummer": gang.nummer, "fra": gang.fra.isoformat(), "til": gang.til.isoformat()}
            for gang in part.ganger
        ],
        "ansvarlig": list(naar.ansvarlig),
        "valg": naar.valg,
        "lesning": naar.lesning,
        "uavklart": rom.uavklart,
        "alternativ": part.alternativ,
        "grunnlag": naar.grunnlag,
        "forklaring": part.forklaring,
        "merknad": naar.merknad,
        "linjer": naar.linjer,
    }
