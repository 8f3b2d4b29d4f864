"""The words of the log: what each thing and each field of a case is called in a sentence.

A template is filled with codes, days and ids of the thing itself and of those around it; ``{over}``
is the id of the nearest of these. No template names a field that holds a person's own words, a name or a contact.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sosialplan.views.historikk.loggord_tiltak import (
    AVKLARING,
    AVSLUTNING,
    ENDRING,
    EVALUERING,
    GODKJENNING,
    LIKEVEL,
    OM_ELEVEN,
    RETTET_AVSLUTNING,
    TILBAKEHOLDT,
    TILTAKSFELT,
    UTLEVERING,
)


@dataclass(frozen=True, slots=True)
class Ting:
    """A thing of a list: what is told when it comes, and what it is called otherwise.

    ``fast`` things stand once they are written; that one was changed or taken away is told loudly.
    Fields in ``frie`` are told by themselves. ``dag`` is the field with the day it happened. One that
    is ``stille`` came with what is in it, and that is told. ``borte`` is told when it goes.
    """

    ny: str
    navn: str
    rettelse: str = ""
    dag: str = "dato"
    fast: bool = True
    stille: bool = False
    frie: frozenset[str] = frozenset()
    borte: str = ""


@dataclass(frozen=True, slots=True)
class Filord:
    """The words of one kind of file, by the keys from its root.

    ``fra_start`` are the parts that are told of a file that was not there before. ``vises`` are the
    fields whose value is a code or a day, and is told. The other fields of a part in ``samlet``, by
    what it is called, share a sentence.
    """

    ting: Mapping[str, Ting]
    felt: Mapping[str, str]
    annet: str
    borte: str
    fra_start: frozenset[str]
    aapnet: str = ""
    vises: frozenset[str] = field(default_factory=frozenset)
    samlet: Mapping[str, str] = field(default_factory=dict)


HENDELSE = {
    "id": "id-en",
    "dato": "datoen",
    "registrert": "når den ble skrevet ned",
    "steg": "steget",
    "av": "hvem som gjorde det",
    "ført_av": "hvem som førte det inn",
    "notat": "notatet",
    "utfall": "utfallet",
    "med": "hvem som var med",
    "hørt": "hvem som ble hørt",
    "metoder": "metodene",
    "måte": "måten",
    "svar": "svaret",
    "grunn": "grunnen",
    **OM_ELEVEN,
    "mottakere": "mottakerne",
    "gjelder_sak": "saken den gjelder",
    "møte": "møtet",
    "ansvarlig": "den ansvarlige",
    "frist": "fristen",
    "gjelder": "beslutningen den gjelder",
    "innkalling": "innkallingen",
    "innkalling.møte": "møtet det kalles inn til",
    "innkalling.møtedag": "møtedagen",
    "innkalling.klokkeslett": "klokkeslettet",
    "innkalling.sted": "stedet",
    "innkalling.formål": "formålet",
    "innkalling.saksliste": "sakslisten",
    "innkalling.forberedelse": "forberedelsen",
    "innkalling.tolk": "tolken",
    "vedtak": "vedtaket",
    "vedtak.slag": "hva som er vedtatt",
    "vedtak.fra": "første dag",
    "vedtak.til": "siste dag",
    "vedtak.ny_skole": "den nye skolen",
    "vedtak.forhåndsvarslet": "dagen for forhåndsvarselet",
    "vedtak.faktum": "det vedtaket bygger på",
    "vedtak.mildere_tiltak": "det som er vurdert i stedet",
    "vedtak.foresattes_syn": "de foresattes syn",
    "vedtak.barnets_beste": "vurderingen av barnets beste",
    "vedtak.begrunnelse": "begrunnelsen",
    "vedtak.underrettet": "dagen det kom fram",
    "arkivert": "hva som ble levert",
    "arkivert.dokument": "hva som ble levert",
    "arkivert.dato": "dagen dokumentet gjelder",
    "arkivert.versjon": "versjonen som ble levert",
    "arkivert.fingeravtrykk": "innholdet som ble levert",
    "arkivert.mangler": "det dokumentet manglet",
    "retter": "hva den retter",
    "utgår": "om den utgår",
}
_FORESATT = {"navn": "navnet", "relasjon": "relasjonen", "kontakt": "kontakten"}
_INVOLVERT = {"alias": "aliaset", "navn": "navnet", "klasse": "klassen", "rolle": "rollen"}


def under(place: str, words: Mapping[str, str]) -> dict[str, str]:
    """Return the words of a thing's fields by where they stand."""
    return {f"{place}.{key}": word for key, word in words.items()}


KONFLIKTER = "konflikter"
KONFLIKT = Ting(
    "Flettingen fant to verdier for det samme, og beholdt begge (konflikt {id})",
    "konflikt {id}",
    fast=False,
    borte="Valgte mellom to verdier som flettingen hadde beholdt (konflikt {id})",
)
KONFLIKTORD = {
    KONFLIKTER: "konfliktene",
    **under(
        KONFLIKTER,
        {
            "id": "id-en",
            "sted": "stedet",
            "står": "verdien som står",
            "ellers": "verdien den andre skrev",
        },
    ),
}
"""The words of what a merge left for a person to choose: the same in every kind of file."""

_PLAN = "aktivitetsplan"
_MEASURE = f"{_PLAN}.tiltak"
SAK = Filord(
    aapnet="Åpnet saken i kjeden {kjede}",
    borte="Saken er tatt bort fra mappen",
    annet="Endret noe annet i saken",
    fra_start=frozenset(
        {"hendelser", "godkjenninger", "avklaringer", "utleveringer", _PLAN, KONFLIKTER}
    ),
    ting={
        "hendelser": Ting(
            "Registrerte {steg}, {dato}",
            "hendelsen {steg}, {dato}",
            rettelse="Rettet {retter}: {steg}, {dato}",
        ),
        "godkjenninger": Ting(
            "Godkjente planen, {dato}",
            "godkjenningen {dato}",
            rettelse="Rettet {retter}: godkjente planen, {dato}",
        ),
        "avklaringer": Ting(
            "Avklarte noe før et dokument til {mottaker}, {dato}",
            "avklaringen {dato}",
            rettelse="Rettet {retter}: avklarte noe før et dokument til {mottaker}, {dato}",
        ),
        "utleveringer": Ting(
            "Utleverte {dokument} til {mottaker}, {dato}",
            "utleveringen {dato} av {dokument}",
            rettelse="Rettet {retter}: utleverte {dokument} til {mottaker}, {dato}",
        ),
        "involverte": Ting("Førte opp en involvert", "opplysninger om en involvert", fast=False),
        "elev.foresatte": Ting("Førte opp en foresatt", "opplysninger om en foresatt", fast=False),
        _MEASURE: Ting("La til tiltak {id}", "tiltak {id}", dag="besluttet"),
        f"{_MEASURE}.evalueringer": Ting(
            "Evaluerte tiltak {over}, utfall {utfall}, {dato}",
            "evalueringen {dato} av tiltak {over}",
            rettelse="Rettet {retter}: evaluerte tiltak {over}, utfall {utfall}, {dato}",
        ),
        f"{_MEASURE}.endringer": Ting(
            "Endret {felt} for tiltak {over}{flytting}",
            "endringen {dato} av tiltak {over}",
            rettelse="Rettet {retter}: endret {felt} for tiltak {over}{flytting}",
        ),
        f"{_MEASURE}.avsluttet": Ting(
            "Avsluttet tiltak {over}, {dato}", "avslutningen av tiltak {over}"
        ),
        f"{_MEASURE}.avsluttet_rettet": Ting(
            "Rettet avslutningen av tiltak {over}, {dato}",
            "avslutningen {dato} av tiltak {over}",
            rettelse="Rettet {retter}: avslutningen av tiltak {over}, {dato}",
        ),
        KONFLIKTER: KONFLIKT,
    },
    felt={
        **KONFLIKTORD,
        "sak": "saksnummeret",
        "kjede": "kjeden",
        "opprettet": "datoen saken ble opprettet",
        "elev": "opplysningene om eleven",
        "elev.navn": "elevens navn",
        "elev.klasse": "klassen",
        "elev.foresatte": "de foresatte",
        "elev.flagg": "flaggene",
        "elev.målform": "målformen",
        "elev.fødselsår": "året eleven er født",
        "elev.over_15_fra": "dagen eleven fyller 15 år",
        "kategorier": "kategoriene",
        "beskrivelse": "beskrivelsen",
        "meldt_av": "rollen som meldte",
        "gjentatt": "om det er gjentatt",
        "alvorlig": "merket «alvorlig»",
        "fra_sak": "saken den følger av",
        "gjelder_ansatt": "hvilken ansatt saken gjelder",
        "gjelder_ansatt.roller": "rollene saken skjermes for",
        "gjelder_ansatt.navn": "navnet på den ansatte",
        "involverte": "de involverte",
        "hendelser": "hendelsene",
        "godkjenninger": "godkjenningene",
        "avklaringer": "avklaringene",
        "utleveringer": "utleveringene",
        _PLAN: "planen",
        f"{_PLAN}.problem": "problemet",
        f"{_PLAN}.mål": "målet",
        f"{_PLAN}.elevens_stemme": "elevens stemme",
        f"{_PLAN}.elevens_stemme_om_tiltakene": "elevens stemme om tiltakene",
        f"{_PLAN}.elevens_stemme_dato": "dagen eleven ble hørt",
        f"{_PLAN}.elevens_stemme_hørt_av": "hvem som hørte eleven",
        f"{_PLAN}.elevens_stemme_ført_av": "hvem som førte inn for den som hørte eleven",
        f"{_PLAN}.foresattes_syn": "foresattes syn",
        f"{_PLAN}.barnets_beste": "vurderingen av barnets beste",
        f"{_PLAN}.ansvarlig_i_ledelsen": "ansvarlig i ledelsen i planen",
        _MEASURE: "tiltakene i planen",
        **under("elev.foresatte", _FORESATT),
        **under("involverte", _INVOLVERT),
        **under("hendelser", HENDELSE),
        **under("godkjenninger", GODKJENNING),
        **under("avklaringer", AVKLARING),
        **under("utleveringer", UTLEVERING),
        **under("utleveringer.tilbakeholdt", TILBAKEHOLDT),
        **under("utleveringer.likevel", LIKEVEL),
        **under("godkjenninger.likevel", LIKEVEL),
        **under(_MEASURE, TILTAKSFELT),
        **under(f"{_MEASURE}.evalueringer", EVALUERING),
        **under(f"{_MEASURE}.endringer", ENDRING),
        **under(f"{_MEASURE}.avsluttet", AVSLUTNING),
        **under(f"{_MEASURE}.avsluttet_rettet", RETTET_AVSLUTNING),
    },
    vises=frozenset(
        {"sak", "kjede", "opprettet", "elev.klasse", "meldt_av", "alvorlig", "fra_sak"}
        | {f"{_PLAN}.ansvarlig_i_ledelsen", f"{_PLAN}.elevens_stemme_ført_av"}
    ),
    samlet={_PLAN: "planen"},
)
