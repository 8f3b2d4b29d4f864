"""What a conflict is about, in words: which field of which entry, and never what it says."""

import re
from collections.abc import Mapping, Sequence

from sosialplan.model.konflikt import Konflikt

_ID = re.compile(r"[0-9a-z]{8}\Z")

ULIKE: Mapping[str, str] = {
    "alvorlig": "svar på om saken er alvorlig",
    "ansvarlig": "ansvarlige",
    "ansvarlig_i_ledelsen": "ansvarlige i ledelsen",
    "av": "opplysninger om hvem som gjorde det",
    "avsluttet": "avslutninger",
    "barnets_beste": "vurderinger av barnets beste",
    "beskrivelse": "beskrivelser",
    "beslutning": "beslutninger",
    "dato": "datoer",
    "elevens_stemme": "gjengivelser av elevens stemme",
    "elevens_stemme_dato": "datoer for når eleven ble hørt",
    "elevens_stemme_om_tiltakene": "gjengivelser av elevens stemme om tiltakene",
    "eskalering": "rekkefølger for hvem det går videre til",
    "evalueres": "evalueringsdatoer",
    "foresattes_syn": "gjengivelser av foresattes syn",
    "fra": "startdatoer",
    "frist": "frister",
    "kjede": "kjeder",
    "klasse": "klasser",
    "kontakt": "kontaktopplysninger",
    "meldt": "svar på om fraværet er meldt",
    "meldt_av": "opplysninger om hvem som meldte",
    "mål": "mål",
    "navn": "navn",
    "neste": "datoer for neste gang",
    "nivå": "nivåer",
    "notat": "notater",
    "problem": "beskrivelser av problemet",
    "sak": "saksnumre",
    "samtykke": "svar om samtykke",
    "samtykke_til": "hvem samtykket gjelder",
    "samtykke_av": "hvem som svarte på samtykket",
    "samtykke_formål": "hva samtykket er til",
    "samtykke_om": "hva samtykket er til, med egne ord",
    "stedfortreder": "stedfortredere",
    "svar": "svar",
    "tekst": "tekster",
    "til": "sluttdatoer",
    "tiltak": "beskrivelser av tiltaket",
    "utfall": "utfall",
    "valgt": "valg",
    "verdi": "verdier",
}
"""The field, as one says it of two: «To ulike …»."""
_ANDRE = "verdier i samme felt"

ETT_AV: Mapping[str, str] = {
    "aktiviteter": "en aktivitet",
    "avklaringer": "avklaring",
    "avsluttet_rettet": "rettelse av avslutningen",
    "beslutninger": "beslutning",
    "elever": "en elev",
    "endringer": "endring",
    "evalueringer": "evaluering",
    "foresatte": "en av foresatte",
    "fulgt_opp": "oppfølging av en beslutning",
    "godkjenninger": "godkjenning",
    "hendelser": "hendelse",
    "holdt": "møte",
    "innstillinger": "en innstilling",
    "involverte": "en av de involverte",
    "møter": "et møte i planen",
    "oppfølging": "oppfølging",
    "perioder": "fraværsperiode",
    "personer": "en person",
    "regler": "en fristregel",
    "roller": "en rolle",
    "steg": "et steg",
    "tiltak": "tiltak",
    "utført": "aktivitet",
    "utleveringer": "utlevering",
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
    return f"To ulike {ULIKE.get(siste, _ANDRE)}{ting and f' for {ting}'}."


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
