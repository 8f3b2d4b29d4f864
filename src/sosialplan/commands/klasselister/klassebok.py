"""The class lists as commands change them: which lie there, their new texts, and what follows elsewhere."""

from collections.abc import Iterable, Mapping, Sequence

from sosialplan.commands.klasselister.elevvalg import require_name
from sosialplan.commands.lesing import courses
from sosialplan.commands.run import Run
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Change, Put, Whole
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.model.elev import Foresatt
from sosialplan.model.failure import WrongUsage
from sosialplan.model.klasseliste import Klasseliste, Listeelev
from sosialplan.model.mappe import Mappe
from sosialplan.model.problems import path_to
from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import odd_number
from sosialplan.rules.kalender.skolekalender import running_year
from sosialplan.rules.klasselister.avvik import Avvik
from sosialplan.rules.klasselister.elevnavn import may_be_called, whose

SCHEMA_LINE = "# yaml-language-server: $schema=../../plan/skjema/klasseliste.schema.json\n"


ODD_NUMBER = "Se over: et norsk telefonnummer har 8 sifre (noen tjenester 5, nødnumre 3). Et utenlandsk begynner med +."


def tell_of_number(run: Run, home: Foresatt) -> None:
    """Tell of a telephone number that has too many or too few digits."""
    if any(odd_number(each.strip()) for each in (home.kontakt or "").split(",")):
        run.terminal.note(ODD_NUMBER)


def read_guardian(text: str) -> Foresatt:
    """Return a guardian as typed: the name first, then in any order how they are related and how they are reached.

    Raises WrongUsage without a name.
    """
    first, *rest = (each.strip() for each in text.replace(";", ",").split(","))
    reached = [each for each in rest if "@" in each or any(sign.isdecimal() for sign in each)]
    related = [each for each in rest if each and each not in reached]
    if not first or any(sign.isdecimal() or sign == "@" for sign in first):
        raise WrongUsage(
            "Den foresattes navn må stå først.", "Skriv: NAVN; mor; 900 00 000; navn@eksempel.no"
        )
    require_name(first)
    return Foresatt(
        navn=" ".join(first.split()),
        relasjon=", ".join(related) or None,
        kontakt=", ".join(reached) or None,
    )


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


class Elevsak(Value, frozen=True):
    """A case that is followed; ``sikker`` where it can be about no other pupil of the class lists."""

    sak: str
    klasse: str
    sikker: bool


def open_cases_of(run: Run, mappe: Mappe, elev: Listeelev) -> tuple[Elevsak, ...]:
    """Return the cases that are followed, in any class, that are a pupil's or may be, by the lists as they are in ``mappe``."""
    lister = lists_of_year(mappe, running_year(mappe.plan.skole, run.i_dag))
    unread = {each.klasse for each in mappe.plan.skole.klasser} - {each.klasse for each in lister}
    found = []
    for read in mappe.saker:
        own = read.value.elev
        ids = [each.id for each in whose(own, lister)]
        if elev.id in ids:
            sure = len(ids) == 1 and own.klasse not in unread
            found.append(Elevsak(read.value.sak, own.klasse, sure))
    if not found:
        return ()
    followed = {gang.fakta.sak.sak for gang in courses(mappe, run.i_dag) if gang.followed}
    return tuple(each for each in found if each.sak in followed)


def tell_of_doubt(run: Run, cases: Iterable[Elevsak], til: str | None) -> None:
    """Say which open cases may be the pupil's or another's of the same name: ``til`` is the class the pupil goes to now."""
    for each in cases:
        if not each.sikker:
            cure = f": sosialplan sak endre {each.sak} --klasse {til}" if til else "."
            run.terminal.note(
                f"Sak {each.sak} i {each.klasse} er åpen og kan gjelde denne eleven eller en annen med samme navn. "
                f"Den er ikke endret. Se etter{cure}"
            )


def tell_of_cases(run: Run, before: Mappe, avvik: Avvik) -> None:
    """Say of which open cases and which absence the pupil has moved or is gone, with what puts it right.

    ``before`` is the planmappe before the list was written: whose a case is, is told by those who went to the class then.
    """
    for each in avvik.flyttet:
        cases = open_cases_of(run, before, each.elev)
        for own in cases:
            if own.sikker and own.klasse != each.til:
                run.terminal.note(
                    f"Sak {own.sak} står i {own.klasse}, og eleven går nå i {each.til}: "
                    f"sosialplan sak endre {own.sak} --klasse {each.til}"
                )
        tell_of_doubt(run, cases, each.til)
        if _has_absence(before, each.elev, each.fra):
            run.terminal.note(
                f"En elev som har skiftet klasse, har fravær i {each.fra}. Tell det med: sosialplan fravær bytt-klasse "
                f"--elev NAVN --fra-klasse {each.fra} --til-klasse {each.til}"
            )
    for klasse, elev in avvik.borte:
        cases = open_cases_of(run, before, elev)
        for own in cases:
            if own.sikker:
                run.terminal.note(
                    f"Sak {own.sak} er åpen, og eleven er ikke i klasselisten til {klasse} lenger. "
                    f"Har eleven sluttet, så overfør saken: sosialplan vis {own.sak}"
                )
        tell_of_doubt(run, cases, None)


def _has_absence(mappe: Mappe, elev: Listeelev, klasse: str) -> bool:
    """Tell whether a pupil without a case has absence in a class: what a case has, follows the case."""
    return any(
        entry.perioder and entry.sak is None and may_be_called(elev, entry.elev)
        for each in mappe.fravaer
        if each.value.klasse == klasse
        for entry in each.value.elever
    )
