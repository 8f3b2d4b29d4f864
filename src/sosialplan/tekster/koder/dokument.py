"""What a document must say before it leaves the school: U1xx the plan, U2xx other documents, U3xx letters."""

from sosialplan.model.problems import Level
from sosialplan.model.problems import krav as _kode
from sosialplan.model.regel import Grunnlag

_FEIL, _ADVARSEL = Level.FEIL, Level.ADVARSEL
_LOV, _VEILEDER = Grunnlag.LOV, Grunnlag.VEILEDER
_PRAKSIS, _PLAN = Grunnlag.PRAKSIS, Grunnlag.PLAN

_ENDRINGSBREV = (
    _kode("U301", _ADVARSEL, _PLAN, None, "Det står ikke at endringene er drøftet i R-teamet.",
        "Endringer i planen skal drøftes i R-teamet før neste evalueringsmøte."),
    _kode("U302", _ADVARSEL, _LOV, "§ 10-2", "Det står ikke hva eleven sier siden planen sist ble sendt.",
        "Eleven skal bli hørt også når tiltakene endres."),
)  # fmt: skip

_FRAVAER = (
    _kode("U321", _FEIL, _LOV, "§ 10-6", "Det står ikke hva skolen har gjort for å følge opp fraværet.",
        "Skolen skal følge opp alt fravær, gyldig og ugyldig."),
    _kode("U322", _ADVARSEL, _PLAN, None, "Det står ikke når de foresatte ble kontaktet om fraværet, og hvordan.",
        "Kontaktlærer skal ha løpende kontakt med hjemmet om fraværet."),
    _kode("U323", _ADVARSEL, _LOV, "§ 10-2", "Det står ikke hva eleven selv sier om hvorfor det er blitt slik.",
        "Eleven skal bli hørt. Uten årsaken er det vanskelig å finne tiltak som hjelper."),
    _kode("U324", _ADVARSEL, _PLAN, None, "Det står ikke hvilke tiltak skolen har satt i gang.",
        "Kontaktlærer skal sette i gang tiltak ut fra årsaken."),
    _kode("U325", _ADVARSEL, _PLAN, "§ 24-3", "Det står ikke om det er grunn til å melde til barnevernet.",
        "Vurderingen skal skrives ned, også når svaret er at det ikke er grunn til å melde."),
)  # fmt: skip

_INNGREP = (
    _kode("U331", _FEIL, _LOV, "§ 13-5", "Det står ikke når det skjedde, eller hvem som grep inn.",
        "Et fysisk inngrep skal skrives ned. Rollen til den som grep inn, er nok."),
    _kode("U332", _FEIL, _LOV, "§ 13-5", "Det står ikke hva som skjedde før inngrepet.",
        "Uten det kan ingen se om inngrepet var nødvendig."),
    _kode("U333", _FEIL, _LOV, "§ 13-5", "Det står ikke hva slags inngrep det var.",
        "Det skal stå hva som ble gjort, hvor lenge det varte, og hvorfor noe mildere ikke var nok."),
    _kode("U334", _FEIL, _LOV, "§ 13-5, jf. § 10-2", "Det står ikke hvordan eleven opplevde det.",
        "Eleven skal høres, også når eleven har gjort noe galt."),
    _kode("U335", _FEIL, _LOV, "§ 13-5", "Det står ikke når rektor fikk vite det.",
        "Rektor skal ha beskjed om alle fysiske inngrep."),
    _kode("U336", _FEIL, _LOV, "§ 13-5", "Det står ikke når de foresatte fikk vite det.",
        "De foresatte skal få vite hva som skjedde, og hvorfor."),
    _kode("U337", _FEIL, _LOV, "§ 13-5", "Det står ikke når skoleeier fikk vite om inngrepet.",
        "Rektor skal si fra til skoleeier."),
    _kode("U338", _ADVARSEL, _PRAKSIS, "§ 13-4", "Det står ikke om inngrepet er vurdert som lovlig.",
        "Loven sier når et inngrep er lov, men ikke at noen skal skrive ned vurderingen. Gikk det for langt, skal den ansatte følges opp i en egen sak."),
    _kode("U339", _ADVARSEL, _PRAKSIS, "§ 13-3", "Det står ikke hva dere har avtalt, så det ikke skal skje igjen.",
        "Loven krever et arbeid som forebygger inngrep, men ingen avtale i hver sak. Uten en avtale vet ingen hva som skal gjøres annerledes."),
)  # fmt: skip

_VEDTAK = (
    _kode("U341", _FEIL, _LOV, "forvaltningsloven § 16", "Det står ikke når eleven og de foresatte fikk forhåndsvarsel.",
        "De skal få si hva de mener før det blir bestemt."),
    _kode("U342", _FEIL, _LOV, "forvaltningsloven § 25", "Det står ikke hvilke fakta vedtaket bygger på.",
        "Den som får vedtaket, skal kunne se hva som er lagt til grunn, og si fra om det er feil."),
    _kode("U343", _FEIL, _LOV, "§§ 13-1 og 13-2", "Det står ikke hvilke mildere tiltak som er vurdert.",
        "Bortvisning og skolebytte kan bare brukes når noe mildere ikke er nok."),
    _kode("U344", _FEIL, _LOV, "§ 10-2", "Det står ikke hva eleven selv mener om vedtaket.",
        "Eleven skal bli hørt før det blir bestemt."),
    _kode("U345", _FEIL, _LOV, "§ 10-1", "Det står ikke hvordan barnets beste er vurdert i vedtaket.",
        "Barnets beste skal være et grunnleggende hensyn."),
    _kode("U346", _FEIL, _LOV, "forvaltningsloven §§ 24 og 25", "Det står ikke hvorfor vedtaket er nødvendig.",
        "Et enkeltvedtak skal begrunnes."),
    _kode("U347", _ADVARSEL, _LOV, "forvaltningsloven § 16", "Det står ikke hva de foresatte mener om vedtaket.",
        "De foresatte skal få si hva de mener. Sa de ingenting, kan du skrive det."),
    _kode("U348", _FEIL, _LOV, "§§ 13-1 og 13-2", "Det står ikke hvem som har fattet vedtaket.",
        "Rektor bestemmer bortvisning, og skoleeier bestemmer skolebytte."),
    _kode("U349", _FEIL, _LOV, "§ 13-2", "Det står ikke hvilken skole eleven skal gå på.",
        "Eleven har rett til å vite hvor opplæringen blir."),
)  # fmt: skip

_OVERSENDELSE = (
    _kode("U351", _FEIL, _LOV, "personvernforordningen artikkel 5", "Det står ikke hvorfor opplysningene sendes.",
        "Opplysninger gis bare videre til et bestemt formål. Den som får dem, skal vite hvilket."),
    _kode("U352", _ADVARSEL, _PRAKSIS, None, "Det står ikke hva som ligger ved.",
        "Uten en liste kan ingen se om noe er blitt borte, eller hva som er sendt."),
)  # fmt: skip

BREV = (*_ENDRINGSBREV, *_FRAVAER, *_INNGREP, *_VEDTAK, *_OVERSENDELSE)
"""Every demand, document by document."""


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


DOKUMENT = (
    _kode("U101", _ADVARSEL, _PLAN, None, "Det står ikke hvem i ledelsen som har ansvaret.",
        "Elev og foresatte skal vite hvem de kan snakke med."),
    _kode("U102", _FEIL, _LOV, "§ 12-4", "Det står ikke når rektor ble varslet.",
        "Det skal kunne vises at skolen gjorde det den skulle, og når."),
    _kode("U103", _FEIL, _PRAKSIS, None, "Det står ikke når planen ble laget.",
        "Planen skal lages så snart det settes inn tiltak."),
    _kode("U104", _FEIL, _LOV, "§ 12-4", "Saken er alvorlig, og det står ikke når skoleeier ble varslet.",
        "I alvorlige saker skal rektor varsle skoleeier."),
    _kode("U111", _FEIL, _LOV, "§ 12-4 bokstav a", "Det står ikke hva planen skal løse.",
        "Planen skal si hvilket problem tiltakene skal løse."),
    _kode("U112", _FEIL, _LOV, "§ 12-4 bokstav b", "Planen har ingen tiltak.",
        "Planen skal si hvilke tiltak skolen har planlagt."),
    _kode("U115", _FEIL, _LOV, "§ 12-4 bokstav e", "Det står ikke når tiltaket skal evalueres.",
        "Planen skal si når tiltakene skal evalueres."),
    _kode("U116", _ADVARSEL, _LOV, "§ 12-4", "Tiltaket skulle vært evaluert {dato}.",
        "Tiltak som ikke evalueres, kan vare uten at eleven får det bedre."),
    _kode("U117", _ADVARSEL, _PRAKSIS, None, "Det står ikke hva som er målet.",
        "Uten et mål er det vanskelig å si om tiltakene virker."),
    _kode("U121", _FEIL, _LOV, "§ 10-2", "Det står ikke hva eleven selv har sagt.",
        "Eleven skal bli hørt, og det skal vises."),
    _kode("U122", _ADVARSEL, _VEILEDER, "§ 10-2", "Det står ikke når eleven ble hørt, og av hvem.",
        "Den som leser planen senere, skal se at det skjedde."),
    _kode("U123", _FEIL, _LOV, "§ 10-2", "Det står ikke hva eleven mener om tiltakene.",
        "Eleven skal bli hørt også om hva som skal gjøres."),
    _kode("U124", _ADVARSEL, _VEILEDER, None, "Det står ikke hva de foresatte mener.",
        "Foresatte skal være med i samarbeidet om tiltakene."),
    _kode("U125", _FEIL, _LOV, "§ 10-1", "Det står ikke hvordan barnets beste er vurdert.",
        "Barnets beste skal være et grunnleggende hensyn."),
    _kode("U127", _ADVARSEL, _PLAN, None, "Det står ikke når planen ble sendt, og til hvem.",
        "Planen skal hjem, og det skal vises at den ble sendt."),
    _kode("U131", _ADVARSEL, _VEILEDER, "§ 12-4 bokstav d", "«{hvem}» er ikke én bestemt person. {bedre}",
        "Planen skal si hvem som gjør det. Et ansvar som alle har, er det ofte ingen som tar."),
    _kode("U132", _ADVARSEL, _VEILEDER, "§ 12-4 bokstav b", "«{ord}» sier ikke hva som skal gjøres. {bedre}",
        "Et tiltak som ikke sier hva, når og hvor, kan verken gjennomføres eller evalueres."),
    _kode("U141", _FEIL, _LOV, "forvaltningsloven § 13", "Det står ikke at det er samtykket til at denne mottakeren får papirer om eleven.",
        "Andre tjenester får ikke vite hvem det gjelder uten samtykke. Et ja til noe annet er ikke nok."),
    _kode("U142", _FEIL, _LOV, "forvaltningsloven § 13", "Det er sagt nei til at {hvem} får vite hvem det gjelder.",
        "Et nei åpnes ikke med en grunn. Bare et nytt ja åpner det, eller at ingen kan kjennes igjen."),
    _kode("U143", _FEIL, _LOV, "§ 24-3", "Det er sagt nei til at barneverntjenesten får vite hvem det gjelder, og det står ikke at meldeplikten er vurdert.",
        "Meldeplikten gjelder uansett hva de svarte. Uten grunn til å melde gjelder taushetsplikten."),
    _kode("U144", _FEIL, _LOV, "§ 12-5", "Saken er skjermet for {hvem}.",
        "Den saken gjelder, skal ikke få vite om den. Det åpnes ikke med en grunn."),
    *SAKSDOKUMENTER,
    *BREV,
)  # fmt: skip
"""Every demand. Where it is found, the whole command line that meets it is shown."""
