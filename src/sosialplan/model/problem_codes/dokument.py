"""What a document must say before it leaves the school: U1xx, each with what demands it.

``feil`` is what the law demands: a document for outside is not made without it. ``advarsel`` is what
the school's plan, guidance or practice asks for.
"""

from sosialplan.model.dokumentkrav import krav as _kode
from sosialplan.model.problem_codes.brev import BREV
from sosialplan.model.problem_codes.saksdokumenter import SAKSDOKUMENTER
from sosialplan.model.problems import Level
from sosialplan.model.regel import Grunnlag

_FEIL, _ADVARSEL = Level.FEIL, Level.ADVARSEL
_LOV, _VEILEDER = Grunnlag.LOV, Grunnlag.VEILEDER
_PRAKSIS, _PLAN = Grunnlag.PRAKSIS, Grunnlag.PLAN

DOKUMENT = (
    _kode("U101", _ADVARSEL, _PLAN, None, "Det står ikke hvem i ledelsen som har ansvaret.",
        "Elev og foresatte skal vite hvem de kan snakke med."),
    _kode("U102", _FEIL, _LOV, "§ 12-4", "Det står ikke når rektor ble varslet.",
        "Det skal kunne vises at skolen gjorde det den skulle, og når."),
    _kode("U103", _FEIL, _PRAKSIS, None, "Det står ikke når planen ble laget.",
        "Planen skal lages så snart det settes inn tiltak."),
    _kode("U104", _FEIL, _LOV, "§ 12-4", "Saken er alvorlig, og det står ikke når skoleeier ble varslet.",
        "I alvorlige saker skal rektor varsle skoleeier."),
    _kode("U111", _FEIL, _LOV, "§ 12-4 bokstav a", "Det står ikke hva planen skal løse.",
        "Planen skal si hvilket problem tiltakene skal løse."),
    _kode("U112", _FEIL, _LOV, "§ 12-4 bokstav b", "Planen har ingen tiltak.",
        "Planen skal si hvilke tiltak skolen har planlagt."),
    _kode("U115", _FEIL, _LOV, "§ 12-4 bokstav e", "Det står ikke når tiltaket skal evalueres.",
        "Planen skal si når tiltakene skal evalueres."),
    _kode("U116", _ADVARSEL, _LOV, "§ 12-4", "Tiltaket skulle vært evaluert {dato}.",
        "Tiltak som ikke evalueres, kan vare uten at eleven får det bedre."),
    _kode("U117", _ADVARSEL, _PRAKSIS, None, "Det står ikke hva som er målet.",
        "Uten et mål er det vanskelig å si om tiltakene virker."),
    _kode("U121", _FEIL, _LOV, "§ 10-2", "Det står ikke hva eleven selv har sagt.",
        "Eleven skal bli hørt, og det skal vises."),
    _kode("U122", _ADVARSEL, _VEILEDER, "§ 10-2", "Det står ikke når eleven ble hørt, og av hvem.",
        "Den som leser planen senere, skal se at det skjedde."),
    _kode("U123", _FEIL, _LOV, "§ 10-2", "Det står ikke hva eleven mener om tiltakene.",
        "Eleven skal bli hørt også om hva som skal gjøres."),
    _kode("U124", _ADVARSEL, _VEILEDER, None, "Det står ikke hva de foresatte mener.",
        "Foresatte skal være med i samarbeidet om tiltakene."),
    _kode("U125", _FEIL, _LOV, "§ 10-1", "Det står ikke hvordan barnets beste er vurdert.",
        "Barnets beste skal være et grunnleggende hensyn."),
    _kode("U127", _ADVARSEL, _PLAN, None, "Det står ikke når planen ble sendt, og til hvem.",
        "Planen skal hjem, og det skal vises at den ble sendt."),
    _kode("U131", _ADVARSEL, _VEILEDER, "§ 12-4 bokstav d", "«{hvem}» er ikke én bestemt person. {bedre}",
        "Planen skal si hvem som gjør det. Et ansvar som alle har, er det ofte ingen som tar."),
    _kode("U132", _ADVARSEL, _VEILEDER, "§ 12-4 bokstav b", "«{ord}» sier ikke hva som skal gjøres. {bedre}",
        "Et tiltak som ikke sier hva, når og hvor, kan verken gjennomføres eller evalueres."),
    _kode("U141", _FEIL, _LOV, "forvaltningsloven § 13", "Det står ikke at det er samtykket til at denne mottakeren får papirer om eleven.",
        "Andre tjenester får ikke vite hvem det gjelder uten samtykke. Et ja til noe annet er ikke nok."),
    _kode("U142", _FEIL, _LOV, "forvaltningsloven § 13", "Det er sagt nei til at {hvem} får vite hvem det gjelder.",
        "Et nei åpnes ikke med en grunn. Bare et nytt ja åpner det, eller at ingen kan kjennes igjen."),
    _kode("U143", _FEIL, _LOV, "§ 24-3", "Det er sagt nei til at barneverntjenesten får vite hvem det gjelder, og det står ikke at meldeplikten er vurdert.",
        "Meldeplikten gjelder uansett hva de svarte. Uten grunn til å melde gjelder taushetsplikten."),
    _kode("U144", _FEIL, _LOV, "§ 12-5", "Saken er skjermet for {hvem}.",
        "Den saken gjelder, skal ikke få vite om den. Det åpnes ikke med en grunn."),
    *SAKSDOKUMENTER,
    *BREV,
)  # fmt: skip
"""Every demand. Where it is found, the whole command line that meets it is shown."""
