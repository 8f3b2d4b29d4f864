"""``tavle``: the board of the weekly leadership meeting, as one page for a screen or on paper."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from sosialplan.commands.aarshjul.aaret import counted_year, year_of
from sosialplan.commands.dokumenter.utskrift import require_own_place, write_document
from sosialplan.commands.lesing import (
    absence_books,
    all_rows,
    courses,
    left_out,
    tell_left_out,
    told_of,
)
from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.files.loader import load, load_reference
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.mappe import Mappe
from sosialplan.model.oppslagsverk import Maal
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Level, Problem
from sosialplan.model.sak import Sak
from sosialplan.output.bounded import tavle_pdf
from sosialplan.output.tavleside import tavle_html
from sosialplan.rules.aarshjul_status import wheel_status
from sosialplan.rules.ansattsak.skjerming import concerns_leadership
from sosialplan.rules.dekning import KLASSEMOETE, class_meeting_coverage
from sosialplan.rules.fravaer.elevtrapp import followed
from sosialplan.rules.kalender.datoord import ukedag_og_dato
from sosialplan.rules.kalender.skolekalender import kalender_of, preceding, school_year_of
from sosialplan.rules.lesninger import TEGN, undecided
from sosialplan.rules.sakspost import line_of
from sosialplan.rules.vurdering import by_case
from sosialplan.tekster.maalform import paa
from sosialplan.vern.laas import NOT_FOR_ME
from sosialplan.views.aarshjul.status import rows_of
from sosialplan.views.datoer import kort_dato
from sosialplan.views.maaltall import Maaltall, figures
from sosialplan.views.roller import rolle_med_navn
from sosialplan.views.saksliste import row_of
from sosialplan.views.tavle.tavlefelt import Navnerad, Tavle, Tavlefelt, Tavleord
from sosialplan.views.tavle.tavlehjul import Hjulgrunnlag, hjulfelt
from sosialplan.views.tavle.tavlen import by_time, fristfelt, klassefelt, saksfelt
from sosialplan.views.tavle.tavlestatistikk import maalfelt, on_the_same_day, trappfelt

HJUL = "plan/aarshjul.yaml"
Si = Callable[[str], str]


def tavle(run: Run, *, ledelsen: bool, med_navn: bool, format_: str, til: Path | None) -> int:
    """Make the board. With names it goes to a file of this machine alone.

    A case about one of the leadership is no matter for their meeting: it is in neither lists nor names.
    """
    if format_ == "pdf" and til is None:
        raise WrongUsage("En PDF må ha en fil.", "Legg til: --til tavle.pdf")
    folder = run.planmappe()
    if med_navn:
        if til is None:
            raise WrongUsage("En tavle med navn må ha en fil.", "Legg til: --til tavle.html")
        cure = "Velg en mappe på denne maskinen, eller la --med-navn være."
        require_own_place(run, folder.root, til, "En tavle med navn", cure)
    loaded = load(folder)
    mappe, status = told_of(run, folder, loaded)
    tell_left_out(run, left_out(mappe, run.i_dag))
    made = _put_together(run, folder, mappe, loaded.problems, ledelsen=ledelsen, med_navn=med_navn)
    content = tavle_html(made) if format_ == "html" else tavle_pdf(made, run.i_dag)
    write_document(run, content, til, folder.root, om_elever=med_navn)
    if ledelsen or med_navn:
        run.terminal.note("Små tall kan peke på enkeltelever. Ikke del denne tavla videre.")
    return status


def _put_together(
    run: Run,
    folder: Planmappe,
    mappe: Mappe,
    problems: Sequence[Problem],
    *,
    ledelsen: bool,
    med_navn: bool,
) -> Tavle:
    plan = mappe.plan
    si = partial(paa, plan.skole.maalform)
    apart = {each.value.sak for each in mappe.saker if concerns_leadership(each.value, plan)}
    rows = [each for each in all_rows(mappe, run.i_dag, undone=True) if each.frist.sak not in apart]
    frister, of_case = by_time(rows), by_case(rows)
    lines = [line_of(gang) for gang in courses(mappe, run.i_dag)]
    shown = (each for each in lines if each.kjent and not each.avsluttet and each.sak not in apart)
    saker = [row_of(each, of_case[each.sak]) for each in shown]
    year = school_year_of(run.i_dag)
    uke = run.i_dag.isocalendar().week
    return Tavle(
        tittel=si("Tavla"),
        skole=plan.skole.navn,
        dag=f"{si('Uke')} {uke}, {ukedag_og_dato(run.i_dag, si)}",
        spraak=plan.skole.maalform.spraak,
        spalter=(
            (fristfelt(frister, plan, si), _class_meetings(mappe, year, run.i_dag, si)),
            (
                saksfelt(saker, plan, si, ledelsen=ledelsen),
                _ladder(mappe, year, run.i_dag, si, ledelsen=ledelsen),
            ),
            (
                _wheel(run, folder, mappe, si, ledelsen=ledelsen),
                _goals(run, folder, mappe, si, ledelsen=ledelsen),
            ),
        ),
        ord=_words(si),
        varsler=tuple(_warnings(run, problems, si, ledelsen=ledelsen)),
        navn=tuple(_named(frister.forfalt, mappe, plan, si)) if med_navn else None,
    )


def _warnings(run: Run, problems: Sequence[Problem], si: Si, *, ledelsen: bool) -> Iterator[str]:
    """Yield what a reader of the page alone must know: what it lacks, and for whom it is."""
    if run.terminal.unread:
        yield run.terminal.incomplete
    sealed = {each.location.path for each in problems if each.code == NOT_FOR_ME}
    if sealed:
        said = si("{antall} vernede filer er ikke med: den som laget tavla, leser dem ikke.")
        yield said.format(antall=len(sealed))
    if ledelsen:
        yield si("Bare for ledelsen: små tall kan peke på enkeltelever.")


def _wheel(run: Run, folder: Planmappe, mappe: Mappe, si: Si, *, ledelsen: bool) -> Tavlefelt:
    """Return the wheel, or why there is none to show."""
    empty = Tavlefelt("aarshjul", si("Årshjulet"), "", "", None)
    if not folder.has(folder.root / HJUL):
        return _said(empty, si("Skolen har ikke noe årshjul."))
    try:
        year = year_of(run, None)
    except ExpectedFailure:
        code = school_year_of(run.i_dag)
        return _said(empty, si("Skoleruten for {kode} er ikke kjent.").format(kode=code))
    aar = counted_year(mappe, year.skoleaar, run.i_dag)
    rader = rows_of(wheel_status(year.tider, aar), ledelsen=ledelsen)
    return hjulfelt(
        Hjulgrunnlag(
            year.hjul, year.skoleaar, year.rute, year.tider, rader, aar.per, year.rollenavn
        ),
        si,
    )


def _said(felt: Tavlefelt, innledning: str) -> Tavlefelt:
    return Tavlefelt(felt.kode, felt.tittel, innledning, "", None)


def _class_meetings(mappe: Mappe, year: str, i_dag: date, si: Si) -> Tavlefelt:
    plan = mappe.plan
    books = [each.value for each in mappe.moeter]
    meeting = plan.moeter.moete(KLASSEMOETE)
    waits = meeting is not None and any(
        undecided(plan.valg, each, i_dag) for each in meeting.hyppighet
    )
    rows = class_meeting_coverage(plan, kalender_of(plan.ruter), books, year, i_dag)
    return klassefelt(rows, si, si(TEGN) if waits else "")


def _ladder(mappe: Mappe, year: str, i_dag: date, si: Si, *, ledelsen: bool) -> Tavlefelt:
    saker = [each.value for each in mappe.saker]
    found = followed(saker, absence_books(mappe), mappe.plan, i_dag)
    own = [each for each in found if each.skoleaar == year]
    return trappfelt(own, mappe.plan, si, ledelsen=ledelsen)


def _goals(run: Run, folder: Planmappe, mappe: Mappe, si: Si, *, ledelsen: bool) -> Tavlefelt:
    """Return the goals. Raises ProblemsFoundError where they cannot be read."""
    reference, problems = load_reference(folder)
    if reference is None:
        raise ProblemsFoundError([each for each in problems if each.level is Level.FEIL])

    def of(maal: tuple[Maal, ...], year: str, day: date) -> tuple[Maaltall, ...]:
        aar = counted_year(mappe, year, day)
        return tuple(figures(maal, aar, ledelsen=ledelsen, ukjent=bool(run.terminal.unread)))

    goals, year = reference.maal.maal, school_year_of(run.i_dag)
    before = preceding(year)
    known = kalender_of(mappe.plan.ruter).rute(before) is not None
    then = of(goals, before, on_the_same_day(run.i_dag)) if known else ()
    counted = [each for each in of(goals, year, run.i_dag) if each.antall is not None]
    return maalfelt(counted, {each.maal.kode: each for each in then}, si, ledelsen=ledelsen)


def _named(rows: Sequence[VurdertFrist], mappe: Mappe, plan: Plan, si: Si) -> Iterator[Navnerad]:
    """Yield the overdue deadlines of cases with the pupil's name, and who answers for each."""
    saker = {each.value.sak: each.value for each in mappe.saker}
    for row in rows:
        sak = saker.get(row.frist.sak or "")
        klasse = row.frist.klasse or ""
        yield Navnerad(
            sak=row.frist.sak or "",
            elev=_pupil(sak, si),
            klasse=klasse,
            hva=row.frist.tittel,
            frist=kort_dato(row.frist.frist) if row.frist.frist else "",
            hvem=", ".join(
                rolle_med_navn(plan.skole, each, klasse, si=si) for each in row.frist.ansvarlig
            ),
        )


def _pupil(sak: Sak | None, si: Si) -> str:
    """Return whose a case is; of one that is kept from an employee no name goes to a meeting."""
    if sak is None:
        return ""
    return si("saken er skjermet") if sak.gjelder_ansatt else sak.elev.navn


def _words(si: Si) -> Tavleord:
    columns = ("Sak", "Elev", "Klasse", "Hva", "Frist", "Hvem")
    return Tavleord(
        som_tabell=si("{hva} som tabell"),
        navnetittel=si("Det som er forfalt, med navn"),
        navnevarsel=si("Bare for ledelsen. Slett filen når møtet er over."),
        ingen_forfalt=si("Ingenting er forfalt."),
        navnekolonner=tuple(map(si, columns)),
        fot=si("Tallene er de samme som i listene: frister, saker, årshjul, møter, fravær og mål."),
    )
