"""The help of what goes to the pupil's folder, to Statsforvalteren and to the family."""

ARKIVER = """Lag pakkene som kontoret legger i elevmappene.

Hver sak får en mappe med dokumentene som PDF/A, opplysningene arkivet trenger, og sjekksummer.
Saken sier hva som ble levert, så ingenting leveres to ganger: bare det som er nytt, blir med.
Det som mangler i et dokument, står i lista med kommandoen som retter det. Planen leveres likevel.

\b
Eksempler:
  sosialplan arkiver --måned januar --tørr
  sosialplan arkiver --måned januar
  sosialplan arkiver 2026-YHP9E
"""
TILSYN = """Samle det Statsforvalteren spør om: pliktene, hull, hvem som er hørt, og dokumentene.

Oversikten viser hver plikt i § 12-4: når den oppsto, fristen og hva den hviler på, når det ble
gjort, og når det ble skrevet ned. Det som ikke er registrert, står åpent. Dokumentene følger med
slik de var da de ble levert ut, så langt historikken kan lage dem på nytt, og slik de er nå.

\b
Eksempler:
  sosialplan tilsyn 2026-YHP9E
  sosialplan tilsyn 2026-YHP9E --til ut/tilsyn
"""
INNSYN = """Samle det eleven eller en forelder har rett til å se i saken.

Alt som er skrevet, dag for dag, og dokumentene, skjermet for den som skal lese. Det som er holdt
tilbake, står i en liste med grunnen. Andre elever står bare med alias. Svaret skal komme innen
en måned; med --mottatt står dagen der.

\b
Eksempler:
  sosialplan innsyn 2026-YHP9E --for forelder --mottatt 2026-11-20
  sosialplan innsyn 2026-YHP9E --for elev --til ut/innsyn
"""
