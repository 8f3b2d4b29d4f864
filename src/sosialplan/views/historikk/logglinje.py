"""A line of the log, and a conflict as it is shown to the one who chooses."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sosialplan.model.problems import TreePath
from sosialplan.model.record import Konflikt, Value
from sosialplan.rules.fletting.fletteregler import Fletteregel, sagt, ved, vei_til
from sosialplan.tekster.konfliktord import hva_det_gjelder
from sosialplan.views.datoer import kort_dato
from sosialplan.views.historikk.loggsetninger import Setning

TATT_BORT = "(tatt bort)"
_NAVN = ("tiltak", "steg", "alias", "navn", "elev", "møte", "aktivitet")
"""The fields by which a person knows an entry: the first that it has."""


class Konfliktvalg(Value, frozen=True):
    """One choice: the sentence, what the entry is called, and the two values in words.

    ``naa`` is what stands there now, where that is neither of them any more.
    """

    hva: str
    om: str
    en: str
    to: str
    naa: str | None


def valg_av(konflikt: Konflikt, tree: Any, regel: Fletteregel) -> Konfliktvalg:
    """Return the choice that a conflict asks for, in the tree of its file."""
    vei = vei_til(tree, konflikt.sted, regel)
    there = ved(tree, vei) if vei is not None else None
    return Konfliktvalg(
        hva_det_gjelder(konflikt),
        _om(tree, vei or (), whole=konflikt.ellers is None),
        i_ord(konflikt.staar),
        i_ord(konflikt.ellers),
        None if sagt(there) == sagt(konflikt.staar) else i_ord(there),
    )


def i_ord(value: Any) -> str:
    """Return a value as a person reads it."""
    match value:
        case None:
            return TATT_BORT
        case bool():
            return "ja" if value else "nei"
        case dict():
            return ", ".join(f"{key}: {i_ord(each)}" for key, each in value.items())
        case list():
            return ", ".join(i_ord(each) for each in value)
    return " ".join(str(value).split())


def _om(tree: Any, vei: TreePath, *, whole: bool) -> str:
    """Return what the innermost entry is called, with its day; empty where there is none."""
    found = ""
    for step in vei if whole else vei[:-1]:
        tree = tree[step]
        if isinstance(step, int) and isinstance(tree, dict):
            name = next((str(tree[field]) for field in _NAVN if field in tree), "")
            found = " ".join(part for part in (name, str(tree.get("dato", ""))) if part)
    return found


Grense = Callable[[date], int]
"""From a day to so many calendar days within which what happened then should be written down."""


@dataclass(frozen=True, slots=True)
class Logglinje:
    """One change in words. ``tid`` is when the commit says that it came into the history.

    Of a sentence that is ``ukjent`` it is no more than when it stood there at the latest, and ``hvem`` did not write it.
    """

    commit: str
    tid: datetime
    hvem: str
    sak: str | None
    setning: Setning

    @property
    def registrert(self) -> date | None:
        """The day it was written down: as the entry says, else the day it came into the history, where that is known."""
        return self.setning.registrert or (None if self.setning.ukjent else self.tid.date())

    @property
    def dager_etter(self) -> int | None:
        """So many days after the event it was written down."""
        dato, registrert = self.setning.dato, self.registrert
        gone = self.setning.borte
        return None if dato is None or registrert is None or gone else (registrert - dato).days

    def hva(self, grense: Grense) -> str:
        """Return the sentence, with a mark where it was written down or saved late."""
        return f"{self.setning.hva}{self._late(grense)}{self._saved_late(grense)}."

    def _late(self, grense: Grense) -> str:
        dato, days = self.setning.dato, self.dager_etter
        if dato is None or days is None or self.setning.rettelse or days <= grense(dato):
            return ""
        return f" (skrevet ned {kort_dato(dato + timedelta(days))}, {_dager(days)} etter)"

    def _saved_late(self, grense: Grense) -> str:
        """Mark what came into the history long after the entry says that it was written down."""
        registrert = self.setning.registrert
        if registrert is None or self.setning.borte or self.setning.ukjent:
            return ""
        days = (self.tid.date() - registrert).days
        late = days > grense(registrert)
        return f" (i historikken {_dager(days)} etter at det ble skrevet)" if late else ""


def _dager(days: int) -> str:
    return "1 dag" if days == 1 else f"{days} dager"


def as_cells(line: Logglinje, grense: Grense) -> tuple[str, str, str, str]:
    """Return a row of the table: when, who, case, what."""
    when, who = line.tid.strftime("%d.%m.%Y %H:%M"), line.hvem
    if line.setning.ukjent:
        when, who = f"senest {when}", "ikke kjent for deg"
    return (when, who, line.sak or "", line.hva(grense))


def as_values(line: Logglinje, grense: Grense) -> dict[str, object]:
    """Return a line as JSON has it."""
    said = line.setning
    return {
        "commit": line.commit,
        "tid": None if said.ukjent else line.tid.isoformat(),
        "hvem": None if said.ukjent else line.hvem,
        "sak": line.sak,
        "hva": line.hva(grense),
        "id": said.id,
        "steg": said.steg,
        "dato": said.dato.isoformat() if said.dato else None,
        "registrert": said.registrert.isoformat() if said.registrert else None,
        "dager_etter": line.dager_etter,
    }
