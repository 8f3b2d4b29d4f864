"""``rett`` for a case's own papers: a copy handed out, a decision before one, an approval."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from sosialplan.commands.dokumenter.kopikontroll import (
    kontroll,
    name_problems,
    require_no_name,
    whole_folder,
)
from sosialplan.commands.run import ProblemsFoundError
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.foering import require_role, skrevet_av, writer_at
from sosialplan.commands.skrivebordet.rettelse import ORD, Papir, Papirsvar, corrected
from sosialplan.model.failure import WrongUsage
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.model.sakspapirer import Avklaring, Godkjenning, Utlevering
from sosialplan.rules.ansattsak.skjermet_sak import find_mottaker
from sosialplan.rules.facts import valid_entries
from sosialplan.views.kopier.utlevert import MAATE, sent_home_by


def rettet_papir(desk: Desk, sak: Sak, old: Papir, dato: date | None, told: Papirsvar) -> Papir:
    """Return the paper that takes another's place.

    Raises WrongUsage where no reason is given, and for what such a paper does not have.
    """
    if not told.hvorfor or not told.hvorfor.strip():
        raise WrongUsage(
            "Si hvorfor det som sto, er feil.", 'Legg til grunnen: --hvorfor "Ble aldri sendt"'
        )
    if not isinstance(old, Utlevering):
        wrong = [
            f"--{name}"
            for name, value in (("til-hvem", told.til_hvem), ("kanal", told.kanal))
            if value
        ]
        if wrong:
            raise WrongUsage(
                f"Dette har ikke en {ORD[type(old)]}: {', '.join(wrong)}.", "Utelat det."
            )
    if isinstance(old, Godkjenning):
        require_role(desk, sak, old.av, writer_at(desk))
    if isinstance(old, Utlevering) and told.til_hvem:
        _require_clean(desk, sak, old, told.til_hvem.strip())
    changed: dict[str, Any] = {
        "dato": dato,
        "til_hvem": told.til_hvem.strip() if told.til_hvem else None,
        "kanal": told.kanal,
        "utgaar": told.utgaar or None,
    }
    if isinstance(old, Avklaring):
        changed["hvorfor"] = told.hvorfor
    new = corrected(desk.run, old, changed)
    if not isinstance(new, Godkjenning):
        new = replace(new, foert_av=skrevet_av(desk, (), sak.elev.klasse))
    return _with_reason(new, told.hvorfor)


def _with_reason(new: Papir, why: str) -> Papir:
    """Return the paper with why it was put right, in the field that it has for that."""
    match new:
        case Utlevering():
            return replace(new, rettet_fordi=why)
        case Godkjenning():
            return replace(new, notat=why)
        case Avklaring():
            return new


def sent_home(desk: Desk, sak: Sak, old: Utlevering, new: Utlevering) -> Hendelse | None:
    """Return the entry that puts right what was written of the plan sent home with the copy; None without.

    They were written at one moment, and are put right at one.
    """
    chain = desk.mappe.plan.kjede(sak.kjede)
    step = sent_home_by(chain, old.dokument, find_mottaker(old.mottaker, desk.mappe.plan))
    beside = (
        each
        for each in valid_entries(sak)
        if each.steg == step
        and each.registrert == old.registrert
        and each.mottakere == (old.til_hvem,)
    )
    found = next(beside, None)
    if found is None:
        return None
    return replace(
        found,
        id=desk.run.new_id(),
        registrert=new.registrert,
        dato=new.dato,
        mottakere=(new.til_hvem,),
        maate=MAATE.get(new.kanal),
        retter=found.id,
        utgaar=new.utgaar,
    )


def _require_clean(desk: Desk, sak: Sak, old: Utlevering, til_hvem: str) -> None:
    """Look through the words for who got it: they stand in the case for good. Raises ProblemsFoundError."""
    mottaker = find_mottaker(old.mottaker, desk.mappe.plan)
    if mottaker is None:
        return
    against = kontroll(desk.folder, whole_folder(desk.folder), sak, mottaker)
    found = name_problems(against, mottaker, til_hvem)
    if not found:
        require_no_name(against, til_hvem)
    if found:
        raise ProblemsFoundError(list(found))
