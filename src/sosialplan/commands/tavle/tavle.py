"""``tavle``: the board of the weekly leadership meeting, as one page for a screen or on paper."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from sosialplan.commands.dokumenter.utskrift import require_own_place, write_document
from sosialplan.commands.lesing import (
    left_out,
    tell_left_out,
    told_of,
)
from sosialplan.commands.run import Run
from sosialplan.commands.tavle.aarsbilde import (
    class_meetings,
    goals,
    ladder,
    undone_and_open,
    wheel,
)
from sosialplan.files.loader import load
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.failure import WrongUsage
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.mappe import Mappe
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Problem
from sosialplan.model.sak import Sak
from sosialplan.output.bounded import tavle_pdf
from sosialplan.output.tavleside import tavle_html
from sosialplan.rules.kalender.datoord import UKEDAGER
from sosialplan.rules.kalender.skolekalender import school_year_of
from sosialplan.tekster.maalform import paa
from sosialplan.vern.laas import NOT_FOR_ME
from sosialplan.views.datoer import kort_dato
from sosialplan.views.roller import rolle_med_navn
from sosialplan.views.tavle.tavlefelt import Navnerad, Tavle, Tavlefelt, Tavleord
from sosialplan.views.tavle.tavlehjul import hjulfelt
from sosialplan.views.tavle.tavlen import by_time, fristfelt, saksfelt
from sosialplan.views.tavle.tavlestatistikk import maalfelt

Si = Callable[[str], str]


def tavle(run: Run, *, ledelsen: bool, med_navn: bool, format_: str, til: Path | None) -> int:
    """Make the board. With names it is the leadership's, and goes to a file of this machine alone.

    A case about one of the leadership is no matter for their meeting: it is in neither lists nor names.
    """
    if format_ == "pdf" and til is None:
        raise WrongUsage("En PDF må ha en fil.", "Legg til: --til tavle.pdf")
    folder = run.planmappe()
    ledelsen = ledelsen or med_navn  # beside a list of the overdue nothing is hidden by a number
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
    if ledelsen:
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
    rows, saker = undone_and_open(mappe, run.i_dag)
    frister = by_time(rows)
    year = school_year_of(run.i_dag)
    uke = run.i_dag.isocalendar().week
    return Tavle(
        tittel=si("Tavla"),
        skole=plan.skole.navn,
        dag=f"{si('Uke')} {uke}, {si(UKEDAGER[run.i_dag.weekday()])} {kort_dato(run.i_dag)}",
        spraak=plan.skole.maalform.spraak,
        spalter=(
            (
                fristfelt(frister, plan, si, ledelsen=ledelsen),
                class_meetings(mappe, year, run.i_dag, si),
            ),
            (
                saksfelt(saker, plan, si, ledelsen=ledelsen),
                ladder(mappe, year, run.i_dag, si, ledelsen=ledelsen),
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
        said = si("Vernede filer som ikke er med: {antall}. Den som laget tavla, leser dem ikke.")
        yield said.format(antall=len(sealed))
    if ledelsen:
        yield si("Bare for ledelsen: små tall kan peke på enkeltelever.")


def _wheel(run: Run, folder: Planmappe, mappe: Mappe, si: Si, *, ledelsen: bool) -> Tavlefelt:
    """Return the wheel, or why there is none to show."""
    found = wheel(run, folder, mappe, school_year_of(run.i_dag), si, ledelsen=ledelsen)
    if isinstance(found, str):
        return Tavlefelt("aarshjul", si("Årshjulet"), found, "", None)
    return hjulfelt(found, si)


def _goals(run: Run, folder: Planmappe, mappe: Mappe, si: Si, *, ledelsen: bool) -> Tavlefelt:
    made = goals(run, folder, mappe, school_year_of(run.i_dag), si, ledelsen=ledelsen)
    return maalfelt(made.telt, made.da, si, ledelsen=ledelsen)


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
