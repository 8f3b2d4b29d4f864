"""What letters and reports of a case must say: U3xx, ten numbers for each document."""

from sosialplan.model.dokumentkrav import krav as _kode
from sosialplan.model.problems import Level
from sosialplan.model.regel import Grunnlag

_ADVARSEL = Level.ADVARSEL
_LOV, _PLAN = Grunnlag.LOV, Grunnlag.PLAN

_ENDRINGSBREV = (
    _kode("U301", _ADVARSEL, _PLAN, None, "Det står ikke at endringene er drøftet i R-teamet.",
        "Endringer i planen skal drøftes i R-teamet før neste evalueringsmøte."),
    _kode("U302", _ADVARSEL, _LOV, "§ 10-2", "Det står ikke hva eleven sier siden planen sist ble sendt.",
        "Eleven skal bli hørt også når tiltakene endres."),
)  # fmt: skip

BREV = (*_ENDRINGSBREV,)
"""Every demand, document by document."""
