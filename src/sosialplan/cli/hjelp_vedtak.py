"""The help of what is decided about a pupil."""

VEDTAK = """Skriv ned et enkeltvedtak: bortvisning eller pålagt skolebytte.

Bare disse to er enkeltvedtak. En aktivitetsplan er det ikke. I en terminal spør programmet
om det som mangler. Brevet lages etterpå, og sier hva loven krever mer.

\b
Eksempler:
  sosialplan vedtak 2026-YHP9E --slag bortvisning --fra 2026-11-26 --til 2026-11-27 \\
    --faktum "Eleven slo en annen elev" --mildere-tiltak "Samtale, og flyttet i timen"
  sosialplan vedtak 2026-YHP9E --rett --underrettet 2026-11-23
  sosialplan lag enkeltvedtak 2026-YHP9E --mottaker foresatte
"""
