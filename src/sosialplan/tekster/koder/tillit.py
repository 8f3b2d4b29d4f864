"""The problem codes of trust: what was changed, who signed, what a history shows, and what a copy tells (L)."""

from sosialplan.model.problems import Level, ProblemCode

_STANDS = "Det som er skrevet ned, skal bli stående, så alle kan se hva som var kjent når."
_BACK = "Se hva som sto: {vis}. Sett det tilbake. Var det feil, så legg til en rettelse: {rett}"
_MINIMER = (
    "Fri tekst blir med i kopier og leses av flere enn dem som trenger opplysningen. Det skal ikke stå mer enn det arbeidet "
    "trenger (personvernforordningen artikkel 5 nr. 1 bokstav c)."
)
_OTHERS = (
    "Andre elever står bare med alias, så navnet ikke følger med når saken leses eller gis ut."
)

HISTORY = (
    ProblemCode("K401", Level.FEIL, "Det som sto, er endret etter at det ble lagret: {hva}, id {id} ({når}).",
        _BACK, _STANDS),
    ProblemCode("K402", Level.FEIL, "Det som sto, er tatt bort etter at det ble lagret: {hva}, id {id} ({når}).",
        _BACK, _STANDS),
    ProblemCode("K403", Level.FEIL, "Feltet «{felt}» er endret uten at endringen er skrevet ned: {hva}, id {id} ({når}).",
        "Se hva som sto: {vis}. Sett det tilbake, og skriv ned endringen: {rett}",
        "Planen skal vise hvilke endringer som er gjort, når og hvorfor."),
    ProblemCode("K404", Level.FEIL, "Filen er lagret i historikken, men er borte ({når}).",
        "Hent den tilbake: {vis}",
        "En sak og det som er skrevet i den, forsvinner aldri stille."),
    ProblemCode("K405", Level.MERKNAD, "Historikken her er avkortet. Om noe eldre er endret, kan ikke sees.",
        "Hent resten av historikken: git fetch --unshallow.",
        "Det som er lagret, kan bare sammenlignes med det som er her."),
    ProblemCode("K406", Level.ADVARSEL, "Det samme er rettet to ganger, og begge rettelsene teller.",
        "Stryk den av dem som ikke stemmer, som andre oppføringer: med --utgår og id-en, her {id}. Da gjelder den andre.",
        "To som retter hver for seg, kan mene ulike ting.", needs=(":retter",)),
    ProblemCode("K407", Level.ADVARSEL, "Det står at dette er skrevet ned {når}.",
        "Ta «registrert:» bort: programmet setter den selv. Er den lagret før, så rett oppføringen med en kommando.",
        "Tilsyn ser på når noe ble skrevet ned. Historikken viser når det kom."),
    ProblemCode("K408", Level.ADVARSEL, "Her står et fødselsnummer.",
        "Ta det bort. Er det nettopp skrevet og ikke delt med andre: sosialplan angre. Det blir likevel stående i historikken her, så si fra til rektor.",
        "Ingenting her trenger fødselsnummer: saksnummeret holder. Det som står i en historikk, kan ikke kalles tilbake."),
    ProblemCode("K421", Level.ADVARSEL, "Her står {hva} i fri tekst.",
        "Ta det ut av teksten. Hører det til en foresatt i saken, står det under «kontakt:» der. Slik: {rett}", _MINIMER),
    ProblemCode("K422", Level.ADVARSEL, "Her står {hva} i fri tekst.",
        "Ta den ut av teksten. Hører den til en foresatt i saken, står den under «kontakt:» der. Slik: {rett}", _MINIMER),
    ProblemCode("K423", Level.ADVARSEL, "Her står {hva} i fri tekst.",
        "Skriv hva eleven trenger, og ikke hva det kalles. Bygger et tiltak på den, kan den bli stående. Ellers, slik: {rett}",
        "Opplysninger om helse har et eget vern (personvernforordningen artikkel 9). En diagnose skal bare stå der et tiltak trenger den."),
    ProblemCode("K424", Level.ADVARSEL, "Her står navnet på en annen i fri tekst: {hvem}.",
        "Skriv aliaset i stedet. Har eleven ikke noe her, så skriv en som «Elev B», og før navnet bare med «sosialplan sak involver». Slik: {rett}",
        _OTHERS, needs=(":elev",)),
    ProblemCode("K425", Level.MERKNAD, "Her står et navn i fri tekst. Det kan være {hvem}.",
        "Er det en annen elev, så skriv aliaset i stedet. Slik: {rett}", _OTHERS, needs=(":elev",)),
    ProblemCode("K426", Level.ADVARSEL, "To har behandlet meldingen hver for seg, og den er blitt til flere saker: {saker}.",
        "Bli enige om hvilken sak som gjelder. Skriv i den andre at den gjelder det samme, og avslutt den.",
        "Ellers følges eleven opp to steder, og hver tror at den andre gjør det.", needs=(":sak",)),
    ProblemCode("K427", Level.FEIL, "Meldingen sier et annet nummer enn filen heter.",
        "Filen skal ligge som innboks/NUMMER.yaml, med samme nummer inni.",
        "Den som meldte, spør etter nummeret.", needs=(":id",)),
    ProblemCode("K428", Level.ADVARSEL, "Sak {annen} handler om en annen elev og har samme nummer i arkivet.",
        "Se etter i arkivet, og skriv det riktige i den saken som er feil: sosialplan sak endre {sak} --arkivsak NUMMER.",
        "Et brev legges i arkivet etter nummeret. Er det en annen elevs, havner brevet hos den.", needs=("saker/:arkivsak", "saker/:elev")),
)  # fmt: skip


_FEIL, _ADVARSEL, _MERKNAD = Level.FEIL, Level.ADVARSEL, Level.MERKNAD
_ASK = "Spør den som står som forfatter. Er alt i orden, så godta det: sosialplan logg --kontroller --godta."
_WHO = "En signatur viser hvem som skrev. Navnet i git kan hvem som helst skrive inn."
_FIND_OUT = (
    "Finn ut hvem som gjorde det, og hvorfor. Det som er borte, kan hentes fra en kopi som har det. "
    "Skal det være slik: sosialplan logg --kontroller --godta."
)
_GROWS = "Historikken skal bare vokse. Det som er tatt ut, kan ingen se at har stått der."

KONTROLL = (
    ProblemCode("T721", _FEIL, "Lagringen er ikke signert.", _ASK, _WHO),
    ProblemCode("T722", _FEIL, "Signaturen stemmer ikke med det som er lagret.", _ASK,
        "Da er innholdet endret etter at det ble skrevet under, eller signaturen er laget for noe annet."),
    ProblemCode("T723", _FEIL, "Lagringen er signert med en nøkkel som ikke var lagt inn da.", _ASK,
        "En nøkkel gjelder først fra lagringen etter den der den ble lagt inn, og den må selv være signert."),
    ProblemCode("T724", _FEIL, "Lagringen er signert med nøkkel {id}, som ikke gjaldt den dagen.", _ASK,
        "En nøkkel som er sperret, kan være på avveier."),
    ProblemCode("T725", _FEIL, "Lagringen er signert med nøkkel {id}, som er en annens enn den som står som forfatter.",
        _ASK, _WHO),
    ProblemCode("T726", _FEIL, "Signaturen er av et slag som ikke kan kontrolleres.", _ASK,
        "Bare signaturer med ssh-nøkler kan holdes mot plan/tilgang.yaml."),
    ProblemCode("T727", _FEIL, "Signaturene er ikke kontrollert, for programmet ssh-keygen finnes ikke eller er for gammelt.",
        "Installer OpenSSH 8.2 eller nyere (følger med Git for Windows), og kontroller på nytt.",
        "Git bruker det for å se om en signatur er ekte."),
    ProblemCode("T728", _FEIL, "Lagringen la inn, endret eller sperret en nøkkel i en annens navn.",
        "Det teller ikke. Er nøkkelen riktig, så la personen selv eller en i ledelsen legge den inn på nytt, og godta "
        "lagringen: sosialplan logg --kontroller --godta.",
        "Ellers kunne den som skriver under for seg selv, lage en nøkkel i rektors navn."),
    ProblemCode("T729", _FEIL, "Lagringen endret hvem som er ledelsen, om det signeres eller hvem som leser, og ledelsen skrev ikke under.",
        "Det teller ikke. Skal det være slik, så la en i ledelsen skrive det på nytt, og godta lagringen: "
        "sosialplan logg --kontroller --godta.",
        "Ledelsen går god for de andres nøkler. Ingen kan gjøre seg selv til ledelse."),
    ProblemCode("T731", _FEIL, "Lagringen er tatt ut av historikken her.", _FIND_OUT, _GROWS),
    ProblemCode("T732", _FEIL, "Lagringen er tatt ut av den felles kopien.", _FIND_OUT, _GROWS),
    ProblemCode("T733", _FEIL, "En lagring som ble sett sist, finnes ikke her lenger: {navn} ({gren}).",
        "Er dette en eldre kopi av mappen, så kjør synk og kontroller på nytt. Ellers: finn ut hvem som skrev om "
        "historikken. Skal det være slik: sosialplan logg --kontroller --godta.", _GROWS),
    ProblemCode("T734", _FEIL, "Grenen som mappen følger, finnes ikke lenger i den felles kopien.",
        "Spør den som har ansvaret for den felles kopien. Alt som er her hos deg, er her fortsatt.", _GROWS),
    ProblemCode("T735", _FEIL, "Lagringen tok bort plan/tilgang.yaml, eller gjorde den uleselig. Det den sa sist, gjelder fortsatt.",
        "Hent den tilbake: git checkout {commit}^ -- plan/tilgang.yaml. Skal det ikke signeres mer: sosialplan tilgang signering av.",
        "Signering slås av med et ord, ikke ved at filen blir borte."),
    ProblemCode("T736", _MERKNAD, "Historikken er skrevet på nytt {dag}: sak {sak} er slettet av {av} (fra {før} til {etter}).",
        "Linjen står i plan/slettet.yaml. Er den ikke kjent for ledelsen, så spør den som slettet.",
        "En sletting gir lagringene nye navn. Linjen i registeret er signert der skolen signerer, og svarer for dem."),
    ProblemCode("T737", _FEIL, "Historikken her har sak {sak}, som er slettet {dag}. Ingenting er hentet, flettet eller sendt.",
        "Skriv av det som er nytt her og ikke delt. Slett så denne mappen, og hent den på nytt: git clone ADRESSE.",
        "Sendes den gamle historikken, er saken tilbake hos alle."),
    ProblemCode("T738", _FEIL, "Den felles kopien har sak {sak}, som er slettet {dag}. Ingenting er hentet, flettet eller sendt.",
        "Er den nye historikken ikke sendt ennå, så send den slik slettingen sa (git push --force-with-lease). Har noen sendt den gamle "
        "tilbake, så finn ut hvem, og be dem slette mappen sin og hente den på nytt.",
        "Hentes den gamle historikken, er saken tilbake her også."),
    ProblemCode("T739", _FEIL, "Sak {sak} står som slettet {dag} av {av}, men linjen er ikke signert av noen i ledelsen.",
        "Spør ledelsen. Skal det være slik: sosialplan logg --kontroller --godta.",
        "En linje i registeret svarer for alt som er skrevet på nytt. Den kan bare ledelsen skrive."),
    ProblemCode("T741", _FEIL, "Lagringen er datert før det den bygger på.", _ASK,
        "Da er datoen satt for hånd, eller klokken på en maskin gikk feil."),
    ProblemCode("T742", _FEIL, "Lagringen er datert fram i tid.", _ASK,
        "Da er datoen satt for hånd, eller klokken på en maskin gikk feil."),
    ProblemCode("T751", _FEIL, "Godkjenningen {id} i sak {sak} er skrevet av en som ikke hadde rollen den er gitt av.",
        "La den som har rollen, lese planen og godkjenne den på nytt: sosialplan godkjenn {sak}. Er alt i orden likevel, så "
        "godta det: sosialplan logg --kontroller --godta.",
        "Bare den som har rollen, kan godkjenne planen. Rollene er de som sto i plan/skole.yaml den gangen."),
    ProblemCode("T752", _MERKNAD, "Godkjenningen {id} i sak {sak} er skrevet av en som ikke sto under «personer:» i plan/skole.yaml da.",
        "Spør den som har rollen om godkjenningen er riktig, og skriv opp navnet slik det står i git.",
        "Da kan ingen se om den som godkjente, hadde rollen."),
    ProblemCode("T753", _ADVARSEL, "Godkjenningen {id} i sak {sak} er skrevet av en som fikk rollen av seg selv, eller av en skolen ikke kjente.",
        "Se hvem som endret «personer:»: git log -p -- plan/skole.yaml. Er det riktig, så godta det: sosialplan logg --kontroller --godta.",
        "Uten signering kan hvem som helst bytte om på navnene i plan/skole.yaml, og så godkjenne."),
    ProblemCode("T761", _MERKNAD, "Bare den nyeste delen av historikken er hentet (shallow clone). Det eldre er ikke kontrollert.",
        "Hent resten: git fetch --unshallow.",
        "Det som ikke er her, kan ikke kontrolleres."),
    ProblemCode("T762", _MERKNAD, "Mappen står på et løst punkt i historikken (detached HEAD). Kontrollen gjelder det som leder hit.",
        "Gå tilbake til skolens gren: git switch main.",
        "Grenen kan ha lagringer som ikke er med her."),
    ProblemCode("T763", _MERKNAD, "I git er det begynt på {hva} som ikke er ferdig.",
        "Gjør den ferdig eller gå ut av den ({ut}), og kontroller på nytt.",
        "Før det er gjort, står historikken midt imellom."),
    ProblemCode("T764", _MERKNAD, "Lagringer som er usignerte fordi kopien de kom fra, ikke visste om signeringen: {antall}.",
        "Den som flettet dem inn, skal ha skrevet under på det samlede.",
        "Hver av dem kan ikke føres tilbake til en nøkkel."),
    ProblemCode("T765", _FEIL, "Lagringen er ikke signert, og bygger på historikken fra før signeringen. Den som står som forfatter, "
        "hadde signert før det.",
        _ASK, "Enten kom den fra en gammel kopi på en annen maskin, eller så er signeringen omgått."),
    ProblemCode("T766", _MERKNAD, "Ingen i ledelsen har en nøkkel som gjelder. Da kan alle som skriver under, gå god for andres nøkler.",
        'Legg inn rektors nøkkel: sosialplan tilgang legg-til "NAVN" FIL.pub.',
        "Bare personen selv og ledelsen skal kunne legge inn en nøkkel i noens navn."),
    ProblemCode("T771", _FEIL, "Noe som er lagret i historikken, er skadet eller byttet ut: {hva}.",
        "Ta en kopi av hele mappen. Hent historikken fra en annen maskin eller den felles kopien (git clone ADRESSE), "
        "og sammenlign. Se hva git sier: git fsck.",
        "Navnet på det som er lagret, er regnet ut av innholdet. Stemmer det ikke, er innholdet et annet enn det som ble lagret."),
    ProblemCode("T772", _FEIL, "Gits eget register over historikken ({hva}) sier noe annet enn det som er lagret.",
        "Lag det på nytt: sosialplan sjekk --reparer. Finn ut hvem som har skrevet i mappen .git.",
        "Kontrollen bruker det ikke, men «git log» og «sosialplan logg» gjør det, og kan da ha utelatt noe."),
    ProblemCode("T781", _FEIL, "{fil} kan ikke leses. Det kan ikke sees om det som er skrevet der, er endret.",
        "Se hva som er galt, og rett det: sosialplan valider. Kontroller så på nytt.",
        "Ett tegn kan gjøre en fil uleselig, og skjule at noe er endret i den."),
    ProblemCode("T782", _FEIL, "«uendret_fra» i plan/skole.yaml er satt fram i tid, til {dag}. Ingenting av det som er skrevet, holdes mot historikken.",
        "Sett dagen til da skolen begynte å skrive ordentlig, eller ta den bort, og kontroller på nytt.",
        "Til den dagen kan hva som helst endres uten at det sees."),
    ProblemCode("T783", _FEIL, "Planen kan ikke leses, så det som er skrevet, kan ikke holdes mot historikken slik skolen vil.",
        "Se hva som er galt, og rett det: sosialplan valider. Kontroller så på nytt.",
        "Hva som skal stå, og fra hvilken dag, står i planen."),
    ProblemCode("T784", _MERKNAD, "{fil} er vernet for andre enn deg, og kan ikke kontrolleres av deg.",
        "De som leser den, kan kontrollere den: {hvem}.",
        "Hver leser det arbeidet krever. At du ikke leser filen, er ikke noe galt med den."),
    ProblemCode("T785", _FEIL, "{fil} skal du kunne lese etter reglene, og den er lukket for deg. Det kan ikke sees om det som er "
        "skrevet der, er endret.",
        "Be en som leser den, kjøre: sosialplan tilgang kontroller --rett. Er det riktig at du ikke "
        "leser den lenger: sosialplan logg --kontroller --godta.",
        "En fil som er vernet for andre enn den skal, kan skjule at noe er endret i den."),
)  # fmt: skip
"""What is said of each thing that the check finds, and why it matters."""


def kontrollkode(code: str) -> ProblemCode:
    """Return what is said of a code."""
    return next(each for each in KONTROLL if each.code == code)


_PUB = "Lim inn hele linjen fra filen som slutter på .pub, eller bruk: sosialplan tilgang legg-til"

TILGANG = (
    ProblemCode("T701", _FEIL, "Ingen med dette navnet står under «personer:» i plan/skole.yaml.",
        "Skriv navnet likt begge steder. Har personen sluttet, så sperr nøkkelen: sosialplan tilgang fjern {id}",
        "En signatur skal kunne føres tilbake til en person ved skolen.", needs=("plan/skole.yaml:navn",)),
    ProblemCode("T702", _FEIL, "Dette er ikke en hel, offentlig ssh-nøkkel.",
        f"{_PUB}.",
        "Uten hele nøkkelen kan ingen signatur kontrolleres."),
    ProblemCode("T703", _FEIL, "Her står en PRIVAT nøkkel. Den må aldri deles med noen.",
        f"Slett den herfra, og bruk den ikke mer: lag et nytt nøkkelpar med ssh-keygen -t ed25519. {_PUB}.",
        "Den som har den private nøkkelen, kan skrive under som personen."),
    ProblemCode("T704", _FEIL, "Den samme nøkkelen står på to personer.",
        "La hver person ha sitt eget nøkkelpar: ssh-keygen -t ed25519.",
        "Ellers kan ingen se hvem av dem som skrev."),
    ProblemCode("T705", _FEIL, "Nøkkelen er sperret fra en dag før den begynner å gjelde.",
        "Rett en av dagene.",
        "En nøkkel gjelder fra og med den ene dagen til den andre.", needs=("her:fra", "her:sperret_fra")),
    ProblemCode("T706", _FEIL, "Nøkkelen er av et slag som er for lett å forfalske.",
        "Lag et nytt nøkkelpar: ssh-keygen -t ed25519. En RSA-nøkkel må ha minst 2048 bit.",
        "En signatur som kan forfalskes, sier ingenting."),
    ProblemCode("T707", _ADVARSEL, "Signering er slått på, men alle nøklene er sperret, eller blir det.",
        "Legg inn en nøkkel (sosialplan tilgang legg-til), eller slå av signering.",
        "Ingen kan lagre noe som andre kan stole på.", needs=(":nøkler",)),
    ProblemCode("T708", _FEIL, "En annen nøkkel her har den samme id-en ({id}).",
        "Gi den av dem som kom sist, en ny id: åtte tilfeldige tegn.",
        "En vernet fil sier med id-er hvem den kan leses av. To nøkler med samme id gjør at det ikke kan sees."),
    ProblemCode("T709", _FEIL, "Dette er ingen offentlig lesenøkkel som kan brukes.",
        "Skriv den offentlige halvdelen: age1 og 58 tegn, eller en hel linje som begynner med ssh-ed25519. Lag en: sosialplan nøkler ny.",
        "Ingenting kan vernes for en nøkkel av et annet slag, og ssh-rsa er for treg til å lese med."),
    ProblemCode("T710", _ADVARSEL, "Ingen ved skolen kan lese det som er vernet: ingen har både en rolle som leser, og en lesenøkkel som gjelder.",
        'Gi rollen til en som har en lesenøkkel: sosialplan skole person endre "NAVN" rektor. Er alle nøkler sperret: nødnøkkelen i safen.',
        "Da åpner bare nødnøkkelen det som står om elevene, og ingen kan slippe inn flere.", needs=(":lesenøkler",)),
)  # fmt: skip
"""What can be wrong with the file that says who signs."""


_TAUSHET = "Opplysninger om andre elever og familier er taushetsbelagt (forvaltningsloven § 13)."
_SKRIV_OM = (
    "Skriv aliaset i stedet, der det står: i planens tekster (sosialplan tiltak plan), et tiltak (tiltak endre) eller "
    "en hendelse (rett). Hører personen til saken, så før den opp med «sosialplan sak involver» eller «sak endre», "
    "og er det en ansatt, med «skole person ny»."
)
_TA_BORT = "Ta det bort der det står: i planens tekster, i tiltaket eller i hendelsen."
_AVKLAR = "Gjelder det ikke en annen: sosialplan avklar {sak} {kode} --for {mottaker} --hvorfor …"

KOPI = (
    ProblemCode("L801", _FEIL, "Dokumentet har hele navnet til {hvem}{sted}.", _SKRIV_OM, _TAUSHET),
    ProblemCode("L802", _FEIL, "Dokumentet har et fødselsnummer{sted}.", _TA_BORT,
        "Ingen dokumenter her trenger fødselsnummer. Saksnummeret holder."),
    ProblemCode("L803", _FEIL, "Dokumentet har telefonnummeret til {hvem}{sted}.", _TA_BORT, _TAUSHET),
    ProblemCode("L804", _FEIL, "Dokumentet har e-postadressen til {hvem}{sted}.", _TA_BORT, _TAUSHET),
    ProblemCode("L805", _FEIL, "Dokumentet har adressen til {hvem}{sted}.", _TA_BORT, _TAUSHET),
    ProblemCode("L811", _FEIL, "Et ord i dokumentet kan være navnet til {hvem}{sted}.",
        f"Er det et navn, så skriv aliaset i stedet. {_AVKLAR}", _TAUSHET),
    ProblemCode("L812", _FEIL, "Dokumentet har klassen til {hvem}{sted}.",
        f"Viser klassen hvem det er, så ta den bort. {_AVKLAR}", _TAUSHET),
    ProblemCode("L821", _FEIL, "Eleven har flagget «{flagg}», og ingen har avgjort om dokumentet kan gå til {hvem}.",
        "Avgjør det, og skriv grunnen: sosialplan avklar {sak} {flagg} --for {mottaker} --hvorfor …",
        "Adresse, kontakt og omsorg kan være vernet. Da må et menneske avgjøre hvem som får hva."),
)  # fmt: skip
"""By what was found; ``{hvem}`` and ``{sted}`` name nobody."""
