"""``vis --per``: what did we know then? One case as the history held it by the end of a day."""

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from sosialplan.commands.historikk.kjent import Kjent, known_on, written_before
from sosialplan.commands.historikk.sakshistorie import Sakshistorie, case_history
from sosialplan.commands.run import ProblemsFoundError, Run, case_number, no_such_case
from sosialplan.commands.saksvisning import show_page
from sosialplan.files.loader import load_plan
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.beginning import look
from sosialplan.git.repository import find_depot
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.problems import Level
from sosialplan.model.sak import Sak
from sosialplan.rules.ved_siden import beside, with_told_beside
from sosialplan.schema.decode import decode
from sosialplan.views.datoer import kort_dato


def vis_per(run: Run, typed: str, per: date, *, format_: str) -> int:
    """Show a case as it was known on a day, judged from that day by the plan as it is now."""
    folder, number = run.planmappe(), case_number(typed)
    find_depot(folder.root)
    plan, problems = load_plan(folder)
    if plan is None:
        raise ProblemsFoundError([each for each in problems if each.level is Level.FEIL])
    historie = case_history(folder, number)
    if not historie.egne and not folder.case_path(number).is_file():
        raise no_such_case(number)
    known = known_on(historie, per)
    if known.sak is None:
        raise _not_known(historie, per, shallow=look(folder.root).shallow)
    sak, _ = decode(known.sak, Sak, "")
    if sak is None:
        raise ExpectedFailure(
            f"Saken hadde en annen form {kort_dato(per)}, og kan ikke vises som en side.",
            f"Se hva som er endret siden da: sosialplan sammenlign {number} {per}",
        )
    run.terminal.note(f"Slik saken var kjent i historikken {kort_dato(per)}.")
    _tell_beside(run, known, written_before(historie, known, per))
    sak = with_told_beside(sak, _beside(run, folder, sak, per), plan)
    mappe = Mappe(plan, (Read(historie.file, sak),), tuple(_absence(known)))
    as_of = msgspec.structs.replace(run, i_dag=per)
    return show_page(as_of, mappe, sak, format_, {"per": per.isoformat()})


def _not_known(historie: Sakshistorie, per: date, *, shallow: bool) -> ExpectedFailure:
    """Say why nothing was known of the case then."""
    day = kort_dato(per)
    if not historie.egne:
        return ExpectedFailure(
            f"Sak {historie.sak} er ikke lagret i historikken ennå.", "Lagre den: sosialplan lagre"
        )
    first = historie.egne[-1].moment.date()
    if per >= first:
        return ExpectedFailure(
            f"Sak {historie.sak} var ikke i mappen {day}.", f"Se: sosialplan logg {historie.sak}"
        )
    if shallow:
        return ExpectedFailure(
            f"Historikken her er avkortet. Hva som var kjent {day}, kan ikke vises herfra.",
            "Hent resten av historikken: git fetch --unshallow",
        )
    return ExpectedFailure(
        f"Sak {historie.sak} var ikke kjent {day}. Den kom i historikken {kort_dato(first)}.",
        f"Prøv: sosialplan vis {historie.sak} --per {first}",
    )


def _tell_beside(run: Run, known: Kjent, later: Mapping[str, date]) -> None:
    """Tell what the reader must know besides: lines of work, and what says it is older than it is."""
    if known.samlet:
        run.terminal.note(
            f"På et annet spor, og slått sammen senere: {', '.join(known.samlet)}. Det er tatt med."
        )
    for name, came in later.items():
        run.terminal.note(
            f"Ikke tatt med: {name} sier selv at den ble skrevet innen da, men kom i historikken "
            f"{kort_dato(came)}."
        )


def _beside(run: Run, folder: Planmappe, sak: Sak, per: date) -> Iterator[Sak]:
    """Yield the cases that this one named then, as they were known on the same day."""
    for number in beside(sak):
        tree = known_on(case_history(folder, number), per).sak
        other = None if tree is None else decode(tree, Sak, "")[0]
        if other is not None:
            yield other
        elif tree is not None:
            run.terminal.note(
                f"Sak {number}, ved siden av denne, hadde en annen form {kort_dato(per)}. "
                "Det den forteller, er ikke med."
            )


def _absence(known: Kjent) -> Iterator[Read[Klassefravaer]]:
    """Yield the absence as it was known; a file of another shape is left out."""
    for file, tree in known.andre.items():
        if file.startswith("fravaer/") and tree is not None:
            book, _ = decode(tree, Klassefravaer, file)
            if book is not None:
                yield Read(file, book)
