"""A case as documents may see it on a day; what several of them share is made once."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

from sosialplan.commands.dokumenter.bestilling import Bestilling
from sosialplan.commands.dokumenter.ordlister import Ordlister
from sosialplan.commands.run import absence_books, all_rows, course
from sosialplan.model.betydning import Betydning
from sosialplan.model.fravaer import Elevfravaer
from sosialplan.model.mappe import Mappe
from sosialplan.model.sak import Sak
from sosialplan.model.vage_ord import VageOrd
from sosialplan.rules.avslutning import left_open
from sosialplan.rules.betydning import means
from sosialplan.rules.facts import entries_of, with_follow_up
from sosialplan.rules.fravaerstrapp import absence_days
from sosialplan.rules.mottakere import Mottaker
from sosialplan.rules.ved_siden import duties_beside, with_told_beside
from sosialplan.views.dokumentdeler.maalform import Maalform
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde, saksbilde
from sosialplan.views.dokumentdeler.saksgrunnlag import Dokumentvalg, Saksgrunnlag


def bilde_paa(mappe: Mappe, sak: Sak, i_dag: date, asked: Bestilling, ord_: Ordlister) -> Saksbilde:
    """Return the case as one document may see it on a day. Raises ExpectedFailure."""
    return bilder_paa(mappe, sak, i_dag, ord_)(asked)


def bilder_paa(
    mappe: Mappe, sak: Sak, i_dag: date, ord_: Ordlister
) -> Callable[[Bestilling], Saksbilde]:
    """Return what shows the case to any document on a day. Raises ExpectedFailure."""
    sak = with_told_beside(sak, (each.value for each in mappe.saker), mappe.plan)
    absence = entries_of(sak, absence_books(mappe))
    ground = _grunnlag(mappe, sak, i_dag, absence, ord_.vage)

    @cache
    def shown(
        mottaker: Mottaker, maalform: Maalform, valg: Dokumentvalg, *, fravaer: bool
    ) -> Saksbilde:
        return saksbilde(
            with_follow_up(sak, absence) if fravaer else sak,
            mappe.plan,
            i_dag,
            mottaker=mottaker,
            maalform=maalform,
            grunnlag=ground,
            valg=valg,
            bok=ord_.navn,
        )

    def bilde(asked: Bestilling) -> Saksbilde:
        return shown(asked.mottaker, asked.maalform, asked.valg, fravaer=asked.slag.fravaer)

    return bilde


def _grunnlag(
    mappe: Mappe, sak: Sak, i_dag: date, absence: Sequence[Elevfravaer], vage_ord: VageOrd
) -> Saksgrunnlag:
    """Gather what a document needs beside the case file."""
    periods = tuple(each for entry in absence for each in entry.borte)
    gang = course(mappe, sak, i_dag)
    rows = tuple(row for row in all_rows(mappe, i_dag) if row.frist.sak == sak.sak)
    opens = [
        row.frist.frist
        for row in rows
        if means(gang.kjede, row.frist.steg, Betydning.STATSFORVALTEREN_AAPEN)
    ]
    held = [each for book in mappe.moter for each in book.value.moeter]
    return Saksgrunnlag(
        rader=rows,
        statsforvalteren_fra=opens[0] if opens else None,
        moeter=tuple(each for each in held if any(one.sak == sak.sak for one in each.saker)),
        fravaer=periods,
        fravaersdager=absence_days(periods, mappe.plan, gang.kalender, i_dag),
        vage_ord=vage_ord,
        aapent=left_open(gang),
        lagret=mappe.lagret,
        ved_siden=duties_beside(sak, (each.value for each in mappe.saker), mappe.plan, i_dag),
    )
