"""``skole person slutt``: a person's roles are taken away, and what is then nobody's is said, with its command."""

from datetime import date

from msgspec.structs import replace

from sosialplan.commands.run import FINE, Run
from sosialplan.commands.skolen.etterlatt import keys_in_name, left_behind
from sosialplan.commands.skolen.skolefilen import people_errand, school_path, the_person
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Errand, Put, carry_out
from sosialplan.commands.skrivebordet.forsegling import GIVE_FIRST, NOBODY_LEFT
from sosialplan.commands.skrivebordet.signering import read_access
from sosialplan.model.problems import path_to
from sosialplan.model.skole import Person, Skole
from sosialplan.model.skrivemaate import alike
from sosialplan.views.datoer import kort_dato
from sosialplan.views.roller import posts_in_words


def slutt(run: Run, navn: str, dato: date | None) -> int:
    """Take a person's roles away, and say what else must be done; for a day ahead only say it."""
    if dato is not None and dato > run.i_dag:
        return _before_the_end(run, navn, dato)

    def work(desk: Desk) -> Errand | int:
        skole = desk.mappe.plan.skole
        person = the_person(skole, navn)
        place = skole.personer.index(person)
        left = [*left_behind(run, desk.mappe, person, person.verv), *_keys(desk, person, dato)]
        if not person.verv:
            run.terminal.note("Personen har ingen roller. Ingenting er endret.")
            for each in left:
                run.terminal.note(each)
            return FINE
        where = path_to(Skole.personer, place, Person.verv)
        changes = [Put(school_path(desk), where, [])]
        said = f"{person.navn} er ikke lenger {posts_in_words(skole, person.verv)}. Navnet blir stående uten rolle."
        return people_errand(desk, changes, said, (), left)

    return carry_out(run, work)


def _before_the_end(run: Run, navn: str, dato: date) -> int:
    """Say what must be done before a day that lies ahead; nothing is written."""

    def work(desk: Desk) -> int:
        skole = desk.mappe.plan.skole
        person = the_person(skole, navn)
        run.terminal.line(f"{person.navn} slutter {kort_dato(dato)}. Ingenting er endret ennå.")
        posts = posts_in_words(skole, person.verv)
        run.terminal.line(f"Roller nå: {posts or 'ingen'}.")
        for each in (
            *left_behind(run, desk.mappe, person, person.verv),
            *_keys(desk, person, dato),
        ):
            run.terminal.wrapped(each)
        if desk.how and desk.how.open_to(skole) and not desk.how.open_to(_without(skole, person)):
            run.terminal.wrapped(f"{NOBODY_LEFT} {GIVE_FIRST}")
        run.terminal.line(f'Den dagen: sosialplan skole person slutt "{person.navn}"')
        return FINE

    return carry_out(run, work)


def _without(skole: Skole, person: Person) -> Skole:
    """Return the school as it is when a person has no role."""
    others = [each for each in skole.personer if each is not person]
    return replace(skole, personer=(*others, replace(person, verv=())))


def _keys(desk: Desk, person: Person, dato: date | None) -> list[str]:
    """Return what must be done with the keys of one who leaves, and with what was given by name."""
    tilgang = read_access(desk.folder)
    keys = keys_in_name(tilgang, person.navn)
    told = []
    if keys:
        fra = f" --fra {dato.isoformat()}" if dato else ""
        told.append(
            f'Nøklene ({", ".join(keys)}) sperres: sosialplan tilgang fjern "{person.navn}"{fra}'
        )
    told += [
        f'Leser fortsatt sak {each.sak}: sosialplan tilgang ta {each.sak} "{person.navn}"'
        for each in tilgang.navngitt
        if alike(each.person, person.navn) and each.til >= (dato or desk.run.i_dag)
    ]
    return told
