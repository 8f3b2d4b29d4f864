"""What differs between a plan and a package of one, in words for the one who decides."""

from collections.abc import Iterator, Mapping
from typing import Any

from sosialplan.model.filslag import slag_av
from sosialplan.model.planpakke import KJEDER, MALER, RUTER
from sosialplan.model.record import Value
from sosialplan.rules.fletting.fletteregler import REGLER, Sted
from sosialplan.rules.planpakke import ulikheter
from sosialplan.views.historikk.logglinje import i_ord

_FILER: Mapping[str, str] = {
    "plan/skole.yaml": "Roller, kategorier og innstillinger",
    "plan/valg.yaml": "Valgene planen gir",
    "plan/fristregler.yaml": "Fristene",
    "plan/hjemler.yaml": "Hjemlene",
    "plan/fravaerstrapp.yaml": "Fraværstrappen",
    "plan/aarshjul.yaml": "Årshjulet",
    "plan/moter.yaml": "Møtene",
    "plan/begreper.yaml": "Begrepene",
    "plan/partnere.yaml": "Partnerne",
    "plan/mal.yaml": "Målene",
    "plan/import.yaml": "Lister som leses inn",
    "plan/vage_ord.yaml": "Vage ord",
    "plan/visninger.yaml": "Lister over saker",
}
_LONGEST = 90
HELE = "hele filen"


class Pakkeforskjell(Value, frozen=True):
    """One place that differs: where, and what stands before and after; nothing is an empty text."""

    fil: str
    hvor: str
    foer: str
    etter: str

    @property
    def sagt(self) -> str:
        """What it goes from and to; of a whole file that is not said."""
        if HELE in {self.foer, self.etter}:
            return self.hvor
        told = {"ny": self.etter, "bort": self.foer}
        return f"{self.hvor}: {told.get(self.hva, f'{self.foer} → {self.etter}')}"

    @property
    def hva(self) -> str:
        """What becomes of it, in a word."""
        return "ny" if not self.foer else "endret" if self.etter else "bort"


def filnavn(fil: str) -> str:
    """Return what a file is about.

    >>> filnavn("plan/handlingskjeder/fravaer.yaml"), filnavn("maler/stil.typ")
    ('Handlingskjeden fravaer', 'Malen stil.typ')
    """
    name = fil.rpartition("/")[2].removesuffix(".yaml")
    for folder, word in ((KJEDER, "Handlingskjeden"), (RUTER, "Skoleruten"), (MALER, "Malen")):
        if fil.startswith(folder):
            return f"{word} {fil.removeprefix(MALER) if folder == MALER else name}"
    return _FILER.get(fil, fil)


def stedet(sted: Sted) -> str:
    """Return where in a file it is; a whole file is all of it."""
    return " › ".join(sted) or HELE


def planendringer(fil: str, before: Any, after: Any) -> Iterator[Pakkeforskjell]:
    """Yield what differs between two trees of a file, None for no file; of a template that it does, and no more."""
    kind = slag_av(fil)
    if before == after:
        return
    if kind is None or before is None or after is None:
        yield Pakkeforskjell(fil, HELE, *("" if each is None else HELE for each in (before, after)))
        return
    for each in ulikheter(before, after, REGLER[kind]):
        yield Pakkeforskjell(fil, stedet(each.sted), sagt_kort(each.staar), sagt_kort(each.ellers))


def sagt_kort(value: Any) -> str:
    """Return a value in words, cut where it is long; nothing is an empty text."""
    if value is None:
        return ""
    said = i_ord(value) or "(tomt)"
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
