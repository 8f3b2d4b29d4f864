"""Checks of the meetings of the plan, of the minute books, and of decisions in cases."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sosialplan.model.frist import BESLUTNING
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.moeter import (
    Deltaker,
    Droeftet,
    FulgtOpp,
    Holdt,
    Hyppighet,
    Moete,
    Moetebok,
    Per,
    Utfoert,
    Vedtatt,
)
from sosialplan.model.oppslagsverk import VANLIGE_TJENESTER
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding, TreePath, path_to
from sosialplan.model.record import key_of_member
from sosialplan.model.regel import Enhet
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.rules.ansattsak.skjermet_sak import LOVENS
from sosialplan.rules.ansattsak.skjerming import shielded_for
from sosialplan.rules.checks.day_checks import check_days, check_recorded
from sosialplan.rules.checks.plan_checks import (
    MOETER,
    SKOLE,
    check_reading,
    repeated,
    roles,
    unknown,
    unknown_role,
    writers,
)
from sosialplan.rules.checks.record_checks import check_corrections, check_ids, check_numbers
from sosialplan.rules.kalender.datoord import UKEDAGER
from sosialplan.rules.kalender.skolekalender import LOERDAG, school_year_of
from sosialplan.rules.moeter.beslutninger import BESLUTNING_UTFOERT, missing_people, of_the_meeting
from sosialplan.rules.moeter.moeteplan import held_for
from sosialplan.rules.moeter.saksliste import may_be_discussed

SKOLEN = "skolen"
"""Who holds a meeting, besides roles."""
_KEYS = {
    per: key_of_member(field)
    for per, field in ((Per.KLASSE, Holdt.klasse), (Per.TRINN, Holdt.trinn), (Per.ELEV, Holdt.elev))
}


def _check_services(plan: Plan) -> Iterator[Finding]:
    """Yield a service of a word that another recipient has, and a role of it that nobody knows."""
    told = plan.skole.tjenester if plan.skole.tjenester is not VANLIGE_TJENESTER else ()
    taken = {each.kode for each in LOVENS} | {each.moete for each in plan.moeter.moeter}
    for i, each in enumerate(told):
        if each.tjeneste in taken:
            where: TreePath = ("tjenester", i, "tjeneste")
            yield Finding("P418", SKOLE, where, {"navn": each.tjeneste})
        taken.add(each.tjeneste)
        for j, rolle in enumerate(each.roller):
            yield from unknown_role(SKOLE, ("tjenester", i, "roller", j), rolle, roles(plan))


def check_meeting_plan(plan: Plan) -> Iterator[Finding]:
    """Duties and meetings name known rules, roles, steps and readings."""
    yield from _check_services(plan)
    rules = [each.regel for each in plan.fristregler.regler]
    for i, plikt in enumerate(plan.moeter.plikter):
        yield from unknown("P405", MOETER, ("plikter", i, "regel"), plikt.regel, rules)
        yield from _check_roles(plan, ("plikter", i, "ansvarlig"), plikt.ansvarlig)
        yield from check_reading(MOETER, ("plikter", i), plikt, plan)
    yield from repeated(MOETER, "møter", "møte", (each.moete for each in plan.moeter.moeter))
    for i, moete in enumerate(plan.moeter.moeter):
        yield from _check_meeting(plan, moete, ("møter", i), rules)


def _check_meeting(
    plan: Plan, moete: Moete, where: TreePath, rules: Sequence[str]
) -> Iterator[Finding]:
    for key, people in (("medlemmer", moete.medlemmer), ("må_være_med", moete.maa_vaere_med)):
        for j, deltaker in enumerate(people):
            yield from _check_roles(plan, (*where, key, j, "en_av"), deltaker.en_av)
            yield from _check_part(plan, (*where, key, j), deltaker)
    yield from _check_roles(plan, (*where, "ved_behov"), moete.ved_behov)
    for j, hyppighet in enumerate(moete.hyppighet):
        place = (*where, "hyppighet", j)
        yield from _check_part(plan, place, hyppighet)
        yield from unknown("P405", MOETER, (*place, "regel"), hyppighet.regel, rules)
        if not _can_be_counted(plan, hyppighet):
            yield Finding("M506", MOETER, place)
    steps = [steg.steg for kjede in plan.kjeder for steg in kjede.steg]
    for j, steg in enumerate(moete.steg):
        yield from unknown("P415", MOETER, (*where, "steg", j), steg, steps)


def _check_roles(plan: Plan, where: TreePath, people: Sequence[str]) -> Iterator[Finding]:
    for j, rolle in enumerate(people):
        yield from unknown_role(MOETER, (*where, j), rolle, roles(plan))


def _check_part(plan: Plan, where: TreePath, part: Hyppighet | Deltaker) -> Iterator[Finding]:
    yield from unknown_role(MOETER, (*where, "hos"), part.hos, [*roles(plan), SKOLEN])
    yield from check_reading(MOETER, where, part, plan)


def _can_be_counted(plan: Plan, hyppighet: Hyppighet) -> bool:
    if hyppighet.regel is None:
        return hyppighet.minst is not None and hyppighet.i is not None
    rule = plan.regel(hyppighet.regel)
    in_weeks = rule is None or all(each.enhet is Enhet.UKER for each in rule.versjoner)
    return in_weeks and hyppighet.minst is None and hyppighet.i is None


def check_meetings_held(read: Read[Moetebok], mappe: Mappe, i_dag: date) -> Iterator[Finding]:
    """Yield every finding in one minute book."""
    plan, book, file = mappe.plan, read.value, read.file
    codes = [*(e.moete for e in plan.moeter.moeter), *(e.moete for e in plan.moeter.plikter)]
    yield from check_corrections(book.holdt, file, path_to(Moetebok.holdt))
    yield from check_corrections(book.utfoert, file, path_to(Moetebok.utfoert))
    yield from check_corrections(book.fulgt_opp, file, path_to(Moetebok.fulgt_opp))
    lists: Mapping[str, Sequence[Holdt | Utfoert | FulgtOpp]] = {
        key_of_member(Moetebok.holdt): book.holdt,
        key_of_member(Moetebok.utfoert): book.utfoert,
        key_of_member(Moetebok.fulgt_opp): book.fulgt_opp,
    }
    for key, entries in lists.items():
        for i, each in enumerate(entries):
            yield from unknown(
                "K305", file, path_to(key, i, Holdt.foert_av), each.foert_av, writers(plan)
            )
    counted = {*(each.id for each in book.moeter), *(each.id for each in book.gjort)}
    for i, held in enumerate(book.holdt):
        where: TreePath = path_to(Moetebok.holdt, i)
        if held.id not in counted:
            continue
        yield from _check_day(held.dato, path_to(*where, Holdt.dato), book, file, i_dag)
        if held.dato.weekday() >= LOERDAG:
            told = {"dag": UKEDAGER[held.dato.weekday()], "id": held.id}
            yield Finding("M520", file, path_to(*where, Holdt.dato), told)
        yield from unknown(
            "M502", file, path_to(*where, Holdt.moete), held.moete, list(dict.fromkeys(codes))
        )
        yield from _check_whom(held, where, read, mappe)
        for j, rolle in enumerate(held.til_stede):
            yield from unknown(
                "K305", file, path_to(*where, Holdt.til_stede, j), rolle, roles(plan)
            )
        moete = plan.moeter.moete(held.moete)
        missing = missing_people(plan, moete, held) if moete else ()
        if missing:
            yield Finding(
                "M501", file, path_to(*where, Holdt.til_stede), {"hvem": " og ".join(missing)}
            )
        yield from _check_minutes(held, where, file, mappe)
    for i, activity in enumerate(book.utfoert):
        if activity.id in counted:
            yield from _check_day(
                activity.dato, path_to(Moetebok.utfoert, i, Utfoert.dato), book, file, i_dag
            )
    yield from check_ids(book, file)
    yield from check_numbers(book, file)
    yield from check_recorded(book, file, i_dag)
    yield from check_days(book, file, i_dag)
    yield from _check_twice(read, mappe)
    yield from _check_carried_out(book, file, mappe, i_dag)


def _check_twice(read: Read[Moetebok], mappe: Mappe) -> Iterator[Finding]:
    """The same meeting, of the same class, grade or pupil and the same host, was held on one day."""
    seen = {
        _the_meeting(held): (book.file, held.id)
        for book in reversed(mappe.moeter)
        for held in reversed(book.value.moeter)
    }
    for i, held in enumerate(read.value.holdt):
        first = seen.get(_the_meeting(held), (read.file, held.id))
        if held in read.value.moeter and first != (read.file, held.id):
            yield Finding(
                "M518", read.file, path_to(Moetebok.holdt, i, Holdt.dato), {"id": held.id}
            )


def _the_meeting(held: Holdt) -> tuple[object, ...]:
    return (held.moete, held.dato, held.klasse, held.trinn, held.elev, held.hos)


def _check_carried_out(book: Moetebok, file: str, mappe: Mappe, i_dag: date) -> Iterator[Finding]:
    """What is said to be done was decided by a meeting, for itself, and not later."""
    decided = {each.id: held for held, each in of_the_meeting([e.value for e in mappe.moeter])}
    for i, done in enumerate(book.fulgt_opp):
        if done not in book.fulgt:
            continue
        yield from _check_day(
            done.dato, path_to(Moetebok.fulgt_opp, i, FulgtOpp.dato), book, file, i_dag
        )
        if done.beslutning not in decided:
            yield Finding(
                "M516", file, path_to(Moetebok.fulgt_opp, i, FulgtOpp.beslutning), {"id": done.id}
            )
        elif done.dato < decided[done.beslutning].dato:
            yield Finding(
                "M517", file, path_to(Moetebok.fulgt_opp, i, FulgtOpp.dato), {"id": done.id}
            )


def _check_day(
    day: date, where: TreePath, book: Moetebok, file: str, i_dag: date
) -> Iterator[Finding]:
    if day > i_dag:
        yield Finding("K304", file, where)
    if school_year_of(day) != book.skoleaar:
        yield Finding("M508", file, where)


def _check_whom(
    held: Holdt, where: TreePath, read: Read[Moetebok], mappe: Mappe
) -> Iterator[Finding]:
    """The meeting says which class, grade or pupil's code it was held for."""
    plan, file = mappe.plan, read.file
    classes = {each.klasse for each in plan.skole.klasser}
    if held.klasse is not None and held.klasse not in classes:
        yield Finding("K307", file, path_to(*where, Holdt.klasse))
    moete = plan.moeter.moete(held.moete)
    key = _KEYS.get(moete.per) if moete else None
    if moete is None or key is None:
        return
    said = getattr(held, key)
    books = [read.value, *(each.value for each in mappe.moeter)]
    known = held_for(plan, moete, books, read.value.skoleaar)
    if said is None or (moete.per is not Per.KLASSE and str(said) not in known):
        yield Finding("M509", file, where, {"mangler": key})


def _check_minutes(held: Holdt, where: TreePath, file: str, mappe: Mappe) -> Iterator[Finding]:
    moete = mappe.plan.moeter.moete(held.moete)
    for j, each in enumerate(held.saker):
        read = mappe.sak(each.sak)
        if read is None and not mappe.knows(each.sak):
            yield Finding("K312", file, path_to(*where, Holdt.saker, j, Droeftet.sak))
        elif read is not None and moete is not None:
            kept_from = shielded_for(read.value, mappe.plan)
            if not may_be_discussed(moete, kept_from, held.til_stede):
                yield Finding("M514", file, path_to(*where, Holdt.saker, j, Droeftet.sak))
    for j, vedtatt in enumerate(held.beslutninger):
        place: TreePath = path_to(*where, Holdt.beslutninger, j)
        known = roles(mappe.plan)
        yield from unknown(
            "K305", file, path_to(*place, Vedtatt.ansvarlig), vedtatt.ansvarlig, known
        )
        if vedtatt.sak is None and vedtatt.beslutning is None:
            yield Finding("M507", file, place)
        if vedtatt.sak is not None and not mappe.knows(vedtatt.sak):
            yield Finding("K312", file, path_to(*place, Vedtatt.sak))


def check_decision(
    hendelse: Hendelse, where: TreePath, sak: Sak, file: str, plan: Plan
) -> Iterator[Finding]:
    """A decision has a text, an owner and a date; what is said to be done was decided."""
    yield from unknown(
        "K305", file, path_to(*where, Hendelse.ansvarlig), hendelse.ansvarlig, roles(plan)
    )
    if hendelse.steg == BESLUTNING:
        fields = (
            (Hendelse.notat, hendelse.notat),
            (Hendelse.ansvarlig, hendelse.ansvarlig),
            (Hendelse.frist, hendelse.frist),
        )
        missing = [f"«{key_of_member(field)}»" for field, value in fields if value is None]
        if missing:
            yield Finding("M504", file, where, {"mangler": " og ".join(missing)})
    decided = {each.id for each in sak.hendelser if each.steg == BESLUTNING}
    if hendelse.steg == BESLUTNING_UTFOERT and hendelse.gjelder not in decided:
        yield Finding("M505", file, path_to(*where, Hendelse.gjelder), {"sak": sak.sak})
