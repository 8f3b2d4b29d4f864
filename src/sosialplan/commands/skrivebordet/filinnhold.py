"""The planmappe with a file's new content in it, before it is written, and what is found in that file."""

from datetime import date

from msgspec.structs import replace

from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.melding import Innboksmelding
from sosialplan.model.moeter import Moetebok
from sosialplan.model.problems import Finding
from sosialplan.model.sak import Sak
from sosialplan.model.skole import Skole, Valgliste
from sosialplan.rules.checks.absence_checks import check_absence
from sosialplan.rules.checks.case_checks import check_case
from sosialplan.rules.checks.meeting_checks import check_meetings_held
from sosialplan.rules.checks.report_checks import check_report
from sosialplan.schema.decode import decode


def with_file(
    mappe: Mappe, file: str, tree: object, i_dag: date
) -> tuple[Mappe, tuple[Finding, ...]]:
    """Return the planmappe with a file's new content in it, and the findings in that file."""
    if file.startswith("saker/"):
        sak, findings = decode(tree, Sak, file)
        if sak is None:
            return mappe, findings
        read = Read(file, sak)
        others = tuple(each for each in mappe.saker if each.file != file)
        mappe = replace(mappe, saker=(*others, read))
        return mappe, tuple(check_case(read, mappe, i_dag))
    if file.startswith("plan/"):
        return _of_plan(mappe, file, tree)
    of_kind = {"moter": _with_minutes, "innboks": _with_report}
    return of_kind.get(file.split("/", maxsplit=1)[0], _with_absence)(mappe, file, tree, i_dag)


def _with_absence(
    mappe: Mappe, file: str, tree: object, i_dag: date
) -> tuple[Mappe, tuple[Finding, ...]]:
    book, findings = decode(tree, Klassefravaer, file)
    if book is None:
        return mappe, findings
    absence = Read(file, book)
    rest = tuple(each for each in mappe.fravaer if each.file != file)
    mappe = replace(mappe, fravaer=(*rest, absence))
    return mappe, tuple(check_absence(absence, mappe, i_dag))


def _of_plan(mappe: Mappe, file: str, tree: object) -> tuple[Mappe, tuple[Finding, ...]]:
    """Return the planmappe with a file of the plan; who works at the school decides who reads from then on."""
    from sosialplan.model.filslag import slag_av  # noqa: PLC0415 - it knows every kind of file
    from sosialplan.model.tilgang import Tilgang  # noqa: PLC0415
    from sosialplan.rules.checks.people_checks import check_access  # noqa: PLC0415 - seldom needed
    from sosialplan.rules.checks.plan_checks import check_plan  # noqa: PLC0415 - seldom needed

    value, findings = decode(tree, slag_av(file) or Skole, file)
    if isinstance(value, Tilgang):
        return mappe, (*findings, *check_access(value, mappe.plan.skole))
    if isinstance(value, Skole):
        mappe = replace(mappe, plan=replace(mappe.plan, skole=value))
    elif isinstance(value, Valgliste):
        mappe = replace(mappe, plan=replace(mappe.plan, valg=value))
    else:
        return mappe, findings
    return mappe, (*findings, *(each for each in check_plan(mappe.plan) if each.file == file))


def _with_minutes(
    mappe: Mappe, file: str, tree: object, i_dag: date
) -> tuple[Mappe, tuple[Finding, ...]]:
    book, findings = decode(tree, Moetebok, file)
    if book is None:
        return mappe, findings
    minutes = Read(file, book)
    rest = tuple(each for each in mappe.moeter if each.file != file)
    mappe = replace(mappe, moeter=(*rest, minutes))
    return mappe, tuple(check_meetings_held(minutes, mappe, i_dag))


def _with_report(
    mappe: Mappe, file: str, tree: object, i_dag: date
) -> tuple[Mappe, tuple[Finding, ...]]:
    told, findings = decode(tree, Innboksmelding, file)
    if told is None:
        return mappe, findings
    report = Read(file, told)
    rest = tuple(each for each in mappe.innboks if each.file != file)
    mappe = replace(mappe, innboks=(*rest, report))
    return mappe, tuple(check_report(report, mappe, i_dag))
