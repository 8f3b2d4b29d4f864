"""The plan's reference: what is looked up and counted by, and no deadline is computed from."""

from sosialplan.model.begreper import Begreper
from sosialplan.model.maal import Maalliste
from sosialplan.model.partnere import Partnere
from sosialplan.model.record import Value


class Oppslagsverk(Value, frozen=True):
    """The files ``begreper.yaml``, ``partnere.yaml`` and ``mal.yaml``."""

    begreper: Begreper
    partnere: Partnere
    maal: Maalliste
