"""The help of the commands about copies: what was decided, handed out, and which state it shows."""

AVKLAR = """Skriv ned en avgjørelse før et dokument kan gå ut.

Kontrollen stopper et dokument når eleven har et flagg (som sperret-adresse), og spør når et ord kan
være navnet til en annen. Et menneske avgjør, og grunnen blir stående i saken. Avgjørelsen gjelder
for én mottaker. Hele navn, fødselsnumre og kontaktopplysninger til andre slipper aldri gjennom.

\b
Eksempler:
  sosialplan avklar 2026-7KQ2M navn-1a2b3c4d --for foresatte --hvorfor "Det er en dag i uken"
  sosialplan avklar 2026-7KQ2M delt-omsorg --for foresatte --hvorfor "Begge skal ha planen"
"""
