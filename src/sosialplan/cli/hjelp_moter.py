"""The help of the commands of meetings."""

MOETE = "Møtene i planen: datoer, sakslister, referater og bevis på at de er holdt."
PLAN = """Foreslå datoer i et skoleår, og vis hva som ikke kan nås og ikke er nådd.

Aldri på en fridag, jevnt fordelt, på én ukedag.

\b
Eksempler:
  sosialplan møte plan
  sosialplan møte plan R-team --ukedag torsdag
  sosialplan møte plan klassemøte --skoleår 2026-2027 --format json
"""
SAKSLISTE = """Hva må drøftes i møtet?

Bare saksnummer. Uten samtykke er saken anonym: uten nummer, klasse og dato.

\b
Eksempler:
  sosialplan møte saksliste R-team
  sosialplan møte saksliste R-team --dato 2026-11-25 --anonym --format md
"""
REFERAT = """Skriv referat. En beslutning om en sak blir en frist i saken.

En beslutning for møtet blir en frist for møtet, og står på neste saksliste til den er utført.
Gi hver --beslutning sin --ansvarlig og sin --frist, i samme rekkefølge.
Begynn teksten med saksnummeret og kolon når den gjelder en sak, eller med møtet: når den
ikke gjør det. Er det bare én --sak, gjelder beslutningen den.

\b
Eksempel:
  sosialplan møte referat R-team --til-stede rektor,rådgiver --sak 2026-YHP9E \\
    --beslutning "Snakk med hjemmet" --ansvarlig rådgiver --frist 2026-12-01
"""
REGISTRER = """Skriv ned at et møte er holdt, og hvem som var der.

Det som gjelder en elev, føres i elevens sak og ikke i møteboken: --om "SAK: TEKST".

\b
Eksempler:
  sosialplan møte registrer klassemøte --klasse 8B --til-stede trinnleder,kontaktlærer
  sosialplan møte registrer klassemøte --klasse 8B --til-stede kontaktlærer \\
    --om "2026-YHP9E: Eleven er mer med i gruppene"
"""
UTFOERT = """Skriv ned at en beslutning som ikke gjelder en sak, er utført.

Id-en står i «frister», på sakslisten og i referatet. En beslutning om en sak føres i saken, med
«sosialplan registrer SAK beslutning-utført».

\b
Eksempler:
  sosialplan møte utført 9nh5
  sosialplan møte utført 9nh5 --dato 2026-11-20 --notat "Bestilt hos kommunen"
"""
RETT = """Rett et møte, en aktivitet eller en utført beslutning som er skrevet feil. Det som sto, blir stående.

\b
Eksempler:
  sosialplan møte rett gp1x --til-stede rektor,trinnleder
  sosialplan møte rett hbra --utgår
"""
INNKALL = """Kall inn til et møte om en sak. Brevet lages etterpå.

I en terminal spør programmet om det som mangler. Er tiden endret? Kall inn på nytt: den
siste innkallingen gjelder.

\b
Eksempler:
  sosialplan innkall 2026-YHP9E --møte samarbeidsmøte --dato 2026-11-30 --kl 14:30 \\
    --sted "Møterom 2" --med elev,foresatte --formål "Bli enige om hva som hjelper" \\
    --sak-på-listen "Hvordan er det nå?" --forbered "Tenk gjennom hva som hjelper"
  sosialplan lag innkalling 2026-YHP9E --mottaker foresatte
"""
