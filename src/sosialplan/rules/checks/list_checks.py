"""Checks of a class list: it lies where its class says, and nobody in it can be taken for another."""

from collections.abc import Iterator
from datetime import date

from sosialplan.model.klasseliste import Klasseliste, Listeelev, class_list_file
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.problems import Finding, path_to
from sosialplan.rules.checks.record_checks import check_ids, check_numbers


def check_class_list(read: Read[Klasseliste], mappe: Mappe, _i_dag: date) -> Iterator[Finding]:
    """Yield every finding in one class list."""
    liste, file = read.value, read.file
    if file != class_list_file(liste.skoleaar, liste.klasse):
        stands = "skoleår" if file.endswith(f"/{liste.klasse}.yaml") else "klasse"
        yield Finding("K326", file, (stands,))
    if liste.klasse not in {each.klasse for each in mappe.plan.skole.klasser}:
        yield Finding("K307", file, path_to(Klasseliste.klasse))
    yield from _of_one_name(liste, file)
    yield from _in_two_classes(read, mappe)
    yield from check_ids(liste, file)
    yield from check_numbers(liste, file)


def may_be_one(one: Listeelev, other: Listeelev) -> bool:
    """Tell whether two of one name may be the same pupil: no year of birth says otherwise."""
    known = None not in {one.foedselsaar, other.foedselsaar}
    return not known or one.foedselsaar == other.foedselsaar


def _of_one_name(liste: Klasseliste, file: str) -> Iterator[Finding]:
    for i, each in enumerate(liste.elever):
        same = [liste.elever[n] for n in liste.of_name(each.navn) if n < i]
        if any(may_be_one(each, other) for other in same):
            yield Finding("K327", file, path_to(Klasseliste.elever, i, Listeelev.navn))


def _in_two_classes(read: Read[Klasseliste], mappe: Mappe) -> Iterator[Finding]:
    """Yield each pupil who may go to another class as well, in the later of the two files."""
    own = read.value
    others = [
        each.value
        for each in mappe.klasselister
        if each.value.skoleaar == own.skoleaar and each.file < read.file
    ]
    for i, each in enumerate(own.elever):
        found = (
            liste.klasse
            for liste in others
            for place in liste.of_name(each.navn)
            if may_be_one(each, liste.elever[place])
        )
        klasse = next(found, None)
        if klasse is not None:
            where = path_to(Klasseliste.elever, i, Listeelev.navn)
            yield Finding("K328", read.file, where, {"klasse": klasse})
