"""What the archive must know of a case and of each document handed over, in Noark 5's terms.

The pupil is named in the metadata, where the office must find the right folder, and in no name of
a file or a folder; ``offentlig_tittel`` is the title that anybody may see.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sosialplan.model.betydning import Betydning
from sosialplan.model.nearest import fold
from sosialplan.model.sakspapirer import Arkivert
from sosialplan.views.dokumentdeler.mangler import Mangel, grunn
from sosialplan.views.dokumentdeler.planendringer import endret_etter
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.roller import rolle

SENDT_MED = {"aktivitetsplan": Betydning.PLAN_SENDT}
"""What the entry means that says when and to whom a document was sent, by the document's code."""
_MASKERT = "*****"


@dataclass(frozen=True, slots=True)
class Sendt:
    """When a document was sent, and to whom."""

    dato: date
    mottakere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Journalpost:
    """A document of the package, as the archive registers it.

    ``sjekksum`` is SHA-256 of the file. ``mangler`` says what the document lacks, in words.
    """

    nummer: int
    tittel: str
    offentlig_tittel: str
    arkivert: Arkivert
    dokumentdato: date
    journaldato: date
    sendt: tuple[Sendt, ...]
    fil: str
    sjekksum: str
    stoerrelse: int
    mangler: tuple[str, ...]

    @property
    def utgaaende(self) -> bool:
        """Whether it was sent to someone outside the school."""
        return bool(self.sendt)


@dataclass(frozen=True, slots=True)
class Arkivpakke:
    """One case's package. ``pakke`` counts the packages of the case from 1."""

    sak: str
    pakke: int
    tittel: str
    offentlig_tittel: str
    opprettet: date
    avsluttet: date | None
    saksansvarlig: str
    enhet: str
    elev: str
    klasse: str
    poster: tuple[Journalpost, ...]

    @property
    def mappe(self) -> str:
        """The name of the package's folder."""
        return f"{self.sak}-{self.pakke}"


@dataclass(frozen=True, slots=True)
class Pakkedokument:
    """A document as it lies in the package, before the archive's own words are put to it."""

    navn: str
    arkivert: Arkivert
    mangler: tuple[Mangel, ...]
    sjekksum: str
    stoerrelse: int


def filnavn(nummer: int, dokument: str, dato: date | None, versjon: int | None) -> str:
    """Return the name of a document's file: which it is, its day or its version, and nobody's name."""
    version = f"-versjon-{versjon}" if versjon else ""
    day = f"-{dato.isoformat()}" if dato else ""
    return f"{nummer:02}-{fold(dokument)}{day}{version}.pdf"


def arkivpakke(
    bilde: Saksbilde, pakke: int, dokumenter: Sequence[Pakkedokument], today: date
) -> Arkivpakke:
    """Put the archive's words to the documents of a case."""
    sak, closed = bilde.sak, bilde.lukket
    owner = bilde.ansvarlig(bilde.skrevet.ansvarlig_i_ledelsen) or bilde.kontaktlaerer
    return Arkivpakke(
        sak=sak.sak,
        pakke=pakke,
        tittel=f"Oppfølging av elev – {sak.elev.navn}, {sak.elev.klasse}",
        offentlig_tittel=f"Oppfølging av elev – {_MASKERT}",
        opprettet=sak.opprettet,
        avsluttet=closed.dato if closed else None,
        saksansvarlig=owner,
        enhet=bilde.skole.navn,
        elev=sak.elev.navn,
        klasse=sak.elev.klasse,
        poster=tuple(
            _post(bilde, number, each, today) for number, each in enumerate(dokumenter, start=1)
        ),
    )


def _post(bilde: Saksbilde, nummer: int, each: Pakkedokument, today: date) -> Journalpost:
    about = each.arkivert
    version = f", versjon {about.versjon}" if about.versjon else ""
    name = f"{each.navn[:1].upper()}{each.navn[1:]}{version}"
    return Journalpost(
        nummer=nummer,
        tittel=f"{name} – {bilde.sak.elev.navn}",
        offentlig_tittel=f"{name} – {_MASKERT}",
        arkivert=about,
        dokumentdato=about.dato or today,
        journaldato=today,
        sendt=tuple(_sent(bilde, about.dokument)),
        fil=filnavn(nummer, about.dokument, about.dato, about.versjon),
        sjekksum=each.sjekksum,
        stoerrelse=each.stoerrelse,
        mangler=tuple(_lack(lack) for lack in each.mangler),
    )


def _sent(bilde: Saksbilde, dokument: str) -> Iterator[Sendt]:
    """Yield each time the document was sent as it is now; an older version was another document."""
    sending = SENDT_MED.get(dokument)
    for entry in bilde.som(sending) if sending else ():
        if entry.mottakere and not endret_etter(bilde, entry):
            yield Sendt(entry.dato, tuple(rolle(bilde.skole, each) for each in entry.mottakere))


def _lack(mangel: Mangel) -> str:
    ground = grunn(mangel)
    return f"{mangel.kode} {mangel.sentence}" + (f" ({ground})" if ground else "")
