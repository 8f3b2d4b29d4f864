"""``innkall``: write down that people are called to a meeting; the letter is a document."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from msgspec.structs import replace

from sosialplan.commands.lesing import read_case
from sosialplan.commands.moeter.moeteord import meeting_of_case, meetings_of_case
from sosialplan.commands.run import Run, known_role
from sosialplan.commands.saksaapning import written_with
from sosialplan.commands.samtykket import tell_of_refusal
from sosialplan.commands.skrivebordet.den_som_skriver import tell_of_shielded
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Errand, Followed, carry_out, of_case
from sosialplan.commands.skrivebordet.foering import foert_av
from sosialplan.commands.skrivebordet.sagt import tell_of_day, tell_of_late
from sosialplan.commands.svar.dagsvar import read_day_of
from sosialplan.commands.svar.ordsvar import (
    TEXT,
    Spoerring,
    asked_as,
    asked_roles,
    asked_text,
    titled,
)
from sosialplan.model.failure import WrongUsage
from sosialplan.model.felter.delfelt import INNKALLING
from sosialplan.model.felter.feltlinje import attribute, key_of, krevde, option
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.model.sakspapirer import Innkalling
from sosialplan.rules.checks.entry_checks import INNKALT
from sosialplan.views.datoer import kort_dato

_Reader = Callable[[Run, str], Any]
"""From what was typed to the value of a field. Raises WrongUsage."""
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[.:]([0-5][0-9])\Z")
_HVEM = ("med", "--med", "Hvem kalles inn? (roller med komma)")


def _must() -> Iterator[tuple[str, str, str]]:
    """Yield what a call is nothing without: its field, its option, and the question for it."""
    needed = krevde(Innkalling)
    for key, linje in INNKALLING.items():
        name = attribute(Innkalling, key)
        if name in needed:
            yield name, option(key, linje), linje.spoersmaal
        if name == "sted":
            yield _HVEM


def needed() -> tuple[str, ...]:
    """Return the options that a call is nothing without."""
    return tuple(each for _, each, _ in _must())


Fortalt = Mapping[str, Any]
"""What is told of a call, by its field; ``med`` and ``av`` are those of its entry."""


def innkall(run: Run, typed: str, told: Fortalt) -> int:
    """Add the call to the case, and say how its letter is made."""
    if run.terminal.interactive:
        told = _asked(run, typed, told)
    missing = [option_ for name, option_, _ in _must() if not told.get(name)]
    if missing:
        raise WrongUsage(
            f"Mangler {' og '.join(missing)}.", "Se hvordan: sosialplan innkall --help"
        )
    return carry_out(run, lambda desk: _work(desk, typed, told), case=typed)


def _work(desk: Desk, typed: str, told: Fortalt) -> Errand:
    run, read = desk.run, desk.case(typed)
    entry = _entry(run, desk.mappe.plan, read.value, told)
    entry = replace(entry, foert_av=foert_av(desk, entry.av, read.value.elev.klasse))
    changes, _ = written_with(desk, read, entry)
    said = f"Ført i {read.value.sak}: {INNKALT}, {_when(entry)}."
    return of_case(desk, read.value.sak, changes, said, partial(_tell, run, read.value, entry))


def _tell(run: Run, sak: Sak, entry: Hendelse, came: Followed) -> None:
    mappe = came.saved.mappe
    run.terminal.line(
        f"Brevet: sosialplan lag innkalling {sak.sak} --mottaker foresatte --format pdf --til brev.pdf"
    )
    tell_of_shielded(run, mappe, sak, entry)
    tell_of_refusal(run, mappe, sak, entry)
    if call := entry.innkalling:
        tell_of_day(run, mappe.plan, "Møtet", call.moetedag)
        asked = [row for row in came.after if row.frist.steg == call.moete]
        tell_of_late(run, "Møtet", call.moetedag, asked)


def _entry(run: Run, plan: Plan, sak: Sak, told: Fortalt) -> Hendelse:
    call = {name: value for name, value in told.items() if name not in {"med", "av"}}
    call["moete"] = meeting_of_case(plan, sak, told["moete"])
    call["klokkeslett"] = clock(told["klokkeslett"])
    return Hendelse(
        id=run.new_id(),
        dato=run.i_dag,
        registrert=run.recorded,
        steg=INNKALT,
        av=known_role(plan.skole, told.get("av")),
        med=tuple(known_role(plan.skole, each) for each in told["med"]),
        innkalling=Innkalling(**call),
    )


def _when(entry: Hendelse) -> str:
    call = entry.innkalling
    return f"{call.moete} {kort_dato(call.moetedag)} kl. {call.klokkeslett}" if call else ""


def clock(typed: str) -> str:
    """Return a time of day as the case file has it. Raises WrongUsage.

    >>> clock("8.05")
    '08:05'
    """
    found = _CLOCK.match(typed.strip())
    if found is None:
        raise WrongUsage(
            "Klokkeslettet er ikke skrevet slik at det kan leses.", "Skriv det som 14:30."
        )
    return f"{int(found[1]):02}:{found[2]}"


def _asked(run: Run, typed: str, told: Fortalt) -> Fortalt:
    """Ask a person for what is missing, each until it can be used; then for what would help."""
    _, mappe, sak = read_case(run, typed)
    told, skole = dict(told), mappe.plan.skole
    for name, _, question in _must():
        if told.get(name):
            continue
        spurt = Spoerring(question, _explained(name), mest=TEXT)
        match name:
            case "med":
                told[name] = asked_roles(run, skole, spurt)
            case "moete":
                meetings = titled(meetings_of_case(mappe.plan, sak))
                told[name] = asked_as(
                    run,
                    replace(spurt, valg=meetings),
                    lambda answer: meeting_of_case(mappe.plan, sak, answer),
                )
            case _:
                told[name] = asked_as(run, spurt, partial(_READS.get(name, _text), run))
    if not told.get("saksliste"):
        told["saksliste"] = _parts(_may(run, "saksliste"), ";")
    if not told.get("forberedelse"):
        told["forberedelse"] = _may(run, "forberedelse") or None
    return told


def _text(_: Run, answer: str) -> str:
    return answer


_READS: Mapping[str, _Reader] = {
    "moetedag": lambda run, answer: read_day_of(
        run, answer, Innkalling, "møtedag", INNKALLING["møtedag"]
    ),
    "klokkeslett": lambda _, answer: clock(answer),
}


def _explained(name: str) -> str:
    """Return what the option for a field of a call says of it."""
    if name == "med":
        return "De som skal møte. De foresatte har en rolle her, som eleven."
    linje = INNKALLING[key_of(Innkalling, name)]
    return linje.valg.hjelp if linje.valg else ""


def _may(run: Run, key: str) -> str:
    spurt = Spoerring(INNKALLING[key].spoersmaal, _explained(key), tomt=True, mest=TEXT)
    return asked_text(run, spurt)


def _parts(answer: str, between: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in answer.split(between) if each.strip())
