"""An entry of a case: the words that were typed as the planmappe has them, and what is written with it."""

from collections.abc import Sequence
from typing import Any

import msgspec

from sosialplan.commands.lukking import (
    require_reason,
)
from sosialplan.commands.moeter.moetebok import meeting_of_case
from sosialplan.commands.run import known_role
from sosialplan.commands.saksaapning import (
    Lenket,
    asks_for_employee,
    kept_alike,
    opened_from,
    written_new,
)
from sosialplan.commands.samtykket import (
    known_givers,
    known_recipients,
)
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Added, Change
from sosialplan.commands.svarene import (
    Svarene,
)
from sosialplan.model.failure import WrongUsage
from sosialplan.model.felter.feltlinje import Leses, attribute, option
from sosialplan.model.felter.hendelsesfelt import HENDELSE
from sosialplan.model.mappe import Read
from sosialplan.model.problems import path_to
from sosialplan.model.sak import GjelderAnsatt, Hendelse, Sak
from sosialplan.rules.facts import ids_of, valid_entries
from sosialplan.rules.moeter.beslutninger import BESLUTNING, BESLUTNING_UTFOERT, carried_out


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


def written_with(
    desk: Desk, read: Read[Sak], hendelse: Hendelse, about: GjelderAnsatt | None = None
) -> tuple[tuple[Change, ...], tuple[Lenket, ...]]:
    """Return the changes that write an entry, and the cases that its answer opens in another chain.

    An entry that names such a case opens no other. Raises WrongUsage where that chain is about an
    employee and none is told of, or a case would be closed with something open and no reason.
    """
    require_reason(desk, read.value, hendelse)
    path = desk.folder.root / read.file
    if hendelse.gjelder_sak is not None:
        _require_opens(about, ())
        return (Added(path, path_to(Sak.hendelser), hendelse),), ()
    if about is None and asks_for_employee(desk.mappe.plan, read.value, hendelse):
        raise WrongUsage(
            "Svaret åpner en sak som gjelder en ansatt, og må ha --gjelder-ansatt.",
            "Legg til rollen den ansatte har, og prøv igjen.",
        )
    linked = opened_from(desk, read.value, hendelse, about=about)
    _require_opens(about, linked)
    opened = tuple(written_new(desk, each.sak) for each in linked)
    if linked:
        hendelse = msgspec.structs.replace(hendelse, gjelder_sak=linked[0].sak.sak)
    alike = kept_alike(path, read.value, linked[0].sak) if linked else ()
    return (*opened, Added(path, path_to(Sak.hendelser), hendelse), *alike), linked


def _require_opens(about: GjelderAnsatt | None, linked: Sequence[Lenket]) -> None:
    """Refuse an employee that is told of where no case about one is opened: it would be lost unsaid. Raises WrongUsage."""
    if about is not None and not any(each.sak.gjelder_ansatt for each in linked):
        raise WrongUsage(
            "--gjelder-ansatt har ingen virkning her: dette åpner ingen sak som gjelder en ansatt. "
            "Ingenting er skrevet.",
            "La det være. Gjelder det en ansatt, så åpne saken: sosialplan ny-sak --kjede ansatt-krenker",
        )
