"""The help of what goes to the pupil's folder, to Statsforvalteren and to the family."""

ARKIVER = """Lag pakkene som kontoret legger i elevmappene.

Hver sak får en mappe med dokumentene som PDF/A, opplysningene arkivet trenger, og sjekksummer.
Saken sier hva som ble levert, så ingenting leveres to ganger: bare det som er nytt, blir med.
Det som mangler i et dokument, står i lista med kommandoen som retter det. Planen leveres likevel.

\b
Eksempler:
  sosialplan arkiver --måned januar --tørr
  sosialplan arkiver --måned januar
  sosialplan arkiver 2026-7KQ2M
"""
