"""What a writing command tells afterwards: what was saved, what the check says of it, what must be done now."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from sosialplan.commands.lesing import all_rows, course
from sosialplan.commands.run import Run
from sosialplan.model.betydning import Betydning
from sosialplan.model.felter.feltlinje import attribute
from sosialplan.model.felter.planfelt import AKTIVITETSPLAN
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.mappe import Mappe
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding, Level
from sosialplan.model.sak import Aktivitetsplan, Sak
from sosialplan.output.tables import Column
from sosialplan.rules.checks.absence_checks import check_absence
from sosialplan.rules.checks.case_checks import check_case
from sosialplan.rules.checks.meeting_checks import check_meetings_held
from sosialplan.rules.facts import means, valid_entries, written_entries
from sosialplan.rules.godkjenning import TIL_ELEVMAPPEN
from sosialplan.rules.kalender.datoord import ukedag_og_dato
from sosialplan.rules.kalender.skolekalender import kalender_of, school_year_of
from sosialplan.rules.saksgang import FOERT_VIDERE, Saksgang
from sosialplan.rules.ved_siden import LENKET, with_those_beside
from sosialplan.rules.vurdering import is_open
from sosialplan.tekster.koder.alle import find_code
from sosialplan.views.datoer import kort_dato
from sosialplan.views.fristrader import as_cells
from sosialplan.views.roller import uten_grupper

_TOLD_BY_COMMANDS = frozenset({"K384", "K392", "K395"})
"""What the command that writes it says in words of its own, or what is said of a closed case."""
_AFTERWARDS = frozenset({TIL_ELEVMAPPEN, LENKET, FOERT_VIDERE})
"""What is written in a case because it is closed."""


def doubts_of(mappe: Mappe, file: str, after: Iterable[Finding], i_dag: date) -> Iterator[Finding]:
    """Yield the doubts in a file that a change brings: those that were not there before it."""
    doubts = [each for each in after if _is_doubt(each)]
    stood = Counter(_key(each) for each in _before(mappe, file, i_dag)) if doubts else Counter()
    for each in doubts:
        stood[_key(each)] -= 1
        if stood[_key(each)] < 0:
            yield each


def tell_of_closed(run: Run, before: Mappe, after: Mappe) -> None:
    """Say that a case is closed where something of the running work was written in it."""
    stood = {each.file: each for each in before.saker}
    for read in after.saker:
        was = stood.get(read.file)
        if was is None or was is read or was.value is read.value:
            continue
        old = was.value
        chain = after.plan.kjede(read.value.kjede)
        closing = course(after, read.value, run.i_dag).lukket if chain else None
        if chain is None or closing is None or not _is_work(old, read.value, chain):
            continue
        number, own = read.value.sak, closing.steg
        check = next(iter(chain.etterkontroller), None)
        run.terminal.note(
            f"Saken er avsluttet {kort_dato(closing.dato)}, og det som ble skrevet nå, åpner den ikke."
        )
        if check is not None:
            run.terminal.note(
                "    Er det ikke trygt og godt, åpnes den av en etterkontroll som sier det: "
                f'sosialplan registrer {number} {check} --trygt nei --elevens-stemme "…"'
            )
        run.terminal.note(
            f"    Skulle den ikke vært avsluttet: sosialplan rett {number} {own} --utgår"
        )


def _is_work(old: Sak, new: Sak, chain: Handlingskjede) -> bool:
    """Tell whether a change of a case is of the work with it, and not of how it ended."""
    ends = {chain.avsluttes_med, *chain.etterkontroller, *_AFTERWARDS}
    known = {each.id for each in written_entries(old)}
    added = [each for each in valid_entries(new) if each.id not in known and each.steg not in ends]
    plans = old.aktivitetsplan != new.aktivitetsplan or old.godkjenninger != new.godkjenninger
    return bool(added) or plans


def _before(mappe: Mappe, file: str, i_dag: date) -> Iterator[Finding]:
    """Yield what was found in a file before it was changed."""
    case = next((each for each in mappe.saker if each.file == file), None)
    book = next((each for each in mappe.moeter if each.file == file), None)
    if case is not None:
        yield from check_case(case, mappe, i_dag)
    elif book is not None:
        yield from check_meetings_held(book, mappe, i_dag)
    for read in mappe.fravaer:
        if read.file == file:
            yield from check_absence(read, mappe, i_dag)


def _is_doubt(finding: Finding) -> bool:
    kind = find_code(finding.code)
    known = kind is not None and kind.level is Level.ADVARSEL
    return known and finding.code not in _TOLD_BY_COMMANDS


def _key(finding: Finding) -> tuple[str, tuple[tuple[str, str], ...]]:
    return finding.code, tuple(sorted(finding.values.items()))


COLUMNS = (
    Column("Frist"),
    Column("Status", coloured=True),
    Column("Hva", wraps=True),
    Column("Hvem", wraps=True),
    Column("Grunnlag"),
)


def open_rows(run: Run, mappe: Mappe, number: str) -> tuple[VurdertFrist, ...]:
    """Return what a case asks for."""
    read = mappe.sak(number)
    alone = Mappe(mappe.plan, with_those_beside(mappe, read), mappe.fravaer) if read else mappe
    rows = all_rows(alone, run.i_dag, undone=True)
    return tuple(row for row in rows if row.frist.sak == number and is_open(row))


_CASE = re.compile(r"\b(?:([Ss])ak )?(20[0-9]{2}-[0-9A-Z]{5})\b")
_COMMAND = "sosialplan "


def as_seen(run: Run, mappe: Mappe, said: str, seen: str | None = None) -> str:
    """Return a receipt as it is shown: on the person's own screen each case has its pupil and class beside the number.

    What goes to a pipe or a file has the number alone, and a command stands as it is typed.
    """
    if not run.terminal.interactive:
        return said
    pupils = {each.hode.sak: each.hode.elev for each in mappe.saker}

    def named(found: re.Match[str]) -> str:
        elev = pupils.get(found[2])
        if elev is None:
            return found[0]
        case = "Saken" if found[1] == "S" else "saken"
        return f"{case} til {elev.navn} ({elev.klasse}, {found[2]})"

    told, command, rest = (seen or said).partition(_COMMAND)
    return f"{_CASE.sub(named, told)}{command}{rest}"


def tell_saved(run: Run, what: str, commit: str) -> None:
    """Say what was saved, and with the details in which commit."""
    run.terminal.line(f"{what} {run.terminal.lagret(commit).capitalize()}.")


def tell_linked(run: Run, mappe: Mappe, number: str, why: str) -> tuple[VurdertFrist, ...]:
    """Say that a case was opened beside another, why, and what it asks for; return that."""
    rows = open_rows(run, mappe, number)
    run.terminal.line()
    run.terminal.line(f"{why} Ny sak er opprettet: {number}.")
    tell_rows(run, f"Dette må skje i {number}", rows)
    return rows


def tell_of_same_step(run: Run, mappe: Mappe, sak: Sak, steg: str) -> None:
    """Tell of cases that this one came from or led to, where the same step is still asked for."""
    for read in mappe.saker:
        other = read.hode
        if other.fra_sak == sak.sak or other.sak == sak.fra_sak:
            asked = {row.frist.steg for row in open_rows(run, mappe, other.sak)}
            if steg in asked:
                run.terminal.line()
                run.terminal.wrapped(
                    f"Steget står også åpent i {other.sak}. Er det gjort der: "
                    f"sosialplan registrer {other.sak} {steg}"
                )


def tell_shield(run: Run, gang: Saksgang) -> None:
    """Say whom a case is kept from, if anyone."""
    if gang.skjermet_for:
        run.terminal.line()
        people = ", ".join(uten_grupper(gang.plan.skole, gang.skjermet_for))
        run.terminal.wrapped(f"Disse skal ikke få vite om saken: {people}.")


def tell_rows(run: Run, heading: str, rows: Iterable[VurdertFrist]) -> None:
    """Show what must be done; nothing where nothing is."""
    told = list(rows)
    shown = [as_cells(row) for row in told]
    if shown:
        run.terminal.line()
        run.terminal.heading(heading)
        run.terminal.table(
            COLUMNS, [(c[0], c[1], c[3], c[4], c[5]) for c in shown], se=_all_of(told)
        )


def _all_of(rows: Iterable[VurdertFrist]) -> str:
    """Return the command that shows what was told once more: what has written is not to be repeated."""
    saker = {row.frist.sak for row in rows}
    (one,) = saker if len(saker) == 1 else (None,)
    return f"{_COMMAND}vis {one}" if one else f"{_COMMAND}frister"


def tell_of_day(run: Run, plan: Plan, what: str, day: date | None) -> None:
    """Say on stderr what a person should know of a day; nothing of one that is not set."""
    for each in _of_the_day(plan, what, day) if day else ():
        run.terminal.note(each)


def tell_of_set_days(
    run: Run, before: Iterable[VurdertFrist], after: Iterable[VurdertFrist]
) -> None:
    """Say what is noted of the days that were set now and not counted, once each."""
    known = {(row.frist.id, row.frist.frist) for row in before}
    notes = (
        f"{row.frist.tittel}: {note}"
        for row in after
        if row.frist.forklaring.enhet is None and (row.frist.id, row.frist.frist) not in known
        for note in row.frist.forklaring.telling.merknader
    )
    for each in dict.fromkeys(notes):
        run.terminal.note(each)


def far_days(
    run: Run, before: Iterable[VurdertFrist], after: Iterable[VurdertFrist]
) -> Iterator[str]:
    """Yield the days that were set now and lie in a later school year, or on a day without school: they may be mistyped."""
    known = {(row.frist.id, row.frist.frist) for row in before}
    for row in after:
        day = row.frist.frist
        new = row.frist.forklaring.enhet is None and (row.frist.id, day) not in known
        if new and day and school_year_of(day) > school_year_of(run.i_dag):
            yield f"{row.frist.tittel}: {ukedag_og_dato(day)} er i et senere skoleår. Er året riktig?"


def unfinished_plans(before: Mappe, after: Mappe) -> Iterator[str]:
    """Yield what a plan does not say yet where it is written down now that it was made."""
    stood = {each.file: each for each in before.saker}
    same_plan = before.plan == after.plan
    for read in after.saker:
        was = stood.get(read.file)
        if same_plan and (was is read or was == read):
            continue
        if len(_made_plans(after, read.value)) > (
            len(_made_plans(before, was.value)) if was else 0
        ):
            plan = read.value.aktivitetsplan or Aktivitetsplan()
            lacks = [AKTIVITETSPLAN[key].ord_ for key in _MADE_OF if not getattr(plan, attribute(Aktivitetsplan, key))]  # fmt: skip
            if lacks:
                yield (
                    f"Planen mangler {', '.join(lacks)}, og regnes som laget når dette er skrevet. "
                    f"Fyll den først: sosialplan tiltak plan {read.value.sak}"
                )


_MADE_OF = ("problem", "mål", "barnets_beste", "tiltak")


def _made_plans(mappe: Mappe, sak: Sak) -> list[str]:
    """Return the entries that say that the plan was made."""
    chain = mappe.plan.kjede(sak.kjede)
    return [each.id for each in valid_entries(sak) if means(chain, each.steg, Betydning.SKRIFTLIG_PLAN)]  # fmt: skip


def tell_of_late(run: Run, what: str, day: date, rows: Iterable[VurdertFrist]) -> None:
    """Say where a day is past the deadline of the rows that it is to carry out, and what bears that one."""
    for row in rows:
        last = row.frist.frist
        if last is not None and day > last:
            ground = row.frist.forklaring.grunnlag.value
            run.terminal.note(
                f"{what} {ukedag_og_dato(day)} er etter fristen {ukedag_og_dato(last)} ({ground})."
            )


def _of_the_day(plan: Plan, what: str, day: date) -> Iterator[str]:
    kalender = kalender_of(plan.ruter)
    free = kalender.free_because(day)
    if free is not None:
        yield f"{what} {ukedag_og_dato(day)}: skolen har fri ({free}). Dagen flyttes ikke."
    elif kalender.rute(school_year_of(day)) is None:
        year = school_year_of(day)
        yield f"{what} {ukedag_og_dato(day)}: skoleruten for {year} er ikke kjent, så det vises ikke om skolen har fri."
