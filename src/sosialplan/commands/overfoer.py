"""``overfør``: a case, or all that a member of staff has, goes to another role, which says yes or no."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sosialplan.commands.lesing import course, courses, read_all
from sosialplan.commands.run import Run, known_role
from sosialplan.commands.skrivebordet.desk import Desk, case_message, message_of
from sosialplan.commands.skrivebordet.errand import Added, Change, Errand, Followed, Put, carry_out
from sosialplan.commands.skrivebordet.foering import foert_av
from sosialplan.commands.skrivebordet.sagt import open_rows, tell_rows, tell_saved
from sosialplan.files.yaml_writer import to_tree
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.klassetrinn import trinnord
from sosialplan.model.mappe import Mappe
from sosialplan.model.problems import path_to
from sosialplan.model.sak import Hendelse, Sak, Svar
from sosialplan.model.skole import Person, Skole
from sosialplan.output.tables import Column
from sosialplan.rules.ansvar import (
    OVERFOERING,
    OVERFOERING_SVAR,
    Saksflytting,
    moved_with,
    pending,
    place_of,
    posts_with,
    responsible,
)
from sosialplan.rules.checks.plan_checks import SKOLE
from sosialplan.rules.saksgang import Saksgang
from sosialplan.views.roller import rolle

_UNKNOWN = "Ingen med dette navnet står under «personer:» i plan/skole.yaml."


def tilby(run: Run, typed: str, til: str, *, av: str | None, notat: str | None) -> int:
    """Offer a case to another role. It changes responsible when the receiver says yes."""

    def work(desk: Desk) -> Errand:
        gang, skole = _followed(desk, typed), desk.mappe.plan.skole
        receiver = known_role(skole, til)
        if receiver in gang.skjermet_for:
            raise ExpectedFailure(
                f"Saken er skjermet for {rolle(skole, receiver)}.",
                "Velg en annen rolle. Ingenting er skrevet.",
            )
        has = responsible(gang)
        if receiver == has:
            raise WrongUsage(
                f"{_large(desk.mappe, receiver)} har allerede saken.", "Velg en annen rolle."
            )
        entry = Hendelse(
            **_written(desk, gang, av or has), steg=OVERFOERING, notat=notat, ansvarlig=receiver
        )
        number = gang.fakta.sak.sak
        how = (
            f"Svar: sosialplan overfør {number} --svar ja   (eller nei). "
            f"Til da har {rolle(skole, has or '')} ansvaret."
        )
        said = f"Sak {number} er tilbudt {rolle(skole, receiver)}."
        return _errand(desk, number, entry, said, lambda _: run.terminal.line(how))

    return carry_out(run, work, case=typed)


def svar(run: Run, typed: str, answer: Svar, *, av: str | None, notat: str | None) -> int:
    """Accept or decline a case that was offered."""

    def work(desk: Desk) -> Errand:
        gang = _followed(desk, typed)
        offer, number = pending(gang), gang.fakta.sak.sak
        if offer is None:
            raise ExpectedFailure(
                "Ingen overføring av saken venter på svar.",
                f"Tilby den: sosialplan overfør {number} --til ROLLE",
            )
        entry = Hendelse(
            **_written(desk, gang, av or offer.til),
            steg=OVERFOERING_SVAR,
            notat=notat,
            gjelder=offer.id,
            svar=answer,
        )
        word = rolle(desk.mappe.plan.skole, offer.til)
        took = answer is Svar.JA
        what = f"{word} har tatt over" if took else f"{word} sa nei til"
        then = partial(_tell_taken, run, number, offer.til, word) if took else None
        return _errand(desk, number, entry, f"{what[:1].upper()}{what[1:]} sak {number}.", then)

    return carry_out(run, work, case=typed)


def _tell_taken(run: Run, number: str, role: str, word: str, came: Followed) -> None:
    rows = open_rows(run, came.saved.mappe, number)
    tell_rows(run, f"Dette har {word} nå", [row for row in rows if role in row.frist.ansvarlig])


def _followed(desk: Desk, typed: str) -> Saksgang:
    """Return the course of an open case. Raises ExpectedFailure for one that is closed."""
    gang = course(desk.mappe, desk.case(typed).value, desk.run.i_dag)
    if not gang.followed:
        raise ExpectedFailure(
            f"Sak {gang.fakta.sak.sak} er ikke åpen, så den kan ikke overføres.",
            f"Se saken: sosialplan vis {gang.fakta.sak.sak}",
        )
    return gang


def _written(desk: Desk, gang: Saksgang, av: str | None) -> dict[str, Any]:
    """Return what both entries have: when they are written, and by whom."""
    by = known_role(desk.mappe.plan.skole, av)
    return {
        "id": desk.run.new_id(),
        "dato": desk.run.i_dag,
        "registrert": desk.run.recorded,
        "av": by,
        "foert_av": foert_av(desk, by, gang.fakta.sak.elev.klasse),
    }


def _errand(
    desk: Desk, number: str, entry: Hendelse, said: str, then: Callable[[Followed], None] | None
) -> Errand:
    """Return what writes an entry: its rows are of whose they are, and are told by ``then`` alone."""
    change = Added(desk.folder.case_path(number), path_to(Sak.hendelser), entry)
    return Errand([change], case_message(number), said, then=then)


def _large(mappe: Mappe, code: str) -> str:
    word = rolle(mappe.plan.skole, code)
    return f"{word[:1].upper()}{word[1:]}"


def vis_alt(run: Run, fra: str, *, format_: str) -> int:
    """Show what a person has: posts, and the cases and measures that go with them."""
    _, mappe, status = read_all(run)
    person = mappe.plan.skole.personer[_place(mappe.plan.skole, fra)]
    moved = _moved(run, mappe, person)
    if format_ == "json":
        run.answer(_values(person, moved))
        return status
    _tell(run, mappe, person, moved)
    run.terminal.note('Ingenting er endret. Flytt alt med: --til "NAVN" --utfør')
    return status


def flytt_alt(run: Run, fra: str, til: str, *, format_: str) -> int:
    """Move a person's posts to another; the cases go with them. One commit."""

    def work(desk: Desk) -> Errand:
        skole = desk.mappe.plan.skole
        giver = _place(skole, fra)
        person = skole.personer[giver]
        if not person.verv:
            raise ExpectedFailure("Personen har ingen verv å flytte.", "Se plan/skole.yaml.")
        moved = _moved(run, desk.mappe, person)
        path = desk.folder.root / SKOLE
        receiver = place_of(skole, til)
        if receiver == giver:
            raise WrongUsage("Det er samme person.", "Velg en annen med --til.")
        changes: list[Change] = [Put(path, path_to(Skole.personer, giver, Person.verv), [])]
        if receiver is None:
            new = Person(navn=" ".join(til.split()), verv=person.verv)
            changes.append(Added(path, path_to(Skole.personer), new))
        else:
            posts = posts_with(skole.personer[receiver], person.verv)
            where = path_to(Skole.personer, receiver, Person.verv)
            changes.append(Put(path, where, [to_tree(each) for each in posts]))
        cases = dict.fromkeys(each.sak for each in moved)
        then = partial(_tell_moved, run, desk.mappe, person, moved, format_)
        return Errand(changes, message_of("Verv flyttet", cases), then=then)

    return carry_out(run, work)


def _tell_moved(
    run: Run,
    mappe: Mappe,
    person: Person,
    moved: Sequence[Saksflytting],
    format_: str,
    came: Followed,
) -> None:
    if format_ == "json":
        run.answer(_values(person, moved))
    else:
        _tell(run, mappe, person, moved)
    tell_saved(run, f"{len(person.verv)} verv er flyttet.", came.saved.commit)


def _place(skole: Skole, navn: str) -> int:
    found = place_of(skole, navn)
    if found is None:
        raise WrongUsage(_UNKNOWN, 'Skriv hele navnet i anførselstegn: --fra "FORNAVN ETTERNAVN"')
    return found


def _moved(run: Run, mappe: Mappe, person: Person) -> tuple[Saksflytting, ...]:
    return moved_with(person.verv, courses(mappe, run.i_dag))


def _tell(run: Run, mappe: Mappe, person: Person, moved: Sequence[Saksflytting]) -> None:
    run.terminal.heading("Verv")
    for verv in person.verv:
        where = verv.klasse or (trinnord(verv.trinn) if verv.trinn else "")
        run.terminal.line(f"{rolle(mappe.plan.skole, verv.rolle)} {where}".rstrip())
    if not moved:
        run.terminal.line("Ingen åpne saker følger med.")
        return
    run.terminal.line()
    columns = (Column("Sak"), Column("Klasse"), Column("Som"), Column("Hva", wraps=True))
    run.terminal.table(
        columns,
        [
            (each.sak, each.klasse, rolle(mappe.plan.skole, each.rolle), _what(each))
            for each in moved
        ],
    )


def _what(each: Saksflytting) -> str:
    parts = ["har saken"] if each.har_saken else []
    parts += [f"tiltak {', '.join(each.tiltak)}"] if each.tiltak else []
    return ", ".join(parts)


def _values(person: Person, moved: Sequence[Saksflytting]) -> dict[str, object]:
    return {
        "verv": [to_tree(each) for each in person.verv],
        "saker": [
            {
                "sak": each.sak,
                "klasse": each.klasse,
                "rolle": each.rolle,
                "har_saken": each.har_saken,
                "tiltak": list(each.tiltak),
            }
            for each in moved
        ],
    }
