"""What is nobody's when somebody's posts are taken away, each thing with the command that gives it to another."""

from collections.abc import Sequence

from sosialplan.commands.lesing import courses
from sosialplan.commands.run import Run
from sosialplan.model.mappe import Mappe
from sosialplan.model.skole import Person, Verv
from sosialplan.model.skrivemaate import alike
from sosialplan.model.tilgang import Tilgang
from sosialplan.rules.ansvar import Saksflytting, moved_with
from sosialplan.views.roller import posts_in_words


def left_behind(run: Run, mappe: Mappe, person: Person, posts: Sequence[Verv]) -> list[str]:
    """Return what is nobody's when these posts of a person are taken away, each with its command."""
    skole, told = mappe.plan.skole, []
    others = [verv for each in skole.personer if each is not person for verv in each.verv]
    moved = moved_with(posts, courses(mappe, run.i_dag))
    for verv in posts:
        held = [each for each in others if each == verv]
        mine = [
            each for each in moved if each.rolle == verv.rolle and skole.covers(verv, each.klasse)
        ]
        word = posts_in_words(skole, [verv])
        if not held:
            told.append(
                f'Ingen er {word} da. Den som tar over: sosialplan skole person ny "NAVN" {_as_typed(verv)}'
                + _what(mine)
            )
        elif mine:
            told.append(f"Følger rollen {word}:{_what(mine)}")
    return told


def _as_typed(verv: Verv) -> str:
    return f"{verv.rolle} {verv.klasse or verv.trinn or ''}".strip()


def _what(moved: Sequence[Saksflytting]) -> str:
    """Return the cases and measures that go with a post, and how one goes to another role instead."""
    if not moved:
        return ""
    parts = [f"{each.sak} ({'saken' if each.har_saken else 'tiltak'})" for each in moved]
    return f". Åpent: {', '.join(parts)}. Til en annen rolle: sosialplan overfør {moved[0].sak} --til ROLLE"


def keys_in_name(tilgang: Tilgang, navn: str) -> list[str]:
    """Return the ids of the keys of a person that are not ended."""
    signing = [(each.id, each.person, each.sperret_fra) for each in tilgang.noekler]
    reading = [(each.id, each.person, each.sperret_fra) for each in tilgang.lesenoekler]
    return [
        id_
        for id_, person, ended in (*signing, *reading)
        if ended is None and alike(person or "", navn)
    ]
