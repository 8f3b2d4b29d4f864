"""``saker``: the cases, a line each."""

from sosialplan.commands.lesing import tell_left_out
from sosialplan.commands.oversikt import oversikt
from sosialplan.commands.run import Run, known_word
from sosialplan.model.skrivemaate import fold
from sosialplan.output.tables import LISTEFORMATER, Column
from sosialplan.rules.vurdering import by_case
from sosialplan.views.saksliste import FIELDS, HEADERS, as_cells, row_of
from sosialplan.views.saksliste import as_values as case_values

COLUMNS = tuple(
    Column(name, wraps=name == "Neste", right=name in {"Runde", "Forfalt"}) for name in HEADERS
)


def saker(run: Run, *, kjede: str | None, klasse: str | None, alle: bool, format_: str) -> int:
    """List the open cases, or all of them."""
    seen = oversikt(run)
    known = [each.kjede for each in seen.plan.kjeder]
    if kjede is not None:
        titles = {each.kjede: each.navn for each in seen.plan.kjeder}
        kjede = known_word(kjede, known, "kjeden", titles=titles)
    if klasse is not None:
        classes = [each.klasse for each in seen.plan.skole.klasser]
        klasse = known_word(klasse, classes, "klassen")
    tell_left_out(run, seen.utelatt)
    rows = by_case(seen.rader)
    listed = [row_of(each, rows[each.sak]) for each in seen.linjer if each.kjent]
    listed = [
        row
        for row in listed
        if (alle or row.avsluttet is None)
        and (kjede is None or fold(kjede) == fold(row.kjede))
        and (klasse is None or fold(klasse) == fold(row.klasse))
    ]
    if format_ == "json":
        values = [case_values(row) for row in listed]
        run.answer({"saker": values})
    elif format_ in LISTEFORMATER:
        run.list_out(format_, FIELDS, [case_values(row) for row in listed])
    elif listed:
        run.terminal.table(COLUMNS, [as_cells(row) for row in listed])
    else:
        run.terminal.note("Ingen saker.")
    return seen.status
