"""The repository's own plan, and books and cases made for one example."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from sosialplan.files.loader import load_plan
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.moeter import Holdt, Moetebok
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Elev, Hendelse, Sak
from sosialplan.rules.kalender.skolekalender import Skolekalender, kalender_of

AAR = "2026-2027"
SAK = "2026-7KQ2H"


@cache
def plan() -> Plan:
    """Return the plan of this repository."""
    read, _ = load_plan(Planmappe(Path(__file__).parent.parent))
    assert read is not None
    return read


def kalender() -> Skolekalender:
    return kalender_of(plan().ruter)


def chosen(valg: str, lesning: str) -> Plan:
    """Return the plan of a school that has chosen a reading."""
    choices = tuple(
        replace(each, valgt=lesning) if each.valg == valg else each for each in plan().valg.valg
    )
    return replace(plan(), valg=replace(plan().valg, valg=choices))


def held(moete: str, *days: str, **more: object) -> tuple[Holdt, ...]:
    return tuple(
        replace(
            Holdt(id=f"m{number:07}", moete=moete, dato=date.fromisoformat(day)),
            **more,
        )
        for number, day in enumerate(days)
    )


def book(*entries: Sequence[Holdt], skoleaar: str = AAR) -> Moetebok:
    return Moetebok(skoleaar=skoleaar, holdt=tuple(each for some in entries for each in some))


def case(*entries: Hendelse, kjede: str = "trygt-og-godt") -> Sak:
    """Return a case that was opened on 12 October 2026."""
    day = date(2026, 10, 12)
    opened = Hendelse(id="h0000000", dato=day, steg="oppdaget")
    return Sak(
        sak=SAK,
        kjede=kjede,
        opprettet=day,
        elev=Elev(navn="Oppdiktet Elev Prøve", klasse="8B"),
        hendelser=(opened, *entries),
    )
