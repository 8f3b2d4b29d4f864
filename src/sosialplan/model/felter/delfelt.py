"""The fields of what an entry holds: a move, a call, a decision, what was archived."""

from sosialplan.model.felter.feltlinje import Feltlinje, Felttabell, Opsjon
from sosialplan.model.skrivemaate import Dagretning

FLYTTET: Felttabell = {
    "til": Feltlinje(
        "den nye skolen",
        "nye skoler",
        Opsjon(
            hjelp="Saken avsluttes fordi eleven nå går på denne skolen.",
            navn="flyttet-til",
            metavar="SKOLE",
        ),
    ),
    "dato": Feltlinje(
        "første dag på den nye skolen",
        "datoer",
        Opsjon(hjelp="Første dag på den nye skolen.", navn="flyttet-dato", ser=Dagretning.NAERMEST),
    ),
    "overlevert": Feltlinje(
        "hva som er overlevert",
        "beskrivelser av hva som er overlevert",
        Opsjon(hjelp="Hva som er overlevert. Krever --samtykke ja.", navn="overlevert"),
    ),
}
INNKALLING: Felttabell = {
    "møte": Feltlinje(
        "møtet det kalles inn til",
        "møter",
        valg=Opsjon(hjelp="Møtet, som samarbeidsmøte.", metavar="MØTE"),
        spoersmaal="Hvilket møte? (som samarbeidsmøte)",
    ),
    "møtedag": Feltlinje(
        "møtedagen",
        "møtedager",
        valg=Opsjon(hjelp="Dagen møtet er.", navn="dato"),
        spoersmaal="Hvilken dag? (som 23.11.2026)",
    ),
    "klokkeslett": Feltlinje(
        "klokkeslettet",
        "klokkeslett",
        valg=Opsjon(hjelp="Når det begynner.", navn="kl", metavar="14:30"),
        spoersmaal="Klokken? (som 14:30)",
    ),
    "sted": Feltlinje("stedet", "steder", valg=Opsjon(hjelp="Hvor det er."), spoersmaal="Hvor?"),
    "formål": Feltlinje(
        "formålet",
        "formål",
        valg=Opsjon(hjelp="Hvorfor. Uten detaljer om saken."),
        spoersmaal="Hvorfor møtes dere? (uten detaljer om saken)",
    ),
    "saksliste": Feltlinje(
        "sakslisten",
        valg=Opsjon(
            hjelp="Et punkt dere skal snakke om. Kan gis flere ganger.", navn="sak-på-listen"
        ),
        spoersmaal="Hva skal dere snakke om? (punkter med semikolon, kan være tomt)",
    ),
    "forberedelse": Feltlinje(
        "forberedelsen",
        "beskrivelser av forberedelsen",
        valg=Opsjon(hjelp="Hva de innkalte bør forberede.", navn="forbered"),
        spoersmaal="Hva bør de forberede? (kan være tomt)",
    ),
    "tolk": Feltlinje(
        "tolken",
        "opplysninger om tolk",
        valg=Opsjon(hjelp="Språket det tolkes til.", metavar="SPRÅK"),
    ),
}
VEDTAK: Felttabell = {
    "slag": Feltlinje(
        "hva som er vedtatt",
        "slag",
        valg=Opsjon(hjelp="Hva som er vedtatt."),
        spoersmaal="Hva er vedtatt? (bortvisning/skolebytte)",
    ),
    "fra": Feltlinje(
        "første dag",
        "startdatoer",
        valg=Opsjon(hjelp="Første dag det gjelder.", ser=Dagretning.NAERMEST),
        spoersmaal="Fra hvilken dag? (som 23.11.2026)",
    ),
    "til": Feltlinje(
        "siste dag",
        "sluttdatoer",
        valg=Opsjon(hjelp="Siste dag.", ser=Dagretning.NAERMEST),
        spoersmaal="Til og med hvilken dag? (som 23.11.2026)",
    ),
    "ny_skole": Feltlinje(
        "den nye skolen",
        "nye skoler",
        valg=Opsjon(hjelp="Skolen eleven bytter til.", metavar="SKOLE"),
    ),
    "forhåndsvarslet": Feltlinje(
        "dagen for forhåndsvarselet",
        "dager for forhåndsvarselet",
        valg=Opsjon(hjelp="Dagen eleven og de foresatte fikk forhåndsvarsel."),
        spoersmaal="Når fikk eleven og de foresatte forhåndsvarsel? (som 23.11.2026, kan være tomt)",
    ),
    "faktum": Feltlinje(
        "det vedtaket bygger på",
        "beskrivelser av det vedtaket bygger på",
        valg=Opsjon(hjelp="Hva vedtaket bygger på."),
        spoersmaal="Hva bygger vedtaket på? Bare det som er sett og hørt. (kan være tomt)",
    ),
    "mildere_tiltak": Feltlinje(
        "det som er vurdert i stedet",
        "vurderinger av mildere tiltak",
        valg=Opsjon(hjelp="Hva som er prøvd eller vurdert i stedet."),
        spoersmaal="Hva er prøvd eller vurdert i stedet? (kan være tomt)",
    ),
    "foresattes_syn": Feltlinje(
        "de foresattes syn",
        "gjengivelser av foresattes syn",
        valg=Opsjon(hjelp="Det foresatte mener."),
        spoersmaal="Hva mener de foresatte? (kan være tomt)",
    ),
    "barnets_beste": Feltlinje(
        "vurderingen av barnets beste",
        "vurderinger av barnets beste",
        valg=Opsjon(hjelp="Hva som er best for eleven."),
        spoersmaal="Hva er best for eleven, og hvorfor? (kan være tomt)",
    ),
    "begrunnelse": Feltlinje(
        "begrunnelsen",
        "begrunnelser",
        valg=Opsjon(hjelp="Hvorfor det likevel er nødvendig."),
        spoersmaal="Hvorfor er det likevel nødvendig? (kan være tomt)",
    ),
    "underrettet": Feltlinje(
        "dagen det kom fram",
        "dager for når vedtaket kom fram",
        valg=Opsjon(hjelp="Dagen vedtaket kom fram. Klagefristen går da."),
        spoersmaal="Hvilken dag kom vedtaket fram til dem? (som 23.11.2026, kan være tomt)",
    ),
}
ARKIVERT: Felttabell = {
    "dokument": Feltlinje("hva som ble levert", "dokumenter"),
    "dato": Feltlinje("dagen dokumentet gjelder", "datoer"),
    "versjon": Feltlinje("versjonen som ble levert", "versjoner"),
    "fingeravtrykk": Feltlinje("innholdet som ble levert", "innholdet"),
    "mangler": Feltlinje("det dokumentet manglet"),
}
