"""The problem codes of who signs with which key: T70x."""

from sosialplan.model.problem_code import ProblemCode
from sosialplan.model.problems import Level

_FEIL, _ADVARSEL, _MERKNAD = Level.FEIL, Level.ADVARSEL, Level.MERKNAD
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
)  # fmt: skip
"""What can be wrong with the file that says who signs."""
