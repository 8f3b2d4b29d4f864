"""``overfør --fra``: show or move all that a member of staff has."""

from collections.abc import Sequence

from sosialplan.commands.run import FINE, Run, courses, read_all
from sosialplan.commands.skrivebordet.desk import at_desk
from sosialplan.commands.told import tell_saved
from sosialplan.files.yaml_edit import append_item, set_value
from sosialplan.files.yaml_writer import to_tree
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.mappe import Mappe
from sosialplan.model.skole import Person, Skole
from sosialplan.output.columns import Column
from sosialplan.rules.checks.plan_checks import SKOLE
from sosialplan.rules.vervflytting import Saksflytting, moved_with, place_of, posts_with
from sosialplan.views.roller import rolle

_UNKNOWN = "Ingen med dette navnet står under «personer:» i plan/skole.yaml."


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
