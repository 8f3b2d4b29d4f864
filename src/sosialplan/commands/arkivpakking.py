"""What of a case is new to the pupil's folder: found, set as PDF/A and laid in a folder."""

from collections.abc import Iterator, Mapping
from dataclasses import replace as with_choice
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.dokument import Bestilling, fylt, grunnlag, trykt
from sosialplan.commands.run import Run
from sosialplan.files.disk import fingerprint_of
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.arkivert import Arkivert
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.moter import Moetebok
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.output.noark import metadata
from sosialplan.rules.arkivering import levert
from sosialplan.rules.mottakere import MOTTAKERE
from sosialplan.views.arkivpakke import Arkivpakke, Pakkedokument, arkivpakke, filnavn
from sosialplan.views.dokumentliste import Dokument, Dokumentslag
from sosialplan.views.innhold import innholdsavtrykk
from sosialplan.views.mangler import Mangel
from sosialplan.views.saksbilde import Dokumentvalg, Saksbilde, saksbilde
from sosialplan.views.saksdokumenter import har_plan, saksdokumenter

ARKIV = next(each for each in MOTTAKERE if each.kode == "arkiv")
METADATA, SJEKKSUMMER = "metadata.xml", "sjekksummer.txt"


class NyttDokument(Value, frozen=True):
    """A document that says something that was not handed over before."""

    slag: Dokumentslag
    bilde: Saksbilde
    dokument: Dokument
    arkivert: Arkivert

    @property
    def mangler(self) -> tuple[Mangel, ...]:
        """What it lacks."""
        return self.dokument.mangler


class NyPakke(Value, frozen=True):
    """What of a case is to be handed over. ``dokumenter`` is empty where nothing is new."""

    read: Read[Sak]
    pakke: int
    har_plan: bool
    dokumenter: tuple[NyttDokument, ...]

    @property
    def sak(self) -> str:
        """The case's number."""
        return self.read.value.sak

    @property
    def mappe(self) -> str:
        """The name of the package's folder: the case, and which of its packages it is."""
        return f"{self.sak}-{self.pakke}"


def ny_pakke(run: Run, mappe: Mappe, read: Read[Sak]) -> NyPakke:
    """Find what is new of a case since it was last handed over."""
    sak = read.value
    alone = _alone(mappe, read)
    bilde = saksbilde(
        sak, mappe.plan, run.i_dag, mottaker=ARKIV, grunnlag=grunnlag(run, alone, sak)
    )
    before = levert(bilde.hendelser)
    shaped = (_shaped(bilde, slag, day) for slag, day in saksdokumenter(bilde))
    new = tuple(each for each in shaped if not before.has(each.arkivert))
    return NyPakke(read, before.pakker + 1, har_plan(bilde), new)


def _alone(mappe: Mappe, read: Read[Sak]) -> Mappe:
    """Return the planmappe with one case and what belongs to it, so that the others cost nothing."""
    number = read.value.sak
    books = mappe.fravaer if read.value.kjede == mappe.plan.trapp.kjede else ()
    minutes = tuple(_about(each, number) for each in mappe.moter)
    return Mappe(mappe.plan, (read,), books, minutes)


def _about(book: Read[Moetebok], number: str) -> Read[Moetebok]:
    held = tuple(each for each in book.value.moeter if any(one.sak == number for one in each.saker))
    return Read(book.file, replace(book.value, holdt=held, utfoert=()))


def _shaped(bilde: Saksbilde, slag: Dokumentslag, day: date | None) -> NyttDokument:
    own = with_choice(bilde, valg=Dokumentvalg(dato=day))
    dokument = slag.lag(own)
    arkivert = Arkivert(
        dokument=slag.kode,
        dato=day,
        versjon=dokument.versjon,
        fingeravtrykk=innholdsavtrykk(slag.kode, dokument),
        mangler=tuple(dict.fromkeys(each.kode for each in dokument.mangler)),
    )
    return NyttDokument(slag, own, dokument, arkivert)


def pack(run: Run, folder: Planmappe, pakke: NyPakke, target: Path) -> Arkivpakke:
    """Write a package: its documents, what the archive must know, and the checksums of it all."""
    files = dict(_printed(run, folder, pakke))
    documents = [
        Pakkedokument(each.slag.navn, each.arkivert, each.mangler, fingerprint_of(data), len(data))
        for each, data in zip(pakke.dokumenter, files.values(), strict=True)
    ]
    told = arkivpakke(pakke.dokumenter[0].bilde, pakke.pakke, documents, run.i_dag)
    files[METADATA] = metadata(told)
    files[SJEKKSUMMER] = checksums(files)
    target.mkdir(parents=True)
    for name, data in files.items():
        (target / name).write_bytes(data)
    return told


def _printed(run: Run, folder: Planmappe, pakke: NyPakke) -> Iterator[tuple[str, bytes]]:
    for number, each in enumerate(pakke.dokumenter, start=1):
        asked = Bestilling(each.slag, ARKIV, valg=each.bilde.valg)
        made = trykt(run, folder, fylt(folder, asked, each.bilde, each.dokument), "pdf")
        yield filnavn(number, each.arkivert), made if isinstance(made, bytes) else made.encode()


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Return the file that ``sha256sum --check`` reads."""
    lines = (f"{fingerprint_of(data)}  {name}\n" for name, data in files.items())
    return "".join(lines).encode("utf-8")
