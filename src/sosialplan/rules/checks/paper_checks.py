"""Checks of what a case tells of its papers: approvals, decisions before a copy, copies."""

from collections.abc import Iterator, Sequence
from datetime import date

from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding
from sosialplan.model.sak import Sak
from sosialplan.model.sakspapirer import Avklaring, Godkjenning, Utlevering
from sosialplan.rules.checks.correction_checks import check_corrections
from sosialplan.rules.checks.plan_checks import roles, unknown, writers
from sosialplan.rules.godkjenning import outdated
from sosialplan.rules.mottakere import MOTTAKERE


def check_papers(sak: Sak, file: str, plan: Plan, i_dag: date) -> Iterator[Finding]:
    """Yield days that have not been, and roles and recipients that nobody knows."""
    for i, each in enumerate(sak.godkjenninger):
        yield from unknown("K305", file, ("godkjenninger", i, "av"), each.av, roles(plan))
    for key, papers in papers_of(sak):
        yield from check_corrections(papers, file, (key,))
        for i, paper in enumerate(papers):
            where = (key, i, "ført_av")
            yield from unknown("K305", file, where, paper.foert_av, writers(plan))
            if paper.dato > i_dag:
                yield Finding("K304", file, (key, i, "dato"))
    known = [each.kode for each in MOTTAKERE]
    for i, decided in enumerate(sak.avklaringer):
        yield from unknown("K344", file, ("avklaringer", i, "mottaker"), decided.mottaker, known)
    for i, copy in enumerate(sak.utleveringer):
        yield from unknown("K344", file, ("utleveringer", i, "mottaker"), copy.mottaker, known)
    if outdated(sak):
        last = len(sak.godkjenninger) - 1
        yield Finding("K343", file, ("godkjenninger", last, "fingeravtrykk"), {"sak": sak.sak})


def papers_of(sak: Sak) -> Iterator[tuple[str, Sequence[Godkjenning | Avklaring | Utlevering]]]:
    """Yield each list of papers of a case with the key it stands under."""
    yield "godkjenninger", sak.godkjenninger
    yield "avklaringer", sak.avklaringer
    yield "utleveringer", sak.utleveringer
