"""The help of figures."""

STATISTIKK = "Tall for skolen."
MAAL = """Hvor langt er skolen fra målene i planen? Tall under 5 vises bare med --ledelsen.

\b
Eksempler:
  sosialplan statistikk mål
  sosialplan statistikk mål --skoleår 2026-2027 --ledelsen
"""
