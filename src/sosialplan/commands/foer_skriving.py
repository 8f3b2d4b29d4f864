"""What is asked before an entry is written, and told after: twice the same, about what, and how late."""

from collections.abc import Iterable

from msgspec.structs import asdict

from sosialplan.commands.run import Run
from sosialplan.model.betydning import Betydning
from sosialplan.model.failure import WrongUsage
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.handlingskjede import Handlingskjede, Slag
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.rules.betydning import code_for
from sosialplan.rules.checks.case_checks import UTEN_SAK
from sosialplan.rules.facts import valid_entries
from sosialplan.rules.in_force import number
from sosialplan.rules.lovfrister import (
    INNSYN_AVSLAATT,
    INNSYN_BESVART,
    INNSYN_MOTTATT,
    KLAGE_MOTTATT,
    complained_of,
)
from sosialplan.views.datoer import kort_dato
from sosialplan.views.dokumentdeler.nedtegnelser import SENT_SKREVET

_NOT_FACTS = frozenset({"id", "registrert", "foert_av", "notat", "retter", "utgaar"})


def require_not_twice(sak: Sak, hendelse: Hendelse) -> None:
    """Refuse what is written already: the same step, day and answers. Raises WrongUsage.

    Two evaluations would be two rounds. What no deadline counts (a note, a talk) may stand twice. What did
    happen twice is told apart by a note of its own.
    """
    if hendelse.steg in UTEN_SAK:
        return
    for each in valid_entries(sak):
        if _facts(each) == _facts(hendelse) and hendelse.notat in {None, each.notat}:
            raise WrongUsage(
                f"Det samme er alt skrevet: {each.steg}, {kort_dato(each.dato)}, id {each.id}.",
                f"Var noe feil, så rett det: sosialplan rett {sak.sak} {each.id} … "
                "Skjedde det to ganger den dagen, så skriv hva som skiller dem: --notat",
            )


def _facts(hendelse: Hendelse) -> dict[str, object]:
    return {name: value for name, value in asdict(hendelse).items() if name not in _NOT_FACTS}


def require_decision(sak: Sak, hendelse: Hendelse, chain: Handlingskjede | None) -> None:
    """Refuse a complaint where there is no decision to complain of, and show the way. Raises WrongUsage."""
    if hendelse.steg != KLAGE_MOTTATT or complained_of(valid_entries(sak), hendelse) is not None:
        return
    raised = code_for(chain, Betydning.TATT_OPP_MED_REKTOR)
    how = f" (skriv det: sosialplan registrer {sak.sak} {raised})" if raised else ""
    raise WrongUsage(
        "Hvilket vedtak gjelder klagen? Saken har ikke noe enkeltvedtak eller avslag på innsyn fra før den dagen.",
        f"Er det et vedtak, så skriv det først: sosialplan vedtak {sak.sak} … Gjelder klagen planen eller det "
        f"skolen gjør, er det ikke klage på et vedtak. Da tas den opp med rektor{how}, og kan meldes til "
        f"Statsforvalteren (§ 12-6): sosialplan lag rettigheter {sak.sak}",
    )


def tell_unasked(run: Run, sak: Sak, hendelse: Hendelse) -> None:
    """Say so where access is answered that nobody wrote was asked for: no deadline has run."""
    asked = any(each.steg == INNSYN_MOTTATT for each in valid_entries(sak, hendelse.dato))
    if hendelse.steg in {INNSYN_BESVART, INNSYN_AVSLAATT} and not asked:
        run.terminal.note(
            "Det står ikke når det ble bedt om innsyn. Fristen regnes fra den dagen. "
            f"Skriv den: sosialplan registrer {sak.sak} {INNSYN_MOTTATT} --dato ÅÅÅÅ-MM-DD"
        )


def tell_late(
    run: Run,
    plan: Plan,
    sak: str,
    hendelse: Hendelse,
    was: Iterable[VurdertFrist],
    after: Iterable[VurdertFrist],
) -> None:
    """Say how late something was done, and that a day lies far back; it is written down all the same."""
    left = {row.frist.id for row in after}
    for row in was:
        due = row.frist.frist
        kept = row.frist.slag is Slag.FRIST and row.frist.id not in left
        if kept and due and due < hendelse.dato and row.frist.steg == hendelse.steg:
            days = (hendelse.dato - due).days
            unit = "dag" if days == 1 else "dager"
            run.terminal.note(f"Fristen var {kort_dato(due)}. Det er gjort {days} {unit} for sent.")
    back = (run.i_dag - hendelse.dato).days
    if back > number(plan, SENT_SKREVET, hendelse.dato):
        run.terminal.note(
            f"Dagen ligger {back} dager tilbake ({kort_dato(hendelse.dato)}). Er den feil, så rett den: "
            f"sosialplan rett {sak} {hendelse.id} --dato ÅÅÅÅ-MM-DD"
        )
