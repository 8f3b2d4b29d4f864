"""What a school year is shown by, in fields: the wheel, the class meetings, the absence ladder, the cases and the goals with the year before.

The board and the year's report ask here, so that neither counts what the other counts.
"""

from collections.abc import Callable
from datetime import date

from sosialplan.commands.aarshjul.aaret import counted_year, year_of
from sosialplan.commands.lesing import absence_books, all_rows, courses
from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.files.loader import load_reference
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.mappe import Mappe
from sosialplan.model.oppslagsverk import Maal
from sosialplan.model.problems import Level
from sosialplan.rules.aarshjul_status import wheel_status
from sosialplan.rules.ansattsak.skjerming import concerns_leadership
from sosialplan.rules.dekning import KLASSEMOETE, class_meeting_coverage
from sosialplan.rules.fravaer.elevtrapp import followed
from sosialplan.rules.fravaerstrapp import rung_as_read
from sosialplan.rules.kalender.skolekalender import kalender_of, preceding, school_year_of
from sosialplan.rules.lesninger import TEGN, undecided
from sosialplan.rules.sakspost import line_of
from sosialplan.rules.vurdering import by_case
from sosialplan.views.aarshjul.status import rows_of
from sosialplan.views.maaltall import Maaltall, figures
from sosialplan.views.saksliste import Saksrad, row_of
from sosialplan.views.tavle.tavlefelt import Tavlefelt
from sosialplan.views.tavle.tavlehjul import Hjulgrunnlag
from sosialplan.views.tavle.tavlen import klassefelt
from sosialplan.views.tavle.tavlestatistikk import Maalene, on_the_same_day, trappfelt

HJUL = "plan/aarshjul.yaml"
Si = Callable[[str], str]


def wheel(
    run: Run, folder: Planmappe, mappe: Mappe, skoleaar: str, si: Si, *, ledelsen: bool
) -> Hjulgrunnlag | str:
    """Return what the wheel is drawn of, or why there is none to show."""
    if not folder.has(folder.root / HJUL):
        return si("Skolen har ikke noe årshjul.")
    try:
        year = year_of(run, skoleaar)
    except ExpectedFailure:
        return si("Skoleruten for {kode} er ikke kjent.").format(kode=skoleaar)
    aar = counted_year(mappe, skoleaar, run.i_dag)
    rader = rows_of(wheel_status(year.tider, aar), ledelsen=ledelsen)
    return Hjulgrunnlag(year.hjul, skoleaar, year.rute, year.tider, rader, aar.per, year.rollenavn)


def class_meetings(mappe: Mappe, year: str, per: date, si: Si) -> Tavlefelt:
    """Return the class meetings of a year."""
    plan = mappe.plan
    books = [each.value for each in mappe.moeter]
    meeting = plan.moeter.moete(KLASSEMOETE)
    waits = meeting is not None and any(
        undecided(plan.valg, each, per) for each in meeting.hyppighet
    )
    rows = class_meeting_coverage(plan, kalender_of(plan.ruter), books, year, per)
    return klassefelt(rows, si, si(TEGN) if waits else "")


def ladder(mappe: Mappe, year: str, per: date, si: Si, *, ledelsen: bool) -> Tavlefelt:
    """Return the rungs that pupils reached in a year."""
    saker = [each.value for each in mappe.saker]
    found = followed(saker, absence_books(mappe), mappe.plan, per)
    own = [each for each in found if each.skoleaar == year]
    rungs = [rung_as_read(mappe.plan, each, per) for each in mappe.plan.trapp.trinn]
    return trappfelt(own, rungs, si, ledelsen=ledelsen)


def undone_and_open(
    mappe: Mappe, per: date
) -> tuple[tuple[VurdertFrist, ...], tuple[Saksrad, ...]]:
    """Return what is undone, and the open cases: none that is about one of the leadership."""
    plan = mappe.plan
    apart = {each.value.sak for each in mappe.saker if concerns_leadership(each.value, plan)}
    rows = [each for each in all_rows(mappe, per, undone=True) if each.frist.sak not in apart]
    of_case = by_case(rows)
    lines = [line_of(gang) for gang in courses(mappe, per)]
    shown = (each for each in lines if each.kjent and not each.avsluttet and each.sak not in apart)
    return tuple(rows), tuple(row_of(each, of_case[each.sak]) for each in shown)


def goals(
    run: Run, folder: Planmappe, mappe: Mappe, year: str, si: Si, *, ledelsen: bool
) -> Maalene:
    """Return the goals. Raises ProblemsFoundError where they cannot be read."""
    reference, problems = load_reference(folder)
    if reference is None:
        raise ProblemsFoundError([each for each in problems if each.level is Level.FEIL])

    def of(maal: tuple[Maal, ...], year: str, day: date) -> tuple[Maaltall, ...]:
        aar = counted_year(mappe, year, day)
        return tuple(figures(maal, aar, ledelsen=ledelsen, ukjent=bool(run.terminal.unread)))

    listed = reference.maal
    now, before = counted_year(mappe, year, run.i_dag), preceding(year)
    why = _unknown(mappe, before, si)
    then = () if why else of(listed.maal, before, on_the_same_day(now.per))
    return Maalene(listed, of(listed.maal, year, now.per), then, why)


def _unknown(mappe: Mappe, year: str, si: Si) -> str:
    """Say why nothing can be told of a year: no calendar, or a year in which nothing was written down."""
    if kalender_of(mappe.plan.ruter).rute(year) is None:
        return si("Skoleruten for {kode} er ikke kjent.").format(kode=year)
    written = (
        *(each.value.skoleaar for each in mappe.moeter),
        *(each.value.skoleaar for each in mappe.fravaer),
        *(school_year_of(each.value.opprettet) for each in mappe.saker),
    )
    return "" if year in written else si("Ingenting er ført i {kode}.").format(kode=year)
