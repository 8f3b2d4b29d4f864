"""Opening a case: from what is told, as a branch of another chain, or as its continuation; and what an entry opens."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.hendelsen import note_of
from sosialplan.commands.lukking import require_reason
from sosialplan.commands.run import Run, known_word
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Added, Change, Put, Whole
from sosialplan.commands.skrivebordet.foering import foert_av
from sosialplan.commands.svar.ordsvar import Spoerring, asked_many, asked_text, roles_of
from sosialplan.files.klasselistene import on_the_list
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.model.failure import WrongUsage
from sosialplan.model.frist import MELDER
from sosialplan.model.handlingskjede import Aapningsspoersmaal, Gren, Handlingskjede
from sosialplan.model.mappe import Read
from sosialplan.model.plan import Plan
from sosialplan.model.problems import path_to
from sosialplan.model.record import Value
from sosialplan.model.sak import Aktivitetsplan, Elev, GjelderAnsatt, Hendelse, Sak
from sosialplan.rules.facts import leads, written_entries
from sosialplan.rules.kalender.skolekalender import running_year
from sosialplan.rules.kontrolltegn import ALPHABET, with_check

SCHEMA_LINE = "# yaml-language-server: $schema=../../plan/skjema/sak.schema.json\n"


class Planutkast(Value, frozen=True):
    """A plan that a case is opened with, as a draft: measures have no ids yet; ``notater`` is what is in no field of it."""

    plan: Aktivitetsplan
    notater: tuple[str, ...]


class Aapningsmelding(Value, frozen=True):
    """What is told when a case is opened."""

    kjede: str
    elev: str
    klasse: str
    oppdaget: date
    beskrivelse: str | None = None
    meldt_av: str | None = None
    kategorier: tuple[str, ...] = ()
    alvorlig: bool = False
    fra_sak: str | None = None
    gjelder_ansatt: GjelderAnsatt | None = None
    foedselsaar: int | None = None
    fra_melding: str | None = None
    notat: str | None = None
    ny_elev: bool = False
    likevel: bool = False
    utkast: Planutkast | None = None


def new_case(desk: Desk, melding: Aapningsmelding, taken: Collection[str] = ()) -> Sak:
    """Return a new case with the entry that opens its chain, and a number that is free.

    ``taken`` are numbers of cases that are opened with it and are not written yet.
    """
    run = desk.run
    number = free_number(desk, melding.oppdaget.year, taken)
    chain = _chain(desk, melding.kjede)
    opening = Hendelse(
        id=run.new_id(),
        dato=melding.oppdaget,
        registrert=run.recorded,
        steg=chain.aapnes_med,
        av=melding.meldt_av,
        foert_av=foert_av(desk, melding.meldt_av, melding.klasse),
        notat=melding.notat,
    )
    return Sak(
        sak=number,
        kjede=melding.kjede,
        opprettet=min(run.now.date(), run.i_dag),
        elev=_pupil(desk, melding),
        kategorier=melding.kategorier,
        beskrivelse=melding.beskrivelse,
        meldt_av=melding.meldt_av,
        alvorlig=melding.alvorlig,
        fra_sak=melding.fra_sak,
        gjelder_ansatt=melding.gjelder_ansatt,
        hendelser=(opening, *_notes(desk, melding.utkast)),
        aktivitetsplan=_drafted(desk, melding.utkast),
    )


def _notes(desk: Desk, utkast: Planutkast | None) -> Iterator[Hendelse]:
    yield from (note_of(desk, each) for each in (utkast.notater if utkast else ()))


def _drafted(desk: Desk, utkast: Planutkast | None) -> Aktivitetsplan | None:
    """Return the plan of a draft, its measures put in today as those that are typed."""
    if utkast is None:
        return None
    run = desk.run
    tiltak = (
        replace(each, id=run.new_id(), besluttet=run.i_dag, registrert=run.recorded)
        for each in utkast.plan.tiltak
    )
    return replace(utkast.plan, tiltak=tuple(tiltak))


def _pupil(desk: Desk, melding: Aapningsmelding) -> Elev:
    """Return the pupil as told; what the class's list says of year of birth and guardians is filled in."""
    year = running_year(desk.mappe.plan.skole, desk.run.i_dag)
    listed = on_the_list(desk.folder, year, melding.klasse, melding.elev)
    return Elev(
        navn=melding.elev,
        klasse=melding.klasse,
        foedselsaar=melding.foedselsaar or (listed.foedselsaar if listed else None),
        foresatte=listed.foresatte if listed else (),
    )


def opening_of(sak: Sak) -> Hendelse:
    """Return the entry that opens a new case."""
    return written_entries(sak)[0]


def case_text(sak: Sak) -> str:
    """Return the text of a new case file."""
    return SCHEMA_LINE + dump(to_tree(sak))


def following(sak: Sak, origin: Sak) -> Sak:
    """Return a case with what is known from the one it follows from."""
    return replace(
        sak,
        fra_sak=origin.sak,
        elev=origin.elev,
        involverte=origin.involverte,
        kategorier=sak.kategorier or origin.kategorier,
        beskrivelse=sak.beskrivelse or origin.beskrivelse,
        alvorlig=sak.alvorlig or origin.alvorlig,
        gjelder_ansatt=sak.gjelder_ansatt or origin.gjelder_ansatt,
    )


def known_employees(plan: Plan, about: GjelderAnsatt | None) -> GjelderAnsatt | None:
    """Return the employees with the plan's own words. Raises WrongUsage for another role."""
    if about is None:
        return None
    employed = {each.rolle: each.navn for each in plan.skole.roller if each.ved_skolen}
    roles = tuple(
        known_word(each, tuple(employed), "rollen for en ansatt", titles=employed)
        for each in about.roller
    )
    return replace(about, roller=roles)


def ask_for_employee(run: Run, plan: Plan) -> GjelderAnsatt:
    """Ask which employee a case is about, until the roles are those of employees."""
    roles = roles_of(plan.skole, employed=True)
    spurt = Spoerring("Hvilken rolle har den ansatte? (flere med komma)", _SHIELDED, roles)
    about = GjelderAnsatt(roller=asked_many(run, spurt, partial(_employed, plan)))
    navn = asked_text(
        run,
        Spoerring(
            "Den ansattes navn, som i skole.yaml (oppdiktet, kan være tomt):", _BY_NAME, tomt=True
        ),
    )
    return replace(about, navn=(navn,) if navn else ())


def _employed(plan: Plan, typed: str) -> str:
    about = known_employees(plan, GjelderAnsatt(roller=(typed,)))
    return about.roller[0] if about else typed


_SHIELDED = "Saken skjermes for den ansatte, og går til den som er over. Velg rollen, ikke navnet."
_BY_NAME = "Står navnet her, er saken skjermet for alle rollene den ansatte har."


def written_new(desk: Desk, sak: Sak) -> Whole:
    """Return the change that writes a new case."""
    return Whole(desk.folder.case_path(sak.sak), case_text(sak))


def kept_alike(path: Path, origin: Sak, sak: Sak) -> tuple[Put, ...]:
    """Return what keeps the case that another follows from, from the same employees."""
    if sak.gjelder_ansatt is None or sak.gjelder_ansatt == origin.gjelder_ansatt:
        return ()
    return (Put(path, path_to(Sak.gjelder_ansatt), to_tree(sak.gjelder_ansatt)),)


def branch_of(chain: Handlingskjede | None, hendelse: Hendelse) -> Gren | None:
    """Return the branch that an entry goes by into another chain, or None."""
    branches = (each for each in (chain.grener if chain else ()) if each.til_kjede)
    return next((each for each in branches if leads(each, hendelse)), None)


def _branch_case(
    desk: Desk, sak: Sak, gren: Gren, hendelse: Hendelse, about: GjelderAnsatt | None
) -> Sak:
    """Return the case that an entry opens in another chain.

    It is reported by the one who answered, or whose answer it was to give.
    """
    chain = desk.mappe.plan.kjede(sak.kjede)
    step = chain.find(hendelse.steg) if chain else None
    owner = step.ansvarlig[0] if step and step.ansvarlig else None
    melding = Aapningsmelding(
        kjede=gren.til_kjede or "",
        elev=sak.elev.navn,
        klasse=sak.elev.klasse,
        oppdaget=hendelse.dato,
        meldt_av=hendelse.av or (owner if owner != MELDER else None),
        gjelder_ansatt=about,
    )
    return following(new_case(desk, melding, (sak.sak,)), sak)


class Lenket(Value, frozen=True):
    """A case that was opened from another, and why, as a sentence."""

    sak: Sak
    hvorfor: str


def opened_from(
    desk: Desk,
    sak: Sak,
    hendelse: Hendelse,
    *,
    about: GjelderAnsatt | None = None,
    running: str | None = None,
) -> tuple[Lenket, ...]:
    """Return the case that an entry opens in another chain, and what that one opens in turn.

    None is opened in the chain of a case that is ``running`` already.
    """
    gren = branch_of(desk.mappe.plan.kjede(sak.kjede), hendelse)
    if gren is None or gren.til_kjede == running:
        return ()
    linked = _branch_case(desk, sak, gren, hendelse, about)
    why = f"{gren.tekst[:1].upper()}{gren.tekst[1:]}."
    more = opened_from(desk, linked, opening_of(linked), running=sak.kjede)
    return (Lenket(linked, why), *more)


def written_with(
    desk: Desk, read: Read[Sak], hendelse: Hendelse, about: GjelderAnsatt | None = None
) -> tuple[tuple[Change, ...], tuple[Lenket, ...]]:
    """Return the changes that write an entry, and the cases that its answer opens in another chain.

    An entry that names such a case opens no other. Raises WrongUsage where that chain is about an
    employee and none is told of, or a case would be closed with something open and no reason.
    """
    require_reason(desk, read.value, hendelse)
    path = desk.folder.root / read.file
    if hendelse.gjelder_sak is not None:
        _require_opens(about, ())
        return (Added(path, path_to(Sak.hendelser), hendelse),), ()
    if about is None and asks_for_employee(desk.mappe.plan, read.value, hendelse):
        raise WrongUsage(
            "Svaret åpner en sak som gjelder en ansatt, og må ha --gjelder-ansatt.",
            "Legg til rollen den ansatte har, og prøv igjen.",
        )
    linked = opened_from(desk, read.value, hendelse, about=about)
    _require_opens(about, linked)
    opened = tuple(written_new(desk, each.sak) for each in linked)
    if linked:
        hendelse = replace(hendelse, gjelder_sak=linked[0].sak.sak)
    alike = kept_alike(path, read.value, linked[0].sak) if linked else ()
    return (*opened, Added(path, path_to(Sak.hendelser), hendelse), *alike), linked


def _require_opens(about: GjelderAnsatt | None, linked: Sequence[Lenket]) -> None:
    """Refuse an employee that is told of where no case about one is opened: it would be lost unsaid. Raises WrongUsage."""
    if about is not None and not any(each.sak.gjelder_ansatt for each in linked):
        raise WrongUsage(
            "--gjelder-ansatt har ingen virkning her: dette åpner ingen sak som gjelder en ansatt. "
            "Ingenting er skrevet.",
            "La det være. Gjelder det en ansatt, så åpne saken: sosialplan ny-sak --kjede ansatt-krenker",
        )


def _chain(desk: Desk, code: str) -> Handlingskjede:
    chain = desk.mappe.plan.kjede(code)
    if chain is None:
        raise WrongUsage("Det finnes ingen slik kjede.", "Se dem: sosialplan kjeder")
    return chain


def free_number(desk: Desk, year: int, taken: Collection[str]) -> str:
    """Return a case number of a year that no case has."""
    while True:
        number = with_check(year, desk.run.four_characters(ALPHABET))
        if number not in taken and not desk.folder.has(desk.folder.case_path(number)):
            return number


def asks_for_employee(plan: Plan, sak: Sak, hendelse: Hendelse) -> bool:
    """Tell whether an entry opens a case about an employee, of whom nothing is known yet."""
    gren = branch_of(plan.kjede(sak.kjede), hendelse)
    other = plan.kjede(gren.til_kjede or "") if gren else None
    wanted = other is not None and Aapningsspoersmaal.GJELDER_ANSATT in other.spoer_om
    return wanted and sak.gjelder_ansatt is None
