"""``lag årsrapport``: the year's report on the work for a safe school, for SMU, FAU and the owner of the school."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from sosialplan.commands.aarshjul.aaret import counted_year, plan_changes
from sosialplan.commands.lesing import left_out, tell_left_out, told_of
from sosialplan.commands.moeter.moetepapir import require_file, write_paper
from sosialplan.commands.run import Run
from sosialplan.commands.tavle.aarsbilde import (
    class_meetings,
    goals,
    ladder,
    wheel,
)
from sosialplan.files.loader import load_names, load_with_lists
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import minimering
from sosialplan.model.failure import WrongUsage
from sosialplan.model.mappe import Mappe
from sosialplan.model.oppslagsverk import UTEN_NAVN
from sosialplan.model.problems import Problem
from sosialplan.output.tavleside import drawings
from sosialplan.output.workshop import get_ready
from sosialplan.rules.kalender.skolekalender import kalender_of, preceding, school_year_of
from sosialplan.rules.moeter.beslutninger import meeting_deadlines, of_the_meeting
from sosialplan.rules.navn.andres_navn import folk_i, like_names, navnlike
from sosialplan.rules.navn.klassespor import tells_a_class
from sosialplan.rules.navn.navneleting import navneregister
from sosialplan.rules.navn.personopplysninger import leads_to_somebody, personord
from sosialplan.rules.navn.tekstord import ordrekke
from sosialplan.tekster.maalform import paa
from sosialplan.vern.laas import NOT_FOR_ME
from sosialplan.views.moeter.moetepapir import Moeteark
from sosialplan.views.tavle.aarsrapport import Rapportgrunnlag, rapport
from sosialplan.views.tavle.aarsvurdering import Beslutninger, Vurderingsord
from sosialplan.views.tavle.tavlehjul import Hjulgrunnlag, hjulfelt
from sosialplan.views.tavle.tavlestatistikk import maalfelt, trendfelt

_DRAWN = ("pdf", "html")
_WIDE = 520.0
"""So wide is the sheet around a drawing, in its own units: its letters are then as those of the text."""
Si = Callable[[str], str]


def lag_aarsrapport(run: Run, *, skoleaar: str | None, format_: str, til: Path | None) -> int:
    """Make the report of a school year as it stands on the day, or at its end. Changes nothing."""
    require_file(format_, til, "årsrapport")
    year = skoleaar or school_year_of(run.i_dag)
    if year > school_year_of(run.i_dag):
        raise WrongUsage(
            "Skoleåret har ikke begynt, så det er ingenting å fortelle.",
            f"Skriv et som har begynt: --skoleår {school_year_of(run.i_dag)}",
        )
    get_ready()
    folder = run.planmappe()
    loaded = load_with_lists(folder)
    mappe, status = told_of(run, folder, loaded)
    tell_left_out(run, left_out(mappe, run.i_dag))
    si = partial(paa, mappe.plan.skole.maalform)
    made = _put_together(run, folder, mappe, loaded.problems, year, si)
    drawn = format_ in _DRAWN
    write_paper(
        run,
        folder,
        _sheet(made, si, bilder=drawn),
        format_,
        til,
        images=drawings(made.tegninger, _WIDE) if drawn else {},
        om_elever=False,
    )
    if made.utenfor:
        run.terminal.note(
            f"Antall notater om vurderinger som ikke er med: {made.utenfor}. De er fra en klasse, eller kan peke på noen."
        )
    return status


def _sheet(made: Rapportgrunnlag, si: Si, *, bilder: bool) -> Moeteark:
    skole, title = made.skole, f"{si('Årsrapport om skolemiljøet')} {made.skoleaar}"
    text = rapport(made, si, bilder=bilder)
    return Moeteark(title, f"{skole.navn} · {title}", text, skole.navn, skole.maalform.spraak)


def _put_together(
    run: Run, folder: Planmappe, mappe: Mappe, problems: Sequence[Problem], year: str, si: Si
) -> Rapportgrunnlag:
    plan, per = mappe.plan, counted_year(mappe, year, run.i_dag).per
    rute = kalender_of(plan.ruter).rute(year)
    maalene = goals(run, folder, mappe, year, si, ledelsen=False)
    hjul = wheel(run, folder, mappe, year, si, ledelsen=False)
    over = date(int(year[-4:]), 8, 1)
    changes = plan_changes(folder, int(year[:4]), si, til=over if over <= run.i_dag else None)
    vurdert, utenfor = _written(folder, mappe, hjul, year, per)
    years = (year.replace("-", "–"), preceding(year).replace("-", "–"))
    return Rapportgrunnlag(
        skole=plan.skole,
        skoleaar=year,
        per=per,
        siste=rute.siste_skoledag if rute else None,
        maalene=maalene,
        maalfelt=maalfelt(maalene.telt, maalene.da, si, ledelsen=False),
        trend=trendfelt(maalene.telt, maalene.da, years, si),
        hjul=hjul,
        hjulfelt=hjulfelt(hjul, si) if isinstance(hjul, Hjulgrunnlag) else None,
        klassemoeter=class_meetings(mappe, year, per, si),
        trapp=ladder(mappe, year, per, si, ledelsen=False),
        endret=changes.forklaring,
        endringer=tuple((each.navn, each.setninger) for each in changes.omraader),
        beslutninger=_decided(mappe, year, per),
        vurdert=vurdert,
        utenfor=utenfor,
        varsler=tuple(_lacks(problems, si)),
    )


def _lacks(problems: Sequence[Problem], si: Si) -> Sequence[str]:
    sealed = {each.location.path for each in problems if each.code == NOT_FOR_ME}
    said = si("Vernede filer som ikke er med: {antall}. Den som laget rapporten, leser dem ikke.")
    return [said.format(antall=len(sealed))] if sealed else []


def _decided(mappe: Mappe, year: str, per: date) -> Beslutninger:
    """Count the decisions about no case that the meetings of the year made."""
    books = [each.value for each in mappe.moeter if each.value.skoleaar == year]
    made = {one.id for _, one in of_the_meeting(books, per)}
    every = [each.value for each in mappe.moeter]
    rows = [
        row
        for row in meeting_deadlines(mappe.plan, kalender_of(mappe.plan.ruter), every, per)
        if row.id.rpartition("/")[2] in made
    ]
    late = (row for row in rows if row.gjort is None and row.frist is not None and row.frist < per)
    return Beslutninger(
        tatt=len(rows), gjort=sum(row.gjort is not None for row in rows), forfalt=len(list(late))
    )


def _written(
    folder: Planmappe, mappe: Mappe, hjul: Hjulgrunnlag | str, year: str, per: date
) -> tuple[tuple[Vurderingsord, ...], int]:
    """Return what was written of evaluations of the whole school, and how many texts are held outside.

    A text is held outside where it is of one class or grade, or may point at somebody.
    """
    if isinstance(hjul, str):
        return (), 0
    parts = {
        (each.del_.aktivitet.id, each.del_.naar.hva): each.tittel
        for each in hjul.rader
        if each.del_.naar is not None and each.del_.naar.evaluering
    }
    points = _pointing(folder, mappe)
    shown, outside = list[Vurderingsord](), 0
    for each in sorted(
        (one for book in mappe.moeter if book.value.skoleaar == year for one in book.value.gjort),
        key=lambda one: (one.dato, one.id),
    ):
        own = [
            title
            for (aktivitet, hva), title in parts.items()
            if aktivitet == each.aktivitet and each.hva in {None, hva}
        ]
        if not own or not each.notat or each.dato > per:
            continue
        if each.for_hva or points(each.notat):
            outside += 1
        else:
            shown.append(Vurderingsord(own[0], each.dato, each.notat))
    return tuple(shown), outside


def _pointing(folder: Planmappe, mappe: Mappe) -> Callable[[str], bool]:
    """Make ready to tell whether a text may point at somebody: a name, what looks like one, a number, an address or a class."""
    plan, bok = mappe.plan, load_names(folder)[0] or UTEN_NAVN
    skole, ord_ = plan.skole, personord(minimering())
    folk = folk_i(mappe, bok, [each.value for each in mappe.klasselister])
    ansatte = navneregister([each.navn for each in folk.ansatte], bok)
    phrases = (
        *(skole.navn, skole.kommune),
        *(each.navn for each in skole.roller),
        *(each.navn for each in plan.moeter.moeter),
    )
    like = navnlike((), phrases, bok)
    classes = [each.klasse for each in skole.klasser]

    def points(text: str) -> bool:
        words = ordrekke(text).ulike
        return bool(
            folk.register.among(words)
            or ansatte.among(words)
            or like_names(text, like)
            or any(leads_to_somebody(text, ord_, ()))
            or tells_a_class(text, classes)
        )

    return points
