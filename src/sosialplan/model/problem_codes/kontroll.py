"""What ``logg --kontroller`` finds (T72x-T77x): signatures, history that shrank, dates, and what it cannot see."""

from sosialplan.model.problem_code import ProblemCode
from sosialplan.model.problems import Level

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
    ProblemCode("T729", _FEIL, "Lagringen endret hvem som er ledelsen, eller om det signeres, og ledelsen skrev ikke under.",
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
)  # fmt: skip
"""What is said of each thing that the check finds, and why it matters."""


def kontrollkode(code: str) -> ProblemCode:
    """Return what is said of a code."""
    return next(each for each in KONTROLL if each.code == code)
