"""The fields of an entry: what happened, with a call, a decision or what was archived in it."""

from sosialplan.model.felter.feltlinje import (
    FOERT_AV,
    ID,
    REGISTRERT,
    RETTELSE,
    Feltlinje,
    Felttabell,
    Leses,
    Steder,
    Valg,
)

_SENERE = "Skrives av programmet når den andre saken åpnes."
HENDELSE: Felttabell = {
    "dato": Feltlinje(
        *("datoen", "datoer"), Valg(hjelp="Dagen det skjedde. Ellers i dag.", hendt=True)
    ),
    "av": Feltlinje(
        "hvem som gjorde det",
        "opplysninger om hvem som gjorde det",
        Valg(hjelp="Hvem som gjorde det.", metavar="ROLLE", leses=Leses.ROLLE),
    ),
    "notat": Feltlinje(
        "notatet", "notater", Valg(hjelp="Kort om hva som skjedde."), "Hva skjedde?"
    ),
    "utfall": Feltlinje(
        "utfallet", "utfall", Valg(hjelp="Effekten."), "Hvordan gikk det? (god/delvis/ingen)"
    ),
    "elevens_stemme": Feltlinje(
        "elevens stemme",
        "gjengivelser av elevens stemme",
        Valg(hjelp="Det eleven selv sier."),
        "Hva sier eleven, med egne ord?",
    ),
    "med": Feltlinje(
        "hvem som var med",
        valg=Valg(
            hjelp="Hvem som var med. Kan gis flere ganger.",
            metavar="ROLLE",
            leses=Leses.ROLLER,
        ),
        spoersmaal="Hvem? (roller med komma)",
    ),
    "hørt": Feltlinje(
        "hvem som ble hørt",
        "opplysninger om hvem som ble hørt",
        Valg(hjelp="En annen elev som ble hørt. Kan gis flere ganger.", metavar="ALIAS"),
    ),
    "metoder": Feltlinje(
        "metodene",
        valg=Valg(hjelp="Hvordan det ble undersøkt: {alle}.", navn="metode", metavar="METODE"),
    ),
    "måte": Feltlinje("måten", "måter", Valg(hjelp="Hvordan kontakten var.")),
    "samtykke": Feltlinje(
        "samtykket",
        "svar om samtykke",
        Valg(hjelp="Ja eller nei til at andre får vite hvem saken gjelder."),
        "Er det samtykket? (ja/nei/ikke-spurt)",
    ),
    "samtykke_til": Feltlinje(
        "hvem samtykket gjelder",
        "hvem samtykket gjelder",
        Valg(
            hjelp="Hvem samtykket gjelder, som r-team, ppt eller bup. Uten dette: det steget spør om.",
            metavar="HVEM",
            leses=Leses.SAMTYKKEMOTTAKER,
        ),
    ),
    "samtykke_av": Feltlinje(
        "hvem som svarte på samtykket",
        "hvem som svarte på samtykket",
        Valg(
            hjelp="Hvem som svarte: elev, foresatte eller navnet på én av dem.",
            metavar="HVEM",
            leses=Leses.DEN_SOM_SVARTE,
        ),
    ),
    "samtykke_formål": Feltlinje(
        "hva samtykket er til",
        "hva samtykket er til",
        Valg(
            hjelp="Hva samtykket er til: {alle}. Et ja åpner bare for det.", metavar="FORMÅL"
        ),
    ),
    "samtykke_om": Feltlinje(
        "hva samtykket er til, med egne ord",
        "hva samtykket er til, med egne ord",
        Valg(hjelp="Mer om formålet, med egne ord."),
    ),
    "svar": Feltlinje("svaret", "svar", Valg(hjelp="Svar på steget."), "Svar? (ja/nei)"),
    "grunn": Feltlinje(
        "grunnen",
        "grunner",
        Valg(hjelp="Bokstav i § 24-3 eller § 13-4. Bokstav e sto der til august 2024."),
        "Hvilken bokstav i loven? (a/b/c/d/ingen)",
    ),
    "etterkontroll": Feltlinje(
        "dagen for etterkontroll",
        "dager for etterkontroll",
        Valg(hjelp="Dagen for etterkontroll."),
        "Hvilken dag er etterkontrollen? (som 23.11.2026)",
    ),
    "trygt": Feltlinje(
        "om det er trygt og godt",
        "svar på om det er trygt og godt",
        Valg(hjelp="Sier eleven selv at det er trygt og godt?"),
        "Sier eleven at det er trygt og godt? (ja/delvis/nei)",
    ),
    "takket_nei": Feltlinje(
        "at eleven takket nei",
        "svar på om eleven takket nei",
        Valg(hjelp="Eleven fikk tilbud om å si noe, og ville ikke."),
    ),
    "tilbys_igjen": Feltlinje(
        "dagen eleven får tilbudet igjen",
        "dager eleven får tilbudet igjen",
        Valg(hjelp="Dagen eleven får tilbudet på nytt."),
    ),
    "likevel": Feltlinje(
        "hvorfor saken er avsluttet likevel",
        "grunner til å gjøre det likevel",
        Valg(hjelp="Hvorfor saken avsluttes selv om noe ikke er gjort.", metavar="GRUNN"),
    ),
    "flyttet": Feltlinje("at eleven har byttet skole", "opplysninger om skolebytte"),
    "mottakere": Feltlinje(
        "mottakerne",
        valg=Valg(
            hjelp="Hvem som fikk det. Kan gis flere ganger.", navn="mottaker", metavar="HVEM"
        ),
    ),
    "gjelder": Feltlinje(
        "beslutningen den gjelder",
        "opplysninger om hva det gjelder",
        Valg(
            hjelp="Beslutningen som er utført, eller de første tegnene.",
            metavar="ID",
            leses=Leses.BESLUTNING,
        ),
    ),
    "møte": Feltlinje(
        "møtet",
        "møter",
        Valg(hjelp="Møtet der det ble bestemt.", metavar="MØTE", leses=Leses.MOETE),
    ),
    "ansvarlig": Feltlinje(
        "den ansvarlige",
        "ansvarlige",
        Valg(hjelp="Hvem som skal utføre en beslutning.", metavar="ROLLE", leses=Leses.ROLLE),
    ),
    "frist": Feltlinje("fristen", "frister", Valg(hjelp="Dagen beslutningen skal være utført.")),
    "id": ID,
    "registrert": REGISTRERT,
    "steg": Feltlinje("steget", "steg"),
    "ført_av": FOERT_AV,
    "gjelder_sak": Feltlinje("saken den gjelder", "saker det gjelder", uten_rett=_SENERE),
    "innkalling": Feltlinje(
        *("innkallingen", "innkallinger"), hel=True,
        uten_rett="Er noe endret, kalles det inn på nytt: innkall. Den siste innkallingen gjelder.",
    ),
    "vedtak": Feltlinje(
        *("vedtaket", "vedtak"), hel=True, uten_rett="Rettes med kommandoen sin: vedtak --rett."
    ),
    "arkivert": Feltlinje(
        *("hva som ble levert", "opplysninger om hva som ble levert"), hel=True,
        uten_rett="Er det levert noe annet, leveres det på nytt: arkiver. Det som er levert, er levert.",
    ),
    **RETTELSE,
}  # fmt: skip
FLYTTET: Felttabell = {
    "til": Feltlinje(
        "den nye skolen",
        "nye skoler",
        Valg(
            hjelp="Saken avsluttes fordi eleven nå går på denne skolen.",
            navn="flyttet-til",
            metavar="SKOLE",
        ),
    ),
    "dato": Feltlinje(
        "første dag på den nye skolen",
        "datoer",
        Valg(hjelp="Første dag på den nye skolen.", navn="flyttet-dato"),
    ),
    "overlevert": Feltlinje(
        "hva som er overlevert",
        "beskrivelser av hva som er overlevert",
        Valg(hjelp="Hva som er overlevert. Krever --samtykke ja.", navn="overlevert"),
    ),
}
INNKALLING: Felttabell = {
    "møte": Feltlinje(
        "møtet det kalles inn til",
        "møter",
        valg=Valg(hjelp="Møtet, som samarbeidsmøte.", metavar="MØTE"),
        spoersmaal="Hvilket møte? (som samarbeidsmøte)",
    ),
    "møtedag": Feltlinje(
        "møtedagen",
        "møtedager",
        valg=Valg(hjelp="Dagen møtet er.", navn="dato"),
        spoersmaal="Hvilken dag? (som 23.11.2026)",
    ),
    "klokkeslett": Feltlinje(
        "klokkeslettet",
        "klokkeslett",
        valg=Valg(hjelp="Når det begynner.", navn="kl", metavar="14:30"),
        spoersmaal="Klokken? (som 14:30)",
    ),
    "sted": Feltlinje("stedet", "steder", valg=Valg(hjelp="Hvor det er."), spoersmaal="Hvor?"),
    "formål": Feltlinje(
        "formålet",
        "formål",
        valg=Valg(hjelp="Hvorfor. Uten detaljer om saken."),
        spoersmaal="Hvorfor møtes dere? (uten detaljer om saken)",
    ),
    "saksliste": Feltlinje(
        "sakslisten",
        valg=Valg(
            hjelp="Et punkt dere skal snakke om. Kan gis flere ganger.", navn="sak-på-listen"
        ),
        spoersmaal="Hva skal dere snakke om? (punkter med semikolon, kan være tomt)",
    ),
    "forberedelse": Feltlinje(
        "forberedelsen",
        "beskrivelser av forberedelsen",
        valg=Valg(hjelp="Hva de innkalte bør forberede.", navn="forbered"),
        spoersmaal="Hva bør de forberede? (kan være tomt)",
    ),
    "tolk": Feltlinje(
        "tolken",
        "opplysninger om tolk",
        valg=Valg(hjelp="Språket det tolkes til.", metavar="SPRÅK"),
    ),
}
VEDTAK: Felttabell = {
    "slag": Feltlinje(
        "hva som er vedtatt",
        "slag",
        valg=Valg(hjelp="Hva som er vedtatt."),
        spoersmaal="Hva er vedtatt? (bortvisning/skolebytte)",
    ),
    "fra": Feltlinje(
        "første dag",
        "startdatoer",
        valg=Valg(hjelp="Første dag det gjelder."),
        spoersmaal="Fra hvilken dag? (som 23.11.2026)",
    ),
    "til": Feltlinje(
        "siste dag",
        "sluttdatoer",
        valg=Valg(hjelp="Siste dag."),
        spoersmaal="Til og med hvilken dag? (som 23.11.2026)",
    ),
    "ny_skole": Feltlinje(
        "den nye skolen",
        "nye skoler",
        valg=Valg(hjelp="Skolen eleven bytter til.", metavar="SKOLE"),
    ),
    "forhåndsvarslet": Feltlinje(
        "dagen for forhåndsvarselet",
        "dager for forhåndsvarselet",
        valg=Valg(hjelp="Dagen eleven og de foresatte fikk forhåndsvarsel."),
        spoersmaal="Når fikk eleven og de foresatte forhåndsvarsel? (som 23.11.2026, kan være tomt)",
    ),
    "faktum": Feltlinje(
        "det vedtaket bygger på",
        "beskrivelser av det vedtaket bygger på",
        valg=Valg(hjelp="Hva vedtaket bygger på."),
        spoersmaal="Hva bygger vedtaket på? Bare det som er sett og hørt. (kan være tomt)",
    ),
    "mildere_tiltak": Feltlinje(
        "det som er vurdert i stedet",
        "vurderinger av mildere tiltak",
        valg=Valg(hjelp="Hva som er prøvd eller vurdert i stedet."),
        spoersmaal="Hva er prøvd eller vurdert i stedet? (kan være tomt)",
    ),
    "foresattes_syn": Feltlinje(
        "de foresattes syn",
        "gjengivelser av foresattes syn",
        valg=Valg(hjelp="Det foresatte mener."),
        spoersmaal="Hva mener de foresatte? (kan være tomt)",
    ),
    "barnets_beste": Feltlinje(
        "vurderingen av barnets beste",
        "vurderinger av barnets beste",
        valg=Valg(hjelp="Hva som er best for eleven."),
        spoersmaal="Hva er best for eleven, og hvorfor? (kan være tomt)",
    ),
    "begrunnelse": Feltlinje(
        "begrunnelsen",
        "begrunnelser",
        valg=Valg(hjelp="Hvorfor det likevel er nødvendig."),
        spoersmaal="Hvorfor er det likevel nødvendig? (kan være tomt)",
    ),
    "underrettet": Feltlinje(
        "dagen det kom fram",
        "dager for når vedtaket kom fram",
        valg=Valg(hjelp="Dagen vedtaket kom fram. Klagefristen går da."),
        spoersmaal="Hvilken dag kom vedtaket fram til dem? (som 23.11.2026, kan være tomt)",
    ),
}
ARKIVERT: Felttabell = {
    "dokument": Feltlinje("hva som ble levert", "dokumenter"),
    "dato": Feltlinje("dagen dokumentet gjelder", "datoer"),
    "versjon": Feltlinje("versjonen som ble levert", "versjoner"),
    "fingeravtrykk": Feltlinje("innholdet som ble levert", "avtrykk"),
    "mangler": Feltlinje("det dokumentet manglet"),
}
I_HENDELSEN: Steder = {
    "": HENDELSE,
    "flyttet": FLYTTET,
    "innkalling": INNKALLING,
    "vedtak": VEDTAK,
    "arkivert": ARKIVERT,
}
