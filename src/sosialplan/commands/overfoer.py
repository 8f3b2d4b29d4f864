"""``overfør``: a case, or all that a member of staff has, goes to another role, which says yes or no."""

from collections.abc import Sequence
from datetime import date

from sosialplan.commands.hendelsen import known_role
from sosialplan.commands.lesing import course, courses, read_all
from sosialplan.commands.run import FINE, Run, known_word
from sosialplan.commands.skrivebordet.desk import Desk, at_desk, case_message
from sosialplan.commands.skrivebordet.foering import foert_av
from sosialplan.commands.skrivebordet.sagt import open_rows, tell_rows, tell_saved
from sosialplan.files.yaml_edit import append_item, set_value
from sosialplan.files.yaml_writer import to_tree
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.mappe import Mappe
from sosialplan.model.sak import Hendelse, Svar
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
    with at_desk(run, typed) as desk:
        gang = _followed(desk, typed)
        sak = gang.fakta.sak
        receiver = known_word(til, _roles(desk.mappe), "rolle")
        if receiver in gang.skjermet_for:
            raise ExpectedFailure(
                f"Saken er skjermet for {rolle(desk.mappe.plan.skole, receiver)}.",
                "Velg en annen rolle. Ingenting er skrevet.",
            )
        has = responsible(gang)
        if receiver == has:
            raise WrongUsage(
                f"{_large(desk.mappe, receiver)} har allerede saken.", "Velg en annen rolle."
            )
        entry = _entry(
            desk,
            OVERFOERING,
            run.i_dag,
            klasse=sak.elev.klasse,
            av=av or has,
            notat=notat,
            ansvarlig=receiver,
        )
        _write(
            desk, gang, entry, f"Sak {sak.sak} er tilbudt {rolle(desk.mappe.plan.skole, receiver)}."
        )
        run.terminal.line(
            f"Svar: sosialplan overfør {sak.sak} --svar ja   (eller nei). "
            f"Til da har {rolle(desk.mappe.plan.skole, has or '')} ansvaret."
        )
    return FINE


def svar(run: Run, typed: str, answer: Svar, *, av: str | None, notat: str | None) -> int:
    """Accept or decline a case that was offered."""
    with at_desk(run, typed) as desk:
        gang = _followed(desk, typed)
        offer = pending(gang)
        if offer is None:
            raise ExpectedFailure(
                "Ingen overføring av saken venter på svar.",
                f"Tilby den: sosialplan overfør {gang.fakta.sak.sak} --til ROLLE",
            )
        by = av or offer.til
        entry = _entry(
            desk,
            OVERFOERING_SVAR,
            run.i_dag,
            klasse=gang.fakta.sak.elev.klasse,
            av=by,
            notat=notat,
            gjelder=offer.id,
            svar=answer,
        )
        word = rolle(desk.mappe.plan.skole, offer.til)
        took = answer is Svar.JA
        what = f"{word} har tatt over" if took else f"{word} sa nei til"
        mappe = _write(desk, gang, entry, f"{what[:1].upper()}{what[1:]} sak {gang.fakta.sak.sak}.")
        if took:
            rows = [
                row
                for row in open_rows(run, mappe, gang.fakta.sak.sak)
                if offer.til in row.frist.ansvarlig
            ]
            tell_rows(run, f"Dette har {word} nå", rows)
    return FINE


def _followed(desk: Desk, typed: str) -> Saksgang:
    """Return the course of an open case. Raises ExpectedFailure for one that is closed."""
    gang = course(desk.mappe, desk.case(typed).value, desk.run.i_dag)
    if not gang.followed:
        raise ExpectedFailure(
            f"Sak {gang.fakta.sak.sak} er ikke åpen, så den kan ikke overføres.",
            f"Se saken: sosialplan vis {gang.fakta.sak.sak}",
        )
    return gang


def _entry(
    desk: Desk,
    steg: str,
    dato: date,
    *,
    klasse: str,
    av: str | None,
    notat: str | None,
    ansvarlig: str | None = None,
    gjelder: str | None = None,
    svar: Svar | None = None,
) -> Hendelse:
    by = known_role(av, list(_roles(desk.mappe)))
    return Hendelse(
        id=desk.run.new_id(),
        dato=dato,
        registrert=desk.run.recorded,
        steg=steg,
        av=by,
        foert_av=foert_av(desk, by, klasse),
        notat=notat,
        ansvarlig=ansvarlig,
        gjelder=gjelder,
        svar=svar,
    )


def _write(desk: Desk, gang: Saksgang, entry: Hendelse, what: str) -> Mappe:
    number = gang.fakta.sak.sak
    path = desk.folder.case_path(number)
    text = append_item(desk.text_of(path), ("hendelser",), to_tree(entry))
    saved = desk.save({path: text}, case_message(number))
    tell_saved(desk.run, what, saved.commit)
    return saved.mappe


def _roles(mappe: Mappe) -> Sequence[str]:
    return [each.rolle for each in mappe.plan.skole.roller]


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
    with at_desk(run) as desk:
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
        text = set_value(desk.text_of(path), ("personer", giver, "verv"), [])
        if receiver is None:
            new = Person(navn=" ".join(til.split()), verv=person.verv)
            text = append_item(text, ("personer",), to_tree(new))
        else:
            posts = posts_with(skole.personer[receiver], person.verv)
            where = ("personer", receiver, "verv")
            text = set_value(text, where, [to_tree(each) for each in posts])
        saved = desk.save({path: text}, _message(moved))
        if format_ == "json":
            run.answer(_values(person, moved))
        else:
            _tell(run, desk.mappe, person, moved)
        tell_saved(run, f"{len(person.verv)} verv er flyttet.", saved.commit)
    return FINE


def _place(skole: Skole, navn: str) -> int:
    found = place_of(skole, navn)
    if found is None:
        raise WrongUsage(_UNKNOWN, 'Skriv hele navnet i anførselstegn: --fra "FORNAVN ETTERNAVN"')
    return found


def _moved(run: Run, mappe: Mappe, person: Person) -> tuple[Saksflytting, ...]:
    return moved_with(person.verv, courses(mappe, run.i_dag))


def _message(moved: Sequence[Saksflytting]) -> str:
    """Return the commit's message: the cases that have a new holder, and no name."""
    trailers = "".join(f"Sak: {number}\n" for number in dict.fromkeys(each.sak for each in moved))
    return "Verv flyttet\n" + (f"\n{trailers}" if trailers else "")


def _tell(run: Run, mappe: Mappe, person: Person, moved: Sequence[Saksflytting]) -> None:
    run.terminal.heading("Verv")
    for verv in person.verv:
        where = verv.klasse or (f"{verv.trinn}. trinn" if verv.trinn else "")
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
