"""What the other documents of a case must say: U2xx, ten numbers for each document."""

from sosialplan.model.dokumentkrav import krav as _kode
from sosialplan.model.problems import Level
from sosialplan.model.regel import Grunnlag

_FEIL, _ADVARSEL = Level.FEIL, Level.ADVARSEL
_LOV, _VEILEDER = Grunnlag.LOV, Grunnlag.VEILEDER
_PRAKSIS, _PLAN = Grunnlag.PRAKSIS, Grunnlag.PLAN

_MELDING = (
    _kode("U201", _ADVARSEL, _PLAN, None, "Det står ikke når det ble sett, eller når skolen fikk vite det.",
        "Alle frister regnes fra den dagen."),
    _kode("U202", _ADVARSEL, _PLAN, None, "Det står ikke hvem som så det eller meldte det.",
        "De som skal undersøke, må vite hvem de kan spørre. Rollen er nok."),
    _kode("U203", _ADVARSEL, _PLAN, None, "Det står ikke hva som er sett og hørt.",
        "R-teamet kan bare drøfte det de får vite. Skriv fakta, og hva som ble sagt."),
    _kode("U204", _ADVARSEL, _PLAN, None, "Det står ikke hva eleven selv sier.",
        "Elevens egen opplevelse avgjør om skolen må gjøre noe."),
    _kode("U205", _ADVARSEL, _LOV, "§ 12-4", "Det står ikke hva skolen gjorde med en gang.",
        "Den som ser en krenkelse, skal gripe inn om det er mulig."),
    _kode("U206", _ADVARSEL, _PLAN, None, "Det står ikke når de foresatte ble kontaktet, og hvordan.",
        "Hjemmet skal få vite det av skolen, og tidlig."),
    _kode("U207", _ADVARSEL, _PLAN, None, "Det står ikke om de foresatte er spurt om R-teamet kan drøfte saken med navn.",
        "Uten samtykke drøftes saken anonymt."),
    _kode("U208", _FEIL, _LOV, "forvaltningsloven § 13", "Saken kan ikke drøftes med navn i R-teamet, fordi det mangler samtykke.",
        "I R-teamet sitter det folk fra andre tjenester. De får ikke vite hvem det gjelder uten samtykke."),
    _kode("U209", _FEIL, _LOV, "§ 12-5", "Saken er skjermet for noen som sitter i R-teamet.",
        "Den saken gjelder, skal ikke få vite om den. Den som har ansvaret, finner et annet sted."),
)  # fmt: skip

_UNDERSOEKELSE = (
    _kode("U211", _ADVARSEL, _VEILEDER, None, "Det står ikke hva som er undersøkt.",
        "Den som leser senere, må se hva skolen ville finne ut."),
    _kode("U212", _ADVARSEL, _VEILEDER, None, "Det står ikke hvordan saken er undersøkt.",
        "Samtaler, observasjon og kartlegging viser ulike ting. Skriv hva dere brukte."),
    _kode("U213", _ADVARSEL, _LOV, "§ 12-4, jf. § 10-2", "Det står ikke når de andre elevene ble hørt.",
        "Også andre elever som er direkte berørt, skal bli hørt."),
    _kode("U214", _FEIL, _LOV, "§ 12-4", "Det står ikke hva undersøkelsen viste.",
        "Skolen skal undersøke saken og kunne vise hva den fant."),
    _kode("U215", _ADVARSEL, _PLAN, None, "Det står ikke hva undersøkelsen betyr for eleven.",
        "Tiltakene skal svare på det undersøkelsen viste."),
)  # fmt: skip

_EVALUERING = (
    _kode("U219", _FEIL, _LOV, "§ 10-2", "Det står ikke at eleven var med på evalueringen.",
        "Eleven skal høres i alt som gjelder eleven. Uten eleven er ikke plikten holdt."),
    _kode("U220", _ADVARSEL, _PLAN, None, "Det står ikke at de foresatte var med på evalueringen.",
        "Tiltakene evalueres sammen med både elev og foresatte."),
    _kode("U221", _FEIL, _LOV, "§ 12-4", "Det står ikke at noe er evaluert.",
        "Skolen skal vurdere om tiltakene virker, til eleven har det trygt og godt."),
    _kode("U222", _ADVARSEL, _PRAKSIS, None, "Det står ikke hvem som var med da tiltakene ble evaluert.",
        "Evalueringen skal gjøres sammen med eleven og de foresatte."),
    _kode("U223", _FEIL, _LOV, "§ 10-2", "Det står ikke hva eleven mener om tiltaket.",
        "Bare eleven vet om det er blitt bedre."),
    _kode("U224", _ADVARSEL, _VEILEDER, None, "Det står ikke hva de foresatte mener om tiltaket.",
        "De ser hvordan eleven har det når skoledagen er over."),
    _kode("U225", _ADVARSEL, _PRAKSIS, None, "Det står ikke hva skolen selv ser.",
        "De voksne på skolen har lovet noe, og må si hvordan det gikk."),
    _kode("U226", _ADVARSEL, _PRAKSIS, None, "Det står ikke hvorfor tiltaket ikke ble gjennomført som avtalt.",
        "Et tiltak som ikke ble gjort, kan ikke ha virket."),
    _kode("U227", _ADVARSEL, _PLAN, None, "Det står ikke hva som ble bestemt om tiltaket.",
        "Eleven og de foresatte skal vite hva som skjer nå."),
    _kode("U228", _FEIL, _LOV, "§ 12-4 bokstav e", "Det står ikke når tiltaket skal evalueres igjen.",
        "Så lenge et tiltak varer, skal det være en dag da det evalueres."),
    _kode("U229", _ADVARSEL, _PLAN, None, "Saken er avsluttet, men elevens egne ord eller dagen for etterkontroll mangler.",
        "En sak avsluttes når eleven selv sier at det er trygt og godt, og skolen spør igjen senere."),
)  # fmt: skip
_INNKALLING = (
    _kode("U231", _ADVARSEL, _PRAKSIS, None, "Det står ikke hva dere skal snakke om i møtet.",
        "Den som vet hva møtet handler om, kan tenke gjennom det på forhånd."),
    _kode("U232", _ADVARSEL, _PRAKSIS, None, "Det står ikke hva de innkalte bør forberede.",
        "Da kommer alle til orde, og møtet blir kortere."),
    _kode("U233", _ADVARSEL, _PRAKSIS, None, "Det står ikke hvem som er kalt inn.",
        "Ingen skal bli overrasket over hvem som sitter der."),
    _kode("U234", _ADVARSEL, _LOV, "§ 10-2", "Eleven er ikke kalt inn.",
        "Eleven har rett til å bli hørt. Kommer eleven ikke selv, må noen ha spurt på forhånd."),
)  # fmt: skip
_REFERAT = (
    _kode("U241", _ADVARSEL, _PRAKSIS, None, "Det står ikke hvem som var i møtet.",
        "Den som leser senere, må se hvem som var med på det som ble bestemt. Rollen er nok."),
    _kode("U242", _ADVARSEL, _PLAN, None, "Det står ikke hva som ble drøftet.",
        "Uten det kan ingen se hvorfor det ble bestemt."),
    _kode("U243", _ADVARSEL, _LOV, "§ 10-2", "Det står ikke hva eleven mener om det møtet handlet om.",
        "Eleven skal bli hørt før noe blir bestemt."),
    _kode("U244", _ADVARSEL, _PRAKSIS, None, "Det står ikke hva som ble bestemt.",
        "En beslutning skal ha en som gjør den, og en dag den skal være gjort."),
    _kode("U245", _ADVARSEL, _PRAKSIS, None, "Det står ikke når dere møtes neste gang.",
        "En avtalt dag gjør at saken ikke blir glemt."),
)  # fmt: skip
_SAMTYKKE = (
    _kode("U251", _FEIL, _LOV, "personvernforordningen art. 4 nr. 11", "Det står ikke hva samtykket gjelder.",
        "Et samtykke gjelder bare når den som gir det, vet hva det er til."),
    _kode("U252", _ADVARSEL, _PRAKSIS, None, "Det står ikke hvem de foresatte er.",
        "Begge foreldre har til vanlig rett til å svare. Skriv dem under «foresatte:» i saken."),
)  # fmt: skip
_BEKYMRINGSMELDING = (
    _kode("U261", _FEIL, _LOV, "§ 24-3", "Det står ikke at meldeplikten er vurdert.",
        "En melding bygger på en vurdering av bokstav a til d, og noen har gjort den."),
    _kode("U262", _FEIL, _LOV, "§ 24-3", "Den siste vurderingen sier at det ikke er grunn til å melde.",
        "Er det kommet noe nytt, så skriv en ny vurdering. Uten grunn er det taushetsplikt."),
    _kode("U263", _ADVARSEL, _PRAKSIS, None, "Det står ikke hvem som vurderte meldeplikten.",
        "Plikten er den enkelte ansattes egen."),
    _kode("U264", _FEIL, _LOV, "§ 24-3", "Det står ikke hvilken bokstav i § 24-3 det gjelder.",
        "Bokstaven er grunnen til at skolen kan gi opplysninger videre."),
    _kode("U265", _FEIL, _LOV, "§ 24-3", "Det står ikke hva skolen har sett og hørt.",
        "Barneverntjenesten trenger fakta. Skriv dem under «beskrivelse:» i saken."),
    _kode("U266", _ADVARSEL, _VEILEDER, None, "Det står ikke hvorfor vurderingen ble slik.",
        "Antall fraværsdager er aldri alene grunn nok."),
    _kode("U267", _ADVARSEL, _PLAN, None, "Det står ikke om de foresatte er spurt.",
        "Plikten gjelder også uten samtykke, men det skal stå om de vet om meldingen."),
    _kode("U268", _ADVARSEL, _VEILEDER, None, "Det står ikke hva barnet selv sier.",
        "Barnets egne ord er ofte det viktigste i en melding."),
    _kode("U269", _ADVARSEL, _VEILEDER, None, "Det står ikke om skolen har snakket med de foresatte.",
        "Barneverntjenesten må vite hva de foresatte har sagt, og om de vet om meldingen."),
)  # fmt: skip

SAKSDOKUMENTER = (
    *_MELDING, *_UNDERSOEKELSE, *_EVALUERING, *_INNKALLING, *_REFERAT, *_SAMTYKKE, *_BEKYMRINGSMELDING,
)  # fmt: skip
"""Every demand, document by document."""
