"""What is told of a step that was carried out: the answers, what asks for them, and what is missing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sosialplan.model.elev import Formaal
from sosialplan.model.handlingskjede import Spoersmaal, Steg
from sosialplan.model.innkalling import Maate, Metode
from sosialplan.model.record import Value
from sosialplan.model.sak import GjelderAnsatt, Grunn, Samtykke, Svar, Utfall
from sosialplan.model.stemme import Flytting, Trygt, is_voice

QUESTIONS = {
    Spoersmaal.UTFALL: ("--utfall", "Hvordan gikk det? (god/delvis/ingen)"),
    Spoersmaal.SVAR: ("--svar", "Svar? (ja/nei)"),
    Spoersmaal.GRUNN: ("--grunn", "Hvilken bokstav i loven? (a/b/c/d/ingen)"),
    Spoersmaal.SAMTYKKE: ("--samtykke", "Er det samtykket? (ja/nei/ikke-spurt)"),
    Spoersmaal.ELEVENS_STEMME: ("--elevens-stemme", "Hva sier eleven, med egne ord?"),
    Spoersmaal.TRYGT: ("--trygt", "Sier eleven at det er trygt og godt? (ja/delvis/nei)"),
    Spoersmaal.ETTERKONTROLL: (
        "--etterkontroll",
        "Hvilken dag er etterkontrollen? (som 23.11.2026)",
    ),
    Spoersmaal.NOTAT: ("--notat", "Hva skjedde?"),
    Spoersmaal.MED: ("--med", "Hvem? (roller med komma)"),
}
KINDS: Mapping[Spoersmaal, Any] = {
    Spoersmaal.UTFALL: Utfall,
    Spoersmaal.SVAR: Svar,
    Spoersmaal.GRUNN: Grunn,
    Spoersmaal.SAMTYKKE: Samtykke,
    Spoersmaal.ELEVENS_STEMME: str,
    Spoersmaal.TRYGT: Trygt,
    Spoersmaal.ETTERKONTROLL: date,
    Spoersmaal.NOTAT: str,
}
"""The type of the field reads the answer."""


class Svarene(Value, frozen=True):
    """What is told of a step that was carried out."""

    dato: date | None = None
    av: str | None = None
    notat: str | None = None
    utfall: Utfall | None = None
    elevens_stemme: str | None = None
    med: tuple[str, ...] = ()
    hoert: tuple[str, ...] = ()
    metoder: tuple[Metode, ...] = ()
    maate: Maate | None = None
    samtykke: Samtykke | None = None
    samtykke_til: tuple[str, ...] = ()
    samtykke_av: tuple[str, ...] = ()
    samtykke_formaal: tuple[Formaal, ...] = ()
    samtykke_om: str | None = None
    svar: Svar | None = None
    grunn: Grunn | None = None
    etterkontroll: date | None = None
    trygt: Trygt | None = None
    takket_nei: bool = False
    tilbys_igjen: date | None = None
    likevel: str | None = None
    flyttet: Flytting | None = None
    mottakere: tuple[str, ...] = ()
    gjelder: str | None = None
    moete: str | None = None
    ansvarlig: str | None = None
    frist: date | None = None
    gjelder_ansatt: GjelderAnsatt | None = None


def missing(svarene: Svarene, step: Steg | None) -> list[Spoersmaal]:
    """Return the answers that the step wants and that were not given."""
    return [each for each in (step.spoer_om if step else ()) if not _answered(svarene, each)]


def _answered(svarene: Svarene, asked: Spoersmaal) -> bool:
    """Tell whether a question is answered. «?» is nobody's voice, and one who moved is not asked."""
    moved, declined = svarene.flyttet is not None, svarene.takket_nei
    match asked:
        case Spoersmaal.ELEVENS_STEMME:
            return is_voice(svarene.elevens_stemme) or declined or moved
        case Spoersmaal.TRYGT:
            return svarene.trygt is not None or declined or moved
        case Spoersmaal.ETTERKONTROLL:
            return svarene.etterkontroll is not None or moved
        case _:
            return bool(getattr(svarene, asked.value))
