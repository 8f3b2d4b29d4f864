"""The help of the commands of absence and of the lists that are read in."""

FRAVAER = "Fravær og fraværstrappen, for elever med og uten sak."
REGISTRER = """Skriv ned fravær. Bare skoledager teller.

\b
Eksempler:
  sosialplan fravær registrer 2026-YHP9E --fra 2026-11-02 --til 2026-11-06 \\
    --type gyldig --meldt ja
  sosialplan fravær registrer --elev "Oppdiktet Elev" --klasse 8B --fra 2026-11-02
"""
FOELG_OPP = """Skriv ned det som er gjort for en elev som ikke har sak.

\b
Eksempel:
  sosialplan fravær følg-opp foresatte-kontaktet --elev "Oppdiktet Elev Hauge" \\
    --klasse 9D --av kontaktlærer --måte telefon
"""
BYTT_KLASSE = """En elev uten sak har byttet klasse: fraværet før telles med i den nye.

\b
Eksempel:
  sosialplan fravær bytt-klasse --elev "Oppdiktet Elev Hauge" --fra-klasse 9D --til-klasse 9C
"""
RETT = """Rett fravær, eller oppfølging uten sak, som er skrevet feil. Det som sto, blir stående.

Med et saksnummer i stedet for id-en får du vite id-ene.

\b
Eksempler:
  sosialplan fravær rett tkfa --type gyldig
  sosialplan fravær rett tkfa --fra 2026-11-03 --til 2026-11-05
  sosialplan fravær rett tkfa --utgår
"""
VIS = """Vis fraværsdagene, begge tellinger, mønsteret og trinnene som er nådd.

\b
Eksempler:
  sosialplan fravær vis 2026-YHP9E
  sosialplan fravær vis --klasse 8B
  sosialplan fravær vis --klasse 9D --elev "Oppdiktet Elev Hauge"
"""
IMPORTER = "Les inn lister fra andre systemer."
IMPORTER_FRAVAER = """Les inn fravær fra en CSV-fil. Viser først hva som vil skje.

Kolonnene og kodene står i plan/import.yaml. Uten --utfør endres ingenting.
En dag som er ført fra før, blir stående. Samme liste to ganger dobler ikke.

\b
Eksempler:
  sosialplan importer fravær fravær.csv
  sosialplan importer fravær fravær.csv --utfør
  sosialplan importer fravær fravær.csv --utfør --åpne-saker
"""
