"""Who reads what is about pupils: those whose work asks for it, as the school's rules of need say.

Opplæringslova § 25-1 and personvernforordningen article 5 let the school handle what the task needs; forvaltningsloven
§ 13 b no. 3 lets it be known to those at the school who need it for their work. So nobody reads because of a rank
alone: each rule names a role and a kind of file, and counts for the pupils whom the role's post covers.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec.structs import astuple, replace

from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.klasseliste import ELEVER, Klasseliste
from sosialplan.model.mappe import Mappe
from sosialplan.model.melding import Innboksmelding
from sosialplan.model.moeter import Moete, Moetebok
from sosialplan.model.plan import Plan
from sosialplan.model.record import Fil, Value
from sosialplan.model.sak import Sak
from sosialplan.model.skole import Person, Skole
from sosialplan.model.skrivemaate import alike
from sosialplan.model.tilgang import Lesenoekkel, Tilgang
from sosialplan.rules.ansattsak.skjerming import OmAnsatte, shielded_for, sits_in
from sosialplan.rules.moeter.saksliste import own_roles
from sosialplan.rules.tillit.bekreftelse import Hvis, hvis
from sosialplan.rules.tillit.fullmakt import holds


class Lesberettiget(Value, frozen=True):
    """A person who reads a file, and why: a role, a meeting of the plan, or ``navngitt``."""

    navn: str
    hvorfor: str


NAVNGITT = "navngitt"


def readers_of(value: Fil, mappe: Mappe, tilgang: Tilgang, on: date) -> tuple[Lesberettiget, ...]:
    """Return who reads a file on a day, each once, in the order in which the school lists its people."""
    match value:
        case Sak():
            found = tuple(_of_case(value, mappe, tilgang, on))
        case Klassefravaer():
            found = tuple(_by_role(mappe.plan, tilgang.leserett.fravaer, value.klasse))
        case Klasseliste():
            found = tuple(_by_role(mappe.plan, tilgang.leserett.klasselister, value.klasse))
        case Moetebok():
            found = tuple(_of_minutes(value, mappe.plan, tilgang))
        case Innboksmelding():
            found = tuple(_of_report(value, mappe.plan, tilgang))
        case _:
            found = ()
    order = {each.navn: place for place, each in enumerate(mappe.plan.skole.personer)}
    first = {each.navn: each for each in reversed(found)}
    return tuple(sorted(first.values(), key=lambda each: order.get(each.navn, len(order))))


def keys_of(
    lesere: Iterable[Lesberettiget], tilgang: Tilgang, counts: Collection[Hvis], on: date
) -> Mapping[str, str]:
    """Return the public keys to seal for, by their ids: the readers' own and the school's recovery key.

    Only those that hold on the day and are among those that ``count``: confirmed by colleagues.
    """
    names = [each.navn for each in lesere]
    return {
        each.id: each.noekkel
        for each in tilgang.lesenoekler
        if holds(each, on)
        and hvis(each) in counts
        and (each.noed or any(alike(each.person or "", navn) for navn in names))
    }


def without_key(
    lesere: Iterable[Lesberettiget], tilgang: Tilgang, counts: Collection[Hvis], on: date
) -> tuple[str, ...]:
    """Return the readers for whom nothing can be sealed: they have no key that counts."""
    having = [
        each.person or ""
        for each in tilgang.lesenoekler
        if holds(each, on) and hvis(each) in counts
    ]
    return tuple(each.navn for each in lesere if not any(alike(each.navn, navn) for navn in having))


def who_open(skole: Skole, tilgang: Tilgang, noekler: Iterable[Lesenoekkel]) -> frozenset[str]:
    """Return those at the school who open what is sealed: a role that reads, and one of the keys.

    With nobody left, the recovery key alone opens anything, and nobody can let others in.
    """
    reading = {rolle for roller in astuple(tilgang.leserett) for rolle in roller}
    named = [each.person for each in noekler if each.person]
    return frozenset(
        each.navn
        for each in skole.personer
        if any(verv.rolle in reading for verv in each.verv)
        and any(alike(each.navn, navn) for navn in named)
    )


def may_sit(sak: Sak, plan: Plan) -> tuple[Lesberettiget, ...]:
    """Return those whom a meeting of the plan would let read a case that it has on its agenda."""
    out = _kept_out(sak, plan)
    sitting = (
        each
        for moete in plan.moeter.moeter
        for each in _members(plan, moete, sak.elev.klasse)
        if not any(alike(each.navn, navn) for navn in out)
    )
    return tuple({each.navn: each for each in sitting}.values())


def reads_by_place(file: str, plan: Plan, tilgang: Tilgang) -> frozenset[str]:
    """Return those who read a file whatever stands in it: absence and a class list by the class, and minutes by who reads all of them."""
    folder, name = file.partition("/")[0], file.rpartition("/")[2]
    of_class = {"fravaer": tilgang.leserett.fravaer, ELEVER: tilgang.leserett.klasselister}
    if folder in of_class:
        klasse = name.removesuffix(".yaml")
        known = any(each.klasse == klasse for each in plan.skole.klasser)
        found = _by_role(plan, of_class[folder], klasse) if known else iter(())
        return frozenset(each.navn for each in found)
    reading = tilgang.leserett.moeter if folder == "moter" else ()
    return frozenset(
        person.navn
        for person in plan.skole.personer
        if any(verv.rolle in reading for verv in person.verv)
    )


def reads_in_every_class(
    value: Sak | Innboksmelding, mappe: Mappe, tilgang: Tilgang, on: date
) -> frozenset[str]:
    """Return those who read a case or a report also where the pupil has changed class since it was as given."""
    everywhere = [
        {each.navn for each in readers_of(_in_class(value, klasse), mappe, tilgang, on)}
        for klasse in (each.klasse for each in mappe.plan.skole.klasser)
    ]
    return frozenset(set[str].intersection(*everywhere) if everywhere else ())


def _in_class(value: Sak | Innboksmelding, klasse: str) -> Sak | Innboksmelding:
    if isinstance(value, Sak):
        return replace(value, elev=replace(value.elev, klasse=klasse))
    elev = replace(value.melding.elev, klasse=klasse)
    return replace(value, melding=replace(value.melding, elev=elev))


def who_checks(file: str, tilgang: Tilgang) -> tuple[str, ...]:
    """Return the roles whose work asks for reading a kind of file: those who can hold it against the history."""
    rett = tilgang.leserett
    return {
        "saker": rett.saker,
        "fravaer": rett.fravaer,
        "moter": rett.moeter,
        "innboks": rett.meldinger,
        ELEVER: rett.klasselister,
    }[file.partition("/")[0]]


def _of_case(sak: Sak, mappe: Mappe, tilgang: Tilgang, on: date) -> Iterator[Lesberettiget]:
    plan = mappe.plan
    everyone = (
        *_by_role(plan, tilgang.leserett.saker, sak.elev.klasse),
        *_of_teams(sak, mappe),
        *(
            Lesberettiget(each.person, NAVNGITT)
            for each in tilgang.navngitt
            if each.sak == sak.sak and on <= each.til
        ),
    )
    yield from _who_may_know(everyone, sak, plan)


def _who_may_know(
    everyone: Iterable[Lesberettiget], about: OmAnsatte, plan: Plan
) -> Iterator[Lesberettiget]:
    """Yield those from whom it is not kept."""
    out = _kept_out(about, plan)
    yield from (each for each in everyone if not any(alike(each.navn, navn) for navn in out))


def _kept_out(about: OmAnsatte, plan: Plan) -> Collection[str]:
    """Return from whom it is kept: those whom it names, and those in the roles that must know nothing."""
    away = shielded_for(about, plan)
    named = about.gjelder_ansatt.navn if about.gjelder_ansatt else ()
    return {
        each.navn
        for each in plan.skole.personer
        if any(verv.rolle in away for verv in each.verv)
        or any(alike(each.navn, navn) for navn in named)
    }


def _of_report(innboks: Innboksmelding, plan: Plan, tilgang: Tilgang) -> Iterator[Lesberettiget]:
    """Yield those who take reports. The one who wrote it is none of them for that."""
    takers = _by_role(plan, tilgang.leserett.meldinger, innboks.melding.elev.klasse)
    yield from _who_may_know(takers, innboks, plan)


def _by_role(plan: Plan, roller: Sequence[str], klasse: str) -> Iterator[Lesberettiget]:
    """Yield who holds one of the roles for a class: its own post, its grade's or the school's."""
    for person in plan.skole.personer:
        for verv in person.verv:
            if verv.rolle in roller and plan.skole.covers(verv, klasse):
                yield Lesberettiget(person.navn, verv.rolle)


def _of_teams(sak: Sak, mappe: Mappe) -> Iterator[Lesberettiget]:
    """Yield the school's own people of the meetings that the case is on the agenda of, not anonymously."""
    held = (each for book in mappe.moeter for each in book.value.moeter)
    for each in held:
        moete = mappe.plan.moeter.moete(each.moete)
        if moete and any(one.sak == sak.sak and not one.anonymt for one in each.saker):
            yield from _members(mappe.plan, moete, sak.elev.klasse)


def _of_minutes(book: Moetebok, plan: Plan, tilgang: Tilgang) -> Iterator[Lesberettiget]:
    for person in plan.skole.personer:
        for verv in person.verv:
            if verv.rolle in tilgang.leserett.moeter:
                yield Lesberettiget(person.navn, verv.rolle)
    for each in book.moeter:
        moete = plan.moeter.moete(each.moete)
        if moete is not None:
            yield from _members(plan, moete, each.klasse)


def _members(plan: Plan, moete: Moete, klasse: str | None) -> Iterator[Lesberettiget]:
    """Yield the school's own who sit in a meeting; of a post for a class or a grade, the one it is held for.

    One of another service, as the school nurse, was told what the consent opened and reads by name only.
    """
    own = own_roles(plan) & sits_in(moete)
    for person in plan.skole.personer:
        if _sits(plan.skole, person, own, klasse):
            yield Lesberettiget(person.navn, moete.moete)


def _sits(skole: Skole, person: Person, roller: Collection[str], klasse: str | None) -> bool:
    return any(
        verv.rolle in roller and (klasse is None or skole.covers(verv, klasse))
        for verv in person.verv
    )
