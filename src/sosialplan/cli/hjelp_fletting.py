"""The help of two people at once."""

FLETT = """Flett én fil, oppføring for oppføring. Git kaller den; du trenger den sjelden selv.

\b
Eksempel:
  sosialplan flett felles.yaml vår.yaml deres.yaml saker/2026/2026-YHP9E.yaml
"""
LOES = """Velg mellom to verdier som to personer skrev hver for seg.

I en terminal spør programmet om hver av dem. Uten sak vises alle.

\b
Eksempler:
  sosialplan løs
  sosialplan løs 2026-YHP9E
  sosialplan løs 2026-YHP9E --konflikt k3f9 --velg 1
  sosialplan løs fravaer/2026-2027/8B.yaml
  sosialplan løs 2026-YHP9E --nytt-nummer
"""
SYNK = """Hent det andre har skrevet, flett, sjekk, og send ditt.

Mot en hvilken som helst felles kopi i git: en mappe, ssh eller https. Sender ingenting før alt er
i orden, og skriver aldri over noe. Har andre fjernet saker eller andre filer, nevnes de, og du må si
ja (--godta-sletting) før de blir borte her også.

\b
Eksempler:
  sosialplan synk
  sosialplan synk --tørr
  sosialplan synk --godta-sletting
"""
