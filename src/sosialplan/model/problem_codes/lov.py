"""The problem codes of the plan against the law (J50x) and against the standard (J51x)."""

from sosialplan.model.problem_code import ProblemCode
from sosialplan.model.problems import Level

_FEIL, _MERKNAD = Level.FEIL, Level.MERKNAD
_GRUNN = "Er det meningen, skriv hvorfor under «avvik:» i plan/valg.yaml, med kjede, {hva}, dag og rolle."
_PLIKT = _GRUNN.format(hva="plikt")
_STEG = _GRUNN.format(hva="steg")

_KJEDE = ("plan/handlingskjeder/:hjemmel", "plan/handlingskjeder/:kjede")
_TRENGS = (
    *_KJEDE,
    "plan/handlingskjeder/:steg",
    "plan/fristregler.yaml:versjoner",
    "plan/valg.yaml:avvik",
)
"""What must have been read before it can be said that a duty is not carried."""

LOV = (
    ProblemCode("J501", _FEIL, "Ingen steg i kjeden bærer plikten «{plikt}» ({paragraf}).",
        f"Skriv «betyr: [{{betyr}}]» på steget som gjør det, eller sett steget inn igjen. {_PLIKT}",
        "En plikt som ikke er et steg, får ingen frist, og ingen ser at den ikke er gjort.", needs=_TRENGS),
    ProblemCode("J502", _FEIL, "Ingen kjede har «hjemmel: {hjemmel}», så ingen bærer pliktene i {paragraf}.",
        "Skriv hjemmelen på kjeden som gjelder det, eller sett kjeden inn igjen.",
        "Loven gjelder også når planen ikke har noe om det.", needs=_KJEDE),
    ProblemCode("J503", _FEIL, "Fristen for «{steg}» er lengre enn loven tillater fra {dag}: {når} ({paragraf}).",
        f"Kort ned fristen. «Straks» er høyst én dag, i kalenderdager eller virkedager. {_PLIKT}",
        "En plan kan være strengere enn loven, men aldri mildere.", needs=_TRENGS),
    ProblemCode("J504", _FEIL, "Steget «{steg}» har ingen frist, men loven sier: {når} ({paragraf}).",
        f"Gi steget en «regel:». {_PLIKT}",
        "Uten frist blir det aldri sett at plikten ikke er gjort.", needs=_TRENGS),
    ProblemCode("J505", _FEIL, "Loven legger «{plikt}» på {rolle} ({paragraf}), men «{steg}» ligger hos noen andre.",
        f"Sett {{rolle}} som ansvarlig. {_PLIKT}",
        "Plikten går ikke over på den som planen nevner.", needs=_TRENGS),
    ProblemCode("J506", _FEIL, "Etter loven skal {rolle} være med i «{plikt}» ({paragraf}). «{steg}» sier det ikke.",
        f"Skriv {{rolle}} under «med:». {_PLIKT}",
        "Den loven nevner, skal få vite det.", needs=_TRENGS),
    ProblemCode("J507", _FEIL, "Avviket gjelder ingen kjede, plikt eller steg som finnes, eller både en plikt og et steg.",
        "Skriv enten «plikt:» eller «steg:», slik navnet står i: sosialplan valider --lov.",
        "En begrunnelse som ikke treffer noe, kan skjule at noe mangler.", needs=_TRENGS),
    ProblemCode("J508", _MERKNAD, "Avviket trengs ikke: planen følger det som står i loven og i standarden.",
        "Ta det bort.",
        "En begrunnelse som blir stående, vil en dag gjelde noe ingen har tenkt på.", needs=_TRENGS),
    ProblemCode("J511", _MERKNAD, "Steget «{steg}» i standarden er tatt ut, eller har fått et annet navn.",
        f"Sett det inn igjen. {_STEG}",
        "Det som ikke er et steg, får ingen frist.", needs=_TRENGS),
    ProblemCode("J512", _MERKNAD, "Fristen for «{steg}» er lengre enn i standarden, eller av et annet slag.",
        f"Kort den ned. {_STEG}",
        "En frist som er blitt lengre, merkes først når den er for lang.", needs=_TRENGS),
    ProblemCode("J513", _MERKNAD, "Steget «{steg}» ligger hos andre enn i standarden: {roller}.",
        f"Sett rollene tilbake. {_STEG}",
        "Den som skal gjøre det, må vite at det er en selv.", needs=_TRENGS),
    ProblemCode("J514", Level.ADVARSEL, "Steget «{steg}» sier ikke hva det er: {betyr}.",
        f"Skriv «betyr: [{{betyr}}]» på steget. {_STEG}",
        "Dokumenter, saklister og tall spør etter hva et steg betyr. Sier ingen steg det, blir de tomme.",
        needs=_TRENGS),
)  # fmt: skip
