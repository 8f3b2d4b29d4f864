"""A case that two people share, written by hand. Everybody in it is invented."""

from sosialplan.rules.kontrolltegn import with_check

NUMMER = with_check(2026, "TVEY")
FOERSTE = "  - {id: a1b2c3d4, dato: 2026-11-16, steg: oppdaget}\n"
CASE = f"""\
# Skrevet for hånd. Alle personer er oppdiktet.
sak: {NUMMER}
kjede: trygt-og-godt
opprettet: 2026-11-16
elev: {{navn: Oppdiktet Elev Delt, klasse: 8B}}
hendelser:
{FOERSTE}aktivitetsplan:
  tiltak:
    - id: t8m2v5xc
      tiltak: Fast makker    # valgt av eleven
      nivå: klasse
      ansvarlig: kontaktlærer
      fra: 2026-11-17
      evalueres: 2026-12-07
"""
