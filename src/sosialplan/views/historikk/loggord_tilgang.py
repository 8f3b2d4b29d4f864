"""The words of the log for who signs with which key. A key is told by its id, never by its person."""

from sosialplan.views.historikk.loggord import (
    KONFLIKT,
    KONFLIKTER,
    KONFLIKTORD,
    Filord,
    Ting,
    under,
)

TILGANG = Filord(
    annet="Endret noe annet i tilgangen",
    borte="Filen om hvem som signerer, er tatt bort fra mappen",
    fra_start=frozenset({"nøkler", "signering", KONFLIKTER}),
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
    },
)
