"""The help of the doctor."""

SJEKK = """Se om mappen, git og programmene er i orden, og rett det som kan rettes.

Endrer ingenting uten --reparer. Er en kommando blitt stoppet midt i skrivingen, gjør --reparer
den ferdig eller tar den tilbake.

En mappe fra andre kan be git om å kjøre programmer. Ingenting av det kjøres før du har sagt ja:
sjekk viser hva det er, og --godta sier ja til akkurat det.

\b
Eksempler:
  sosialplan sjekk
  sosialplan sjekk --reparer
  sosialplan sjekk --godta
"""
