"""The fields of an entry: what happened."""

from sosialplan.model.felter.delfelt import ARKIVERT, FLYTTET, INNKALLING, VEDTAK
from sosialplan.model.felter.feltlinje import (
    FOERT_AV,
    ID,
    REGISTRERT,
    RETTELSE,
    Feltlinje,
    Felttabell,
    Leses,
    Opsjon,
    Steder,
)

_SENERE = "Skrives av programmet når den andre saken åpnes."
HENDELSE: Felttabell = {
    "dato": Feltlinje(
        *("datoen", "datoer"), Opsjon(hjelp="Dagen det skjedde. Ellers i dag.", hendt=True)
    ),
    "av": Feltlinje(
        "hvem som gjorde det",
        "opplysninger om hvem som gjorde det",
        Opsjon(hjelp="Hvem som gjorde det.", metavar="ROLLE", leses=Leses.ROLLE),
    ),
    "notat": Feltlinje(
        "notatet", "notater", Opsjon(hjelp="Kort om hva som skjedde."), "Hva skjedde?"
    ),
    "utfall": Feltlinje(
        *("virkningen", "virkning"),
        Opsjon(hjelp="Hvordan det virket.", navn="virkning"),
        "Virket det? (god/delvis/ingen)",
    ),
    "elevens_stemme": Feltlinje(
        "elevens stemme",
        "gjengivelser av elevens stemme",
        Opsjon(hjelp="Det eleven selv sier."),
        "Hva sier eleven, med egne ord?",
    ),
    "med": Feltlinje(
        "hvem som var med",
        valg=Opsjon(
            hjelp="Hvem som var med. Kan gis flere ganger.",
            metavar="ROLLE",
            leses=Leses.ROLLER,
        ),
        spoersmaal="Hvem? (roller med komma)",
    ),
    "hørt": Feltlinje(
        "hvem som ble hørt",
        "opplysninger om hvem som ble hørt",
        Opsjon(hjelp="En annen elev som ble hørt. Kan gis flere ganger.", metavar="ALIAS"),
    ),
    "metoder": Feltlinje(
        "metodene",
        valg=Opsjon(hjelp="Hvordan det ble undersøkt: {alle}.", navn="metode", metavar="METODE"),
    ),
    "måte": Feltlinje("måten", "måter", Opsjon(hjelp="Hvordan kontakten var.")),
    "samtykke": Feltlinje(
        "samtykket",
        "svar om samtykke",
        Opsjon(hjelp="Ja eller nei til at andre får vite hvem saken gjelder."),
        "Er det samtykket? (ja/nei/ikke-spurt)",
    ),
    "samtykke_til": Feltlinje(
        "hvem samtykket gjelder",
        "hvem samtykket gjelder",
        Opsjon(
            hjelp="Hvem samtykket gjelder, som ppt eller bup. Uten dette: det steget spør om.",
            metavar="HVEM",
            leses=Leses.SAMTYKKEMOTTAKER,
        ),
    ),
    "samtykke_av": Feltlinje(
        "hvem som svarte på samtykket",
        "hvem som svarte på samtykket",
        Opsjon(
            hjelp="Hvem som svarte: elev, foresatte eller navnet på én av dem.",
            metavar="HVEM",
            leses=Leses.DEN_SOM_SVARTE,
        ),
    ),
    "samtykke_formål": Feltlinje(
        "hva samtykket er til",
        "hva samtykket er til",
        Opsjon(
            hjelp="Hva samtykket er til: {alle}. Et ja åpner bare for det.", metavar="FORMÅL"
        ),
    ),
    "samtykke_om": Feltlinje(
        "hva samtykket er til, med egne ord",
        "hva samtykket er til, med egne ord",
        Opsjon(hjelp="Mer om formålet, med egne ord."),
    ),
    "svar": Feltlinje("svaret", "svar", Opsjon(hjelp="Svar på steget."), "Svar? (ja/nei)"),
    "grunn": Feltlinje(
        "grunnen",
        "grunner",
        Opsjon(hjelp="Bokstav i § 24-3 eller § 13-4. Bokstav e sto der til august 2024."),
        "Hvilken bokstav i loven? (a/b/c/d/ingen)",
    ),
    "etterkontroll": Feltlinje(
        "dagen for etterkontroll",
        "dager for etterkontroll",
        Opsjon(hjelp="Dagen for etterkontroll."),
        "Hvilken dag er etterkontrollen? (som 23.11.2026)",
    ),
    "trygt": Feltlinje(
        "om det er trygt og godt",
        "svar på om det er trygt og godt",
        Opsjon(hjelp="Sier eleven selv at det er trygt og godt?"),
        "Sier eleven at det er trygt og godt? (ja/delvis/nei)",
    ),
    "takket_nei": Feltlinje(
        "at eleven takket nei",
        "svar på om eleven takket nei",
        Opsjon(hjelp="Eleven fikk tilbud om å si noe, og ville ikke."),
    ),
    "tilbys_igjen": Feltlinje(
        "dagen eleven får tilbudet igjen",
        "dager eleven får tilbudet igjen",
        Opsjon(hjelp="Dagen eleven får tilbudet på nytt."),
    ),
    "likevel": Feltlinje(
        "hvorfor saken er avsluttet likevel",
        "grunner til å gjøre det likevel",
        Opsjon(hjelp="Hvorfor saken avsluttes selv om noe ikke er gjort.", metavar="GRUNN"),
    ),
    "flyttet": Feltlinje("at eleven har byttet skole", "opplysninger om skolebytte"),
    "mottakere": Feltlinje(
        "mottakerne",
        valg=Opsjon(
            hjelp="Hvem som fikk det. Kan gis flere ganger.", navn="mottaker", metavar="HVEM"
        ),
    ),
    "gjelder": Feltlinje(
        "beslutningen den gjelder",
        "opplysninger om hva det gjelder",
        Opsjon(
            hjelp="Beslutningen som er utført, eller de første tegnene.",
            metavar="ID",
            leses=Leses.BESLUTNING,
        ),
    ),
    "møte": Feltlinje(
        "møtet",
        "møter",
        Opsjon(hjelp="Møtet der det ble bestemt.", metavar="MØTE", leses=Leses.MOETE),
    ),
    "ansvarlig": Feltlinje(
        "den ansvarlige",
        "ansvarlige",
        Opsjon(hjelp="Hvem som skal utføre en beslutning.", metavar="ROLLE", leses=Leses.ROLLE),
    ),
    "frist": Feltlinje("fristen", "frister", Opsjon(hjelp="Dagen beslutningen skal være utført.")),
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
I_HENDELSEN: Steder = {
    "": HENDELSE,
    "flyttet": FLYTTET,
    "innkalling": INNKALLING,
    "vedtak": VEDTAK,
    "arkivert": ARKIVERT,
}
