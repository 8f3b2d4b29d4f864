"""The nynorsk of our own phrases, by their bokmål: what is the same in both does not stand here."""

from collections.abc import Mapping

from sosialplan.tekster.nynorsk_planen import AARSHJULET, PLANEN, TAVLA

_ROLLER = {
    "ansatte": "tilsette",
    "assisterende rektor": "assisterande rektor",
    "den som meldte": "den som melde",
    "elevrådsleder": "elevrådsleiar",
    "foresatte": "føresette",
    "forebyggende politi": "førebyggjande politi",
    "helsesykepleier": "helsesjukepleiar",
    "kontaktlærer": "kontaktlærar",
    "Kontaktlærer for klassen": "Kontaktlærar for klassen",
    "Da saken begynte, sto det i": "Då saka tok til, stod det i",
    "Vedtak om bortvisning": "Vedtak om bortvising",
    "Vedtak om skolebytte": "Vedtak om skulebyte",
    "kroppsøvingslærer": "kroppsøvingslærar",
    "ledelsen": "leiinga",
    "lærer": "lærar",
    "MOT-ansvarlig": "MOT-ansvarleg",
    "OTTO (oppfølgingstjenesten)": "OTTO (oppfølgingstenesta)",
    "PPT-rådgiver": "PPT-rådgjevar",
    "rådgiver": "rådgjevar",
    "skoleeier": "skuleeigar",
    "Statsforvalteren": "Statsforvaltaren",
    "skolelege": "skulelege",
    "sosiallærer": "sosiallærar",
    "temalærer": "temalærar",
    "trinnleder": "trinnleiar",
    "trivselsleder": "trivselsleiar",
    "en ansatt": "ein tilsett",
    "den ansatte": "den tilsette",
    "en forelder": "ein forelder",
}
_TITLER = {
    "Endringer i aktivitetsplanen": "Endringar i aktivitetsplanen",
    "Endringer i tiltaksplanen": "Endringar i tiltaksplanen",
    "Fraværsoversikt": "Fråværsoversikt",
    "Rettigheter": "Rettar",
    "Bortvisning fra undervisningen": "Bortvising frå undervisninga",
    "Pålagt bytte av skole": "Pålagt skulebyte",
    "drøftes anonymt": "blir drøfta anonymt",
}
_STEG = {
    "Annen hjelp er bedt om": "Det er bede om annan hjelp",
    "Da saken ble avsluttet": "Då saka blei avslutta",
    "Eleven ble hørt": "Eleven blei høyrd",
    "Eleven fikk tilbud om å bli hørt": "Eleven fekk tilbod om å bli høyrd",
    "fikk tilbud, ville ikke si noe": "fekk tilbod, ville ikkje seie noko",
    "for sent": "for seint",
    "gikk fra skolen": "gjekk frå skulen",
    "innvilget": "innvilga",
    "Saken er avsluttet": "Saka er avslutta",
    "Eleven ble spurt": "Eleven blei spurd",
    "Om årsaken til fraværet": "Om årsaka til fråværet",
    "Om hvordan det er": "Om korleis det er",
    "Om tiltakene": "Om tiltaka",
    "hjemmebesøk": "heimebesøk",
}
_TILTAK = {
    "Ikke vurdert ennå": "Ikkje vurdert enno",
    "Tiltaket fortsetter.": "Tiltaket held fram.",
    "Tiltaket endres.": "Tiltaket blir endra.",
    "Det settes inn et nytt tiltak.": "Det blir sett inn eit nytt tiltak.",
    "Tiltaket avsluttes.": "Tiltaket blir avslutta.",
    "Tiltaket er avsluttet": "Tiltaket er avslutta",
    "fra": "frå",
    "gruppen": "gruppa",
    "hele skolen": "heile skulen",
    "hva vi gjør": "kva vi gjer",
    "hvem tiltaket gjelder": "kven tiltaket gjeld",
    "ansvarlig": "ansvarleg",
    "stedfortreder": "stedfortredar",
    "avsluttet": "avslutta",
}
_GODKJENT = {
    "ikke ennå": "ikkje enno",
    "ikke etter siste endring (en eldre utgave ble godkjent {dag})": (
        "ikkje etter siste endring (ei eldre utgåve blei godkjend {dag})"
    ),
    "Nei. Saken ligger hos skoleeier.": "Nei. Saka ligg hos skuleeigar.",
}
_FRAVAER = {
    "uke": "veke",
    "måned": "månad",
    "uker": "veker",
    "mandag": "måndag",
    "tirsdag": "tysdag",
    "ikke grunn til å melde": "ikkje grunn til å melde",
    "ikke spurt": "ikkje spurd",
}
_INNGREP = {
    "Ja. Det var nødvendig, og gikk ikke lenger enn det måtte.": (
        "Ja. Det var nødvendig, og gjekk ikkje lenger enn det måtte."
    ),
    "Nei. Skolen følger opp den ansatte i en egen sak.": (
        "Nei. Skulen følgjer opp den tilsette i ei eiga sak."
    ),
    "Ja. Skolen har åpnet en egen sak om skolemiljøet.": (
        "Ja. Skulen har opna ei eiga sak om skulemiljøet."
    ),
    "Ikke vurdert ennå.": "Ikkje vurdert enno.",
    "Ikke nødvendig. Det er ikke særlig alvorlig, og har ikke skjedd flere ganger.": (
        "Ikkje nødvendig. Det er ikkje særleg alvorleg, og har ikkje hendt fleire gonger."
    ),
    "avverge at eleven krenker en person fysisk": "avverje at eleven krenkjer ein person fysisk",
    "avverge at eleven krenker en person, fysisk eller psykisk": (
        "avverje at eleven krenkjer ein person, fysisk eller psykisk"
    ),
    "avverge at eleven skader eiendom": "avverje at eleven skader eigedom",
    "avverge en handling som er sterkt nedverdigende": (
        "avverje ei handling som er sterkt nedverdigande"
    ),
    "avverge at eleven vesentlig forstyrrer opplæringen til andre": (
        "avverje at eleven vesentleg forstyrrar opplæringa til andre"
    ),
    "skoledag": "skuledag",
    "skoledager": "skuledagar",
}
_MOETER = {
    "Tverrfaglig møte": "Tverrfagleg møte",
    "Skolemiljøutvalget (SMU)": "Skulemiljøutvalet (SMU)",
    "PPT på skolen": "PPT på skulen",
    "Helsesykepleier på skolen": "Helsesjukepleiar på skulen",
    "Fraværsmøte": "Fråværsmøte",
    "Foresattmøte": "Føresettmøte",
    "Med navn": "Med namn",
}
_UNDERSOEKT = {
    "Undersøkelse": "Undersøking",
    "De foresatte": "Dei føresette",
    "Synet deres står i planen": "Synet deira står i planen",
    "spørreundersøkelse": "spørjeundersøking",
    "dokumenter": "dokument",
}
_SAMTYKKE = {
    "Råd fra skolens eget team.": "Råd frå skulens eige team.",
    "Der sitter også": "Der sit òg",
    "Råd og hjelp i saken.": "Råd og hjelp i saka.",
    "Råd om hva eleven trenger, og hjelp til å legge til rette.": (
        "Råd om kva eleven treng, og hjelp til å leggje til rette."
    ),
    "Samarbeid om hvordan eleven har det.": "Samarbeid om korleis eleven har det.",
    "De får lese papirer i saken.": "Dei får lese papir i saka.",
    "Henvisning. Papirene den trenger, følger med.": "Tilvising. Papira ho treng, følgjer med.",
    "drøfting med navn": "drøfting med namn",
    "å få papirer i saken": "å få papir i saka",
    "henvisning": "tilvising",
    "å gi opplysninger til skolen": "å gi opplysningar til skulen",
    "overføring til ny skole": "overføring til ny skule",
    "En samtale på skolen, og hjelp til å få det bedre.": (
        "Ein samtale på skulen, og hjelp til å få det betre."
    ),
    "mangler svar fra": "manglar svar frå",
    "barneverntjenesten": "barneverntenesta",
    "Drøfting i et møte der det sitter folk fra andre tjenester.": (
        "Drøfting i eit møte der det sit folk frå andre tenester."
    ),
    "Eleven har fylt 15 år, og bestemmer og skriver under selv.": (
        "Eleven har fylt 15 år, og avgjer og skriv under sjølv."
    ),
    "Eleven er under 15 år. Foresatte bestemmer, og eleven skal bli hørt.": (
        "Eleven er under 15 år. Dei føresette avgjer, og eleven skal bli høyrd."
    ),
    "Eleven fyller 15 år i år. Eleven og foresatte skriver under.": (
        "Eleven fyller 15 år i år. Eleven og dei føresette skriv under."
    ),
    "Har barnet fylt 15 år, er det barnet som bestemmer og skriver under.": (
        "Har barnet fylt 15 år, er det barnet som avgjer og skriv under."
    ),
}
_INNSYN = {
    "Utkast for skolen, ikke til å dele.": "Utkast for skulen, ikkje til å dele.",
    "Innsyn i saken": "Innsyn i saka",
    "Tiltakene virket.": "Tiltaka verka.",
    "Tiltakene virket delvis.": "Tiltaka verka delvis.",
    "Tiltakene virket ikke.": "Tiltaka verka ikkje.",
    "samtykket": "samtykte",
    "samtykket ikke": "samtykte ikkje",
    "til at dette deles med": "til at dette blir delt med",
    "de foresatte": "dei føresette",
    "den nye skolen": "den nye skulen",
    "De foresatte ble ikke spurt om samtykke.": "Dei føresette vart ikkje spurde om samtykke.",
    "Sendt til": "Send til",
    "Avtalt etterkontroll": "Avtalt etterkontroll",
    "innen": "innan",
    "Dette retter noe som sto her før.": "Dette rettar noko som stod her før.",
    "versjon": "versjon",
    "laget for skolens eget arbeid": "laga for arbeidet til skulen sjølv",
    "Det som har skjedd, står i lista over.": "Det som har hendt, står i lista over.",
    "Navn og klasse til andre elever": "Namn og klasse til andre elevar",
    "Foresattes kontaktopplysninger": "Kontaktopplysningane til dei føresette",
    "Navn på ansatte saken gjelder": "Namn på tilsette saka gjeld",
    "drøfte saken med navn": "drøfte saka med namn",
    "Vurderingen av melding til barnevernet": "Vurderinga av melding til barnevernet",
    "Unntatt offentlighet, offl. § 13 jf. fvl. § 13": "Unnateke offentlegheit, offl. § 13 jf. fvl. § 13",
    "Dag, måned og år:": "Dag, månad og år:",
    "dag og måned:": "dag og månad:",
    "taushetsplikt, forvaltningsloven § 13": "teieplikt, forvaltningslova § 13",
    "gis ikke ut uten at det er vurdert for seg, personopplysningsloven § 16": (
        "blir ikkje gjeve ut utan at det er vurdert for seg, personopplysningslova § 16"
    ),
}
_AVSLUTTET = {
    "Eleven fikk tilbud om å si noe, og ville ikke.": "Eleven fekk tilbod om å seie noko, og ville ikkje.",
    "Eleven får tilbudet på nytt": "Eleven får tilbodet på nytt",
    "Eleven sier at det er trygt og godt.": "Eleven seier at det er trygt og godt.",
    "Eleven sier at det bare delvis er trygt og godt.": "Eleven seier at det berre delvis er trygt og godt.",
    "Eleven sier at det ikke er trygt og godt.": "Eleven seier at det ikkje er trygt og godt.",
    "Ikke gjort da saken ble avsluttet": "Ikkje gjort då saka blei avslutta",
    "Ført opp ved en feil. Kopien ble ikke utlevert.": "Ført opp ved ein feil. Kopien blei ikkje utlevert.",
    "Avsluttet likevel": "Avslutta likevel",
    "Det står ikke hvorfor saken ble avsluttet likevel.": "Det står ikkje kvifor saka blei avslutta likevel.",
    "Eleven har byttet skole, og går på": "Eleven har bytt skule, og går på",
    "en skole som ikke er skrevet ned": "ein skule som ikkje er skriven ned",
    "Ingenting er registrert overlevert": "Ikkje noko er registrert overlevert",
    "Overlevert uten at samtykke er registrert": "Overlevert utan at samtykke er registrert",
    "Eleven er ikke hørt": "Eleven er ikkje høyrd",
    "Eleven ville ikke si om det er trygt og godt": "Eleven ville ikkje seie om det er trygt og godt",
    "Eleven sier at det bare delvis er trygt og godt": "Eleven seier at det berre delvis er trygt og godt",
    "Eleven sier at det ikke er trygt og godt": "Eleven seier at det ikkje er trygt og godt",
    "Den siste evalueringen sier at det ikke virket": "Den siste evalueringa seier at det ikkje verka",
    "Den siste evalueringen sier at det bare virket delvis": "Den siste evalueringa seier at det berre verka delvis",
    "Eleven går fortsatt på skolen": "Eleven går framleis på skulen",
    "Eleven bytter skole, og går på": "Eleven byter skule, og går på",
    "strøket, sto som": "stroken, stod som",
    "rettet, sto som": "retta, stod som",
    "endret": "endra",
    "Ingenting er evaluert": "Ikkje noko er evaluert",
    "Planen som helhet er ikke evaluert": "Planen som heilskap er ikkje evaluert",
    "er ikke evaluert": "er ikkje evaluert",
    "er ikke evaluert på nytt": "er ikkje evaluert på nytt",
    "har ikke hatt ønsket virkning": "har ikkje hatt ønskt verknad",
}
_VEDLAGT = {
    "fraværsoversikt": "fråværsoversikt",
    "rettigheter": "rettar",
    "undersøkelse": "undersøking",
}
"""What a document is called where another names it."""
_KATEGORIER = {
    "krenkende atferd": "krenkjande åtferd",
    "krenkelser på nett": "krenkingar på nett",
    "mistrivsel eller ensomhet": "mistrivsel eller einsemd",
    "konflikt mellom elever": "konflikt mellom elevar",
    "fravær": "fråvær",
}
"""What the standard plan calls what a case is about."""
_MELDT = {
    "Ja, en i ledelsen. Saken går til skoleeier.": "Ja, ein i leiinga. Saka går til skuleeigar.",
    "Ja. Saken følger også reglene for når en ansatt krenker.": (
        "Ja. Saka følgjer òg reglane for når ein tilsett krenkjer."
    ),
    "Nei, så langt skolen vet.": "Nei, så langt skulen veit.",
    "samtykker": "samtykkjer",
    "samtykker ikke": "samtykkjer ikkje",
    "Ja. {hvem} til at saken drøftes med navn.": "Ja. {hvem} til at saka blir drøfta med namn.",
    "Nei. {hvem}. Saken drøftes anonymt.": "Nei. {hvem}. Saka blir drøfta anonymt.",
    "Ikke ennå. Det mangler svar fra {hvem}. Saken drøftes anonymt.": (
        "Ikkje enno. Det manglar svar frå {hvem}. Saka blir drøfta anonymt."
    ),
    (
        "Skolen har valgt å si fra til de foresatte. De spørres ikke. PPT og andre tjenester i teamet får"
        " ikke vite hvem det gjelder uten samtykke (forvaltningsloven § 13)."
    ): (
        "Skulen har valt å seie frå til dei føresette. Dei blir ikkje spurde. PPT og andre tenester i teamet får"
        " ikkje vite kven det gjeld utan samtykke (forvaltningsloven § 13)."
    ),
    "De sitter i møtet, så saken drøftes uten navn.": "Dei sit i møtet, så saka blir drøfta utan namn.",
    "De foresatte er ikke spurt.": "Dei føresette er ikkje spurde.",
    "Ingen som er knyttet til denne saken.": "Ingen som er knytt til denne saka.",
    "En sak før denne": "Ei sak før denne",
    "Ja. {hvem} samtykker.": "Ja. {hvem} samtykkjer.",
    "Ja. {hvem} samtykker ikke. Meldeplikten gjelder likevel.": (
        "Ja. {hvem} samtykkjer ikkje. Meldeplikta gjeld likevel."
    ),
    "Nei. {hvem} er ikke spurt. Meldeplikten gjelder likevel.": (
        "Nei. {hvem} er ikkje spurd. Meldeplikta gjeld likevel."
    ),
    "Ingen av bokstavene. Det er ikke grunn til å melde.": (
        "Ingen av bokstavane. Det er ikkje grunn til å melde."
    ),
    "ikke valgt ennå": "ikkje valt enno",
    "Når det er grunn til å melde etter {lov}, trengs ikke samtykke.": (
        "Når det er grunn til å melde etter {lov}, trengst ikkje samtykke."
    ),
    "Statsforvalteren kan kreve det som trengs for å behandle saken, {lov}.": (
        "Statsforvaltaren kan krevje det som trengst for å behandle saka, {lov}."
    ),
    "Skoleeier har ansvaret for at skolen gjør det loven krever.": (
        "Skuleeigar har ansvaret for at skulen gjer det lova krev."
    ),
    "mishandling, alvorlige mangler ved den daglige omsorgen eller annen alvorlig omsorgssvikt": (
        "mishandling, alvorlege manglar ved den daglege omsorga eller anna alvorleg omsorgssvikt"
    ),
    "et barn som er sykt eller har en funksjonsnedsettelse, får ikke behandlingen eller opplæringen det trenger": (
        "eit barn som er sjukt eller har ei funksjonsnedsetjing, får ikkje behandlinga eller opplæringa det treng"
    ),
    "barnet setter utviklingen sin i alvorlig fare: alvorlig eller gjentatt kriminalitet, misbruk av rusmidler eller andre utpreget skadelige handlinger": (
        "barnet set utviklinga si i alvorleg fare: alvorleg eller gjentatt kriminalitet, misbruk av rusmiddel eller andre utprega skadelege handlingar"
    ),
}
_MOETEPAPIR = {
    "Alle personer i dette dokumentet er oppdiktet.": "Alle personar i dette dokumentet er oppdikta.",
    "Ansvarlig": "Ansvarleg",
    "Beslutninger": "Avgjerder",
    "Gjelder": "Gjeld",
    "Hva": "Kva",
    "Ikke noe mer er skrevet.": "Det er ikkje skrive noko meir.",
    "Ingen beslutninger er ført.": "Ingen avgjerder er førte.",
    "Ikke skrevet.": "Ikkje skrive.",
    "{dato}, ikke gjort ennå": "{dato}, ikkje gjort enno",
    "Når eleven ble hørt, og av hvem: ikke skrevet.": "Når eleven blei høyrd, og av kven: ikkje skrive.",
    "Hvem som snakket med eleven: ikke skrevet.": "Kven som snakka med eleven: ikkje skrive.",
    "Hva eleven mener om tiltakene: ikke skrevet.": "Kva eleven meiner om tiltaka: ikkje skrive.",
    "Når de andre elevene ble hørt: ikke skrevet.": "Når dei andre elevane blei høyrde: ikkje skrive.",
    "Om eleven var med: ikke skrevet.": "Om eleven var med: ikkje skrive.",
    "Om de foresatte var med: ikke skrevet.": "Om dei føresette var med: ikkje skrive.",
    "Elevens egne ord eller dagen for etterkontroll: ikke skrevet.": "Orda til eleven eller dagen for etterkontroll: ikkje skrive.",
    "Eleven er ikke kalt inn.": "Eleven er ikkje kalla inn.",
    "Navnene på de foresatte: ikke skrevet.": "Namna på dei føresette: ikkje skrive.",
    "Når planen ble sendt, og til hvem: ikke skrevet.": "Når planen blei send, og til kven: ikkje skrive.",
    "Innen": "Innan",
    "Medlemmer": "Medlemer",
    "Nøkkel til sakslisten": "Nøkkel til sakslista",
    "På sakslisten": "På sakslista",
    "Saker som ble drøftet": "Saker som vart drøfta",
    "Skole": "Skule",
    "Skulle vært med": "Skulle vore med",
    "Strøket i saken etter møtet.": "Stroke i saka etter møtet.",
    "Taushetsbelagt. Bare for den som leder møtet. Arket skal ikke deles eller legges sammen med sakslisten, og makuleres når møtet er over.": (
        "Teiepliktig. Berre for den som leier møtet. Arket skal ikkje delast eller leggjast saman med sakslista, "
        "og skal makulerast når møtet er over."
    ),
    "Teksten nevner noen ved navn, og er ikke tatt med her.": "Teksten nemner nokon ved namn, og er ikkje teken med her.",
    "Teksten står i saken, som ikke kunne leses her.": "Teksten står i saka, som ikkje kunne lesast her.",
    "Til stede": "Til stades",
}
NYNORSK: Mapping[str, str] = {
    **_MOETEPAPIR,
    **_INNSYN,
    **_ROLLER,
    **_TITLER,
    **_STEG,
    **_TILTAK,
    **_GODKJENT,
    **_FRAVAER,
    **_INNGREP,
    **_MOETER,
    **_UNDERSOEKT,
    **_SAMTYKKE,
    **_AVSLUTTET,
    **_MELDT,
    **_VEDLAGT,
    **_KATEGORIER,
    **PLANEN,
    **AARSHJULET,
    **TAVLA,
}
