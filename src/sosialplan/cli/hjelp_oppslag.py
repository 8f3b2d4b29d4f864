"""The help of what is looked up."""

SLAA_OPP = """Hva betyr ordet? Hva kan vi be tjenesten om? Hvor står det?

Leter i begreper, partnere, nivåer, mål, verdier, møter, hjemler og roller. Sier planen to
ting, vises begge. Uten ord vises alt som kan slås opp.

\b
Eksempler:
  sosialplan slå-opp mobbing
  sosialplan slå-opp salto
  sosialplan slå-opp "§ 12-4"
  sosialplan slå-opp
"""
