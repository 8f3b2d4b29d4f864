"""``skole`` and ``skole klasse ny|endre|slutt``: who works at the school, its classes, and who is kontaktlærer in them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sosialplan.commands.lesing import courses
from sosialplan.commands.run import FINE, Run, known_word
from sosialplan.commands.skolen.klassekode import (
    class_named,
    class_of,
    classes_named,
    grades_in_words,
    grades_said,
    require_apart,
)
from sosialplan.commands.skolen.skolefilen import people_errand, school_of, school_path, the_person
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Added, Change, Errand, Put, Whole, carry_out
from sosialplan.files.yaml_writer import to_tree
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.klasseliste import Klasseliste
from sosialplan.model.mappe import Read
from sosialplan.model.problems import path_to
from sosialplan.model.sak import Elev, Sak
from sosialplan.model.skole import Klasse, Person, Skole, Verv
from sosialplan.output.tables import Column
from sosialplan.rules.checks.people_checks import KONTAKTLAERER
from sosialplan.rules.kalender.skolekalender import running_year
from sosialplan.views.datoer import kort_dato
from sosialplan.views.roller import posts_in_words

_STAFF = (
    Column("Navn", wraps=True),
    Column("Roller", wraps=True),
    Column("Ved skolen"),
    Column("E-post", wraps=True),
)


def vis(run: Run, *, klasser: bool) -> int:
    """Show who works at the school, in which roles and days; with ``klasser`` its name and classes too."""
    skole = school_of(run)
    if klasser:
        run.terminal.heading(skole.navn)
        run.terminal.wrapped(f"Klasser: {', '.join(e.klasse for e in skole.klasser) or 'ingen'}.")
        run.terminal.line()
    if not skole.personer:
        run.terminal.line("Ingen ansatte er lagt inn. Legg dem inn: sosialplan skole person ny")
        return FINE
    rows = [
        (
            each.navn,
            posts_in_words(skole, each.verv) or "ingen rolle",
            _days(each),
            each.e_post or "",
        )
        for each in skole.personer
    ]
    run.terminal.table(_STAFF, rows)
    if klasser:
        run.terminal.line()
        run.terminal.line("Endre: sosialplan skole person|klasse|elev|valg. Se hvordan: --help")
    return FINE


def _days(person: Person) -> str:
    fra = f"fra {kort_dato(person.fra)}" if person.fra else ""
    til = f"til {kort_dato(person.til)}" if person.til else ""
    return f"{fra} {til}".strip()


def ny(run: Run, klasser: Sequence[str], laerer: str | None, trinn: str | None = None) -> int:
    """Add classes, with the grade where their codes do not begin with it; one of them with its kontaktlærer."""
    grades = grades_said(trinn)
    if grades is None:
        new = tuple(dict.fromkeys(one for each in klasser for one in classes_named(each)))
    else:
        new = tuple(dict.fromkeys(class_named(each, fritt=True) for each in klasser))
    if laerer is not None and len(new) > 1:
        raise WrongUsage(
            "--kontaktlærer gjelder én klasse.", "Kjør kommandoen en gang for hver klasse."
        )

    def work(desk: Desk) -> Errand:
        skole = desk.mappe.plan.skole
        there = [each for each in new if each in _classes(skole)]
        if there:
            raise WrongUsage(f"Finnes fra før: {', '.join(there)}.", "Ingenting er endret.")
        require_apart([*_classes(skole), *new])
        path = school_path(desk)
        posts = list(_with_teacher(desk, new[0], laerer)) if laerer else []
        changes: list[Change] = [
            Added(path, path_to(Skole.klasser), class_of(skole, each, grades)) for each in new
        ]
        said = f"Ny klasse: {', '.join(new)}." + _teacher_said(desk, laerer)
        left = [] if laerer else [f'Kontaktlærer: sosialplan skole person ny "NAVN" kontaktlærer {each}' for each in new]  # fmt: skip
        return people_errand(desk, [*changes, *posts], said, _given(desk, laerer, new[0]), left)

    return carry_out(run, work)


def endre(
    run: Run, klasse: str, *, navn: str | None, laerer: str | None, trinn: str | None = None
) -> int:
    """Give a class another name, with all that runs under the old one, other grades, or another kontaktlærer."""
    new_grades = grades_said(trinn)
    if navn is None and laerer is None and new_grades is None:
        raise WrongUsage(
            "Mangler det som skal endres: --navn, --trinn eller --kontaktlærer.",
            "Ingenting er endret.",
        )

    def work(desk: Desk) -> Errand:
        skole = desk.mappe.plan.skole
        old = known_word(klasse, _classes(skole), "klassen")
        stood = skole.klasser[_classes(skole).index(old)].trinn
        grades = stood if new_grades is None else new_grades
        new = old if navn is None else class_named(navn, fritt=grades is not None)
        if new != old and new in _classes(skole):
            raise WrongUsage(f"Klassen {new} finnes fra før.", "Ingenting er endret.")
        require_apart([new if each == old else each for each in _classes(skole)])
        changes, gone = list[Change](), []
        said = f"{old}:" if new == old else f"{old} heter nå {new}."
        left = []
        if grades is not None:
            place, now = _classes(skole).index(old), to_tree(class_of(skole, new, grades))
            where = path_to(Skole.klasser, place, Klasse.trinn)
            changes.append(Put(school_path(desk), where, now.get("trinn")))
            said += f" Trinn: {grades_in_words(grades)}." if trinn else ""
        if new != old:
            cases = list(_open_cases(desk, old))
            book = _book(desk, old)
            changes += _renamed(desk, old, new, cases)
            if book is not None:
                path = desk.folder.absence_path(book.value.skoleaar, new)
                changes.append(Whole(path, desk.text_of(desk.folder.root / book.file)))
                changes.append(Put(path, path_to(Klassefravaer.klasse), new))
                gone.append(desk.folder.root / book.file)
            liste = _list(desk, old)
            if liste is not None:
                path = desk.folder.class_list_path(liste.value.skoleaar, new)
                changes.append(Whole(path, desk.text_of(desk.folder.root / liste.file)))
                changes.append(Put(path, path_to(Klasseliste.klasse), new))
                gone.append(desk.folder.root / liste.file)
            said += f" Flyttet: {_count(len(cases), 'åpen sak', 'åpne saker')}{' og fraværet' if book else ''}{' og klasselisten' if liste else ''}."
            left.append(f"Avsluttede saker og møter som er ført for {old}, står som de er.")
        if laerer is not None:
            changes += _with_teacher(desk, old, laerer, new)
            said += _teacher_said(desk, laerer)
        errand = people_errand(desk, changes, said, _given(desk, laerer, new), left)
        return Errand(errand.changes, errand.message, errand.said, then=errand.then, gone=gone)

    return carry_out(run, work, lister=True)


def slutt(run: Run, klasse: str) -> int:
    """Take a class away, and the posts in it. Raises ExpectedFailure while cases are open in it."""

    def work(desk: Desk) -> Errand:
        skole = desk.mappe.plan.skole
        old = known_word(klasse, _classes(skole), "klassen")
        cases = [each.value.sak for each in _open_cases(desk, old)]
        if cases:
            raise ExpectedFailure(
                f"{old} har åpne saker: {', '.join(cases)}. Ingenting er endret.",
                f"Flytt elevene først: sosialplan sak endre {cases[0]} --klasse KLASSE. "
                f"Skifter hele klassen navn: sosialplan skole klasse endre {old} --navn KLASSE",
            )
        liste = _list(desk, old)
        if liste is not None and liste.value.elever:
            raise ExpectedFailure(
                f"{old} har en klasseliste med elever i. Ingenting er endret.",
                "Flytt elevene først: sosialplan skole elev flytt, eller les inn nye lister: sosialplan importer elever FIL",
            )
        path, place = school_path(desk), _classes(skole).index(old)
        posts = [
            Put(path, path_to(Skole.personer, i, Person.verv), [to_tree(verv) for verv in each.verv if verv.klasse != old])
            for i, each in enumerate(skole.personer)
            if any(verv.klasse == old for verv in each.verv)
        ]  # fmt: skip
        names = [each.navn for each in skole.personer if any(v.klasse == old for v in each.verv)]
        said = f"{old} er ikke lenger en klasse ved skolen."
        left = [f"Uten rolle i {old} nå: {', '.join(names)}."] if names else []
        changes = [*posts, Put(path, path_to(Skole.klasser, place), None)]
        return people_errand(desk, changes, said, (), left)

    return carry_out(run, work, lister=True)


def _classes(skole: Skole) -> list[str]:
    return [each.klasse for each in skole.klasser]


def _count(many: int, one: str, more: str) -> str:
    return f"én {one}" if many == 1 else f"{many or 'ingen'} {more}"


def _open_cases(desk: Desk, klasse: str) -> Iterator[Read[Sak]]:
    """Yield the cases of a class that are followed."""
    followed = {gang.fakta.sak.sak for gang in courses(desk.mappe, desk.run.i_dag) if gang.followed}
    for each in desk.mappe.saker:
        if each.value.elev.klasse == klasse and each.value.sak in followed:
            yield each


def _book(desk: Desk, klasse: str) -> Read[Klassefravaer] | None:
    """Return the absence of a class in the year that runs. Raises ExpectedFailure for what cannot be read."""
    year = running_year(desk.mappe.plan.skole, desk.run.i_dag)
    found = next(
        (e for e in desk.mappe.fravaer if e.value.klasse == klasse and e.value.skoleaar == year),
        None,
    )
    if found is None:
        _require_read(desk, desk.folder.absence_path(year, klasse))
    return found


def _list(desk: Desk, klasse: str) -> Read[Klasseliste] | None:
    """Return the list of a class in the year that runs. Raises ExpectedFailure for one that cannot be read."""
    year = running_year(desk.mappe.plan.skole, desk.run.i_dag)
    lists = (each for each in desk.mappe.klasselister if each.value.skoleaar == year)
    found = next((each for each in lists if each.value.klasse == klasse), None)
    if found is None:
        _require_read(desk, desk.folder.class_list_path(year, klasse))
    return found


def _require_read(desk: Desk, path: Path) -> None:
    """Raise ExpectedFailure where a file that would be left behind is there, and could not be read."""
    if desk.folder.has(path):
        desk.text_of(path)  # says so of one that is sealed for others
        raise ExpectedFailure(
            f"{desk.folder.relative(path)} kan ikke leses. Ingenting er endret.",
            "Se hva som er galt: sosialplan valider",
        )


def _renamed(desk: Desk, old: str, new: str, cases: Sequence[Read[Sak]]) -> Iterator[Change]:
    skole, path = desk.mappe.plan.skole, school_path(desk)
    yield Put(path, path_to(Skole.klasser, _classes(skole).index(old), Klasse.klasse), new)
    for i, person in enumerate(skole.personer):
        for j, verv in enumerate(person.verv):
            if verv.klasse == old:
                yield Put(path, path_to(Skole.personer, i, Person.verv, j, Verv.klasse), new)
    for each in cases:
        yield Put(desk.folder.root / each.file, path_to(Sak.elev, Elev.klasse), new)


def _with_teacher(desk: Desk, old: str, laerer: str, new: str | None = None) -> Iterator[Change]:
    """Yield the posts when one person is kontaktlærer of a class, in place of those who were."""
    skole, path = desk.mappe.plan.skole, school_path(desk)
    chosen = the_person(skole, laerer)
    post, was = Verv(rolle=KONTAKTLAERER, klasse=new or old), Verv(rolle=KONTAKTLAERER, klasse=old)
    for i, person in enumerate(skole.personer):
        verv = [
            Verv(rolle=each.rolle, klasse=new, trinn=None) if new and each.klasse == old else each
            for each in person.verv if each != was
        ]  # fmt: skip
        verv += [post] if person is chosen else []
        if was in person.verv or person is chosen:
            yield Put(
                path, path_to(Skole.personer, i, Person.verv), [to_tree(each) for each in verv]
            )


def _teacher_said(desk: Desk, laerer: str | None) -> str:
    return f" Kontaktlærer: {the_person(desk.mappe.plan.skole, laerer).navn}." if laerer else ""


def _given(desk: Desk, laerer: str | None, klasse: str) -> list[Person]:
    if laerer is None:
        return []
    navn = the_person(desk.mappe.plan.skole, laerer).navn
    return [Person(navn=navn, verv=(Verv(rolle=KONTAKTLAERER, klasse=klasse),))]
