"""How the plan has changed since it was made: the log, and the version counted from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sosialplan.model.betydning import Betydning
from sosialplan.model.sak import Hendelse, Nivaa, Tiltak
from sosialplan.model.sakspapirer import Endring, Felt
from sosialplan.rules.godkjenning import Planpunkt, came_after, changes, is_change, punkt, versions
from sosialplan.rules.tiltak import TiltakPaaDag, as_date
from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.sakspapirord import FELT_ORD, rettet_i_tiltaket

NIVAA_ORD = {
    Nivaa.ELEV: "eleven",
    Nivaa.GRUPPE: "gruppen",
    Nivaa.KLASSE: "klassen",
    Nivaa.SKOLE: "hele skolen",
}


class Endringsslag(StrEnum):
    """What happened to a measure."""

    NYTT = "nytt"
    ENDRET = "endret"
    AVSLUTTET = "avsluttet"
    RETTET = "rettet"


@dataclass(frozen=True, slots=True)
class Planendring:
    """One change of a measure; ``fra`` and ``til`` are empty when it came or ended.

    ``dato`` is for tables and ``naar`` for running text.
    """

    dag: date
    nummer: int
    slag: Endringsslag
    ord: str
    fra: str = ""
    til: str = ""
    hvorfor: str = ""
    registrert: str | None = None

    @property
    def punkt(self) -> Planpunkt:
        """When it happened and was written."""
        return Planpunkt(self.dag, self.registrert)

    @property
    def dato(self) -> str:
        """The day."""
        return lang_dato(self.dag)

    @property
    def naar(self) -> str:
        """The day, by the name that a heading asks for it with."""
        return self.dato

    @property
    def hva(self) -> str:
        """Which measure, and what of it."""
        return f"Tiltak {self.nummer}: {self.ord}"


def planendringer(bilde: Saksbilde, laget: date | None) -> tuple[Planendring, ...]:
    """Return the log in order of date; measures decided with the plan are no change."""
    rows = [row for each in bilde.tiltak for row in endringer_av(each, bilde, laget)]
    return tuple(sorted(rows, key=lambda row: (row.dag, row.nummer)))


def endringer_av(each: TiltakPaaDag, bilde: Saksbilde, laget: date | None) -> Iterator[Planendring]:
    """Yield what happened to one measure: that it came, its changes, that it ended, and what was put right."""
    added, ended = each.tiltak.besluttet, each.avsluttet
    if (
        added
        and laget
        and is_change(Planpunkt(added, each.tiltak.registrert), laget, _sendings(bilde))
    ):
        word, why = bilde.si("nytt tiltak"), each.tiltak.hvorfor or ""
        yield Planendring(
            added,
            each.nummer,
            Endringsslag.NYTT,
            word,
            hvorfor=why,
            registrert=each.tiltak.registrert,
        )
    for change in each.endringer:
        yield _changed(change, each.nummer, bilde)
    for one in rettet_i_tiltaket(each.tiltak):
        if one.sto.dato <= bilde.today:
            word = one.ord(bilde.si, lang_dato) + bilde.skrevet_av(one.sto.foert_av)
            yield Planendring(
                one.sto.dato,
                each.nummer,
                Endringsslag.RETTET,
                word,
                hvorfor=one.sto.hvorfor,
                registrert=one.sto.registrert,
            )
    if ended:
        word = bilde.si("avsluttet") + bilde.skrevet_av(ended.foert_av)
        yield Planendring(
            ended.dato,
            each.nummer,
            Endringsslag.AVSLUTTET,
            word,
            hvorfor=ended.hvorfor,
            registrert=ended.registrert,
        )


def versjonsdager(bilde: Saksbilde) -> tuple[date, ...]:
    """Return the day of each version of the plan after the first."""
    laget = bilde.dag(Betydning.SKRIFTLIG_PLAN)
    return versions(_measures(bilde), laget, _sendings(bilde), bilde.today)


def endret_etter(bilde: Saksbilde, sendt: Hendelse) -> bool:
    """Tell whether the plan was changed after it was sent that time."""
    return any(came_after(one, punkt(sendt)) for one in changes(_measures(bilde), bilde.today))


def _measures(bilde: Saksbilde) -> tuple[Tiltak, ...]:
    return tuple(each.tiltak for each in bilde.tiltak)


def _sendings(bilde: Saksbilde) -> tuple[Planpunkt, ...]:
    return tuple(punkt(each) for each in bilde.som(Betydning.PLAN_SENDT))


def feltverdi(felt: Felt, value: str | None, bilde: Saksbilde) -> str:
    """Return a field's value in words: a role, a level or a date; empty where it was empty."""
    if not value:
        return ""
    if felt in {Felt.ANSVARLIG, Felt.STEDFORTREDER}:
        return bilde.rolle(value) or ""
    if felt is Felt.NIVAA:
        return bilde.si(NIVAA_ORD[Nivaa(value)]) if value in set(Nivaa) else value
    day = as_date(value) if felt in {Felt.FRA, Felt.TIL, Felt.EVALUERES} else None
    return lang_dato(day) if day else value


def _changed(change: Endring, nummer: int, bilde: Saksbilde) -> Planendring:
    return Planendring(
        dag=change.dato,
        nummer=nummer,
        slag=Endringsslag.ENDRET,
        ord=bilde.si(FELT_ORD[change.felt]) + bilde.skrevet_av(change.foert_av),
        fra=feltverdi(change.felt, change.fra, bilde),
        til=feltverdi(change.felt, change.til, bilde),
        hvorfor=change.hvorfor,
        registrert=change.registrert,
    )
