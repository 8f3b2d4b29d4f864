"""The help of the commands about copies: what was decided, handed out, and which state it shows."""

AVKLAR = """Skriv ned en avgjørelse før et dokument kan gå ut.

Kontrollen stopper et dokument når eleven har et flagg (som sperret-adresse), og spør når et ord kan
være navnet til en annen. Et menneske avgjør, og grunnen blir stående i saken. Avgjørelsen gjelder
for én mottaker. Hele navn, fødselsnumre og kontaktopplysninger til andre slipper aldri gjennom.

\b
Eksempler:
  sosialplan avklar 2026-YHP9E navn-1a2b3c4d --for foresatte \\
    --hvorfor "Det er en dag i uken"
  sosialplan avklar 2026-YHP9E delt-omsorg --for foresatte \\
    --hvorfor "Begge skal ha planen"
"""

UTLEVER = """Lag en kopi til noen, og skriv i saken at den er utlevert.

Kopien blir laget, sjekket og skrevet til en fil i ut/. Saken får en linje om hva som gikk ut, til
hvem, hvordan, og hva som er holdt tilbake. Går aktivitetsplanen hjem, er steget plan-sendt gjort.
Mangler noe som loven krever, stopper den, om du ikke skriver grunnen etter --likevel.

\b
Eksempler:
  sosialplan utlever aktivitetsplan 2026-YHP9E --mottaker elev --kanal møte
  sosialplan utlever melding 2026-YHP9E --mottaker r-team-anonym --kanal møte \\
    --til-hvem R-teamet
  sosialplan utlever aktivitetsplan 2026-YHP9E --mottaker statsforvalter \\
    --til-hvem saksbehandler --kanal sikker-melding --likevel "Frist i dag"
"""

SJEKK_KOPI = """Se hvilken tilstand av saken en kopi viser, og om den er gjeldende.

Nederst i hvert dokument står et avtrykk av det som står i det. Kommandoen finner saken, utleveringen
og tilstanden i historikken, sier om en kopi laget i dag ville sagt det samme, og om filen er som
den ble laget: ordene, sidene, merknader, lenker og vedlegg. Slutter med 1 når kopien ikke er gjeldende,
er endret eller ikke blir kjent igjen.

\b
Eksempler:
  sosialplan sjekk-kopi ut/2026-YHP9E-aktivitetsplan-foresatte-2026-11-23.pdf
  sosialplan sjekk-kopi plan.docx --format json
"""
