"""Which case is meant: by its number, by the last characters of it, or by the pupil's name.

A name is searched for only among what the person can read, and is never repeated: what is told is numbers and
classes.
"""

from collections.abc import Collection, Iterator, Sequence

from sosialplan.commands.run import NO_NUMBER, ProblemsFoundError, Run
from sosialplan.files.husket import each_in
from sosialplan.files.loader import load_plan
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.problems import Level, Problem
from sosialplan.model.sak import Sak
from sosialplan.model.skrivemaate import (
    find_word,
    has_whole_word,
    named_so,
    nearest,
    pupil,
    without_year,
)
from sosialplan.rules.kontrolltegn import ends_so, normalise
from sosialplan.vern.laas import NOT_FOR_ME

_MOST = 20
"""So many cases are named in a sentence."""


LEAST_OF_NAME = 3
"""So many letters at least of a name that stands before the colon of a text: less may be anything."""


def cases_meant(
    run: Run,
    typed: str,
    *,
    names: bool = True,
    whole: bool = False,
    unread: list[Problem] | None = None,
) -> dict[str, str]:
    """Return the numbers of the cases that may be meant, with the class of those that were found by a name.

    Without ``names`` no file is opened: a number or the end of one. With ``whole`` a word of the name must be typed
    whole. ``unread`` takes why a case could not be read, and so not be looked in.
    """
    number = normalise(typed)
    if number is not None:
        return {number: ""}
    known = (path.stem for path in run.planmappe().files("saker"))
    found = {each: "" for each in known if ends_so(each, typed)}
    if names and not any(each.isdecimal() for each in without_year(typed)):
        found |= dict(_of_pupil(run, typed, whole=whole, unread=[] if unread is None else unread))
    return found


def found_case(run: Run, typed: str, *, names: bool = True, writes: bool = False) -> str | None:
    """Return the number of the case that was typed, and tell it; None where none is meant.

    Raises WrongUsage where several fit, where something is to be written by the beginning of a name alone and
    nobody sits there who sees which case it became, and where it is to be written by a name while some cases
    cannot be read: the pupil may have another one there.
    """
    whole = writes and not run.terminal.interactive
    unread = list[Problem]()
    found = cases_meant(run, typed, names=names, whole=whole, unread=unread)
    if unread and any(found.values()):
        files = len({each.location.path for each in unread})
        said = f"{files} av sakene kan ikke leses, og eleven kan ha en av dem."
        if writes:
            raise WrongUsage(f"{said} Ingenting er endret.", "Skriv saksnummeret, eller rett filene først: sosialplan valider")  # fmt: skip
        run.terminal.note(said)
    if whole and not found and cases_meant(run, typed, names=names):
        raise WrongUsage(
            "Begynnelsen av et navn er for lite når noe skal skrives. Ingenting er endret.",
            "Skriv et helt ord av navnet, som fornavnet, eller saksnummeret.",
        )
    told = [f"{each} ({klasse})" if klasse else each for each, klasse in sorted(found.items())]
    if len(found) > 1 and run.terminal.interactive:
        return _one_of(run, found)
    if len(found) > 1:
        raise WrongUsage(
            f"Flere saker passer: {', '.join(told[:_MOST])}.", "Skriv nummeret til den ene."
        )
    if told and told[0] != normalise(typed):
        run.terminal.note(f"Sak {told[0]}.")
    return next(iter(found), None)


def class_of(run: Run, typed: str) -> str | None:
    """Return the class of the school that was typed: it goes before a pupil of that name. None for no class."""
    plan, _ = load_plan(run.planmappe())
    return find_word(typed, [each.klasse for each in plan.skole.klasser]) if plan else None


def case_of(run: Run, typed: str, *, writes: bool = False) -> str:
    """Return the number of the case that was typed. Raises WrongUsage where there is none, or several."""
    found = found_case(run, typed, writes=writes)
    if found is None:
        read, faults = _all_that_can_be_read(run)
        if faults and not any(each.isdecimal() for each in typed):
            files = len({each.location.path for each in faults})
            run.terminal.note(
                f"Fant ingen sak for den eleven, men {files} av sakene kan ikke leses, og det kan være den. "
                "Åpne ingen ny før det er rettet:"
            )
            raise ProblemsFoundError(faults)
        raise WrongUsage(f"{NO_NUMBER[0]}{_nearest(run, typed, read)}", NO_NUMBER[1])
    return found


def _all_that_can_be_read(run: Run) -> tuple[list[Sak], list[Problem]]:
    """Return the cases, and why the others cannot be read; one that is sealed for others is no fault."""
    folder = run.planmappe()
    read, faults = list[Sak](), list[Problem]()
    try:
        for value, problems in each_in(folder, "saker", Sak):
            if value is not None:
                read.append(value.value)
            faults += faults_of_cases(problems) if value is None else []
    except ExpectedFailure:
        return [], []  # no key to look with
    return read, faults


def faults_of_cases(problems: Sequence[Problem]) -> list[Problem]:
    """Return why cases cannot be read; one that is sealed for others is no fault."""
    sealed = {each.location.path for each in problems if each.code == NOT_FOR_ME}
    return [
        each
        for each in problems
        if each.level is Level.FEIL
        and each.location.path.startswith("saker/")
        and each.location.path not in sealed
    ]


def _nearest(run: Run, typed: str, read: Sequence[Sak]) -> str:
    """Return the pupil whose name looks most like it: by name on the person's own screen, else by the case's number."""
    words = {word: each for each in read for word in pupil(each.elev.navn).split()}
    near = nearest(typed, words) if not any(each.isdecimal() for each in typed) else None
    if near is None:
        return ""
    sak = words[near]
    who = f"{sak.elev.navn} ({sak.elev.klasse})" if run.terminal.interactive else f"sak {sak.sak}"
    return f" Mente du {who}?"


def _one_of(run: Run, found: Collection[str]) -> str:
    """Ask which of the cases that fit is meant; the names are on the person's own screen."""
    from sosialplan.commands.svar.ordsvar import Spoerring, asked_word, words  # noqa: PLC0415 - only a person is asked
    from sosialplan.commands.svar.saksutvalg import cases_to_choose  # noqa: PLC0415

    known = {each.ord: each for each in cases_to_choose(run, closed=True) if each.ord in found}
    choices = tuple(known.get(each) or words((each,))[0] for each in sorted(found))
    return asked_word(run, Spoerring("Flere saker passer. Hvilken?", valg=choices), "saken")


def _of_pupil(
    run: Run, typed: str, *, whole: bool, unread: list[Problem]
) -> Iterator[tuple[str, str]]:
    """Yield the cases of the pupil that is named, each with its class; of a whole name only those who are called just that.

    Of two of one name the year of birth tells which, where it is typed.
    """
    folder = run.planmappe()
    read = []
    try:
        for value, problems in each_in(folder, "saker", Sak):
            unread += faults_of_cases(problems) if value is None else []
            navn = value.hode.elev.navn if value else ""
            if value and named_so(navn, typed) and (not whole or has_whole_word(navn, typed)):
                read.append(value.hode)
    except ExpectedFailure:
        return  # no key to look with: a number opens what it names, and says so
    own = pupil(typed)
    called = [e for e in read if own in {pupil(e.elev.navn), pupil(without_year(e.elev.navn))}]
    for each in called or read:
        yield each.sak, each.elev.klasse
