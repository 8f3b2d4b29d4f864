"""What is told of a step that was carried out: its answers, what is missing, and what it leads to."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sosialplan.commands.run import Run
from sosialplan.model.elev import Flytting, Formaal, Trygt, is_voice
from sosialplan.model.handlingskjede import Aapningsspoersmaal, Handlingskjede, Spoersmaal, Steg
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.sak import GjelderAnsatt, Grunn, Hendelse, Sak, Samtykke, Svar, Utfall
from sosialplan.model.sakspapirer import Maate, Metode
from sosialplan.rules.medvirkning import ELEV, FORESATTE, absent_from

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


def tell_of_absent(run: Run, sak: Sak, hendelse: Hendelse, chain: Handlingskjede | None) -> None:
    """Say so where an evaluation was made without the pupil or the guardians, or nobody was heard."""
    absent = absent_from(hendelse, sak, chain) if chain else ()
    if absent:
        word = " og ".join({ELEV: "eleven", FORESATTE: "foresatte"}[each] for each in absent)
        run.terminal.note(
            f"Det er skrevet ned, men uten {word}. Plikten er ikke holdt før {word} har vært med. "
            f"Var de med, så rett det: sosialplan rett {sak.sak} {hendelse.id} "
            f"--med {','.join(dict.fromkeys((*hendelse.med, *absent)))}"
        )


def offer_closing(run: Run, hendelse: Hendelse, chain: Handlingskjede | None, number: str) -> None:
    """After a good outcome, tell how the case is closed; once it is, what goes to the pupil's folder."""
    closing = chain.find(chain.avsluttes_med) if chain else None
    if closing is not None and hendelse.steg == closing.steg:
        run.terminal.line()
        run.terminal.wrapped(f"Lever det siste til elevmappen: sosialplan arkiver {number}")
    if closing is not None and hendelse.utfall is Utfall.GOD:
        run.terminal.line()
        run.terminal.wrapped(
            "Saken kan avsluttes når eleven selv sier at det er trygt og godt: "
            f'sosialplan registrer {number} {closing.steg} --trygt ja --elevens-stemme "…" '
            "--etterkontroll ÅÅÅÅ-MM-DD"
        )


def offer_continuation(run: Run, hendelse: Hendelse, plan: Plan, sak: Sak) -> None:
    """After measures without effect, tell of the chain that carries such a case on."""
    if hendelse.utfall is not Utfall.INGEN or Aapningsspoersmaal.FRA_SAK in _asked_by(plan, sak):
        return
    for each in plan.kjeder:
        if Aapningsspoersmaal.FRA_SAK in each.spoer_om:
            run.terminal.line()
            run.terminal.wrapped(
                "Virker ikke tiltakene? Saken kan føres videre: "
                f"sosialplan ny-sak --kjede {each.kjede} --fra-sak {sak.sak} "
                f"--oppdaget {hendelse.dato.isoformat()}"
            )


def _asked_by(plan: Plan, sak: Sak) -> tuple[Aapningsspoersmaal, ...]:
    chain = plan.kjede(sak.kjede)
    return chain.spoer_om if chain else ()
