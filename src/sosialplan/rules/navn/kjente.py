"""Whom the planmappe knows, and who of them may stand in a document of a case."""

from collections.abc import Iterator

from sosialplan.model.lekkasje import Hvem, Kjent, Kjente
from sosialplan.model.mappe import Mappe
from sosialplan.model.sak import Sak
from sosialplan.model.skole import Skole
from sosialplan.model.skrivemaate import folded


def kjente(mappe: Mappe, sak: Sak, *, anonymt: bool = False, skjul_ansatte: bool = False) -> Kjente:
    """Return who may stand in a document of ``sak``; nobody may in an anonymous one.

    With ``skjul_ansatte`` the employees that the case names may not stand there either.

    Whoever has the same name as one who may is left out of ``andre``: no text can tell them apart.
    """
    own = tuple(_home(sak))
    about = sak.gjelder_ansatt.navn if sak.gjelder_ansatt and skjul_ansatte else ()
    staff = tuple(each for each in _staff(mappe.plan.skole) if each.navn not in about)
    allowed = () if anonymt else (*own, *staff)
    names = {folded(each.navn) for each in allowed}
    others = {each: None for each in _everyone(mappe) if folded(each.navn) not in names}
    return Kjente(
        sak=sak.sak,
        klasse=None if anonymt else sak.elev.klasse,
        egne=() if anonymt else own,
        ansatte=() if anonymt else staff,
        andre=tuple(others),
        fraser=(mappe.plan.skole.navn, *(each.alias for each in sak.involverte)),
        rolleord=tuple(each.navn for each in mappe.plan.skole.roller if each.ved_skolen),
    )


def _everyone(mappe: Mappe) -> Iterator[Kjent]:
    classes = {
        folded(entry.elev): read.value.klasse
        for read in mappe.fravaer
        for entry in read.value.elever
    }
    classes |= {folded(each.value.elev.navn): each.value.elev.klasse for each in mappe.saker}
    for case in mappe.saker:
        yield from _home(case.value)
        yield from _involved(case.value, classes)
    for read in mappe.fravaer:
        for entry in read.value.elever:
            yield Kjent(entry.elev, Hvem.ELEV, sak=entry.sak, klasse=read.value.klasse)
    yield from _staff(mappe.plan.skole)


def _home(sak: Sak) -> Iterator[Kjent]:
    yield Kjent(sak.elev.navn, Hvem.ELEV, sak=sak.sak, klasse=sak.elev.klasse)
    for each in sak.elev.foresatte:
        yield Kjent(each.navn, Hvem.FORESATT, sak=sak.sak, kontakt=each.kontakt)


def _involved(sak: Sak, classes: dict[str, str]) -> Iterator[Kjent]:
    """Yield the other pupils of a case; the class is the one they go to now, where it is known."""
    for each in sak.involverte:
        if each.navn is not None:
            klasse = each.klasse or classes.get(folded(each.navn))
            yield Kjent(each.navn, Hvem.INVOLVERT, sak=sak.sak, alias=each.alias, klasse=klasse)


def _staff(skole: Skole) -> Iterator[Kjent]:
    for person in skole.personer:
        yield Kjent(person.navn, Hvem.ANSATT)
