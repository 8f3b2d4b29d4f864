"""``skole elev flytt|slutt``: a pupil moves class once, and the open cases and the absence follow; or leaves the list."""

from collections.abc import Iterator, Sequence

from sosialplan.commands.fravaer.fravaersbok import absence_follows
from sosialplan.commands.klasselister.elevvalg import picked
from sosialplan.commands.klasselister.klassebok import (
    list_changes,
    lists_of_year,
    open_cases_of,
    tell_of_doubt,
)
from sosialplan.commands.run import Run, known_word
from sosialplan.commands.skrivebordet.desk import Desk, message_of
from sosialplan.commands.skrivebordet.errand import Change, Errand, Followed, Put, carry_out
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.klasseliste import Klasseliste, Listeelev
from sosialplan.model.problems import path_to
from sosialplan.model.sak import Elev, Sak
from sosialplan.rules.kalender.skolekalender import running_year
from sosialplan.rules.klasselister.elevnavn import called, dated, meant_pupil, pupils_of


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
        names = dict.fromkeys((called(elev, liste), dated(elev)))
        absence = [ch for each in names for ch in absence_follows(desk, each, fra, new, year)]
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

    def work(desk: Desk) -> Errand:
        if valgt is None:
            raise _nobody()
        liste, elev = _on_list(desk, valgt.klasse, valgt.navn)
        left = [each for each in liste.elever if each.id != elev.id]
        changes = list_changes(desk, liste.skoleaar, {valgt.klasse: left})
        cases = open_cases_of(run, desk.mappe, elev)

        def then(_: Followed) -> None:
            for each in (own.sak for own in cases if own.sikker):
                run.terminal.note(
                    f"Sak {each} er åpen. Bytter eleven skole, så avslutt den med den nye skolen: "
                    f"sosialplan registrer {each} avsluttet --flyttet-til SKOLE"
                )
            tell_of_doubt(run, cases, None)

        said = (
            f"Eleven er tatt ut av klasselisten til {valgt.klasse}. Saker og fravær står som de er."
        )
        return Errand(changes, message_of(f"Klasselister {valgt.klasse}", ()), said, then=then)

    return carry_out(run, work, lister=True)


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
