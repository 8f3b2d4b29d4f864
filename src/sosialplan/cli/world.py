"""What the program takes from the world outside: the clock, lots, the terminal. Tests give their own."""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from msgspec.structs import replace

from sosialplan import clock, randomness
from sosialplan.model.failure import WrongUsage
from sosialplan.model.record import Value
from sosialplan.output.oppstart import standard
from sosialplan.output.terminal import Terminal

if TYPE_CHECKING:
    from sosialplan.commands.run import Run
    from sosialplan.files.disk import Disk
    from sosialplan.files.noekkelring import Noekkelplass
    from sosialplan.files.omgivelser import Maskin
    from sosialplan.vern.age import Identity


class World(Value, frozen=True):
    """The world outside, and what the program's own options said.

    ``marks`` is where the person's own marks lie, ``noekkelsted`` where the own key is, unless in the
    system's places for them.
    ``opens`` opens a document, unless the system's own program does. ``commit_dates`` lets ``now`` date the commits
    too; else git asks its own clock. Where ``godtatt`` is set, a command writes that alone: see ``Run``.
    """

    terminal: Terminal
    now: Callable[[], datetime]
    new_id: Callable[[], str] = randomness.entry_id
    four_characters: Callable[[str], str] = randomness.four_characters
    disk: "Disk | None" = None
    marks: Path | None = None
    maskin: "Maskin | None" = None
    commit_dates: bool = False
    mappe: Path | None = None
    i_dag: date | None = None
    per: date | None = None
    noekkelsted: "Noekkelplass | None" = None
    godtatt: tuple[str, ...] | None = None
    opens: "Callable[[Path], bool] | None" = None

    def told(self, mappe: Path | None, i_dag: date | None, per: date | None) -> "World":
        """Return the world with what the program's own options said."""
        return replace(self, mappe=mappe, i_dag=i_dag, per=per)

    def judged_from(self, now: datetime) -> date:
        """Return the day of judging: the one that was told, else the day that is looked back to, else today."""
        return self.i_dag or self.per or now.date()


def real_world() -> World:
    """Return the world as it is."""
    return World(standard(), clock.now)


PER = frozenset(
    {
        "frister", "saker", "vis", "forklar", "fravær vis", "møte plan", "møte saksliste", "årshjul",
        "årshjul status", "statistikk mål", "statistikk steg", "kjeder", "slå-opp", "regn",
    }
)  # fmt: skip
"""The commands that can look back to what was known on a day: those that show what the folder says."""
ASKS = "_SOSIALPLAN_COMPLETE"
"""Set by the shell where it asks what can stand where the cursor is: see ``fullfoering``."""
TYPED = "sosialplan.typed"
"""Where the words of a command stand as they were typed, in Click's own notes of a run."""
WITHOUT_YEAR = "sosialplan.uten_aar"
"""Where the days stand that were typed without their year, there too."""
LOOKS_BACK = "Med --per ÅÅÅÅ-MM-DD: slik det var kjent i historikken da den dagen var slutt, dømt fra den dagen."
"""What the help of each of them says."""
_PAPER = (
    "Et papir som lages nå, skal ikke se ut som om det ble laget da.",
    "Saken slik den var: sosialplan vis SAK --per DATO. Det som ble levert ut: sosialplan tilsyn SAK",
)
WITHOUT_PER: Mapping[str, tuple[str, str]] = {
    "dagen": (
        "Dagens bord viser det som skal gjøres nå.",
        "La --per være. Hva som skulle gjøres da: sosialplan frister --per DATO",
    ),
    "søk": (
        "Det letes i det som står i sakene nå.",
        "La --per være. Saken slik den var: sosialplan vis SAK --per DATO",
    ),
    "lag": _PAPER,
    "tavle": (
        "Tavla viser hvordan det står nå.",
        "La --per være. Det som skulle gjøres da: sosialplan frister --per DATO",
    ),
    "tilsyn": _PAPER,
    "innsyn": _PAPER,
    "sjekk-kopi": (
        "Kopien holdes mot alt saken har vært, også det som sto den dagen.",
        "La --per være.",
    ),
    "logg": (
        "Loggen har dagen på hver linje.",
        "La --per være, eller se fra en dag: sosialplan logg --siden DATO",
    ),
    "sammenlign": (
        "De to tidspunktene skrives etter saken.",
        "Skriv: sosialplan sammenlign SAK DATO DATO",
    ),
    "valider": (
        "Det som sto før, kan ikke rettes nå. Om noe er endret siden, sier valider uten --per.",
        "La --per være. Hvordan historikken selv er: sosialplan logg --kontroller",
    ),
    "varsle": (
        "Det varsles om det som er slik nå.",
        "La --per være. Hva som var slik da: sosialplan frister --per DATO",
    ),
    "vokt": ("Kommandoen ser på det som er klart til å lagres nå.", "La --per være."),
    "sjekk": ("Kommandoen ser på maskinen og mappen, og de er slik de er nå.", "La --per være."),
    "oppbevaring": (
        "Det som skal bort, er det som ligger her nå.",
        "La --per være. Hva som er ute en annen dag: --i-dag",
    ),
    "innsynslogg": ("Loggen har dagen på hver linje.", "La --per være."),
    "tilgang vis": (
        "Hvem som leser, følger av folkene og reglene slik de er nå.",
        "La --per være. Hva som ble endret når: sosialplan logg",
    ),
    "innboks": (
        "Innboksen viser meldingene som ligger der nå.",
        "La --per være. Også de som er behandlet: sosialplan innboks --alle",
    ),
    "skole": (
        "Folkene og klassene er de som står i skolens fil nå.",
        "La --per være. Hva som ble endret når: sosialplan logg",
    ),
    "skole person": (
        "Folkene er de som står i skolens fil nå.",
        "La --per være. Hva som ble endret når: sosialplan logg",
    ),
    "skole valg": (
        "Et valg har dagen det gjelder fra, i listen.",
        "La --per være. Hva som ble valgt når: sosialplan logg",
    ),
    "plan pakke vis": (
        "Pakken er den skolen har nå.",
        "La --per være. Hva som ble tatt inn når: sosialplan logg",
    ),
    "nøkler": ("Nøkkelen din er på maskinen slik den er nå.", "La --per være."),
    "nøkler prøv": ("Nøkkelen prøves mot det som er vernet nå.", "La --per være."),
    "tilgang": (
        "Hver nøkkel har dagene den gjelder, i listen.",
        "La --per være. Hvem som ga hvem tilgang: sosialplan logg --kontroller",
    ),
}
"""Commands that read and do not look back, each with why and what to do instead. The others write."""
_WRITES = (
    "--per ser tilbake, og kan ikke brukes når noe skal skrives. Ingenting er endret.",
    "La --per være. Skal det føres på en tidligere dag: --dato, eller --i-dag",
)


def command_of(ctx: Any) -> str:
    """Return the command that runs, by the program's own words for it."""
    name = ctx.command.name or ""
    return f"{command_of(ctx.parent)} {name}".strip() if ctx.parent and ctx.parent.parent else name


def require_looks_back(ctx: Any) -> None:
    """Raise WrongUsage where a day is looked back to by a command for which that makes no sense."""
    world, name = ctx.find_object(World), command_of(ctx)
    if world is not None and world.per is not None and name not in PER:
        raise WrongUsage(*WITHOUT_PER.get(name, _WRITES))


def _then(run: "Run", per: date) -> "Run":
    """Return a run that reads the folder as it was known on a day."""
    from msgspec.structs import replace as with_fields

    from sosialplan.commands.historikk.dagsmappe import known_then

    then = known_then(run.planmappe(), per, run.now, run.terminal.note)
    return with_fields(run, per=per, da=then)


def run_of(ctx: typer.Context) -> "Run":
    """Return what a command is given. Raises WrongUsage where it cannot look back and shall."""
    from sosialplan.commands.run import Run
    from sosialplan.files.disk import DISK
    from sosialplan.files.noekkelring import here, identities
    from sosialplan.vern.laas import Laas

    require_looks_back(ctx)
    world = ctx.find_object(World)
    if world is None:
        world = real_world()
    now = world.now()
    sted, terminal = world.noekkelsted or here(), world.terminal

    def keys() -> "Sequence[Identity]":
        terminal.sealed.append(True)
        return identities(sted, os.environ, now)

    laas = Laas(keys, sted.forraad)
    ctx.call_on_close(laas.done)
    run = Run(
        start=world.mappe or Path.cwd(),
        i_dag=world.judged_from(now),
        now=now,
        terminal=terminal,
        new_id=world.new_id,
        four_characters=world.four_characters,
        disk=world.disk or DISK,
        marks=world.marks,
        maskin=world.maskin,
        command=ctx.command_path.partition(" ")[2],
        commit_dates=world.commit_dates,
        laas=laas,
        noekkelsted=sted,
        godtatt=world.godtatt,
        uten_aar=ctx.meta.get(WITHOUT_YEAR, frozenset()),
    )
    ctx.call_on_close(partial(_note_opened, ctx, run))
    return run if world.per is None else _then(run, world.per)


def _note_opened(ctx: typer.Context, run: "Run") -> None:
    """Note, when a command is done or has failed, what sealed files it opened."""
    if run.laas.names:
        from sosialplan.commands.vern.innsynslogg import note_opened

        note_opened(run, command_of(ctx), ctx.params.values())
