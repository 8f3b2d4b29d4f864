"""What is statistics on the board: the absence ladder and the goals, with small numbers kept back as in the goals."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sosialplan.model.fravaerstrapp import Trinn
from sosialplan.model.oppslagsverk import Maaleenhet, Maalliste
from sosialplan.model.record import Value
from sosialplan.rules.fravaer.elevtrapp import Trappfoelging
from sosialplan.rules.lesninger import TEGN
from sosialplan.views.maaltall import Maaltall, Trend, as_cells, trend
from sosialplan.views.tavle.tavlefelt import (
    FOR_OTHERS,
    SHORTEST,
    Kolonne,
    Soylemerke,
    Soyler,
    Soylerad,
    Tavlefelt,
    ramset,
    sums_for_all,
)

Si = Callable[[str], str]


def trappfelt(
    naadd: Sequence[Trappfoelging], trapp: Sequence[Trinn], si: Si, *, ledelsen: bool
) -> Tavlefelt:
    """Return the rungs of the absence ladder that pupils have reached, as they are read, and how they were followed."""
    kolonner = (
        Kolonne(si("I tide"), Soylemerke.GJORT),
        Kolonne(si("Ikke fulgt ennå"), Soylemerke.SNART),
        Kolonne(si("Ikke i tide"), Soylemerke.FORFALT),
    )
    by_rung = defaultdict[str, list[Trappfoelging]](list)
    for each in naadd:
        by_rung[each.trinn].append(each)
    rader, sums, most = [], [], SHORTEST
    for trinn in trapp:
        own, navn = by_rung[trinn.trinn], trinn.navn.replace(TEGN, si(TEGN))
        if not ledelsen:
            sums.append((navn, len(own)))
            continue
        if not own:
            continue
        counted = [sum(each.i_tide is how for each in own) for how in (True, None, False)]
        most = max(most, len(own))
        pieces = tuple(
            zip((Soylemerke.GJORT, Soylemerke.SNART, Soylemerke.FORFALT), counted, strict=True)
        )
        rader.append(Soylerad(navn, pieces, tuple(map(str, counted))))
    rader += sums_for_all(sums, "elever", (si("Hvert trinn"), si("Hvert av de andre trinnene")), si)
    said = si("Elever som har nådd hvert trinn i skoleåret.")
    hidden = "" if ledelsen or not rader else si(FOR_OTHERS)
    return Tavlefelt(
        kode="fravaer",
        tittel=si("Fraværstrappen"),
        innledning=said if rader else si("Ingen har nådd et trinn i skoleåret."),
        beskrivelse=ramset(rader, kolonner),
        tegning=Soyler(tuple(rader), most) if rader else None,
        hode=si("Trinn"),
        kolonner=kolonner,
        tabell=tuple((each.navn, *(each.tall or (each.under, "", ""))) for each in rader),
        merknad=hidden,
    )


def maalfelt(
    naa: Sequence[Maaltall], foer: Mapping[str, Maaltall], si: Si, *, ledelsen: bool
) -> Tavlefelt:
    """Return the goals with their trend; ``foer`` are those of a year ago, where that is known."""
    kolonner = tuple(
        Kolonne(si(each)) for each in ("Nå", "Skal være", "Nådd", "Mot samme dag i fjor")
    )
    rader, tabell = [], []
    for each in naa:
        navn, now, wanted, reached, _ = as_cells(each, ledelsen=ledelsen, si=si)
        before = foer.get(each.maal.kode)
        changed = _trend_words(trend(each, before), before, si)
        rader.append(
            Soylerad(
                f"{_SIGNS[reached]} {navn}",
                _share(each),
                under=" · ".join(
                    part for part in (now, f"{si('skal være')} {wanted}", changed) if part
                ),
            )
        )
        tabell.append((navn, now, wanted, reached, changed or "–"))
    rows = tuple(rader)
    told = [each for each in naa if not each.skjermet and each.naadd is not None]
    said = si("{naadd} av {antall} mål som kan vises, er nådd.")
    counts = {"naadd": sum(each.naadd is True for each in told), "antall": len(told)}
    return Tavlefelt(
        kode="maal",
        tittel=si("Mål"),
        innledning=_reached(counts, said, si) if rows else si("Planen har ingen mål som telles."),
        beskrivelse=ramset(rows, ()),
        tegning=Soyler(rows, 100, bredt=True) if rows else None,
        hode=si("Mål"),
        kolonner=kolonner,
        tabell=tuple(tabell),
    )  # fmt: skip


def _reached(counts: Mapping[str, int], said: str, si: Si) -> str:
    return (
        said.format_map(counts)
        if counts["antall"]
        else si("Ingen av målene har et tall som kan vises.")
    )


def trendfelt(
    naa: Sequence[Maaltall], foer: Mapping[str, Maaltall], aar: tuple[str, str], si: Si
) -> Tavlefelt | None:
    """Return the goals that are shares, this year's over last year's; ``aar`` are what the years are called. None without one."""
    rader = list[Soylerad]()
    for each in naa:
        if not _share(each):
            continue
        rader.append(Soylerad(each.maal.navn, tittel=True))
        for year, told in zip(aar, (each, foer.get(each.maal.kode)), strict=True):
            share = _share(told) if told is not None else ()
            if told is not None and share:
                rader.append(Soylerad(year, share, (f"{told.prosent_i_ord} %",)))
            elif foer:
                rader.append(Soylerad(f"{year}: –"))
    if not rader:
        return None
    said = " ".join(" ".join((each.navn, *each.tall)) + "." for each in rader)
    drawn = Soyler(tuple(rader), 100)
    return Tavlefelt("trend", si("Målene mot samme dag i fjor"), "", said, drawn, si("Mål"))


class Maalene(Value, frozen=True):
    """The goals of a year with those of the same day a year before; ``ikke_foer`` says why the year before is not known."""

    liste: Maalliste
    naa: tuple[Maaltall, ...]
    foer: tuple[Maaltall, ...]
    ikke_foer: str

    @property
    def telt(self) -> tuple[Maaltall, ...]:
        """Those that something written down counts."""
        return tuple(each for each in self.naa if each.antall is not None)

    @property
    def da(self) -> Mapping[str, Maaltall]:
        """Those of the year before, by their codes."""
        return {each.maal.kode: each for each in self.foer}


def not_measured(maalene: Maalene, si: Si) -> tuple[tuple[str, str], ...]:
    """Return the goals that have no number, each with why."""
    found = [(each.maal.navn, why) for each in maalene.naa if (why := _why_not(each, si))]
    told = si("Planen sier målet i ord. Ingenting som skrives ned, teller det.")
    return (*found, *((each.navn, told) for each in maalene.liste.i_ord))


def _why_not(tall: Maaltall, si: Si) -> str:
    """Say why a goal has no number; nothing where it has one."""
    if tall.antall is None:
        return tall.maal.uten_teller or si("telles ikke")
    nothing = tall.antall.nevner == 0 and not tall.skjermet
    return si("ingenting å telle ennå") if nothing else ""


_SIGNS = {"ja": "✓", "nei": "✗", "–": "–", "ukjent": "?"}
_ARROWS = {Trend.OPP: "▲", Trend.NED: "▼", Trend.LIKT: "="}


def _trend_words(changed: Trend | None, before: Maaltall | None, si: Si) -> str:
    if changed is None or before is None:
        return ""
    return f"{_ARROWS[changed]} {si(changed.value)}"


def _share(tall: Maaltall) -> tuple[tuple[Soylemerke, int], ...]:
    """Return the bar of a share: what is reached at least, of what is told, and what is left. Other goals have none."""
    if tall.skjermet or tall.ukjent or tall.maal.maal.enhet is not Maaleenhet.PROSENT:
        return ()
    least = int(min(tall.measured(), default=-1))
    return () if least < 0 else ((Soylemerke.GJORT, least), (Soylemerke.SENERE, 100 - least))


def on_the_same_day(i_dag: date) -> date:
    """Return the day a year ago: of 29 February the day before it.

    >>> on_the_same_day(date(2028, 2, 29))
    datetime.date(2027, 2, 28)
    """
    leap = (i_dag.month, i_dag.day) == (2, 29)
    return i_dag.replace(year=i_dag.year - 1, day=28 if leap else i_dag.day)
