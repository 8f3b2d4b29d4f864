"""An entry of a case: the words that were typed as the planmappe has them, and what is written with it."""

from datetime import date
from typing import Any

import msgspec

from sosialplan.commands.lukking import (
    require_reason,
)
from sosialplan.commands.moter.moetebok import meeting_of_case
from sosialplan.commands.run import known_word
from sosialplan.commands.saksaapning import (
    Lenket,
    asks_for_employee,
    case_text,
    kept_alike,
    opened_from,
)
from sosialplan.commands.samtykket import (
    known_givers,
    known_recipients,
)
from sosialplan.commands.skrivebordet.desk import Desk, Saved, case_message
from sosialplan.commands.svarene import (
    Svarene,
)
from sosialplan.files.yaml_edit import append_item
from sosialplan.files.yaml_writer import to_tree
from sosialplan.model.failure import WrongUsage
from sosialplan.model.felter.feltlinje import Leses, attribute, option
from sosialplan.model.felter.hendelsesfelt import HENDELSE
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.mappe import Read
from sosialplan.model.sak import GjelderAnsatt, Hendelse, Sak
from sosialplan.model.skrivemaate import advice, find_word
from sosialplan.rules.checks.case_checks import FELLES_STEG
from sosialplan.rules.facts import ids_of, valid_entries
from sosialplan.rules.kalender.datoord import IkkeEnDag, skrevet_dag
from sosialplan.rules.lovfrister import KALT
from sosialplan.rules.moter.beslutninger import BESLUTNING, BESLUTNING_UTFOERT, carried_out


def known_step(typed: str, chain: Handlingskjede | None) -> str:
    """Return the step that was typed, of the chain or one that every case takes. Raises WrongUsage."""
    own = (each.steg for each in (chain.steg if chain else ()))
    codes = list(dict.fromkeys((*own, *FELLES_STEG)))
    code = find_word(typed, codes)
    if code is None:
        name = chain.kjede if chain else ""
        meant = KALT.get(find_word(typed, KALT) or "")
        near = f" Mente du «{meant}»?" if meant else advice(typed, codes)
        raise WrongUsage(
            f"Kjeden har ikke et slikt steg.{near}",
            f"Se stegene: sosialplan kjeder {name}",
        )
    return code


def known_words(desk: Desk, sak: Sak, code: str, svarene: Svarene) -> dict[str, Any]:
    """Return what was told of a step, each word as the planmappe has it. Raises WrongUsage for others."""
    plan, told = desk.mappe.plan, svarene.fortalt
    roles = [each.rolle for each in plan.skole.roller]
    for key, linje in HENDELSE.items():
        name = attribute(Hendelse, key)
        typed = told.get(name)
        if linje.valg is None or typed is None:
            continue
        match linje.valg.leses:
            case Leses.ROLLE:
                told[name] = known_role(typed, roles)
            case Leses.ROLLER:
                told[name] = tuple(known_role(each, roles) for each in typed)
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


def known_role(typed: str | None, roles: list[str]) -> str | None:
    """Return the role that was typed. Raises WrongUsage for one the school does not have."""
    return None if typed is None else known_word(typed, roles, "rolle")


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


def save_entry(
    desk: Desk, read: Read[Sak], hendelse: Hendelse, about: GjelderAnsatt | None
) -> tuple[Saved, tuple[Lenket, ...]]:
    """Write the entry, and the cases that are opened where the answer leads into another chain.

    An entry that names such a case opens no other. Raises WrongUsage where that chain is about an
    employee and none is told of.
    """
    require_reason(desk, read.value, hendelse)
    if hendelse.gjelder_sak is not None:
        path = desk.folder.root / read.file
        text = append_item(desk.text_of(path), ("hendelser",), to_tree(hendelse))
        return desk.save({path: text}, case_message(read.value.sak)), ()
    if about is None and asks_for_employee(desk.mappe.plan, read.value, hendelse):
        raise WrongUsage(
            "Svaret åpner en sak som gjelder en ansatt, og må ha --gjelder-ansatt.",
            "Legg til rollen den ansatte har, og prøv igjen.",
        )
    linked = opened_from(desk, read.value, hendelse, about=about)
    texts = {desk.folder.case_path(each.sak.sak): case_text(each.sak) for each in linked}
    if linked:
        hendelse = msgspec.structs.replace(hendelse, gjelder_sak=linked[0].sak.sak)
    path = desk.folder.root / read.file
    text = append_item(desk.text_of(path), ("hendelser",), to_tree(hendelse))
    texts[path] = kept_alike(text, read.value, linked[0].sak) if linked else text
    return desk.save(texts, case_message(read.value.sak)), linked


def read_day(answer: str) -> date:
    """Return a day that was typed. Raises WrongUsage."""
    try:
        return skrevet_dag(answer)
    except IkkeEnDag as error:
        raise WrongUsage(f"Dagen «{answer}»: {error}", "Prøv igjen.") from None
