"""``skole klasse del|slå-sammen``: pupils of a class go to another in the middle of a year, with what is open and what is counted.

What is written of them before stands where it was written; absence is counted on in the class they are in.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from sosialplan.commands.fravaer.fravaersbok import absences_follow
from sosialplan.commands.klasselister.klassebok import list_changes, lists_of_year, open_cases_of
from sosialplan.commands.lesing import courses, read_all
from sosialplan.commands.run import Run, known_word
from sosialplan.commands.skolen.klassekode import class_named, require_apart
from sosialplan.commands.skolen.skolefilen import people_errand, school_of, school_path
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Added, Change, Errand, Put, carry_out
from sosialplan.commands.svar.ordsvar import Spoerring, asked_many, asked_word, words
from sosialplan.files.yaml_writer import to_tree
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.klasseliste import Klasseliste, Listeelev
from sosialplan.model.mappe import Mappe
from sosialplan.model.problems import path_to
from sosialplan.model.sak import Elev, Sak
from sosialplan.model.skole import Klasse, Person, Skole, Verv
from sosialplan.model.skrivemaate import pupil
from sosialplan.rules.kalender.skolekalender import running_year
from sosialplan.rules.klasselister.elevnavn import called, dated, meant_pupil, pupils_of
from sosialplan.rules.kontrolltegn import normalise
from sosialplan.tekster.maalform import talt

_WHO = "Navnene på dem som går til den nye klassen. De andre blir."


def del_klasse(
    run: Run, klasse: str, til: str, elever: Sequence[str], gaar_til: Sequence[str]
) -> int:
    """Let some pupils of a class go to another, which is made where it is not there. Raises WrongUsage, ExpectedFailure."""
    skole = school_of(run)
    old = known_word(klasse, _classes(skole), "klassen")
    stood = skole.klasser[_classes(skole).index(old)].trinn
    new = class_named(til, fritt=stood is not None or til in _classes(skole))
    if new == old:
        raise WrongUsage("Det er samme klasse.", "Si hvilken klasse de går til.")
    if not elever and run.terminal.interactive:
        spurt = Spoerring(f"Hvem går til {new}? (navn med komma imellom)", _WHO)
        elever = asked_many(run, spurt, str)
    if not elever:
        raise WrongUsage(
            f"Hvem går til {new}?", "Si navnene, med --elev for hver. De andre blir i klassen."
        )
    svar = _said_of_cases(run, old, new, gaar_til)

    def work(desk: Desk) -> Errand:
        now = desk.mappe.plan.skole
        require_apart(list(dict.fromkeys([*_classes(now), new])))
        liste, year = _list(desk, old), running_year(now, run.i_dag)
        moved = _meant(liste, elever)
        _require_none_alike(desk, [each.navn for each in moved], new)
        left = [each for each in liste.elever if each not in moved]
        cases = _cases(desk, old, new, moved, svar)
        changes: list[Change] = []
        if new not in _classes(now):
            made = Klasse(klasse=new, trinn=stood)
            changes.append(Added(school_path(desk), path_to(Skole.klasser), made))
        changes += list_changes(desk, year, {old: left, new: [*_pupils(desk, new), *moved]})
        changes += _moved(desk, cases, new)
        names = [name for each in moved for name in (called(each, liste), dated(each))]
        absence = absences_follow(desk, names, old, new, year)
        count = talt(len(moved), "elev", "elever")
        said = f"{count} går nå i {new}, og {len(left)} i {old}.{_followed(cases, absence)}"
        note = [
            f'Kontaktlærer for {new}: sosialplan skole person ny "NAVN" kontaktlærer {new}',
            f"Møter og det som er ført for {old}, står som det er.",
        ]
        return people_errand(desk, [*changes, *absence], said, (), note)

    return carry_out(run, work, lister=True)


def slaa_sammen(run: Run, klasse: str, inn_i: str) -> int:
    """Let all of a class go to another, and take the class away. Raises WrongUsage, ExpectedFailure."""

    def work(desk: Desk) -> Errand:
        skole = desk.mappe.plan.skole
        old = known_word(klasse, _classes(skole), "klassen")
        new = known_word(inn_i, _classes(skole), "klassen")
        if new == old:
            raise WrongUsage("Det er samme klasse.", "Si hvilken klasse de går inn i.")
        beside = set(skole.trinn_i(old)) - set(skole.trinn_i(new))
        if beside:
            grades = ",".join(map(str, (*skole.trinn_i(new), *skole.trinn_i(old))))
            raise WrongUsage(
                f"{new} er ikke på trinnet til {old}.",
                f"Skal klassen være blandet, så si det først: sosialplan skole klasse endre {new} --trinn {grades}",
            )
        _require_all_read(desk)
        year = running_year(skole, run.i_dag)
        books = [each.value for each in desk.mappe.fravaer]
        away = [
            each.elev
            for book in books
            if (book.klasse, book.skoleaar) == (old, year)
            for each in book.elever
        ]
        cases = _open_in(run, desk.mappe, old)
        pupils, found = _pupils(desk, old), map(desk.case, cases)
        written = [each.value.elev.navn for each in found]
        _require_none_alike(desk, [*away, *written, *(each.navn for each in pupils)], new)
        changes: list[Change] = [*_posts(desk, old, new)]
        gone = []
        path = desk.folder.class_list_path(year, old)
        if desk.folder.has(path):
            desk.text_of(path)
            gone.append(path)
            changes += list_changes(desk, year, {new: [*_pupils(desk, new), *pupils]})
        changes += _moved(desk, cases, new)
        absence = absences_follow(desk, away, old, new, year)
        listed = f" {len(pupils)} av klasselisten går med." if pupils else ""
        said = f"{old} er slått sammen med {new}.{listed}{_followed(cases, absence)}"
        left = [f"Møter, fravær og avsluttede saker som er ført for {old}, står som de er."]
        errand = people_errand(desk, [*changes, *absence], said, (), left)
        return Errand(errand.changes, errand.message, errand.said, then=errand.then, gone=gone)

    return carry_out(run, work, lister=True)


def _require_all_read(desk: Desk) -> None:
    """Refuse where a case cannot be read here: it may be one of the class that goes away."""
    if desk.mappe.lukket:
        raise ExpectedFailure(
            f"{talt(len(desk.mappe.lukket), 'sak', 'saker')} kan du ikke lese, og de kan være i klassen. Ingenting er endret.",
            "La en som leser alle sakene, gjøre det. Se hvem: sosialplan tilgang",
        )


def _classes(skole: Skole) -> list[str]:
    return [each.klasse for each in skole.klasser]


def _moved(desk: Desk, cases: Sequence[str], new: str) -> Iterator[Change]:
    for each in cases:
        yield Put(desk.folder.case_path(each), path_to(Sak.elev, Elev.klasse), new)


def _list(desk: Desk, klasse: str) -> Klasseliste:
    """Return the class's list. Raises ExpectedFailure: without it nobody knows who is in the class."""
    year = running_year(desk.mappe.plan.skole, desk.run.i_dag)
    found = next((e for e in lists_of_year(desk.mappe, year) if e.klasse == klasse), None)
    if found is None:
        path = desk.folder.class_list_path(year, klasse)
        if desk.folder.has(path):
            desk.text_of(path)  # says so of one that is sealed for others
        raise ExpectedFailure(
            f"Det finnes ingen klasseliste for {klasse} som kan leses. Ingenting er endret.",
            "Les den inn: sosialplan importer elever FIL. Uten lister: sosialplan sak endre SAK --klasse KLASSE, "
            "og sosialplan fravær bytt-klasse",
        )
    return found


def _pupils(desk: Desk, klasse: str) -> tuple[Listeelev, ...]:
    """Return the pupils on a class's list; nobody where there is none. Raises ExpectedFailure for one that cannot be read."""
    year = running_year(desk.mappe.plan.skole, desk.run.i_dag)
    there = desk.folder.has(desk.folder.class_list_path(year, klasse))
    return _list(desk, klasse).elever if there else ()


def _meant(liste: Klasseliste, typed: Sequence[str]) -> list[Listeelev]:
    """Return the pupils who were typed. Raises WrongUsage, which counts and never repeats a name."""
    found: list[Listeelev] = []
    for number, name in enumerate(typed, start=1):
        meant = meant_pupil(name, pupils_of((liste,), liste.klasse)).hvem
        pupils = [each.elev for each in meant if each.elev is not None]
        if len(pupils) != 1:
            why = "kan være flere" if pupils else "står ikke på klasselisten"
            raise WrongUsage(
                f"Navn nummer {number} {why}. Ingenting er endret.",
                "Skriv hele navnet, og fødselsåret bak når to heter det samme: NAVN (2013)",
            )
        found += [each for each in pupils if each not in found]
    if len(found) == len(liste.elever):
        raise WrongUsage(
            "Da blir det ingen igjen i klassen. Ingenting er endret.",
            f"Skifter hele klassen navn: sosialplan skole klasse endre {liste.klasse} --navn KLASSE",
        )
    return found


def _require_none_alike(desk: Desk, names: Collection[str], new: str) -> None:
    """Refuse where the other class has somebody of the same name: cases and absence are known by name and class."""
    year = running_year(desk.mappe.plan.skole, desk.run.i_dag)
    there = {pupil(each.navn) for each in _pupils(desk, new)}
    there |= {pupil(e.hode.elev.navn) for e in desk.mappe.saker if e.hode.elev.klasse == new}
    for each in desk.mappe.fravaer:
        if (each.value.klasse, each.value.skoleaar) == (new, year):
            there |= {pupil(one.elev) for one in each.value.elever}
    alike = {pupil(each) for each in names} & there
    if alike:
        raise ExpectedFailure(
            f"I {new} er det elever med samme navn, eller noe er ført for dem der fra før ({len(alike)}). Ingenting er endret.",
            "Skill dem først med fødselsåret bak navnet, eller flytt dem én for én: sosialplan skole elev flytt",
        )


def _open_in(run: Run, mappe: Mappe, klasse: str) -> list[str]:
    """Return the cases of a class that are followed."""
    followed = {gang.fakta.sak.sak for gang in courses(mappe, run.i_dag) if gang.followed}
    here = (each.hode.sak for each in mappe.saker if each.hode.elev.klasse == klasse)
    return [each for each in here if each in followed]


def _unsure(run: Run, mappe: Mappe, klasse: str) -> list[str]:
    """Return the open cases of a class whose pupil its list does not tell of for sure."""
    year = running_year(mappe.plan.skole, run.i_dag)
    lists = [each for each in lists_of_year(mappe, year) if each.klasse == klasse]
    pupils = [each for liste in lists for each in liste.elever]
    own = [case for each in pupils for case in open_cases_of(run, mappe, each)]
    sure = {each.sak for each in own if each.sikker}
    return [each for each in _open_in(run, mappe, klasse) if each not in sure]


def _said_of_cases(run: Run, old: str, new: str, said: Sequence[str]) -> dict[str, str]:
    """Return which class the pupil of each case goes to that no list tells of. Raises WrongUsage, ExpectedFailure."""
    _, mappe, _ = read_all(run, lister=True)
    unsure = _unsure(run, mappe, old)
    found: dict[str, str] = {}
    for each in said:
        typed, _, klasse = each.partition("=")
        number = normalise(typed)
        if number not in unsure:
            raise WrongUsage(
                "Saken i --går-til er ikke en av dem klasselisten lar være å si noe om. Ingenting er endret.",
                f"Skriv saksnummeret og klassen: --går-til 2026-YHP9E={new}",
            )
        found[number] = known_word(klasse, [old, new], "klassen")
    unsaid = [each for each in unsure if each not in found]
    if unsaid and not run.terminal.interactive:
        raise ExpectedFailure(
            f"Klasselisten sier ikke hvem disse sakene gjelder: {', '.join(unsaid)}. Ingenting er endret.",
            f"Si hvor eleven går, for hver av dem: --går-til {unsaid[0]}={new} (eller ={old})",
        )
    for each in unsaid:
        spurt = Spoerring(f"Sak {each}: hvilken klasse går eleven i nå?", valg=words([old, new]))
        found[each] = asked_word(run, spurt, "klassen")
    return found


def _cases(
    desk: Desk, old: str, new: str, moved: Sequence[Listeelev], svar: Mapping[str, str]
) -> list[str]:
    """Return the cases that follow to the new class: those of the pupils who go, and those that were said."""
    unsure = _unsure(desk.run, desk.mappe, old)
    if any(each not in svar for each in unsure):
        raise ExpectedFailure(
            "En sak i klassen er kommet til mens du svarte. Ingenting er endret.",
            "Kjør kommandoen på nytt.",
        )
    own = [
        case.sak
        for each in moved
        for case in open_cases_of(desk.run, desk.mappe, each)
        if case.sikker and case.klasse == old
    ]
    return [*dict.fromkeys([*own, *(each for each in unsure if svar[each] == new)])]


def _posts(desk: Desk, old: str, new: str) -> Iterator[Change]:
    """Yield the posts of a class that goes away, which follow to the other; and the class taken out."""
    skole, path = desk.mappe.plan.skole, school_path(desk)
    for place, person in enumerate(skole.personer):
        if any(each.klasse == old for each in person.verv):
            verv = dict.fromkeys(
                Verv(rolle=each.rolle, klasse=new) if each.klasse == old else each
                for each in person.verv
            )
            where = path_to(Skole.personer, place, Person.verv)
            yield Put(path, where, [to_tree(each) for each in verv])
    yield Put(path, path_to(Skole.klasser, _classes(skole).index(old)), None)


def _followed(cases: Sequence[str], absence: Sequence[Change]) -> str:
    parts = [f"{'Sak' if len(cases) == 1 else 'Sakene'} {', '.join(cases)}"] if cases else []
    parts += ["fraværet"] if absence else []
    return f" {' og '.join(parts)} følger med." if parts else ""
