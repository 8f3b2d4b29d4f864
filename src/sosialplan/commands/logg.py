"""``logg``: what was changed, when and by whom, from the files themselves and not from messages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sosialplan.commands.run import Run, read_case
from sosialplan.files.yaml_reader import parse
from sosialplan.git.history import Commit, commits, contents
from sosialplan.git.repository import find_depot
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.mappe import Mappe
from sosialplan.model.record import Record
from sosialplan.model.sak import Sak
from sosialplan.output.terminal import Column
from sosialplan.rules.skolekalender import school_year_of
from sosialplan.schema.decode import decode
from sosialplan.views.loggsetninger import absence_changes, case_changes
from sosialplan.views.tabellcelle import tabellrad

R = TypeVar("R", bound=Record)
COLUMNS = (Column("Når"), Column("Hvem", wraps=True), Column("Sak"), Column("Hva", wraps=True))


@dataclass(frozen=True, slots=True)
class Logglinje:
    """One change in words."""

    commit: Commit
    sak: str | None
    hva: str


def logg(run: Run, typed: str | None, *, siste: int | None, format_: str) -> int:
    """Tell the changes of one case or of all, newest first."""
    folder = run.planmappe()
    find_depot(folder.root)
    number: str | None = None
    files: tuple[str, ...] = ()
    if typed is not None:
        _, mappe, sak = read_case(run, typed)
        number, files = sak.sak, _files_of(sak, mappe)
    found = commits(folder.root, files, siste)
    lines = list(_lines(run, found, number))
    if format_ == "json":
        values = [_values(each) for each in lines]
        run.terminal.json({"versjon": 1, "i_dag": run.i_dag.isoformat(), "logg": values})
    elif format_ == "md":
        rows = [tuple(each.header for each in COLUMNS), ("---",) * len(COLUMNS)]
        for row in (*rows, *(_cells(each) for each in lines)):
            run.terminal.line(tabellrad(row))
    elif lines:
        run.terminal.table(COLUMNS, [_cells(each) for each in lines])
    else:
        run.terminal.note("Ingenting er lagret ennå.")
    return 0


def _files_of(sak: Sak, mappe: Mappe) -> tuple[str, ...]:
    """Return the case's own file, and those of absence: of its class, and those that name it."""
    years = {school_year_of(sak.opprettet), *(school_year_of(e.dato) for e in sak.hendelser)}
    absence = {f"fravaer/{year}/{sak.elev.klasse}.yaml" for year in years}
    absence |= {
        each.file
        for each in mappe.fravaer
        if any(entry.sak == sak.sak for entry in each.value.elever)
    }
    return (f"saker/{sak.sak[:4]}/{sak.sak}.yaml", *sorted(absence))


def _lines(run: Run, found: Sequence[Commit], number: str | None) -> Iterator[Logglinje]:
    root = run.planmappe().root
    wanted = [
        (revision, file)
        for commit in found
        for file in commit.files
        for revision in (commit.name, f"{commit.name}^")
    ]
    texts = contents(root, wanted) if wanted else {}
    for commit in found:
        for file in commit.files:
            before, after = texts[f"{commit.name}^", file], texts[commit.name, file]
            for sak, what in _told(file, before, after, number):
                yield Logglinje(commit, sak, what)


def _told(
    file: str, before: str | None, after: str | None, number: str | None
) -> Iterator[tuple[str | None, str]]:
    """Yield the sentences of one file in one commit, each with its case."""
    if file.startswith("saker/") and file.endswith(".yaml"):
        case = file.rsplit("/", 1)[-1].removesuffix(".yaml")
        sentences = list(case_changes(_value(before, Sak), _value(after, Sak)))
        yield from ((case, each) for each in sentences or ["Endret filen."])
    elif file.startswith("fravaer/") and file.endswith(".yaml"):
        old, new = _value(before, Klassefravaer), _value(after, Klassefravaer)
        yield from ((number, each) for each in absence_changes(old, new, number))
    elif number is None:
        yield None, f"{'La til' if before is None else 'Endret'} {file}."


def _value(text: str | None, kind: type[R]) -> R | None:
    if text is None:
        return None
    parsed = parse(text.removeprefix("\ufeff"))
    return None if parsed.faults else decode(parsed.tree, kind, "")[0]


def _cells(line: Logglinje) -> tuple[str, str, str, str]:
    when = line.commit.when.strftime("%d.%m.%Y %H:%M")
    return (when, line.commit.who, line.sak or "", line.hva)


def _values(line: Logglinje) -> dict[str, object]:
    return {
        "commit": line.commit.name,
        "tid": line.commit.when.isoformat(),
        "hvem": line.commit.who,
        "sak": line.sak,
        "hva": line.hva,
    }
