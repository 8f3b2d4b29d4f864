"""The nynorsk of the plan on paper and of the wheel: our own phrases by their bokmål."""

from collections.abc import Mapping

PLANEN: Mapping[str, str] = {
    "veileder": "rettleiar",
    "egen": "eigen",
    "praksis, ikke lov": "praksis, ikkje lov",
    "skolens plan": "planen til skulen",
    "skolens eget tall": "skulen sitt eige tal",
    "samme dag": "same dag",
    "mandag–fredag, ikke helligdager": "måndag–fredag, ikkje heilagdagar",
    "virkedag": "verkedag",
    "virkedager": "verkedagar",
    "kalenderdager": "kalenderdagar",
    "måneder": "månader",
    "elever": "elevar",
    "høyst": "høgst",
    "ikke fastsatt": "ikkje fastsett",
    "Samtykke trengs": "Samtykke trengst",
    "Samtykke trengs ikke": "Samtykke trengst ikkje",
    "Samtykke trengs bare når en elev nevnes": "Samtykke trengst berre når ein elev blir nemnd",
    "Skolen bruker definisjonen «{lesning}».": "Skulen bruker definisjonen «{lesning}».",
    "Skolens plan sier {antall} ting om dette. Skolen må velge: {valg} Inntil da: {inntil}": (
        "Planen seier {antall} ting om dette. Skulen må velje: {valg} Inntil då: {inntil}"
    ),
    "flere": "fleire",
    "hver uke": "kvar veke",
    "hver måned": "kvar månad",
    "hver {antall}. uke": "kvar {antall}. veke",
    "i skoleåret": "i skuleåret",
    "etter egen regel": "etter eigen regel",
    "(ikke valgt)": "(ikkje valt)",
    " (ikke valgt)": " (ikkje valt)",
    "Slik begynner det": "Slik tek det til",
    "Ikke i bruk: skolen har valgt en annen lesning": "Ikkje i bruk: skulen har valt ei anna lesing",
    "når det er gått flere runder": "når det har gått fleire rundar",
    "etter flere runder": "etter fleire rundar",
    "ny sak i kjeden": "ny sak i kjeda",
    "Flytskjema for kjeden": "Flytskjema for kjeda",
    "ved skolen": "ved skulen",
    "utenfor skolen": "utanfor skulen",
    "Fraværstrappen": "Fråværstrappa",
    "skoleåret {aar} begynte": "skuleåret {aar} tok til",
    "Mappen ligger ikke i git, så det er ikke kjent hva som er endret.": (
        "Mappa ligg ikkje i git, så det er ikkje kjent kva som er endra."
    ),
    "Historikken begynner {dag}, så det er ikke kjent hva som er endret siden da.": (
        "Historikken tek til {dag}, så det er ikkje kjent kva som er endra sidan då."
    ),
    "Historikken er tom, så det er ikke kjent hva som er endret.": (
        "Historikken er tom, så det er ikkje kjent kva som er endra."
    ),
    "Dette er endret i planen.": "Dette er endra i planen.",
    "Ingenting er endret i planen.": "Ikkje noko er endra i planen.",
    "Sammenlignet med planen slik den var {dag}.": "Samanlikna med planen slik han var {dag}.",
    "Verdier": "Verdiar",
    "Begreper": "Omgrep",
    "Møter": "Møte",
    "Partnere": "Partnarar",
    "Fristregler": "Fristreglar",
    "Skolens egne tall": "Skulen sine eigne tal",
    "Hjemler": "Heimlar",
    "Valg": "Val",
    "Endret": "Endra",
    "Tatt bort": "Teke bort",
}
"""Of the plan on paper and of its chains."""
AARSHJULET: Mapping[str, str] = {
    "lørdag": "laurdag",
    "elever på": "elevar på",
    "når resultatene foreligger": "når resultata ligg føre",
    "ganger i året": "gonger i året",
    "hele året": "heile året",
    "ikke regnet ut": "ikkje rekna ut",
    "Skoleåret varer fra {fra} til {til} og har {antall} skoledager.": (
        "Skuleåret varer frå {fra} til {til} og har {antall} skuledagar."
    ),
    "Skoleruten for {kode} er ikke kontrollert, så datoer kan bli endret.": (
        "Skuleruta for {kode} er ikkje kontrollert, så datoar kan bli endra."
    ),
    "Skoleruten for {kode} er ikke kontrollert.": "Skuleruta for {kode} er ikkje kontrollert.",
    "Usikker dag i skoleruten": "Usikker dag i skuleruta",
    (
        "{} for {}: tolv måneder med klokka fra august øverst, og en ring for "
        "hver av {} seksjoner med til sammen {} aktiviteter. "
        "Tallene viser til lista ved siden av hjulet."
    ): (
        "{} for {}: tolv månader med klokka frå august øvst, og ein ring for "
        "kvar av {} seksjonar med til saman {} aktivitetar. "
        "Tala viser til lista ved sida av hjulet."
    ),
    (
        "Skoleruten for {kode} er ikke kjent, så tidene er ikke regnet ut. "
        "Legg den inn som plan/skoleruter/{kode}.yaml."
    ): (
        "Skuleruta for {kode} er ikkje kjend, så tidene er ikkje rekna ut. "
        "Legg ho inn som plan/skoleruter/{kode}.yaml."
    ),
    "Skoleruten for {kode} har ingen friperiode som heter «{navn}».": (
        "Skuleruta for {kode} har ingen friperiode som heiter «{navn}»."
    ),
    "{navn} finnes ikke i {kode}.": "{navn} finst ikkje i {kode}.",
    "Etter {dag} er det ingen skoledag i {kode}.": "Etter {dag} er det ingen skuledag i {kode}.",
    "Ordet «{ord}» er ikke forklart under perioder i aarshjul.yaml.": (
        "Ordet «{ord}» er ikkje forklart under perioder i aarshjul.yaml."
    ),
    "Det er ingen skoledager i {navn} i {kode}.": "Det er ingen skuledagar i {navn} i {kode}.",
    "Det er ingen skoledager {navn} i {kode}.": "Det er ingen skuledagar {navn} i {kode}.",
    "Det er ingen skoledager etter {navn} i {kode}.": (
        "Det er ingen skuledagar etter {navn} i {kode}."
    ),
    "Det er ingen skoledager før {navn} i {kode}.": "Det er ingen skuledagar før {navn} i {kode}.",
    "Det er ingen skoledager før uke {uke} i {kode}.": (
        "Det er ingen skuledagar før veke {uke} i {kode}."
    ),
    "Det er ingen skoledager i perioden «{navn}» i {kode}.": (
        "Det er ingen skuledagar i perioden «{navn}» i {kode}."
    ),
    "Det er ingen skoledager fra resultatene kommer til {navn} i {kode}.": (
        "Det er ingen skuledagar frå resultata kjem til {navn} i {kode}."
    ),
}
"""Of the wheel."""
