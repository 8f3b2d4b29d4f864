"""The help of every command: what it does, and examples that can be copied."""

FRISTER = """Hva må gjøres, når og av hvem?

Viser også om en dato er lov, veiledning, praksis, skolens plan eller skolens eget valg.

\b
Eksempler:
  sosialplan frister
  sosialplan frister --rolle rektor --innen 14d
  sosialplan frister --status forfalt --streng
  sosialplan frister --til frister.ics
"""
SAKER = """Sakene, én linje for hver. Uten navn.

\b
Eksempler:
  sosialplan saker
  sosialplan saker --klasse 8B --alle
"""
VIS = """Én sak på én side.

Med --i-dag dømmes det vi vet nå fra en annen dag. Med --per vises bare det som var
kjent i historikken den dagen: hva visste vi da?

\b
Eksempler:
  sosialplan vis 2026-YHP9E
  sosialplan --i-dag 2026-11-01 vis 2026-YHP9E
  sosialplan vis 2026-YHP9E --per 2026-11-01
"""
FORKLAR = """Hvorfor er fristen den dagen? Hva betyr feilkoden?

\b
Eksempler:
  sosialplan forklar 2026-YHP9E aktivitetsplan
  sosialplan forklar 8B klassemøte
  sosialplan forklar beslutning 9nh5
  sosialplan forklar K304
"""
LAG = """Lag et dokument. Endrer ingenting i saken.

Det som mangler, står i dokumentet og på skjermen, med kommandoen som fyller det.

\b
Eksempler:
  sosialplan lag aktivitetsplan 2026-YHP9E
  sosialplan lag aktivitetsplan 2026-YHP9E --format pdf --til plan.pdf
  sosialplan lag aktivitetsplan 2026-YHP9E --mottaker foresatte
  sosialplan lag aktivitetsplan --forhåndsvis --format pdf --til prøve.pdf
  sosialplan lag melding 2026-YHP9E --mottaker r-team-anonym
  sosialplan lag oversendelsesbrev 2026-YHP9E --mottaker ppt \\
    --hvorfor "Eleven trenger hjelp" --vedlegg aktivitetsplan
  sosialplan lag handlingsplan --format pdf --til handlingsplan.pdf
  sosialplan lag handlingsplan --sammenlign 2025
"""
KJEDER = """Handlingskjedene: hvilke steg, i hvilken rekkefølge, av hvem.

\b
Eksempler:
  sosialplan kjeder
  sosialplan kjeder trygt-og-godt
  sosialplan kjeder fravaer --format md
"""
REGN = """Regn ut en frist, og se hvilke dager som ikke teller.

Dag 0 er dagen det skjedde. Virkedager er mandag-fredag, ikke helligdager.

\b
Eksempler:
  sosialplan regn 2026-10-12 5 virkedager
  sosialplan regn 2026-12-18 1 skoledager
"""
VALIDER = """Sjekk planen og alle saker. Alle feil vises, med sted og råd.

\b
Eksempler:
  sosialplan valider
  sosialplan valider saker/2026/2026-YHP9E.yaml
  sosialplan valider --lov
"""
LOGG = """Hva ble endret, når og av hvem? Én setning for hver endring.

Setningene er lest ut av filene slik de var før og etter. Navn og tekster gjentas ikke.
Med --kontroller: kan historikken stoles på?

\b
Eksempler:
  sosialplan logg --siden 2026-11-01
  sosialplan logg 2026-YHP9E --siste 5
  sosialplan logg 2026-YHP9E --av rektor --steg rektor-oppfølging
  sosialplan logg --kontroller
"""
SAMMENLIGN = """Hva er annerledes i saken fra ett tidspunkt til et annet?

Et tidspunkt er en dato (det som var kjent da dagen var slutt) eller en commit.

\b
Eksempler:
  sosialplan sammenlign 2026-YHP9E 2026-11-01 2026-11-23
  sosialplan sammenlign 2026-YHP9E 2026-11-09
"""
NY_SAK = """Åpne en sak, og få vite hva som må skje nå.

Foreløpig bare for oppdiktede saker. I en terminal spør programmet om det som mangler.

\b
Eksempler:
  sosialplan ny-sak
  sosialplan ny-sak --kjede trygt-og-godt --elev "Oppdiktet Elev" \\
    --klasse 8B --oppdaget 2026-10-12
  sosialplan ny-sak --kjede ansatt-krenker --gjelder-ansatt kontaktlærer \\
    --meldt-av lærer --elev "Oppdiktet Elev" --klasse 8B
  sosialplan ny-sak --kjede tiltak-virker-ikke --fra-sak 2026-YHP9E \\
    --oppdaget 2026-10-12
"""
REGISTRER = """Skriv ned at et steg er gjort.

Alle saker tar også notat, samtale, kontakt, møte, beslutning og barnevern-vurdert, og det loven setter
frist for: innsyn-mottatt, innsyn-besvart, innsyn-avslått, klage-mottatt, statsforvalteren-spør.

\b
Eksempler:
  sosialplan registrer 2026-YHP9E rektor-varslet --av kontaktlærer
  sosialplan registrer 2026-YHP9E elev-hørt --elevens-stemme "Jeg er alene"
  sosialplan registrer 2026-YHP9E evaluering --utfall delvis --med elev
  sosialplan registrer 2026-YHP9E undersøkelse --metode observasjon \\
    --notat "Sett i to friminutt"
  sosialplan registrer 2026-YHP9E beslutning --møte samarbeidsmøte --notat "Ny makker" \\
    --ansvarlig rådgiver --frist 2026-10-26
"""
RETT = """Rett en hendelse som er skrevet feil.

Det som sto, blir stående. Rettelsen viser til det, og er den som gjelder.
Skjedde det ikke i det hele tatt? Stryk den: --utgår, og skriv hvorfor.
En utlevering, en avklaring eller en godkjenning rettes også her: med id-en, eller med ordet.

\b
Eksempler:
  sosialplan rett 2026-YHP9E drøftet --dato 2026-10-11
  sosialplan rett 2026-YHP9E tg10 --utgår --notat "Ført i feil sak"
  sosialplan rett 2026-YHP9E utlevering --til-hvem far --hvorfor "Skrevet feil"
  sosialplan rett 2026-YHP9E utlevering --utgår --hvorfor "Ble aldri sendt"
"""
TILTAK = "Tiltakene i planen: nye, endrede, evaluerte og avsluttede."
TILTAK_NY = """Legg et tiltak til i planen.

\b
Eksempel:
  sosialplan tiltak ny 2026-YHP9E --tiltak "Faste makkere i friminuttet" \\
    --nivå klasse --ansvarlig kontaktlærer --evalueres 2026-11-09
"""
TILTAK_ENDRE = """Endre et tiltak. Hva, når og hvorfor vises i planen.

\b
Eksempel:
  sosialplan tiltak endre 2026-YHP9E fvqb --evalueres 2026-11-16 \\
    --hvorfor "Eleven var syk"
"""
TILTAK_EVALUER = """Skriv ned en evaluering av ett tiltak.

\b
Eksempel:
  sosialplan tiltak evaluer 2026-YHP9E fvqb --gjennomført ja --utfall delvis \\
    --elev "Det hjelper litt" --neste 2026-11-30
"""
TILTAK_RETT = """Rett en evaluering, en endring eller en avslutning av et tiltak. Det som sto, blir stående.

\b
Eksempler:
  sosialplan tiltak rett 2026-YHP9E gkhz --utfall god
  sosialplan tiltak rett 2026-YHP9E f3nx --utgår
"""
TILTAK_AVSLUTT = """Avslutt et tiltak.

\b
Eksempel:
  sosialplan tiltak avslutt 2026-YHP9E fvqb --hvorfor "Trengs ikke lenger"
"""
TILTAK_PLAN = """Skriv planens egne tekster: problem, mål, stemmer og barnets beste.

\b
Eksempel:
  sosialplan tiltak plan 2026-YHP9E --problem "Eleven er alene i friminuttene" \\
    --mål "Eleven har noen å være sammen med hver dag"
"""
LAGRE = """Sjekk og lagre det du har endret for hånd.

\b
Eksempler:
  sosialplan lagre
  sosialplan lagre 2026-YHP9E
"""
START = """Lag skolens egen mappe: plan, maler og historikk.

\b
Eksempel:
  sosialplan start skolen --skole "Eksempel skole"
"""
DEMO = """Lag en oppdiktet skole midt i skoleåret, og vis hva programmet gjør.

\b
Eksempel:
  sosialplan demo
"""
