"""What the archive must know of a case and of each document, in Noark 5's terms, and what a run handed over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sosialplan.model.betydning import Betydning
from sosialplan.model.sakspapirer import Arkivert
from sosialplan.model.skrivemaate import fold
from sosialplan.views.dokumentdeler.mangler import Mangel, grunn
from sosialplan.views.dokumentdeler.planendringer import endret_etter
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.roller import rolle
from sosialplan.views.tabellcelle import tabellrad

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
    arkivsak: str | None
    """The case in the archive already, where the school has written its number."""
    pakke: int
    tittel: str
    offentlig_tittel: str
    opprettet: date
    avsluttet: date | None
    saksansvarlig: str
    enhet: str
    elev: str
    klasse: str
    tilgang: str
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
        arkivsak=sak.arkivsak,
        pakke=pakke,
        tittel=f"Oppfølging av elev – {sak.elev.navn}, {sak.elev.klasse}",
        offentlig_tittel=f"Oppfølging av elev – {_MASKERT}",
        opprettet=sak.opprettet,
        avsluttet=closed.dato if closed else None,
        saksansvarlig=owner,
        enhet=bilde.skole.navn,
        elev=sak.elev.navn,
        klasse=sak.elev.klasse,
        tilgang=bilde.skole.tilgangskode,
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


FELT = ("sak", "pakke", "dokument", "dato", "versjon", "fil", "sjekksum", "mangler")
"""The columns of ``innhold.csv``. No name stands in it."""


def rader(pakker: Sequence[Arkivpakke]) -> Iterator[dict[str, object]]:
    """Yield a row for each document."""
    for pakke in pakker:
        for post in pakke.poster:
            about = post.arkivert
            yield {
                "sak": pakke.sak,
                "pakke": pakke.mappe,
                "dokument": about.dokument,
                "dato": post.dokumentdato.isoformat(),
                "versjon": about.versjon,
                "fil": post.fil,
                "sjekksum": post.sjekksum,
                "mangler": list(about.mangler),
            }


def som_markdown(pakker: Sequence[Arkivpakke], overskrift: str, today: date) -> str:
    """Return the list that lies with the packages, for those who file them."""
    packages = _so_many(len(pakker), "pakke", "pakker")
    documents = _so_many(sum(len(each.poster) for each in pakker), "dokument", "dokumenter")
    lines = [
        f"# {overskrift}",
        "",
        f"Laget {today.isoformat()}: {packages} med {documents}.",
        "",
        "| Sak | Mappe | Dokument | Dato | Mangler |",
        "| --- | --- | --- | --- | --- |",
        *(tabellrad(_cells(row)) for row in rader(pakker)),
    ]
    return "\n".join(lines) + "\n"


def _cells(row: dict[str, object]) -> tuple[str, ...]:
    lacks = row["mangler"]
    shown = ", ".join(lacks) if isinstance(lacks, list) else ""
    return (*(str(row[each]) for each in ("sak", "pakke", "fil", "dato")), shown or "–")


def dokumentord(arkivert: Arkivert) -> str:
    """Return what a document is called in a list: ``aktivitetsplan, versjon 2``."""
    version = f", versjon {arkivert.versjon}" if arkivert.versjon else ""
    day = f" {arkivert.dato.isoformat()}" if arkivert.dato else ""
    return f"{arkivert.dokument}{day}{version}"


def _so_many(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
