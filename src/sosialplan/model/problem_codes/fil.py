"""The problem codes of a file as such (F1xx) and of its YAML (Y1xx)."""

from sosialplan.model.problem_code import ProblemCode
from sosialplan.model.problems import Level

_FEIL, _ADVARSEL, _MERKNAD = Level.FEIL, Level.ADVARSEL, Level.MERKNAD

FIL = (
    ProblemCode("F101", _FEIL, "Filen er ikke lagret som UTF-8.",
        "Åpne filen i editoren og lagre den på nytt med tegnkodingen UTF-8.",
        "Andre tegnkodinger gjør æ, ø og å uleselige for andre."),
    ProblemCode("F102", _FEIL, "Filen er over 1 MB.",
        "En sak er sjelden over 100 kB. Se etter tekst som er limt inn ved en feil.",
        "Så store filer er nesten alltid et uhell, og de gjør alt tregt."),
    ProblemCode("F103", _FEIL, "Filen er tom.",
        "Hent innholdet tilbake fra historikken, eller slett filen.",
        "En tom fil er ofte en lagring som gikk galt. Innholdet kan stå i historikken."),
    ProblemCode("F104", _ADVARSEL, "Filen begynner med et skjult merke (BOM).",
        "Lagre filen som «UTF-8» og ikke «UTF-8 med BOM».",
        "Noen editorer i Windows setter inn merket. Programmet leser forbi det, men andre verktøy snubler."),
    ProblemCode("F105", _MERKNAD, "Filen har linjeskift som i Windows (CRLF).",
        "Du trenger ikke gjøre noe. Git lagrer filen med vanlige linjeskift.",
        "Linjeskiftene beholdes når programmet endrer filen."),
    ProblemCode("F106", _FEIL, "Filen kan ikke leses.",
        "Sjekk at filen finnes, og at du har lov til å lese den.",
        "Uten filen er bildet av saken eller planen ikke helt."),
    ProblemCode("F108", _FEIL, "Dette er en lenke, eller ligger bak en, og leses ikke.",
        "Legg selve filen her i stedet for lenken. Er den kommet utenfra, så spør den som la den hit.",
        "En lenke kan føre til hva som helst på maskinen, og historikken tar ikke vare på det den peker på."),
    ProblemCode("F109", _FEIL, "Dette er ingen vanlig fil, og leses ikke.",
        "Ta den bort, og legg en vanlig fil her.",
        "En mappe, en kø eller en enhet kan ikke leses som en sak. Noen av dem tar aldri slutt."),
    ProblemCode("F107", _FEIL, "Filen har konfliktmerker fra git (<<<<<<<) fra denne linjen.",
        "Velg hva som gjelder mellom <<<<<<< og >>>>>>>, behold gjerne begge deler, og slett linjene med merkene.",
        "To har skrevet på samme sted, og bare mennesker vet hva som gjelder."),
)  # fmt: skip
"""What can be wrong with a file before it is read as YAML."""

YAML = (
    ProblemCode("Y101", _FEIL, "Filen er ikke gyldig YAML fra dette stedet.",
        "Se etter feil innrykk, manglende kolon eller et anførselstegn som ikke er lukket, på denne linjen eller linjen over. "
        "En tekst med kolon i, eller som begynner med et tegn som @, % eller [, må stå i anførselstegn.",
        "Resten av filen kan ikke leses før dette er rettet."),
    ProblemCode("Y102", _FEIL, "Nøkkelen står to ganger på samme sted.",
        "Behold den ene, og flytt innholdet fra den andre hit.",
        "Bare én av dem ville blitt lest. Den andre ville blitt borte uten at noen så det."),
    ProblemCode("Y103", _FEIL, "Filen har mer enn ett dokument (--- står midt i filen).",
        "Del filen i to, eller fjern linjen med ---.",
        "En fil er én sak. Det som står etter skillet, ville aldri blitt lest."),
    ProblemCode("Y104", _FEIL, "Filen bruker anker eller henvisning (& eller *).",
        "Skriv teksten helt ut. Skal teksten begynne med & eller *, så sett anførselstegn rundt den.",
        "Henvisninger kan få en liten fil til å svulme opp, og de skjuler hva som står i saken."),
    ProblemCode("Y105", _FEIL, "Filen bruker en merkelapp for type (!).",
        "Fjern merkelappen. Skal teksten begynne med !, så sett anførselstegn rundt den.",
        "Skjemaet sier hvilken type hvert felt har."),
    ProblemCode("Y106", _FEIL, "Filen har flere enn {dybde} nivåer inni hverandre.",
        "Se etter innrykk eller klammer som er limt inn ved en feil.",
        "Ingen sak har så mange nivåer."),
    ProblemCode("Y107", _FEIL, "En nøkkel kan ikke være en liste eller en gruppe.",
        "Skriv nøkkelen som ett ord fulgt av kolon.",
        "Bare ord kan være nøkler."),
    ProblemCode("Y109", _FEIL, "Flere enn {nevnt} nøkler står to ganger. Resten av filen er ikke lest.",
        "Se etter tekst som er limt inn flere ganger, og rett den. Er filen ødelagt, så hent den fra historikken.",
        "Så mange like feil kommer nesten alltid av ett uhell."),
    ProblemCode("Y110", _FEIL, "Filen har flere enn {antall} nøkler og verdier.",
        "Se etter tekst som er limt inn ved en feil. Er filen ødelagt, så hent den fra historikken.",
        "Ingen sak er så stor, og slike filer gjør alt tregt."),
    ProblemCode("Y108", _FEIL, "Filen har et tegn som ikke kan stå i en tekstfil.",
        "Slett tegnet. Det er usynlig og kom trolig med da teksten ble limt inn.",
        "Usynlige styretegn kan skjule tekst eller forstyrre skjermen."),
)  # fmt: skip
"""What can be wrong with the YAML itself."""
