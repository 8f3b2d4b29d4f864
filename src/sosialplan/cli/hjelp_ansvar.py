"""The help of the commands about who has a case and who approves a plan."""

OVERFOER = """La en annen rolle ta over en sak, eller flytt alt en person har.

En sak skifter ansvarlig først når den som skal ta over, har sagt ja. Når en person
slutter, flyttes vervene, og sakene følger med. Uten --utfør vises bare hva det gjelder.

\b
Eksempler:
  sosialplan overfør 2026-YHP9E --til sosiallærer --notat "Kjenner eleven best"
  sosialplan overfør 2026-YHP9E --svar ja
  sosialplan overfør --fra "Oppdiktet Lærer Dal"
  sosialplan overfør --fra "Oppdiktet Lærer Dal" --til "Oppdiktet Lærer Eng" --utfør
"""
GODKJENN = """Godkjenn planen slik den er nå.

Godkjenningen gjelder til planen endres. Da må den godkjennes på nytt. Flere kan godkjenne
samme utgave. En evaluering endrer ikke planen, og heller ikke at de siste tiltakene avsluttes.

Bare den som har rollen i plan/skole.yaml, kan godkjenne. Kjenner ikke skolen navnet i git, står det
ved godkjenningen. Mangler planen noe loven krever av den, må det skrives hvorfor (--likevel).

\b
Eksempler:
  sosialplan godkjenn 2026-YHP9E
  sosialplan godkjenn 2026-YHP9E --av rektor --notat "Lest med kontaktlærer"
  sosialplan godkjenn 2026-YHP9E --likevel "Eleven er på sykehus, og blir hørt mandag"
"""
ANGRE = """Ta tilbake det siste du selv gjorde, med en ny lagring.

Historikken beholder begge. Er filen endret etterpå, er det sendt til den felles kopien, eller
var det siste du gjorde å angre, skjer ingenting. Da rettes det i stedet med: sosialplan rett
SAK HENDELSE

\b
Eksempel:
  sosialplan angre
"""
