"""The help of the doctor."""

SJEKK = """Se om mappen, git og programmene er i orden, og rett det som kan rettes.

Endrer ingenting uten --reparer. Er en kommando blitt stoppet midt i skrivingen, gjør --reparer
den ferdig eller tar den tilbake.

\\b
Eksempler:
  sosialplan sjekk
  sosialplan sjekk --reparer
"""
