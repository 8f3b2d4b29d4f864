"""The school's plan as one value: everything that deadlines are computed from."""

from collections.abc import Mapping
from functools import cached_property

from sosialplan.model.aarshjul import Periode
from sosialplan.model.fravaerstrapp import Fravaerstrapp
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.moeter import Moeteplan
from sosialplan.model.record import Value
from sosialplan.model.regel import Fristregel, Fristregler, Hjemler, Hjemmel
from sosialplan.model.skole import Innstilling, Rolle, Skole, Skolerute, Valg, Valgliste


class Plan(Value, frozen=True, dict=True):
    """What ``plan/`` holds, apart from the annual wheel.

    ``perioder`` are the wheel's words for times, where days are counted by one of them. What a code
    is asked for by is sorted out once: rules ask for each row of each case.
    """

    skole: Skole
    kjeder: tuple[Handlingskjede, ...]
    fristregler: Fristregler
    hjemler: Hjemler
    trapp: Fravaerstrapp
    valg: Valgliste
    moeter: Moeteplan
    ruter: tuple[Skolerute, ...]
    perioder: tuple[Periode, ...] = ()
    slettet: frozenset[str] = frozenset()

    def kjede(self, code: str) -> Handlingskjede | None:
        """Return the chain with this code."""
        return self._kjeder.get(code)

    def regel(self, code: str) -> Fristregel | None:
        """Return the deadline rule with this code."""
        return self._regler.get(code)

    def hjemmel(self, code: str) -> Hjemmel | None:
        """Return the law reference with this code."""
        return self._hjemler.get(code)

    def rolle(self, code: str) -> Rolle | None:
        """Return the role with this code."""
        return self._roller.get(code)

    def innstilling(self, code: str) -> Innstilling | None:
        """Return the setting with this code."""
        return self._innstillinger.get(code)

    def valget(self, code: str) -> Valg | None:
        """Return the choice with this code."""
        return self.valg.find(code)

    @cached_property
    def _kjeder(self) -> Mapping[str, Handlingskjede]:
        return {each.kjede: each for each in reversed(self.kjeder)}

    @cached_property
    def _regler(self) -> Mapping[str, Fristregel]:
        return {each.regel: each for each in reversed(self.fristregler.regler)}

    @cached_property
    def _hjemler(self) -> Mapping[str, Hjemmel]:
        return {each.hjemmel: each for each in reversed(self.hjemler.hjemler)}

    @cached_property
    def _roller(self) -> Mapping[str, Rolle]:
        return {each.rolle: each for each in reversed(self.skole.roller)}

    @cached_property
    def _innstillinger(self) -> Mapping[str, Innstilling]:
        return {each.innstilling: each for each in reversed(self.skole.innstillinger)}
