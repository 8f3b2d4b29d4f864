"""What the other documents of a case must say: U2xx, ten numbers for each document."""

from sosialplan.model.dokumentkrav import krav as _kode
from sosialplan.model.problems import Level
from sosialplan.model.regel import Grunnlag

_FEIL, _ADVARSEL = Level.FEIL, Level.ADVARSEL
_LOV, _VEILEDER = Grunnlag.LOV, Grunnlag.VEILEDER
_PRAKSIS, _PLAN = Grunnlag.PRAKSIS, Grunnlag.PLAN

_MELDING = (
    _kode("U201", _ADVARSEL, _PLAN, None, "Det står ikke når det ble sett, eller når skolen fikk vite det.",
        "Alle frister regnes fra den dagen."),
    _kode("U202", _ADVARSEL, _PLAN, None, "Det står ikke hvem som så det eller meldte det.",
        "De som skal undersøke, må vite hvem de kan spørre. Rollen er nok."),
    _kode("U203", _ADVARSEL, _PLAN, None, "Det står ikke hva som er sett og hørt.",
        "R-teamet kan bare drøfte det de får vite. Skriv fakta, og hva som ble sagt."),
    _kode("U204", _ADVARSEL, _PLAN, None, "Det står ikke hva eleven selv sier.",
        "Elevens egen opplevelse avgjør om skolen må gjøre noe."),
    _kode("U205", _ADVARSEL, _LOV, "§ 12-4", "Det står ikke hva skolen gjorde med en gang.",
        "Den som ser en krenkelse, skal gripe inn straks om det er mulig."),
    _kode("U206", _ADVARSEL, _PLAN, None, "Det står ikke når de foresatte ble kontaktet, og hvordan.",
        "Hjemmet skal få vite det av skolen, og tidlig."),
    _kode("U207", _ADVARSEL, _PLAN, None, "Det står ikke om de foresatte er spurt om R-teamet kan drøfte saken med navn.",
        "Uten samtykke drøftes saken anonymt."),
    _kode("U208", _FEIL, _LOV, "forvaltningsloven § 13", "Saken kan ikke drøftes med navn i R-teamet, fordi det mangler samtykke.",
        "I R-teamet sitter det folk fra andre tjenester. De får ikke vite hvem det gjelder uten samtykke."),
    _kode("U209", _FEIL, _LOV, "§ 12-5", "Saken er skjermet for noen som sitter i R-teamet.",
        "Den saken gjelder, skal ikke få vite om den. Den som har ansvaret, finner et annet sted."),
)  # fmt: skip

SAKSDOKUMENTER = (*_MELDING,)
"""Every demand, document by document."""
