"""``rett``: put right an entry of a case. What stood is kept, and the new one counts."""

from typing import Any

from msgspec.structs import asdict, replace

from sosialplan.commands.lukking import require_consent
from sosialplan.commands.registrer import about_decision, known_role, known_step, save_entry
from sosialplan.commands.retting import corrected, meant, tell_corrected
from sosialplan.commands.run import Run
from sosialplan.commands.samtykket import (
    known_givers,
    known_recipients,
    require_answer,
    tell_of_consent,
)
from sosialplan.commands.skrivebordet.desk import Desk, at_desk
from sosialplan.commands.skrivebordet.foering import foert_av
from sosialplan.commands.svarene import Svarene
from sosialplan.commands.told import open_rows, tell_linked, tell_rows
from sosialplan.model.failure import WrongUsage
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.model.stemme import Flytting
from sosialplan.rules.facts import written_entries
from sosialplan.rules.moter.beslutninger import BESLUTNING_UTFOERT
from sosialplan.views.datoer import kort_dato


def rett(run: Run, typed: str, entry: str, steg: str | None, svarene: Svarene) -> int:
    """Add an entry that takes the place of one that was wrong, and tell what it sets off."""
    with at_desk(run, typed) as desk:
        read = desk.case(typed)
        sak = read.value
        old = meant(written_entries(sak), entry, lambda each: each.steg)
        if old is None:
            raise WrongUsage(
                "Saken har ingen slik hendelse.", f"Se hendelsene: sosialplan vis {sak.sak}"
            )
        new = corrected(run, old, _changes(desk, sak, steg, svarene) | _moved(old, svarene))
        new = replace(new, foert_av=foert_av(desk, new.av, sak.elev.klasse))
        if new.steg == BESLUTNING_UTFOERT and (svarene.gjelder or new.gjelder is None):
            new = about_decision(new, sak, svarene.gjelder)
        require_consent(new)
        require_answer(new)
        before = {row.frist.id for row in open_rows(run, desk.mappe, sak.sak)}
        saved, linked = save_entry(desk, read, new, svarene.gjelder_ansatt)
        tell_corrected(
            run, f" i {sak.sak}: {new.steg}, {kort_dato(new.dato)}", old.id, saved.commit
        )
        after = open_rows(run, saved.mappe, sak.sak)
        tell_rows(run, "Nytt som må gjøres", [row for row in after if row.frist.id not in before])
        tell_of_consent(run, sak, new, desk.mappe.plan.kjede(sak.kjede))
        for each in linked:
            tell_linked(run, saved.mappe, each.sak.sak, each.hvorfor)
    return 0


def _changes(desk: Desk, sak: Sak, steg: str | None, svarene: Svarene) -> dict[str, Any]:
    """Return what was told, by the field that it changes. Raises WrongUsage for unknown words."""
    roles = [each.rolle for each in desk.mappe.plan.skole.roller]
    chain = desk.mappe.plan.kjede(sak.kjede)
    return {
        "steg": known_step(steg, chain) if steg else None,
        "dato": svarene.dato,
        "av": known_role(svarene.av, roles),
        "notat": svarene.notat,
        "utfall": svarene.utfall,
        "elevens_stemme": svarene.elevens_stemme,
        "med": tuple(known_role(each, roles) or each for each in svarene.med),
        "hoert": svarene.hoert,
        "metoder": svarene.metoder,
        "maate": svarene.maate,
        "samtykke": svarene.samtykke,
        "samtykke_til": known_recipients(desk.mappe.plan, svarene.samtykke_til),
        "samtykke_av": known_givers(sak.elev, svarene.samtykke_av),
        "samtykke_om": svarene.samtykke_om,
        "svar": svarene.svar,
        "grunn": svarene.grunn,
        "etterkontroll": svarene.etterkontroll,
        "trygt": svarene.trygt,
        "takket_nei": svarene.takket_nei or None,
        "tilbys_igjen": svarene.tilbys_igjen,
        "likevel": svarene.likevel,
        "mottakere": svarene.mottakere,
        "gjelder": svarene.gjelder,
    }


def _moved(old: Hendelse, svarene: Svarene) -> dict[str, Any]:
    """Return where the pupil moved: what is told now, and else what stood."""
    if svarene.flyttet is None:
        return {}
    told = {name: value for name, value in asdict(svarene.flyttet).items() if value is not None}
    return {"flyttet": replace(old.flyttet or Flytting(), **told)}
