"""What letters and reports of a case must say: U3xx, ten numbers for each document."""

from sosialplan.model.dokumentkrav import krav as _kode
from sosialplan.model.problems import Level
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
