"""What of a case is new to the pupil's folder: found, set as PDF/A, laid where it belongs, and told of."""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sosialplan.commands.dokumenter.sakspapirer import Leser, Papir, alone, papirer
from sosialplan.commands.dokumenter.utskrift import require_no_link
from sosialplan.commands.run import Run
from sosialplan.files.disk import OWNERS, fingerprint_of, refused
from sosialplan.files.planmappe import CONTENT, Planmappe
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.problems import Problem
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.model.sakspapirer import Arkivert
from sosialplan.output.tables import Column
from sosialplan.rules.godkjenning import levert
from sosialplan.views.dokumentdeler.mangler import Mangel
from sosialplan.views.dokumenter.aktivitetsplan import har_plan
from sosialplan.views.kopier.arkivpakke import dokumentord, filnavn
from sosialplan.views.saksdokumenter import innholdsavtrykk

_UT = ("ut", "arkiv")
_WAITS = ".sosialplan-arkiv-"


def place_for(folder: Planmappe, name: str, til: Path | None) -> Path:
    """Return a folder that is not there yet. Raises ExpectedFailure.

    A folder that was asked for must be new or empty, and never where cases, plan or templates are.
    """
    if til is None:
        under = folder.root.joinpath(*_UT)
        return next(under / each for each in _names(name) if not (under / each).exists())
    target = til.resolve()
    require_no_link(til / name, folder.root)
    if any(target.is_relative_to(folder.root / each) for each in (*CONTENT, ".git")):
        raise ExpectedFailure(
            "Pakker legges ikke der saker, plan eller maler ligger.",
            "Velg et annet sted, eller utelat --til. Da blir det ut/arkiv.",
        )
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ExpectedFailure(
            "Mappen har innhold fra før. Ingenting er endret.",
            "Velg en mappe som er tom eller ikke finnes.",
        )
    return target


def _names(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(2))


@contextmanager
def laid_whole(run: Run, target: Path) -> Iterator[Path]:
    """Give a folder to pack in; what is left of it when something goes wrong is taken away.

    A folder that a killed run left behind holds documents, and is told of.
    """
    for left in sorted(target.parent.glob(f"{_WAITS}*")):
        run.terminal.note(f"En pakking ble avbrutt. Slett mappen: {left}")
    waiting = target.with_name(f"{_WAITS}{os.getpid()}.tmp")
    try:
        try:
            waiting.mkdir(parents=True)
            yield waiting
        except OSError as error:
            raise refused(error) from error
    finally:
        shutil.rmtree(waiting, ignore_errors=True)


def lay(path: Path, data: bytes) -> None:
    """Lay a file of a package, which is its owner's alone: it is of a pupil, also where nothing was sealed."""
    path.write_bytes(data)
    path.chmod(OWNERS)


def take_place(waiting: Path, target: Path) -> None:
    """Let the packed folder take its name, at once. Raises ExpectedFailure."""
    try:
        if target.is_dir():
            target.rmdir()
        waiting.rename(target)
    except OSError as error:
        raise refused(error) from error


METADATA, SJEKKSUMMER = "metadata.xml", "sjekksummer.txt"


class NyttDokument(Value, frozen=True):
    """A document that says something that was not handed over before: what it is called, its entry, and what it lacks."""

    navn: str
    arkivert: Arkivert
    mangler: tuple[Mangel, ...]

    def fil(self, nummer: int) -> str:
        """Return the name of its file."""
        about = self.arkivert
        return filnavn(nummer, about.dokument, about.dato, about.versjon)


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


def ny_pakke(leser: Leser, mappe: Mappe, read: Read[Sak]) -> NyPakke:
    """Find what is new of a case since it was last handed over. Raises ExpectedFailure."""
    return med_papirer(leser, mappe, read)[0]


def med_papirer(leser: Leser, mappe: Mappe, read: Read[Sak]) -> tuple[NyPakke, tuple[Papir, ...]]:
    """Find what is new of a case, and the papers that it is made of. Raises ExpectedFailure."""
    own = alone(mappe, read)
    bilde = leser.bilde(own, read)
    before = levert(bilde.hendelser)
    shaped = ((each, _as_entry(each)) for each in papirer(leser, own, read, bilde))
    new = [(each, entry) for each, entry in shaped if not before.has(entry)]
    told = tuple(NyttDokument(each.slag.navn, entry, each.mangler) for each, entry in new)
    return NyPakke(read, before.pakker + 1, har_plan(bilde), told), tuple(each for each, _ in new)


def _as_entry(papir: Papir) -> Arkivert:
    return Arkivert(
        dokument=papir.slag.kode,
        dato=papir.dag,
        versjon=papir.dokument.versjon,
        fingeravtrykk=innholdsavtrykk(papir.slag.kode, papir.dokument),
        mangler=tuple(dict.fromkeys(each.kode for each in papir.mangler)),
    )


class Stanset(Value, frozen=True):
    """A case that is not handed over: a document of it tells of others, or not what the law asks for, or cannot be made."""

    sak: str
    problemer: tuple[Problem, ...] = ()
    hvorfor: tuple[str, str] | None = None
    """Why a document cannot be made, and how that is mended."""


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Return the file that ``sha256sum --check`` reads."""
    lines = (f"{fingerprint_of(data)}  {name}\n" for name, data in files.items())
    return "".join(lines).encode("utf-8")


_COLUMNS = (
    Column("Sak"),
    Column("Pakke", right=True),
    Column("Dokumenter", wraps=True),
    Column("Mangler", right=True),
)


class Levering(Value, frozen=True):
    """Where packages were laid, and the commit that says so."""

    mappe: str
    commit: str


def tell_plan(run: Run, new: Sequence[NyPakke], *, format_: str) -> None:
    """Show what would be packed; nothing is written."""
    if format_ == "json":
        tell_values(run, new)
    elif new:
        tell_packages(run, new)
        run.terminal.note("Ingenting er levert. Kjør kommandoen uten --tørr for å lage pakkene.")
    else:
        run.terminal.note("Ingenting nytt å levere til elevmappene.")


def tell_packages(run: Run, new: Sequence[NyPakke]) -> None:
    """Show each package, and below it all what is missing, by case and cure."""
    rows = [
        (
            each.sak,
            str(each.pakke),
            ", ".join(dokumentord(one.arkivert) for one in each.dokumenter),
            str(len(lacks(each)) or ""),
        )
        for each in new
    ]
    run.terminal.table(_COLUMNS, rows)
    lacking = [each for each in new if lacks(each)]
    if not lacking:
        return
    run.terminal.line()
    run.terminal.heading("Mangler")
    for each in lacking:
        run.terminal.line(each.sak)
        for lack in lacks(each):
            run.terminal.wrapped(f"  {lack.kode} {lack.sentence}")
            run.terminal.wrapped(f"    {lack.command}")


def lacks(each: NyPakke) -> tuple[Mangel, ...]:
    """Return what the documents of a case lack, each once."""
    found = (lack for one in each.dokumenter for lack in one.mangler)
    return tuple(dict.fromkeys(found))


def tell_values(run: Run, new: Sequence[NyPakke], levering: Levering | None = None) -> None:
    """Tell the packages as JSON."""
    run.answer(
        {
            "mappe": levering.mappe if levering else None,
            "commit": levering.commit if levering else None,
            "pakker": [_values(each) for each in new],
        }
    )


def _values(each: NyPakke) -> dict[str, object]:
    return {
        "sak": each.sak,
        "pakke": each.pakke,
        "mappe": each.mappe,
        "dokumenter": [
            {
                "dokument": one.arkivert.dokument,
                "dato": one.arkivert.dato.isoformat() if one.arkivert.dato else None,
                "versjon": one.arkivert.versjon,
                "fil": one.fil(number),
                "fingeravtrykk": one.arkivert.fingeravtrykk,
                "mangler": list(one.arkivert.mangler),
            }
            for number, one in enumerate(each.dokumenter, start=1)
        ],
        "mangler": [
            {"kode": lack.kode, "melding": lack.sentence, "kommando": lack.command}
            for lack in lacks(each)
        ],
    }
