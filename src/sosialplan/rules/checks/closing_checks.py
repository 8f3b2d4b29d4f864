"""Checks of what a case says of its papers and its end: approvals, copies, words, who took part, what was open."""

from collections.abc import Iterator, Sequence
from datetime import date

from sosialplan.model.elev import Flytting, is_voice
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding, TreePath, path_to
from sosialplan.model.record import key_of_member
from sosialplan.model.sak import Aktivitetsplan, Hendelse, Sak, Tiltak
from sosialplan.model.sakspapirer import Avklaring, Godkjenning, Utlevering
from sosialplan.rules.ansattsak.skjermet_sak import find_mottaker, mottakere
from sosialplan.rules.avslutning import lacks_reason, left_open
from sosialplan.rules.checks.plan_checks import roles, unknown, writers
from sosialplan.rules.checks.record_checks import check_corrections
from sosialplan.rules.godkjenning import outdated
from sosialplan.rules.kalender.skolekalender import kalender_of
from sosialplan.rules.medvirkning import absent_from, absent_from_measure, lets_hand_over
from sosialplan.rules.saksgang import Saksgang, course_of

SIES_VED_LAGRING = frozenset({"K381", "K382", "K383", "K384", "K385", "K386", "K387"})
"""What is told too when a case that was edited by hand is saved: it stops nothing, and is not silent."""


def check_closing(read: Read[Sak], mappe: Mappe, i_dag: date) -> Iterator[Finding]:
    """Yield what is said without the pupil, and what was closed with something left undone."""
    sak, file = read.value, read.file
    books = [each.value for each in mappe.fravaer]
    gang = course_of(sak, books, mappe.plan, kalender_of(mappe.plan.ruter), i_dag)
    if gang is None:
        return
    counted = {each.id for each in gang.fakta.hendelser}
    for place, hendelse in enumerate(sak.hendelser):
        if hendelse.id in counted:
            where: TreePath = path_to(Sak.hendelser, place)
            yield from _check_entry(hendelse, where, sak, file, gang)
            if gang.lukket is not None and hendelse.id == gang.lukket.id and lacks_reason(gang):
                count = len(left_open(gang))
                what = "én ting" if count == 1 else f"{count} ting"
                yield Finding("K383", file, where, {"antall": what, "sak": sak.sak})
    for i, tiltak in enumerate(sak.aktivitetsplan.tiltak if sak.aktivitetsplan else ()):
        for j, one in enumerate(tiltak.evalueringer):
            path: TreePath = path_to(
                Sak.aktivitetsplan, Aktivitetsplan.tiltak, i, Tiltak.evalueringer, j
            )
            absent = one in tiltak.evaluert and absent_from_measure(one, sak, gang.kjede)
            if absent:
                yield Finding("K385", file, path, {"uten": _words(absent)})


def _check_entry(
    hendelse: Hendelse, where: TreePath, sak: Sak, file: str, gang: Saksgang
) -> Iterator[Finding]:
    chain = gang.kjede
    ends = hendelse.steg == chain.avsluttes_med != chain.aapnes_med
    closes = ends and hendelse.flyttet is None
    checks = hendelse.steg in gang.kjede.etterkontroller
    declined = hendelse.takket_nei
    if (closes or checks) and hendelse.trygt is None and not declined:
        yield Finding("K381", file, where, {"steg": hendelse.steg})
    if hendelse.elevens_stemme is not None and not is_voice(hendelse.elevens_stemme):
        yield Finding("K382", file, path_to(*where, Hendelse.elevens_stemme))
    absent = absent_from(hendelse, sak, gang.kjede)
    if absent and not (closes or hendelse.elevens_stemme):
        yield Finding(
            "K384",
            file,
            path_to(*where, Hendelse.med),
            {"uten": _words(absent), "steg": hendelse.steg},
        )
    moved = hendelse.flyttet
    if moved is not None and (lacks := _lacks(moved)):
        values = {"sak": sak.sak, "steg": hendelse.steg}
        values |= {"hva": ", eller ".join(lacks), "valg": " ".join(lacks.values())}
        yield Finding("K386", file, path_to(*where, Hendelse.flyttet), values)
    if moved is not None and moved.overlevert and not lets_hand_over(hendelse):
        yield Finding("K387", file, path_to(*where, Hendelse.flyttet, Flytting.overlevert))


def _lacks(moved: Flytting) -> dict[str, str]:
    """Return what is not told of a move, in words, with the option that tells it."""
    lacks = {}
    if not is_voice(moved.til):
        lacks["hvor eleven går nå"] = "--flyttet-til SKOLE"
    if moved.dato is None:
        words = "fra hvilken dag" if lacks else "fra hvilken dag eleven går på den nye skolen"
        lacks[words] = "--flyttet-dato ÅÅÅÅ-MM-DD"
    return lacks


def _words(absent: tuple[str, ...]) -> str:
    return " og ".join({"elev": "eleven"}.get(each, each) for each in absent)


def check_papers(sak: Sak, file: str, plan: Plan, i_dag: date) -> Iterator[Finding]:
    """Yield days that have not been, and roles and recipients that nobody knows."""
    for i, each in enumerate(sak.godkjenninger):
        yield from unknown(
            "K305", file, path_to(Sak.godkjenninger, i, Godkjenning.av), each.av, roles(plan)
        )
    for key, papers in papers_of(sak):
        yield from check_corrections(papers, file, (key,))
        for i, paper in enumerate(papers):
            where = (key, i, key_of_member(Godkjenning.foert_av))
            yield from unknown("K305", file, where, paper.foert_av, writers(plan))
            if paper.dato > i_dag:
                yield Finding("K304", file, (key, i, key_of_member(Godkjenning.dato)))
    known = [each.kode for each in mottakere(plan)]
    for i, decided in enumerate(sak.avklaringer):
        if find_mottaker(decided.mottaker, plan) is None:
            place = path_to(Sak.avklaringer, i, Avklaring.mottaker)
            yield from unknown("K344", file, place, decided.mottaker, known)
    for i, copy in enumerate(sak.utleveringer):
        if find_mottaker(copy.mottaker, plan) is None:
            place = path_to(Sak.utleveringer, i, Utlevering.mottaker)
            yield from unknown("K344", file, place, copy.mottaker, known)
    if outdated(sak):
        last = len(sak.godkjenninger) - 1
        yield Finding(
            "K343",
            file,
            path_to(Sak.godkjenninger, last, Godkjenning.fingeravtrykk),
            {"sak": sak.sak},
        )


def papers_of(sak: Sak) -> Iterator[tuple[str, Sequence[Godkjenning | Avklaring | Utlevering]]]:
    """Yield each list of papers of a case with the key it stands under."""
    yield key_of_member(Sak.godkjenninger), sak.godkjenninger
    yield key_of_member(Sak.avklaringer), sak.avklaringer
    yield key_of_member(Sak.utleveringer), sak.utleveringer
