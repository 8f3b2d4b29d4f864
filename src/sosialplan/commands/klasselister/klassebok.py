"""The class lists as commands change them: which lie there, their new texts, and what follows elsewhere."""

from collections.abc import Iterator, Mapping, Sequence

from sosialplan.commands.lesing import courses
from sosialplan.commands.run import Run
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Change, Put, Whole
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.model.klasseliste import Klasseliste, Listeelev
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.problems import path_to
from sosialplan.model.sak import Sak
from sosialplan.model.skrivemaate import same_pupil
from sosialplan.rules.klasselister.avvik import Avvik

SCHEMA_LINE = "# yaml-language-server: $schema=../../plan/skjema/klasseliste.schema.json\n"


def lists_of_year(mappe: Mappe, skoleaar: str) -> tuple[Klasseliste, ...]:
    """Return the class lists of a school year."""
    return tuple(each.value for each in mappe.klasselister if each.value.skoleaar == skoleaar)


def list_changes(
    desk: Desk, skoleaar: str, lister: Mapping[str, Sequence[Listeelev]]
) -> list[Change]:
    """Return what writes the pupils of each class: its own list anew, or the pupils in the one there is."""
    found: list[Change] = []
    for klasse, elever in lister.items():
        path = desk.folder.class_list_path(skoleaar, klasse)
        if desk.folder.has(path):
            where = path_to(Klasseliste.elever)
            found.append(Put(path, where, [to_tree(each) for each in elever]))
            continue
        new = Klasseliste(klasse=klasse, skoleaar=skoleaar, elever=tuple(elever))
        found.append(Whole(path, SCHEMA_LINE + dump(to_tree(new))))
    return found


def open_cases_of(run: Run, mappe: Mappe, navn: str, klasse: str) -> Iterator[Read[Sak]]:
    """Yield the cases that are followed of a pupil of this name in a class."""
    own = [
        each
        for each in mappe.saker
        if each.value.elev.klasse == klasse and same_pupil(each.value.elev.navn, navn)
    ]
    if own:
        followed = {gang.fakta.sak.sak for gang in courses(mappe, run.i_dag) if gang.followed}
        yield from (each for each in own if each.value.sak in followed)


def tell_of_cases(run: Run, mappe: Mappe, avvik: Avvik) -> None:
    """Say of which open cases and which absence the pupil has moved or is gone, with what puts it right."""
    for each in avvik.flyttet:
        for read in open_cases_of(run, mappe, each.elev.navn, each.fra):
            run.terminal.note(
                f"Sak {read.value.sak} står i {each.fra}, og eleven går nå i {each.til}: "
                f"sosialplan sak endre {read.value.sak} --klasse {each.til}"
            )
        if _has_absence(mappe, each.elev.navn, each.fra):
            run.terminal.note(
                f"En elev som har skiftet klasse, har fravær i {each.fra}. Tell det med: sosialplan fravær bytt-klasse "
                f"--elev NAVN --fra-klasse {each.fra} --til-klasse {each.til}"
            )
    for klasse, elev in avvik.borte:
        for read in open_cases_of(run, mappe, elev.navn, klasse):
            run.terminal.note(
                f"Sak {read.value.sak} er åpen, og eleven er ikke i klasselisten til {klasse} lenger. "
                f"Har eleven sluttet, så overfør saken: sosialplan vis {read.value.sak}"
            )


def _has_absence(mappe: Mappe, navn: str, klasse: str) -> bool:
    """Tell whether a pupil without a case has absence in a class: what a case has, follows the case."""
    return any(
        entry.perioder and entry.sak is None and same_pupil(entry.elev, navn)
        for each in mappe.fravaer
        if each.value.klasse == klasse
        for entry in each.value.elever
    )
