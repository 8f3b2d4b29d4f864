"""The planmappe with a file's new content in it, before it is written, and what is found in that file."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.fravaerstrapp import Fravaerstrapp
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.klasseliste import ELEVER, Klasseliste
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.melding import Innboksmelding
from sosialplan.model.moeter import Moetebok, Moeteplan
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding, Problem
from sosialplan.model.record import Fil
from sosialplan.model.regel import Fristregler, Hjemler
from sosialplan.model.sak import Sak
from sosialplan.model.skole import Skole, Skolerute, Valgliste
from sosialplan.rules.checks.absence_checks import check_absence
from sosialplan.rules.checks.case_checks import check_case
from sosialplan.rules.checks.list_checks import check_class_list
from sosialplan.rules.checks.meeting_checks import check_meetings_held
from sosialplan.rules.checks.report_checks import check_report
from sosialplan.schema.decode import decode


class Slaget(NamedTuple):
    """A kind of file that several lie of: its record, where the planmappe has them, and what is asked of one."""

    kind: type[Fil]
    felt: str
    check: Callable[[Any, Mappe, date], Iterable[Finding]]


_SLAG = {
    "saker": Slaget(Sak, "saker", check_case),
    "fravaer": Slaget(Klassefravaer, "fravaer", check_absence),
    "moter": Slaget(Moetebok, "moeter", check_meetings_held),
    "innboks": Slaget(Innboksmelding, "innboks", check_report),
    ELEVER: Slaget(Klasseliste, "klasselister", check_class_list),
}
"""By the folder that they lie in."""


def with_file(
    mappe: Mappe, file: str, tree: object, i_dag: date, *, judged: bool = True
) -> tuple[Mappe, tuple[Finding, ...]]:
    """Return the planmappe with a file's new content in it, and, where it is ``judged``, the findings in that file."""
    slag = _SLAG.get(file.split("/", maxsplit=1)[0])
    if slag is None:
        return _of_plan(mappe, file, tree)
    value, findings = decode(tree, slag.kind, file)
    if value is None:
        return mappe, findings
    read = Read(file, value)
    others = (each for each in getattr(mappe, slag.felt) if each.file != file)
    mappe = replace(mappe, **{slag.felt: (*others, read)})
    return mappe, tuple(slag.check(read, mappe, i_dag)) if judged else ()


def _of_plan(mappe: Mappe, file: str, tree: object) -> tuple[Mappe, tuple[Finding, ...]]:
    """Return the planmappe with a file of the plan; who works at the school decides who reads from then on."""
    from sosialplan.model.filslag import slag_av  # noqa: PLC0415 - it knows every kind of file
    from sosialplan.model.tilgang import Tilgang  # noqa: PLC0415
    from sosialplan.rules.checks.people_checks import check_access  # noqa: PLC0415 - seldom needed
    from sosialplan.rules.checks.plan_checks import check_plan  # noqa: PLC0415 - seldom needed

    value, findings = decode(tree, slag_av(file) or Skole, file)
    if isinstance(value, Tilgang):
        return mappe, (*findings, *check_access(value, mappe.plan.skole))
    plan = _with(mappe.plan, value)
    if plan is None:
        return mappe, findings
    mappe = replace(mappe, plan=plan)
    return mappe, (*findings, *(each for each in check_plan(mappe.plan) if each.file == file))


def _with(plan: Plan, value: object) -> Plan | None:
    """Return the plan with one of its files as it will be; None where the file is no part of what is reckoned with."""
    field = next((felt for kind, felt in _PLANFELT if isinstance(value, kind)), None)
    if field is not None:
        return replace(plan, **{field: value})
    if isinstance(value, Handlingskjede):
        others = (each for each in plan.kjeder if each.kjede != value.kjede)
        return replace(plan, kjeder=(*others, value))
    if isinstance(value, Skolerute):
        years = (each for each in plan.ruter if each.skoleaar != value.skoleaar)
        return replace(plan, ruter=(*years, value))
    return None


_PLANFELT: tuple[tuple[type[Fil], str], ...] = (
    (Skole, "skole"), (Valgliste, "valg"), (Fristregler, "fristregler"), (Hjemler, "hjemler"), (Fravaerstrapp, "trapp"),
    (Moeteplan, "moeter"),
)  # fmt: skip
"""Files of the plan that there is one of, and where the plan has them."""


def refused(
    run: Run, folder: Planmappe, problems: Sequence[Problem], new: Iterable[Path]
) -> ProblemsFoundError:
    """Return why nothing is written; of ``new`` files it is not told how to open them: they are not there."""
    files = {folder.relative(path) for path in new}
    if all(each.location.path in files for each in problems):
        run.terminal.sealed.append(False)
    return ProblemsFoundError([*problems])
