"""What an entry leads to: who was not there, how it is closed, which chain carries it on."""

from sosialplan.commands.run import Run
from sosialplan.model.handlingskjede import Aapningsspoersmaal, Handlingskjede
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Hendelse, Sak, Utfall
from sosialplan.rules.deltakelse import ELEV, FORESATTE, absent_from


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
