"""The nynorsk of the plan on paper and of the wheel: our own phrases by their bokmål."""

from collections.abc import Mapping

PLANEN: Mapping[str, str] = {
    "veileder": "rettleiar",
    "Innhold": "Innhald",
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
TAVLA: Mapping[str, str] = {
    "Innen 7 dager": "Innan 7 dagar",
    "Senere": "Seinare",
    "{forfalt} forfalt, {snart} innen 7 dager, {senere} senere.": (
        "{forfalt} forfalle, {snart} innan 7 dagar, {senere} seinare."
    ),
    "Forfalt": "Forfalle",
    "Frister etter rolle": "Fristar etter rolle",
    "Ingen frister venter.": "Ingen fristar ventar.",
    "Ingen frist venter": "Ingen frist ventar",
    "En frist som flere har ansvaret for, står hos hver av dem.": (
        "Ein frist som fleire har ansvaret for, står hos kvar av dei."
    ),
    "Noe er forfalt": "Noko er forfalle",
    "{antall} åpne saker.": "{antall} opne saker.",
    "1 åpen sak.": "1 open sak.",
    "Ingen åpne saker.": "Ingen opne saker.",
    "Vist i femmere. Under 5 vises ikke, heller ikke ingen.": "Vist i femmarar. Under 5 blir ikkje vist, heller ikkje ingen.",
    "under 5": "under 5",
    "under 5 (også ingen)": "under 5 (òg ingen)",
    "Saker med frister, etter rolle": "Saker med fristar, etter rolle",
    "Saker med noe forfalt: {forfalt}. Innen 7 dager: {snart}. Senere: {senere}.": (
        "Saker med noko forfalle: {forfalt}. Innan 7 dagar: {snart}. Seinare: {senere}."
    ),
    "Hver kjede": "Kvar kjede",
    "Hver av de andre kjedene": "Kvar av dei andre kjedene",
    "Hvert trinn": "Kvart trinn",
    "Hvert av de andre trinnene": "Kvart av dei andre trinna",
    "Hver rolle": "Kvar rolle",
    "Hver av de andre rollene": "Kvar av dei andre rollene",
    "åpne saker": "opne saker",
    "for få til å vises": "for få til å visast",
    "telles ikke": "blir ikkje talt",
    "ingenting å telle ennå": "ikkje noko å telje enno",
    "{holdt} av {ventet} er holdt.": "{holdt} av {ventet} er haldne.",
    "Holdt": "Halde",
    "Mangler": "Manglar",
    "mangler": "manglar",
    "Ingen klasser har klassemøter å holde.": "Ingen klassar har klassemøte å halde.",
    "Klassemøter": "Klassemøte",
    "Ikke fulgt ennå": "Ikkje følgt enno",
    "Ikke i tide": "Ikkje i tide",
    "Elever som har nådd hvert trinn i skoleåret.": "Elevar som har nådd kvart trinn i skuleåret.",
    "Ingen har nådd et trinn i skoleåret.": "Ingen har nådd eit trinn i skuleåret.",
    "Fraværstrappen": "Fråværstrappa",
    "Skal være": "Skal vere",
    "skal være": "skal vere",
    "Nå": "No",
    "nå": "no",
    "Mot samme dag i fjor": "Mot same dag i fjor",
    "høyere enn i fjor": "høgare enn i fjor",
    "lavere enn i fjor": "lågare enn i fjor",
    "{naadd} av {antall} mål som kan vises, er nådd.": "{naadd} av {antall} mål som kan visast, er nådde.",
    "Planen har ingen mål som telles.": "Planen har ingen mål som blir talde.",
    "Skal holdes nå": "Skal haldast no",
    "skal holdes nå": "skal haldast no",
    "kommer": "kjem",
    "holdt eller forbi": "halde eller forbi",
    "Ringene utenfra og inn": "Ringane utanfrå og inn",
    "Tolv måneder med klokka fra august øverst. Viseren står på {dag}. {dekning}": (
        "Tolv månader med klokka frå august øvst. Visaren står på {dag}. {dekning}"
    ),
    "Hvordan": "Korleis",
    "Hvem": "Kven",
    "Hva": "Kva",
    "Vernede filer som ikke er med: {antall}. Den som laget tavla, leser dem ikke.": (
        "Verna filer som ikkje er med: {antall}. Den som laga tavla, les dei ikkje."
    ),
    "Bare for ledelsen: små tall kan peke på enkeltelever.": (
        "Berre for leiinga: små tal kan peike på enkeltelevar."
    ),
    "Skolen har ikke noe årshjul.": "Skulen har ikkje noko årshjul.",
    "Skoleruten for {kode} er ikke kjent.": "Skuleruta for {kode} er ikkje kjend.",
    "saken er skjermet": "saka er skjerma",
    "Det som er forfalt, med navn": "Det som er forfalle, med namn",
    "Bare for ledelsen. Slett filen når møtet er over.": (
        "Berre for leiinga. Slett fila når møtet er over."
    ),
    "Ingenting er forfalt.": "Ikkje noko er forfalle.",
    "Uke": "Veke",
    "Tallene er de samme som i listene: frister, saker, årshjul, møter, fravær og mål.": (
        "Tala er dei same som i listene: fristar, saker, årshjul, møte, fråvær og mål."
    ),
    "den som fikk vite det": "den som fekk vite det",
    "Ingen av målene har et tall som kan vises.": "Ingen av måla har eit tal som kan visast.",
    "Målene mot samme dag i fjor": "Måla mot same dag i fjor",
    "Ingenting er ført i {kode}.": "Ikkje noko er ført i {kode}.",
    "Årsrapport om skolemiljøet": "Årsrapport om skulemiljøet",
    "SMU, FAU og skoleeier": "SMU, FAU og skuleeigar",
    "Tallene er per": "Tala er per",
    "Skoleåret er ikke slutt. Siste skoledag er {dag}, så dette er en foreløpig rapport.": "Skuleåret er ikkje slutt. Siste skuledag er {dag}, så dette er ein førebels rapport.",
    "Mål der tallet er for lite til å vises, eller der det ikke er noe å telle: {antall}.": "Mål der talet er for lite til å visast, eller der det ikkje er noko å telje: {antall}.",
    "Mål som ikke er målt: {antall}.": "Mål som ikkje er målte: {antall}.",
    "Vurderinger av arbeidet: {holdt} av {ventet} som skulle vært gjort, er ført som gjort.": "Vurderingar av arbeidet: {holdt} av {ventet} som skulle vore gjorde, er førte som gjorde.",
    "Årshjulet: {holdt} av {ventet} som skulle vært holdt, er ført som holdt.": "Årshjulet: {holdt} av {ventet} som skulle vore haldne, er førte som haldne.",
    "Endringer i planen: {antall}.": "Endringar i planen: {antall}.",
    "Målene": "Måla",
    "Derfor er ikke målene sammenlignet med i fjor.": "Difor er ikkje måla samanlikna med i fjor.",
    "En strek betyr at det ikke kan sies av tallene som vises her.": "Ein strek tyder at det ikkje kan seiast av tala som blir viste her.",
    "Det som ikke er målt": "Det som ikkje er målt",
    "Hvorfor": "Kvifor",
    "Planen sier målet i ord. Ingenting som skrives ned, teller det.": "Planen seier målet i ord. Ikkje noko som blir skrive ned, tel det.",
    "Årshjulet sier ikke hvor arbeidet vurderes, så det kan ikke sies om det er gjort.": "Årshjulet seier ikkje kvar arbeidet blir vurdert, så det kan ikkje seiast om det er gjort.",
    "ikke gjort": "ikkje gjort",
    "skal gjøres nå": "skal gjerast no",
    "går hele året, og føres ikke": "går heile året, og blir ikkje ført",
    "skolen har ikke valgt når": "skulen har ikkje valt når",
    "tiden er ikke kjent": "tida er ikkje kjend",
    "gjort {holdt} av {ventet} ganger": "gjort {holdt} av {ventet} gonger",
    "Hva skolen og elevene har vurdert": "Kva skulen og elevane har vurdert",
    "Hvordan det står": "Korleis det står",
    "Hva vurderingene kom fram til": "Kva vurderingane kom fram til",
    "Det er ikke skrevet noe om det som kan stå her.": "Det er ikkje skrive noko om det som kan stå her.",
    "Notater som ikke er med: {antall}. De er fra en klasse, eller kan peke på noen.": "Notat som ikkje er med: {antall}. Dei er frå ein klasse, eller kan peike på nokon.",
    "Hva som er endret": "Kva som er endra",
    "Beslutninger i møtene som ikke gjelder en sak: {tatt}. Gjort: {gjort}. Ikke gjort innen dagen som var avtalt: {forfalt}.": "Avgjerder i møta som ikkje gjeld ei sak: {tatt}. Gjort: {gjort}. Ikkje gjort innan dagen som var avtalt: {forfalt}.",
    "Møtene har ikke ført noen beslutning som ikke gjelder en sak.": "Møta har ikkje ført noka avgjerd som ikkje gjeld ei sak.",
    "Skulle vært holdt": "Skulle vore halde",
    "Ført som holdt": "Ført som halde",
    "Ikke holdt": "Ikkje halde",
    "Det som ikke er holdt": "Det som ikkje er halde",
    "Det som ikke kan sies": "Det som ikkje kan seiast",
    "Går hele året": "Går heile året",
    "Slik er tallene laget": "Slik er tala laga",
    "Alt er regnet av det som er ført. Noe kan være gjort uten at det er ført. Tall om elever vises i femmere. Under 5 vises ikke, heller ikke ingen. Hvor mange saker skolen har, og hva de gjelder, står ikke her. Ingen elev eller ansatt er nevnt med navn.": "Alt er rekna av det som er ført. Noko kan vere gjort utan at det er ført. Tal om elevar blir viste i femmarar. Under 5 blir ikkje vist, heller ikkje ingen. Kor mange saker skulen har, og kva dei gjeld, står ikkje her. Ingen elev eller tilsett er nemnd med namn.",
    "Vernede filer som ikke er med: {antall}. Den som laget rapporten, leser dem ikke.": "Verna filer som ikkje er med: {antall}. Den som laga rapporten, les dei ikkje.",
    "Skoleår": "Skuleår",
    "mangler for": "manglar for",
    "utenfor tiden": "utanfor tida",
}
