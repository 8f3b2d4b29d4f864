"""``ny-sak``: open a case, and say what must happen now."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sosialplan.commands.desk import Desk, at_desk, case_message
from sosialplan.commands.run import Run, course, known_word
from sosialplan.commands.told import open_rows, tell_rows, tell_saved
from sosialplan.files.loader import load
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.mappe import Mappe
from sosialplan.model.sak import Elev, Hendelse, Sak
from sosialplan.model.skrivemaate import alike
from sosialplan.rules.saksnummer import ALPHABET, with_check

SCHEMA_LINE = "# yaml-language-server: $schema=../../plan/skjema/sak.schema.json\n"
INVENTED_ONLY = (
    "Bare oppdiktede saker: saker kan ennå ikke beskyttes, og det som én gang står i en "
    "git-historikk, kan ikke kalles tilbake."
)


@dataclass(frozen=True, slots=True)
class Melding:
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


def ny_sak(run: Run, melding: Melding, *, format_: str) -> int:
    """Open a case and tell its number, what must happen now, and who must know."""
    if run.terminal.interactive:
        _confirm(run, melding)
    with at_desk(run) as desk:
        melding = _known(desk, melding)
        if not run.terminal.interactive:
            _tell_of_open_cases(run, desk.mappe, melding.elev)
        sak = new_case(desk, melding)
        path = desk.folder.case_path(sak.sak)
        saved = desk.save({path: case_text(sak)}, case_message(sak.sak))
        rows = open_rows(run, saved.mappe, sak.sak)
        if format_ == "json":
            run.terminal.json({"versjon": 1, "sak": sak.sak, "fil": desk.folder.relative(path)})
            return 0
        tell_saved(run, f"Sak {sak.sak} er opprettet.", saved.commit)
        tell_rows(run, "Dette må skje", rows)
        _tell_who(run, rows)
        run.terminal.line()
        run.terminal.wrapped(f"Skriv ned det som skjer: sosialplan registrer {sak.sak} STEG")
    return 0


def _known(desk: Desk, melding: Melding) -> Melding:
    """Return the message with the plan's own words. Raises WrongUsage for words it does not know."""
    plan = desk.mappe.plan
    return Melding(
        kjede=known_word(melding.kjede, [each.kjede for each in plan.kjeder], "kjede"),
        elev=melding.elev.strip(),
        klasse=known_word(melding.klasse, [each.klasse for each in plan.skole.klasser], "klasse"),
        oppdaget=melding.oppdaget,
        beskrivelse=melding.beskrivelse,
        meldt_av=known_word(melding.meldt_av, [each.rolle for each in plan.skole.roller], "rolle")
        if melding.meldt_av
        else None,
        kategorier=tuple(
            known_word(each, [known.kategori for known in plan.skole.kategorier], "kategori")
            for each in melding.kategorier
        ),
        alvorlig=melding.alvorlig,
        fra_sak=melding.fra_sak,
    )


def _confirm(run: Run, melding: Melding) -> None:
    """Ask the person whether to go on where the pupil has an open case. Raises ExpectedFailure.

    Asked before the planmappe is locked: others can write meanwhile.
    """
    mappe = load(run.planmappe()).mappe
    found = _tell_of_open_cases(run, mappe, melding.elev) if mappe else []
    if not found:
        return
    answer = run.terminal.ask("Vil du likevel opprette en ny sak? (ja/nei)")
    if answer.lower() not in {"j", "ja"}:
        raise ExpectedFailure(
            "Ingen sak er opprettet.", f"Skriv i den som finnes: sosialplan vis {found[0].sak}"
        )


def _tell_of_open_cases(run: Run, mappe: Mappe, elev: str) -> list[Sak]:
    """Tell of open cases for the same pupil, and return them."""
    chains = {each.kjede for each in mappe.plan.kjeder}
    found = [
        each.value
        for each in mappe.saker
        if alike(each.value.elev.navn, elev)
        and each.value.kjede in chains
        and course(mappe, each.value, run.i_dag).followed
    ]
    for sak in found:
        run.terminal.note(f"Eleven har en åpen sak fra før: {sak.sak} ({sak.kjede}).")
    return found


def new_case(desk: Desk, melding: Melding, taken: Collection[str] = ()) -> Sak:
    """Return a new case with the entry that opens its chain, and a number that is free.

    ``taken`` are numbers of cases that are opened with it and are not written yet.
    """
    run = desk.run
    number = _free_number(desk, melding.oppdaget.year, taken)
    chain = _chain(desk, melding.kjede)
    opening = Hendelse(
        id=run.new_id(),
        dato=melding.oppdaget,
        registrert=run.recorded,
        steg=chain.aapnes_med,
        av=melding.meldt_av,
    )
    return Sak(
        sak=number,
        kjede=melding.kjede,
        opprettet=min(run.now.date(), run.i_dag),
        elev=Elev(navn=melding.elev, klasse=melding.klasse),
        kategorier=melding.kategorier,
        beskrivelse=melding.beskrivelse,
        meldt_av=melding.meldt_av,
        alvorlig=melding.alvorlig,
        fra_sak=melding.fra_sak,
        hendelser=(opening,),
    )


def case_text(sak: Sak) -> str:
    """Return the text of a new case file."""
    return SCHEMA_LINE + dump(to_tree(sak))


def _chain(desk: Desk, code: str) -> Handlingskjede:
    chain = desk.mappe.plan.kjede(code)
    if chain is None:
        raise WrongUsage("Det finnes ingen slik kjede.", "Se dem: sosialplan kjeder")
    return chain


def _free_number(desk: Desk, year: int, taken: Collection[str]) -> str:
    while True:
        number = with_check(year, desk.run.four_characters(ALPHABET))
        if number not in taken and not desk.folder.case_path(number).exists():
            return number


def _tell_who(run: Run, rows: Sequence[VurdertFrist]) -> None:
    people = dict.fromkeys(rolle for row in rows for rolle in row.frist.ansvarlig)
    if people:
        run.terminal.line()
        run.terminal.wrapped(f"Disse må vite om saken nå: {', '.join(people)}.")
