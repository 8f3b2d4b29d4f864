"""What each template is given: its variables and their types, as the documents declare them."""

from collections.abc import Mapping
from typing import Any, get_type_hints

from sosialplan.views.aarshjul.aarsvisning import Aarsvisning
from sosialplan.views.aarshjul.tegning import Tegning
from sosialplan.views.dokumentdeler.maalform import Maalform
from sosialplan.views.dokumentdeler.tilsynstegning import Plikttegning
from sosialplan.views.dokumenter.innsyn import Innsyn
from sosialplan.views.dokumenter.tilsyn import Tilsyn
from sosialplan.views.dokumentliste import DOKUMENTER, Dokumentslag
from sosialplan.views.kjeder.kjedebilde import Kjedebilde
from sosialplan.views.planen.handlingsplan import Handlingsplan

Kontekst = Mapping[str, Any]
"""A template's variables by name: the type of each."""

_PICTURE = Mapping[str, str]


def maler() -> Mapping[str, Kontekst]:
    """Return every template by its file's name, with what it is given."""
    found: dict[str, Kontekst] = {
        "aarshjul.md.j2": {"aar": Aarsvisning, "bilde": _PICTURE | None},
        "aarshjul.svg.j2": {"hjul": Tegning},
        "handlingsplan.md.j2": {
            "hp": Handlingsplan,
            "bilder": bool,
            "tegninger": Mapping[str, Any],
            "hjul": Aarsvisning | None,
            "hjul_bilde": _PICTURE | None,
        },
        "kjede.svg.j2": {"bilde": Kjedebilde},
        "tilsyn.md.j2": {"dok": Tilsyn, "bilder": bool, "tegning": str},
        "tilsyn.svg.j2": {"bilde": Plikttegning},
        "innsyn.md.j2": {"dok": Innsyn},
        "nn/innsyn.md.j2": {"dok": Innsyn},
    }
    for slag in DOKUMENTER:
        found[slag.malfil()] = {slag.variabel: type_of(slag)}
        if slag.nynorsk:
            found[slag.malfil(Maalform.NYNORSK)] = {slag.variabel: type_of(slag)}
    return found


def type_of(slag: Dokumentslag) -> Any:
    """Return what shapes a document returns, by its own declaration."""
    return get_type_hints(slag.lag)["return"]
