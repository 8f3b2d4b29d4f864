"""The help of what is done once a year."""

NYTT_SKOLEAAR = """Begynn et nytt skoleår. Viser først hva som skjer; --utfør gjør det.

Elevene går opp et trinn, åpne saker følger med, og saker på 10. trinn legges klar for
overlevering. Avsluttede saker står som de er. Møter og fravær begynner på nytt.

\b
Eksempler:
  sosialplan nytt-skoleår 2027-2028
  sosialplan nytt-skoleår 2027-2028 --utfør
"""
