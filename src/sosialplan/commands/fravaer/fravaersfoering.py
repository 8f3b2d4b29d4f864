"""``fravær``: write down absence, and what was done about it before there is a case."""

from datetime import date
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.fravaer.fravaersbok import (
    case_by_name,
    class_rows,
    counted_entry,
    namesake_words,
    new_namesakes,
    with_pupils,
)
from sosialplan.commands.klasselister.elevvalg import asked_if_near, picked
from sosialplan.commands.run import Run, known_role, known_word
from sosialplan.commands.skrivebordet.desk import Desk, case_message
from sosialplan.commands.skrivebordet.errand import Added, Errand, Followed, carry_out
from sosialplan.commands.skrivebordet.foering import foert_av
from sosialplan.commands.skrivebordet.sagt import open_rows
from sosialplan.commands.svarene import Svarene
from sosialplan.files.loader import load
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.fravaer import Elevfravaer, Klassefravaer, Meldt, Periode
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.mappe import Mappe
from sosialplan.model.problems import path_to
from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import same_pupil
from sosialplan.rules.checks.case_checks import UTEN_SAK
from sosialplan.rules.fravaer.klassebytte import class_after, class_now
from sosialplan.rules.kalender.skolekalender import preceding, school_year_of
from sosialplan.rules.navn.likhet import near
from sosialplan.views.datoer import en_eller_flere, kort_dato
from sosialplan.views.fravaer.fravaersbilde import uten_steg, uten_virkning

NEARLY = (
    "Navnet ligner på en annen elev i klassen. Er det samme elev, så rett navnet i klassens fil, eller "
    "angre og skriv det likt. Ellers begynner tellingen på nytt."
)


class ElevIBoken(Value, frozen=True):
    """The pupil whom absence is about, and the case it is written in, if there is one."""

    navn: str
    klasse: str
    sak: str | None = None

    @property
    def hvor(self) -> str:
        """The case or the class: what may be told and committed."""
        return self.sak or self.klasse

    @property
    def message(self) -> str:
        """The commit message: the case's number, or the class and nothing more."""
        return case_message(self.sak) if self.sak else f"Fravær {self.klasse}\n"


def pupil(
    desk: Desk, sak: str | None, navn: str | None, klasse: str | None, day: date
) -> ElevIBoken:
    """Return whom the absence is about: the pupil of a case, or one of a class. Raises WrongUsage.

    A pupil who has changed class in the school year of the day is in the present one.
    """
    if sak is not None and navn is None and klasse is None:
        case = desk.case(sak).value
        return ElevIBoken(case.elev.navn, case.elev.klasse, case.sak)
    if sak is not None or not (navn or "").strip() or klasse is None:
        raise WrongUsage(
            "Fraværet må ha enten et saksnummer, eller både --elev og --klasse.",
            "Eksempel: sosialplan fravær registrer --elev NAVN --klasse 8B --fra ÅÅÅÅ-MM-DD",
        )
    known = [each.klasse for each in desk.mappe.plan.skole.klasser]
    name, typed = " ".join((navn or "").split()), known_word(klasse, known, "klassen")
    books = [each.value for each in desk.mappe.fravaer]
    return ElevIBoken(name, class_now(books, typed, school_year_of(day), name))


def registrer(
    run: Run,
    sak: str | None,
    navn: str | None,
    klasse: str | None,
    periode: Periode,
    *,
    ny_elev: bool = False,
) -> int:
    """Write absence in the class's file, and tell which rungs were reached."""
    if periode.forsent and periode.timer is not None:
        raise WrongUsage(
            "Den som kom for sent, har minutter og ikke timer.",
            "Skriv --minutter. Var eleven borte hele timer, så skriv dem for seg, uten --forsent.",
        )
    if school_year_of(periode.fra) != school_year_of(periode.til):
        raise WrongUsage("Perioden går over to skoleår.", "Registrer hvert skoleår for seg.")
    skoleaar = school_year_of(periode.fra)
    valgt = picked(run, navn, klasse, ny=ny_elev) if sak is None else None
    if valgt is not None and run.terminal.interactive:
        mappe = load(run.planmappe()).mappe
        valgt = asked_if_near(run, mappe, valgt) if mappe else valgt
    if valgt is not None:
        navn, klasse = valgt.navn, valgt.klasse

    def work(desk: Desk) -> Errand:
        name = navn
        if valgt is not None and not run.terminal.interactive:
            name = asked_if_near(run, desk.mappe, valgt).navn
        elev = pupil(desk, sak, name, klasse, periode.fra)
        entry = periode.entry(run.new_id(), run.recorded)
        own = Elevfravaer(elev=elev.navn, sak=elev.sak, perioder=(entry,))
        days = en_eller_flere(periode.fra, periode.til)
        meldt = "meldt" if periode.meldt is Meldt.JA else "ikke meldt"
        return Errand(
            [with_pupils(desk, elev.klasse, skoleaar, (own,))],
            elev.message,
            f"Fravær {days} ({periode.type.value}, {meldt}) er ført i {elev.hvor}.",
            partial(_rows, run, elev),
            partial(_tell, run, periode, elev, desk.mappe),
            seen=f"{elev.navn} ({elev.klasse}) er ført borte {days} ({periode.type.value}, {meldt}).",
        )

    return carry_out(run, work)


def _tell(run: Run, periode: Periode, elev: ElevIBoken, before: Mappe, came: Followed) -> None:
    """Say what the absence does not count for, and whom the pupil may be; ``before`` is the planmappe before it."""
    after, year = came.saved.mappe, school_year_of(periode.fra)
    books = [each.value for each in after.fravaer if each.value.skoleaar == year]
    own = next((each for each in books if each.klasse == elev.klasse), None)
    place = own.position(elev.navn, elev.sak) if own else None
    borte = own.elever[place].borte if own and place is not None else ()
    for words in uten_virkning(after.plan, periode, elev.klasse, borte):
        run.terminal.note(words)
    for words in uten_steg(after.plan, periode, elev.klasse, borte):
        run.terminal.note(words)
    if elev.sak is None:
        skoleaar = school_year_of(periode.fra)
        others = _names_in(before, elev.klasse, skoleaar)
        is_new = not any(same_pupil(elev.navn, each) for each in others)
        if is_new and any(near(elev.navn, others)):
            run.terminal.note(NEARLY)
        for other in new_namesakes(before, elev.klasse, skoleaar, elev.navn):
            run.terminal.note(namesake_words(other, elev.klasse))


def _names_in(mappe: Mappe, klasse: str, skoleaar: str) -> list[str]:
    """Return the pupils of a class as they are written: those with absence, and those with a case."""
    books = (each.value for each in mappe.fravaer)
    own = [book for book in books if (book.klasse, book.skoleaar) == (klasse, skoleaar)]
    cases = [each.hode.elev.navn for each in mappe.saker if each.hode.elev.klasse == klasse]
    return [*(each.elev for book in own for each in book.elever), *cases]


def foelg_opp(run: Run, steg: str, navn: str, klasse: str, told: Svarene) -> int:
    """Write down what was done about the absence of a pupil who has no case."""
    dato = told.dato or run.i_dag

    def work(desk: Desk) -> Errand:
        elev = pupil(desk, None, navn, klasse, dato)
        av = known_role(desk.mappe.plan.skole, told.utkast.av)
        entry = replace(
            told.utkast,
            id=run.new_id(),
            dato=dato,
            registrert=run.recorded,
            steg=_free_step(desk, steg),
            av=av,
            foert_av=foert_av(desk, av, elev.klasse),
        )
        found = _entry_to_follow(desk, elev, dato)
        if found is None:
            raise ExpectedFailure(
                f"Det er ikke ført fravær på en slik elev i {elev.klasse} i skoleåret.",
                f"Se hvem det er ført fravær på: sosialplan fravær vis --klasse {elev.klasse}",
            )
        path, position = found
        change = Added(
            path, path_to(Klassefravaer.elever, position, Elevfravaer.oppfoelging), entry
        )
        what = f"{entry.steg}, {kort_dato(dato)}."
        seen = f"Ført for {elev.navn} ({elev.klasse}): {what}"
        return Errand([change], elev.message, f"Ført i {elev.klasse}: {what}", seen=seen)

    return carry_out(run, work)


def _entry_to_follow(desk: Desk, elev: ElevIBoken, dato: date) -> tuple[Path, int] | None:
    """Return where the pupil's absence stands: in the year of the day, else in the year before, in what was the class then."""
    year, skole = school_year_of(dato), desk.mappe.plan.skole
    stand = [
        *(
            b
            for b in desk.mappe.fravaer
            if (b.value.skoleaar, b.value.klasse) == (year, elev.klasse)
        ),
        *(
            b
            for b in desk.mappe.fravaer
            if b.value.skoleaar == preceding(year)
            and elev.klasse in {class_after(skole, b.value.klasse).klasse, b.value.klasse}
        ),
    ]
    found = ((each, each.value.position(elev.navn, elev.sak)) for each in stand)
    return next(((desk.folder.root / each.file, n) for each, n in found if n is not None), None)


def _free_step(desk: Desk, typed: str) -> str:
    """Return a step that can be done without a case. Raises WrongUsage."""
    chain = desk.mappe.plan.kjede(desk.mappe.plan.trapp.kjede)
    steps = chain.steg if chain else ()
    free = [each.steg for each in steps if each.utloeses_av_trinn and not each.spoer_om]
    cure = f"Uten sak: {', '.join([*free, *UTEN_SAK])}. Åpne sak: sosialplan ny-sak"
    titles = {each.steg: each.navn for each in steps}
    return known_word(typed, [*free, *UTEN_SAK], "et slikt steg uten sak", titles=titles, cure=cure)


def _rows(run: Run, elev: ElevIBoken, mappe: Mappe) -> tuple[VurdertFrist, ...]:
    """Return what is asked for: in the case, or in the class outside any case."""
    if elev.sak:
        return open_rows(run, mappe, elev.sak)
    return class_rows(run, elev.klasse, mappe)


def bytt_klasse(run: Run, navn: str, fra: str, til: str) -> int:
    """Write in the new class where the pupil came from. Raises WrongUsage, ExpectedFailure."""

    def work(desk: Desk) -> Errand:
        known = [each.klasse for each in desk.mappe.plan.skole.klasser]
        old, new = known_word(fra, known, "klassen"), known_word(til, known, "klassen")
        if old == new:
            raise WrongUsage("Klassene er den samme.", "Skriv klassen eleven kom fra, og den nye.")
        year = school_year_of(run.i_dag)
        before = counted_entry(desk.mappe, old, year, navn)
        if before is None:
            raise ExpectedFailure(
                f"Det er ikke ført fravær på en slik elev i {old} i skoleåret.",
                f"Se hvem det er ført fravær på: sosialplan fravær vis --klasse {old}",
            )
        number = before.sak or case_by_name(desk.mappe, before.elev, old)
        if number is not None:
            raise ExpectedFailure(
                f"Fraværet hører til sak {number} og følger saken.",
                "Rett «klasse:» i saken, og bruk: sosialplan lagre",
            )
        own = Elevfravaer(elev=before.elev, fra_klasse=old)
        return Errand(
            [with_pupils(desk, new, year, (own,))],
            f"Fravær {new}\n",
            f"Fraværet fra {old} telles nå med i {new}.",
            partial(class_rows, run, new),
        )

    return carry_out(run, work)
