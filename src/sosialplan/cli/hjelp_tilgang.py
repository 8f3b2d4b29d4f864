"""The help of who signs with which key."""

TILGANG = """Hvem signerer det de lagrer, og med hvilken nøkkel?

Når signering er på, er hver lagring skrevet under med en ssh-nøkkel som bare den ene har.
«logg --kontroller» ser om det stemmer. Uten underkommando vises hvem som har hvilken nøkkel.

\b
Eksempler:
  sosialplan tilgang
  sosialplan tilgang legg-til "Oppdiktet Rektor Ravn" ~/.ssh/id_ed25519.pub
  sosialplan tilgang signering på
"""
LEGG_TIL = """Legg inn den offentlige nøkkelen til en person i plan/skole.yaml.

Filen slutter på .pub. Den private nøkkelen, uten .pub, skal aldri fra maskinen sin. Har du ingen,
lag et par: ssh-keygen -t ed25519

\b
Eksempler:
  sosialplan tilgang legg-til "Oppdiktet Rektor Ravn" ~/.ssh/id_ed25519.pub
  sosialplan tilgang legg-til "Oppdiktet Rektor Ravn" rektor.pub --e-post rektor@skolen.no
"""
FJERN = """Sperr en nøkkel fra en dag. Den blir stående, så det som er signert før, kan kontrolleres.

Uten --fra gjelder det fra i dag, og fra og med den neste lagringen.

\b
Eksempler:
  sosialplan tilgang fjern h3k9q7wd
  sosialplan tilgang fjern "Oppdiktet Rektor Ravn" --fra 2026-12-31
"""
SIGNERING = """Slå signering på eller av for skolen, fra i dag eller en annen dag.

\b
Eksempler:
  sosialplan tilgang signering på
  sosialplan tilgang signering av --fra 2027-01-04
"""
