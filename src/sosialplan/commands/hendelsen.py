"""An entry of a case: the words that were typed as the planmappe has them, and the decision that it is about."""

from typing import Any

import msgspec

from sosialplan.commands.moeter.moeteord import meeting_of_case
from sosialplan.commands.run import known_role
from sosialplan.commands.samtykket import (
    known_givers,
    known_recipients,
)
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.svarene import (
    Svarene,
)
from sosialplan.model.failure import WrongUsage
from sosialplan.model.felter.feltlinje import Leses, attribute, option
from sosialplan.model.felter.hendelsesfelt import HENDELSE
from sosialplan.model.frist import BESLUTNING
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.rules.checks.case_checks import NOTATSTEG
from sosialplan.rules.facts import ids_of, valid_entries
from sosialplan.rules.moeter.beslutninger import BESLUTNING_UTFOERT, carried_out


def known_words(desk: Desk, sak: Sak, code: str, svarene: Svarene) -> dict[str, Any]:
    """Return what was told of a step, each word as the planmappe has it. Raises WrongUsage for others."""
    plan, told = desk.mappe.plan, svarene.fortalt
    for key, linje in HENDELSE.items():
        name = attribute(Hendelse, key)
        typed = told.get(name)
        if linje.valg is None or typed is None:
            continue
        match linje.valg.leses:
            case Leses.ROLLE:
                told[name] = known_role(plan.skole, typed)
            case Leses.ROLLER:
                told[name] = tuple(known_role(plan.skole, each) for each in typed)
            case Leses.SAMTYKKEMOTTAKER:
                told[name] = known_recipients(plan, typed)
            case Leses.DEN_SOM_SVARTE:
                told[name] = known_givers(sak.elev, typed)
            case Leses.MOETE:
                told[name] = meeting_of_case(plan, sak, typed)
            case Leses.BESLUTNING if code != BESLUTNING_UTFOERT:
                raise WrongUsage(
                    f"{option(key, linje)} hører til steget «{BESLUTNING_UTFOERT}».", "Utelat det."
                )
    return told


def about_decision(hendelse: Hendelse, sak: Sak, typed: str | None) -> Hendelse:
    """Return the entry with the decision that it is about: the one typed, or the only one left.

    Raises WrongUsage where none or several fit.
    """
    known = valid_entries(sak)
    decided = [each for each in known if each.steg == BESLUTNING]
    left = [each for each in decided if carried_out(sak, known, each) is None]
    fitting = (
        [each for each in decided if any(one.startswith(typed) for one in ids_of(sak, each))]
        if typed
        else left
    )
    if len(fitting) != 1:
        found = ", ".join(each.id for each in left) or "ingen"
        raise WrongUsage(
            "Det er ikke sagt hvilken beslutning som er utført.",
            f"Legg til --gjelder ID. Beslutninger som ikke er utført: {found}.",
        )
    return msgspec.structs.replace(hendelse, gjelder=fitting[0].id)


def note_of(desk: Desk, text: str, to: str | None = None) -> Hendelse:
    """Return the entry that says it in a case."""
    run = desk.run
    return Hendelse(
        id=run.new_id(),
        dato=run.i_dag,
        registrert=run.recorded,
        steg=NOTATSTEG,
        notat=text,
        mottakere=(to,) if to else (),
    )
