"""How a new planmappe is laid out: whole, from the plan it begins as, with its first commit."""

import shutil
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType

from sosialplan.commands.run import Run
from sosialplan.commands.skrivebordet.medbrakt import accept, unaccepted
from sosialplan.files.disk import patiently, read_text, refused, write_atomically
from sosialplan.files.standard import standard_folder, write_schemas
from sosialplan.files.startere import plan_of
from sosialplan.files.yaml_edit import append_item, set_value
from sosialplan.files.yaml_writer import to_tree
from sosialplan.git.hooks import put_hooks
from sosialplan.git.repository import (
    commit,
    create,
    find_depot,
    use_invented_identity,
)
from sosialplan.git.rooms import ensure_graph, take_away
from sosialplan.git.settings import OWN_FILES, as_new, read_config, require_identity, text_of
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.problems import path_to
from sosialplan.model.record import Value
from sosialplan.model.skole import MIDTSTUEN, Klasse, Person, Valg, Valgliste
from sosialplan.model.tilgang import Tilgang, Vern
from sosialplan.model.vernet import VERNET
from sosialplan.rules.kalender.skolekalender import school_year_of

EXAMPLES_CHANGE = (
    "# Sakene som følger med, er eksempler som ennå skrives om.\nuendret_fra: 2027-01-01\n"
)
_OWNERS_ALONE = 0o700
"""Nobody else on the machine comes into a folder that is made here; Windows has its own list for that."""
_LAID = ".sosialplan-start.tmp"
"""Where a new planmappe is laid out until it is whole. The plan takes its place last: without it there is
none, and a start that was killed can be run again."""
_EXPLAINED = MappingProxyType(
    {
        "verdier": "# Skolens verdier, og hva hver av dem forplikter til.\n"
        "#   - verdi: trygge\n#     forplikter: Vi er varme og forutsigbare.\n",
        "klasser": "# Klassene. Endres med: sosialplan skole klasse\n#   - klasse: 8E\n",
        "roller": "# Rollene som steg og tiltak kan nevne. Hvem som har dem, står under personer.\n"
        "#   - {rolle: miljøterapeut, navn: Miljøterapeut}\n",
        "personer": "# De ansatte og rollene deres. Endres med: sosialplan skole person\n"
        "#   - navn: Oppdiktet Kari Fjell\n#     verv:\n#       - rolle: kontaktlærer\n#         klasse: 8B\n",
        "kategorier": "# Det en sak kan handle om.\n#   - {kategori: hærverk, navn: Hærverk}\n",
        "innstillinger": "# Tall og valg som er skolens egne. Endres med: sosialplan skole valg\n"
        "#   - innstilling: frist-elev-hørt\n#     standard: 1\n#     hvorfor: Dagen etter er sent nok for eleven.\n"
        "#     verdier: [{gjelder_fra: 2027-01-04, verdi: 0}]\n",
        "tjenester": "# Andre tjenester som kan få papirer om en elev når det er samtykket.\n"
        "#   - {tjeneste: pp-tjenesten, navn: PP-tjenesten, roller: [ppt-rådgiver], hvorfor: Råd om hva eleven trenger.}\n",
    }
)
"""What each list of the school's file is, with an example: said in the file that a school begins with."""
_MADE = frozenset({_LAID, ".git", "maler", *VERNET, *OWN_FILES})


class Skolestart(Value, frozen=True):
    """What a school begins with: its name, the first of its people, and whether it is protected from that day.

    ``klasser``, ``andre`` of its people and ``valg`` (a choice's place, and the reading) are what was answered; empty is later.
    ``fra`` is the plan it begins as, which says what of ``kommune``, ``trinn`` and ``maalform`` nobody has said.
    """

    navn: str
    foerste: Person | None
    vern: Vern | None
    klasser: tuple[str, ...] = ()
    andre: tuple[Person, ...] = ()
    valg: tuple[tuple[int, str], ...] = ()
    fra: str = MIDTSTUEN
    kommune: str | None = None
    trinn: str | None = None
    maalform: str | None = None


def make(run: Run, folder: Path, skole: Skolestart | None) -> Path:
    """Make the folder and its first commit. Raises ExpectedFailure where it holds something.

    Without a school of its own the standard's invented one keeps its name and its people.
    """
    root = folder.resolve()
    laid = root / _LAID
    if root.exists() and (not root.is_dir() or _is_taken(root)):
        raise ExpectedFailure(
            "Mappen har innhold fra før. Ingenting er endret.",
            "Velg en mappe som er tom eller ikke finnes.",
        )
    try:
        root.mkdir(_OWNERS_ALONE, parents=True, exist_ok=True)
    except OSError as error:
        raise ExpectedFailure(
            "Mappen kan ikke lages.", "Sjekk at du har lov til å skrive der."
        ) from error
    if skole is not None:
        require_identity(root, as_new(read_config(root)))
    try:
        if laid.exists():  # of a start that was killed
            _take_back(root)
        laid.mkdir()
        _lay_out(run, laid, skole)
        for each in sorted(laid.iterdir(), key=lambda one: one.name == "plan"):
            patiently(partial(each.rename, root / each.name))
        laid.rmdir()
    except OSError as error:
        raise refused(error) from error
    depot, config = find_depot(root), read_config(root)
    if unaccepted(
        run, depot, config
    ):  # of the person's own template for git: what is new has no other
        accept(run, depot, config)
    return root


def _is_taken(root: Path) -> bool:
    """Tell whether there is something that a start did not make: where one was killed, its own is there."""
    found = {each.name for each in root.iterdir()}
    return bool(found - _MADE if _LAID in found and "plan" not in found else found)


def _take_back(root: Path) -> None:
    """Take away what a killed start laid out. There was no plan yet, so nobody has worked in it."""
    for each in root.iterdir():
        if each.is_dir():
            take_away(each)
        else:
            each.unlink()


def _lay_out(run: Run, root: Path, skole: Skolestart | None) -> None:
    """Make everything in a folder inside the one that it is for, with its first commit."""
    standard = standard_folder()
    fra, kommune = (skole.fra, skole.kommune) if skole else (MIDTSTUEN, None)
    for file, text in plan_of(standard, fra, kommune).items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, text)
    shutil.copytree(standard / "maler", root / "maler", copy_function=shutil.copyfile)
    write_schemas(root)
    _let_what_is_saved_stand(root / "plan" / "skole.yaml")
    for name in VERNET:
        write_atomically(root / name / ".gitkeep", "")
    for name in OWN_FILES:
        write_atomically(root / name, text_of(name))
    if skole is not None:
        _make_its_own(root / "plan", skole, run.i_dag)
    create(root)
    if skole is None:
        use_invented_identity(root)
    commit(root, ["."], "Ny planmappe\n", run.now if run.commit_dates else None)
    ensure_graph(root, read_config(root))
    put_hooks(find_depot(root), read_config(root))


def _let_what_is_saved_stand(path: Path) -> None:
    """Take out the line by which the standard's own cases may still be changed."""
    write_atomically(path, (read_text(path).text or "").replace(EXAMPLES_CHANGE, ""))


def _make_its_own(plan: Path, skole: Skolestart, dag: date) -> None:
    """Take the invented people out of the standard; put in the school's name, year, first person and protection.

    Duties that come again are asked for from the day it begins: a new school is not late.
    """
    path, access = plan / "skole.yaml", plan / "tilgang.yaml"
    text = read_text(path).text or ""
    text = text.replace("# Alle personer i denne filen er oppdiktet.\n", "")
    text = set_value(text, ("navn",), skole.navn)
    text = set_value(text, ("oppdiktet",), value=False)
    text = set_value(text, ("skoleår",), school_year_of(dag))
    told = {
        "kommune": skole.kommune,
        "trinn": skole.trinn,
        "målform": skole.maalform,
        "utgangspunkt": None if skole.fra == MIDTSTUEN else skole.fra,
    }
    for key, value in told.items():
        text = set_value(text, (key,), value) if value else text
    text = text.replace("\nverdier:", f"\nplikter_fra: {dag.isoformat()}\nverdier:", 1)
    if skole.klasser:
        text = set_value(
            text, ("klasser",), [to_tree(Klasse(klasse=each)) for each in skole.klasser]
        )
    people = [to_tree(each) for each in (skole.foerste, *skole.andre) if each]
    write_atomically(path, set_value(text, ("personer",), people))
    _choose(plan / "valg.yaml", skole.valg)
    for key, said in _EXPLAINED.items():
        text = read_text(path).text or ""
        write_atomically(path, text.replace(f"\n{key}:", f"\n{said}{key}:", 1))
    if skole.vern is not None:
        shut = append_item(read_text(access).text or "", path_to(Tilgang.vern), to_tree(skole.vern))
        write_atomically(access, shut)


def _choose(path: Path, chosen: Sequence[tuple[int, str]]) -> None:
    """Put in the readings that were chosen."""
    text = read_text(path).text or ""
    for place, lesning in chosen:
        text = set_value(text, path_to(Valgliste.valg, place, Valg.valgt), lesning)
    write_atomically(path, text)
