"""The absence ladder: a rung is what is counted, within what, up to which limit, for which absence, and by subject or not."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Annotated

from msgspec import Meta, field
from msgspec.structs import replace

from sosialplan.model.klassetrinn import Trinn as Klassetrinn
from sosialplan.model.record import (
    Code,
    Fil,
    Lest,
    Line,
    Record,
    RoleCode,
    SourceLines,
    Text,
    Tilleggene,
)


class Hva(StrEnum):
    """What a rung counts."""

    DAGER = "dager"
    ENKELTDAGER = "enkeltdager"
    NYTT_FRAVAER = "nytt-fravær"
    TIMER = "timer"
    ENKELTTIMER = "enkelttimer"
    FORSENT = "forsent"
    GIKK = "gikk"


class Vindu(StrEnum):
    """Within what a rung counts; ``PERIODE`` is what the setting says of days in all."""

    DAG = "dag"
    PAA_RAD = "på-rad"
    UKER = "uker"
    MAANED = "måned"
    HALVAAR = "halvår"
    SKOLEAAR = "skoleår"
    PERIODE = "periode"


class Bare(StrEnum):
    """Which absence a rung counts; ``SKOLENS`` are the kinds that the school's settings say."""

    SKOLENS = "skolens"
    UANSETT = "uansett"
    UGYLDIG = "ugyldig"
    IKKE_MELDT = "ikke-meldt"


TIMESLAG = frozenset({Hva.TIMER, Hva.ENKELTTIMER})
"""What is counted in lessons, and so can be counted by subject."""
_Prosent = Annotated[int, Meta(ge=1, le=100)]


class Tell(Record, frozen=True, kw_only=True):
    """How a rung counts. One limit is said; a share is one of the window's school days, or lessons."""

    hva: Annotated[
        Hva,
        Meta(
            description="Enkeltdager står alene: eleven er på skolen skoledagen før og etter. Enkelttimer er timene på dager som ikke er hele fraværsdager."
        ),
    ]
    vindu: Annotated[
        Vindu,
        Meta(
            description="Det telles innenfor dette. «uker» glir: de siste ukene med skole til og med dagen. «periode» er det innstillingen fravær-periode sier."
        ),
    ]
    uker: Annotated[
        Annotated[int, Meta(ge=1, le=52)] | None,
        Meta(description="Hvor mange uker, når vindu er uker."),
    ] = None
    fra: Annotated[
        Annotated[int, Meta(ge=1, le=2000)] | None, Meta(description="Nås ved dette antallet.")
    ] = None
    over: Annotated[
        Annotated[int, Meta(ge=0, le=2000)] | None,
        Meta(description="Nås ved mer enn dette antallet."),
    ] = None
    fra_prosent: Annotated[
        _Prosent | None,
        Meta(description="Nås ved denne prosenten av skoledagene eller timene i vinduet."),
    ] = None
    over_prosent: Annotated[
        _Prosent | None, Meta(description="Nås ved mer enn denne prosenten.")
    ] = None
    grunn: Annotated[
        Bare,
        Meta(
            description="Hvilket fravær som teller. «skolens» er det innstillingene fravær-gyldig-teller og fravær-permisjon-teller sier."
        ),
    ] = Bare.SKOLENS
    per_fag: Annotated[bool, Meta(description="Ja når hvert fag telles for seg.")] = False

    @property
    def grenser(self) -> int:
        """How many limits are said: one, if it is to be counted by."""
        return sum(
            each is not None for each in (self.fra, self.over, self.fra_prosent, self.over_prosent)
        )

    @property
    def prosent(self) -> bool:
        """Whether the limit is a share of the window."""
        return self.fra_prosent is not None or self.over_prosent is not None

    def hos(self) -> "Tell":
        """The same count without its limit: rungs of one count are alike in this."""
        return replace(self, fra=None, over=None, fra_prosent=None, over_prosent=None)

    def met(self, antall: float, av: float = 0) -> bool:
        """Tell whether a count meets the limit; of a share ``av`` is what the window holds.

        >>> Tell(hva=Hva.DAGER, vindu=Vindu.MAANED, over=3).met(3)
        False
        >>> Tell(hva=Hva.DAGER, vindu=Vindu.MAANED, fra_prosent=10).met(2, 20)
        True
        """
        if self.fra is not None:
            return antall >= self.fra
        if self.over is not None:
            return antall > self.over
        share = round(antall * 100, 6)
        if self.fra_prosent is not None:
            return 0 < av * self.fra_prosent <= share
        return self.over_prosent is not None and 0 < av * self.over_prosent < share


class Telling(StrEnum):
    """The three counts that have a short name of their own."""

    IKKE_MELDT = "ikke-meldt"
    PAA_RAD = "på-rad"
    I_ALT = "i-alt"


_KORTE = MappingProxyType(
    {
        Telling.IKKE_MELDT: Tell(hva=Hva.NYTT_FRAVAER, vindu=Vindu.DAG, grunn=Bare.IKKE_MELDT),
        Telling.PAA_RAD: Tell(hva=Hva.DAGER, vindu=Vindu.PAA_RAD),
        Telling.I_ALT: Tell(hva=Hva.DAGER, vindu=Vindu.PERIODE),
    }
)
"""What the short names mean."""
PAA_RAD, I_ALT, IKKE_MELDT = (
    _KORTE[each] for each in (Telling.PAA_RAD, Telling.I_ALT, Telling.IKKE_MELDT)
)


class Trinn(Lest, frozen=True, kw_only=True):
    """A rung: reached on the school day that brings its count to the limit. It counts by ``telling`` and ``dager``, or by ``tell``."""

    trinn: Code
    navn: Line
    telling: Telling | None = None
    dager: Annotated[int, Meta(ge=1, le=200)] | None = None
    tell: Annotated[
        Tell | None, Meta(description="Hvordan det telles, i stedet for «telling» og «dager».")
    ] = None
    hvem: tuple[RoleCode, ...]
    hva: Text
    varsle_dagen_foer: Annotated[
        bool, Meta(description="Varsle når det mangler én på trinnet: én dag, én time, én gang.")
    ] = field(name="varsle_dagen_før", default=False)
    aapner_sak: Annotated[bool, Meta(description="Om en elev som når trinnet, skal ha en sak.")] = (
        field(name="åpner_sak", default=False)
    )
    etter_valg: Tilleggene = ()
    linjer: SourceLines | None = None
    grunnlag_for_tellingen: Text

    def telles(self) -> Tell:
        """How it is counted, however that is told; by no limit where that is not told."""
        if self.tell is not None:
            return self.tell
        counted = _KORTE[self.telling or Telling.I_ALT]
        return replace(counted, fra=1 if self.telling is Telling.IKKE_MELDT else self.dager)


class Fagtimer(Record, frozen=True, kw_only=True):
    """How many lessons a subject has in a school year, for all grades or for one."""

    fag: Line
    timer: Annotated[int, Meta(ge=1, le=2000)]
    trinn: Annotated[Klassetrinn | None, Meta(description="Trinnet det gjelder. Ellers alle.")] = (
        None
    )


class Fravaerstrapp(Fil, frozen=True, kw_only=True, dict=True):
    """The file ``fravaerstrapp.yaml``."""

    kjede: Code
    kilde: Line
    timer_i_fag: Annotated[
        tuple[Fagtimer, ...],
        Meta(
            description="Timene i hvert fag i skoleåret, for trinn som er prosent av timene i et fag."
        ),
    ] = ()
    trinn: tuple[Trinn, ...]

    def find(self, code: str) -> Trinn | None:
        """Return the rung with this code, or None."""
        return self._trinn.get(code)

    @cached_property
    def _trinn(self) -> Mapping[str, Trinn]:
        return {each.trinn: each for each in reversed(self.trinn)}
