"""The books of ``moter/``: what is told of a meeting, the entry it becomes, and which meetings a case has."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from sosialplan.commands.moeter.moeteord import known_meeting
from sosialplan.commands.run import BESTEMT, known_role, known_word
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Added, Whole
from sosialplan.commands.skrivebordet.foering import skrevet_av
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.klassetrinn import lest_trinn
from sosialplan.model.mappe import Mappe
from sosialplan.model.moeter import Holdt, Moete, Moetebok, Per
from sosialplan.model.plan import Plan
from sosialplan.model.record import Record, Value
from sosialplan.model.sak import Sak
from sosialplan.model.skrivemaate import fold
from sosialplan.rules.ansattsak.skjerming import shielded_for
from sosialplan.rules.checks.meeting_checks import SKOLEN
from sosialplan.rules.kalender.skolekalender import school_year_of
from sosialplan.rules.moeter.moeteplan import held_for
from sosialplan.rules.moeter.saksliste import may_be_discussed

SCHEMA_LINE = "# yaml-language-server: $schema=../../plan/skjema/moetebok.schema.json\n"
MESSAGE = "Møter"
_NAMES = {"klassemøte": "klassemoter"}
"""Books that are not named after their meeting."""


class Moetet(Value, frozen=True):
    """What is told of a meeting that was held: which, and the rest by the fields of its entry."""

    moete: str
    fortalt: Mapping[str, Any]


def entry_of(desk: Desk, told: Moetet) -> Holdt:
    """Return the entry of a meeting. Raises WrongUsage for what is missing or not known."""
    run, mappe = desk.run, desk.mappe
    day = told.fortalt.get("dato") or run.i_dag
    plan, moete = mappe.plan, known_meeting(mappe.plan, told.moete)
    held = Holdt(**{**told.fortalt, "id": run.new_id(), "moete": moete.moete, "dato": day})
    if not held.til_stede:
        raise WrongUsage(
            "Mangler --til-stede.", "Skriv rollene med komma: --til-stede rektor,rådgiver"
        )
    hosts = [each.hos for each in moete.hyppighet if each.hos]
    if hosts and held.hos is None:
        raise WrongUsage("Mangler --hos.", f"Velg en av: {', '.join(hosts)}")
    whom = dict.fromkeys(_PER.values()) | _whom(mappe, moete, held, day)
    held = replace(
        held,
        hos=_host(plan, held.hos),
        til_stede=tuple(known_role(plan.skole, each) for each in held.til_stede),
        registrert=run.recorded,
        **whom,
    )
    return replace(held, foert_av=skrevet_av(desk, held.til_stede, held.klasse))


def _host(plan: Plan, typed: str | None) -> str | None:
    titles = {**{each.rolle: each.navn for each in plan.skole.roller}, SKOLEN: ""}
    return known_word(typed, tuple(titles), "rollen", titles=titles) if typed else None


_PER = {Per.KLASSE: "klasse", Per.TRINN: "trinn", Per.ELEV: "elev"}
"""What says for whom a meeting was held, where it is not the school's own."""


def _whom(mappe: Mappe, moete: Moete, told: Holdt, day: date) -> dict[str, Any]:
    """Return the class, the grade or the pupil's code that the meeting was held for."""
    key = _PER.get(moete.per)
    beside = [f"--{each}" for each in _PER.values() if each != key and getattr(told, each)]
    if beside:
        raise WrongUsage(
            f"{' og '.join(beside)} hører ikke til dette møtet.",
            f"Utelat det. Møtet holdes for hver {key}." if key else "Utelat det.",
        )
    if key is None:
        return {}
    books = [each.value for each in mappe.moeter]
    known = [each for each in held_for(mappe.plan, moete, books, school_year_of(day)) if each]
    typed = str(getattr(told, key) or "")
    if not typed:
        shown = ", ".join(known) if key != "elev" else "kodene under «elever:» i møteboken"
        raise WrongUsage(f"Mangler --{key}. Møtet holdes for hver {key}.", f"Velg en av: {shown}")
    if key == "elev" and typed not in known:
        raise WrongUsage(
            "Det er ingen elev med denne koden.",
            f"Legg koden til under «elever:» i {book_of(moete.moete)}.yaml: "
            "åtte tilfeldige tegn, aldri et navn.",
        )
    found = known_word(typed, known, BESTEMT[key])
    return {key: lest_trinn(found) if key == "trinn" else found}


def book_of(moete: str) -> str:
    """Return what the book of a meeting is called."""
    return _NAMES.get(moete, fold(moete))


def require_may_discuss(desk: Desk, held: Holdt, sak: Sak) -> None:
    """Refuse a case that is kept from someone who sits in the meeting. Raises ExpectedFailure."""
    moete = known_meeting(desk.mappe.plan, held.moete)
    if not may_be_discussed(moete, shielded_for(sak, desk.mappe.plan), held.til_stede):
        raise ExpectedFailure(
            f"Sak {sak.sak} kan ikke tas opp her: den er skjermet for noen som er med i møtet.",
            "Ta den opp med dem som har ansvaret: sosialplan frister. Ingenting er skrevet.",
        )


def minutes_path(desk: Desk, held: Holdt) -> Path:
    """Return where a meeting's book of its school year is, or would be."""
    return desk.folder.minutes_path(school_year_of(held.dato), book_of(held.moete))


def in_book(desk: Desk, path: Path, key: str, entry: Record) -> Added | Whole:
    """Return what puts an entry at the end of a list of a book; the book is made if missing."""
    if desk.folder.has(path):
        return Added(path, (key,), entry)
    empty = to_tree(Moetebok(skoleaar=path.parent.name))
    return Whole(path, SCHEMA_LINE + dump({**empty, key: [to_tree(entry)]}))
