"""``vis`` and ``sammenlign``: a case as it is or was known then, and what differs between two days."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from sosialplan.commands.fortid import folder_at
from sosialplan.commands.historikk.dagsmappe import cut_short, held_on
from sosialplan.commands.historikk.kjent import (
    COMMIT,
    KjentDen,
    Sakshistorie,
    case_history,
    known_in,
    own_files,
    with_history,
    written_before,
)
from sosialplan.commands.lesing import all_rows, course, read_books, read_case, tell_left_out
from sosialplan.commands.run import ProblemsFoundError, Run, case_number, no_such_case
from sosialplan.commands.skrivebordet.den_som_skriver import tell_the_shielded
from sosialplan.commands.svar.dagsvar import tell_read
from sosialplan.files.filtolk import read_value
from sosialplan.files.loader import load_plan
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.beginning import look
from sosialplan.git.history import SHORT, find_commit
from sosialplan.git.repository import find_depot
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.problems import Level
from sosialplan.model.sak import Sak
from sosialplan.model.skrivemaate import Dagretning, fold
from sosialplan.rules.facts import sak_paa_dag
from sosialplan.rules.kalender.dagord import IkkeEnDag, lest_dag
from sosialplan.rules.ved_siden import beside, with_told_beside
from sosialplan.schema.decode import decode
from sosialplan.tekster.loggord import FRAVAER, MOETER, SAK
from sosialplan.views.datoer import kort_dato
from sosialplan.views.fristrader import as_values
from sosialplan.views.historikk.forskjell import absence_of_case, minutes_of_case
from sosialplan.views.historikk.loggsetninger import Setning, file_changes
from sosialplan.views.saksside import case_page

NOW = "nå"


def vis(run: Run, typed: str, *, format_: str) -> int:
    """Show a case as it stood on the day of judging."""
    folder, mappe, sak = read_case(run, typed)
    mappe = with_history(run, folder, mappe, mappe.saker[0])
    tell_the_shielded(run, folder, mappe.plan, sak)
    return _show_page(run, mappe, sak, format_)


def _show_page(run: Run, mappe: Mappe, sak: Sak, format_: str) -> int:
    """Show a case that was read."""
    rows = [row for row in all_rows(mappe, run.i_dag) if row.frist.sak == sak.sak]
    tell_left_out(run, course(mappe, sak, run.i_dag).fakta.utelatt)
    sak = sak_paa_dag(sak, run.i_dag)
    gang = course(mappe, sak, run.i_dag)
    if format_ == "json":
        value = msgspec.to_builtins(sak)
        frister = [as_values(row) for row in rows]
        run.answer({
            "sak": value,
            "frister": frister,
            "lagret_senere": {name: day.isoformat() for name, day in mappe.lagret.items()},
        })  # fmt: skip
        return 0
    for number, part in enumerate(case_page(gang, rows, mappe.lagret)):
        if number:
            run.terminal.line()
        run.terminal.heading(part.overskrift)
        for line in part.linjer:
            run.terminal.wrapped(line)
    return 0


def sammenlign(run: Run, typed: str, fra: str, til: str, *, format_: str) -> int:
    """Tell what a case, and what is of it in other files, holds then that it did not hold before."""
    folder, number = run.planmappe(), case_number(typed)
    find_depot(folder.root, folder.laas)
    historie = case_history(folder, number)
    if not historie.egne and not folder.has(folder.case_path(number)):
        raise no_such_case(number)
    (first, before), (last, after) = (_known(run, folder, historie, each) for each in (fra, til))
    for point, known in ((first, before), (last, after)):
        _require_open(historie, known, point)
        _tell_shut(run, known, point)
    if before.sak is None and after.sak is None:
        raise ExpectedFailure(
            f"Sak {number} fantes ikke på noen av de to tidspunktene.",
            f"Se når den kom: sosialplan logg {number}",
        )
    found = list(_changes(historie, before, after))
    if format_ == "json":
        run.answer({
            "sak": number, "fra": first, "til": last,
            "endringer": [_values(each) for each in found],
        })  # fmt: skip
        return 0
    _show(run, f"Sak {number}: fra {first} til {last}", found, md=format_ == "md")
    return 0


def _known(run: Run, folder: Planmappe, historie: Sakshistorie, typed: str) -> tuple[str, KjentDen]:
    """Return what was known then, and the point as it is called. Raises WrongUsage."""
    if fold(typed.strip()) == fold(NOW):
        return NOW, known_in(folder, historie)
    if COMMIT.match(typed):
        commit = find_commit(folder.root, typed)
        if commit is None:
            raise WrongUsage(
                "Historikken har ingen slik commit.",
                f"Se: sosialplan logg {historie.sak} --format json",
            )
        return commit[:SHORT], known_in(folder_at(folder, commit), historie)
    try:
        read = lest_dag(typed, run.i_dag, Dagretning.BAKOVER)
    except IkkeEnDag as error:
        raise WrongUsage(
            f"Dette er verken en dato eller en commit: {error}",
            f"Skriv en dato, som 23.11.2026, begynnelsen av navnet på en commit, eller «{NOW}».",
        ) from None
    tell_read(run, read)
    day = read.dag
    return kort_dato(day), known_in(held_on(folder, day, run.now), historie, day)


def _require_open(historie: Sakshistorie, known: KjentDen, point: str) -> None:
    """Raise ExpectedFailure where the case was there then, sealed for others: it was not new afterwards."""
    if known.sak is None and known.lukket & {*own_files(historie)}:
        raise ExpectedFailure(
            f"Sak {historie.sak} var i mappen ({point}), men vernet for andre enn deg, eller for en nøkkel du hadde før. "
            "Hva som sto i den, er ikke kjent for deg.",
            "La en som har lest saken fra begynnelsen, se etter. Fra når du kan lese den: "
            f"sosialplan logg {historie.sak}",
        )


def _tell_shut(run: Run, known: KjentDen, point: str) -> None:
    """Say so where something of the case in other files was sealed for others then."""
    if known.lukket:
        files = ", ".join(sorted(known.lukket))
        run.terminal.note(
            f"Vernet for andre enn deg ({point}), så det som sto der om saken, er ikke kjent: {files}."
        )


def _changes(historie: Sakshistorie, before: KjentDen, after: KjentDen) -> Iterator[Setning]:
    if before.sak != after.sak:
        yield from file_changes(before.sak, after.sak, SAK)
    for file in after.andre:
        absence = file.startswith("fravaer/")
        ord_, part = (FRAVAER, absence_of_case) if absence else (MOETER, minutes_of_case)
        if file in before.lukket | after.lukket:
            continue
        old, new = (part(each.andre[file] or {}, historie.kjenne) for each in (before, after))
        yield from file_changes(old, new, ord_)


def _values(said: Setning) -> dict[str, object]:
    return {
        "hva": f"{said.hva}.",
        "id": said.id,
        "steg": said.steg,
        "dato": said.dato.isoformat() if said.dato else None,
        "registrert": said.registrert.isoformat() if said.registrert else None,
    }


def _show(run: Run, heading: str, found: Sequence[Setning], *, md: bool) -> None:
    run.terminal.heading(f"## {heading}" if md else heading)
    if md:
        run.terminal.line()
    for each in found:
        run.terminal.wrapped(f"{'- ' if md else ''}{each.hva}.")
    if not found:
        run.terminal.line("Ingen forskjell.")


def vis_per(run: Run, typed: str, per: date, *, format_: str) -> int:
    """Show a case as it was known on a day."""
    then, number = run.planmappe(), case_number(typed)
    find_depot(then.root, then.laas)
    folder = Planmappe(then.root, then.laas)
    historie = case_history(folder, number)
    if not historie.egne and not folder.has(folder.case_path(number)):
        raise no_such_case(number)
    if not historie.egne or per < historie.egne[-1].moment.date():
        raise _not_known(historie, per, shallow=look(folder.root).shallow)
    known = known_in(then, historie, per)
    _require_open(historie, known, kort_dato(per))
    if known.sak is None:
        raise _not_known(historie, per, shallow=False)
    plan, problems = load_plan(then)
    if plan is None:
        raise ProblemsFoundError([each for each in problems if each.level is Level.FEIL])
    sak, _ = decode(known.sak, Sak, "")
    if sak is None:
        raise ExpectedFailure(
            f"Saken hadde en annen form {kort_dato(per)}, og kan ikke vises som en side.",
            f"Se hva som er endret siden da: sosialplan sammenlign {number} {per}",
        )
    _tell_shielded_now(run, folder, number)
    _tell_written(run, written_before(historie, known.sak, per))
    sak = with_told_beside(sak, _beside(run, then, sak, per), plan)
    books = read_books(run, then, "fravaer", Klassefravaer)
    return _show_page(run, Mappe(plan, (Read(historie.file, sak),), books), sak, format_)


def _tell_shielded_now(run: Run, folder: Planmappe, number: str) -> None:
    """Say so where the one who reads is one from whom the case is kept now, whatever was known then."""
    plan, path = load_plan(folder)[0], folder.case_path(number)
    now = read_value(folder, path, Sak)[0] if folder.has(path) else None
    if plan is not None and now is not None:
        tell_the_shielded(run, folder, plan, now.value)


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
        return cut_short(per)
    return ExpectedFailure(
        f"Sak {historie.sak} var ikke kjent {day}. Den kom i historikken {kort_dato(first)}.",
        f"Prøv: sosialplan vis {historie.sak} --per {first}",
    )


def _tell_written(run: Run, later: Mapping[str, tuple[date, bool]]) -> None:
    """Tell what says that it is older than it is."""
    for name, (came, known) in later.items():
        when = f"men kom i historikken {kort_dato(came)}"
        if not known:
            when = f"og du kan ikke se når den kom i historikken, bare at det var senest {kort_dato(came)}"
        run.terminal.note(f"Ikke tatt med: {name} sier selv at den ble skrevet innen da, {when}.")


def _beside(run: Run, then: Planmappe, sak: Sak, per: date) -> Iterator[Sak]:
    """Yield the cases that this one named then, as they were known on the same day."""
    for number in beside(sak):
        tree = known_in(then, case_history(Planmappe(then.root, then.laas), number), per).sak
        other = None if tree is None else decode(tree, Sak, "")[0]
        if other is not None:
            yield other
        elif tree is not None:
            run.terminal.note(
                f"Sak {number}, ved siden av denne, hadde en annen form {kort_dato(per)}. "
                "Det den forteller, er ikke med."
            )
