"""The sheet with the school's recovery key: to be printed once and laid in a safe. The one door to segno."""

from datetime import date
from io import BytesIO

import segno

from sosialplan.output.typeset import typeset
from sosialplan.output.typst_markup import exact

_PREFIX = "AGE-SECRET-KEY-1"
"""How every key begins: it stands by itself, and what differs in groups below it."""
_GROUP = 4
"""Characters in a group: so many a person reads and types at once."""
_SHEET = """\
#set document(title: "Nødnøkkel")
#set page(paper: "a4", margin: 2.5cm)
#set text(lang: "nb", size: 11pt)
= Nødnøkkel
#{school}, laget {day}

Dette arket åpner alt som er vernet i skolens planmappe. Legg det i skolens safe. Ta ingen kopi, ikke fotografer
det, og ikke skriv det inn noe sted før det trengs.

#align(center)[#image("kode.svg", width: 6cm, alt: "Nøkkelen som QR-kode")]

#align(center)[#text(font: "DejaVu Sans Mono", size: 12pt, hyphenate: false)[#{prefix} #linebreak() #{key}]]

== Når den trengs
+ Skriv nøkkelen, uten mellomrom, i en fil på en maskin som bare du bruker, for eksempel en minnepinne.
+ Si hvor filen er: `SOSIALPLAN_NOKKEL=FIL` (i PowerShell: `$env:SOSIALPLAN_NOKKEL="FIL"`).
+ Lag nye nøkler (`sosialplan nøkler ny`), la dem som leser, bekrefte dem (`sosialplan tilgang bekreft`), og vern for dem
  (`sosialplan tilgang kontroller --rett`). Er du den eneste, kan ingen bekrefte: da må vernet begynne på nytt. Det
  gjøres i fem steg, og ingenting må synkes før det siste: `sosialplan vern av --hvorfor TEKST`, `sosialplan tilgang fjern NAVN`,
  `sosialplan nøkler ny`, `sosialplan vern på`, `sosialplan vern ny-historikk MAPPE`.
+ Slett filen. Er arket eller filen sett av andre, så lag en ny nødnøkkel.

Prøv arket én gang i året: `sosialplan nøkler prøv`. Den offentlige halvdelen: #text(size: 8pt)[#{public}]
"""


def noedark(secret: str, public: str, school: str, day: date) -> bytes:
    """Return the sheet as a PDF: the key in groups and as a QR code, and how it is used."""
    picture = BytesIO()
    segno.make(secret, error="m").save(picture, kind="svg", border=2, scale=4)
    rest = secret.removeprefix(_PREFIX)
    groups = " ".join(rest[at : at + _GROUP] for at in range(0, len(rest), _GROUP))
    text = _SHEET.format(
        school=exact(school),
        day=f"{day:%d.%m.%Y}",
        prefix=exact(_PREFIX),
        key=exact(groups),
        public=exact(public),
    )
    return typeset({"main": text.encode("utf-8"), "kode.svg": picture.getvalue()}, day)
