"""Every check of every file of a planmappe: what is found, by its place."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from sosialplan.commands.historikk.historikksjekk import history_findings
from sosialplan.commands.mappesyn import look_at
from sosialplan.commands.personvernsyn import private_findings
from sosialplan.commands.run import Run
from sosialplan.files.filtolk import place_in_files, read_as_far, read_value
from sosialplan.files.loader import (
    load_access,
    load_import,
    load_names,
    load_plan,
    load_reference,
    load_vague_words,
    load_views,
    load_with_lists,
)
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import lovkjernen, standard_plan
from sosialplan.model.aarshjul import Aarshjul
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.mappe import Mappe
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding, Level, Problem, Tvil
from sosialplan.model.skole import Skolerute
from sosialplan.reading import is_there
from sosialplan.rules.checks.absence_checks import check_absence, check_import
from sosialplan.rules.checks.case_checks import FELLES_STEG, check_case
from sosialplan.rules.checks.chain_checks import check_chain
from sosialplan.rules.checks.file_checks import undoubted
from sosialplan.rules.checks.law_checks import check_against_law
from sosialplan.rules.checks.list_checks import check_class_list
from sosialplan.rules.checks.meeting_checks import check_meeting_plan, check_meetings_held
from sosialplan.rules.checks.people_checks import (
    check_access,
    check_calendar,
    check_days_at_school,
    check_holders,
    check_names,
)
from sosialplan.rules.checks.plan_checks import check_plan
from sosialplan.rules.checks.record_checks import (
    check_archive_numbers,
    check_conflicts,
    check_ids_between,
)
from sosialplan.rules.checks.reference_checks import (
    check_activities_held,
    check_reference,
    check_views,
    check_wheel,
)
from sosialplan.rules.checks.report_checks import check_report
from sosialplan.rules.tiltak import VAGE_ORD
from sosialplan.views.problemliste import in_order

AARSHJUL = "plan/aarshjul.yaml"
_SAVED_NOW = frozenset({"F131"})
"""What saving itself puts right."""


def nobody_reads(folder: Planmappe) -> Sequence[Problem]:
    """Return that nobody at the school opens what is sealed, where it is so."""
    plan, _ = load_plan(folder)
    tilgang, _ = load_access(folder)
    found = check_access(tilgang, plan.skole) if plan and tilgang else ()
    return place_in_files(folder, [each for each in found if each.code == NOBODY_READS])


NOBODY_READS = "T710"


def stops(problem: Problem) -> bool:
    """Tell whether a problem of a file stops what was written in it by hand from being saved."""
    return problem.level is Level.FEIL and problem.code not in _SAVED_NOW


def check_the_law(folder: Planmappe, plan: Plan, i_dag: date) -> tuple[Finding, ...]:
    """Return where the plan undercuts the law, or differs from the standard."""
    wheel, _ = read_value(folder, folder.root / AARSHJUL, Aarshjul)
    value = wheel.value if wheel else None
    return tuple(check_against_law(plan, lovkjernen(), standard_plan(folder, plan), i_dag, value))


def plan_against_law(folder: Planmappe, i_dag: date) -> tuple[Problem, ...]:
    """Return what is wrong with a plan by the law, or other than the standard; nothing of one that cannot be read."""
    plan, _ = load_plan(folder)
    found = check_the_law(folder, plan, i_dag) if plan else ()
    return in_order(place_in_files(folder, found))


def problems_of(folder: Planmappe, i_dag: date, only: Collection[str] = ()) -> tuple[Problem, ...]:
    """Return every problem of a planmappe by place, or of ``only`` these files."""
    tvil: list[Tvil] = []
    loaded = load_with_lists(folder, tvil)
    problems = [*loaded.problems, *look_at(folder, rules=True)]
    findings = list(check_mappe(loaded.mappe, i_dag, only)) if loaded.mappe else []
    if not only or any(each.startswith(("plan/", "moter/")) for each in only):
        more, found = _check_rest(folder, loaded.mappe, tvil, i_dag)
        problems += more
        findings += found
        if loaded.mappe is not None:
            findings += check_the_law(folder, loaded.mappe.plan, i_dag)
    if loaded.mappe is not None and loaded.mappe.plan.skole.logo is not None:
        from sosialplan.commands.dokumenter.skolelogo import logo_problems  # noqa: PLC0415 - few have one

        problems += logo_problems(folder, loaded.mappe.plan.skole, only)
    if not only or any(each.startswith("maler/") for each in only):
        from sosialplan.commands.dokumenter.malsjekk import template_problems  # noqa: PLC0415 - slow

        problems += template_problems(folder, i_dag)
    if loaded.mappe is not None:
        findings += private_findings(folder, loaded.mappe, only)
    findings = list(undoubted(findings, tvil))
    findings += check_history_of(folder, _whole(loaded.mappe, tvil), only)
    told = [each for each in findings if not only or each.file in only]
    problems += place_in_files(folder, told)
    return in_order(each for each in problems if not only or each.location.path in only)


def faults_of(folder: Planmappe, i_dag: date) -> tuple[Problem, ...]:
    """Return what is wrong with the files themselves, so that they cannot stand: neither the law, the templates nor the history is asked."""
    loaded = load_with_lists(folder)
    more, findings = _check_rest(folder, loaded.mappe, [], i_dag)
    found = (*check_mappe(loaded.mappe, i_dag), *findings) if loaded.mappe else ()
    problems = (*loaded.problems, *more, *place_in_files(folder, found))
    return in_order(each for each in problems if each.level is Level.FEIL)


def _whole(mappe: Mappe | None, tvil: Collection[Tvil]) -> Mappe | None:
    """Return what was read without a doubt; nothing where the plan is in doubt."""
    doubted = {each.file for each in tvil}
    if mappe is None or any(each.startswith("plan/") for each in doubted):
        return None
    saker, fravaer, moeter, innboks, lister = (
        tuple(each for each in some if each.file not in doubted)
        for some in (mappe.saker, mappe.fravaer, mappe.moeter, mappe.innboks, mappe.klasselister)
    )
    return replace(
        mappe, saker=saker, fravaer=fravaer, moeter=moeter, innboks=innboks, klasselister=lister
    )


def _check_rest(
    folder: Planmappe, mappe: Mappe | None, tvil: list[Tvil], i_dag: date
) -> tuple[list[Problem], list[Finding]]:
    """Read and check what no case rests on: the wheel, the reference, imports, who signs, names."""
    wheel = None
    problems: list[Problem] = []
    if is_there(folder.root / AARSHJUL):
        wheel, problems, doubt = read_as_far(folder, folder.root / AARSHJUL, Aarshjul)
        tvil += [doubt] if doubt else []
    reference, faults = load_reference(folder, tvil)
    kart, more = load_import(folder, tvil)
    tilgang, last = load_access(folder, tvil)
    navn, others = load_names(folder, tvil)
    vage, vague = load_vague_words(folder, tvil)
    visninger, unread = load_views(folder, tvil)
    problems = [*problems, *faults, *more, *last, *others, *vague, *unread]
    if mappe is None:
        return problems, []
    findings = list(_check_named_files(folder, mappe.plan))
    if wheel is not None:
        findings += check_wheel(wheel.value, wheel.file, mappe.plan)
        findings += check_activities_held(mappe, wheel.value)
    if reference is not None:
        findings += check_reference(reference, mappe.plan)
    if kart is not None:
        findings += check_import(kart, mappe.plan)
    if tilgang is not None:
        findings += check_access(tilgang, mappe.plan.skole)
    if navn is not None:
        findings += check_names(navn)
    if vage is not None:
        findings += check_conflicts(vage, VAGE_ORD)
    if visninger is not None:
        findings += check_views(visninger, mappe.plan, i_dag)
    return problems, findings


def check_history_of(
    folder: Planmappe,
    mappe: Mappe | None,
    only: Collection[str],
    shut: Callable[[str], object] = str,
) -> Iterator[Finding]:
    """Hold the files against the history; without a readable plan no step can be named.

    ``shut`` is told each file that has versions sealed for others.
    """
    plan = mappe.plan if mappe else None
    steps = {each.steg for chain in plan.kjeder for each in chain.steg} if plan else set()
    since = plan.skole.uendret_fra if plan else None
    known = {*steps, *FELLES_STEG}
    return history_findings(folder, mappe, steps=known, since=since, only=only, shut=shut)


_CUT_SHORT = "K405"
"""The check says itself that the history is cut short."""


def standing(
    folder: Planmappe, mappe: Mappe | None, shut: Callable[[str], object]
) -> Sequence[Problem]:
    """Return what was changed or taken away after it was saved; ``shut`` is told what cannot be held."""
    found = place_in_files(folder, check_history_of(folder, mappe, (), shut))
    return in_order(each for each in found if each.code != _CUT_SHORT)


def tell_shut(run: Run, files: Sequence[str]) -> None:
    """Say of how many files something was not held against anything: it is sealed for others than who checks."""
    if files:
        count = "1 fil" if len(files) == 1 else f"{len(files)} filer"
        run.terminal.note(
            f"I {count} er utgaver vernet for andre enn deg, eller for en nøkkel du hadde før. Det som sto i dem, og hvem som "
            "godkjente det, er ikke kontrollert her. En som har lest fra begynnelsen, kan kontrollere det."
        )


def check_mappe(mappe: Mappe, i_dag: date, only: Collection[str] = ()) -> Iterator[Finding]:
    """Yield the findings of every check of the plan's common files, the cases and the rest.

    Of the rest all files, or ``only`` these.
    """
    saker = [each for each in mappe.saker if not only or each.file in only]
    fravaer = [each for each in mappe.fravaer if not only or each.file in only]
    moeter = [each for each in mappe.moeter if not only or each.file in only]
    innboks = [each for each in mappe.innboks if not only or each.file in only]
    lister = [each for each in mappe.klasselister if not only or each.file in only]
    yield from check_plan(mappe.plan)
    yield from check_meeting_plan(mappe.plan)
    yield from check_holders(mappe.plan)
    yield from check_days_at_school(mappe.plan.skole, i_dag)
    for sak in saker:
        yield from check_case(sak, mappe, i_dag)
    for absence in fravaer:
        yield from check_absence(absence, mappe, i_dag)
    for book in moeter:
        yield from check_meetings_held(book, mappe, i_dag)
    for told in innboks:
        yield from check_report(told, mappe, i_dag)
    for liste in lister:
        yield from check_class_list(liste, mappe, i_dag)
    for read in (*saker, *fravaer, *moeter, *innboks, *lister):
        yield from check_conflicts(read.value, read.file)
    yield from check_ids_between(mappe)
    yield from check_archive_numbers(mappe)


def _check_named_files(folder: Planmappe, plan: Plan) -> Iterator[Finding]:
    """Check the files that bear the name of what they hold."""
    for path in folder.files("plan/handlingskjeder"):
        chain, *_ = read_as_far(folder, path, Handlingskjede)
        yield from check_chain(chain.value, chain.file, plan) if chain else ()
    for path in folder.files("plan/skoleruter"):
        calendar, *_ = read_as_far(folder, path, Skolerute)
        yield from check_calendar(calendar.value, calendar.file) if calendar else ()


def problems_by_plan(folder: Planmappe, mappe: Mappe, i_dag: date) -> tuple[Problem, ...]:
    """Return every problem of the plan as a folder has it, and of what was read of cases and the rest by that plan."""
    plan, problems = load_plan(folder)
    if plan is None:
        return in_order(problems)
    told = replace(mappe, plan=plan)
    more, findings = _check_rest(folder, told, [], i_dag)
    findings += [*check_mappe(told, i_dag), *check_the_law(folder, plan, i_dag)]
    return in_order([*problems, *more, *place_in_files(folder, findings)])
