"""Which pupil is meant: picked from the class in a terminal, else by the name, which the class list completes.

Asked before the planmappe is locked. A name that is nearly another's is one spelt in two ways, or two pupils: that is
never guessed.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from sosialplan.commands.run import ProblemsFoundError, Run, known_word
from sosialplan.commands.svar.ordsvar import (
    Spoerring,
    asked_text,
    asked_word,
    classes_of,
)
from sosialplan.files.klasselistene import list_of_class, lists_of
from sosialplan.files.loader import load, load_plan
from sosialplan.model.failure import WrongUsage
from sosialplan.model.klasseliste import ELEVER
from sosialplan.model.mappe import Mappe
from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import no_name, same_pupil
from sosialplan.output.svarbok import Svarvalg
from sosialplan.rules.kalender.skolekalender import running_year
from sosialplan.rules.klasselister.elevnavn import (
    Kandidat,
    Navnelikhet,
    may_be_called,
    meant_pupil,
    pupils_of,
    written_pupils,
)

SOM_SKREVET = "som jeg skrev det"
NY_ELEV = "--ny-elev"
_CURE = f"Er det en annen elev, så legg til {NY_ELEV}. Er det samme elev, så skriv navnet likt."


class Valgtelev(Value, frozen=True):
    """The pupil who is meant; ``ny`` where somebody said that it is none of those whose names are like it."""

    navn: str
    klasse: str
    ny: bool = False


def picked(run: Run, navn: str | None, klasse: str | None, *, ny: bool) -> Valgtelev | None:
    """Return the pupil who is meant; None where too little was said. Raises WrongUsage where several are.

    ``ny`` says that the pupil is on no list. What is missing is asked for in a terminal, from the class lists.
    """
    folder = run.planmappe()
    plan, problems = load_plan(folder)
    if plan is None:
        raise ProblemsFoundError(problems)
    classes = [each.klasse for each in plan.skole.klasser]
    name = " ".join((navn or "").split())
    if klasse is not None:
        klasse = known_word(klasse, classes, "klassen")
    elif not name and run.terminal.interactive:
        spurt = Spoerring("Hvilken klasse?", valg=classes_of(plan.skole))
        klasse = asked_word(run, spurt, "klassen")
    lister = lists_of(folder, running_year(plan.skole, run.i_dag), klasse)
    listed = pupils_of(lister, klasse)
    if not name:
        if not (run.terminal.interactive and klasse):
            return None
        valg = tuple(Svarvalg(each.navn) for each in listed)
        name = asked_text(run, Spoerring("Hvilken elev?" if valg else "Elevens navn:", valg=valg))
    found = meant_pupil(name, listed)
    if found.slag is Navnelikhet.UKJENT and listed and klasse and not ny:
        run.terminal.note(f"Eleven står ikke i klasselisten til {klasse}.")
    if ny or not found.hvem or found.slag is Navnelikhet.LIGNER:
        return Valgtelev(name, klasse, ny) if klasse else None
    one = _one_of(run, found.hvem, klasse)
    if found.slag is Navnelikhet.BEGYNNER or klasse is None:
        begun = "Navnet er fullført fra" if found.slag is Navnelikhet.BEGYNNER else "Eleven står i"
        said = f"Elev: {one.navn} ({one.klasse})." if run.terminal.interactive else f"{begun} klasselisten til {one.klasse}."  # fmt: skip
        run.terminal.note(said)
    return Valgtelev(one.navn, one.klasse)


def has_lists(run: Run) -> bool:
    """Tell whether the school has any class list to pick from."""
    return any(True for _ in run.planmappe().files(ELEVER))


def _one_of(run: Run, found: Sequence[Kandidat], klasse: str | None) -> Kandidat:
    """Return the one who is meant of several, asked for in a terminal. Raises WrongUsage."""
    if len(found) == 1:
        return found[0]
    if not run.terminal.interactive:
        where = f"i {klasse} passer" if klasse else f"passer: {', '.join(dict.fromkeys(each.klasse for each in found))}"  # fmt: skip
        cure = "Skriv hele navnet" if klasse else "Si klassen: --klasse KLASSE. Eller skriv hele navnet"  # fmt: skip
        raise WrongUsage(
            f"Flere elever {where}.",
            f"{cure}; heter to det samme, så med fødselsåret bak, som «NAVN (2013)».",
        )
    told = {f"{each.navn} ({each.klasse})": each for each in found}
    while True:
        answer = run.terminal.choose("Hvem av dem?", [Svarvalg(each) for each in told])
        fits = [each for each in told.values() if meant_pupil(answer, [each]).hvem]
        if answer in told or len(fits) == 1:
            return told.get(answer) or fits[0]


def require_name(navn: str) -> None:
    """Refuse what can be the name of nobody, with why. Raises WrongUsage."""
    why = no_name(navn)
    if why:
        raise WrongUsage(f"Dette er ikke et navn. {why}", "Skriv fornavn og etternavn.")


def asked_if_near(run: Run, mappe: Mappe, valgt: Valgtelev) -> Valgtelev:
    """Return the pupil once it is said whether a name that is like it is the same. Raises WrongUsage outside a terminal."""
    require_name(valgt.navn)
    if valgt.ny:
        return valgt
    valgt = _as_written(run, mappe, valgt)
    alike = near_names(run, mappe, valgt)
    if not alike:
        return valgt
    if not run.terminal.interactive:
        raise WrongUsage(f"Navnet ligner på en annen elev i {valgt.klasse}.", _CURE)
    choices = [*(Svarvalg(each.navn) for each in alike), Svarvalg(SOM_SKREVET)]
    while True:
        answer = run.terminal.choose("Navnet ligner på en annen i klassen. Hvem er det?", choices)
        if answer == SOM_SKREVET:
            return Valgtelev(valgt.navn, valgt.klasse, ny=True)
        same = next((each for each in alike if each.navn == answer), None)
        if same is not None:
            return Valgtelev(same.navn, same.klasse)


def _as_written(run: Run, mappe: Mappe, valgt: Valgtelev) -> Valgtelev:
    """Return a pupil of the list by the name that cases and absence of the class have, where it can be no other's.

    Of two of one name the year of birth stands behind it there, also when the other has left the list.
    """
    year = running_year(mappe.plan.skole, run.i_dag)
    own = list_of_class(run.planmappe(), year, valgt.klasse)
    elever = own.elever if own else ()
    meant = [each for each in elever if may_be_called(each, valgt.navn)]
    names = [each.navn for each in written_pupils(mappe, valgt.klasse, year)]
    if len(meant) != 1 or any(same_pupil(each, valgt.navn) for each in names):
        return valgt
    found = [each for each in names if may_be_called(meant[0], each)]
    return replace(valgt, navn=found[0]) if found else valgt


def near_on_list(run: Run, valgt: Valgtelev) -> Valgtelev:
    """Return a new pupil once it is said whether a name that is like it on the class's list is the same. Raises as above."""
    mappe = load(run.planmappe()).mappe
    asks = mappe is not None and near_names(run, mappe, valgt)
    return asked_if_near(run, mappe, valgt) if mappe and asks else valgt


def near_names(run: Run, mappe: Mappe, valgt: Valgtelev) -> tuple[Kandidat, ...]:
    """Return those of the class, on its list or in what is written, whose names are nearly this one."""
    year = running_year(mappe.plan.skole, run.i_dag)
    own = list_of_class(run.planmappe(), year, valgt.klasse)
    listed = pupils_of((own,), valgt.klasse) if own else ()
    found = meant_pupil(valgt.navn, listed, written_pupils(mappe, valgt.klasse, year))
    return found.hvem if found.slag is Navnelikhet.LIGNER else ()
