"""``skole elev ny|flytt|slutt``: a pupil comes, moves class once with open cases and absence, or leaves the list."""

from collections.abc import Iterator, Sequence

from sosialplan.commands.fravaer.fravaersbok import absences_follow
from sosialplan.commands.klasselister.elevvalg import Valgtelev, near_on_list, picked, require_name
from sosialplan.commands.klasselister.klassebok import (
    list_changes,
    lists_of_year,
    open_cases_of,
    read_guardian,
    tell_of_doubt,
    tell_of_number,
)
from sosialplan.commands.run import Run, known_word
from sosialplan.commands.skolen.skolefilen import school_of
from sosialplan.commands.skrivebordet.desk import Desk, message_of
from sosialplan.commands.skrivebordet.errand import Added, Change, Errand, Followed, Put, carry_out
from sosialplan.commands.svar.ordsvar import (
    Spoerring,
    asked_text,
    asked_word,
    asked_yes,
    classes_of,
)
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.klasseliste import Klasseliste, Listeelev
from sosialplan.model.problems import path_to
from sosialplan.model.sak import Elev, Sak
from sosialplan.model.skrivemaate import pupil
from sosialplan.rules.checks.list_checks import may_be_one
from sosialplan.rules.fravaer.listeceller import Fault, name_of
from sosialplan.rules.kalender.skolekalender import running_year
from sosialplan.rules.klasselister.elevnavn import called, dated, meant_pupil, pupils_of


def ny(
    run: Run,
    navn: str | None,
    klasse: str | None,
    foedselsaar: int | None,
    foresatte: Sequence[str],
    *,
    ny_elev: bool,
) -> int:
    """Add a pupil to the class's list. Raises WrongUsage for what is missing, or is perhaps one who is there."""
    told = _told(run, navn, klasse)
    homes = tuple(map(read_guardian, foresatte))
    for each in homes:
        tell_of_number(run, each)
    valgt = near_on_list(run, Valgtelev(*told, ny_elev))

    def work(desk: Desk) -> Errand:
        year = running_year(desk.mappe.plan.skole, run.i_dag)
        path = desk.folder.class_list_path(year, valgt.klasse)
        there = _list(desk, valgt.klasse)
        _require_new(desk, year, valgt, foedselsaar)
        elev = Listeelev(id=run.new_id(), navn=valgt.navn, foedselsaar=foedselsaar, foresatte=homes)
        change: Change = Added(path, path_to(Klasseliste.elever), elev)
        if there is None and not desk.folder.has(path):
            (change,) = list_changes(desk, year, {valgt.klasse: [elev]})
        said = f"Eleven er ført opp i klasselisten til {valgt.klasse}."
        return Errand([change], message_of(f"Klasselister {valgt.klasse}", ()), said)

    return carry_out(run, work, lister=True)


def _told(run: Run, navn: str | None, klasse: str | None) -> tuple[str, str]:
    """Return the name and the class, asked for in a terminal. Raises WrongUsage."""
    skole = school_of(run)
    if run.terminal.interactive:
        navn = navn or asked_text(run, Spoerring("Elevens navn:"))
        klasse = klasse or asked_word(
            run, Spoerring("Hvilken klasse?", valg=classes_of(skole)), "klassen"
        )
    missing = [word for word, said in (("--elev NAVN", navn), ("--klasse KLASSE", klasse)) if not said]  # fmt: skip
    if not navn or not klasse:
        raise WrongUsage(
            f"Mangler {' og '.join(missing)}.",
            "Skriv: sosialplan skole elev ny --elev NAVN --klasse KLASSE",
        )
    require_name(navn)
    name = name_of(navn)
    if isinstance(name, Fault) or any(sign.isdecimal() for sign in name):
        raise WrongUsage(
            "Dette er ikke et navn i en klasseliste: det har tall.",
            "Skriv fornavn og etternavn, uten tall. Året skrives for seg: --fødselsår ÅR",
        )
    return name, known_word(klasse, [each.klasse for each in skole.klasser], "klassen")


def _require_new(desk: Desk, year: str, valgt: Valgtelev, foedselsaar: int | None) -> None:
    """Raise WrongUsage where a list has the pupil: in the class, or in another that the pupil perhaps comes from."""
    told = Listeelev(id="", navn=valgt.navn, foedselsaar=foedselsaar)
    for liste in lists_of_year(desk.mappe, year):
        same = [liste.elever[place] for place in liste.of_name(valgt.navn)]
        if not any(may_be_one(told, each) for each in same):
            continue
        if liste.klasse == valgt.klasse:
            raise WrongUsage(
                f"En elev med det navnet står i klasselisten til {liste.klasse}. Ingenting er endret.",
                "Er det to, så si fødselsåret til begge: --fødselsår ÅR",
            )
        if not valgt.ny:
            raise WrongUsage(
                f"En elev med det navnet står i klasselisten til {liste.klasse}. Ingenting er endret.",
                f"Har eleven skiftet klasse: sosialplan skole elev flytt --elev NAVN --til {valgt.klasse}. "
                "Er det en annen: legg til --ny-elev",
            )


def flytt(run: Run, navn: str | None, klasse: str | None, til: str) -> int:
    """Move a pupil to another class, with what is open. Raises WrongUsage, ExpectedFailure."""
    valgt = picked(run, navn, klasse, ny=False)

    def work(desk: Desk) -> Errand:
        classes = [each.klasse for each in desk.mappe.plan.skole.klasser]
        new = known_word(til, classes, "klassen")
        if valgt is None:
            raise _nobody()
        fra = valgt.klasse
        if new == fra:
            raise WrongUsage("Eleven går i den klassen.", "Si den nye klassen: --til KLASSE")
        liste, elev = _on_list(desk, fra, valgt.navn)
        there = _list(desk, new)
        year = liste.skoleaar
        left = [each for each in liste.elever if each.id != elev.id]
        more = [*(there.elever if there else ()), elev]
        changes: list[Change] = [*list_changes(desk, year, {fra: left, new: more})]
        found = open_cases_of(run, desk.mappe, elev)
        cases = [each.sak for each in found if each.sikker and each.klasse != new]
        changes += [
            Put(desk.folder.case_path(each), path_to(Sak.elev, Elev.klasse), new) for each in cases
        ]
        absence = absences_follow(desk, (called(elev, liste), dated(elev)), fra, new, year)
        said = f"Eleven er flyttet fra {fra} til {new}.{_followed(cases, absence)}"
        return Errand(
            [*changes, *absence],
            message_of(f"Klassebytte {fra} {new}", cases),
            said,
            then=lambda _: tell_of_doubt(run, found, new),
        )

    return carry_out(run, work, lister=True)


def slutt(run: Run, navn: str | None, klasse: str | None) -> int:
    """Take a pupil who leaves out of the class's list, and name what is open. Raises WrongUsage, ExpectedFailure."""
    valgt = picked(run, navn, klasse, ny=False)
    if valgt is not None:
        _require_meant(run, valgt, navn)

    def work(desk: Desk) -> Errand:
        if valgt is None:
            raise _nobody()
        liste, elev = _on_list(desk, valgt.klasse, valgt.navn)
        left = [each for each in liste.elever if each.id != elev.id]
        changes = list_changes(desk, liste.skoleaar, {valgt.klasse: left})
        cases = open_cases_of(run, desk.mappe, elev)

        def then(_: Followed) -> None:
            run.terminal.note("Historikken har fortsatt det som sto på listen: docs/bruk/skolen.md")
            for each in (own.sak for own in cases if own.sikker):
                run.terminal.note(
                    f"Sak {each} er åpen. Bytter eleven skole, så avslutt den med den nye skolen: "
                    f"sosialplan registrer {each} avsluttet --flyttet-til SKOLE --flyttet-dato ÅÅÅÅ-MM-DD"
                )
            tell_of_doubt(run, cases, None)

        said = (
            f"Eleven er tatt ut av klasselisten til {valgt.klasse}. Saker og fravær står som de er."
        )
        return Errand(changes, message_of(f"Klasselister {valgt.klasse}", ()), said, then=then)

    return carry_out(run, work, lister=True)


def _require_meant(run: Run, valgt: Valgtelev, typed: str | None) -> None:
    """Ask whether it is this pupil who leaves; elsewhere the whole name must be typed. Raises WrongUsage."""
    if run.terminal.interactive:
        asked = f"Skal {valgt.navn} ({valgt.klasse}) tas ut av klasselisten? (ja/nei)"
        if not asked_yes(run, asked):
            raise WrongUsage("Ingen er tatt ut.", "Kjør kommandoen på nytt med et annet navn.")
    elif pupil((typed or "").partition(" (")[0]) != pupil(valgt.navn.partition(" (")[0]):
        raise WrongUsage(
            "Navnet er bare begynnelsen av et navn på listen. Ingen er tatt ut.",
            "Skriv hele navnet: --elev NAVN",
        )


def _nobody() -> WrongUsage:
    return WrongUsage(
        "Fant ikke eleven i noen klasseliste du kan lese.",
        "Si navnet og klassen: --elev NAVN --klasse KLASSE. Les inn listene: sosialplan importer elever FIL",
    )


def _list(desk: Desk, klasse: str) -> Klasseliste | None:
    year = running_year(desk.mappe.plan.skole, desk.run.i_dag)
    return next((e for e in lists_of_year(desk.mappe, year) if e.klasse == klasse), None)


def _on_list(desk: Desk, klasse: str, navn: str) -> tuple[Klasseliste, Listeelev]:
    """Return the class's list and the pupil on it. Raises ExpectedFailure."""
    liste = _list(desk, klasse)
    found = meant_pupil(navn, pupils_of((liste,), klasse)).hvem if liste else ()
    same = [each.elev for each in found if each.elev and liste and called(each.elev, liste) == navn]
    year = running_year(desk.mappe.plan.skole, desk.run.i_dag)
    path = desk.folder.class_list_path(year, klasse)
    if liste is None and desk.folder.has(path):
        desk.text_of(path)  # says that it is sealed for others
        raise ExpectedFailure(
            f"Klasselisten til {klasse} kan ikke leses. Ingenting er endret.",
            "Se hva som er galt: sosialplan valider",
        )
    if liste is None or len(same) != 1:
        raise ExpectedFailure(
            f"Eleven står ikke i klasselisten til {klasse}. Ingenting er endret.",
            "Uten klasselister: sosialplan sak endre SAK --klasse KLASSE, og sosialplan fravær bytt-klasse",
        )
    return liste, same[0]


def _followed(cases: Sequence[str], absence: Sequence[Change]) -> str:
    parts = [*_cases(cases), *(["fraværet"] if absence else [])]
    return f" {' og '.join(parts)} følger med." if parts else ""


def _cases(cases: Sequence[str]) -> Iterator[str]:
    if cases:
        yield f"{'Sak' if len(cases) == 1 else 'Sakene'} {', '.join(cases)}"
