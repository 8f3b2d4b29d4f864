"""What a document must say before it leaves the school: U1xx the plan, U2xx other documents."""

from collections.abc import Mapping

from sosialplan.model.betydning import Betydning
from sosialplan.model.problems import Level
from sosialplan.model.regel import Grunnlag
from sosialplan.tekster.koder.krav import BREV, steg
from sosialplan.tekster.koder.krav import DAG as _DAG
from sosialplan.tekster.koder.krav import krav as _kode

_FEIL, _ADVARSEL = Level.FEIL, Level.ADVARSEL
_LOV, _VEILEDER = Grunnlag.LOV, Grunnlag.VEILEDER
_PRAKSIS, _PLAN = Grunnlag.PRAKSIS, Grunnlag.PLAN

_SAMTALE = f'registrer SAK samtale --dato {_DAG} --av kontaktlærer --med elev --elevens-stemme "…"'
_KONTAKT = f"registrer SAK kontakt --dato {_DAG} --av kontaktlærer --med foresatte"
_FUNN = f"registrer SAK {{steg}} --dato {_DAG} --av kontaktlærer --metode observasjon"
_VURDERING = (
    f"registrer SAK {steg(Betydning.BARNEVERN_VURDERT)} --dato {_DAG} --av kontaktlærer --grunn c"
    ' --samtykke ikke-spurt --notat "…"'
)
_INNKALL = (
    f"innkall SAK --møte {{moete}} --dato {_DAG} --kl 14:30 --sted …"
    ' --med elev,foresatte --formål "…"'
)
_BESLUTNING = (
    'registrer SAK beslutning --møte {moete} --dato {dag} --notat "…" --ansvarlig ROLLE'
    f" --frist {_DAG}"
)
_SKRIV_REFERAT = (
    'møte referat {moete} --dato {dag} --til-stede {til_stede} --sak SAK --beslutning "…" --ansvarlig ROLLE'
    f" --frist {_DAG}"
)
"""The commands that meet a demand stand as they are typed; ``SAK`` is the case's number, and ``{…}`` is filled by the chain."""

_MELDING = (
    _kode("U201", _ADVARSEL, _PLAN, None, "Det står ikke når det ble sett, eller når skolen fikk vite det.",
        "Alle frister regnes fra den dagen.",
        nynorsk="Det står ikkje når det blei sett, eller når skulen fekk vite det.",
        fylles={"sett": f"registrer SAK {steg(Betydning.OPPDAGET)} --dato {_DAG} --av kontaktlærer"}),
    _kode("U202", _ADVARSEL, _PLAN, None, "Det står ikke hvem som så det eller meldte det.",
        "De som skal undersøke, må vite hvem de kan spørre. Rollen er nok.",
        nynorsk="Det står ikkje kven som såg det eller melde det.",
        fylles={"sett_av": f"rett SAK {steg(Betydning.OPPDAGET)} --av kontaktlærer"}),
    _kode("U203", _ADVARSEL, _PLAN, None, "Det står ikke hva som er sett og hørt.",
        "Teamet kan bare drøfte det de får vite. Skriv fakta, og hva som ble sagt.",
        nynorsk="Det står ikkje kva som er sett og høyrt.",
        fylles={"sett_og_hørt": f'rett SAK {steg(Betydning.OPPDAGET)} --notat "…"'}),
    _kode("U204", _ADVARSEL, _PLAN, None, "Det står ikke hva eleven selv sier.",
        "Elevens egen opplevelse avgjør om skolen må gjøre noe.",
        nynorsk="Det står ikkje kva eleven sjølv seier.",
        fylles={"elevens_ord": _SAMTALE}),
    _kode("U205", _ADVARSEL, _LOV, "§ 12-4", "Det står ikke hva skolen gjorde med en gang.",
        "Den som ser en krenkelse, skal gripe inn om det er mulig.",
        nynorsk="Det står ikkje kva skulen gjorde med ein gong.",
        fylles={"gjort_straks": f'registrer SAK {{steg}} --dato {_DAG} --av kontaktlærer --notat "…"'}),
    _kode("U206", _ADVARSEL, _PLAN, None, "Det står ikke når de foresatte ble kontaktet, og hvordan.",
        "Hjemmet skal få vite det av skolen, og tidlig.",
        nynorsk="Det står ikkje når dei føresette blei kontakta, og korleis.",
        fylles={"foresatte_kontaktet": f"{_KONTAKT} --måte telefon"}),
    _kode("U207", _ADVARSEL, _PLAN, None, "Det står ikke om de foresatte er spurt om teamet kan drøfte saken med navn.",
        "Uten samtykke drøftes saken anonymt.",
        nynorsk="Det står ikkje om dei føresette er spurde om teamet kan drøfte saka med namn."),
    _kode("U208", _FEIL, _LOV, "forvaltningsloven § 13", "Saken kan ikke drøftes med navn i teamet, fordi det mangler samtykke.",
        "I teamet sitter det folk fra andre tjenester. De får ikke vite hvem det gjelder uten samtykke.",
        nynorsk="Saka kan ikkje drøftast med namn i teamet, sidan samtykke manglar.",
        fylles={"samtykke_til_teamet": "lag melding SAK --mottaker {team}-anonym"}),
    _kode("U209", _FEIL, _LOV, "§ 12-5", "Saken er skjermet for noen som sitter i teamet.",
        "Den saken gjelder, skal ikke få vite om den. Den som har ansvaret, finner et annet sted.",
        nynorsk="Saka er skjerma for nokon som sit i teamet.",
        fylles={"skjermet_i_teamet": "vis SAK"}),
)  # fmt: skip

_UNDERSOEKELSE = (
    _kode("U211", _ADVARSEL, _VEILEDER, None, "Det står ikke hva som er undersøkt.",
        "Den som leser senere, må se hva skolen ville finne ut.",
        nynorsk="Det står ikkje kva som er undersøkt.",
        fylles={"undersøkes": f'rett SAK {steg(Betydning.OPPDAGET)} --notat "…"'}),
    _kode("U212", _ADVARSEL, _VEILEDER, None, "Det står ikke hvordan saken er undersøkt.",
        "Samtaler, observasjon og kartlegging viser ulike ting. Skriv hva dere brukte.",
        nynorsk="Det står ikkje korleis saka er undersøkt.",
        fylles={"metoder": f'{_FUNN} --notat "…"'}),
    _kode("U213", _ADVARSEL, _LOV, "§ 12-4, jf. § 10-2", "Det står ikke når de andre elevene ble hørt.",
        "Også andre elever som er direkte berørt, skal bli hørt.",
        nynorsk="Det står ikkje når dei andre elevane blei høyrde.", hjemme="Når de andre elevene ble hørt: ikke skrevet.",
        fylles={"andre_hørt": f'registrer SAK samtale --dato {_DAG} --av kontaktlærer --hørt "Elev B" --notat "…"'}),
    _kode("U214", _FEIL, _LOV, "§ 12-4", "Det står ikke hva undersøkelsen viste.",
        "Skolen skal undersøke saken og kunne vise hva den fant.",
        nynorsk="Det står ikkje kva undersøkinga viste.",
        fylles={"funn": f'{_FUNN} --notat "…"'}),
    _kode("U215", _ADVARSEL, _PLAN, None, "Det står ikke hva undersøkelsen betyr for eleven.",
        "Tiltakene skal svare på det undersøkelsen viste.",
        nynorsk="Det står ikkje kva undersøkinga betyr for eleven.",
        fylles={"konklusjon": f'registrer SAK {{steg}} --dato {_DAG} --notat "…"'}),
)  # fmt: skip

_EVALUERING = (
    _kode("U219", _FEIL, _LOV, "§ 10-2", "Det står ikke at eleven var med på evalueringen.",
        "Eleven skal høres i alt som gjelder eleven. Uten eleven er ikke plikten holdt.",
        nynorsk="Det står ikkje at eleven var med på evalueringa.", hjemme="Om eleven var med: ikke skrevet.",
        fylles={"elev_med": f"rett SAK {steg(Betydning.EVALUERT)} --med elev"}),
    _kode("U220", _ADVARSEL, _PLAN, None, "Det står ikke at de foresatte var med på evalueringen.",
        "Tiltakene evalueres sammen med både elev og foresatte.",
        nynorsk="Det står ikkje at dei føresette var med på evalueringa.", hjemme="Om de foresatte var med: ikke skrevet.",
        fylles={"foresatte_med": f"rett SAK {steg(Betydning.EVALUERT)} --med foresatte"}),
    _kode("U221", _FEIL, _LOV, "§ 12-4", "Det står ikke at noe er evaluert.",
        "Skolen skal vurdere om tiltakene virker, til eleven har det trygt og godt.",
        nynorsk="Det står ikkje at noko er evaluert.",
        fylles={"evaluert": f'registrer SAK {steg(Betydning.EVALUERT)} --dato {_DAG} --virkning delvis --med elev,foresatte --notat "…"'}),
    _kode("U222", _ADVARSEL, _PRAKSIS, None, "Det står ikke hvem som var med da tiltakene ble evaluert.",
        "Evalueringen skal gjøres sammen med eleven og de foresatte.",
        nynorsk="Det står ikkje kven som var med då tiltaka blei evaluerte.",
        fylles={"til_stede": "{skriv} --med elev,foresatte"}),
    _kode("U223", _FEIL, _LOV, "§ 10-2", "Det står ikke hva eleven mener om tiltaket.",
        "Bare eleven vet om det er blitt bedre.",
        nynorsk="Det står ikkje kva eleven meiner om tiltaket.",
        fylles={"elev_om_tiltaket": 'tiltak rett SAK {id} --elev "…"'}),
    _kode("U224", _ADVARSEL, _VEILEDER, None, "Det står ikke hva de foresatte mener om tiltaket.",
        "De ser hvordan eleven har det når skoledagen er over.",
        nynorsk="Det står ikkje kva dei føresette meiner om tiltaket.",
        fylles={"foresatte_om_tiltaket": 'tiltak rett SAK {id} --foresatte "…"'}),
    _kode("U225", _ADVARSEL, _PRAKSIS, None, "Det står ikke hva skolen selv ser.",
        "De voksne på skolen har lovet noe, og må si hvordan det gikk.",
        nynorsk="Det står ikkje kva skulen sjølv ser.",
        fylles={"skolen_om_tiltaket": 'tiltak rett SAK {id} --skolen "…"'}),
    _kode("U226", _ADVARSEL, _PRAKSIS, None, "Det står ikke hvorfor tiltaket ikke ble gjennomført som avtalt.",
        "Et tiltak som ikke ble gjort, kan ikke ha virket.",
        nynorsk="Det står ikkje kvifor tiltaket ikkje blei gjennomført som avtalt.",
        fylles={"hvorfor_ikke": 'tiltak rett SAK {id} --hvorfor "…"'}),
    _kode("U227", _ADVARSEL, _PLAN, None, "Det står ikke hva som ble bestemt om tiltaket.",
        "Eleven og de foresatte skal vite hva som skjer nå.",
        nynorsk="Det står ikkje kva som blei bestemt om tiltaket.",
        fylles={"bestemt": "tiltak rett SAK {id} --beslutning behold"}),
    _kode("U228", _FEIL, _LOV, "§ 12-4 bokstav e", "Det står ikke når tiltaket skal evalueres igjen.",
        "Så lenge et tiltak varer, skal det være en dag da det evalueres.",
        nynorsk="Det står ikkje når tiltaket skal evaluerast igjen.",
        fylles={"neste_evaluering": f"tiltak rett SAK {{id}} --neste {_DAG}"}),
    _kode("U229", _ADVARSEL, _PLAN, None, "Saken er avsluttet, men elevens egne ord eller dagen for etterkontroll mangler.",
        "En sak avsluttes når eleven selv sier at det er trygt og godt, og skolen spør igjen senere.",
        nynorsk="Saka er avslutta, men orda til eleven eller dagen for etterkontroll manglar.", hjemme="Elevens egne ord eller dagen for etterkontroll: ikke skrevet.",
        fylles={"avslutningen": f'rett SAK {steg(Betydning.AVSLUTTET)} --trygt ja --elevens-stemme "…" --etterkontroll {_DAG}'}),
)  # fmt: skip
_INNKALLING = (
    _kode("U231", _ADVARSEL, _PRAKSIS, None, "Det står ikke hva dere skal snakke om i møtet.",
        "Den som vet hva møtet handler om, kan tenke gjennom det på forhånd.",
        nynorsk="Det står ikkje kva de skal snakke om i møtet.",
        fylles={"saksliste": f'{_INNKALL} --sak-på-listen "…"'}),
    _kode("U232", _ADVARSEL, _PRAKSIS, None, "Det står ikke hva de innkalte bør forberede.",
        "Da kommer alle til orde, og møtet blir kortere.",
        nynorsk="Det står ikkje kva dei innkalla bør førebu.",
        fylles={"forberedelse": f'{_INNKALL} --forbered "…"'}),
    _kode("U233", _ADVARSEL, _PRAKSIS, None, "Det står ikke hvem som er kalt inn.",
        "Ingen skal bli overrasket over hvem som sitter der.",
        nynorsk="Det står ikkje kven som er kalla inn.",
        fylles={"innkalte": "rett SAK {id} --med elev,foresatte"}),
    _kode("U234", _ADVARSEL, _LOV, "§ 10-2", "Eleven er ikke kalt inn.",
        "Eleven har rett til å bli hørt. Kommer eleven ikke selv, må noen ha spurt på forhånd.",
        nynorsk="Eleven er ikkje kalla inn.", hjemme="Eleven er ikke kalt inn.",
        fylles={"eleven_innkalt": "rett SAK {id} --med elev,foresatte"}),
)  # fmt: skip
_REFERAT = (
    _kode("U241", _ADVARSEL, _PRAKSIS, None, "Det står ikke hvem som var i møtet.",
        "Den som leser senere, må se hvem som var med på det som ble bestemt. Rollen er nok.",
        nynorsk="Det står ikkje kven som var i møtet.",
        fylles={"i_møtet": "rett SAK {id} --med elev,foresatte"}),
    _kode("U242", _ADVARSEL, _PLAN, None, "Det står ikke hva som ble drøftet.",
        "Uten det kan ingen se hvorfor det ble bestemt.",
        nynorsk="Det står ikkje kva som blei drøfta.",
        fylles={"drøftet": 'rett SAK {id} --notat "…"'}),
    _kode("U243", _ADVARSEL, _LOV, "§ 10-2", "Det står ikke hva eleven mener om det møtet handlet om.",
        "Eleven skal bli hørt før noe blir bestemt.",
        nynorsk="Det står ikkje kva eleven meiner om det møtet handla om.",
        fylles={"elevens_syn": _SAMTALE}),
    _kode("U244", _ADVARSEL, _PRAKSIS, None, "Det står ikke hva som ble bestemt.",
        "En beslutning skal ha en som gjør den, og en dag den skal være gjort.",
        nynorsk="Det står ikkje kva som blei bestemt.",
        fylles={
            "besluttet": _SKRIV_REFERAT,
            "besluttet_i_saken": _BESLUTNING,
        }),
    _kode("U245", _ADVARSEL, _PRAKSIS, None, "Det står ikke når dere møtes neste gang.",
        "En avtalt dag gjør at saken ikke blir glemt.",
        nynorsk="Det står ikkje når de møtest neste gong.",
        fylles={"neste_møte": _INNKALL}),
)  # fmt: skip
_SAMTYKKE = (
    _kode("U251", _FEIL, _LOV, "personvernforordningen art. 4 nr. 11", "Det står ikke hva samtykket gjelder.",
        "Et samtykke gjelder bare når den som gir det, vet hva det er til.",
        nynorsk="Det står ikkje kva samtykket gjeld.",
        fylles={"hva_det_gjelder": 'tiltak plan SAK --problem "…"'}),
    _kode("U252", _ADVARSEL, _PRAKSIS, None, "Det står ikke hvem de foresatte er.",
        "Begge foreldre har til vanlig rett til å svare. Skriv dem under «foresatte:» i saken.",
        nynorsk="Det står ikkje kven dei føresette er.", hjemme="Navnene på de foresatte: ikke skrevet.",
        fylles={"foresatte": "vis SAK"}),
)  # fmt: skip
_BEKYMRINGSMELDING = (
    _kode("U261", _FEIL, _LOV, "§ 24-3", "Det står ikke at meldeplikten er vurdert.",
        "En melding bygger på en vurdering av bokstav a til d, og noen har gjort den.",
        nynorsk="Det står ikkje at meldeplikta er vurdert.",
        fylles={"vurdert": _VURDERING}),
    _kode("U262", _FEIL, _LOV, "§ 24-3", "Den siste vurderingen sier at det ikke er grunn til å melde.",
        "Er det kommet noe nytt, så skriv en ny vurdering. Uten grunn er det taushetsplikt.",
        nynorsk="Den siste vurderinga seier at det ikkje er grunn til å melde.",
        fylles={"ikke_grunn": _VURDERING}),
    _kode("U263", _ADVARSEL, _PRAKSIS, None, "Det står ikke hvem som vurderte meldeplikten.",
        "Plikten er den enkelte ansattes egen.",
        nynorsk="Det står ikkje kven som vurderte meldeplikta.",
        fylles={"vurdert_av": f"rett SAK {steg(Betydning.BARNEVERN_VURDERT)} --av kontaktlærer"}),
    _kode("U264", _FEIL, _LOV, "§ 24-3", "Det står ikke hvilken bokstav i § 24-3 det gjelder.",
        "Bokstaven er grunnen til at skolen kan gi opplysninger videre.",
        nynorsk="Det står ikkje kva bokstav i § 24-3 det gjeld.",
        fylles={"grunn": f"rett SAK {steg(Betydning.BARNEVERN_VURDERT)} --grunn c"}),
    _kode("U265", _FEIL, _LOV, "§ 24-3", "Det står ikke hva skolen har sett og hørt.",
        "Barneverntjenesten trenger fakta. Skriv dem under «beskrivelse:» i saken.",
        nynorsk="Det står ikkje kva skulen har sett og høyrt.",
        fylles={"fakta": f'rett SAK {steg(Betydning.OPPDAGET)} --notat "…"'}),
    _kode("U266", _ADVARSEL, _VEILEDER, None, "Det står ikke hvorfor vurderingen ble slik.",
        "Antall fraværsdager er aldri alene grunn nok.",
        nynorsk="Det står ikkje kvifor vurderinga blei slik.",
        fylles={"begrunnelse": f'rett SAK {steg(Betydning.BARNEVERN_VURDERT)} --notat "…"'}),
    _kode("U267", _ADVARSEL, _PLAN, None, "Det står ikke om de foresatte er spurt.",
        "Plikten gjelder også uten samtykke, men det skal stå om de vet om meldingen.",
        nynorsk="Det står ikkje om dei føresette er spurde.",
        fylles={"spurt": f"rett SAK {steg(Betydning.BARNEVERN_VURDERT)} --samtykke ikke-spurt"}),
    _kode("U268", _ADVARSEL, _VEILEDER, None, "Det står ikke hva barnet selv sier.",
        "Barnets egne ord er ofte det viktigste i en melding.",
        nynorsk="Det står ikkje kva barnet sjølv seier.",
        fylles={"elevens_ord_i_meldingen": _SAMTALE}),
    _kode("U269", _ADVARSEL, _VEILEDER, None, "Det står ikke om skolen har snakket med de foresatte.",
        "Barneverntjenesten må vite hva de foresatte har sagt, og om de vet om meldingen.",
        nynorsk="Det står ikkje om skulen har snakka med dei føresette.",
        fylles={"kontakt": f"{_KONTAKT} --måte telefon"}),
)  # fmt: skip

SAKSDOKUMENTER = (
    *_MELDING, *_UNDERSOEKELSE, *_EVALUERING, *_INNKALLING, *_REFERAT, *_SAMTYKKE, *_BEKYMRINGSMELDING,
)  # fmt: skip
"""Every demand, document by document."""


DOKUMENT = (
    _kode("U101", _ADVARSEL, _PLAN, None, "Det står ikke hvem i ledelsen som har ansvaret.",
        "Elev og foresatte skal vite hvem de kan snakke med.",
        nynorsk="Det står ikkje kven i leiinga som har ansvaret.",
        fylles={"ansvarlig_i_ledelsen": "tiltak plan SAK --ansvarlig-i-ledelsen rektor"}),
    _kode("U102", _FEIL, _LOV, "§ 12-4", "Det står ikke når rektor ble varslet.",
        "Det skal kunne vises at skolen gjorde det den skulle, og når.",
        nynorsk="Det står ikkje når rektor blei varsla.",
        fylles={"rektor_varslet": f"registrer SAK {steg(Betydning.REKTOR_VARSLET)} --dato {_DAG} --av kontaktlærer"}),
    _kode("U103", _FEIL, _PRAKSIS, None, "Det står ikke når planen ble laget.",
        "Planen skal lages så snart det settes inn tiltak.",
        nynorsk="Det står ikkje når planen blei laga.",
        fylles={"laget": f"registrer SAK {steg(Betydning.SKRIFTLIG_PLAN)} --dato {_DAG}"}),
    _kode("U104", _FEIL, _LOV, "§ 12-4", "Saken er alvorlig, og det står ikke når skoleeier ble varslet.",
        "I alvorlige saker skal rektor varsle skoleeier.",
        nynorsk="Saka er alvorleg, og det står ikkje når skuleeigar blei varsla."),
    _kode("U111", _FEIL, _LOV, "§ 12-4 bokstav a", "Det står ikke hva planen skal løse.",
        "Planen skal si hvilket problem tiltakene skal løse.",
        nynorsk="Det står ikkje kva planen skal løyse.",
        fylles={"problem": 'tiltak plan SAK --problem "…"'}),
    _kode("U112", _FEIL, _LOV, "§ 12-4 bokstav b", "Planen har ingen tiltak.",
        "Planen skal si hvilke tiltak skolen har planlagt.",
        nynorsk="Planen har ingen tiltak.", hjemme="Planen har ingen tiltak.",
        fylles={"tiltak": f'tiltak ny SAK --tiltak "…" --nivå klasse --ansvarlig rådgiver --fra {_DAG} --evalueres {_DAG}'}),
    _kode("U115", _FEIL, _LOV, "§ 12-4 bokstav e", "Det står ikke når tiltaket skal evalueres.",
        "Planen skal si når tiltakene skal evalueres.",
        nynorsk="Det står ikkje når tiltaket skal evaluerast."),
    _kode("U116", _ADVARSEL, _LOV, "§ 12-4", "Tiltaket skulle vært evaluert {dato}.",
        "Tiltak som ikke evalueres, kan vare uten at eleven får det bedre.",
        nynorsk="Tiltaket skulle vore evaluert {dato}.", hjemme="{dato}, ikke gjort ennå"),
    _kode("U117", _ADVARSEL, _PRAKSIS, None, "Det står ikke hva som er målet.",
        "Uten et mål er det vanskelig å si om tiltakene virker.",
        nynorsk="Det står ikkje kva som er målet.",
        fylles={"mål": 'tiltak plan SAK --mål "…"'}),
    _kode("U121", _FEIL, _LOV, "§ 10-2", "Det står ikke hva eleven selv har sagt.",
        "Eleven skal bli hørt, og det skal vises.",
        nynorsk="Det står ikkje kva eleven sjølv har sagt.",
        fylles={"elevens_stemme": f'registrer SAK {{samtalen}} --dato {_DAG} --av kontaktlærer --elevens-stemme "…"'}),
    _kode("U122", _ADVARSEL, _VEILEDER, "§ 10-2", "Det står ikke når eleven ble hørt, og av hvem.",
        "Den som leser planen senere, skal se at det skjedde.",
        nynorsk="Det står ikkje når eleven blei høyrd, og av kven.", hjemme="Når eleven ble hørt, og av hvem: ikke skrevet.",
        fylles={"elevens_stemme_når": f'registrer SAK {{samtalen}} --dato {_DAG} --av kontaktlærer --elevens-stemme "…"'}),
    _kode("U126", _ADVARSEL, _VEILEDER, "§ 10-2", "Det står ikke hvem som snakket med eleven.",
        "Den som leser planen senere, skal se hvem som hørte eleven.",
        nynorsk="Det står ikkje kven som snakka med eleven.", hjemme="Hvem som snakket med eleven: ikke skrevet."),
    _kode("U123", _FEIL, _LOV, "§ 10-2", "Det står ikke hva eleven mener om tiltakene.",
        "Eleven skal bli hørt også om hva som skal gjøres.",
        nynorsk="Det står ikkje kva eleven meiner om tiltaka.", hjemme="Hva eleven mener om tiltakene: ikke skrevet.",
        fylles={"elevens_stemme_om_tiltakene": 'tiltak plan SAK --elevens-stemme-om-tiltakene "…"'}),
    _kode("U124", _ADVARSEL, _VEILEDER, None, "Det står ikke hva de foresatte mener.",
        "Foresatte skal være med i samarbeidet om tiltakene.",
        nynorsk="Det står ikkje kva dei føresette meiner.",
        fylles={"foresattes_syn": 'tiltak plan SAK --foresattes-syn "…"'}),
    _kode("U125", _FEIL, _LOV, "§ 10-1", "Det står ikke hvordan barnets beste er vurdert.",
        "Barnets beste skal være et grunnleggende hensyn.",
        nynorsk="Det står ikkje korleis det beste for barnet er vurdert.",
        fylles={"barnets_beste": 'tiltak plan SAK --barnets-beste "…"'}),
    _kode("U127", _ADVARSEL, _PLAN, None, "Det står ikke når planen ble sendt, og til hvem.",
        "Planen skal hjem, og det skal vises at den ble sendt.",
        nynorsk="Det står ikkje når planen blei send, og til kven.", hjemme="Når planen ble sendt, og til hvem: ikke skrevet.",
        fylles={"sendt": f'registrer SAK {steg(Betydning.PLAN_SENDT)} --dato {_DAG} --mottaker "…"'}),
    _kode("U131", _ADVARSEL, _VEILEDER, "§ 12-4 bokstav d", "«{hvem}» er ikke én bestemt person. {bedre}",
        "Planen skal si hvem som gjør det. Et ansvar som alle har, er det ofte ingen som tar.",
        nynorsk="«{hvem}» er ikkje éin bestemd person. {bedre}"),
    _kode("U132", _ADVARSEL, _VEILEDER, "§ 12-4 bokstav b", "«{ord}» sier ikke hva som skal gjøres. {bedre}",
        "Et tiltak som ikke sier hva, når og hvor, kan verken gjennomføres eller evalueres.",
        nynorsk="«{ord}» seier ikkje kva som skal gjerast. {bedre}"),
    _kode("U141", _FEIL, _LOV, "forvaltningsloven § 13", "Det står ikke at det er samtykket til at denne mottakeren får papirer om eleven.",
        "Andre tjenester får ikke vite hvem det gjelder uten samtykke. Et ja til noe annet er ikke nok.",
        nynorsk="Det står ikkje at det er samtykt til at denne mottakaren får papir om eleven."),
    _kode("U142", _FEIL, _LOV, "forvaltningsloven § 13", "Det er sagt nei til at {hvem} får vite hvem det gjelder.",
        "Et nei åpnes ikke med en grunn. Bare et nytt ja åpner det, eller at ingen kan kjennes igjen.",
        nynorsk="Det er sagt nei til at {hvem} får vite kven det gjeld."),
    _kode("U143", _FEIL, _LOV, "§ 24-3", "Det er sagt nei til at barneverntjenesten får vite hvem det gjelder, og det står ikke at meldeplikten er vurdert.",
        "Meldeplikten gjelder uansett hva de svarte. Uten grunn til å melde gjelder taushetsplikten.",
        nynorsk="Det er sagt nei til at barneverntenesta får vite kven det gjeld, og det står ikkje at meldeplikta er vurdert."),
    _kode("U144", _FEIL, _LOV, "§ 12-5", "Saken er skjermet for {hvem}.",
        "Den saken gjelder, skal ikke få vite om den. Det åpnes ikke med en grunn.",
        nynorsk="Saka er skjerma for {hvem}."),
    *SAKSDOKUMENTER,
    *BREV,
)  # fmt: skip
"""Every demand. Where it is found, the whole command line that meets it is shown."""

PLANKRAV: Mapping[str, tuple[str, str]] = {
    felt: (each.code, command)
    for each in DOKUMENT
    if each.code.startswith("U1")
    for felt, command in each.fylles.items()
}
SAKSKRAV: Mapping[str, tuple[str, str]] = {
    felt: (each.code, command)
    for each in DOKUMENT
    if not each.code.startswith("U1")
    for felt, command in each.fylles.items()
}
"""What the plan asks for and what other documents do, by what it is called: its code, and the command that meets it."""
