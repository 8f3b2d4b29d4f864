"""``meld``: write a concern that only those who take reports can open. No key of one's own is needed."""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from sosialplan.commands.klasselister.elevvalg import require_name
from sosialplan.commands.run import ProblemsFoundError, Run, known_role, known_word
from sosialplan.commands.saksaapning import known_employees
from sosialplan.commands.skrivebordet.den_som_skriver import person_at
from sosialplan.commands.skrivebordet.desk import Desk, message_of
from sosialplan.commands.skrivebordet.errand import Errand, Followed, Whole, carry_out
from sosialplan.commands.skrivebordet.signering import lacks_key
from sosialplan.commands.svar.dagsvar import asked_day
from sosialplan.commands.svar.ordsvar import (
    NO,
    TEXT,
    YES,
    Spoerring,
    asked_as,
    asked_text,
    asked_word,
    asked_yes,
    classes_of,
    roles_of,
    words,
)
from sosialplan.files.loader import load_access, load_plan
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.git.repository import find_depot
from sosialplan.git.settings import author, read_config
from sosialplan.git.shared import find_shared
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.melding import Innboksmelding, Innmelding, Meldtelev
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.sak import GjelderAnsatt
from sosialplan.model.skole import Person, Skole
from sosialplan.model.tilgang import Tilgang
from sosialplan.output.svarbok import GoBack, Svarvalg
from sosialplan.rules.ansattsak.skjerming import concerns_leadership
from sosialplan.rules.tillit.lesere import readers_of
from sosialplan.views.datoer import kort_dato

_SCHEMA = "# yaml-language-server: $schema=../plan/skjema/innboks.schema.json\n"
_OPEN = (
    "Mappen er ikke vernet. Meldingen blir liggende åpent: alle som har mappen, kan lese den, og den blir i "
    "historikken for alltid. Skriv bare noe oppdiktet. Slik vernes den: sosialplan vern på"
)
_AT_ONCE = (
    "Plikten din er å si fra til rektor (§ 12-4). Den er ikke oppfylt før rektor vet det: haster det, så gå til "
    "rektor nå. Blir en elev krenket nå, så grip inn først."
)
_OF_EMPLOYEE = "Kan en ansatt ha krenket en elev, skal du si fra til rektor straks (§ 12-5). Gå til rektor nå: meldingen er ikke nok."
_OF_LEADERSHIP = (
    "Kan noen i ledelsen ha krenket en elev, skal du si fra direkte til skoleeier (§ 12-5). Gjør det nå: meldingen "
    "er ikke nok."
)
_ONLY_SEEN = "Skriv det du selv så og hørte, med egne ord. Det du ikke vet, kan stå tomt."
_EMPLOYED = (
    "Er det en ansatt det gjelder, kan den ansatte og de som hører til, ikke åpne meldingen."
)
_YES, _NO = frozenset({"ja", "j"}), frozenset({"nei", "n"})
_REFUSED = (
    "Meldingen er ikke levert til noen. Gå til rektor nå, eller direkte til skoleeier når det gjelder noen i "
    "ledelsen: plikten til å si fra (§ 12-4 og § 12-5) gjelder også når programmet ikke tar imot."
)
_NOBODY = "Si fra direkte, og med det samme: til rektor, eller til skoleeier når det gjelder noen i ledelsen."


class Meldesvar(Value, frozen=True):
    """What is told of a concern; None and empty where it was not said."""

    elev: str | None = None
    klasse: str | None = None
    sett: date | None = None
    klokken: str | None = None
    hvor: str | None = None
    hva: str | None = None
    gjort: str | None = None
    meldt_av: str | None = None
    gjelder_ansatt: GjelderAnsatt | None = None


def meld(run: Run, meldt: Meldesvar, *, format_: str) -> int:
    """Write a report, and tell its number and who can open it. The one who reports cannot open it again.

    Whatever stops it, the duty to tell stands: that is said, and a person gets back what was typed.
    """
    answers = [meldt]
    try:
        return _reported(run, answers, format_)
    except GoBack:
        raise
    except (Exception, KeyboardInterrupt) as error:
        typed = answers[-1] != meldt
        if not run.terminal.saved and (typed or not isinstance(error, WrongUsage)):
            _tell_of_the_duty(run, answers[-1] if typed else None)
        raise


def _reported(run: Run, answers: list[Meldesvar], format_: str) -> int:
    folder = run.planmappe()
    _require_signature(run, folder)
    if not folder.is_protected:
        _warn(run)
    if run.terminal.interactive:
        _ask(run, folder, answers)
    meldt = answers[-1]
    if meldt.elev:
        require_name(meldt.elev)
    _require(meldt)
    return carry_out(run, lambda desk: _work(desk, meldt, format_), blind=True)


def _tell_of_the_duty(run: Run, typed: Meldesvar | None) -> None:
    """Say that nobody was told, and show what was typed: on the person's own screen, and kept nowhere."""
    run.terminal.note(_REFUSED)
    if typed is None:
        return
    run.terminal.note("Det du skrev, så du har det:")
    for name, said in (
        ("Elev", typed.elev), ("Klasse", typed.klasse), ("Dag", typed.sett and kort_dato(typed.sett)),
        ("Klokken", typed.klokken), ("Hvor", typed.hvor), ("Hva", typed.hva), ("Gjort", typed.gjort),
    ):  # fmt: skip
        if said:
            run.terminal.note(f"  {name}: {said}")


def _require_signature(run: Run, folder: Planmappe) -> None:
    """Raise ExpectedFailure where the school signs and there is no key to sign with, before anybody has typed."""
    depot = find_depot(folder.root, folder.laas)
    lacks = lacks_key(folder, depot, read_config(folder.root), run.now.date())
    if lacks is not None:
        raise ExpectedFailure(
            f"Skolen signerer alt som lagres, og {lacks.why}. Meldingen kan ikke skrives herfra. {_NOBODY}",
            lacks.cure,
        )


def _warn(run: Run) -> None:
    """Say what an open folder means. Raises ExpectedFailure where the person then says no."""
    run.terminal.note(_OPEN)
    if run.terminal.interactive and not asked_yes(
        run, "Vil du skrive den likevel? (ja/nei)", otherwise=False
    ):
        raise ExpectedFailure("Ingenting er skrevet.", "Si fra til rektor på en annen måte.")


def _ask(run: Run, folder: Planmappe, answers: list[Meldesvar]) -> None:
    """Ask for what was not said, and keep each answer as it comes. What may be left empty is asked for once."""
    plan, problems = load_plan(folder)
    if plan is None:
        raise ProblemsFoundError(problems)
    meldt, classes = answers[0], classes_of(plan.skole)

    def ask(question: str, *, must: bool = False) -> str:
        return asked_text(run, Spoerring(question, _ONLY_SEEN, tomt=not must, mest=TEXT))

    for field, question in (
        ("elev", lambda: asked_text(run, Spoerring("Hvilken elev gjelder det?"))),
        ("klasse", lambda: asked_word(run, Spoerring("Klasse:", valg=classes), "klassen")),
        ("sett", lambda: asked_day(run, "Hvilken dag så eller hørte du det? (tomt svar er i dag)")),
        ("klokken", lambda: ask("Når på dagen? (som 10:15, kan være tomt)")),
        ("hvor", lambda: ask("Hvor var det? (kan være tomt)")),
        ("hva", lambda: ask("Hva så eller hørte du?", must=True)),
        ("gjort", lambda: ask("Hva gjorde du med det samme? (kan være tomt)")),
        ("gjelder_ansatt", lambda: _employee(run, plan)),
    ):
        if not getattr(meldt, field):
            answers.append(replace(answers[-1], **{field: question()}))


def _employee(run: Run, plan: Plan) -> GjelderAnsatt | None:
    """Ask whether it is about an employee: then those it is about do not take it. No answer counts as no but once."""
    first = Spoerring(
        "Gjelder det en ansatt? (ja eller nei, tomt svar er nei)",
        _EMPLOYED,
        words((YES, NO)),
        tomt=True,
    )
    about = asked_as(run, first, lambda answer: _about(plan, answer or NO))
    if about is not None and not about.roller:
        roles = (*roles_of(plan.skole, employed=True), Svarvalg(NO))
        more = Spoerring(
            "Hvilken rolle har den ansatte? (flere med komma, eller nei)", _EMPLOYED, roles
        )
        about = asked_as(run, more, lambda answer: _about(plan, answer, anew=True))
    return about


def _about(plan: Plan, answer: str, *, anew: bool = False) -> GjelderAnsatt | None:
    """Return the employees that an answer names; with no role where it is a yes, None where it is a no."""
    if answer.casefold() in _NO:
        return None
    if answer.casefold() in _YES and not anew:
        return GjelderAnsatt(roller=())
    roles = tuple(each.strip() for each in answer.split(",") if each.strip())
    return known_employees(plan, GjelderAnsatt(roller=roles))


def _require(meldt: Meldesvar) -> None:
    """Name what a report is nothing without. Raises WrongUsage."""
    said = {"--elev": meldt.elev, "--klasse": meldt.klasse, "--hva": meldt.hva}
    missing = [option for option, value in said.items() if not (value and value.strip())]
    if missing:
        raise WrongUsage(
            f"Mangler {' og '.join(missing)}. Ingenting er skrevet.",
            "Skriv - for navnet eller teksten, så leses den fra standard inn. Se hvordan: sosialplan meld --help",
        )


def _work(desk: Desk, meldt: Meldesvar, format_: str) -> Errand:
    run = desk.run
    innboks = Innboksmelding(melding=_told(desk, meldt))
    number = innboks.melding.id
    takers = _takers(desk, innboks)
    path = desk.folder.report_path(number)
    new = Whole(path, _SCHEMA + dump(to_tree(innboks)))
    values = {
        "melding": number,
        "fil": desk.folder.relative(path),
        "vernet": desk.how is not None,
    }

    def then(_: Followed) -> None:
        for each in _afterwards(desk, innboks, takers):
            run.terminal.note(each)

    if format_ == "json":
        return Errand([new], message_of(f"Melding {number}", ()), then=lambda _: run.answer(values))
    said = f"Meldingen er skrevet. Nummeret er {number}: spør etter den med det."
    return Errand([new], message_of(f"Melding {number}", ()), said, then=then)


def _told(desk: Desk, meldt: Meldesvar) -> Innmelding:
    """Return the report with the plan's own words. Raises WrongUsage for words it does not know."""
    run, skole = desk.run, desk.mappe.plan.skole
    person = person_at(desk.folder.root, desk.folder, skole, run.now.date())
    klasse = known_word(meldt.klasse or "", [each.klasse for each in skole.klasser], "klassen")
    number = run.new_id()
    while desk.folder.has(desk.folder.report_path(number)):
        number = run.new_id()
    today = min(run.now.date(), run.i_dag)
    return Innmelding(
        id=number,
        dato=today,
        registrert=run.recorded,
        av=person.navn if person else author(desk.folder.root)[0],
        rolle=known_role(skole, meldt.meldt_av) or next(_roles(skole, person, klasse), None),
        elev=Meldtelev(navn=(meldt.elev or "").strip(), klasse=klasse),
        sett=meldt.sett or today,
        klokken=meldt.klokken or None,
        hvor=meldt.hvor or None,
        hva=(meldt.hva or "").strip(),
        gjort=meldt.gjort or None,
        gjelder_ansatt=known_employees(desk.mappe.plan, meldt.gjelder_ansatt),
    )


def _roles(skole: Skole, person: Person | None, klasse: str) -> Iterator[str]:
    """Yield the posts of the one who reports, those for the pupil's class first."""
    posts = person.verv if person else ()
    yield from (verv.rolle for verv in posts if skole.covers(verv, klasse))
    yield from (verv.rolle for verv in posts)


def _takers(desk: Desk, innboks: Innboksmelding) -> tuple[str, ...]:
    """Return the names of those who can open it. Raises ExpectedFailure where nobody could: it would be lost.

    The school's recovery key in the safe opens it too, and is nobody who looks.
    """
    how = desk.how
    tilgang = how.tilgang if how else load_access(desk.folder)[0] or Tilgang()
    day = desk.run.now.date()
    shall = [each.navn for each in readers_of(innboks, desk.mappe, tilgang, day)]
    lacking = how.lacking(innboks, desk.mappe) if how else ()
    takers = tuple(each for each in shall if each not in lacking)
    if how and not takers:
        why = "har en lesenøkkel som gjelder" if shall else "kan lese denne"
        raise ExpectedFailure(
            f"Ingen av dem som tar imot meldinger, {why}. Ingenting er skrevet.", _NOBODY
        )
    return takers


def _afterwards(desk: Desk, innboks: Innboksmelding, takers: tuple[str, ...]) -> Iterator[str]:
    """Yield what the one who reports must know: who has it, that it is shut, and that it may lie here only."""
    if desk.how:
        yield f"Den kan bare åpnes av {', '.join(takers)}. Du kan ikke åpne den igjen uten å være en av dem."
    elif takers:
        yield f"De som tar imot meldinger: {', '.join(takers)}."
    try:
        find_shared(desk.depot, read_config(desk.depot.root))
    except ExpectedFailure:
        pass
    else:
        yield "Den ligger bare i din mappe til den er delt. Del den nå: sosialplan synk"
    if concerns_leadership(innboks, desk.mappe.plan):
        yield _OF_LEADERSHIP
    else:
        yield _OF_EMPLOYEE if innboks.gjelder_ansatt else _AT_ONCE
