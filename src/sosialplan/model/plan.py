"""The school's plan as one value: everything that deadlines are computed from."""

from sosialplan.model.aarshjul_periode import Periode
from sosialplan.model.fravaerstrapp import Fravaerstrapp
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.moter import Moteplan
from sosialplan.model.record import Value
from sosialplan.model.regel import Fristregel, Fristregler, Hjemler, Hjemmel
from sosialplan.model.skole import Innstilling, Rolle, Skole, Valg, Valgliste
from sosialplan.model.skolerute import Skolerute


class Plan(Value, frozen=True):
    """What ``plan/`` holds, apart from the annual wheel.

    ``perioder`` are the wheel's words for times, where days are counted by one of them.
    """

    skole: Skole
    kjeder: tuple[Handlingskjede, ...]
    fristregler: Fristregler
    hjemler: Hjemler
    trapp: Fravaerstrapp
    valg: Valgliste
    moter: Moteplan
    ruter: tuple[Skolerute, ...]
    perioder: tuple[Periode, ...] = ()

    def kjede(self, code: str) -> Handlingskjede | None:
        """Return the chain with this code."""
        return next((each for each in self.kjeder if each.kjede == code), None)

    def regel(self, code: str) -> Fristregel | None:
        """Return the deadline rule with this code."""
        return next((each for each in self.fristregler.regler if each.regel == code), None)

    def hjemmel(self, code: str) -> Hjemmel | None:
        """Return the law reference with this code."""
        return next((each for each in self.hjemler.hjemler if each.hjemmel == code), None)

    def rolle(self, code: str) -> Rolle | None:
        """Return the role with this code."""
        return next((each for each in self.skole.roller if each.rolle == code), None)

    def innstilling(self, code: str) -> Innstilling | None:
        """Return the setting with this code."""
        return next((each for each in self.skole.innstillinger if each.innstilling == code), None)

    def valget(self, code: str) -> Valg | None:
        """Return the choice with this code."""
        return self.valg.find(code)
