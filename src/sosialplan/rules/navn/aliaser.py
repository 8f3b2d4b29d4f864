"""Whom the planmappe knows, who of them may stand in a document, and the others by alias."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from sosialplan.model.klasseliste import Klasseliste
from sosialplan.model.lekkasje import Hvem, Kjent, Kjente
from sosialplan.model.mappe import Kjennetegn, Mappe
from sosialplan.model.oppslagsverk import UTEN_NAVN, Navnebok
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.model.skole import Skole
from sosialplan.model.skrivemaate import folded
from sosialplan.rules.navn.navneleting import (
    Navneregister,
    beyond,
    navneregister,
    vanlige,
    whole_names,
)
from sosialplan.rules.navn.tekstord import Ordrekke, any_of, lesninger, one_letter


def kjente(
    mappe: Mappe,
    sak: Sak,
    lister: Sequence[Klasseliste],
    *,
    anonymt: bool = False,
    skjul_ansatte: bool = False,
) -> Kjente:
    """Return who may stand in a document of ``sak``; nobody may in an anonymous one.

    All others are those whom the files about pupils name, and everybody on the class lists.

    With ``skjul_ansatte`` the employees that the case names may not stand there either.

    Whoever has the same name as one who may is left out of ``andre``: no text can tell them apart. Not so a pupil who
    is called as an employee: of that a person must be asked.
    """
    own = tuple(home_of(sak))
    about = sak.gjelder_ansatt.navn if sak.gjelder_ansatt and skjul_ansatte else ()
    staff = tuple(each for each in staff_of(mappe.plan.skole) if each.navn not in about)
    everybody = (*everyone(mappe), *listed(lister))
    names = set[str]()
    if not anonymt:
        names = {folded(each.navn) for each in own}
        names |= {folded(each) for each in _own_home(sak, lister)}
    delte = called_alike(staff, everybody) - names
    names |= set() if anonymt else {folded(each.navn) for each in staff} - delte
    others = {each: None for each in everybody if folded(each.navn) not in names}
    return Kjente(
        sak=sak.sak,
        klasse=None if anonymt else sak.elev.klasse,
        egne=() if anonymt else own,
        ansatte=() if anonymt else staff,
        andre=tuple(others),
        fraser=(mappe.plan.skole.navn, *(each.alias for each in sak.involverte)),
        rolleord=tuple(each.navn for each in mappe.plan.skole.roller if each.ved_skolen),
        delte=frozenset(delte),
    )


def called_alike(ansatte: Iterable[Kjent], alle: Iterable[Kjent]) -> frozenset[str]:
    """Return the names, folded, that both an employee and a pupil have; a guardian who works here is one person."""
    pupils = {folded(each.navn) for each in alle if each.hvem is Hvem.ELEV}
    return frozenset(folded(each.navn) for each in ansatte) & pupils


def everyone(mappe: Mappe) -> Iterator[Kjent]:
    """Yield each place where the planmappe names somebody."""
    classes = {
        folded(entry.elev): read.value.klasse
        for read in mappe.fravaer
        for entry in read.value.elever
    }
    classes |= {folded(each.hode.elev.navn): each.hode.elev.klasse for each in mappe.saker}
    for case in mappe.saker:
        yield from home_of(case.hode)
        yield from _involved(case.hode, classes)
    for read in mappe.fravaer:
        for entry in read.value.elever:
            yield Kjent(entry.elev, Hvem.ELEV, sak=entry.sak, klasse=read.value.klasse)
    for told in mappe.innboks:
        elev = told.value.melding.elev
        yield Kjent(elev.navn, Hvem.ELEV, klasse=elev.klasse)
    yield from staff_of(mappe.plan.skole)


def listed(lister: Iterable[Klasseliste]) -> Iterator[Kjent]:
    """Yield each pupil of class lists, and the guardians."""
    for liste in lister:
        for elev in liste.elever:
            yield Kjent(elev.navn, Hvem.ELEV, klasse=liste.klasse)
            for each in elev.foresatte:
                yield Kjent(each.navn, Hvem.FORESATT, klasse=liste.klasse, kontakt=each.kontakt)


def _own_home(sak: Sak, lister: Iterable[Klasseliste]) -> Iterator[str]:
    """Yield the guardians that the class's list gives the pupil of a case: they are no others."""
    for liste in lister:
        if liste.klasse == sak.elev.klasse:
            for place in liste.of_name(sak.elev.navn):
                yield from (each.navn for each in liste.elever[place].foresatte)


def home_of(sak: Sak | Kjennetegn) -> Iterator[Kjent]:
    """Yield the pupil of a case and the guardians."""
    yield Kjent(sak.elev.navn, Hvem.ELEV, sak=sak.sak, klasse=sak.elev.klasse)
    for each in sak.elev.foresatte:
        yield Kjent(each.navn, Hvem.FORESATT, sak=sak.sak, kontakt=each.kontakt)


def _involved(sak: Kjennetegn, classes: dict[str, str]) -> Iterator[Kjent]:
    """Yield the other pupils of a case; the class is the one they go to now, where it is known."""
    for each in sak.involverte:
        if each.navn is not None:
            klasse = each.klasse or classes.get(folded(each.navn))
            yield Kjent(each.navn, Hvem.INVOLVERT, sak=sak.sak, alias=each.alias, klasse=klasse)


def staff_of(skole: Skole) -> Iterator[Kjent]:
    """Yield all who work at the school."""
    for person in skole.personer:
        yield Kjent(person.navn, Hvem.ANSATT)


_BEFORE = re.compile(r"(?<!\w)([^\W\d_])\.[ \u00a0]?\Z")
_AFTER = re.compile(r"[ \u00a0]([^\W\d_])(?!\w)\.?")
_ENDS = re.compile(r"\s*\Z|\s+[^\W\d_a-zæøå]|\s*\n")
"""What follows where a full stop after an initial is the sentence's too."""
UtenNavn = Callable[[str], str]
"""Takes a text and returns it without the names of those who are not to be named."""


def aliaser(
    sak: Sak, skole: Skole, *, skjul_ansatte: bool = False, bok: Navnebok = UTEN_NAVN
) -> UtenNavn:
    """Return the function that puts aliases for the names of other pupils in a text.

    Whole names however they are written, and a given name or a surname with a capital that only one
    of them has, and neither the pupil, a guardian nor a member of staff. The genitive keeps its
    ``s``. With ``skjul_ansatte`` the employees that the case is about are not named either.
    """
    about = sak.gjelder_ansatt.navn if sak.gjelder_ansatt and skjul_ansatte else ()
    known = [sak.elev.navn, *(each.navn for each in sak.elev.foresatte)]
    known += [person.navn for person in skole.personer if person.navn not in about]
    names = [(each.navn, each.alias) for each in sak.involverte if each.navn]
    return _replacing([*names, *((name, "den ansatte") for name in about)], known, bok)


def anonymt(sak: Sak, skole: Skole, bok: Navnebok = UTEN_NAVN) -> UtenNavn:
    """Return the function that takes out everybody's name, the class and the case's number."""
    names = [(each.navn, each.alias) for each in sak.involverte if each.navn]
    names.append((sak.elev.navn, "eleven"))
    names += [(each.navn, "en forelder") for each in sak.elev.foresatte]
    about = sak.gjelder_ansatt.navn if sak.gjelder_ansatt else ()
    names += [(name, "den ansatte") for name in about]
    names += [(person.navn, "en ansatt") for person in skole.personer]
    without = _replacing(names, (), bok)
    classes = {sak.elev.klasse, *(each.klasse for each in sak.involverte if each.klasse)}
    marks = [(_whole(klasse), "klassen") for klasse in sorted(classes)]
    marks.append((_whole(sak.sak), "saken"))

    def nobody(text: str) -> str:
        text = without(text)
        for pattern, word in marks:
            text = pattern.sub(word, text)
        return text

    return nobody


def sakens(sak: Sak, skole: Skole, bok: Navnebok = UTEN_NAVN) -> UtenNavn:
    """Return the function that takes out those whom an open case is about; the staff may stand there, but not one it is about."""
    about = sak.gjelder_ansatt.navn if sak.gjelder_ansatt else ()
    names = [(each.navn, each.alias) for each in sak.involverte if each.navn]
    names.append((sak.elev.navn, "eleven"))
    names += [(each.navn, "en forelder") for each in sak.elev.foresatte]
    names += [(name, "den ansatte") for name in about]
    staff = [person.navn for person in skole.personer if person.navn not in about]
    return _replacing(names, staff, bok)


class _Skjult(Value, frozen=True):
    """Who is hidden and by which words, who may stand there, and what is no name alone."""

    aliaser: tuple[str, ...]
    hele: Navneregister
    alene: Navneregister
    kjente: Navneregister
    vanlige: frozenset[str]
    ikke_navn: frozenset[str]


def _replacing(names: Sequence[tuple[str, str]], known: Sequence[str], bok: Navnebok) -> UtenNavn:
    hidden = _Skjult(
        aliaser=tuple(alias for _, alias in names),
        hele=navneregister([name for name, _ in names], bok),
        alene=navneregister([_first_and_last(name) for name, _ in names], bok),
        kjente=navneregister(known, bok),
        vanlige=vanlige(bok.vanlige_ord),
        ikke_navn=vanlige(bok.ikke_navn),
    )

    initials = {alias: _initials(name) for name, alias in names}

    def without_names(text: str) -> str:
        done, result = 0, ""
        whole = (
            (*_with_initials(text, start, stop, initials.get(alias, frozenset())), alias)
            for start, stop, alias in _found(text, hidden)
        )
        for start, stop, alias in sorted(whole, key=lambda each: (each[0], -each[1])):
            if start >= done:
                result += text[done:start] + alias
                done = stop
        return result + text[done:]

    return without_names if names else str


def _initials(name: str) -> frozenset[str]:
    """Return the capitals that the parts of a name begin with."""
    return frozenset(each[0].upper() for each in re.split(r"[\s-]+", name) if each)


def _with_initials(text: str, start: int, stop: int, initials: frozenset[str]) -> tuple[int, int]:
    """Let a name that is found take its own initials with it: ``Bjørn Å.`` and ``B. Åsen`` are whole.

    A full stop that also ends the sentence stays.
    """
    while (before := _BEFORE.search(text, 0, start)) and before[1] in initials:
        start = before.start()
    while (after := _AFTER.match(text, stop)) and after[1] in initials:
        more = _AFTER.match(text, after.end())
        if _ENDS.match(text, after.end()) and not (more and more[1] in initials):
            return start, after.end(1)
        stop = after.end()
    return start, stop


def _found(text: str, hidden: _Skjult) -> Iterator[tuple[int, int, str]]:
    """Yield each name of the hidden: its start and end in the text, and what is put there."""
    readings = [each for each in lesninger(text) if any(map(hidden.hele.may_be, set(each.forms)))]
    for each in readings:
        allowed = tuple(whole_names(each, hidden.kjente))
        for treff in beyond(whole_names(each, hidden.hele), allowed):
            alias = hidden.aliaser[min(treff.hvem)]
            yield _span(each, treff.fra, treff.til, alias, hidden.hele)
        kept = {place for own in allowed for place in own.ordene}
        for place, form in enumerate(each.forms):
            hvem = hidden.alene.named(form)
            if len(hvem) == 1 and place not in kept and _is_name(each, place, hidden):
                yield _span(each, place, place, hidden.aliaser[min(hvem)], hidden.alene)


def _is_name(rekke: Ordrekke, place: int, hidden: _Skjult) -> bool:
    """Tell whether a word stands for a person: with a capital that says something, or no word else."""
    form = rekke.forms[place]
    if one_letter(form) or hidden.kjente.named(form) or any_of(form, hidden.ikke_navn):
        return False
    ordinary = any_of(form, hidden.vanlige)
    if rekke.capital(place):
        return not (ordinary and rekke.first(place))
    return bool(hidden.vanlige) and not ordinary


def _span(
    rekke: Ordrekke, fra: int, til: int, alias: str, register: Navneregister
) -> tuple[int, int, str]:
    genitive = "" if register.knows(rekke.forms[til]) else "s"
    return rekke.start(fra), rekke.spans[til][1], alias + genitive


def _first_and_last(name: str) -> str:
    chunks = name.split()
    return " ".join(dict.fromkeys((*chunks[:1], *chunks[-1:])))


def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?=s?(?!\w))", re.IGNORECASE)
