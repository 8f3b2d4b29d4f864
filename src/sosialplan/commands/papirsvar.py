"""What is told of a case's own paper when it is put right, and which papers there are."""

from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.model.sakspapirer import Avklaring, Godkjenning, Kanal, Utlevering

Papir = Avklaring | Godkjenning | Utlevering
ORD = {Utlevering: "utlevering", Avklaring: "avklaring", Godkjenning: "godkjenning"}
"""What a paper may be meant by, where the case has only one that counts."""


class Papirsvar(Value, frozen=True):
    """What is told of a paper besides its day; ``utgaar`` may be said of any entry."""

    til_hvem: str | None = None
    kanal: Kanal | None = None
    hvorfor: str | None = None
    utgaar: bool = False


def papers(sak: Sak) -> tuple[Papir, ...]:
    """Return every paper of a case that can be put right."""
    return (*sak.utleveringer, *sak.avklaringer, *sak.godkjenninger)
