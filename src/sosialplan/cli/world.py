"""What the program takes from the world outside: the clock, lots, the terminal. Tests give their own."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sosialplan import clock, randomness
from sosialplan.output.terminal import Terminal, standard

if TYPE_CHECKING:
    from sosialplan.commands.run import Run
    from sosialplan.files.disk import Disk


@dataclass(frozen=True, slots=True)
class World:
    """The world outside, and what the program's own options said.

    ``marks`` is where the person's own marks lie, unless in the system's place for them.
    ``commit_dates`` lets ``now`` date the commits too; else git asks its own clock.
    """

    terminal: Terminal
    now: Callable[[], datetime]
    new_id: Callable[[], str] = randomness.entry_id
    four_characters: Callable[[str], str] = randomness.four_characters
    disk: "Disk | None" = None
    marks: Path | None = None
    commit_dates: bool = False
    mappe: Path | None = None
    i_dag: date | None = None

    def told(self, mappe: Path | None, i_dag: date | None) -> "World":
        """Return the world with what the program's own options said."""
        return replace(self, mappe=mappe, i_dag=i_dag)


def real_world() -> World:
    """Return the world as it is."""
    return World(standard(), clock.now)


def run_of(ctx: typer.Context) -> "Run":
    """Return what a command is given."""
    from sosialplan.commands.run import Run
    from sosialplan.files.disk import DISK

    world = ctx.find_object(World)
    if world is None:
        world = real_world()
    now = world.now()
    return Run(
        start=world.mappe or Path.cwd(),
        i_dag=world.i_dag or now.date(),
        now=now,
        terminal=world.terminal,
        new_id=world.new_id,
        four_characters=world.four_characters,
        disk=world.disk or DISK,
        marks=world.marks,
        command=ctx.command_path.partition(" ")[2],
        commit_dates=world.commit_dates,
    )
