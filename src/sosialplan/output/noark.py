"""``metadata.xml`` of an archive package: the elements and the order of Noark 5's archive structure.

What Noark has no word for, the number of a case that the archive has already, stands in M711 (virksomhetsspesifikkeMetadata):
M003 (mappeID) is the package's own. The elements have Noark's names; ``docs/bruk/arkiv.md`` documents the form. Every text is escaped by
the writer, and what XML cannot hold is shown as U+FFFD.
"""

from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from sosialplan.model.visible import visible
from sosialplan.views.kopier.arkivpakke import Arkivpakke, Journalpost

FORMAT = "PDF/A-2a"
_TYPER = {True: "Utgående dokument", False: "Organinternt dokument uten oppfølging"}
_MERKNADSTYPE = "Mangler ved levering"


def metadata(pakke: Arkivpakke) -> bytes:
    """Return the file: UTF-8 with its declaration, ending in a line break."""
    from io import BytesIO  # noqa: PLC0415 - start-up

    root = Element("saksmappe")
    _texts(
        root,
        systemID=_name(pakke.sak),
        mappeID=pakke.sak,
        tittel=pakke.tittel,
        offentligTittel=pakke.offentlig_tittel,
        opprettetDato=_day(pakke.opprettet),
        avsluttetDato=_day(pakke.avsluttet),
    )
    _shield(root, pakke)
    if pakke.arkivsak is not None:
        _texts(SubElement(root, "virksomhetsspesifikkeMetadata"), arkivsak=pakke.arkivsak)
    _texts(
        root,
        saksaar=pakke.sak[:4],
        sakssekvensnummer=pakke.sak[5:],
        saksdato=_day(pakke.opprettet),
        administrativEnhet=pakke.enhet,
        saksansvarlig=pakke.saksansvarlig,
        saksstatus="Avsluttet" if pakke.avsluttet else "Under behandling",
    )
    _texts(
        SubElement(root, "part"),
        partNavn=pakke.elev,
        partRolle=f"Elev, {pakke.klasse}",
    )
    for post in pakke.poster:
        _post(SubElement(root, "journalpost"), pakke, post)
    indent(root)
    stream = BytesIO()
    ElementTree(root).write(stream, encoding="UTF-8", xml_declaration=True)
    return stream.getvalue() + b"\n"


def _post(node: Element, pakke: Arkivpakke, post: Journalpost) -> None:
    number = f"{pakke.mappe}/{post.nummer}"
    _texts(
        node,
        systemID=_name(number),
        registreringsID=number,
        tittel=post.tittel,
        offentligTittel=post.offentlig_tittel,
    )
    _shield(node, pakke)
    _texts(
        node,
        journalposttype=_TYPER[post.utgaaende],
        journalstatus="Ferdigstilt fra saksbehandler",
        journaldato=_day(post.journaldato),
        dokumentetsDato=_day(post.dokumentdato),
        sendtDato=_day(post.sendt[-1].dato) if post.sendt else None,
    )
    for sent in post.sendt:
        for each in sent.mottakere:
            _texts(
                SubElement(node, "korrespondansepart"),
                korrespondanseparttype="Mottaker",
                korrespondansepartNavn=each,
                sendtDato=_day(sent.dato),
            )
    for each in post.mangler:
        _texts(SubElement(node, "merknad"), merknadstekst=each, merknadstype=_MERKNADSTYPE)
    _document(SubElement(node, "dokumentbeskrivelse"), number, pakke, post)


def _document(node: Element, number: str, pakke: Arkivpakke, post: Journalpost) -> None:
    _texts(
        node,
        systemID=_name(f"{number}/dokument"),
        dokumenttype=post.arkivert.dokument,
        dokumentstatus="Dokumentet er ferdigstilt",
        tittel=post.tittel,
        tilknyttetRegistreringSom="Hoveddokument",
        dokumentnummer="1",
        tilknyttetDato=_day(post.journaldato),
    )
    _shield(node, pakke)
    _texts(
        SubElement(node, "dokumentobjekt"),
        versjonsnummer=str(post.arkivert.versjon or 1),
        variantformat="Arkivformat",
        format=FORMAT,
        opprettetDato=_day(post.journaldato),
        referanseDokumentfil=post.fil,
        sjekksum=post.sjekksum,
        sjekksumAlgoritme="SHA-256",
        filstoerrelse=str(post.stoerrelse),
    )


def _shield(node: Element, pakke: Arkivpakke) -> None:
    _texts(
        SubElement(node, "skjerming"),
        tilgangsrestriksjon="Unntatt offentlighet",
        skjermingshjemmel=pakke.tilgang,
        skjermingDokument="Skjerming av hele dokumentet",
    )


def _texts(node: Element, **texts: str | None) -> None:
    for name, text in texts.items():
        if text is not None:
            SubElement(node, name).text = visible(text)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _name(what: str) -> str:
    """Return a name for the archive that is the same each time: UUID 5 of what it names."""
    return str(uuid5(NAMESPACE_URL, f"sosialplan:{what}"))
