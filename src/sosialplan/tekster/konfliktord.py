"""What a conflict is about, in words: which field of which entry, and never what it says."""

import re
from collections.abc import Mapping, Sequence

from sosialplan.model.felter.delte_felt import I_FRAVAERET, I_MOETEBOKEN
from sosialplan.model.felter.feltlinje import felt_ved, samlet
from sosialplan.model.felter.listefelt import I_KLASSELISTEN
from sosialplan.model.felter.meldingsfelt import I_INNBOKSEN
from sosialplan.model.felter.saksfelt import I_SAKEN
from sosialplan.model.record import Konflikt

_ID = re.compile(r"[0-9a-z]{8}\Z")

_FELTENE = (I_SAKEN, I_FRAVAERET, I_MOETEBOKEN, I_INNBOKSEN, I_KLASSELISTEN)
_LINJER = tuple(
    (sted.rpartition(".")[2], linje) for steder in _FELTENE for sted, linje in samlet(steder)
)
ULIKE: Mapping[str, str] = {
    **{felt: linje.ulike for felt, linje in _LINJER if linje.ulike},
    "bare_én": "svar på om bare én kan ha rollen",
    "e_post": "adresser",
    "er_mobbing": "svar på om det er mobbing",
    "eskalering": "rekkefølger for hvem det går videre til",
    "forplikter": "beskrivelser av hva verdien forplikter til",
    "gjelder_fra": "dager det gjelder fra",
    "gruppe": "svar på om rollen er en gruppe",
    "innstilling": "innstillinger",
    "kategori": "kategorier",
    "kommune": "kommuner",
    "oppdiktet": "svar på om skolen er oppdiktet",
    "ordet_for_planen": "ord for planen",
    "utgangspunkt": "planer skolen begynte med",
    "per_klasse": "svar på om rollen er for hver klasse",
    "per_trinn": "svar på om rollen er for hvert trinn",
    "standard": "standarder",
    "tekst": "tekster",
    "henvises": "svar på om skolen henviser dit",
    "uendret_fra": "dager historikken regnes fra",
    "plikter_fra": "dager pliktene regnes fra",
    "valgt": "valg",
    "utgave": "utgaver av mappen",
    "adresse": "adresser",
    "telefon": "telefonnumre",
    "organisasjonsnummer": "organisasjonsnumre",
    "tilgangskode": "merkinger av tilgangen",
    "logo": "logoer",
    "ved_skolen": "svar på om rollen er ved skolen",
    "verdi": "verdier",
}
"""A field in any file, as one says it of two: «To ulike …». Those of cases, absence and minutes stand in tables."""
_ANDRE = "verdier i samme felt"

ETT_AV: Mapping[str, str] = {
    **{felt: linje.ett_av for felt, linje in _LINJER if linje.ett_av},
    "aktiviteter": "en aktivitet",
    "innstillinger": "en innstilling",
    "møter": "et møte i planen",
    "personer": "en person",
    "regler": "en fristregel",
    "roller": "en rolle",
    "tjenester": "en tjeneste",
    "steg": "et steg",
    "valg": "et valg",
}
"""What a list holds one of."""

DELER: Mapping[str, str] = {"aktivitetsplan": "aktivitetsplanen", "elev": "eleven"}
"""What a map is about."""


def hva_det_gjelder(konflikt: Konflikt) -> str:
    """Return the sentence of a conflict, without its values.

    It holds our own words and ids of entries; names are left out, also where they lead the way.
    """
    *over, siste = konflikt.sted
    if konflikt.ellers is None and over and over[-1] in ETT_AV:
        return f"En endret {_ting(konflikt.sted)}, og en annen tok det bort."
    ting = _ting(over)
    if konflikt.ellers is None:
        return f"En endret et felt{ting and f' i {ting}'}, og en annen tok det bort."
    linjer = (felt_ved(each, konflikt.sted) for each in _FELTENE)
    own = next((each.ulike for each in linjer if each and each.ulike), None)
    return f"To ulike {own or ULIKE.get(siste, _ANDRE)}{ting and f' for {ting}'}."


def _ting(sted: Sequence[str]) -> str:
    """Return the innermost thing that a place leads through, with its id."""
    for place in reversed(range(len(sted))):
        following = sted[place + 1] if place + 1 < len(sted) else ""
        if sted[place] in ETT_AV and following:
            one = ETT_AV[sted[place]]
            return f"{one} {following}" if _ID.match(following) and " " not in one else one
        if sted[place] in DELER:
            return DELER[sted[place]]
    return ""


def kort_navn(file: str) -> str:
    """Return what a person types to mean a file: the case number, or the path."""
    return file.rsplit("/", 1)[-1].removesuffix(".yaml") if file.startswith("saker/") else file
