"""The partners that a step concerns, in a line each."""

from collections.abc import Iterator

from sosialplan.model.handlingskjede import Steg
from sosialplan.model.oppslagsverk import Oppslagsverk


def kort_om_partnere(step: Steg, reference: Oppslagsverk) -> Iterator[str]:
    """Yield each partner that has a part in the step or that its code begins with."""
    people = {*step.ansvarlig, *step.med}
    for partner in reference.partnere.partnere:
        own = {partner.partner, *partner.roller}
        if people & own or step.steg.startswith(f"{partner.partner}-"):
            rule = partner.om_samtykke.strip()
            yield f"{partner.navn}: {rule} Mer: sosialplan slå-opp {partner.partner}"
