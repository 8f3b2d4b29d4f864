"""What every correction has in common: which entry is meant, and what takes its place."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from sosialplan.commands.run import Run
from sosialplan.model.failure import WrongUsage
from sosialplan.model.record import Value
from sosialplan.model.rettelser import holding, rettede, stands_for
from sosialplan.model.sak import Sak
from sosialplan.model.sakspapirer import Avklaring, Godkjenning, Kanal, Utlevering
from sosialplan.model.skrivemaate import meant as words_meant
from sosialplan.views.datoer import kort_dato

E = TypeVar("E", bound=Any)


def meant(entries: Sequence[E], typed: str, steg: Callable[[E], str] | None = None) -> E | None:
    """Return the entry by its id, by the beginning of one, or by its step where only one has it.

    What was corrected before is not meant by its step. Raises WrongUsage where several fit, or
    where the one was corrected before.
    """
    corrected = rettede(entries)
    found = [each for each in entries if each.id.startswith(typed.lower())]
    if not found and steg is not None:
        codes = words_meant(typed, dict.fromkeys(steg(each) for each in entries))
        found = [
            each
            for each in entries
            if steg(each) in codes
            and each.id not in corrected
            and not getattr(each, "utgaar", False)
        ]
    if len(found) > 1:
        listed = ", ".join(f"{each.id} ({kort_dato(_day(each))})" for each in found)
        raise WrongUsage("Flere oppføringer passer.", f"Skriv id-en til en av dem: {listed}")
    if found and found[0].id in corrected:
        now = (each for each in holding(entries) if found[0] in stands_for(each, entries))
        raise WrongUsage(
            "Oppføringen er rettet før.",
            f"Rett den som gjelder nå: {', '.join(each.id for each in now)}",
        )
    return found[0] if found else None


def _day(entry: Any) -> Any:
    return getattr(entry, "dato", None) or entry.fra


def corrected(run: Run, entry: E, changes: Mapping[str, Any]) -> E:
    """Return the entry as it should be, under an id of its own. Raises WrongUsage for no change."""
    if getattr(entry, "utgaar", False):
        raise WrongUsage(
            "Oppføringen er strøket, så det er ikke mer å rette.",
            "Skjedde det likevel, så skriv det inn på nytt.",
        )
    told = {name: value for name, value in changes.items() if value not in (None, ())}
    made: E = msgspec.structs.replace(entry, **told)
    if made == entry:
        raise WrongUsage(
            "Rettelsen sier det samme som sto fra før.", "Si hva som skal være annerledes."
        )
    return msgspec.structs.replace(made, id=run.new_id(), registrert=run.recorded, retter=entry.id)


def said_corrected(what: str, old: str) -> str:
    """Say what counts now, with where it is, and that what stood is still there."""
    return f"Rettet{what}. Det som sto ({old}), er med, men gjelder ikke."


Papir = Avklaring | Godkjenning | Utlevering
ORD = {Utlevering: "utlevering", Avklaring: "avklaring", Godkjenning: "godkjenning"}
"""What a paper may be meant by, where the case has only one that counts."""


PAPIRLISTE = {
    Utlevering: "utleveringer",
    Avklaring: "avklaringer",
    Godkjenning: "godkjenninger",
}
"""The list of a case in which a paper stands."""


class Papirsvar(Value, frozen=True):
    """What is told of a paper besides its day; ``utgaar`` may be said of any entry."""

    til_hvem: str | None = None
    kanal: Kanal | None = None
    hvorfor: str | None = None
    utgaar: bool = False


def papers(sak: Sak) -> tuple[Papir, ...]:
    """Return every paper of a case that can be put right."""
    return (*sak.utleveringer, *sak.avklaringer, *sak.godkjenninger)
