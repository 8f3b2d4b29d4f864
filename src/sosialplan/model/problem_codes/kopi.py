"""What the check of a finished copy finds: L8xx, told when a document is made for someone."""

from sosialplan.model.problem_code import ProblemCode
from sosialplan.model.problems import Level

_FEIL, _ADVARSEL, _MERKNAD = Level.FEIL, Level.ADVARSEL, Level.MERKNAD
_TAUSHET = "Opplysninger om andre elever og familier er taushetsbelagt (forvaltningsloven § 13)."
_SKRIV_OM = (
    "Skriv aliaset i stedet: rett hendelsen eller endre tiltaket der det står. Hører personen til saken, "
    "så før den opp under «involverte:» eller «foresatte:», og er det en ansatt, i plan/skole.yaml."
)
_TA_BORT = "Ta det bort der det står: rett hendelsen eller endre tiltaket."
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
