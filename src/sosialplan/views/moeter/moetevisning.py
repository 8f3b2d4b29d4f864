"""Meetings shaped for a reader: in words, as proposed dates, and as an agenda that names nobody."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sosialplan.model.moeter import Deltaker, Henter, Hyppighet, Intervall, Moete
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.rules.dekning import Dekning
from sosialplan.rules.lesninger import TEGN, sign
from sosialplan.rules.moeter.beslutninger import OF_THE_MEETING
from sosialplan.rules.moeter.moeteplan import Hull, Moeteforslag
from sosialplan.rules.moeter.saksliste import Sakspunkt
from sosialplan.tekster.maalform import talt
from sosialplan.views.aarshjul.rader import uker
from sosialplan.views.datoer import kort_dato
from sosialplan.views.roller import rolle

PLAN_HEADERS = ("Dato", "Uke", "Møte", "For", "Hos", "Lesning")


def plan_cells(each: Moeteforslag, waits: Collection[str] = ()) -> tuple[str, ...]:
    """Return a proposal as the texts of ``PLAN_HEADERS``; ``waits`` are the readings not chosen."""
    return (
        kort_dato(each.dato),
        str(each.dato.isocalendar().week),
        each.moete,
        each.for_hva or "",
        each.hos or "",
        _reading(each, waits),
    )


def gap_words(each: Hull, waits: Collection[str] = ()) -> str:
    """Say what cannot be reached, and where."""
    return f"{_who(each, waits)}, {each.mangler} {'møte' if each.mangler == 1 else 'møter'} for lite {kort_dato(each.fra)}–{kort_dato(each.til)}."


def missing_words(each: Dekning, waits: Collection[str] = ()) -> str:
    """Say how many were held, and which was the first that was not, by its week."""
    first, more = each.mangler[0], len(each.mangler) - 1
    weeks = uker(first.fra, first.til)
    return (
        f"{_who(each, waits)}: {each.holdt or 'ingen'} av {talt(each.ventet, 'møte', 'møter')} er ført som holdt i tide. "
        f"{weeks[:1].upper()}{weeks[1:]}{f' og {more} til' if more else ''} mangler."
    )


def _reading(each: Moeteforslag | Hull | Dekning, waits: Collection[str]) -> str:
    name = each.lesning or ""
    return f"{name} {TEGN}" if name in waits else name


def _who(each: Hull | Dekning, waits: Collection[str]) -> str:
    reading = f" ({_reading(each, waits).replace(f' {TEGN}', ', ikke valgt')})" * bool(each.lesning)
    name = each.moete[:1].upper() + each.moete[1:]
    parts = (name + reading, each.for_hva, f"hos {each.hos}" if each.hos else None)
    return " ".join(part for part in parts if part)


def plan_values(
    dates: Sequence[Moeteforslag],
    gaps: Sequence[Hull],
    behind: Sequence[Dekning],
    waits: Collection[str] = (),
) -> dict[str, object]:
    """Return it all as plain values: the stable form of JSON."""
    return {
        "forslag": [
            {**_key(each), "uavklart": each.lesning in waits, "dato": each.dato.isoformat()}
            for each in dates
        ],
        "kan_ikke_nås": [
            {
                **_key(each),
                "fra": each.fra.isoformat(),
                "til": each.til.isoformat(),
                "mangler": each.mangler,
            }
            for each in gaps
        ],
        "ikke_nådd": [coverage_values(each) for each in behind],
    }


def coverage_values(each: Dekning) -> dict[str, object]:
    """Return a coverage as plain values."""
    return {
        **_key(each),
        "ventet": each.ventet,
        "holdt": each.holdt,
        "prosent": each.prosent,
        "mangler": [
            {"fra": part.fra.isoformat(), "til": part.til.isoformat()} for part in each.mangler
        ],
    }


def _key(each: Moeteforslag | Hull | Dekning) -> dict[str, object]:
    return {
        "møte": each.moete,
        "lesning": each.lesning,
        "hos": each.hos,
        "for": each.for_hva,
    }


HEADERS = ("Sak", "Klasse", "Hva", "Dato")
_WITHOUT_DETAIL = {
    Henter.BESLUTNING: "En beslutning fra før følges opp",
    Henter.FRAVAER: "Fraværet har nådd et trinn i fraværstrappen",
    Henter.DROEFTING: "Skal drøftes i møtet",
}


class Punkt(Value, frozen=True):
    """A point as it is shown. An anonymous one has no number, no class, no date and no detail."""

    merke: str
    anonymt: bool
    henter: Henter
    hva: str
    klasse: str | None = None
    dato: date | None = None


class Saksliste(Value, frozen=True):
    """The agenda: what always stands on it, the points, and which case each mark hides."""

    moete: Moete
    per: date
    punkter: tuple[Punkt, ...]
    noekkel: tuple[tuple[str, str], ...]


def shown(moete: Moete, per: date, points: Sequence[Sakspunkt], *, anonymous: bool) -> Saksliste:
    """Return the agenda as it is shown; with ``anonymous`` no case is open."""
    marks: dict[str, str] = {}
    for each in points:
        if each.sak is not None and (anonymous or not each.aapen):
            marks.setdefault(each.sak, f"anonym {len(marks) + 1}")
    return Saksliste(
        moete,
        per,
        tuple(dict.fromkeys(_point(each, marks.get(each.sak or "")) for each in points)),
        tuple((mark, sak) for sak, mark in marks.items()),
    )


def _point(each: Sakspunkt, mark: str | None) -> Punkt:
    signed = f" {TEGN}" if each.uavklart else ""
    if mark is not None:
        return Punkt(
            mark,
            anonymt=True,
            henter=each.henter,
            hva=_WITHOUT_DETAIL.get(each.henter, each.hva) + signed,
        )
    return Punkt(
        each.sak or OF_THE_MEETING,
        anonymt=False,
        henter=each.henter,
        hva=each.hva + signed,
        klasse=each.klasse,
        dato=each.dato,
    )


def as_cells(punkt: Punkt, dag: Callable[[date], str] = kort_dato) -> tuple[str, str, str, str]:
    """Return a point as the texts of ``HEADERS``; ``dag`` says a day."""
    day = dag(punkt.dato) if punkt.dato else ""
    return (punkt.merke, punkt.klasse or "", punkt.hva, day)


def as_values(punkt: Punkt) -> dict[str, object]:
    """Return a point as plain values: the stable form of JSON."""
    return {
        "merke": punkt.merke,
        "anonymt": punkt.anonymt,
        "klasse": punkt.klasse,
        "slag": punkt.henter.value,
        "hva": punkt.hva,
        "dato": punkt.dato.isoformat() if punkt.dato else None,
    }


_EACH = {
    Intervall.UKE: "hver uke",
    Intervall.MAANED: "hver måned",
    Intervall.SKOLEAAR: "i skoleåret",
}


@dataclass(frozen=True, slots=True)
class Moetevisning:
    """A meeting in words; each frequency and reading a text of its own."""

    kode: str
    navn: str
    hva: str
    hvor_ofte: tuple[str, ...]
    medlemmer: tuple[str, ...]
    alltid: tuple[str, ...]
    saksliste: tuple[str, ...]
    kilde: str
    linjer: str
    merknad: str
    medlemmer_kilde: str = ""
    saksliste_kilde: str = ""


def moetevisninger(plan: Plan, si: Callable[[str], str] = str) -> tuple[Moetevisning, ...]:
    """Return every meeting of the plan, then every duty that is no meeting of it.

    ``si`` puts our words into the reader's form of Norwegian.
    """
    known = {each.moete for each in plan.moeter.moeter}
    meetings = tuple(
        Moetevisning(
            each.moete,
            each.navn,
            each.hva.strip(),
            tuple(_how_often(how, plan, si) for how in each.hyppighet),
            tuple(_person(person, plan, si) for person in each.medlemmer),
            tuple(_person(person, plan, si) for person in each.maa_vaere_med),
            each.saksliste,
            each.kilde,
            str(each.linjer or ""),
            (each.merknad or "").strip(),
            each.medlemmer_kilde or "",
            each.saksliste_kilde or "",
        )
        for each in plan.moeter.moeter
    )
    duties = tuple(
        Moetevisning(
            each.moete, each.navn, each.hva.strip(), (_of_rule(each.regel, plan, si),),
            tuple(rolle(plan.skole, code) for code in each.ansvarlig), (), (),
            si("skolens plan"), str(each.linjer or ""), "",
        )
        for each in plan.moeter.plikter
        if each.moete not in known
    )  # fmt: skip
    return meetings + duties


def _person(person: Deltaker, plan: Plan, si: Callable[[str], str]) -> str:
    words = " eller ".join(rolle(plan.skole, each) for each in person.en_av)
    where = f" ({person.hos})" if person.hos else ""
    return f"{words}{where}{si(sign(plan.valg, person))}"


def _how_often(how: Hyppighet, plan: Plan, si: Callable[[str], str]) -> str:
    where = f" hos {rolle(plan.skole, how.hos)}" if how.hos else ""
    if how.i is None:
        words = _of_rule(how.regel or "", plan, si)
    else:
        least, most = how.minst, how.hoeyst
        count = f"{least}–{most}" if least and most and least != most else f"{least or most}"
        if how.gjerne and least:
            count = f"{least}–{how.gjerne}"
        prefix = "minst " if least and not most else ""
        each = "hver {antall}. uke" if how.uker > 1 else _EACH[how.i]
        words = f"{prefix}{count} {si(each).format(antall=how.uker)}"
    return f"{words}{where}{si(sign(plan.valg, how))}"


def _of_rule(code: str, plan: Plan, si: Callable[[str], str]) -> str:
    rule = plan.regel(code)
    latest = rule.versjoner[-1] if rule else None
    if latest is None or latest.antall is None:
        return si("etter egen regel")
    return si("hver {antall}. uke").format(antall=latest.antall)
