"""What comes with the program: the standard a school starts from, the duties of law, editors' schemas."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sosialplan.files.disk import write_atomically
from sosialplan.files.loader import load_plan
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.startere import STARTERE, mappe_of
from sosialplan.files.yaml_reader import parse
from sosialplan.model.klasseliste import Skolealder
from sosialplan.model.lestdokument import Planord
from sosialplan.model.lovplikt import Lovplikt, Lovplikter
from sosialplan.model.minimering import Minimering
from sosialplan.model.plan import Plan
from sosialplan.model.skole import MIDTSTUEN
from sosialplan.reading import is_there, read_bytes
from sosialplan.schema.decode import decode
from sosialplan.schema.json_schema import schema_files


def standard_folder() -> Path:
    """Return the folder with ``plan``, ``maler`` and the invented ``saker``.

    An installed program carries it; run from a checkout it is the checkout.
    """
    carried = Path(__file__).resolve().parent.parent / "standard"
    return carried if carried.is_dir() else Path(__file__).resolve().parents[3]


@cache
def _standard(navn: str) -> Plan | None:
    return load_plan(mappe_of(standard_folder(), navn))[0]


def standard_plan(folder: Planmappe, plan: Plan | None) -> Plan | None:
    """Return the standard that a planmappe may differ from, by what it began as; None where it is the standard itself."""
    if folder.root == standard_folder():
        return None
    began = plan.skole.utgangspunkt if plan else None
    return _standard(began if began in STARTERE else MIDTSTUEN)


LOV = Path(__file__).resolve().parent.parent / "lov"
PLIKTER = LOV / "plikter.yaml"
MINIMERING = LOV / "minimering.yaml"
SKOLEALDER = LOV / "skolealder.yaml"
PLANORD = LOV / "planord.yaml"


def lovplikter() -> tuple[Lovplikt, ...]:
    """Return every duty. Raises ValueError where the program's own file is not in order: our fault."""
    return lovkjernen().plikter


@cache
def lovkjernen() -> Lovplikter:
    """Return the duties and how a plan is measured. Raises ValueError where the program's own file is not in order."""
    value, findings = decode(
        parse(read_bytes(PLIKTER).decode("utf-8")).tree, Lovplikter, PLIKTER.name
    )
    if value is None:
        raise ValueError(findings)
    return value


@cache
def minimering() -> Minimering:
    """Return what is looked for in free text. Raises ValueError where the program's own file is not in order."""
    value, findings = decode(
        parse(read_bytes(MINIMERING).decode("utf-8")).tree, Minimering, MINIMERING.name
    )
    if value is None:
        raise ValueError(findings)
    return value


@cache
def skolealder() -> Skolealder:
    """Return how old pupils usually are. Raises ValueError where the program's own file is not in order."""
    value, findings = decode(
        parse(read_bytes(SKOLEALDER).decode("utf-8")).tree, Skolealder, SKOLEALDER.name
    )
    if value is None:
        raise ValueError(findings)
    return value


@cache
def planord() -> Planord:
    """Return what the parts of a plan are called. Raises ValueError where the program's own file is not in order."""
    value, findings = decode(parse(read_bytes(PLANORD).decode("utf-8")).tree, Planord, PLANORD.name)
    if value is None:
        raise ValueError(findings)
    return value


SKJEMA = "plan/skjema"


def stale_schemas(root: Path) -> Mapping[str, str]:
    """Return the text that each schema file should have and has not, by its path from the root."""
    wanted = {f"{SKJEMA}/{name}": text for name, text in schema_files().items()}
    return {file: text for file, text in wanted.items() if _held(root / file, root) != text}


def write_schemas(root: Path) -> None:
    """Write every schema file that is missing or of another version."""
    for file, text in stale_schemas(root).items():
        write_atomically(root / file, text)


def _held(path: Path, root: Path) -> str | None:
    """Return a file's text, however its lines end; None for what is missing or no text."""
    try:
        if not is_there(path):
            return None
        return read_bytes(path, root=root).decode("utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        return None
