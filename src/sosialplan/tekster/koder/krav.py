"""What a demand on documents is: its sentence in both written forms, what it rests on, and the commands that meet it.

Beneath it what a letter must say before it leaves the school: U3xx.
"""

from collections.abc import Mapping

from sosialplan.model.betydning import Betydning
from sosialplan.model.problems import Level, ProblemCode
from sosialplan.model.regel import Grunnlag

DAG = "ÅÅÅÅ-MM-DD"
"""A day in a command that is to be filled in."""
_CURE = "Skriv det inn med kommandoen som vises ved mangelen."


class Krav(ProblemCode, frozen=True):
    """A demand. ``nynorsk`` is its sentence for one who reads that, where the document goes home.

    ``hjemme`` is what a copy for the home says in its place, where that is more than that it is not written.
    ``fylles`` is what it asks for, by what the document calls it, with the command that meets it.
    """

    nynorsk: str = ""
    hjemme: str = ""
    fylles: Mapping[str, str] = {}


def krav(
    code: str,
    level: Level,
    grunnlag: Grunnlag,
    hjemmel: str | None,
    message: str,
    why: str,
    *,
    nynorsk: str = "",
    hjemme: str = "",
    fylles: Mapping[str, str] | None = None,
) -> Krav:
    """Return a demand, with what demands it and why."""
    return Krav(
        code,
        level,
        message,
        _CURE,
        why,
        grunnlag,
        hjemmel,
        nynorsk=nynorsk,
        hjemme=hjemme,
        fylles=fylles or {},
    )


def steg(betydning: Betydning) -> str:
    """Return the place in a command for the step that means this.

    >>> steg(Betydning.GREPET_INN)
    '{grepet-inn}'
    """
    return f"{{{betydning.value}}}"


_FEIL, _ADVARSEL = Level.FEIL, Level.ADVARSEL
_LOV = Grunnlag.LOV
_PRAKSIS, _PLAN = Grunnlag.PRAKSIS, Grunnlag.PLAN

_ENDRINGSBREV = (
    krav("U301", _ADVARSEL, _PLAN, None, "Det står ikke at endringene er drøftet i teamet.",
        "Endringer i planen skal drøftes i teamet før neste evalueringsmøte.",
        nynorsk="Det står ikkje at endringane er drøfta i teamet.",
        fylles={"drøftet_i_teamet": f"registrer SAK {steg(Betydning.ENDRING_DROEFTET)} --dato {DAG} --av rådgiver"}),
    krav("U302", _ADVARSEL, _LOV, "§ 10-2", "Det står ikke hva eleven sier siden planen sist ble sendt.",
        "Eleven skal bli hørt også når tiltakene endres.",
        nynorsk="Det står ikkje kva eleven seier sidan planen sist blei send.",
        fylles={"elevens_syn_på_endringene": f'registrer SAK samtale --dato {DAG} --av kontaktlærer --med elev --elevens-stemme "…"'}),
)  # fmt: skip

_FRAVAER = (
    krav("U321", _FEIL, _LOV, "§ 10-6", "Det står ikke hva skolen har gjort for å følge opp fraværet.",
        "Skolen skal følge opp alt fravær, gyldig og ugyldig.",
        nynorsk="Det står ikkje kva skulen har gjort for å følgje opp fråværet.",
        fylles={"fravær_fulgt_opp": f"registrer SAK kontakt --dato {DAG} --av kontaktlærer --med foresatte --måte telefon"}),
    krav("U322", _ADVARSEL, _PLAN, None, "Det står ikke når de foresatte ble kontaktet om fraværet, og hvordan.",
        "Kontaktlærer skal ha løpende kontakt med hjemmet om fraværet.",
        nynorsk="Det står ikkje når dei føresette blei kontakta om fråværet, og korleis.",
        fylles={"kontakt_om_fravær": f"registrer SAK kontakt --dato {DAG} --av kontaktlærer --med foresatte --måte telefon"}),
    krav("U323", _ADVARSEL, _LOV, "§ 10-2", "Det står ikke hva eleven selv sier om hvorfor det er blitt slik.",
        "Eleven skal bli hørt. Uten årsaken er det vanskelig å finne tiltak som hjelper.",
        nynorsk="Det står ikkje kva eleven sjølv seier om kvifor det er blitt slik.",
        fylles={
            "årsaken_til_fraværet": f'registrer SAK {steg(Betydning.AARSAK_UNDERSOEKT)} --dato {DAG} --av kontaktlærer --elevens-stemme "…"',
            "elevens_ord_om_fraværet": f'registrer SAK samtale --dato {DAG} --av kontaktlærer --med elev --elevens-stemme "…"',
        }),
    krav("U324", _ADVARSEL, _PLAN, None, "Det står ikke hvilke tiltak skolen har satt i gang.",
        "Kontaktlærer skal sette i gang tiltak ut fra årsaken.",
        nynorsk="Det står ikkje kva tiltak skulen har sett i gang.",
        fylles={
            "tiltak_mot_fravær": f'registrer SAK {steg(Betydning.TILTAK_I_GANG)} --dato {DAG} --av kontaktlærer --notat "…"',
            "tiltak_i_planen": f'tiltak ny SAK --tiltak "…" --nivå elev --ansvarlig kontaktlærer --evalueres {DAG}',
        }),
    krav("U325", _ADVARSEL, _PLAN, "§ 24-3", "Det står ikke om det er grunn til å melde til barnevernet.",
        "Vurderingen skal skrives ned, også når svaret er at det ikke er grunn til å melde.",
        nynorsk="Det står ikkje om det er grunn til å melde til barnevernet.",
        fylles={"vurdert_melding": f"registrer SAK {steg(Betydning.BARNEVERN_VURDERT)} --dato {DAG} --av trinnleder --grunn ingen --samtykke ikke-spurt"}),
)  # fmt: skip

_INNGREP = (
    krav("U331", _FEIL, _LOV, "§ 13-5", "Det står ikke når det skjedde, eller hvem som grep inn.",
        "Et fysisk inngrep skal skrives ned. Rollen til den som grep inn, er nok.",
        nynorsk="Det står ikkje når det skjedde, eller kven som greip inn.",
        fylles={
            "inngrep_når": f"registrer SAK {steg(Betydning.OPPDAGET)} --dato {DAG}",
            "inngrep_hvem": f"rett SAK {steg(Betydning.OPPDAGET)} --av lærer",
        }),
    krav("U332", _FEIL, _LOV, "§ 13-5", "Det står ikke hva som skjedde før inngrepet.",
        "Uten det kan ingen se om inngrepet var nødvendig.",
        nynorsk="Det står ikkje kva som skjedde før inngrepet.",
        fylles={"inngrep_hendelsen": f'rett SAK {steg(Betydning.OPPDAGET)} --notat "…"'}),
    krav("U333", _FEIL, _LOV, "§ 13-5", "Det står ikke hva slags inngrep det var.",
        "Det skal stå hva som ble gjort, hvor lenge det varte, og hvorfor noe mildere ikke var nok.",
        nynorsk="Det står ikkje kva slags inngrep det var.",
        fylles={"inngrep_beskrevet": f'registrer SAK {steg(Betydning.INNGREP_DOKUMENTERT)} --dato {DAG} --av lærer --notat "…"'}),
    krav("U334", _FEIL, _LOV, "§ 13-5, jf. § 10-2", "Det står ikke hvordan eleven opplevde det.",
        "Eleven skal høres, også når eleven har gjort noe galt.",
        nynorsk="Det står ikkje korleis eleven opplevde det.",
        fylles={
            "inngrep_elevens_syn": f'registrer SAK {steg(Betydning.ELEVEN_HOERT)} --dato {DAG} --av kontaktlærer --elevens-stemme "…"',
            "inngrep_samtale": f'registrer SAK samtale --dato {DAG} --av kontaktlærer --med elev --elevens-stemme "…"',
        }),
    krav("U335", _FEIL, _LOV, "§ 13-5", "Det står ikke når rektor fikk vite det.",
        "Rektor skal ha beskjed om alle fysiske inngrep.",
        nynorsk="Det står ikkje når rektor fekk vite det.",
        fylles={"inngrep_rektor": f"registrer SAK {steg(Betydning.REKTOR_VARSLET)} --dato {DAG} --av lærer"}),
    krav("U336", _FEIL, _LOV, "§ 13-5", "Det står ikke når de foresatte fikk vite det.",
        "De foresatte skal få vite hva som skjedde, og hvorfor.",
        nynorsk="Det står ikkje når dei føresette fekk vite det.",
        fylles={"inngrep_foresatte": f"registrer SAK {steg(Betydning.FORESATTE_KONTAKTET)} --dato {DAG} --av rektor --måte telefon"}),
    krav("U337", _FEIL, _LOV, "§ 13-5", "Det står ikke når skoleeier fikk vite om inngrepet.",
        "Rektor skal si fra til skoleeier.",
        nynorsk="Det står ikkje når skuleeigar fekk vite om inngrepet.",
        fylles={"inngrep_skoleeier": f"registrer SAK {steg(Betydning.SKOLEEIER_VARSLET)} --dato {DAG} --av rektor"}),
    krav("U338", _ADVARSEL, _PRAKSIS, "§ 13-4", "Det står ikke om inngrepet er vurdert som lovlig.",
        "Loven sier når et inngrep er lov, men ikke at noen skal skrive ned vurderingen. Gikk det for langt, skal den ansatte følges opp i en egen sak.",
        nynorsk="Det står ikkje om inngrepet er vurdert som lovleg.",
        fylles={"inngrep_lovlig": f'registrer SAK {steg(Betydning.INNGREP_VURDERT)} --dato {DAG} --av rektor --svar ja --notat "…"'}),
    krav("U339", _ADVARSEL, _PRAKSIS, "§ 13-3", "Det står ikke hva dere har avtalt, så det ikke skal skje igjen.",
        "Loven krever et arbeid som forebygger inngrep, men ingen avtale i hver sak. Uten en avtale vet ingen hva som skal gjøres annerledes.",
        nynorsk="Det står ikkje kva de har avtalt, så det ikkje skal skje igjen.",
        fylles={"inngrep_forebygging": f'registrer SAK {steg(Betydning.FOREBYGGING)} --dato {DAG} --av kontaktlærer --med elev --notat "…"'}),
)  # fmt: skip

_VEDTAK = (
    krav("U341", _FEIL, _LOV, "forvaltningsloven § 16", "Det står ikke når eleven og de foresatte fikk forhåndsvarsel.",
        "De skal få si hva de mener før det blir bestemt.",
        nynorsk="Det står ikkje når eleven og dei føresette fekk førehandsvarsel.",
        fylles={"forhåndsvarsel": f"vedtak SAK --rett --forhåndsvarslet {DAG}"}),
    krav("U342", _FEIL, _LOV, "forvaltningsloven § 25", "Det står ikke hvilke fakta vedtaket bygger på.",
        "Den som får vedtaket, skal kunne se hva som er lagt til grunn, og si fra om det er feil.",
        nynorsk="Det står ikkje kva fakta vedtaket byggjer på.",
        fylles={"vedtakets_faktum": 'vedtak SAK --rett --faktum "…"'}),
    krav("U343", _FEIL, _LOV, "§§ 13-1 og 13-2", "Det står ikke hvilke mildere tiltak som er vurdert.",
        "Bortvisning og skolebytte kan bare brukes når noe mildere ikke er nok.",
        nynorsk="Det står ikkje kva mildare tiltak som er vurderte.",
        fylles={"mildere_tiltak": 'vedtak SAK --rett --mildere-tiltak "…"'}),
    krav("U344", _FEIL, _LOV, "§ 10-2", "Det står ikke hva eleven selv mener om vedtaket.",
        "Eleven skal bli hørt før det blir bestemt.",
        nynorsk="Det står ikkje kva eleven sjølv meiner om vedtaket.",
        fylles={"elevens_syn_på_vedtaket": 'vedtak SAK --rett --elevens-stemme "…"'}),
    krav("U345", _FEIL, _LOV, "§ 10-1", "Det står ikke hvordan barnets beste er vurdert i vedtaket.",
        "Barnets beste skal være et grunnleggende hensyn.",
        nynorsk="Det står ikkje korleis det beste for barnet er vurdert i vedtaket.",
        fylles={"barnets_beste_i_vedtaket": 'vedtak SAK --rett --barnets-beste "…"'}),
    krav("U346", _FEIL, _LOV, "forvaltningsloven §§ 24 og 25", "Det står ikke hvorfor vedtaket er nødvendig.",
        "Et enkeltvedtak skal begrunnes.",
        nynorsk="Det står ikkje kvifor vedtaket er nødvendig.",
        fylles={"vedtakets_begrunnelse": 'vedtak SAK --rett --begrunnelse "…"'}),
    krav("U347", _ADVARSEL, _LOV, "forvaltningsloven § 16", "Det står ikke hva de foresatte mener om vedtaket.",
        "De foresatte skal få si hva de mener. Sa de ingenting, kan du skrive det.",
        nynorsk="Det står ikkje kva dei føresette meiner om vedtaket.",
        fylles={"foresattes_syn_på_vedtaket": 'vedtak SAK --rett --foresattes-syn "…"'}),
    krav("U348", _FEIL, _LOV, "§§ 13-1 og 13-2", "Det står ikke hvem som har fattet vedtaket.",
        "Rektor bestemmer bortvisning, og skoleeier bestemmer skolebytte.",
        nynorsk="Det står ikkje kven som har gjort vedtaket.",
        fylles={"vedtatt_av": "vedtak SAK --rett --av ROLLE"}),
    krav("U349", _FEIL, _LOV, "§ 13-2", "Det står ikke hvilken skole eleven skal gå på.",
        "Eleven har rett til å vite hvor opplæringen blir.",
        nynorsk="Det står ikkje kva skule eleven skal gå på.",
        fylles={"ny_skole": 'vedtak SAK --rett --ny-skole "…"'}),
)  # fmt: skip

_OVERSENDELSE = (
    krav("U351", _FEIL, _LOV, "personvernforordningen artikkel 5", "Det står ikke hvorfor opplysningene sendes.",
        "Opplysninger gis bare videre til et bestemt formål. Den som får dem, skal vite hvilket.",
        nynorsk="Det står ikkje kvifor opplysningane blir sende.",
        fylles={"hvorfor_sendes": 'lag oversendelsesbrev SAK --mottaker {mottaker} --hvorfor "…" --vedlegg DOKUMENT'}),
    krav("U352", _ADVARSEL, _PRAKSIS, None, "Det står ikke hva som ligger ved.",
        "Uten en liste kan ingen se om noe er blitt borte, eller hva som er sendt.",
        nynorsk="Det står ikkje kva som ligg ved.",
        fylles={"vedlegg": 'lag oversendelsesbrev SAK --mottaker {mottaker} --hvorfor "…" --vedlegg DOKUMENT'}),
)  # fmt: skip

BREV = (*_ENDRINGSBREV, *_FRAVAER, *_INNGREP, *_VEDTAK, *_OVERSENDELSE)
"""Every demand, document by document."""
