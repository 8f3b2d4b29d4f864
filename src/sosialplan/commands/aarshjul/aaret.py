"""A school year that was computed, with what is drawn, printed and counted of it, and the plan as the choices of a day have it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from sosialplan.commands.lesing import absence_books, courses
from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.files.filtolk import read_value
from sosialplan.files.loader import load_plan, load_reference
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.aarshjul import Aarshjul, Aktivitetstid
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.mappe import Mappe
from sosialplan.model.oppslagsverk import Oppslagsverk
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Level
from sosialplan.model.skole import Skolerute
from sosialplan.model.visible import markdown_line
from sosialplan.rules.aarshjul.aktivitetstider import aarets_tider
from sosialplan.rules.explanation import paragraph
from sosialplan.rules.kalender.skolekalender import kalender_of, school_year_of
from sosialplan.rules.maaltelling import Aar
from sosialplan.tekster.maalform import Maalform, paa
from sosialplan.views.aarshjul.aarsvisning import Aarsvisning, aarsvisning
from sosialplan.views.aarshjul.tegning import Tegning, tegning
from sosialplan.views.datoer import lang_dato
from sosialplan.views.planen.lest_plan import (
    plan_as_read,
    reference_as_read,
    wheel_as_read,
    with_signs,
)

if TYPE_CHECKING:
    from sosialplan.views.planen.handlingsplan import Endringene

PICTURE = "hjul.svg"
_AUGUST = 8
_BEGINS = "Historikken begynner {dag}, så det er ikke kjent hva som er endret siden da."


@dataclass(frozen=True, slots=True)
class Aaret:
    """A school year that was computed: the wheel, its times and what they rest on."""

    mappe: Planmappe
    plan: Plan
    hjul: Aarshjul
    skoleaar: str
    rute: Skolerute
    tider: tuple[Aktivitetstid, ...]

    @property
    def rollenavn(self) -> Mapping[str, str]:
        """The printed name of each role."""
        return {each.rolle: each.navn for each in self.plan.skole.roller}

    @property
    def si(self) -> Callable[[str], str]:
        """What puts our own words into the school's form of Norwegian; on a screen they are bokmål."""
        return partial(paa, self.plan.skole.maalform)

    def tegning(self) -> Tegning:
        """Return the drawn wheel."""
        hjul, tider = self._on_paper()
        return tegning(
            hjul,
            tider,
            skole=self.plan.skole.navn,
            skoleaar=self.skoleaar,
            rute=self.rute,
            si=self.si,
        )

    def visning(self) -> Aarsvisning:
        """Return the wheel by month and ISO week, shaped for its template."""
        hjul, tider = self._on_paper()
        return aarsvisning(
            hjul,
            tider,
            skole=self.plan.skole.navn,
            skoleaar=self.skoleaar,
            rute=self.rute,
            valg=self.plan.valg,
            rollenavn=self.rollenavn,
            lov=self.lov,
            si=self.si,
        )

    def _on_paper(self) -> tuple[Aarshjul, tuple[Aktivitetstid, ...]]:
        """Return the wheel and its times with our words in the school's form of Norwegian."""
        if self.plan.skole.maalform is Maalform.BOKMAAL:
            return self.hjul, self.tider
        hjul = with_signs(self.hjul, self.si)
        kalender = kalender_of(self.plan.ruter)
        return hjul, aarets_tider(hjul, self.skoleaar, kalender, self.plan.valg, self.si)

    @property
    def lov(self) -> dict[str, str]:
        """Where each law reference stood when the school year began."""
        begins = self.rute.foerste_skoledag
        found = {
            each.hjemmel: paragraph(self.plan, each.hjemmel, begins)
            for each in self.plan.hjemler.hjemler
        }
        return {code: law for code, law in found.items() if law}

    def svg(self) -> str:
        """Return the drawn wheel as SVG."""
        return self._filled("aarshjul.svg.j2", {"hjul": self.tegning()})

    def markdown(self, *, with_picture: bool) -> str:
        """Return the wheel by month and ISO week."""
        picture = {"navn": PICTURE, "beskrivelse": self.tegning().beskrivelse}
        values = {"aar": self.visning(), "bilde": picture if with_picture else None}
        return self._filled("aarshjul.md.j2", values)

    def _filled(self, template: str, values: Mapping[str, Any]) -> str:
        # A year is counted and listed more often than it is drawn, and what fills templates is slow to load.
        from sosialplan.output.bounded import render  # noqa: PLC0415
        from sosialplan.output.ordlyd import template_in  # noqa: PLC0415

        return render(self.mappe.maler, template_in(self.plan.skole.maalform, template), values)

    def pdf(self, day: date, *, papir: Literal["a4", "a3"] = "a4", alene: bool = False) -> bytes:
        """Return the drawn wheel and the months as PDF; ``alene`` is the wheel on one page and nothing else."""
        from sosialplan.output.bounded import pdf_of  # noqa: PLC0415 - as above

        drawn = f"![{markdown_line(self.tegning().beskrivelse)}]({PICTURE})\n"
        return pdf_of(
            drawn if alene else self.markdown(with_picture=True),
            maler=self.mappe.maler,
            title=f"Årshjul {self.skoleaar}, {self.plan.skole.navn}",
            author=self.plan.skole.navn,
            day=day,
            images={PICTURE: self.svg().encode("utf-8")},
            papir=papir,
            liggende=True,
            spraak=self.plan.skole.maalform.spraak,
        )


def year_of(run: Run, skoleaar: str | None) -> Aaret:
    """Compute a school year. Raises WrongUsage, ExpectedFailure or ProblemsFoundError."""
    folder = run.planmappe()
    plan, problems = load_plan(folder)
    read, more = read_value(folder, folder.root / "plan" / "aarshjul.yaml", Aarshjul)
    if plan is None or read is None:
        raise ProblemsFoundError([p for p in (*problems, *more) if p.level is Level.FEIL])
    wanted = skoleaar or school_year_of(run.i_dag)
    kalender = kalender_of(plan.ruter)
    rute = kalender.rute(wanted)
    if rute is None:
        raise ExpectedFailure(
            f"Skoleruten for {wanted} er ikke kjent, så årshjulet kan ikke regnes ut.",
            f"Legg inn plan/skoleruter/{wanted}.yaml.",
        )
    hjul = wheel_as_read(read.value, plan.valg, max(run.i_dag, rute.foerste_skoledag))
    times = aarets_tider(hjul, wanted, kalender, plan.valg)
    return Aaret(folder, plan, hjul, wanted, rute, times)


def counted_year(mappe: Mappe, skoleaar: str, i_dag: date) -> Aar:
    """Return a school year as it stood on the day, or at its end where that is past."""
    per = min(i_dag, date(int(skoleaar[-4:]), 7, 31))
    moeter = tuple(each.value for each in mappe.moeter)
    return Aar(skoleaar, per, mappe.plan, courses(mappe, per), absence_books(mappe), moeter)


def plan_and_reference(folder: Planmappe, on: date) -> tuple[Plan, Oppslagsverk]:
    """Read the plan and its reference for paper, as the school's choices have them on a day.

    Raises ProblemsFoundError.
    """
    plan, problems = load_plan(folder)
    reference, more = load_reference(folder)
    if plan is None or reference is None:
        raise ProblemsFoundError([*problems, *more])
    read, besides = plan_as_read(plan, on), reference_as_read(reference, plan, on)
    if plan.skole.maalform is Maalform.BOKMAAL:
        return read, besides
    si = partial(paa, plan.skole.maalform)
    return with_signs(read, si), with_signs(besides, si)


def plan_changes(
    folder: Planmappe, year: int, si: Callable[[str], str], *, til: date | None = None
) -> "Endringene":
    """Return what changed in the plan since the school year that began in ``year``, to the day ``til`` or to now."""
    # Only what compares a year asks for the plan as it was: the wheel needs none of these rooms.
    from sosialplan.commands.fortid import folder_at, trees_in  # noqa: PLC0415
    from sosialplan.git.beginning import look  # noqa: PLC0415
    from sosialplan.git.history import first_day, last_before  # noqa: PLC0415
    from sosialplan.views.planen.handlingsplan import Endringene  # noqa: PLC0415
    from sosialplan.views.planen.planforskjell import planforskjell  # noqa: PLC0415

    day = date(year, _AUGUST, 1)
    since = si("skoleåret {aar} begynte").format(aar=f"{year}–{year + 1}")
    if not look(folder.root).there:
        return Endringene(
            since, si("Mappen ligger ikke i git, så det er ikke kjent hva som er endret.")
        )
    commit = last_before(folder.root, day)
    if commit is None:
        begun = first_day(folder.root)
        said = _BEGINS if begun else "Historikken er tom, så det er ikke kjent hva som er endret."
        return Endringene(since, si(said).format(dag=lang_dato(begun) if begun else ""))
    before = trees_in(folder_at(folder, commit.name, ("plan",)), "plan")
    last = last_before(folder.root, til) if til is not None else None
    then = folder if last is None else folder_at(folder, last.name, ("plan",))
    areas = planforskjell(before, trees_in(then, "plan"), si)
    told = "Dette er endret i planen." if areas else "Ingenting er endret i planen."
    compared = si("Sammenlignet med planen slik den var {dag}.").format(dag=lang_dato(day))
    return Endringene(since, f"{si(told)} {compared}", areas)
