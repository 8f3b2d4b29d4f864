"""What a conflict is about, in words: which field of which entry, and never what it says."""

import re
from collections.abc import Mapping, Sequence

from sosialplan.model.record import Konflikt

_ID = re.compile(r"[0-9a-z]{8}\Z")

ULIKE: Mapping[str, str] = {
    "aktivitet": "aktiviteter",
    "alias": "alias",
    "alvorlig": "svar på om saken er alvorlig",
    "anonymt": "svar på om det var anonymt",
    "ansvarlig": "ansvarlige",
    "ansvarlig_i_ledelsen": "ansvarlige i ledelsen",
    "arkivert": "opplysninger om hva som ble levert",
    "av": "opplysninger om hvem som gjorde det",
    "avsluttet": "avslutninger",
    "bare_én": "svar på om bare én kan ha rollen",
    "barnets_beste": "vurderinger av barnets beste",
    "begrunnelse": "begrunnelser",
    "beskrivelse": "beskrivelser",
    "beslutning": "beslutninger",
    "besluttet": "dager for når tiltaket ble besluttet",
    "dato": "datoer",
    "dokument": "dokumenter",
    "elev": "opplysninger om eleven",
    "elevens_stemme": "gjengivelser av elevens stemme",
    "elevens_stemme_dato": "datoer for når eleven ble hørt",
    "elevens_stemme_ført_av": "opplysninger om hvem som førte inn elevens stemme",
    "elevens_stemme_hørt_av": "opplysninger om hvem som hørte eleven",
    "elevens_stemme_om_tiltakene": "gjengivelser av elevens stemme om tiltakene",
    "er_mobbing": "svar på om det er mobbing",
    "eskalering": "rekkefølger for hvem det går videre til",
    "etterkontroll": "dager for etterkontroll",
    "evalueres": "evalueringsdatoer",
    "fag": "fag",
    "faktum": "beskrivelser av det vedtaket bygger på",
    "felt": "felt",
    "fingeravtrykk": "avtrykk",
    "flyttet": "opplysninger om skolebytte",
    "forberedelse": "beskrivelser av forberedelsen",
    "foresatte": "gjengivelser av det foresatte sier",
    "foresattes_syn": "gjengivelser av foresattes syn",
    "forhåndsvarslet": "dager for forhåndsvarselet",
    "formål": "formål",
    "forplikter": "beskrivelser av hva verdien forplikter til",
    "fra": "startdatoer",
    "fra_klasse": "klasser eleven kom fra",
    "fra_sak": "saker den følger av",
    "frist": "frister",
    "fødselsår": "fødselsår",
    "ført_av": "opplysninger om hvem som førte det inn",
    "gjelder": "opplysninger om hva det gjelder",
    "gjelder_ansatt": "opplysninger om hvilken ansatt saken gjelder",
    "gjelder_fra": "dager det gjelder fra",
    "gjelder_sak": "saker det gjelder",
    "gjennomført": "svar på om tiltaket er gjennomført",
    "gjentatt": "svar på om det er gjentatt",
    "grunn": "grunner",
    "gruppe": "svar på om rollen er en gruppe",
    "hos": "opplysninger om hvem som holdt møtet",
    "hva": "beskrivelser",
    "hvorfor": "begrunnelser",
    "hørt": "opplysninger om hvem som ble hørt",
    "innkalling": "innkallinger",
    "innstilling": "innstillinger",
    "kanal": "måter det ble levert på",
    "kategori": "kategorier",
    "kjede": "kjeder",
    "klasse": "klasser",
    "klokkeslett": "klokkeslett",
    "kommune": "kommuner",
    "kontakt": "kontaktopplysninger",
    "likevel": "grunner til å gjøre det likevel",
    "meldt": "svar på om fraværet er meldt",
    "meldt_av": "opplysninger om hvem som meldte",
    "mildere_tiltak": "vurderinger av mildere tiltak",
    "mottaker": "mottakere",
    "mål": "mål",
    "målform": "målformer",
    "måte": "måter",
    "møte": "møter",
    "møtedag": "møtedager",
    "navn": "navn",
    "neste": "datoer for neste gang",
    "nivå": "nivåer",
    "notat": "notater",
    "ny_skole": "nye skoler",
    "om": "dager det handler om",
    "oppdiktet": "svar på om skolen er oppdiktet",
    "opprettet": "dager for når saken ble opprettet",
    "ordet_for_planen": "ord for planen",
    "over_15_fra": "dager eleven fyller 15 år",
    "overlevert": "beskrivelser av hva som er overlevert",
    "per_klasse": "svar på om rollen er for hver klasse",
    "per_trinn": "svar på om rollen er for hvert trinn",
    "problem": "beskrivelser av problemet",
    "registrert": "tidspunkter for når det ble skrevet ned",
    "relasjon": "relasjoner til eleven",
    "retter": "opplysninger om hva som rettes",
    "rettet_fordi": "grunner til rettelsen",
    "rolle": "roller",
    "sak": "saksnumre",
    "samtykke": "svar om samtykke",
    "samtykke_av": "hvem som svarte på samtykket",
    "samtykke_formål": "hva samtykket er til",
    "samtykke_om": "hva samtykket er til, med egne ord",
    "samtykke_til": "hvem samtykket gjelder",
    "siden": "dager endringene telles fra",
    "skolen": "gjengivelser av det skolen sier",
    "skoleår": "skoleår",
    "slag": "slag",
    "standard": "standarder",
    "sted": "steder",
    "stedfortreder": "stedfortredere",
    "steg": "steg",
    "svar": "svar",
    "takket_nei": "svar på om eleven takket nei",
    "tekst": "tekster",
    "til": "sluttdatoer",
    "til_hvem": "opplysninger om hvem som fikk det",
    "tilbys_igjen": "dager eleven får tilbudet igjen",
    "tiltak": "beskrivelser av tiltaket",
    "timer": "timetall",
    "tolk": "opplysninger om tolk",
    "trinn": "trinn",
    "trygt": "svar på om det er trygt og godt",
    "type": "typer",
    "uendret_fra": "dager historikken regnes fra",
    "underrettet": "dager for når vedtaket kom fram",
    "utfall": "utfall",
    "utgår": "svar på om det utgår",
    "valgt": "valg",
    "ved_skolen": "svar på om rollen er ved skolen",
    "vedtak": "vedtak",
    "verdi": "verdier",
    "versjon": "versjoner",
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
