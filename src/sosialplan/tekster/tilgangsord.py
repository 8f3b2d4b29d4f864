"""The log's words for the file of access: who signs, who reads, and whether what is about pupils is sealed."""

from sosialplan.tekster.loggord import KONFLIKT, KONFLIKTER, KONFLIKTORD, Filord, Ting, under

TILGANG = Filord(
    annet="Endret noe annet i tilgangen",
    borte="Filen om hvem som signerer, er tatt bort fra mappen",
    fra_start=frozenset({"nøkler", "signering", "vern", "lesenøkler", "navngitt", KONFLIKTER}),
    ting={
        "nøkler": Ting(
            "La inn nøkkel {id}, som gjelder fra {gjelder_fra}",
            "nøkkel {id}",
            dag="gjelder_fra",
            fast=False,
            borte="TOK BORT nøkkel {id}",
        ),
        "signering": Ting(
            "Signering fra {gjelder_fra}: {på}",
            "signeringen fra {gjelder_fra}",
            dag="gjelder_fra",
            fast=False,
        ),
        "vern": Ting(
            "Vern fra {gjelder_fra}: {på}",
            "vernet fra {gjelder_fra}",
            dag="gjelder_fra",
            fast=False,
        ),
        "lesenøkler": Ting(
            "La inn lesenøkkel {id}, som gjelder fra {gjelder_fra}",
            "lesenøkkel {id}",
            dag="gjelder_fra",
            fast=False,
            borte="TOK BORT lesenøkkel {id}",
        ),
        "navngitt": Ting(
            "Lot en navngitt lese sak {sak} til {til}",
            "lesingen av sak {sak} til {til}",
            fast=False,
        ),
        KONFLIKTER: KONFLIKT,
    },
    felt={
        **KONFLIKTORD,
        "nøkler": "nøklene",
        "signering": "signeringen",
        **under(
            "nøkler",
            {
                "id": "id-en",
                "person": "hvem den tilhører",
                "e_post": "adressen i git",
                "nøkkel": "selve nøkkelen",
                "gjelder_fra": "dagen den gjelder fra",
                "sperret_fra": "dagen den er sperret fra",
            },
        ),
        **under("signering", {"gjelder_fra": "dagen", "på": "om den er på"}),
        "vern": "vernet",
        "leserett": "hvem som trenger å lese",
        "bekreftes_av": "hvor mange som må bekrefte en lesenøkkel",
        "lesenøkler": "lesenøklene",
        "navngitt": "hvem som er navngitt som lesere",
        **under("vern", {"gjelder_fra": "dagen", "på": "om det er på", "hvorfor": "grunnen"}),
        **under(
            "leserett",
            {
                "saker": "hvem som trenger å lese saker",
                "fravær": "hvem som trenger å lese fravær",
                "møter": "hvem som trenger å lese møtebøker",
                "meldinger": "hvem som tar imot meldinger",
                "klasselister": "hvem som trenger å lese klasselister",
            },
        ),
        **under(
            "lesenøkler",
            {
                "id": "id-en",
                "person": "hvem den tilhører",
                "nøkkel": "selve nøkkelen",
                "nød": "om den er nødnøkkelen",
                "gjelder_fra": "dagen den gjelder fra",
                "sperret_fra": "dagen den er sperret fra",
                "bekreftet": "hvem som har bekreftet den",
                "bekreftet.person": "hvem som bekreftet",
                "bekreftet.dato": "dagen den ble bekreftet",
            },
        ),
        **under(
            "navngitt",
            {
                "id": "id-en",
                "sak": "saken",
                "person": "hvem som leser",
                "hvorfor": "grunnen",
                "til": "den siste dagen",
            },
        ),
    },
)
