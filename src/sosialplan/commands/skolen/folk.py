"""``skole person ny|endre``: who works at the school, and in which roles."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.run import FINE, Run
from sosialplan.commands.skolen.etterlatt import keys_in_name, left_behind
from sosialplan.commands.skolen.skolefilen import (
    people_errand,
    school_of,
    school_path,
    the_person,
)
from sosialplan.commands.skolen.spurt import ask_roles, asked_people, rows_of_file
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Added, Change, Errand, Put, carry_out
from sosialplan.commands.skrivebordet.signering import read_access
from sosialplan.commands.svar.ordsvar import asked_yes
from sosialplan.files.yaml_writer import to_tree
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.problems import path_to
from sosialplan.model.skole import Person, Skole, Verv
from sosialplan.model.skrivemaate import look_alike
from sosialplan.rules.verv import (
    Folkerad,
    held_by_another,
    held_in_words,
    is_mail,
    people_of,
    posts_of,
    roles_here,
    rows_of_text,
    without_posts,
)
from sosialplan.views.datoer import kort_dato
from sosialplan.views.roller import posts_in_words

_AGAIN = "Rett det, og kjør kommandoen en gang til. Ingenting er endret."


def ny(
    run: Run, navn: str | None, roller: Sequence[str], *, fil: Path | None, liste: str | None
) -> int:
    """Add one person, or all of a list. Raises WrongUsage for all that is missing or cannot be read."""
    rows, unread = _rows(run, navn, roller, fil, liste)
    gives = _asked_over(run, rows[0].navn, rows[0].verv) if navn is not None else ()

    def work(desk: Desk) -> Errand | int:
        skole = without_posts(desk.mappe.plan.skole, gives)
        read = people_of(skole, rows)
        if read.feil:
            raise _not_read(skole, read.feil, rows, many=navn is None)
        if unread:
            run.terminal.note(
                f"Kolonner som ikke er brukt: {', '.join(unread)}. Skolen har navn, roller, e-post og dager, ikke mer."
            )
        if read.staar:
            run.terminal.note(f"Står der fra før, og er ikke endret: {', '.join(read.staar)}.")
        if not read.nye:
            return FINE
        path = school_path(desk)
        changes: list[Change] = [*_given_up(desk, gives)]
        changes += [Added(path, path_to(Skole.personer), each) for each in read.nye]
        said = "\n".join(
            f"{each.navn}: {posts_in_words(skole, each.verv)}.{_besides(each)}" for each in read.nye
        )
        return people_errand(desk, changes, said, read.nye)

    return carry_out(run, work)


def _rows(
    run: Run, navn: str | None, roller: Sequence[str], fil: Path | None, liste: str | None
) -> tuple[Sequence[Folkerad], Sequence[str]]:
    """Return who is told of: by name, in a file, pasted, or asked for."""
    if sum(each is not None for each in (navn, fil, liste)) > 1:
        raise WrongUsage(
            "Si enten én person, --fil eller --liste.", "Kjør kommandoen en gang for hver."
        )
    if fil is not None:
        return rows_of_file(fil)
    if liste is not None:
        return rows_of_text(liste)
    if navn is not None and (roller or not run.terminal.interactive):
        return [Folkerad(1, navn, (" ".join(roller),))], ()
    if not run.terminal.interactive:
        raise WrongUsage(
            "Mangler NAVN og ROLLE.",
            'Skriv dem: sosialplan skole person ny "FORNAVN ETTERNAVN" rådgiver. '
            "Mange på en gang: --liste - eller --fil FIL",
        )
    if navn is not None:
        return [Folkerad(1, navn, (ask_roles(run, school_of(run)),))], ()
    return asked_people(run, school_of(run)), ()


def _asked_over(run: Run, navn: str, typed: Sequence[str]) -> tuple[tuple[Person, Verv], ...]:
    """Return the posts that others give up to one who takes over, as the person here says; none in a pipe."""
    if not run.terminal.interactive:
        return ()
    skole = school_of(run)
    held = [(held_by_another(skole, verv, navn), verv) for verv in posts_of(skole, typed).verv]
    return tuple(
        (holder, verv)
        for holder, verv in held
        if holder is not None
        and asked_yes(
            run, f"{holder.navn} er {posts_in_words(skole, [verv])}. Skal {navn} ta over? (ja/nei)"
        )
    )


def _given_up(desk: Desk, gives: Sequence[tuple[Person, Verv]]) -> Iterator[Change]:
    """Yield that each of these no longer has the post."""
    skole = desk.mappe.plan.skole
    for holder in dict.fromkeys(each.navn for each, _ in gives):
        after = the_person(without_posts(skole, gives), holder)
        place = skole.personer.index(the_person(skole, holder))
        where = path_to(Skole.personer, place, Person.verv)
        yield Put(school_path(desk), where, [to_tree(each) for each in after.verv])


def _not_read(
    skole: Skole, feil: Iterable[tuple[int, str]], rows: Sequence[Folkerad] = (), *, many: bool
) -> WrongUsage:
    """Say what could not be read, of a list by line and name, and once which roles there are."""
    names = {each.linje: each.navn for each in rows}
    lines = [
        f"Linje {line} ({names.get(line) or 'uten navn'}): {why}" if many else why
        for line, why in feil
    ]
    roles = f"De som finnes: {', '.join(roles_here(skole))}. Flere roller: komma mellom."
    of_roles = [roles] if any("ollen" in why for _, why in feil) else []
    return WrongUsage("\n".join([*lines, *of_roles]), _AGAIN)


def endre(
    run: Run,
    navn: str,
    roller: Sequence[str],
    *,
    nytt_navn: str | None,
    e_post: str | None = None,
    fra: date | None = None,
    til: date | None = None,
) -> int:
    """Give a person other roles in place of those that were, another name, an address, or the days at the school."""
    if e_post is not None and not is_mail(e_post):
        raise WrongUsage("Det er ingen e-postadresse.", "Skriv den som navn@skolen.no.")
    if not any((roller, nytt_navn, e_post, fra, til)):
        if not run.terminal.interactive:
            raise WrongUsage(
                "Mangler det som skal endres: ROLLE, --navn, --e-post, --fra eller --til.",
                "Skriv alle rollene personen skal ha nå, som: kontaktlærer 8B",
            )
        roller = [ask_roles(run, school_of(run))]

    gives = _asked_over(run, navn, [" ".join(roller)]) if roller else ()

    def work(desk: Desk) -> Errand | int:
        skole = without_posts(desk.mappe.plan.skole, gives)
        before = the_person(skole, navn)
        place = skole.personer.index(before)
        read = posts_of(skole, [" ".join(roller)])
        if read.feil:
            raise _not_read(skole, [(1, each) for each in read.feil], many=False)
        taken = [] if gives else list(held_in_words(skole, read.verv, before.navn))
        if taken:
            raise WrongUsage("\n".join(taken), "Ingenting er endret.")
        after = replace(
            before,
            navn=" ".join((nytt_navn or before.navn).split()),
            verv=read.verv or before.verv,
            e_post=e_post or before.e_post,
            fra=fra or before.fra,
            til=til or before.til,
        )
        _require_in_order(after)
        if after == before:
            run.terminal.note("Slik står det fra før. Ingenting er endret.")
            return FINE
        if after.navn != before.navn:
            _require_free_name(desk, before, after.navn)
        changes = [*_given_up(desk, gives), *_put(desk, place, before, after)]
        gone = [each for each in before.verv if each not in after.verv]
        was = "" if not gone else f" Ikke lenger {posts_in_words(skole, gone)}."
        said = f"{after.navn}: {posts_in_words(skole, after.verv) or 'ingen rolle'}.{was}{_besides(after)}"
        new = [each for each in after.verv if each not in before.verv]
        left = left_behind(run, desk.mappe, before, gone)
        return people_errand(desk, changes, said, [Person(navn=after.navn, verv=tuple(new))], left)

    return carry_out(run, work)


def _require_in_order(person: Person) -> None:
    if person.fra and person.til and person.til < person.fra:
        raise WrongUsage("Siste dag er før den første.", "Rett --fra eller --til.")


def _put(desk: Desk, place: int, before: Person, after: Person) -> Iterator[Change]:
    """Yield what of a person is another than it was."""
    was, now = to_tree(before), to_tree(after)
    for key in now:
        if now[key] != was.get(key):
            yield Put(school_path(desk), (*path_to(Skole.personer, place), key), now[key])


def _besides(person: Person) -> str:
    """Return what else is told of a person, as it stands."""
    said = [f" E-post: {person.e_post}."] if person.e_post else []
    said += [f" Fra {kort_dato(person.fra)}."] if person.fra else []
    said += [f" Til {kort_dato(person.til)}."] if person.til else []
    return "".join(said)


def _require_free_name(desk: Desk, person: Person, navn: str) -> None:
    """Raise where a name is another's already, or where keys and access stand in the old one."""
    others = [each for each in desk.mappe.plan.skole.personer if each != person]
    if any(look_alike(each.navn, navn) for each in others):
        raise WrongUsage("En annen ved skolen har det navnet.", "Skriv noe som skiller dem.")
    tilgang = read_access(desk.folder)
    keys = keys_in_name(tilgang, person.navn)
    if keys:
        raise ExpectedFailure(
            f"Nøklene {', '.join(keys)} står i det gamle navnet, så navnet kan ikke endres ennå. Ingenting er endret.",
            f'Sperr dem først: sosialplan tilgang fjern "{person.navn}". Endre så navnet, og legg inn nye.',
        )
