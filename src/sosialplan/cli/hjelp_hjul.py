"""The help of the annual wheel's commands."""

AARSHJUL = """Skolens årshjul: når alt skal skje, hva som er gjort, og hva som mangler.

\b
Eksempler:
  sosialplan årshjul
  sosialplan årshjul --skoleår 2027-2028 --format pdf --til hjul.pdf
  sosialplan årshjul status
"""
UTFOERT = """Skriv ned at en aktivitet i årshjulet er holdt.

Id-ene står i plan/aarshjul.yaml. Møter føres med «sosialplan møte registrer».

\b
Eksempler:
  sosialplan årshjul utført ordensregler --dato 2026-08-20
  sosialplan årshjul utført samtaler --hva elevsamtaler --notat "Alle klasser"
"""
STATUS = """Hva er holdt, hva skal holdes nå, og hva mangler? Med dekning i prosent.

\b
Eksempler:
  sosialplan årshjul status
  sosialplan årshjul status --skoleår 2026-2027 --format json
"""
