"""When each entry of a case came into the history: what history knows counts before what an entry says.

An entry says itself when it was written down. The day its id first stood in a saved version of the file is
the earliest that anybody can know of.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from sosialplan.commands.fortid import Fortid
from sosialplan.commands.historikk.filendringer import of_files
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.growth import beginning
from sosialplan.git.history import texts
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.sak import Sak
from sosialplan.rules.checks.paper_checks import papers_of
from sosialplan.rules.facts import written_entries


def saved_later(folder: Planmappe, mappe: Mappe, read: Read[Sak]) -> Mapping[str, date]:
    """Return the day of each entry that came into the history later than it says it was written down.

    What came with the first commit of all was there before the history began, and what was saved before
    the school's ``uendret_fra`` was still being rewritten: of these nothing is known.
    """
    said = dict(_written_down(read.value))
    changes = of_files(folder.root, [read.file], Fortid(folder.root)) if said else ()
    if not changes:
        return {}
    held = texts(folder.root, [each.after for each in changes if each.after])
    first = beginning(folder.root)
    since = mappe.plan.skole.uendret_fra
    found: dict[str, date] = {}
    left = dict(said)
    for each in sorted(changes, key=lambda one: one.moment):
        text = held.get(each.after or "") or ""
        day = each.moment.date()
        for name in [one for one in left if one in text]:
            judged = each.commit.name != first and not (since and day < since)
            if judged and day > left[name]:
                found[name] = day
            del left[name]
    return found


def _written_down(sak: Sak) -> Iterator[tuple[str, date]]:
    """Yield each entry that says when it was written down, with the day."""
    measures = sak.aktivitetsplan.tiltak if sak.aktivitetsplan else ()
    said = (
        *((each.id, each.registrert) for each in written_entries(sak)),
        *((each.id, each.registrert) for _, papers in papers_of(sak) for each in papers),
        *((each.id, each.registrert) for each in measures),
        *((one.id, one.registrert) for each in measures for one in each.evalueringer),
        *((one.id, one.registrert) for each in measures for one in each.endringer),
        *((one.id, one.registrert) for each in measures for one in each.avsluttet_rettet),
    )
    for name, registrert in said:
        if registrert is not None:
            yield name, date.fromisoformat(registrert[:10])
