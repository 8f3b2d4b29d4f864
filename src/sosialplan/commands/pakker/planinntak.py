"""``importer plan``: a plan that is written in Word or Markdown, shown as it was understood, and made a draft of a case."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from sosialplan.commands.dokumenter.dokumentinn import read_document
from sosialplan.commands.personvernsyn import warn_of_document
from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.commands.saksaapning import Planutkast
from sosialplan.commands.spoersmaal import REQUIRED
from sosialplan.commands.svar.ordsvar import Spoerring, asked_as, roles_of
from sosialplan.files.loader import load_plan
from sosialplan.files.standard import planord
from sosialplan.model.betydning import Betydning
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.felter.feltlinje import attribute
from sosialplan.model.felter.planfelt import AKTIVITETSPLAN
from sosialplan.model.lekkasje import Hvem, Kjent
from sosialplan.model.lestdokument import Lestdokument
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Aktivitetsplan, Nivaa, Tiltak
from sosialplan.model.skole import Skole
from sosialplan.model.skrivemaate import named_so, same_pupil
from sosialplan.output.tables import Column
from sosialplan.rules.facts import codes
from sosialplan.rules.planlesing import (
    UNKNOWN_COLUMN,
    UNKNOWN_HEADING,
    Lestplan,
    les_plan,
    som_notat,
)
from sosialplan.rules.planverdier import Lesttiltak, Uplassert, lest_dato, rolle_av
from sosialplan.views.datoer import kort_dato

WAITING = "Ingenting er endret. Legg til --utfør for å opprette saken."
FIELDS = (Column("Felt", wraps=True), Column("Sted", wraps=True), Column("Lest", wraps=True))
MEASURES = (
    Column("Tiltak", wraps=True), Column("Ansvarlig", wraps=True), Column("Fra"), Column("Evalueres"),
    Column("Sted", wraps=True),
)  # fmt: skip
_SHOWN, _TOLD = 60, 25
_HEADING = "Fra dokumentet planen ble lest inn fra. Dette står ikke i noe felt:"


def read_plan(run: Run, fil: Path, elev: str | None) -> tuple[Skole, Lestplan]:
    """Read a document and show what was understood. Raises ExpectedFailure or WrongUsage for what is not taken in."""
    plan, problems = load_plan(run.planmappe())
    if plan is None:
        raise ProblemsFoundError(problems)
    lest = read_document(fil)
    lestplan = les_plan(lest, planord(), plan.skole, run.i_dag)
    _require_one_plan(lestplan)
    _require_no_other_name(lestplan, lest, elev)
    _tell(run, plan, lestplan, lest)
    named = elev or (lestplan.elev.tekst if lestplan.elev else None)
    own = (Kjent(named, Hvem.ELEV),) if named else ()
    skip = {each.sted for each in lestplan.elever}
    warn_of_document(run, run.planmappe(), ((e.sted, e.tekst) for e in lest.alle if e.sted not in skip), "", own)  # fmt: skip
    return plan.skole, lestplan


def _require_one_plan(lest: Lestplan) -> None:
    """Refuse what is no plan, or two of them: which is meant is not guessed."""
    if not lest.er_en_plan:
        raise ExpectedFailure(
            "Dokumentet er ikke kjent igjen som en aktivitetsplan: ingen av overskriftene er kjent.",
            f"Sett overskrifter over delene. {_known()}",
        )
    others = [e for e in lest.elever if lest.elev and not same_pupil(e.tekst, lest.elev.tekst)]
    twice = lest.dobbelt if len(lest.dobbelt) > 1 else ()
    if len(lest.titler) > 1 or others or twice:
        where = [*lest.titler[1:], *(each.sted for each in others), *twice]
        raise WrongUsage(
            f"Dokumentet ser ut til å ha to planer (den andre ved {', '.join(where[:3])}). Ingenting er endret.",
            "Legg hver plan i et dokument for seg.",
        )


def _known() -> str:
    """Return which headings are known, by the first word of each."""
    known = (names[0].capitalize() for names in planord().felt.values())
    return f"Disse kjennes: {', '.join(f'«{each}»' for each in known)}, «Tiltak»."


def _known_columns() -> str:
    known = (names[0].capitalize() for names in planord().kolonner.values())
    return f"Disse kolonnene kjennes: {', '.join(f'«{each}»' for each in known)}."


def _require_no_other_name(lest: Lestplan, dokument: Lestdokument, elev: str | None) -> None:
    """Refuse a text with the pupil's name where another name is said: a code that stands beside it hides nothing."""
    if lest.elev is None or elev is None:
        return
    name = lest.elev.tekst
    if same_pupil(name, elev) or named_so(name, elev) or named_so(elev, name):
        return
    own = {each.casefold() for each in elev.split()} | set(planord().ikke_navn)
    words = {each.strip(",").casefold() for each in name.split()} - own
    said = (each for each in dokument.alle if each.sted != lest.elev.sted)
    places = [each.sted for each in said if not words.isdisjoint(_words(each.tekst))]
    if places:
        raise WrongUsage(
            f"Dokumentet har et annet navn på eleven enn --elev, og navnet står også i {', '.join(places[:5])}. Ingenting er endret.",
            "Bytt ut navnet i teksten i dokumentet, lagre det, og prøv igjen.",
        )


def _words(text: str) -> Iterator[str]:
    """Yield the words of a text as a name has them, also in the genitive."""
    for word in re.findall(r"\w+(?:-\w+)*", text.casefold()):
        yield word
        yield word.removesuffix("s")


def _tell(run: Run, skolens: Plan, plan: Lestplan, lest: Lestdokument) -> None:
    """Show what was read of a plan, and name what was not, by its place."""
    terminal = run.terminal
    terminal.heading("Slik er planen lest")
    rows = [("Elev", plan.elev.sted, plan.elev.tekst)] if plan.elev else []
    rows += [("Klasse", "", plan.klasse)] if plan.klasse else []
    rows += [("Oppdaget", "", kort_dato(plan.oppdaget))] if plan.oppdaget else []
    for key, value in plan.felt.items():
        rows.append((AKTIVITETSPLAN[key].ord_.capitalize(), plan.steder[key], _short(kort_dato(value) if isinstance(value, date) else value)))  # fmt: skip
    terminal.table(FIELDS, rows)
    if plan.tiltak:
        terminal.line()
        terminal.heading(f"Tiltak: {len(plan.tiltak)}")
        titles = {each.rolle: each.navn.partition(" (")[0] for each in skolens.skole.roller}
        terminal.table(MEASURES, [_cells(each, titles) for each in plan.tiltak])
    for line in _left_out(plan, lest):
        terminal.note(line)
    steps = [code for each in skolens.kjeder for code in codes(each, Betydning.REKTOR_VARSLET)]
    for each in plan.meldt if steps else ():
        day = lest_dato(each.tekst, run.i_dag)
        terminal.note(
            f"Steget {steps[0]} er ikke skrevet ({each.sted}). Ble rektor varslet da, så skriv det når saken er opprettet: "
            f"sosialplan registrer SAK {steps[0]} --dato {day or 'DATO'}"
        )


def _cells(each: Lesttiltak, titles: Mapping[str, str]) -> tuple[str, ...]:
    owner = titles[each.ansvarlig] if each.ansvarlig else "ikke lest"
    days = (kort_dato(day) if day else "mangler" for day in (each.fra, each.evalueres))
    return (_short(each.tiltak), owner, *days, each.sted)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def _left_out(plan: Lestplan, lest: Lestdokument) -> Iterator[str]:
    """Yield what is not in a field, by its place and why; never what it says."""
    yield from lest.merknader
    told = [f"{each.sted[:1].upper()}{each.sted[1:]}: {each.hvorfor}." for each in plan.uleste]
    yield from told[:_TOLD]
    if len(told) > _TOLD:
        yield f"… og {len(told) - _TOLD} steder til."
    if told:
        yield "Det som ikke er lest, blir stående i saken som notat, med stedet i dokumentet."
    why = {each.hvorfor for each in plan.uleste}
    if UNKNOWN_HEADING in why:
        yield f"Overskrifter som er ukjente, kan skrives om i dokumentet. {_known()}"
    if UNKNOWN_COLUMN in why:
        yield f"Kolonner som er ukjente, kan skrives om i dokumentet. {_known_columns()}"


def require_told(run: Run, told: Mapping[str, object]) -> None:
    """Name what a case cannot be opened without and neither the plan nor an option says. Raises WrongUsage."""
    missing = [f"--{key}" for key in REQUIRED if not told[key]]
    if missing and not run.terminal.interactive:
        raise WrongUsage(
            f"Planen sier ikke alt som trengs til en sak. Mangler {' og '.join(missing)}.",
            "Se hvordan: sosialplan importer plan --help",
        )


def asked_owners(run: Run, skole: Skole, plan: Lestplan) -> Lestplan:
    """Return the plan with the owners that a person gives for those whom the school does not know, once for each."""
    if not run.terminal.interactive:
        return plan
    given = dict[str, str]()
    for each in plan.tiltak:
        if each.ansvarlig is None and each.eier not in given:
            who = f"«{_short(each.eier)}» ({each.sted})" if each.eier else f"tiltakene uten ansvarlig (som {each.sted})"  # fmt: skip
            spurt = Spoerring(f"Hvilken rolle er {who}?", _UNKNOWN, roles_of(skole, employed=True), tomt=True)  # fmt: skip
            given[each.eier] = asked_as(run, spurt, lambda answer: _role(skole, answer))
    owned = (replace(e, ansvarlig=e.ansvarlig or given.get(e.eier) or None) for e in plan.tiltak)
    return replace(plan, tiltak=tuple(owned))


_UNKNOWN = "Svarer du ikke, blir tiltaket stående i et notat i saken, og ikke som tiltak."


def _role(skole: Skole, answer: str) -> str:
    found = rolle_av(skole, answer) if answer else ""
    if found is None:
        raise WrongUsage("Det er ingen rolle ved skolen.")
    return found


def as_draft(run: Run, plan: Lestplan) -> Planutkast:
    """Return what a plan is in a case: its texts and measures, and as notes what is in none of them."""
    taken = [each for each in plan.tiltak if each.ansvarlig]
    left = [_left(each) for each in plan.tiltak if not each.ansvarlig]
    told = {cell.sted for each in plan.tiltak if not each.ansvarlig for cell in each.kilde}
    others = [each for each in plan.uleste if each.sted not in told]
    no_day = [Uplassert(each.sted, f"Tiltaket har ingen første dag i dokumentet. {kort_dato(run.i_dag)} er satt inn.", "") for each in taken if each.fra is None]  # fmt: skip
    tiltak = tuple(
        Tiltak(
            id="",
            tiltak=each.tiltak,
            nivaa=each.nivaa or Nivaa.ELEV,
            ansvarlig=each.ansvarlig or "",
            stedfortreder=each.stedfortreder,
            fra=each.fra or run.i_dag,
            til=each.til,
            evalueres=each.evalueres,
            hvorfor=each.hvorfor,
        )
        for each in taken
    )
    texts: dict[str, Any] = {attribute(Aktivitetsplan, key): value for key, value in plan.felt.items()}  # fmt: skip
    made = msgspec.structs.replace(Aktivitetsplan(), **texts, tiltak=tiltak)
    for each in plan.tiltak:
        if not each.ansvarlig:
            run.terminal.note(f"Tiltaket i {each.sted} har ingen ansvarlig som er en av skolens roller. Det står i et notat.")  # fmt: skip
    for one in no_day:
        run.terminal.note(f"Tiltaket i {one.sted} har ingen første dag: {kort_dato(run.i_dag)} er satt inn.")  # fmt: skip
    return Planutkast(made, som_notat([*others, *left, *no_day], _HEADING))


def _left(each: Lesttiltak) -> Uplassert:
    """Return a measure that is no measure of the case, since nobody is known to own it."""
    said = "; ".join(f"{cell.under}: {cell.tekst}" for cell in each.kilde)
    return Uplassert(each.sted, f"{said} (ikke lest inn: ansvarlig er ikke en av skolens roller)", "", "Tiltak")  # fmt: skip
