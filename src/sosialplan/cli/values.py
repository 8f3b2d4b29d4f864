"""From what is typed to values: dates, periods, and words of a fixed list. Faults in Norwegian."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import typer

from sosialplan.cli.inn_og_ut import shown_name, values_of
from sosialplan.cli.world import WITHOUT_YEAR, World, run_of
from sosialplan.model.failure import WrongUsage
from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import Dagretning, Ukedel, advice, find_word, fold, meant

if TYPE_CHECKING:
    from sosialplan.commands.run import Run
    from sosialplan.model.sak import GjelderAnsatt

_SPAN = re.compile(r"([0-9]{1,3}) ?(d|dager?|u|uker?)?\Z")
_YEAR = r"20([0-9]{2})[-/](?:20)?([0-9]{2})\Z"
_WEEK = 7


def bad_value(sentence: str) -> typer.BadParameter:
    """Return the fault of a value that cannot be read; the sentence follows the option's name."""
    return typer.BadParameter(sentence)


class Dagvalg(Value, frozen=True):
    """A parameter that takes a day: which way it is looked for, and what the door refuses.

    It gives what was typed: the day is read by ``read_days``, where today is known. What has
    ``skjedd`` may not lie ahead; what is ``kommende`` may, but not years on. ``ukedel`` is the day that a
    week stands for.
    """

    retning: Dagretning
    ukedel: Ukedel | None = None
    skjedd: bool = False
    kommende: bool = False
    __name__ = "dag"

    def __call__(self, typed: str) -> str:
        """Return what was typed."""
        return typed


skjedd = Dagvalg(Dagretning.BAKOVER, skjedd=True)
"""The day of something that has happened; the door refuses one that has not come."""
siden = Dagvalg(Dagretning.BAKOVER, Ukedel.FOERSTE)
"""A day from which one looks back on what was."""
tilbake = Dagvalg(Dagretning.BAKOVER)
"""A day that is looked back to."""
en_dag = Dagvalg(Dagretning.NAERMEST)
"""A day that may lie behind or ahead."""
foerste_dag = Dagvalg(Dagretning.NAERMEST, Ukedel.FOERSTE, kommende=True)
"""The first day of something, which may have begun; the door refuses one that is years on."""
siste_dag = Dagvalg(Dagretning.FRAMOVER, Ukedel.SISTE, kommende=True)
"""The day by which something is to be done, or on which it ends."""


def read_days(ctx: Any) -> None:
    """Put the day that is meant in place of each that was typed, and tell it where it was not told by its date.

    Raises WrongUsage for what is no day, could be two, or cannot be meant there.
    """
    for param in ctx.command.params:
        valg, typed = getattr(param.type, "func", None), ctx.params.get(param.name)
        if isinstance(valg, Dagvalg) and typed is not None:
            days = [day_read(ctx, param, valg, each) for each in values_of(typed)]
            ctx.params[param.name] = days[0] if isinstance(typed, str) else days


def day_read(ctx: Any, param: Any, valg: Dagvalg, typed: str) -> date:
    """Return the day that is meant, and tell it where it was not told by its date. Raises WrongUsage."""
    from sosialplan.rules.kalender.dagord import IkkeEnDag, lest_dag  # only where a day was typed

    world, today = ctx.find_object(World), _today(ctx)

    def at_school(day: date) -> bool | None:
        from sosialplan.commands.svar.dagsvar import is_school_day

        return is_school_day(run_of(ctx), day)

    try:
        read = lest_dag(typed, today, valg.retning, valg.ukedel, at_school)
        if valg.skjedd:
            read.require_sure()
    except IkkeEnDag as error:
        raise WrongUsage(
            f"{shown_name(param)}: {error}", f"Se hvordan: {ctx.command_path} --help"
        ) from None
    _require_day(param, valg, read.dag, today)
    if read.uten_aar:
        ctx.meta[WITHOUT_YEAR] = ctx.meta.get(WITHOUT_YEAR, frozenset()) | {read.dag}
    if read.sagt and world is not None:
        name = max(param.opts, key=len).strip("-").replace("-", " ")
        world.terminal.note(f"{name[:1].upper()}{name[1:]}: {read.sagt}")
    return read.dag


def _require_day(param: Any, valg: Dagvalg, value: date, today: date) -> None:
    from sosialplan.rules.kalender.skolekalender import years_on  # only where a day was typed

    if valg.skjedd and value > today:
        raise WrongUsage(
            f"{shown_name(param)}: {value:%d.%m.%Y} er ikke kommet ennå. Ingenting er endret.",
            "Her skal det stå en dag som har vært. Er den skrevet feil?",
        )
    if valg.kommende and years_on(value, today):
        raise WrongUsage(
            f"{shown_name(param)}: {value:%d.%m.%Y} er flere skoleår fram. Ingenting er endret.",
            "Er året skrevet feil?",
        )


def _today(ctx: Any) -> date:
    world: World | None = ctx.find_object(World)
    if world is None:
        return date.max
    return world.judged_from(world.now())


def so_soon(run: "Run", typed: str) -> timedelta:
    """Return how far ahead is meant: ``14d``, ``2u``, «to uker», or until a day as «fredag» or «uke 49», which is told.

    Raises WrongUsage for what is none of them, or lies behind.
    """
    from sosialplan.commands.svar.dagsvar import is_school_day
    from sosialplan.rules.kalender.dagord import IkkeEnDag, lest_dag

    match = _SPAN.match(typed.strip().lower())
    if match is not None:
        weeks = (match[2] or "d").startswith("u")
        return timedelta(days=int(match[1]) * (_WEEK if weeks else 1))
    why: IkkeEnDag | None = None
    for words in (typed, f"om {typed}"):
        try:
            read = lest_dag(
                words, run.i_dag, Dagretning.FRAMOVER, Ukedel.SISTE, partial(is_school_day, run)
            )
        except IkkeEnDag as error:
            why = why or error
            continue
        ahead = read.dag - run.i_dag
        if ahead >= timedelta():
            if read.sagt:
                run.terminal.note(f"Innen: {read.sagt}")
            return ahead
        raise WrongUsage("Valget «--innen»: dagen har vært.", "Skriv en dag som kommer.")
    raise WrongUsage(
        f"Valget «--innen»: {why}", "Skriv det som 14d, 2u, «to uker», «fredag» eller «uke 49»."
    )


def school_year(typed: str) -> str:
    """Read a school year written ``2027-2028`` or ``2027-28``."""
    match = re.match(_YEAR, typed.strip())
    if match is None or int(match[2]) != (int(match[1]) + 1) % 100:
        raise bad_value("dette er ikke et skoleår. Skriv det som 2026-2027.")
    return f"20{match[1]}-20{match[2]}"


def whole(typed: str) -> int:
    """Read a whole number from 0 to 3660."""
    if not (typed.isascii() and typed.isdecimal()) or int(typed) > 3660:  # noqa: PLR2004 - ten years of days
        raise bad_value("skriv et helt tall fra 0 til 3660.")
    return int(typed)


class Ordvalg(Value, frozen=True):
    """A reader of one of these words, or of several with commas between them; the beginning of one is enough."""

    ordene: tuple[str, ...]
    flere: bool = False
    __name__ = "ord"

    def __call__(self, typed: str) -> str:
        """Return the word that was meant, or the words."""
        if self.flere:
            return ",".join(self._one(part.strip()) for part in typed.split(","))
        return self._one(typed)

    def _one(self, typed: str) -> str:
        found = meant(typed, self.ordene)
        if len(found) == 1:
            return found[0]
        if found:
            raise bad_value(f"flere begynner slik: {', '.join(found)}.")
        raise bad_value(f"velg en av {', '.join(self.ordene)}.{advice(typed, self.ordene)}")


def word_of(*words: str) -> Ordvalg:
    """Return a reader of one of these words."""
    return Ordvalg(words)


def words_of(*words: str) -> Ordvalg:
    """Return a reader of one or more of these words with commas between them."""
    return Ordvalg(words, flere=True)


def several(typed: list[str] | None) -> tuple[str, ...]:
    """Return the values of an option that may be given many times or with commas."""
    parts = (part.strip() for each in typed or () for part in each.split(","))
    return tuple(part for part in parts if part)


def employees(roles: list[str] | None, names: list[str] | None) -> "GjelderAnsatt | None":
    """Return the employees that a case is about, or None. Names without a role are wrong usage."""
    from sosialplan.model.sak import GjelderAnsatt

    told = several(roles)
    if names and not told:
        raise bad_value("--ansatt-navn må ha --gjelder-ansatt ROLLE.")
    return GjelderAnsatt(roller=told, navn=tuple(names or ())) if told else None


OFTE_MENT = {
    "avslutt": "registrer SAK avsluttet",
    "lukk": "registrer SAK avsluttet",
    "elev": "skole elev",
    "elever": "importer elever",
    "klasse": "skole klasse",
    "person": "skole person",
    "sak-ny": "ny-sak",
    "ny": "ny-sak",
    "evaluer": "tiltak evaluer",
    "skriv-ut": "lag",
    "send": "utlever",
}
"""What people type for a command, without æ, ø and å, and what it is called here."""


def command_meant(args: Sequence[str], commands: Mapping[str, Any]) -> str:
    """Return `` Mente du «…»?``: two words of one command, one inside a group, what people call it, or the nearest."""
    joined = find_word("-".join(args[:2]), commands)
    under = (
        f"{name} {inner}"
        for name, group in commands.items()
        for inner in (find_word(args[0], getattr(group, "commands", {})),)
        if inner
    )
    known = joined or OFTE_MENT.get(fold(args[0])) or next(under, None)
    return f" Mente du «{known}»?" if known else advice(args[0], commands)
